"""A workshop in a box: a plan of two hours and a sheet for whoever leads it, from the notes of the workshop itself.

The notes say in which steps the workshop went, what it was for and what it asked; how long a step took
they do not say. So the plan is ours, and each step that is theirs says in which notes it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.book import Book
from casebook.model import Case, Failure, Lesson, Note, Source, Term
from casebook.render.article import Article
from casebook.render.renderer import Renderer

__all__ = ["STEPS", "PlanStep", "ThemeStart", "plan_steps", "render_workshop", "start_with"]

STEPS = (
    ("opening", 10, ("opening", "welcome")),
    ("agreements", 10, ("agreement", "framing")),
    ("fishbowl", 50, ("fishbowl", "round")),
    ("writing", 10, ("journaling", "writing")),
    ("reading", 20, ()),
    ("next", 15, ()),
    ("closing", 5, ("closure", "closing")),
)
"""The steps of our two hours, with their minutes and the words by which a workshop's own agenda may call them."""


@dataclass(frozen=True)
class PlanStep:
    """A step of the plan."""

    id: str
    """Its name: the template says what is done in it."""
    begins: str
    """When it begins, as hours and minutes after the start."""
    minutes: int
    """How long it takes."""
    own: str = ""
    """What the workshop's own agenda calls it; empty where the step is ours alone."""
    notes: tuple[Note, ...] = ()
    """The notes in which it stands."""
    asks: tuple[Note, ...] = ()
    """The questions that the notes give to it."""


@dataclass(frozen=True)
class ThemeStart:
    """With which case one may begin on a theme: that of a lesson to which others speak most."""

    theme: Term
    """The theme."""
    size: int
    """How many lessons it has."""
    asks: tuple[Note, ...] = ()
    """What the workshop asked about it."""
    case: Case | None = None
    """The case."""
    lesson: Lesson | None = None
    """Its lesson on the theme."""
    failure: Failure | None = None
    """What broke in the same case."""


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text.lower() for word in words)


def _list_questions(source: Source) -> list[Note]:
    return [note for note in source.notes if note.kind == "question" and not note.set_aside]


def plan_steps(source: Source | None) -> list[PlanStep]:
    """The plan, with what the notes of a workshop say to each of its steps."""
    steps, minutes_before = [], 0
    for id, minutes, words in STEPS:
        own = next((step for step in source.agenda if _holds(step, words)), "") if source else ""
        notes: tuple[Note, ...] = ()
        asks: tuple[Note, ...] = ()
        if source and own:
            # a heading that says what stands before the colon: what follows explains it
            name = own.partition(":")[0].lower()
            notes = tuple(note for note in source.notes if note.is_heading and name in note.says.lower())
            parts = {part.id for part in source.parts if _holds(part.title, words)}
            asks = tuple(note for note in _list_questions(source) if note.part in parts)
        steps.append(PlanStep(id, f"{minutes_before // 60}:{minutes_before % 60:02}", minutes, own, notes, asks))
        minutes_before += minutes
    return steps


def _count_voices(book: Book, case: Case, lesson: Lesson) -> int:
    """How often other cases speak to a lesson, or it to theirs."""
    spoken = book.lesson_answers.get(f"{case.id}#{lesson.id}", ())
    return len(spoken) + sum(map(len, (lesson.supports, lesson.limits, lesson.contradicts, lesson.applied_in)))


def start_with(book: Book, source: Source | None) -> list[ThemeStart]:
    """A case to begin with on each theme, none twice; the themes are those of the workshop, or all that are used."""
    vocabulary = book.vocabularies["themes"]
    ids = source.themes if source else ()
    themes = [term for term in vocabulary.terms if (term.id in ids if ids else book.items_with("themes", term.id))]
    started: list[ThemeStart] = []
    taken: set[str] = set()
    for theme in themes:
        pairs = [pair for pair in book.items_with("themes", theme.id) if isinstance(pair[1], Lesson)]
        free = [(case, item) for case, item in pairs if isinstance(item, Lesson) and case.id not in taken]
        free.sort(key=lambda pair: (-_count_voices(book, *pair), not pair[0].failures, pair[0].id))
        asks = tuple(note for note in _list_questions(source) if note.theme == theme.id) if source else ()
        case, lesson = free[0] if free else (None, None)
        failure = None
        if case:
            taken.add(case.id)
            failure = next((one for one in case.failures if one.id == case.highlights.failure), None)
            failure = failure or next(iter(case.failures), None)
        started.append(ThemeStart(theme, len(pairs), asks, case, lesson, failure))
    return started


def render_workshop(r: Renderer) -> Iterator[Article]:
    source = next((one for one in r.book.shared.values() if one.agenda), None)
    headings = [note for note in source.notes if note.is_heading] if source else []
    yield r.make(
        "workshop.html",
        "workshop/",
        "A workshop in two hours",
        "A plan and a sheet for whoever leads it: city hall and people from outside it tell each other what failed, "
        "what worked and why.",
        kind="hub",
        styles=("workshop.css",),
        source=source,
        steps=plan_steps(source),
        objectives=[note for note in source.notes if note.kind == "objective"] if source else [],
        unsaid=[note for note in headings if note.uncertain],
        starts=start_with(r.book, source),
    )
