"""What one can keep and take along to read without a line, and the first page of the copy in a folder."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.links import place_links
from casebook.render.renderer import Renderer

__all__ = ["render_offline", "render_start_here"]


def render_offline(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "offline.html",
        "offline/",
        "Offline",
        "The casebook without a line: what this device keeps, the whole of it on request, one file for a stick, and "
        "each case as plain text.",
        HUBS["about"],
        scripts=("offline.js",),
    )


def render_start_here(r: Renderer) -> str:
    """The page that one opens first where the site lies in a folder; its links begin in that folder."""
    return place_links(r.environment.get_template("start-here.html").render())
