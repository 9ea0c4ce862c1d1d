"""Where the book knows little: of which crisis, on which continent, it has how many cases."""

from __future__ import annotations

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
    """The cases from there; one of several continents counts with each."""
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
    """How many cases name no place, and so stand on no continent."""

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


def _describe(book: Book, name: str, code: str) -> Continent:
    countries = {one: own for one, own in book.cases_by_country.items() if gazetteer.find_continent(one) == code}
    cases = {case.id: case for own in countries.values() for case in own}
    country, own = max(countries.items(), key=lambda one: (len(one[1]), one[0]), default=("", ()))
    mostly = len(countries) > 1 and len(cases) >= _MANY and len(own) >= len(cases) * _MOST
    return Continent(
        name,
        tuple(cases.values()),
        len(countries),
        gazetteer.country_name(country) if mostly else "",
        len(own) if mostly else 0,
    )


def find_gaps(book: Book) -> Gaps:
    """How many cases the book has of each crisis on each continent."""
    # no city lies in Antarctica
    continents = tuple(_describe(book, name, code) for code, name in gazetteer.CONTINENTS.items() if code != "AN")
    used = book.rank("crises")
    known = {term.id for term, _ in used}
    # what no term describes is no gap as long as nobody has met it
    unused = [
        (term, ())
        for term in book.vocabularies["crises"].terms
        if term.id not in known and term.status == "active" and term.id != "other"
    ]
    there = [{case.id for case in one.cases} for one in continents]
    rows = [
        CrisisPlaces(term, tuple(sum(case.id in ids for case in cases) for ids in there))
        for term, cases in (*used, *unused)
    ]
    return Gaps(continents, tuple(rows), sum(not case.countries for case in book.cases))
