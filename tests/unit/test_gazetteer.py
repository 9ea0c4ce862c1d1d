"""Cities and countries: found by any of their names, and the nearest ones suggested."""

from __future__ import annotations

import pytest

from casebook.text import gazetteer
from casebook.text.wording import slugify


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [
        ("Medellín", "CO", "Medellín"), ("medellin", "CO", "Medellín"), ("SAO PAULO", "BR", "São Paulo"),
        ("Kapstadt", "ZA", "Cape Town"), ("iKapa", "ZA", None), ("Durban", "ZA", "Durban"), ("Durban", "BR", None),
        ("Nowhere at all", "ZA", None), ("", "ZA", None), ("Durban", "XX", None), ("Durban", "za", None),
    ],
)  # fmt: skip
def test_find_city(name: str, country: str, found: str | None) -> None:
    city = gazetteer.find_city(name, country)
    if name != "iKapa":  # an other name that GeoNames may or may not have
        assert (city.name if city else None) == found


def test_of_several_cities_the_largest_is_taken() -> None:
    city = gazetteer.find_city("Springfield", "US")
    assert city is not None and city.population > 150_000
    assert -90 <= city.latitude <= 90


def test_suggestions() -> None:
    assert gazetteer.suggest_cities("Teresinna", "BR")[0] == "Teresina"
    assert gazetteer.suggest_cities("Capetown", "ZA")[0] == "Cape Town"
    assert gazetteer.suggest_cities("Xqzwv", "ZA") == []
    assert gazetteer.suggest_cities("Teresina", "XX") == []


def test_countries() -> None:
    assert gazetteer.is_country("ZA") and not gazetteer.is_country("UK") and not gazetteer.is_country("za")
    assert gazetteer.country_name("ZA") == "South Africa"
    assert gazetteer.country_name("QQ") == "QQ"
    assert gazetteer.find_country_code("South Africa") == gazetteer.find_country_code("zaf") == "ZA"
    assert gazetteer.find_country_code("UK") == "GB"
    assert gazetteer.find_country_code("Atlantis") is None


@pytest.mark.parametrize(
    ("text", "slug"),
    [("São Paulo", "sao-paulo"), ("Łódź", "lodz"), ("  A--b!c ", "a-b-c"), ("eThekwini", "ethekwini"),
     ("Straße 7", "strasse-7"), ("N'Djamena", "ndjamena"), ("北京", ""), ("", "")],
)  # fmt: skip
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_distance() -> None:
    durban = gazetteer.find_city("Durban", "ZA")
    assert durban is not None
    assert gazetteer.measure_distance(durban.latitude, durban.longitude, durban) == 0
    assert 1200 < gazetteer.measure_distance(-33.93, 18.42, durban) < 1350
