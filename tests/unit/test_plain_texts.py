"""A plain text takes the short way to HTML: what comes out is what Markdown and the cleaner would have made."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from examples import SMALL

from casebook.book import Book, link_book
from casebook.check import check_project
from casebook.markup import rendering as markup

MEANINGFUL = "*_`[]()<>&\\!#+-=~:|.\"'{}^$@/"
SPACES = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x85\xa0\u2003\u2028\u2029\u3000\ufeff"
STRANGE = "\x00\x02\x03\x1b\x7f\x9f\u200b\u200d\u202e\ufffd\ufffe\U0001f600\U0001fffe\u0301\u0663"
LETTERS = "aZ09é٣“„«‘’…–—ßİ"

NASTY = (
    "1. a list", "1.", "12) no list", "3.5 million", "٣. a list", "(1. no list)", '"1. no list"', "1.a", "- a list",
    "+ a list", "– a dash", "# a heading", "=====", "a\n=====", "a\n---", "~~~", "~~~a~~~", "> said", "    code",
    "\tcode", "a  ", " a", "a ", "a\xa0", "a\xa0b", "a\u2003", "a\u2003b", "a\u2028b", "a\x85b", "a\rb", "a\r\nb",
    "a\n\nb", "a  \nb", "\\*a", "a\\", "*a*", "_a_", "a_b_c", "__a__", "`a`", "[a](https://e.org)",
    "[a]: https://e.org", "[a]: https://e.org\n\n[a]", "![a](x.png)", "<https://e.org>", "<a@e.org>", "https://e.org",
    "a@e.org", "a & b", "&amp;", "&eacute;", "&", "1 < 2", "2 > 1", "<b>a</b>", "<!-- a -->", "<", ">", '"a"', "'a'",
    "“a”", "(a)", "„a“", "«a»", '""a', "a\x00b", "a\x02b", "\x02wzxhzdk:0\x03", "klzzwxh:0000", "\ufeffa", "a\ufeff",
    "a\u200b", "\u202ea", "a\u0301", "😀", "a😀", "a: b", ": a", "a\n: b", "| a | b |", "a|b\n-|-\n1|2", "*[HTML]: a",
    "[^1]", "[^1]: a", "{: .a}", "a {: .a}", "$a$", "", " ", "a", "1", "é", "(", '"', "...", "…", "***", "___",
    "* * *", "!a", "a!", "a![", "a](b", "```", "```\na\n```",
)  # fmt: skip


def take_the_long_way(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str, str]:
    with monkeypatch.context() as patched:
        patched.setattr(markup, "is_plain", lambda text: False)
        return markup.render_prose(text), markup.render_line(text), markup.strip_markdown(text)


def assert_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = markup.render_prose(text), markup.render_line(text), markup.strip_markdown(text)
    assert made == take_the_long_way(text, monkeypatch), repr(text)


def list_texts(value: object) -> Iterator[str]:
    """Every text in a value of the model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from list_texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from list_texts(getattr(value, field.name))


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_text_comes_out_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_same(text, monkeypatch)


def test_random_texts_come_out_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(8)
    plain = 0
    for _ in range(2500):
        pool = chance.choice((LETTERS + " ", LETTERS + SPACES, LETTERS + MEANINGFUL, LETTERS + STRANGE))
        text = "".join(chance.choices(pool, k=chance.randint(1, 9)))
        plain += markup.is_plain(text)
        assert_same(text, monkeypatch)
    # only where a text takes the short way can the two differ
    assert plain > 400


def test_every_text_of_the_shelf_comes_out_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    book = link_book(check_project(SMALL))
    texts = {text for case in book.cases for text in list_texts(case)}
    assert len(texts) > 30
    for text in texts:
        assert_same(text, monkeypatch)


def test_every_text_of_the_book_comes_out_the_same(project_book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    values = (*project_book.cases, *project_book.shared.values(), *project_book.vocabularies.values())
    texts = {text for value in values for text in list_texts(value)}
    # each kind of text once in ten: all of them the long way take many seconds
    for text in sorted(texts)[::10]:
        assert_same(text, monkeypatch)


@pytest.mark.parametrize(
    "text", ["Two towns shared a doctor.", "“No,” she said.", "2020 was dry", "A, b: c; d (e) – f!", "İzmir"]
)
def test_an_ordinary_sentence_is_plain(text: str) -> None:
    assert markup.is_plain(text)
