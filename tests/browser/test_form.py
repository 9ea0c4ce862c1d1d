"""The form in use: from nothing to a file that the checker takes, on a phone; and nothing that was typed is lost."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from browsing import DESK, ask_axe, assert_none, see_everywhere, tab_to
from drafting import list_drafts, put_draft
from playwright.sync_api import Locator, Page, expect

from casebook.check import check_project

pytestmark = pytest.mark.browser

FORM = "contribute/form/"
AGENT_OF_APPLE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"
STORY = "In March the women of the quarter cooked in a school kitchen. The city lent the keys.\n\nBy June they served two hundred."


def _field(page: Page, path: str, control: str = ":is(input, textarea, select)") -> Locator:
    return page.locator(f'[data-path="{path}"] {control}').first


def _kept(page: Page) -> list[dict[str, Any]]:
    """The drafts of the browser, once nothing waits any more."""
    page.wait_for_timeout(600)
    return list_drafts(page)


def _begin(page: Page, kind: str = "stub") -> None:
    page.locator(f"[data-begin={kind}]").click()
    expect(page.locator(".form__tasks li").first).to_be_visible()


def _step(page: Page, title: str) -> None:
    if page.locator(".form__tasks").count() == 0:
        page.locator("[data-to=tasks]").first.click()
    page.locator(".form__tasks button", has_text=title).click()
    expect(page.locator("[data-view] h2")).to_contain_text(title)


def _open_step(open_shelf: Any, title: str, kind: str = "stub") -> Page:
    """A new draft, at one of its steps."""
    page: Page = open_shelf(FORM)
    _begin(page, kind)
    _step(page, title)
    return page


def _fill_place(page: Page) -> None:
    _field(page, "city/name").fill("Teresina")
    _field(page, "city/country").select_option("BR")
    _field(page, "period/from", "[data-year]").fill("2020")
    _field(page, "period/from", "[data-month]").select_option("03")
    _field(page, "period/to", "[data-word=unknown]").check()


def _fill_source(page: Page) -> None:
    _field(page, "sources/0/title").fill("Kitchens: what NO paper told # 12")
    _field(page, "sources/0/publisher").fill("Diário do Norte")
    _field(page, "sources/0/published", "[data-year]").fill("2021")
    page.locator('[data-path="sources/0/kind"] summary').click()
    page.locator('[data-path="sources/0/kind"] [value=news]').check()
    page.locator('[data-path="sources/0/seen"] [value=whole]').check()
    _field(page, "sources/0/language").select_option("pt")


def _fill_stub(page: Page) -> None:
    """Go through a stub as somebody does who was there."""
    _begin(page)
    _step(page, "The place and time")
    _fill_place(page)
    page.locator("[data-next]").click()
    page.locator("#form-story").fill(STORY)
    page.locator("[data-cite]").click()
    page.get_by_role("button", name="Add a source").click()
    _fill_source(page)
    page.locator("[data-close]").click()
    # one is back where one came from
    page.locator("[data-cite-all]").click()
    _field(page, "title").fill("The school kitchen that the city lent")
    _field(page, "summary").fill(
        "Women of a quarter of Teresina cooked for their neighbours in a school kitchen that the city lent them."
    )
    _step(page, "Read it over")


def _check_file(text: str, root: Path) -> list[str]:
    """What the checker says of a file at the place that its second line names."""
    shutil.copytree(Path(__file__).parents[1] / "small", root)
    place = root / text.splitlines()[1].removeprefix("# ")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    reading = check_project(root)
    assert place.relative_to(root).as_posix() in reading.checked
    return [
        f"{one.code}: {one.message}" for one in reading.diagnostics if one.path == place.relative_to(root).as_posix()
    ]


def test_a_stub_on_a_phone_becomes_a_file_that_the_checker_takes(open_shelf: Any, tmp_path: Path) -> None:
    page = open_shelf(FORM)
    _fill_stub(page)
    expect(page.locator("[data-ready]")).to_be_visible()
    expect(page.locator(".form__faults li")).to_have_count(0)
    with page.expect_download() as saved:
        page.locator("[data-way=file]").click()
    assert saved.value.suggested_filename == "teresina-the-school-kitchen-that-the-city-lent.md"
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert text == page.locator(".form__file-text").last.input_value()
    assert [one.partition(":")[0] for one in _check_file(text, tmp_path / "project")] == ["story-length"]
    expect(page.locator("[data-told=file]")).to_be_focused()
    (draft,) = _kept(page)
    # a file that is saved has not been sent
    assert draft["copied"] and not draft["sent"]


NASTY = (
    "NO", "12:30", "ward # 12", "a, b, and c", "it's: so", '"quoted" and “so”', "back\\slash", "[a] {b}", "*a* & !c | > %d", "---",
    "日本語の台所", "مطبخ القرية", "🍲 and 👩‍👧", "null", "1e3", "2020-03-27", "é́ ü ß", "- a", "a\u00a0b",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_typed_comes_out_as_a_file_that_the_checker_takes(
    open_shelf: Any, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)

    def words(start: str, most: int) -> str:
        said = start
        while len(said) + 40 < most:
            said += " " + chance.choice(NASTY)
        return said

    page = _open_step(open_shelf, "The place", "full")
    _fill_place(page)
    page.locator("[data-next]").click()
    story = "\n\n".join(f"They said {words('that it was', 900)} then." for _ in range(12))
    assert len(story) > 10_000
    page.locator("#form-story").fill(story)
    page.locator("[data-cite]").click()
    page.get_by_role("button", name="Add a source").click()
    _fill_source(page)
    _field(page, "sources/0/title").fill(words("What NO paper told:", 200))
    page.locator("[data-close]").click()
    page.locator("[data-cite-all]").click()
    _field(page, "title").fill(words("A kitchen", 110))
    _field(page, "summary").fill(words("Women of a quarter cooked for their neighbours and were called", 250))
    _field(page, "challenge").fill(words("Nobody in the quarter had a kitchen that was called", 400))
    _step(page, "Lessons")
    page.locator("[data-field=lessons] [data-add]").click()
    _field(page, "lessons/0/title").fill(words("Share", 100))
    _field(page, "lessons/0/insight").fill(words("It was written:", 900) + "\n\nAnd more.")
    for n in range(3):
        page.locator('[data-path="lessons/0/works_when"] [data-add]').click()
        page.locator('[data-path="lessons/0/works_when"] .fill__lines textarea').nth(n).fill(words(f"Case {n}:", 300))
    page.locator('[data-path="lessons/0/evidence"] [type=checkbox]').check()
    page.locator('[data-path="lessons/0/evidence"] [type=text]').fill("p. 4; note 7")
    page.locator("[data-close]").click()
    _step(page, "Failures")
    _field(page, "no_failures_because").fill(words("Nobody has looked for any, as they said:", 300))
    _step(page, "Read it over")
    text = page.locator(".form__file-text").last.input_value()
    found = _check_file(text, tmp_path / "project")
    assert not [one for one in found if not one.startswith("story-length")], found
    assert '- "diario-do-norte-2021#p.4"' in text and '- "diario-do-norte-2021#note-7"' in text


def test_what_is_wrong_is_told_where_it_stands_and_leads_there(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "The story")
    _field(page, "title").fill("Short")
    # not while one types: when one has left it
    expect(page.locator('[data-path="title"] [data-fault]')).to_be_hidden()
    _field(page, "summary").focus()
    expect(page.locator('[data-path="title"] [data-fault]')).to_contain_text("5 characters")
    _step(page, "Read it over")
    expect(page.locator("[data-draft]")).to_be_visible()
    page.locator(".form__faults a", has_text="Title").first.click()
    expect(_field(page, "title")).to_be_focused()
    expect(_field(page, "title")).to_have_attribute("aria-invalid", "true")


def test_entries_are_rows_with_one_panel_and_what_is_removed_comes_back(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "Lessons", "full")
    for n, title in enumerate(("Have the plan ready", "Ask the neighbours first")):
        page.locator("[data-field=lessons] [data-add]").click()
        expect(page.locator("[data-heading]")).to_be_focused()
        _field(page, f"lessons/{n}/title").fill(title)
        page.locator("[data-close]").click()
        expect(page.locator(".fill__rows > li").nth(n).locator("[data-change]")).to_be_focused()
    rows = page.locator(".fill__rows > li [data-title]")
    page.locator(".fill__rows > li").nth(1).locator("[data-up]").click()
    assert rows.all_inner_texts() == ["Ask the neighbours first", "Have the plan ready"]
    page.locator(".fill__rows > li").nth(0).locator("[data-remove]").click()
    assert rows.all_inner_texts() == ["Have the plan ready"]
    expect(page.locator("[data-said]")).to_contain_text("Ask the neighbours first")
    page.get_by_role("button", name="Undo").click()
    assert rows.all_inner_texts() == ["Ask the neighbours first", "Have the plan ready"]
    (draft,) = _kept(page)
    assert [one["id"] for one in draft["facts"]["lessons"]] == ["ask-the-neighbours-first", "have-the-plan-ready"]


def test_what_was_removed_comes_back_after_the_page_was_loaded_again(open_shelf: Any) -> None:
    page = open_shelf(FORM)
    _fill_stub(page)
    _step(page, "Sources")
    page.locator("[data-remove]").click()
    expect(page.locator(".fill__rows > li")).to_have_count(0)
    page.reload()
    undo = page.get_by_role("button", name="Undo")
    # in sight, without a look for it
    expect(undo).to_be_in_viewport()
    undo.click()
    expect(page.locator(".fill__rows > li")).to_contain_text("Kitchens: what NO paper told # 12")
    expect(page.locator("[data-change]")).to_be_focused()
    page.reload()
    expect(page.locator(".fill__rows > li")).to_have_count(1)
    expect(undo).to_have_count(0)


def test_what_is_put_back_beside_its_like_gets_a_name_of_its_own(open_shelf: Any) -> None:
    page = open_shelf(FORM)
    _fill_stub(page)
    _step(page, "Sources")
    page.locator("[data-remove]").click()
    # added again by hand, and then put back too
    page.locator("[data-add]").click()
    _fill_source(page)
    page.locator("[data-close]").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".fill__rows > li")).to_have_count(2)
    ids = [one["id"] for one in _kept(page)[0]["facts"]["sources"]]
    assert ids == ["diario-do-norte-2021-2", "diario-do-norte-2021"]


def test_a_source_that_is_added_for_the_story_is_cited_where_the_cursor_was(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "The story")
    page.locator("#form-story").fill(STORY)
    page.locator("#form-story").evaluate("(area) => area.setSelectionRange(8, 8)")
    page.locator("[data-cite]").click()
    page.get_by_role("button", name="Add a source").click()
    _fill_source(page)
    page.locator("[data-close]").click()
    expect(page.locator("#form-story")).to_have_value(f"{STORY[:8]} [@diario-do-norte-2021]{STORY[8:]}")
    expect(page.locator("#form-story")).to_be_focused()


def test_what_names_a_removed_source_is_not_ready(open_shelf: Any) -> None:
    page = open_shelf(FORM)
    _fill_stub(page)
    expect(page.locator("[data-ready]")).to_be_visible()
    _step(page, "Sources")
    page.locator("[data-remove]").click()
    page.locator("[data-add]").click()
    _fill_source(page)
    _field(page, "sources/0/publisher").fill("Another paper")
    page.locator("[data-close]").click()
    _step(page, "Read it over")
    expect(page.locator("[data-ready]")).to_be_hidden()
    fault = page.locator(".form__faults li", has_text="named as evidence")
    expect(fault).to_contain_text('The source "diario-do-norte-2021" is named as evidence, but it is not there.')
    fault.locator("a").click()
    expect(page.locator("#form-story")).to_be_focused()
    # in a lesson it stands there, said to be gone
    page.locator("[data-to=tasks]").first.click()
    page.get_by_role("button", name="Ask me everything").click()
    (draft,) = _kept(page)
    draft["facts"]["lessons"] = [{"title": "Have the plan ready", "evidence": ["diario-do-norte-2021"]}]
    put_draft(page, draft)
    _step(page, "Lessons")
    page.locator("[data-change]").click()
    gone = page.locator(".fill__source", has_text="diario-do-norte-2021: this source is no longer there")
    expect(gone.get_by_role("checkbox")).to_be_checked()


def test_what_is_wrong_with_an_entry_is_told_when_it_is_opened_again(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "Lessons", "full")
    page.locator("[data-add]").click()
    told = page.locator("[data-fault]:visible, [data-whole]:visible")
    # what nobody has begun is not wrong yet
    expect(told).to_have_count(0)
    _field(page, "lessons/0/title").fill("Have the plan ready")
    page.locator("[data-close]").click()
    expect(page.locator(".fill__rows > li")).to_contain_text("2 to be mended")
    page.locator("[data-change]").click()
    expect(told).to_have_text(
        ["This lesson has no “Insight”. Add it.",
         'The lesson "Have the plan ready" has no evidence. Tick the sources that say so, or add one.']
    )  # fmt: skip
    # what is empty stays told until it is filled in
    _field(page, "lessons/0/insight").focus()
    _field(page, "lessons/0/title").focus()
    expect(told).to_have_count(2)
    _field(page, "lessons/0/insight").fill("It was ready when the door opened.")
    _field(page, "lessons/0/title").focus()
    expect(told).to_have_count(1)


def test_an_entry_that_stays_empty_is_not_kept(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "Lessons", "full")
    page.locator("[data-add]").click()
    page.locator("[data-close]").click()
    expect(page.locator("[data-heading]")).to_have_text("Lessons")
    expect(page.locator(".fill__rows > li")).to_have_count(0)
    assert _kept(page)[0]["facts"] == {}


def test_a_month_waits_for_its_year(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "The place")
    begin = page.locator('[data-path="period/from"]')
    begin.locator("[data-month]").focus()
    begin.locator("[data-month]").select_option("05")
    _field(page, "city/name").focus()
    expect(begin.locator("[data-fault]")).to_contain_text("Give the year")
    page.reload()
    expect(begin.locator("[data-year]")).to_have_value("")
    expect(begin.locator("[data-month]")).to_have_value("05")
    begin.locator("[data-year]").fill("2026")
    assert _kept(page)[0]["facts"]["period"]["from"] == "2026-05"


def test_nobody_goes_through_a_long_list_to_add_to_it(open_shelf: Any) -> None:
    page = open_shelf(FORM)
    _begin(page, "full")
    (draft,) = _kept(page)
    draft["facts"] = {"lessons": [{"title": f"Lesson number {n}"} for n in range(7)]}
    put_draft(page, draft)
    _step(page, "Lessons")
    add, row = (
        page.locator(one).first.bounding_box() for one in ("[data-field=lessons] [data-add]", ".fill__rows > li")
    )
    assert add["y"] < row["y"]


def test_whoever_mends_what_is_listed_comes_back_to_the_list(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "Lessons", "full")
    page.locator("[data-add]").click()
    _field(page, "lessons/0/title").fill("Have the plan ready")
    page.locator("[data-close]").click()
    _step(page, "Read it over")
    page.locator(".form__faults a", has_text="Insight").click()
    expect(_field(page, "lessons/0/insight")).to_be_focused()
    page.locator("[data-close]").click()
    expect(page.locator("[data-view] h2")).to_contain_text("Read it over")


def test_fields_of_one_name_are_told_apart(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "Sources")
    page.locator("[data-add]").click()
    _field(page, "sources/0/publisher").fill("Diário do Norte")
    page.locator("[data-close]").click()
    page.locator("[data-change]").click()
    expect(page.locator('[data-path="sources/0/kind"] [data-fault]')).to_contain_text("no “Kind of source”")


def test_a_source_that_is_added_for_a_lesson_is_its_evidence(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "Lessons", "full")
    page.locator("[data-add]").click()
    _field(page, "lessons/0/title").fill("Have the plan ready")
    page.get_by_role("button", name="Add a source").click()
    _fill_source(page)
    page.locator("[data-close]").click()
    expect(page.locator("[data-heading]")).to_have_text("Lesson")
    expect(page.locator('[data-path="lessons/0/evidence"] [type=checkbox]')).to_be_checked()
    # one is where one came from, and not at the top
    expect(page.locator('[data-path="lessons/0/evidence"] [type=checkbox]')).to_be_focused()
    expect(page.locator('[data-path="lessons/0/evidence"] [type=checkbox]')).to_be_in_viewport()
    assert _kept(page)[0]["facts"]["lessons"][0]["evidence"] == ["diario-do-norte-2021"]


def test_a_message_moves_nothing_from_under_a_finger(open_shelf: Any) -> None:
    page = open_shelf(FORM, has_touch=True)
    _begin(page)
    _step(page, "The story")
    _field(page, "title").fill("Short")
    # by finger and by mouse: the message comes when the field is left, and the press still goes where it was meant
    page.locator("[data-next]").tap()
    expect(page.locator("[data-heading]")).to_have_text("Sources")
    _step(page, "The story")
    _field(page, "title").fill("Shor")
    _field(page, "title").focus()
    page.locator("[data-next]").scroll_into_view_if_needed()
    box = page.locator("[data-next]").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 8)
    page.mouse.down()
    page.wait_for_timeout(100)
    assert page.locator("[data-next]").bounding_box() == box
    page.mouse.up()
    expect(page.locator("[data-heading]")).to_have_text("Sources")
    # what one goes to stays where it was, and what is above it moves
    _step(page, "The story")
    _field(page, "title").fill("")
    _field(page, "title").fill("Sh")
    summary = _field(page, "summary")
    page.evaluate("scrollBy(0, 200)")
    there = summary.bounding_box()
    summary.tap()
    expect(page.locator('[data-path="title"] [data-fault]')).to_be_visible()
    assert abs(summary.bounding_box()["y"] - there["y"]) < 2


def test_a_choice_is_folded_again_once_it_is_made(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "Sources")
    page.locator("[data-add]").click()
    kind = page.locator('[data-path="sources/0/kind"]')
    kind.locator("summary").click()
    kind.locator("label", has_text="News").first.click()
    expect(kind.locator("details")).not_to_have_attribute("open", "")
    expect(kind.locator("summary")).to_have_text("News")
    expect(kind.locator("summary")).to_be_focused()
    # with the keys one goes from one to the next
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(kind.locator("details")).to_have_attribute("open", "")


def test_each_language_is_offered_once_by_a_name(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "Sources")
    page.locator("[data-add]").click()
    names = page.locator('[data-path="sources/0/language"] option').all_inner_texts()
    assert len(names) > 100
    assert len(set(names)) == len(names)
    assert [one for one in names if one.islower()] == []


def test_back_leads_to_the_view_before(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "Failures", "full")
    page.locator("[data-field=failures] [data-add]").click()
    _field(page, "failures/0/title").fill("The keys came late")
    page.go_back()
    expect(page.locator(".fill__rows")).to_contain_text("The keys came late")
    page.go_back()
    expect(page.locator(".form__tasks")).to_contain_text("Failures")
    page.reload()
    expect(page.locator(".form__tasks")).to_contain_text("1 entry")


def test_a_case_of_the_site_is_opened_to_propose_a_change(open_shelf: Any, shelf_book: Any) -> None:
    case = next(one for one in shelf_book.cases if one.lessons)
    page = open_shelf(f"{FORM}#case={case.id}")
    expect(page.locator("[data-draft-title]")).to_have_text(case.title)
    _step(page, "The story")
    _field(page, "title").fill("Another title for this case, which is long enough")
    page.locator("[data-to=tasks]").first.click()
    expect(page.locator("[data-stale]")).to_be_hidden()
    _step(page, "Read it over")
    text = page.locator(".form__file-text").last.input_value()
    assert text.splitlines()[1] == f"# {case.path}"
    assert all(f'id: "{one.id}"' in text for one in (*case.lessons, *case.failures, *case.entry_points))
    # whoever comes again goes on with the same draft
    page.goto(page.url.split("#")[0] + f"#case={case.id}")
    page.reload()
    expect(page.locator("[data-draft-title]")).to_have_text("Another title for this case, which is long enough")
    assert len(_kept(page)) == 1


@pytest.mark.parametrize(
    "view", ["start", "tasks", "place", "story", "sources/0", "lessons/0", "failures/0", "became", "read"]
)
def test_every_view_can_be_used_by_everybody(open_shelf: Any, view: str) -> None:
    page = open_shelf(FORM)
    _begin(page, "full")
    if view == "start":
        page.locator("[data-to=start]").click()
    elif view != "tasks":
        kind = view.split("/", maxsplit=1)[0]
        step = {"place": "The place", "story": "The story", "became": "What became", "read": "Read it over"}.get(
            kind, kind.capitalize()
        )
        _step(page, step)
        if "/" in view:
            page.locator(f"[data-field={kind}] [data-add]").click()
    assert_none(see_everywhere(page))


def test_the_form_is_filled_in_by_keyboard(open_shelf: Any) -> None:
    page = open_shelf(FORM, viewport=DESK)
    tab_to(page, "[data-begin=stub]", most=60)
    page.keyboard.press("Enter")
    expect(page.locator("[data-draft-title]")).to_be_focused()
    tab_to(page, ".form__tasks button")
    page.keyboard.press("Enter")
    expect(page.locator("[data-heading]")).to_be_focused()
    tab_to(page, '[data-path="city/name"] input')
    page.keyboard.type("Teresina")
    (draft,) = _kept(page)
    assert draft["facts"]["city"]["name"] == "Teresina"


def test_without_a_script_the_page_leads_on(open_shelf: Any) -> None:
    page = open_shelf(FORM, java_script_enabled=False)
    expect(page.locator("main .visible-without-script a")).to_have_count(2)
    expect(page.locator("[data-form]")).to_be_hidden()


# ---- no work is lost ----


def test_what_is_typed_survives_a_reload_and_a_hidden_page(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "The story")
    page.locator("#form-story").fill("A first sentence.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.locator("#form-story").fill("A first sentence. A second.")
    # at once, not after the pause
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    kept = page.evaluate("Object.values(localStorage).join()")
    assert "A second." in kept
    page.reload()
    expect(page.locator("#form-story")).to_have_value("A first sentence. A second.")


def test_drafts_are_listed_renamed_and_deleted_with_a_way_back(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "The story")
    _field(page, "title").fill("The school kitchen that the city lent")
    page.locator("[data-to=tasks]").first.click()
    page.locator("[data-to=start]").click()
    row = page.locator("[data-drafts] li")
    expect(row.locator("[data-title]")).to_have_text("The school kitchen that the city lent")
    expect(row).to_contain_text("not sent · last copy as a file: never")
    row.locator("[data-rename]").click()
    row.locator("input").fill("For Ana")
    page.keyboard.press("Enter")
    expect(row.locator("[data-title]")).to_have_text("For Ana")
    with page.expect_download():
        row.locator("[data-file]").click()
    expect(row).not_to_contain_text("never")
    row.locator("[data-delete]").click()
    expect(row).to_have_count(0)
    assert _kept(page) == []
    page.get_by_role("button", name="Undo").click()
    expect(row.locator("[data-title]")).to_have_text("For Ana")
    row.locator("[data-open]").click()
    expect(page.locator("[data-draft-title]")).to_have_text("The school kitchen that the city lent")


def test_a_second_tab_reads_until_it_takes_over(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "The story")
    page.locator("#form-story").fill("From the first tab.")
    _kept(page)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("[data-saved]")).to_contain_text("another tab")
    assert other.locator("[data-view]").evaluate("(one) => one.inert")
    page.locator("#form-story").fill("From the first tab, and more.")
    _kept(page)
    other.get_by_role("button", name="Work on it here").click()
    expect(other.locator("#form-story")).to_have_value("From the first tab, and more.")
    expect(page.locator("[data-saved]")).to_contain_text("another tab")
    assert page.locator("[data-view]").evaluate("(one) => one.inert")
    other.locator("#form-story").fill("From the second tab.")
    assert [one["story"] for one in _kept(other)] == ["From the second tab."]


def test_a_field_or_term_that_is_gone_is_put_aside_and_goes_out_with_the_file(open_shelf: Any) -> None:
    page = open_shelf(FORM)
    _begin(page, "full")
    (draft,) = _kept(page)
    draft |= {"schema": "another", "facts": {
        "title": "The school kitchen", "mood": "hopeful", "crisis": ["pandemic", "boredom"],
        "lessons": [{"title": "Have the plan ready", "colour": "green"}]}}  # fmt: skip
    put_draft(page, draft)
    aside = page.locator("[data-left] li")
    expect(aside).to_have_text(['mood: "hopeful"', 'crisis.1: "boredom"', 'lessons.0.colour: "green"'])
    _step(page, "Read it over")
    text = page.locator(".form__file-text").last.input_value()
    assert '\n# mood: "hopeful"\n# crisis.1: "boredom"\n# lessons.0.colour: "green"\n---\n' in text
    assert 'crisis:\n  - "pandemic"\n' in text and "Have the plan ready" in text
    # opened again from its file, it says the same
    page.goto(page.url.split("#")[0])
    page.reload()
    page.locator("[type=file]").first.set_input_files(
        {"name": "the-school-kitchen.md", "mimeType": "text/markdown", "buffer": text.encode()}
    )
    expect(aside).to_have_text(['mood: "hopeful"', 'crisis.1: "boredom"', 'lessons.0.colour: "green"'])
    _step(page, "Read it over")
    assert page.locator(".form__file-text").last.input_value() == text


def test_a_full_store_is_said_and_nothing_is_lost_meanwhile(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "The story")
    page.evaluate(
        """() => { let size = 2 ** 22
          while (size > 1) { try { localStorage.setItem(`filler-${size}`, "x".repeat(size)); size /= 2 } catch { size /= 2 } }
          try { for (let n = 0; ; n++) localStorage.setItem(`last-${n}`, "x") } catch {} }"""
    )
    page.locator("#form-story").fill("A story that finds no room in this browser any more. " * 40)
    expect(page.locator("[data-saved]")).to_contain_text("no room left")
    expect(page.locator("[data-saved]")).to_have_attribute("data-bad", "")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save a copy as a file").click()
    assert "finds no room" in Path(saved.value.path()).read_text(encoding="utf-8")
    # as soon as there is room, the next word brings all of it in
    page.evaluate(
        "for (const key of Object.keys(localStorage)) if (/^(filler|last)/.test(key)) localStorage.removeItem(key)"
    )
    page.locator("#form-story").press_sequentially(" More.")
    assert "finds no room" in _kept(page)[0]["story"]
    expect(page.locator("[data-saved]")).to_contain_text("Saved")


def test_an_error_in_a_script_shows_what_is_kept(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "The story")
    page.locator("#form-story").fill("An hour of work.")
    _kept(page)
    page.evaluate(
        """() => dispatchEvent(new ErrorEvent("error", { message: "x", filename: `${location.origin}/assets/form/form.js` }))"""
    )
    rescue = page.locator("[data-rescue]")
    expect(rescue).to_be_visible()
    assert "An hour of work." in rescue.locator("textarea").input_value()
    with page.expect_download() as saved:
        rescue.locator("a").click()
    assert "An hour of work." in Path(saved.value.path()).read_text(encoding="utf-8")
    # what stands on the page stays there
    expect(page.locator("#form-story")).to_have_value("An hour of work.")


def test_a_script_that_does_not_come_shows_what_is_kept(open_shelf: Any) -> None:
    page = open_shelf(FORM)
    _begin(page)
    _kept(page)
    page.route("**/assets/form/controls.js", lambda route: route.abort())
    page.reload()
    expect(page.locator("[data-rescue]")).to_be_visible()
    open_shelf.forgive("controls.js", "Failed to load")


def test_a_broken_draft_harms_no_other_and_is_shown(open_shelf: Any) -> None:
    page = open_shelf(FORM)
    _begin(page)
    _kept(page)
    page.evaluate("localStorage.setItem('casebook-draft-odd', '{half of a draft')")
    page.goto(page.url.split("#")[0])
    page.reload()
    expect(page.locator("[data-drafts] li")).to_have_count(2)
    odd = page.locator("[data-drafts] li", has_text="cannot be read")
    with page.expect_download() as saved:
        odd.locator("[data-file]").click()
    assert Path(saved.value.path()).read_text(encoding="utf-8") == "{half of a draft"


def test_a_case_that_has_changed_since_stands_beside_the_draft(open_shelf: Any, shelf_book: Any) -> None:
    case = shelf_book.cases[0]
    page = open_shelf(f"{FORM}#case={case.id}")
    expect(page.locator("[data-draft-title]")).to_have_text(case.title)
    (draft,) = _kept(page)
    draft["from"]["revision"] = "another"
    draft["facts"]["title"] = "My own title for this case"
    put_draft(page, draft)
    stale = page.locator("[data-stale]")
    expect(stale).to_be_visible()
    assert case.title in stale.locator("textarea").input_value()
    expect(page.locator("[data-draft-title]")).to_have_text("My own title for this case")
    stale.get_by_role("button").click()
    expect(page.locator("[data-draft-title]")).to_have_text(case.title)
    assert len(_kept(page)) == 2


def test_where_a_browser_forgets_a_copy_is_asked_for_once(open_shelf: Any) -> None:
    page = open_shelf(FORM, user_agent=AGENT_OF_APPLE)
    _begin(page)
    _step(page, "The story")
    page.locator("#form-story").fill("One minute.")
    expect(page.locator("[data-saved]")).to_have_text("Saved in this browser.")
    (draft,) = _kept(page)
    draft["started"] = "2020-01-01T00:00:00.000Z"
    put_draft(page, draft)
    page.locator("#form-story").fill("Eleven minutes.")
    expect(page.locator("[data-saved]")).to_contain_text("seven days")
    with page.expect_download():
        page.locator("[data-saved] button").click()
    page.locator("#form-story").fill("Twelve minutes.")
    expect(page.locator("[data-saved]")).to_have_text("Saved in this browser.")


def test_axe_finds_nothing_in_an_open_term_list(open_shelf: Any) -> None:
    page = _open_step(open_shelf, "The place", "full")
    for fold in page.locator("details > summary").all():
        if fold.is_visible():
            fold.click()
    assert_none(ask_axe(page))


# ---- what was said in an interview, and changes to what is published ----


def _give_answers(page: Page, **more: Any) -> None:
    """A draft that comes from an interview, as the sheet makes it."""
    _begin(page, "full")
    (draft,) = _kept(page)
    draft["answers"] = {
        "what-happened": {"asks": "What happened?", "field": "story", "text": "We cooked.", "state": ""},
        "what-broke": {
            "asks": "What broke?",
            "field": "failures",
            "text": "The chair left.",
            "state": "not-to-publish",
        },
        **more,
    }
    put_draft(page, draft)
    expect(page.locator(".form__tasks")).to_contain_text("1 answer")


def test_a_copy_holds_what_was_said_and_the_form_goes_on_from_it(open_shelf: Any, tmp_path: Path) -> None:
    page = open_shelf(FORM)
    _give_answers(page)
    with page.expect_download() as saved:
        page.locator("[data-keep-file]").click()
    assert saved.value.suggested_filename.endswith(".txt")
    copy = tmp_path / "copy.txt"
    saved.value.save_as(copy)
    assert "The chair left." in copy.read_text(encoding="utf-8")
    other = open_shelf(FORM)
    other.locator("[type=file]").set_input_files(copy)
    expect(other.locator(".form__tasks")).to_contain_text("1 answer")
    _step(other, "Failures")
    expect(other.locator(".form__answers")).to_contain_text("The chair left. (asked not to publish)")


def test_on_a_slow_line_a_copy_and_a_reading_over_wait_for_what_was_said(open_shelf: Any, tmp_path: Path) -> None:
    page = open_shelf(FORM)
    _give_answers(page, consent={"asks": "Read this aloud", "field": "", "state": "no"})
    held: list[Any] = []
    page.route("**/assets/form/answers.js", lambda route: held.append(route))
    page.reload()
    page.locator(".form__tasks button", has_text="Read it over").click()
    page.wait_for_timeout(400)
    # nothing can go out before it is known what may
    expect(page.locator(".form__ways")).to_have_count(0)
    with page.expect_download() as saved:
        page.locator("[data-keep-file]").click()
        page.wait_for_timeout(300)
        held[0].continue_()
    copy = tmp_path / "copy.txt"
    saved.value.save_as(copy)
    assert "The chair left." in copy.read_text(encoding="utf-8")


def test_what_was_asked_not_to_publish_is_named_before_it_goes_out(open_shelf: Any) -> None:
    page = open_shelf(FORM)
    _give_answers(page)
    _step(page, "The story")
    page.get_by_role("button", name="Put it into the story").click()
    expect(page.locator("#form-story")).to_have_value("We cooked.")
    _step(page, "Read it over")
    expect(page.locator(".form__faults li").first).to_contain_text("What broke?")
    expect(page.locator(".form__ways")).to_be_visible()
    assert "The chair left" not in page.locator(".form__file-text").last.input_value()


def test_without_consent_nothing_can_be_sent(open_shelf: Any) -> None:
    page = open_shelf(FORM)
    _give_answers(page, consent={"asks": "Read this aloud", "field": "", "state": "no"})
    _step(page, "Read it over")
    expect(page.locator(".form__faults li").first).to_contain_text("no consent")
    expect(page.locator(".form__ways")).to_be_hidden()


def test_a_case_is_found_by_words_of_its_title_and_says_what_is_changed(open_shelf: Any, shelf_book: Any) -> None:
    case = next(one for one in shelf_book.cases if one.lessons and "*" not in one.title)
    page = open_shelf(FORM)
    page.locator("#form-case").fill(case.title[:-3].upper())
    page.keyboard.press("Enter")
    expect(page.locator("[data-draft-title]")).to_have_text(case.title)
    _step(page, "Read it over")
    expect(page.locator("[data-changes] li")).to_have_text("nothing")
    expect(page.locator("[data-why]")).to_be_hidden()
    _step(page, "The story")
    _field(page, "title").fill("Another title for this case, which is long enough")
    _step(page, "Read it over")
    expect(page.locator("[data-changes] li")).to_have_text("Title")
    # what was changed, and why, has its place there
    expect(page.locator("[data-why]")).to_be_visible()
    expect(page.locator('[data-field="history"]')).to_be_visible()
    # of a list it says which entries
    _step(page, "Lessons")
    page.locator("[data-remove]").first.click()
    page.locator("[data-add]").click()
    _field(page, f"lessons/{len(case.lessons) - 1}/title").fill("Have the plan ready")
    page.locator("[data-close]").click()
    _step(page, "Read it over")
    lessons = page.locator("[data-changes] li", has_text="Lessons")
    expect(lessons).to_contain_text("Lessons: Have the plan ready; ")
    expect(lessons).to_contain_text("Removed:")
    another = open_shelf(FORM)
    _begin(another, "full")
    _step(another, "Read it over")
    expect(another.locator('[data-field="history"]')).to_be_hidden()


def test_of_many_sources_the_other_ones_wait_behind_a_line(open_shelf: Any) -> None:
    page = open_shelf(FORM)
    _begin(page, "full")
    (draft,) = _kept(page)
    draft["facts"] = {
        "sources": [{"id": f"paper-{n}", "title": f"Paper {n}"} for n in range(10)],
        "lessons": [{"id": "a-lesson", "title": "Have the plan ready", "evidence": ["paper-7#p.2", "paper-7#p.9"]}],
        "follow_ups": [{"when": "2021", "what": "It grew."}, {"when": "unknown", "what": "Somebody left."}],
    }
    put_draft(page, draft)
    _step(page, "Lessons")
    page.locator("[data-change]").click()
    sources = page.locator('[data-path="lessons/0/evidence"] .fill__source')
    # those that are named, and the last ones: what was added just now is what one is at
    near = page.locator('[data-path="lessons/0/evidence"] .fill__source:visible')
    expect(near).to_have_text(["Paper 7", "Paper 8", "Paper 9"])
    expect(near.first.locator("[type=text]")).to_have_value("p.2; p.9")
    page.get_by_text("The other sources").click()
    sources.filter(has_text="Paper 3").locator("[type=checkbox]").check()
    assert _kept(page)[0]["facts"]["lessons"][0]["evidence"] == ["paper-7#p.2", "paper-7#p.9", "paper-3"]
    page.locator("[data-close]").click()
    _step(page, "Read it over")
    # the latest event that has a date
    expect(page.locator("[data-slot=became]")).to_contain_text("It grew.")
