"""On paper: the finder's sheet, the handout of a case, cases side by side. Nothing is cut, and every page says where it is from."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
from browsing import DESK, PHONE, assert_none, drawn, see
from playwright.sync_api import Page, expect

ASKED = "finder/#who=city-government&facing=pandemic&facing=food&obstacle=red-tape"

CUT = """() => {
  const name = (one) => `${one.localName}.${[...one.classList].join(".")} ${one.textContent.replace(/\\s+/g, " ").trim().slice(0, 60)}`
  const faults = []
  for (const one of document.querySelectorAll("body *")) {
    if (!one.checkVisibility() || one.closest("svg, .visually-hidden, template")) continue
    const style = getComputedStyle(one)
    if (style.webkitLineClamp !== "none") faults.push(`is clamped: ${name(one)}`)
    if (style.textOverflow === "ellipsis") faults.push(`has an ellipsis: ${name(one)}`)
    const clips = [style.overflowX, style.overflowY].some((how) => how !== "visible")
    if (clips && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)) faults.push(`is cut: ${name(one)}`)
    const box = one.getBoundingClientRect()
    if (box.right > document.documentElement.clientWidth + 1) faults.push(`is off the paper: ${name(one)}`)
  }
  for (const node of document.querySelectorAll("main p, main li, main h2, main h3, main h4, main td, main dd"))
    if (node.checkVisibility() && /…$/.test(node.textContent.trim())) faults.push(`ends in an ellipsis: ${name(node)}`)
  return faults
}"""
"""What is cut off or wider than the paper."""

ACROSS = {"width": 673, "height": 998}
"""What A4 holds between the margins, in pixels: 178 mm."""


def _count_pages(page: Page) -> int:
    sheet = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", sheet))


def _print(page: Page, size: dict[str, int] = ACROSS) -> list[str]:
    """Look at a page as it is printed; it stays so."""
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size(size)
    state = "on paper"
    return [*page.evaluate(CUT), *see(page, "paper", "faint", state=state)]


def _texts(page: Page, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


# ---- the finder's sheet ----


@pytest.mark.parametrize(
    "question",
    [
        {"who": "city-government", "facing": ["pandemic", "food"], "obstacle": "red-tape"},
        {"obstacle": "money"},
        {"facing": ["housing-crisis", "homelessness", "shelter"]},
        {
            "who": "business",
            "facing": ["homelessness-crisis", "pandemic", "self-organisation", "local-economy"],
            "obstacle": ["red-tape", "political-rivalry", "capacity"],
        },
    ],
    ids=["city", "money", "housing", "all at once"],
)
def test_a_sheet_says_whole_sentences_on_at_most_two_pages(open_shelf: Any, question: dict[str, Any]) -> None:
    page = drawn(open_shelf(f"finder/#{urlencode(question, doseq=True)}", PHONE, color_scheme="dark"))
    # what the cards say, before the sheet is laid out
    cards = _texts(page, ".finder__items .item")
    titles = _texts(page, ".finder__items .item h3")
    assert _count_pages(page) <= 2
    expect(page.locator(".sheet")).to_have_count(0)
    faults = _print(page)
    assert _texts(page, ".sheet h4") == titles
    said = [
        text
        for item in page.locator(".sheet__item").all()
        for text in [" ".join(one.split()) for one in item.locator(".sheet__says").all_inner_texts()]
    ]
    for text in said:
        assert any(text in card for card in cards), text
        assert re.search(r"[.!?][\"”’)]*$", text), text
    for item in page.locator(".sheet__item").all():
        expect(item.locator(".sheet__says").first).to_be_visible()
        expect(item.locator(".sheet__from")).to_have_text(re.compile(r"confidence.*/cases/[a-z0-9-]+/$"))
    expect(page.locator(".sheet__foot")).to_contain_text(page.url)
    expect(page.locator(".sheet__day")).to_contain_text("the cases as of")
    expect(page.locator(".finder__items, .finder__form").first).to_be_hidden()
    assert_none(faults)
    # back on the screen it is gone
    page.emulate_media(media="screen")
    expect(page.locator(".sheet")).to_have_count(0)


def test_one_ticks_what_stays_and_sends_it(open_shelf: Any) -> None:
    page = drawn(open_shelf(ASKED, DESK, permissions=["clipboard-read", "clipboard-write"]))
    titles = _texts(page, ".finder__items .item h3")
    box = page.get_by_role("checkbox", name=f"Keep on the sheet ({titles[0]})")
    expect(box).to_be_checked()
    box.uncheck()
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    letter = unquote(page.get_by_role("link", name="Send").get_attribute("href") or "")
    assert letter.startswith("mailto:?subject=")
    for title in titles:
        assert (title in text) == (title in letter) == (title != titles[0]), title
    assert page.url in text and "Works when: " in text and re.search(r"/cases/[a-z0-9-]+/#[a-z0-9-]+", text)
    # where the device shares, it is asked, and no letter is begun
    page.evaluate("() => { navigator.share = async (what) => { window.shared = what } }")
    page.get_by_role("link", name="Send").click()
    assert page.evaluate("window.shared.text") == text
    # the tick stays with the item when the question changes, and the sheet goes by it
    page.emulate_media(media="print")
    assert titles[0] not in _texts(page, ".sheet h4") and titles[1] in _texts(page, ".sheet h4")
