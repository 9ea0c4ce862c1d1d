"""The finder: three questions that lead to what helped others, and a page for each position.

Without a script the questions are lists of links: who one is leads to the page of a kind of actor,
what one faces to a crisis or a topic, what stands in the way to a cause of failure. A script turns the
same lists into a form and puts the answer together from the cases' briefs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from casebook.book import Book
from casebook.find import count_items, list_regions, order_pairs
from casebook.model import SAY_NOTHING, Case, EntryPoint, Failure, Lesson, Term
from casebook.render.addresses import term_page
from casebook.render.article import Article, Shown
from casebook.render.crumbs import lead_to_terms
from casebook.render.narrowing import ROW_STYLES, lead_to_narrowed
from casebook.render.paging import LEAVES_OF_SEVERAL, ListPage, paginate
from casebook.render.renderer import Renderer
from casebook.render.rows import share_out

__all__ = ["ACTOR_KINDS", "ActorPosition", "Answer", "Question", "list_questions", "read_positions"]


ACTOR_KINDS = "actor-kinds"
"""The vocabulary whose terms have pages of positions."""


@dataclass(frozen=True)
class Answer:
    """An answer that one can give."""

    term: Term
    """The term that it stands for."""
    size: int
    """How many entry points, lessons and failures have it."""


@dataclass(frozen=True)
class Question:
    """One question of the finder."""

    id: str
    """Its name in the finder's address."""
    asks: str
    """The question."""
    groups: tuple[tuple[str, str, tuple[Answer, ...]], ...]
    """The answers in groups: what the group is called, its vocabulary, its answers."""
    several: bool
    """Whether one can give more than one answer."""


@dataclass(frozen=True)
class ActorPosition:
    """What the book holds for one kind of actor."""

    doors: list[tuple[Case, EntryPoint]] = field(default_factory=list)
    """Entry points that such an actor opened."""
    lessons: list[tuple[Case, Lesson]] = field(default_factory=list)
    """Lessons that are for them."""
    failures: list[tuple[Case, Failure]] = field(default_factory=list)
    """Failures in the cases that they led."""
    led: list[Case] = field(default_factory=list)
    """The cases that they led."""
    joined: list[Case] = field(default_factory=list)
    """The cases in which they took part without leading."""

    @property
    def sizes(self) -> tuple[range, ...]:
        """How long each list is, as something so long."""
        return tuple(range(len(one)) for one in (self.doors, self.lessons, self.failures, self.led, self.joined))

    @cached_property
    def lists(self) -> dict[str, Sequence[Any]]:
        """The lists by anchor, in the order of the page."""
        return {
            "doors": order_pairs(self.doors),
            "lessons": order_pairs(self.lessons),
            "failures": order_pairs(self.failures),
            "led": self.led,
            "joined": self.joined,
        }


def list_questions(book: Book) -> tuple[Question, ...]:
    """The three questions with the answers that some item has, the most frequent first."""
    counted = count_items(book)

    def list_answers(question: str, vocabulary: str) -> tuple[Answer, ...]:
        terms = (term for term in book.vocabularies[vocabulary].terms if term.id not in SAY_NOTHING)
        answers = (Answer(term, counted[question][term.id]) for term in terms if counted[question][term.id])
        return tuple(sorted(answers, key=lambda answer: -answer.size))

    who = (("", ACTOR_KINDS, list_answers("who", ACTOR_KINDS)),)
    facing = tuple(
        (name, vocabulary, list_answers("facing", vocabulary))
        for name, vocabulary in (("A crisis", "crises"), ("A topic", "topics"))
    )
    obstacle = (("", "causes", list_answers("obstacle", "causes")),)
    return (
        Question("who", "Who are you?", who, several=False),
        Question("facing", "What are you facing?", facing, several=True),
        Question("obstacle", "What stands in the way?", obstacle, several=True),
    )


def read_positions(book: Book) -> dict[str, ActorPosition]:
    """What the book holds for each kind of actor, in the order of the cases."""
    found: dict[str, ActorPosition] = defaultdict(ActorPosition)
    for case in book.cases:
        for door in case.entry_points:
            for kind in dict.fromkeys(door.opened_by_kinds):
                found[kind].doors.append((case, door))
        for lesson in case.lessons:
            for kind in dict.fromkeys(lesson.audience):
                found[kind].lessons.append((case, lesson))
        leading, *others = [actor.kind for actor in case.actors] or [""]
        if leading:
            found[leading].failures.extend((case, failure) for failure in case.failures)
            found[leading].led.append(case)
        for kind in dict.fromkeys(others):
            if kind != leading:
                found[kind].joined.append(case)
    return found


def render_finder(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "finder.html",
        "finder/",
        "What helped others in your place?",
        "Three questions lead to entry points that others used, lessons that held, and failures to avoid.",
        kind="hub",
        scripts=("find/finder.js",),
        styles=("find/finder.css", "find/sheet.css"),
        changed=max((case.last_change.on for case in r.book.cases if case.last_change), default=""),
        questions=list_questions(r.book),
        regions=[region for region in list_regions(r.book) if region.countries],
    )


def render_positions(r: Renderer) -> Iterator[Article]:
    vocabulary = r.book.vocabularies[ACTOR_KINDS]
    positions = read_positions(r.book)
    for term in vocabulary.terms:
        found = positions[term.id]
        for page in paginate(term_page(ACTOR_KINDS, term.id), *found.sizes, leaves=LEAVES_OF_SEVERAL):
            yield r.make(
                "position.html",
                page.address,
                page.name(term.label),
                term.definition,
                *lead_to_terms(vocabulary),
                kind="term",
                styles=ROW_STYLES,
                entry=term,
                late=Shown(partial(_choose_rows, term.id, found, page)),
                page=page,
            )


def _choose_rows(kind: str, found: ActorPosition, page: ListPage) -> dict[str, Any]:
    """What a page shows of what was found."""
    return {"lists": share_out(page, found.lists), "ways": lead_to_narrowed(ACTOR_KINDS, kind, found.lists)}
