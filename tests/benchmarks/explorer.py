"""The lists of any book as a small site: the core's own pages in the barest chrome.

A whole build of thousands of cases takes minutes; what is measured and tested here needs only the
pages of the lists, the table and the rows of cases.
"""

from __future__ import annotations

import html
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from casebook.book import Book
from casebook.fields import Schemas
from casebook.find import TABLE_ADDRESS, write_table
from casebook.render import Article, Renderer, render_fragments
from casebook.render.pages.explore import render_explore, render_facet_values

__all__ = ["write_explorer"]

ASSETS = Path(__file__).parents[2] / "docs" / "assets"

Render = Callable[[Renderer], Iterator[Article]]

_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"


def _dress(article: Article) -> str:
    up = "../" * article.address.count("/")
    styles = "".join(f'<link rel="stylesheet" href="{up}assets/{one}">' for one in ("find/find.css", *article.styles))
    scripts = "".join(f'<script type="module" src="{up}assets/{one}"></script>' for one in article.scripts)
    return (
        '<!doctype html><html lang="en" class="no-js"><head><meta charset="utf-8">'
        f"<title>{html.escape(article.title)}</title>"
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<link rel="icon" href="{up}assets/favicon.svg" type="image/svg+xml">'
        f'<script src="{up}assets/casebook.js"></script><link rel="stylesheet" href="{up}assets/casebook.css">'
        f"{styles}{scripts}</head>"
        f'<body><main class="page">{article.html}</main></body></html>'
    )


def _list_files(renderer: Renderer, pages: Iterable[Render]) -> Iterator[tuple[str, str]]:
    for function in pages:
        for article in function(renderer):
            yield f"{article.address}index.html", _dress(article)
    yield TABLE_ADDRESS, write_table(renderer.book)
    for name, text in render_fragments(renderer):
        if name.startswith("find/card/"):
            yield name, text


def write_explorer(
    site: Path, book: Book, schemas: Schemas, pages: Iterable[Render] = (render_explore, render_facet_values)
) -> None:
    """Write the lists of a book into a folder: all cases, unless told which."""
    shutil.copytree(ASSETS, site / "assets")
    for name, text in _list_files(Renderer(book, schemas), pages):
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
