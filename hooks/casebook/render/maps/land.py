"""The land and the grid of a map, as paths of an SVG."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from casebook.render.maps.projection import project

__all__ = ["Frame", "draw_globe", "draw_grid", "draw_land"]

Point = tuple[float, float]


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


@cache
def _rings() -> tuple[tuple[Point, ...], ...]:
    """The outlines of the land, projected. Read once, when the first map is drawn."""
    data = json.loads(files("casebook.render.maps").joinpath("land.json").read_text(encoding="utf-8"))
    made = []
    for ring in data["rings"]:
        x = y = 0
        points = []
        for dx, dy in zip(ring[::2], ring[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append(project(x / 100, y / 100))
        made.append(tuple(points))
    return tuple(made)


def _cut(points: list[Point], inside: Callable[[Point], float]) -> list[Point]:
    """What of a polygon lies on the good side of a line: where `inside` is not negative.

    One step of the algorithm of Sutherland and Hodgman (1974).
    """
    made: list[Point] = []
    for n, b in enumerate(points):
        a = points[n - 1]
        at_a, at_b = inside(a), inside(b)
        if at_a * at_b < 0:
            part = at_a / (at_a - at_b)
            made.append((a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
        if at_b >= 0:
            made.append(b)
    return made


def _crop(points: Iterable[Point], frame: Frame, beyond: float = 3) -> list[Point]:
    """A polygon cut to the frame, and a little beyond, so that no line is drawn along its edges."""
    made = [frame.place(point) for point in points]
    for inside in (
        lambda p: p[0] + beyond,
        lambda p: frame.width + beyond - p[0],
        lambda p: p[1] + beyond,
        lambda p: frame.height + beyond - p[1],
    ):
        made = _cut(made, inside)
    return made


def _thin(points: Iterable[Point], least: float) -> Iterator[Point]:
    """Points that are at least so far from the one before: what is nearer nobody can see."""
    last: Point | None = None
    for point in points:
        if last is None or abs(point[0] - last[0]) + abs(point[1] - last[1]) >= least:
            last = point
            yield point


def _write(points: Iterable[Point], close: bool) -> str:
    """A line as the data of a path, in tenths of a unit and in steps, which packs well."""
    x = y = 0
    steps = []
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


def _meridian(longitude: float, step: int = 5) -> list[Point]:
    return [project(longitude, latitude) for latitude in range(-90, 91, step)]


def draw_globe(frame: Frame) -> str:
    """The outline of the whole world within a frame: the sea."""
    return _write(_crop(_meridian(-180) + _meridian(180)[::-1], frame), close=True)


def draw_grid(frame: Frame, step: int) -> str:
    """Meridians and parallels within a frame, each as many degrees apart."""

    def near(point: Point) -> bool:
        return -60 <= point[0] <= frame.width + 60 and -60 <= point[1] <= frame.height + 60

    made = []
    for longitude in range(-180 + step, 180, step):
        line = [point for point in map(frame.place, _meridian(longitude, 2)) if near(point)]
        made.append(_write(line, close=False))
    for latitude in range(-90 + step, 90, step):
        (x1, y), (x2, _) = (frame.place(project(end, latitude)) for end in (-180, 180))
        if 0 < y < frame.height and x2 > 0 and x1 < frame.width:
            made.append(_write([(max(x1, -3), y), (min(x2, frame.width + 3), y)], close=False))
    return "".join(made)
