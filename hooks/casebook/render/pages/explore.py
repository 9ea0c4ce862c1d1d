"""The pages on which one looks through the cases: all of them, and those with one value of a facet.

All of it is there without a script: `explore/` lists the first cases as rows and leads to the next
ones; each value of a facet leads to a page that lists its cases. The script of `explore/` turns these
links into a filter.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from casebook.find import FACETS, list_values, order_cases
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.narrowing import CASE_SCRIPTS, ROW_STYLES, facet_address, narrow_cases
from casebook.render.paging import LEAVES, paginate
from casebook.render.renderer import Renderer
from casebook.render.rows import share_out

__all__ = ["render_explore", "render_facet_values"]

_TOLD = 12
"""How many cases are told on the page of a value: as many as a page of a term tells of them."""


def render_explore(r: Renderer) -> Iterator[Article]:
    cases = order_cases(r.book)
    for page in paginate("explore/", cases):
        first = page.number == 1
        yield r.make(
            "explore.html",
            page.address,
            page.name("Cases"),
            "Every case of the casebook with its place, its time and what became of it.",
            *([] if first else [HUBS["explore"]]),
            kind="hub",
            scripts=CASE_SCRIPTS if first else (),
            styles=ROW_STYLES,
            here=page.of(cases),
            number=len(cases),
            late=partial(_narrow, r) if first else dict,
            page=page,
        )


def _narrow(r: Renderer) -> dict[str, Any]:
    return {"list": narrow_cases(r.ask_for_all())}


def render_facet_values(r: Renderer) -> Iterator[Article]:
    for facet in FACETS:
        if facet.on_term_page:
            continue
        for value in list_values(r.book, facet, r.book.cases):
            title = f"{facet.title}: {value.label}"
            entry = r.book.term(facet.vocabulary, value.id) if facet.vocabulary else None
            for page in paginate(facet_address(facet, value.id), value.having, leaves=LEAVES):
                yield r.make(
                    "facet-value.html",
                    page.address,
                    page.name(title),
                    f"{title}. Cases, each with its place and time.",
                    HUBS["explore"],
                    kind="hub",
                    facet=facet,
                    value=value.id,
                    entry=entry,
                    styles=ROW_STYLES,
                    lists=share_out(page, {"cases": value.having}, _TOLD),
                    page=page,
                )
