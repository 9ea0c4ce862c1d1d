"""The first page: three questions, the story that moved on last, and what the casebook holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from casebook.book.fates import follow_course
from casebook.book.gaps import find_gaps
from casebook.find import order_cases
from casebook.render.article import Article
from casebook.render.columns import draw_columns
from casebook.render.linked_data import link_site
from casebook.render.pages.finder import list_questions
from casebook.render.renderer import Renderer

__all__ = ["render_home"]

_SAYS = (
    "How cities and communities stood together in a crisis: what opened the door, what worked, "
    "what failed and why, and what became of it."
)

MOST_ASKED = 4
"""How many questions stand on the first page."""


def render_home(r: Renderer) -> Iterator[Article]:
    book = r.book
    named = [entry for entry in book.cities.values() if entry.country]
    numbers = {
        "cases": len(book.cases),
        "cities": len(named),
        "countries": len(book.cases_by_country),
        "doors": sum(len(case.entry_points) for case in book.cases),
        "lessons": sum(len(case.lessons) for case in book.cases),
        "failures": sum(len(case.failures) for case in book.cases),
        "documents": len(book.documents),
        "since": min((case.period_from[:4] for case in book.cases), default=""),
        "until": book.newest[:4],
        "questions": len(book.essays.get("questions", ())),
    }
    # the editors' order is the order of weight
    asked = [essay for essay in book.essays.get("questions", ()) if essay.claim]
    # The story that moved on last is worth reading first: from the data, not from the clock.
    first = next((case for case in order_cases(book) if case.moved_on), None)
    course = follow_course(r.strands, book.newest)
    yield r.make(
        "home.html",
        "",
        r.site.name,
        _SAYS,
        kind="home",
        numbers=numbers,
        first=first,
        asked=asked[:MOST_ASKED],
        questions=list_questions(book),
        course=course,
        columns=draw_columns(course) if course else None,
        gaps=find_gaps(book),
        tell_machines=partial(link_site, r.site, _SAYS),
    )
