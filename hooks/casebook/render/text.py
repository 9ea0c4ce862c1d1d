"""Small texts: Markdown made safe, dates, figures and sentences as a reader expects them."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache

import markdown
import nh3
from markupsafe import Markup

__all__ = [
    "count",
    "join_words",
    "render_line",
    "render_prose",
    "render_story",
    "say_figure",
    "say_period",
    "say_when",
    "shorten",
    "strip_markdown",
]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

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


def shorten(text: str, most: int = 160) -> str:
    """A text of at most `most` characters, cut between two words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def say_when(when: str) -> str:
    """A date or span in words: `2020-03-27` is 27 March 2020."""
    if when == "unknown":
        return "date not known"
    if "/" in when:
        start, end = when.split("/")
        if len(start) == len(end) == 7 and start[:4] == end[:4]:
            return f"{_MONTHS[int(start[5:]) - 1]} to {say_when(end)}"
        return f"{say_when(start)} to {say_when(end)}"
    year, *rest = when.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def say_period(start: str, end: str) -> str:
    """When a story began and ended, in words."""
    if end == "ongoing":
        return f"since {say_when(start)}"
    if end == "unknown":
        return f"from {say_when(start)}, end not known"
    return say_when(start) if start == end else f"{say_when(start)} to {say_when(end)}"


def say_figure(value: str) -> str:
    """A figure with commas between thousands: `more than 340000` is more than 340,000.

    A year keeps its form: four digits are left alone.
    """
    return re.sub(r"(?<![\d.,])\d{5,}(?![\d])", lambda found: f"{int(found[0]):,}", value)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 case, 2 cases."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def join_words(words: Sequence[str], last: str = "and") -> str:
    """Words as a sentence lists them: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
