"""Which articles the site has, and what each of them shows.

Each function that is registered with `@page` gives the articles of one kind. The templates do
the wording; what needs counting or choosing happens here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from casebook.book import Book, CityEntry, Document, assessment
from casebook.book.coverage import count_coverage
from casebook.book.related import MOST_RELATED, Relation
from casebook.diagnostics import CODES
from casebook.fields.guide import FieldGuide, read_field_guides
from casebook.find import order_cases
from casebook.model import Case, Evidence, Note, Source, Term
from casebook.render.article import Article, Crumb
from casebook.render.maps import draw_atlas, draw_locator
from casebook.render.markup import render_story, strip_markdown
from casebook.render.pages.finder import list_questions
from casebook.render.paging import CARDS, LINES, Leaf, turn_leaves
from casebook.render.renderer import TERM_PAGES, Renderer, page
from casebook.render.timeline import draw_timeline

__all__ = ["render_redirects"]


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


@page
def render_home(r: Renderer) -> Iterator[Article]:
    book = r.book
    named = [entry for entry in book.cities.values() if entry.country]
    numbers = {
        "cases": len(book.cases),
        "cities": len(named),
        "countries": len({entry.country for entry in named}),
        "doors": sum(len(case.entry_points) for case in book.cases),
        "lessons": sum(len(case.lessons) for case in book.cases),
        "failures": sum(len(case.failures) for case in book.cases),
        "documents": len(book.documents),
        "since": min((case.period_from[:4] for case in book.cases), default=""),
        "until": book.newest[:4],
    }
    # The story that moved on last is worth reading first: from the data, not from the clock.
    first, *moved = [case for case in order_cases(book) if case.moved_on] or [None]
    yield r.make(
        "home.html", "", r.site.name,
        "How cities and communities stood together in a crisis: what opened the door, what worked, what failed and why, and what became of it.",
        kind="home", numbers=numbers, first=first, moved=moved[:4], questions=list_questions(book),
    )  # fmt: skip


@page
def render_cases(r: Renderer) -> Iterator[Article]:
    leaves = _turn_timeline(r)
    timeline_pages = {strand.case.id: leaf.address for leaf in leaves for strand in leaf.of(r.strands)}
    for case in r.book.cases:
        sources = r.book.sources_of(case)
        city = r.book.cities[case.city_id]
        yield r.make(
            "case.html", f"cases/{case.id}/", strip_markdown(case.title), case.summary,
            Crumb("Cases", "explore/"), Crumb(city.name, f"cities/{city.id}/"),
            kind="case", language=case.language, case=case, city=city,
            sources=sources, numbers={id: n for n, id in enumerate(sources, 1)},
            notes_used=_notes_used(r.book, case),
            assessed=r.book.assessments[case.id], relations=r.book.relations[case.id],
            contents=_list_contents(case, r.book.relations[case.id]), timeline_page=timeline_pages[case.id],
        )  # fmt: skip


def _notes_used(book: Book, case: Case) -> dict[str, list[Note]]:
    """The notes of each shared source on which the case rests, in the order of the source."""
    named: set[Evidence] = {piece for _, item in case.items() for piece in item.evidence}
    return {
        id: [note for note in source.notes if Evidence(id, note.id) in named]
        for id, source in book.shared.items()
    }


def _list_contents(case: Case, relations: tuple[Relation, ...]) -> list[tuple[str, str, int, str]]:
    """The sections of a case with their sizes: anchor, word, number of items, kind of mark."""
    sections = (
        ("story", "Story", 0, "", True),
        ("entry-points", "Entry points", len(case.entry_points), "door", case.entry_points),
        ("lessons", "Lessons", len(case.lessons), "lesson", case.lessons),
        ("failures", "Failures", len(case.failures), "failure", case.failures or case.no_failures_because),
        ("results", "Figures", len(case.results), "", case.results),
        ("follow-ups", "What became of it", 0, "", case.follow_ups),
        ("actors", "Who took part", 0, "", case.actors),
        ("disagreements", "Two accounts", len(case.disagreements), "", case.disagreements),
        ("open-questions", "Open questions", len(case.open_questions), "", case.open_questions),
        ("transfer", "Before you copy it", 0, "", any(vars(case.transfer).values())),
        ("related", "Related cases", 0, "", relations),
        ("sources", "Sources", 0, "", True),
    )
    return [(anchor, word, size, mark) for anchor, word, size, mark, shown in sections if shown]


@page
def render_cities(r: Renderer) -> Iterator[Article]:
    cities = tuple(r.book.cities.values())
    yield r.make("cities.html", "cities/", "Cities", "The cities of the casebook and their cases.", kind="hub", cities=cities, atlas=draw_atlas(cities))
    for city in cities:
        locator = draw_locator(city, cities)
        for leaf in turn_leaves(f"cities/{city.id}/", city.cases):
            yield r.make(
                "city.html", leaf.address, leaf.name(city.name), _describe_city(city),
                Crumb("Cities", "cities/"), kind="city", city=city, locator=locator, leaf=leaf,
            )  # fmt: skip


def _describe_city(city: CityEntry) -> str:
    where = f"{city.name}, {city.country_name}" if city.country else city.name
    return f"{where}: " + "; ".join(case.title for case in city.cases)


@page
def render_hubs(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "lessons.html", "lessons/", "Lessons",
        "Every lesson of the casebook by theme, with the conditions under which it holds.", kind="hub", most=CARDS,
    )  # fmt: skip
    yield r.make(
        "failures.html", "failures/", "Failures",
        "Every failure of the casebook by cause: what happened, how sure we are, and what was changed.", kind="hub", most=CARDS,
    )  # fmt: skip
    yield r.make(
        "entry-points.html", "entry-points/", "Entry points",
        "How the doors of city partnerships opened: who opened them and how.", kind="hub", most=CARDS,
    )  # fmt: skip
    yield r.make("themes.html", "themes/", "Themes", "What matters when partnerships are to last.", kind="hub")


@page
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
            for leaf in turn_leaves(f"{vocabulary}/{term.id}/", items, cases):
                yield r.make(
                    "term.html", leaf.address, leaf.name(term.label), term.definition,
                    Crumb(hub, hub_address), kind="term", leaf=leaf, **context,
                )  # fmt: skip


def _list_notes(book: Book, theme: str) -> list[tuple[Source, Note]]:
    """What the workshop said on a theme."""
    return [
        (source, note)
        for source in book.shared.values()
        for note in source.notes
        if note.theme == theme and not note.is_heading and not note.set_aside
    ]


@page
def render_questions(r: Renderer) -> Iterator[Article]:
    answered = r.book.essays.get("questions", ())
    placed = {piece for essay in answered for piece in essay.asks}
    asked = [
        (source, note)
        for source in r.book.shared.values()
        for note in source.notes
        if note.kind == "question" and not note.set_aside and Evidence(source.id, note.id) not in placed
    ]
    open_ = tuple(case for case in r.book.cases if case.open_questions)
    for leaf in turn_leaves("questions/", open_, most=2 * CARDS):
        yield r.make(
            "questions.html", leaf.address, leaf.name("Questions"),
            "What the workshop asked, and what no source of a case says yet.",
            kind="hub", asked=asked, answered=answered, open=open_, leaf=leaf,
        )  # fmt: skip


@page
def render_sources(r: Renderer) -> Iterator[Article]:
    kinds = {term.id: n for n, term in enumerate(r.book.vocabularies["source-kinds"].terms)}
    documents = sorted(r.book.documents.values(), key=lambda one: (kinds[one.source.kind], one.source.title.casefold()))
    of_kind = Counter(document.source.kind for document in documents)
    for leaf in turn_leaves("sources/", documents, most=LINES):
        yield r.make(
            "sources.html", leaf.address, leaf.name("Sources"), "Every document on which the casebook rests.",
            kind="hub", documents=documents, of_kind=of_kind, leaf=leaf,
        )  # fmt: skip
    for document in documents:
        yield r.make(
            "source.html", f"sources/{document.id}/", document.source.title, _describe_document(document),
            Crumb("Sources", "sources/"), kind="source", document=document,
            uses_of_notes=r.book.uses_of_notes,
            coverage=count_coverage(r.book, document.id) if document.source.notes else None,
        )  # fmt: skip


def _describe_document(document: Document) -> str:
    return f"{document.source.title}, {document.source.publisher}: what rests on it in the casebook."


@page
def render_timeline(r: Renderer) -> Iterator[Article]:
    drawing = draw_timeline(r.strands)
    for leaf in _turn_timeline(r):
        yield r.make(
            "timeline.html", leaf.address, leaf.name("Timeline"),
            "When each partnership began, how long it lasted and what became of it: by calendar, and counted from its beginning.",
            kind="hub", leaf=leaf, **drawing,
        )  # fmt: skip


def _turn_timeline(r: Renderer) -> tuple[Leaf, ...]:
    return turn_leaves("timeline/", r.strands, most=2 * CARDS)


@page
def render_glossary(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "glossary.html", "glossary/", "Glossary", "Every term of the casebook with its meaning and its limits, and the abbreviations.",
        kind="hub", vocabularies=sorted(r.book.vocabularies.values(), key=lambda one: one.title), term_pages=TERM_PAGES,
    )  # fmt: skip


@page
def render_about(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "about.html", "about/", "About the casebook",
        "Where the casebook comes from, how completeness and confidence are computed, its licence, corrections and takedown.",
        confidence=assessment.CONFIDENCE, completeness=assessment.COMPLETENESS, most_related=MOST_RELATED,
    )  # fmt: skip


@page
def render_guide(r: Renderer) -> Iterator[Article]:
    contribute = Crumb("Contribute", "contribute/")
    guides: tuple[FieldGuide, ...] = read_field_guides(r.schemas.trees)
    yield r.make(
        "fields.html", "contribute/fields/", "Fields of a case",
        "Every field of a case file: what it is for, its limits and an example.", contribute, guides=guides,
    )  # fmt: skip
    problems = [(code, render_story(code.explanation)) for code in CODES.values()]
    yield r.make(
        "problems.html", "contribute/problems/", "Problems and cures",
        "What each message of the checker means, and what to do.", contribute, problems=problems,
    )  # fmt: skip


@page
def render_not_found(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "404.html", "404.html", "This page is not here", "The address leads nowhere.", base=r.site.base or "/",
    )  # fmt: skip


def render_redirects(book: Book) -> dict[str, str]:
    """Old addresses and where they lead now: earlier ids of cases, and the bare `cases/`."""
    moved = {f"cases/{old}/": f"cases/{case.id}/" for case in book.cases for old in case.formerly}
    return {"cases/": "explore/", **moved}
