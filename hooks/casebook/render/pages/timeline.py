"""When each partnership began, how long it lasted and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.book.fates import choose_examples, follow_course, sort_by_fate
from casebook.render.article import Article
from casebook.render.chart import draw_timeline
from casebook.render.columns import draw_columns
from casebook.render.paging import CARDS, ListPage, paginate
from casebook.render.renderer import Renderer

__all__ = ["paginate_timeline", "render_timeline"]


def paginate_timeline(r: Renderer) -> tuple[ListPage, ...]:
    """The pages over which the timeline goes; a case leads to the one on which its row stands."""
    return paginate("timeline/", r.strands, most=CARDS)


def render_timeline(r: Renderer) -> Iterator[Article]:
    drawing = draw_timeline(r.strands)
    course = follow_course(r.strands, r.book.newest)
    for page in paginate_timeline(r):
        yield r.make(
            "timeline.html",
            page.address,
            page.name("Timeline"),
            "When each partnership began, how long it lasted and what became of it: "
            "by calendar, and counted from its beginning.",
            kind="hub",
            page=page,
            course=course,
            columns=draw_columns(course) if course else None,
            everything=sort_by_fate(r.book.cases),
            examples=[strand.case.id for strand in choose_examples(page.of(r.strands))],
            **drawing,
        )
