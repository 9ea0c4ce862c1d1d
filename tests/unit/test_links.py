"""What is read back of how the cases of a book are linked is what the book would find out."""

from __future__ import annotations

import marshal
from dataclasses import replace

from casebook.book import Book
from casebook.book.links import pack_links, unpack_links


def test_a_book_that_is_told_its_links_has_the_same(shelf_book: Book, generated_book: Book) -> None:
    for book in (shelf_book, generated_book):
        told, found = replace(book), replace(book)
        unpack_links(told, marshal.loads(marshal.dumps(pack_links(book))))
        for name in ("relations", "_cases_by_term", "_items_by_term"):
            assert name in vars(told)
            assert name not in vars(found)
        assert told.relations == found.relations
        for vocabulary in book.vocabularies.values():
            for term in vocabulary.terms:
                assert told.cases_with(vocabulary.id, term.id) == found.cases_with(vocabulary.id, term.id)
                assert told.items_with(vocabulary.id, term.id) == found.items_with(vocabulary.id, term.id)
