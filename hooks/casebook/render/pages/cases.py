"""The page of each case: all of it, with its sources and the cases that are close to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from html import unescape
from typing import Any

from markupsafe import Markup

from casebook.book import Book
from casebook.book.related import Relation
from casebook.book.series import list_series
from casebook.book.strands import read_strand
from casebook.markup import render_story, strip_markdown
from casebook.model import MARKED_KINDS, Case, Evidence, Failure, Source
from casebook.pictures import picture_address
from casebook.render.article import Article, Crumb
from casebook.render.crumbs import HUBS
from casebook.render.drawn_series import draw_series
from casebook.render.evidence_lines import list_notes_used
from casebook.render.linked_data import link_case
from casebook.render.pages.timeline import paginate_timeline
from casebook.render.renderer import Renderer
from casebook.render.strip import draw_strip
from casebook.text.dates import say_when

__all__ = ["MOST", "render_cases"]

MOST = {"figures": 3, "series": 2, "events": 2, "actors": 5, "questions": 3, "related": 3}
"""How many of a kind a case shows at first; the rest opens on demand. An author puts first what tells most."""


def render_cases(r: Renderer) -> Iterator[Article]:
    timeline_pages = {case.id: page.address for page in paginate_timeline(r) for case in page.of(r.by_beginning)}
    say_picture = r.macro("pieces.html", "picture_says")
    for case in r.book.cases:
        city = r.book.cities[case.city_id]
        article = r.make(
            "case.html",
            f"cases/{case.id}/",
            strip_markdown(case.title),
            case.summary,
            HUBS["explore"],
            Crumb(city.name, f"cities/{city.id}/"),
            kind="case",
            language=case.language,
            tell_machines=partial(link_case, r.book, case, r.site),
            late=partial(_tell_case, r, case),
            case=case,
            city=city,
            most=MOST,
            timeline_page=timeline_pages[case.id],
        )
        yield replace(
            article,
            picture=picture_address(case.id) if r.site.picture else "",
            describe_picture=partial(_describe_picture, say_picture, case),
            changed=case.last_change.on if case.last_change else "",
        )


def _describe_picture(say: Callable[[Case], Markup], case: Case) -> str:
    return unescape(str(say(case))).strip()


def _tell_case(r: Renderer, case: Case) -> dict[str, Any]:
    """What the page of a case tells beyond its file."""
    sources = r.book.sources_of(case)
    numbers = {id: n for n, id in enumerate(sources, 1)}
    relations = r.book.relations[case.id]
    return {
        "translations": r.book.translations_of(case),
        "sources": sources,
        "cite": partial(_cite, r.book, sources, numbers),
        "series": [drawn for one in list_series(case) if (drawn := draw_series(one))],
        "strip": draw_strip(read_strand(case), lambda status: r.book.term("statuses", status).label),
        "story": render_story(case.story, partial(_mark, r.book, sources, numbers)),
        "notes_used": list_notes_used(r.book, case),
        "assessed": r.book.assessments[case.id],
        "relations": relations,
        "contents": _list_contents(case, relations, sources),
        "titles": {item.id: item.title for _, item in case.items()},
        "kinds_of": {item.id: kind.noun for kind, item in case.items()},
        "text_edition": r.text_editions.of(case),
    }


def _cite(
    book: Book, sources: Mapping[str, Source], numbers: Mapping[str, int], piece: Evidence, *, named: bool = False
) -> Markup:
    """The mark of a piece of evidence. Where its publisher does not stand beside it, the mark names it."""
    is_note = piece.source in book.shared and piece.locator
    place = f"note-{piece.source}-{piece.locator}" if is_note else f"source-{piece.source}"
    number = f"{numbers[piece.source]}{' ' if piece.locator else ''}{piece.locator}"
    if not named:
        return Markup('<a href="#{}">{}</a>').format(place, number)
    source = sources[piece.source]
    says = f"{source.publisher}, {say_when(source.published)}{': ' if piece.locator else ''}{piece.locator}"
    return Markup('<a class="ref" href="#{}" title="{}">{}</a>').format(place, says, number)


def _mark(book: Book, sources: Mapping[str, Source], numbers: Mapping[str, int], pieces: Iterable[str]) -> str:
    """A citation in the story: the marks of its evidence, behind the words that rest on it."""
    read = [Evidence.read(piece) for piece in pieces]
    # between two marks, and nowhere before the first, a line may end
    said = Markup("<wbr>").join(_cite(book, sources, numbers, one, named=True) for one in read)
    return f'<span class="evidence evidence--inline"><span lang="en">Evidence: </span>{said}</span>'


def _list_marked(case: Case) -> Iterator[tuple[str, str, int, str, bool]]:
    """The sections of entry points, lessons and failures."""
    for kind in MARKED_KINDS:
        number = len(case.items_of(kind))
        shown = number > 0 or (kind.type is Failure and bool(case.no_failures_because))
        yield kind.anchor, kind.plural.capitalize(), number, kind.mark, shown


def _list_contents(
    case: Case, relations: tuple[Relation, ...], sources: Mapping[str, Source]
) -> list[tuple[str, str, int, str]]:
    """The sections of a case with their sizes: anchor, word, number of items, kind of mark."""
    sections = (
        ("story", "Story", 0, "", True),
        *_list_marked(case),
        ("results", "Figures", len(case.results), "", case.results),
        ("follow-ups", "What became of it", len(case.follow_ups), "", case.follow_ups),
        ("actors", "Who took part", len(case.actors), "", case.actors),
        ("disagreements", "Where sources differ", len(case.disagreements), "", case.disagreements),
        ("open-questions", "Open questions", len(case.open_questions), "", case.open_questions),
        ("transfer", "Before you copy it", 0, "", any(vars(case.transfer).values())),
        ("related", "Related cases", 0, "", relations),
        ("sources", "Sources", len(sources), "", True),
    )
    return [(anchor, word, size, mark) for anchor, word, size, mark, shown in sections if shown]
