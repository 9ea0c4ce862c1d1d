"""Long lists on several pages, so that a page stays light however much the book grows.

A list that fits on one page keeps its address and looks as if there were no pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = [
    "CARDS",
    "DOCUMENTS",
    "LEAVES",
    "LEAVES_OF_SEVERAL",
    "NOTES",
    "TEXT_ROWS",
    "ListPage",
    "leaf_address",
    "paginate",
]

CARDS = 50
"""The most rows of a list on a page: more are slow on a small phone, and nobody reads them."""

LEAVES = 3
"""The most pages of a list that repeats what other lists have: nobody turns more, and each costs whatever is built."""

LEAVES_OF_SEVERAL = 2
"""The same where a page lists all that its cases hold, kind by kind."""

DOCUMENTS = 40
"""The most documents on a page: titles are long, and all of a title is shown."""

NOTES = 30
"""The most notes of a shared source on a page: each may be long, and doubtful, and both are said."""

TEXT_ROWS = 300
"""The most rows that a page brings with all their texts, so that they can be narrowed down in it: 80 kB gzipped."""

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class ListPage:
    """One page of a long list."""

    base: str
    """The address of the first page."""
    number: int
    """Which page it is; the first is 1."""
    count: int
    """How many pages there are."""
    most: int
    """How many entries a page takes."""

    def at(self, number: int) -> str:
        """The address of another page."""
        return leaf_address(self.base, number)

    @property
    def address(self) -> str:
        """The address of this page."""
        return self.at(self.number)

    @property
    def start(self) -> int:
        """The index of its first entry."""
        return (self.number - 1) * self.most

    def of(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """The entries that stand on this page."""
        return entries[self.start : self.start + self.most]

    def name(self, title: str) -> str:
        """The title of this page; all but the first say which they are."""
        return title if self.number == 1 else f"{title}, page {self.number}"


def leaf_address(base: str, number: int) -> str:
    """The address of a page of a list whose first page has the address `base`."""
    return base if number == 1 else f"{base}page-{number}/"


def paginate(base: str, *lists: Sequence[object], most: int = CARDS, leaves: int = 0) -> tuple[ListPage, ...]:
    """The pages that one or more lists need side by side; at least one, and no more than `leaves` where it is given."""
    count = max(1, *(-(-len(entries) // most) for entries in lists))
    if leaves:
        count = min(count, leaves)
    return tuple(ListPage(base, number, count, most) for number in range(1, count + 1))
