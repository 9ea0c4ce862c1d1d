"""When partnerships began and what became of them, as stretches of time that a drawing can place.

A date is never more exact here than in its source: a year is its whole twelve months. Time is
counted in months from the year 0, with the days of a month as its fraction, so that a month is 1
long and a year 12, whatever their days. Nothing reads the clock: a story that goes on is known up
to the last date that a source gives, and no further.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from casebook.model import Case, FollowUp
from casebook.text.dates import read_span
from casebook.text.wording import number_of

__all__ = [
    "Fading",
    "Mark",
    "Strand",
    "Stretch",
    "count_fading",
    "order_by_beginning",
    "read_strand",
    "read_strands",
    "read_stretches",
    "say_months",
]

_GONE = frozenset({"faded", "ended"})
_ALIVE = frozenset({"sustained", "grown", "changed", "institutionalised"})


@dataclass(frozen=True)
class Stretch:
    """The time in which a moment lies, as far as its source tells."""

    first: float
    """Where it begins at the earliest, in months."""
    last: float
    """Where it ends at the latest, in months; never before `first`."""

    @property
    def middle(self) -> float:
        """The middle: a place for a mark, not a date."""
        return (self.first + self.last) / 2

    @property
    def width(self) -> float:
        """How many months it may lie apart."""
        return self.last - self.first

    def since(self, start: Stretch) -> Stretch:
        """How long after a start this was: from the shortest to the longest that both dates allow."""
        return Stretch(max(0.0, self.first - start.last), max(0.0, self.last - start.first))


@dataclass(frozen=True)
class Mark:
    """A dated follow-up that changed the state of a partnership, on its strand."""

    follow_up: FollowUp
    """What became of it."""
    at: Stretch
    """Its date; of a span, the date at which the span ends."""
    span_from: Stretch | None
    """The date at which its span begins; None for a single date."""


@dataclass(frozen=True)
class Strand:
    """One case in time."""

    case: Case
    """The case."""
    begins: Stretch
    """When the story began."""
    known_until: Stretch
    """The end that the case gives; without one, the last date in its follow-ups and figures."""
    known_when: str
    """The same as its source writes it."""
    end: str
    """closed where the case gives its end, open where it goes on, unknown where no source says."""
    marks: tuple[Mark, ...]
    """Its dated follow-ups that have a status, the earliest first."""
    events: tuple[Stretch, ...]
    """The dates of its figures and of its other follow-ups, each once, in order, but for those before the beginning."""
    undated: tuple[FollowUp, ...]
    """Follow-ups that have a status, but no date."""
    others: int
    """How many follow-ups have no status: news that changed nothing."""

    @property
    def lasts(self) -> Stretch:
        """How long the story is known for."""
        return self.known_until.since(self.begins)


@dataclass(frozen=True)
class Fading:
    """How many partnerships were said to fade, counted from dated follow-ups."""

    cases: int
    """All cases."""
    faded: int
    """Cases in which a dated follow-up says that it faded or ended."""
    half_within: int
    """Months after the beginning by which half of these had first been said to fade or end.

    The middle of each date counts.
    """
    came_back: int
    """Of these, the cases that go on, as they were or otherwise, as a source last knew."""


def _count_months(day: date) -> float:
    days = calendar.monthrange(day.year, day.month)[1]
    return day.year * 12 + day.month - 1 + (day.day - 1) / days


def _after(day: date) -> float:
    """The end of a day."""
    days = calendar.monthrange(day.year, day.month)[1]
    return day.year * 12 + day.month - 1 + day.day / days


def read_stretches(when: str) -> tuple[Stretch, ...]:
    """A date as one stretch, a span FROM/TO as two, a word such as unknown as none."""
    return tuple(Stretch(_count_months(first), _after(last)) for first, last in read_span(when))


def read_strand(case: Case) -> Strand:
    """One case in time."""
    begins = read_stretches(case.period_from)[0]
    turns = [one for one in case.follow_ups if one.status]
    dated = [(one, found) for one in turns if (found := read_stretches(one.when))]
    marks = [Mark(one, found[-1], found[0] if len(found) > 1 else None) for one, found in dated]
    marks.sort(key=lambda mark: (mark.at.middle, mark.at.width, mark.follow_up.id))
    news = [one for one in case.follow_ups if not one.status]
    days = (*(one.when for one in case.results), *(one.when for one in news))
    events = {found[-1] for when in days if (found := read_stretches(when))}
    events = {one for one in events if one.last > begins.first}
    given = read_stretches(case.period_to)
    dates = (*(one.when for one in case.follow_ups), *(one.when for one in case.results))
    written = [case.period_to] if given else [case.period_from, *dates]
    ends = [(found[-1], text.split("/")[-1]) for text in written if (found := read_stretches(text))]
    # "2025" beside "2025-08" adds nothing that is sure: what counts is how far a date surely reaches
    known_until, known_when = max(ends, key=lambda one: (one[0].first, one[0].last))
    return Strand(
        case=case,
        begins=begins,
        known_until=known_until,
        known_when=known_when,
        end="closed" if given else "open" if case.period_to == "ongoing" else "unknown",
        marks=tuple(marks),
        events=tuple(sorted(events, key=lambda one: (one.first, one.last))),
        undated=tuple(one for one in turns if not read_stretches(one.when)),
        others=len(news),
    )


def order_by_beginning(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases, the earliest beginning first."""

    def begin(case: Case) -> tuple[float, float, str]:
        begins = read_stretches(case.period_from)[0]
        return begins.first, begins.last, case.id

    return tuple(sorted(cases, key=begin))


def read_strands(cases: Iterable[Case]) -> tuple[Strand, ...]:
    """All cases in time, the earliest beginning first."""
    return tuple(map(read_strand, order_by_beginning(cases)))


def count_fading(strands: Iterable[Strand]) -> Fading:
    """How many partnerships were said to fade or end, how soon, and how many came back."""
    strands = tuple(strands)
    months, came_back = [], 0
    for strand in strands:
        first = next((mark for mark in strand.marks if mark.follow_up.status in _GONE), None)
        if first is None:
            continue
        months.append(first.at.since(strand.begins).middle)
        came_back += strand.case.outcome in _ALIVE
    return Fading(len(strands), len(months), math.ceil(median_low(months)) if months else 0, came_back)


def say_months(length: Stretch) -> str:
    """A length of time in words, no more exact than its dates: about 2 years 8 months, 3 to 5 years."""
    if length.width <= 2:
        whole = round(length.middle)
        years, months = divmod(whole, 12)
        words = [number_of(years, "year")] * bool(years) + [number_of(months, "month")] * bool(months)
        return "about " + " ".join(words) if whole else "less than a month"
    if length.last <= 36:
        low, high, unit = math.floor(length.first), math.ceil(length.last), "month"
    else:
        low, high, unit = math.floor(length.first / 12), math.ceil(length.last / 12), "year"
    return f"{low} to {number_of(high, unit)}" if low else f"up to {number_of(high, unit)}"
