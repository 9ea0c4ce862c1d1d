"""Small texts as HTML: Markdown made safe.

Nearly every text is one line in which neither Markdown nor the cleaner finds anything to do. Such a
text is its own HTML, so it takes the short way round both; all others go through both.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import partial

import nh3
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markupsafe import Markup

from casebook.markup.parsing import CITATION, parse_line, parse_text, render_tokens, split_blocks

__all__ = [
    "BLOCK_TAGS",
    "CITED",
    "EMPTY",
    "INLINE_TAGS",
    "clean_tokens",
    "is_passage",
    "is_plain",
    "read_citation",
    "render_line",
    "render_prose",
    "render_story",
    "replace_citations",
    "strip_markdown",
    "strip_tags",
]

INLINE_TAGS = {"a", "em", "strong", "code", "br", "s"}
PROSE_TAGS = INLINE_TAGS | {
    "p", "ul", "ol", "li", "blockquote", "pre", "hr", "table", "thead", "tbody", "tr", "th", "td"
}  # fmt: skip
BLOCK_TAGS = PROSE_TAGS | {"h2", "h3", "h4"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_CLASSES = {"th": {"right", "middle"}, "td": {"right", "middle"}}

# how the parser says where the words of a column stand; the policy of the pages allows no style
_ALIGNED = {'style="text-align:right"': 'class="right"', 'style="text-align:center"': 'class="middle"'}

EMPTY = "<s></s>"
"""What stands for a citation while the cleaner is at work: nothing that a writer could see."""

CITED = re.compile(rf"[ \n]?{EMPTY}")
"""The place of a citation, with the space or the end of a line before it: the marks keep their own distance."""

_DEAD = '<a rel="noopener noreferrer">'
_DEAD_LINK = re.compile(rf"{_DEAD}(.*?)</a>", re.DOTALL)

# A paragraph that begins "1985. In that year" is a list of one to the parser. The year is a word of the text.
_YEAR = re.compile(r'<ol start="(\d{3,9})">\n<li>((?:(?!</?(?:li|p|ul|ol)>).)*)</li>\n</ol>', re.DOTALL)

_PLAIN = re.compile(
    r"""
    (?!\d+[.)])                                   # no number of a list
    (?!.*(?:https?:|www\.|mailto:|xmpp:))          # no address that becomes a link
    ["'“‘„«(]? [^\W_]                              # a letter or a digit, perhaps after a quote or a bracket
    (?:
        [^&<>*_`~\[\]\\\x00-\x1f\x7f-\xa0\u2028\u2029]*  # nothing with a meaning, no second line, no hard space
        (?<!\s)                                    # no space at the end, which Markdown would take off
    )?
    """,
    re.VERBOSE,
)
"""A text that is its own HTML, and its own plain text."""


def is_plain(text: str) -> bool:
    """Whether a text is one line that stays as it is, letter for letter, when it becomes HTML."""
    return _PLAIN.fullmatch(text) is not None


def clean_tokens(tokens: tuple[Token, ...], tags: set[str], mark: Callable[[str], str] = escapeHtml) -> str:
    """A text as HTML that went through the cleaner: nothing of it can become active.

    Args:
        tokens: Its blocks.
        tags: The elements that it may have.
        mark: What a citation becomes before the cleaner comes; it stands as written if nobody says.
    """
    made = render_tokens(tokens, mark)
    for style, name in _ALIGNED.items():
        made = made.replace(style, name)
    if "<ol start=" in made:
        made = _YEAR.sub(r"<p>\1. \2</p>", made)
    cleaned = nh3.clean(
        made,
        tags=tags,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )
    # what the cleaner took the address off is no link
    return _DEAD_LINK.sub(r"\1", cleaned) if _DEAD in cleaned else cleaned


def _set_tables(made: str) -> str:
    """HTML in which a table that is too wide for a phone can be moved, by keyboard too."""
    if "<table>" not in made:
        return made
    made = made.replace("<table>", '<div class="table-wrap" tabindex="0" role="region" aria-label="Table"><table>')
    return made.replace("</table>", "</table></div>")


def render_prose(text: str) -> Markup:
    """A text of one or more paragraphs as HTML paragraphs."""
    if is_plain(text):
        return Markup(f"<p>{text}</p>")
    return Markup(_set_tables(clean_tokens(parse_text(text).tokens, PROSE_TAGS).rstrip("\n")))


def render_line(text: str) -> Markup:
    """A text of one line as HTML without a paragraph around it."""
    if is_plain(text):
        return Markup(text)
    return Markup(clean_tokens(parse_line(text).tokens, INLINE_TAGS).strip())


def render_story(
    text: str, cite: Callable[[tuple[str, ...]], str] = lambda pieces: "", *, anchors: bool = True
) -> Markup:
    """The story of a case as HTML. Its headings go one level down, below the page's own.

    Each other block has an anchor, story-1, story-2 …, by which evidence leads to it.

    Args:
        text: The story in Markdown.
        cite: Gives the marks of one citation, as HTML, by the pieces of evidence in it.
        anchors: Whether its blocks have them: no page can have those of two texts.
    """
    made, counted = [], 0
    for block in split_blocks(parse_text(text).tokens):
        cited: list[str] = []
        part = clean_tokens(block, BLOCK_TAGS, partial(_put_aside, cited)).rstrip("\n")
        for level in (3, 2):
            part = re.sub(rf"<(/?)h{level}>", rf"<\1h{level + 1}>", part)
        part = CITED.sub(partial(_put_back, iter(cited), cite), part)
        part = _set_tables(part)
        if anchors and is_passage(block):
            counted += 1
            part = re.sub(r"^<[a-z]+", rf'\g<0> id="story-{counted}"', part)
        made.append(part)
    return Markup("\n".join(made))


def _put_aside(cited: list[str], written: str) -> str:
    cited.append(written)
    return EMPTY


def _put_back(cited: Iterator[str], cite: Callable[[tuple[str, ...]], str], place: re.Match[str]) -> str:
    return cite(read_citation(next(cited, "")))


def is_passage(block: tuple[Token, ...]) -> bool:
    """Whether a block of a story says something that can be cited: headings, rules and code do not."""
    return block[0].type not in {"heading_open", "hr", "html_block", "fence", "code_block"}


def read_citation(written: str) -> tuple[str, ...]:
    """The pieces of evidence in a citation: `[@a; @b#p.2]` names a and b#p.2."""
    return tuple(one.strip().removeprefix("@") for one in written.strip("[]").split(";")) if written else ()


def replace_citations(text: str, cite: Callable[[tuple[str, ...]], str]) -> str:
    """A text in Markdown with other words in place of its citations.

    Args:
        text: The text.
        cite: Gives what stands in place of one, by the pieces of evidence in it.
    """
    return CITATION.sub(lambda found: cite(read_citation(found[0])), text)


def strip_tags(made: str) -> str:
    """Clean HTML as plain text."""
    return html.unescape(re.sub(r"<[^>]*>", "", made)).strip()


def strip_markdown(text: str) -> str:
    """A text without its Markdown, as plain text for titles and descriptions."""
    if is_plain(text):
        return text
    parsed = parse_text(text) if "\n" in text else parse_line(text)
    return strip_tags(CITED.sub("", clean_tokens(parsed.tokens, PROSE_TAGS, lambda _: EMPTY)))
