"""Is this wrong? One panel, opened in place and filled in, which sends nothing; and what stands there without a script."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from browsing import PHONE, assert_none, see_everywhere
from playwright.sync_api import Page, expect

from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Renderer, Site, read_maintainers, render_fragments

CASE = "cases/durban-soup-tent/"
ITEM = "a-year-between-two-counters"
CANARY = "zebrafinch"
KEPT, _ = read_maintainers({"CASEBOOK_REPO_URL": "https://github.com/us/book", "CASEBOOK_MAIL": "tell@casebook.test"})


@pytest.fixture(scope="module")
def kept_panel(shelf_book: Book, project_schemas: Schemas) -> str:
    """The panel of a copy whose maintainers are named in every way."""
    renderer = Renderer(shelf_book, project_schemas, Site(maintainers=KEPT))
    return next(made for address, made in render_fragments(renderer) if address == "find/wrong.json")


def _open_item(page: Page) -> None:
    """Open the panel at an item by the keyboard."""
    page.goto(f"{page.url.partition('#')[0]}#{ITEM}")
    expect(page.locator(f"#{ITEM}")).to_be_visible()
    page.locator(f"#{ITEM} .wrong").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.tell")).to_be_visible()


def _text(page: Page) -> str:
    return page.locator("[data-text]").input_value()


def test_it_opens_in_place_with_what_it_speaks_of(open_shelf: Any) -> None:
    asked: list[str] = []
    page = open_shelf(CASE, PHONE)
    page.wait_for_load_state("networkidle")
    page.on("request", lambda one: asked.append(one.url))
    _open_item(page)
    files = {url.partition("#")[0].rpartition("/")[2] for url in asked}
    assert files == {"site.js", "wrong.css", "wrong.js", "wrong.json"} | (files & {"", "favicon.svg"})
    item = page.locator(f"#{ITEM}")
    title = " ".join(page.locator(f".row:has(#{ITEM}) .row__title").text_content().split())
    said = " ".join(item.locator("p:not([class])").first.text_content().split())
    address = f"{page.url.partition('#')[0]}#{ITEM}"
    for part in (title, f"durban-soup-tent#{ITEM}", address, f"“{said}”", "What is wrong:"):
        assert part in _text(page), part
    # the focus is in the panel, and goes round in it
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    panel = page.locator("dialog.tell")
    expect(panel).to_contain_text("This copy names nobody who answers")
    # nobody to send it to; but the case can be changed in the form
    (link,) = panel.locator("a").all()
    assert link.evaluate("(one) => one.pathname + one.hash") == "/contribute/form/#case=durban-soup-tent"

    # what one was there for becomes a review or a reply, and only with consent
    panel.get_by_label("I was there: it is wrong").check()
    panel.get_by_label("In your words").fill(f'It took "two" years: {CANARY}.\nTwo.')
    panel.get_by_label("What was your role?").fill("An official")
    assert "Do not publish this" in _text(page) and "replies:" not in _text(page)
    panel.get_by_label("You may publish").check()
    assert f'about: {ITEM}\n    says: "It took \\"two\\" years: {CANARY}.\\nTwo."' in _text(page)
    assert 'by_role: "An official"' in _text(page) and "Do not publish" not in _text(page)
    panel.get_by_label("I was there: it is right").check()
    assert f"# on {ITEM}\nreviewed:" in _text(page) and CANARY not in _text(page)
    expect(panel.get_by_label("In your words")).to_be_hidden()
    panel.get_by_label("I was there, and there is more").check()
    assert_none(see_everywhere(page, "dialog.tell"))

    # back where one was, and there again with another item without the words of the first
    page.set_viewport_size(PHONE)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.wrong')")
    page.locator(".part--story .wrong").click()
    assert "The story\nIts name here: durban-soup-tent\n" in _text(page) and CANARY not in _text(page)
    panel.get_by_role("button", name="Close").click()
    # words that are marked come along, and say which passage is meant
    passage = page.locator("#story-2")
    passage.evaluate("(one) => getSelection().setBaseAndExtent(one.firstChild, 0, one.firstChild, 12)")
    marked = page.evaluate("getSelection().toString()").strip()
    page.locator(".part--story .wrong").click()
    assert "Its name here: durban-soup-tent#story-2\n" in _text(page) and f"“{marked}”" in _text(page)
    panel.get_by_role("button", name="Close").click()
    # what was typed was never in an address, and nobody was told
    assert not [url for url in asked if CANARY in url] and CANARY not in page.url


def test_copying_works_also_where_the_browser_refuses(open_shelf: Any) -> None:
    page = open_shelf(CASE, PHONE, permissions=["clipboard-read", "clipboard-write"])
    _open_item(page)
    page.locator("[data-copy]").click()
    expect(page.locator(".tell [role=status]")).to_have_text("The text is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == _text(page)
    expect(page.locator("[data-share]")).to_be_hidden()
    # refused, and the older way too: then the text is selected for the reader's own hand
    page.evaluate(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false"
    )
    page.get_by_label("In your words").fill("Once more")
    page.locator("[data-copy]").click()
    expect(page.locator(".tell [role=status]")).to_contain_text("The text is selected")
    assert page.evaluate("document.activeElement.matches('[data-text]') && getSelection().toString()") == _text(page)


def test_a_way_takes_the_text_only_when_it_is_pressed(open_shelf: Any, kept_panel: str) -> None:
    page = open_shelf(CASE, PHONE)
    page.route("**/find/wrong.json", lambda route: route.fulfill(body=kept_panel, content_type="application/json"))
    _open_item(page)
    page.evaluate(
        "addEventListener('click', (event) => { if (event.target.closest('[data-pattern]')) event.preventDefault() })"
    )
    expect(page.locator("dialog.tell")).to_contain_text("aim to answer within 14 days")
    page.get_by_label("In your words").fill(f"Not so & <b>{CANARY}</b> + {{title}}")
    issue, mail = page.locator("[data-pattern]").all()
    assert CANARY not in issue.get_attribute("href") + mail.get_attribute("href")
    issue.click()
    asked = urlsplit(issue.get_attribute("href"))
    carried = parse_qs(asked.query)
    assert asked.netloc == "github.com" and carried["title"] == [f"Is this wrong? durban-soup-tent#{ITEM}"]
    assert carried["body"][0].replace("\r\n", "\n") == _text(page)
    assert f"Not so & <b>{CANARY}</b> + {{title}}" in carried["body"][0]
    assert CANARY not in mail.get_attribute("href")
    # a mail that is too long would arrive cut: it says so, and the text is on the clipboard
    page.get_by_label("In your words").fill("Long. " * 400)
    mail.click()
    expect(page.locator(".tell [role=status]")).not_to_be_empty()
    body = unquote(mail.get_attribute("href")).partition("body=")[2]
    assert "too long" in body and ITEM in body and len(mail.get_attribute("href")) < 1_900
    for way in (issue, mail):
        assert way.get_attribute("rel") == "noopener noreferrer"
    assert json.loads(kept_panel)["html"].count("data-pattern") == 2


def test_without_a_script_the_text_stands_in_the_page(open_shelf: Any) -> None:
    page = open_shelf(CASE, PHONE, java_script_enabled=False)
    page.locator(".part--story .wrong").click()
    place = page.locator("#is-this-wrong")
    expect(place.locator("pre")).to_be_visible()
    expect(place.locator("pre")).to_contain_text("Its name here: durban-soup-tent")
    expect(place).to_contain_text("This copy names nobody who answers")


def test_where_the_panel_cannot_be_loaded_the_page_says_how(open_shelf: Any) -> None:
    page = open_shelf(CASE, PHONE)
    page.route("**/find/wrong.json", lambda route: route.abort())
    page.locator(".part--story .wrong").click()
    expect(page.locator("#is-this-wrong pre")).to_be_visible()
    open_shelf.forgive("wrong.json", "ERR_FAILED")
