"""The countries and large cities of the world: `find/places.json`.

By it a browser says of a place that no case has that no case has it, and knows in which part of the world it lies.
It is asked for only when somebody has named what the book does not know.
"""

from __future__ import annotations

import json
from collections import Counter

from casebook.book import Book
from casebook.text import gazetteer

__all__ = ["LARGE_CITY", "PLACES_ADDRESS", "list_countries_with_cases", "write_places"]

PLACES_ADDRESS = "find/places.json"
"""Where the places lie, relative to the site's root."""

LARGE_CITY = 300_000
"""How many people a city has at least to be in the list; a capital is there whatever its size."""


def list_countries_with_cases(book: Book) -> dict[str, int]:
    """In how many cases a country has a place, by its code."""
    counted: Counter[str] = Counter()
    for case in book.cases:
        counted.update({place.country for place in (case.city, *case.also) if place})
    return dict(counted)


def write_places(book: Book) -> str:
    """The text of the file.

    `continents` are their names by their codes; `countries` has for each its code, its name, the continent's code,
    the number of cases and its large cities, the largest first, with a bar between them.
    """
    cases = list_countries_with_cases(book)
    cities = gazetteer.list_large_cities(LARGE_CITY)
    countries = [
        [code, name, gazetteer.find_continent(code), cases.get(code, 0), "|".join(cities.get(code, ()))]
        for code, name in gazetteer.list_countries()
    ]
    content = {"version": 1, "continents": gazetteer.CONTINENTS, "countries": countries}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
