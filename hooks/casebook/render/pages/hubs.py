"""The hubs of entry points, lessons and failures, each sorted by the terms of a vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.model import MARKED_KINDS
from casebook.render.article import Article
from casebook.render.paging import CARDS
from casebook.render.renderer import Renderer

__all__ = ["render_entry_points", "render_failures", "render_lessons"]


def render_entry_points(r: Renderer) -> Iterator[Article]:
    yield _make_hub(
        r,
        "entry_point",
        "How the doors of city partnerships opened: who opened them and how.",
        "How doors opened: who opened them, how, and what nearly closed them. "
        "The door that most cases share comes first.",
    )


def render_lessons(r: Renderer) -> Iterator[Article]:
    yield _make_hub(
        r,
        "lesson",
        "Every lesson of the casebook by theme, with the conditions under which it holds.",
        "What others can take along, by theme, each with the conditions under which it holds.",
    )


def render_failures(r: Renderer) -> Iterator[Article]:
    yield _make_hub(
        r,
        "failure",
        "Every failure of the casebook by cause: what happened, how sure we are, and what was changed.",
        "What went wrong, by cause: what happened, how sure we are, what was changed. "
        "The cause that most cases share comes first.",
    )


def _make_hub(r: Renderer, kind_id: str, description: str, summary: str) -> Article:
    """All items of a kind by their terms, and at the end those that have none."""
    kind = next(kind for kind in MARKED_KINDS if kind.id == kind_id)
    vocabulary = r.book.vocabularies[kind.vocabulary]
    found = {
        (case.id, item.id) for term in vocabulary.terms for case, item in r.book.items_with(vocabulary.id, term.id)
    }
    return r.make(
        "hub_of_items.html",
        f"{kind.field.replace('_', '-')}/",
        kind.plural.capitalize(),
        description,
        kind="hub",
        item_kind=kind,
        noun=vocabulary.noun,
        summary=summary,
        loose=[
            (case, item) for case in r.book.cases for item in case.items_of(kind) if (case.id, item.id) not in found
        ],
        most=CARDS,
    )
