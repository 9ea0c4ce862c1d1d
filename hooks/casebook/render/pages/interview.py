"""The questions for a conversation with somebody who was there: a sheet of paper, and a way into the form."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.find import BANDS, list_regions
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.renderer import Renderer

__all__ = ["render_interview"]


def render_interview(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "interview.html",
        "contribute/interview/",
        "An interview",
        "The questions in the order of a conversation, in English, Spanish and Portuguese, to print or to fill in.",
        HUBS["contribute"],
        kind="hub",
        scripts=("form/interview.js",),
        parts=list_regions(r.book),
        bands=BANDS,
    )
