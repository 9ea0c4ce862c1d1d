"""The finder in a browser: three answers lead to doors, lessons and failures, and each says why it is there."""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
from browsing import DESK, PHONE, Held, assert_none, lay_on_paper, measure_ink, see, see_everywhere, slow_down
from playwright.sync_api import Locator, Page, Route, expect

from casebook.book import Book
from casebook.model import SAY_NOTHING, Case
from casebook.render.pages.finder import list_questions

ASKED = "finder/#who=city-government&facing=pandemic&facing=food&obstacle=red-tape"
PARTS = {"entry_point": "Entry points others used", "lesson": "Lessons that held", "failure": "Failures to avoid"}
READY = re.compile(r"^\d+ entry points?, \d+ lessons? and \d+ failures? from \d+ cases?( in [\w ,]+)?\.$")


def _ready(page: Page) -> Page:
    expect(page.locator(".finder__say")).to_have_text(READY, timeout=15_000)
    return _bring(page)


def _bring(page: Page) -> Page:
    """Go to the answer, so that its cards come."""
    page.locator("[data-answer]").scroll_into_view_if_needed()
    expect(page.locator("[data-answer]:not([aria-busy])")).to_have_count(1, timeout=15_000)
    return page


def _box(page: Page, question: str, answer: str) -> Locator:
    return page.locator(f'.finder__ask input[name="{question}"][value="{answer}"]')


def _change(page: Page) -> None:
    """Open the questions above an answer."""
    page.locator(".finder__ask > summary").click()


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
    _box(page, "who", "city-government").check()
    _ready(page)
    _box(page, "facing", "pandemic").check()
    _box(page, "facing", "food").check()
    _box(page, "obstacle", "red-tape").check()
    expect(page).to_have_url(re.compile(re.escape(ASKED) + "$"))
    _ready(page)
    expect(page.locator("[data-asked]")).to_have_text(
        "You are: City government · You face: Pandemic and Food · In the way: Red tape"
    )
    for name in PARTS.values():
        items = page.get_by_role("region", name=name).get_by_role("listitem").locator(".item")
        assert 1 <= items.count() <= 4
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
    who = _box(page, "who", "city-government")
    expect(who).to_be_hidden()
    _change(page)
    expect(who).to_be_checked()
    expect(_box(page, "obstacle", "red-tape")).to_be_checked()
    expect(_box(page, "obstacle", "money")).not_to_be_checked()


def test_back_and_forward_restore_question_and_answer(open_shelf: Any) -> None:
    page = open_shelf("finder/")
    _box(page, "facing", "hunger").check()
    _ready(page)
    first = _all_names(page)
    _box(page, "obstacle", "mistrust").check()
    expect(page).to_have_url(re.compile("facing=hunger&obstacle=mistrust$"))
    expect(page.locator("[data-asked]")).to_contain_text("Mistrust")
    page.go_back()
    expect(page.locator("[data-asked]")).not_to_contain_text("Mistrust")
    expect(_box(page, "obstacle", "mistrust")).not_to_be_checked()
    _ready(page)
    assert _all_names(page) == first
    page.go_back()
    expect(page.locator("[data-answer]")).to_be_hidden()
    expect(_box(page, "facing", "hunger")).not_to_be_checked()
    page.go_forward()
    _ready(page)
    assert _all_names(page) == first


def test_start_again_forgets_all_and_keeps_the_focus(open_shelf: Any) -> None:
    page = _ready(open_shelf(ASKED))
    _change(page)
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
    _change(page)
    expect(_box(page, "obstacle", "money")).to_be_checked()


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
    expect(_box(page, "obstacle", "red-tape")).to_be_visible()


def test_of_two_that_one_is_only_one_counts(open_shelf: Any) -> None:
    page = _ready(open_shelf("finder/#who=community&who=business&obstacle=nonsense&obstacle=money"))
    who = page.locator("[data-asked]").get_by_text("You are")
    _change(page)
    chosen = page.get_by_role("radio", checked=True).evaluate(
        "one => one.nextElementSibling.firstChild.textContent.trim()"
    )
    expect(who.locator("xpath=..")).to_have_text(f"You are: {chosen}")
    expect(page.locator("[data-asked]")).to_contain_text("In the way: Money")


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
    _change(page)
    _box(page, "obstacle", "money").check()
    expect(page.get_by_role("button", name="Copy the address")).to_be_visible()


def test_the_answer_is_what_the_page_is_about(open_shelf: Any) -> None:
    page = open_shelf("", PHONE)
    page.get_by_label("What stands in the way?").select_option("money")
    page.get_by_role("button", name="Show what helped").click()
    _ready(page)
    # the focus is on the answer, the name of the page is the question, and the question is one line
    expect(page.get_by_role("heading", name="What helped, and what failed")).to_be_focused()
    expect(page).to_have_title(re.compile("^Money: What helped others"))
    line = page.locator(".finder__closed")
    expect(line).to_have_text("In the way: Money Change the question")
    assert line.bounding_box()["height"] < 90
    first = page.locator(".finder__items .item h3").first
    assert first.bounding_box()["y"] < 844
    _change(page)
    expect(_box(page, "obstacle", "money")).to_be_checked()
    page.get_by_role("button", name="Start again").click()
    expect(page).to_have_title(re.compile("^What helped others"))


def test_while_one_ticks_nothing_moves(open_shelf: Any) -> None:
    page = open_shelf("finder/", PHONE)
    box = _box(page, "facing", "pandemic")
    place = "one => one.getBoundingClientRect().y + scrollY"
    before = box.evaluate(place)
    box.check()
    _ready(page)
    assert box.evaluate(place) == before
    # what is behind an answer becomes less with each other answer, never more
    size = "one => Number(one.closest('label').querySelector('.answers__size').textContent)"
    sizes = page.locator(".finder__ask input[value]:not([value=''])").evaluate_all(f"all => all.map({size})")
    _box(page, "who", "business").check()
    expect(page.locator("[data-asked]")).to_contain_text("Business")
    fewer = page.locator(".finder__ask input[name=obstacle]").evaluate_all(f"all => all.map({size})")
    assert all(one <= other for one, other in zip(fewer, sizes[-len(fewer) :], strict=True))
    assert fewer != sizes[-len(fewer) :]


def test_where_there_is_little_it_is_said_before_one_reads_on(open_shelf: Any, answers: Answers) -> None:
    if answers.id != "shelf":
        return
    fitting = [(question, sum(part["fitting"] for part in parts)) for question, parts in answers.each]
    for few in (0, 1, 2):
        question = next(question for question, number in fitting if number == few)
        page = _ready(open_shelf(f"finder/#{urlencode(question, doseq=True)}"))
        expect(page.locator("[data-little]")).to_be_visible(visible=few < 2)
        if few < 2:
            told = ("Nothing fits all of your answers.", "Only one item fits all of your answers:")[few]
            expect(page.locator("[data-little]")).to_contain_text(f"We have little on this. {told}")
        page.close()


def test_what_no_item_of_a_part_has_is_said_above_it(open_shelf: Any, answers: Answers) -> None:
    if answers.id != "shelf":
        return
    for number, told in ((0, "None of these was opened by:"), (1, "None of these is meant for:")):
        question, who = next(
            (question, question["who"][0])
            for question, parts in answers.each
            if parts[number]["items"] and question["who"] and parts[number]["missing"] == question["who"]
        )
        page = _ready(open_shelf(f"finder/#{urlencode(question, doseq=True)}"))
        label = answers.book.term("actor-kinds", who).label
        expect(page.get_by_role("region", name=list(PARTS.values())[number])).to_contain_text(f"{told} {label}.")
        page.close()


def test_an_obstacle_is_heard_in_ones_own_words(open_shelf: Any) -> None:
    page = open_shelf("finder/", PHONE)
    field = page.get_by_label("Say it in your own words, or tick below")
    field.fill("There is no budget and they do not trust us")
    offer = page.get_by_role("button", name="There is no money, or it runs out")
    expect(offer).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("button", name="The sides do not trust each other")).to_be_visible()
    offer.click()
    expect(offer).to_have_attribute("aria-pressed", "true")
    expect(_box(page, "obstacle", "money")).to_be_checked()
    expect(page).to_have_url(re.compile("finder/#obstacle=money$"))
    _ready(page)
    field.fill("qwertz asdf")
    lead = page.locator(".own-words").get_by_role("link", name="search for your words")
    expect(lead).to_have_attribute("href", re.compile(r"search/#q=qwertz\+asdf$"))
    # who goes on without a tap gets what was heard
    page.get_by_role("button", name="Start again").click()
    field.fill("they do not trust us")
    page.get_by_role("button", name="Show what helped").click()
    expect(page).to_have_url(re.compile("finder/#obstacle=mistrust$"))
    _ready(page)
    together = page.locator("[data-together]").get_by_role("link", name="Mistrust")
    expect(together).to_have_attribute("href", re.compile("/causes/mistrust/$"))


# ---- is it true ----

ANSWER_ALL = """async (questions) => {
  const root = new URL("..", location.href)
  const choose = await import(new URL("assets/find/choose.js", root))
  const { PARTS, readItems } = await import(new URL("assets/find/item-table.js", root))
  const { loadTable } = await import(new URL("assets/find/table.js", root))
  const table = await loadTable()
  const known = readItems(await (await fetch(new URL("find/items.json", root))).json(), table)
  return questions.map((question) => {
    const asked = choose.readQuestion(known, question)
    return PARTS.map((part) => {
      const { chosen, fitting } = choose.chooseItems(known, asked, part)
      const missing = choose.findMissing(asked, chosen)
      const items = chosen.map((one) => ({
        case: table.ids[one.item.n], place: one.item.place, reasons: choose.giveReasons(one, part),
      }))
      return { kind: part.kind, fitting, items, missing: Object.values(missing).flat().map((term) => term.id) }
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


OWN = {
    "entry_point": ("This entry point answers", "Opened by", lambda one: one.answers, lambda one: one.opened_by_kinds),
    "lesson": ("This lesson answers", "For", lambda one: one.answers, lambda one: one.audience),
    "failure": ("It failed through", "Its case was led by", lambda one: (one.cause,), lambda _: ()),
}
"""For each part: the words of the reasons that are about the item itself, and how it has their terms."""


def _find(book: Book, one: dict[str, Any]) -> tuple[Case, Any]:
    """The case and the item that a shown item is."""
    case = book.by_id[one["case"]]
    return case, [item for kind, item in case.items() if kind.mark][one["place"]]


def _has(kind: str, case: Case, item: Any, question: dict[str, list[str]]) -> tuple[bool, bool, bool]:
    """Whether an item answers the obstacle itself, its case faced the same, and it is for who asks."""
    _, _, causes_of, kinds_of = OWN[kind]
    obstacle, facing, who = (set(question[name]) for name in ("obstacle", "facing", "who"))
    return (
        bool(obstacle & set(causes_of(item))),
        bool(facing & {*case.crisis, *case.topics}),
        bool(who & set(kinds_of(item))),
    )


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
    said = 0

    def labels(vocabulary: str, ids: Iterable[str]) -> set[str]:
        return {book.term(vocabulary, id).label for id in ids}

    spoken = [term for name in ("crises", "topics", "causes") for term in book.vocabularies[name].terms]
    for question, parts in answers.each:
        for part in parts:
            own, whose, causes_of, kinds_of = OWN[part["kind"]]
            for one in part["items"]:
                case, item = _find(book, one)
                lead = [actor.kind for actor in case.actors[:1]]
                text = _plain(" ".join(map(str, vars(item).values())))
                true = {
                    own: labels("causes", causes_of(item)),
                    whose: labels("actor-kinds", lead if part["kind"] == "failure" else kinds_of(item)),
                    "Its case faced": labels("crises", case.crisis) | labels("topics", case.topics),
                    "Its case also met": labels("causes", (failure.cause for failure in case.failures)),
                    "Its words speak of": {
                        term.label
                        for term in spoken
                        if any(_plain(name) in text for name in (term.label, *term.also.en))
                    },
                }
                assert one["reasons"], (question, case.id, item.id)
                for word, told in one["reasons"]:
                    assert told and set(told) <= true[word], (question, case.id, item.id, word, told)
                    said += 1
    assert said > 1000 or answers.id == "project"


def _plain(text: str) -> str:
    """A text by whose words a term can be found, plurals apart."""
    return re.sub(r"s\b", "", " ".join(re.findall(r"\w+", text.casefold().replace("'", "").replace("’", ""))))


def test_an_answer_is_short_and_says_nothing_twice(answers: Answers) -> None:
    for question, parts in answers.each:
        for part in parts:
            names = [(one["case"], one["place"]) for one in part["items"]]
            assert len(names) == len(set(names)) <= 4, question


def test_what_answers_the_obstacle_itself_comes_first_and_is_counted(answers: Answers) -> None:
    """A twin of the choice in Python."""
    book = answers.book
    for question, parts in answers.each:
        for part in parts:
            kind = part["kind"]
            field = {"entry_point": "entry_points", "lesson": "lessons", "failure": "failures"}[kind]
            all_has = [_has(kind, case, item, question) for case in book.cases for item in getattr(case, field)]
            shown = [_has(kind, *_find(book, one), question) for one in part["items"]]
            asked = (bool(question["obstacle"]), bool(question["facing"]), bool(question["who"]) and kind != "failure")
            fits = [all(has or not needed for has, needed in zip(one, asked, strict=True)) for one in all_has]
            assert part["fitting"] == sum(fits), question
            if asked[0]:
                answering = sum(own for own, _, _ in all_has)
                own = [own for own, _, _ in shown]
                assert sum(own) == min(4, answering) and own == sorted(own, reverse=True), question
                # of those that answer, what fits all is not passed over for what does not
                fitting = [all(has or not needed for has, needed in zip(one, asked, strict=True)) for one in shown]
                if len(question["obstacle"]) == 1 and len(question["facing"]) < 2 and any(fits):
                    assert fitting[0], question
            elif asked[1]:
                assert all(faced for _, faced, _ in shown), question


def test_what_nothing_shown_has_is_said(answers: Answers) -> None:
    book = answers.book
    seen = 0
    for question, parts in answers.each:
        for part in parts:
            found = [(case, item) for case, item in (_find(book, one) for one in part["items"])]
            _, _, causes_of, kinds_of = OWN[part["kind"]]
            had = {id for case, item in found for id in (*causes_of(item), *case.crisis, *case.topics)}
            for case, item in found:
                had |= set([one.kind for one in case.actors[:1]] if part["kind"] == "failure" else kinds_of(item))
            lost = {id for name in ("who", "facing", "obstacle") for id in question[name]} - had
            assert set(part["missing"]) == lost, (question, part)
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
    _box(page, "facing", "drought").check()
    _bring(page)
    status = page.locator(".finder__say")
    expect(status).to_have_text("1 case could not be loaded. Is the line down? Choose again to try again.")
    open_shelf.forgive("404")
    # what is not there may well have fitted
    doors = page.get_by_role("region", name=PARTS["entry_point"])
    expect(doors).to_contain_text("What fits could not be loaded.")
    page.unroute("**/find/brief/nairobi-night-water.json")
    _box(page, "who", "business").check()
    _ready(page)


def test_a_table_that_cannot_be_loaded_is_said_and_tried_again(open_shelf: Any) -> None:
    page = open_shelf("finder/")
    page.route("**/find/cases.json", lambda route: route.fulfill(status=404))
    _box(page, "facing", "drought").check()
    expect(page.locator(".finder__say")).to_contain_text("The table of cases could not be loaded.")
    expect(page.locator("[data-answer]")).to_be_hidden()
    open_shelf.forgive("404")
    page.unroute("**/find/cases.json")
    _box(page, "facing", "drought").uncheck()
    _box(page, "facing", "hunger").check()
    _ready(page)


def test_on_slow_3g_it_says_that_it_looks_and_answers_in_ten_seconds(open_shelf: Any) -> None:
    page = open_shelf("finder/", PHONE)
    slow_down(page.context.new_cdp_session(page))
    _box(page, "facing", "pandemic").check()
    expect(page.locator(".finder__say")).to_have_text("Looking through the cases …")
    expect(page.locator(".finder__say")).to_have_text(READY, timeout=10_000)


def test_an_answer_that_comes_too_late_is_dropped(open_shelf: Any) -> None:
    page = open_shelf("finder/", PHONE)
    held: list[Route] = []
    page.route("**/find/brief/nairobi-night-water.json", lambda route: held.append(route))
    _box(page, "facing", "drought").check()
    expect(page.locator(".finder__say")).to_have_text(READY)
    with page.expect_request("**/nairobi-night-water.json"):
        page.locator("[data-answer]").scroll_into_view_if_needed()
    _box(page, "facing", "drought").uncheck()
    _box(page, "facing", "violence").check()
    _ready(page)
    before = _all_names(page)
    with page.expect_response("**/nairobi-night-water.json"):
        held[0].continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-asked]")).to_have_text("You face: Violence")
    assert _all_names(page) == before


def test_while_one_ticks_no_card_is_paid_for(open_shelf: Any) -> None:
    page = open_shelf("finder/", PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for crisis in ("drought", "hunger"):
        _box(page, "facing", crisis).check()
        expect(page.locator(".finder__say")).to_have_text(READY)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/find/brief/" in url]
    # what stands there meanwhile leads to the cases
    coming = page.locator(".finder__coming a")
    cases = coming.evaluate_all("all => all.map((one) => one.href.split('/').at(-2))")
    _bring(page)
    assert [name.partition("/")[0] for names in _all_names(page) for name in names] == cases
    expect(coming).to_have_count(0)


def test_who_prints_before_the_cards_came_gets_them_or_is_told(open_shelf: Any) -> None:
    page = open_shelf("finder/", DESK)
    page.evaluate(
        "void (print = () => { document.body.dataset.waiting = document.querySelectorAll('.finder__coming').length })"
    )
    held = Held(page, "**/find/brief/**")
    _box(page, "facing", "hunger").check()
    expect(page.locator(".finder__coming")).not_to_have_count(0)
    # from a menu nobody can be kept waiting
    unready = page.locator(".finder__unready")
    expect(unready).to_be_hidden()
    page.emulate_media(media="print")
    expect(unready).to_be_visible()
    expect(page.locator(".finder__part").first).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("Control+p")
    expect(page.locator(".finder__coming")).not_to_have_count(0)
    assert held.waiting and page.evaluate("document.body.dataset.waiting") is None
    held.let_go()
    expect(page.locator("body")).to_have_attribute("data-waiting", "0")
    page.emulate_media(media="print")
    expect(unready).to_be_hidden()
    # what stands there is left to the browser
    page.evaluate("delete document.body.dataset.waiting")
    page.keyboard.press("Control+p")
    assert page.evaluate("document.body.dataset.waiting") is None


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
    expect(page.locator('.finder__ask input[name="who"]').nth(1)).to_be_checked()
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
    for role, name in (("button", "Print the sheet"), ("link", "Send"), ("button", "Copy as text")):
        page.keyboard.press("Tab")
        expect(page.get_by_role(role, name=name, exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.item') !== null")


@pytest.mark.parametrize("address", [ASKED, "finder/#who=business&facing=drought"], ids=["answer", "let go"])
def test_nothing_is_wrong_with_an_answer(open_shelf: Any, address: str) -> None:
    page = _ready(open_shelf(address, reduced_motion="reduce"))
    _change(page)
    expect(_box(page, "obstacle", "red-tape")).to_be_visible()
    faults = see_everywhere(page)
    lay_on_paper(page, color_scheme="dark")
    assert_none(faults + see(page, "faint", state="on paper"))


def test_in_forced_colours_one_sees_what_is_chosen(open_shelf: Any) -> None:
    page = _ready(open_shelf(ASKED, DESK, forced_colors="active"))
    _change(page)
    look = "one => getComputedStyle(one.nextElementSibling).backgroundColor"
    chosen = _box(page, "who", "city-government").evaluate(look)
    other = _box(page, "who", "community").evaluate(look)
    assert chosen != other
    # and what it says can be read: as it is painted, since the browser paints a bar of its own behind text
    for box in (_box(page, "obstacle", "red-tape"), page.get_by_role("radio", checked=True)):
        label = box.locator("xpath=..").locator("> span")
        label.scroll_into_view_if_needed()
        assert measure_ink(label) > 4.5


def test_without_javascript_the_questions_lead_to_pages(open_shelf: Any, shelf_book: Book) -> None:
    page = open_shelf("finder/#who=community", PHONE, java_script_enabled=False)
    for question in list_questions(shelf_book):
        for _, vocabulary, offered in question.groups:
            for answer in offered:
                link = page.locator(f'main a[href$="/{vocabulary}/{answer.term.id}/"]')
                expect(link).to_be_visible()
                expect(link.locator("xpath=..")).to_contain_text(answer.term.definition)
                expect(link.locator("xpath=..")).to_contain_text(str(answer.size))
    expect(page.get_by_role("button", name="Show what helped")).to_be_hidden()
    expect(page.get_by_role("button", name="Print the sheet")).to_be_hidden()
    page.get_by_role("link", name="City government").click()
    expect(page.get_by_role("heading", name="Doors that they opened")).to_be_visible()
    row = page.locator(".row--door").first
    row.locator("> summary").click()
    row.locator(".item__from a").click()
    expect(page.locator(":target")).to_be_in_viewport()
