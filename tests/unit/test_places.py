"""The places of the world: small, and told from those that a case has."""

from __future__ import annotations

import gzip
import json

from casebook.book import Book
from casebook.find import list_countries_with_cases, write_places


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
    cases = list_countries_with_cases(shelf_book)
    countries = {code: number for code, _, _, number, _ in json.loads(write_places(shelf_book))["countries"]}
    assert cases["ZA"] >= 2 and countries["ZA"] == cases["ZA"]
    assert {code for code, number in countries.items() if number} == set(cases)
