"""The maps: where the cities of the casebook lie.

Cities that lie near each other share a map; an ocean between them would only make all of them
small. How many maps there are, what they show and how large follows from the cities alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt

from casebook.book import CityEntry
from casebook.render.maps.labels import BOX_HEIGHT, Label, Spot, place_labels
from casebook.render.maps.land import Frame, draw_globe, draw_grid, draw_land
from casebook.render.maps.projection import HEIGHT, WIDTH, project

__all__ = ["Atlas", "Drawing", "MapCity", "draw_atlas", "draw_locator", "find_near"]

_SIZE = 320.0
"""Units of a drawing's width: the narrowest screen in pixels, so that sizes in units are sizes there."""

_WIDEST = 0.9
"""Radii of the earth, some 5,700 km: a group of cities that is wider is cut where its widest gap is."""

_NARROWEST = 0.32
"""Radii of the earth, some 2,000 km: a map that showed less could not be recognised."""

_MARGIN = 0.16
"""What is left free around the cities, as a part of the map's width."""

_AROUND = 0.5
"""Radii of the earth: how much a locator shows to each side of its city."""
_AROUND_UP = _AROUND * 0.75
"""The same upwards and downwards."""

_DOT = 3.6


@dataclass(frozen=True)
class MapCity:
    """A city on a map."""

    city: CityEntry
    """The city."""
    x: float
    """Where its dot is."""
    y: float
    """Where its dot is."""
    radius: float
    """The size of its dot: twice the area for twice the cases."""
    label: Label | None
    """Where its name stands; None where there was no room, so it shows on focus and hover."""


@dataclass(frozen=True)
class Drawing:
    """A map, ready for its template."""

    width: float
    """Units."""
    height: float
    """Units."""
    sea: str
    """The outline of the world, as the data of a path."""
    grid: str
    """Meridians and parallels."""
    land: str
    """The land."""
    cities: tuple[MapCity, ...] = ()
    """The cities, those with most cases first: a small dot is drawn over a large one."""
    frames: tuple[tuple[float, float, float, float], ...] = ()
    """On the map of the world: where the other maps lie, as x, y, width and height."""
    box_height: float = BOX_HEIGHT
    """How tall the area of a name is."""

    @property
    def countries(self) -> list[str]:
        """The countries of its cities by name, each once."""
        return sorted({one.city.country_name for one in self.cities})


@dataclass(frozen=True)
class Atlas:
    """All maps of the casebook."""

    maps: tuple[Drawing, ...]
    """A map for each group of cities, the largest group first."""
    world: Drawing
    """The whole world with a frame for each of them."""
    missing: tuple[CityEntry, ...]
    """The cities whose place is not known."""


_Placed = tuple[CityEntry, tuple[float, float]]


def _place(cities: Iterable[CityEntry]) -> list[_Placed]:
    """The cities with their places in the plane, those with most cases first."""
    known = [
        (city, project(city.longitude, city.latitude))
        for city in cities
        if city.longitude is not None and city.latitude is not None
    ]
    return sorted(known, key=lambda one: (-len(one[0].cases), one[0].id))


def _measure(placed: Sequence[_Placed]) -> float:
    """How wide or tall a group of cities is, whichever is more."""
    return max(max(one[1][axis] for one in placed) - min(one[1][axis] for one in placed) for axis in (0, 1))


def _cut(placed: list[_Placed]) -> list[list[_Placed]]:
    """Cut the cities into groups, none wider or taller than `_WIDEST`, each time where the gap is widest."""
    cuts = []
    for axis in (0, 1):
        line = sorted(placed, key=lambda one: (one[1][axis], one[0].id))
        if line and line[-1][1][axis] - line[0][1][axis] > _WIDEST:
            gaps = [(b[1][axis] - a[1][axis], n) for n, (a, b) in enumerate(pairwise(line), 1)]
            gap, n = max(gaps)
            cuts.append((gap, axis, line[:n], line[n:]))
    if not cuts:
        return [placed] if placed else []
    _, _, one, other = max(cuts, key=lambda cut: cut[:2])
    return _cut(one) + _cut(other)


def _group(placed: list[_Placed]) -> list[list[_Placed]]:
    """The cities in groups that share a map.

    A cut goes through the whole world, and so may part two that lie near each other: groups that fit into
    one map are joined again, the nearest first.
    """
    groups = _cut(placed)
    while True:
        joined = [
            (width, n, m)
            for n, one in enumerate(groups)
            for m, other in enumerate(groups[:n])
            if (width := _measure([*one, *other])) <= _WIDEST
        ]
        if not joined:
            return [_place(city for city, _ in group) for group in groups]
        _, n, m = min(joined)
        groups[m] += groups.pop(n)


def _frame(points: Sequence[tuple[float, float]]) -> Frame:
    """A square around points, with a margin."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    size = max((max(xs) - min(xs)), (max(ys) - min(ys)), _NARROWEST * (1 - 2 * _MARGIN)) / (1 - 2 * _MARGIN)
    left, top = (max(xs) + min(xs) - size) / 2, (max(ys) + min(ys) - size) / 2
    return Frame(left, top, _SIZE / size, _SIZE, _SIZE)


def _draw(frame: Frame, least: float, step: int, cities: Iterable[MapCity] = ()) -> Drawing:
    return Drawing(
        width=frame.width,
        height=frame.height,
        sea=draw_globe(frame),
        grid=draw_grid(frame, step),
        land=draw_land(frame, least),
        cities=tuple(cities),
    )


def _dots(placed: Sequence[_Placed], frame: Frame) -> list[tuple[CityEntry, float, float, float]]:
    made = []
    for city, point in placed:
        x, y = frame.place(point)
        made.append((city, round(x, 1), round(y, 1), round(_DOT * sqrt(min(len(city.cases), 9)), 1)))
    return made


def draw_atlas(cities: Iterable[CityEntry]) -> Atlas:
    """A map for each group of cities, and the world that shows where they are."""
    cities = tuple(cities)
    world = Frame(-WIDTH / 2, -HEIGHT / 2, _SIZE / WIDTH, _SIZE, round(_SIZE * HEIGHT / WIDTH, 1))
    drawings, frames = [], []
    groups = sorted(_group(_place(cities)), key=lambda group: (-len(group), group[0][0].id))
    for group in groups:
        frame = _frame([point for _, point in group])
        dots = _dots(group, frame)
        labels = place_labels([Spot(x, y, r, city.name) for city, x, y, r in dots], frame.width, frame.height)
        marks = tuple(MapCity(*dot, label) for dot, label in zip(dots, labels, strict=True))
        # the nearer a map looks, the closer its grid
        drawings.append(_draw(frame, 0.7, 5 if _SIZE / frame.scale < 0.6 else 10, marks))
        corner = world.place((frame.left, frame.top))
        side = _SIZE / frame.scale * world.scale
        frames.append((round(corner[0], 1), round(corner[1], 1), round(side, 1), round(side, 1)))
    return Atlas(
        maps=tuple(drawings),
        world=replace(_draw(world, 1.6, 30), frames=tuple(frames)),
        missing=tuple(city for city in cities if city.latitude is None or city.longitude is None),
    )


def find_near(cities: Iterable[CityEntry]) -> dict[str, tuple[CityEntry, ...]]:
    """By the id of a city the others that lie on the map around it, in the order of the map."""
    placed = _place(cities)
    return {
        city.id: tuple(
            other
            for other, (east, north) in placed
            if abs(east - x) < _AROUND and abs(north - y) < _AROUND_UP and other.id != city.id
        )
        for city, (x, y) in placed
    }


def draw_locator(city: CityEntry, near: Iterable[CityEntry]) -> Drawing | None:
    """A small map around a city, with the others that lie near; None where its place is not known."""
    own = _place([city])
    if not own:
        return None
    x, y = own[0][1]
    frame = Frame(x - _AROUND, y - _AROUND_UP, _SIZE / (2 * _AROUND), _SIZE, _SIZE * 0.75)
    return _draw(frame, 1.2, 10, (MapCity(*dot, None) for dot in _dots([*_place(near), *own], frame)))
