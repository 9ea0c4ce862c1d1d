"""`cities.geojson`: the cities on a map, each with its cases, as RFC 7946 says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casebook.book import CityEntry
from casebook.export.edition import Edition
from casebook.export.json_lines import write_in_lines

__all__ = ["write_cities_geojson"]

_DIGITS = 5
"""Decimal places of a degree: a metre, and no city is placed more exactly."""


def write_cities_geojson(edition: Edition) -> Iterator[bytes]:
    """The file's content, piece by piece.

    Each feature is a city. One that nobody can place has no geometry, as the format allows; so has the folder of
    the cases that name no city, which is why each case stands in the file once.
    """
    content = {
        "type": "FeatureCollection",
        "name": edition.name,
        "license": "CC-BY-4.0",
        "attribution": "GeoNames",
        "features": (_say_city(city, edition) for city in edition.book.cities.values()),
    }
    return write_in_lines(content)


def _say_city(city: CityEntry, edition: Edition) -> dict[str, Any]:
    point = None
    if city.latitude is not None and city.longitude is not None:
        # longitude comes first
        point = {"type": "Point", "coordinates": [round(city.longitude, _DIGITS), round(city.latitude, _DIGITS)]}
    properties = {
        "name": city.name,
        "country": city.country or None,
        "country_name": city.country_name or None,
        "population": city.population,
        "address": f"{edition.url}cities/{city.id}/",
        "number_of_cases": len(city.cases),
        "cases": [
            {"id": case.id, "title": case.title, "address": f"{edition.url}cases/{case.id}/"} for case in city.cases
        ],
    }
    return {"type": "Feature", "id": city.id, "geometry": point, "properties": properties}
