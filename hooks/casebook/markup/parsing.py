"""The one parser of Markdown: CommonMark with GitHub's tables, struck-out words and bare addresses.

A file is read on GitHub before it is read on the site, so both must show the same. Two things are ours:
a bullet sign, as it comes from a word processor, begins an entry of a list; and every address makes a
link, so that the checker sees a bad one (the cleaner takes it off).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

__all__ = ["BULLET", "MARKS", "MOST_MARKS", "ParsedText", "parse_line", "parse_text", "render_tokens"]

MARKS = re.compile(r"[\[\]*_`<&!\\~|:]")
"""Signs that may mean something. What reading a text costs grows with them and with nothing else."""

MOST_MARKS = 2000
"""How many of them the texts of a file may have together; the richest case of the book has some 250."""

_DEEPEST_PARSED = 40
"""How deep blocks are followed; what stands deeper is not shown, and the checker refuses much less."""

BULLET = re.compile(r"^([ \t]*(?:> ?)*)[•◦▪‣●][ \t\u00a0]", re.MULTILINE)
"""A line that begins like an entry of a list in a word processor."""


@cache
def _parser() -> MarkdownIt:
    # one parser for all texts: making one costs more than using it
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST_PARSED})
    parser.enable(["table", "strikethrough"]).use(gfm_autolink_plugin)
    # an e-mail address is no link here: the checker refuses it
    parser.disable("gfm_autolink_email")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # the cleaner judges
    return parser


class ParsedText(NamedTuple):
    """What the parser makes of a text."""

    tokens: tuple[Token, ...]
    """Its blocks, and the words in each."""
    targets: tuple[str, ...] = ()
    """The addresses that stand apart, as in [name]: https://…, whether or not a link uses them."""


# A text is parsed when it is checked and again when it is shown; what few pages ask for twice stays known.
@lru_cache(maxsize=512)
def parse_text(text: str) -> ParsedText:
    """The blocks of a text."""
    # with an asterisk, so that a list of hyphens above it does not go on
    kept: dict[str, Any] = {}
    tokens = tuple(_parser().parse(BULLET.sub(r"\1* ", text), kept))
    return ParsedText(tokens, tuple(one["href"] for one in kept.get("references", {}).values()))


@lru_cache(maxsize=512)
def parse_line(text: str) -> ParsedText:
    """The only block of a text in which nothing but words, emphasis and links can stand."""
    return ParsedText(tuple(_parser().parseInline(text)))


def render_tokens(tokens: tuple[Token, ...]) -> str:
    """The HTML of a text. Raw HTML in it stays as it is: the cleaner comes after."""
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, {}))
