"""What the casebook is and how it counts, its data files, and what an address shows that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from casebook.book import assessment
from casebook.book.gaps import find_gaps
from casebook.book.related import MOST_RELATED
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.linked_data import link_dataset
from casebook.render.renderer import Renderer
from casebook.text.wording import number_of

__all__ = ["render_about", "render_downloads", "render_not_found"]


def render_about(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "about.html",
        "about/",
        "About the casebook",
        "Where the casebook comes from, how completeness and confidence are computed, "
        "its licence, corrections and takedown.",
        confidence=assessment.CONFIDENCE,
        completeness=assessment.COMPLETENESS,
        most_related=MOST_RELATED,
        gaps=find_gaps(r.book),
    )


def render_downloads(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "downloads.html",
        "data/",
        "Data",
        "The data files of the casebook: what each holds, its size and licence, and how to cite a piece of evidence.",
        HUBS["about"],
        late=lambda: {"downloads": r.site.list_downloads()},
        tell_machines=partial(
            link_dataset,
            r.site,
            f"{number_of(len(r.book.cases), 'case')} of how cities and communities stood together in a crisis: "
            "what opened the door, what worked, what failed and why, what became of it, each with its evidence.",
        ),
    )


def render_not_found(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "404.html",
        "404.html",
        "This page is not here",
        "The address leads nowhere.",
        base=r.site.base or "/",
    )
