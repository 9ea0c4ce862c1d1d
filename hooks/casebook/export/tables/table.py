"""What a table is: its columns, its key, what it leads to, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from casebook.book import Book
from casebook.export.cells import join_cell
from casebook.export.edition import CaseWithFile, Edition
from casebook.fields import TableColumn
from casebook.model import Case

__all__ = ["CellValue", "ForeignKey", "MadeColumn", "RowOf", "Table", "TableRow"]

CellValue = str | float | tuple[str, ...] | None
"""What a cell holds; None where nothing is said."""

TableRow = tuple[CellValue, ...]
"""What stands in a table beside each other."""


class RowOf(NamedTuple):
    """What one row is made of. There are hundreds of a case: a tuple is made at once."""

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
    columns: tuple[TableColumn, ...]
    """Its columns."""
    rows: Callable[..., Iterator[TableRow]]
    """What stands in it, row by row; it is read anew each time. Of a table whose rows belong to cases one can ask for
    those of some cases alone, with their files (`CaseWithFile`), which stand in it one after the other."""
    key: tuple[str, ...] = ()
    """The columns that tell a row from all others; none where rows may be alike."""
    leads_to: tuple[ForeignKey, ...] = ()
    """The tables to which its columns lead."""
    texts: tuple[str, ...] = field(default=())
    """The columns in which one looks for words."""
    of_cases: bool = False
    """Whether each row belongs to a case, and the rows stand in the order of the cases."""

    def flat_rows(self, *among: Iterable[CaseWithFile]) -> Iterator[Sequence[str | float | None]]:
        """Its rows, each list in one cell.

        Args:
            among: The cases whose rows are asked for; all rows, if nothing is given.
        """
        lists = [place for place, one in enumerate(self.columns) if one.many]
        for row in self.rows(*among):
            cells = list(row)
            for place in lists:
                entries: Any = cells[place]
                cells[place] = join_cell(entries) if entries else ""
            yield cells  # type: ignore[misc]  # no list is left in it

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.id.replace('_', '-')}.csv"
