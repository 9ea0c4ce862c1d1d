"""A page for each door, cause, theme, topic and crisis: what its cases say together; and an index of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from casebook.book import Book
from casebook.book.fates import find_telling, sort_by_cause, sort_by_fate
from casebook.find import Pair, order_pairs
from casebook.model import (
    MARKED_KINDS,
    Case,
    EntryPoint,
    Failure,
    Lesson,
    Note,
    Source,
    Term,
    Vocabulary,
    kind_sorted_by,
)
from casebook.render.addresses import term_page
from casebook.render.article import Article, Shown
from casebook.render.crumbs import lead_to_terms
from casebook.render.narrowing import ROW_STYLES, lead_to_narrowed
from casebook.render.pages.finder import ACTOR_KINDS
from casebook.render.paging import LEAVES, LEAVES_OF_SEVERAL, ListPage, paginate
from casebook.render.renderer import Renderer
from casebook.render.rows import list_items, share_out

__all__ = ["render_term_indexes", "render_terms"]


@dataclass(frozen=True)
class Contradiction:
    """A lesson that speaks against another."""

    case: Case
    """The case of the lesson."""
    lesson: Lesson
    """The lesson."""
    other_case: Case
    """The case of the other."""
    other: Lesson
    """The other."""
    why: str
    """The reason, as the case of the lesson gives it."""


def _list_with_pages(book: Book) -> list[Vocabulary]:
    """The vocabularies whose terms have pages."""
    return [vocabulary for vocabulary in book.vocabularies.values() if vocabulary.hub]


def render_term_indexes(r: Renderer) -> Iterator[Article]:
    everything, by_cause = sort_by_fate(r.book.cases), sort_by_cause(r.book)
    for vocabulary in _list_with_pages(r.book):
        *before, here = lead_to_terms(vocabulary)
        used = r.book.rank(vocabulary.id)
        known = {term.id for term, _ in used}
        yield r.make(
            "terms.html",
            here.address,
            here.title,
            vocabulary.description,
            *before,
            kind="hub",
            vocabulary=vocabulary,
            used=[(term, len(cases)) for term, cases in used],
            unused=[term for term in vocabulary.terms if term.id not in known and term.status == "active"],
            by_cause=by_cause if vocabulary.id == "causes" else (),
            all=everything,
            telling=find_telling(by_cause, everything),
        )


def render_terms(r: Renderer) -> Iterator[Article]:
    contradictions = _list_contradictions(r.book)
    for vocabulary in _list_with_pages(r.book):
        if vocabulary.id == ACTOR_KINDS:
            continue  # kinds of actor have pages of positions
        leaves = LEAVES if kind_sorted_by(vocabulary.id) else LEAVES_OF_SEVERAL
        for term in vocabulary.terms:
            rows = _gather_rows(r.book, vocabulary.id, term.id, contradictions)
            context: dict[str, Any] = {
                "vocabulary": vocabulary.id,
                "noun": vocabulary.noun or vocabulary.title,
                "entry": term,
                "everything": len(r.book.cases),
                "essay": r.book.essay(vocabulary.id, term.id),
                "notes": _list_notes(r.book, term.id) if vocabulary.id == "themes" else [],
            }
            for page in paginate(term_page(vocabulary.id, term.id), *rows.sizes, leaves=leaves):
                yield r.make(
                    "term.html",
                    page.address,
                    page.name(term.label),
                    term.definition,
                    *lead_to_terms(vocabulary),
                    kind="term",
                    styles=ROW_STYLES,
                    late=Shown(partial(_choose_rows, r, vocabulary.id, term.id, rows, page)),
                    page=page,
                    **context,
                )


@dataclass(frozen=True)
class TermRows:
    """What the page of a term lists, in the order of the book."""

    cases: tuple[Case, ...]
    """The cases that carry it."""
    items: tuple[Pair, ...]
    """The items that are sorted by it."""
    answers: tuple[Pair, ...]
    """What leads past it, if it is a cause of failure."""
    contradict: tuple[Contradiction, ...]
    """The lessons about it that speak against each other."""
    of_cases: bool
    """Whether all that its cases hold is listed, since no items are sorted by it."""

    @property
    def sizes(self) -> Iterator[range]:
        """How long each list is, as something so long."""
        lengths = [len(one) for one in (self.cases, self.items, self.answers, self.contradict)]
        if self.of_cases:
            lengths += [sum(len(case.items_of(kind)) for case in self.cases) for kind in MARKED_KINDS]
        return map(range, lengths)

    @property
    def numbers(self) -> dict[str, int]:
        """How many cases there are, and how many items; of failures, how certain their cause is."""
        certain = Counter(item.certainty for _, item in self.items if isinstance(item, Failure))
        return {"cases": len(self.cases), "items": len(self.items), "known": 0, "contested": 0, **certain}

    @cached_property
    def lists(self) -> dict[str, Sequence[Any]]:
        """The lists by anchor, in the order of the page: what helps whoever comes stands first."""
        return {
            # lessons before doors: they say when it works
            "answers": tuple(
                pair
                for type_ in (Lesson, EntryPoint)
                for pair in order_pairs(one for one in self.answers if isinstance(one[1], type_))
            ),
            "items": order_pairs(self.items),
            **(list_items(self.cases) if self.of_cases else {}),
            "contradict": self.contradict,
            "cases": self.cases,
        }


def _gather_rows(book: Book, vocabulary: str, id: str, everywhere: tuple[Contradiction, ...]) -> TermRows:
    return TermRows(
        book.cases_with(vocabulary, id),
        book.items_with(vocabulary, id),
        book.answers.get(id, ()) if vocabulary == "causes" else (),
        tuple(_choose_contradictions(book, everywhere, vocabulary, id)),
        of_cases=not kind_sorted_by(vocabulary),
    )


def _choose_rows(r: Renderer, vocabulary: str, id: str, rows: TermRows, page: ListPage) -> dict[str, Any]:
    """What a page shows of the rows, and what it says of their number."""
    return {
        "lists": share_out(page, rows.lists),
        "differ": [case for case in page.of(rows.cases) if case.disagreements],
        "numbers": rows.numbers,
        "ways": lead_to_narrowed(vocabulary, id, rows.lists),
        "together": _count_terms(r.book, rows.cases),
    }


def _count_terms(book: Book, cases: tuple[Case, ...]) -> dict[str, list[tuple[Term, int]]]:
    """What a group of cases has in common: doors, causes and last known states, by number of cases."""
    doors = Counter(id for case in cases for id in {point.door for point in case.entry_points})
    causes = Counter(id for case in cases for id in {failure.cause for failure in case.failures})
    states = Counter(case.outcome for case in cases)
    return {
        vocabulary: sorted(
            ((term, counted[term.id]) for term in book.vocabularies[vocabulary].terms if counted[term.id]),
            key=lambda one: -one[1],
        )
        for vocabulary, counted in (("doors", doors), ("causes", causes), ("statuses", states))
    }


def _list_contradictions(book: Book) -> tuple[Contradiction, ...]:
    """All lessons that speak against another."""
    return tuple(
        Contradiction(case, lesson, book.by_id[link.lesson.partition("#")[0]], book.lessons[link.lesson], link.why)
        for case in book.cases
        for lesson in case.lessons
        for link in lesson.contradicts
        # a lesson of a case that is broken just now is not in the book
        if link.lesson in book.lessons
    )


def _choose_contradictions(
    book: Book, everywhere: tuple[Contradiction, ...], vocabulary: str, id: str
) -> list[Contradiction]:
    """Those that are about a term.

    A lesson has its themes and the causes that it answers: one of the two lessons must. It has no door.
    Of anything else only its case tells, and one of the two could tell of something else: both cases must.
    """
    if vocabulary == "themes":
        lessons = {(case.id, lesson.id) for case, lesson in book.items_with(vocabulary, id)}
        return [
            one
            for one in everywhere
            if (one.case.id, one.lesson.id) in lessons or (one.other_case.id, one.other.id) in lessons
        ]
    if vocabulary == "causes":
        return [one for one in everywhere if id in one.lesson.answers or id in one.other.answers]
    if vocabulary == "doors":
        return []
    cases = {case.id for case in book.cases_with(vocabulary, id)}
    return [one for one in everywhere if one.case.id in cases and one.other_case.id in cases]


def _list_notes(book: Book, theme: str) -> list[tuple[Source, Note]]:
    """What the workshop said on a theme."""
    return [
        (source, note)
        for source in book.shared.values()
        for note in source.notes
        if note.theme == theme and not note.is_heading and not note.set_aside
    ]
