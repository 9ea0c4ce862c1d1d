"""On paper: the finder's sheet, the handout of a case, cases side by side. Nothing is cut, and every page says where it is from."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
from browsing import DESK, PHONE, assert_none, drawn, lay_on_paper, see
from playwright.sync_api import Page, expect

from casebook.book import Book
from casebook.model import Case
from casebook.render.pages.cases import MOST

ASKED = "finder/#who=city-government&facing=pandemic&facing=food&obstacle=red-tape"

CUT = """() => {
  const name = (one) => `${one.localName}.${[...one.classList].join(".")} ${one.textContent.replace(/\\s+/g, " ").trim().slice(0, 60)}`
  const faults = []
  for (const one of document.querySelectorAll("body *")) {
    if (!one.checkVisibility() || one.closest("svg, .visually-hidden, .evidence--inline > span, template")) continue
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
    lay_on_paper(page, color_scheme="dark")
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
    # (also what stands there folded)
    cards = [" ".join(text.split()) for text in page.locator(".finder__items .item").all_text_contents()]
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
    # a cause goes out with how sure it is, an item with its place and confidence, and what is left out is told
    cause = _texts(page, ".item--failure .item__tells")[0]
    assert re.match(r"Cause: .+, (known|likely|contested|open)$", cause)
    left_out = f"{len(titles) - 1} of {len(titles)} chosen; the address brings all."
    for out in (text, letter):
        assert cause in out and left_out in out
        assert len(re.findall(r"(low|medium|high) confidence", out)) == len(titles) - 1
    assert page.url in text and "Works when: " in text and re.search(r"/cases/[a-z0-9-]+/#[a-z0-9-]+", text)
    # where the device shares, it is asked, and no letter is begun
    page.evaluate("() => { navigator.share = async (what) => { window.shared = what } }")
    page.get_by_role("link", name="Send").click()
    assert page.evaluate("window.shared.text") == text
    # the tick stays with the item when the question changes, and the sheet goes by it
    lay_on_paper(page)
    assert titles[0] not in _texts(page, ".sheet h4") and titles[1] in _texts(page, ".sheet h4")
    expect(page.locator(".sheet__foot")).to_contain_text(left_out)
    expect(page.locator(".sheet__part--failure .sheet__why").first).to_contain_text(cause)


# ---- a case ----


MOST_ITEMS = 22
"""Up to so many entry points, lessons and failures a handout of two pages is promised."""


def _count_items(case: Case) -> int:
    return len(case.entry_points) + len(case.lessons) + len(case.failures)


def _open_handout(page: Page, address: str) -> None:
    page.emulate_media(media="null", color_scheme="dark")
    page.set_viewport_size(DESK)
    page.goto(address)
    page.evaluate("() => { window.print = () => {} }")
    page.get_by_role("button", name="a handout of two pages").click()


def test_a_case_prints_as_two_pages_or_in_full(open_page: Any, project_book: Book) -> None:
    page = open_page("about/", DESK)
    base = page.url.removesuffix("about/")
    faults = []
    full = sorted((case for case in project_book.cases if _count_items(case) <= MOST_ITEMS), key=_count_items)
    for case in full[-3:]:
        _open_handout(page, f"{base}cases/{case.id}/")
        if (number := _count_pages(page)) > 2:
            faults.append(f"{case.id}: a handout of {number} pages")
        # once it was printed the page is as before
        page.get_by_role("button", name="a handout of two pages").click()
        faults += _print(page)
        for item in (*case.entry_points, *case.lessons, *case.failures):
            expect(page.locator(f"details:has([id='{item.id}']) > summary")).to_be_visible()
            expect(page.locator(f"[id='{item.id}']")).to_be_hidden()
        expect(page.locator(".glance")).to_be_visible()
        expect(page.locator("#story")).to_be_hidden()
        number = len(project_book.sources_of(case))
        if number > 6:
            expect(page.locator(".sources__others")).to_have_text(
                re.compile(rf"^6 of {number} sources; the others: .+/cases/{case.id}/$")
            )
    # whoever prints by the browser's own command gets all of it
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="null")
    assert _count_pages(page) > 2
    faults += _print(page)
    expect(page.locator("#story")).to_be_visible()
    # the event that made it what it is now is told, also where it is not among the latest
    folded = [one for one in project_book.cases if one.turn and one.follow_ups.index(one.turn) >= MOST["events"]]
    for case in folded[:1]:
        _open_handout(page, f"{base}cases/{case.id}/")
        _print(page)
        expect(page.locator(f"[id='{case.turn.id}']")).to_be_visible()
        expect(page.locator(".part--follow-ups .fold li:visible")).to_have_count(1)
    assert_none(faults)


def test_without_a_script_paper_says_where_it_is_from_and_holds_no_empty_box(open_shelf: Any) -> None:
    page = open_shelf("cases/lima-hill-kitchens/", DESK, java_script_enabled=False)
    root = page.locator("html")
    title = page.locator("h1").inner_text()
    assert root.get_attribute("data-address") in {title, page.url.split("//")[1]}
    assert root.get_attribute("data-printed") is None
    lay_on_paper(page)
    expect(page.locator(".brief:not([open])").first).to_be_hidden()


def test_paper_offers_nothing_to_press(open_shelf: Any) -> None:
    page = open_shelf("cases/lima-hill-kitchens/", DESK)
    lay_on_paper(page)
    pressed = page.locator(".wrong, .keep, .item__ways, .item__end")
    assert pressed.count() > 9
    assert not pressed.evaluate_all("all => all.filter(one => one.checkVisibility()).map(one => one.outerHTML)")


# ---- side by side ----

LANDSCAPE = {"width": 1031, "height": 695}
"""What A4 across holds between the margins."""


def test_cases_stand_side_by_side_on_three_pages_what_differs_first(open_page: Any, project_book: Book) -> None:
    # the longest three that there are
    longest = sorted(project_book.cases, key=lambda case: sum(1 for _ in case.items()), reverse=True)[:3]
    asked = "&".join(f"case={case.id}" for case in longest)
    page = drawn(open_page(f"compare/#{asked}", PHONE))
    expect(page.locator("thead th")).to_have_count(3)
    assert _count_pages(page) <= 3
    faults = _print(page, LANDSCAPE)
    lefts = page.locator("thead th").evaluate_all("all => all.map(one => Math.round(one.getBoundingClientRect().left))")
    assert len(set(lefts)) == 3
    expect(page.locator(".picks")).to_be_hidden()
    assert_none(faults)
