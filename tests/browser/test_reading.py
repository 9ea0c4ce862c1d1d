"""Reading the site: on a phone and at a desk, in light and dark, by keyboard, on paper, without JavaScript.

Every kind of page is looked at with the same eyes: its lightest and its heaviest page in the project's own
book, and those that are unlike the others. One load answers all the questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browsing import DESK, PHONE, assert_none, lay_on_paper, see, see_enlarged, see_everywhere, see_focus, see_on_paper
from playwright.sync_api import Page, expect

from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Article, Renderer
from casebook.render.pages import PAGES
from landing import PROJECT

BY_HAND = "by-hand"


@dataclass(frozen=True)
class Chosen:
    """A page that is looked at."""

    address: str
    """Its address below the site."""
    language: str = "en"
    """The language of its text."""
    scripted: bool = False
    """A script adds words to it on purpose; what it says without is tested where it is."""


def _pick(kind: str, articles: list[Article], book: Book) -> Iterator[Article]:
    """The lightest and the heaviest article of a kind, and what is unlike the others."""

    def weight(article: Article) -> int:
        return len(article.html)

    yield min(articles, key=weight)
    yield max(articles, key=weight)
    for odd in (lambda one: "/page-2/" in one.address, lambda one: one.language != "en"):
        yield from [one for one in articles if odd(one)][:1]
    if kind == "term":
        for vocabulary in sorted({one.address.split("/")[0] for one in articles}):
            ordinary = sorted((one for one in articles if one.address.startswith(f"{vocabulary}/")), key=weight)
            yield ordinary[len(ordinary) // 2]
    if kind == "case":
        oddities = (
            lambda case: case.city is None,
            lambda case: not case.failures,
            lambda case: not case.lessons,
            lambda case: any(source.language != case.language for source in case.sources),
        )
        for odd in oddities:
            ids = {case.id for case in book.cases if odd(case)}
            yield from [one for one in articles if one.address.split("/")[1] in ids][:1]


@pytest.fixture(scope="module")
def chosen(project_book: Book, project_schemas: Schemas) -> dict[str, tuple[Chosen, ...]]:
    """For each kind of page those that are looked at."""
    renderer = Renderer(project_book, project_schemas)
    found = {BY_HAND: tuple(Chosen(one) for one in _list_pages_by_hand(PROJECT / "docs"))}
    for kind in PAGES:
        picked = {one.address: one for one in _pick(kind.id, list(kind.render(renderer)), project_book)}
        found[kind.id] = tuple(
            Chosen(_where(address), one.language, bool(one.scripts)) for address, one in picked.items()
        )
    return found


def _list_pages_by_hand(docs: Path) -> list[str]:
    files = [file.relative_to(docs) for file in sorted(docs.rglob("*.md")) if "screenshots" not in file.parts]
    return [
        f"{file.parent.as_posix()}/" if file.stem == "index" else f"{file.with_suffix('').as_posix()}/"
        for file in files
    ]


def _where(address: str) -> str:
    # the page for what is not there stands at any address that is not there
    return "no/such/page/" if address == "404.html" else address


@pytest.fixture(scope="module")
def languages(project_book: Book) -> dict[str, list[str]]:
    """The titles of sources that are in another language than the site, each with its language."""
    found: dict[str, set[str]] = {}
    for document in project_book.documents.values():
        found.setdefault(" ".join(document.source.title.split()), set()).add(document.source.language)
    # two documents may have one title
    return {title: sorted(languages) for title, languages in found.items() if "en" not in languages}


def _words(page: Page) -> str:
    words = re.sub(r"\s+", " ", page.locator("main").inner_text())
    # a button needs a script, and is shown only where there is one
    return words.replace(" Open every row ", " ")


@pytest.mark.parametrize("kind", [*(kind.id for kind in PAGES), BY_HAND])
def test_nothing_is_wrong_with_a_page(open_page: Any, chosen: Any, languages: dict[str, list[str]], kind: str) -> None:
    faults: list[str] = []
    for one in chosen[kind]:
        page = open_page(one.address, PHONE, reduced_motion="reduce")
        page.wait_for_load_state("networkidle")
        words = _words(page)
        faults += see(page, "jumps", "languages", languages=languages)
        faults += see_focus(page)
        faults += see_everywhere(page)
        faults += see_enlarged(page)
        faults += see_on_paper(page, tool=one.scripted)
        if page.locator("html").get_attribute("lang") != one.language:
            faults.append(f"{page.url}: the page does not say that it is in {one.language}")
        without = open_page(one.address, PHONE, java_script_enabled=False)
        differs = one.scripted or without.locator("[class*=visible-with]").count()
        if len(_words(without)) < 80 or (not differs and _words(without) != words):
            faults.append(f"{page.url}: without JavaScript words are lost")
        faults += see(without, "wide", "cut", state="without JavaScript")
        open_page.close()
    assert_none(faults)


def test_a_case_is_at_most_six_requests(open_page: Any, chosen: Any) -> None:
    for one in chosen["case"]:
        page = open_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(page.url + one.address, wait_until="networkidle")
        assert 1 < len(asked) <= 6, asked


def test_the_keyboard_reaches_the_content_and_the_things(open_shelf: Any) -> None:
    page = open_shelf("cases/durban-soup-tent/", DESK, reduced_motion="reduce")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to the content")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    # from there on, one by one, in the order in which they stand
    order = page.evaluate(
        """[...document.querySelectorAll('main :is(a[href], button, summary, [tabindex="0"])')]
           .filter(one => one.checkVisibility()).slice(0, 12).map(one => one.outerHTML)"""
    )
    reached = []
    for _ in order:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.outerHTML"))
    assert reached == order
    page.locator(".contents a", has_text="Failures").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#failures$"))
    expect(page.locator("#failures")).to_be_in_viewport()


def test_an_abbreviation_is_explained_on_hover_by_keyboard_and_on_tap(open_shelf: Any) -> None:
    def shown(page: Page) -> str:
        first = page.locator("abbr", has_text=re.compile("^CAN$")).first
        return first.evaluate("one => getComputedStyle(one, '::after').content")

    address = "cases/cape-town-street-phones/"
    desk = open_shelf(address, DESK)
    abbreviation = desk.locator("abbr", has_text=re.compile("^CAN$")).first
    assert shown(desk) == "none"
    abbreviation.hover()
    assert shown(desk) == '"Community Action Network"'
    desk.mouse.move(0, 0)
    assert shown(desk) == "none"
    abbreviation.focus()
    assert shown(desk) == '"Community Action Network"'

    phone = open_shelf(address, PHONE, has_touch=True, is_mobile=True)
    phone.locator("abbr", has_text=re.compile("^CAN$")).first.tap()
    assert shown(phone) == '"Community Action Network"'


def test_the_reader_chooses_light_or_dark_and_it_stays(open_shelf: Any, shelf_url: str) -> None:
    page = open_shelf("", DESK, color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button = page.locator("[data-scheme-switch]")
    expect(button).to_contain_text("as the device")
    button.click()
    expect(button).to_contain_text("light")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(paper) == light
    page.emulate_media(color_scheme="light")
    button.click()
    expect(button).to_contain_text("dark")
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(shelf_url + "about/")
    expect(page.locator("[data-scheme-switch]")).to_contain_text("dark")
    assert page.evaluate(paper) == dark
    button.click()
    page.emulate_media(color_scheme="dark")
    # chosen or the device's own: it is the same dark
    assert page.evaluate(paper) == dark


def test_without_javascript_the_page_follows_the_device(open_shelf: Any) -> None:
    page = open_shelf("", PHONE, color_scheme="light", java_script_enabled=False)
    corner = {"x": 2, "y": 2, "width": 4, "height": 4}
    light = page.screenshot(clip=corner)
    page.emulate_media(color_scheme="dark")
    assert page.screenshot(clip=corner) != light
    expect(page.locator("[data-scheme-switch]")).to_be_hidden()


def test_the_three_things_differ_by_word_shape_and_colour(open_shelf: Any) -> None:
    page = open_shelf("cases/durban-soup-tent/", DESK)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        words, drawings, colours, shapes = [], [], [], []
        for kind in ("door", "lesson", "failure"):
            row = page.locator(f".row--{kind}").first
            heading = page.locator(f"h2.mark--{kind}")
            words.append(heading.inner_text().strip())
            drawn = row.locator("summary h3").evaluate("one => getComputedStyle(one, '::before').maskImage")
            assert drawn.startswith('url("data:image/svg+xml,')
            drawings.append(drawn)
            colours.append(heading.evaluate("one => getComputedStyle(one).color"))
            shape = "one => getComputedStyle(one).borderRadius + getComputedStyle(one).borderLeftStyle"
            shapes.append(row.evaluate(shape))
        assert words == ["Entry points", "Lessons", "Failures"]
        assert len(set(drawings)) == len(set(colours)) == len(set(shapes)) == 3


def test_on_paper_an_address_and_a_meaning_are_written_out(open_shelf: Any) -> None:
    page = open_shelf("cases/cape-town-street-phones/", DESK, color_scheme="dark")
    lay_on_paper(page, color_scheme="dark")
    after = "one => getComputedStyle(one, '::after').content"
    assert "https://" in page.locator(".sources a[href^=http]").first.evaluate(after)
    assert "Community Action Network" in page.locator("abbr", has_text=re.compile("^CAN$")).first.evaluate(after)
    expect(page.locator("#failures")).to_be_visible()
