"""The timeline in a browser: legible on a phone, aligned at a desk, the same without JavaScript.

Two pages are loaded once and only read: the invented book's, and the project's own, which is long.
"""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from browsing import DESK, PHONE
from playwright.sync_api import Locator, Page, expect

from casebook.book import Book
from casebook.book.strands import read_strands
from casebook.render.paging import CARDS

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


@pytest.fixture(scope="module")
def shelf_page(keep_page: Any) -> Page:
    """The invented book's timeline, without JavaScript."""
    return _open_all(keep_page("timeline/", java_script_enabled=False))


@pytest.fixture(scope="module")
def project_page(keep_page: Any, site_url: str) -> Page:
    """The project's own."""
    return _open_all(keep_page("timeline/", base=site_url, java_script_enabled=False))


def _open_all(page: Page) -> Page:
    """The page with what is told on demand."""
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    return page


def _boxes(where: Page | Locator, selector: str) -> list[dict[str, float]]:
    """Where the shown elements stand: asked for at once, since there are hundreds."""
    found = where.locator(selector).evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    return [box for box in found if box["width"]]


@SIZES
def test_each_case_is_drawn_twice_and_stands_in_the_table(project_page: Page, project_book: Book, size: Any) -> None:
    project_page.set_viewport_size(size)
    drawn = [strand.case for strand in read_strands(project_book.cases)][:CARDS]
    number = len(drawn)
    expect(project_page.locator(".strand__line")).to_have_count(2 * number)
    expect(project_page.locator(".fates tbody tr")).to_have_count(number)
    shown = project_page.locator(".fates th a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert set(shown) == {f"../cases/{case.id}/" for case in drawn}


@SIZES
def test_marks_keep_their_size_and_stay_on_the_page(project_page: Page, size: Any) -> None:
    project_page.set_viewport_size(size)
    boxes = _boxes(project_page, ".strand__line g[role=img] use")
    assert boxes
    for box in boxes:
        assert 9 <= box["width"] <= 20 and 9 <= box["height"] <= 20
        assert box["left"] >= 0 and box["right"] <= size["width"]


def test_marks_and_lines_have_names_for_those_who_do_not_see_them(shelf_page: Page) -> None:
    first = shelf_page.locator("#calendar ~ .strands .strand").first
    expect(first.get_by_role("img").first).to_have_accessible_name(
        "Grown: July 2000, 6 to 19 months after the beginning"
    )
    expect(first.locator(".strand__line")).to_have_accessible_name(
        re.compile("^A round table in the bus depot.*Medellín.*1999 to 2012$")
    )


def test_the_title_is_above_its_bar_on_a_phone_and_beside_it_at_a_desk(shelf_page: Page) -> None:
    row = shelf_page.locator(".strand").first
    shelf_page.set_viewport_size(PHONE)
    name, line = _boxes(row, ".strand__name, .strand__line")
    assert name["bottom"] <= line["top"] + 1
    assert line["width"] > 320
    shelf_page.set_viewport_size(DESK)
    name, line = _boxes(row, ".strand__name, .strand__line")
    assert name["right"] <= line["left"]
    # one axis for all: every drawing begins and ends where the axis does
    places = {(box["left"], box["right"]) for one in (".axis svg", ".strand__line") for box in _boxes(shelf_page, one)}
    assert len(places) == 1


@SIZES
def test_the_labels_of_the_axes_do_not_run_into_each_other(shelf_page: Page, project_page: Page, size: Any) -> None:
    for page in (shelf_page, project_page):
        page.set_viewport_size(size)
        for axis in ("#calendar ~ .strands .axis", "#since ~ details .axis"):
            rows: dict[int, list[dict[str, float]]] = {}
            for box in _boxes(page, f"{axis} text"):
                rows.setdefault(round(box["top"]), []).append(box)
            assert len(rows) == (1 if "calendar" in axis else 2)
            for boxes in rows.values():
                assert len(boxes) >= (5 if page is shelf_page else 1)
                for one, other in itertools.pairwise(boxes):
                    assert one["right"] + 2 <= other["left"], (page.url, axis, size)


@SIZES
def test_a_case_leads_to_its_row(open_shelf: Any, size: Any) -> None:
    page = open_shelf("cases/durban-soup-tent/", size, java_script_enabled=False)
    page.get_by_role("link", name="Beside the other cases, on the timeline").click()
    row = page.locator("#at-durban-soup-tent")
    expect(row).to_be_in_viewport()
    # the axis stays at the top and doesn't cover the row
    axis = page.locator(".axis").first.bounding_box()
    assert axis and row.bounding_box()["y"] >= axis["y"] + axis["height"] - 1
