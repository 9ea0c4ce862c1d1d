"""The shapes of the site, drawn: the icons of the three things, the mark of the house, what became of a case.

They are those of `templates/macros.html`, `templates/shapes.html` and the chrome, as lines through points.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw

__all__ = ["draw_icon", "draw_status"]

Point = tuple[float, float]
Line = Sequence[Point]

_FINE = 6
"""So many times larger a shape is drawn, and then made small: Pillow draws edges without smoothing them."""


def _arc(x: float, y: float, radius: float, start: int, end: int) -> list[Point]:
    """A part of a circle, in degrees from the right, clockwise; the other way round where the end is the smaller."""
    steps = range(start, end + (1 if end > start else -1), 5 if end > start else -5)
    return [(x + radius * math.cos(math.radians(at)), y + radius * math.sin(math.radians(at))) for at in steps]


def _curve(*points: Point) -> list[Point]:
    """A cubic curve by its four points."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    return [
        (
            (1 - t) ** 3 * x0 + 3 * (1 - t) ** 2 * t * x1 + 3 * (1 - t) * t**2 * x2 + t**3 * x3,
            (1 - t) ** 3 * y0 + 3 * (1 - t) ** 2 * t * y1 + 3 * (1 - t) * t**2 * y2 + t**3 * y3,
        )
        for t in (step / 16 for step in range(17))
    ]


_ICONS: dict[str, tuple[float, float, tuple[Line, ...]]] = {
    "door": (24, 2, ([(5, 21), *_arc(12, 10, 7, 180, 360), (19, 21)], [(3, 21), (21, 21)], [(15, 13.5), (15, 15.5)])),
    "lesson": (
        24,
        2,
        (
            [(12, 21), (12, 12)],
            _curve((12, 13), (12, 8.5), (9, 6), (3, 6)) + _curve((3, 6), (3, 11), (6, 13), (12, 13)),
            _curve((12, 11), (12, 6.5), (15, 4), (21, 4)) + _curve((21, 4), (21, 9), (18, 11), (12, 11)),
        ),
    ),
    "failure": (
        24,
        2,
        (
            [(9, 7.5), *_arc(7, 12, 4.5, 270, 90), (9, 16.5)],
            [(15, 7.5), *_arc(17, 12, 4.5, -90, 90), (15, 16.5)],
            [(12.5, 3.5), (11.5, 6.5)],
            [(11.5, 20.5), (12.5, 17.5)],
            [(12.5, 9.5), (11, 12), (13, 12), (11.5, 14.5)],
        ),
    ),
    "house": (
        32,
        2.4,
        (
            [(4, 27), *_arc(11, 14, 7, 180, 360), (18, 27)],
            [(14, 27), *_arc(21, 14, 7, 180, 360), (28, 27)],
            [(2, 27), (30, 27)],
        ),
    ),
}
"""Each icon: how large its square is, how thick its lines are, and the lines."""


class _Sheet:
    """A square on which a shape is drawn large; what comes of it says how much ink stands where."""

    def __init__(self, side: int, width: float, middle: float = 0) -> None:
        self._image = Image.new("L", (side * _FINE, side * _FINE))
        self._draw = ImageDraw.Draw(self._image)
        self._scale = side * _FINE / width
        self._middle = middle

    def _place(self, points: Iterable[Point]) -> list[Point]:
        return [((x + self._middle) * self._scale, (y + self._middle) * self._scale) for x, y in points]

    def stroke(self, line: Line, thick: float) -> None:
        """A line with round ends and corners."""
        placed, half = self._place(line), thick * self._scale / 2
        self._draw.line(placed, fill=255, width=round(2 * half))
        for x, y in placed:
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=255)

    def fill(self, points: Iterable[Point], ink: int = 255) -> None:
        """A face; without ink it is a hole."""
        self._draw.polygon(self._place(points), fill=ink)

    def finish(self) -> Image.Image:
        """The shape at its own size."""
        return self._image.reduce(_FINE)


@lru_cache(maxsize=32)
def draw_icon(name: str, side: int) -> Image.Image:
    """An icon as a mask: door, lesson, failure, or house for the mark of the site."""
    width, thick, lines = _ICONS[name]
    sheet = _Sheet(side, width)
    for line in lines:
        sheet.stroke(line, thick)
    return sheet.finish()


def _close(*points: Point) -> list[Point]:
    return [*points, points[0]]


@lru_cache(maxsize=32)
def draw_status(status: str, side: int) -> Image.Image:
    """The shape of what became of a case, as a mask; one that it does not know is drawn as not known."""
    sheet = _Sheet(side, 14, middle=7)
    if status == "sustained":
        sheet.fill(_arc(0, 0, 5.6, 0, 360))
    elif status == "grown":
        sheet.fill([(0, -6.6), (6.4, 4.8), (-6.4, 4.8)])
    elif status == "changed":
        sheet.fill([(0, -6.6), (6.6, 0), (0, 6.6), (-6.6, 0)])
    elif status == "institutionalised":
        sheet.fill([(-5.6, -5.6), (5.6, -5.6), (5.6, 5.6), (-5.6, 5.6)])
        sheet.fill([(-2.2, 5.8), (-2.2, -1.6), (2.2, -1.6), (2.2, 5.8)], ink=0)
    elif status == "faded":
        sheet.stroke(_close((0, 4.9), (4.9, -3.7), (-4.9, -3.7)), 2)
    elif status == "ended":
        sheet.stroke([(-4.7, -4.7), (4.7, 4.7)], 2.8)
        sheet.stroke([(4.7, -4.7), (-4.7, 4.7)], 2.8)
    else:
        for start in range(0, 360, 60):
            sheet.stroke(_arc(0, 0, 4.9, start, start + 30), 1.9)
    return sheet.finish()
