"""Pieces that a page loads when it needs them: of cases `find/card/`, `find/brief/` and `find/rows/`, and a panel.

A browser that filters five thousand cases must not carry them all. It knows them by the table and
loads the card of those that it shows. What a piece says is worded here, by the same templates as
the pages, so no script writes a sentence about a case. Links in a piece are relative to the site's
root; who shows it gives them their base.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from html import escape, unescape
from typing import Any

from casebook.markup import render_line, strip_markdown
from casebook.model import MARKED_KINDS, Case, Failure, Item, ItemKind
from casebook.render.citations import CITATION_FORMS, list_cited
from casebook.render.links import place_links
from casebook.render.pages.compare import name_column, render_cells
from casebook.render.pages.meeting import render_column
from casebook.render.qr_codes import encode_address
from casebook.render.renderer import Renderer

__all__ = ["list_fragments", "render_fragments"]


def _write(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def list_fragments(r: Renderer) -> Iterator[tuple[str, Callable[[], str], Case | None]]:
    """For each case its card, its brief and its rows: the address, what makes its text, and the case.

    The address is relative to the site's root. What is the same for all has no case.

    `find/card/ID.json` holds `html`, the card, and `row`, the case as a row. `find/brief/ID.json` holds `card`
    and `items`: the entry points, lessons and failures, each with what it puts into the slots of its card and, where it
    is known where the site stands, its `code`: what a card draws as the QR code of its address; `cards`, for each kind
    the card with its slots; `foot`, with which each ends, `{item}` in it standing for the id of the item; and `cited`,
    what a citation needs.
    `find/rows/ID.json` holds `head` and `rows`, what stands in the case's column of a comparison, and `meeting`:
    what stands on the sheet of a meeting, the `questions` to those who know the case and what one is to `bring`.
    `find/wrong.json` is the panel in which one says that something is wrong. `find/cite.json` holds the forms of a
    citation with their slots, `forms`, and the box that shows one, `html`.
    """
    yield "find/wrong.json", lambda: _write(_render_panel(r)), None
    yield "find/cite.json", lambda: _write(_render_citing(r)), None
    for case in r.book.cases:
        for name, tell in (("card", _tell_card), ("brief", _tell_brief), ("rows", _tell_rows)):
            yield f"find/{name}/{case.id}.json", partial(_tell, tell, r, case), case


def render_fragments(r: Renderer) -> Iterator[tuple[str, str]]:
    """The same, each with its text."""
    return ((address, make()) for address, make, _ in list_fragments(r))


def _tell(tell: Callable[[Renderer, Case], dict[str, Any]], r: Renderer, case: Case) -> str:
    return _write(tell(r, case))


def _tell_card(r: Renderer, case: Case) -> dict[str, Any]:
    return {"html": place_links(r.pieces.case_card(case)), "row": place_links(r.pieces.case_row(case))}


def _tell_brief(r: Renderer, case: Case) -> dict[str, Any]:
    card = r.macro("pieces.html", "item_card")
    held = [kind for kind in MARKED_KINDS if case.items_of(kind)]
    return {
        "card": place_links(r.pieces.case_card(case)),
        "cited": list_cited(r.book, case),
        "foot": place_links(r.macro("pieces.html", "item_foot")(case)),
        "cards": {kind.id: place_links(card(case, kind)) for kind in held},
        "items": [_say_item(r, case, kind, item) for kind, item in case.items() if kind.mark],
    }


def _tell_rows(r: Renderer, case: Case) -> dict[str, Any]:
    return {
        "name": name_column(r, case),
        "head": place_links(r.pieces.case_line(case)),
        "rows": {row: place_links(cell) for row, cell in render_cells(r, case).items()},
        "meeting": {part: place_links(made) for part, made in render_column(r, case).items()},
    }


def _say_item(r: Renderer, case: Case, kind: ItemKind, item: Item) -> dict[str, Any]:
    """What an item puts into the slots of its card; a failure with its cause, by which cases like one's own name it."""
    title, name = str(render_line(item.title)), escape(strip_markdown(item.title), quote=False)
    said = {part: place_links(r.macro("pieces.html", f"item_{part}")(item)).strip() for part in ("tells", "says")}
    code = encode_address(f"{r.site.url}cases/{case.id}/#{item.id}") if r.site.url else ""
    return (
        {"id": item.id, "kind": kind.id, "title": title}
        | ({"name": name} if name != title else {})
        | said
        | ({"cause": item.cause} if isinstance(item, Failure) else {})
        | ({"code": code} if code else {})
    )


def _render_citing(r: Renderer) -> dict[str, Any]:
    forms = {form: r.macro("cite.html", form)(r.cite_as(form)).strip() for form in CITATION_FORMS}
    return {"html": r.macro("keep.html", "box")(), "forms": forms}


def _render_panel(r: Renderer) -> dict[str, Any]:
    """The panel's `html`, and what is told by what one wants to say: `texts`, and how they end (`becomes`)."""

    def write(name: str) -> str:
        return unescape(str(r.macro("wrong.html", name)())).strip()

    return {
        "html": r.macro("wrong.html", "panel")(),
        "texts": {said: write(f"text_{said}") for said in ("wrong", "right", "otherwise", "more")},
        "becomes": {what: write(f"becomes_{what}") for what in ("review", "reply", "nothing")},
        "long": write("too_long"),
        "title": write("title_of_place"),
    }
