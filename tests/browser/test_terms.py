"""Pages of terms, positions and cities: an address opens what is closed, and no word makes them wider."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import DESK, PHONE, SMALL
from playwright.sync_api import expect

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_an_address_opens_what_is_closed(open_shelf: Any, size: dict[str, int], scripted: bool) -> None:
    for anchor in ("differ", "notes"):
        page = open_shelf(f"themes/institutions/#{anchor}", size, java_script_enabled=scripted)
        expect(page.locator(f"#{anchor} li").first).to_be_in_viewport()
    closed = open_shelf("themes/institutions/", size, java_script_enabled=scripted)
    expect(closed.locator("#differ")).to_be_hidden()
    expect(closed.locator("#notes")).to_be_hidden()


def test_the_rows_beyond_the_first_open_by_keyboard(open_shelf: Any) -> None:
    page = open_shelf("crises/pandemic/", PHONE)
    leaf = page.locator("details.leaf").first
    row = leaf.locator(".short a").first
    expect(row).to_be_hidden()
    leaf.locator("> summary").focus()
    page.keyboard.press("Enter")
    expect(row).to_be_visible()
    page.keyboard.press("Tab")
    expect(row).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/cases/[^/]+/#."))


@pytest.mark.parametrize("size", [PHONE, SMALL])
@pytest.mark.parametrize("address", ["cities/", "cities/lima/", "topics/food/", "explore/country/pe/"])
def test_a_long_word_makes_no_page_wider(open_shelf: Any, address: str, size: dict[str, int]) -> None:
    page = open_shelf(address, size)
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    page.evaluate(
        "word => document.querySelectorAll('main :is(h1, bdi, .row__title, .row__from, .map__name, a, small)')"
        ".forEach(one => { one.append(word) })",
        LONG,
    )
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_a_name_in_another_script_keeps_its_direction(open_shelf: Any) -> None:
    page = open_shelf("cities/", PHONE)
    name = page.locator(".row__title bdi").first
    name.evaluate("one => { one.textContent = 'القاهرة' }")
    assert name.evaluate("one => getComputedStyle(one).direction") == "rtl"
