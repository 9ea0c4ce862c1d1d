"""Reading the site: on a phone and at a desk, in light and dark, by keyboard, without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import DESK, PHONE, assert_accessible
from playwright.sync_api import Browser, Page, expect

KINDS = {
    "home": "",
    "cases": "explore/",
    "cases of a country": "explore/country/za/",
    "cases of a theme": "explore/theme/trust/",
    "case": "cases/ethekwini-strollers-shelter/",
    "long case": "cases/ethekwini-homeless-task-team/",
    "case without a city": "cases/unnamed-city-popular-neighbourhoods/",
    "cities": "cities/",
    "city": "cities/ethekwini/",
    "lessons": "lessons/",
    "failures": "failures/",
    "entry points": "entry-points/",
    "door": "doors/crisis/",
    "cause": "causes/money/",
    "unused term": "doors/other/",
    "themes": "themes/",
    "theme": "themes/trust/",
    "topic": "topics/homelessness/",
    "crisis": "crises/pandemic/",
    "kind of actor": "actor-kinds/community/",
    "questions": "questions/",
    "timeline": "timeline/",
    "finder": "finder/",
    "compare": "compare/",
    "side by side": "compare/ethekwini-strollers-shelter/",
    "cases like mine": "like-mine/",
    "sources": "sources/",
    "source": "sources/harvest/",
    "glossary": "glossary/",
    "search": "search/",
    "about": "about/",
    "add a case": "contribute/",
    "fields": "contribute/fields/",
    "problems": "contribute/problems/",
    "not found": "no/such/page/",
}
ADDED_BY_SCRIPT = {"cases", "cases like mine", "compare", "finder", "search"}
"""Pages whose script adds words on purpose; what they hold without it is tested where they are."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(open_page: Any, kind: str, viewport: dict[str, int], scheme: str) -> None:
    page = open_page(KINDS[kind], viewport, color_scheme=scheme)
    assert_accessible(page)


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_screen(open_page: Any, kind: str, width: int) -> None:
    page = open_page(KINDS[kind], {"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ADDED_BY_SCRIPT])
def test_without_javascript_all_is_there(open_page: Any, kind: str) -> None:
    with_script = open_page(KINDS[kind])
    without = open_page(KINDS[kind], java_script_enabled=False)
    text = [re.sub(r"\s+", " ", page.locator("main").inner_text()) for page in (with_script, without)]
    assert len(text[1]) > 80
    assert text[0] == text[1]


def test_a_case_is_at_most_six_requests_from_its_own_origin(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + "cases/ethekwini-homeless-task-team/", wait_until="networkidle")
    context.close()
    assert 1 < len(asked) <= 6
    assert all(url.startswith(site_url) for url in asked)


def test_the_keyboard_reaches_the_content_and_the_things(open_page: Any) -> None:
    page = open_page("cases/ethekwini-strollers-shelter/", DESK, reduced_motion="reduce")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to the content")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.contents') !== null"):
            break
    page.locator(".contents a", has_text="Failures").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#failures$"))
    expect(page.locator("#failures")).to_be_in_viewport()


def test_focus_can_be_seen(open_page: Any) -> None:
    page = open_page("", DESK)
    for _ in range(12):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none" and width >= 2


def test_an_abbreviation_is_explained_on_hover_by_keyboard_and_on_tap(open_page: Any) -> None:
    def shown(page: Page) -> str:
        first = page.locator("abbr", has_text=re.compile("^CAN$")).first
        return first.evaluate("one => getComputedStyle(one, '::after').content")

    address = "cases/cape-town-community-action-networks/"
    desk = open_page(address, DESK)
    assert shown(desk) == "none"
    desk.locator("abbr", has_text=re.compile("^CAN$")).first.hover()
    assert shown(desk) == '"Community Action Network"'

    keyboard = open_page(address, DESK)
    keyboard.locator("abbr", has_text=re.compile("^CAN$")).first.focus()
    assert shown(keyboard) == '"Community Action Network"'

    phone = open_page(address, PHONE, has_touch=True, is_mobile=True, java_script_enabled=True)
    phone.locator("abbr", has_text=re.compile("^CAN$")).first.tap()
    assert shown(phone) == '"Community Action Network"'


def test_the_reader_chooses_light_or_dark_and_it_stays(open_page: Any, site_url: str) -> None:
    page = open_page("", DESK, color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button = page.locator("[data-scheme-switch]")
    expect(button).to_contain_text("as the device")
    button.click()
    expect(button).to_contain_text("light")
    button.click()
    expect(button).to_contain_text("dark")
    assert page.evaluate(paper) != light
    page.goto(site_url + "about/")
    expect(page.locator("[data-scheme-switch]")).to_contain_text("dark")
    assert page.evaluate(paper) != light


def test_without_javascript_the_page_follows_the_device(open_page: Any) -> None:
    light = open_page("", PHONE, color_scheme="light", java_script_enabled=False)
    dark = open_page("", PHONE, color_scheme="dark", java_script_enabled=False)
    shots = [page.screenshot(clip={"x": 2, "y": 2, "width": 4, "height": 4}) for page in (light, dark)]
    assert shots[0] != shots[1]
    expect(light.locator("[data-scheme-switch]")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_three_things_differ_by_word_shape_and_colour(open_page: Any, scheme: str) -> None:
    page = open_page("cases/ethekwini-strollers-shelter/", DESK, color_scheme=scheme)
    words, drawings, colours, shapes = [], [], [], []
    for kind in ("door", "lesson", "failure"):
        item = page.locator(f".item--{kind}").first
        mark = item.locator(".mark").first
        words.append(mark.inner_text().strip())
        drawings.append(mark.locator("path").get_attribute("d"))
        colours.append(mark.evaluate("one => getComputedStyle(one).color"))
        shape = "one => getComputedStyle(one).borderRadius + getComputedStyle(one).borderLeftStyle"
        shapes.append(item.evaluate(shape))
    assert words == ["Entry point", "Lesson", "Failure"]
    assert len(set(drawings)) == len(set(colours)) == len(set(shapes)) == 3


def test_what_can_be_tapped_is_large_enough(open_page: Any) -> None:
    # WCAG 2.2, 2.5.8: 24 by 24 CSS pixels for what is not in running text.
    page = open_page("cases/ethekwini-strollers-shelter/", PHONE)
    small = page.evaluate(
        """[...document.querySelectorAll('.site-nav a, .brand, .tool, .contents a, .terms a, .ref')]
           .filter(one => one.offsetParent && (one.offsetHeight < 24 || one.offsetWidth < 24))
           .map(one => one.outerHTML)"""
    )
    assert not small


def test_on_paper_the_chrome_is_gone_and_the_text_is_whole(open_page: Any) -> None:
    page = open_page("cases/ethekwini-strollers-shelter/", DESK, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.locator("#failures")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
