"""When each partnership began, how long it lasted and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from casebook.book.fates import choose_examples, follow_course, sort_by_fate
from casebook.book.strands import Strand
from casebook.render.article import Article
from casebook.render.chart import draw_timeline
from casebook.render.columns import draw_columns
from casebook.render.paging import CARDS, ListPage, paginate
from casebook.render.renderer import Renderer

__all__ = ["paginate_timeline", "render_timeline"]


def paginate_timeline(r: Renderer) -> tuple[ListPage, ...]:
    """The pages over which the timeline goes; a case leads to the one on which its row stands."""
    return paginate("timeline/", r.by_beginning, most=CARDS)


def render_timeline(r: Renderer) -> Iterator[Article]:
    for page in paginate_timeline(r):
        here = page.of(r.strands)
        yield r.make(
            "timeline.html",
            page.address,
            page.name("Timeline"),
            "When each partnership began, how long it lasted and what became of it: "
            "by calendar, and counted from its beginning.",
            kind="hub",
            late=partial(_tell_page, r.strands, r.book.newest, here),
            page=page,
        )


def _tell_page(strands: Sequence[Strand], newest: str, here: Sequence[Strand]) -> dict[str, Any]:
    """What a page tells of its cases, and of all."""
    course = follow_course(strands, newest)
    return {
        "course": course,
        "columns": draw_columns(course) if course else None,
        "everything": sort_by_fate(strand.case for strand in strands),
        "examples": [strand.case.id for strand in choose_examples(here)],
        **draw_timeline(strands, here),
    }
