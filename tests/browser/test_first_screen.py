"""What a phone shows first: on the first page what this is and the three questions, on every page the whole menu."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import DESK, PHONE, SMALL, assert_none, see
from playwright.sync_api import Page

# twice as large: as a desk shows it at 200 %
ENLARGED = {"width": DESK["width"] // 2, "height": DESK["height"] // 2}


def _find_cut(page: Page) -> list[str]:
    """The entries of the menu that are not whole on the screen, or lie on another."""
    return page.evaluate(
        """() => {
          const entries = [...document.querySelectorAll(".site-nav a")]
          const boxes = entries.map((one) => one.getBoundingClientRect())
          return entries.filter((one, n) => {
            const { bottom, height, left, right, top } = boxes[n]
            const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
            return left < 0 || right > document.documentElement.clientWidth || bottom > innerHeight || height < 36 || middle !== one
          }).map((one) => one.textContent)
        }"""
    )


def test_the_three_questions_stand_on_the_first_screen_of_a_phone(open_shelf: Any) -> None:
    page = open_shelf("", PHONE)
    # in the order in which one reads: what it is, the questions, and below them where it comes from
    places = [
        page.locator(selector).bounding_box()
        for selector in (
            "h1",
            ".summary",
            "#in-a-minute",
            "#ask-who",
            "#ask-obstacle",
            ".ask__go button",
            ".paths",
            ".lead__origin",
        )
    ]
    ends = [one["y"] + one["height"] for one in places]
    assert ends == sorted(ends) and ends[5] <= PHONE["height"], ends
    assert page.locator(".bridge").bounding_box()["y"] > ends[5]
    assert page.evaluate("scrollY") == 0
    assert_none(see(page, "wide", "cut", "overlapping"))


@pytest.mark.parametrize("script", [True, False])
def test_the_whole_menu_is_in_sight_and_says_where_one_is(open_shelf: Any, script: bool) -> None:
    page = open_shelf("causes/money/", PHONE, java_script_enabled=script)
    for size in (PHONE, SMALL, ENLARGED):
        page.set_viewport_size(size)
        if script:
            assert page.locator(".site-nav a").count() == 8 and not _find_cut(page), size
        current = page.locator(".site-nav [aria-current]")
        assert current.count() == 1 and current.inner_text() == "Failures"
        box = current.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= size["width"] and box["y"] + box["height"] <= size["height"]
