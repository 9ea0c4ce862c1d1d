"""Markdown as GitHub shows it: texts as clean HTML, and what a reader sees of them."""

from casebook.markup.reading import Citation, Heading, Passage, ShownText, TextPart, show_text
from casebook.markup.rendering import (
    is_plain,
    render_line,
    render_prose,
    render_story,
    replace_citations,
    strip_markdown,
)

__all__ = [
    "Citation",
    "Heading",
    "Passage",
    "ShownText",
    "TextPart",
    "is_plain",
    "render_line",
    "render_prose",
    "render_story",
    "replace_citations",
    "show_text",
    "strip_markdown",
]
