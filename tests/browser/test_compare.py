"""Side by side in a browser: any two or three cases with a script, each with its nearest without one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import DESK, PHONE, assert_none, lay_on_paper, see, see_everywhere, slow_down
from playwright.sync_api import Page, expect

from casebook.book import Book

TWO = "compare/#case=durban-soup-tent&case=lima-hill-kitchens"
THREE = f"{TWO}&case=cape-town-street-phones"


def _heads(page: Page) -> list[str]:
    return page.locator(".compare__table thead a").evaluate_all("all => all.map(one => one.href.split('/').at(-2))")


def _status(page: Page) -> Any:
    return page.get_by_role("status")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_choosing_two_cases_sets_them_side_by_side(open_shelf: Any, viewport: dict[str, int]) -> None:
    page = open_shelf("compare/", viewport)
    expect(_status(page)).to_contain_text("Choose two or three cases")
    page.get_by_label("First case").select_option("durban-soup-tent")
    expect(_status(page)).to_have_text("Choose a second case.")
    page.get_by_label("Second case").select_option("lima-hill-kitchens")
    expect(_status(page)).to_have_text("Durban and Lima, side by side.")
    assert _heads(page) == ["durban-soup-tent", "lima-hill-kitchens"]
    expect(page).to_have_url(re.compile(r"compare/#case=durban-soup-tent&case=lima-hill-kitchens$"))
    row = page.get_by_role("row", name=re.compile("^Failures"))
    expect(row.get_by_role("link", name="The order ended and the money with it")).to_be_visible()
    # what stands in one place cannot be chosen in another
    taken = page.get_by_label("Third case, if you like").locator('option[value="durban-soup-tent"]')
    expect(taken).to_be_disabled()
    # the city is named in the closed field too
    expect(taken).to_have_text(re.compile("^Durban: "))


def test_the_address_holds_the_choice_and_back_restores_it(open_shelf: Any) -> None:
    page = open_shelf(TWO, DESK)
    expect(_status(page)).to_have_text("Durban and Lima, side by side.")
    page.get_by_label("Third case, if you like").select_option("nairobi-night-water")
    expect(_status(page)).to_have_text("Durban, Lima and Nairobi, side by side.")
    page.go_back()
    expect(_status(page)).to_have_text("Durban and Lima, side by side.")
    expect(page.get_by_label("Third case, if you like")).to_have_value("")
    assert len(_heads(page)) == 2
    page.go_forward()
    expect(page.get_by_label("Third case, if you like")).to_have_value("nairobi-night-water")


def test_every_cell_is_what_the_case_says(open_shelf: Any, shelf_book: Book) -> None:
    page = open_shelf(THREE, DESK)
    expect(_status(page)).to_contain_text("side by side")
    for n, id in enumerate(_heads(page)):
        case = shelf_book.by_id[id]
        column = page.locator(f".compare__table tbody td:nth-of-type({n + 1})").all_inner_texts()
        text = " ".join(" ".join(column).split())
        for item in (*case.entry_points, *case.lessons, *case.failures):
            assert item.title in text, (id, item.id)
        assert case.challenge in text


def test_links_of_the_cells_lead_to_the_item(open_shelf: Any) -> None:
    page = open_shelf(TWO, DESK)
    page.get_by_role("link", name="The order ended and the money with it").click()
    expect(page).to_have_url(re.compile(r"cases/durban-soup-tent/#the-order-ended-and-the$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_by_keyboard(open_shelf: Any) -> None:
    page = open_shelf("compare/", DESK)
    page.get_by_label("First case").focus()
    page.keyboard.type("Nai")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Second case")).to_be_focused()
    page.keyboard.type("Ros")
    expect(_status(page)).to_have_text("Nairobi and Rosario, side by side.")
    expect(page.get_by_label("Second case")).to_be_focused()


def test_a_case_that_is_not_there_is_said(open_shelf: Any, shelf_url: str) -> None:
    page = open_shelf(f"{TWO}&case=no-such-case", PHONE)
    expect(_status(page)).to_contain_text("no-such-case could not be loaded")
    assert len(_heads(page)) == 2
    open_shelf.forgive("404")
    page.goto(f"{shelf_url}compare/#case=%3Cscript%3E&case=lima-hill-kitchens")
    expect(_status(page)).to_have_text("Choose a second case.")


def test_on_a_phone_with_slow_3g_the_comparison_comes(open_shelf: Any) -> None:
    page = open_shelf("compare/", PHONE)
    slow_down(page.context.new_cdp_session(page))
    page.reload()
    page.get_by_label("First case").select_option("durban-soup-tent", timeout=20_000)
    page.get_by_label("Second case").select_option("lima-hill-kitchens")
    expect(_status(page)).to_have_text("Loading …")
    expect(_status(page)).to_have_text("Durban and Lima, side by side.", timeout=15_000)
    assert _heads(page) == ["durban-soup-tent", "lima-hill-kitchens"]


def test_nothing_is_wrong_with_a_comparison(open_shelf: Any) -> None:
    page = open_shelf(THREE, PHONE, reduced_motion="reduce")
    expect(_status(page)).to_contain_text("side by side")
    faults = see_everywhere(page)
    lay_on_paper(page)
    assert_none(faults + see(page, "paper", "faint", state="on paper"))


def test_without_javascript_a_case_stands_beside_its_nearest(open_shelf: Any, shelf_book: Book) -> None:
    page = open_shelf("cases/lima-hill-kitchens/", PHONE, java_script_enabled=False)
    page.get_by_role("link", name="Side by side with the nearest").click()
    assert _heads(page) == ["lima-hill-kitchens", "lima-mercado-de-pulgas", "teresina-bread-van"]
    expect(page.get_by_role("row", name=re.compile("^Entry points"))).to_be_visible()
    listed = open_shelf("compare/", PHONE, java_script_enabled=False)
    expect(listed.get_by_role("combobox")).to_have_count(0)
    # each leads to its comparison; a stub has nothing to compare and leads to itself
    found = listed.locator("main .choices a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    expected = [f"../compare/{case.id}/" for case in shelf_book.cases if case.id != "recife-stub"]
    assert sorted(found) == sorted([*expected, "../cases/recife-stub/"])


def test_a_ready_comparison_is_where_choosing_begins(open_shelf: Any) -> None:
    page = open_shelf("compare/lima-hill-kitchens/", DESK)
    page.get_by_role("link", name="Choose other cases").click()
    expect(page.get_by_label("First case")).to_have_value("lima-hill-kitchens")
    expect(_status(page)).to_contain_text("Lima")
