"""Take it along: a case and each of its things saved, linked, shared and cited, and the list of what was saved."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from typing import Any

import pytest
from browsing import DESK, PHONE, assert_none, lay_on_paper, see, see_everywhere, see_on_paper
from playwright.sync_api import Locator, Page, expect

from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Renderer, Site
from casebook.usage import find_version

CASE = "durban-soup-tent"
ITEM = "share-the-list-before-the"
TITLE = "Share the list before the money"
OTHER = "lima-hill-kitchens#let-those-who-wait-say"
SHARE = "Object.defineProperty(navigator, 'share', { configurable: true, value: async (it) => { window.given = it } })"
NO_SHARE = "Object.defineProperty(navigator, 'share', { configurable: true, value: undefined })"
FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


def _open(open_shelf: Any, address: str, script: str = "", **options: Any) -> Page:
    """Open an address, with a script that changes what the browser can do."""
    page = open_shelf("404.html" if script else address, **options)
    if script:
        page.add_init_script(script)
        page.goto(page.url.removesuffix("404.html") + address)
    return page


def _ways(page: Page, id: str = ITEM) -> Locator:
    return page.locator(f"#{id} .item__ways")


def _press(page: Page, way: str, id: str = ITEM) -> None:
    _ways(page, id).locator(f"[data-keep={way}]").click()


def _saved(page: Page) -> list[str]:
    return json.loads(page.evaluate("localStorage.getItem('casebook-list')") or "[]")


def _keep(page: Page, *names: str) -> None:
    page.evaluate("(names) => localStorage.setItem('casebook-list', JSON.stringify(names))", list(names))


def _titles(page: Page) -> list[str]:
    return page.locator("[data-entries] > li :is(h3, .my-list__gone a)").all_inner_texts()


def _settled(page: Page, number: int) -> Page:
    """The list with so many entries, each of which has come."""
    expect(page.locator("[data-entries] > li")).to_have_count(number)
    expect(page.locator(".my-list__coming")).to_have_count(0)
    return page


def _beside(page: Page, selector: str) -> None:
    """What the list says stands beside what was pressed, and in sight; there is one place that tells."""
    said = page.locator("[data-say]")
    expect(said).to_have_count(1)
    expect(said).to_be_in_viewport(ratio=1)
    pressed, told = page.locator(selector).first.bounding_box(), said.bounding_box()
    assert pressed and told and abs(told["y"] - pressed["y"]) < 150, (pressed, told)


# ---- on a case ----


def test_an_item_begins_with_one_quiet_line_and_can_be_saved(open_shelf: Any) -> None:
    page = _open(open_shelf, f"cases/{CASE}/#{ITEM}", SHARE)
    for width in (PHONE["width"], 360):
        page.set_viewport_size({"width": width, "height": 800})
        expect(_ways(page)).to_be_visible()
        boxes = [one.bounding_box() for one in _ways(page).locator(":scope > :visible").all()]
        assert len(boxes) == 4 and len({round(one["y"]) for one in boxes}) == 1, boxes
        assert all(one["height"] >= 44 for one in boxes)
    # right under the title, before the text: a text may be long
    row = page.locator(f"details:has(> #{ITEM})")
    title, text = (
        row.locator("> summary").bounding_box(),
        row.locator(".row__body > p:not(.item__ways)").first.bounding_box(),
    )
    assert title["y"] + title["height"] <= boxes[0]["y"] < text["y"]
    assert boxes[0]["y"] - title["y"] - title["height"] < 20
    page.set_viewport_size(PHONE)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url.rpartition("/")[2]))
    _press(page, "save")
    expect(row).to_have_attribute("open", "")
    button = _ways(page).locator("[data-keep=save]")
    expect(button).to_have_text("Saved")
    expect(button).to_have_attribute("aria-pressed", "true")
    said = page.locator(f"#{ITEM} .keep-said")
    expect(said).to_have_text("Saved. My list (1)")
    assert _saved(page) == [f"{CASE}#{ITEM}"]
    assert set(asked) == {"keep.js", "saved.js", "saved-marks.js", "site.js"}
    page.locator(".case__keep [data-keep=save]").click()
    expect(page.locator(".case__keep + .keep-said")).to_have_text("Saved. My list (2)")
    assert _saved(page) == [f"{CASE}#{ITEM}", CASE]
    assert_none(see(page, "wide", "cut", "overlapping", "small", "faint"))
    # it is there again, and off again
    page.reload()
    expect(button).to_have_text("Saved")
    expect(page.locator(".site-footer li", has_text="My list")).to_have_text("My list 2")
    _press(page, "save")
    expect(button).to_have_text("Save")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert _saved(page) == [CASE]
    said.get_by_role("link", name="My list").click()
    _settled(page, 1)
    assert _titles(page) == ["The soup tent that stayed after the rain"]


def test_who_has_saved_nothing_pays_for_nothing(open_shelf: Any) -> None:
    asked: list[str] = []
    page = open_shelf("404.html")
    page.on("request", lambda one: asked.append(one.url))
    page.goto(page.url.replace("404.html", f"cases/{CASE}/"), wait_until="networkidle")
    assert 1 < len(asked) <= 6 and not [one for one in asked if re.search(r"keep|saved|cit", one)]


def test_its_link_is_copied_or_selected_for_the_readers_hand(open_shelf: Any) -> None:
    page = open_shelf(f"cases/{CASE}/#{ITEM}", permissions=["clipboard-read", "clipboard-write"])
    _press(page, "link")
    said = page.locator(f"#{ITEM} .keep-said")
    expect(said).to_have_text("The link is copied.")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.endswith(f"/cases/{CASE}/#{ITEM}")
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false")
    _press(page, "link")
    expect(said).to_contain_text("The link is selected")
    assert page.evaluate("document.activeElement.value") == address
    assert page.evaluate("getSelection().toString()") == address
    assert_none(see(page, "wide", "cut", "overlapping", "faint"))
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text }")
    page.locator(".case__keep [data-keep=link]").click()
    expect(page.locator(".case__keep + .keep-said")).to_have_text("The link is copied.")
    assert page.evaluate("window.copied") == address.partition("#")[0]


def test_it_is_shared_where_the_device_shares(open_shelf: Any) -> None:
    page = _open(open_shelf, f"cases/{CASE}/#{ITEM}", SHARE)
    _press(page, "share")
    given = None
    while not given:  # the page's policy forbids what waits for an expression
        page.wait_for_timeout(50)
        given = page.evaluate("window.given")
    assert given["title"] == TITLE and given["url"] == page.url
    assert given["text"] == f"{TITLE}. Works when: The neighbours know the families"
    page.evaluate("navigator.share = null; window.given = null")
    page = _open(open_shelf, f"cases/{CASE}/#{ITEM}", NO_SHARE)
    expect(_ways(page).locator("[data-keep=link]")).to_be_visible()
    expect(page.locator("[data-keep=share]:visible")).to_have_count(0)


def test_a_script_cites_as_the_page_does(
    open_shelf: Any, shelf_url: str, shelf_book: Book, project_schemas: Schemas
) -> None:
    renderer = Renderer(shelf_book, project_schemas, Site(url=shelf_url, version=find_version()))
    page = open_shelf(f"cases/{CASE}/#{ITEM}", permissions=["clipboard-read", "clipboard-write"])

    def write(form: str) -> str:
        made = str(renderer.macro("cite.html", form)(renderer.cite_as(form, shelf_book.by_id[CASE])))
        return html.unescape(re.sub(r"</?span\b[^>]*>", "", made)).strip()

    box = page.locator(".cite-here")
    area = box.locator("textarea")
    page.locator(".case__keep [data-keep=cite]").click()
    expect(box).to_be_visible()
    for form, label in (("plain", "Text"), ("bibtex", "BibTeX, for LaTeX"), ("csl", "CSL-JSON, for Zotero")):
        box.get_by_label(label).check()
        # the day of reading is the reader's own: only a script can know it
        day = page.evaluate("import('../../assets/reading.js').then((it) => it.sayToday())")
        read = f", read {day} (CC" if form == "plain" else " (CC"
        expect(area).to_have_value(write(form).replace(" (CC", read))
    expect(box).to_contain_text("below the text that counts them, such as “4 sources”")
    expect(box).not_to_contain_text("Evidence")
    box.get_by_role("button", name="Copy").click()
    expect(box.get_by_role("status")).to_have_text("It is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == write("csl")
    assert_none(see_everywhere(page, ".cite-here"))
    page.set_viewport_size(PHONE)
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    assert page.evaluate("document.activeElement.matches('.case__keep [data-keep=cite]')")

    # an item, in the form that was chosen last, and as a file
    _press(page, "cite")
    expect(area).to_have_value(re.compile(rf'"title": "{TITLE}"'))
    (cited,) = json.loads(area.input_value())
    assert cited["id"] == f"{CASE}#{ITEM}" and cited["URL"] == f"{shelf_url}cases/{CASE}/#{ITEM}"
    assert cited["genre"] == "lesson in “The soup tent that stayed after the rain”"
    assert cited["event-place"] == "Durban, South Africa"
    box.get_by_label("BibTeX").check()
    assert area.input_value().startswith(f"@misc{{{CASE}:{ITEM},\n")
    with page.expect_download() as download:
        box.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == f"{CASE}-{ITEM}.bib"
    assert download.value.path().read_text("utf-8") == area.input_value() + "\n"
    box.get_by_role("button", name="Close").click()
    expect(box).to_have_count(0)


def test_slots_are_filled_as_the_core_fills_them(open_shelf: Any, shelf_book: Book, project_schemas: Schemas) -> None:
    """Letters that one of the forms would obey, authors, and what is not known."""
    page = open_shelf("my-list/")
    nasty = dataclasses.replace(
        shelf_book.by_id[CASE],
        title='R&D at 50 %: {a} #1 $5 ~x ^y “São Paulo” \\\\ "q" it\'s',
        contributors=("A & B", "Núñez_C", 'The "Pots"'),
        license="CC0-1.0",
    )
    for case in (nasty, dataclasses.replace(nasty, contributors=(), history=())):
        renderer = Renderer(shelf_book, project_schemas, Site(url="https://c.test/", version="2.0"))
        for form in ("plain", "bibtex", "csl"):
            filled = renderer.cite_as(form, case)
            made = str(renderer.macro("cite.html", form)(filled))
            expected = html.unescape(re.sub(r"</?span\b[^>]*>", "", made)).strip()
            slots = str(renderer.macro("cite.html", form)(renderer.cite_as(form)))
            cited = {
                "key": case.id, "title": renderer.cite_as("plain", case).values["title"],
                "address": f"https://c.test/cases/{CASE}/", "authors": list(case.contributors),
                "place": "Durban, South Africa",
                "date": case.last_change.on if case.last_change else "", "language": "en", "license": case.license,
            }  # fmt: skip
            found = page.evaluate(
                """async ([form, slots, cited]) => {
                  const { cite } = await import(new URL("../assets/find/citing.js", location))
                  return cite(form, slots, cited)
                }""",
                [form, slots, cited],
            )
            assert found == expected, form


def test_without_a_script_the_ways_lead_on(open_shelf: Any) -> None:
    page = open_shelf(f"cases/{CASE}/#{ITEM}", java_script_enabled=False)
    # the browser itself opens what an address leads to
    expect(_ways(page)).to_have_text(re.compile(r"Link to this lesson\s+Cite"), use_inner_text=True)
    _ways(page).get_by_role("link", name="Cite").click()
    expect(page.locator("#cite")).to_contain_text(
        "“The soup tent that stayed after the rain” (case study, Durban, South Africa)"
    )
    page = open_shelf("my-list/", java_script_enabled=False)
    expect(page.locator("main")).to_contain_text("This page needs JavaScript")
    expect(page.locator("[data-ways], [data-empty]").first).to_be_hidden()


def test_where_the_script_cannot_be_loaded_the_page_says_how_to_cite(open_shelf: Any) -> None:
    page = open_shelf(f"cases/{CASE}/#{ITEM}")
    page.route("**/find/cite.json", lambda route: route.abort())
    _press(page, "cite")
    expect(page.locator("#cite .cite__text").first).to_be_visible()
    open_shelf.forgive("cite.json", "ERR_FAILED")


# ---- on other pages ----


def test_a_row_of_a_hub_and_an_answer_can_be_saved(open_shelf: Any) -> None:
    page = open_shelf("lessons/")
    row = page.locator(".row").first
    row.locator("summary").click()
    row.locator("[data-keep=save]").click()
    expect(row.locator("[data-keep=save]")).to_have_text("Saved")
    (name,) = _saved(page)
    assert row.locator(f"a[href$='{name.replace('#', '/#')}']").count() == 1
    page.goto(page.url.replace("lessons/", "finder/#who=city-government&obstacle=money"))
    button = page.locator(".finder__items [data-keep=save]", has_text=re.compile("^Save$")).first
    saved = button.get_attribute("data-name")
    button.click()
    expect(page.locator(f".finder__items [data-name='{saved}']").first).to_have_text("Saved")
    assert saved in _saved(page) and saved != name


# ---- the list ----


def test_the_list_is_put_in_order_and_what_is_taken_off_comes_back(open_shelf: Any) -> None:
    page = open_shelf("my-list/")
    expect(page.locator("[data-empty]")).to_contain_text("Press Save at a case")
    expect(page.locator("[data-ways]")).to_be_hidden()
    _keep(page, f"{CASE}#{ITEM}", CASE, OTHER)
    page.reload()
    _settled(page, 3)
    first, second, third = _titles(page)
    assert first == TITLE
    page.get_by_role("button", name=f"Down: {TITLE}").press("Enter")
    expect(page.locator("[data-say]")).to_have_text("It is now number 2.")
    page.keyboard.press("Enter")
    # at the end of its way the focus is where one can go on
    expect(page.locator("[data-say]")).to_have_text("It is now number 3.")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"Up: {TITLE}"
    assert _titles(page) == [second, third, first] and _saved(page) == [CASE, OTHER, f"{CASE}#{ITEM}"]
    page.get_by_role("button", name=f"Take off: {second}").click()
    _settled(page, 2)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"Take off: {third}"
    page.get_by_role("button", name="Undo").click()
    assert _titles(_settled(page, 3)) == [second, third, first]
    page.get_by_role("button", name="Empty the list").click()
    expect(page.locator("[data-empty]")).to_be_visible()
    assert page.evaluate("localStorage.getItem('casebook-list')") is None
    page.get_by_role("button", name="Undo").click()
    _settled(page, 3)
    assert_none(see_everywhere(page, "main"))


def test_two_tabs_have_one_list(open_shelf: Any) -> None:
    page = open_shelf(f"cases/{CASE}/#{ITEM}")
    other = page.context.new_page()
    other.goto(page.url.partition("cases/")[0] + "my-list/")
    expect(other.locator("[data-empty]")).to_be_visible()
    _press(page, "save")
    _settled(other, 1)
    page.locator(".case__keep [data-keep=save]").click()
    _settled(other, 2).get_by_role("button", name=f"Take off: {TITLE}").click()
    expect(_ways(page).locator("[data-keep=save]")).to_have_text("Save")
    assert _saved(page) == [CASE]


def test_a_name_that_leads_nowhere_says_so(open_shelf: Any) -> None:
    page = open_shelf("my-list/")
    _keep(page, "nairobi-gone", f"{CASE}#gone", CASE, "not a name", "nairobi-night-water")
    page.route("**/find/brief/nairobi-night-water.json", lambda route: route.abort())
    page.reload()
    entries = _settled(page, 4).locator("[data-entries] > li")
    expect(entries.nth(0)).to_contain_text("No case has this name any more")
    expect(entries.nth(1)).to_contain_text("The case is there, but no longer this part of it")
    expect(entries.nth(1).locator("a").first).to_have_attribute("href", re.compile(rf"/cases/{CASE}/$"))
    expect(entries.nth(3)).to_contain_text("Is the line down?")
    page.unroute("**/find/brief/nairobi-night-water.json")
    page.get_by_role("button", name="Try again").click()
    expect(entries.nth(3).locator("h3")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_hidden()
    open_shelf.forgive("nairobi-gone.json", "ERR_FAILED", "404")


def test_a_list_is_given_away_as_an_address_and_takes_nothing_from_who_opens_it(open_shelf: Any) -> None:
    page = open_shelf("my-list/", permissions=["clipboard-read", "clipboard-write"])
    _keep(page, f"{CASE}#{ITEM}", OTHER)
    page.reload()
    _settled(page, 2).get_by_role("button", name="Copy its address").click()
    expect(page.locator("[data-say]")).to_have_text("The address is copied.")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.endswith(f"/my-list/#items={CASE}.{ITEM}_{OTHER.replace('#', '.')}")
    assert "items" not in page.url

    friend = open_shelf("my-list/")
    _keep(friend, CASE)
    friend.goto(address)
    friend.reload()
    given = _settled(friend, 2).locator("[data-given]")
    expect(given).to_contain_text("2 entries. Your own list has 1 entry.")
    expect(friend.get_by_role("heading", level=1)).to_have_text("A list given to you")
    expect(friend).to_have_title(re.compile("^A list given to you"))
    expect(friend.locator(".summary").first).to_contain_text("Somebody else’s choice")
    expect(friend.get_by_role("button", name="Take off")).to_have_count(0)
    assert _saved(friend) == [CASE]
    # one of them, or all
    friend.locator("[data-entries] [data-keep=save]:visible").first.click()
    expect(given).to_contain_text("Your own list has 2 entries.")
    assert_none(see(friend, "wide", "cut", "overlapping", "small", "faint", "headings"))
    given.get_by_role("button", name="Add it to my list").click()
    _settled(friend, 3)
    assert _saved(friend) == [CASE, f"{CASE}#{ITEM}", OTHER] and "#" not in friend.url
    expect(given).to_be_hidden()
    friend.get_by_role("button", name="Undo").click()
    _settled(friend, 2)
    friend.go_back()
    expect(given).to_be_visible()
    given.get_by_role("link", name="See my own list").click()
    expect(given).to_be_hidden()
    expect(friend.get_by_role("heading", level=1)).to_have_text("My list")
    expect(friend).to_have_title(re.compile("^My list"))


def test_a_list_is_saved_as_a_file_and_read_back(open_shelf: Any, shelf_url: str) -> None:
    names = [f"{CASE}#{ITEM}", "lima-hill-kitchens", OTHER]
    page = open_shelf("my-list/")
    _keep(page, *names)
    page.reload()
    _settled(page, 3)
    files, names_of_files = {}, []
    for label in ("Text", "BibTeX", "CSL-JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        names_of_files.append(download.value.suggested_filename)
        files[label] = download.value.path()
        expect(page.locator("[data-say]")).to_have_text("Saved as a file.")
    assert names_of_files == ["my-list.txt", "my-list.bib", "my-list.json"]
    text = files["Text"].read_text("utf-8")
    assert text.startswith("My list: Solidarity Casebook\n")
    assert (
        f"\n1. {TITLE}\n   Lesson\n\n   The list of names" in text
        and "\n   Works when:\n   - The neighbours know" in text
    )
    assert (
        f"\n   To cite: Nobody: this case is invented: “{TITLE}” (lesson in “The soup tent that stayed after the rain”, Durban, South Africa)."
        in text
    )
    assert all(f"{shelf_url}cases/{name.replace('#', '/#')}" in text for name in names)
    assert files["BibTeX"].read_text("utf-8").count("@misc{") == 3
    assert [one["id"] for one in json.loads(files["CSL-JSON"].read_text("utf-8"))] == names

    page.get_by_role("button", name="Empty the list").click()
    expect(page.locator("[data-empty]")).to_be_visible()
    page.locator(".my-list__read summary").click()
    older = f"# My list\n\n1. **{TITLE}**  \n   Lesson  \n   {shelf_url}cases/{names[0].replace('#', '/#')}\n\n"
    older += "".join(
        f"2. **So**  \n   {shelf_url}cases/{place}\n\n" for place in ("lima-hill-kitchens/", OTHER.replace("#", "/#"))
    )
    old = {"name": "my-list.md", "mimeType": "text/markdown", "buffer": older.encode()}
    for file in (*files.values(), old):
        page.locator("[data-read]").set_input_files(file)
        expect(page.locator("[data-given]")).to_contain_text("3 entries. Your own list is empty.")
        _settled(page, 3)
        assert page.evaluate("document.activeElement.matches('[data-given]')")
        page.locator("[data-own]").click()
        expect(page.locator("[data-empty]")).to_be_visible()
    page.locator("[data-read]").set_input_files({"name": "x.txt", "mimeType": "text/plain", "buffer": b"nothing"})
    expect(page.locator("[data-say]")).to_have_text("No address of a case was found in that file.")
    _beside(page, "[data-read]")


def test_a_list_on_paper(open_shelf: Any) -> None:
    page = open_shelf("my-list/", DESK)
    _keep(page, f"{CASE}#{ITEM}", CASE, OTHER)
    page.reload()
    _settled(page, 3)
    # a text is printed, whether the reader has opened it or not
    page.locator(".item__says summary").first.click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    lay_on_paper(page)
    opened, closed = page.locator(".item__says .fold__body").all()
    expect(opened).to_be_visible()
    expect(closed).to_be_visible()
    expect(page.locator(".item__says summary").first).to_be_hidden()
    expect(page.locator(".my-list__address").first).to_have_text(re.compile(rf"/cases/{CASE}/#{ITEM}$"))
    for hidden in (".my-list__tools", ".my-list__ways", ".my-list__read"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.emulate_media(media="screen")
    assert_none(see_on_paper(page, tool=True))


def test_what_a_button_does_is_said_beside_it(open_shelf: Any) -> None:
    page = open_shelf("my-list/", PHONE, permissions=["clipboard-read", "clipboard-write"])
    _keep(page, f"{CASE}#{ITEM}", CASE, OTHER, "lima-hill-kitchens", "nairobi-night-water")
    page.reload()
    _settled(page, 5)
    for selector, says in (
        ("[data-copy]", "The address is copied."),
        ("[data-file=text]", "Saved as a file."),
        ("li:nth-child(4) [data-up]", "It is now number 3."),
    ):
        page.locator(selector).click()
        expect(page.locator("[data-say]")).to_have_text(says)
        _beside(page, selector.replace("4", "3"))
    page.locator("li:nth-child(4) [data-off]").click()
    expect(page.locator("[data-say]")).to_contain_text("Taken off:")
    _beside(page, "li:nth-child(3) [data-off]")
    page.locator("li:nth-child(1) [data-off]").click()
    expect(page.locator("[data-say]")).to_contain_text(f"Taken off: {TITLE}")
    _beside(page, "[data-entries]")
    page.get_by_role("button", name="Empty the list").click()
    expect(page.locator("[data-say]")).to_contain_text("Your list is empty.")
    expect(page.locator("[data-say]")).to_be_in_viewport(ratio=1)


def test_what_cannot_be_loaded_is_said_beside_the_button(open_shelf: Any) -> None:
    page = open_shelf(f"cases/{CASE}/#{ITEM}")
    page.route("**/assets/keep.js*", lambda route: route.abort())
    _press(page, "save")
    expect(page.locator(f"#{ITEM} .item__ways + .keep-said")).to_have_text(
        "This could not be loaded. Is the line down?"
    )
    open_shelf.forgive("keep.js", "ERR_FAILED")


def test_the_header_leads_to_the_list_where_there_is_one(open_shelf: Any) -> None:
    page = open_shelf(f"cases/{CASE}/#{ITEM}", PHONE)
    tool = page.locator(".site-header .tool--list")
    expect(tool).to_be_hidden()
    _press(page, "save")
    expect(tool).to_be_visible()
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        page.reload()
        expect(tool).to_have_text(re.compile(r"My list\s*1"))
        assert_none(see(page, "wide", "cut", "overlapping", "small"))
    tool.click()
    _settled(page, 1)
    page.get_by_role("button", name="Take off").click()
    expect(tool).to_be_hidden()


# ---- where the browser keeps nothing ----


@pytest.mark.parametrize("script", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_where_nothing_can_be_kept_it_says_so_and_nothing_breaks(open_shelf: Any, script: str) -> None:
    page = _open(open_shelf, f"cases/{CASE}/#{ITEM}", script)
    _press(page, "save")
    expect(_ways(page).locator("[data-keep=save]")).to_have_text("Saved")
    expect(page.locator(f"#{ITEM} .keep-said")).to_contain_text("This browser keeps nothing")
    # what was given can be seen, and added for as long as the page is there
    page.goto(page.url.partition("cases/")[0] + f"my-list/#items={CASE}_{OTHER.replace('#', '.')}")
    _settled(page, 2).get_by_role("button", name="Add it to my list").click()
    expect(page.locator("[data-say]")).to_contain_text("the list lasts only as long as this page")
    _settled(page, 2)
    expect(page.get_by_role("button", name="Take off")).to_have_count(2)


def test_what_is_no_list_harms_nobody(open_shelf: Any) -> None:
    page = open_shelf("my-list/")
    for junk in ('{"a": 1}', "[1, null, {}]", "not json", '["../x", "a#b#c", "javascript:x"]'):
        page.evaluate("(junk) => localStorage.setItem('casebook-list', junk)", junk)
        page.reload()
        expect(page.locator("[data-empty]")).to_be_visible()
