"""Related cases: near ones first, each with its reason in words."""

from __future__ import annotations

from dataclasses import replace

from casebook.book import Book
from casebook.book.related import MOST_RELATED, relate
from casebook.model import RelatedCase


def test_each_relation_says_why(project_book: Book) -> None:
    for case in project_book.cases:
        found = project_book.relations[case.id]
        assert len(found) <= max(MOST_RELATED, len(case.related))
        assert all(one.reasons and all(one.reasons) for one in found)
        assert case not in [one.case for one in found]


def test_the_same_city_door_cause_and_theme_are_named(shelf_book: Book) -> None:
    reasons = " ".join(reason for found in shelf_book.relations.values() for one in found for reason in one.reasons)
    for words in ("city (Durban)", "door (", "cause of failure (", "theme (", "work ("):
        assert f"the same {words}" in reasons


def test_the_authors_choice_comes_first(shelf_book: Book) -> None:
    case = shelf_book.by_id["teresina-bread-van"]
    far = shelf_book.by_id["little-wilderness-bridge"]
    chosen = replace(case, related=(RelatedCase(far.id, "Both wrote the rules on the way."),))
    cases = tuple(chosen if one.id == case.id else one for one in shelf_book.cases)
    first = relate(cases, shelf_book.term)[case.id][0]
    assert (first.case.id, first.by_author, first.reasons[0]) == (far.id, True, "Both wrote the rules on the way.")


def test_a_related_case_that_is_broken_just_now_is_left_out(project_book: Book) -> None:
    case = replace(project_book.cases[0], related=(RelatedCase("not-in-the-book"),))
    found = relate((case, *project_book.cases[1:]), project_book.term)[case.id]
    assert "not-in-the-book" not in [one.case.id for one in found]
