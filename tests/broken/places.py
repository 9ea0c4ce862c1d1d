"""Cities, countries and languages."""

from __future__ import annotations

from broken.mistake import Mistake

__all__ = ["PLACES"]

_CITY = "city: {name: Recife, country: BR}"


def _city(what: str, broken: str, code: str, says: str, helps: str, cured: str = _CITY) -> Mistake:
    """A mistake in the city of a case."""
    return Mistake(what, _CITY, broken, code, says, helps, cured)


PLACES = (
    _city(
        "the name of the city alone",
        "city: ▸Recife",
        "wrong-type",
        'here stands the text "Recife"',
        "two spaces further in: name and country",
        "city:\n  name: Recife\n  country: BR",
    ),
    _city(
        "two cities",
        "city:\n  ▸- {name: Recife, country: BR}\n  - {name: Olinda, country: BR}",
        "wrong-type",
        "`city` should be a group of fields, but here stands a list",
        "city: {name: Recife, country: BR} and, in the next line, also: [{name: Olinda, country: BR}]",
        f"{_CITY}\nalso: [{{name: Olinda, country: BR}}]",
    ),
    _city(
        "two cities in one name",
        "city: {name: ▸Recife and Olinda, country: BR}",
        "unknown-city",
        '"Recife and Olinda"',
        "Write Recife here, and the others under also: [{name: Olinda, country: BR}]",
        f"{_CITY}\nalso: [{{name: Olinda, country: BR}}]",
    ),
    _city(
        "a city in another country",
        "city: {name: ▸Recife, country: PT}",
        "unknown-city",
        'GeoNames knows no city "Recife" in Portugal',
        "There is one in Brazil (BR)",
    ),
    _city("no city at all", "city:▸", "no-city-note", "The case names no city", "Name it, as in city: {name: "),
    _city(
        "a city misspelt",
        "city: {name: ▸Reciffe, country: BR}",
        "unknown-city",
        'GeoNames knows no city "Reciffe" in Brazil',
        'Did you mean "Recife"?',
    ),
    _city(
        "a city in capital letters",
        "city: {name: ▸RECIFE, country: BR}",
        "city-spelling",
        '"RECIFE"',
        "Write Recife",
    ),
    _city(
        "a country by its name",
        "city: {name: Recife, country: ▸Brasil}",
        "wrong-form",
        '"Brasil" is not a country in two capital letters',
        "Write BR",
    ),
    _city(
        "a country in small letters",
        "city: {name: Recife, country: ▸br}",
        "wrong-form",
        '"br" is not a country in two capital letters',
        "Write BR",
    ),
    _city(
        "a country in three letters",
        "city: {name: Recife, country: ▸BRA}",
        "wrong-form",
        '"BRA" is not a country in two capital letters',
        "Write BR",
    ),
    _city(
        "a country that has other letters",
        "city: {name: Recife, country: BR}\nalso: [{name: London, country: ▸UK}]",
        "unknown-country",
        'No country has the letters "UK"',
        "Write GB (United Kingdom)",
        "city: {name: Recife, country: BR}\nalso: [{name: London, country: GB}]",
    ),
    _city(
        "no value for the country",
        "city: {name: Recife, country:▸}",
        "empty-value",
        "`country` has no value",
        "it cannot be left out",
    ),
    _city(
        "a comma before the decimals of a latitude",
        "city:\n  name: Recife\n  country: BR\n  latitude: ▸-8,05\n  longitude: -34.9",
        "wrong-type",
        '"-8,05"',
        "latitude: -8.05",
        "city:\n  name: Recife\n  country: BR\n  latitude: -8.05\n  longitude: -34.9",
    ),
    _city(
        "the same in braces",
        "city: {name: Recife, country: BR, latitude: ▸-8,05, longitude: -34.9}",
        "key-not-text",
        '"-8,05"',
        "latitude: -8.05",
        "city: {name: Recife, country: BR, latitude: -8.05, longitude: -34.9}",
    ),
    _city(
        "degrees and minutes",
        'city: {name: Recife, country: BR, latitude: ▸"8°03\'S", longitude: -34.9}',
        "wrong-type",
        '"8°03\'S"',
        "Write the number alone, without quotation marks or letters. latitude: -29.858",
        "city: {name: Recife, country: BR, latitude: -8.05, longitude: -34.9}",
    ),
    _city(
        "a latitude without a longitude",
        "city: {name: Recife, country: BR, latitude: ▸-8.05}",
        "half-coordinates",
        "a latitude but no longitude",
        "or remove the latitude",
    ),
    _city(
        "a latitude without its point",
        "city: {name: Recife, country: BR, latitude: ▸-805, longitude: -34.9}",
        "out-of-range",
        "`latitude` is -805, but must lie between -90 and 90",
        "In decimal degrees",
        "city: {name: Recife, country: BR, latitude: -8.05, longitude: -34.9}",
    ),
    _city(
        "latitude and longitude exchanged",
        "city: {name: Recife, country: BR, latitude: ▸-34.9, longitude: -8.05}",
        "doubtful-coordinates",
        "km from Recife",
        "whether the two are exchanged",
        "city: {name: Recife, country: BR, latitude: -8.05, longitude: -34.9}",
    ),
    _city(
        "another place, as a text",
        f"{_CITY}\nalso: [▸Olinda]",
        "wrong-type",
        'here stands the text "Olinda"',
        "name and country",
        f"{_CITY}\nalso:\n  - name: Olinda\n    country: BR",
    ),
    Mistake(
        "a language by its name",
        sound="language: en",
        broken="language: ▸English",
        code="wrong-form",
        says='"English" is not a language in the short form',
        helps="Write en",
    ),
    Mistake(
        "the country of a city beside it",
        sound="crisis: [pandemic, hunger]\n",
        broken="crisis: [pandemic, hunger]\n▸country: BR\n",
        code="unknown-key",
        says='"country" is not a field of the case',
        helps="belongs inside `city`",
    ),
)
