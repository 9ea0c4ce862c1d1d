"""Completeness and confidence follow their written rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.book import Book
from casebook.book.assessment import COMPLETENESS, CONFIDENCE, assess, months_between
from casebook.model import Case, Source


def _source(id: str, publisher: str, **more: str) -> Source:
    facts = {"title": "T", "publisher": publisher, "published": "2020", "kind": "news", "language": "en"}
    return Source(**({"id": id} | facts | more))


@pytest.fixture
def case(shelf_book: Book) -> Case:
    return shelf_book.by_id["durban-empty-school"]


def _carried(case: Case, **voices: str) -> dict[str, Source]:
    """The case's sources with other publishers and voices."""
    return {source.id: replace(source, **voices) for source in case.sources}


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [("2020", "2021", 12), ("2020-03", "2022-03", 24), ("2020-03-31", "2020-04-01", 1), ("2021", "2020-07", -6)],
)
def test_months_between(earlier: str, later: str, months: int) -> None:
    assert months_between(earlier, later) == months


def test_one_publisher_alone_gives_low_confidence(case: Case) -> None:
    sources = {id: replace(one, publisher="One Paper", voice="", kind="blog") for id, one in _carried(case).items()}
    sources["harvest"] = _source("harvest", "One Paper", kind="harvest")
    found = assess(replace(case, follow_ups=()), sources, "2026")
    assert (found.confidence, found.confidence_points) == ("low", 0)


def test_every_check_can_be_met_and_missed(shelf_book: Book) -> None:
    # A check that all cases or none meet says nothing about a case.
    points: dict[str, set[int]] = {}
    for found in shelf_book.assessments.values():
        for asks, got, _ in found.reasons:
            points.setdefault(asks, set()).add(got)
    assert all(len(got) > 1 for got in points.values()), points
    assert {found.confidence for found in shelf_book.assessments.values()} == {"high", "medium", "low"}


def test_what_stands_only_in_a_disagreement_does_not_count(case: Case, shelf_book: Book) -> None:
    told = replace(case, entry_points=(), lessons=(), failures=(), results=(), follow_ups=())
    assert told.disagreements and shelf_book.sources_of(told)
    assert assess(told, shelf_book.sources_of(told), "2026").confidence_points == 0


def test_completeness_counts_what_is_there(case: Case, shelf_book: Book) -> None:
    sources = shelf_book.sources_of(case)
    whole = assess(case, sources, "2026")
    bare = assess(replace(case, results=(), open_questions=()), sources, "2026")
    most = sum(check.most for check in COMPLETENESS)
    assert whole.completeness - bare.completeness in {round(200 / most) - 1, round(200 / most), round(200 / most) + 1}
    assert "A figure with its source" in bare.missing and "A figure with its source" not in whole.missing


def test_the_rules_add_up() -> None:
    assert sum(check.most for check in CONFIDENCE) == 7
    assert len({check.asks for check in (*CONFIDENCE, *COMPLETENESS)}) == len(CONFIDENCE) + len(COMPLETENESS)
