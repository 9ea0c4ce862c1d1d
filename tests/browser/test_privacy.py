"""What a reader types or chooses stays in the browser: the host is asked for files of the site and told nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from browsing import DESK, drawn
from listening import find_told
from playwright.sync_api import Error, Page, expect

CANARY = "zebrafinch"
"""A word that stands nowhere on the site."""

ON_ITS_WAY = ("interrupted by another navigation", "ERR_ABORTED", "Not attached to an active page")
"""What one is told who sends a page somewhere while it goes somewhere else."""

USE_ALL = """() => {
  window.print = () => {}
  const controls = (what) => document.querySelectorAll(`main :is(${what}):not(:disabled)`)
  const tell = (one, name) => one.dispatchEvent(new Event(name, { bubbles: true }))
  let used = 0
  for (const one of controls("details")) one.open = true
  for (const one of controls("select")) {
    one.selectedIndex = one.options.length - 1
    tell(one, "change")
    used++
  }
  for (const one of controls("input:is([type=checkbox], [type=radio])")) {
    one.click()
    used++
  }
  for (const one of controls("button:not([data-clear], [data-like-clear])")) {
    if (one.form) continue
    one.click()
    used++
  }
  return used
}"""
"""Uses every control of a page as a reader may, but those that forget everything, and those that send a form."""


@pytest.fixture
def host(serve_folder: Any, shelf_site: Path) -> Iterator[tuple[str, list[str]]]:
    """The invented book's site on a host of its own: its address, and all that it is told."""
    heard: list[str] = []
    with serve_folder(shelf_site, heard) as address:
        yield address, heard


def _list_pages(site: Path) -> list[str]:
    """The first page of each folder that has a field, a control or a script of its own, and one that has none of them."""
    found: dict[str, str] = {"cases": "cases/durban-soup-tent/"}
    for file in sorted(site.rglob("index.html"), key=lambda one: (len(one.parts), one)):
        address = file.parent.relative_to(site).as_posix().strip(".")
        html = file.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0]
        if re.search("<(form|input|select|textarea)|data-narrow", html):
            found.setdefault(address.partition("/")[0], f"{address}/" if address else "")
    return list(found.values())


def _settle(page: Page) -> None:
    page.wait_for_load_state("networkidle")


def _go(page: Page, go: Callable[[], object]) -> None:
    """Go somewhere, also where the page does so by itself in this very moment: after it."""
    try:
        go()
    except Error as problem:
        if not any(sign in str(problem) for sign in ON_ITS_WAY):
            raise
        # nothing tells that it is on its way, so it is given the time to get there
        page.wait_for_timeout(2000)
        _settle(page)
        go()
    _settle(page)


def _go_round(page: Page) -> None:
    """Whatever a reader does with an address: load it again, leave it by a link, come back."""
    _go(page, page.reload)
    link = page.locator("main a[href*='cases/']:visible, main .crumbs a:visible, .site-nav a:visible").first
    link.click()
    _settle(page)
    page.go_back()
    _settle(page)
    page.go_back()
    page.go_forward()
    _settle(page)


def test_nothing_typed_or_chosen_is_told_to_the_host(open_shelf: Any, host: Any, shelf_site: Path) -> None:
    base, heard = host
    pages = _list_pages(shelf_site)
    assert {"", "finder/", "explore/", "like-mine/", "compare/", "search/"} <= set(pages)
    stated = used = 0
    for address in pages:
        page = open_shelf(address, DESK, base=base)
        _settle(page)
        for field in page.locator("main input[type=file]:visible").all():
            field.set_input_files({"name": f"{CANARY}.md", "mimeType": "text/plain", "buffer": CANARY.encode()})
        for field in page.locator(
            "main :is(textarea, input:not([type=checkbox], [type=radio], [type=file])):visible"
        ).all():
            field.fill(f"{CANARY} hunger kitchens")
            field.press("Enter")
            page.wait_for_timeout(500)
            _settle(page)
        used += page.evaluate(USE_ALL)
        _settle(page)
        stated += "=" in page.url.partition("#")[2]
        _go_round(page)
        # and every form is sent
        for n in range(page.locator("main form").count()):
            page.locator("main form").nth(n).evaluate("form => form.requestSubmit()")
            # where the form leads to a page it does so now
            page.wait_for_timeout(300)
            _settle(page)
            _go(page, partial(page.goto, base + address))
        open_shelf.close()
    assert used > 100 and stated >= 5 and len(heard) > 100
    assert not find_told(heard, shelf_site, secret=CANARY)


def test_nothing_searched_for_is_told_to_the_host(open_shelf: Any, host: Any, shelf_site: Path) -> None:
    base, heard = host
    page = open_shelf("cases/durban-soup-tent/", DESK, base=base)
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Search the casebook")
    field.fill(f"kitchens {CANARY}")
    page.keyboard.press("Enter")
    expect(page.locator(".hit__title").first).to_be_focused(timeout=15_000)
    page.get_by_role("link", name="Open as a page").click()
    expect(page).to_have_url(f"{base}search/#q=kitchens+{CANARY}")
    expect(page.locator(".hit").first).to_be_visible(timeout=15_000)
    page.reload()
    expect(page.locator(".hit").first).to_be_visible(timeout=15_000)
    field.fill(f"shelter {CANARY}")
    page.keyboard.press("Enter")
    expect(page.locator(".hit__title").first).to_be_focused(timeout=15_000)
    expect(page).to_have_url(f"{base}search/#q=shelter+{CANARY}")
    page.locator(".hit__title").first.click()
    _settle(page)
    for _ in range(3):
        page.go_back()
        _settle(page)
    page.go_forward()
    _settle(page)
    assert len(heard) > 30
    assert not find_told(heard, shelf_site, secret=CANARY)


def test_a_form_cannot_be_sent_at_all(open_shelf: Any, host: Any) -> None:
    base, heard = host
    page = open_shelf("", DESK, base=base)
    _settle(page)
    page.evaluate(
        """() => { const form = document.createElement("form")
           form.innerHTML = '<input name="q" value="canary">'
           document.body.append(form)
           HTMLFormElement.prototype.submit.call(form) }"""
    )
    page.wait_for_timeout(300)
    assert not [told for told in heard if "?" in told.partition("\n")[0]]
    open_shelf.forgive("form-action")


def test_without_javascript_nothing_can_be_sent(open_shelf: Any, host: Any, shelf_site: Path) -> None:
    base, heard = host
    for address in _list_pages(shelf_site):
        page = open_shelf(address, DESK, base=base, java_script_enabled=False)
        # what can be pressed or filled in would lead nowhere: it is not shown
        # but for a choice that the style alone makes
        expect(page.locator("main :is(button, input:not([name=part]), select, textarea):visible")).to_have_count(0)
        forms = page.locator("form[action], form:has([type=submit]):has([name])")
        expect(forms).to_have_count(0)
    page = open_shelf("", DESK, base=base, java_script_enabled=False)
    page.get_by_role("link", name="Answer three questions").click()
    expect(page).to_have_url(f"{base}finder/")
    assert not [told for told in heard if "?" in told.partition("\n")[0]]


# ---- the address ----


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("finder/?who=community&way=money", "finder/#who=community&way=money"),
        ("compare/?case=durban-soup-tent&case=lima-hill-kitchens", "compare/#case=durban-soup-tent&case=lima-hill-kitchens"),
        ("like-mine/?crisis=hunger&country=PE#nearest", "like-mine/#crisis=hunger&country=PE"),
        ("search/?q=kitchens", "search/#q=kitchens"),
        # what others hang on to an address goes, and what it asks for stays
        ("search/?tracked=1#q=kitchens", "search/#q=kitchens"),
    ],
)  # fmt: skip
def test_an_older_address_is_read_and_rewritten_at_once(open_shelf: Any, host: Any, old: str, new: str) -> None:
    base, heard = host
    page = drawn(open_shelf(old, DESK, base=base))
    assert page.url == base + new
    steps = page.evaluate("history.length")
    once = drawn(open_shelf(new, DESK, base=base))
    assert once.evaluate("history.length") == steps
    told = page.get_by_role("status").filter(has_text=re.compile(r"\w")).first.inner_text()
    assert told == once.get_by_role("status").filter(has_text=re.compile(r"\w")).first.inner_text()
    asked = [line.partition("\n")[0] for line in heard]
    assert len([line for line in asked if "?" in line]) == 1


def test_a_link_to_a_place_in_the_page_keeps_the_state(open_shelf: Any, shelf_url: str) -> None:
    page = drawn(open_shelf("like-mine/#crisis=hunger"))
    state = page.url
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator(".like__end").get_by_role("link", name="See the nearest cases").click()
    expect(page.locator("#nearest")).to_be_focused()
    expect(page.locator("#nearest")).to_be_in_viewport()
    assert page.url == state
    # with a key it opens in another tab, as everywhere
    with page.context.expect_page() as opened:
        page.locator(".like__end").get_by_role("link", name="See the nearest cases").click(modifiers=["Control"])
    assert opened.value.url == f"{shelf_url}like-mine/#nearest"
    assert page.url == state
    # without a state such a link is what it is everywhere, and so is an address with such an end
    page.get_by_role("button", name="Start again").click()
    page.locator(".like__end").get_by_role("link", name="See the nearest cases").click()
    expect(page).to_have_url(f"{shelf_url}like-mine/#nearest")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(state)
    expect(page.locator("[data-like-list] > li").first).to_be_visible()
