"""Exploring the cases: by facets, by address, by keyboard, on a slow phone and without a script.

Which cases fit and what an address means is asked of the modules (test_modules.py). Here it is seen that a
reader can choose, and gets what a plain filter of the book gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from browsing import (
    DESK,
    PHONE,
    assert_accessible,
    assert_none,
    be_painted,
    lay_on_paper,
    see_everywhere,
    slow_down,
    tab_to,
)
from many_cases import make_book
from playwright.sync_api import Page, expect

from benchmarks.explorer import write_explorer
from casebook.book import Book
from casebook.fields import Schemas
from casebook.find import FACETS, list_values, order_cases
from casebook.render.narrowing import facet_address
from casebook.render.paging import CARDS, LEAVES_OF_SEVERAL
from casebook.text.wording import slugify

Asked = dict[str, tuple[str, ...]]
CHOICE: Asked = {"country": ("ZA", "BR"), "topic": ("shelter", "food"), "status": ("grown",)}
"""What is chosen together: several of one facet, and several facets, in another order than the page's."""
NOTHING: Asked = {"country": ("UY",), "status": ("ended",)}
"""What no case has together."""
COMING = "ul.rows > li:has(> .row--coming)"
"""A case whose row is still on its way."""
TOTAL = 110
PAGES = 3
PORTAL = "<!doctype html><title>Welcome to our network</title>"
"""What a hotel answers with until one has paid, whatever was asked for."""


# ---- what a plain filter of the book says ----


def has(book: Book, case: Any, facet: str, wanted: tuple[str, ...]) -> bool:
    values = next(one for one in FACETS if one.id == facet).values_of(book, case)
    return bool(set(values) & set(wanted))


def fitting(book: Book, asked: Asked) -> list[str]:
    return [
        case.id for case in order_cases(book) if all(has(book, case, facet, wanted) for facet, wanted in asked.items())
    ]


def counts(book: Book, asked: Asked) -> dict[tuple[str, str], int]:
    """For each value the number of cases that have it and fit what is chosen in the other facets."""
    found = {}
    for facet in FACETS:
        others = set(fitting(book, {id: wanted for id, wanted in asked.items() if id != facet.id}))
        for value in list_values(book, facet, book.cases):
            found[facet.id, value.id] = len(others & {case.id for case in value.having})
    return found


# ---- the page ----


@pytest.fixture(scope="module")
def book() -> Book:
    """More cases than two pages show."""
    made = make_book(TOTAL)
    assert (PAGES - 1) * CARDS < TOTAL < PAGES * CARDS
    return made


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory, book: Book, project_schemas: Schemas) -> Path:
    """The explorer of that book: explore/ and the pages below it, below a path."""
    site = tmp_path_factory.mktemp("explorer") / "below" / "a-path"
    write_explorer(site, book, project_schemas)
    for case in book.cases:
        page = site / "cases" / case.id / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<!doctype html><title>{case.title}</title><link rel=icon href=data:,>", encoding="utf-8")
    (site.parents[1] / "404.html").write_text("<!doctype html><title>Not here</title>", encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def explorer_url(explorer: Path, serve_folder: Any) -> Iterator[str]:
    with serve_folder(explorer.parents[1]) as address:
        yield f"{address}below/a-path/"


@pytest.fixture
def explore(open_page: Any, explorer_url: str) -> Callable[..., Page]:
    """A function that opens the explorer, at a desk unless told."""

    def open_(address: str = "", viewport: dict[str, int] = DESK, **options: Any) -> Page:
        return open_page(f"explore/{address}", viewport, base=explorer_url, reduced_motion="reduce", **options)

    return open_


def shown(page: Page) -> list[str]:
    """The ids of the cases on the page, in their order."""
    return page.locator("ul.rows > li").evaluate_all("all => all.map(one => one.dataset.case)")


def open_first(page: Page) -> None:
    """Open the first row and follow it to its case."""
    page.locator(".row > summary").first.click()
    page.locator(".row__body a").first.click()


def heading(page: Page) -> Any:
    return page.locator("#narrowed")


def value(page: Page, facet: str, id: str) -> Any:
    """The checkbox of a value, in its open facet."""
    page.locator(f'[data-facet="{facet}"]').evaluate("one => { one.open = true }")
    return page.locator(f'input[name="{facet}"][value="{id}"]')


def expect_cases(page: Page, ids: list[str]) -> None:
    words = f"{len(ids)} of {TOTAL} cases" if len(ids) < TOTAL else f"{TOTAL} cases"
    expect(heading(page)).to_have_text(words)
    assert shown(page) == ids[:CARDS]


def make_hold() -> tuple[list[Any], Callable[[Any], None]]:
    """Requests that wait for an answer, and what makes a request wait."""
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    return held, hold


def query(asked: Asked) -> str:
    return "#" + urlencode([(facet, id) for facet, ids in asked.items() for id in ids])


def read_hash(page: Page) -> str:
    be_painted(page)
    return page.evaluate("location.hash")


def read_counts(page: Page) -> dict[tuple[str, str], int]:
    be_painted(page)
    rows = page.locator(".facet__value").evaluate_all(
        """all => all.map(row => { const box = row.querySelector('input')
           const count = row.querySelector('.facet__count').textContent
           return [box.name, box.value, Number(count.replaceAll(',', ''))] })"""
    )
    return {(facet, id): number for facet, id, number in rows}


# ---- without a script ----


def test_without_a_script_all_cases_and_lists_are_there(explore: Any, explorer_url: str, book: Book) -> None:
    page = explore("", PHONE, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    titles = page.locator(".row__title").all_text_contents()
    assert [title.strip() for title in titles] == [book.by_id[id].title for id in fitting(book, {})[:CARDS]]
    expected = [
        [value.label, f"{len(value.having):,}", explorer_url + facet_address(facet, value.id), True]
        for facet in FACETS
        for value in list_values(book, facet, book.cases)
    ]
    page.locator("summary", has_text="Narrow down").click()
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        for group in reversed(page.locator(".facet:not([open]) > summary").all()):
            group.click()
        rows = page.locator(".facet li").evaluate_all(
            """all => all.map(row => { const link = row.querySelector('a')
               const count = row.querySelector('.facet__count')
               return [link.textContent, count.textContent, link.href, link.checkVisibility()] })"""
        )
        assert rows == expected
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("combobox")).to_have_count(0)


def test_without_a_script_a_value_leads_to_its_cases(explore: Any, explorer: Path, book: Book) -> None:
    page = explore("", java_script_enabled=False)
    page.locator('[data-facet="country"] > summary').click()
    page.locator('[data-value="ZA"]').click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("South Africa")
    for facet in FACETS:
        for one in list_values(book, facet, book.cases):
            file = explorer / facet_address(facet, one.id) / "index.html"
            # the other lists are pages of terms, which this small site leaves out
            if file.exists() or facet_address(facet, one.id).startswith("explore/"):
                pages = [file, *sorted(file.parent.glob("page-*/index.html"))]
                text = "".join(page.read_text(encoding="utf-8") for page in pages)
                listed, having = set(re.findall(r"cases/(kitchen-\d+)/", text)), {case.id for case in one.having}
                # a list that repeats what others have ends after some pages, and says so
                assert listed == having or (listed < having and len(listed) >= LEAVES_OF_SEVERAL * CARDS), one.id


def test_without_a_script_the_further_pages_are_plain(explore: Any, book: Book) -> None:
    page = explore("", PHONE, java_script_enabled=False)
    found = shown(page)
    for number in range(2, PAGES + 1):
        page.get_by_role("link", name="Next").click()
        expect(page).to_have_url(re.compile(f"page-{number}/$"))
        page.wait_for_load_state()
        lines = page.locator("ul.short > li > a").evaluate_all("all => all.map(one => one.pathname)")
        found += [line.strip("/").split("/")[-1] for line in lines]
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
    assert found == fitting(book, {})


def test_a_list_leads_back_to_the_filter(explore: Any, book: Book) -> None:
    page = explore("country/za/")
    page.get_by_role("link", name="Narrow these down further").click()
    expect_cases(page, fitting(book, {"country": ("ZA",)}))
    expect(page.get_by_role("checkbox", name=re.compile("^South Africa"))).to_be_checked()


# ---- choosing ----


def test_choices_add_up_as_a_plain_filter_says(explore: Any, book: Book) -> None:
    page = explore()
    asked: dict[str, tuple[str, ...]] = {}
    for facet, ids in CHOICE.items():
        for id in ids:
            value(page, facet, id).click()
            expect(value(page, facet, id)).to_be_focused()
            asked[facet] = (*asked.get(facet, ()), id)
            expect_cases(page, fitting(book, asked))
            assert read_counts(page) == counts(book, asked)
    # the address names them in the order of the page, whatever the order of the clicks
    in_order = [
        (f.id, one.id) for f in FACETS for one in list_values(book, f, book.cases) if one.id in asked.get(f.id, ())
    ]
    assert read_hash(page) == "#" + urlencode(in_order) != query(asked)
    for facet, id in in_order:
        value(page, facet, id).click()
    expect_cases(page, fitting(book, {}))
    assert read_counts(page) == counts(book, {})
    assert read_hash(page) == ""


def test_an_address_opens_with_its_choices(explore: Any, book: Book) -> None:
    page = explore(query(CHOICE).lower())
    expect_cases(page, fitting(book, CHOICE))
    checked = page.locator(".facet input:checked").evaluate_all("all => all.map(one => [one.name, one.value])")
    assert sorted(map(tuple, checked)) == sorted((facet, id) for facet, ids in CHOICE.items() for id in ids)
    for facet in CHOICE:
        expect(page.locator(f'[data-facet="{facet}"]')).to_have_attribute("open", "")
    assert read_counts(page) == counts(book, CHOICE)


def test_back_and_forward_go_through_the_choices(explore: Any, book: Book) -> None:
    steps: list[Asked] = [{}, {"topic": ("food",)}, {"topic": ("food",), "country": ("BR",)}]
    page = explore()
    value(page, "topic", "food").click()
    expect_cases(page, fitting(book, steps[1]))
    brazil = value(page, "country", "BR")
    brazil.click()
    expect_cases(page, fitting(book, steps[2]))
    page.go_back()
    expect_cases(page, fitting(book, steps[1]))
    expect(brazil).not_to_be_checked()
    expect(brazil).to_be_focused()
    page.go_back()
    expect_cases(page, fitting(book, steps[0]))
    expect(value(page, "topic", "food")).not_to_be_checked()
    expect(page.locator(".chosen")).to_be_hidden()
    page.go_forward()
    page.go_forward()
    expect_cases(page, fitting(book, steps[2]))
    expect(brazil).to_be_checked()
    open_first(page)
    page.go_back()
    expect_cases(page, fitting(book, steps[2]))


def test_an_address_with_unknown_values_is_read_kindly(explore: Any, book: Book) -> None:
    page = explore("#topic=food&topic=%3Cb%3Ecastles&door=Crisis&planet=mars&sort=size-of-hats&page=99")
    expect_cases(page, fitting(book, {"topic": ("food",), "door": ("crisis",)}))
    note = page.locator(".narrowed__note")
    expect(note).to_contain_text(
        "No case has “<b>castles” under Worked on; there is no order called “size-of-hats”. It is left out."
    )
    assert note.locator("b").count() == 0
    value(page, "topic", "shelter").click()
    expect(note).to_be_hidden()
    assert read_hash(page) == "#topic=shelter&topic=food&door=crisis"


def test_each_order_is_the_one_it_says(explore: Any, book: Book) -> None:
    page = explore()
    order = page.get_by_label("Sort by")

    def place(case: Any) -> tuple:
        city = book.cities[case.city_id]
        return (not city.country, slugify(city.country_name), slugify(city.name))

    for name, label, key in (
        ("begun", "Begun first", lambda case: case.period_from),
        ("place", "Country and city, A to Z", place),
        ("size", "Largest city first", lambda case: -(book.cities[case.city_id].population or 0)),
    ):
        order.focus()
        order.select_option(label=label)
        expect(page).to_have_url(re.compile(rf"#sort={name}$"))
        expect(page.locator(".results")).not_to_have_attribute("aria-busy", "true")
        keys = [key(book.by_id[id]) for id in shown(page)]
        assert keys == sorted(map(key, book.cases))[:CARDS], name
        expect(order).to_be_focused()
    page.go_back()
    expect(order).to_have_value("place")
    order.select_option(label="Latest news first")
    expect(page).to_have_url(re.compile("explore/$"))
    assert shown(page) == fitting(book, {})[:CARDS]


def test_the_number_of_cases_is_said_once_after_a_pause(explore: Any, book: Book) -> None:
    page = explore()
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    page.evaluate(
        """() => { window.said = []; const status = document.querySelector('[role=status]')
           const look = {childList: true, characterData: true, subtree: true}
           new MutationObserver(() => said.push(status.textContent)).observe(status, look) }"""
    )
    # in one go: on a busy machine three clicks may take longer than the pause
    page.evaluate(
        "(ids) => { for (const id of ids) document.querySelector(`[name=topic][value=${id}]`).click() }",
        ["food", "care-work", "homelessness"],
    )
    number = len(fitting(book, {"topic": ("food", "care-work", "homelessness")}))
    expect(status).to_have_text(f"{number} of {TOTAL} cases, page 1 of 2")
    assert page.evaluate("said") == [f"{number} of {TOTAL} cases, page 1 of 2"]


def test_chips_say_what_is_chosen_and_take_it_back(explore: Any, book: Book) -> None:
    page = explore("#topic=food&topic=shelter&country=ZA")
    chips = page.get_by_role("list", name="Chosen").get_by_role("button")
    names = ["Remove Shelter (Worked on)", "Remove Food (Worked on)", "Remove South Africa (Country)"]
    expect(chips).to_have_text(names)
    page.get_by_role("button", name="Remove Shelter").click()
    expect_cases(page, fitting(book, {"topic": ("food",), "country": ("ZA",)}))
    expect(page.get_by_role("button", name="Remove Food")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove South Africa")).to_be_focused()
    page.keyboard.press("Enter")
    expect_cases(page, fitting(book, {}))
    expect(heading(page)).to_be_focused()
    page.go_back()
    expect(chips).to_have_count(1)
    page.get_by_role("button", name="Clear all").click()
    expect_cases(page, fitting(book, {}))
    expect(heading(page)).to_be_focused()
    assert read_hash(page) == ""


def test_where_nothing_fits_the_page_says_what_to_give_up(explore: Any, book: Book) -> None:
    assert not fitting(book, NOTHING)
    page = explore(query(NOTHING))
    expect(heading(page)).to_have_text("No case fits")
    expect(page.locator("ul.rows > li")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("No case fits. No case has all of this.")
    in_uruguay, ended = (len(fitting(book, {id: NOTHING[id]})) for id in NOTHING)
    without_country = page.get_by_role("button", name="Without “Uruguay”")
    expect(without_country).to_have_text(f"Without “Uruguay”: {ended} cases")
    expect(page.get_by_role("button", name="Without “Ended”")).to_have_text(f"Without “Ended”: {in_uruguay} cases")
    assert_accessible(page, within=".narrowed")
    without_country.click()
    expect_cases(page, fitting(book, {"status": ("ended",)}))
    expect(heading(page)).to_be_focused()


def test_a_value_that_no_case_would_have_is_dimmed_and_can_still_be_chosen(explore: Any, book: Book) -> None:
    page = explore("#country=UY")
    ended = value(page, "status", "ended")
    row = page.locator(".facet__value--none", has=page.locator('[value="ended"]'))
    expect(row).to_be_visible()
    expect(ended).to_be_enabled()
    ended.click()
    expect(ended).to_be_checked()
    expect(heading(page)).to_have_text("No case fits")
    ended.click()
    expect_cases(page, fitting(book, {"country": ("UY",)}))


# ---- what it costs ----


def test_nothing_is_loaded_before_somebody_touches_the_filter(explore: Any) -> None:
    page = explore("country/za/", PHONE)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url.split("/a-path/")[1]))
    page.goto(page.url.replace("country/za/", ""))
    page.wait_for_load_state("networkidle")
    assert "assets/find/narrow.js" in asked
    assert not [name for name in asked if name.endswith(".json")]
    page.locator("summary", has_text="Narrow down").click()
    page.wait_for_load_state("networkidle")
    assert [name for name in asked if name.endswith(".json")] == ["find/cases.json"]
    # what the page has not yet comes row by row; the table is there
    value(page, "status", "grown").click()
    expect(heading(page)).to_have_text(re.compile(" of "))
    page.wait_for_load_state("networkidle")
    cards = [name for name in asked if name.endswith(".json")][1:]
    assert len(cards) == len(set(cards)) and all(name.startswith("find/card/") for name in cards)


def test_on_a_slow_phone_the_answer_does_not_wait_for_the_rows(explore: Any, book: Book) -> None:
    page = explore("", PHONE, has_touch=True, is_mobile=True)
    network = page.context.new_cdp_session(page)
    slow_down(network)
    page.locator("summary", has_text="Narrow down").tap()
    hunger = value(page, "crisis", "hunger")
    hunger.scroll_into_view_if_needed()
    hunger.tap()
    expect(hunger).to_be_checked()
    expected = fitting(book, {"crisis": ("hunger",)})
    expect_cases(page, expected)
    page.get_by_role("button", name=f"Show {len(expected)} cases").tap()
    expect(heading(page)).to_be_focused()
    expect(heading(page)).to_be_in_viewport()
    # now the table is there: an answer takes no time at all, whatever the network does
    slow_down(network, latency=5000)
    page.get_by_label("Sort by").select_option(label="Country and city, A to Z")
    expect(page.locator(COMING).first).to_have_attribute("aria-busy", "true", timeout=1500)
    ids = shown(page)
    coming = page.locator(COMING).first.get_attribute("data-case") or ""
    slow_down(network)
    title = book.by_id[coming].title
    expect(page.locator(".row__title", has_text=re.compile(f"^{title}$"))).to_be_visible(timeout=20_000)
    assert shown(page) == ids


def test_fifty_cases_at_a_time(explore: Any, book: Book) -> None:
    ids = fitting(book, {})
    page = explore()
    assert shown(page) == ids[:CARDS]
    for number in range(2, PAGES + 1):
        # by keyboard: rows that come meanwhile move the link, and a click could miss it
        page.get_by_role("link", name="Next").press("Enter")
        expect(page).to_have_url(re.compile(rf"explore/#page={number}$"))
        expect(page.get_by_text(f"Page {number} of {PAGES}", exact=True)).to_be_visible()
        assert shown(page) == ids[(number - 1) * CARDS : number * CARDS]
        expect(heading(page)).to_be_focused()
        expect(heading(page)).to_be_in_viewport()
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
    page.go_back()
    expect(page.get_by_text(f"Page {PAGES - 1} of {PAGES}", exact=True)).to_be_visible()
    assert shown(page) == ids[(PAGES - 2) * CARDS : (PAGES - 1) * CARDS]
    # a choice begins on its first page again
    value(page, "crisis", "pandemic").click()
    expect_cases(page, fitting(book, {"crisis": ("pandemic",)}))
    assert read_hash(page) == "#crisis=pandemic"
    expect(page.get_by_role("status")).to_contain_text(", page 1 of 2")


def test_a_row_takes_the_place_of_its_placeholder_and_keeps_the_focus(explore: Any, book: Book) -> None:
    page = explore()
    held, hold = make_hold()
    page.route("**/find/card/*.json", hold)
    with page.expect_request("**/find/card/*.json"):
        page.get_by_label("Sort by").select_option(label="Country and city, A to Z")
    first = page.locator(COMING).first
    link = first.get_by_role("link")
    expect(link).to_be_visible()
    id = first.get_attribute("data-case") or ""
    assert id in shown(page)
    expect(link).to_have_text(id[0].upper() + id[1:].replace("-", " "))
    link.focus()
    while held:
        held.pop().continue_()
        page.wait_for_timeout(50)  # the next one is asked for as soon as one has come
    expect(page.locator("summary:focus .row__title")).to_have_text(book.by_id[id].title)
    assert shown(page).count(id) == 1


def test_where_rows_cannot_be_loaded_the_links_stay(explore: Any, book: Book) -> None:
    page = explore()
    asked: list[Any] = []
    page.route("**/find/card/*.json", lambda route: (asked.append(route), route.fulfill(body=PORTAL)))
    page.get_by_label("Sort by").select_option(label="Begun first")
    expect(page.locator(f"{COMING}:not([aria-busy])").first).to_be_visible()
    begun = sorted(order_cases(book), key=lambda case: (case.period_from, case.id))
    assert shown(page) == [case.id for case in begun[:CARDS]]
    # only what is near the screen was asked for
    assert 0 < len(asked) < page.locator(COMING).count()


def test_where_the_table_cannot_be_loaded_the_lists_stay(explore: Any, book: Book) -> None:
    page = explore()
    page.route("**/find/cases.json", lambda route: route.fulfill(body=PORTAL))
    value(page, "country", "ZA").click()
    note = page.locator(".narrowed__note")
    expect(note).to_contain_text("could not be narrowed down")
    expect(note.get_by_role("link", name="South Africa")).to_have_attribute("href", re.compile("explore/country/za/$"))
    assert shown(page) == fitting(book, {})[:CARDS]
    page.unroute_all()
    note.get_by_role("button", name="Try again").click()
    expect_cases(page, fitting(book, {"country": ("ZA",)}))
    expect(note).to_be_hidden()


# ---- for everybody ----


def test_who_stands_in_the_filter_when_the_script_comes_stays_there(explore: Any) -> None:
    page = explore("country/za/")
    held, hold = make_hold()
    page.route("**/find/explore.js", hold)
    for place, now in (('[data-value="food"]', 'input[value="food"]'), ('[data-facet="door"] > summary',) * 2):
        with page.expect_request("**/find/explore.js"):
            page.goto(page.url.split("explore/")[0] + "explore/", wait_until="commit")
        page.locator(place).focus()
        held.pop().continue_()
        expect(page.locator("form.facets")).to_be_visible()
        expect(page.locator(now)).to_be_focused()


def test_by_keyboard_alone(explore: Any, book: Book) -> None:
    page = explore("", PHONE)

    tab_to(page, ".narrow > summary")
    page.keyboard.press("Enter")
    tab_to(page, 'input[value="food"]')
    page.keyboard.press("Space")
    expect_cases(page, fitting(book, {"topic": ("food",)}))
    # Enter in a checkbox sends the form in some browsers: the page must not be loaded anew
    page.evaluate("window.stays = true")
    page.keyboard.press("Enter")
    page.evaluate("document.querySelector('form.facets').requestSubmit()")
    page.wait_for_timeout(300)
    assert page.evaluate("window.stays")
    expect_cases(page, fitting(book, {"topic": ("food",)}))
    tab_to(page, '[data-facet="country"] > summary')
    page.keyboard.press("Enter")
    tab_to(page, 'input[value="BR"]')
    page.keyboard.press("Space")
    expected = fitting(book, {"topic": ("food",), "country": ("BR",)})
    expect_cases(page, expected)
    tab_to(page, ".facets__show")
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()
    expect(page.locator(".facets")).to_be_hidden()
    expect(page.locator(".narrow > summary")).to_have_text(re.compile("2 chosen"))
    tab_to(page, ".row > summary")
    page.keyboard.press("Enter")
    tab_to(page, ".row[open] a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"cases/{expected[0]}/$"))


def test_axe_finds_nothing_in_the_open_filter(open_page: Any) -> None:
    """On the site itself: with its head and foot, and whatever cases it has."""
    page = open_page("explore/#topic=castles&sort=size", reduced_motion="reduce")
    page.locator("summary", has_text="Narrow down").click()
    page.evaluate("for (const one of document.querySelectorAll('.facet')) one.open = true")
    for facet in ("topic", "country"):
        page.locator(f'input[name="{facet}"]').last.check()
    expect(page.locator(".chosen__value")).to_have_count(2)
    # the choice has taken the note away: going there by its address brings it back
    page.goto(page.url + "&topic=castles")
    expect(page.locator(".narrowed__note")).to_be_visible()
    if not page.locator(".facets").is_visible():
        page.locator("summary", has_text="Narrow down").click()
    page.evaluate("for (const one of document.querySelectorAll('.facet')) one.open = true")
    assert_none(see_everywhere(page))


def test_axe_finds_nothing_in_placeholders_and_pages(explore: Any) -> None:
    page = explore()
    page.route("**/find/card/*.json", lambda route: route.fulfill(body=PORTAL))
    page.goto(page.url + "?sort=begun&page=2")
    expect(page.get_by_text(f"Page 2 of {PAGES}", exact=True)).to_be_visible()
    expect(page.locator(COMING).first).to_be_visible()
    # the barest chrome has no landmarks but main
    assert_none(see_everywhere(page, within=".narrowed"))


def test_nothing_is_wider_than_the_screen_and_targets_are_large(explore: Any) -> None:
    page = explore("#topic=food&lead=community&country=UY&topic=castles")
    expect(page.locator(".narrowed__note")).to_be_visible()
    for width in (1440, 1000, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("for (const one of document.querySelectorAll('.narrow, .facet')) one.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.evaluate(
            """[...document.querySelectorAll('.narrowed :is(summary, label, button, select)')]
               .filter(one => one.offsetParent && (one.offsetHeight < 24 || one.offsetWidth < 24))
               .map(one => one.outerHTML)"""
        )
        assert not small


def test_on_a_phone_the_filter_is_one_button_and_at_a_desk_a_column(explore: Any) -> None:
    page = explore("", PHONE)
    expect(page.locator(".facets")).to_be_hidden()
    expect(page.locator(".row").first).to_be_in_viewport()
    page.set_viewport_size(DESK)
    for desk in (page, explore("", DESK), explore("", DESK, java_script_enabled=False)):
        expect(desk.locator(".narrow > summary")).to_be_hidden()
        expect(desk.locator("summary", has_text="Worked on")).to_be_visible()
        left = desk.locator(".facets").bounding_box()
        right = desk.locator("ul.rows").bounding_box()
        assert left and right and left["x"] + left["width"] <= right["x"]


def test_paper_shows_the_cases_and_what_was_chosen(explore: Any) -> None:
    page = explore("#topic=food")
    expect(heading(page)).to_have_text(re.compile(" of "))
    lay_on_paper(page)
    expect(page.locator(".narrow")).to_be_hidden()
    expect(page.locator(".chosen__value")).to_be_visible()
    expect(page.locator(".row").first).to_be_visible()
