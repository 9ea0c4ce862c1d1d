"""What is wanted, in use: an invitation opens the form or the interview with what it promised, and litters nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import DESK, PHONE, assert_none, lay_on_paper, see_everywhere, see_on_paper, tab_to
from drafting import list_drafts
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WANTED = "wanted/"
MOST_SCREENS = 8
MOST_SHEETS = 2


def _invitation(page: Page, id: str) -> Any:
    return page.locator(f".invitation[id='{id}']")


def _open(page: Page, id: str, way: str) -> None:
    """Go to the page by the address of an invitation, and take one of its ways."""
    page.goto(re.sub(r"#.*|(contribute|wanted)/.*", "", page.url) + f"wanted/#{id}", wait_until="load")
    _invitation(page, id).get_by_role("link", name=way, exact=True).click()


def test_a_crisis_is_filled_in_and_nothing_else(open_shelf: Any) -> None:
    page = open_shelf(WANTED, viewport=PHONE)
    # its address opens the fold in which it stands
    _open(page, "crisis-drought", "Tell it")
    expect(page.locator("[data-wish-here]")).to_have_text(
        "From the list of what is wanted: Drought. What is filled in you can change."
    )
    assert list_drafts(page) == []
    page.get_by_role("button", name="A stub, in ten minutes").click()
    expect(page.get_by_text("Saved in this browser.")).to_be_visible()
    (draft,) = list_drafts(page)
    assert (draft["facts"], draft["kind"], draft["story"]) == ({"crisis": ["drought"]}, "stub", "")
    expect(page.locator("[data-draft-from]")).to_contain_text("Drought")
    page.get_by_role("button", name="The place and time").click()
    expect(page.locator("[data-view] input:checked")).to_have_count(1)
    expect(page.locator("[data-view] input:checked")).to_have_value("drought")
    assert {one.input_value() for one in page.locator("[data-view] :is(select, [type=text])").all()} <= {"", "en"}

    # whoever opens it again goes on with what is there
    _open(page, "crisis-drought", "Tell it")
    expect(page.locator("[data-draft-from]")).to_contain_text("Drought")
    # and by the interview too
    _open(page, "crisis-drought", "By interview")
    page.locator("[data-interview=en] [data-answer=what-happened]").fill("Water ran short.")
    expect(page.locator("[data-interview=en] [data-kept]")).to_have_text("Kept in this browser.")
    (draft,) = list_drafts(page)
    assert draft["facts"] == {"crisis": ["drought"]} and len(draft["answers"]) == 1


def test_who_opened_a_door_is_asked_of_those_who_tell_everything(open_shelf: Any) -> None:
    page = open_shelf("contribute/form/#new=by:media,part:asia,crisis:flood", viewport=DESK)
    expect(page.locator("[data-wish-here]")).to_contain_text(
        "a door opened by this kind of actor: media, somewhere in Asia, Flood"
    )
    page.get_by_role("button", name="Everything").click()
    expect(page.get_by_text("Saved in this browser.")).to_be_visible()
    (draft,) = list_drafts(page)
    assert draft["facts"] == {"crisis": ["flood"], "entry_points": [{"opened_by_kinds": ["media"]}]}
    # a stub is not asked of doors: what it was begun for stands above it
    page.goto("about:blank")
    page = open_shelf("contribute/form/#new=by:faith,crisis:flood", viewport=DESK)
    page.get_by_role("button", name="A stub, in ten minutes").click()
    expect(page.locator("[data-draft-from]")).to_contain_text("faith group")
    assert [one["facts"] for one in list_drafts(page) if one["kind"] == "stub"] == [{"crisis": ["flood"]}]


def test_a_country_is_filled_in_and_what_nobody_knows_is_not_taken(open_shelf: Any) -> None:
    page = open_shelf("contribute/form/#new=country:PE,crisis:floods,topic:%3Cb%3Efood,title:Hello", viewport=PHONE)
    expect(page.locator("[data-wish-here]")).to_have_text(
        "From the list of what is wanted: Peru. What is filled in you can change."
    )
    page.get_by_role("button", name="A stub, in ten minutes").click()
    expect(page.get_by_text("Saved in this browser.")).to_be_visible()
    assert [one["facts"] for one in list_drafts(page)] == [{"city": {"country": "PE"}}]
    # an address of which nothing is known is as if there were none
    page.evaluate("location.hash = 'new=crisis:none,country:XX'")
    expect(page.get_by_role("button", name="A stub, in ten minutes")).to_be_visible()
    expect(page.locator("[data-wish-here]")).to_be_hidden()
    page.go_back()
    expect(page.locator("[data-draft-from]")).to_contain_text("Peru")


def test_news_open_the_case_where_it_is_told(open_shelf: Any) -> None:
    page = open_shelf(WANTED, viewport=PHONE)
    for _ in range(2):
        _open(page, "news-of-rosario-roof-gardens", "Add the news")
        expect(page.get_by_role("heading", name="What became of it")).to_be_visible()
        (draft,) = list_drafts(page)
        assert (
            draft["from"]["id"] == "rosario-roof-gardens" and draft["facts"]["title"] == "Roof gardens lent by the year"
        )


def test_a_question_stands_above_the_interview_in_each_language(open_shelf: Any) -> None:
    page = open_shelf(WANTED, viewport=PHONE)
    _open(page, "asked-how-to-end-well", "Answer it")
    said = page.locator("[data-wish-here]")
    expect(said).to_have_text("From the list of what is wanted: How does one end something well?")
    page.locator(".interview__tongues").get_by_role("link", name="Español").click()
    expect(page.locator("#questions-es")).to_be_visible()
    assert list_drafts(page) == []
    page.locator("[data-interview=es] [data-answer=what-happened]").fill("Cerramos con una fiesta.")
    expect(page.get_by_text("Guardado en este navegador.")).to_be_visible()
    page.reload()
    expect(said).to_contain_text("How does one end something well?")
    expect(page.locator("[data-interview=es] [data-answer=what-happened]")).to_have_value("Cerramos con una fiesta.")
    # the form has it too, and another interview does not
    page.locator("[data-interview=es] [data-go]").click()
    expect(page.locator("[data-draft-from]")).to_contain_text("How does one end something well?")
    page.goto(re.sub(r"contribute/.*", "contribute/interview/#questions-es", page.url))
    page.reload()
    expect(page.locator("[data-interview=es] [data-answer=what-happened]")).to_have_value("")
    expect(said).to_be_hidden()
    assert len(list_drafts(page)) == 1


def test_the_page_is_short_sound_and_goes_by_keyboard(open_shelf: Any) -> None:
    page = open_shelf(WANTED, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollHeight") <= MOST_SCREENS * PHONE["height"]
    tab_to(page, ".invitation .more")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="A stub, in ten minutes")).to_be_visible()
    page.go_back()
    for fold in page.locator("main details").all():
        fold.evaluate("(one) => { one.open = true }")
    assert_none(see_everywhere(page))


def test_an_empty_square_leads_to_its_invitation_without_a_script(open_shelf: Any) -> None:
    page = open_shelf(WANTED, java_script_enabled=False, viewport=PHONE)
    page.get_by_text("All crises and parts of the world").click()
    page.locator(".matrix a[href='#crisis-drought']").first.click()
    expect(_invitation(page, "crisis-drought")).to_be_in_viewport()
    _invitation(page, "crisis-drought").get_by_role("link", name="Tell it").click()
    expect(page.get_by_text("The form needs JavaScript")).to_be_visible()


def test_it_can_be_hung_up(open_shelf: Any) -> None:
    page = open_shelf(WANTED, viewport=DESK)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) <= MOST_SHEETS
    # ways that one can only press stay away, and so does what is folded
    assert_none(see_on_paper(page, tool=True))
    lay_on_paper(page)
    expect(page.locator(".invitation__do").first).to_be_hidden()
    expect(page.locator(".invitation h3").first).to_be_visible()


def test_nothing_is_wrong_with_what_nobody_has_touched(open_shelf: Any) -> None:
    page = open_shelf("contribute/form/#new=crisis:flood,part:africa", viewport=PHONE)
    expect(page.locator("[data-wish-here]")).to_contain_text("Flood or storm, somewhere in Africa.")
    page.get_by_role("button", name="A stub, in ten minutes").click()
    expect(page.get_by_role("button", name="The place and time")).to_be_visible()
    steps = page.locator(".form__tasks")
    expect(steps).not_to_contain_text("look")
    page.get_by_role("button", name="The place and time").click()
    expect(page.locator("[data-view] [data-fault]:visible")).to_have_count(0)
    # the countries that are meant come first
    country = page.locator("[data-view] [data-kind=country] select")
    expect(country.locator("optgroup")).to_have_attribute("label", "Africa")
    assert country.locator("option").nth(1).inner_text() == "Algeria"
    # whoever has begun is told as ever: in the field that is left wrong, and in the step when one comes back
    page.locator("[data-view] [data-path='city/name'] input").fill("Accra")
    country.select_option("GH")
    page.get_by_role("button", name="All steps").first.click()
    expect(steps).to_contain_text("needs a look")
    page.get_by_role("button", name="The place and time").click()
    expect(page.locator("[data-view] [data-fault]:visible").first).to_be_visible()
    expect(country).to_have_value("GH")


def test_an_entry_that_was_filled_in_is_no_fault_before_it_is_touched(open_shelf: Any) -> None:
    page = open_shelf("contribute/form/#new=door:crisis", viewport=PHONE)
    page.goto(page.url.replace("door:crisis", "by:media"))
    page.reload()
    page.get_by_role("button", name="Everything").click()
    page.get_by_role("button", name="Entry points").click()
    row = page.locator(".fill__rows > li")
    expect(row).to_have_count(1)
    expect(row).not_to_contain_text("missing")
    row.locator("[data-change]").click()
    expect(page.locator("[data-view] [data-path]").first).to_be_visible()
    expect(page.locator("[data-view] [data-fault]:visible")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False])
def test_one_chooses_the_part_of_the_world_in_which_one_is(open_shelf: Any, script: bool) -> None:
    page = open_shelf(WANTED, viewport=PHONE, java_script_enabled=script)
    parts = page.get_by_role("group", name="Where are you?")
    part = parts.get_by_role("radio").nth(1)
    name = part.get_attribute("value")
    all_ = page.locator(".invitation:visible")
    before = all_.count()
    part.check()
    own = page.locator(f"main section:not(.wanted__all) .invitation[data-part~='{name}']")
    assert own.count() > 0
    for one in own.all():
        expect(one).to_be_visible()
    expect(
        page.locator(f"main section:not(.wanted__all) .invitation:not([data-part~='{name}']):visible")
    ).to_have_count(0)
    expect(page.locator("#read-yours")).to_be_visible()
    parts.get_by_role("radio", name="Anywhere").check()
    expect(all_).to_have_count(before)


def test_each_part_of_the_world_narrows_the_page(open_shelf: Any) -> None:
    page = open_shelf(WANTED, viewport=PHONE)
    for radio in page.get_by_role("group", name="Where are you?").get_by_role("radio").all()[1:]:
        radio.check()
        value = radio.get_attribute("value")
        expect(
            page.locator(f"section:not(.wanted__all) .invitation:not([data-part~='{value}']):visible")
        ).to_have_count(0)
