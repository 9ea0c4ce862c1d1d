"""The page on which one searches."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.find import list_examples
from casebook.render.article import Article
from casebook.render.renderer import Renderer

__all__ = ["render_search"]


def render_search(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "search.html",
        "search/",
        "Search",
        "Search cases, entry points, lessons, failures, questions, terms and sources of the casebook.",
        kind="hub",
        examples=list_examples(r.book),
        # what the last one imports is named too, so that a slow line brings all of it at once
        scripts=("find/address.js", "find/site.js", "find/search-groups.js", "find/search.js", "find/search-page.js"),
        styles=("find/search.css", "find/search-page.css"),
    )
