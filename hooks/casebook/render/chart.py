"""The timeline drawn: where each stretch of time lies on an axis, and which marks step aside.

Places are per cent of the drawing's width, heights are pixels: a drawing fills a phone as well as
a desk, and its marks and letters keep their size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.book.strands import Mark, Strand, Stretch, count_fading, say_months

__all__ = [
    "Axis",
    "Piece",
    "PlacedMark",
    "Row",
    "Tick",
    "draw_timeline",
    "lay_out",
    "list_years",
    "make_calendar",
    "make_since",
    "straight",
]

LEFT, RIGHT = 2.5, 94.5
"""Per cent: the room that marks and open ends need at the sides."""
NARROW_SHARE = 0.34
"""How much of the calendar's width the years before the change of scale get."""
APART = 3.4
"""Per cent: marks closer than this step aside; 12 px on a phone."""
LANE = 15
"""Pixels between two marks above each other."""
LEVELS = {"grown": 1, "institutionalised": 1, "faded": -1, "ended": -1}
"""Marks above the bar say more or firmer, marks below it less or over; all others stand on it."""
SHAPES = ("sustained", "grown", "changed", "institutionalised", "faded", "ended", "unknown")
"""The statuses that have a shape; a status that the vocabulary gains has the shape of unknown until it gets its own."""
ENDS = ("open", "unknown", "closed")
"""How the bar of a strand ends."""


@dataclass(frozen=True)
class Tick:
    """A line of the axis."""

    x: float
    """Its place."""
    label: str
    """What stands at it; empty where there is no room for it."""
    under: str = ""
    """A second label below the first."""
    minor: bool = False
    """Whether a phone leaves its label out."""


@dataclass(frozen=True)
class Axis:
    """From months to places."""

    place: Callable[[float], float]
    """The place of a month; it never falls."""
    ticks: tuple[Tick, ...]
    """Its lines."""
    change: int = 0
    """The year from which on years are wider; 0 if all are the same."""
    change_x: float = 0.0
    """The place of that year."""
    times: int = 1
    """How many times wider they are, rounded."""


@dataclass(frozen=True)
class Piece:
    """A part of a bar or a line."""

    x: float
    """Where it begins."""
    width: float
    """How far it reaches."""


@dataclass(frozen=True)
class PlacedMark:
    """A follow-up in its place."""

    mark: Mark
    """The follow-up."""
    shape: str
    """One of SHAPES."""
    x: float
    """Its place: the middle of the time in which it may lie."""
    y: int
    """Pixels from the top of the row."""
    doubt: Piece | None
    """The time in which its date may lie, if that is longer than a month."""
    span: Piece | None
    """The time for which it was so, if its source gives one."""
    after: str
    """How long after the beginning, in words."""


@dataclass(frozen=True)
class Row:
    """One case, drawn."""

    strand: Strand
    """The case in time."""
    height: int
    """Pixels."""
    top: int
    """Pixels from the top of the row to the bar."""
    thick: int
    """Pixels: how thick the bar is, so that the marks on it have room."""
    doubt: tuple[Piece, ...]
    """The parts of the bar that may not be: within the dates of the beginning and the end."""
    sure: Piece
    """The part of the bar that is."""
    end: float
    """Where the bar ends."""
    late: Piece | None
    """From the end of the story to a later follow-up, if there is one."""
    events: tuple[float, ...]
    """Where figures, and events that changed nothing, are dated."""
    marks: tuple[PlacedMark, ...]
    """The follow-ups."""


def straight(low: float, high: float, left: float, right: float) -> Callable[[float], float]:
    """A scale on which every month is as long as the next."""
    length = (high - low) or 1.0
    return lambda month: left + (min(max(month, low), high) - low) / length * (right - left)


def list_years(low: float, high: float, place: Callable[[float], float], most: int) -> list[Tick]:
    """Lines at whole years, as many as there is room for."""
    years = (high - low) / 12
    step = next((one for one in (1, 2, 5, 10, 20, 50, 100) if years / one <= most), 200)
    first = math.ceil(low / 12 / step) * step
    numbers = range(first, math.floor(high / 12) + 1, step)
    return [Tick(place(year * 12), str(year), minor=year // step % 2 == 1) for year in numbers]


def _list_dates(strand: Strand) -> tuple[Stretch, ...]:
    """Everything of a strand that must have its place on the axis."""
    return (strand.begins, strand.known_until, *(mark.at for mark in strand.marks), *strand.events)


def make_calendar(strands: Iterable[Strand]) -> Axis:
    """The calendar as an axis.

    Most stories are young and a few are old. So the axis changes its scale once, at the year by
    which half of the stories had begun, and says so; if that wins little, it doesn't.
    """
    strands = tuple(strands)
    starts = [strand.begins.first for strand in strands]
    low = math.floor(min(starts) / 12) * 12
    high = max(one.last for strand in strands for one in _list_dates(strand))
    change = math.floor(sorted(starts)[len(starts) // 2] / 12) * 12
    middle = LEFT + (RIGHT - LEFT) * NARROW_SHARE
    times = (change - low) / NARROW_SHARE / ((high - change) / (1 - NARROW_SHARE)) if high > change else 1
    if times < 2:
        even = straight(low, high, LEFT, RIGHT)
        return Axis(even, tuple(list_years(low, high, even, 11)))
    before, after = straight(low, change, LEFT, middle), straight(change, high, middle, RIGHT)

    def place(month: float) -> float:
        return before(month) if month < change else after(month)

    # a label just before the change would run into the label of the change
    old = [
        Tick(one.x, one.label if middle - one.x > 6 else "", minor=one.minor)
        for one in list_years(low, change - 1, place, 5)
    ]
    young = list_years(change, high, place, 11)
    thinned = [Tick(tick.x, tick.label, minor=n % 2 == 1) for n, tick in enumerate(young)]
    return Axis(place, (*old, *thinned), change // 12, middle, round(times))


def make_since(strands: Iterable[Strand]) -> Axis:
    """Months since the story began, on a square-root scale: the early months need the room."""
    longest = max(1.0, *(one.since(strand.begins).last for strand in strands for one in _list_dates(strand)))

    def place(month: float) -> float:
        return LEFT + math.sqrt(min(max(month, 0.0), longest) / longest) * (RIGHT - LEFT)

    ticks = [Tick(place(0), "0", "0")]
    for months in (6, 12, 24, 60, 120, 240, 360, 480, 600, 960, 1200):
        if months > longest:
            break
        years = str(months // 12) if months >= 12 else ""
        ticks.append(Tick(place(months), str(months), years, minor=months in {6, 360, 600}))
    return Axis(place, tuple(ticks))


def _share_lanes(places: Iterable[float]) -> list[int]:
    """A lane for each place, in order, so that no two in a lane are too close."""
    ends: list[float] = []
    lanes = []
    for x in places:
        lane = next((n for n, end in enumerate(ends) if x - end >= APART), len(ends))
        ends[lane : lane + 1] = [x]
        lanes.append(lane)
    return lanes


def lay_out(strand: Strand, axis: Axis, *, aligned: bool) -> Row:
    """Place a case on an axis.

    Args:
        strand: The case in time.
        axis: The axis.
        aligned: Whether the axis counts from the story's beginning.
    """

    def move(stretch: Stretch) -> Stretch:
        found = stretch.since(strand.begins) if aligned else stretch
        return Stretch(axis.place(found.first), axis.place(found.last))

    def centre(stretch: Stretch) -> float:
        return axis.place((stretch.since(strand.begins) if aligned else stretch).middle)

    def piece(first: float, last: float) -> Piece:
        return Piece(first, max(0.0, last - first))

    marks = sorted(strand.marks, key=lambda mark: centre(mark.at))
    by_level: dict[int, list[Mark]] = {1: [], 0: [], -1: []}
    for mark in marks:
        by_level[LEVELS.get(mark.follow_up.status, 0)].append(mark)
    lanes = {
        mark.follow_up.id: lane
        for group in by_level.values()
        for mark, lane in zip(group, _share_lanes(centre(mark.at) for mark in group), strict=True)
    }
    deep = {
        level: max((lanes[mark.follow_up.id] + 1 for mark in group), default=0) for level, group in by_level.items()
    }
    top = deep[1] * LANE + 4
    thick = max(1, deep[0]) * LANE + 1

    def height_of(mark: Mark) -> int:
        lane = lanes[mark.follow_up.id]
        level = LEVELS.get(mark.follow_up.status, 0)
        if level == 1:
            return top - LANE * lane - LANE // 2 - 1
        return top + LANE * lane + LANE // 2 + 1 + (thick if level == -1 else 0)

    begins = Stretch(axis.place(0), axis.place(0)) if aligned else move(strand.begins)
    ends = move(strand.known_until)
    # where beginning and end may be the same time, nothing between them is sure
    sure = piece(min(begins.last, ends.last), max(begins.last, ends.first))
    latest = max((centre(mark.at) for mark in marks), default=0.0)
    return Row(
        strand=strand,
        height=top + thick + deep[-1] * LANE + 4,
        top=top,
        thick=thick,
        doubt=tuple(
            one for one in (piece(begins.first, begins.last), piece(sure.x + sure.width, ends.last)) if one.width > 0
        ),
        sure=sure,
        end=max(begins.last, ends.last),
        late=piece(ends.last, latest) if strand.end == "closed" and latest > ends.last else None,
        events=tuple(sorted({round(centre(one), 1) for one in strand.events})),
        marks=tuple(
            PlacedMark(
                mark=mark,
                shape=mark.follow_up.status if mark.follow_up.status in SHAPES else "unknown",
                x=centre(mark.at),
                y=height_of(mark),
                doubt=piece(move(mark.at).first, move(mark.at).last) if mark.at.width > 1 else None,
                span=piece(move(mark.span_from).first, centre(mark.at)) if mark.span_from else None,
                after=say_months(mark.at.since(strand.begins)),
            )
            for mark in marks
        ),
    )


def draw_timeline(strands: Sequence[Strand], here: Sequence[Strand]) -> dict[str, Any]:
    """What a page of the timeline shows: two views of its cases, and the table of the same.

    Args:
        strands: All cases in time: by them the axes are drawn.
        here: Those of the page.
    """
    views = []
    for name, make, aligned in (("calendar", make_calendar, False), ("since", make_since, True)):
        axis = make(strands) if strands else Axis(lambda month: LEFT, ())
        rows = [lay_out(strand, axis, aligned=aligned) for strand in here]
        views.append({"name": name, "axis": axis, "rows": rows})
    return {
        "strands": here,
        "views": views,
        "fading": count_fading(strands),
        "shapes": SHAPES,
        "ends": ENDS,
        "say_months": say_months,
    }
