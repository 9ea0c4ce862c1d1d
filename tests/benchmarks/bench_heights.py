"""How long the pages of the project's own book are on a phone, in screens of 390 by 844 pixels, every row closed.

    python tests/benchmarks/bench_heights.py [SITE]

For each kind of page the longest one. It is measured and not promised: a case that breaks no rule may be as
long as its author needs. What holds for every book, `tests/browser/test_heights.py` asks of an invented one.
The site is built, unless a built one is named.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_filter import PROJECT, serve
from playwright.sync_api import sync_playwright

from casebook.book import link_book
from casebook.check import check_project
from casebook.render import Renderer
from casebook.render.pages import PAGES

WIDTH, HEIGHT = 390, 844
WANTED = {"case": 16}
"""Screens that a page should take at most; 12 where none is named."""


def list_addresses() -> dict[str, list[str]]:
    """The addresses of the project's pages by their kind."""
    reading = check_project(PROJECT)
    assert reading.schemas
    renderer = Renderer(link_book(reading), reading.schemas)
    return {kind.id: [one.address for one in kind.render(renderer)] for kind in PAGES}


def measure(site: Path) -> None:
    """Print the longest page of each kind."""
    with serve(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for kind, addresses in list_addresses().items():
            found = []
            for address in addresses:
                page.goto(base + address, wait_until="load")
                found.append((page.evaluate("document.documentElement.scrollHeight") / HEIGHT, address))
            height, address = max(found, default=(0.0, ""))
            wanted = WANTED.get(kind, 12)
            over = sum(one > wanted for one, _ in found)
            note = f"  {over} over {wanted}" if over else ""
            print(f"{kind:14} {len(found):5} pages  {height:5.1f} screens  /{address}{note}", flush=True)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder) / "site"
            build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(site)]
            subprocess.run(build, cwd=PROJECT, check=True)
            measure(site)
