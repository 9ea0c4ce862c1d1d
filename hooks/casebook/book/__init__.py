"""The book: all cases, linked with each other, with their sources, places, times and terms."""

from casebook.book.book import Book, CityEntry, link_book
from casebook.book.building import build_case
from casebook.book.documents import Document, Publisher, Use, join_uses, list_publishers, name_document

__all__ = [
    "Book",
    "CityEntry",
    "Document",
    "Publisher",
    "Use",
    "build_case",
    "join_uses",
    "link_book",
    "list_publishers",
    "name_document",
]
