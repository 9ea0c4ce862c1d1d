"""Which cases are close to each other, and why, in words.

What two cases share weighs the more the fewer cases share it: the same rare cause says more
than the same frequent theme. Reasons are sentences, since a reader wants to know what to look
for in the other case, not a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log

from casebook.model import SAY_NOTHING, Case, Term

__all__ = ["MOST_RELATED", "TRAITS", "Relation", "Trait", "relate"]

MOST_RELATED = 5
"""How many related cases a case shows."""


@dataclass(frozen=True)
class Relation:
    """A link from one case to another."""

    case: Case
    """The other case."""
    reasons: tuple[str, ...]
    """Why, in words; the strongest first."""
    by_author: bool
    """Whether the case's author made the link."""


@dataclass(frozen=True)
class Trait:
    """What two cases can share."""

    id: str
    """The vocabulary of its values; that of the city is called cities."""
    weight: float
    """How much sharing a value counts, before its rarity."""
    reason: str
    """What is said of two cases that share it, with a place for the values."""
    values_of: Callable[[Case], Iterable[str]]
    """The values of a case."""


TRAITS = (
    Trait("cities", 3.0, "the same city ({})", lambda case: (case.city_id,) if case.city else ()),
    Trait("doors", 2.0, "the same door ({})", lambda case: (one.door for one in case.entry_points)),
    Trait("causes", 2.0, "the same cause of failure ({})", lambda case: (one.cause for one in case.failures)),
    Trait("topics", 1.5, "the same work ({})", lambda case: case.topics),
    Trait("themes", 1.0, "the same theme ({})", lambda case: case.themes),
)
"""The traits, in the order in which reasons are given."""

_Mark = tuple[str, str]
"""A trait and one of its values."""


def _read_marks(case: Case) -> set[_Mark]:
    return {(trait.id, value) for trait in TRAITS for value in trait.values_of(case) if value not in SAY_NOTHING}


def _put_in_words(shared: set[_Mark], case: Case, term: Callable[[str, str], Term]) -> Iterable[str]:
    """What a case shares with another, a reason for each trait."""
    values: dict[str, list[str]] = defaultdict(list)
    for id, value in sorted(shared):
        values[id].append(case.city.name if id == "cities" and case.city else term(id, value).label.lower())
    return (trait.reason.format(", ".join(values[trait.id])) for trait in TRAITS if trait.id in values)


def _list_closest(scores: Sequence[float], most: int) -> list[int]:
    """The numbers of the cases with the highest scores, the highest first, equals in their order; none without any."""
    # nearly all cases share something: only those that can be chosen are worth sorting
    least = nlargest(most, scores)[-1]
    found = [number for number, score in enumerate(scores) if score >= least and score]
    return sorted(found, key=lambda number: (-scores[number], number))[:most]


def relate(cases: tuple[Case, ...], term: Callable[[str, str], Term]) -> dict[str, tuple[Relation, ...]]:
    """For each case the closest others, the author's own first.

    Args:
        cases: All cases.
        term: Gives the term for a vocabulary and an id.
    """
    # by their ids, so that a number stands for a name, and equals stand in the order of names
    cases = tuple(sorted(cases, key=lambda case: case.id))
    marks = {case.id: _read_marks(case) for case in cases}
    carriers: dict[_Mark, list[int]] = defaultdict(list)
    for number, case in enumerate(cases):
        for mark in marks[case.id]:
            carriers[mark].append(number)
    weights = {trait.id: trait.weight for trait in TRAITS}
    weight_of = {mark: weights[mark[0]] * (1 + log(len(cases) / len(ids))) for mark, ids in carriers.items()}
    by_id = {case.id: case for case in cases}

    relations: dict[str, tuple[Relation, ...]] = {}
    for own, case in enumerate(cases):
        scores = [0.0] * len(cases)
        # in one order, since the sum of floats depends on it
        for mark in sorted(marks[case.id]):
            weight = weight_of[mark]
            for other in carriers[mark]:
                scores[other] += weight
        scores[own] = 0.0
        chosen = {one.case: one.why for one in case.related if one.case in by_id}
        for number in _list_closest(scores, MOST_RELATED + len(chosen)):
            if len(chosen) >= MOST_RELATED:
                break
            chosen.setdefault(cases[number].id, "")
        relations[case.id] = tuple(
            Relation(
                by_id[id],
                (*([why] if why else []), *_put_in_words(marks[case.id] & marks[id], by_id[id], term)),
                by_author=bool(why),
            )
            for id, why in chosen.items()
        )
    return relations
