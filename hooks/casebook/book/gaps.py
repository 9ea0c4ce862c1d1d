"""Where the book knows little: of which crisis, on which continent, it has how many cases."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from casebook.book.book import Book
from casebook.model import Case, Term
from casebook.text import gazetteer

__all__ = ["Continent", "CrisisPlaces", "Gaps", "find_gaps"]

_MANY = 5
"""So many cases of a continent, and one may ask whether they come from one country."""
_MOST = 2 / 3
"""How large a part of a continent's cases one country must have to be named."""
_FEW = 1 / 4
"""A continent is thin that has no more than this part of the cases of the one that has most."""


@dataclass(frozen=True)
class Continent:
    """A continent with its cases."""

    name: str
    """Its name as GeoNames has it."""
    cases: tuple[Case, ...]
    """The cases whose city lies there."""
    countries: int
    """From how many countries they come."""
    mostly: str
    """The country from which most of many cases come; empty where there is none."""
    of_these: int
    """How many of them come from that country."""


@dataclass(frozen=True)
class CrisisPlaces:
    """A crisis, and on which continents the book has cases of it."""

    crisis: Term
    """The crisis."""
    numbers: tuple[int, ...]
    """How many cases each continent has of it, in the order of the continents."""


@dataclass(frozen=True)
class Gaps:
    """What the book has of each crisis on each continent."""

    continents: tuple[Continent, ...]
    """All continents on which there are cities."""
    crises: tuple[CrisisPlaces, ...]
    """The crises, the most frequent first; those without a case come last."""
    nowhere: int
    """How many cases name no city, and so stand on no continent."""

    @property
    def empty(self) -> int:
        """How many pairs of a crisis and a continent have no case."""
        return sum(row.numbers.count(0) for row in self.crises)

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return len(self.crises) * len(self.continents)

    @property
    def thin(self) -> tuple[Continent, ...]:
        """The continents with few cases beside the one that has most; those with fewest come first."""
        most = max((len(one.cases) for one in self.continents), default=0)
        few = [one for one in self.continents if len(one.cases) <= most * _FEW]
        return tuple(sorted(few, key=lambda one: len(one.cases))) if most else ()


def _describe(name: str, cases: tuple[Case, ...]) -> Continent:
    countries = Counter(case.city.country for case in cases if case.city)
    country, number = max(countries.items(), key=lambda one: (one[1], one[0]), default=("", 0))
    mostly = len(countries) > 1 and len(cases) >= _MANY and number >= len(cases) * _MOST
    return Continent(
        name, cases, len(countries), gazetteer.country_name(country) if mostly else "", number if mostly else 0
    )


def find_gaps(book: Book) -> Gaps:
    """How many cases the book has of each crisis on each continent."""
    placed = {case.id: gazetteer.find_continent(case.city.country) for case in book.cases if case.city}
    # no city lies in Antarctica
    codes = [code for code in gazetteer.CONTINENTS if code != "AN"]
    continents = tuple(
        _describe(gazetteer.CONTINENTS[code], tuple(case for case in book.cases if placed.get(case.id) == code))
        for code in codes
    )
    used = book.rank("crises")
    known = {term.id for term, _ in used}
    # what no term describes is no gap as long as nobody has met it
    unused = [
        (term, ())
        for term in book.vocabularies["crises"].terms
        if term.id not in known and term.status == "active" and term.id != "other"
    ]
    rows = []
    for term, cases in (*used, *unused):
        found = Counter(placed.get(case.id, "") for case in cases)
        rows.append(CrisisPlaces(term, tuple(found[code] for code in codes)))
    return Gaps(continents, tuple(rows), len(book.cases) - len(placed))
