"""My list: what a reader has saved. The page brings the words, the browser the list (`docs/assets/find/my-list.js`)."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.render.article import Article
from casebook.render.renderer import Renderer

__all__ = ["render_my_list"]


def render_my_list(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "my-list.html",
        "my-list/",
        "My list",
        "Cases, entry points, lessons and failures that you have saved, to print, to give away or to cite.",
        kind="hub",
        scripts=("find/my-list.js",),
    )
