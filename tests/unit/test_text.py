"""Small texts as a reader expects them, and nothing active in any of them."""

from __future__ import annotations

import pytest

from casebook.markup import (
    render_line,
    render_prose,
    render_story,
    strip_markdown,
)
from casebook.render.finish import finish_article, list_sections
from casebook.text.dates import say_period, say_when
from casebook.text.wording import join_words, number_of, say_figure, shorten


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2020", "2020"),
        ("2020-03", "March 2020"),
        ("2020-03-07", "7 March 2020"),
        ("2020-04/2020-06", "April to June 2020"),
        ("2019/2021", "2019 to 2021"),
        ("2019-12/2020-01", "December 2019 to January 2020"),
        ("unknown", "date not known"),
    ],
)
def test_say_when(when: str, words: str) -> None:
    assert say_when(when) == words


def test_say_period() -> None:
    assert say_period("2020-03", "ongoing") == "since March 2020"
    assert say_period("2020", "unknown") == "from 2020, end not known"
    assert say_period("2020", "2020") == "2020"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("340000", "340,000"),
        ("more than 340000", "more than 340,000"),
        ("1400 to 1600", "1400 to 1600"),
        ("12.5", "12.5"),
        ("21.75000", "21.75000"),
        ("about 170", "about 170"),
    ],
)
def test_say_figure(value: str, words: str) -> None:
    assert say_figure(value) == words


def test_words() -> None:
    assert join_words([]) == "" and join_words(["a"]) == "a" and join_words(["a", "b", "c"]) == "a, b and c"
    assert number_of(1, "case") == "1 case" and number_of(2, "city", "cities") == "2 cities"
    assert shorten("one two three", 9) == "one two…" and shorten("short", 9) == "short"
    assert strip_markdown("a *b* & [d](https://e.org) 3 < 4") == "a b & d 3 < 4"


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](https://papers.test/x.png)",
    '<img src=x onerror="alert(1)">',
    "<a href='https://a.example' onclick=alert(1)>x</a>",
    "<iframe src=//evil.example></iframe>",
    "</div></section><h1>x",
    "<style>*{display:none}</style>",
    "[x](vbscript:x)",
    "<svg><script>alert(1)</script></svg>",
    "```html\n<script>x</script>\n```",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("render", [render_line, render_prose, render_story])
def test_nothing_active_comes_out(render, text: str) -> None:
    made = str(render(text)).lower()
    for bad in (
        "<script", "<img", "<iframe", "<style", "<svg", "onclick", 'onerror="', "javascript:", "vbscript:",
        'href="data:', "<h1", "</div", "</section",
    ):  # fmt: skip
        assert bad not in made.replace("&lt;script", ""), made


def test_the_story_has_headings_below_the_pages_own() -> None:
    assert str(render_story("## One\n\ntext\n\n### Two")) == '<h3>One</h3>\n<p id="story-1">text</p>\n<h4>Two</h4>'


def test_an_abbreviation_is_explained_once_a_section_and_never_in_a_link() -> None:
    made = finish_article(
        '<h2 id="a">CAN one</h2><p>A CAN and CANs, CANADA, un-CAN.</p>'
        '<h2 id="b">Two</h2><p><a href="x">CAN</a> CANs &amp; CAN</p>',
        {"CAN": "Community <Action> Network"},
    )
    mark = '<abbr tabindex="0" title="Community &lt;Action&gt; Network">CAN</abbr>'
    assert made == (
        f'<h2 id="a">CAN one</h2><p>A {mark} and CANs, CANADA, un-CAN.</p>'
        f'<h2 id="b">Two</h2><p><a href="x">CAN</a> {mark}s &amp; CAN</p>'
    )
    assert [(one.id, one.title) for one in list_sections(made)] == [("a", "CAN one"), ("b", "Two")]
