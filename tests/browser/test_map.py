"""The map in a browser: by keyboard, by tap, without JavaScript, at every width. Its looks are in test_reading.py."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import DESK, PHONE, lay_on_paper
from playwright.sync_api import expect

from casebook.book import Book


def test_the_keyboard_goes_from_city_to_city(open_shelf: Any, shelf_url: str, shelf_book: Book) -> None:
    page = open_shelf("cities/", DESK)
    page.locator(".map__city").first.focus()
    names = []
    for _ in range(10):
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        ring = page.evaluate("getComputedStyle(document.activeElement.querySelector('.map__box')).strokeWidth")
        # the ring is drawn for the keyboard only, and Chromium knows that after the first Tab
        assert len(names) == 1 or ring == "2.5px"
        page.keyboard.press("Tab")
    placed = [city for city in shelf_book.cities.values() if city.latitude is not None]
    assert len(set(names)) == len(placed) == 10
    assert {"Cape Town, South Africa, 2 cases", "Little Wilderness, South Africa, 1 case"} < set(names)
    page.get_by_role("link", name="Medellín, Colombia, 1 case").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shelf_url}cities/medellin/")


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_a_tap_on_a_name_opens_its_city(open_shelf: Any, shelf_url: str, scripts: bool) -> None:
    page = open_shelf("cities/", PHONE, has_touch=True, is_mobile=True, java_script_enabled=scripts)
    for name, id in (("Little Wilderness", "little-wilderness"), ("Rosario", "rosario"), ("Cape Town", "cape-town")):
        page.locator(".map__city", has_text=name).locator(".map__name").tap()
        expect(page).to_have_url(f"{shelf_url}cities/{id}/")
        page.go_back()


def test_names_lie_inside_the_map_and_apart_and_are_large_enough(open_page: Any) -> None:
    page = open_page("cities/", PHONE)
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate(
            """[...document.querySelectorAll('.atlas__maps svg')].map(svg => {
                const box = one => { const r = one.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] }
                return {map: box(svg), names: [...svg.querySelectorAll('.map__name')].map(box),
                        targets: [...svg.querySelectorAll('.map__box')].map(box)}
            })"""
        )
        assert found
        for one in found:
            left, top, right, bottom = one["map"]
            for n, (x1, y1, x2, y2) in enumerate(one["names"]):
                assert left <= x1 and x2 <= right and top <= y1 and y2 <= bottom, (width, one)
                for a1, b1, a2, b2 in one["names"][:n]:
                    assert not (x1 < a2 and a1 < x2 and y1 < b2 and b1 < y2), (width, one)
            assert all(x2 - x1 >= 24 and y2 - y1 >= 24 for x1, y1, x2, y2 in one["targets"]), (width, one)


def test_the_list_says_what_the_map_says(open_page: Any) -> None:
    page = open_page("cities/", PHONE, java_script_enabled=False)
    hrefs = "all => all.map(one => one.getAttribute('href'))"
    on_map = set(page.locator(".map__city").evaluate_all(hrefs))
    in_list = set(page.locator("#all-cities :is(.item__from a, .short a)").evaluate_all(hrefs))
    assert on_map and on_map <= in_list
    page.get_by_role("link", name="All cities as a list").click()
    expect(page).to_have_url(re.compile("#all-cities$"))


def test_on_paper_the_map_is_there(open_shelf: Any) -> None:
    page = open_shelf("cities/", DESK, color_scheme="dark")
    lay_on_paper(page, color_scheme="dark")
    expect(page.locator(".atlas__maps svg").first).to_be_visible()
    assert page.locator(".map__name").first.evaluate("one => getComputedStyle(one).fill") == "rgb(0, 0, 0)"
