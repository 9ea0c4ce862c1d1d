"""How long the pages of the project's own book are on a phone, in screens of 390 by 844 pixels, every row closed.

For each kind of page the longest one. It is measured and not promised: a case that breaks no rule may be as
long as its author needs. What holds for every book, `tests/browser/test_heights.py` asks of an invented one.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.goals import Figure
from benchmarks.hosting import open_browser, serve
from benchmarks.measuring import run
from benchmarks.projects import PROJECT, Bench
from casebook.book import link_book
from casebook.check import check_project
from casebook.render import Renderer
from casebook.render.pages import PAGES

__all__ = ["measure"]

_WIDTH, _HEIGHT = 390, 844


def measure(bench: Bench) -> Iterator[Figure]:
    """The longest page of each kind, in screens."""
    reading = check_project(PROJECT)
    assert reading.schemas
    book = link_book(reading)
    renderer = Renderer(book, reading.schemas)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)], PROJECT)
        with serve(site) as base, open_browser() as browser:
            page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
            for kind in PAGES:
                found = []
                for article in kind.render(renderer):
                    page.goto(base + article.address, wait_until="load")
                    found.append(page.evaluate("document.documentElement.scrollHeight") / _HEIGHT)
                label = f"longest page of the kind {kind.id}, of {len(found)}"
                yield Figure(f"height-{kind.id}", len(book.cases), [max(found, default=0)], label=label, unit="screens")
