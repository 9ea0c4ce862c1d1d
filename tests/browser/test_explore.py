"""Exploring the cases: by facets, by address, by keyboard, on a slow phone and without a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from browsing import DESK, PHONE, assert_accessible, slow_down
from playwright.sync_api import Browser, Page, expect

from benchmarks.explorer import write_explorer
from casebook.book import Book
from casebook.fields import Schemas
from casebook.find import FACETS, list_values, order_cases
from casebook.render.pages.explore import facet_address
from casebook.render.paging import CARDS
from casebook.text.wording import slugify

Asked = dict[str, tuple[str, ...]]
CHOICES: tuple[Asked, ...] = (
    {"topic": ("food",)},
    {"topic": ("food", "shelter")},
    {"topic": ("food", "shelter"), "country": ("ZA",)},
    {"door": ("crisis", "network"), "cause": ("money",), "status": ("sustained", "grown")},
    {"theme": ("trust",), "lead": ("community", "intermediary")},
    {"crisis": ("pandemic",), "confidence": ("high", "low"), "country": ("BR", "CO", "ZA")},
)
"""What is chosen together: one value, several of one facet, and several facets."""


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
        for value in list_values(book, facet):
            found[facet.id, value.id] = len(others & {case.id for case in value.cases})
    return found


# ---- the page ----


@pytest.fixture
def open_page(browser: Browser, site_url: str) -> Iterator[Callable[..., Page]]:
    """A function that opens an address below the site in a fresh context and fails on any error of the page."""
    contexts = []
    problems: list[str] = []

    def open_(address: str = "explore/", viewport: dict[str, int] = DESK, base: str = site_url, **options: Any) -> Page:
        context = browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"{address}: {error}"))
        page.on("request", lambda one: None if one.url.startswith(base) else problems.append(one.url))
        page.goto(base + address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not problems


@pytest.fixture(scope="module")
def large_url(
    tmp_path_factory: pytest.TempPathFactory, generated_book: Book, project_schemas: Schemas, serve_folder: Any
) -> Iterator[str]:
    """The explorer of a book with more cases than one page shows."""
    site = tmp_path_factory.mktemp("large") / "below" / "a-path"
    write_explorer(site, generated_book, project_schemas)
    (site.parents[1] / "404.html").write_text("<!doctype html><title>Not here</title>", encoding="utf-8")
    with serve_folder(site.parents[1]) as address:
        yield f"{address}below/a-path/"


def shown(page: Page) -> list[str]:
    """The ids of the cases on the page, in their order."""
    links = page.locator(".cards > .card h3 a").evaluate_all("all => all.map(one => one.pathname)")
    return [link.rstrip("/").rsplit("/", 1)[1] for link in links]


def heading(page: Page) -> Any:
    return page.locator("#all-cases")


def value(page: Page, facet: str, id: str) -> Any:
    """The checkbox of a value, in its open facet."""
    page.locator(f'[data-facet="{facet}"]').evaluate("one => { one.open = true }")
    return page.locator(f'input[name="{facet}"][value="{id}"]')


def expect_cases(page: Page, ids: list[str], total: int) -> None:
    words = f"{len(ids)} of {total} cases" if len(ids) < total else f"{total} cases"
    expect(heading(page)).to_have_text(words)
    assert shown(page) == ids[:CARDS]


def query(asked: Asked) -> str:
    return "?" + urlencode([(facet, id) for facet, ids in asked.items() for id in ids])


def read_counts(page: Page) -> dict[tuple[str, str], int]:
    rows = page.locator(".facet__value").evaluate_all(
        """all => all.map(row => { const box = row.querySelector('input')
           const count = row.querySelector('.facet__count').textContent
           return [box.name, box.value, Number(count.replaceAll(',', ''))] })"""
    )
    return {(facet, id): number for facet, id, number in rows}


# ---- without a script ----


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_without_a_script_all_cases_and_lists_are_there(
    open_page: Any, project_book: Book, viewport: dict[str, int]
) -> None:
    page = open_page("explore/", viewport, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("All cases")
    for case in project_book.cases:
        expect(page.get_by_role("article").get_by_role("link", name=case.title, exact=True)).to_be_visible()
    if viewport is PHONE:
        page.locator("summary", has_text="Filter").click()
    for facet in FACETS:
        group = page.locator(f'[data-facet="{facet.id}"]')
        if group.get_attribute("open") != "":
            group.locator("summary").click()
        for one in list_values(project_book, facet):
            row = group.get_by_role("listitem").filter(has=page.get_by_role("link", name=one.label, exact=True))
            expect(row).to_contain_text(str(len(one.cases)))
            expect(row.get_by_role("link")).to_be_visible()
            assert row.get_by_role("link").evaluate("one => one.href").endswith("/" + facet_address(facet, one))
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_role("combobox")).to_have_count(0)


def test_without_a_script_a_value_leads_to_its_cases(open_page: Any, project_book: Book) -> None:
    for facet, id in (("country", "ZA"), ("status", "faded"), ("topic", "food"), ("lead", "community")):
        page = open_page("explore/", DESK, java_script_enabled=False)
        group = page.locator(f'[data-facet="{facet}"]')
        if facet != "topic":
            group.locator("summary").click()
        group.locator(f'[data-value="{id}"]').click()
        titles = page.locator("section:has(> #cases)").get_by_role("link")
        names = [name.strip() for name in titles.all_inner_texts()]
        expected = {case.title for case in project_book.cases if has(project_book, case, facet, (id,))}
        assert {case.title for case in project_book.cases} & set(names) == expected


def test_a_list_leads_back_to_the_filter(open_page: Any, project_book: Book) -> None:
    page = open_page("explore/country/za/")
    page.get_by_role("link", name="Filter these further").click()
    expect_cases(page, fitting(project_book, {"country": ("ZA",)}), len(project_book.cases))
    expect(page.get_by_role("checkbox", name=re.compile("^South Africa"))).to_be_checked()


# ---- choosing ----


@pytest.mark.parametrize("asked", CHOICES, ids=query)
def test_choices_add_up_as_a_plain_filter_says(open_page: Any, project_book: Book, asked: Asked) -> None:
    page = open_page()
    for facet, ids in asked.items():
        for id in ids:
            value(page, facet, id).click()
            expect(value(page, facet, id)).to_be_focused()
    expect_cases(page, fitting(project_book, asked), len(project_book.cases))
    assert read_counts(page) == counts(project_book, asked)
    # the address names them in the order of the page, whatever the order of the clicks
    in_order = [(f.id, one.id) for f in FACETS for one in list_values(project_book, f) if one.id in asked.get(f.id, ())]
    assert page.evaluate("location.search") == "?" + urlencode(in_order)
    for facet, id in [(facet, id) for facet, ids in asked.items() for id in ids]:
        value(page, facet, id).click()
    expect_cases(page, fitting(project_book, {}), len(project_book.cases))
    assert read_counts(page) == counts(project_book, {})
    assert page.evaluate("location.search") == ""


@pytest.mark.parametrize("asked", CHOICES, ids=query)
def test_an_address_opens_with_its_choices(open_page: Any, project_book: Book, asked: Asked) -> None:
    page = open_page("explore/" + query(asked).lower())
    expect_cases(page, fitting(project_book, asked), len(project_book.cases))
    checked = page.locator(".facet input:checked").evaluate_all("all => all.map(one => [one.name, one.value])")
    assert sorted(map(tuple, checked)) == sorted((facet, id) for facet, ids in asked.items() for id in ids)
    assert read_counts(page) == counts(project_book, asked)


def test_back_and_forward_go_through_the_choices(open_page: Any, project_book: Book) -> None:
    steps: list[Asked] = [{}, {"topic": ("food",)}, {"topic": ("food",), "country": ("BR",)}]
    total = len(project_book.cases)
    page = open_page()
    value(page, "topic", "food").click()
    expect_cases(page, fitting(project_book, steps[1]), total)
    brazil = value(page, "country", "BR")
    brazil.click()
    expect_cases(page, fitting(project_book, steps[2]), total)
    page.go_back()
    expect_cases(page, fitting(project_book, steps[1]), total)
    expect(brazil).not_to_be_checked()
    expect(brazil).to_be_focused()
    page.go_back()
    expect_cases(page, fitting(project_book, steps[0]), total)
    expect(value(page, "topic", "food")).not_to_be_checked()
    expect(page.locator(".chosen")).to_be_hidden()
    page.go_forward()
    page.go_forward()
    expect_cases(page, fitting(project_book, steps[2]), total)
    expect(brazil).to_be_checked()
    page.locator(".cards h3 a").first.click()
    page.go_back()
    expect_cases(page, fitting(project_book, steps[2]), total)


def test_an_address_with_unknown_values_is_read_kindly(open_page: Any, project_book: Book) -> None:
    page = open_page("explore/?topic=food&topic=%3Cb%3Ecastles&door=Crisis&planet=mars&sort=size-of-hats&page=99")
    expect_cases(page, fitting(project_book, {"topic": ("food",), "door": ("crisis",)}), len(project_book.cases))
    note = page.locator(".explore__note")
    expect(note).to_contain_text(
        "No case has “<b>castles” under Worked on; there is no order called “size-of-hats”."
    )
    assert note.locator("b").count() == 0
    value(page, "topic", "shelter").click()
    expect(note).to_be_hidden()
    assert page.evaluate("location.search") == "?topic=food&topic=shelter&door=crisis"


def test_each_order_is_the_one_it_says(open_page: Any, project_book: Book) -> None:
    book = project_book
    page = open_page()
    order = page.get_by_label("Sort by")
    assert shown(page) == [case.id for case in order_cases(book)]

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
        expect(page).to_have_url(re.compile(rf"\?sort={name}$"))
        expect(page.locator(".results")).not_to_have_attribute("aria-busy", "true")
        expect(page.locator(".cards > .card")).to_have_count(len(book.cases))
        keys = [key(book.by_id[id]) for id in shown(page)]
        assert keys == sorted(keys), name
        expect(order).to_be_focused()
    page.go_back()
    expect(order).to_have_value("place")
    order.select_option(label="Latest news first")
    expect(page).to_have_url(re.compile("explore/$"))
    assert shown(page) == [case.id for case in order_cases(book)]


def test_the_number_of_cases_is_said_once_after_a_pause(open_page: Any, project_book: Book) -> None:
    page = open_page()
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    page.evaluate(
        """() => { window.said = []; const status = document.querySelector('[role=status]')
           const look = {childList: true, characterData: true, subtree: true}
           new MutationObserver(() => said.push(status.textContent)).observe(status, look) }"""
    )
    for id in ("food", "shelter", "homelessness"):
        value(page, "topic", id).click()
    number = len(fitting(project_book, {"topic": ("food", "shelter", "homelessness")}))
    expect(status).to_have_text(f"{number} of {len(project_book.cases)} cases")
    assert page.evaluate("said") == [f"{number} of {len(project_book.cases)} cases"]


def test_chips_say_what_is_chosen_and_take_it_back(open_page: Any, project_book: Book) -> None:
    total = len(project_book.cases)
    page = open_page("explore/?topic=food&topic=shelter&country=ZA")
    chips = page.get_by_role("list", name="Chosen").get_by_role("button")
    names = ["Remove Food (Worked on)", "Remove Shelter (Worked on)", "Remove South Africa (Country)"]
    expect(chips).to_have_text(names)
    page.get_by_role("button", name="Remove Food").click()
    expect_cases(page, fitting(project_book, {"topic": ("shelter",), "country": ("ZA",)}), total)
    expect(page.get_by_role("button", name="Remove Shelter")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove South Africa")).to_be_focused()
    page.keyboard.press("Enter")
    expect_cases(page, fitting(project_book, {}), total)
    expect(heading(page)).to_be_focused()
    page.go_back()
    expect(chips).to_have_count(1)
    page.get_by_role("button", name="Clear all").click()
    expect_cases(page, fitting(project_book, {}), total)
    expect(heading(page)).to_be_focused()
    assert page.evaluate("location.search") == ""


def test_where_nothing_fits_the_page_says_what_to_give_up(open_page: Any, project_book: Book) -> None:
    asked: Asked = {"country": ("UY",), "status": ("ended",)}
    assert not fitting(project_book, asked)
    page = open_page("explore/" + query(asked))
    expect(heading(page)).to_have_text("No case fits")
    expect(page.locator(".cards > .card")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("No case fits. No case has all of this.")
    in_uruguay, ended = (len(fitting(project_book, {id: asked[id]})) for id in asked)
    without_country = page.get_by_role("button", name="Without “Uruguay”")
    expect(without_country).to_contain_text(f": {ended} case{'s' if ended > 1 else ''}")
    without_status = page.get_by_role("button", name="Without “Ended”")
    expect(without_status).to_contain_text(f": {in_uruguay} case{'s' if in_uruguay > 1 else ''}")
    assert_accessible(page)
    without_country.click()
    expect_cases(page, fitting(project_book, {"status": ("ended",)}), len(project_book.cases))
    expect(heading(page)).to_be_focused()


def test_a_value_that_no_case_would_have_is_dimmed_and_can_still_be_chosen(open_page: Any) -> None:
    page = open_page("explore/?country=UY")
    ended = value(page, "status", "ended")
    row = page.locator(".facet__value--none", has=page.locator('[value="ended"]'))
    expect(row).to_be_visible()
    expect(ended).to_be_enabled()
    ended.click()
    expect(ended).to_be_checked()
    ended.click()
    expect(heading(page)).to_have_text(re.compile("^1 of"))


# ---- what it costs ----


def test_nothing_is_loaded_before_somebody_touches_the_filter(open_page: Any) -> None:
    page = open_page("about/", PHONE)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(page.url.replace("about/", "explore/"))
    page.wait_for_load_state("networkidle")
    assert asked and not [url for url in asked if url.endswith(".json")]
    page.locator("summary", has_text="Filter").click()
    page.wait_for_load_state("networkidle")
    # the real cards are all on the page: the table is all that is needed
    value(page, "topic", "food").click()
    expect(heading(page)).to_have_text(re.compile(" of "))
    page.wait_for_load_state("networkidle")
    assert [url.rsplit("/", 2)[1:] for url in asked if url.endswith(".json")] == [["find", "cases.json"]]


def test_on_a_slow_phone_the_answer_does_not_wait_for_the_cards(
    open_page: Any, large_url: str, generated_book: Book
) -> None:
    page = open_page("explore/", PHONE, large_url, has_touch=True, is_mobile=True)
    network = page.context.new_cdp_session(page)
    slow_down(network)
    page.locator("summary", has_text="Filter").tap()
    hunger = value(page, "crisis", "hunger")
    hunger.scroll_into_view_if_needed()
    hunger.tap()
    expect(hunger).to_be_checked()
    expected = fitting(generated_book, {"crisis": ("hunger",)})
    expect_cases(page, expected, len(generated_book.cases))
    page.get_by_role("button", name=f"Show {len(expected)} cases").tap()
    expect(heading(page)).to_be_focused()
    expect(heading(page)).to_be_in_viewport()
    # now the table is there: an answer takes no time at all, whatever the network does
    slow_down(network, latency=5000)
    page.get_by_label("Sort by").select_option(label="Country and city, A to Z")
    first = page.locator(".card").first
    expect(page.locator(".card--coming").first).to_have_attribute("aria-busy", "true", timeout=1500)
    id = shown(page)[0]
    slow_down(network)
    expect(first.get_by_role("link", name=generated_book.by_id[id].title, exact=True)).to_be_visible(timeout=20_000)
    assert shown(page)[0] == id


def test_fifty_cases_at_a_time(open_page: Any, large_url: str, generated_book: Book) -> None:
    total = len(generated_book.cases)
    ids = fitting(generated_book, {})
    pages = -(-total // CARDS)
    page = open_page("explore/", DESK, large_url)
    assert shown(page) == ids[:CARDS]
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"explore/\?page=2$"))
    expect(page.get_by_text(f"Page 2 of {pages}")).to_be_visible()
    assert shown(page) == ids[CARDS : 2 * CARDS]
    expect(heading(page)).to_be_focused()
    expect(heading(page)).to_be_in_viewport()
    for number in range(3, pages + 1):
        page.get_by_role("link", name="Next").click()
        expect(page.get_by_text(f"Page {number} of {pages}")).to_be_visible()
        assert page.locator(".cards > .card").count() <= CARDS
    assert shown(page) == ids[(pages - 1) * CARDS :]
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
    page.go_back()
    assert shown(page) == ids[(pages - 2) * CARDS : (pages - 1) * CARDS]
    # a choice begins on its first page again
    value(page, "crisis", "pandemic").click()
    expect_cases(page, fitting(generated_book, {"crisis": ("pandemic",)}), total)
    assert page.evaluate("location.search") == "?crisis=pandemic"
    expect(page.get_by_role("status")).to_contain_text(", page 1 of")


def test_without_a_script_the_further_pages_are_plain(open_page: Any, large_url: str, generated_book: Book) -> None:
    page = open_page("explore/", PHONE, large_url, java_script_enabled=False)
    found = shown(page)
    while page.get_by_role("link", name="Next").count():
        page.get_by_role("link", name="Next").click()
        found += shown(page)
    assert found == fitting(generated_book, {})


def test_a_card_takes_the_place_of_its_placeholder_and_keeps_the_focus(
    open_page: Any, large_url: str, generated_book: Book
) -> None:
    page = open_page("explore/", DESK, large_url)
    held: list[Any] = []
    page.route("**/find/card/*.json", held.append)
    page.get_by_label("Sort by").select_option(label="Country and city, A to Z")
    first = page.locator(".card--coming").first
    link = first.get_by_role("link")
    expect(link).to_be_visible()
    id = first.get_attribute("data-id") or ""
    assert id in shown(page)
    expect(link).to_have_text(id[0].upper() + id[1:].replace("-", " "))
    link.focus()
    page.wait_for_timeout(100)
    for route in held:
        route.continue_()
    expect(page.locator(":focus")).to_have_text(generated_book.by_id[id].title)
    assert shown(page).count(id) == 1
    page.unroute_all(behavior="ignoreErrors")


def test_where_cards_cannot_be_loaded_the_links_stay(open_page: Any, large_url: str, generated_book: Book) -> None:
    page = open_page("explore/", DESK, large_url)
    asked: list[str] = []
    page.route("**/find/card/*.json", lambda route: (asked.append(route.request.url), route.abort()))
    page.get_by_label("Sort by").select_option(label="Begun first")
    expect(page.locator(".card--coming:not([aria-busy])").first).to_be_visible()
    ids = sorted(generated_book.cases, key=lambda case: (case.period_from, case.id))
    assert shown(page) == [case.id for case in ids[:CARDS]]
    # only what is near the screen was asked for
    assert 0 < len(asked) < page.locator(".card--coming").count()
    page.unroute_all(behavior="ignoreErrors")


def test_where_the_table_cannot_be_loaded_the_lists_stay(open_page: Any, project_book: Book) -> None:
    page = open_page()
    page.route("**/find/cases.json", lambda route: route.abort())
    value(page, "country", "ZA").click()
    note = page.locator(".explore__note")
    expect(note).to_contain_text("could not be loaded")
    expect(note.get_by_role("link", name="South Africa")).to_have_attribute("href", re.compile("explore/country/za/$"))
    assert len(shown(page)) == len(project_book.cases)
    page.unroute_all()
    note.get_by_role("button", name="Try again").click()
    expect_cases(page, fitting(project_book, {"country": ("ZA",)}), len(project_book.cases))
    expect(note).to_be_hidden()


# ---- for everybody ----


def test_by_keyboard_alone(open_page: Any, project_book: Book) -> None:
    page = open_page("explore/", PHONE)
    total = len(project_book.cases)

    def tab_to(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none"
                return
        raise AssertionError(f"Tab does not reach {selector}")

    tab_to(".narrow > summary")
    page.keyboard.press("Enter")
    tab_to('input[value="food"]')
    page.keyboard.press("Space")
    expect_cases(page, fitting(project_book, {"topic": ("food",)}), total)
    # Enter in a checkbox sends the form in some browsers: the page must not be loaded anew
    page.evaluate("window.stays = true")
    page.keyboard.press("Enter")
    page.evaluate("document.querySelector('form.facets').requestSubmit()")
    page.wait_for_timeout(300)
    assert page.evaluate("window.stays")
    expect_cases(page, fitting(project_book, {"topic": ("food",)}), total)
    tab_to('[data-facet="country"] > summary')
    page.keyboard.press("Enter")
    tab_to('input[value="BR"]')
    page.keyboard.press("Space")
    expected = fitting(project_book, {"topic": ("food",), "country": ("BR",)})
    expect_cases(page, expected, total)
    tab_to(".facets__show")
    page.keyboard.press("Enter")
    expect(heading(page)).to_be_focused()
    expect(page.locator(".facets")).to_be_hidden()
    expect(page.locator(".narrow > summary")).to_have_text(re.compile("2 chosen"))
    tab_to(".cards h3 a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"cases/{expected[0]}/$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_in_the_open_filter(open_page: Any, viewport: dict[str, int], scheme: str) -> None:
    page = open_page("explore/?topic=food&country=ZA&topic=castles", viewport, color_scheme=scheme)
    expect(heading(page)).to_have_text(re.compile(" of "))
    if viewport is PHONE:
        page.locator("summary", has_text="Filter").click()
    page.evaluate("for (const one of document.querySelectorAll('.facet')) one.open = true")
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_placeholders_and_pages(open_page: Any, large_url: str, scheme: str) -> None:
    page = open_page("explore/?sort=begun&page=2", PHONE, large_url, color_scheme=scheme)
    expect(page.get_by_text("Page 2 of")).to_be_visible()
    # the barest chrome has no landmarks but main
    assert_accessible(page, within=".explore")


@pytest.mark.parametrize("width", [320, 390, 768, 1000, 1440])
def test_nothing_is_wider_than_the_screen_and_targets_are_large(open_page: Any, width: int) -> None:
    page = open_page("explore/?topic=food&lead=city-government&country=UY", {"width": width, "height": 900})
    expect(page.locator(".explore__note")).to_be_visible()
    page.evaluate("for (const one of document.querySelectorAll('.narrow, .facet')) one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """[...document.querySelectorAll('.explore :is(summary, label, button, select)')]
           .filter(one => one.offsetParent && (one.offsetHeight < 24 || one.offsetWidth < 24))
           .map(one => one.outerHTML)"""
    )
    assert not small


def test_on_a_phone_the_filter_is_one_button_and_at_a_desk_a_column(open_page: Any) -> None:
    phone = open_page("explore/", PHONE)
    expect(phone.locator(".facets")).to_be_hidden()
    expect(phone.locator(".card").first).to_be_in_viewport()
    for scripts in (True, False):
        desk = open_page("explore/", DESK, java_script_enabled=scripts)
        expect(desk.locator(".narrow > summary")).to_be_hidden()
        expect(desk.locator("summary", has_text="Worked on")).to_be_visible()
        left = desk.locator(".facets").bounding_box()
        right = desk.locator(".cards").bounding_box()
        assert left and right and left["x"] + left["width"] <= right["x"]


def test_paper_shows_the_cases_and_what_was_chosen(open_page: Any) -> None:
    page = open_page("explore/?topic=food")
    expect(heading(page)).to_have_text(re.compile(" of "))
    page.emulate_media(media="print")
    expect(page.locator(".narrow")).to_be_hidden()
    expect(page.locator(".chosen__value")).to_be_visible()
    expect(page.locator(".card").first).to_be_visible()
