"""The page around an article: our own from the first line, and in the article's language."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from pathlib import Path

import pytest

from casebook.book import Book
from casebook.pictures import PICTURE_SIZE
from casebook.publish import wrap_handwritten
from casebook.render import Article, Crumb, PageFrame, Signpost, Site
from casebook.render.environment import make_environment
from casebook.render.maintainers import Maintainers

OF_THE_THEME = re.compile(r"""<[^<>]*\s(?:data-md-|(?:class|id|for)=["']?(?:[^"'<>]*\s)?(?:md-|__))""")
"""A tag with one of the theme's own classes, ids or data attributes."""


def _chrome(page: str) -> str:
    """A page without its article: what a contributor calls a lesson is no class of the theme."""
    start, _, rest = page.partition("<main")
    return start + rest.rpartition("</main>")[2]


def _languages(page: str) -> dict[str, str | None]:
    """The language that each part of a page says it is in; None where it says nothing."""
    found = re.findall(r'<(html|body|main|header|footer|dialog|a class="skip")(?=[\s>])([^>]*)', page)
    return {name: (re.findall(r' lang="([^"]*)"', rest) or [None])[0] for name, rest in found}


SITE = Site(
    url="https://site.test/book/",
    description="What it is.",
    signposts=(Signpost("Finder", "finder/"), Signpost("Take part", signs=(Signpost("Add a case", "contribute/"),))),
)
BY_HAND = wrap_handwritten("a/", "By hand", "<h1>By hand</h1>")


def _render(article: Article = BY_HAND, site: Site = SITE) -> str:
    """A page without a whole site around it."""
    return PageFrame(site, make_environment()).put_around(article)


@pytest.mark.parametrize(
    "tag",
    ['<p class="a md-grid">', "<p class=md-grid>", '<i data-md-color="x">', '<input id="__search">', '<a for="__x">'],
)
def test_what_is_the_themes_is_recognised(tag: str) -> None:
    assert OF_THE_THEME.search(tag)


def test_every_page_is_free_of_the_theme_and_in_the_language_of_its_article(built_site: Path, built_book: Book) -> None:
    languages = {f"cases/{case.id}/": case.language for case in built_book.cases}
    for file in built_site.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        assert not OF_THE_THEME.search(_chrome(page)), file
        # a case, and its plain text
        address = re.sub(r"(text/(\d+/)?)?index\.html$", "", file.relative_to(built_site).as_posix())
        assert re.search(r'<html lang="?([\w-]+)', page)[1] == languages.get(address, "en"), file


def test_around_an_article_in_another_language_the_page_says_that_it_is_english() -> None:
    article = Article("cases/a/", "case", "Uma cozinha", "Duas frases.", str, language="pt-BR")
    assert _languages(_render(article)) == {
        "html": "pt-BR", "body": None, 'a class="skip"': "en",
        "header": "en", "main": None, "footer": "en", "dialog": "en",
    }  # fmt: skip


def test_around_an_english_article_no_language_is_repeated() -> None:
    article = Article("cases/a/", "case", "A kitchen", "Two sentences.", str)
    assert _languages(_render(article))["html"] == "en"
    assert _render(article).count('lang="en"') == 1


def test_what_a_page_says_of_itself_is_escaped() -> None:
    article = Article("a/?x=1&y=2", "page", "5 > 3 & \"so\" 'on'", '"><script>', str)
    page = _render(article)
    assert "<title>5 &gt; 3 &amp; &#34;so&#34; &#39;on&#39; · Solidarity Casebook</title>" in page
    assert '<meta name="description" property="og:description" content="&#34;&gt;&lt;script&gt;">' in page
    assert '<link rel="canonical" href="https://site.test/book/a/?x=1&amp;y=2">' in page


def _read_metas(page: str) -> dict[str, str]:
    """What a message shows of a page."""
    return {
        name: unescape(says)
        for name, says in re.findall(
            r'<meta (?:name="description" )?(?:property|name)="([a-z]+:[\w:]+)" content="([^"]*)">', page
        )
    }


CASE = Article(
    "cases/a/", "case", 'Soup & "bread" <b>', "Two > sentences.", lambda: "<h1>Soup</h1>", language="pt-BR",
    picture="pictures/a.png", describe_picture=lambda: 'It says "soup" & <b>', changed="2026-11-26",
)  # fmt: skip


def test_a_message_shows_title_picture_and_place_of_a_case() -> None:
    width, height = PICTURE_SIZE
    assert _read_metas(_render(CASE, replace(SITE, picture="picture.png"))) == {
        "og:type": "article", "og:site_name": "Solidarity Casebook", "og:title": CASE.title,
        "og:description": CASE.description, "og:locale": "pt_BR", "article:modified_time": "2026-11-26",
        "og:url": "https://site.test/book/cases/a/", "og:image": "https://site.test/book/pictures/a.png",
        "og:image:type": "image/png", "og:image:width": str(width), "og:image:height": str(height),
        "og:image:alt": CASE.describe_picture(), "twitter:card": "summary_large_image",
    }  # fmt: skip


def test_a_page_without_a_picture_of_its_own_has_that_of_the_site() -> None:
    for article in (BY_HAND, Article("a/", "page", "A", "B", str)):
        told = _read_metas(_render(article, replace(SITE, picture="picture.png")))
        assert told["og:image"] == "https://site.test/book/picture.png"
        assert told["og:image:alt"].startswith("Solidarity Casebook. ")
        assert (told["og:type"], told["og:locale"]) == ("website", "en_GB")
        assert "article:modified_time" not in told


def test_what_nobody_knows_no_message_is_told() -> None:
    told = _read_metas(_render(replace(CASE, language="es", changed="", picture="")))
    assert told.keys() == {
        "og:type", "og:site_name", "og:title", "og:description", "og:url", "twitter:card",
    }  # fmt: skip
    assert told["twitter:card"] == "summary"
    assert not _read_metas(_render(replace(CASE, address="404.html")))


def test_what_a_page_tells_machines_stands_behind_its_article() -> None:
    page = _render(replace(CASE, tell_machines=lambda: '{"a":"\\u003c"}'))
    assert '</main>\n<script type="application/ld+json">{"a":"\\u003c"}</script>\n<footer' in page
    assert "ld+json" not in _render(CASE) + _render()


def test_a_page_loads_what_its_article_asks_for_after_what_all_pages_load() -> None:
    article = Article("a/", "page", "A", "B", str, scripts=("find/finder.js",), styles=("find/finder.css",))
    loads = re.findall(r'(?:src|stylesheet" href)="([^"]+)"', _render(article))
    assert loads == [
        "../assets/casebook.js", "../assets/reading.js", "../assets/casebook.css",
        "../assets/find/find.css", "../assets/find/finder.css", "../assets/find/finder.js",
    ]  # fmt: skip


def test_a_page_written_by_hand_has_the_same_skeleton() -> None:
    page = _render()
    assert _languages(page)["html"] == "en"
    assert [len(re.findall(rf"<{tag}\b", page)) for tag in ("html", "head", "body", "main", "h1")] == [1] * 5
    assert "<title>By hand · Solidarity Casebook</title>" in page


def test_the_foot_leads_to_the_guide_and_to_the_repository_where_there_is_one() -> None:
    repository = "https://code.test/us/book?a&b"
    foot = _render(site=replace(SITE, maintainers=Maintainers(repository=repository))).partition("<footer")[2]
    assert '<a href="../contribute/">Add a case</a>' in foot
    assert f'<a href="{escape(repository)}" rel="noopener noreferrer">The repository</a>' in foot
    assert "repository" not in _render().partition("<footer")[2].lower()


@pytest.mark.parametrize("kept", [False, True])
def test_the_live_preview_can_put_its_script_into_the_page(kept: bool) -> None:
    # it looks for the end of the body, and the policy would forbid the script
    page = _render(site=replace(SITE, kept=kept))
    assert page.count("</body>") == 1
    assert ("Content-Security-Policy" in page) is kept
    # and of it nothing is kept
    assert ('<link rel="manifest" href="../manifest.webmanifest">' in page) is kept


def test_a_page_says_of_itself_where_it_is_and_below_what() -> None:
    def find_marked(article: Article) -> list[tuple[str, str]]:
        return re.findall(r'<a href="([^"]*)" aria-current="(\w+)"', _render(article))

    finder, contribute = (Article(address, "hub", "A", "B", str) for address in ("finder/", "contribute/"))
    assert find_marked(finder) == [("../finder/", "page")]
    assert find_marked(contribute) == [("../contribute/", "page")]
    below = replace(BY_HAND, crumbs=(Crumb("Home", ""), Crumb("Finder", "finder/")))
    assert find_marked(below) == [("../finder/", "true")]
    # what stands in the foot has nothing below it
    assert not find_marked(replace(BY_HAND, crumbs=(Crumb("Home", ""), Crumb("Add a case", "contribute/"))))


def test_a_page_that_stands_at_every_address_leads_from_none_of_them() -> None:
    page = _render(Article("404.html", "page", "A", "B", str), replace(SITE, base="/book/"))
    assert '<a class="brand" href="/book/">' in page and '<a href="/book/finder/">' in page
    assert "canonical" not in page
