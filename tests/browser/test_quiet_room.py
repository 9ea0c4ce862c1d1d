"""The quiet failure room: what a team writes stays on the device, comes back, goes on paper and into a file, and is forgotten."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from browsing import DESK, PHONE, assert_none, lay_on_paper, see_everywhere
from playwright.sync_api import Page, expect

from casebook.book import Book

ROOM = "workshop/failures/"
CANARY = "quietcanary"
OURS = {
    "title": f"The list went to two offices {CANARY}",
    "what_happened": f"Each was told that it alone had it {CANARY}.",
    "cause": "mistrust",
    "certainty": "likely",
    "cost": f"Three weeks without orders {CANARY}.",
    "what_changed": f"The network hands it out itself {CANARY}.",
    "warning_sign": f"Both asked in the same week {CANARY}.",
}


def _write(page: Page, failure: dict[str, str] | None = None) -> None:
    page.get_by_role("button", name="Write down a failure").click()
    entry = page.locator(".own").last
    for name, text in (failure or OURS).items():
        field = entry.locator(f"[data-field={name}]")
        if field.evaluate("one => one.localName") == "select":
            field.select_option(text)
        else:
            field.fill(text)


def _kept(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('casebook-failures')") or "null")


def _hold_print(page: Page) -> None:
    """What the button prints is looked at as it would be printed, without a printer."""
    page.evaluate("() => { window.print = () => {} }")


def test_nothing_leaves_the_device(open_shelf: Any, shelf_site: Path, serve_folder: Any, tmp_path: Path) -> None:
    heard: list[str] = []
    with serve_folder(shelf_site, heard) as base:
        page = open_shelf(ROOM, DESK, base=base, accept_downloads=True)
        page.wait_for_load_state("networkidle")
        before = len(heard)
        _write(page)
        expect(page.locator("[data-stored]")).to_contain_text("1 failure")
        _hold_print(page)
        page.get_by_role("button", name="Print as cards").click()
        assert page.pdf(format="A4")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.get_by_role("button", name="Print blank cards").click()
        assert page.pdf(format="A4")
        for name in ("Save as a file", "Save as a text"):
            with page.expect_download() as saved:
                page.get_by_role("button", name=name).click()
            saved.value.save_as(tmp_path / saved.value.suggested_filename)
        page.locator("[data-file]").set_input_files(tmp_path / "our-failures.json")
        expect(page.locator("[data-told]")).to_have_text("All that is in this file is here already: 1 failure.")
        page.get_by_role("button", name="Forget all …").click()
        page.get_by_role("button", name="Delete now").click()
        page.wait_for_load_state("networkidle")
        # typing, printing, saving, reading and forgetting ask for nothing at all
        # (the browser by itself looks for the picture of a tab)
        assert not [one for one in heard[before:] if "favicon" not in one]
        # and neither the address nor what is loaded later knows a word of it
        _write(page)
        page.get_by_role("button", name="Show the cards").click()
        expect(page.locator("[data-warm-up-say]")).to_have_text(re.compile(r"^\d+ cards?$"))
        page.reload()
        page.get_by_role("link", name="the form", exact=True).click()
        page.wait_for_load_state("networkidle")
        assert len(heard) > before
        assert not [one for one in heard if CANARY in one]
        assert CANARY not in page.url


def test_what_is_written_is_there_again_until_it_is_forgotten(open_shelf: Any) -> None:
    page = open_shelf(ROOM, PHONE)
    expect(page.locator("[data-stored]")).to_have_text("Nothing is stored.")
    expect(page.get_by_role("button", name="Forget all …")).to_be_hidden()
    _write(page)
    _write(page, {"what_happened": "Nobody had the key."})
    letters = sum(map(len, OURS.values())) + len("Nobody had the key.")
    expect(page.locator("[data-stored]")).to_contain_text(f"nowhere else: 2 failures, {letters} letters.")
    assert _kept(page) == {"version": 1, "failures": [OURS, {"what_happened": "Nobody had the key."}]}
    assert page.evaluate("Object.keys(localStorage).filter((key) => key !== 'casebook-failures')") == []
    page.reload()
    expect(page.locator(".own")).to_have_count(2)
    expect(page.locator(".own summary").first).to_have_text(OURS["title"])
    expect(page.locator(".own summary").last).to_have_text("Not named yet")
    # one is taken out alone
    page.locator(".own").last.get_by_role("button", name="Remove this failure").click()
    expect(page.locator("[data-stored]")).to_contain_text("1 failure,")
    # and all at once, after one question
    page.get_by_role("button", name="Forget all …").click()
    question = page.get_by_role("group", name="Nothing is deleted yet.")
    expect(question).to_contain_text("This will delete 1 failure from this browser. It cannot be undone.")
    expect(page.get_by_role("button", name="Forget all …")).to_be_hidden()
    expect(page.get_by_role("button", name="Keep", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(question).to_be_hidden()
    assert _kept(page)["failures"] == [OURS]
    page.get_by_role("button", name="Forget all …").click()
    page.get_by_role("button", name="Delete now").click()
    expect(page.locator(".own")).to_have_count(0)
    expect(page.locator("[data-stored]")).to_have_text("Nothing is stored.")
    expect(page.locator("[data-told]")).to_have_text(
        "Done: 1 failure deleted from this browser. A file that was saved before stays where it was saved, and so does what was printed."
    )
    expect(question).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage)") == []
    page.reload()
    expect(page.locator(".own")).to_have_count(0)


def test_a_choice_is_explained_by_the_vocabulary(open_shelf: Any, shelf_book: Book) -> None:
    page = open_shelf(ROOM, DESK)
    _write(page)
    entry = page.locator(".own")
    expect(entry).to_contain_text(shelf_book.term("causes", "mistrust").definition)
    entry.locator("[data-field=cause]").select_option("red-tape")
    expect(entry).to_contain_text(shelf_book.term("causes", "red-tape").definition)
    # and where the vocabulary speaks of the sources of a case, by words for a team that asks itself
    entry.locator("[data-field=certainty]").select_option("contested")
    expect(entry).to_contain_text("We differ on the cause")


def test_own_cards_say_all_of_it_and_that_they_are_not_published(open_shelf: Any, shelf_book: Book) -> None:
    page = open_shelf(ROOM, DESK)
    _write(page)
    _hold_print(page)
    for size in (4, 8):
        page.get_by_label(f"{size} to a sheet").check()
        page.get_by_role("button", name="Print as cards").click()
        lay_on_paper(page)
        card = page.locator(".card-sheets--printed .paper-card")
        expect(card).to_have_count(1)
        expect(card).to_contain_text("ours, not published")
        expect(card.locator(".blank__name")).to_have_text("Place, time, and who says so: a role, not a name")
        line, edge = (card.locator(one).bounding_box() for one in (".blank__lines i", ".paper-card__kind"))
        assert line["y"] > edge["y"] and line["width"] > 250
        cause = shelf_book.term("causes", "mistrust").label
        for text in (
            f"Cause: {cause}, likely",
            *(text for name, text in OURS.items() if name not in ("cause", "certainty")),
        ):
            expect(card).to_contain_text(text)
        expect(page.locator("#session")).to_be_hidden()
        page.emulate_media(media="screen")
        page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_whoever_prints_the_page_gets_what_was_written_and_then_the_session(open_shelf: Any) -> None:
    page = open_shelf(ROOM, DESK)
    lay_on_paper(page)
    expect(page.locator("#session")).to_be_visible()
    expect(page.locator(".paper-card--blank").first).to_be_visible()
    expect(page.locator(".card-sheets--printed")).to_have_count(0)
    page.emulate_media(media="screen")
    _write(page)
    lay_on_paper(page)
    cards = page.locator(".card-sheets--printed")
    expect(cards.locator(".paper-card")).to_have_count(1)
    expect(cards).to_contain_text(OURS["what_happened"])
    expect(page.locator("#session")).to_be_visible()
    expect(page.locator(".own")).to_be_hidden()
    assert cards.bounding_box()["y"] < page.locator("#session").bounding_box()["y"]
    # blank ones are for those who have written none
    expect(page.locator(".paper-card--blank").first).to_be_hidden()


def test_a_file_is_read_back_and_a_strange_one_is_refused(open_shelf: Any, tmp_path: Path) -> None:
    page = open_shelf(ROOM, DESK, accept_downloads=True)
    _write(page)
    files = {}
    for name in ("Save as a file", "Save as a text"):
        with page.expect_download() as saved:
            page.get_by_role("button", name=name).click()
        files[name] = tmp_path / saved.value.suggested_filename
        saved.value.save_as(files[name])
    text = files["Save as a text"].read_text(encoding="utf-8")
    assert f"What happened: {OURS['what_happened']}" in text and "Cause: Mistrust" in text
    page.get_by_role("button", name="Forget all …").click()
    page.get_by_role("button", name="Delete now").click()
    page.locator("[data-file]").set_input_files(files["Save as a file"])
    expect(page.locator("[data-told]")).to_have_text("1 failure read back.")
    assert _kept(page)["failures"] == [OURS]
    # what is here already is said to be here, in whatever order it was typed
    page.locator(".own summary").click()
    page.locator("[data-field=title]").fill("Another name")
    expect(page.locator("[data-told]")).to_be_empty()
    page.locator("[data-field=title]").fill(OURS["title"])
    page.locator("[data-file]").set_input_files(files["Save as a file"])
    expect(page.locator("[data-told]")).to_have_text("All that is in this file is here already: 1 failure.")
    both = {"version": 1, "failures": [dict(reversed(OURS.items())), {"title": "A second one"}]}
    (tmp_path / "both.json").write_text(json.dumps(both), encoding="utf-8")
    page.locator("[data-file]").set_input_files(tmp_path / "both.json")
    expect(page.locator("[data-told]")).to_have_text("1 failure read back. Here already: 1 failure.")
    page.locator(".own summary").last.click()
    page.locator(".own").last.get_by_role("button", name="Remove this failure").click()
    for strange in ("no json", "[]", '{"failures": [{"title": 7}]}', "{}"):
        (tmp_path / "strange.json").write_text(strange, encoding="utf-8")
        page.locator("[data-file]").set_input_files(tmp_path / "strange.json")
        expect(page.locator("[data-told]")).to_have_text("This is no file that was saved here.")
        assert _kept(page)["failures"] == [OURS]
        # and it is no longer said beside what is done next
        page.get_by_role("button", name="Forget all …").click()
        expect(page.locator("[data-told]")).to_be_empty()
        page.get_by_role("button", name="Keep", exact=True).click()


def test_it_is_not_said_to_be_deleted_where_it_is_not(open_shelf: Any) -> None:
    page = open_shelf(ROOM, DESK)
    _write(page)
    page.evaluate("() => { Storage.prototype.removeItem = () => { throw new DOMException('', 'SecurityError') } }")
    page.get_by_role("button", name="Forget all …").click()
    page.get_by_role("button", name="Delete now").click()
    expect(page.locator("[data-told]")).to_contain_text("This browser deletes nothing.")
    expect(page.locator(".own")).to_have_count(1)


def test_it_is_said_where_the_browser_keeps_nothing(open_shelf: Any) -> None:
    page = open_shelf(ROOM, DESK)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }")
    _write(page)
    expect(page.locator("[data-stored]")).to_have_text(
        "This browser keeps nothing. Print it or save it as a file before you leave."
    )


def test_cards_of_others_have_the_cause_that_was_chosen(open_shelf: Any, shelf_book: Book) -> None:
    page = open_shelf(ROOM, DESK)
    cause = shelf_book.cases[0].failures[0].cause
    page.locator("[name=warm-up]").select_option(cause)
    page.get_by_role("button", name="Show the cards").click()
    number = min(8, sum(one.cause == cause for case in shelf_book.cases for one in case.failures))
    expect(page.locator(".deck .paper-card")).to_have_count(number)
    for card in page.locator(".deck .paper-card").all():
        expect(card).to_contain_text(f"Cause: {shelf_book.term('causes', cause).label}")
        expect(card).not_to_contain_text("not published")


def test_nothing_goes_into_the_form_unless_it_is_asked_for(open_shelf: Any) -> None:
    page = open_shelf(ROOM, DESK)
    _write(page)
    begin = page.get_by_role("button", name="Begin a draft with it")
    expect(begin).to_be_hidden()
    page.get_by_role("link", name="the form", exact=True).click()
    expect(page.locator("main h1")).to_have_text("Tell a case")
    assert page.evaluate("Object.keys(localStorage)") == ["casebook-failures"]
    page.go_back()
    page.get_by_label("We want to take what we wrote along").check()
    begin.click()
    expect(page).to_have_url(re.compile(r"/contribute/form/#.*draft="))
    drafts = page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('casebook-draft-')).map((key) => JSON.parse(localStorage[key]))"
    )
    assert [draft["facts"]["failures"] for draft in drafts] == [[OURS]]


def test_without_a_script_there_are_the_plan_the_causes_and_blank_cards(open_shelf: Any) -> None:
    page = open_shelf(ROOM, DESK, java_script_enabled=False)
    for heading in ("The session", "The causes: one language for all", "Blank cards"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_role("heading", name="Our own failures")).to_be_hidden()
    # nobody is promised a form that is not there
    for word in ("What you write here", "form below"):
        expect(page.locator("main")).to_contain_text(word)
        expect(page.get_by_text(word).first).to_be_hidden()
    expect(page.locator(".paper-card--blank")).to_have_count(4)
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
    assert pages <= 4


def test_the_room_is_sound_on_a_phone_and_at_a_desk(open_shelf: Any) -> None:
    page = open_shelf(ROOM, PHONE)
    _write(page)
    page.get_by_role("button", name="Forget all …").click()
    assert_none(see_everywhere(page))
