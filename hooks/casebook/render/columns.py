"""What became of the cases, drawn: a column for each year, in it a layer for each fate.

Sizes are units of a drawing as wide as the narrowest phone leaves room for, so that letters keep
their size there. What goes on stands at the foot of a column and what is over hangs from its head:
both have an even line to be read against, and between them opens what nobody knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from casebook.book.fates import FATES, Course

__all__ = ["Columns", "Layer", "Name", "draw_columns"]

WIDTH = 300.0
"""Units: the room on a phone of 320 pixels is a little less."""
_NAMES = 104.0
"""How much of it the names beside the last column need."""
_HIGH = 190.0
_HEAD, _FOOT = 8.0, 42.0
_GAP = 10.0
"""Between two columns."""
_LINE = 17.0
"""The least from one name to the next."""
_ROOM = 15.0
"""How high a layer must be so that its number stands in it."""


@dataclass(frozen=True)
class Layer:
    """The cases of a column that share a fate."""

    fate: str
    """One of FATES."""
    number: int
    """How many they are."""
    x: float
    """Its left side."""
    y: float
    """Its upper side."""
    width: float
    """Its width."""
    height: float
    """Its height."""

    @property
    def middle(self) -> tuple[float, float]:
        """Where its number stands."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def roomy(self) -> bool:
        """Whether its number has room in it."""
        return self.height >= _ROOM


@dataclass(frozen=True)
class Name:
    """What a layer of the last column is called, beside it."""

    layer: Layer
    """The layer."""
    y: float
    """Where the name stands: as near to its layer as the other names allow."""


@dataclass(frozen=True)
class Columns:
    """The drawing."""

    width: float
    """Units."""
    height: float
    """Units."""
    years: tuple[tuple[int, float], ...]
    """The years, each with the middle of its column."""
    foot: float
    """Where the columns stand."""
    end: float
    """The right side of the last column."""
    layers: tuple[Layer, ...]
    """What stands in the columns."""
    names: tuple[Name, ...]
    """The names, the uppermost first."""
    apart: float = 2.0
    """How much of the height of each layer stays free, so that no layer runs into the next."""


def _spread(wanted: list[float], low: float, high: float) -> list[float]:
    """Places as near as they can be to those wanted, in their order, a line apart and between two bounds."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + _LINE if placed else low))
    for n in range(len(placed) - 1, -1, -1):
        placed[n] = min(placed[n], placed[n + 1] - _LINE if n + 1 < len(placed) else high)
    return placed


def draw_columns(course: Course) -> Columns:
    """Place the layers and the names of a course."""
    step = (WIDTH - _NAMES) / len(course.years)
    foot = _HEAD + _HIGH
    layers: list[Layer] = []
    last: list[Layer] = []
    for n, year in enumerate(course.years):
        y, last = foot, []
        for fate in FATES:
            if number := len(year.cases[fate]):
                height = _HIGH * number / course.number
                y -= height
                last.append(Layer(fate, number, n * step, y, step - _GAP, height))
        layers += last
    above = last[::-1]
    places = _spread([one.middle[1] for one in above], _HEAD + _LINE / 3, foot)
    return Columns(
        width=WIDTH,
        height=foot + _FOOT,
        years=tuple((year.years, n * step + (step - _GAP) / 2) for n, year in enumerate(course.years)),
        foot=foot,
        end=WIDTH - _NAMES - _GAP,
        layers=tuple(layers),
        names=tuple(Name(layer, y) for layer, y in zip(above, places, strict=True)),
    )
