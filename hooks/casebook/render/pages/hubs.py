"""The hubs: all entry points, all lessons, all failures, each item once."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.find import order_pairs
from casebook.model import MARKED_KINDS
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.narrowing import ROW_STYLES, hub_address, narrow_items
from casebook.render.paging import LEAVES, TEXT_ROWS, ListPage, paginate
from casebook.render.renderer import Renderer
from casebook.render.rows import share_out

__all__ = ["render_entry_points", "render_failures", "render_lessons"]


def render_entry_points(r: Renderer) -> Iterator[Article]:
    return _make_hub(
        r,
        "entry_point",
        "How the doors of city partnerships opened: who opened them and how.",
        "How doors opened, and who opened them.",
        "The doors, each with what the cases say together",
    )


def render_lessons(r: Renderer) -> Iterator[Article]:
    return _make_hub(
        r,
        "lesson",
        "Every lesson of the casebook, with the conditions under which it holds.",
        "What others can take along, each with the conditions under which it holds.",
        "The themes, each with what the cases say together",
    )


def render_failures(r: Renderer) -> Iterator[Article]:
    return _make_hub(
        r,
        "failure",
        "Every failure of the casebook: what happened, how sure we are of the cause, and what was changed.",
        "What went wrong, how sure we are of the cause, and what was changed.",
        "The causes, each with what got past it",
    )


def _make_hub(r: Renderer, kind_id: str, description: str, summary: str, sorted_by: str) -> Iterator[Article]:
    """All items of a kind on as many pages as they need."""
    kind = next(kind for kind in MARKED_KINDS if kind.id == kind_id)
    pairs = order_pairs((case, item) for case in r.book.cases for item in case.items_of(kind))
    whole = len(pairs) <= TEXT_ROWS
    narrowing = narrow_items(r.book, pairs, far=not whole)
    title = kind.plural.capitalize()
    address = hub_address(kind)
    pages = (ListPage(address, 1, 1, TEXT_ROWS),) if whole else paginate(address, pairs, leaves=LEAVES)
    for page in pages:
        first = page.number == 1
        yield r.make(
            "hub_of_items.html",
            page.address,
            page.name(title),
            description,
            *([] if first else [HUBS[kind.anchor]]),
            kind="hub",
            scripts=narrowing.scripts if first else (),
            styles=ROW_STYLES,
            item_kind=kind,
            vocabulary=r.book.vocabularies[kind.vocabulary],
            summary=summary,
            sorted_by=sorted_by,
            list=narrowing,
            page=page,
            whole=whole,
            pairs=pairs if whole else (),
            # each row says the place of its case among all, also those that have no such item
            places=r.places if whole else {},
            here=share_out(page, {"items": pairs})["items"],
        )
