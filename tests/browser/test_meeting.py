"""The workshop and the meeting sheet in a browser: cases are chosen in three ways, and two pages of paper hold two of them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from browsing import DESK, PHONE, assert_none, lay_on_paper, see, see_enlarged, see_everywhere, see_focus, see_on_paper
from playwright.sync_api import Page, expect

from casebook.book import Book
from casebook.render.pages.workshop import plan_steps

TWO = "workshop/meeting/#cases=durban-soup-tent,lima-mercado-de-pulgas"
ACROSS = {"width": 695, "height": 1016}
"""What A4 holds between the margins of the sheet, in pixels."""


def _count_pages(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def _status(page: Page) -> Any:
    return page.get_by_role("status")


def _questions(page: Page) -> Any:
    return page.locator(".meeting__case:not(.meeting__case--blank)")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_choosing_cases_fills_the_sheet(open_shelf: Any, viewport: dict[str, int]) -> None:
    page = open_shelf("workshop/meeting/", viewport)
    expect(_status(page)).to_contain_text("Choose a case of each city")
    expect(page.locator(".meeting__case--blank")).to_have_count(2)
    page.get_by_label("First case").select_option("durban-soup-tent")
    expect(_status(page)).to_have_text("The sheet below is for: Durban.")
    # the other city has no case here: its column stays empty
    expect(page.locator(".meeting__case--blank")).to_have_count(1)
    page.get_by_label("Second case, if you like").select_option("lima-mercado-de-pulgas")
    expect(_status(page)).to_have_text("The sheet below is for: Durban and Lima.")
    expect(page.locator(".meeting__case--blank")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"meeting/#cases=durban-soup-tent,lima-mercado-de-pulgas$"))
    expect(page.get_by_role("heading", name="Two hours: Durban and Lima")).to_be_visible()
    expect(_questions(page).nth(0).get_by_role("listitem")).to_have_count(7)
    expect(_questions(page).nth(1)).to_contain_text("Nobody will open on Monday")
    expect(page.locator(".meeting__bring").nth(1)).to_contain_text("A place that nobody uses")
    page.go_back()
    expect(_status(page)).to_have_text("The sheet below is for: Durban.")
    expect(page.get_by_label("Second case, if you like")).to_have_value("")


def test_a_question_leads_to_what_it_rests_on(open_shelf: Any) -> None:
    page = open_shelf(TWO, DESK)
    _questions(page).nth(1).get_by_role("link", name=re.compile("Read it there ?: What broke")).click()
    expect(page).to_have_url(re.compile(r"cases/lima-mercado-de-pulgas/#the-same-six-people-each$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_case_of_the_list_goes_onto_the_sheet(open_shelf: Any) -> None:
    page = open_shelf(TWO, DESK)
    page.get_by_text("Kenya").click()
    page.get_by_role("link", name=re.compile("^Nairobi")).click()
    expect(_status(page)).to_have_text("The sheet below is for: Durban, Lima and Nairobi.")
    expect(page.get_by_label("Third case, if you like")).to_have_value("nairobi-night-water")
    # a fourth takes the place of the third
    page.get_by_text("Argentina").click()
    page.get_by_role("link", name=re.compile("^Rosario")).click()
    expect(_status(page)).to_have_text("The sheet below is for: Durban, Lima and Rosario.")


def test_what_was_saved_is_offered(open_shelf: Any) -> None:
    page = open_shelf("workshop/meeting/", PHONE)
    expect(page.get_by_text("From your list:")).to_be_hidden()
    saved = ["lima-hill-kitchens#ask-the-smallest-thing-first", "lima-hill-kitchens", "nairobi-night-water", 7, "../x"]
    page.evaluate("(text) => localStorage.setItem('casebook-list', text)", json.dumps(saved))
    page.reload()
    offered = page.locator("[data-meeting-saved] button")
    expect(offered).to_have_text([re.compile("^Lima: Hill kitchens"), re.compile("^Nairobi: ")])
    offered.nth(1).click()
    offered.nth(0).click()
    expect(_status(page)).to_have_text("The sheet below is for: Nairobi and Lima.")
    page.evaluate("localStorage.setItem('casebook-list', '{broken')")
    page.reload()
    expect(_status(page)).to_have_text("The sheet below is for: Nairobi and Lima.")
    expect(page.get_by_text("From your list:")).to_be_hidden()


def test_a_case_that_is_not_there_is_said(open_shelf: Any) -> None:
    page = open_shelf("workshop/meeting/#cases=no-such-case,durban-soup-tent", PHONE)
    expect(_status(page)).to_have_text(re.compile(r"is for: Durban\. Could not be loaded.*: no-such-case\.$"))
    open_shelf.forgive("404")


def test_by_keyboard(open_shelf: Any) -> None:
    page = open_shelf("workshop/meeting/", DESK)
    page.get_by_label("First case").focus()
    page.keyboard.type("Nai")
    page.keyboard.press("Tab")
    page.keyboard.type("Ros")
    expect(_status(page)).to_have_text("The sheet below is for: Nairobi and Rosario.")
    expect(page.get_by_label("Second case, if you like")).to_be_focused()


@pytest.mark.parametrize(
    ("cases", "pages"),
    [("", 2), ("durban-soup-tent", 2), ("durban-soup-tent,lima-mercado-de-pulgas", 2), ("durban-soup-tent,lima-mercado-de-pulgas,nairobi-night-water", 3)],
    ids=["none", "one", "two", "three"],
)  # fmt: skip
def test_on_paper_it_has_a_page_to_ask_and_a_page_to_take_along(open_shelf: Any, cases: str, pages: int) -> None:
    page = open_shelf(f"workshop/meeting/{'#cases=' if cases else ''}{cases}", PHONE, color_scheme="dark")
    expect(_questions(page)).to_have_count(len(cases.split(",")) if cases else 0)
    assert _count_pages(page) == pages
    lay_on_paper(page, color_scheme="dark")
    page.set_viewport_size(ACROSS)
    for form in (".picks", ".meeting__list", ".site-header"):
        expect(page.locator(form)).to_be_hidden()
    # each question has room to write below it, and stands level with the same question to the other city
    rooms = page.locator(".meeting__asks > .meeting__lines").evaluate_all("all => all.map(one => one.clientHeight)")
    assert min(rooms) >= 18, rooms
    tops = page.locator(".meeting__case > ol").evaluate_all(
        "all => all.map(one => [...one.children].map(each => Math.round(each.getBoundingClientRect().top)))"
    )
    assert len(tops[0]) == 7 and tops[0] == tops[1]
    # where in its case a question rests is a link on the screen, and nothing to read on paper
    expect(page.locator(".meeting__where:visible")).to_have_count(0)
    assert not re.search(r"#\w", page.locator("[data-meeting-sheet]").inner_text())
    expect(page.locator(".meeting__next th").nth(0)).to_have_text("Who asks (role)")
    for box in page.locator(".meeting__box .meeting__lines").all():
        assert (box.bounding_box() or {})["height"] > 80
    if cases:
        expect(page.locator(".meeting__address").first).to_have_text(re.compile(r"/cases/durban-soup-tent/$"))
    assert_none(see(page, "paper", "faint", state="on paper"))


def test_no_ring_of_the_focus_is_printed(open_shelf: Any) -> None:
    page = open_shelf(TWO, DESK)
    link = page.locator(".meeting__from a").first
    page.get_by_label("First case").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    expect(link).to_be_focused()
    expect(link).to_have_css("outline-style", "solid")
    lay_on_paper(page)
    expect(link).to_have_css("outline-style", "none")


@pytest.mark.parametrize("address", ["workshop/", TWO], ids=["workshop", "meeting"])
def test_nothing_is_wrong_with_it(open_shelf: Any, address: str) -> None:
    page = open_shelf(address, PHONE, reduced_motion="reduce")
    if address == TWO:
        expect(_status(page)).to_contain_text("Durban and Lima")
    faults = see_everywhere(page)
    faults += see_focus(page)
    faults += see_on_paper(page, tool=True)
    assert_none(faults + see_enlarged(page))


def test_the_workshop_is_three_pages_of_paper(open_page: Any) -> None:
    page = open_page("workshop/", DESK)
    expect(page.locator(".workshop__wall")).to_be_hidden()
    assert _count_pages(page) == 3
    lay_on_paper(page)
    page.set_viewport_size({"width": 688, "height": 1024})
    expect(page.get_by_role("heading", name="How a fishbowl goes")).to_be_visible()
    expect(page.locator(".workshop__more")).to_be_hidden()
    # each part fits its page, also where the address of the site is longer by a line or two
    for part in page.locator(".workshop__page:not(.workshop__page--wall)").all():
        assert (part.bounding_box() or {})["height"] < 960
    # the question hangs on the wall in large letters
    wall = page.locator(".workshop__wall")
    expect(wall).to_be_visible()
    assert wall.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") > 60
    # what one types is there in letters
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_role("link", name="Cards for the table")).to_have_attribute(
        "data-short", re.compile(r"^[^/]+/(.+/)?workshop/cards/$")
    )


def test_on_paper_the_workshop_is_for_any_room(open_page: Any, project_book: Book) -> None:
    page = open_page("workshop/", DESK)
    lay_on_paper(page)
    printed = " ".join(page.locator("main").inner_text().split())
    assert "Fishbowl: the stories" in printed and not re.search(r"\bn\d{3}\b|\bnotes? n", printed)
    for source in project_book.shared.values():
        if not source.agenda:
            continue
        own = [*source.objectives, source.question, *(note.says for step in plan_steps(source) for note in step.asks)]
        for words in filter(None, own):
            assert " ".join(words.split()) not in printed
        for name in source.agenda:
            assert f"“{name}”" not in printed
        # on the screen each of them is there, with its note
        page.emulate_media(media="screen")
        seen = " ".join((page.locator("main").text_content() or "").split())
        for words in filter(None, (*source.objectives, source.question)):
            assert " ".join(words.split()) in seen


def test_what_is_not_needed_first_is_folded(open_shelf: Any) -> None:
    page = open_shelf("workshop/", PHONE)
    for fold in ("A case for each theme", "Its agenda, and what it leaves open"):
        body = page.locator("details.fold", has_text=fold).locator(".fold__body")
        expect(body).to_be_hidden()
    page.get_by_text("A case for each theme").click()
    expect(page.locator(".workshop__more .row").first).to_be_visible()


def test_without_javascript_there_is_an_empty_sheet(open_shelf: Any) -> None:
    page = open_shelf("workshop/meeting/", PHONE, java_script_enabled=False)
    expect(page.get_by_role("combobox")).to_have_count(0)
    expect(page.locator(".meeting__case--blank")).to_have_count(2)
    expect(page.get_by_text("print the empty sheet")).to_be_visible()
    assert _count_pages(page) == 2
    page.get_by_text("Kenya").click()
    page.get_by_role("link", name=re.compile("^Nairobi")).click()
    expect(page).to_have_url(re.compile("cases/nairobi-night-water/$"))
