"""Where on the site a thing has its place, relative to the site's root."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from casebook.book import Book, Document, Publisher
from casebook.model import Evidence, Vocabulary
from casebook.render.paging import DOCUMENTS, NOTES, leaf_address

__all__ = [
    "document_address",
    "letter_address",
    "list_publisher_places",
    "note_address",
    "part_address",
    "term_address",
    "term_page",
]


def document_address(document: Document) -> str:
    """The page of a document, or its place among the sources of its one case."""
    if document.has_page:
        return f"sources/{document.id}/"
    case, id = document.names[0]
    return f"cases/{case.id}/#source-{id}"


def letter_address(letter: str) -> str:
    """The first page of the publishers under a letter."""
    return f"sources/publishers/{letter}/"


def list_publisher_places(book: Book) -> Iterator[tuple[Publisher, str]]:
    """Every publisher with its place on the pages of its letter, in the order in which one looks for it."""
    for letter, publishers in groupby(book.publishers, lambda one: one.letter):
        before = 0
        for publisher in publishers:
            yield publisher, f"{leaf_address(letter_address(letter), before // DOCUMENTS + 1)}#{publisher.id}"
            before += len(publisher.documents)


def part_address(source_id: str, part: str) -> str:
    """The first page of the notes of a part of a shared source."""
    return f"sources/{source_id}/{part}/"


def note_address(book: Book, source_id: str, locator: str) -> str:
    """A note of a shared source, on the page where it stands; the source itself where no note is named."""
    placed = book.places_of_notes.get(Evidence(source_id, locator))
    if placed is None:
        return document_address(book.documents[source_id])
    note, number = placed
    return f"{leaf_address(part_address(source_id, note.part), number // NOTES + 1)}#{note.id}"


def term_page(vocabulary: str, id: str) -> str:
    """The page of a term of a vocabulary whose terms have pages."""
    return f"{vocabulary}/{id}/"


def term_address(vocabulary: Vocabulary, id: str) -> str:
    """Where a term is explained: its own page, or its place in the glossary."""
    return term_page(vocabulary.id, id) if vocabulary.hub else f"glossary/#{vocabulary.id}-{id}"
