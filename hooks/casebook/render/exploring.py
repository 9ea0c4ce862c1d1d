"""The pages on which one looks through the cases: all of them, and those with one value of a facet."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.render.article import Article
from casebook.render.renderer import Renderer, page

__all__ = ["render_explore"]


@page
def render_explore(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "explore.html", "explore/", "All cases",
        "Every case of the casebook with its place, its time and how it ended up.", kind="hub",
    )  # fmt: skip
