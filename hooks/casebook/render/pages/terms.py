"""A page for each door, cause, theme, topic and crisis: what the cases that carry it say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from casebook.book import Book
from casebook.model import Case, Note, Source, Term
from casebook.render.article import Article, Crumb
from casebook.render.paging import paginate
from casebook.render.renderer import TERM_PAGES, Renderer

__all__ = ["render_terms"]


def render_terms(r: Renderer) -> Iterator[Article]:
    for vocabulary, (hub, hub_address) in TERM_PAGES.items():
        if vocabulary == "actor-kinds":
            continue  # these have pages of their own kind, with the finder
        for term in r.book.vocabularies[vocabulary].terms:
            cases = r.book.cases_with(vocabulary, term.id)
            items = r.book.items_with(vocabulary, term.id)
            context = {
                "vocabulary": vocabulary,
                "entry": term,
                "cases": cases,
                "items": items,
                "together": _count_terms(r.book, cases),
                "essay": r.book.essay(vocabulary, term.id),
                "contradictions": _contradictions(r.book, vocabulary, term.id, cases),
                "notes": _list_notes(r.book, term.id) if vocabulary == "themes" else [],
            }
            for page in paginate(f"{vocabulary}/{term.id}/", items, cases):
                yield r.make(
                    "term.html", page.address, page.name(term.label), term.definition,
                    Crumb(hub, hub_address), kind="term", page=page, **context,
                )  # fmt: skip


def _count_terms(book: Book, cases: tuple[Case, ...]) -> dict[str, list[tuple[Term, int]]]:
    """What a group of cases has in common: doors, causes and last known states, by number of cases."""
    doors = Counter(id for case in cases for id in {point.door for point in case.entry_points})
    causes = Counter(id for case in cases for id in {failure.cause for failure in case.failures})
    states = Counter(case.status for case in cases)
    return {
        vocabulary: sorted(
            ((term, counted[term.id]) for term in book.vocabularies[vocabulary].terms if counted[term.id]),
            key=lambda one: -one[1],
        )
        for vocabulary, counted in (("doors", doors), ("causes", causes), ("statuses", states))
    }


def _contradictions(book: Book, vocabulary: str, id: str, cases: tuple[Case, ...]) -> list[dict[str, Any]]:
    """The lessons of a term that speak against each other, or against a lesson elsewhere.

    A topic has no lessons of its own: there the lessons of its cases count.
    """
    own = book.items_with("themes", id) if vocabulary == "themes" else ((case, one) for case in cases for one in case.lessons)
    names = {f"{case.id}#{lesson.id}" for case, lesson in own}
    return [
        {"case": case, "lesson": lesson, "name": link.lesson, "other_case": book.by_id[link.lesson.partition("#")[0]], "why": link.why}
        for case in book.cases
        for lesson in case.lessons
        for link in lesson.contradicts
        # a lesson of a case that is broken just now is not in the book
        if link.lesson in book.lessons and names & {f"{case.id}#{lesson.id}", link.lesson}
    ]


def _list_notes(book: Book, theme: str) -> list[tuple[Source, Note]]:
    """What the workshop said on a theme."""
    return [
        (source, note)
        for source in book.shared.values()
        for note in source.notes
        if note.theme == theme and not note.is_heading and not note.set_aside
    ]
