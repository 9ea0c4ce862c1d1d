"""One thing has one word: no page and no script says another for it. docs/architecture.md has the table.

Pages are those of the invented book, whose own texts are fixed.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from casebook.render import Article
from landing import PROJECT

RIVALS = {
    r"\bdoors that opened": "entry points",
    r"\bhow it ended up": "what became of it",
    r"\bfollow-?ups?\b": "event",
    r"\bwhat is missing": "what stands in the way",
    r"\bstood in the way": "challenge",
    r"\b[Aa] task\b(?! team)": "topic",
    r"\bCompare\b|\bcompare cases": "side by side",
    r"\ball cases(?! that fit)": "cases",
    r"\bfilters?\b": "narrow down",
    r"\blet go\b": "left out",
    r"\bwhere it ends": "what it does not mean",
    r"\brests on it\b": "what it is used for",
}
"""What is not said, and what is said in its place."""

FOR_WRITERS = ("contribute/fields/", "contribute/problems/")
"""Pages on the fields of a file, which have names of their own: `follow_ups` is one."""

_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\w])//[^\n]*", re.DOTALL)
_CALL = re.compile(r"\.\w+\(")
_LITERAL = re.compile(r'"[^"\n]*"|`[^`]*`')


def _find(text: str) -> list[str]:
    return [
        f"{found[0]}: say {word}"
        for rival, word in RIVALS.items()
        for found in re.finditer(rival if "[" in rival or "C" in rival else f"(?i){rival}", text)
    ]


def _read(html: str) -> str:
    """What a page says; a tag ends what was said before it."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " | ", html).split()))


def test_no_page_says_another_word_for_a_thing(shelf_articles: dict[str, Article]) -> None:
    found = {
        address: rivals
        for address, article in shelf_articles.items()
        if address not in FOR_WRITERS
        and (rivals := _find(" | ".join((_read(article.html), article.title, article.description))))
    }
    assert found == {}


@pytest.mark.parametrize("script", sorted((PROJECT / "docs" / "assets").rglob("*.js")), ids=lambda one: one.name)
def test_no_script_says_another_word_for_a_thing(script: Path) -> None:
    code = _COMMENT.sub("", script.read_text("utf-8"))
    # what a reader sees has a space in it or begins with a capital; the rest is names
    said = [one for one in _LITERAL.findall(code) if (" " in one or one[1:2].isupper()) and not _CALL.search(one)]
    assert not [rivals for one in said if (rivals := _find(one))]


@pytest.mark.parametrize(
    "said",
    ["How it ended up", "Let go: Media.", "<b>All cases</b>", "the filter is open", "Doors that opened", "A task"],
)
def test_a_rival_is_found(said: str) -> None:
    assert _find(said)


@pytest.mark.parametrize("said", ["A task team of officials", "All cases that fit", "Side by side with the nearest"])
def test_what_is_meant_is_no_rival(said: str) -> None:
    assert not _find(said)
