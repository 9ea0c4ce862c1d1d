"""Which city a case means, whatever it calls it, and which folder is that city's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casebook.text import gazetteer
from casebook.text.wording import slugify

__all__ = ["CityPlace", "find_homes", "list_cities", "locate_city"]

_ELSEWHERE = 10
"""Kilometres from GeoNames' point at which a place of the same name is another one."""
_SAME_POINT = 0.5
"""Kilometres between two points that are one place under two names, of which GeoNames knows at most one."""


@dataclass(frozen=True)
class CityPlace:
    """The city of a case: a name, and what it stands for."""

    name: str
    """As the case writes it."""
    country: str
    """ISO 3166-1 alpha-2."""
    known: gazetteer.KnownCity | None
    """What GeoNames knows by this name at this place."""
    point: tuple[float, float] | None
    """Latitude and longitude: the case's own, else GeoNames'."""

    @property
    def better_name(self) -> str:
        """How the name is written that is written as nobody does; empty if it is fine.

        Whoever gives a place on the map of their own knows better than GeoNames how it is called.
        """
        plain = re.sub(" {2,}", " ", self.name).strip(" ")
        known = self.known if self.known and self.point == (self.known.latitude, self.known.longitude) else None
        better = gazetteer.spell_city(plain, known) if known else ""
        return better or (plain if plain != self.name else "")

    @property
    def folder(self) -> str:
        """The folder of a city of this name; a name in another script has GeoNames' letters."""
        return slugify(self.name) or (slugify(self.known.name) if self.known else "")


def locate_city(city: Any) -> CityPlace | None:
    """The place of a case's city; None where it is not written so that one could tell."""
    if not isinstance(city, dict):
        return None
    name, country = city.get("name"), city.get("country")
    if not isinstance(name, str) or not isinstance(country, str) or not gazetteer.is_country(country):
        return None
    known = gazetteer.find_city(name, country)
    given = [city[key] for key in ("latitude", "longitude") if _is_degree(city.get(key))]
    point = (float(given[0]), float(given[1])) if len(given) == 2 else None  # both
    if known and point and gazetteer.measure_distance(*point, known) > _ELSEWHERE:
        known = None
    if point is None and known:
        point = (known.latitude, known.longitude)
    return CityPlace(name, country, known, point)


def list_cities(name: str, country: str) -> list[str]:
    """The cities in a name that is made of several; empty if it is not."""
    parts = re.split(r"\s+(?:and|y|e|et|und|&)\s+|\s*[,/;]\s*", name[:120])
    return parts if len(parts) > 1 and all(gazetteer.find_city(part, country) for part in parts) else []


def _is_degree(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= 180  # degrees


def find_homes(places: Iterable[CityPlace]) -> dict[CityPlace, str]:
    """For each place the folder that is its city's: of several the one with most cases, then that of GeoNames' name.

    Args:
        places: The city of each case that lies in the folder of its city's name.
    """
    counted = Counter(places)
    groups: dict[gazetteer.KnownCity | CityPlace, list[CityPlace]] = defaultdict(list)
    near: dict[tuple[str, int, int], list[gazetteer.KnownCity | CityPlace]] = defaultdict(list)
    # what GeoNames knows goes first: what it does not know may be another name of it
    for place in sorted(counted, key=lambda one: (one.known is None, one.country, one.name, one.point or ())):
        head = place.known or _find_neighbour(place, near) or place
        if head not in groups and (point := place.point):
            near[place.country, round(point[0] * 10), round(point[1] * 10)].append(head)
        groups[head].append(place)
    homes: dict[CityPlace, str] = {}
    for head, group in groups.items():
        folders: Counter[str] = Counter()
        for place in group:
            folders[place.folder] += counted[place]
        known = slugify(head.name) if isinstance(head, gazetteer.KnownCity) else ""
        home = min(folders, key=lambda folder: (-folders[folder], folder != known, folder))
        homes |= dict.fromkeys(group, home)
    return homes


def _find_neighbour(
    place: CityPlace, near: dict[tuple[str, int, int], list[gazetteer.KnownCity | CityPlace]]
) -> gazetteer.KnownCity | CityPlace | None:
    """What stands at the same point under another name."""
    if place.point is None:
        return None
    row, column = (round(degree * 10) for degree in place.point)
    for x in (row - 1, row, row + 1):
        for y in (column - 1, column, column + 1):
            for head in near.get((place.country, x, y), ()):
                there = (head.latitude, head.longitude) if isinstance(head, gazetteer.KnownCity) else head.point
                if there and gazetteer.measure_kilometres(place.point, there) <= _SAME_POINT:
                    return head
    return None
