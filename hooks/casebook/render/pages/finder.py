"""The finder: three questions that lead to what helped others, and a page for each position.

Without a script the questions are lists of links: who one is leads to the page of a kind of actor,
what one faces to a crisis or a topic, what stands in the way to a cause of failure. A script turns the
same lists into a form and puts the answer together from the cases' briefs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.book import Book
from casebook.find import count_items, list_regions, order_pairs
from casebook.model import SAY_NOTHING, Case, EntryPoint, Failure, Lesson, Term
from casebook.render.addresses import term_page
from casebook.render.article import Article
from casebook.render.crumbs import lead_to_terms
from casebook.render.narrowing import ROW_STYLES, lead_to_narrowed
from casebook.render.paging import LEAVES_OF_SEVERAL, paginate
from casebook.render.renderer import Renderer
from casebook.render.rows import share_out

__all__ = ["ACTOR_KINDS", "ActorPosition", "Answer", "Question", "list_questions", "read_position"]


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

    doors: tuple[tuple[Case, EntryPoint], ...]
    """Entry points that such an actor opened."""
    lessons: tuple[tuple[Case, Lesson], ...]
    """Lessons that are for them."""
    failures: tuple[tuple[Case, Failure], ...]
    """Failures in the cases that they led."""
    led: tuple[Case, ...]
    """The cases that they led."""
    joined: tuple[Case, ...]
    """The cases in which they took part without leading."""


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


def read_position(book: Book, kind: str) -> ActorPosition:
    """What the book holds for a kind of actor, in the order of the cases."""
    led = tuple(case for case in book.cases if case.actors and case.actors[0].kind == kind)
    leading = {case.id for case in led}
    return ActorPosition(
        doors=tuple((case, one) for case in book.cases for one in case.entry_points if kind in one.opened_by_kinds),
        lessons=tuple((case, one) for case in book.cases for one in case.lessons if kind in one.audience),
        failures=tuple((case, one) for case in led for one in case.failures),
        led=led,
        joined=tuple(
            case for case in book.cases if case.id not in leading and any(actor.kind == kind for actor in case.actors)
        ),
    )


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
    for term in vocabulary.terms:
        found = read_position(r.book, term.id)
        lists: dict[str, Sequence[Any]] = {
            "doors": order_pairs(found.doors),
            "lessons": order_pairs(found.lessons),
            "failures": order_pairs(found.failures),
            "led": found.led,
            "joined": found.joined,
        }
        ways = lead_to_narrowed(ACTOR_KINDS, term.id, lists)
        for page in paginate(term_page(ACTOR_KINDS, term.id), *lists.values(), leaves=LEAVES_OF_SEVERAL):
            yield r.make(
                "position.html",
                page.address,
                page.name(term.label),
                term.definition,
                *lead_to_terms(vocabulary),
                kind="term",
                styles=ROW_STYLES,
                entry=term,
                ways=ways,
                lists=share_out(page, lists),
                page=page,
            )
