"""What is wanted: what the casebook does not know, as invitations that one can answer or send on."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.find import Invitation, Wanted, find_wanted
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.qr_codes import outline_address
from casebook.render.renderer import Renderer
from casebook.text.wording import slugify

__all__ = ["render_wanted"]

IN_SIGHT = {"stories": 6, "questions": 2, "news": 2, "sides": 1, "beginnings": 1, "asked": 1}
"""How many invitations of each kind stand open on the page: all together some dozen, the others are folded."""


def _lead_from_squares(wanted: Wanted) -> dict[tuple[str, str], str]:
    """To which invitation an empty square of the picture leads, by the crisis and the part of the world."""
    pairs, crises, parts = {}, {}, {}
    for one in wanted.stories.invitations:
        if one.kind == "pair" and one.term:
            pairs[one.term.id, one.part] = one.id
        elif one.kind == "rare" and one.term:
            crises[one.term.id] = one.id
        elif one.kind == "part":
            parts[one.part] = one.id
    found = {
        (row.crisis.id, part.name): pairs.get((row.crisis.id, part.name))
        or crises.get(row.crisis.id)
        or parts.get(part.name)
        for row in wanted.gaps.crises
        for part in wanted.gaps.continents
    }
    return {pair: id for pair, id in found.items() if id}


def _place(wanted: Wanted) -> dict[str, tuple[str, ...]]:
    """From which parts of the world each invitation wants to hear, as names in an address; from all, it has none."""
    parts: dict[str, list[str]] = {}
    for part in wanted.gaps.continents:
        for case in part.cases:
            parts.setdefault(case.id, []).append(part.name)

    def list_parts(one: Invitation) -> list[str]:
        return [one.part] if one.part else parts.get(one.cases[0].id, []) if one.at else []

    groups = (wanted.stories, wanted.news, wanted.sides, wanted.beginnings, wanted.asked)
    return {one.id: tuple(map(slugify, list_parts(one))) for group in groups for one in group.invitations}


def render_wanted(r: Renderer) -> Iterator[Article]:
    wanted = find_wanted(r.book)
    places = _place(wanted)
    parts = [(slugify(part.name), part.name) for part in wanted.gaps.continents]
    yield r.make(
        "wanted.html",
        "wanted/",
        "Wanted",
        "What the casebook does not know yet: stories, answers and news that somebody could bring.",
        HUBS["contribute"],
        kind="hub",
        styles=("wanted.css",),
        wanted=wanted,
        in_sight=IN_SIGHT,
        places=places,
        parts=[(id, name, number) for id, name in parts if (number := sum(id in found for found in places.values()))],
        lead=_lead_from_squares(wanted),
        code=outline_address(f"{r.site.url}wanted/") if r.site.url else None,
    )
