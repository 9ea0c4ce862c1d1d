"""The page around an article: our own from the first line, and in the article's language."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.config import load_config

from casebook.book import Book
from casebook.pictures import PICTURE_SIZE
from casebook.render import Article, Site
from casebook.render.maintainers import Maintainers
from landing import PROJECT

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


def _render(
    article: Article | None,
    *,
    serving: bool = False,
    maintainers: Maintainers | None = None,
    site: Site | None = None,
) -> str:
    """A page as MkDocs renders it, without a whole build around it."""
    config = load_config(str(PROJECT / "mkdocs.yml"), hooks=[], site_url="https://site.test/book/")
    config.extra["casebook"] = {"policy": not serving, "site": site or Site(maintainers=maintainers or Maintainers())}
    page = SimpleNamespace(
        url="a/", title="By hand", content="<h1>By hand</h1>", canonical_url="https://site.test/book/a/?x=1&y=2"
    )
    nav = [
        SimpleNamespace(title="Finder", url="finder/", children=None),
        SimpleNamespace(
            title="Take part", children=[SimpleNamespace(title="Add a case", url="contribute/", children=None)]
        ),
    ]
    template = config.theme.get_env().get_template("main.html")
    return template.render(config=config, page=page, nav=nav, base_url="..", article=article)


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
    article = Article("cases/a/", "case", "Uma cozinha", "Duas frases.", "<h1>Uma cozinha</h1>", language="pt-BR")
    assert _languages(_render(article)) == {
        "html": "pt-BR", "body": None, 'a class="skip"': "en",
        "header": "en", "main": None, "footer": "en", "dialog": "en",
    }  # fmt: skip


def test_around_an_english_article_no_language_is_repeated() -> None:
    article = Article("cases/a/", "case", "A kitchen", "Two sentences.", "<h1>A kitchen</h1>")
    assert _languages(_render(article))["html"] == "en"
    assert _render(article).count('lang="en"') == 1


def test_what_a_page_says_of_itself_is_escaped() -> None:
    article = Article("a/", "page", "5 > 3 & \"so\" 'on'", '"><script>', "<p>text</p>")
    page = _render(article)
    assert "<title>5 &gt; 3 &amp; &#34;so&#34; &#39;on&#39; · Solidarity Casebook</title>" in page
    assert '<meta name="description" content="&#34;&gt;&lt;script&gt;">' in page
    assert '<link rel="canonical" href="https://site.test/book/a/?x=1&amp;y=2">' in page


def _read_metas(page: str) -> dict[str, str]:
    """What a message shows of a page."""
    return {
        name: unescape(says)
        for name, says in re.findall(r'<meta (?:property|name)="([a-z]+:[\w:]+)" content="([^"]*)">', page)
    }


CASE = Article(
    "cases/a/", "case", 'Soup & "bread" <b>', "Two > sentences.", "<h1>Soup</h1>", language="pt-BR",
    picture="pictures/a.png", picture_says='It says "soup" & <b>', changed="2026-11-26",
)  # fmt: skip


def test_a_message_shows_title_picture_and_place_of_a_case() -> None:
    width, height = PICTURE_SIZE
    assert _read_metas(_render(CASE, site=Site(url="https://site.test/book/", picture="picture.png"))) == {
        "og:type": "article", "og:site_name": "Solidarity Casebook", "og:title": CASE.title,
        "og:description": CASE.description, "og:locale": "pt_BR", "article:modified_time": "2026-11-26",
        "og:url": "https://site.test/book/a/?x=1&y=2", "og:image": "https://site.test/book/pictures/a.png",
        "og:image:type": "image/png", "og:image:width": str(width), "og:image:height": str(height),
        "og:image:alt": CASE.picture_says, "twitter:card": "summary_large_image",
    }  # fmt: skip


def test_a_page_without_a_picture_of_its_own_has_that_of_the_site() -> None:
    site = Site(url="https://site.test/book/", picture="picture.png")
    for article in (None, Article("a/", "page", "A", "B", "")):
        told = _read_metas(_render(article, site=site))
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
    page = _render(replace(CASE, linked='{"a":"\\u003c"}'))
    assert '</main>\n<script type="application/ld+json">{"a":"\\u003c"}</script>\n<footer' in page
    assert "ld+json" not in _render(CASE) + _render(None)


def test_a_page_loads_what_its_article_asks_for_after_what_all_pages_load() -> None:
    article = Article("a/", "page", "A", "B", "", scripts=("find/finder.js",), styles=("find/finder.css",))
    loads = re.findall(r'(?:src|stylesheet" href)="([^"]+)"', _render(article))
    assert loads == [
        "../assets/casebook.js", "../assets/reading.js", "../assets/casebook.css",
        "../assets/find/find.css", "../assets/find/finder.css", "../assets/find/finder.js",
    ]  # fmt: skip


def test_a_page_written_by_hand_has_the_same_skeleton() -> None:
    page = _render(None)
    assert _languages(page)["html"] == "en"
    assert [len(re.findall(rf"<{tag}\b", page)) for tag in ("html", "head", "body", "main", "h1")] == [1] * 5
    assert "<title>By hand · Solidarity Casebook</title>" in page


def test_the_foot_leads_to_the_guide_and_to_the_repository_where_there_is_one() -> None:
    repository = "https://code.test/us/book?a&b"
    foot = _render(None, maintainers=Maintainers(repository=repository)).partition("<footer")[2]
    assert '<a href="../contribute/">Add a case</a>' in foot
    assert f'<a href="{escape(repository)}" rel="noopener noreferrer">The repository</a>' in foot
    assert "repository" not in _render(None).partition("<footer")[2].lower()


@pytest.mark.parametrize("serving", [False, True])
def test_the_live_preview_can_put_its_script_into_the_page(serving: bool) -> None:
    # it looks for the end of the body, and the policy would forbid the script
    page = _render(None, serving=serving)
    assert page.count("</body>") == 1
    assert ("Content-Security-Policy" in page) is not serving
    # and of it nothing is kept
    assert ('<link rel="manifest" href="../manifest.webmanifest">' in page) is not serving
