"""The guide to adding a case: three ways in five steps each, every page reached from the first, and nobody
promised who is not configured."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Article, Renderer, Site
from casebook.render.maintainers import Maintainers
from casebook.render.pages.contribute import render_guide
from landing import PROJECT

DOCS = PROJECT / "docs"
BY_HAND = sorted((DOCS / "contribute").glob("*.md"))
IN_THE_MAKING = {"contribute/form/", "contribute/interview/"}
"""Pages that have tests of their own."""
BOTH = Maintainers("https://code.test/us/book", "forgejo", "tell@casebook.test", 9)
ISSUES = Maintainers("https://code.test/us/book", "forgejo", "", 9)
MAIL = Maintainers("", "", "tell@casebook.test", 0)
NOBODY = Maintainers()

_LINK = re.compile(r"(!?)\[([^]]*)\]\((?!https://)([^)#\s]+)(?:#[^)]*)?\)")


def _address(file: Path) -> str:
    """Where a page written by hand stands on the site."""
    place = file.relative_to(DOCS).with_suffix("")
    return f"{place.parent if place.stem == 'index' else place}/"


def _leads_to(file: Path, link: str) -> str:
    """The page that a link of one leads to."""
    place = (file.parent / link).resolve().relative_to(DOCS.resolve())
    return _address(DOCS / place)


def _read(file: Path) -> str:
    """What a page says to its readers."""
    return re.sub(r"<!--.*?-->", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def _render(book: Book, schemas: Schemas, kept: Maintainers) -> dict[str, str]:
    made = render_guide(Renderer(book, schemas, Site(maintainers=kept)))
    return {PurePosixPath(article.address).name: article.html for article in made}


def test_there_are_three_ways_of_five_steps_each() -> None:
    parts = re.split(r"^## ", _read(DOCS / "contribute" / "index.md"), flags=re.MULTILINE)
    ways = [part for part in parts if re.search(r"^1\. ", part, re.MULTILINE)]
    assert [way.partition("\n")[0] for way in ways] == ["On a phone, or in any browser", "With a file", "With git"]
    for way in ways:
        assert re.findall(r"^(\d)\. ", way, re.MULTILINE) == list("12345")


def test_the_first_link_of_the_guide_is_the_form_and_comes_soon() -> None:
    text = _read(DOCS / "contribute" / "index.md")
    link = _LINK.search(text)
    assert link and link[3] == "form/index.md" and text[: link.start()].count("\n") < 10


@pytest.mark.parametrize("file", BY_HAND, ids=lambda file: file.stem)
def test_every_link_leads_to_a_page(file: Path, shelf_articles: dict[str, Article]) -> None:
    there = {_address(one) for one in BY_HAND} | set(shelf_articles) | IN_THE_MAKING
    for picture, _, link in _LINK.findall(_read(file)):
        assert picture or _leads_to(file, link) in there, link


def test_every_page_of_the_guide_is_reached_from_the_first(shelf_articles: dict[str, Article]) -> None:
    pages = {_address(file): file for file in BY_HAND}
    reached, ahead = set(), ["contribute/"]
    while ahead:
        here = ahead.pop()
        reached.add(here)
        if file := pages.get(here):
            ahead += [one for _, _, link in _LINK.findall(_read(file)) if (one := _leads_to(file, link)) not in reached]
    guide = {address for address in shelf_articles if re.fullmatch(r"contribute/[^/]+/", address)}
    # how to run the same elsewhere is for maintainers, and stands in the repository
    assert (guide | set(pages) | IN_THE_MAKING) - {"contribute/forges/"} <= reached


def test_the_foot_of_every_page_lists_the_guide_and_the_form() -> None:
    # the foot shows the parts of the navigation that have pages below them: test_skeleton.py
    config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    part = re.search(r"^  - Take part:\n((?:      - .*\n)+)", config, re.MULTILINE)
    assert part and re.findall(r": (.*)", part[1])[:3] == [
        f"contribute/{page}index.md" for page in ("", "form/", "interview/")
    ]


def test_every_picture_is_light_and_described() -> None:
    shown = set()
    for file in BY_HAND:
        for picture, says, link in _LINK.findall(_read(file)):
            if picture:
                place = (file.parent / link).resolve()
                assert place.stat().st_size <= 40 * 1024, link
                assert len(says) >= 20, f"{link}: say what can be seen in it"
                shown.add(place)
    assert shown == {one.resolve() for one in (DOCS / "assets" / "guide").glob("*.*")}


@pytest.mark.parametrize("page", ["failures", "review", "conduct"])
def test_each_page_says_who_answers(shelf_book: Book, project_schemas: Schemas, page: str) -> None:
    html = _render(shelf_book, project_schemas, BOTH)[page]
    assert "aim to answer within 9 days" in html and "names nobody" not in html
    assert 'href="mailto:tell@casebook.test?' in html and 'href="https://code.test/us/book/issues/new?' in html
    html = _render(shelf_book, project_schemas, MAIL)[page]
    assert "The maintainers read it." in html and "days" not in html.partition("The maintainers read it.")[2][:80]
    assert "code.test" not in html
    html = _render(shelf_book, project_schemas, NOBODY)[page]
    assert "This copy names nobody who answers." in html and not re.search(r"mailto:|code\.test|answer within", html)


@pytest.mark.parametrize("page", ["failures", "conduct"])
def test_nobody_is_led_to_tell_a_secret_in_public(shelf_book: Book, project_schemas: Schemas, page: str) -> None:
    warning = "An issue can be read by everybody"
    assert warning in _render(shelf_book, project_schemas, ISSUES)[page]
    assert warning in _render(shelf_book, project_schemas, BOTH)[page]
    assert warning not in _render(shelf_book, project_schemas, MAIL)[page]


def test_the_quiet_way_is_a_mail_where_there_is_one(shelf_book: Book, project_schemas: Schemas) -> None:
    def quiet(kept: Maintainers) -> str:
        html = _render(shelf_book, project_schemas, kept)["failures"]
        return html[html.index('id="quiet"') : html.index('id="takedown"')]

    assert "mailto:" in quiet(BOTH) and "issues/new" not in quiet(BOTH)
    assert "issues/new" in quiet(ISSUES) and "nothing of what you know" in quiet(ISSUES)
    assert "mailto:" not in quiet(NOBODY) and "whoever showed you the page" in quiet(NOBODY)
