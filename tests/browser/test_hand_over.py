"""How a draft leaves the form: by the ways that are set, the easiest first, and sent only when the writer says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from drafting import STUB, list_drafts, put_draft
from playwright.sync_api import Page, expect

from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Renderer, Site, read_maintainers, render_articles

pytestmark = pytest.mark.browser

FORM = "contribute/form/"
READ = "[data-view] h2"
_WAYS = re.compile(r'<ul class="form__ways">.*?(?=<details)', re.DOTALL)
STORY = "In March the women cooked in a school kitchen that the city had lent them [@paper-2021]."


@pytest.fixture
def read_over(open_shelf: Any, shelf_book: Book, project_schemas: Schemas) -> Callable[..., Page]:
    """A function that opens a draft where it is read over, on a page of a copy with these settings."""

    def read(facts: dict[str, Any] = STUB, story: str = STORY, share: str = "", **settings: str) -> Page:
        site = Site(maintainers=read_maintainers(settings, 14)[0])
        articles = render_articles(Renderer(shelf_book, project_schemas, site))
        html = next(one.html for one in articles if one.address == FORM)
        page: Page = open_shelf(FORM)
        ways = _WAYS.search(html)
        assert ways

        def answer(route: Any) -> None:
            found = route.fetch()
            route.fulfill(response=found, body=_WAYS.sub(lambda _: ways[0], found.text()))

        page.add_init_script(share)
        page.route(re.compile(r"/contribute/form/$"), answer)
        page.reload()
        page.locator("[data-begin=stub]").click()
        page.wait_for_timeout(600)
        (draft,) = list_drafts(page)
        put_draft(page, {**draft, "facts": facts, "story": story})
        page.locator(".form__tasks button", has_text="Read it over").click()
        expect(page.locator(READ)).to_contain_text("Read it over")
        return page

    return read


def _find_sent(page: Page) -> Any:
    page.wait_for_timeout(200)
    (draft,) = list_drafts(page)
    return draft["sent"]


def _hear_address(page: Page, opener: Any) -> str:
    """The address that the mail opens, which another program takes."""
    with page.expect_request(lambda asked: asked.url.startswith("mailto:")) as asked:
        page.locator("[data-way=mail]").click()
    opener.forgive("mailto:")
    return asked.value.url


def test_a_mail_comes_first_and_holds_a_stub(read_over: Any, open_shelf: Any) -> None:
    page = read_over(CASEBOOK_MAIL="tell@casebook.test", CASEBOOK_REPO_URL="https://github.com/us/book")
    expect(page.locator(".form__ways .button")).to_have_count(1)
    expect(page.locator(".form__ways .button")).to_have_text("Send it by mail")
    expect(page.locator("[data-ready]")).to_be_visible()
    # the story stands there as a reader has it
    page.locator("[data-preview] summary").click()
    expect(page.locator("[data-story]")).to_have_text(STORY.replace("[@paper-2021]", "(Diário)"))
    address = _hear_address(page, open_shelf)
    assert address.startswith("mailto:tell@casebook.test?subject=The%20school%20kitchen")
    assert "[@paper-2021]" in unquote(address)
    expect(page.locator("[data-told=mail-whole]")).to_be_focused()
    # that a mail was opened does not say that it was sent
    assert _find_sent(page) is None
    page.get_by_role("button", name="I have sent it").click()
    expect(page.locator("[data-told=sent]")).to_be_focused()
    assert _find_sent(page)["way"] == "mail-whole"


def test_what_is_too_long_for_a_mail_is_saved_to_be_attached(read_over: Any, open_shelf: Any) -> None:
    page = read_over(story=f"{STORY}\n\n" * 30, CASEBOOK_MAIL="tell@casebook.test")
    expect(page.locator("[data-attach]")).to_be_visible()
    with page.expect_download() as saved:
        address = _hear_address(page, open_shelf)
    assert saved.value.suggested_filename == "teresina-the-school-kitchen-that-the-city-lent.md"
    assert "paper-2021" not in address
    # what to do next stands where one has pressed
    expect(page.locator("li:has([data-way=mail]) > [data-told=mail]")).to_be_focused()
    expect(page.locator("[data-told=mail]")).to_contain_text("tell@casebook.test")


def test_where_the_device_can_attach_a_file_a_long_one_is_shared(read_over: Any) -> None:
    long = f"{STORY}\n\n" * 30
    share = "Object.assign(Navigator.prototype, { canShare: () => true, share: async () => {} })"
    page = read_over(story=long, share=share, CASEBOOK_MAIL="tell@casebook.test")
    expect(page.locator(".form__ways .button")).to_have_text("Share the file")
    page.locator("[data-way=share]").click()
    expect(page.locator("[data-told=sent]")).to_be_focused()
    assert _find_sent(page)["way"] == "share"


def test_an_issue_says_that_it_is_a_draft(read_over: Any) -> None:
    page = read_over({**STUB, "summary": "Short"}, CASEBOOK_REPO_URL="https://github.com/us/book")
    expect(page.locator("[data-draft]")).to_be_visible()
    expect(page.locator(".form__ways .button")).to_have_text("Put it into an issue")
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="an issue"))
    with page.context.expect_page() as opened:
        page.locator("[data-way=issue]").click()
    opened.value.wait_for_url("https://github.com/**")
    said = parse_qs(urlsplit(opened.value.url).query)
    assert said["title"] == ["Draft: The school kitchen that the city lent"]
    assert "[@paper-2021]" in said["case_file"][0]
    expect(page.locator("[data-told=issue-whole]")).to_be_focused()
    assert _find_sent(page) is None


def test_where_nobody_is_named_a_file_is_saved(read_over: Any) -> None:
    page = read_over()
    assert page.locator(".form__ways .button").count() == 1
    expect(page.locator("[data-way=mail], [data-way=issue], [data-way=new-file]")).to_have_count(0)
    with page.expect_download():
        page.locator("[data-way=file]").click()
    expect(page.locator("[data-told=file]")).to_be_focused()
    assert _find_sent(page) is None
    # whoever has sent the file by another way can say so too
    page.get_by_role("button", name="I have sent it").click()
    assert _find_sent(page)["way"] == "file"
