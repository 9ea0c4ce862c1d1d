"""Countries and cities as people name them, and the parts of the world: `find/places.json`.

Whoever writes "Lusaka" has said which country it is. The file is asked for only when somebody types.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass

from casebook.book import Book
from casebook.text import gazetteer
from casebook.text.wording import slugify

__all__ = ["LEAST_PEOPLE", "PLACES_ADDRESS", "Region", "list_regions", "write_places"]

PLACES_ADDRESS = "find/places.json"
"""Where the places lie, relative to the site's root."""

LEAST_PEOPLE = 300_000
"""From how many people on a city is known by its name alone; a capital always is."""


@dataclass(frozen=True)
class Region:
    """A part of the world, and where in it we have cases."""

    id: str
    """Its name in an address."""
    label: str
    """What it is called on the site."""
    countries: tuple[tuple[str, str, int], ...]
    """The countries that have cases: code, name and number of cases, the most first."""


_IN_OTHER_LANGUAGES = {
    "AO": "Angola", "BE": "Bélgica", "BR": "Brasil", "CH": "Suiza, Suíça", "CM": "Camerún, Camarões",
    "CV": "Cabo Verde", "DE": "Alemania, Alemanha", "DO": "República Dominicana", "DZ": "Argelia, Argélia",
    "EC": "Equador", "EG": "Egipto, Egito", "ES": "España, Espanha", "ET": "Etiopía", "FR": "Francia, França",
    "GB": "Reino Unido, Inglaterra, Escocia, Escócia", "GR": "Grecia", "GW": "Guiné-Bissau",
    "ID": "Indonésia", "IE": "Irlanda", "IT": "Italia", "JO": "Jordania, Jordânia", "JP": "Japón, Japão",
    "KE": "Kenia, Quênia", "KR": "Corea del Sur, Coreia do Sul", "LB": "Líbano", "MA": "Marruecos, Marrocos",
    "MX": "México", "MZ": "Moçambique", "NL": "Países Bajos, Países Baixos, Holanda", "NO": "Noruega",
    "NZ": "Nueva Zelanda, Nova Zelândia", "PH": "Filipinas", "PL": "Polonia", "PR": "Porto Rico", "PY": "Paraguai",
    "RU": "Rusia, Rússia", "SE": "Suecia", "SL": "Sierra Leona, Serra Leoa", "ST": "São Tomé e Príncipe",
    "SY": "Siria", "TH": "Tailandia", "TR": "Turquía", "TZ": "Tanzânia", "UA": "Ucrania",
    "US": "Estados Unidos", "UY": "Uruguai", "VN": "Vietnã", "ZA": "Sudáfrica, África do Sul", "ZM": "Zâmbia",
    "ZW": "Zimbabue, Zimbábue",
}  # fmt: skip
"""Names of countries in Spanish and Portuguese, where more than an accent tells them from the English one."""

_OTHER_CITIES = {
    "BE": "Bruselas, Bruxelas", "CN": "Pekín, Pequim", "CU": "La Habana", "DE": "Berlim", "DK": "Copenhague",
    "EG": "El Cairo", "ES": "Madri", "GB": "Londres", "GR": "Atenas", "IN": "Bombay, Calcutta, Calcuta",
    "IT": "Milán, Milão, Nápoles, Roma", "JP": "Tokio, Tóquio", "KE": "Nairóbi",
    "MX": "Ciudad de México, Cidade do México", "PL": "Varsovia", "PT": "Lisboa", "RU": "Moscú, Moscou",
    "SE": "Estocolmo", "TR": "Estambul, Istambul", "US": "Nueva York, Nova York, Nova Iorque, New York, Washington",
    "ZA": "Joanesburgo, Johannesburgo, Ciudad del Cabo, Cidade do Cabo, eThekwini, Tshwane, Ekurhuleni",
}  # fmt: skip
"""Cities by names that GeoNames does not give them first."""

_ARE_WORDS = frozenset(
    {
        "bello", "central", "chita", "contagem", "franca", "golfe", "male", "mesa", "natal", "nice", "palmas", "perm",
        "pest", "serra", "soledad", "toyota", "van", "warder",
    }
)  # fmt: skip
"""Names of cities that are words too: who writes them hardly means the city."""


def list_regions(book: Book) -> tuple[Region, ...]:
    """The parts of the world, also those without a case, by name."""
    cases = Counter(case.city.country for case in book.cases if case.city)
    labels = sorted({label for code, _ in gazetteer.list_countries() if (label := gazetteer.region_of(code))})
    return tuple(
        Region(
            slugify(label),
            label,
            tuple(
                (code, gazetteer.country_name(code), number)
                for code, number in sorted(cases.items(), key=lambda one: (-one[1], gazetteer.country_name(one[0])))
                if gazetteer.region_of(code) == label
            ),
        )
        for label in labels
    )


def write_places(book: Book) -> str:
    """The text of the file.

    `countries` has the names of countries in other languages, by code, and `cities` the names of large cities. In
    `regions` each part of the world has its id, its name, the countries with cases (code, name, number of
    cases), and the codes of all its countries.
    """
    taken = _ARE_WORDS | {name.lower() for _, name in gazetteer.list_countries()}
    cities: dict[str, list[str]] = defaultdict(list)
    for name, country in gazetteer.list_large_cities(LEAST_PEOPLE):
        if name.lower() not in taken:
            cities[country].append(name)
    for country, names in _OTHER_CITIES.items():
        cities[country] += names.split(", ")
    codes: dict[str, list[str]] = defaultdict(list)
    for code, _ in gazetteer.list_countries():
        codes[gazetteer.region_of(code)].append(code)
    given = {
        "version": 1,
        "countries": {code: names.split(", ") for code, names in _IN_OTHER_LANGUAGES.items()},
        "cities": {code: "|".join(names) for code, names in sorted(cities.items())},
        "regions": [[one.id, one.label, one.countries, " ".join(codes[one.label])] for one in list_regions(book)],
    }
    return json.dumps(given, ensure_ascii=False, separators=(",", ":")) + "\n"
