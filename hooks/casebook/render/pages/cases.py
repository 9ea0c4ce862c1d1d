"""The page of each case: all of it, with its sources and the cases that are close to it."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.book import Book
from casebook.book.related import Relation
from casebook.markup import strip_markdown
from casebook.model import MARKED_KINDS, Case, Evidence, Failure, Note
from casebook.render.article import Article, Crumb
from casebook.render.crumbs import HUBS
from casebook.render.pages.timeline import paginate_timeline
from casebook.render.renderer import Renderer

__all__ = ["render_cases"]


def render_cases(r: Renderer) -> Iterator[Article]:
    timeline_pages = {strand.case.id: page.address for page in paginate_timeline(r) for strand in page.of(r.strands)}
    for case in r.book.cases:
        sources = r.book.sources_of(case)
        city = r.book.cities[case.city_id]
        yield r.make(
            "case.html",
            f"cases/{case.id}/",
            strip_markdown(case.title),
            case.summary,
            HUBS["explore"],
            Crumb(city.name, f"cities/{city.id}/"),
            kind="case",
            language=case.language,
            case=case,
            city=city,
            sources=sources,
            numbers={id: n for n, id in enumerate(sources, 1)},
            notes_used=_notes_used(r.book, case),
            assessed=r.book.assessments[case.id],
            relations=r.book.relations[case.id],
            contents=_list_contents(case, r.book.relations[case.id]),
            timeline_page=timeline_pages[case.id],
        )


def _notes_used(book: Book, case: Case) -> dict[str, list[Note]]:
    """The notes of each shared source on which the case rests, in the order of the source."""
    named: set[Evidence] = {piece for _, item in case.items() for piece in item.evidence}
    return {id: [note for note in source.notes if Evidence(id, note.id) in named] for id, source in book.shared.items()}


def _list_marked(case: Case) -> Iterator[tuple[str, str, int, str, bool]]:
    """The sections of entry points, lessons and failures."""
    for kind in MARKED_KINDS:
        number = len(case.items_of(kind))
        shown = number > 0 or (kind.type is Failure and bool(case.no_failures_because))
        yield kind.field.replace("_", "-"), kind.plural.capitalize(), number, kind.mark, shown


def _list_contents(case: Case, relations: tuple[Relation, ...]) -> list[tuple[str, str, int, str]]:
    """The sections of a case with their sizes: anchor, word, number of items, kind of mark."""
    sections = (
        ("story", "Story", 0, "", True),
        *_list_marked(case),
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
