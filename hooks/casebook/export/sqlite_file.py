"""`casebook.sqlite`: all tables in one database, with keys, full-text search, views and descriptions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from casebook.export.cells import join_cell
from casebook.export.edition import Edition
from casebook.export.sql_views import VIEWS
from casebook.export.tables import CellValue, Table, list_tables, name_in_sql, table_of_vocabulary
from casebook.fields import TableColumn

__all__ = ["SEARCHED", "write_sqlite"]

SEARCHED = ("cases", "items", "entry_points", "lessons", "failures", "notes")
"""The tables whose texts can be searched: `lessons` in `lessons_fts`, and so on."""

_VERSION_PLACE = slice(96, 100)
"""Where SQLite writes its own version into a file, which has nothing to do with what stands in it."""
_TO_IN_SQL = {"case": "case_id"}
"""What a column is called here to which others lead, if that is a word of SQL."""


def write_sqlite(edition: Edition) -> bytes:
    """The file's content: the same bytes from the same book, whichever day it is."""
    database = sqlite3.connect(":memory:")
    try:
        # nothing of it is kept if it fails, so nothing is written down on the way
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA foreign_keys = OFF")
        tables = [one for one in list_tables(edition) if one.id != "terms"]
        for table in tables:
            _fill(database, table)
        _gather_terms(database, edition)
        for table in tables:
            if table.id in SEARCHED:
                _make_searchable(database, table)
        for name, view in VIEWS.items():
            database.execute(f"CREATE VIEW {name} AS {view}")
        database.commit()
        database.execute("VACUUM")
        content = bytearray(database.serialize())
    finally:
        database.close()
    content[_VERSION_PLACE] = bytes(4)
    return bytes(content)


def _fill(database: sqlite3.Connection, table: Table) -> None:
    kept = [place for place, one in enumerate(table.columns) if not one.repeats]
    columns = [table.columns[place] for place in kept]
    names = {one.name: name_in_sql(one) for one in columns}
    parts = [f'"{names[one.name]}" {_find_type(one)}{" NOT NULL" if one.required else ""}' for one in columns]
    if table.key:
        parts.append(f"PRIMARY KEY ({_quote(names[one] for one in table.key)})")
    if "permanent_name" in names:
        parts.append('UNIQUE ("permanent_name")')
    for link in table.leads_to:
        there = _quote(_TO_IN_SQL.get(one, one) for one in link.to)
        parts.append(f'FOREIGN KEY ({_quote(names[one] for one in link.columns)}) REFERENCES "{link.table}" ({there})')
    said = ",\n  ".join(parts)
    database.execute(f'CREATE TABLE "{table.id}" (\n  {said}\n)')
    for of in _list_indexed(table):
        here = [names[one] for one in of]
        database.execute(f'CREATE INDEX "{"_".join((table.id, *here))}" ON "{table.id}" ({_quote(here)})')
    places = ", ".join("?" * len(columns))
    rows = ([_say(row[place]) for place in kept] for row in table.rows())
    database.executemany(f'INSERT INTO "{table.id}" VALUES ({places})', rows)  # noqa: S608  # names of our own fields


def _list_indexed(table: Table) -> list[tuple[str, ...]]:
    """The columns by which rows are looked up from another table, but for those with which something longer begins."""
    links = [link.columns for link in table.leads_to]
    longer = [table.key, *links]
    return [one for one in links if not any(other[: len(one)] == one and other is not one for other in longer)]


def _quote(names: Iterable[str]) -> str:
    return ", ".join(f'"{one}"' for one in names)


def _find_type(column: TableColumn) -> str:
    if column.holds != "number":
        return "TEXT"
    return "INTEGER" if column.whole else "REAL"


def _say(cell: CellValue) -> str | float | None:
    """A cell; nothing is said in one way only, as NULL."""
    return (join_cell(cell) if isinstance(cell, tuple) else cell) or (0 if cell == 0 else None)


def _gather_terms(database: sqlite3.Connection, edition: Edition) -> None:
    """The terms of all vocabularies, as one view: each vocabulary is a table, so that a column can lead to it."""
    parts = (
        f"SELECT '{id}' AS vocabulary, * FROM \"{table_of_vocabulary(id)}\""  # noqa: S608  # names of our own files
        for id in sorted(edition.book.vocabularies)
    )
    if joined := "\nUNION ALL ".join(parts):
        database.execute(f"CREATE VIEW terms AS {joined}")


def _make_searchable(database: sqlite3.Connection, table: Table) -> None:
    """Full text over a table's own texts, which are not kept twice; neither accents nor English endings matter."""
    columns = _quote(table.texts)
    name = f"{table.id}_fts"
    database.execute(
        f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content='{table.id}', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    database.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608  # a name of our own
    database.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608  # the same
