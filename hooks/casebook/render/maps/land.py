"""The land and the grid of a map, as paths of an SVG."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casebook.render.maps.projection import project

__all__ = ["Frame", "draw_globe", "draw_grid", "draw_land"]

Point = tuple[float, float]
"""A point of the plane or of a drawing."""

_BEYOND = 3.0
"""Units by which land and sea go on outside the frame, so that no line is drawn along its edges."""


@dataclass(frozen=True)
class Frame:
    """A piece of the projected world and how large it is drawn."""

    left: float
    """Its western edge in the plane."""
    top: float
    """Its northern edge in the plane."""
    scale: float
    """Units of the drawing for one unit of the plane."""
    width: float
    """Units of the drawing."""
    height: float
    """Units of the drawing."""

    def place(self, point: Point) -> Point:
        """Where a point of the plane stands in the drawing."""
        return (point[0] - self.left) * self.scale, (point[1] - self.top) * self.scale


@dataclass(frozen=True)
class _Line:
    """A line in the plane that is drawn on many maps, with how far it reaches."""

    points: tuple[Point, ...]
    west: float
    north: float
    east: float
    south: float

    @classmethod
    def through(cls, points: Iterable[Point]) -> _Line:
        points = tuple(points)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(points, min(xs), min(ys), max(xs), max(ys))

    def touches(self, frame: Frame, beyond: float) -> bool:
        """Whether anything of it can lie within a frame and some units around it."""
        left, top = frame.place((self.west, self.north))
        right, bottom = frame.place((self.east, self.south))
        return right >= -beyond and left <= frame.width + beyond and bottom >= -beyond and top <= frame.height + beyond


@cache
def _rings() -> tuple[_Line, ...]:
    """The outlines of the land, projected. Read once, when the first map is drawn."""
    data = json.loads(files("casebook.render.maps").joinpath("land.json").read_text(encoding="utf-8"))
    made = []
    for ring in data["rings"]:
        x = y = 0
        points = []
        for dx, dy in zip(ring[::2], ring[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append(project(x / 100, y / 100))
        made.append(_Line.through(points))
    return tuple(made)


def _cut(points: list[Point], inside: list[float]) -> list[Point]:
    """What of a polygon lies on the good side of a line.

    One step of the algorithm of Sutherland and Hodgman (1974).

    Args:
        points: The corners of the polygon.
        inside: How far each of them lies on the good side; less than nothing on the other.
    """
    if not points or min(inside) >= 0:
        return points
    made: list[Point] = []
    for n, b in enumerate(points):
        at_a, at_b = inside[n - 1], inside[n]
        if at_a * at_b < 0:
            a = points[n - 1]
            part = at_a / (at_a - at_b)
            made.append((a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
        if at_b >= 0:
            made.append(b)
    return made


def _crop(line: _Line, frame: Frame) -> list[Point]:
    """A polygon cut to the frame, and a little beyond."""
    if not line.touches(frame, _BEYOND):
        return []
    made = [frame.place(point) for point in line.points]
    made = _cut(made, [x + _BEYOND for x, _ in made])
    made = _cut(made, [frame.width + _BEYOND - x for x, _ in made])
    made = _cut(made, [y + _BEYOND for _, y in made])
    return _cut(made, [frame.height + _BEYOND - y for _, y in made])


def _thin(points: Iterable[Point], least: float) -> Iterator[Point]:
    """Points that are at least so far from the one before: what is nearer nobody can see."""
    last: Point | None = None
    for point in points:
        if last is None or abs(point[0] - last[0]) + abs(point[1] - last[1]) >= least:
            last = point
            yield point


def _write(points: Iterable[Point], *, close: bool) -> str:
    """A line as the data of a path, in tenths of a unit and in steps, which packs well."""
    x = y = 0
    steps: list[str] = []
    for px, py in points:
        nx, ny = round(px * 10), round(py * 10)
        if not steps or (nx, ny) != (x, y):
            steps.append(f"{(nx - x) / 10:g} {(ny - y) / 10:g}")
            x, y = nx, ny
    if len(steps) < (3 if close else 2):
        return ""
    line = f"M{steps[0]}l{' '.join(steps[1:])}".replace(" -", "-")
    return re.sub(r"(?<!\d)0\.", ".", line) + ("z" if close else "")


def draw_land(frame: Frame, least: float) -> str:
    """The land within a frame; `least` is the length below which a step of the coast is left out."""
    return "".join(_write(_thin(_crop(ring, frame), least), close=True) for ring in _rings())


@cache
def _meridian(longitude: float, step: int) -> _Line:
    return _Line.through(project(longitude, latitude) for latitude in range(-90, 91, step))


@cache
def _globe() -> _Line:
    return _Line.through((*_meridian(-180, 5).points, *reversed(_meridian(180, 5).points)))


def draw_globe(frame: Frame) -> str:
    """The outline of the whole world within a frame: the sea."""
    return _write(_crop(_globe(), frame), close=True)


def draw_grid(frame: Frame, step: int) -> str:
    """Meridians and parallels within a frame, each as many degrees apart."""
    around = 60

    def near(point: Point) -> bool:
        return -around <= point[0] <= frame.width + around and -around <= point[1] <= frame.height + around

    made = []
    for longitude in range(-180 + step, 180, step):
        meridian = _meridian(longitude, 2)
        if meridian.touches(frame, around):
            made.append(_write([point for point in map(frame.place, meridian.points) if near(point)], close=False))
    for latitude in range(-90 + step, 90, step):
        parallel = _parallel(latitude)
        (x1, y), (x2, _) = map(frame.place, parallel.points)
        if 0 < y < frame.height and x2 > 0 and x1 < frame.width:
            made.append(_write([(max(x1, -_BEYOND), y), (min(x2, frame.width + _BEYOND), y)], close=False))
    return "".join(made)


@cache
def _parallel(latitude: float) -> _Line:
    return _Line.through((project(-180, latitude), project(180, latitude)))
