"""The facets: what readers narrow the cases down by.

A facet gives each case its values. The same list makes the lists of links on the page, the table
that the browser filters with, and the names in the page's address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from casebook.book import Book
from casebook.model import Case
from casebook.text import gazetteer

__all__ = ["FACETS", "Facet", "FacetValue", "list_values"]

CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True)
class Facet:
    """One way to narrow the cases down."""

    id: str
    """Its name in the page's address."""
    title: str
    """What it is called on the site."""
    vocabulary: str
    """The vocabulary of its values; empty where they are no terms."""
    values_of: Callable[[Book, Case], tuple[str, ...]]
    """The values of a case, each once."""
    on_term_page: bool = False
    """Whether the page of a term lists the cases with this value, so that no page beside it is needed.

    The page of a theme lists more: there a case counts as soon as one of its lessons is about it.
    """
    ordered: bool = False
    """Whether the values have an order of their own; else the most frequent comes first."""


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, with the cases that have it."""

    id: str
    """Its name in the page's address."""
    label: str
    """What it is called on the site."""
    cases: tuple[Case, ...]
    """The cases, in the book's order."""


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


FACETS = (
    Facet("topic", "Worked on", "topics", lambda book, case: case.topics, on_term_page=True),
    Facet("crisis", "Crisis", "crises", lambda book, case: case.crisis, on_term_page=True),
    Facet(
        "door",
        "Door that opened",
        "doors",
        lambda book, case: _once(one.door for one in case.entry_points),
        on_term_page=True,
    ),
    Facet(
        "cause",
        "Cause of failure",
        "causes",
        lambda book, case: _once(one.cause for one in case.failures),
        on_term_page=True,
    ),
    Facet("theme", "Theme", "themes", lambda book, case: case.themes),
    Facet("country", "Country", "", lambda book, case: (case.city.country,) if case.city else ()),
    Facet("lead", "Led by", "actor-kinds", lambda book, case: tuple(one.kind for one in case.actors[:1])),
    Facet("status", "What became of it", "statuses", lambda book, case: (case.outcome,), ordered=True),
    Facet("confidence", "Confidence", "", lambda book, case: (book.assessments[case.id].confidence,), ordered=True),
)
"""The facets, in the order in which the site shows them."""


def _label(book: Book, facet: Facet, id: str) -> str:
    if facet.vocabulary:
        return book.term(facet.vocabulary, id).label
    return gazetteer.country_name(id) if facet.id == "country" else id.capitalize()


def list_values(book: Book, facet: Facet) -> tuple[FacetValue, ...]:
    """The values that cases have, the most frequent first or in their own order."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in book.cases:
        for id in facet.values_of(book, case):
            found[id].append(case)
    values = [FacetValue(id, _label(book, facet, id), tuple(cases)) for id, cases in found.items()]
    if facet.ordered:
        terms = book.vocabularies[facet.vocabulary].terms if facet.vocabulary else ()
        order = {id: n for n, id in enumerate([term.id for term in terms] or CONFIDENCES)}
        return tuple(sorted(values, key=lambda value: order[value.id]))
    return tuple(sorted(values, key=lambda value: (-len(value.cases), value.label)))
