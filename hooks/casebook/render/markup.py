"""Small texts as HTML: Markdown made safe.

Nearly every text is one line in which neither Markdown nor the cleaner finds anything to do. Such a
text is its own HTML, so it takes the short way round both; all others go through both.
"""

from __future__ import annotations

import html
import re
from functools import cache

import markdown
import nh3
from markupsafe import Markup

__all__ = ["render_line", "render_prose", "render_story", "strip_markdown"]

_INLINE = {"a", "em", "strong", "code", "br"}
_BLOCK = _INLINE | {"p", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "pre", "hr"}

_PLAIN = re.compile(
    r"""
    (?!\d+\.)                                      # no number of a list
    ["'“‘„«(]? [^\W_]                              # a letter or a digit, perhaps after a quote or a bracket
    (?:
        [^&<>*_`\[\]\\\x00-\x1f\x7f-\xa0\u2028\u2029]*  # nothing with a meaning, no second line, no hard space
        (?<!\s)                                    # no space at the end, which Markdown would take off
    )?
    """,
    re.VERBOSE,
)
"""A text that is its own HTML, and its own plain text."""


@cache
def _parser() -> markdown.Markdown:
    # One parser for all texts: making one costs more than using it.
    return markdown.Markdown(extensions=["fenced_code", "sane_lists"], output_format="html")


def is_plain(text: str) -> bool:
    """Whether a text is one line that stays as it is, letter for letter, when it becomes HTML."""
    return _PLAIN.fullmatch(text) is not None


def _render(text: str, tags: set[str]) -> str:
    """Markdown to HTML, then through the cleaner: nothing of a text can become active."""
    parser = _parser()
    parser.reset()
    return nh3.clean(
        parser.convert(text),
        tags=tags,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )


def render_prose(text: str) -> Markup:
    """A text of one or more paragraphs as HTML paragraphs."""
    if is_plain(text):
        return Markup(f"<p>{text}</p>")
    return Markup(_render(text, _BLOCK - {"h2", "h3", "h4"}))


def render_line(text: str) -> Markup:
    """A text of one line as HTML without a paragraph around it."""
    if is_plain(text):
        return Markup(text)
    return Markup(_render(text, _INLINE).strip())


def render_story(text: str) -> Markup:
    """The story of a case as HTML. Its headings go one level down, below the page's own."""
    made = _render(text, _BLOCK)
    for level in (3, 2):
        made = re.sub(rf"<(/?)h{level}>", rf"<\1h{level + 1}>", made)
    return Markup(made)


def strip_markdown(text: str) -> str:
    """A text without its Markdown, as plain text for titles and descriptions."""
    if is_plain(text):
        return text
    return html.unescape(re.sub(r"<[^>]*>", "", _render(text, _INLINE))).strip()
