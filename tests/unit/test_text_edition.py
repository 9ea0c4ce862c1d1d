"""The text edition of a case: every word of it, as bare pages that are light and ask for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from casebook.book import Book
from casebook.fields import Schemas
from casebook.markup import strip_markdown
from casebook.model import Case, Evidence
from casebook.render import Article, Renderer, TextPage
from casebook.render.text_edition import HEAVIEST
from casebook.text.wording import say_figure

SOUP = "durban-soup-tent"

NOT_SAID = {
    "id", "path", "language", "formerly", "story_parts", "evidence", "side", "highlights", "country", "kind", "lesson",
    "case", "about", "items", "url", "opened_by_kinds", "latitude", "longitude", "period_from", "period_to", "seen",
}  # fmt: skip
"""Fields that are no words of their own: names, places in the file, and what is said in the words of a vocabulary."""


CLOSES_P = {"p", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "table", "pre", "hr", "main", "div"}
"""Elements that end a paragraph which nobody has closed."""


class _Sound(HTMLParser):
    """What a bare page holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif given.get("rel") != "canonical":
            self.loads += [given[name] for name in ("href", "src", "srcset", "data") if name in given]
        if any(name == "style" or name.startswith("on") for name in given):
            self.wrong.append(f"{tag}: {given}")
        if tag in CLOSES_P and self.open[-1:] == ["p"]:
            self.open.pop()
        if tag == "li" and self.open[-1:] == ["li"]:
            self.open.pop()
        if tag not in {"meta", "link", "br", "hr", "html"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] != tag and self.open[-1] in {"p", "li"}:
            self.open.pop()
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


def _read(html: str) -> str:
    """What a reader reads, its citations left out, as words with one space between them."""
    plain = unescape(re.sub(r" \[<a [^>]*>\d+</a>[^\]]*\]|<[^>]*>", " ", html))
    return " ".join(plain.split())


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip()


def _list_words(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a case with the name of its field."""
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Evidence):
            return
        for field in fields(value):
            if field.name not in NOT_SAID:
                yield from _list_words(getattr(value, field.name), field.name)
    elif isinstance(value, tuple):
        for one in value:
            yield from _list_words(one, name)
    elif isinstance(value, str) and " " in value:
        yield name, value


def _make(book: Book, schemas: Schemas, case: Case) -> tuple[TextPage, ...]:
    cases = tuple(case if one.id == case.id else one for one in book.cases)
    return Renderer(replace(book, cases=cases), schemas).text_editions.of(case)


def _find_lost(case: Case, pages: tuple[TextPage, ...]) -> list[tuple[str, str]]:
    said = _squeeze(" ".join(_read(page.html) for page in pages))
    lost = []
    for name, text in _list_words(case):
        # a cited text is told paragraph by paragraph
        parts = [part.words for part in case.story_parts] if name == "story" else strip_markdown(text).splitlines()
        parts = [say_figure(text)] if name == "value" else parts
        lost += [(name, part) for part in parts if _squeeze(part) not in said]
    return lost


def test_no_word_of_a_case_is_lost(project_book: Book, project_renderer: Renderer) -> None:
    for case in project_book.cases:
        assert not _find_lost(case, project_renderer.text_editions.of(case)), case.id


def test_a_word_that_is_lost_is_found(shelf_book: Book, project_schemas: Schemas) -> None:
    case = shelf_book.by_id[SOUP]
    pages = Renderer(shelf_book, project_schemas).text_editions.of(case)
    assert not _find_lost(case, pages)
    told = replace(case, open_questions=("Who paid for the second tent?",))
    assert _find_lost(told, pages) == [("open_questions", "Who paid for the second tent?")]


def test_every_page_is_light(project_renderer: Renderer) -> None:
    heavy = {page.address: page.size for page in project_renderer.text_editions if page.size > HEAVIEST}
    assert not heavy


def test_every_page_is_sound_and_asks_for_nothing(project_renderer: Renderer) -> None:
    for page in project_renderer.text_editions:
        assert page.html.isprintable() or "\n" in page.html
        found = _Sound(page.html)
        assert not found.wrong and not [tag for tag in found.open if tag not in {"p", "li"}], page.address
        assert found.loads == ["data:,"], page.address
        assert not {"script", "style", "img", "svg", "iframe", "form", "object"} & set(found.tags)
        assert found.tags.count("h1") == found.tags.count("main") == found.tags.count("title") == 1
        assert len(found.ids) == len(set(found.ids)), page.address
        assert "default-src 'none'" in page.html and "'self'" not in page.html


def test_an_item_has_the_address_that_it_has_on_the_full_page(
    project_book: Book, project_renderer: Renderer, project_articles: dict[str, Article]
) -> None:
    for case in project_book.cases:
        full = set(re.findall(r'\sid="([^"]+)"', project_articles[f"cases/{case.id}/"].html))
        here = [id for page in project_renderer.text_editions.of(case) for id in _Sound(page.html).ids]
        wanted = {item.id for _, item in case.items()} | {reply.id for reply in case.replies}
        assert set(here) <= full, (case.id, set(here) - full)
        assert wanted <= set(here), (case.id, wanted - set(here))
        assert {f"source-{id}" for id in project_book.sources_of(case)} <= set(here)


def test_every_mark_leads_to_its_place(project_book: Book, project_renderer: Renderer) -> None:
    for case in project_book.cases:
        pages = {page.address: _Sound(page.html) for page in project_renderer.text_editions.of(case)}
        for address, page in pages.items():
            for link in page.links:
                way, _, anchor = link.partition("#")
                if way.startswith("../../") or ":" in way:
                    continue
                place = {"": address, "../": f"cases/{case.id}/text/"}.get(way, f"cases/{case.id}/text/{way}")
                assert not anchor or anchor in pages[place].ids, (address, link)


def test_the_full_page_says_what_it_weighs(
    shelf_articles: dict[str, Article], shelf_book: Book, project_schemas: Schemas
) -> None:
    (page,) = Renderer(shelf_book, project_schemas).text_editions.of(shelf_book.by_id[SOUP])
    says = re.search(
        r'<a href="\.\./\.\./cases/[\w-]+/text/" rel="alternate">As plain text</a>: ([\d.]+) kB',
        shelf_articles[f"cases/{SOUP}/"].html,
    )
    assert says and abs(float(says[1]) - page.size / 1000) < 0.1
    assert f'<link rel=canonical href="../../../cases/{SOUP}/">' in page.html
    assert f'<a href="../../../cases/{SOUP}/">The full page</a>' in page.html
    # and at its end, where one has read it
    assert f'<a href="../../../cases/{SOUP}/">The full page of this case</a>' in page.html[-400:]


@pytest.mark.parametrize("size", [4_000, 12_000, 40_000])
def test_what_would_be_too_heavy_stands_on_further_pages(shelf_book: Book, project_schemas: Schemas, size: int) -> None:
    """Words that cannot be packed, as of a case far longer than any file may be."""
    case = shelf_book.by_id[SOUP]
    numbers = (
        f"Failure {n * 7919 % 100_003:x} {n * 104_729 % 1_299_709:x} of the {n} {n * n * 31 % 65_537:x}."
        for n in range(10**6)
    )
    failures, room = [], size * 2
    while room > 0:
        text = " ".join(next(numbers) for _ in range(10))
        failures.append(replace(case.failures[0], id=f"failure-no-{len(failures)}", what_happened=text))
        room -= len(text)
    long = replace(case, failures=tuple(failures), history=(), replies=())
    pages = _make(shelf_book, project_schemas, long)
    assert [page.address for page in pages] == [
        f"cases/{SOUP}/text/{f'{n}/' if n > 1 else ''}" for n in range(1, len(pages) + 1)
    ]
    assert all(page.size <= HEAVIEST for page in pages) and len(pages) >= size // 12_000
    assert not _find_lost(long, pages)
    # the full page names the next ones by what begins there
    assert pages[-1].sections and "Sources" in [title for page in pages for title in page.sections]
    # each leads on to the next, and back
    for page, after in pairwise(pages):
        assert f'<a href="{"../" * page.address.count("/")}{after.address}">' in page.html.split("This goes on:")[1]
        assert f'<a href="{"../" * after.address.count("/")}{page.address}">Back' in after.html
    assert "This goes on" not in pages[-1].html


def test_it_speaks_the_language_of_its_case(shelf_book: Book, project_schemas: Schemas) -> None:
    case = replace(shelf_book.by_id[SOUP], language="pt-BR")
    (page,) = _make(shelf_book, project_schemas, case)
    assert "<html lang=pt-BR>" in page.html
    assert "<h2 id=story lang=en>The story</h2>" in page.html
    assert f"<p>{case.summary}" in page.html


def test_what_somebody_writes_stays_text(shelf_book: Book, project_schemas: Schemas) -> None:
    bad = '"><script>alert(1)</script>'
    case = shelf_book.by_id[SOUP]
    hostile = replace(
        case,
        title=bad,
        summary=bad,
        sources=tuple(replace(one, url="javascript:alert(1)", title=bad) for one in case.sources),
        actors=tuple(replace(one, name=bad) for one in case.actors),
    )
    for page in _make(shelf_book, project_schemas, hostile):
        found = _Sound(page.html)
        assert "script" not in found.tags and not [link for link in found.links if "javascript" in link]
