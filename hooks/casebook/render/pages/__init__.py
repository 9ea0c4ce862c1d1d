"""Which pages the site has: `PAGES` names every kind, and each module here renders one or a few of them.

A function of a module gives the articles of one kind. The templates do the wording; what needs
counting or choosing happens here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casebook.render.article import Article
from casebook.render.pages.about import render_about, render_downloads, render_not_found
from casebook.render.pages.cards import render_quiet_room, render_workshop_cards
from casebook.render.pages.cases import render_cases
from casebook.render.pages.cities import render_cities, render_city_pages
from casebook.render.pages.compare import render_comparison_choice, render_comparisons
from casebook.render.pages.contribute import render_field_guides, render_guide, render_problems
from casebook.render.pages.explore import render_explore, render_facet_values
from casebook.render.pages.finder import render_finder, render_positions
from casebook.render.pages.form import render_form
from casebook.render.pages.glossary import render_glossary
from casebook.render.pages.home import render_home
from casebook.render.pages.hubs import (
    render_entry_points,
    render_failures,
    render_lessons,
)
from casebook.render.pages.interview import render_interview
from casebook.render.pages.like_mine import render_like_mine
from casebook.render.pages.meeting import render_meeting
from casebook.render.pages.my_list import render_my_list
from casebook.render.pages.offline import render_offline
from casebook.render.pages.questions import render_questions
from casebook.render.pages.search import render_search
from casebook.render.pages.sources import render_documents, render_notes, render_source_pages, render_sources
from casebook.render.pages.terms import render_term_indexes, render_terms
from casebook.render.pages.timeline import render_timeline
from casebook.render.pages.wanted import render_wanted
from casebook.render.pages.workshop import render_workshop
from casebook.render.renderer import Renderer

__all__ = ["PAGES", "PageKind", "list_hubs", "render_articles"]


@dataclass(frozen=True)
class PageKind:
    """A kind of page."""

    id: str
    """Its name."""
    render: Callable[[Renderer], Iterator[Article]]
    """Gives its articles: one for a hub, more where a list is long, one for each case, city or term."""
    many: bool = False
    """Whether there are as many as there are cases, cities, terms or documents: no page names them all."""


PAGES: tuple[PageKind, ...] = (
    PageKind("home", render_home),
    PageKind("case", render_cases, many=True),
    PageKind("explore", render_explore),
    PageKind("facet-value", render_facet_values, many=True),
    PageKind("finder", render_finder),
    PageKind("position", render_positions, many=True),
    PageKind("like-mine", render_like_mine),
    PageKind("compare", render_comparison_choice),
    PageKind("comparison", render_comparisons, many=True),
    PageKind("my-list", render_my_list),
    PageKind("search", render_search),
    PageKind("workshop-cards", render_workshop_cards),
    PageKind("quiet-room", render_quiet_room),
    PageKind("timeline", render_timeline),
    PageKind("cities", render_cities),
    PageKind("city", render_city_pages, many=True),
    PageKind("entry-points", render_entry_points),
    PageKind("lessons", render_lessons),
    PageKind("failures", render_failures),
    PageKind("terms", render_term_indexes),
    PageKind("term", render_terms, many=True),
    PageKind("questions", render_questions),
    PageKind("sources", render_sources),
    PageKind("documents", render_documents, many=True),
    PageKind("source", render_source_pages, many=True),
    PageKind("notes", render_notes, many=True),
    PageKind("glossary", render_glossary),
    PageKind("about", render_about),
    PageKind("downloads", render_downloads),
    PageKind("offline", render_offline),
    PageKind("guide", render_guide),
    PageKind("form", render_form),
    PageKind("interview", render_interview),
    PageKind("wanted", render_wanted),
    PageKind("fields", render_field_guides),
    PageKind("problems", render_problems),
    PageKind("workshop", render_workshop),
    PageKind("meeting", render_meeting),
    PageKind("not-found", render_not_found),
)
"""Every kind of page, in the order in which the site is made."""


def list_hubs(renderer: Renderer) -> Iterator[str]:
    """The addresses of the pages of which there are few: of a list on several pages the first."""
    for kind in PAGES:
        if not kind.many:
            for article in kind.render(renderer):
                if article.address.endswith("/") and not article.address.rstrip("/").rpartition("/")[2].isdigit():
                    yield article.address
                elif not article.address:
                    yield ""


def render_articles(renderer: Renderer) -> Iterator[Article]:
    """Every article of the site, kind by kind."""
    for kind in PAGES:
        yield from kind.render(renderer)
