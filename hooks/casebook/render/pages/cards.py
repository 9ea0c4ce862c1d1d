"""What a workshop lays on its tables: cards of the cases, and the quiet room for failures of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casebook.fields import Field
from casebook.find import ITEM_FACETS
from casebook.model import MARKED_KINDS, ItemKind
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.narrowing import ShownFacet, show_item_facets
from casebook.render.renderer import Renderer

__all__ = ["list_blank_fields", "list_own_fields", "render_quiet_room", "render_workshop_cards"]

MOST_CARDS = 24
"""So many cards are laid out at once; whoever wants more asks for them."""

_CHOSEN_BY = ("theme", "cause", "door", "country")
"""The facets by which cards are chosen, as find/deck.js has them."""

_BLANK: dict[str, tuple[tuple[str, int], ...]] = {
    "entry_point": (("title", 2), ("door", 1), ("opened_by", 1), ("how", 3), ("first_ask", 1), ("nearly_closed_by", 1)),
    "lesson": (("title", 3), ("works_when", 3), ("not_when", 3), ("audience", 1)),
    "failure": (("title", 2), ("cause", 1), ("certainty", 1), ("warning_sign", 2), ("cost", 2), ("what_changed", 2)),
}
"""What is asked on a blank card, by its kind: the field, and how many lines one gets to write on."""

_ON_SMALL = 3
"""So many fields stand on a small blank card."""

_OWN = ("title", "what_happened", "cause", "certainty", "cost", "what_changed", "warning_sign")
"""What a team writes down of a failure of its own, in the order in which one tells it."""


def list_blank_fields(r: Renderer, kind: ItemKind) -> tuple[tuple[Field, int], ...]:
    """The fields of a blank card, each with its lines."""
    by_name = _list_fields(r, kind.field)
    return tuple((by_name[name], lines) for name, lines in _BLANK[kind.id])


def list_own_fields(r: Renderer) -> tuple[Field, ...]:
    """The fields of a failure that a team writes down for itself."""
    by_name = _list_fields(r, "failures")
    return tuple(by_name[name] for name in _OWN)


def _list_fields(r: Renderer, name: str) -> Mapping[str, Field]:
    """The fields of an entry of a list of a case, by their names."""
    entry = r.schemas.trees["case"].by_name[name].entry
    return entry.by_name if entry else {}


def _list_facets(r: Renderer) -> tuple[ShownFacet, ...]:
    pairs = [(case, item) for case in r.book.cases for kind, item in case.items() if kind.mark]
    facets = [facet for facet in ITEM_FACETS if facet.id in _CHOSEN_BY]
    shown = {facet.id: facet for facet in show_item_facets(r.book, facets, pairs)}
    return tuple(shown[id] for id in _CHOSEN_BY if id in shown)


def render_workshop_cards(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "cards.html",
        "workshop/cards/",
        "Cards for the table",
        "Lessons, failures and entry points on cards, to print, cut out and lay on a table; and blank ones.",
        HUBS["workshop"],
        kind="hub",
        scripts=("find/cards.js",),
        styles=("find/paper-card.css", "find/cards.css"),
        facets=_list_facets(r),
        blanks=[(kind, list_blank_fields(r, kind), _ON_SMALL) for kind in MARKED_KINDS],
        most=MOST_CARDS,
    )


def render_quiet_room(r: Renderer) -> Iterator[Article]:
    kind = next(kind for kind in MARKED_KINDS if kind.id == "failure")
    causes = [term for term in r.book.vocabularies["causes"].terms if term.status == "active"]
    yield r.make(
        "quiet_room.html",
        "workshop/failures/",
        "The quiet failure room",
        "How a team tells its own failures among itself, with cards and a form that stays on the device.",
        HUBS["workshop"],
        kind="hub",
        scripts=("find/quiet-room.js",),
        styles=("find/paper-card.css", "find/cards.css"),
        item_kind=kind,
        fields=list_own_fields(r),
        blank=(list_blank_fields(r, kind), _ON_SMALL),
        causes=causes,
        ours="ours, not published",
    )
