"""How complete a case is, and how far it can be relied on: computed by written rules, never typed.

Both rules are tables: the page *about* prints them, so what the reader is told is what runs.
Nothing here reads the clock: the age of the last follow-up is counted from the case's own
beginning, so the same case gives the same answer on every day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casebook.model import Case, Source

__all__ = ["COMPLETENESS", "CONFIDENCE", "Assessment", "Check", "assess", "months_between"]


@dataclass(frozen=True)
class Check:
    """One question that a case answers with points."""

    asks: str
    """The question, as the site prints it."""
    most: int
    """How many points it can give."""
    points: Callable[[Case, Mapping[str, Source]], int]
    """How many it gives for a case, given every source that the case's evidence names."""


@dataclass(frozen=True)
class Assessment:
    """What the rules say of one case."""

    completeness: int
    """Per cent of the points of the completeness rule."""
    missing: tuple[str, ...]
    """The questions of the completeness rule that got no full answer."""
    confidence: str
    """high, medium or low."""
    confidence_points: int
    """Points of the confidence rule."""
    reasons: tuple[tuple[str, int, int], ...]
    """For each check of the confidence rule: the question, the points, the most possible."""


def months_between(earlier: str, later: str) -> int:
    """Whole months from one date to another, each YYYY, YYYY-MM or YYYY-MM-DD.

    A year alone counts as its January, so a span is never made longer than the sources say.
    """

    def months(date: str) -> int:
        year, month = (date + "-01").split("-")[:2]
        return int(year) * 12 + int(month) - 1

    return months(later) - months(earlier)


def _publishers(case: Case, sources: Mapping[str, Source]) -> int:
    distinct = {source.publisher.casefold() for source in sources.values()}
    return 0 if len(distinct) < 2 else 1 if len(distinct) < 5 else 2


def _both_sides(case: Case, sources: Mapping[str, Source]) -> int:
    voices = {source.voice for source in sources.values()}
    return int("government" in voices and bool(voices & {"society", "business", "between"}))


def _studied(case: Case, sources: Mapping[str, Source]) -> int:
    return int(
        any(
            source.kind in {"paper", "report"} and source.voice in {"", "observer"}
            for source in sources.values()
        )
    )


def _watched_from_outside(case: Case, sources: Mapping[str, Source]) -> int:
    observed = sum(source.voice == "observer" for source in sources.values())
    return int(observed * 2 >= len(sources) > 0)


def _followed_up(case: Case, sources: Mapping[str, Source]) -> int:
    dated = [one.when.split("/")[-1] for one in case.follow_ups if one.when != "unknown"]
    return int(any(months_between(case.period_from, date) >= 24 for date in dated))


CONFIDENCE = (
    Check("How many independent publishers does it rest on? (2 to 4 give one point, 5 or more two)", 2, _publishers),
    Check("Do both government and others (community, business, intermediary) speak in its sources?", 1, _both_sides),
    Check("Are at least half of its documents by observers (press, research, courts) and not by those concerned?", 1, _watched_from_outside),
    Check("Has anybody outside studied it (a paper or a report)?", 1, _studied),
    Check("Does a source say what became of it two years or more after the beginning?", 1, _followed_up),
)
"""The rule of confidence: 5 or 6 points are high, 3 or 4 medium, fewer low."""


def _present(*fields: str) -> Callable[[Case, Mapping[str, Source]], int]:
    return lambda case, sources: int(all(getattr(case, field) for field in fields))


COMPLETENESS = (
    Check("A story", 1, lambda case, _: int(len(case.story.split()) >= 200)),
    Check("The challenge as it was before", 1, _present("challenge")),
    Check("Who took part, from at least two sides", 1, lambda case, _: int(len({a.side for a in case.actors}) > 1)),
    Check("How a door opened", 1, _present("entry_points")),
    Check(
        "Lessons, each with the conditions under which it holds",
        2,
        lambda case, _: bool(case.lessons) + bool(case.lessons and all(one.works_when for one in case.lessons)),
    ),
    Check("What failed, or why nothing is known to have failed", 1, lambda case, _: int(bool(case.failures or case.no_failures_because))),
    Check("A figure with its source", 1, _present("results")),
    Check("What became of it", 1, lambda case, _: int(any(one.status != "unknown" for one in case.follow_ups))),
    Check("What is still open", 1, _present("open_questions")),
    Check("What another city should know before it copies it", 1, lambda case, _: int(any(vars(case.transfer).values()))),
    Check("A review by somebody who knows the case", 1, _present("reviewed")),
)
"""The rule of completeness: the points reached as a share of all points."""


def assess(case: Case, sources: Mapping[str, Source]) -> Assessment:
    """Apply both rules to a case.

    Args:
        case: The case.
        sources: Every source that the case's evidence names, by the id that the evidence uses.
    """
    # What only one side of a disagreement rests on does not carry the case.
    carrying = {piece.source for kind, item in case.items() if kind != "disagreement" for piece in item.evidence}
    carried = {id: source for id, source in sources.items() if id in carrying}
    answers = [(check, check.points(case, carried)) for check in CONFIDENCE]
    total = sum(points for _, points in answers)
    filled = [(check, check.points(case, sources)) for check in COMPLETENESS]
    share = sum(points for _, points in filled) / sum(check.most for check, _ in filled)
    return Assessment(
        completeness=round(share * 100),
        missing=tuple(check.asks for check, points in filled if points < check.most),
        confidence="high" if total >= 5 else "medium" if total >= 3 else "low",
        confidence_points=total,
        reasons=tuple((check.asks, points, check.most) for check, points in answers),
    )
