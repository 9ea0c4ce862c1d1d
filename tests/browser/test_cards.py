"""Cards for the table: chosen, ticked, said in number, laid out so that nothing is cut, printed, and read back by their codes."""

from __future__ import annotations

import io
import re
from typing import Any

import zxingcpp
from browsing import DESK, PHONE, assert_none, be_painted, drawn, lay_on_paper, see, see_everywhere
from PIL import Image
from playwright.sync_api import Page, expect

from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Renderer, Site, render_fragments

CARDS = "workshop/cards/"
URL = "https://casebook.test/"

MEASURE = """async ([size, given]) => {
  const load = (name) => import(new URL(`../../assets/find/${name}.js`, location.href))
  const [paper, facts, site, briefs_of] = await Promise.all(["paper-card", "card-facts", "site", "briefs"].map(load))
  const host = document.querySelector("[data-cards]")
  const { cases } = await site.load("find/cases.json")
  const briefs = given ? [] : await Promise.all(cases.map(briefs_of.loadBrief))
  const code = "A".repeat(228)
  const cards = given ?? briefs.flatMap(({ items }) => items.map((one) => ({ ...facts.readFacts({ code, ...one }, "https://casebook.example.org/"), })))
  const room = site.make("div", { class: `paper-measure paper--${size}` }, ...paper.layCards(host, cards, size))
  host.append(room)
  const told = [...room.querySelectorAll(".paper-card")].map((card, n) => {
    const edge = card.getBoundingClientRect()
    const foot = card.querySelector(".paper-card__foot").getBoundingClientRect()
    const end = foot.height ? foot.top : edge.bottom
    const body = card.querySelector(".paper-card__body")
    const out = [...card.querySelectorAll("*")].filter((one) => {
      const { left, right, top, bottom, width } = one.getBoundingClientRect()
      return width && (left < edge.left - 0.5 || right > edge.right + 0.5 || top < edge.top - 0.5 || bottom > edge.bottom + 0.5)
    })
    const low = [...body.children].filter((one) => one.getBoundingClientRect().bottom > end + 0.5)
    return { title: cards[n].title, faults: [...out, ...low].map((one) => `${one.localName}.${one.className}`), text: card.textContent }
  })
  room.remove()
  return told
}"""
"""Lay out cards, all of the book or those that are given, and look what is outside of its card or runs into its foot."""


def _say(page: Page) -> Any:
    return expect(page.locator(".cards__say"))


def _count_pages(page: Page, format: str = "A4") -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=format, prefer_css_page_size=True)))


def test_cards_are_chosen_and_their_number_and_that_of_the_sheets_is_said(open_shelf: Any, shelf_book: Book) -> None:
    page = open_shelf(CARDS, DESK)
    _say(page).to_have_text("Choose what the cards are about.")
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_hidden()
    page.get_by_label("Failures").check()
    cause = shelf_book.cases[0].failures[0].cause
    number = sum(one.cause == cause for case in shelf_book.cases for one in case.failures)
    label = shelf_book.term("causes", cause).label
    page.get_by_label("Cause, or what it answers").select_option(cause)
    sheets = -(-number // 4)
    _say(page).to_have_text(f"{number} card{'s' if number > 1 else ''} on {sheets} sheet{'s' if sheets > 1 else ''}.")
    expect(page.locator(".deck .paper-card--failure")).to_have_count(number)
    for card in page.locator(".deck .paper-card").all():
        expect(card.locator(".paper-card__line").first).to_contain_text(f"Cause: {label}, ")
        expect(card.locator(".paper-card__from")).to_contain_text(
            re.compile(r"(low|medium|high) confidence.*/cases/.+/#.+", re.DOTALL)
        )
    # each value says how many cards it would bring
    expect(page.get_by_label("Cause, or what it answers").locator("option:checked")).to_have_text(f"{label} ({number})")
    be_painted(page)
    assert page.url.endswith(f"#kind=failure&cause={cause}")
    # the address brings the same again, and Back takes the last choice away
    page.reload()
    expect(page.locator(".deck .paper-card")).to_have_count(number)
    page.get_by_label("8 to a sheet").check()
    _say(page).to_contain_text(f"on {-(-number // 8)} sheet")
    page.go_back()
    _say(page).to_contain_text(f"on {sheets} sheet")
    expect(page.get_by_label("4 to a sheet")).to_be_checked()


def test_each_kind_says_what_tells_most_of_it(open_shelf: Any) -> None:
    page = drawn(open_shelf(f"{CARDS}#kind=entry_point&kind=lesson&kind=failure", DESK))
    expect(page.locator(".deck .paper-card")).to_have_count(24)
    first = {"door": "Door: ", "lesson": "Works when: ", "failure": "Cause: "}
    for mark, label in first.items():
        cards = page.locator(f".deck .paper-card--{mark}")
        assert cards.count() >= 3, mark
        expect(cards.first.locator(".paper-card__kind")).to_have_text(
            {"door": "Entry point"}.get(mark, mark.capitalize())
        )
        assert any(text.startswith(label) for text in cards.locator(".paper-card__line").all_inner_texts()), mark
    assert any("Early warning sign" in text for text in page.locator(".deck .paper-card--failure").all_inner_texts())


def test_more_than_a_table_holds_is_laid_out_only_when_asked(open_shelf: Any) -> None:
    page = drawn(open_shelf(f"{CARDS}#kind=lesson&kind=failure&kind=entry_point", DESK))
    _say(page).to_contain_text(
        re.compile(r"^\d+ cards fit; the first 24 are laid out, one of each case first\. 24 cards on 6 sheets\.$")
    )
    page.get_by_role("button", name=re.compile("^Lay out .* more$")).click()
    expect(page.locator(".deck .paper-card")).not_to_have_count(24)
    assert page.locator(".deck .paper-card").count() > 24


def test_single_cards_are_ticked_off_and_stay_off(open_shelf: Any) -> None:
    page = drawn(open_shelf(f"{CARDS}#kind=failure", DESK))
    number = page.locator(".deck .paper-card").count()
    titles = page.locator(".deck .paper-card__title").all_inner_texts()
    title = titles[0]
    box = page.get_by_role("checkbox", name=f"Print this card ({title})").first
    box.uncheck()
    _say(page).to_contain_text(f"{number - 1} of {number} are ticked. {number - 1} cards")
    lay_on_paper(page)
    expect(page.locator(".card-sheets--printed .paper-card")).to_have_count(number - 1)
    assert page.locator(".card-sheets--printed .paper-card__title").all_inner_texts() == titles[1:]
    expect(page.locator(".cards__form, .site-header").first).to_be_hidden()
    page.emulate_media(media="screen")
    expect(page.locator(".card-sheets--printed")).to_have_count(0)
    # another choice forgets nothing of it
    page.get_by_label("Lessons").check()
    page.get_by_label("Lessons").uncheck()
    expect(box).not_to_be_checked()
    # nor does the next visit, nor whoever gets the address, nor Back
    be_painted(page)
    assert re.search(r"#kind=failure&out=[0-9a-z]{5}$", page.url)
    page.reload()
    expect(box).not_to_be_checked()
    _say(page).to_contain_text(f"{number - 1} of {number} are ticked.")
    page.goto(page.url.split(CARDS)[0])
    page.go_back()
    expect(box).not_to_be_checked()
    page.get_by_label("8 to a sheet").check()
    box.check()
    be_painted(page)
    assert "out=" not in page.url
    page.go_back()
    expect(box).not_to_be_checked()
    page.get_by_role("button", name="Tick all").click()
    _say(page).to_contain_text(f"{number} cards on")
    be_painted(page)
    assert page.url.endswith("#kind=failure")
    page.get_by_role("button", name="Untick all").click()
    be_painted(page)
    assert re.search(f"&out=[0-9a-z]{{{5 * number}}}$", page.url)
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_hidden()


def test_the_saved_list_brings_its_items_and_what_its_cases_are_worth_reading_for(
    open_shelf: Any, shelf_book: Book
) -> None:
    case, other = (shelf_book.by_id[id] for id in ("durban-soup-tent", "lima-hill-kitchens"))
    names = [case.id, f"{other.id}#{other.lessons[-1].id}", f"{other.id}#no-such-item", "no-such-case"]
    page = open_shelf(CARDS, DESK)
    expect(page.get_by_label("Only from my list")).to_be_hidden()
    page.evaluate("(names) => localStorage.setItem('casebook-list', JSON.stringify(names))", names)
    page.reload()
    page.get_by_label("Only from my list").check()
    kinds = [bool(case.entry_points), bool(case.lessons), bool(case.failures)]
    expect(page.locator(".deck .paper-card")).to_have_count(sum(kinds) + 1)
    expect(page.locator(".deck")).to_contain_text(other.lessons[-1].title)
    _say(page).to_contain_text("2 entries of your list stand in no case any more.")
    assert page.url.endswith("#list=mine")


# ---- on paper ----


def test_sheets_are_as_many_as_was_said_on_a4_and_on_letter(open_shelf: Any) -> None:
    for size, sheets in ((4, 6), (8, 3)):
        page = drawn(
            open_shelf(f"{CARDS}#kind=lesson&kind=failure&kind=entry_point&size={size}", PHONE, color_scheme="dark")
        )
        _say(page).to_contain_text(f"24 cards on {sheets} sheets.")
        assert _count_pages(page) == _count_pages(page, "Letter") == sheets
        page.get_by_label("And a sheet of blank cards").check()
        _say(page).to_contain_text(f"24 cards and {3 * size} blank ones on {sheets + 3} sheets.")
        assert _count_pages(page) == _count_pages(page, "Letter") == sheets + 3
        lay_on_paper(page)
        assert_none(see(page, "faint", state="on paper"))


def test_without_a_script_the_blank_cards_are_printed(open_shelf: Any) -> None:
    page = open_shelf(CARDS, DESK, java_script_enabled=False)
    expect(page.get_by_text("Without JavaScript this page prints")).to_be_visible()
    expect(page.get_by_role("link", name="Red tape").first).to_be_visible()
    expect(page.get_by_role("button", name="Print", exact=True)).to_be_hidden()
    assert _count_pages(page) == _count_pages(page, "Letter") == 3


def test_a_printed_code_leads_to_its_item(
    open_shelf: Any, shelf_url: str, shelf_book: Book, project_schemas: Schemas
) -> None:
    pieces = dict(render_fragments(Renderer(shelf_book, project_schemas, Site(url=URL))))
    page = open_shelf("", DESK, device_scale_factor=2)
    page.route(
        "**/find/brief/*.json",
        lambda route: route.fulfill(
            body=pieces["find/brief/" + route.request.url.split("/")[-1]], content_type="application/json"
        ),
    )
    for size in (4, 8):
        page.goto("about:blank")
        page.goto(f"{shelf_url}{CARDS}#kind=failure&kind=lesson&kind=entry_point&size={size}")
        expect(page.locator(".deck .paper-card__code")).to_have_count(24)
        lay_on_paper(page)
        expect(page.locator(".card-sheets--printed .paper-card")).to_have_count(24)
        for card in page.locator(".card-sheets--printed .paper-card").all()[:6]:
            (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(card.screenshot())))
            # what can be typed says the same
            address = card.locator(".paper-card__address").inner_text().split("/cases/")[1]
            assert found.text == f"{URL}cases/{address}"
        page.emulate_media(media="screen")


def test_no_text_leaves_its_card_in_either_size(open_page: Any) -> None:
    page = open_page(CARDS, DESK)
    for size in (4, 8):
        laid = page.evaluate(MEASURE, [size, None])
        assert len(laid) > 50
        assert not [one for one in laid if one["faults"]]
        # its title and its first line stand on every card
        assert not [one["title"] for one in laid if one["title"] not in " ".join(one["text"].split())]


def test_a_card_says_a_whole_sentence_in_either_size(open_shelf: Any) -> None:
    page = open_shelf(CARDS, DESK)
    first = "The committee met twice, and both times the paper that it needed lay in another office."
    conditions = ["Somebody writes down who has it, every week, on one list that all of them can read. "] * 2
    card = {"kind": "failure", "title": "The paper lay in the other office", "must": 1, "lines": [["Cause", "Red tape, likely"], *(["Cost", one] for one in conditions)], "says": [first, "It went on so for a year. " * 30], "from": [["case", "A case with a rather long title that says what was done and where it was done"], ["place", "Lima, Peru · 17 February 2022 to 6 October 2023"]], "address": "casebook.example.org/cases/a-long-name/#an-item", "code": "A" * 228}  # fmt: skip
    for size in (4, 8):
        (laid,) = page.evaluate(MEASURE, [size, [card]])
        assert first in laid["text"] and "It went on so" not in laid["text"] and not laid["faults"]


def test_where_to_cut_is_marked_at_the_corners_and_not_like_a_frame(open_shelf: Any) -> None:
    page = drawn(open_shelf(f"{CARDS}#kind=failure", DESK))
    lay_on_paper(page)
    cell = page.locator(".card-sheets--printed .paper-cell").first
    assert cell.evaluate("one => getComputedStyle(one).borderTopStyle") == "none"
    marks = cell.evaluate(
        "one => (({ borderTopStyle, clipPath }) => [borderTopStyle, clipPath])(getComputedStyle(one, '::after'))"
    )
    assert marks[0] == "solid" and marks[1].startswith("polygon(evenodd")


def test_a_line_to_write_on_ends_before_the_round_corner(open_shelf: Any) -> None:
    page = open_shelf(CARDS, DESK, java_script_enabled=False)
    lay_on_paper(page)
    card = page.locator(".paper-card--lesson.paper-card--blank").first
    line, edge = card.locator(".blank__lines i").last.bounding_box(), card.bounding_box()
    radius = 11 / 25.4 * 96
    up = edge["y"] + edge["height"] - line["y"] - line["height"]
    assert 0 < up < radius
    assert line["x"] - edge["x"] > radius - (radius**2 - (radius - up) ** 2) ** 0.5 + 4


HARD = [
    {"title": "الناس تنظف الشوارع معًا بعد الفيضان قبل أن تصل البلدية إلى الحي الذي لم يسأل عنه أحد", "lines": [["Works when", "يوجد مكان يلتقي فيه الجميع كل يوم"]]},
    {"title": "W" * 110, "lines": [["Works when", "M" * 300], ["Not when", "i" * 300]]},
    {"title": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft in 2020", "lines": [["Cause", "Red tape, likely"]]},
    {"title": "A card whose line is longer than any card", "lines": [["Early", "x"], ["Works when", "Somebody has written down every single thing. " * 90]]},
    {"title": "बाढ़ के बाद सबने मिलकर सड़कें साफ़ कीं और नगर निगम ने बाद में पूछा कि किसने किया", "lines": [["Door", "A crisis"]]},
]  # fmt: skip


def test_long_words_other_scripts_and_too_much_text_fit(open_shelf: Any) -> None:
    page = open_shelf(CARDS, DESK)
    case = "A title of a case that is as long as the schema lets it be, which is one hundred and twenty letters and not one more ok"
    for must in (1, 2):
        cards = [
            {"kind": "lesson", "must": must, "says": ["One sentence of it. "] * 30, "from": [["case", case], ["place", "Llanfairpwllgwyngyll, United Kingdom · 17 February 2022 to 6 October 2023"]], "address": f"casebook.example.org/cases/{'a-long-name-' * 6}/#{'an-item-' * 6}", "code": "A" * 228, **one}
            for one in HARD
        ]  # fmt: skip
        for size in (4, 8):
            laid = page.evaluate(MEASURE, [size, cards])
            assert not [one for one in laid if one["faults"]]
            for one in laid:
                assert not one["text"].endswith("…")
            # what had to stand there and found no room is named
            said = "For want of room not on this card: Works when." in " ".join(laid[3]["text"].split())
            assert said == (must == 2)


def test_the_page_is_sound_on_a_phone_and_at_a_desk(open_shelf: Any) -> None:
    page = drawn(open_shelf(f"{CARDS}#kind=lesson&kind=failure&size=8&blank=1", PHONE))
    expect(page.locator(".deck .paper-card").first).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []
    assert_none(see_everywhere(page))
