"""A text as its reader sees it: the words, where its links lead, and what the page will not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from markdown_it.token import Token

from casebook.markup.parsing import parse_line, parse_text, split_blocks
from casebook.markup.rendering import (
    BLOCK_TAGS,
    CITED,
    EMPTY,
    INLINE_TAGS,
    clean_tokens,
    is_passage,
    is_plain,
    read_citation,
    strip_tags,
)

__all__ = ["DEEPEST_TEXT", "Citation", "Heading", "Passage", "ShownText", "TextPart", "show_text"]

DEEPEST_TEXT = 6
"""How deep lists and quotations may stand inside each other: on a phone no more can be told apart."""

_BLOCK = r"</?(?:p|[uo]l|li|blockquote|h[1-6]|table|thead|tbody|tr|t[hd]|pre|hr)(?: [^<>]*)?>"
_WITHIN = re.compile(rf"({_BLOCK})?\n(?!{_BLOCK})")
"""The end of a line, and the block that ends with it; without one it stands inside a paragraph."""

_NESTED = {"bullet_list_open", "ordered_list_open", "blockquote_open"}
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,80}\]")


@dataclass(frozen=True)
class Passage:
    """Something in a text, and where."""

    words: str
    """What was written, or where a link leads."""
    line: int
    """The line of the text in which its paragraph begins, from 0."""


@dataclass(frozen=True)
class Heading:
    """A heading in a text."""

    words: str
    """What it says."""
    level: int
    """1 to 6."""
    line: int
    """Its line in the text, from 0."""


@dataclass(frozen=True)
class Citation:
    """What a text names as its evidence, where it says so: `[@source]`."""

    written: str
    """The whole of it, as it stands there."""
    pieces: tuple[str, ...]
    """The pieces of evidence in it, as they are written; whether they are any is for the checker to say."""
    line: int
    """The line of the text in which its paragraph begins, from 0."""


@dataclass(frozen=True)
class TextPart:
    """A paragraph of a text, or a list or a table as a whole."""

    words: str
    """What a reader reads, without its citations."""
    line: int
    """The line in which it begins, from 0."""
    citations: tuple[Citation, ...] = ()
    """What it cites."""


@dataclass(frozen=True)
class ShownText:
    """What becomes of a text."""

    words: str
    """What a reader reads, as plain text, code too. A line ends where a paragraph or another block does."""
    links: tuple[Passage, ...] = ()
    """Where its links lead, bare addresses and those that stand apart too."""
    images: tuple[Passage, ...] = ()
    """The addresses of its images."""
    tags: tuple[Passage, ...] = ()
    """The HTML in it, tag by tag or as a whole block."""
    headings: tuple[Heading, ...] = ()
    """Its headings."""
    paragraphs: tuple[Passage, ...] = ()
    """The words of each paragraph as they are read, with a space in place of code."""
    footnotes: tuple[Passage, ...] = ()
    """What is written like a footnote; there are none here."""
    too_deep: tuple[Passage, ...] = ()
    """The first list or quotation that stands deeper inside others than anybody could follow."""
    tokens: tuple[Token, ...] = field(default=(), repr=False, compare=False)
    """What the parser made of it; none of a text that is its own HTML."""

    @cached_property
    def parts(self) -> tuple[TextPart, ...]:
        """Its blocks but for headings, each of which may cite. Few texts are asked for them."""
        if not self.tokens:
            return (TextPart(self.words, 0),) if self.words else ()
        return tuple(_take_parts(self.tokens))


# asked of a text several times over, by several rules that each go through the whole file, but not of the next file's
@lru_cache(maxsize=256)
def show_text(text: str, *, blocks: bool) -> ShownText:
    """What a reader sees of a text.

    Args:
        text: The Markdown.
        blocks: Whether it may have paragraphs, lists and tables; a title has none.
    """
    if is_plain(text):
        return ShownText(text, paragraphs=(Passage(text, 0),))
    tokens, targets = parse_text(text) if blocks else parse_line(text)
    inner = [(child, _line(token)) for token in tokens for child in token.children or ()]
    return ShownText(
        words=_read_words(tokens, BLOCK_TAGS if blocks else INLINE_TAGS),
        links=(
            *(Passage(str(one.attrs["href"]), line) for one, line in inner if _leads_somewhere(one)),
            *(Passage(target, 0) for target in targets),
        ),
        images=tuple(Passage(str(one.attrs["src"]), line) for one, line in inner if one.type == "image"),
        tags=(
            *(Passage(one.content, line) for one, line in inner if one.type == "html_inline"),
            *(Passage(one.content, _line(one)) for one in tokens if one.type == "html_block"),
        ),
        headings=tuple(_find_headings(tokens)),
        paragraphs=tuple(Passage(_flatten(one), _line(one)) for one in tokens if one.children is not None),
        footnotes=tuple(_find_footnotes(tokens)),
        too_deep=tuple(_find_too_deep(tokens))[:1],
        tokens=tokens,
    )


def _read_words(tokens: tuple[Token, ...], tags: set[str]) -> str:
    made = CITED.sub("", clean_tokens(tokens, tags, lambda _: EMPTY))
    return strip_tags(_WITHIN.sub(_say_space, made))


def _take_parts(tokens: tuple[Token, ...]) -> Iterator[TextPart]:
    for block in split_blocks(tokens):
        if is_passage(block):
            cited = (
                Citation(child.content, read_citation(child.content), _line(token))
                for token in block
                for child in token.children or ()
                if child.type == "citation"
            )
            yield TextPart(_read_words(block, BLOCK_TAGS), _line(block[0]), tuple(cited))


def _say_space(end: re.Match[str]) -> str:
    return end[0] if end[1] else " "


def _leads_somewhere(token: Token) -> bool:
    # what a text says about addresses, such as "it begins with https://", is none
    return token.type == "link_open" and not (token.info == "auto" and token.attrs["href"] in {"http://", "https://"})


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _find_headings(tokens: tuple[Token, ...]) -> Iterator[Heading]:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            yield Heading(_flatten(inline), int(token.tag[1:]), _line(token))


_AS_SPACE = {"softbreak", "hardbreak", "code_inline", "html_inline"}


def _flatten(block: Token) -> str:
    children = block.children or ()
    return "".join(one.content if one.type == "text" else " " * (one.type in _AS_SPACE) for one in children)


def _find_footnotes(tokens: tuple[Token, ...]) -> Iterator[Passage]:
    for token in tokens:
        if token.children is not None:
            yield from (Passage(found[0], _line(token)) for found in _FOOTNOTE.finditer(_flatten(token)))
            # where the note holds an address, it makes a link of its mark
            for one, words in pairwise(token.children):
                if one.type == "link_open" and words.content.startswith("^"):
                    yield Passage(f"[{words.content}]", _line(token))


def _find_too_deep(tokens: tuple[Token, ...]) -> Iterator[Passage]:
    depth = 0
    for token in tokens:
        if token.type in _NESTED:
            depth += 1
            if depth > DEEPEST_TEXT:
                yield Passage("", _line(token))
        elif token.type.replace("_close", "_open") in _NESTED:
            depth -= 1
