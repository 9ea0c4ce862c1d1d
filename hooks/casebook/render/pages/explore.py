"""The pages on which one looks through the cases: all of them, and those with one value of a facet.

All of it is there without a script: `explore/` lists the first cases as cards and leads to the next
ones; each value of a facet leads to a page that lists its cases. The script of `explore/` turns these
links into a filter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.find import FACETS, Facet, FacetValue, list_values, order_cases
from casebook.render.addresses import term_page
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.paging import CARDS, paginate
from casebook.render.renderer import Renderer
from casebook.render.rows import share_out

__all__ = ["facet_address", "render_explore", "render_facet_values"]


@dataclass(frozen=True)
class FacetList:
    """A facet as the page shows it."""

    facet: Facet
    """The facet."""
    values: tuple[tuple[FacetValue, str], ...]
    """Its values, each with the address of the page that lists its cases."""


def facet_address(facet: Facet, value: FacetValue) -> str:
    """The page that lists the cases with a value of a facet."""
    if facet.on_term_page:
        return term_page(facet.vocabulary, value.id)
    return f"explore/{facet.id}/{value.id.lower()}/"


def render_explore(r: Renderer) -> Iterator[Article]:
    facets = [
        FacetList(facet, tuple((value, facet_address(facet, value)) for value in list_values(r.book, facet)))
        for facet in FACETS
    ]
    cases = order_cases(r.book)
    for page in paginate("explore/", cases):
        first = page.number == 1
        yield r.make(
            "explore.html",
            page.address,
            page.name("All cases"),
            "Every case of the casebook with its place, its time and how it ended up.",
            *([] if first else [HUBS["explore"]]),
            kind="hub",
            scripts=("find/explore.js",) if first else (),
            cases=cases,
            facets=[one for one in facets if one.values] if first else [],
            page=page,
        )


def render_facet_values(r: Renderer) -> Iterator[Article]:
    for facet in FACETS:
        if facet.on_term_page:
            continue
        for value in list_values(r.book, facet):
            title = f"{facet.title}: {value.label}"
            entry = r.book.term(facet.vocabulary, value.id) if facet.vocabulary else None
            for page in paginate(facet_address(facet, value), value.cases, most=4 * CARDS):
                yield r.make(
                    "facet-value.html",
                    page.address,
                    page.name(title),
                    f"{title}. All cases, each with its place and time.",
                    HUBS["explore"],
                    kind="hub",
                    facet=facet,
                    value=value,
                    entry=entry,
                    lists=share_out(page, {"cases": value.cases}),
                    page=page,
                )
