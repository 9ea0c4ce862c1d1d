"""Small texts as HTML: Markdown made safe."""

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


@cache
def _parser() -> markdown.Markdown:
    # One parser for all texts: making one costs more than using it.
    return markdown.Markdown(extensions=["fenced_code", "sane_lists"], output_format="html")


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
    return Markup(_render(text, _BLOCK - {"h2", "h3", "h4"}))


def render_line(text: str) -> Markup:
    """A text of one line as HTML without a paragraph around it."""
    return Markup(_render(text, _INLINE).strip())


def render_story(text: str) -> Markup:
    """The story of a case as HTML. Its headings go one level down, below the page's own."""
    made = _render(text, _BLOCK)
    for level in (3, 2):
        made = re.sub(rf"<(/?)h{level}>", rf"<\1h{level + 1}>", made)
    return Markup(made)


def strip_markdown(text: str) -> str:
    """A text without its Markdown, as plain text for titles and descriptions."""
    return html.unescape(re.sub(r"<[^>]*>", "", _render(text, _INLINE))).strip()


