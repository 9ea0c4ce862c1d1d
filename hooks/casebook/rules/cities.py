"""Cities and countries: on the map, and one city a folder."""

from __future__ import annotations

import re
from typing import Any

from casebook.diagnostics import say
from casebook.rules.names import UNNAMED_CITY
from casebook.rules.places import list_cities
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text import gazetteer
from casebook.text.wording import join_words, quote, shorten, slugify

__all__ = [
    "check_city",
    "check_countries",
    "check_folder_of_city",
    "check_folder_of_one_city",
    "check_spelling_of_city",
]

_FAR = 100
"""Kilometres from GeoNames' point at which coordinates are doubtful."""


def check_countries(case: CheckedFile, project: Project) -> Problems:
    """Whether each country code is a country's."""
    for _, where, code in case.words("country"):
        if re.fullmatch(r"[A-Z]{2}", code) and not gazetteer.is_country(code):
            meant = gazetteer.find_country_code(code)
            help = "Look it up in ISO 3166-1: South Africa is ZA, Brazil is BR."
            if meant:
                help = f"Write {meant} ({gazetteer.country_name(meant)})."
            yield case.report("unknown-country", where, f"No country has the letters {quote(code)}.", help)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def check_city(case: CheckedFile, project: Project) -> Problems:
    """Whether the city can be found on the map; where none is named, whether the case says why."""
    outside = {"name", "country"} & case.facts.keys()
    if case.facts.get("city", 0) is None and not case.facts.get("city_note") and not outside:
        reason = "with the reason, for instance city_note: The notes tell this story without naming the city."
        message, help = say("no-city-note")
        if case.folder != UNNAMED_CITY:
            help = (
                "Name it, as in city: {name: Teresina, country: BR}. If it cannot be named, write city: null, move the "
                f"file to cases/{UNNAMED_CITY}/{case.id}.md, and add city_note: {reason}"
            )
        yield case.report("no-city-note", ("city",), message, help)
    city = case.group("city")
    name, country = city.get("name"), city.get("country")
    if not isinstance(name, str) or not isinstance(country, str) or not gazetteer.is_country(country):
        return
    given = [key for key in ("latitude", "longitude") if city.get(key) is not None]
    known = gazetteer.find_city(name, country)
    if len(given) == 1:
        other = {"latitude": "longitude", "longitude": "latitude"}[given[0]]
        yield case.report(
            "half-coordinates", ("city", given[0]), *say("half", there=given[0], missing=other),
        )  # fmt: skip
    elif not given and known is None:
        near = gazetteer.suggest_cities(name, country)
        meant = f"Did you mean {join_words(map(quote, near), 'or')}? If not, add" if near else "Add"
        if several := list_cities(name, country):
            first, *others = several
            also = ", ".join(f"{{name: {other}, country: {country}}}" for other in others)
            meant = f"A case has one city. Write {first} here, and the others under also: [{also}]. If it is one, add"
        elif not near and (elsewhere := gazetteer.find_countries(name)):
            there = join_words((f"{gazetteer.country_name(code)} ({code})" for code in elsewhere), "or")
            meant = f"There is one in {there}: is the country right? If it is, add"
        yield case.report(
            "unknown-city", ("city", "name"),
            f"GeoNames knows no city {quote(name)} in {gazetteer.country_name(country)}.",
            f"{meant} its place on the map: latitude and longitude in decimal degrees, such as -29.858 and 31.029.",
        )  # fmt: skip
    elif given and known and all(_number(city[key]) and abs(city[key]) <= 180 for key in given):
        distance = gazetteer.measure_distance(city["latitude"], city["longitude"], known)
        if distance > _FAR:
            yield case.report(
                "doubtful-coordinates", ("city", "latitude"),
                f"This point is {distance:,.0f} km from {known.name} as GeoNames has it.",
                f"GeoNames has {known.latitude}, {known.longitude}. Check the signs and whether the two are exchanged, "
                "or leave both out.",
            )  # fmt: skip


def check_folder_of_one_city(case: CheckedFile, project: Project) -> Problems:
    """Whether the cases of one folder are of one country, and call their city by one name."""
    first = project.cases_by_folder.get(case.folder)
    if first is None or first is case or case.place is None or first.place is None:
        return
    here, there = case.place, first.place
    if here.country != there.country:
        yield case.report(
            "city-clash", ("city", "country"),
            f"The folder holds a city of {gazetteer.country_name(here.country)} here and of "
            f"{gazetteer.country_name(there.country)} in {first.path}.",
            "One folder is one city. If both are right, write the fuller name of one of them, and move it to the "
            "folder of that name.",
        )  # fmt: skip
    elif here.name != there.name and here.folder == there.folder and not here.better_name and not there.better_name:
        yield case.report(
            "city-spelling", ("city", "name"),
            f"The city is written {quote(here.name)} here and {quote(there.name)} in {first.path}.",
            f"The city's page has one name. Write {there.name} here, or the other one there.",
        )  # fmt: skip


def check_spelling_of_city(case: CheckedFile, project: Project) -> Problems:
    """Whether the name of the city is written as people write it."""
    # of a folder that is written so too, the rule on folders has said all
    if case.place is None or not (better := case.place.better_name) or slugify(case.folder) != case.folder:
        return
    name = case.place.name
    if name.split() == better.split():
        message = f'The name of the city has a space too many: "{shorten(better, 60)}" is enough.'
    else:
        message = f"GeoNames knows the name of this city in many languages, but in none as {quote(name)}."
    help = f"Write {better}. If the name is right, give the city's place on the map too: latitude and longitude."
    yield case.report("city-spelling", ("city", "name"), message, help, better=better)


def check_folder_of_city(case: CheckedFile, project: Project) -> Problems:
    """Whether the city has no other folder, under another of its names."""
    place = case.place
    if place is None or place.folder != case.folder:
        return
    home = project.homes[place]
    if home == case.folder:
        return
    first = project.heads[home]
    name = first.place.name if first.place else home
    better = f"as the name of the city, as {first.path} does, and move this file to cases/{home}/{case.id}.md"
    if place.known and first.place and place.known == first.place.known:
        yield case.report(
            "city-twice", ("city", "name"),
            f"The city {quote(place.name)} is there already under another name: the cases of {place.known.name}, as "
            f"GeoNames calls it, lie in cases/{home}/.",
            f"Write {name} {better}",
        )  # fmt: skip
    else:
        yield case.report(
            "city-near", ("city", "name"),
            f"The city {quote(place.name)} stands at the same point of the map as {quote(name)}, whose cases lie in "
            f"cases/{home}/.",
            f"If they are one city, write {name} {better}. If not, correct its latitude and longitude.",
        )  # fmt: skip
