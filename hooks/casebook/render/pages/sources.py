"""Every document on which the casebook rests: the ways to one, and what it is used for.

A document that several cases share has a page; any other has its place in its case. A list by publisher
leads to each of them, one by kind to those on which most rests. A shared source that has notes is told on its page, and
each part of its notes on pages of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from casebook.book import Book, Document, Publisher, Use, join_uses
from casebook.book.coverage import Coverage, count_coverage
from casebook.render.addresses import document_address, letter_address, list_publisher_places, part_address
from casebook.render.article import Article, Crumb
from casebook.render.crumbs import HUBS
from casebook.render.narrowing import ROW_STYLES
from casebook.render.paging import CARDS, DOCUMENTS, LEAVES, NOTES, ListPage, paginate
from casebook.render.renderer import Renderer

__all__ = ["MOST_USES", "render_documents", "render_notes", "render_source_pages", "render_sources"]

_MOST_OFTEN = 12
_MOST_SHARED = 20
_FEW_PAGES = 6
"""Of so many pages each names where all of them begin and end."""
_MOST_CASES = 6
"""How many of the cases that share a document are told on its page, each with what rests on it."""

MOST_USES = 20
"""How many of the things that rest on a note are listed below it."""


@dataclass(frozen=True)
class DocumentList:
    """Documents in the order of their publishers."""

    address: str
    """The address of its first page."""
    name: str
    """What it is called on the way to it."""
    title: str
    """What it is called on its pages."""
    found: tuple[tuple[Publisher, Document], ...]
    """All documents that belong here, each with its publisher."""
    most: int | None = None
    """How many of them the list has, if not all: those on which most rests."""

    @cached_property
    def entries(self) -> tuple[tuple[Publisher, Document], ...]:
        """The documents of the list."""
        if self.most is None:
            return self.found
        kept = {one.id for _, one in sorted(self.found, key=lambda entry: -entry[1].weight)[: self.most]}
        return tuple(entry for entry in self.found if entry[1].id in kept)


def _list_by_letter(book: Book) -> Iterator[DocumentList]:
    titles = {"0-9": "Sources: publishers with a number", "other": "Sources: publishers in other scripts"}
    for letter, found in groupby(book.publishers, lambda one: one.letter):
        entries = tuple((publisher, document) for publisher in found for document in publisher.documents)
        name = {"other": "Other"}.get(letter, letter.upper())
        yield DocumentList(
            letter_address(letter), name, titles.get(letter, f"Sources: publishers with {name}"), entries
        )


def _list_by_kind(book: Book) -> Iterator[DocumentList]:
    found: dict[str, list[tuple[Publisher, Document]]] = defaultdict(list)
    for publisher in book.publishers:
        for document in publisher.documents:
            found[document.source.kind].append((publisher, document))
    for term in book.vocabularies["source-kinds"].terms:
        if entries := found.get(term.id):
            # each stands with its publisher, so a list by kind needs no more pages than anybody reads
            most = LEAVES * DOCUMENTS
            yield DocumentList(f"sources/kinds/{term.id}/", term.label, f"Sources: {term.label}", tuple(entries), most)


def _name_ranges(page: ListPage, entries: Sequence[tuple[Publisher, Document]]) -> list[tuple[int, str, str]]:
    """From which name to which the pages go: all of them where they are few, else on the first page in steps."""
    if page.count == 1 or (page.number > 1 and page.count > _FEW_PAGES):
        return []
    step = -(-page.count // CARDS)
    ranges = []
    for number in range(1, page.count + 1, step):
        first, last = (number - 1) * page.most, min((number + step - 1) * page.most, len(entries)) - 1
        ranges.append((number, entries[first][0].name, entries[last][0].name))
    return ranges


def _name_lists(lists: Iterable[DocumentList]) -> list[tuple[str, str, str, int]]:
    """Of each list the address, the name, the title and how many documents there are."""
    return [(one.address, one.name, one.title, len(one.found)) for one in lists]


def _find_publishers(book: Book) -> Iterator[tuple[Publisher, str]]:
    """The publishers with the most documents, each with its place."""
    ranked = sorted(list_publisher_places(book), key=lambda one: -len(one[0].documents))
    return ((publisher, place) for publisher, place in ranked[:_MOST_OFTEN] if len(publisher.documents) > 1)


def render_sources(r: Renderer) -> Iterator[Article]:
    documents = tuple(r.book.documents.values())
    shared = sorted((one for one in documents if one.has_page), key=lambda one: (-len(one.cases), -one.weight, one.id))
    yield r.make(
        "sources.html",
        "sources/",
        "Sources",
        "Every document on which the casebook rests, by publisher and by kind, and what it is used for.",
        kind="hub",
        number=len(documents),
        publishers=len(r.book.publishers),
        letters=_name_lists(_list_by_letter(r.book)),
        often=[(one.name, one.language, len(one.documents), place) for one, place in _find_publishers(r.book)],
        kinds=_name_lists(_list_by_kind(r.book)),
        shared=shared[:_MOST_SHARED],
    )


def render_documents(r: Renderer) -> Iterator[Article]:
    for one in (*_list_by_letter(r.book), *_list_by_kind(r.book)):
        for page in paginate(one.address, one.entries, most=DOCUMENTS):
            groups = [
                (own[0][0], [document for _, document in own])
                for _, found in groupby(page.of(one.entries), lambda entry: entry[0].id)
                if (own := list(found))
            ]
            yield r.make(
                "documents.html",
                page.address,
                page.name(one.title),
                f"{one.title}: documents on which the casebook rests, and what each is used for.",
                HUBS["sources"],
                kind="hub",
                number=len(one.entries),
                all=len(one.found),
                ranges=_name_ranges(page, one.entries),
                groups=groups,
                page=page,
            )


def _count_parts(r: Renderer, document: Document) -> list[tuple[str, Coverage]]:
    """The parts of the notes of a shared source, each with how far it is used."""
    return [(part, count_coverage(r.book, document.id, part)) for part in document.source.notes_by_part]


def render_source_pages(r: Renderer) -> Iterator[Article]:
    for document in r.book.documents.values():
        if not document.has_page:
            continue
        source = document.source
        # what names a note stands beside that note
        notes = {note.id for note in source.notes}
        rests = join_uses(use for use in document.uses if use.locator not in notes)
        by_case: dict[str, list[tuple[Use, tuple[str, ...]]]] = defaultdict(list)
        for use, places in rests:
            by_case[use.case.id if use.case else ""].append((use, places))
        told = [(case, by_case.get(case.id, [])) for case in document.cases]
        yield r.make(
            "source.html",
            document_address(document),
            source.title,
            f"{source.title}, {source.publisher}: what it is used for in the casebook.",
            HUBS["sources"],
            kind="source",
            styles=ROW_STYLES,
            document=document,
            most=_MOST_CASES,
            most_listed=CARDS,
            rests=rests,
            told=[one for one in told if one[1] or not source.notes],
            essays=by_case.get("", []),
            coverage=count_coverage(r.book, document.id) if source.notes else None,
            parts=_count_parts(r, document),
        )


def render_notes(r: Renderer) -> Iterator[Article]:
    for document in r.book.documents.values():
        source = document.source
        parts = _count_parts(r, document)
        for part, coverage in parts:
            notes = source.notes_by_part[part]
            for page in paginate(part_address(source.id, part), notes, most=NOTES):
                yield r.make(
                    "notes.html",
                    page.address,
                    page.name(source.name_part(part)),
                    f"Notes of {source.title}, and what each is used for.",
                    HUBS["sources"],
                    Crumb(source.title, document_address(document)),
                    kind="source",
                    source=source,
                    notes=notes,
                    coverage=coverage,
                    parts=parts,
                    most=MOST_USES,
                    page=page,
                )
