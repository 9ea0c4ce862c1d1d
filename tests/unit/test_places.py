"""The places of the world: small, and told from those that a case has."""

from __future__ import annotations

import gzip
import json

from casebook.book import Book
from casebook.find import list_regions, write_places
from casebook.text import gazetteer


def test_every_country_is_there_with_its_continent_and_its_large_cities(shelf_book: Book) -> None:
    made = write_places(shelf_book)
    content = json.loads(made)
    countries = {code: rest for code, *rest in content["countries"]}
    name, continent, cases, cities = countries["ZM"]
    assert (name, content["continents"][continent], cases) == ("Zambia", "Africa", 0)
    assert "Lusaka" in cities.split("|")
    # a capital is there even where it is small
    assert "Reykjavík" in countries["IS"][3]
    assert len(countries) > 200 and len(gzip.compress(made.encode())) < 20_000


def test_a_country_knows_how_many_cases_it_has(shelf_book: Book) -> None:
    cases = {code: len(found) for code, found in shelf_book.cases_by_country.items()}
    countries = {code: number for code, _, _, number, _ in json.loads(write_places(shelf_book))["countries"]}
    assert cases["ZA"] >= 2 and countries["ZA"] == cases["ZA"]
    assert {code for code, number in countries.items() if number} == set(cases)


def test_a_city_leads_to_its_country_and_a_word_to_none(shelf_book: Book) -> None:
    listed = json.loads(write_places(shelf_book))["countries"]
    of = {city: code for code, *_, cities in listed for city in cities.split("|") if city}
    assert (of["Lusaka"], of["Kampala"], of["Brasília"], of["Nueva York"]) == ("ZM", "UG", "BR", "US")
    # Valencia may be that of Venezuela, nice is a word, and Singapore is the country already
    assert not {"Valencia", "Nice", "Singapore"} & set(of)


def test_every_country_with_a_case_lies_in_one_part_of_the_world(project_book: Book) -> None:
    regions = list_regions(project_book)
    where = {code: one.label for one in regions for code, *_ in one.countries}
    assert sum(len(one.countries) for one in regions) == len(where)
    assert set(where) == set(project_book.cases_by_country)
    assert [one.label for one in regions] == list(gazetteer.CONTINENTS.values())
    for one in regions:
        numbers = [number for *_, number in one.countries]
        assert numbers == sorted(numbers, reverse=True)


def test_mexico_is_latin_america() -> None:
    assert [gazetteer.find_continent(code) for code in ("MX", "CL", "US", "ZM", "XX")] == ["LA", "LA", "NA", "AF", ""]
