"""A page that is opened with a state draws it without a jump, and whoever comes back finds the place."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import DESK, PHONE, drawn, slow_down
from playwright.sync_api import Page, expect

ADDRESSES = {
    "finder": "finder/#who=city-government&facing=pandemic&facing=food&obstacle=red-tape",
    "search": "search/#q=kitchens",
    "compare": "compare/#case=durban-soup-tent&case=lima-hill-kitchens&case=cape-town-street-phones",
    "like mine": "like-mine/#people=90000&country=BR&crisis=pandemic&crisis=drought&missing=mistrust&missing=money",
    "from a case": "like-mine/#case=lima-hill-kitchens",
}
MOST = 0.05

LOOK = """() => {
  window.jumps = []
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      if (one.hadRecentInput) continue
      const what = one.sources.map(({ node, previousRect: from, currentRect: to }) =>
        `${node?.className || node?.nodeName} from ${from.y} (${from.height}) to ${to.y} (${to.height})`)
      jumps.push([one.value, what])
    }
  }).observe({ type: "layout-shift", buffered: true })
}"""


def _open(open_shelf: Any, base: str, address: str, viewport: dict[str, int], slow: bool) -> Page:
    page = open_shelf("404.html", viewport)
    if slow:
        slow_down(page.context.new_cdp_session(page))
    page.add_init_script(f"({LOOK})()")
    page.goto(base + address)
    return drawn(page, 40_000)


@pytest.mark.parametrize("slow", [False, True], ids=["fast", "slow 3G"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_jumps(open_shelf: Any, shelf_url: str, name: str, viewport: dict[str, int], slow: bool) -> None:
    page = _open(open_shelf, shelf_url, ADDRESSES[name], viewport, slow)
    page.wait_for_timeout(300)
    jumps = page.evaluate("jumps")
    assert sum(value for value, _ in jumps) < MOST, jumps


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_coming_back_restores_the_place(open_shelf: Any, name: str, viewport: dict[str, int]) -> None:
    page = drawn(open_shelf(ADDRESSES[name], viewport, reduced_motion="reduce"))
    page.wait_for_load_state("networkidle")
    # what comes when one comes near has come
    for group in page.locator(".found").all():
        group.scroll_into_view_if_needed()
        expect(group).not_to_have_attribute("aria-busy", "true")
    link = page.locator(
        "main :is(.finder__items, .search__results, .compare__answer, .like__list) a[href*='/cases/']:visible"
    ).last
    link.scroll_into_view_if_needed()
    # whatever nears the screen has been laid out
    page.wait_for_timeout(200)
    left = page.evaluate("Math.round(scrollY)")
    assert left > 300
    link.click()
    page.wait_for_url("**/cases/**")
    page.wait_for_load_state("networkidle")
    page.go_back()
    drawn(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("Math.round(scrollY)") == pytest.approx(left, abs=2)
