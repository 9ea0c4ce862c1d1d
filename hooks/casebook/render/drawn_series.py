"""A series drawn: a column for each figure, from zero up, in the order of time.

A longer time is a wider gap. Where the dates leave room for their labels the gaps are to scale; where some
lie too close, these stand as far apart as their labels need, and the drawing says that it is not to scale.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from casebook.book.series import Count, Series
from casebook.text.dates import say_when
from casebook.text.wording import say_figure

__all__ = ["Column", "DrawnSeries", "draw_series"]

NARROW = 284
"""Pixels: the width of the drawing on a phone of 320."""
LETTER = 8.6
"""Pixels: a letter of 13 px is rarely wider."""
SPACE = 8
"""Pixels between two labels."""
LINE = 15
"""Pixels from a line of a label to the next."""
LONGEST = (12, 7)
"""Letters in a line of a label, if its words allow: first the wider lines, and the narrower ones where those have no
room."""
TALL = 64
"""Pixels: the highest column."""


@dataclass(frozen=True)
class Column:
    """One figure, drawn."""

    count: Count
    """The figure."""
    x: float
    """Per cent of the width: its middle."""
    sure: int
    """Pixels: how high it is at least."""
    reach: int
    """Pixels: how high it may be."""
    value: tuple[str, ...]
    """The lines of its figure."""
    when: tuple[str, ...]
    """The lines of its date."""


@dataclass(frozen=True)
class DrawnSeries:
    """A series, drawn."""

    series: Series
    """What is drawn."""
    columns: tuple[Column, ...]
    """Its figures, the earliest first."""
    to_scale: bool
    """Whether the gaps between the columns are to the scale of time."""

    @property
    def is_open(self) -> bool:
        """Whether some figure is a range or a limit."""
        return any(one.reach > one.sure for one in self.columns)

    @property
    def base(self) -> int:
        """Pixels from the top to zero."""
        return TALL + 4 + LINE * max(len(one.value) for one in self.columns)

    @property
    def height(self) -> int:
        """Pixels."""
        return self.base + 5 + LINE * max(len(one.when) for one in self.columns)


def _wrap(text: str, longest: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, longest, break_long_words=False, break_on_hyphens=False))


def _measure(*lines: str) -> float:
    """Half the width of a label, and no less than half a column."""
    return max(12.0, *(len(line) * LETTER / 2 for line in lines))


def _spread(times: Sequence[float], needs: Sequence[float], room: float) -> tuple[list[float], bool] | None:
    """The gaps between columns: as time has them, but none less than its need; None where the room is too small.

    Args:
        times: How much time lies between two columns.
        needs: How many pixels their labels need.
        room: The pixels for all gaps together.
    """
    if sum(needs) > room:
        return None
    low, high = 0.0, room / min(one for one in times if one > 0)
    for _ in range(40):
        pace = (low + high) / 2
        if sum(max(need, pace * time) for need, time in zip(needs, times, strict=True)) > room:
            high = pace
        else:
            low = pace
    gaps = [max(need, low * time) for need, time in zip(needs, times, strict=True)]
    exact = all(low * time >= need - 0.5 for need, time in zip(needs, times, strict=True))
    return gaps, exact


def draw_series(series: Series) -> DrawnSeries | None:
    """The series as columns; None where a phone has no room for them: the table has them all."""
    counts = series.counts
    times = [other.at.middle - one.at.middle for one, other in pairwise(counts)]
    highest = max(one.high for one in counts)
    for longest in LONGEST:
        values = [_wrap(say_figure(one.result.value), longest) for one in counts]
        dates = [_wrap(say_when(one.result.when), longest) for one in counts]
        halves = [_measure(*value, *date) for value, date in zip(values, dates, strict=True)]
        needs = [one + other + SPACE for one, other in pairwise(halves)]
        spread = _spread(times, needs, NARROW - halves[0] - halves[-1])
        if spread:
            break
    else:
        return None
    gaps, exact = spread
    places = [halves[0]]
    for gap in gaps:
        places.append(places[-1] + gap)
    return DrawnSeries(
        series,
        tuple(
            Column(
                one,
                x / NARROW * 100,
                round(one.low / highest * TALL),
                round(one.high / highest * TALL),
                value,
                date,
            )
            for one, x, value, date in zip(counts, places, values, dates, strict=True)
        ),
        exact,
    )
