"""How fast lists, finder and search answer on a slow phone, and how long the longest list of a page is.

The pages of a built site are opened in Chromium, 390 px wide, with the processor slowed down four times. A real click
or key; the time ends when the frame after the one with the answer begins, so the answer is painted. The answers of 19
of 20 count, since other work on the machine may hold up one.
"""

from __future__ import annotations

import random
import re
import statistics
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.goals import Figure
from benchmarks.hosting import open_browser, serve
from benchmarks.peers import list_pages
from benchmarks.projects import Bench

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Locator, Page

__all__ = ["count_longest_list", "measure"]

_SLOWER = 4
_CLICKS = 40
_PAUSE = 200
"""Milliseconds between two questions."""
_PATIENCE = 300_000
"""Milliseconds until an answer counts as lost."""
_WORDS = (
    "homelessness", "court", "kitchen", "trust", "water", "neighbours", "mayor", "money", "heat", "school", "budget",
    "shelter", "volunteers", "market", "flood", "women", "church", "bus", "language", "rent", "clinic", "garden", "police",
    "youth", "library", "food", "council", "migrants", "winter", "energy",
)  # fmt: skip

_SAID = "!document.querySelector('.finder__say').textContent.endsWith('…')"
"""That the finder no longer looks: it says how many fit, or nothing where nothing is asked."""

_WATCH = """([type, from, answered]) => {
  window.answers = []
  const isDone = new Function(`return ${answered}`)
  addEventListener(type, (event) => {
    if (!event.target.matches(from)) return
    let changed = false
    const seen = new MutationObserver(() => { changed = true })
    seen.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    const look = () => requestAnimationFrame(() => {
      if (!changed || !isDone()) return look()
      seen.disconnect()
      requestAnimationFrame(() => answers.push(performance.now() - event.timeStamp))
    })
    look()
  }, { capture: true })
}"""


def measure(bench: Bench) -> Iterator[Figure]:
    """The figures of the answers, at the largest size, and of the lists."""
    number = bench.sizes[-1]
    site = bench.site("ours", number)
    with serve(site) as address, open_browser() as browser:
        for id, place, ask in (
            ("answer-explore", "explore/", _narrow),
            ("answer-hub", "lessons/", _narrow),
            ("answer-finder", "finder/", _choose),
            ("answer-search", "search/", _type),
        ):
            late = [_time(browser, address + place, ask) for _ in range(bench.runs)]
            yield Figure(id, number, late)
    for size in bench.sizes:
        site = bench.site("ours", size)
        # what stands on the page of a case its author has written, however long it is
        others = (one for one in list_pages(site) if not re.match(r"cases/.+", one))
        longest, page = max((count_longest_list(_read(site, one)), one) for one in others)
        yield Figure("longest-list", size, [longest], label=f"/{page}")


def _time(browser: Browser, address: str, ask: Callable[[Page], None]) -> float:
    """Open a page on the phone and ask; the milliseconds in which 19 of 20 answers were there."""
    # what is measured with is no script of the site
    page = browser.new_page(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page.set_default_timeout(_PATIENCE)
    page.goto(address, wait_until="networkidle")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    ask(page)
    answers = page.evaluate("answers")
    page.close()
    return statistics.quantiles(answers, n=20)[-1]


def _wait_for(page: Page, number: int) -> None:
    page.wait_for_function("(number) => answers.length >= number", arg=number)


def _tap(page: Page, box: Locator) -> None:
    """Tap as a finger does: that a browser is driven from outside takes no time from the answer."""
    # what comes near the screen has come, and may have moved the others
    for _ in range(2):
        box.evaluate("one => one.scrollIntoView({block: 'center'})")
        page.wait_for_timeout(_PAUSE)
    middle = box.bounding_box()
    assert middle is not None
    page.mouse.click(middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2)


def _narrow(page: Page) -> None:
    """Choose values of a list and give them up again, here and there."""
    chance = random.Random(4)
    page.locator(".narrow > summary").first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("for (const one of document.querySelectorAll('.facet')) one.open = true")
    page.evaluate(_WATCH, ["click", ".facet input", "true"])
    boxes = page.locator(".facet input[type=checkbox]")
    for done in range(_CLICKS):
        # often a value that is chosen already: else soon nothing would fit
        chosen = page.locator(".facet input:checked")
        number = chosen.count()
        box = chosen.nth(chance.randrange(number)) if number > 3 else boxes.nth(chance.randrange(boxes.count()))
        _tap(page, box)
        _wait_for(page, done + 1)


def _choose(page: Page) -> None:
    """Tick answers of the finder."""
    chance = random.Random(4)
    boxes = page.locator(".finder__ask input[name]")
    # the first answer loads the table
    boxes.nth(5).click()
    page.wait_for_function(f"() => {_SAID}")
    page.wait_for_load_state("networkidle")
    page.evaluate(_WATCH, ["click", ".finder__ask input", _SAID])
    number = boxes.count()
    for done in range(_CLICKS):
        # the questions fold when they are answered
        page.evaluate("document.querySelector('.finder__ask').open = true")
        _tap(page, boxes.nth(chance.randrange(number)))
        _wait_for(page, done + 1)


def _type(page: Page) -> None:
    """Search for words, one after the other; the first one opens the index."""
    field, results = page.locator("#search-field"), page.locator(".search__results")
    field.fill("city")
    page.wait_for_function("document.querySelector('.search__results')?.getAttribute('aria-busy') === 'false'")
    page.wait_for_load_state("networkidle")
    answered = "document.querySelector('.search__results').getAttribute('aria-busy') === 'false'"
    page.evaluate(_WATCH, ["input", "#search-field", f"{answered} && document.querySelector('.hit__title')"])
    for done, word in enumerate(_WORDS):
        page.wait_for_timeout(2 * _PAUSE)
        field.fill(word)
        _wait_for(page, done + 1)
    assert results.count() == 1


def _read(site: Path, address: str) -> str:
    file = site / address / "index.html" if address.endswith("/") or not address else site / address
    return file.read_text(encoding="utf-8")


_LEAVES = re.compile(r'</ul>\s*</details>\s*<details class="leaf"[^>]*>\s*<summary>[^<]*</summary>\s*<ul[^>]*>')
"""Where a list goes on in another fold."""


class _Lists(HTMLParser):
    """Counts the entries of each list of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[int] = []
        self.longest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self.open.append(0)
        elif tag == "li" and self.open:
            self.open[-1] += 1
            self.longest = max(self.longest, self.open[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self.open:
            self.open.pop()


def count_longest_list(page: str) -> int:
    """The entries of the longest list of a page, whatever it is a list of; what folds in leaves is one list."""
    page = _LEAVES.sub("", page)
    # most pages have few entries at all, and need not be taken apart
    if len(re.findall(r"<li\b", page)) <= 50:
        return 0
    lists = _Lists()
    lists.feed(page)
    return lists.longest
