"""How complete a case is, and how far it can be relied on: computed by written rules, never typed.

Both rules are tables: the page *about* prints them, so what the reader is told is what runs.
Nothing here reads the clock: the age of the last follow-up is counted back from the newest one
in the whole casebook, so the same cases give the same answers on every day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casebook.model import Case, Source

__all__ = [
    "COMPLETENESS",
    "CONFIDENCE",
    "CONFIDENCES",
    "SIDES",
    "Assessment",
    "Check",
    "Grounds",
    "assess",
    "counts",
    "months_between",
]


CONFIDENCES = ("high", "medium", "low")
"""How far one can rely on a case."""


@dataclass(frozen=True)
class Grounds:
    """What a case is judged by, beside itself."""

    sources: Mapping[str, Source]
    """The sources that carry the case, by the id that its evidence uses."""
    newest: str
    """The date of the newest follow-up in the whole casebook; it stands in for the clock."""


@dataclass(frozen=True)
class Check:
    """One question that a case answers with points."""

    asks: str
    """The question, as the site prints it."""
    most: int
    """How many points it can give."""
    points: Callable[[Case, Grounds], int]
    """How many it gives for a case."""


@dataclass(frozen=True)
class Assessment:
    """What the rules say of one case."""

    completeness: int
    """Per cent of the points of the completeness rule."""
    missing: tuple[str, ...]
    """The questions of the completeness rule that got no full answer."""
    confidence: str
    """One of CONFIDENCES."""
    confidence_points: int
    """Points of the confidence rule."""
    publishers: int
    """How many publishers stand behind it."""
    unheard: tuple[str, ...]
    """Which of government and others do not speak in its sources."""
    reasons: tuple[tuple[str, int, int], ...]
    """For each check of the confidence rule: the question, the points, the most possible."""

    @property
    def both_sides(self) -> bool:
        """Whether both government and others speak in its sources."""
        return not self.unheard


def months_between(earlier: str, later: str) -> int:
    """Whole months from one date to another, each YYYY, YYYY-MM or YYYY-MM-DD.

    A year alone counts as its January, so a span is never made longer than the sources say.
    """

    def months(date: str) -> int:
        year, month = (date + "-01").split("-")[:2]
        return int(year) * 12 + int(month) - 1

    return months(later) - months(earlier)


def _list_publishers(grounds: Grounds) -> set[str]:
    return {source.publisher.casefold() for source in grounds.sources.values()}


def _publishers(case: Case, grounds: Grounds) -> int:
    number = len(_list_publishers(grounds))
    return (number >= 5) + (number >= 15)


SIDES = {"government": {"government"}, "others": {"society", "business", "between"}}
"""The two sides of a partnership, with the voices of sources that speak for each."""


def _list_unheard(grounds: Grounds) -> tuple[str, ...]:
    voices = {source.voice for source in grounds.sources.values()}
    return tuple(side for side, own in SIDES.items() if not voices & own)


def _both_sides(case: Case, grounds: Grounds) -> int:
    return int(not _list_unheard(grounds))


def _watched_from_outside(case: Case, grounds: Grounds) -> int:
    observed = sum(source.voice == "observer" for source in grounds.sources.values())
    return int(observed * 2 >= len(grounds.sources) > 0)


def _studied(case: Case, grounds: Grounds) -> int:
    studies = sum(
        source.kind in {"paper", "report"} and source.voice in {"", "observer"} for source in grounds.sources.values()
    )
    return min(studies, 2)


def _followed_up(case: Case, grounds: Grounds) -> int:
    dated = [one.until for one in case.follow_ups if one.when != "unknown"]
    return int(any(months_between(date, grounds.newest) <= 36 for date in dated))


CONFIDENCE = (
    Check("How many independent publishers does it rest on? (5 to 14 give one point, 15 or more two)", 2, _publishers),
    Check("Do both government and others (community, business, intermediary) speak in its sources?", 1, _both_sides),
    Check(
        "Are at least half of its documents by observers (press, research, courts) and not by those concerned?",
        1,
        _watched_from_outside,
    ),
    Check("Has anybody outside studied it? (one paper or report gives one point, more give two)", 2, _studied),
    Check(
        "Is the last news of it at most three years older than the newest in the whole casebook?",
        1,
        _followed_up,
    ),
)
"""The rule of confidence: 6 or 7 points are high, 2 to 5 medium, fewer low."""


def _present(*fields: str) -> Callable[[Case, Grounds], int]:
    return lambda case, _: int(all(getattr(case, field) for field in fields))


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
    Check(
        "What failed, or why nothing is known to have failed",
        1,
        lambda case, _: int(bool(case.failures or case.no_failures_because)),
    ),
    Check("A figure with its source", 1, _present("results")),
    Check("What became of it", 1, lambda case, _: int(case.outcome != "unknown")),
    Check("What is still open", 1, _present("open_questions")),
    Check(
        "What another city should know before it copies it",
        1,
        lambda case, _: int(any(vars(case.transfer).values())),
    ),
    Check("A review by somebody who knows the case", 1, _present("reviewed")),
)
"""The rule of completeness: the points reached as a share of all points."""


_ONE_SIDED = {"disagreement", "reply"}


def counts(source: Source) -> bool:
    """Whether a source can give a point of confidence.

    One of which nothing but the title was seen says nothing that we have read. What was said in a workshop by
    those who had a part in the story is no second voice beside them.
    """
    return source.seen != "title" and source.kind != "harvest"


def assess(case: Case, sources: Mapping[str, Source], newest: str) -> Assessment:
    """Apply both rules to a case.

    Args:
        case: The case.
        sources: Every source that the case's evidence names, by the id that the evidence uses.
        newest: The date of the newest follow-up in the whole casebook.
    """
    # what only one side of a disagreement rests on does not carry the case, nor does what a reply points to
    carrying = {piece.source for kind, item in case.items() if kind.id not in _ONE_SIDED for piece in item.evidence}
    grounds = Grounds({id: source for id, source in sources.items() if id in carrying and counts(source)}, newest)
    answers = [(check, check.points(case, grounds)) for check in CONFIDENCE]
    total = sum(points for _, points in answers)
    filled = [(check, check.points(case, grounds)) for check in COMPLETENESS]
    share = sum(points for _, points in filled) / sum(check.most for check, _ in filled)
    return Assessment(
        completeness=round(share * 100),
        missing=tuple(check.asks for check, points in filled if points < check.most),
        confidence="high" if total >= 6 else "medium" if total >= 2 else "low",
        confidence_points=total,
        publishers=len(_list_publishers(grounds)),
        unheard=_list_unheard(grounds),
        reasons=tuple((check.asks, points, check.most) for check, points in answers),
    )
