"""Drafts of the form: whatever happens to a tab, a browser or the fields, what somebody typed is there afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import ask_axe, assert_none
from drafting import list_drafts
from playwright.sync_api import Browser, BrowserContext, Page, expect

from casebook.render.environment import make_environment

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
PAGE = """{% from "form_drafts.html" import rescue, drafts_list %}
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Drafts</title>
<script type="module" src="assets/form/rescue.js"></script>
<script type="module" src="assets/form/page.js"></script></head><body><main><h1>Drafts</h1>
{{ rescue() }}{{ drafts_list() }}
<label>Words <textarea id="words"></textarea></label><p id="state"></p><button id="take">Take</button>
<div id="list"></div><p id="said"></p><button id="undo">Undo</button></main></body></html>"""
WITHOUT_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"
WITHOUT_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
)
FILL = """() => {
  for (let size = 2 ** 22; size >= 1; size = Math.floor(size / 2)) {
    for (let n = 0; ; n++) { try { localStorage.setItem(`filler-${size}-${n}`, "x".repeat(size)) } catch { break } }
  }
}"""
EMPTY = "for (const key of Object.keys(localStorage)) if (key.startsWith('filler')) localStorage.removeItem(key)"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) {} Safari/604.1"
)
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_folder: Any) -> Iterator[str]:
    """A page of its own beside the scripts, with the pieces of the form's page."""
    root = tmp_path_factory.mktemp("drafts")
    (root / "assets" / "form").mkdir(parents=True)
    for script in (ASSETS / "form").glob("*.js"):
        (root / "assets" / "form" / script.name).symlink_to(script)
    # an error in here is an error in the form's own scripts
    own = Path(__file__).with_name("drafts_page.js").read_text(encoding="utf-8").replace("./assets/form/", "./")
    (root / "assets" / "form" / "page.js").write_text(own, encoding="utf-8")
    page = make_environment().from_string(PAGE).render()
    for name in ("index.html", "404.html"):
        (root / name).write_text(page, encoding="utf-8")
    with serve_folder(root) as base:
        yield base


Tab = Callable[..., Page]


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Tab]:
    """A function that opens a tab: in the same browser as the last one, or in another that has, or lacks, something."""
    contexts: list[BrowserContext] = []

    def open_tab(*lacks: str, beside: Page | None = None, **options: Any) -> Page:
        if beside is None:
            context = browser.new_context(**options)
            contexts.append(context)
            for script in lacks:
                context.add_init_script(script)
        else:
            context = beside.context
        page = context.new_page()
        page.goto(beside.url if beside else address)
        page.wait_for_function("window.ready")
        return page

    yield open_tab
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def still(browser: Browser, address: str) -> Iterator[Page]:
    """A page for what is only asked and stores nothing."""
    page = browser.new_page(timezone_id="Europe/Berlin")
    page.goto(address)
    page.wait_for_function("window.ready")
    yield page
    page.close()


def _begin(page: Page, id: str = "kitchen", **more: Any) -> None:
    page.evaluate("([id, more]) => begin(id, more)", [id, more])


def _type(page: Page, words: str, then: str = "saved") -> None:
    page.locator("#state").evaluate("(one) => { one.textContent = '' }")
    page.locator("#words").fill(words)
    expect(page.locator("#state")).to_have_text(then)


def _kept(page: Page) -> dict[str, dict[str, Any]]:
    """The drafts that are really stored, by their ids."""
    return {one["id"]: one for one in list_drafts(page)}


def _again(page: Page) -> None:
    page.reload()
    page.wait_for_function("window.ready")


def _ask(page: Page, code: str, *given: Any) -> Any:
    return page.evaluate(f"(given) => {{ const [a, b, c, d] = given; return {code} }}", list(given))


# ---- typing ----


def test_what_is_typed_is_there_after_a_reload(tab: Tab) -> None:
    page = tab()
    _begin(page)
    _type(page, "In March the women cooked.")
    _again(page)
    expect(page.locator("#words")).to_have_value("In March the women cooked.")
    # nothing takes it back later, and it is still ours
    page.wait_for_timeout(600)
    expect(page.locator("#words")).to_have_value("In March the women cooked.")
    assert page.evaluate("told") == []


@pytest.mark.parametrize("way", ["hide", "leave the page", "leave the draft"])
def test_what_is_typed_is_stored_at_once_when_somebody_goes(tab: Tab, way: str) -> None:
    page = tab()
    _begin(page)
    kept = page.evaluate(
        """(way) => {
          const area = document.getElementById("words")
          area.value = "The last word"
          area.dispatchEvent(new Event("input"))
          const before = localStorage.getItem("casebook-draft-kitchen").includes("The last word")
          if (way === "hide") {
            Object.defineProperty(document, "hidden", { value: true })
            document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))
          } else if (way === "leave the page") dispatchEvent(new PageTransitionEvent("pagehide"))
          else leave()
          return [before, localStorage.getItem("casebook-draft-kitchen").includes("The last word")]
        }""",
        way,
    )
    assert kept == [False, True]


def test_a_draft_that_is_left_is_not_written_any_more(tab: Tab) -> None:
    page = tab()
    _begin(page)
    _type(page, "One.")
    page.evaluate("leave()")
    page.evaluate("localStorage.removeItem('casebook-draft-kitchen')")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    page.wait_for_timeout(500)
    assert _kept(page) == {}


# ---- a store that is full, closed or broken ----


def test_a_full_store_is_said_and_the_text_waits_for_room(tab: Tab) -> None:
    page = tab()
    _begin(page)
    _type(page, "Before.")
    page.evaluate(FILL)
    words = "A story that finds no room. " * 40
    _type(page, words, then="unsaved")
    assert page.evaluate("told.at(-1)") == ["unsaved", "full"]
    assert _kept(page)["kitchen"]["story"] == "Before."
    # who leaves the draft and opens it again has the newer text, not the stored one
    page.evaluate("leave()")
    page.evaluate("open_again('kitchen')")
    expect(page.locator("#words")).to_have_value(words)
    page.evaluate(EMPTY)
    _type(page, words + "More.")
    assert _kept(page)["kitchen"]["story"] == words + "More."


def test_a_draft_that_waits_goes_in_with_the_next_one_unless_another_tab_has_written(tab: Tab) -> None:
    page = tab()
    waits = _ask(
        page,
        """(() => {
          const kept = new Map()
          let isFull = false
          const storage = {
            get length() { return kept.size }, key: (n) => [...kept.keys()][n], removeItem: (key) => kept.delete(key),
            getItem: (key) => kept.get(key) ?? null,
            setItem(key, text) { if (isFull) throw new DOMException("", "QuotaExceededError"); kept.set(key, text) },
          }
          const store = drafts.openStore(storage)
          const put = (id, story) => { try { store.save({ id, facts: {}, story, changed: story }) } catch (problem) { return problem.reason } }
          put("one", "1"); put("two", "1")
          isFull = true
          const reasons = [put("one", "2"), put("two", "2")]
          isFull = false
          kept.set("casebook-draft-two", JSON.stringify({ id: "two", facts: {}, story: "of another tab", changed: "3" }))
          put("three", "1")
          return [reasons, JSON.parse(kept.get("casebook-draft-one")).story, JSON.parse(kept.get("casebook-draft-two")).story,
            store.load("two").story, store.listUnkept().length]
        })()""",
    )
    assert waits == [["full", "full"], "2", "of another tab", "2", 1]


def test_the_browser_asks_before_a_text_goes_that_is_nowhere_else(tab: Tab) -> None:
    page = tab()
    asks = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    _begin(page)
    _type(page, "Before.")
    assert page.evaluate(asks) is False
    page.evaluate(FILL)
    _type(page, "A story that finds no room. " * 40, then="unsaved")
    assert page.evaluate(asks) is True
    # with a copy as a file nothing is lost
    page.evaluate("store.amend('kitchen', { copied: new Date().toISOString() })")
    assert page.evaluate(asks) is False


def test_without_a_storage_drafts_last_as_long_as_the_page(tab: Tab) -> None:
    page = tab(WITHOUT_STORAGE)
    assert page.evaluate("store.lasts") is False
    page.evaluate("() => { try { begin('kitchen') } catch {} open_again('kitchen') }")
    _type(page, "Words.", then="unsaved")
    assert page.evaluate("told.at(-1)") == ["unsaved", "closed"]
    assert page.evaluate("store.load('kitchen').story") == "Words."
    page.evaluate("list()")
    expect(page.locator("[data-nowhere]")).to_be_visible()
    expect(page.locator("#list li")).to_have_count(1)


def test_a_broken_draft_harms_no_other_and_is_shown_as_it_is(tab: Tab) -> None:
    page = tab()
    broken = {
        "half": '{"id": "half", "facts"',
        "list": '{"facts": []}',
        "null": "null",
        "story": '{"facts": {}, "story": 3}',
    }
    for id, text in broken.items():
        page.evaluate("([id, text]) => localStorage.setItem(`casebook-draft-${id}`, text)", [id, text])
    _begin(page, "sound")
    page.evaluate("leave()")
    page.evaluate("list()")
    expect(page.locator("#list li")).to_have_count(1 + len(broken))
    expect(page.locator("#list li").first.locator("[data-title]")).to_have_text("sound")
    assert {one.input_value() for one in page.locator("#list textarea:visible").all()} == set(broken.values())
    row = page.locator("#list li[data-id=half]")
    expect(row.locator("[data-open], [data-rename]").filter(visible=True)).to_have_count(0)
    with page.expect_download() as saved:
        row.locator("[data-file]").click()
    assert Path(saved.value.path()).read_text(encoding="utf-8") == broken["half"]


# ---- two tabs ----


@pytest.mark.parametrize("lacks", [(), (WITHOUT_LOCKS,)], ids=["with locks", "without locks"])
def test_of_two_tabs_one_writes_and_the_other_may_take_over(tab: Tab, lacks: tuple[str, ...]) -> None:
    first = tab(*lacks)
    _begin(first)
    _type(first, "From the first.")
    second = tab(beside=first)
    if not lacks:
        expect(second.locator("#state")).to_have_text("elsewhere")
        assert second.locator("#words").evaluate("(one) => one.readOnly")
    _type(first, "From the first, and more.")
    expect(second.locator("#state")).to_have_text("lost" if lacks else "elsewhere")
    second.locator("#take").click()
    expect(second.locator("#words")).to_have_value("From the first, and more.")
    expect(first.locator("#state")).to_have_text("lost")
    assert first.locator("#words").evaluate("(one) => one.readOnly")
    _type(second, "From the second.")
    assert {id: one["story"] for id, one in _kept(second).items()} == {"kitchen": "From the second."}
    # and back again
    first.locator("#take").click()
    expect(first.locator("#words")).to_have_value("From the second.")
    _type(first, "From the first again.")
    assert {id: one["story"] for id, one in _kept(second).items()} == {"kitchen": "From the first again."}


@pytest.mark.parametrize("lacks", [(), (WITHOUT_LOCKS,)], ids=["with locks", "without locks"])
def test_what_was_typed_when_another_tab_took_over_stays_as_a_draft_of_its_own(
    tab: Tab, lacks: tuple[str, ...]
) -> None:
    first = tab(*lacks)
    _begin(first)
    second = tab(beside=first)
    if not lacks:
        expect(second.locator("#state")).to_have_text("elsewhere")
    # the first has typed and not saved yet
    first.evaluate(
        "() => { const set = setTimeout; window.setTimeout = (does, time) => set(does, time === 400 ? 60000 : time) }"
    )
    first.locator("#words").fill("Typed in the first.")
    second.locator("#take").click()
    expect(first.locator("#state")).to_have_text("lost")
    _type(second, "Typed in the second.")
    kept = _kept(second)
    assert kept.pop("kitchen")["story"] == "Typed in the second."
    (aside,) = kept.values()
    assert (aside["story"], aside["aside"]) == ("Typed in the first.", "kitchen")
    second.evaluate("list()")
    expect(second.locator("#list li", has_text="while another tab had the draft")).to_have_count(1)


def test_what_is_typed_although_another_tab_has_the_draft_becomes_one_of_its_own(tab: Tab) -> None:
    first = tab()
    _begin(first)
    _type(first, "From the first.")
    second = tab(beside=first)
    expect(second.locator("#state")).to_have_text("elsewhere")
    # a page that does not lock its fields
    second.evaluate("document.getElementById('words').readOnly = false")
    for words in ("From the second.", "From the second, and more."):
        second.locator("#words").fill(words)
        second.wait_for_function("(words) => Object.values(localStorage).some((one) => one.includes(words))", arg=words)
    kept = _kept(first)
    assert kept.pop("kitchen")["story"] == "From the first."
    assert [one["story"] for one in kept.values()] == ["From the second, and more."]


@pytest.mark.parametrize("leaves", [True, False], ids=["leaves the draft", "closes"])
def test_a_tab_that_goes_gives_its_draft_free(tab: Tab, leaves: bool) -> None:
    first = tab()
    _begin(first)
    _type(first, "Words.")
    second = tab(beside=first)
    expect(second.locator("#state")).to_have_text("elsewhere")
    if leaves:
        first.evaluate("leave()")
    else:
        first.close()
    _again(second)
    _type(second, "More words.")
    assert _kept(second)["kitchen"]["story"] == "More words."


def test_a_name_given_in_another_tab_is_no_change_of_the_text(tab: Tab) -> None:
    first = tab()
    _begin(first)
    _type(first, "Words.")
    second = tab(beside=first)
    second.evaluate("store.amend('kitchen', { name: 'For Ana', copied: '2999-01-01T00:00:00.000Z' })")
    _type(first, "More words.")
    kept = _kept(first)["kitchen"]
    assert (kept["name"], kept["copied"][:4], kept["story"]) == ("For Ana", "2999", "More words.")


# ---- fields that have changed ----

TREE = {
    "fields": [
        {"name": "title", "holds": "line"},
        {"name": "city", "holds": "group", "fields": [{"name": "name", "holds": "text"}]},
        {"name": "seen", "holds": "choice", "choices": ["whole", "part"]},
        {"name": "crisis", "holds": "list", "entry": {"name": "crisis", "holds": "term", "vocabulary": "crises"}},
        {"name": "lessons", "holds": "list", "entry": {"holds": "item", "fields": [{"name": "title"}]}},
    ]
}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "kept", "left"),
    [
        ({"title": "A kitchen", "city": None}, {"title": "A kitchen", "city": None}, {}),
        ({"title": "A", "mood": {"was": "good"}}, {"title": "A"}, {"mood": {"was": "good"}}),
        ({"crisis": ["flood", "boredom"]}, {"crisis": ["flood"]}, {"crisis.1": "boredom"}),
        # a list of which nothing is left says nothing; one that was empty said something
        ({"crisis": ["boredom"], "lessons": []}, {"lessons": []}, {"crisis.0": "boredom"}),
        ({"lessons": [{"title": "A"}, {"colour": 1}]}, {"lessons": [{"title": "A"}]}, {"lessons.1.colour": 1}),
        ({"city": "Recife", "title": {"en": "A"}}, {}, {"city": "Recife", "title": {"en": "A"}}),
        ({"seen": "glance", "lessons": {"0": 1}}, {}, {"seen": "glance", "lessons": {"0": 1}}),
        ({"constructor": 1, "city": {"constructor": 2}}, {}, {"constructor": 1, "city.constructor": 2}),
    ],
)  # fmt: skip
def test_what_the_fields_have_no_place_for_is_put_aside(
    still: Page, facts: dict[str, Any], kept: dict[str, Any], left: dict[str, Any]
) -> None:
    fitted = _ask(still, "drafts.fitToFields({ facts: a, left: [] }, b, (id, term) => term === 'flood')", facts, TREE)
    assert fitted["facts"] == kept
    assert {".".join(map(str, one["path"])): one["value"] for one in fitted["left"]} == left
    # a second time finds nothing more
    assert (
        _ask(still, "drafts.fitToFields(structuredClone(a), b, (id, term) => term === 'flood')", fitted, TREE) == fitted
    )


# ---- copies, what was sent, and the case that it changes ----

START = "2026-03-02T10:00:00.000Z"


@pytest.mark.parametrize(
    ("draft", "minutes", "agent", "refused", "why"),
    [
        ({"changed": "2026-03-02T10:09:00.000Z"}, 9, IPHONE.format("Version/18.0 Mobile/15E148"), False, ""),
        ({"changed": "2026-03-02T10:09:00.000Z"}, 10, IPHONE.format("Version/18.0 Mobile/15E148"), False, "forgets"),
        # every browser on such a phone is one of Apple
        ({"changed": "2026-03-02T10:09:00.000Z"}, 10, IPHONE.format("CriOS/131.0 Mobile/15E148"), False, "forgets"),
        ({"changed": "2026-03-02T10:09:00.000Z"}, 10, ANDROID, False, ""),
        ({"changed": "2026-03-02T10:09:00.000Z"}, 10, ANDROID, True, "refused"),
        ({"changed": START}, 90, ANDROID, True, ""),
        ({"changed": "2026-03-02T10:09:00.000Z", "copied": "2026-03-02T10:09:00.000Z"}, 90, ANDROID, True, ""),
        ({"changed": "2026-03-02T10:11:00.000Z", "copied": "2026-03-02T10:09:00.000Z"}, 18, ANDROID, True, ""),
        ({"changed": "2026-03-02T10:11:00.000Z", "copied": "2026-03-02T10:09:00.000Z"}, 19, ANDROID, True, "refused"),
        ({"changed": "2026-03-02T10:00:30.000Z", "sent": {"on": "2026-03-02T10:01:00.000Z"}}, 90, ANDROID, True, ""),
        ({"changed": "2026-03-02T10:11:00.000Z", "sent": {"on": "2026-03-02T10:01:00.000Z"}}, 90, ANDROID, True, "refused"),
    ],
)  # fmt: skip
def test_a_copy_is_asked_for_where_a_browser_may_forget(
    still: Page, draft: dict[str, Any], minutes: int, agent: str, refused: bool, why: str
) -> None:
    draft = {"started": START, "copied": None, "sent": None, **draft}
    code = f"drafts.needsCopy(a, new Date(new Date('{START}').getTime() + b * 60000), c, d)"
    assert _ask(still, code, draft, minutes, agent, refused) == why


@pytest.mark.parametrize(("granted", "why"), [(True, ""), (False, "refused")])
def test_the_browser_is_asked_once_not_to_forget(tab: Tab, granted: bool, why: str) -> None:
    page = tab(
        f"""window.asked = 0
        StorageManager.prototype.persisted = async () => false
        StorageManager.prototype.persist = async () => {{ asked += 1; return {str(granted).lower()} }}"""
    )
    assert page.evaluate("asked") == 0
    _begin(page)
    for words in ("One.", "One. Two."):
        _type(page, words)
    page.wait_for_function("asked === 1")
    code = "drafts.needsCopy({ started: a, changed: b, copied: null, sent: null }, new Date(c), d)"
    assert _ask(page, code, START, "2026-03-02T10:09:00.000Z", "2026-03-02T11:00:00.000Z", ANDROID) == why


def test_what_was_sent_stays_and_is_offered_for_deletion_after_ninety_days(tab: Tab) -> None:
    page = tab()
    sent = {"changed": START, "sent": {"on": "2026-03-02T10:01:00.000Z", "way": "mail"}}
    may_go = "drafts.mayGo(a, new Date(b))"
    assert _ask(page, may_go, sent, "2026-05-31T10:00:00Z") is False
    assert _ask(page, may_go, sent, "2026-05-31T10:02:00Z") is True
    # whoever has typed since has something that was not sent
    assert _ask(page, may_go, {**sent, "changed": "2026-03-03T10:00:00.000Z"}, "2026-09-01T10:00:00Z") is False
    assert _ask(page, may_go, {**sent, "sent": None}, "2026-09-01T10:00:00Z") is False
    _begin(page, **sent)
    page.evaluate("leave()")
    page.evaluate("list()")
    expect(page.locator("#list li")).to_contain_text("may be deleted")
    assert set(_kept(page)) == {"kitchen"}


def test_a_draft_is_stale_when_the_case_has_changed_since(still: Page) -> None:
    draft = {"from": {"id": "recife", "revision": "a1", "path": "cases/recife/recife.md"}}
    assert _ask(still, "drafts.isStale(a, b)", draft, {"revision": "b2"}) is True
    assert _ask(still, "drafts.isStale(a, b)", draft, {"revision": "a1"}) is False
    assert _ask(still, "drafts.isStale(a, b)", {"from": None}, {"revision": "b2"}) is False
    assert _ask(still, "drafts.isStale(a, b)", draft, None) is False


def test_a_time_is_said_as_one_says_it(still: Page) -> None:
    said = [_ask(still, "drafts.sayWhen(a, new Date(b))", then, "2026-03-06T20:00:00Z") for then in (
        "2026-03-06T08:05:00Z", "2026-03-03T08:05:00Z", "2026-02-20T08:05:00Z")]  # fmt: skip
    assert said == ["09:05", "Tuesday, 09:05", "20 February 2026"]


# ---- the list ----


def test_a_draft_is_renamed_copied_deleted_and_put_back_without_a_question(tab: Tab) -> None:
    page = tab()
    _begin(page)
    _type(page, "Words.")
    page.evaluate("leave()")
    page.evaluate("list()")
    row = page.locator("#list li")
    expect(row.locator("[data-line]")).to_contain_text("Stub")
    expect(row.locator("[data-line]")).to_contain_text("last copy as a file: never")
    assert_none(ask_axe(page))
    row.locator("[data-rename]").click()
    row.locator("input").fill("For Ana")
    row.locator("input").press("Enter")
    expect(row.locator("[data-title]")).to_have_text("For Ana")
    expect(row.locator("[data-rename]")).to_be_focused()
    row.locator("[data-rename]").click()
    row.locator("input").fill("Not this")
    row.locator("input").press("Escape")
    expect(row.locator("[data-title]")).to_have_text("For Ana")
    with page.expect_download() as saved:
        row.locator("[data-file]").click()
    assert saved.value.suggested_filename == "recife-kitchen.md"
    expect(row.locator("[data-line]")).not_to_contain_text("never")
    before = _kept(page)
    row.locator("[data-delete]").click()
    expect(row).to_have_count(0)
    assert _kept(page) == {}
    page.locator("#undo").click()
    expect(row.locator("[data-delete]")).to_be_focused()
    assert _kept(page) == before
    row.locator("[data-open]").click()
    expect(page.locator("#said")).to_have_text("open kitchen")


def test_the_last_changed_comes_first_and_markup_in_a_title_is_text(tab: Tab) -> None:
    page = tab()
    _begin(page, "old", changed="2026-03-01T00:00:00.000Z")
    page.evaluate("leave()")
    _begin(page, "new", facts={"title": "<img src=x onerror=failed()>"})
    page.evaluate("leave()")
    page.evaluate("list()")
    assert page.locator("#list [data-title]").all_inner_texts() == ["<img src=x onerror=failed()>", "old"]
    assert page.locator("#list img").count() == 0


# ---- a script that fails ----


@pytest.mark.parametrize("fails", ["setTimeout(failed)", "Promise.resolve().then(failed)"])
def test_a_failing_script_shows_what_is_kept_and_what_is_in_hand(tab: Tab, fails: str) -> None:
    page = tab()
    _begin(page, "other")
    _type(page, "Another draft.")
    page.evaluate("leave()")
    _begin(page)
    _type(page, "Before.")
    page.evaluate(FILL)
    _type(page, "An hour of work that found no room. " * 40, then="unsaved")
    expect(page.locator("[data-rescue]")).to_be_hidden()
    page.evaluate(f"() => {{ {fails} }}")
    area = page.locator("[data-rescue] textarea")
    expect(area).to_be_visible()
    text = area.input_value()
    assert "An hour of work" in text and "Another draft." in text and "Before." not in text
    # the page stays, and what is typed after this is in the file
    page.locator("#words").fill("And one word more.")
    with page.expect_download() as saved:
        page.locator("[data-rescue] a").click()
    assert "And one word more." in Path(saved.value.path()).read_text(encoding="utf-8")
    assert_none(ask_axe(page))


def test_what_is_kept_is_copied_by_a_button(tab: Tab) -> None:
    page = tab(permissions=["clipboard-read", "clipboard-write"])
    _begin(page)
    _type(page, "Copy me.")
    page.evaluate("() => { setTimeout(failed) }")
    page.locator("[data-rescue] button").click()
    expect(page.locator("[data-rescue] [role=status]")).to_have_text("Copied.")
    assert "Copy me." in page.evaluate("navigator.clipboard.readText()")


def test_a_script_that_does_not_come_shows_what_is_kept(tab: Tab) -> None:
    page = tab()
    _begin(page)
    _type(page, "Words.")
    page.route("**/assets/form/drafts.js", lambda route: route.abort())
    page.reload()
    expect(page.locator("[data-rescue]")).to_be_visible()
    assert "Words." in page.locator("[data-rescue] textarea").input_value()


def test_a_failure_that_is_not_of_the_form_shows_nothing(tab: Tab) -> None:
    page = tab()
    page.evaluate("() => { setTimeout(() => { throw new Error('of an extension') }) }")
    page.evaluate("() => { Promise.reject(undefined); Promise.reject('a word') }")
    page.wait_for_timeout(100)
    expect(page.locator("[data-rescue]")).to_be_hidden()


def test_where_nothing_is_kept_the_failure_is_said_alone(tab: Tab) -> None:
    page = tab(WITHOUT_STORAGE)
    page.evaluate("() => { setTimeout(failed) }")
    expect(page.locator("[data-rescue]")).to_be_visible()
    expect(page.locator("[data-rescue] textarea")).to_be_hidden()
