"""Cases like mine in a browser: what a reader describes, what is understood, what is near and why."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from browsing import DESK, PHONE, ask_last, assert_none, be_painted, see_everywhere, slow_down
from playwright.sync_api import Page, expect

from casebook.book import Book
from casebook.find import list_regions, order_cases
from casebook.model import SAY_NOTHING, Case
from casebook.text.gazetteer import country_name
from casebook.text.wording import join_words

SENTENCE = (
    "We are a town of 90,000 in Brazil. After the pandemic came a drought, "
    "the council does not trust us and there is no money."
)
UNDERSTOOD = "I understood: about 90,000 people; Brazil; Pandemic; Drought; Mistrust; Money."
ADDRESS = "like-mine/#people=90000&country=BR&crisis=pandemic&crisis=drought&missing=mistrust&missing=money"
MOST = 8


def _heard(page: Page) -> Any:
    return page.locator("[data-like-understood]")


def _said(page: Page) -> Any:
    return page.locator("[data-like-say]")


def _describe(page: Page, text: str) -> None:
    page.get_by_label("Describe your place in your own words").fill(text)


def _wait_for_cards(page: Page) -> None:
    expect(_said(page)).to_contain_text(re.compile("something with (your place|this case)"))
    expect(page.locator(".like__coming")).to_have_count(0)


def _shown(page: Page) -> list[str]:
    _wait_for_cards(page)
    return page.locator("[data-like-list] h3 a").evaluate_all("all => all.map(one => one.href.split('/').at(-2))")


def _checked(page: Page) -> set[str]:
    return set(page.locator(".like__form input:checked").evaluate_all("all => all.map(one => one.value)"))


# ---- reading a description ----


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_description_is_understood_and_answered(open_shelf: Any, viewport: dict[str, int]) -> None:
    page = open_shelf("like-mine/", viewport)
    expect(_said(page)).to_contain_text("Describe your place")
    _describe(page, SENTENCE)
    expect(_heard(page)).to_have_text(UNDERSTOOD)
    assert _checked(page) == {"pandemic", "drought", "mistrust", "money"}
    expect(page.get_by_label("Country")).to_have_value("BR")
    expect(page.get_by_label("Size of the city")).to_have_value("90000")
    assert len(_shown(page)) == MOST
    first = page.locator("[data-like-list] > li").first
    expect(first.get_by_role("heading")).to_have_text("Water by night for the lower market")
    expect(first).to_contain_text(
        "Both: Drought. Failed there through: Money, Mistrust. But larger (4.4 million people)."
    )
    stairs = page.locator("[data-like-list] > li", has_text="Stairs painted by night")
    expect(stairs).to_contain_text("Same country (Brazil). Both: Pandemic. Failed there through: Money.")


def test_on_a_phone_with_slow_3g_the_answer_comes(open_shelf: Any) -> None:
    page = open_shelf("like-mine/")
    slow_down(page.context.new_cdp_session(page))
    page.reload()
    expect(_said(page)).to_contain_text("Describe your place", timeout=10000)
    _describe(page, SENTENCE)
    # the reasons stand there before the cards have come
    expect(page.locator(".like__why").first).to_contain_text("Both: Drought", timeout=8000)
    expect(page.locator(".like__coming")).to_have_count(0, timeout=15000)


def test_every_label_and_other_word_is_understood(open_shelf: Any, shelf_book: Book) -> None:
    asked = [
        (f"{kind}={term.id}", word)
        for kind, vocabulary in (("crisis", "crises"), ("topic", "topics"), ("missing", "causes"))
        for term in shelf_book.vocabularies[vocabulary].terms
        if term.id not in SAY_NOTHING
        for word in (term.label, *term.other_words)
    ]
    page = open_shelf("like-mine/")
    found = page.evaluate(
        """async (texts) => {
          const { makeReader } = await import(new URL("../assets/find/understand.js", location))
          const read = makeReader(await (await fetch("../find/words.json")).json())
          return texts.map((text) => read(`THERE: ${text.toUpperCase()}!`).terms.map((one) => `${one.kind}=${one.id}`))
        }""",
        [word for _, word in asked],
    )
    missed = [pair for pair, terms in zip(asked, found, strict=True) if pair[0] not in terms]
    assert not missed


def _say_nearest(book: Book, label: str) -> str:
    region = next(one for one in list_regions(book) if one.label == label)
    named = [f"{name} ({number})" if number > 1 else name for _, name, number in region.countries]
    assert 0 < len(named) <= 4
    return f"Nearest: cases from {label}: {join_words(named)}."


def test_what_no_case_has_is_said_and_not_pretended(open_shelf: Any, shelf_book: Book) -> None:
    page = open_shelf("like-mine/", DESK)
    _describe(page, "A town in Ghana. Fear of risk")
    said = (
        "I understood: 20,000 to 100,000 people.",
        f"We have no case from Ghana yet. {_say_nearest(shelf_book, 'Africa')}",
        "No case of ours has this yet: Fear of risk.",
    )
    expect(_heard(page)).to_have_text(" ".join(said))
    # what is nearest is chosen, and can be corrected
    expect(page.get_by_label("Country")).to_have_value("africa")
    assert _checked(page) == set()
    _describe(page, "Lusaka")
    expect(_heard(page)).to_contain_text("We have no case from Zambia yet. Nearest: cases from Africa")
    expect(page.locator("[data-like-list] > li").first).to_contain_text("Same part of the world (Africa).")
    be_painted(page)
    assert page.url.endswith("#country=africa")
    _describe(page, "Lorem ipsum")
    expect(_heard(page)).to_contain_text("I have understood nothing of it yet")


def test_what_the_reader_corrects_stays_corrected(open_shelf: Any) -> None:
    page = open_shelf("like-mine/", DESK)
    _describe(page, SENTENCE)
    expect(_heard(page)).to_have_text(UNDERSTOOD)
    page.get_by_text("What stands in the way?").first.click()
    page.get_by_label("Mistrust").uncheck()
    page.get_by_label("Size of the city").select_option("220000")
    _describe(page, SENTENCE + " There is hunger.")
    expect(_heard(page)).to_contain_text("Hunger")
    assert _checked(page) == {"pandemic", "drought", "money", "hunger", "food"}
    expect(page.get_by_label("Size of the city")).to_have_value("220000")
    # what is no longer written is no longer ticked
    _describe(page, "There is hunger.")
    expect(_heard(page)).to_have_text("I understood: Hunger; Food.")
    assert _checked(page) == {"hunger", "food"}


def test_nothing_typed_is_in_any_request(open_shelf: Any, shelf_url: str) -> None:
    page = open_shelf("like-mine/", DESK)
    asked: list[tuple[str, str, str | None]] = []
    page.on("request", lambda one: asked.append((one.method, one.url, one.post_data)))
    _describe(page, "Xylophonia has 91,234 inhabitants, hunger and a zebra")
    _shown(page)
    be_painted(page)
    addresses = [page.url]
    page.get_by_role("button", name="Start again").click()
    ask_last(page, "../assets/favicon.svg")
    assert asked[-1][1].endswith("favicon.svg")
    be_painted(page)
    addresses.append(page.url)
    assert len(asked) > 5
    own = re.compile(
        r"find/(cases|words|places|case-words|(card|brief)/[a-z0-9-]+)\.json|assets/(find/[a-z-]+\.js|favicon\.svg)"
    )
    for method, url, data in asked:
        assert method == "GET" and data is None
        assert own.fullmatch(url.removeprefix(shelf_url)), url
    assert not [one for one in addresses if "xylophonia" in one.lower() or "zebra" in one.lower()]
    kept = page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])")
    assert "zebra" not in kept


def test_nothing_is_loaded_before_somebody_asks(open_shelf: Any) -> None:
    page = open_shelf("like-mine/", DESK)
    expect(_said(page)).to_contain_text("Describe your place")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert not [one for one in loaded if one.endswith(".json") or "understand" in one]
    page.goto(page.url + "#crisis=hunger")
    _shown(page)
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert not [one for one in loaded if "words" in one or "understand" in one]


# ---- the controls and the address ----


def test_the_address_holds_the_choice_and_back_restores_it(open_shelf: Any) -> None:
    page = open_shelf("like-mine/", DESK)
    page.get_by_label("Country").select_option("ZA")
    expect(page).to_have_url(re.compile(r"like-mine/#country=ZA$"))
    alone = _shown(page)
    page.get_by_text("What is the crisis?").first.click()
    page.get_by_label("Hunger").check()
    expect(page).to_have_url(re.compile(r"#country=ZA&crisis=hunger$"))
    both = _shown(page)
    assert both != alone
    page.go_back()
    expect(page.get_by_label("Hunger")).not_to_be_checked()
    assert _shown(page) == alone
    page.go_back()
    expect(page.get_by_label("Country")).to_have_value("")
    expect(page.locator("[data-like-list] > li")).to_have_count(0)
    page.go_forward()
    page.go_forward()
    assert _shown(page) == both
    page.get_by_role("button", name="Start again").click()
    expect(page).to_have_url(re.compile(r"like-mine/$"))
    expect(page.get_by_role("button", name="Start again")).to_be_focused()
    assert _checked(page) == set()


def test_a_description_is_one_step_of_the_history(open_shelf: Any) -> None:
    page = open_shelf("like-mine/", DESK)
    for text in ("hunger", "hunger, money", "hunger, money, Peru"):
        _describe(page, text)
        expect(_heard(page)).to_contain_text(text.split(", ")[-1].capitalize())
    expect(page).to_have_url(re.compile(r"country=PE"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"like-mine/$"))
    assert _checked(page) == set()


def test_a_shared_address_answers_alike_but_for_the_words(open_shelf: Any) -> None:
    typed = open_shelf("like-mine/", DESK)
    _describe(typed, SENTENCE)
    expect(_heard(typed)).to_have_text(UNDERSTOOD)
    expect(typed.locator("[data-like-list]")).to_contain_text("Also speaks of")
    shared = open_shelf(ADDRESS, DESK)
    found = _shown(shared)
    expect(shared.locator("[data-like-list]")).not_to_contain_text("Also speaks of")
    expect(shared.get_by_label("Size of the city")).to_have_value("90000")
    assert typed.url == shared.url
    # where the words are gone, both are the same
    typed.reload()
    assert _shown(typed) == found


def test_words_of_a_case_bring_it_where_no_term_does(open_shelf: Any) -> None:
    page = open_shelf("like-mine/", DESK)
    _describe(page, "They painted the stairs by night.")
    expect(_heard(page)).to_have_text("None of our terms is in it. The cases below speak of some of its words.")
    expect(_said(page)).to_contain_text("something with your place")
    first = page.locator("[data-like-list] > li").first
    expect(first.get_by_role("heading")).to_have_text("Stairs painted by night, mended by day")
    expect(first).to_contain_text(re.compile(r"Also speaks of: (painted, stairs|stairs, painted)\."))
    assert page.url.endswith("like-mine/")
    # without the file of words the terms still answer
    page.route("**/find/case-words.json", lambda route: route.fulfill(status=404, body="gone"))
    page.reload()
    _describe(page, "They painted the stairs by night. There is hunger.")
    expect(_heard(page)).to_have_text("I understood: Hunger; Food.")
    open_shelf.forgive("404")
    assert _shown(page)
    expect(page.locator("[data-like-list]")).not_to_contain_text("Also speaks of")


def test_unknown_values_are_passed_over(open_shelf: Any) -> None:
    page = open_shelf(
        "like-mine/#people=<b>&people=0&country=XX&crisis=%22%5D&topic=__proto__&missing=other&zebra=1&crisis=hunger"
    )
    _shown(page)
    assert _checked(page) == {"hunger"}
    expect(page.get_by_label("Country")).to_have_value("")
    expect(page.get_by_label("Size of the city")).to_have_value("")


def test_by_keyboard_alone(open_shelf: Any) -> None:
    page = open_shelf("like-mine/", DESK)
    page.get_by_label("Describe your place in your own words").focus()
    page.keyboard.type("hunger")
    expect(_heard(page)).to_contain_text("Hunger")
    for label in ("Size of the city", "Country"):
        page.keyboard.press("Tab")
        expect(page.get_by_label(label)).to_be_focused()
    page.keyboard.type("Peru")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_contain_text("What is the crisis?")
    expect(focused).to_contain_text("Hunger")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(":focus")).to_be_checked()
    expect(page).to_have_url(re.compile(r"country=PE&crisis=pandemic&crisis=hunger"))
    _wait_for_cards(page)
    page.locator("[data-like-clear]").focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", re.compile(r"/cases/"))


# ---- from a case ----


def _near_controls(case: Case, book: Book) -> set[str]:
    causes = {one.cause for one in case.failures} - SAY_NOTHING
    return {*case.crisis, *case.topics, *causes}


@pytest.mark.parametrize("id", ["lima-hill-kitchens", "unnamed-city-letters", "little-wilderness-bridge"])
def test_from_a_case_its_own_are_filled_in(open_shelf: Any, shelf_book: Book, id: str) -> None:
    case = shelf_book.by_id[id]
    page = open_shelf(f"cases/{id}/", PHONE)
    page.get_by_role("link", name="More cases like this one").click()
    expect(page.get_by_text("Starting from").get_by_role("link")).to_have_text(case.title)
    shown = _shown(page)
    assert id not in shown and len(shown) == MOST
    assert _checked(page) == _near_controls(case, shelf_book)
    expect(page.get_by_label("Country")).to_have_value(case.city.country if case.city else "")
    people = shelf_book.cities[case.city_id].population
    expect(page.get_by_label("Size of the city")).to_have_value(str(people or ""))
    expect(page).to_have_url(re.compile(rf"like-mine/#case={id}$"))


def test_from_a_case_one_can_go_on(open_shelf: Any) -> None:
    page = open_shelf("like-mine/#case=lima-hill-kitchens", DESK)
    before = _shown(page)
    page.get_by_label("Size of the city").select_option("")
    expect(page).to_have_url(re.compile(r"#case=lima-hill-kitchens&country=PE&"))
    assert "lima-hill-kitchens" not in _shown(page)
    page.go_back()
    assert _shown(page) == before
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_text("Starting from")).to_be_hidden()


def test_the_list_starts_from_a_case(open_shelf: Any) -> None:
    page = open_shelf("like-mine/", DESK)
    page.locator("summary", has_text="Argentina").click()
    page.locator("main a", has_text="Roof gardens lent by the year").click()
    expect(page).to_have_url(re.compile(r"like-mine/#case=rosario-roof-gardens$"))
    _shown(page)


def test_a_case_that_is_not_there_is_said(open_shelf: Any) -> None:
    page = open_shelf("like-mine/#case=no-such-case", DESK)
    expect(page.get_by_text("There is no case of that name.")).to_be_visible()
    expect(page.locator("[data-like-list] > li")).to_have_count(0)


# ---- nearness ----


def _say_people(number: int) -> str:
    if number >= 999_500:
        return f"{number / 1e6:.1f}".removesuffix(".0") + " million"
    return f"{round(number / 1000) * 1000 if number >= 10_000 else number:,}"


def _marks(case: Case) -> dict[str, set[str]]:
    return {
        "country": set(case.countries),
        "crisis": set(case.crisis),
        "topic": set(case.topics),
        "cause": {one.cause for one in case.failures},
    }


def _expect(book: Book, wish: dict[str, Any]) -> list[tuple[float, str]]:
    """Score and id of every case that shares something, the nearest first: the rule in Python."""
    weights = {"country": 1.5, "crisis": 1.5, "topic": 1.5, "cause": 2.0}
    spread = Counter((kind, mark) for case in book.cases for kind, marks in _marks(case).items() for mark in marks)
    scores = []
    for case in order_cases(book):
        if case.id == wish["except"]:
            continue
        score = 0.0
        people = book.cities[case.city_id].population or 0
        if wish["people"] and people:
            far = max(wish["people"] / people, people / wish["people"])
            if far <= 2.5:
                score += 2 * (1 - math.log(far) / (2 * math.log(2.5)))
        for kind, weight in weights.items():
            for mark in _marks(case)[kind] & set(wish[kind]):
                score += weight * (1 + math.log(len(book.cases) / spread[kind, mark]))
        if score:
            scores.append((score, case.id))
    return sorted(scores, key=lambda one: -round(one[0], 5))


def _assert_true(book: Book, wish: dict[str, Any], case: Case, reasons: Iterable[str]) -> None:
    """Every sentence is true of the case, and none that should be there is missing."""
    people = book.cities[case.city_id].population or 0
    terms = {"crisis": "crises", "topic": "topics", "cause": "causes"}
    shared = {kind: _marks(case)[kind] & set(wish[kind]) for kind in ("country", *terms)}
    labels = {kind: {book.term(vocabulary, id).label for id in shared[kind]} for kind, vocabulary in terms.items()}
    expected: set[tuple[str, frozenset[str]]] = set()
    if wish["people"] and people:
        far = max(wish["people"] / people, people / wish["people"])
        says = "Of similar size" if far <= 2.5 else "But larger" if people > wish["people"] else "But smaller"
        expected.add((says, frozenset({f"{_say_people(people)} people"})))
    if shared["country"]:
        expected.add(("Same country", frozenset(map(country_name, shared["country"]))))
    if labels["crisis"] | labels["topic"]:
        expected.add(("Both", frozenset(labels["crisis"] | labels["topic"])))
    if labels["cause"]:
        expected.add(("Failed there through", frozenset(labels["cause"])))
    said = set()
    for reason in reasons:
        found = re.fullmatch(r"([A-Z][a-z ]+?)(?:: (.+)| \((.+)\))\.", reason)
        assert found, reason
        listed = [found[3]] if found[3] else found[2].split(", ")
        said.add((found[1], frozenset(listed)))
    assert said == expected, (case.id, wish)


@pytest.mark.parametrize("name", ["shelf", "project"])
def test_every_reason_is_true_and_the_order_is_the_rule(
    open_shelf: Any, request: pytest.FixtureRequest, name: str
) -> None:
    book = request.getfixturevalue(f"{name}_book")
    base = request.getfixturevalue("shelf_url" if name == "shelf" else "site_url")
    chance = random.Random(4)
    cases = book.cases
    kinds = ("country", "crisis", "topic", "cause")
    marks = {kind: sorted({mark for case in cases for mark in _marks(case)[kind]}) for kind in kinds}
    marks["country"].append("IS")
    wishes = [
        {
            "people": chance.choice([0, 0, 10_000, 45_000, 90_000, 220_000, 871_126, 1_700_000, 7_674_366, 15_000_000]),
            **{kind: chance.sample(known, chance.randint(0, min(3, len(known)))) for kind, known in marks.items()},
            "country": chance.choice([[], [chance.choice(marks["country"])]]),
            "except": chance.choice(["", chance.choice(cases).id]),
        }
        for _ in range(400)
    ]
    page = open_shelf("like-mine/", base=base)
    answers = page.evaluate(
        """async (wishes) => {
          const { nearest, giveReasons } = await import(new URL("../assets/find/nearness.js", location))
          const { loadTable } = await import(new URL("../assets/find/table.js", location))
          const table = await loadTable()
          return wishes.map((wish) => {
            const { sharing, best } = nearest(table, wish, 8)
            return { sharing, best: best.map((one) => [table.ids[one.n], one.score, giveReasons(table, wish, one)]) }
          })
        }""",
        wishes,
    )
    given = 0
    for wish, answer in zip(wishes, answers, strict=True):
        expected = _expect(book, wish)
        assert answer["sharing"] == len(expected)
        assert [id for id, *_ in answer["best"]] == [id for _, id in expected[:MOST]], wish
        for id, score, reasons in answer["best"]:
            assert score == pytest.approx(next(one for one, other in expected if other == id), abs=1e-5)
            assert any(not reason.startswith("But") for reason in reasons)
            _assert_true(book, wish, book.by_id[id], reasons)
            given += len(reasons)
    assert given > 3000 or name == "project"


def test_failures_that_match_are_linked_and_are_of_that_cause(open_shelf: Any, shelf_book: Book) -> None:
    page = open_shelf("like-mine/#missing=mistrust&missing=money", DESK)
    shown = _shown(page)
    for n, id in enumerate(shown):
        links = page.locator("[data-like-list] > li").nth(n).locator(".like__why a")
        titles = {one.title for one in shelf_book.by_id[id].failures if one.cause in {"money", "mistrust"}}
        found = links.all_inner_texts()
        assert set(found) <= titles
        assert len(found) == (min(3, len(titles)) if n < 3 else 0)
    page.locator(".like__why a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()


# ---- what goes wrong, and who reads ----


def test_a_card_that_does_not_come_leaves_a_link_and_its_reason(open_shelf: Any) -> None:
    page = open_shelf("like-mine/", DESK)
    page.route("**/find/card/**", lambda route: route.fulfill(status=404, body="gone"))
    page.get_by_label("Country").select_option("PE")
    entry = page.locator("[data-like-list] > li").first
    expect(entry).to_contain_text("could not be loaded")
    open_shelf.forgive("404")
    expect(entry).to_contain_text("Same country (Peru).")
    entry.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/cases/lima-hill-kitchens/$"))


def test_a_table_that_does_not_come_is_said_and_asked_for_again(open_shelf: Any) -> None:
    page = open_shelf("like-mine/", DESK)
    page.route("**/find/cases.json", lambda route: route.fulfill(status=404, body="gone"))
    page.get_by_label("Country").select_option("PE")
    expect(_said(page)).to_contain_text("could not be loaded")
    open_shelf.forgive("404")
    page.unroute("**/find/cases.json")
    page.get_by_label("Country").select_option("CO")
    assert _shown(page)


def test_without_javascript_each_case_leads_to_those_related_to_it(open_shelf: Any, shelf_book: Book) -> None:
    page = open_shelf("like-mine/", PHONE, java_script_enabled=False)
    expect(page.get_by_text("it needs JavaScript for that")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("heading", name="The nearest cases")).to_have_count(0)
    for case in shelf_book.cases:
        assert page.locator(f'main a[href*="cases/{case.id}/"]').count() == 1, case.id
    page.locator("summary", has_text="Argentina").click()
    page.locator("main a", has_text="Roof gardens lent by the year").click()
    expect(page.locator("#related")).to_be_in_viewport()


def test_nothing_is_wrong_in_any_state(open_shelf: Any) -> None:
    page = open_shelf("like-mine/", reduced_motion="reduce")
    expect(_said(page)).to_contain_text("Describe your place")
    _describe(page, SENTENCE + " We are like Ghana.")
    expect(_heard(page)).to_contain_text("Ghana")
    _wait_for_cards(page)
    for group in page.locator(".like__group summary").all():
        group.click()
    faults = see_everywhere(page)
    started = open_shelf("like-mine/#case=lima-hill-kitchens", reduced_motion="reduce")
    _wait_for_cards(started)
    assert_none(faults + see_everywhere(started))
