"""The one parser of Markdown: CommonMark with GitHub's tables, struck-out words and bare addresses.

A file is read on GitHub before it is read on the site, so both must show the same. Three things are ours:
a bullet sign, as it comes from a word processor, begins an entry of a list; every address makes a link,
so that the checker sees a bad one (the cleaner takes it off); and `[@source#locator]` cites, in the form
that Pandoc made common.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

__all__ = [
    "BULLET",
    "CITATION",
    "MARKS",
    "MOST_MARKS",
    "ParsedText",
    "parse_line",
    "parse_text",
    "render_tokens",
    "split_blocks",
]

MARKS = r"[]*_`<&!\~|:"
"""Signs that may mean something. What reading a text costs grows with them and with nothing else."""

MOST_MARKS = 2000
"""How many of them the texts of a file may have together; the richest case of the book has some 250."""

_DEEPEST_PARSED = 40
"""How deep blocks are followed; what stands deeper is not shown, and the checker refuses much less."""

BULLET = re.compile(r"^([ \t]*(?:> ?)*)[•◦▪‣●][ \t\u00a0]", re.MULTILINE)
"""A line that begins like an entry of a list in a word processor."""


CITATION = re.compile(r"\[@[^\[\]]{1,400}\]")
"""A citation: one source after @ or several, each with its @ and with ; between them."""


@cache
def _parser() -> MarkdownIt:
    # one parser for all texts: making one costs more than using it
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST_PARSED})
    parser.enable(["table", "strikethrough"]).use(gfm_autolink_plugin)
    # an e-mail address is no link here: the checker refuses it
    parser.disable("gfm_autolink_email")
    parser.inline.ruler.before("link", "citation", _read_citation)
    parser.add_render_rule("citation", _render_citation)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # the cleaner judges
    return parser


def _read_citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the parser's own way to call it
    found = CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _render_citation(
    renderer: RendererProtocol, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    # who shows a story says how its citations look; anywhere else one stands as it is written
    mark: Callable[[str], str] = env.get("mark", escapeHtml)
    return mark(tokens[index].content)


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


def split_blocks(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """The blocks of a text as they stand below each other: paragraphs, headings, whole lists and tables."""
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
            start = index + 1


def render_tokens(tokens: tuple[Token, ...], mark: Callable[[str], str] = escapeHtml) -> str:
    """The HTML of a text. Raw HTML in it stays as it is: the cleaner comes after.

    Args:
        tokens: Its blocks.
        mark: Gives the HTML of a citation, by what is written: `[@source]`.
    """
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, {"mark": mark}))
