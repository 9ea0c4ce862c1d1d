"""The last pass over an article: its sections are read and its abbreviations explained.

One walk over the HTML serves both. An abbreviation is explained where it first stands in a
section: an `abbr` that can take the focus, so that its full name shows on hover, on tap and by
keyboard, with no script.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser

from casebook.render.article import Section

__all__ = ["finish_article"]

_SILENT = {"a", "abbr", "code", "pre", "title", "h1", "h2", "h3", "button", "svg", "dt", "summary"}
"""No explanation inside these: a focusable thing in a link is none, and headings stay plain."""

_VOID = {"br", "hr", "img", "input", "link", "meta", "col", "wbr", "source"}


class _Walker(HTMLParser):
    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.sections: list[Section] = []
        self._abbreviations = abbreviations
        self._words = (
            re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, sorted(abbreviations, key=len, reverse=True)))})(?=s?(?![\w-]))")
            if abbreviations
            else None
        )
        self._silent = 0
        self._explained: set[str] = set()
        self._heading: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")
        if tag in _VOID:
            return
        self._silent += tag in _SILENT
        if tag == "h2":
            self._explained.clear()
            anchor = dict(attrs).get("id")
            if anchor:
                self._heading = (anchor, [])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")
        if tag in _VOID:
            return
        self._silent -= tag in _SILENT
        if tag == "h2" and self._heading:
            anchor, words = self._heading
            self.sections.append(Section(anchor, " ".join("".join(words).split())))
            self._heading = None

    def handle_data(self, data: str) -> None:
        if self._heading:
            self._heading[1].append(data)
        if not self._silent and self._words:
            data = self._words.sub(self._explain, data)
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self._pass_on(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._pass_on(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Comments are the templates' own and do not reach the reader."""

    def _pass_on(self, text: str) -> None:
        self.out.append(text)
        if self._heading:
            self._heading[1].append(html.unescape(text))

    def _explain(self, found: re.Match[str]) -> str:
        word = found[1]
        if word in self._explained:
            return word
        self._explained.add(word)
        full = html.escape(self._abbreviations[word])
        return f'<abbr tabindex="0" title="{full}">{word}</abbr>'


def finish_article(made: str, abbreviations: Mapping[str, str]) -> tuple[str, tuple[Section, ...]]:
    """Explain abbreviations in an article and list its sections.

    Args:
        made: The article's HTML, as the templates made it.
        abbreviations: The full name for each short form.

    Returns:
        The HTML, and a section for each `h2` that has an id.
    """
    walker = _Walker(abbreviations)
    walker.feed(made)
    walker.close()
    return "".join(walker.out), tuple(walker.sections)
