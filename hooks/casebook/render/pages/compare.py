"""Two or three cases side by side on the same rows.

Each case has a page that sets it beside its two nearest: that needs no script. On `compare/` a
reader chooses the cases; a script puts the same cells together, which it loads from `find/rows/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from casebook.find import order_cases
from casebook.model import Case
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.narrowing import LEAF
from casebook.render.renderer import Renderer

__all__ = [
    "MOST_COMPARED",
    "ROWS",
    "group_by_country",
    "list_to_choose",
    "name_column",
    "render_cells",
    "render_comparison_choice",
    "render_comparisons",
    "split_rows",
]

MOST_COMPARED = 3
"""How many cases stand side by side."""

MOST_LISTED = 200
"""How many cases the page offers to choose from; more would make it heavy, and nobody reads such a list."""

ROWS = (
    ("place", "Where"),
    ("time", "When"),
    ("status", "What became of it"),
    ("crisis", "Crisis"),
    ("topics", "Worked on"),
    ("challenge", "Challenge"),
    ("lead", "Led by"),
    ("doors", "Entry points"),
    ("lessons", "Lessons"),
    ("failures", "Failures"),
    ("figures", "Figures"),
    ("first", "Must be there first"),
    ("leave", "Leave it if"),
    ("disputed", "Where sources differ"),
    ("grounds", "How far one can rely on it"),
)
"""The rows: what every case is asked, in the order in which a reader asks it."""


TERM_ROWS = {"crisis": "crises", "topics": "topics"}
"""The rows that are lists of terms, named as the field of a case, each with its vocabulary."""


def render_cells(r: Renderer, case: Case, *, short: bool = False) -> dict[str, Markup]:
    """What stands in the column of a case, by row; an empty text where the case says nothing.

    A page of its own for each case has long lists in short: with a script one sees them whole, beside any case.
    """
    say = r.macro("compare_cells.html", "cell")
    return {row: say(row, case, short=short).strip() for row, _ in ROWS}


def split_rows(
    r: Renderer, cases: Sequence[Case], said: Mapping[str, Mapping[str, Markup]]
) -> tuple[list[tuple[str, str, list[Markup]]], list[tuple[str, str, Markup]]]:
    """The rows in which cases differ, with their cells, and what all of them say alike, once.

    A term that all have is said once, and each cell of its row holds what the others have not.
    """
    say, list_terms = (r.macro("compare_cells.html", name) for name in ("cell", "terms"))
    differing, same = [], []
    for row, label in ROWS:
        cells = [said[case.id][row] for case in cases]
        if not any(cells):
            continue
        if len(set(cells)) == 1:
            same.append((row, label, cells[0]))
            continue
        if row in TERM_ROWS:
            terms = [getattr(case, row) for case in cases]
            shared = [id for id in terms[0] if all(id in others for others in terms)]
            if shared:
                same.append((row, label, list_terms(TERM_ROWS[row], shared)))
                cells = [say(row, case, shared).strip() for case in cases]
            if all(len(own) == len(shared) for own in terms):
                continue
        differing.append((row, label, cells))
    return differing, same


def name_column(r: Renderer, case: Case) -> str:
    """A short name for a column: the city, or that it has no name."""
    return r.book.cities[case.city_id].name


def list_to_choose(r: Renderer) -> list[Case]:
    """The cases that a page offers to choose from: those whose story moved on last, by city."""
    newest = order_cases(r.book)[:MOST_LISTED]
    return sorted(newest, key=lambda case: (case.city is None, name_column(r, case), case.id))


def group_by_country(r: Renderer, cases: list[Case]) -> list[tuple[str, list[Case]]]:
    """Cases by the name of their country, in its order; those of no known country last. A long list is shared out."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(r.book.cities[case.city_id].country_name, []).append(case)
    shared: list[tuple[str, list[Case]]] = []
    for country, own in sorted(groups.items(), key=lambda group: (not group[0], group[0])):
        for at in range(0, len(own), LEAF):
            part = own[at : at + LEAF]
            named = country or "City not named"
            shared.append((named if part == own else f"{named}, {at + 1} to {at + len(part)}", part))
    return shared


def render_comparison_choice(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "compare_choose.html",
        "compare/",
        "Side by side",
        "Two or three cases on the same rows: what opened the door, what failed, what became of it.",
        kind="hub",
        scripts=("find/compare.js",),
        rows=ROWS,
        groups_listed=group_by_country(r, list_to_choose(r)),
        most=MOST_COMPARED,
    )


@dataclass(frozen=True, eq=False)
class _Columns:
    """The columns of cases as they stand beside others; each is made once."""

    r: Renderer
    """What renders them."""

    @cached_property
    def made(self) -> dict[str, dict[str, Markup]]:
        """Those that are made, by the id of the case."""
        return {}

    def of(self, case: Case) -> dict[str, Markup]:
        """The column of a case."""
        if case.id not in self.made:
            self.made[case.id] = render_cells(self.r, case, short=True)
        return self.made[case.id]


def render_comparisons(r: Renderer) -> Iterator[Article]:
    columns = _Columns(r)
    for case in r.book.cases:
        relations = r.book.relations[case.id][: MOST_COMPARED - 1]
        if not relations:
            continue
        cases = (case, *(relation.case for relation in relations))
        yield r.make(
            "compare.html",
            f"compare/{case.id}/",
            f"{name_column(r, case)} and its nearest, side by side",
            f"{case.title}, beside the cases that are closest to it.",
            HUBS["compare"],
            kind="hub",
            styles=("find/compare.css",),
            late=partial(_tell_rows, columns, cases),
            cases=cases,
            reasons=relations,
        )


def _tell_rows(columns: _Columns, cases: Sequence[Case]) -> dict[str, Any]:
    """The rows in which some cases differ, and what all of them say alike."""
    rows, same = split_rows(columns.r, cases, {case.id: columns.of(case) for case in cases})
    return {"rows": rows, "same": same}
