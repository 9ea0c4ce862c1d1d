"""Cases like mine: the page on which a browser looks for the cases nearest to a place that one describes.

The page brings the choices, since their names are the book's. What is near is decided in the browser
(`docs/assets/find/nearness.js`), so that a description need not leave it.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.find import BANDS, CAUGHT_BY, FACETS, list_regions, list_values
from casebook.model import SAY_NOTHING
from casebook.render.article import Article
from casebook.render.pages.compare import group_by_country, list_to_choose
from casebook.render.renderer import Renderer

__all__ = ["MOST_SHOWN", "render_like_mine"]

MOST_SHOWN = 8
"""How many of the nearest cases are shown."""

_ASKED = {
    "crisis": "What is the crisis?",
    "topic": "What do you work on?",
    "missing": "What stands in the way?",
}


def _list_choices(r: Renderer, vocabulary: str) -> list[tuple[str, str]]:
    """The terms that cases carry, the most frequent first: a choice that finds nothing is none."""
    facet = next(one for one in FACETS if one.vocabulary == vocabulary)
    return [
        (value.id, value.label) for value in list_values(r.book, facet, r.book.cases) if value.id not in SAY_NOTHING
    ]


def render_like_mine(r: Renderer) -> Iterator[Article]:
    facets = {facet.id: facet for facet in FACETS}
    countries = sorted(list_values(r.book, facets["country"], r.book.cases), key=lambda value: value.label)
    groups = [(kind, _ASKED[kind], _list_choices(r, vocabulary)) for kind, vocabulary in CAUGHT_BY.items()]
    yield r.make(
        "like-mine.html",
        "like-mine/",
        "Cases like mine",
        "Describe your city in your own words, or start from a case: the nearest cases, and why they are near.",
        kind="hub",
        scripts=("find/like-mine.js",),
        bands=BANDS,
        most=MOST_SHOWN,
        groups_listed=group_by_country(r, list_to_choose(r)),
        countries=[(value.id, value.label) for value in countries],
        regions=[region for region in list_regions(r.book) if region.countries],
        groups=[group for group in groups if group[2]],
    )
