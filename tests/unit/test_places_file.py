"""`cities.geojson`, read by a reader of its field."""

from __future__ import annotations

import json
from dataclasses import replace

import geojson
import pytest

from casebook.book import Book
from casebook.export import Edition
from casebook.export.places_file import write_cities_geojson
from casebook.model import City


def read(edition: Edition) -> geojson.FeatureCollection:
    """The cities as a reader of maps has them."""
    return geojson.loads(b"".join(write_cities_geojson(edition)))


@pytest.fixture(params=["project", "shelf"])
def edition(request: pytest.FixtureRequest, project_edition: Edition, shelf_edition: Edition) -> Edition:
    """The project's book, and the invented one."""
    return project_edition if request.param == "project" else shelf_edition


def test_each_city_is_a_feature_with_its_cases(edition: Edition) -> None:
    collection, book = read(edition), edition.book
    assert collection.is_valid, collection.errors()
    assert [one["id"] for one in collection.features] == list(book.cities)
    told = [case["id"] for one in collection.features for case in one["properties"]["cases"]]
    assert sorted(told) == sorted(book.by_id)
    for one in collection.features:
        city = book.cities[one["id"]]
        assert one["properties"]["number_of_cases"] == len(city.cases) == len(one["properties"]["cases"])
        assert one["properties"]["country"] == (city.country or None)
        assert one["properties"]["population"] == city.population


def test_longitude_comes_first(edition: Edition) -> None:
    for one in read(edition).features:
        city = edition.book.cities[one["id"]]
        assert (one["geometry"] is None) == (city.latitude is None)
        if one["geometry"]:
            longitude, latitude = one["geometry"]["coordinates"]
            assert (longitude, latitude) == pytest.approx((city.longitude, city.latitude), abs=1e-5)


def test_lima_is_in_the_west_and_the_south(shelf_edition: Edition) -> None:
    lima = next(one for one in read(shelf_edition).features if one["id"] == "lima")
    longitude, latitude = lima["geometry"]["coordinates"]
    assert (round(longitude), round(latitude)) == (-77, -12)


def _lose(book: Book, city: City | None) -> Book:
    return replace(book, cases=(replace(book.cases[0], city=city),))


@pytest.mark.parametrize("city", [None, City("Nowhere upon Sea", "GB")])
def test_what_nobody_can_place_has_no_geometry(shelf_edition: Edition, city: City | None) -> None:
    collection = read(replace(shelf_edition, book=_lose(shelf_edition.book, city), files=()))
    (feature,) = collection.features
    assert feature["geometry"] is None and len(feature["properties"]["cases"]) == 1
    assert feature["properties"]["country"] == (city.country if city else None)


def test_addresses_are_whole_where_the_site_is_known(shelf_edition: Edition) -> None:
    known, unknown = (
        read(replace(shelf_edition, url=url)).features[0]["properties"] for url in ("https://casebook.test/b/", "")
    )
    assert known["address"] == f"https://casebook.test/b/{unknown['address']}"
    assert known["cases"][0]["address"] == f"https://casebook.test/b/{unknown['cases'][0]['address']}"
    assert unknown["cases"][0]["address"] == f"cases/{unknown['cases'][0]['id']}/"


def test_a_book_without_cases_is_an_empty_map(shelf_edition: Edition) -> None:
    empty = replace(shelf_edition, book=replace(shelf_edition.book, cases=()), files=())
    assert read(empty).is_valid and read(empty).features == []
    assert json.loads(b"".join(write_cities_geojson(empty)))["type"] == "FeatureCollection"
