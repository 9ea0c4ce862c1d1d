"""The last pass over an article: its abbreviations are explained; and which sections it has.

An abbreviation is explained where it first stands in a section: an `abbr` that can take the focus,
so that its full name shows on hover, on tap and by keyboard, with no script.

The HTML is our templates' own and the cleaner's, so every attribute is quoted, and every element
closed but for items of long lists: it is cut at its tags and not parsed a second time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from casebook.render.section import Section

__all__ = ["finish_article", "list_sections"]

_SILENT = (
    "a", "abbr", "code", "pre", "title", "h1", "h2", "h3", "button", "svg", "dt", "summary",
    "label", "legend", "option", "script",
)  # fmt: skip
"""No explanation inside these: a focusable thing in a link or a label is none, and headings stay plain."""

_REST = r"""[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>"""
_TAG = re.compile(rf"</?[a-z]{_REST}")
_HEADING = re.compile(rf"<h2(?=\s)(?P<attributes>{_REST})(?P<words>.*?)</h2>", re.DOTALL)
_ANCHOR = re.compile(r"""\sid=("[^"]*"|'[^']*')""")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

_SILENT_ELEMENTS = "|".join(rf"{tag}(?=[\s>]){_REST}.*?</{tag}>" for tag in _SILENT)
_SKIPPED = re.compile(rf"((?:<(?:{_SILENT_ELEMENTS}|/?[a-z]{_REST})|&[#\w]+;)+)", re.DOTALL)
"""Silent elements, tags and character references, as many as follow each other: between them stands what is read."""


@lru_cache(maxsize=4)
def _compile(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds any of the words where it stands alone, or with an s for many.

    Each choice begins with a letter of its word, and only then looks back: so the search leaps from
    one such letter to the next and need not stop at every place.
    """
    longest_first = sorted(words, key=len, reverse=True)
    choices = (rf"{re.escape(word[0])}(?<![\w-].){re.escape(word[1:])}" for word in longest_first)
    return re.compile(rf"(?:{'|'.join(choices)})(?=s?(?![\w-]))", re.DOTALL)


def list_sections(made: str) -> tuple[Section, ...]:
    """The sections of a finished article: one for each `h2` that has an id."""
    return tuple(_read_sections(made))


def _read_sections(made: str) -> Iterator[Section]:
    for found in _HEADING.finditer(made):
        if anchor := _ANCHOR.search(found["attributes"]):
            words = html.unescape(_TAG.sub("", found["words"]))
            yield Section(html.unescape(anchor[1][1:-1]), " ".join(words.split()))


def _explain(section: str, words: re.Pattern[str], abbreviations: Mapping[str, str]) -> str:
    """A section with the first of each of its abbreviations explained."""
    if not words.search(section):
        return section
    explained: set[str] = set()

    def explain(found: re.Match[str]) -> str:
        word = found[0]
        if word in explained:
            return word
        explained.add(word)
        return f'<abbr tabindex="0" title="{html.escape(abbreviations[word])}">{word}</abbr>'

    pieces = _SKIPPED.split(section)
    pieces[::2] = [words.sub(explain, piece) for piece in pieces[::2]]
    return "".join(pieces)


def finish_article(made: str, abbreviations: Mapping[str, str]) -> str:
    """Explain the abbreviations in an article.

    Args:
        made: The article's HTML, as the templates made it.
        abbreviations: The full name for each short form.
    """
    if "<!--" in made:
        # comments are the templates' own and do not reach the reader
        made = _COMMENT.sub("", made)
    if not abbreviations:
        return made
    words = _compile(tuple(abbreviations))
    head, *others = made.split("<h2")
    return "".join(_explain(part, words, abbreviations) for part in (head, *(f"<h2{one}" for one in others)))
