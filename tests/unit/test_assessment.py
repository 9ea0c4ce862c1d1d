"""Completeness and confidence follow their written rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from casebook.book import Book
from casebook.book.assessment import COMPLETENESS, CONFIDENCE, assess, months_between
from casebook.model import ITEM_KINDS, Case, Evidence, ItemKind, Source, StoryPart


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
    told = replace(case, **_empty(kind for kind in ITEM_KINDS if kind.id != "disagreement"))
    assert told.disagreements and shelf_book.sources_of(told)
    assert assess(told, shelf_book.sources_of(told), "2026").confidence_points == 0
    # what a reply points to is no voice beside those of whom the case tells
    soup = shelf_book.by_id["durban-soup-tent"]
    answered = replace(soup, **_empty(kind for kind in ITEM_KINDS if kind.id != "reply"))
    seen = {id: replace(one, seen="whole") for id, one in shelf_book.sources_of(soup).items()}
    assert any(one.evidence for one in answered.replies)
    assert assess(answered, seen, "2026").confidence_points == 0


def test_each_other_kind_of_item_carries_its_sources(case: Case, shelf_book: Book) -> None:
    sources = {id: replace(one, seen="whole", kind="news") for id, one in shelf_book.sources_of(case).items()}
    for kind in ITEM_KINDS:
        if kind.id not in ("disagreement", "reply"):
            alone = replace(case, **_empty(other for other in ITEM_KINDS if other is not kind))
            assert any(item.evidence for _, item in alone.items()), kind.id
            # all that is left is a voice from outside, or of those concerned
            all_outside = {id: replace(one, voice="observer") for id, one in sources.items()}
            assert assess(alone, all_outside, "2026").confidence_points >= 1, kind.id


def _empty(kinds: Iterable[ItemKind]) -> dict[str, Any]:
    """What a case has in place of its items of these kinds."""
    return {kind.field: None if kind.id == "status" else () for kind in kinds}


def test_what_was_seen_by_its_title_alone_gives_no_point(case: Case, shelf_book: Book) -> None:
    sources = shelf_book.sources_of(case)

    def judge(**changes: str) -> int:
        changed = {id: replace(one, **{"seen": "whole", "kind": "paper"} | changes) for id, one in sources.items()}
        return assess(replace(case, follow_ups=()), changed, "2026").confidence_points

    assert judge(seen="whole") == judge(seen="excerpt") == judge(seen="") > 0
    assert judge(seen="title") == 0


def test_what_was_said_in_a_workshop_gives_no_point_however_it_was_seen(case: Case) -> None:
    outside = _source("harvest", "A workshop", voice="observer", seen="whole")
    part = StoryPart("story-1", "So it was.", (Evidence("harvest", "n001"),))
    told = replace(case, **_empty(ITEM_KINDS) | {"story_parts": (part,)})
    assert assess(told, {"harvest": outside}, "2026").confidence_points == 1
    assert assess(told, {"harvest": replace(outside, kind="harvest")}, "2026").confidence_points == 0


@pytest.mark.parametrize(("seen", "points"), [(4, 0), (5, 1), (14, 1), (15, 2)])
def test_publishers_are_counted_among_what_was_seen(case: Case, seen: int, points: int) -> None:
    # five more are there by their titles, and one by the notes of a workshop
    sources = {f"s{n}": _source(f"s{n}", f"Paper {n}", voice="society", seen="whole") for n in range(seen)}
    sources |= {f"t{n}": _source(f"t{n}", f"Title {n}", voice="society", seen="title") for n in range(5)}
    sources["harvest"] = _source("harvest", "A workshop", kind="harvest", voice="society", seen="whole")
    part = StoryPart("story-1", "So it was.", tuple(Evidence(id) for id in sources))
    told = replace(case, **_empty(ITEM_KINDS) | {"story_parts": (part,)})
    assert assess(told, sources, "2026").confidence_points == points


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
