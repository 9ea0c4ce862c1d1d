"""The rows of a table in a database: what a cell is there, and how rows take the place of others.

SQLite numbers rows from 1 on. Whoever reads the file can see these numbers, so a database in which a few rows are new
must have them where they would stand if all were new.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from casebook.export.tables import Table, name_in_sql
from casebook.fields import TableColumn

__all__ = [
    "FlatRow",
    "NewRows",
    "RowRange",
    "RowsOfCase",
    "choose_columns",
    "find_new_rows",
    "insert_rows",
    "renew_rows",
]

FlatRow = Sequence[str | float | None]
"""A row of a table, each list in one cell."""

RowRange = tuple[int, int]
"""The numbers of the first and the last of rows that follow upon each other."""

RowsOfCase = tuple[str, int, Sequence[FlatRow] | None]
"""The id of a case, how many rows it has in a table, and these; None in place of those that are as they were."""

Cells = list[str | float | None]
"""What stands in a row of the database."""


def choose_columns(table: Table) -> list[TableColumn]:
    """The columns that a table has in a database: those that only repeat what another table says are left out."""
    return [one for one in table.columns if not one.repeats]


def insert_rows(database: sqlite3.Connection, table: Table, rows: Iterable[FlatRow]) -> None:
    """Put rows at the end of a table."""
    places = ", ".join("?" * len(choose_columns(table)))
    told = map(_make_teller(table), rows)
    database.executemany(f'INSERT INTO "{table.id}" VALUES ({places})', told)  # noqa: S608  # names of our own fields


def _make_teller(table: Table) -> Callable[[FlatRow], Cells]:
    take = itemgetter(*(place for place, one in enumerate(table.columns) if not one.repeats))
    # nothing is said in one way only, as NULL
    return lambda row: [None if cell == "" else cell for cell in take(row)]


@dataclass(frozen=True)
class NewRows:
    """Which rows of a table take the place of others, so that each has the number that it has in a new table."""

    gone: Sequence[RowRange]
    """Rows that go."""
    moved: Sequence[tuple[int, int, int]]
    """Rows that stay: the number of the first and of the last, and by how much these grow."""
    new: Sequence[tuple[int, list[Cells]]]
    """Rows that come, each with the number of the first."""
    whole: int
    """How many rows there are in the end."""

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.gone or self.moved or self.new)

    @property
    def before(self) -> list[RowRange]:
        """The rows that are no more where they are, by their numbers."""
        return [*self.gone, *((first, last) for first, last, _ in self.moved)]

    @property
    def after(self) -> list[RowRange]:
        """The rows that were not there where they will be."""
        moved = ((first + by, last + by) for first, last, by in self.moved)
        return [*moved, *((begin, begin + len(rows) - 1) for begin, rows in self.new)]

    @property
    def number(self) -> int:
        """How many rows all these are."""
        return sum(last - first + 1 for first, last in (*self.before, *self.after))


def find_new_rows(
    database: sqlite3.Connection, table: Table, before: Mapping[str, int], now: Iterable[RowsOfCase]
) -> NewRows:
    """Compare the rows of a table with those of last time.

    Args:
        database: The database of last time.
        table: The table.
        before: How many rows of it each case has there, in their order.
        now: The rows of each case.
    """
    tell, begins, number = _make_teller(table), {}, 1
    for id, count in before.items():
        begins[id] = number
        number += count
    gone, moved, new = dict(before), list[tuple[int, int, int]](), list[tuple[int, list[Cells]]]()
    number = 1
    for id, count, rows in now:
        begin, had = begins.get(id, 0), before.get(id, -1)
        told = None if rows is None else list(map(tell, rows))
        if told is None or (count == had and told == _read_rows(database, table, begin, count)):
            del gone[id]
            if begin != number and count:
                moved.append((begin, begin + count - 1, number - begin))
        elif told:
            new.append((number, told))
        number += count
    left_out = [(begins[id], begins[id] + count - 1) for id, count in gone.items() if count]
    return NewRows(left_out, _join_runs(moved), new, number - 1)


def _read_rows(database: sqlite3.Connection, table: Table, begin: int, count: int) -> list[Cells]:
    found = database.execute(
        f'SELECT * FROM "{table.id}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid',  # noqa: S608  # a name of our own
        (begin, begin + count - 1),
    )
    return list(map(list, found))


def renew_rows(database: sqlite3.Connection, table: Table, rows: NewRows) -> None:
    """Take rows of a table away, give others another number, and put in new ones."""
    columns = [f'"{name_in_sql(one)}"' for one in choose_columns(table)]
    named = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    database.execute(f'CREATE TEMP TABLE moved AS SELECT 0 AS number, * FROM "{table.id}" LIMIT 0')  # noqa: S608
    try:
        for first, last, by in rows.moved:
            database.execute(
                f'INSERT INTO temp.moved SELECT rowid + ?, * FROM "{table.id}" WHERE rowid BETWEEN ? AND ?',  # noqa: S608
                (by, first, last),
            )
        for between in rows.before:
            database.execute(f'DELETE FROM "{table.id}" WHERE rowid BETWEEN ? AND ?', between)  # noqa: S608
        database.execute(f'INSERT INTO "{table.id}" (rowid, {named}) SELECT * FROM temp.moved')  # noqa: S608
        for begin, told in rows.new:
            database.executemany(
                f'INSERT INTO "{table.id}" (rowid, {named}) VALUES (?, {marks})',  # noqa: S608
                ([number, *cells] for number, cells in enumerate(told, begin)),
            )
    finally:
        database.execute("DROP TABLE temp.moved")


def _join_runs(runs: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Runs of rows that move by the same, joined where one follows upon the other."""
    joined: list[tuple[int, int, int]] = []
    for first, last, by in runs:
        if joined and joined[-1][1] == first - 1 and joined[-1][2] == by:
            joined[-1] = (joined[-1][0], last, by)
        else:
            joined.append((first, last, by))
    return joined
