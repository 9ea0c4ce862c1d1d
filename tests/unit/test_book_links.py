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
        assert vars(told)["assessments"] == dict(found.assessments)
        for vocabulary in book.vocabularies.values():
            for term in vocabulary.terms:
                assert told.cases_with(vocabulary.id, term.id) == found.cases_with(vocabulary.id, term.id)
                assert told.items_with(vocabulary.id, term.id) == found.items_with(vocabulary.id, term.id)


def test_a_document_is_the_same_whether_all_are_gathered_or_those_of_a_case(shelf_book: Book) -> None:
    shared = 0
    for case in shelf_book.cases:
        told, found = replace(shelf_book), replace(shelf_book)
        unpack_links(told, pack_links(shelf_book))
        for source in shelf_book.sources_of(case).values():
            document = told.document(case, source)
            assert document == found.document(case, source)
            shared += len(document.names) > 1
        assert "documents" not in vars(told)
    assert shared > 3
