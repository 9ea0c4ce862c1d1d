"""Lists of rows on one page: which are told with their texts, and which as one line.

The first page of a list tells as many rows as one reads through on a phone in some ten screens; what
opens below them, and all that stands on further pages, are lines that lead to where it is told. Several
lists share the rows of a page, so no long list hides the one after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.find import Pair, order_pairs
from casebook.model import Case
from casebook.render.paging import ListPage

__all__ = ["IN_SIGHT", "RowList", "list_items", "share_out"]

IN_SIGHT = 30
"""The most rows with their texts on a page: at their longest some eight screens of a phone, and 65 kB."""


@dataclass(frozen=True)
class RowList:
    """Rows under one heading."""

    id: str
    """Its anchor, by which the template knows its heading."""
    total: int
    """How many rows it has on all its pages, and beyond them."""
    start: int
    """How many of them stand on the pages before."""
    told: Sequence[Any]
    """The rows of this page that are told with their texts, in sight."""
    short: Sequence[Any]
    """The rows of this page that are one line each."""
    left: int
    """How many stand on no page of the list, because it is too long."""
    next: str = ""
    """The address of the page on which it goes on; empty if it does not."""
    until: int = 0
    """How many stand on the pages up to the next one."""

    @property
    def size(self) -> int:
        """How many rows stand on this page."""
        return len(self.told) + len(self.short)


def share_out(page: ListPage, lists: Mapping[str, Sequence[Any]], in_sight: int = IN_SIGHT) -> dict[str, RowList]:
    """The lists of a page by their anchors; what a short list does not need the longer ones get."""
    entries = {id: page.of(rows) for id, rows in lists.items()}
    told = dict.fromkeys(lists, 0)
    left = in_sight if page.number == 1 else 0
    shortest_first = sorted((id for id in entries if entries[id]), key=lambda id: len(entries[id]))
    for n, id in enumerate(shortest_first):
        told[id] = min(len(entries[id]), left // (len(shortest_first) - n))
        left -= told[id]
    room, after = page.count * page.most, page.start + page.most
    made = {}
    for id, rows in lists.items():
        own, number = entries[id], len(rows)
        goes_on = page.at(page.number + 1) if page.number < page.count and number > after else ""
        made[id] = RowList(
            id, number, page.start, own[: told[id]], own[told[id] :], max(0, number - room),
            goes_on, min(number, after + page.most),
        )  # fmt: skip
    return made


def list_items(cases: Sequence[Case]) -> dict[str, tuple[Pair, ...]]:
    """What cases hold, by kind: first what others can take along."""
    return {
        "lessons": order_pairs((case, item) for case in cases for item in case.lessons),
        "doors": order_pairs((case, item) for case in cases for item in case.entry_points),
        "failures": order_pairs((case, item) for case in cases for item in case.failures),
    }
