"""Every file that the casebook makes of its book: where it stands, and what makes it.

A list of them costs little, since nothing is made before it is asked for. Whoever publishes writes one after the other
and keeps none; whoever shows a site while somebody writes makes the page that the reader asks for.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path

from casebook.book import Book, link_book
from casebook.book.case_blocks import CaseBlocks
from casebook.check import RawFile, Reading, digest_files
from casebook.collector import pause_collector
from casebook.export import Edition, list_downloads, list_outputs, make_edition
from casebook.fields import Schemas
from casebook.find import PLACES_ADDRESS, list_find_files
from casebook.memory import SignedFolder, open_signed_folder
from casebook.model import Case
from casebook.outputs import Basis, Output, Placing, make_output, make_text, open_place
from casebook.pictures import list_pictures, make_pictures
from casebook.publish.keeping import Footing, KeptSite
from casebook.publish.models import KeptCases
from casebook.render import (
    MANIFEST_ADDRESS,
    PAGES,
    Article,
    Bases,
    Download,
    Renderer,
    Site,
    UnknownBasisError,
    list_fragments,
    outline_case,
    render_redirects,
    text_address,
    write_manifest,
)
from casebook.search import (
    CASE_WORDS_ADDRESS,
    SEARCH_ADDRESS,
    SPELLING_ADDRESS,
    Segment,
    list_segments,
    write_case_words,
    write_search,
    write_spelling,
)

__all__ = ["Publication", "frame_article"]


@dataclass(frozen=True, eq=False)
class Publication:
    """A book, the site that is made of it, and the folder in which it is made."""

    reading: Reading
    """The files of the book, without errors."""
    schemas: Schemas
    """What their fields are."""
    site: Site
    """The site."""
    folder: Path
    """Where its files are written."""
    cache: Path
    """The folder in which is kept, from one time to the next, what takes long to make: pictures, tables, the index."""

    @cached_property
    def book(self) -> Book:
        """The linked book."""
        with pause_collector():
            return link_book(self.reading, self.models.build)

    @cached_property
    def models(self) -> KeptCases:
        """The cases that are known from last time."""
        return KeptCases(open_signed_folder(self.cache / "book"), self.reading.case_digests)

    @cached_property
    def edition(self) -> Edition:
        """The book as it is handed out."""
        return make_edition(
            self.reading,
            self.book,
            self.site.name,
            self.site.url,
            open_signed_folder(self.cache / "tables"),
            open_signed_folder(self.cache / "templates"),
            self._outlines,
        )

    @cached_property
    def renderer(self) -> Renderer:
        """What renders its articles."""
        kept = open_signed_folder(self.cache / "templates")
        return Renderer(self.book, self.schemas, replace(self.site, list_downloads=self._list_downloads), kept)

    @cached_property
    def bases(self) -> Bases:
        """On what each page rests."""
        files = digest_files((*self.reading.sources, *self.reading.essays))
        words = list(self.reading.vocabularies.values())
        # what the data weigh stands on pages that are made anew in any case
        site = asdict(replace(self.site, list_downloads=tuple))
        told = repr((files, words, self.schemas.by_kind, site)).encode()
        return Bases(self.book, self.reading.case_digests, blake2b(told).digest())

    def find_basis(self, *things: object) -> Basis | None:
        """All of which something is made; None where nobody can say."""
        with suppress(UnknownBasisError):
            return self.bases.of(*things)
        return None

    @cached_property
    def last_site(self) -> KeptSite | None:
        """What is kept of the site that was made last; None where nothing may be kept."""
        folder = open_signed_folder(self.cache / "site")
        if folder is None:
            return None
        footing = Footing(self.bases.same_for_all, self.reading.case_digests, self._outline)
        return KeptSite(folder, self.folder, self.renderer.asked, footing)

    @property
    def _outlines(self) -> bytes:
        """Stands for the outlines of all cases, and for all that is no case; empty where nothing is kept by them."""
        # what is only shown, file by file, would pay more for them than it saves
        return self.last_site.outlines if self.site.kept and self.last_site else b""

    def _outline(self, id: str) -> bytes:
        book = self.book
        return outline_case(book.by_id[id], self.reading.files_of[id], book.fields, book.assessments[id])

    @cached_property
    def blocks(self) -> CaseBlocks:
        """Its cases, with what is kept of them: what rests on a case, the vocabularies and the name of its city."""
        words = blake2b(repr(sorted(self.book.vocabularies.items())).encode()).digest()
        keys = {}
        for case in self.book.cases:
            city = self.book.cities[case.city_id]
            named = json.dumps((city.name, city.country)).encode()
            keys[case.id] = blake2b(b"\0".join((self.reading.case_digests[case.id], named, words))).digest()
        return CaseBlocks(keys, self.search_folder, self._outlines)

    @cached_property
    def search_folder(self) -> SignedFolder | None:
        """Where is kept what a browser finds things with."""
        return open_signed_folder(self.cache / "search")

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """What the search can find."""
        return list_segments(self.book, self.blocks)

    def find_file(self, address: str) -> Path:
        """Where a file lies that was written, until the site is in its place: in its folder, or where it is kept."""
        # while it is only shown nothing is taken
        kept: KeptSite | None = vars(self).get("last_site")
        taken = kept.taken if kept else {}
        return Path(taken[address][0]) if address in taken else self.folder / address

    def _list_downloads(self) -> tuple[Download, ...]:
        """The data files with their sizes: those of them that nobody has asked for yet are written now."""
        outputs = {address: output for output in list_outputs(self.edition) for address in output.addresses}

        def place(address: str) -> Path:
            if not self.find_file(address).is_file():
                outputs[address].write(self.folder.joinpath)
            return self.find_file(address)

        return list_downloads(self.edition, place)

    def _write_case_words(self) -> str:
        return write_case_words(self.book, (one.told for one in self.segments))

    def _find_basis_of_data(self, name: str, *files: RawFile) -> Basis | None:
        return self.find_basis(name, *(self.book.by_id[raw.id] for raw in files))

    def list_groups(self) -> Iterator[tuple[str, Iterable[Output]]]:
        """Every file, in groups of a kind. The data come first: what they weigh is said on a page."""
        r = self.renderer
        yield "data", list_outputs(self.edition, self._find_basis_of_data)
        for kind in PAGES:
            yield f"pages {kind.id}", (frame_article(r, article, self.find_basis) for article in kind.render(r))
        yield "texts", (_list_text(r, case, self.find_basis) for case in self.book.cases)
        yield "redirects", self._list_redirects()
        yield "fragments", self._list_fragments()
        # what many pages show, and on what they rest, is much to hold, and so is what comes now
        r.pieces.forget()
        vars(self).pop("bases", None)
        yield "find", self._list_find_files()
        if self.site.picture:
            wanted = list_pictures(self.book, self.site.name, self.site.description)
            drawn = make_pictures(wanted, self.cache / "pictures")
            yield "pictures", (make_output(address, partial(_give, picture)) for address, picture in drawn)
        if self.site.kept:
            yield "manifest", (make_text(MANIFEST_ADDRESS, partial(write_manifest, self.site)),)

    def _list_redirects(self) -> Iterator[Output]:
        for old, new in render_redirects(self.book).items():
            yield make_text(f"{old}index.html", partial(_lead_on, old, new))

    def _list_fragments(self) -> Iterator[Output]:
        for address, make, of in list_fragments(self.renderer):
            yield make_text(address, make, find_basis=partial(self.find_basis, address, of))

    def _list_find_files(self) -> Iterator[Output]:
        """What a browser finds things with."""
        # all of GeoNames is looked through for it, and of the book it says how many cases a country has
        counted = {code: len(cases) for code, cases in self.book.cases_by_country.items()}
        known = {PLACES_ADDRESS: partial(self.find_basis, PLACES_ADDRESS, counted)}
        for address, make in list_find_files(self.book, self.blocks).items():
            yield make_text(address, make, find_basis=known.get(address, lambda: None))
        yield make_text(SEARCH_ADDRESS, partial(write_search, self.renderer))
        yield make_text(SPELLING_ADDRESS, lambda: write_spelling(self.segments))
        yield make_text(CASE_WORDS_ADDRESS, self._write_case_words)


def _give(content: bytes) -> Iterable[bytes]:
    return (content,)


def frame_article(r: Renderer, article: Article, find_basis: Callable[..., Basis | None] = lambda *_: None) -> Output:
    """The page of an article; `find_basis` gives what stands for all of which it is made."""
    make = partial(r.frame.put_around, article)
    find = partial(find_basis, *_list_parts(article)) if article.made_of else lambda: None
    # a page that is served at every address has a name of its own, and nobody looks for it
    if article.address.endswith(".html"):
        return make_text(article.address, make, find_basis=find)
    return make_text(f"{article.address}index.html", make, article.address, article.changed, find)


def _list_parts(article: Article) -> tuple[object, ...]:
    """All of which a page is made."""
    return tuple(getattr(article, one.name) for one in fields(article) if one.name != "make")


def _list_text(r: Renderer, case: Case, find_basis: Callable[..., Basis | None]) -> Output:
    """The text edition of a case: how many pages it has is known once it is made."""

    def write(place: Placing) -> None:
        for page in r.text_editions.of(case):
            with open_place(place(f"{page.address}index.html")) as file:
                file.write(page.html.encode())

    def list_further() -> tuple[str, ...]:
        return tuple(f"{page.address}index.html" for page in r.text_editions.of(case)[1:])

    find = partial(find_basis, "text", case)
    return Output((f"{text_address(case)}index.html",), write, list_further=list_further, find_basis=find)


def _lead_on(old: str, new: str) -> str:
    """A page at an old address. It needs no script, and says where to go should the refresh be off."""
    target = html.escape("../" * old.count("/") + new)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>This page has moved</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{target}">'
        '<meta name="robots" content="noindex"></head>'
        f'<body><main><h1>This page has moved</h1><p><a href="{target}">Go to its new address</a>.</p></main></body>'
        "</html>\n"
    )
