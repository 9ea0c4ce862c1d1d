"""Every file that the casebook makes of its book: where it stands, and what makes it.

A list of them costs little, since nothing is made before it is asked for. Whoever publishes writes one after the other
and keeps none; whoever shows a site while somebody writes makes the page that the reader asks for.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from casebook.book import Book, link_book
from casebook.check import Reading
from casebook.export import Edition, list_downloads, list_outputs, make_edition
from casebook.fields import Schemas
from casebook.find import list_find_files
from casebook.model import Case
from casebook.outputs import Output, Placing, make_output, make_text, open_place
from casebook.pictures import list_pictures, make_pictures
from casebook.render import (
    MANIFEST_ADDRESS,
    Article,
    Download,
    Renderer,
    Site,
    list_fragments,
    render_articles,
    render_redirects,
    text_address,
    write_manifest,
)
from casebook.search import (
    CASE_WORDS_ADDRESS,
    SEARCH_ADDRESS,
    SPELLING_ADDRESS,
    Record,
    list_records,
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
    """The folder in which is kept, from one time to the next, what takes long to make: pictures and the index."""

    @cached_property
    def book(self) -> Book:
        """The linked book."""
        return link_book(self.reading)

    @cached_property
    def edition(self) -> Edition:
        """The book as it is handed out."""
        return make_edition(self.reading, self.book, self.site.name, self.site.url)

    @cached_property
    def renderer(self) -> Renderer:
        """What renders its articles."""
        return Renderer(self.book, self.schemas, replace(self.site, list_downloads=self._list_downloads))

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """What the search can find."""
        return tuple(list_records(self.book))

    def _list_downloads(self) -> tuple[Download, ...]:
        """The data files with their sizes: those of them that nobody has asked for yet are written now."""
        outputs = {address: output for output in list_outputs(self.edition) for address in output.addresses}

        def place(address: str) -> Path:
            if not (self.folder / address).is_file():
                outputs[address].write(self.folder.joinpath)
            return self.folder / address

        return list_downloads(self.edition, place)

    def list_outputs(self) -> Iterator[Output]:
        """Every file. The data come first: what they weigh is said on a page."""
        r = self.renderer
        yield from list_outputs(self.edition)
        yield from (frame_article(r, article) for article in render_articles(r))
        yield from (_list_text(r, case) for case in self.book.cases)
        for old, new in render_redirects(self.book).items():
            yield make_text(f"{old}index.html", partial(_lead_on, old, new))
        yield from (make_text(address, make) for address, make in list_fragments(r))
        yield from (make_text(address, make) for address, make in list_find_files(self.book).items())
        yield make_text(SEARCH_ADDRESS, partial(write_search, r))
        yield make_text(SPELLING_ADDRESS, lambda: write_spelling(self.records))
        yield make_text(CASE_WORDS_ADDRESS, lambda: write_case_words(self.book, self.records))
        if self.site.picture:
            wanted = list_pictures(self.book, self.site.name, self.site.description)
            for address, picture in make_pictures(wanted, self.cache / "pictures"):
                yield make_output(address, partial(_give, picture))
        if self.site.kept:
            yield make_text(MANIFEST_ADDRESS, partial(write_manifest, self.site))


def _give(content: bytes) -> Iterable[bytes]:
    return (content,)


def frame_article(r: Renderer, article: Article) -> Output:
    """The page of an article."""
    make = partial(r.frame.put_around, article)
    # a page that is served at every address has a name of its own, and nobody looks for it
    if article.address.endswith(".html"):
        return make_text(article.address, make)
    return make_text(f"{article.address}index.html", make, article.address, article.changed)


def _list_text(r: Renderer, case: Case) -> Output:
    """The text edition of a case: how many pages it has is known once it is made."""

    def write(place: Placing) -> None:
        for page in r.text_editions.of(case):
            with open_place(place(f"{page.address}index.html")) as file:
                file.write(page.html.encode())

    def list_further() -> tuple[str, ...]:
        return tuple(f"{page.address}index.html" for page in r.text_editions.of(case)[1:])

    return Output((f"{text_address(case)}index.html",), write, list_further=list_further)


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
