"""What the workshop asked, with what the cases say to it, and what no source says yet."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.model import Evidence
from casebook.render.article import Article
from casebook.render.pages.sources import MOST_USES
from casebook.render.paging import CARDS, paginate
from casebook.render.renderer import Renderer

__all__ = ["render_questions"]


def render_questions(r: Renderer) -> Iterator[Article]:
    answered = r.book.essays.get("questions", ())
    placed = {piece for essay in answered for piece in essay.asks}
    asked = [
        (source, note)
        for source in r.book.shared.values()
        for note in source.notes
        if note.kind == "question" and not note.set_aside and Evidence(source.id, note.id) not in placed
    ]
    # half as many as elsewhere: on the first page the questions stand above them
    open_ = tuple(case for case in r.book.cases if case.open_questions)
    for page in paginate("questions/", open_, most=CARDS // 2):
        yield r.make(
            "questions.html",
            page.address,
            page.name("Questions"),
            "What the workshop asked, and what no source of a case says yet.",
            kind="hub",
            asked=asked,
            answered=answered,
            here=page.of(open_),
            most=MOST_USES,
            page=page,
        )
