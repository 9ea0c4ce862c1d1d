"""The finder in a browser: three answers lead to doors, lessons and failures, and each says why it is there."""

from __future__ import annotations

import gzip
import itertools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from browsing import DESK, PHONE, assert_none, measure_ink, see, see_everywhere, slow_down
from playwright.sync_api import Page, Route, expect

from casebook.book import Book
from casebook.model import SAY_NOTHING, Case

ASKED = "finder/#who=city-government&facing=pandemic&facing=food&obstacle=red-tape"
PARTS = {"entry_point": "Entry points others used", "lesson": "Lessons that held", "failure": "Failures to avoid"}
READY = re.compile(r"^\d+ doors?, \d+ lessons? and \d+ failures? from \d+ cases?\.$")


def _ready(page: Page) -> Page:
    expect(page.get_by_role("status")).to_have_text(READY, timeout=15_000)
    return page


def _names(page: Page, part: str) -> list[str]:
    """The items of a part, as CASE/#ID."""
    links = page.get_by_role("region", name=PARTS[part]).locator(".item h3 a")
    return links.evaluate_all("all => all.map(one => one.href.split('/cases/')[1])")


def _all_names(page: Page) -> list[list[str]]:
    return [_names(page, part) for part in PARTS]


# ---- choosing ----


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_three_answers_lead_to_what_helped(open_shelf: Any, viewport: dict[str, int]) -> None:
    page = open_shelf("finder/", viewport)
    expect(page.get_by_role("heading", name="What helped, and what failed")).to_be_hidden()
    page.get_by_role("radio", name="City government", exact=True).check()
    _ready(page)
    page.get_by_role("group", name="What are you facing?").get_by_role("checkbox", name="Pandemic").check()
    page.get_by_role("checkbox", name="Food", exact=True).check()
    page.get_by_role("checkbox", name="Red tape").check()
    expect(page).to_have_url(re.compile(re.escape(ASKED) + "$"))
    _ready(page)
    expect(page.locator("[data-asked]")).to_have_text(
        "You are: City governmentYou face: Pandemic and FoodIn the way: Red tape"
    )
    for name in PARTS.values():
        items = page.get_by_role("region", name=name).get_by_role("listitem").locator(".item")
        assert 3 <= items.count() <= 4
        for item in items.all():
            expect(item.locator(".why")).not_to_be_empty()
            expect(item.locator(".item__from a")).to_have_attribute("href", re.compile(r"/cases/[a-z0-9-]+/$"))
    page.get_by_role("button", name="Show what helped").click()
    heading = page.get_by_role("heading", name="What helped, and what failed")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


def test_the_same_address_gives_the_same_answer(open_shelf: Any) -> None:
    one, two = _ready(open_shelf(ASKED)), _ready(open_shelf(ASKED, DESK))
    assert _all_names(one) == _all_names(two)
    assert all(_all_names(one))


def test_a_shared_address_shows_its_answer_first_and_keeps_the_questions_at_hand(open_shelf: Any) -> None:
    page = _ready(open_shelf(ASKED))
    who = page.get_by_role("radio", name="City government", exact=True)
    expect(who).to_be_hidden()
    page.get_by_text("Your three answers").click()
    expect(who).to_be_checked()
    expect(page.get_by_role("checkbox", name="Red tape")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Money")).not_to_be_checked()


def test_back_and_forward_restore_question_and_answer(open_shelf: Any) -> None:
    page = open_shelf("finder/")
    page.get_by_role("checkbox", name="Hunger").check()
    _ready(page)
    first = _all_names(page)
    page.get_by_role("checkbox", name="Mistrust").check()
    expect(page).to_have_url(re.compile("facing=hunger&obstacle=mistrust$"))
    expect(page.locator("[data-asked]")).to_contain_text("Mistrust")
    page.go_back()
    expect(page.locator("[data-asked]")).not_to_contain_text("Mistrust")
    expect(page.get_by_role("checkbox", name="Mistrust")).not_to_be_checked()
    _ready(page)
    assert _all_names(page) == first
    page.go_back()
    expect(page.locator("[data-answer]")).to_be_hidden()
    expect(page.get_by_role("checkbox", name="Hunger")).not_to_be_checked()
    page.go_forward()
    _ready(page)
    assert _all_names(page) == first


def test_start_again_forgets_all_and_keeps_the_focus(open_shelf: Any) -> None:
    page = _ready(open_shelf(ASKED))
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("[data-answer]")).to_be_hidden()
    expect(page).to_have_url(re.compile("finder/$"))
    nobody = page.get_by_role("radio", name="Does not matter")
    expect(nobody).to_be_checked()
    expect(nobody).to_be_focused()
    assert not page.get_by_role("checkbox", checked=True).count()


def test_the_home_page_leads_here_with_its_answers(open_shelf: Any) -> None:
    page = open_shelf("", PHONE)
    page.get_by_label("What stands in the way?").select_option("money")
    page.get_by_role("button", name="Show what helped").click()
    _ready(page)
    assert page.url.endswith("finder/#obstacle=money")
    page.get_by_text("Your three answers").click()
    expect(page.get_by_role("checkbox", name="Money")).to_be_checked()


@pytest.mark.parametrize(
    "address",
    [
        "finder/#who=nobody",
        "finder/#who=&facing=&obstacle=",
        "finder/#facing=<script>&obstacle=%00",
        "finder/#what=this",
    ],
)
def test_what_an_address_asks_in_vain_is_left_out(open_shelf: Any, address: str) -> None:
    page = open_shelf(address)
    expect(page.locator("[data-answer]")).to_be_hidden()
    # whoever comes with such an address sees the questions, and nothing is chosen
    expect(page.get_by_role("radio", name="Does not matter")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Red tape")).to_be_visible()


def test_of_two_that_one_is_only_one_counts(open_shelf: Any) -> None:
    page = _ready(open_shelf("finder/#who=community&who=business&obstacle=nonsense&obstacle=money"))
    who = page.locator("[data-asked]").get_by_text("You are")
    page.get_by_text("Your three answers").click()
    chosen = page.get_by_role("radio", checked=True).evaluate("one => one.closest('label').textContent")
    expect(who.locator("xpath=..")).to_have_text(f"You are: {chosen}")
    expect(page.locator("[data-asked]")).to_contain_text("In the way: Money")


def test_where_nothing_fits_it_says_which_answer_was_let_go(open_shelf: Any) -> None:
    # media took part, but opened no door
    page = _ready(open_shelf("finder/#who=media&facing=drought"))
    doors = page.get_by_role("region", name=PARTS["entry_point"])
    expect(doors).to_contain_text("Nothing here fits all of your answers, so these were left out: Media.")
    assert all(name.startswith("nairobi-night-water/") for name in _names(page, "entry_point"))
    assert _names(page, "entry_point")


def test_the_ways_on_carry_the_question_along(open_shelf: Any) -> None:
    page = _ready(open_shelf(ASKED))
    explore = page.get_by_role("link", name="All cases that fit")
    expect(explore).to_have_attribute("href", re.compile(r"explore/#crisis=pandemic&topic=food&cause=red-tape$"))
    expect(page.get_by_role("navigation", name="Go on").get_by_role("link", name="Cases like mine")).to_have_attribute(
        "href", re.compile(r"like-mine/#crisis=pandemic&topic=food&")
    )


def test_the_address_can_be_copied(open_shelf: Any) -> None:
    page = _ready(open_shelf(ASKED, DESK, permissions=["clipboard-read", "clipboard-write"]))
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.get_by_text("Your three answers").click()
    page.get_by_role("checkbox", name="Money").check()
    expect(page.get_by_role("button", name="Copy the address")).to_be_visible()


# ---- is it true ----

ANSWER_ALL = """async (questions) => {
  const root = new URL("..", location.href)
  const choose = await import(new URL("assets/find/choose.js", root))
  const { loadTable } = await import(new URL("assets/find/table.js", root))
  const { loadBrief } = await import(new URL("assets/find/site.js", root))
  const table = await loadTable()
  const briefs = new Map()
  for (const id of table.ids) briefs.set(id, await loadBrief(id))
  return questions.map((question) => {
    const asked = choose.readQuestion(table, question)
    return choose.PARTS.map((part) => {
      const chosen = choose.chooseCases(table, asked, part)
      const items = choose.chooseItems(asked, part, chosen, briefs)
      const gone = choose.findLetGo(asked, part, chosen, items).map((term) => term.id)
      return {
        kind: part.kind,
        cases: chosen.cases.map((one) => one.id),
        gone,
        items: items.map(({ item, case: id, reasons }) => ({ case: id, id: item.id, reasons })),
      }
    })
  })
}"""


def _list_questions(book: Book) -> list[dict[str, list[str]]]:
    """Every answer to the first question with every one to the second, and a third that goes round."""
    who = [[], *([term.id] for term, _ in book.rank("actor-kinds"))]
    # what no case has is no answer that one can give
    crises = [term.id for term, _ in book.rank("crises")]
    topics = [term.id for term, _ in book.rank("topics")]
    facing = [[], *([id] for id in (*crises, *topics)), *map(list, zip(crises, topics, strict=False))]
    ways = [term.id for term, _ in book.rank("causes") if term.id not in SAY_NOTHING]
    way = itertools.cycle([[], *([id] for id in ways), *map(list, itertools.pairwise(ways))])
    return [{"who": one, "facing": two, "obstacle": next(way)} for one in who for two in facing]


def _facts(book: Book, case: Case) -> dict[str, set[str]]:
    """What a case has, by the words with which the finder speaks of it: labels."""

    def labels(vocabulary: str, ids: Any) -> set[str]:
        return {book.term(vocabulary, id).label for id in ids}

    causes = labels("causes", (one.cause for one in case.failures))
    return {
        "Also faced": labels("crises", case.crisis) | labels("topics", case.topics),
        "Also in the way": causes,
        "The case also met": causes,
        "Led by": labels("actor-kinds", (one.kind for one in case.actors[:1])),
    }


OWN = {
    "entry_point": ("Opened by", "actor-kinds", lambda one: one.opened_by_kinds),
    "lesson": ("For", "actor-kinds", lambda one: one.audience),
    "failure": ("In the way", "causes", lambda one: (one.cause,)),
}
"""For each part: the word of the reason that is about the item itself, its vocabulary, and its terms."""


@dataclass(frozen=True)
class Answers:
    """What the finder answers to every question about a book."""

    id: str
    """Which book it is."""
    book: Book
    """The book."""
    each: list[tuple[dict[str, list[str]], list[dict[str, Any]]]]
    """Each question with the parts of its answer."""


@pytest.fixture(scope="module", params=["shelf", "project"])
def answers(request: pytest.FixtureRequest, keep_page: Any) -> Answers:
    """The invented book's answers, and those of the project's own: what the finder says must be true of any."""
    id = request.param
    book = request.getfixturevalue(f"{id}_book")
    base = request.getfixturevalue("shelf_url" if id == "shelf" else "site_url")
    questions = _list_questions(book)
    found = keep_page("finder/", base=base).evaluate(ANSWER_ALL, questions)
    return Answers(id, book, list(zip(questions, found, strict=True)))


def test_every_reason_is_true(answers: Answers) -> None:
    book = answers.book
    facts = {case.id: _facts(book, case) for case in book.cases}
    said = 0
    for question, parts in answers.each:
        for part in parts:
            own, vocabulary, terms_of = OWN[part["kind"]]
            for one in part["items"]:
                case, kind, item = book.item(f"{one['case']}#{one['id']}")
                assert kind.id == part["kind"]
                for word, labels in one["reasons"]:
                    true = facts[case.id].get(word, set())
                    if word == own:
                        true = {book.term(vocabulary, id).label for id in terms_of(item)}
                    assert set(labels) and set(labels) <= true, (question, case.id, item.id, word, labels)
                    said += 1
    assert said > 1000 or answers.id == "project"


def test_an_answer_is_short_and_no_case_fills_it(answers: Answers) -> None:
    for question, parts in answers.each:
        assert len({id for part in parts for id in part["cases"]}) <= 12
        for part in parts:
            names = [(one["case"], one["id"]) for one in part["items"]]
            assert len(names) == len(set(names)) <= 4, question
            cases = [case for case, _ in names]
            assert all(cases.count(case) <= 2 for case in cases), question


def test_the_best_that_the_book_has_comes_first(answers: Answers) -> None:
    """A twin of the choice in Python: no case that was left out fits better than the first that is shown."""
    book = answers.book
    for question, parts in answers.each:
        who, facing, obstacle = (set(question[name]) for name in ("who", "facing", "obstacle"))
        for part in parts:
            _, _, terms_of = OWN[part["kind"]]
            field = {"entry_point": "entry_points", "lesson": "lessons", "failure": "failures"}[part["kind"]]
            deciding = obstacle if part["kind"] == "failure" else who
            fitting = [
                case for case in book.cases if any(deciding & set(terms_of(one)) for one in getattr(case, field))
            ]
            if fitting and deciding:
                # then each item has what decides
                assert part["items"], question
                for one in part["items"]:
                    item = book.item(f"{one['case']}#{one['id']}")[2]
                    assert deciding & set(terms_of(item)), (question, one)
            elif deciding:
                assert part["gone"][: len(deciding)] == sorted(part["gone"][: len(deciding)], key=part["gone"].index)
                assert deciding <= set(part["gone"]) | who, (question, part)

            def score(case: Case) -> float:
                lead = {one.kind for one in case.actors[:1]} & who
                shared = len(facing & {*case.crisis, *case.topics})
                return 2 * shared + 1.5 * len(obstacle & {one.cause for one in case.failures}) + 0.5 * bool(lead)

            pool = fitting if fitting and deciding else [case for case in book.cases if getattr(case, field)]
            best = max(map(score, pool), default=0)
            if part["items"]:
                assert score(book.by_id[part["items"][0]["case"]]) == best, (question, part["kind"])
            else:
                assert best == 0, (question, part["kind"])


def test_what_was_let_go_is_what_nothing_shown_has(answers: Answers) -> None:
    book = answers.book
    seen = 0
    for question, parts in answers.each:
        for part in parts:
            if not part["items"]:
                continue
            cases = [book.by_id[one["case"]] for one in part["items"]]
            items = [book.item(f"{one['case']}#{one['id']}")[2] for one in part["items"]]
            terms_of = OWN[part["kind"]][2]
            lost = [id for id in question["facing"] if not any(id in {*one.crisis, *one.topics} for one in cases)]
            own = {id for item in items for id in terms_of(item)}
            if part["kind"] == "failure":
                lost += [id for id in question["obstacle"] if not own & set(question["obstacle"])]
                lost += [
                    id for id in question["who"] if not any(one.actors and one.actors[0].kind == id for one in cases)
                ]
            else:
                lost += [id for id in question["who"] if id not in own]
                lost += [
                    id for id in question["obstacle"] if not any(id == f.cause for one in cases for f in one.failures)
                ]
            assert set(part["gone"]) == set(lost), (question, part)
            seen += bool(lost)
    assert seen > 100 or answers.id == "project"


def test_an_item_says_what_its_case_says(open_shelf: Any, shelf_book: Book) -> None:
    page = _ready(open_shelf(ASKED, DESK))
    for names in _all_names(page):
        for name in names:
            _, _, item = shelf_book.item(name.replace("/#", "#"))
            assert item.title in page.locator(f'.item:has(h3 a[href$="{name}"])').inner_text()


# ---- on a bad line ----


def test_a_brief_that_cannot_be_loaded_is_said(open_shelf: Any) -> None:
    page = open_shelf("finder/")
    page.route("**/find/brief/nairobi-night-water.json", lambda route: route.fulfill(status=404))
    page.get_by_role("checkbox", name="Drought").check()
    status = page.get_by_role("status")
    expect(status).to_have_text("1 case could not be loaded. Is the line down? Choose again to try again.")
    open_shelf.forgive("404")
    # what is not there may well have fitted
    doors = page.get_by_role("region", name=PARTS["entry_point"])
    expect(doors).to_contain_text("What fits could not be loaded.")
    page.unroute("**/find/brief/nairobi-night-water.json")
    page.get_by_role("radio", name="Business").check()
    _ready(page)


def test_a_table_that_cannot_be_loaded_is_said_and_tried_again(open_shelf: Any) -> None:
    page = open_shelf("finder/")
    page.route("**/find/cases.json", lambda route: route.fulfill(status=404))
    page.get_by_role("checkbox", name="Drought").check()
    expect(page.get_by_role("status")).to_contain_text("The table of cases could not be loaded.")
    expect(page.locator("[data-answer]")).to_be_hidden()
    open_shelf.forgive("404")
    page.unroute("**/find/cases.json")
    page.get_by_role("checkbox", name="Drought").uncheck()
    page.get_by_role("checkbox", name="Hunger").check()
    _ready(page)


def test_on_slow_3g_it_says_that_it_looks_and_answers_in_ten_seconds(open_shelf: Any) -> None:
    page = open_shelf("finder/", PHONE)
    slow_down(page.context.new_cdp_session(page))
    page.get_by_role("checkbox", name="Pandemic").check()
    expect(page.get_by_role("status")).to_have_text("Looking through the cases …")
    expect(page.get_by_role("status")).to_have_text(READY, timeout=10_000)


def test_an_answer_that_comes_too_late_is_dropped(open_shelf: Any) -> None:
    page = open_shelf("finder/", PHONE)
    held: list[Route] = []
    page.route("**/find/brief/nairobi-night-water.json", lambda route: held.append(route))
    page.get_by_role("checkbox", name="Drought").check()
    expect(page.get_by_role("status")).to_have_text("Looking through the cases …")
    page.get_by_role("checkbox", name="Drought").uncheck()
    page.get_by_role("checkbox", name="Violence", exact=True).check()
    _ready(page)
    before = _all_names(page)
    with page.expect_response("**/nairobi-night-water.json"):
        held[0].continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-asked]")).to_have_text("You face: Violence")
    assert _all_names(page) == before


def test_an_answer_costs_little(open_shelf: Any, shelf_site: Path, shelf_url: str) -> None:
    page = open_shelf("about/", PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(shelf_url + ASKED)
    _ready(page)
    page.wait_for_load_state("networkidle")
    files = {unquote(url.removeprefix(shelf_url).partition("?")[0]) for url in asked}
    files = {f"{file}index.html" if not file or file.endswith("/") else file for file in files}
    weight = sum(len(gzip.compress((shelf_site / file).read_bytes(), 6)) for file in files)
    assert len([file for file in files if file.startswith("find/brief/")]) <= 12
    assert weight <= 90_000, (weight, sorted(files))


# ---- for everybody ----


def test_by_keyboard_alone(open_shelf: Any) -> None:
    page = open_shelf("finder/", DESK)
    page.get_by_role("radio", name="Does not matter").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="City government", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    first = page.get_by_role("group", name="What are you facing?").get_by_role("checkbox").first
    expect(first).to_be_focused()
    outline = first.evaluate("one => getComputedStyle(one.nextElementSibling).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    expect(first).to_be_focused()
    _ready(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What helped, and what failed")).to_be_focused()
    for role, name in (
        ("button", "Print the sheet"), ("link", "Send"), ("button", "Copy as text"), ("button", "Copy the address"),
    ):  # fmt: skip
        page.keyboard.press("Tab")
        expect(page.get_by_role(role, name=name, exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.item') !== null")


@pytest.mark.parametrize("address", [ASKED, "finder/#who=media&facing=drought"], ids=["answer", "let go"])
def test_nothing_is_wrong_with_an_answer(open_shelf: Any, address: str) -> None:
    page = _ready(open_shelf(address, reduced_motion="reduce"))
    page.get_by_text("Your three answers").click()
    expect(page.get_by_role("checkbox", name="Red tape")).to_be_visible()
    faults = see_everywhere(page)
    page.emulate_media(media="print", color_scheme="dark")
    assert_none(faults + see(page, "faint", state="on paper"))


def test_in_forced_colours_one_sees_what_is_chosen(open_shelf: Any) -> None:
    page = _ready(open_shelf(ASKED, DESK, forced_colors="active"))
    page.get_by_text("Your three answers").click()
    look = "one => getComputedStyle(one.nextElementSibling).backgroundColor"
    chosen = page.get_by_role("checkbox", name="Red tape").evaluate(look)
    other = page.get_by_role("checkbox", name="Money").evaluate(look)
    assert chosen != other
    # and what it says can be read: as it is painted, since the browser paints a bar of its own behind text
    for box in (page.get_by_role("checkbox", name="Red tape"), page.get_by_role("radio", checked=True)):
        label = box.locator("xpath=..").locator("span")
        label.scroll_into_view_if_needed()
        assert measure_ink(label) > 4.5


def test_without_javascript_the_questions_lead_to_pages(open_shelf: Any, shelf_book: Book) -> None:
    page = open_shelf("finder/#who=community", PHONE, java_script_enabled=False)
    for vocabulary in ("actor-kinds", "crises", "topics", "causes"):
        for term, _ in shelf_book.rank(vocabulary):
            if term.id in SAY_NOTHING:
                continue
            link = page.locator(f'main a[href$="/{vocabulary}/{term.id}/"]')
            expect(link).to_be_visible()
            expect(link.locator("xpath=..")).to_contain_text(term.definition)
    expect(page.get_by_role("button", name="Show what helped")).to_be_hidden()
    expect(page.get_by_role("button", name="Print the sheet")).to_be_hidden()
    page.get_by_role("link", name="City government").click()
    expect(page.get_by_role("heading", name="Doors that they opened")).to_be_visible()
    row = page.locator(".row--door").first
    row.locator("> summary").click()
    row.locator(".item__from a").click()
    expect(page.locator(":target")).to_be_in_viewport()
