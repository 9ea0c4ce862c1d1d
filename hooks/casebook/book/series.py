"""Figures of a case that form a series: the same thing, counted in the same way, at different times.

What is the same a writer says by writing the same measure and the same unit. A number that looks alike
but was counted otherwise has other words, and stands in the table alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casebook.book.strands import Stretch, read_stretches
from casebook.model import Case, Result

__all__ = ["Count", "Series", "list_series"]

_NUMBER = re.compile(r"(?<![\d.])-?\d+(?:\.\d+)?")
_AT_MOST = re.compile(r"(?:up to|fewer than|less than|at most|under|below)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Count:
    """One figure of a series."""

    result: Result
    """The figure as the case has it."""
    low: float
    """What it is at least; 0 where its source gives a limit alone."""
    high: float
    """What it is at most, as far as its source says."""
    at: Stretch
    """Its time; of a span, all of it."""
    parts: int
    """1 for a date, 2 for a span."""


@dataclass(frozen=True)
class Series:
    """The same thing at different times."""

    measure: str
    """What was counted."""
    unit: str
    """What the figures count."""
    counts: tuple[Count, ...]
    """Its figures, the earliest first."""


def _read(result: Result) -> Count | None:
    """A figure as numbers and time; None where one of them is not known, or where it lies below zero."""
    numbers = [float(one) for one in _NUMBER.findall(re.sub(r"(?<=\d)[-–](?=\d)", " ", result.value))]
    found = read_stretches(result.when)
    if not found or not 1 <= len(numbers) <= 2 or min(numbers) < 0:
        return None
    low = 0.0 if len(numbers) == 1 and _AT_MOST.match(result.value.strip()) else min(numbers)
    return Count(result, low, max(numbers), Stretch(found[0].first, found[-1].last), len(found))


def _are_alike(counts: list[Count]) -> bool:
    """Whether the figures can stand side by side.

    Each has a time of its own. What was counted over spans was counted over equally long ones, or always from
    the same beginning: meals of four months say nothing beside meals of a year.
    """
    if len({one.at for one in counts}) < max(2, len(counts)) or len({one.parts for one in counts}) > 1:
        return False
    lengths = [one.at.width for one in counts]
    even = max(lengths) <= 1.2 * min(lengths)
    return counts[0].parts == 1 or even or len({one.at.first for one in counts}) == 1


def list_series(case: Case) -> tuple[Series, ...]:
    """The series of a case, in the order in which their first figures stand."""
    by_measure: dict[tuple[str, str], list[Result]] = {}
    for one in case.results:
        by_measure.setdefault((one.measure, one.unit), []).append(one)
    found = []
    for (measure, unit), results in by_measure.items():
        counts = [one for one in map(_read, results) if one]
        counts.sort(key=lambda one: (one.at.middle, one.at.first))
        if len(counts) == len(results) and _are_alike(counts) and max(one.high for one in counts) > 0:
            found.append(Series(measure, unit, tuple(counts)))
    return tuple(found)
