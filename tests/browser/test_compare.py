"""Side by side in a browser: any two or three cases with a script, each with its nearest without one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import DESK, PHONE, assert_accessible, slow_down
from playwright.sync_api import Page, expect

TWO = "compare/?case=lima-ollas-comunes&case=montevideo-ollas-populares"
THREE = f"{TWO}&case=cape-town-community-action-networks"


def _heads(page: Page) -> list[str]:
    return page.locator(".compare__table thead a").evaluate_all("all => all.map(one => one.href.split('/').at(-2))")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_choosing_two_cases_sets_them_side_by_side(open_page: Any, viewport: dict[str, int]) -> None:
    page = open_page("compare/", viewport)
    status = page.get_by_role("status")
    expect(status).to_contain_text("Choose two or three cases")
    page.get_by_label("First case").select_option("lima-ollas-comunes")
    expect(status).to_have_text("Choose a second case.")
    page.get_by_label("Second case").select_option("montevideo-ollas-populares")
    expect(status).to_have_text("Lima and Montevideo, side by side.")
    assert _heads(page) == ["lima-ollas-comunes", "montevideo-ollas-populares"]
    expect(page).to_have_url(re.compile(r"\?case=lima-ollas-comunes&case=montevideo-ollas-populares$"))
    row = page.get_by_role("row", name=re.compile("^Failures"))
    expect(row.get_by_role("link", name="State food stopped in January 2022 while the law waited")).to_be_visible()
    # what stands in one place cannot be chosen in another
    taken = page.get_by_label("Third case, if you like").locator('option[value="lima-ollas-comunes"]')
    expect(taken).to_be_disabled()


def test_the_address_holds_the_choice_and_back_restores_it(open_page: Any, site_url: str) -> None:
    page = open_page(TWO, DESK)
    expect(page.get_by_role("status")).to_have_text("Lima and Montevideo, side by side.")
    page.get_by_label("Third case, if you like").select_option("recife-compaz-peace-centres")
    expect(page.get_by_role("status")).to_have_text("Lima, Montevideo and Recife, side by side.")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("Lima and Montevideo, side by side.")
    expect(page.get_by_label("Third case, if you like")).to_have_value("")
    assert len(_heads(page)) == 2
    page.go_forward()
    expect(page.get_by_label("Third case, if you like")).to_have_value("recife-compaz-peace-centres")


def test_every_cell_is_what_the_case_says(open_page: Any, project_book: Any) -> None:
    page = open_page(THREE, DESK)
    expect(page.get_by_role("status")).to_contain_text("side by side")
    for n, id in enumerate(_heads(page)):
        case = project_book.by_id[id]
        column = page.locator(f".compare__table tbody td:nth-of-type({n + 1})").all_inner_texts()
        text = " ".join(" ".join(column).split())
        for item in (*case.entry_points, *case.lessons, *case.failures):
            assert item.title in text, (id, item.id)
        assert case.challenge in text


def test_links_of_the_cells_lead_to_the_item(open_page: Any) -> None:
    page = open_page(TWO, DESK)
    page.get_by_role("link", name="Keep a standing table that decides month by month").click()
    expect(page).to_have_url(re.compile(r"cases/montevideo-ollas-populares/#"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_by_keyboard(open_page: Any) -> None:
    page = open_page("compare/", DESK)
    page.get_by_label("First case").focus()
    page.keyboard.type("Lima")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Second case")).to_be_focused()
    page.keyboard.type("The pot")
    expect(page.get_by_role("status")).to_have_text("Lima and Montevideo, side by side.")
    expect(page.get_by_label("Second case")).to_be_focused()


def test_a_case_that_is_not_there_is_said(open_page: Any, browser: Any, site_url: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site_url}{TWO}&case=no-such-case")
    expect(page.get_by_role("status")).to_contain_text("no-such-case could not be loaded")
    assert len(_heads(page)) == 2
    page.goto(f"{site_url}compare/?case=%3Cscript%3E&case=lima-ollas-comunes")
    expect(page.get_by_role("status")).to_have_text("Choose a second case.")
    context.close()


def test_on_a_phone_with_slow_3g_the_comparison_comes(open_page: Any) -> None:
    page = open_page("compare/", PHONE)
    slow_down(page.context.new_cdp_session(page))
    page.reload()
    page.get_by_label("First case").select_option("lima-ollas-comunes", timeout=20_000)
    page.get_by_label("Second case").select_option("montevideo-ollas-populares")
    expect(page.get_by_role("status")).to_have_text("Loading …")
    expect(page.get_by_role("status")).to_have_text("Lima and Montevideo, side by side.", timeout=15_000)
    assert _heads(page) == ["lima-ollas-comunes", "montevideo-ollas-populares"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_in_a_comparison(open_page: Any, viewport: dict[str, int], scheme: str) -> None:
    page = open_page(THREE, viewport, color_scheme=scheme)
    expect(page.get_by_role("status")).to_contain_text("side by side")
    assert_accessible(page)


def test_nothing_is_wider_than_a_small_phone(open_page: Any) -> None:
    page = open_page(THREE, {"width": 320, "height": 640})
    expect(page.get_by_role("status")).to_contain_text("side by side")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_javascript_a_case_stands_beside_its_nearest(open_page: Any, project_book: Any) -> None:
    page = open_page("cases/lima-ollas-comunes/", PHONE, java_script_enabled=False)
    page.get_by_role("link", name="Side by side with the nearest").click()
    nearest = [relation.case.id for relation in project_book.relations["lima-ollas-comunes"]][:2]
    assert _heads(page) == ["lima-ollas-comunes", *nearest]
    expect(page.get_by_role("row", name=re.compile("^Doors that opened"))).to_be_visible()
    listed = open_page("compare/", PHONE, java_script_enabled=False)
    expect(listed.get_by_role("combobox")).to_have_count(0)
    for case in project_book.cases:
        assert listed.locator(f'main a[href$="compare/{case.id}/"]').count() == 1, case.id


def test_a_ready_comparison_is_where_choosing_begins(open_page: Any) -> None:
    page = open_page("compare/lima-ollas-comunes/", DESK)
    page.get_by_role("link", name="Choose other cases").click()
    expect(page.get_by_label("First case")).to_have_value("lima-ollas-comunes")
    expect(page.get_by_role("status")).to_contain_text("Lima")
