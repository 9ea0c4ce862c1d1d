"""The countries and large cities of the world: `find/places.json`.

By it a browser says of a place that no case has that no case has it, and knows in which part of the world it lies.
It is asked for only when somebody has named what the book does not know.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from casebook.book import Book
from casebook.text import gazetteer
from casebook.text.wording import slugify

__all__ = ["LARGE_CITY", "PLACES_ADDRESS", "Region", "list_regions", "write_places"]

PLACES_ADDRESS = "find/places.json"
"""Where the places lie, relative to the site's root."""

LARGE_CITY = 300_000
"""How many people a city has at least to be in the list; a capital is there whatever its size."""

_OTHER_NAMES = {
    "BE": "Bruselas, Bruxelas", "CN": "Pekín, Pequim", "CU": "La Habana", "DE": "Berlim", "DK": "Copenhague",
    "EG": "El Cairo", "ES": "Madri", "GB": "Londres", "GR": "Atenas", "IN": "Bombay, Calcutta, Calcuta",
    "IT": "Milán, Milão, Nápoles, Roma", "JP": "Tokio, Tóquio", "KE": "Nairóbi",
    "MX": "Ciudad de México, Cidade do México", "PL": "Varsovia", "PT": "Lisboa", "RU": "Moscú, Moscou",
    "SE": "Estocolmo", "TR": "Estambul, Istambul", "US": "Nueva York, Nova York, Nova Iorque, New York, Washington",
    "ZA": "Joanesburgo, Johannesburgo, Ciudad del Cabo, Cidade do Cabo, eThekwini, Tshwane, Ekurhuleni",
}  # fmt: skip
"""Large cities by names that GeoNames does not give them first, many of them Spanish and Portuguese."""

_ARE_WORDS = frozenset(
    {
        "bello", "central", "chita", "contagem", "franca", "golfe", "male", "mesa", "natal", "nice", "palmas", "perm",
        "pest", "serra", "soledad", "toyota", "van", "warder",
    }
)  # fmt: skip
"""Names of large cities that are words too: who writes them hardly means the city."""


@dataclass(frozen=True)
class Region:
    """A part of the world, and where in it we have cases."""

    id: str
    """Its name in an address."""
    label: str
    """What it is called on the site."""
    countries: tuple[tuple[str, str, int], ...]
    """The countries that have cases: code, name and number of cases, the most first."""
    codes: tuple[str, ...]
    """The codes of all countries."""


def list_regions(book: Book) -> tuple[Region, ...]:
    """The parts of the world with the countries of each that have cases; those too that have none."""
    cases = sorted((-len(found), gazetteer.country_name(code), code) for code, found in book.cases_by_country.items())
    return tuple(
        Region(
            slugify(label),
            label,
            tuple((code, name, -number) for number, name, code in cases if gazetteer.find_continent(code) == continent),
            tuple(code for code, _ in gazetteer.list_countries() if gazetteer.find_continent(code) == continent),
        )
        for continent, label in gazetteer.CONTINENTS.items()
    )


def _list_names(code: str, cities: tuple[str, ...]) -> str:
    others = _OTHER_NAMES[code].split(", ") if code in _OTHER_NAMES else []
    known = [name for name in cities if name.lower() not in _ARE_WORDS and name != gazetteer.country_name(code)]
    return "|".join((*known, *others))


def write_places(book: Book) -> str:
    """The text of the file.

    `continents` are their names by their codes; `countries` has for each its code, its name, the continent's code,
    the number of cases and the names of its large cities, the largest first, with a bar between them.
    """
    cases = {code: len(found) for code, found in book.cases_by_country.items()}
    cities = gazetteer.list_large_cities(LARGE_CITY)
    countries = [
        [code, name, gazetteer.find_continent(code), cases.get(code, 0), _list_names(code, cities[code])]
        for code, name in gazetteer.list_countries()
    ]
    content = {"version": 1, "continents": gazetteer.CONTINENTS, "countries": countries}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
