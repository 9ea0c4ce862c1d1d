"""The last pass over an article: what is explained and where, and which sections are found."""

from __future__ import annotations

import pytest

from casebook.book import Book
from casebook.render import Article
from casebook.render.finish import finish_article, list_sections

WORDS = {"UN": "United Nations", "UN-Habitat": "Settlements", "NGO": "Organisation"}
UN = '<abbr tabindex="0" title="United Nations">UN</abbr>'
HABITAT = '<abbr tabindex="0" title="Settlements">UN-Habitat</abbr>'


@pytest.mark.parametrize(
    ("made", "finished"),
    [
        ("UN", UN),
        ("<p>UN</p>", f"<p>{UN}</p>"),
        ("<p>The UNs</p>", f"<p>The {UN}s</p>"),
        ("<p>UN-Habitat, UN</p>", f"<p>{HABITAT}, {UN}</p>"),
        ("<p>UNO FUN _UN un-UN UN-x UN</p>", f"<p>UNO FUN _UN un-UN UN-x {UN}</p>"),
        ("<p>R&amp;UN&#39;s</p>", f"<p>R&amp;{UN}&#39;s</p>"),
        ("<p>é<b>UN</b>é</p>", f"<p>é<b>{UN}</b>é</p>"),
        ('<p title="UN">UN</p>', f'<p title="UN">{UN}</p>'),
        ("<p title=\"a > UN\" lang='UN'>UN</p>", f"<p title=\"a > UN\" lang='UN'>{UN}</p>"),
        ('<a href="x">UN</a> UN', f'<a href="x">UN</a> {UN}'),
        ('<article class="x">UN</article>', f'<article class="x">{UN}</article>'),
        (
            "<svg><title>UN</title><text>UN</text></svg><p>UN</p>",
            f"<svg><title>UN</title><text>UN</text></svg><p>{UN}</p>",
        ),
        (
            "<pre><code>UN</code> UN</pre> <code>UN</code><br>UN",
            f"<pre><code>UN</code> UN</pre> <code>UN</code><br>{UN}",
        ),
        ('<abbr title="x">UN</abbr><dt>UN</dt><h1>UN</h1>', '<abbr title="x">UN</abbr><dt>UN</dt><h1>UN</h1>'),
        (
            "<p>UN UN</p><h3>UN</h3><p>UN</p><h2>UN</h2><p>UN UN</p>",
            f"<p>{UN} UN</p><h3>UN</h3><p>UN</p><h2>UN</h2><p>{UN} UN</p>",
        ),
        ("<p>a<!-- UN -->b</p>", "<p>ab</p>"),
        ("", ""),
    ],
)
def test_a_word_is_explained_where_it_first_stands_alone_in_a_section(made: str, finished: str) -> None:
    assert finish_article(made, WORDS) == finished


@pytest.mark.parametrize(
    ("made", "sections"),
    [
        ('<h2 id="a">Two  \n words</h2>', [("a", "Two words")]),
        ('<h2 class="x" id="a" tabindex="-1"><a href="y">Two</a> &amp; <b>more</b></h2>', [("a", "Two & more")]),
        (
            '<h2 id="a"><svg><path d="M1"/></svg>Marked</h2><h2>Without</h2><h2 id="b">Last</h2>',
            [("a", "Marked"), ("b", "Last")],
        ),
        ('<h3 id="a">Deeper</h3><h2 data-id="x">Not it</h2>', []),
        ("<p>No heading</p>", []),
    ],
)
def test_a_section_is_a_heading_with_an_anchor(made: str, sections: list[tuple[str, str]]) -> None:
    assert finish_article(made, WORDS) == made
    assert [(one.id, one.title) for one in list_sections(made)] == sections


def test_without_abbreviations_nothing_is_explained() -> None:
    assert finish_article('<h2 id="a">UN</h2><p>UN</p>', {}) == '<h2 id="a">UN</h2><p>UN</p>'


def test_every_vocabulary_is_a_section_of_the_glossary(
    project_book: Book, project_articles: dict[str, Article]
) -> None:
    glossary = project_articles["glossary/"]
    assert {one.id for one in glossary.sections} == set(project_book.vocabularies)
    assert {one.title for one in glossary.sections} == {one.title for one in project_book.vocabularies.values()}
