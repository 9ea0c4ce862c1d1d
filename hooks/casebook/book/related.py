"""Which cases are close to each other, and why, in words.

What two cases share weighs the more the fewer cases share it: the same rare cause says more
than the same frequent theme. Reasons are sentences, since a reader wants to know what to look
for in the other case, not a number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log

from casebook.model import Case, Term

__all__ = ["MOST_RELATED", "WEIGHTS", "Relation", "relate"]

MOST_RELATED = 5
"""How many related cases a case shows."""

WEIGHTS = {"cities": 3.0, "doors": 2.0, "causes": 2.0, "topics": 1.5, "themes": 1.0}
"""How much sharing a term of each kind counts, before its rarity."""

_PHRASES = {
    "doors": "the same door ({})",
    "causes": "the same cause of failure ({})",
    "topics": "the same work ({})",
    "themes": "the same theme ({})",
}


@dataclass(frozen=True)
class Relation:
    """A link from one case to another."""

    case: Case
    """The other case."""
    reasons: tuple[str, ...]
    """Why, in words; the strongest first."""
    by_author: bool
    """Whether the case's author made the link."""


def _marks(case: Case) -> Iterator[tuple[str, str]]:
    """What a case can share with another: the kind of mark and the mark."""
    if case.city:
        yield "cities", case.city_id
    for point in case.entry_points:
        yield "doors", point.door
    for failure in case.failures:
        yield "causes", failure.cause
    for topic in case.topics:
        yield "topics", topic
    for theme in case.themes:
        yield "themes", theme


def _put_in_words(shared: set[tuple[str, str]], case: Case, term: Callable[[str, str], Term]) -> list[str]:
    labels: dict[str, list[str]] = defaultdict(list)
    for kind, id in sorted(shared):
        labels[kind].append(case.city.name if kind == "cities" and case.city else term(kind, id).label.lower())
    reasons = []
    for kind in WEIGHTS:
        if kind == "cities" and labels[kind]:
            reasons.append(f"the same city ({labels[kind][0]})")
        elif labels[kind]:
            reasons.append(_PHRASES[kind].format(", ".join(labels[kind])))
    return reasons


def relate(cases: tuple[Case, ...], term: Callable[[str, str], Term]) -> dict[str, tuple[Relation, ...]]:
    """For each case the closest others, the author's own first.

    Args:
        cases: All cases.
        term: Gives the term for a vocabulary and an id.
    """
    marks = {case.id: set(_marks(case)) - {("doors", "other"), ("causes", "other")} for case in cases}
    spread = Counter(mark for found in marks.values() for mark in found)
    carriers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id, found in marks.items():
        for mark in found:
            carriers[mark].append(id)
    by_id = {case.id: case for case in cases}

    relations: dict[str, tuple[Relation, ...]] = {}
    for case in cases:
        scores: Counter[str] = Counter()
        for mark in sorted(marks[case.id]):
            rarity = 1 + log(len(cases) / spread[mark])
            for other in carriers[mark]:
                scores[other] += WEIGHTS[mark[0]] * rarity
        del scores[case.id]
        chosen = {one.case: one.why for one in case.related if one.case in by_id}
        for id, _ in sorted(scores.items(), key=lambda one: (-one[1], one[0])):
            if len(chosen) >= MOST_RELATED:
                break
            chosen.setdefault(id, "")
        relations[case.id] = tuple(
            Relation(
                by_id[id],
                tuple(([why] if why else []) + _put_in_words(marks[case.id] & marks[id], by_id[id], term)),
                by_author=bool(why),
            )
            for id, why in chosen.items()
        )
    return relations
