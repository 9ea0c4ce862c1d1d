"""Lists of rows on one page: how many of each are in sight, and how many behind a tap.

A page shows so many rows at once as one reads through on a phone in some ten screens. Several lists
share them: each shows its first rows, so no long list hides the one after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.find import Pair, order_pairs
from casebook.model import Case
from casebook.render.narrowing import LEAF
from casebook.render.paging import ListPage

__all__ = ["IN_SIGHT", "MOST_OF_A_LIST", "MOST_OF_SEVERAL", "RowList", "list_items", "share_out"]

IN_SIGHT = 36
"""The most rows in sight on a page: at their longest some nine screens of a phone."""
MOST_OF_A_LIST = 180
"""The most rows of one list on a page: five such lists with their texts are a megabyte, 150 kB gzipped."""
MOST_OF_SEVERAL = 50
"""The same where a page lists all that its cases hold, kind by kind: 150 rows with their texts are 45 kB gzipped."""


@dataclass(frozen=True)
class RowList:
    """Rows under one heading."""

    id: str
    """Its anchor, by which the template knows its heading."""
    total: int
    """How many rows it has on all its pages."""
    start: int
    """How many of them stand on the pages before."""
    leaves: tuple[Sequence[Any], ...]
    """The rows of this page: the first leaf is in sight, each other opens on demand."""


def share_out(page: ListPage, lists: Mapping[str, Sequence[Any]]) -> dict[str, RowList]:
    """The lists of a page by their anchors; what a short list does not need the longer ones get."""
    entries = {id: page.of(rows) for id, rows in lists.items()}
    left = IN_SIGHT
    made = {}
    shortest_first = sorted((id for id in entries if entries[id]), key=lambda id: len(entries[id]))
    for n, id in enumerate(shortest_first):
        rows = entries[id]
        first = min(len(rows), left // (len(shortest_first) - n))
        left -= first
        more = (rows[start : start + LEAF] for start in range(first, len(rows), LEAF))
        made[id] = RowList(id, len(lists[id]), page.start, (rows[:first], *more))
    return {id: made.get(id, RowList(id, len(rows), page.start, ())) for id, rows in lists.items()}


def list_items(cases: Sequence[Case]) -> dict[str, tuple[Pair, ...]]:
    """What cases hold, by kind: first what others can take along."""
    return {
        "lessons": order_pairs((case, item) for case in cases for item in case.lessons),
        "doors": order_pairs((case, item) for case in cases for item in case.entry_points),
        "failures": order_pairs((case, item) for case in cases for item in case.failures),
    }
