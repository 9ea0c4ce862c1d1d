"""The book: all cases, linked with each other, with their sources, places, times and terms."""

from casebook.book.book import Book, CityEntry, Document, Use, link_book, name_document

__all__ = [
    "Book",
    "CityEntry",
    "Document",
    "Use",
    "link_book",
    "name_document",
]
