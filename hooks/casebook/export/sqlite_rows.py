"""The rows of a table in a database: what a cell is there, and how rows take the place of others.

SQLite numbers rows from 1 on. Whoever reads the file can see these numbers, so a database in which a few rows are new
must have them where they would stand if all were new.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

from casebook.export.tables import Table, name_in_sql
from casebook.fields import TableColumn

__all__ = ["FlatRow", "RowsOfCase", "choose_columns", "insert_rows", "renew_rows"]

FlatRow = Sequence[str | float | None]
"""A row of a table, each list in one cell."""

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


def renew_rows(
    database: sqlite3.Connection, table: Table, before: Mapping[str, int], now: Iterable[RowsOfCase]
) -> bool:
    """Put rows in the place of those of last time, so that each has the number that it has in a new table.

    Args:
        database: The database.
        table: The table.
        before: How many rows of it each case has there, in their order.
        now: The rows of each case.

    Returns:
        Whether anything has changed.
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
    if not (left_out or moved or new):
        return False
    _replace(database, table, left_out, moved, new)
    return True


def _read_rows(database: sqlite3.Connection, table: Table, begin: int, count: int) -> list[Cells]:
    found = database.execute(
        f'SELECT * FROM "{table.id}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid',  # noqa: S608  # a name of our own
        (begin, begin + count - 1),
    )
    return list(map(list, found))


def _replace(
    database: sqlite3.Connection,
    table: Table,
    gone: Iterable[tuple[int, int]],
    moved: Sequence[tuple[int, int, int]],
    new: Iterable[tuple[int, list[Cells]]],
) -> None:
    """Take rows away, give others another number, and put in new ones.

    Args:
        database: The database.
        table: The table.
        gone: The first and the last number of rows that go.
        moved: The first and the last number of rows that stay, and by how much their numbers grow.
        new: Rows that come, each with the number of the first.
    """
    columns = [f'"{name_in_sql(one)}"' for one in choose_columns(table)]
    named = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    database.execute(f'CREATE TEMP TABLE moved AS SELECT 0 AS number, * FROM "{table.id}" LIMIT 0')  # noqa: S608
    try:
        for first, last, by in _join_runs(moved):
            database.execute(
                f'INSERT INTO temp.moved SELECT rowid + ?, * FROM "{table.id}" WHERE rowid BETWEEN ? AND ?',  # noqa: S608
                (by, first, last),
            )
        for first, last in (*gone, *((first, last) for first, last, _ in moved)):
            database.execute(f'DELETE FROM "{table.id}" WHERE rowid BETWEEN ? AND ?', (first, last))  # noqa: S608
        database.execute(f'INSERT INTO "{table.id}" (rowid, {named}) SELECT * FROM temp.moved')  # noqa: S608
        for begin, rows in new:
            database.executemany(
                f'INSERT INTO "{table.id}" (rowid, {named}) VALUES (?, {marks})',  # noqa: S608
                ([number, *cells] for number, cells in enumerate(rows, begin)),
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
