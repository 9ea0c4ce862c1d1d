"""The search: on a phone and a desk, by keyboard, on a slow line, below a path, and where it cannot work."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from browsing import DESK, PHONE, Held, ask_last, assert_none, see, see_everywhere, slow_down
from playwright.sync_api import Browser, Locator, Page, expect

FIRST = 3
START = "cases/durban-soup-tent/"
GROUPS = ["Cases", "Entry points", "Lessons", "Failures", "Questions", "Terms", "Sources"]


@pytest.fixture
def visit(open_shelf: Any) -> Any:
    """A function that opens a page from which one searches."""

    def visit_(address: str = START, viewport: dict[str, int] = PHONE, **options: Any) -> Page:
        return open_shelf(address, viewport, **options)

    visit_.problems = open_shelf.problems
    return visit_


def opener(page: Page) -> Any:
    return page.get_by_role("banner").get_by_role("link", name="Search", exact=True)


def field(page: Page) -> Any:
    return page.get_by_role("searchbox", name="Search the casebook")


def search_for(page: Page, query: str) -> None:
    """Open the search by key, type, and wait until what one sees of it is there."""
    if not field(page).is_visible():
        page.keyboard.press("/")
    field(page).fill(query)
    settled(page)


def settled(page: Page) -> None:
    expect(page.locator(".search__results")).to_have_attribute("aria-busy", "false", timeout=10_000)
    expect(status(page)).to_contain_text(re.compile(r"result|Nothing found|No case from"))


def see_all(page: Page) -> None:
    """Go through all groups, so that their hits come."""
    for group in page.locator(".found").all():
        group.locator("h2").scroll_into_view_if_needed()
        expect(group.locator(".hit").first).to_be_attached()
    expect(page.locator(".found[aria-busy]")).to_have_count(0)


def status(page: Page) -> Any:
    return page.locator(".search__status")


def titles(page: Page) -> list[str]:
    return page.locator(".hit__title").all_text_contents()


def leaders(page: Page) -> list[str]:
    """The titles of the first group, which are there first of all."""
    return page.locator(".found:first-child .hit__title").all_text_contents()


def test_not_a_byte_before_somebody_searches(visit: Any) -> None:
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    page.mouse.wheel(0, 3000)
    opener(page).hover()
    ask_last(page, "?the-last-of-them")
    assert asked and "the-last-of-them" in asked[-1]
    assert not [url for url in asked if "/find/" in url]
    search_for(page, "shelter")
    assert [url for url in asked if "/find/index/" in url]


def test_no_key_is_lost_while_the_search_is_on_its_way(visit: Any) -> None:
    page = visit()
    slow_down(page.context.new_cdp_session(page))
    # the field has the focus at once, long before the first file of the search is there
    page.keyboard.press("/")
    page.keyboard.type("shelter")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("shelter")
    expect(page.locator(".hit__title").first).to_be_visible(timeout=30_000)
    expect(field(page)).to_have_value("shelter")
    expect(page.get_by_role("link", name="Open as a page")).to_have_attribute("href", re.compile(r"search/#q=shelter$"))


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("way", ["click", "/", "Control+k"])
def test_it_opens_with_the_focus_in_the_field_and_gives_it_back(visit: Any, way: str, viewport: dict[str, int]) -> None:
    page = visit(viewport=viewport)
    link = opener(page)
    link.focus()
    if way == "click":
        link.click()
    else:
        page.keyboard.press(way)
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog).to_be_visible()
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_keys_that_mean_something_else_do_not_open_it(visit: Any) -> None:
    page = visit("")
    choice = page.locator("main select").first
    choice.press("/")
    choice.blur()
    page.keyboard.press("Alt+/")
    assert page.locator("dialog").count() == 0
    # a key that means the search opens it before anything else happens
    page.keyboard.press("/")
    assert page.locator("dialog[open]").count() == 1


def list_groups(page: Page) -> list[str]:
    return [re.sub(r"\s*\d+$", "", one) for one in page.locator(".found h2").all_text_contents()]


def test_results_stand_in_groups_with_their_numbers_and_marks(visit: Any) -> None:
    page = visit(viewport=DESK)
    search_for(page, "tent")
    assert list_groups(page) == [one for one in GROUPS if one not in {"Questions", "Sources"}]
    search_for(page, "keys")
    # a lesson has the word in its title, and no case has
    assert list_groups(page) == ["Lessons", "Cases", "Entry points", "Questions", "Terms"]
    search_for(page, "shelter")
    numbers = [int(one) for one in page.locator(".found h2 .contents__size").all_text_contents()]
    told = status(page).inner_text()
    groups = list_groups(page)
    see_all(page)
    assert f"{sum(numbers)} results" in told and f"{numbers[groups.index('Lessons')]} lessons" in told
    for section, number in zip(page.locator(".found").all(), numbers, strict=True):
        assert section.locator(".hit").count() == min(FIRST, number)
        assert section.locator("h2 .icon").count() == 1
    hit = page.locator(".found--failure .hit").first
    assert hit.locator("mark").count() and "South Africa ·" in hit.locator(".hit__context").inner_text()


@pytest.mark.parametrize(
    ("query", "leader", "title"),
    [
        ("thank volunteers with rest", "Lessons", "Thank volunteers with rest, not with words"),
        ("a year between two counters", "Failures", "A year between two counters"),
        ("an official who stayed", "Entry points", "An official who stayed to look"),
        ("red tape", "Terms", "Red tape"),
        ("round table", "Cases", "A round table in the bus depot"),
        # nothing says it in its title
        ("cannot be settled by a shelf", "Cases", ""),
    ],
)
def test_the_group_whose_title_says_it_stands_first_and_nothing_moves(
    visit: Any, query: str, leader: str, title: str
) -> None:
    page = visit()
    search_for(page, "tent")
    page.evaluate(
        """() => { window.orders = []
           const look = () => orders.push([...document.querySelectorAll('.found h2')].map((one) => one.id).join())
           new MutationObserver(look).observe(document.querySelector('.search__results'), {childList: true, subtree: true}) }"""
    )
    field(page).fill(query)
    settled(page)
    groups = list_groups(page)
    assert groups[0] == leader and groups[1:] == [one for one in GROUPS if one in groups and one != leader]
    if title:
        assert title in titles(page)[:FIRST]
    # they are all there before the first is shown
    assert len({order for order in page.evaluate("orders") if order.count("found-") == len(groups)}) == 1


def find_failures(page: Page) -> tuple[Locator, int]:
    """A search with more failures than stand there at first: their group, and how many there are."""
    search_for(page, "list")
    see_all(page)
    group = page.locator(".found.found--failure")
    return group, int(group.locator("h2 .contents__size").inner_text())


def test_more_shows_the_others_and_goes_on_there(visit: Any) -> None:
    page = visit(viewport=DESK)
    group, number = find_failures(page)
    group.get_by_role("button", name=f"{number - FIRST} more failures").press("Enter")
    expect(group.locator(".hit")).to_have_count(min(number, FIRST + 20))
    expect(group.locator(".hit__title").nth(FIRST)).to_be_focused()
    found = group.locator(".hit__title").evaluate_all("all => all.map(one => one.href)")
    assert len(set(found)) == min(number, FIRST + 20)


def test_more_that_is_pressed_twice_comes_once(visit: Any) -> None:
    page = visit(viewport=DESK)
    group, number = find_failures(page)
    held = Held(page, "**/find/index/*.texts")
    more = group.locator(".found__more")
    more.evaluate("more => { more.click(); more.click() }")
    held.let_go()
    expect(group.locator(".hit")).to_have_count(min(number, FIRST + 20))
    page.wait_for_timeout(200)
    found = group.locator(".hit__title").evaluate_all("all => all.map(one => one.href)")
    assert len(found) == len(set(found)) == min(number, FIRST + 20)


def test_what_is_far_below_is_loaded_when_one_comes_near(visit: Any) -> None:
    page = visit("search/", PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    search_for(page, "tent")
    groups = page.locator(".found")
    far = groups.last
    # all of them are named, with their numbers
    assert groups.count() == page.locator(".found__chip").count() > 4
    assert far.locator("h2").text_content() and far.locator(".hit").count() == 0
    early = len([url for url in asked if url.endswith(".texts")])
    # a chip leads there, and what stands above has come too, so that nothing moves any more
    page.locator(".found__chip").last.click()
    expect(far.locator(".hit").first).to_be_in_viewport()
    expect(far.locator("h2")).to_be_focused()
    expect(page.locator(".found[aria-busy]")).to_have_count(0)
    expect(far.locator("h2")).to_be_in_viewport()
    assert len([url for url in asked if url.endswith(".texts")]) > early
    # another search begins anew
    search_for(page, "shelter")
    assert groups.last.locator(".hit").count() == 0


def test_what_is_far_below_waits_in_the_dialog_too_however_it_was_opened(visit: Any) -> None:
    page = visit()
    # what keeps the place that one comes back to makes nobody one who came back
    page.mouse.wheel(0, 500)
    opener(page).click()
    field(page).fill("tent")
    settled(page)
    assert page.evaluate("history.state.reading")
    assert page.locator(".found").count() > 4
    assert page.locator(".found").last.locator(".hit").count() == 0


def test_a_group_that_is_asked_for_early_comes_once(visit: Any) -> None:
    page = visit("search/", PHONE)
    held = Held(page, "**/find/index/*.texts")
    field(page).fill("tent")
    chips = page.locator(".found__chip")
    expect(chips).not_to_have_count(0)
    for chip in (chips.first, chips.nth(1), chips.last, chips.last):
        chip.click()
    held.let_go()
    settled(page)
    see_all(page)
    for group in page.locator(".found").all():
        found = group.locator(".hit__title").evaluate_all("all => all.map((one) => one.href)")
        assert len(found) == len(set(found)) == min(FIRST, int(group.locator(".contents__size").inner_text()))


def test_a_group_that_cannot_be_loaded_takes_nothing_away(visit: Any) -> None:
    page = visit("search/", PHONE)
    search_for(page, "tent")
    told, stood = status(page).inner_text(), leaders(page)
    last = page.locator(".found").last
    assert stood and last.locator(".hit").count() == 0
    page.context.set_offline(True)
    page.locator(".found__chip").last.click()
    expect(last).to_contain_text("These could not be loaded. Is the line down?")
    lost = page.locator(".found__lost")
    expect(lost).to_have_count(page.locator(".found:not(:has(.hit))").count())
    # what stands there stands where it stood, and what one looks at does not move
    assert leaders(page) == stood and status(page).inner_text() == told
    expect(last.locator("h2")).to_be_in_viewport()
    last.get_by_role("button", name="Try again").click()
    expect(lost).not_to_have_count(0)
    # when the line is back they come by themselves
    page.context.set_offline(False)
    expect(last.locator(".hit")).not_to_have_count(0)
    expect(lost).to_have_count(0)
    expect(last.locator("h2")).to_be_in_viewport()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_whoever_comes_back_finds_what_stood_there_where_it_stood(visit: Any, viewport: dict[str, int]) -> None:
    page = visit("search/", viewport)
    search_for(page, "nobody")
    see_all(page)
    lessons = page.locator(".found--lesson")
    lessons.locator(".found__more").click()
    expect(lessons.locator(".hit").nth(FIRST + 9)).to_be_attached()
    hits = page.locator(".hit__title")
    for link in (lessons.locator(".hit__title").nth(FIRST + 9), hits.last, hits.nth(7)):
        link.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        place, address, number = link.bounding_box(), link.get_attribute("href"), hits.count()
        assert page.evaluate("scrollY") > 300
        link.click()
        page.wait_for_url(re.compile(r"/cases/|/sources/|/questions/|/causes/|/topics/"))
        page.go_back()
        settled(page)
        expect(hits).to_have_count(number)
        page.wait_for_timeout(200)
        again = page.locator(f'.hit__title[href="{address}"]').first.bounding_box()
        assert (again["x"], again["y"]) == pytest.approx((place["x"], place["y"]), abs=2)
    # another search begins anew
    field(page).fill("tent")
    settled(page)
    see_all(page)
    assert max(group.locator(".hit").count() for group in page.locator(".found").all()) == FIRST
    page.locator(".hit__title").last.click()
    page.go_back()
    settled(page)
    assert lessons.locator(".hit").count() == FIRST


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_whoever_comes_back_to_the_dialog_finds_the_place_again(visit: Any, viewport: dict[str, int]) -> None:
    page = visit(viewport=viewport)
    search_for(page, "nobody")
    see_all(page)
    link = page.locator(".hit__title").nth(7)
    link.scroll_into_view_if_needed()
    place, address = link.bounding_box(), link.get_attribute("href")
    assert page.locator(".search-dialog").evaluate("one => one.scrollTop") > 300
    link.click()
    page.wait_for_url(address)
    page.go_back()
    settled(page)
    page.wait_for_timeout(200)
    again = page.locator(f'.hit__title[href="{address}"]').first.bounding_box()
    assert (again["x"], again["y"]) == pytest.approx((place["x"], place["y"]), abs=2)
    # another search begins at its top
    field(page).fill("tent")
    settled(page)
    expect(page.locator(".hit__title").first).to_be_in_viewport()


def test_accents_do_not_matter(visit: Any) -> None:
    page = visit()
    found = []
    for query in ("Medellin", "Medellín", "MEDELLÍN"):
        search_for(page, query)
        see_all(page)
        found.append((status(page).inner_text(), titles(page)))
    assert found[0] == found[1] == found[2] and "A round table in the bus depot" in found[0][1]


@pytest.mark.parametrize(("one", "many"), [("kitchen", "kitchens"), ("shelter", "shelters"), ("city", "cities")])
def test_plurals_do_not_matter(visit: Any, one: str, many: str) -> None:
    page = visit()
    found = []
    for query in (one, many):
        search_for(page, query)
        found.append(status(page).inner_text())
    assert found[0] == found[1] and "result" in found[0]


@pytest.mark.parametrize(
    ("typed", "wrong", "meant"),
    [
        ("comunity kitchn", "“comunity kitchn”", "community kitchen"),
        ("homelesness", "“homelesness”", "homelessness"),
        ("homelesness tent", "“homelesness”", "homelessness tent"),
        ("pandmeic", "“pandmeic”", "pandemic"),
        ("Medelin", "“Medelin”", "medellin"),
    ],
)
def test_another_spelling_is_offered_and_never_put_in_place(visit: Any, typed: str, wrong: str, meant: str) -> None:
    page = visit()
    search_for(page, meant)
    see_all(page)
    right = titles(page)
    search_for(page, typed)
    expect(status(page)).to_contain_text(f"Nothing found for {wrong}.")
    expect(status(page)).to_contain_text(f"Did you mean “{meant}”?")
    expect(field(page)).to_have_value(typed)
    assert titles(page) != right and right
    page.locator(".search__offer").get_by_role("link", name=meant).press("Enter")
    expect(field(page)).to_have_value(meant)
    expect(field(page)).to_be_focused()
    expect(status(page)).not_to_contain_text("Nothing found")
    settled(page)
    see_all(page)
    assert titles(page) == right


@pytest.mark.parametrize("query", ["xhelter", "grants", "ollas", "cuaderno", "xylophone", "wohnung"])
def test_no_spelling_changes_the_first_letter_or_a_word_that_is_known(visit: Any, query: str) -> None:
    page = visit()
    search_for(page, query)
    expect(page.locator(".search__offer")).to_have_count(0)
    expect(status(page)).not_to_contain_text("Did you mean")


@pytest.mark.parametrize("query", ["AT&T", "R&D", "C++", "&&", "??", "+ +"])
def test_signs_find_neither_everything_nor_nothing_at_all(visit: Any, query: str) -> None:
    page = visit()
    search_for(page, query)
    expect(status(page)).to_contain_text(f"Nothing found for “{query}”.")
    assert not titles(page)
    search_for(page, f"{query} tent")
    assert titles(page)


def test_a_word_in_a_sentence_without_spaces_is_found(visit: Any) -> None:
    page = visit()
    # shelter, those who live there; and the two together, with what stands between them
    for query in ("避難所", "住民", "避難所の運営", "住民 避難所"):
        search_for(page, query)
        assert titles(page) == ["An official who stayed to look"], query
    assert "市と住民が避難所の運営を話し合った" in page.locator(".hit__excerpt").inner_text()
    assert page.locator(".hit mark").first.inner_text() == "住民"
    # the same letters in another order are another word
    search_for(page, "所難避")
    expect(status(page)).to_contain_text("Nothing found")


def test_a_place_that_no_case_has_is_said_and_leads_on(visit: Any) -> None:
    page = visit()
    for query in ("Zambia", "Lusaka", "Zâmbia"):
        search_for(page, query)
        expect(status(page)).to_contain_text(
            re.compile(rf"No case from {query.replace('â', 'a')} yet. Nearest: \d+ cases from Africa.")
        )
        assert "Three pumps and one watchman" in titles(page) or len(titles(page)) == FIRST
        assert list_groups(page) == ["Cases"]
    # what has the other words is nearest in kind
    search_for(page, "kitchen in Zambia")
    expect(status(page)).to_contain_text(re.compile(r"No case from Zambia yet. \d+ results? for “kitchen”"))
    # where there is a case in the country, that is the nearest
    search_for(page, "Arequipa")
    expect(status(page)).to_contain_text("No case from Arequipa yet. Nearest: 2 cases from Peru.")
    # the beginning of another word is no place
    search_for(page, "Paris")
    expect(status(page)).to_contain_text("No case from Paris yet, nor any from Europe.")
    # a place with a case is not denied
    search_for(page, "Peru")
    expect(status(page)).not_to_contain_text("No case")


def test_what_is_too_much_is_narrowed_down(visit: Any) -> None:
    page = visit()
    search_for(page, "nobody")
    onward = page.locator(".search__onward", has_text="Narrow down")
    before = int(re.search(r"^([\d,]+) results", status(page).inner_text())[1].replace(",", ""))
    assert before > 60
    expect(onward.get_by_role("link", name="Answer three questions instead")).to_have_attribute(
        "href", re.compile(r"/finder/$")
    )
    onward.get_by_role("link").first.click()
    expect(field(page)).to_have_value(re.compile(r"^nobody \w"))
    settled(page)
    after = int(re.search(r"([\d,]+) results?", status(page).inner_text())[1].replace(",", ""))
    assert 0 < after < before


def test_where_it_is_narrowed_down_comes_after_the_first_hits_and_moves_nothing(visit: Any) -> None:
    page = visit("search/", PHONE)
    # what says how to narrow it down is long in coming
    held = Held(page, "**/assets/find/search-onward.js")
    field(page).fill("nobody")
    first = page.locator(".found:first-child .hit__title").first
    expect(first).to_be_attached()
    terms = page.locator(".search__narrow li")
    expect(terms).to_have_text(["Answer three questions instead"])
    before = first.bounding_box()
    held.let_go()
    settled(page)
    expect(terms).not_to_have_count(1)
    assert first.bounding_box() == before


def test_words_that_mean_a_term_lead_to_it_and_to_the_finder(visit: Any) -> None:
    page = visit()
    search_for(page, "bureaucracy xylophone")
    onward = page.locator(".search__onward", has_text="This may be about")
    expect(onward.get_by_role("link", name="Red tape", exact=True)).to_have_attribute(
        "href", re.compile(r"/causes/red-tape/$")
    )
    onward.get_by_role("link", name="Red tape in the finder").click()
    expect(page).to_have_url(re.compile(r"/finder/#obstacle=red-tape$"))
    expect(page.locator("#answer")).to_be_visible()


@pytest.mark.parametrize("place", ["dialog", "page"])
def test_an_empty_search_offers_examples_that_find_something(visit: Any, place: str) -> None:
    page = visit(START if place == "dialog" else "search/")
    if place == "dialog":
        page.keyboard.press("/")
    examples = page.locator(".search__try")
    expect(examples.first).to_be_visible()
    words = examples.all_inner_texts()
    assert len(words) == 5 and examples.last.get_attribute("lang") == "es"
    for n, one in enumerate(words):
        field(page).fill("")
        examples.nth(n).click()
        expect(field(page)).to_have_value(one)
        settled(page)
        assert titles(page), one
        expect(examples.nth(n)).to_be_hidden()


def test_the_last_search_is_known_to_the_history_and_stored_nowhere(visit: Any) -> None:
    page = visit()
    search_for(page, "soup counters")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    last = page.locator(".search__onward", has_text="Your last search").get_by_role("link")
    expect(last).to_have_text("soup counters")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    last.click()
    settled(page)
    assert titles(page)


def test_a_beginning_and_a_rare_plural_are_no_typing_errors(visit: Any) -> None:
    page = visit()
    for query in ("homele", "homeless", "comm", "depot", "depots", "covid-19", "women's"):
        search_for(page, query)
        expect(status(page)).not_to_contain_text("Nothing found")


def test_other_words_for_a_term_find_what_carries_it(visit: Any) -> None:
    page = visit()
    search_for(page, "bureaucracy")
    see_all(page)
    assert "Red tape" in titles(page)
    assert page.locator(".found--failure .hit").count() == FIRST


def test_a_whole_question_is_understood(visit: Any) -> None:
    page = visit()
    search_for(page, "How do we cook for people in a lockdown?")
    see_all(page)
    assert page.locator(".found--case .hit").count() >= 3
    search_for(page, "rosario nairobi xylophone")
    expect(status(page)).to_contain_text(
        "Nothing found for “xylophone”. Nothing has all of the words “rosario nairobi”."
    )
    assert titles(page)


def test_what_is_asked_in_another_language_is_answered_in_it(visit: Any) -> None:
    page = visit("search/#q=ollas%20cuaderno")
    settled(page)
    hit = page.locator(".hit").first
    expect(hit).to_have_attribute("lang", "es")
    expect(hit.locator(".hit__title")).to_have_text("Ollas del cerro con un solo cuaderno de compras")
    expect(hit.locator("mark").first).to_be_visible()
    page.goto(page.url.split("search/")[0] + "search/#q=kitchens")
    settled(page)
    expect(page.locator(".hit").first).not_to_have_attribute("lang", re.compile("."))


def test_nothing_found_gives_the_lists(visit: Any, shelf_url: str) -> None:
    page = visit()
    search_for(page, "xylophone")
    expect(status(page)).to_contain_text("Nothing found for “xylophone”.")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("link", name="Lessons").click()
    expect(page).to_have_url(f"{shelf_url}lessons/")


def test_an_older_answer_never_covers_a_newer_one(visit: Any) -> None:
    page = visit()
    search_for(page, "shelter")
    found = leaders(page)
    held: list[Any] = []
    page.context.route("**/find/index/*.words", lambda route: route.continue_() if held else held.append(route))
    with page.context.expect_event("request", lambda request: request.url.endswith(".words")):
        field(page).fill("Medellin")
    search_for(page, "shelter")
    assert held and leaders(page) == found
    page.evaluate(
        """() => { window.seen = []
           const look = () => seen.push(...[...document.querySelectorAll('.hit__title')].map(one => one.textContent))
           new MutationObserver(look).observe(document.querySelector('.search__results'), {childList: true, subtree: true}) }"""
    )
    with page.context.expect_event("requestfinished", lambda request: request == held[0].request):
        held[0].continue_()
    # one worker answers in turn: when it has answered this, it has nothing older left to say
    search_for(page, "pandemic")
    search_for(page, "shelter")
    assert leaders(page) == found
    field(page).fill("")
    expect(page.locator(".hit")).to_have_count(0)
    search_for(page, "xylophone")
    assert not titles(page)
    seen = page.evaluate("seen")
    assert "Shelter" in seen and "Pandemic" in seen and "A round table in the bus depot" not in seen


def list_hits(page: Page) -> dict[str, list[str]]:
    """What each group holds once one has gone through all of them."""
    see_all(page)
    return {
        one.get_attribute("id"): one.locator("xpath=..").locator(".hit__title").all_text_contents()
        for one in page.locator(".found h2").all()
    }


def test_a_group_that_is_asked_for_while_another_search_begins_is_no_part_of_that(visit: Any) -> None:
    page = visit("search/", DESK)
    search_for(page, "nobody")
    words, texts = Held(page, "**/find/index/*.words"), Held(page, "**/find/index/*.texts")
    field(page).fill("food")
    expect(status(page)).to_have_text("Searching …")
    page.locator(".found__chip.found--failure").click()
    words.let_go()
    expect(status(page)).to_contain_text("result")
    texts.let_go()
    settled(page)
    found = list_hits(page)
    page.reload()
    settled(page)
    assert found == list_hits(page)


def test_what_is_too_short_is_said_of_what_stands_there_only(visit: Any) -> None:
    page = visit()
    page.keyboard.press("/")
    field(page).press_sequentially("s")
    expect(status(page)).to_have_text("Two letters are the least.")
    field(page).press_sequentially("h")
    assert status(page).inner_text() != "Two letters are the least."


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_result_leads_to_the_item_itself(visit: Any, viewport: dict[str, int]) -> None:
    page = visit("", viewport)
    search_for(page, "soup counters")
    page.locator(".found--failure .hit__title").first.click()
    expect(page).to_have_url(re.compile(r"/cases/durban-soup-tent/#a-year-between-two-counters$"))
    expect(page.locator("#a-year-between-two-counters")).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    expect(field(page)).to_have_value("soup counters")
    expect(page.locator(".hit").first).to_be_visible()
    page.keyboard.press("Escape")
    # what opens it again does so before the page has been loaded
    page.reload()
    assert page.locator("dialog[open]").count() == 0


def test_a_result_on_the_same_page_closes_the_dialog(visit: Any) -> None:
    page = visit()
    search_for(page, "soup counters")
    page.locator(".found--failure .hit__title").first.click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#a-year-between-two-counters")).to_be_in_viewport()


def test_by_keyboard_alone(visit: Any) -> None:
    page = visit("", DESK)
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.type("two counters", delay=20)
    page.keyboard.press("Enter")
    first = page.locator(".hit__title").first
    expect(first).to_be_focused()
    assert first.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit__title").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    address = first.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address)


def test_the_page_keeps_what_is_searched_for_in_its_address(visit: Any, shelf_url: str) -> None:
    page = visit()
    search_for(page, "kitchens")
    page.get_by_role("link", name="Open as a page").click()
    expect(page).to_have_url(f"{shelf_url}search/#q=kitchens")
    expect(field(page)).to_have_value("kitchens")
    settled(page)
    found = leaders(page)
    assert found
    field(page).fill("water & drains")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shelf_url}search/#q=water+%26+drains")
    settled(page)
    expect(page.locator(".hit__title").first).to_be_focused()
    page.go_back()
    expect(field(page)).to_have_value("kitchens")
    settled(page)
    assert leaders(page) == found
    # and so it is for who types letter by letter
    field(page).press("End")
    field(page).press_sequentially(" tent", delay=50)
    settled(page)
    expect(page).to_have_url(f"{shelf_url}search/#q=kitchens+tent")
    page.go_back()
    expect(field(page)).to_have_value("kitchens")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    assert page.locator("dialog").count() == 0


@pytest.mark.parametrize("query", ["homelesness tent", "xylophone", "nobody", "Zambia", ""])
def test_nothing_is_wrong_with_the_dialog(visit: Any, query: str) -> None:
    page = visit(reduced_motion="reduce")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    if query:
        search_for(page, query)
    assert_none(see_everywhere(page))


def test_nothing_is_cut_off_and_the_last_can_be_reached(visit: Any) -> None:
    page = visit()
    search_for(page, "homelesness tent")
    dialog = page.locator("dialog")
    for width in (320, 390, 720):
        # 720 pixels are a desk of 1440 at 200 %
        page.set_viewport_size({"width": width, "height": 450})
        see_all(page)
        fits = "one => one.scrollWidth <= one.clientWidth && one.getBoundingClientRect().right <= innerWidth"
        assert dialog.evaluate(fits)
        assert_none(see(page, "cut", "overlapping", "small"))
        page.locator(".hit__title").first.focus()
        page.locator(".hit__title").last.focus()
        expect(page.locator(".hit__title").last).to_be_in_viewport()


def test_the_policy_of_the_page_is_met(visit: Any) -> None:
    # The page itself may run no WebAssembly, and the search needs none.
    page = visit()
    empty = "new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))"
    refused = page.evaluate(f"() => {{ try {{ {empty}; return false }} catch {{ return true }} }}")
    assert refused
    # Chromium reports our own try, and nothing else
    assert all("wasm-unsafe-eval" in told or "WebAssembly" in told for told in visit.problems)
    visit.problems.clear()
    search_for(page, "shelter")
    assert titles(page)


def test_below_a_path(visit: Any, serve_folder: Any, shelf_site: Path, tmp_path: Path) -> None:
    (tmp_path / "book").symlink_to(shelf_site, target_is_directory=True)
    with serve_folder(tmp_path) as base:
        page = visit(f"book/{START}", base=base)
        search_for(page, "soup counters")
        page.locator(".found--failure .hit__title").first.click()
        expect(page).to_have_url(f"{base}book/cases/durban-soup-tent/#a-year-between-two-counters")
        page = visit("book/search/#q=kitchens", base=base)
        settled(page)
        assert page.locator(".hit__title").first.get_attribute("href").startswith(f"{base}book/")


def test_on_a_slow_line_results_come(visit: Any) -> None:
    page = visit()
    slow_down(page.context.new_cdp_session(page))
    opener(page).click()
    expect(field(page)).to_be_focused(timeout=20_000)
    field(page).fill("homelessness")
    expect(page.locator(".hit").first).to_be_visible(timeout=30_000)


def test_without_an_index_it_says_so_and_gives_the_lists(visit: Any, shelf_url: str) -> None:
    page = visit()
    page.context.route("**/find/index/**", lambda route: route.fulfill(status=404))
    page.keyboard.press("/")
    expect(status(page)).to_have_text("Search does not work here just now.")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("link", name="Glossary")).to_be_visible()
    visit.problems.clear()  # the browser's own note of the 404
    page.context.unroute("**/find/index/**")
    field(page).fill("shelter")
    settled(page)
    assert titles(page)


def test_half_an_index_is_not_taken_for_an_answer(visit: Any) -> None:
    page = visit()
    page.context.route("**/find/index/*.words", lambda route: route.abort())
    page.keyboard.press("/")
    field(page).fill("shelter")
    expect(status(page)).to_have_text("Search does not work here just now.")
    page.context.unroute("**/find/index/*.words")
    visit.problems.clear()
    page.get_by_role("button", name="Try again").click()
    settled(page)
    assert titles(page)
    visit.problems.clear()


def test_offline_or_from_a_disk_the_page_itself_says_so(visit: Any, browser: Browser, shelf_site: Path) -> None:
    page = visit()
    page.context.set_offline(True)
    page.keyboard.press("/")
    notice = page.locator("[data-search-notice]")
    expect(notice).to_be_visible()
    expect(notice).to_be_focused()
    visit.problems.clear()
    disk = browser.new_context(viewport=PHONE).new_page()
    disk.goto((shelf_site / "about" / "index.html").as_uri())
    disk.keyboard.press("/")
    expect(disk.locator("[data-search-notice]")).to_be_visible()
    disk.goto((shelf_site / "search" / "index.html").as_uri())
    expect(disk.get_by_text("Search needs JavaScript, and it is not running here")).to_be_visible(timeout=8000)
    disk.context.close()


def test_a_browser_without_workers_gets_the_lists(visit: Any) -> None:
    page = visit()
    page.add_init_script("delete window.Worker")
    page.reload()
    page.keyboard.press("/")
    expect(status(page)).to_have_text("This browser cannot run the search.")
    expect(page.get_by_role("dialog").get_by_role("link", name="Lessons")).to_be_visible()


def test_without_javascript_the_link_leads_to_plain_words_and_lists(visit: Any, shelf_url: str) -> None:
    page = visit(java_script_enabled=False)
    opener(page).click()
    expect(page).to_have_url(f"{shelf_url}search/")
    expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
    main = page.locator("main")
    for name in ("Cases", "Entry points", "Lessons", "Failures", "Cities", "Questions", "Glossary"):
        expect(main.get_by_role("link", name=name)).to_be_visible()


def test_the_live_preview_finds_something(visit: Any, shelf_site: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=shelf_site.parent, env=os.environ | {"SOURCE_DATE_EPOCH": "1600000000"}, stdout=log, stderr=log,
    )  # fmt: skip
    base = f"http://127.0.0.1:{port}/"
    try:
        deadline = time.monotonic() + 120
        while True:
            try:
                with urllib.request.urlopen(f"{base}find/index/head.json") as answer:
                    assert answer.status == 200
                break
            except OSError:
                assert server.poll() is None and time.monotonic() < deadline, (tmp_path / "log").read_text()
                time.sleep(0.3)
        page = visit("about/", base=base)
        search_for(page, "community kitchen")
        assert titles(page)
        # the live preview's own long question to the server ends with the page
        page.goto("about:blank")
        visit.problems.clear()
    finally:
        server.terminate()
        server.wait(20)
        log.close()
