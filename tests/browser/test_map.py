"""The map in a browser: by keyboard, by tap, without JavaScript, at every width."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import DESK, PHONE, assert_accessible
from playwright.sync_api import expect


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("address", ["cities/", "cities/cape-town/"])
def test_axe_finds_nothing(open_page: Any, address: str, width: int, scheme: str) -> None:
    page = open_page(address, {"width": width, "height": 900}, color_scheme=scheme)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_goes_from_city_to_city(open_page: Any, site_url: str) -> None:
    page = open_page("cities/", DESK, java_script_enabled=True)
    links = page.locator(".map__city")
    links.first.focus()
    names = []
    for _ in range(links.count()):
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        ring = page.evaluate("getComputedStyle(document.activeElement.querySelector('.map__box')).strokeWidth")
        # the ring is drawn for the keyboard only, and Chromium knows that after the first Tab
        assert len(names) == 1 or ring == "2.5px"
        page.keyboard.press("Tab")
    assert len(set(names)) == links.count()
    assert "Lima, Peru, 1 case" in names
    page.get_by_role("link", name="Lima, Peru, 1 case").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site_url}cities/lima/")


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_a_tap_on_a_name_opens_its_city(open_page: Any, site_url: str, scripts: bool) -> None:
    for name, id in (("Stellenbosch", "stellenbosch"), ("Montevideo", "montevideo"), ("Cape Town", "cape-town")):
        page = open_page("cities/", PHONE, has_touch=True, is_mobile=True, java_script_enabled=scripts)
        page.locator(".map__city", has_text=name).locator(".map__name").tap()
        expect(page).to_have_url(f"{site_url}cities/{id}/")


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_names_lie_inside_the_map_and_apart_and_are_large_enough(open_page: Any, width: int) -> None:
    page = open_page("cities/", {"width": width, "height": 900})
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
            assert left <= x1 and x2 <= right and top <= y1 and y2 <= bottom
            for a1, b1, a2, b2 in one["names"][:n]:
                assert not (x1 < a2 and a1 < x2 and y1 < b2 and b1 < y2)
        assert all(x2 - x1 >= 24 and y2 - y1 >= 24 for x1, y1, x2, y2 in one["targets"])


def test_the_list_says_what_the_map_says(open_page: Any) -> None:
    page = open_page("cities/", PHONE, java_script_enabled=False)
    on_map = {link.get_attribute("href") for link in page.locator(".map__city").all()}
    in_list = {link.get_attribute("href") for link in page.locator("#all-cities h2 a").all()}
    assert on_map and on_map <= in_list
    page.get_by_role("link", name="All cities as a list").click()
    expect(page).to_have_url(re.compile("#all-cities$"))


def test_on_paper_the_map_is_there(open_page: Any) -> None:
    page = open_page("cities/", DESK, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".atlas__maps svg").first).to_be_visible()
    assert page.locator(".map__name").first.evaluate("one => getComputedStyle(one).fill") == "rgb(0, 0, 0)"
