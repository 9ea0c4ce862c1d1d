"""The timeline in a browser: legible on a phone, aligned at a desk, the same without JavaScript."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import assert_accessible
from playwright.sync_api import Browser, Page, expect

SIZES = [(390, 844), (1440, 900)]


@pytest.fixture(params=SIZES, ids=["phone", "desk"])
def page(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The timeline without JavaScript, at two sizes."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=False)
    found = context.new_page()
    found.goto(site_url + "timeline/")
    yield found
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
def test_axe_finds_nothing(browser: Browser, site_url: str, size: tuple[int, int], scheme: str) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    found = context.new_page()
    found.goto(site_url + "timeline/")
    assert_accessible(found)
    context.close()


def test_each_case_is_drawn_twice_and_stands_in_the_table(page: Page, project_book: Any) -> None:
    number = len(project_book.cases)
    expect(page.locator(".strand__line")).to_have_count(2 * number)
    expect(page.locator(".fates tbody tr")).to_have_count(number)
    for case in project_book.cases:
        expect(page.locator(f'.fates th a[href="../cases/{case.id}/"]')).to_be_visible()


def _boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Where the shown elements stand: asked for at once, since there are hundreds."""
    found = page.locator(selector).evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    return [box for box in found if box["width"]]


def test_marks_keep_their_size_and_stay_on_the_page(page: Page) -> None:
    boxes = _boxes(page, ".strand__line g[role=img] use")
    assert len(boxes) > 200
    for box in boxes:
        assert 9 <= box["width"] <= 20 and 9 <= box["height"] <= 20
        assert box["left"] >= 0 and box["right"] <= page.viewport_size["width"]


def test_marks_and_lines_have_names_for_those_who_do_not_see_them(page: Page) -> None:
    first = page.locator("#calendar ~ .strands .strand").first
    expect(first.get_by_role("img").first).to_have_accessible_name("Grown: 2009, 35 to 37 years after the beginning")
    expect(first.locator(".strand__line")).to_have_accessible_name(re.compile("^Banco Palmas: .* Fortaleza since 1973"))


def test_the_title_is_above_its_bar_on_a_phone_and_beside_it_at_a_desk(page: Page) -> None:
    row = page.locator(".strand").first
    name, line = (row.locator(one).bounding_box() for one in (".strand__name", ".strand__line"))
    if page.viewport_size["width"] < 768:
        assert name["y"] + name["height"] <= line["y"] + 1
        assert line["width"] > 320
    else:
        assert name["x"] + name["width"] <= line["x"]
        # one axis for all: every drawing begins and ends where the axis does
        places = {(box["left"], box["right"]) for one in (".axis svg", ".strand__line") for box in _boxes(page, one)}
        assert len(places) == 1


def test_the_labels_of_the_axes_do_not_run_into_each_other(page: Page) -> None:
    for axis in ("#calendar ~ .strands .axis", "#since ~ .strands .axis"):
        rows: dict[int, list[dict[str, float]]] = {}
        for box in _boxes(page, f"{axis} text"):
            rows.setdefault(round(box["top"]), []).append(box)
        assert len(rows) == (1 if "calendar" in axis else 2)
        for boxes in rows.values():
            assert len(boxes) >= 5
            for one, other in itertools.pairwise(boxes):
                assert one["right"] + 2 <= other["left"]


def test_a_case_leads_to_its_row(page: Page, site_url: str) -> None:
    page.goto(site_url + "cases/ethekwini-strollers-shelter/")
    page.get_by_role("link", name="Beside the other cases, on the timeline").click()
    row = page.locator("#at-ethekwini-strollers-shelter")
    expect(row).to_be_in_viewport()
    # the axis stays at the top and doesn't cover the row
    axis = page.locator(".axis").first.bounding_box()
    assert row.bounding_box()["y"] >= axis["y"] + axis["height"] - 1
