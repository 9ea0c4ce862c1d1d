"""The interview in use: what is said is kept and goes on into the form, and one language comes onto paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import DESK, PHONE, assert_none, lay_on_paper, see_everywhere
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

INTERVIEW = "contribute/interview/"
MOST_SHEETS = 6


def _sheet(page: Page, language: str) -> Any:
    return page.locator(f"[data-interview={language}]")


def _print(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_one_language_comes_onto_a_few_sheets(open_shelf: Any, language: str) -> None:
    page = open_shelf(f"{INTERVIEW}#questions-{language}", viewport=DESK)
    expect(_sheet(page, language).get_by_role("checkbox").first).to_be_visible()
    assert _print(page) <= MOST_SHEETS
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    lay_on_paper(page)
    for other in ("en", "es", "pt"):
        consent = page.locator(f"#questions-{other}")
        expect(consent).to_be_visible(visible=other == language)
    # the boxes to be ticked, and lines to write on
    expect(_sheet(page, language).get_by_role("checkbox").first).to_be_visible()
    expect(_sheet(page, language).locator(".interview__lines").first).to_be_visible()


def test_without_a_script_it_can_be_printed_in_each_language(open_shelf: Any) -> None:
    page = open_shelf(INTERVIEW, java_script_enabled=False, viewport=DESK)
    assert _print(page) <= MOST_SHEETS
    page.get_by_role("main").get_by_role("link", name="Português").click()
    expect(page.locator("#questions-pt")).to_be_visible()
    expect(page.locator("#questions-en")).to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_have_count(0)
    assert _print(page) <= MOST_SHEETS


def test_what_is_said_is_kept_and_stands_beside_its_field_in_the_form(open_shelf: Any) -> None:
    page = open_shelf(f"{INTERVIEW}#questions-es", viewport=PHONE)
    sheet = _sheet(page, "es")
    sheet.locator("[data-answer=what-happened]").fill("Abrimos la escuela <b>de noche</b>.")
    sheet.locator("[data-answer=what-broke]").fill("Se acabó el dinero.")
    sheet.locator("[data-state=not-to-publish][data-of=what-broke]").check()
    expect(sheet.get_by_text("Guardado en este navegador.")).to_be_visible()
    # what is answered after all has been asked
    sheet.locator("[data-state=not-asked][data-of=what-worked]").check()
    sheet.locator("[data-answer=what-worked]").fill("La escuela.")
    expect(sheet.locator("[data-state=not-asked][data-of=what-worked]")).not_to_be_checked()
    expect(sheet.locator("[data-state=not-to-publish][data-of=what-broke]")).to_be_checked()

    page.reload()
    expect(sheet.locator("[data-answer=what-happened]")).to_have_value("Abrimos la escuela <b>de noche</b>.")
    expect(sheet.locator("[data-state=not-to-publish][data-of=what-broke]")).to_be_checked()

    sheet.get_by_role("link", name="Seguir con esto").click()
    page.get_by_role("button", name="The story").click()
    answers = page.locator(".form__answers")
    expect(answers).to_contain_text("Abrimos la escuela <b>de noche</b>.")
    answers.get_by_role("button", name="Put it into the story").click()
    expect(page.locator("[data-kind=story] textarea").first).to_have_value("Abrimos la escuela <b>de noche</b>.")
    page.get_by_role("button", name="All steps").first.click()
    page.get_by_role("button", name="Failures").click()
    expect(answers).to_contain_text("asked not to publish")


def test_without_consent_nothing_goes_on(open_shelf: Any) -> None:
    page = open_shelf(INTERVIEW, viewport=DESK)
    sheet = _sheet(page, "en")
    onward = sheet.get_by_role("link", name="Go on with this in the form")
    expect(onward).to_be_visible()
    sheet.locator("[data-consent=no]").check()
    expect(onward).to_be_hidden()
    sheet.locator("[data-consent=yes]").check()
    expect(onward).to_be_visible()


def test_a_saved_file_says_what_is_not_to_be_published(open_shelf: Any) -> None:
    page = open_shelf(INTERVIEW, viewport=DESK)
    sheet = _sheet(page, "en")
    sheet.locator("[data-consent=yes]").check()
    sheet.locator("[data-answer=what-broke]").fill("The boiler.")
    sheet.locator("[data-state=not-to-publish][data-of=what-broke]").check()
    with page.expect_download() as saving:
        sheet.get_by_role("button", name="Save as a file").click()
    text = saving.value.path().read_text("utf-8")
    assert "The boiler.\n(asked not to publish)" in text
    assert "(Agreed)" in text


def test_it_can_be_read_and_used_everywhere(open_shelf: Any) -> None:
    assert_none(see_everywhere(open_shelf(INTERVIEW)))
