"""The pages on which one looks through the cases: all of them, and those with one value of a facet.

All of it is there without a script: `explore/` lists the first cases as cards and leads to the next
ones; each value of a facet leads to a page that lists its cases. The script of `explore/` turns these
links into a filter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.find import FACETS, Facet, FacetValue, list_values, order_cases
from casebook.render.article import Article, Crumb
from casebook.render.renderer import Renderer, page, term_address

__all__ = ["MOST_CARDS", "facet_address", "render_explore", "render_facet_values"]

MOST_CARDS = 50
"""The most cards on one page: more are slow on a small phone, and nobody reads them."""

_TOLD_ELSEWHERE = frozenset({"topic", "door", "cause"})
"""The facets whose values have a page of their term, which lists the same cases.

A theme has such a page too, but there a case counts as soon as one of its lessons is about it.
"""

_CRUMB = Crumb("Cases", "explore/")


@dataclass(frozen=True)
class FacetList:
    """A facet as the page shows it."""

    facet: Facet
    """The facet."""
    values: tuple[tuple[FacetValue, str], ...]
    """Its values, each with the address of the page that lists its cases."""


def facet_address(facet: Facet, value: FacetValue) -> str:
    """The page that lists the cases with a value of a facet."""
    if facet.id in _TOLD_ELSEWHERE:
        return term_address(facet.vocabulary, value.id)
    return f"explore/{facet.id}/{value.id.lower()}/"


def _page_address(number: int) -> str:
    return "explore/" if number == 1 else f"explore/page-{number}/"


@page
def render_explore(r: Renderer) -> Iterator[Article]:
    facets = [
        FacetList(facet, tuple((value, facet_address(facet, value)) for value in list_values(r.book, facet)))
        for facet in FACETS
    ]
    cases = order_cases(r.book)
    pages = [cases[start : start + MOST_CARDS] for start in range(0, len(cases), MOST_CARDS)] or [()]
    for number, shown in enumerate(pages, 1):
        first = number == 1
        yield r.make(
            "explore.html", _page_address(number), "All cases" if first else f"All cases, page {number}",
            "Every case of the casebook with its place, its time and how it ended up.", *([] if first else [_CRUMB]),
            kind="hub", scripts=("find/explore.js",) if first else (),
            cases=shown, facets=[one for one in facets if one.values] if first else [],
            number=number, pages=len(pages), page_address=_page_address, most_cards=MOST_CARDS,
        )  # fmt: skip


@page
def render_facet_values(r: Renderer) -> Iterator[Article]:
    for facet in FACETS:
        if facet.id in _TOLD_ELSEWHERE:
            continue
        for value in list_values(r.book, facet):
            title = f"{facet.title}: {value.label}"
            yield r.make(
                "facet-value.html", facet_address(facet, value), title,
                f"{title}. All cases, each with its place and time.", _CRUMB, kind="hub", facet=facet, value=value,
                entry=r.book.term(facet.vocabulary, value.id) if facet.vocabulary else None,
            )  # fmt: skip
