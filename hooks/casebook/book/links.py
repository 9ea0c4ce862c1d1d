"""What is known of a book by the outlines of its cases alone, as plain values: so that it need not be found out again.

Which cases are close to each other, which cases and items carry a term, which cases have a document in common, and how
far one can rely on each takes longer to find out than to read back.
"""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from casebook.book.assessment import Assessment
from casebook.book.book import Book
from casebook.book.related import Relation
from casebook.model import kind_sorted_by

__all__ = ["Links", "pack_links", "unpack_links"]

Links = tuple[
    dict[str, list[tuple[str, tuple[str, ...], bool]]],
    dict[str, dict[str, list[int]]],
    dict[str, dict[str, list[tuple[int, int]]]],
    dict[str, list[str]],
    dict[str, tuple[Any, ...]],
]
"""The relations of each case; by vocabulary and term the numbers of the cases that carry it; and the items that are
sorted by it, each as the number of its case and its own among those of its kind; the ids of the cases that have a
document, of each that several have; and the assessment of each case."""


def pack_links(book: Book) -> Links:
    """What was found out of a book."""
    numbers = {case.id: number for number, case in enumerate(book.cases)}
    relations = {
        id: [(one.case.id, one.reasons, one.by_author) for one in found] for id, found in book.relations.items()
    }
    cases: dict[str, dict[str, list[int]]] = {}
    items: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for vocabulary in book.vocabularies.values():
        cases[vocabulary.id] = {
            term.id: [numbers[case.id] for case in found]
            for term in vocabulary.terms
            if (found := book.cases_with(vocabulary.id, term.id))
        }
        kind = kind_sorted_by(vocabulary.id)
        places = (
            {id(item): place for case in book.cases for place, item in enumerate(case.items_of(kind))} if kind else {}
        )
        items[vocabulary.id] = {
            term.id: [(numbers[case.id], places[id(item)]) for case, item in sorted_by]
            for term in vocabulary.terms
            if (sorted_by := book.items_with(vocabulary.id, term.id))
        }
    homes = {id: [case.id for case in one.cases] for id, one in book.documents.items() if len(one.names) > 1}
    return relations, cases, items, homes, {id: astuple(one) for id, one in book.assessments.items()}


def unpack_links(book: Book, links: Links) -> None:
    """Tell a book what was found out of one whose cases have the same outlines, and whose vocabularies are the same."""
    relations, cases, items, vars(book)["_homes"], assessed = links
    vars(book)["assessments"] = {id: Assessment(*one) for id, one in assessed.items()}
    of = book.cases
    vars(book)["relations"] = {
        id: tuple(Relation(book.by_id[other], reasons, by_author) for other, reasons, by_author in found)
        for id, found in relations.items()
    }
    vars(book)["_cases_by_term"] = {
        vocabulary: {id: tuple(of[number] for number in found) for id, found in by_term.items()}
        for vocabulary, by_term in cases.items()
    }
    vars(book)["_items_by_term"] = {
        vocabulary: {
            id: tuple((of[number], of[number].items_of(kind)[place]) for number, place in sorted_by)
            for id, sorted_by in by_term.items()
        }
        if (kind := kind_sorted_by(vocabulary))
        else {}
        for vocabulary, by_term in items.items()
    }
