"""The hubs of entry points, lessons and failures, and that of the themes."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.render.article import Article
from casebook.render.paging import CARDS
from casebook.render.renderer import Renderer

__all__ = ["render_entry_points", "render_failures", "render_lessons", "render_themes"]


def render_entry_points(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "entry-points.html", "entry-points/", "Entry points",
        "How the doors of city partnerships opened: who opened them and how.", kind="hub", most=CARDS,
    )  # fmt: skip


def render_lessons(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "lessons.html", "lessons/", "Lessons",
        "Every lesson of the casebook by theme, with the conditions under which it holds.", kind="hub", most=CARDS,
    )  # fmt: skip


def render_failures(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "failures.html", "failures/", "Failures",
        "Every failure of the casebook by cause: what happened, how sure we are, and what was changed.",
        kind="hub", most=CARDS,
    )  # fmt: skip


def render_themes(r: Renderer) -> Iterator[Article]:
    yield r.make("themes.html", "themes/", "Themes", "What matters when partnerships are to last.", kind="hub")
