"""What the first search result costs on a phone, against Material's own search of the same texts.

A phone in Chromium (slow 3G, processor four times slower, text gzipped as a host would) opens the first page of each
site and looks for one word as soon as the page is there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.goals import Figure
from benchmarks.hosting import open_browser, serve_slowly
from benchmarks.projects import Bench

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["measure"]

_WORD = "homelessness"
_SLOWER = 4
"""How many times slower the processor is."""
_PATIENCE = 600_000
"""Milliseconds until a search counts as lost."""


@dataclass(frozen=True)
class _Found:
    """What it took until the first result was there."""

    seconds: float
    """From opening the page on."""
    kilobytes: float
    """What was loaded for it, the page included."""
    requests: int
    """How many requests that took."""
    idle_kilobytes: float
    """What the first page loads for somebody who does not search."""


def _open_ours(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type(_WORD)


def _open_material(page: Page) -> None:
    # on a phone the search opens with its button
    page.locator("label[for=__search]").first.click()
    page.locator(".md-search__input").press_sequentially(_WORD)


_WAYS: dict[str, tuple[Callable[[Page], None], str]] = {
    "ours": (_open_ours, "dialog .hit__title"),
    "material": (_open_material, ".md-search-result__item a"),
}
"""How one searches, and what is a result."""


def measure(bench: Bench) -> Iterator[Figure]:
    """The figures of the first result, each size after the other."""
    with open_browser() as browser:
        for number in bench.sizes:
            found: dict[str, list[_Found]] = {kind: [] for kind in _WAYS}
            sites = {kind: bench.site(kind, number) for kind in _WAYS}
            for _ in range(bench.runs):
                for kind, (start, result) in _WAYS.items():
                    # of a large book the peer may never answer; ours must
                    with nullcontext() if kind == "ours" else _forgive_silence():
                        found[kind].append(_search(browser, sites[kind], start, result))
            for id, name, label, unit in (
                ("result-bytes", "kilobytes", "", ""),
                ("result-time", "seconds", "", ""),
                ("result-requests", "requests", "requests to the first result", "requests"),
                ("idle-bytes", "idle_kilobytes", "first page of somebody who does not search", "kB"),
            ):
                ours, peer = ([getattr(one, name) for one in found[kind]] for kind in _WAYS)
                yield Figure(id, number, ours, peer, label, unit)


@contextmanager
def _forgive_silence() -> Iterator[None]:
    # only whoever measures it has it
    from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

    try:
        yield
    except PlaywrightTimeoutError:
        print(f"  no result after {_PATIENCE / 1000:g} s: left out")


def _search(browser: Browser, site: Path, start: Callable[[Page], None], result: str) -> _Found:
    with serve_slowly(site) as (address, sent):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
        opened = time.perf_counter()
        # whoever comes to search does so as soon as the page is there
        page.goto(address, wait_until="load", timeout=_PATIENCE)
        start(page)
        page.locator(result).first.wait_for(timeout=_PATIENCE)
        seconds, size, requests = time.perf_counter() - opened, sum(sent), len(sent)
        context.close()
        # and whoever does not search pays this
        sent.clear()
        other = browser.new_context(viewport={"width": 390, "height": 844})
        other.new_page().goto(address, wait_until="networkidle", timeout=_PATIENCE)
        idle = sum(sent)
        other.close()
        return _Found(seconds, size / 1000, requests, idle / 1000)
