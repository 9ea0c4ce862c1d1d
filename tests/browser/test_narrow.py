"""A list of lessons narrowed down: by what stands at each row and by its words, on the invented book and on a large one.

What fits is asked of the modules (test_modules.py), and how cases are narrowed down of the explorer
(test_explore.py), which has the same mechanism. Here it is seen that a reader can, on a page of rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import DESK, PHONE, assert_none, be_painted, see_everywhere, slow_down, tab_to
from many_cases import make_book
from playwright.sync_api import Page, expect

from benchmarks.explorer import write_explorer
from casebook.fields import Schemas
from casebook.find import ITEMS_ADDRESS, write_items
from casebook.render import Renderer, render_fragments
from casebook.render.pages import hubs
from casebook.render.paging import CARDS
from casebook.render.rows import IN_SIGHT

LESSONS = 31
"""How many the invented book has."""
KEYS = "Have the keys ready in quiet years"
WAITING = "Let those who wait say what is slow"
INTO_CASE = ".row__body .item__from a[href*='#']"
"""What leads from a row to the item in its case."""
MANY = 110


def titles(page: Page) -> list[str]:
    """The titles of the rows in sight, without what they are."""
    found = page.locator("ul.rows .row__title").evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.textContent)"
    )
    return [re.sub(r"^\s*\w+:\s*", "", one).strip() for one in found]


def heading(page: Page) -> Any:
    return page.locator("#narrowed")


def value(page: Page, facet: str, id: str) -> Any:
    """The checkbox of a value, in its open facet."""
    page.locator(".narrow").evaluate("one => { one.open = true }")
    page.locator(f'[data-facet="{facet}"]').evaluate("one => { one.open = true }")
    return page.locator(f'input[name="{facet}"][value="{id}"]')


def type_words(page: Page, words: str) -> None:
    page.get_by_label("With the words").fill(words)


# ---- the invented book ----


def test_lessons_by_the_cause_that_they_answer(open_shelf: Any) -> None:
    page = open_shelf("lessons/")
    expect(heading(page)).to_have_text(f"{LESSONS} lessons")
    assert len(titles(page)) == LESSONS
    expect(page.locator('[data-facet="cause"] .facet__title')).to_have_text("Cause of failure that it answers")
    value(page, "cause", "red-tape").check()
    expect(heading(page)).to_have_text(f"2 of {LESSONS} lessons")
    assert sorted(titles(page)) == [KEYS, WAITING]
    assert page.evaluate("location.hash") == "#cause=red-tape"
    # the row opens where it is, and leads to its case
    row = page.locator("ul.rows > li", has_text=KEYS)
    row.locator("summary").click()
    row.locator(INTO_CASE).click()
    expect(page).to_have_url(re.compile(r"cases/durban-empty-school/#have-the-keys-ready-in$"))


def test_lessons_by_a_word_as_one_step_of_the_history(open_shelf: Any) -> None:
    page = open_shelf("lessons/")
    field = page.get_by_label("With the words")
    field.press_sequentially("quiet KEYS", delay=20)
    expect(heading(page)).to_have_text(f"3 of {LESSONS} lessons")
    assert set(titles(page)) == {KEYS}
    expect(field).to_be_focused()
    chip = page.get_by_role("button", name="Remove “quiet KEYS”")
    expect(chip).to_be_visible()
    value(page, "country", "ZA").check()
    expect(heading(page)).to_have_text(f"1 of {LESSONS} lessons")
    expect(page).to_have_url(re.compile(r"#country=ZA&words=quiet\+KEYS$"))
    page.go_back()
    expect(heading(page)).to_have_text(f"3 of {LESSONS} lessons")
    page.go_back()
    expect(heading(page)).to_have_text(f"{LESSONS} lessons")
    expect(field).to_have_value("")
    page.go_forward()
    expect(field).to_have_value("quiet KEYS")
    chip.click()
    expect(heading(page)).to_have_text(f"{LESSONS} lessons")
    expect(heading(page)).to_be_focused()
    expect(field).to_have_value("")


def test_an_address_opens_narrowed_and_stays_so_when_loaded_anew(open_shelf: Any) -> None:
    page = open_shelf("lessons/?cause=RED-TAPE&words=what+slow")
    for _ in range(2):
        expect(heading(page)).to_have_text(f"1 of {LESSONS} lessons")
        assert titles(page) == [WAITING]
        assert page.evaluate("location.search") == ""
        page.reload()
    page = open_shelf("lessons/#who=martians&words=no+such+words")
    expect(page.locator(".narrowed__note")).to_contain_text("No lesson has “martians” under For whom")
    page.get_by_role("button", name="Without “no such words”").click()
    expect(heading(page)).to_have_text(f"{LESSONS} lessons")


def test_whoever_comes_back_from_a_case_finds_the_place_with_what_was_open(open_shelf: Any) -> None:
    page = open_shelf("lessons/#country=ZA")
    expect(heading(page)).to_have_text(re.compile(" of "))
    row = page.locator("ul.rows > li").nth(6)
    row.locator("summary").click()
    link = row.locator(INTO_CASE)
    link.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 300
    link.click()
    expect(page).to_have_url(re.compile("cases/"))
    page.go_back()
    expect(page.locator("ul.rows > li").nth(6).locator("details")).to_have_attribute("open", "")
    page.wait_for_function("(place) => Math.abs(scrollY - place) < 3", arg=place)
    expect(heading(page)).to_have_text(re.compile(" of "))


def test_by_keyboard_alone(open_shelf: Any) -> None:
    page = open_shelf("lessons/")

    tab_to(page, ".narrow > summary")
    page.keyboard.press("Enter")
    tab_to(page, '[data-facet="cause"] > summary')
    page.keyboard.press("Enter")
    tab_to(page, 'input[value="red-tape"]')
    page.keyboard.press("Space")
    expect(heading(page)).to_have_text(f"2 of {LESSONS} lessons")
    tab_to(page, ".facets__show")
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()
    tab_to(page, "[name=words]")
    page.keyboard.type("keys")
    expect(heading(page)).to_have_text(f"1 of {LESSONS} lessons")
    expect(page.locator("[name=words]")).to_be_focused()
    tab_to(page, "ul.rows summary")
    page.keyboard.press("Enter")
    expect(page.locator(INTO_CASE)).to_be_visible()


def test_nothing_that_is_asked_for_leaves_the_page(open_shelf: Any) -> None:
    page = open_shelf("lessons/")
    asked: list[str] = []
    # a browser asks for the sign of the site whenever the address changes
    page.on("request", lambda one: asked.append(one.url) if not one.url.endswith("favicon.svg") else None)
    type_words(page, "canary")
    page.get_by_label("With the words").press("Enter")
    value(page, "country", "ZA").check()
    expect(heading(page)).to_have_text("No lesson fits")
    assert asked == []


def test_without_a_script_every_row_and_list_is_there(open_shelf: Any) -> None:
    page = open_shelf("lessons/", java_script_enabled=False)
    expect(page.locator("ul.rows > li")).to_have_count(LESSONS)
    page.locator("ul.rows summary").first.click()
    expect(page.locator(INTO_CASE).first).to_be_visible()
    expect(page.locator(".results__tools")).to_be_hidden()
    page.locator(".narrow > summary").click()
    page.locator('[data-facet="cause"] > summary').click()
    page.locator('[data-facet="cause"] [data-value="red-tape"]').click()
    expect(page).to_have_url(re.compile("causes/red-tape/$"))


def test_nothing_moves_when_a_narrowed_list_is_opened(open_shelf: Any) -> None:
    for viewport in (PHONE, DESK):
        for address in ("lessons/#cause=red-tape", "explore/#country=ZA", "lessons/"):
            page = open_shelf("about/", viewport)
            network = page.context.new_cdp_session(page)
            slow_down(network)
            page.add_init_script(
                """window.moved = 0; new PerformanceObserver((list) => {
                   for (const one of list.getEntries()) if (!one.hadRecentInput) moved += one.value
                   }).observe({type: "layout-shift", buffered: true})"""
            )
            page.goto(page.url.replace("about/", address))
            if "#" in address:
                expect(heading(page)).to_have_text(re.compile(" of "), timeout=20_000)
            page.wait_for_timeout(300)
            # without the room that the style keeps it is 0.03 to 0.05
            assert page.evaluate("moved") < 0.02, (address, viewport)


@pytest.mark.parametrize("address", ["lessons/", "failures/#words=the", "entry-points/"])
def test_what_one_narrows_with_can_be_used_by_everybody(open_page: Any, address: str) -> None:
    """On the project's own site, closed and open."""
    page = open_page(address, reduced_motion="reduce")
    expect(page.locator(".narrow")).to_be_visible()
    assert_none(see_everywhere(page))
    page.evaluate("for (const one of document.querySelectorAll('.narrow, .facet')) one.open = true")
    page.evaluate("for (const one of [...document.querySelectorAll('.row')].slice(0, 3)) one.open = true")
    assert_none(see_everywhere(page))


# ---- larger books ----


@pytest.fixture(scope="module")
def large_url(tmp_path_factory: pytest.TempPathFactory, project_schemas: Schemas, serve_folder: Any) -> Iterator[str]:
    """The lessons of a book that needs more than one leaf."""
    site = tmp_path_factory.mktemp("lists")
    write_explorer(site, make_book(MANY), project_schemas, (hubs.render_lessons,))
    with serve_folder(site) as address:
        yield address


@pytest.fixture(scope="module")
def far_url(tmp_path_factory: pytest.TempPathFactory, project_schemas: Schemas, serve_folder: Any) -> Iterator[str]:
    """The same as if it were too long for the texts of all rows to stand on the page."""
    site = tmp_path_factory.mktemp("far")
    book = make_book(MANY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hubs, "TEXT_ROWS", CARDS)
        write_explorer(site, book, project_schemas, (hubs.render_lessons,))
    texts = {ITEMS_ADDRESS: write_items(book), **dict(render_fragments(Renderer(book, project_schemas)))}
    for name, text in texts.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    (site / "404.html").write_text("<!doctype html><title>Not here</title>", encoding="utf-8")
    with serve_folder(site) as address:
        yield address


def test_leaves_open_on_demand_with_a_script_and_without(open_page: Any, large_url: str) -> None:
    for script in (True, False):
        page = open_page("lessons/", base=large_url, java_script_enabled=script)
        leaves = page.locator(".leaf > summary")
        expect(leaves).to_have_text(["1 to 50", "51 to 100", f"101 to {MANY}"])
        assert page.locator("ul.rows > li").count() == MANY
        leaves.last.scroll_into_view_if_needed()
        before = leaves.last.bounding_box()
        leaves.last.click()
        # what one touches stays where it is
        assert leaves.last.bounding_box() == before
        expect(page.locator(".leaf").last.locator("li").last).to_be_visible()


def test_all_rows_of_the_page_are_narrowed_without_asking_for_anything(open_page: Any, large_url: str) -> None:
    page: Page = open_page("lessons/", DESK, base=large_url)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url.removeprefix(large_url)))
    page.get_by_label("Sort by").select_option(label="Country and city, A to Z")
    expect(page.locator(".leaf > summary")).to_have_text(["1 to 50", "51 to 100", f"101 to {MANY}"])
    expect(heading(page)).to_have_text(f"{MANY} lessons")
    value(page, "country", "ZA").check()
    expect(heading(page)).to_have_text(f"{MANY // 5} of {MANY} lessons")
    expect(page.locator(".leaf")).to_have_count(0)
    assert [one for one in asked if "favicon" not in one] == []
    page.get_by_role("button", name="Clear all").click()
    page.get_by_label("Sort by").select_option(label="One of each case first")
    expect(page.locator(".leaf > summary")).to_have_count(3)


def test_rows_that_do_not_stand_on_the_page_come_when_they_fit(open_page: Any, far_url: str) -> None:
    page: Page = open_page("lessons/", DESK, base=far_url)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url.removeprefix(far_url)))
    expect(page.locator("ul.rows > li")).to_have_count(IN_SIGHT)
    expect(page.locator(".leaf > summary")).to_have_text([f"{IN_SIGHT + 1} to {CARDS}"])
    expect(page.get_by_label("With the words")).to_have_count(0)
    value(page, "country", "ZA").check()
    expect(heading(page)).to_have_text(f"{MANY // 5} of {MANY} lessons")
    expect(page.locator("ul.rows > li")).to_have_count(MANY // 5)
    assert {"find/cases.json", "find/items.json"} <= set(asked)
    # whether its row has come or not, each leads to its case
    leads = page.locator("ul.rows > li").evaluate_all("all => all.map((one) => one.querySelector('a').href)")
    in_country = {case.id for case in make_book(MANY).cases if "ZA" in case.countries}
    assert {re.findall(r"kitchen-\d+", one)[0] for one in leads} == in_country
    # what nears the screen has come as a row like those of the page
    row = page.locator("ul.rows > li").first
    row.locator("summary").click()
    link = row.locator(INTO_CASE)
    assert re.fullmatch(rf"{far_url}cases/kitchen-\d+/#lesson", link.evaluate("one => one.href"))
    assert_none(see_everywhere(page))
    page.get_by_role("button", name="Clear all").click()
    expect(heading(page)).to_have_text(f"{MANY} lessons")
    expect(page.locator(".leaf > summary")).to_have_text([f"{IN_SIGHT + 1} to {CARDS}"])
    # all of them are there, fifty at a time
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile("#page=2$"))
    expect(page.locator("ul.rows > li")).to_have_count(CARDS)
    page.get_by_role("link", name="Next").click()
    expect(page.locator("ul.rows > li")).to_have_count(MANY - 2 * CARDS)


def test_on_a_phone_the_filter_answers_before_the_list_below_it(open_page: Any, large_url: str) -> None:
    page: Page = open_page("lessons/", PHONE, base=large_url)
    box, done = value(page, "country", "ZA"), page.locator(".facets__show")
    page.locator(".facet").last.evaluate("one => { one.style.paddingBottom = '200vh' }")
    box.scroll_into_view_if_needed()
    be_painted(page)
    # what is on the screen when the tap is painted, and what stands far below then
    page.evaluate(
        """() => document.querySelector(".facets").addEventListener("change", () => requestAnimationFrame(() => {
             window.seen = [".facets__show", "#narrowed"].map((one) => document.querySelector(one).textContent)
           }), { once: true })"""
    )
    box.check()
    expect(heading(page)).to_have_text(f"{MANY // 5} of {MANY} lessons")
    assert page.evaluate("seen") == [f"Show {MANY // 5} lessons", f"{MANY} lessons"]
    # whoever goes there finds it as it was asked for, at once
    value(page, "country", "BR").check()
    done.click()
    expect(heading(page)).to_be_focused()
    assert heading(page).inner_text() == f"{MANY // 5 * 3 - MANY // 50} of {MANY} lessons"
    assert page.locator(".chosen__value").count() == 2
    expect(page).to_have_url(re.compile("#country=BR&country=ZA$|#country=ZA&country=BR$"))


def test_without_a_script_a_list_too_long_for_its_page_goes_on(open_page: Any, far_url: str) -> None:
    page = open_page("lessons/", base=far_url, java_script_enabled=False)
    page.get_by_role("link", name="Next").click()
    expect(page.locator("ul.short > li")).to_have_count(CARDS)
    page.get_by_role("link", name="Back to the first page").click()
    expect(page).to_have_url(re.compile("lessons/$"))


def test_where_the_tables_cannot_be_loaded_it_is_said(open_page: Any, far_url: str) -> None:
    page = open_page("lessons/", DESK, base=far_url)
    page.route("**/items.json", lambda route: route.fulfill(status=500, body="out of order"))
    value(page, "country", "ZA").check()
    expect(page.locator(".narrowed__note")).to_contain_text("could not be narrowed down")
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(heading(page)).to_have_text(f"{MANY // 5} of {MANY} lessons")
    open_page.forgive("500")
