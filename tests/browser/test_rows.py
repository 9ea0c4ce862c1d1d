"""Rows: an address opens one, a button opens all, paper shows all, and whoever comes back finds place and rows as left."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import DESK, PHONE, assert_accessible, assert_none, lay_on_paper, see_everywhere
from playwright.sync_api import Page, expect

CASE = "cases/durban-soup-tent/"
LESSON = "share-the-list-before-the"


def _row(page: Page, id: str = LESSON) -> Any:
    return page.locator(f"details.row:has(> #{id})")


def _is_open(page: Page, id: str = LESSON) -> bool:
    return bool(_row(page, id).evaluate("row => row.open"))


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_an_address_opens_its_row(open_shelf: Any, size: dict[str, int], scripted: bool) -> None:
    page = open_shelf(f"{CASE}#{LESSON}", size, java_script_enabled=scripted)
    expect(page.locator(f"#{LESSON}")).to_be_in_viewport()
    # and its title with it, below the bar of sections
    expect(_row(page).locator("> summary")).to_be_in_viewport()
    others = page.locator("details.row[open]")
    assert others.count() == 1


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize(
    "address",
    [
        "questions/#who-decides", "glossary/#causes-mandate", "contribute/problems/#cut-text",
        "contribute/fields/#case-lessons", "contribute/fields/#case-lessons-works-when", "about/#confidence",
        "timeline/#all-dates",
    ],
)  # fmt: skip
def test_an_address_of_a_guide_opens_all_that_hides_it(open_shelf: Any, address: str, scripted: bool) -> None:
    # the checker's messages, a term of a case and a hit of the search lead here
    page = open_shelf(address, PHONE, java_script_enabled=scripted)
    place = page.locator(f"#{address.partition('#')[2]}")
    expect(place).to_be_visible()
    expect(place).to_be_in_viewport()
    assert place.evaluate("one => !one.closest('details:not([open])')")


def test_the_way_from_the_key_points_opens_too(open_shelf: Any) -> None:
    page = open_shelf(CASE, PHONE)
    link = page.locator(".glance__lesson a").first
    id = str(link.get_attribute("href")).removeprefix("#")
    assert not _is_open(page, id)
    link.click()
    expect(page.locator(f"#{id}")).to_be_in_viewport()
    top = _row(page, id).locator("> summary").bounding_box()
    bar = page.locator(".case > .contents").bounding_box()
    assert top and bar and top["y"] >= bar["y"] + bar["height"]


def test_find_in_page_reaches_what_is_closed(open_shelf: Any) -> None:
    """A link to words is found as find-in-page finds them, and opens what hides them."""
    page = open_shelf(f"{CASE}#:~:text=went%20to%20and%20fro%20each%20evening", DESK)
    page.wait_for_function("id => document.getElementById(id).parentElement.open", arg=LESSON)


def test_the_keyboard_opens_a_row_and_its_evidence(open_shelf: Any) -> None:
    page = open_shelf(CASE, DESK)
    summary = _row(page).locator("> summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert _is_open(page)
    evidence = _row(page).locator(".evidence > summary")
    evidence.focus()
    page.keyboard.press("Space")
    # beside a note there are the links of the source: itself, and where a copy may be
    expect(_row(page).get_by_role("link", name="Archived copies")).to_be_visible()
    page.keyboard.press("Space")
    expect(_row(page).get_by_role("link", name="Archived copies")).to_be_hidden()


def test_one_button_opens_all_and_closes_all(open_shelf: Any) -> None:
    page = open_shelf(CASE, PHONE)
    folds = "[...document.querySelectorAll('main details:not(.evidence)')].map(one => one.open)"
    button = page.get_by_role("button", name="Open every row")
    assert not any(page.evaluate(folds))
    button.click()
    assert all(page.evaluate(folds)) and len(page.evaluate(folds)) > 10
    page.get_by_role("button", name="Close every row").click()
    assert not any(page.evaluate(folds))
    without = open_shelf(CASE, PHONE, java_script_enabled=False)
    expect(without.locator("[data-open-all]")).to_be_hidden()


def test_on_paper_all_is_open(open_shelf: Any) -> None:
    page = open_shelf(CASE, DESK, java_script_enabled=False)
    lay_on_paper(page)
    expect(page.locator(f"#{LESSON}")).to_be_visible()
    # of the evidence the numbers: the list of sources follows, and is open
    expect(page.locator(f"#{LESSON} .evidence li > a").first).to_be_visible()
    expect(page.locator(f"#{LESSON} .evidence li > span").first).to_be_hidden()
    expect(page.locator("#source-study-2021")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_whoever_comes_back_finds_the_place_and_what_was_open(open_shelf: Any, size: dict[str, int]) -> None:
    page = open_shelf(CASE, size)
    _row(page).locator("> summary").click()
    _row(page).locator(".evidence > summary").click()
    link = _row(page).locator(".item__term a").first
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 300
    link.click(no_wait_after=False)
    expect(page).not_to_have_url(re.compile(CASE))
    page.go_back()
    expect(page).to_have_url(re.compile(CASE))
    page.wait_for_function("place => Math.abs(scrollY - place) < 4", arg=before)
    assert _is_open(page)
    assert _row(page).locator(".evidence").evaluate("one => one.open")
    assert page.locator("main details[open]").count() == 2
    # the same after a reload
    page.reload()
    page.wait_for_function("place => Math.abs(scrollY - place) < 4", arg=before)
    expect(page.locator("main details[open]")).to_have_count(2)


def test_one_back_from_the_list_of_sources_is_the_place_that_one_left(open_shelf: Any) -> None:
    page = open_shelf(f"{CASE}#{LESSON}", PHONE)
    _row(page).locator(".evidence > summary").click()
    page.locator(f"#{LESSON} .evidence li > a").first.click()
    all_sources = page.locator(".source-here").get_by_role("link", name="In the list of sources")
    before = page.evaluate("scrollY")
    all_sources.click()
    expect(page.locator("#source-study-2021")).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) > 300
    page.go_back()
    page.wait_for_function("place => Math.abs(scrollY - place) < 4", arg=before)
    assert _row(page).locator(".evidence").evaluate("one => one.open")


def test_a_mark_of_the_story_shows_its_source_where_it_stands(open_shelf: Any) -> None:
    page = open_shelf(CASE, PHONE)
    mark = page.locator(".evidence--inline .ref").first
    mark.focus()
    place = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    box = page.locator(".source-here")
    expect(box).to_be_visible()
    expect(box).to_be_focused()
    entry = page.locator(str(mark.get_attribute("href")))
    title = entry.locator("cite").first.text_content()
    expect(box).to_contain_text(str(title))
    assert page.evaluate("scrollY") == place
    assert_accessible(page, ".source-here")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(mark).to_be_focused()
    # the way on to the list opens it
    mark.click()
    page.locator(".source-here").get_by_role("link", name="In the list of sources").click()
    expect(entry).to_be_in_viewport()
    # without a script the mark itself is that way
    without = open_shelf(CASE, PHONE, java_script_enabled=False)
    without.locator(".evidence--inline .ref").first.click()
    expect(without.locator(str(mark.get_attribute("href")))).to_be_in_viewport()


def test_the_bar_of_sections_stays_and_says_where_one_is(open_shelf: Any) -> None:
    page = open_shelf(CASE, PHONE)
    bar = page.locator(".case > .contents")
    page.locator("#failures").scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    expect(bar).to_be_in_viewport()
    expect(bar.locator("[aria-current]")).to_have_count(1)
    page.evaluate("document.querySelector('#failures').scrollIntoView()")
    expect(bar.locator("[aria-current]")).to_contain_text("Failures")
    expect(bar.locator("[aria-current]")).to_be_in_viewport()


@pytest.mark.parametrize("opened", [False, True])
def test_nothing_is_wrong_with_rows(open_shelf: Any, opened: bool) -> None:
    page = open_shelf(CASE, PHONE, reduced_motion="reduce")
    if opened:
        page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    assert_none(see_everywhere(page))


def test_rows_can_be_told_apart_in_forced_colours(open_shelf: Any) -> None:
    page = open_shelf(CASE, PHONE, forced_colors="active")
    width = "one => getComputedStyle(one).borderTopStyle"
    assert page.locator(".row").first.evaluate(width) != "none"


def test_a_case_does_not_move_while_it_comes(open_shelf: Any) -> None:
    page = open_shelf(f"{CASE}#{LESSON}", PHONE)
    page.wait_for_timeout(300)
    shift = page.evaluate(
        """() => new Promise((done) => {
             let sum = 0
             new PerformanceObserver((list) => {
               for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value
             }).observe({ type: "layout-shift", buffered: true })
             setTimeout(() => done(sum), 100)
           })"""
    )
    assert shift < 0.05, shift
