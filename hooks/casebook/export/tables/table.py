"""What a table is: its columns, its key, what it leads to, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from casebook.book import Book
from casebook.export.edition import Edition
from casebook.fields import TableColumn
from casebook.model import Case

__all__ = ["CellValue", "ForeignKey", "MadeColumn", "RowOf", "Table"]

CellValue = str | float | tuple[str, ...] | None
"""What a cell holds; None where nothing is said."""


@dataclass(frozen=True)
class RowOf:
    """What one row is made of."""

    edition: Edition
    """The edition."""
    facts: object
    """The group of fields that it tells: plain data, or a value of the model."""
    case: Case | None = None
    """The case in which it stands, if it stands in one."""
    id: str = ""
    """What it is called there."""
    position: int = 0
    """Its place in its list, from 1."""
    anchor: str = ""
    """Its address on the site, relative to the root; empty where it has none of its own."""

    @property
    def book(self) -> Book:
        """The book."""
        return self.edition.book

    @property
    def home(self) -> Case:
        """The case in which it stands.

        Raises:
            ValueError: It stands in none.
        """
        if self.case is None:
            raise ValueError("the row belongs to no case")
        return self.case

    def place(self, address: str) -> str:
        """An address of the site: whole where the site's own is known, else relative to its root."""
        return f"{self.edition.url}{address}"


MadeColumn = tuple[TableColumn, Callable[[RowOf], CellValue]]
"""A column, and what reads its cell."""


@dataclass(frozen=True)
class ForeignKey:
    """Columns that name a row of another table."""

    columns: tuple[str, ...]
    """The columns."""
    table: str
    """The other table."""
    to: tuple[str, ...]
    """Its columns."""


@dataclass(frozen=True, eq=False)
class Table:
    """A table of the book."""

    id: str
    """What it is called in a database; its file has hyphens where this has underscores."""
    title: str
    """What people call it."""
    says: str
    """What stands in it."""
    made: tuple[MadeColumn, ...]
    """Its columns, with what reads their cells."""
    list_rows: Callable[[], Iterator[RowOf]]
    """What gives its rows, in order."""
    key: tuple[str, ...] = ()
    """The columns that tell a row from all others; none where rows may be alike."""
    leads_to: tuple[ForeignKey, ...] = ()
    """The tables to which its columns lead."""
    texts: tuple[str, ...] = field(default=())
    """The columns in which one looks for words."""

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """Its columns."""
        return tuple(column for column, _ in self.made)

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.id.replace('_', '-')}.csv"

    def rows(self) -> Iterator[tuple[CellValue, ...]]:
        """What stands in it, cell by cell."""
        for row in self.list_rows():
            yield tuple(read(row) for _, read in self.made)
