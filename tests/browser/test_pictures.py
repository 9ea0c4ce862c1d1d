"""The pictures of all cases in a browser: legible on a phone, on paper, without a script; what is counted is led to."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import PHONE, SMALL, ask_axe, assert_none, see, see_on_paper
from playwright.sync_api import expect

_SMALLEST = """(all) => Math.min(...all.map((one) => {
  const scale = one.ownerSVGElement ? one.getScreenCTM().a : 1
  return scale * parseFloat(getComputedStyle(one).fontSize)
}))"""
"""The size of the smallest letters, in pixels of the screen."""


@pytest.mark.parametrize("address", ["", "timeline/", "causes/", "about/"])
def test_a_picture_is_legible_on_a_phone_and_on_paper(open_shelf: Any, address: str) -> None:
    page = open_shelf(address, PHONE)
    letters = page.locator(".picture :is(text, th, td)")
    assert letters.count() > 10
    assert letters.evaluate_all(_SMALLEST) >= 12
    # all of a table is in sight: nobody pushes it to and fro
    assert page.locator(".picture .table-wrap").evaluate_all(
        "all => all.every(one => one.scrollWidth <= one.clientWidth)"
    )
    found = see(page, "wide", "cut", "overlapping", "small", "faint", "ids")
    page.set_viewport_size(SMALL)
    # a phone of 320 pixels has letters no smaller
    assert letters.evaluate_all(_SMALLEST) >= 12
    found += see(page, "wide", "cut", "overlapping")
    found += ask_axe(page, ".picture")
    page.emulate_media(forced_colors="active")
    found += see(page, "faint", state="in forced colours")
    page.emulate_media(forced_colors="none")
    assert_none(found + see_on_paper(page))


def test_the_columns_have_a_name_and_their_numbers_stand_beside_them(open_shelf: Any) -> None:
    page = open_shelf("timeline/", PHONE)
    picture = page.get_by_role("img", name="What had become of 12 cases, 1 to 3 years after each began.")
    expect(picture).to_be_in_viewport(ratio=0.9)
    table = page.get_by_role("table", name="What had become of 12 cases")
    expect(table.get_by_role("row", name="Goes on 12 6 5 4")).to_be_visible()
    # five rows of the chart are in sight, the others on demand
    expect(page.locator("#calendar ~ .strands .strand:visible")).to_have_count(5)
    page.get_by_text("The other 9 cases").click()
    expect(page.locator("#calendar ~ .strands .strand:visible")).to_have_count(14)


def test_a_square_leads_to_the_cases_that_it_counts(open_shelf: Any) -> None:
    page = open_shelf("causes/", PHONE)
    page.get_by_role("link", name="Fatigue, ended: 2").click()
    expect(page.locator("[data-case]:visible")).to_have_count(2)
    for case in ("durban-empty-school", "teresina-bread-van"):
        expect(page.locator(f"[data-case={case}]")).to_be_visible()
