"""`casebook.sqlite`: all tables in one database, with keys, full-text search, views and descriptions."""

from __future__ import annotations

import errno
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from casebook.export.edition import Edition
from casebook.export.sql_views import VIEWS
from casebook.export.sqlite_rows import RowsOfCase, choose_columns, insert_rows, renew_rows
from casebook.export.tables import Table, list_tables, name_in_sql, table_of_vocabulary
from casebook.fields import TableColumn

__all__ = ["SEARCHED", "Database", "write_sqlite"]

SEARCHED = ("cases", "items", "entry_points", "lessons", "failures", "notes")
"""The tables whose texts can be searched: `lessons` in `lessons_fts`, and so on."""

_COUNTERS = 92
"""Where SQLite writes into a file by which change it is valid and its own version; nothing of what stands in it."""
_CHANGES = 24
"""Where it counts the changes of a file."""
_KEPT_IN_MEMORY = 8_000
"""How much of a database is in memory while it is made, in kB; the rest waits in a file that is gone afterwards."""
_MOST_AT_HAND = 1 << 40
"""Of how many bytes of a file SQLite reads pages without copying them; it takes as many as it can."""
_AT_ONCE = 1 << 20
"""How many bytes are read at once."""
_TO_IN_SQL = {"case": "case_id"}
"""What a column is called here to which others lead, if that is a word of SQL."""


def write_sqlite(edition: Edition) -> Iterator[bytes]:
    """The file's content: the same bytes from the same book, whichever day it is.

    Raises:
        OSError: The machine would not let it be written.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder, "casebook.sqlite")
        with Database(path, edition) as database:
            for table in list_tables(edition):
                database.add(table, table.flat_rows())
        with path.open("rb") as file:
            yield from iter(partial(file.read, _AT_ONCE), b"")


class Database:
    """A database that is made table by table, and written as a file in the end, unless something went wrong.

    It can begin with that of another state of the book, with the same schemas and vocabularies: then each table must be
    added or renewed all the same, and only what is new in it takes time. The file is the same, byte for byte.
    """

    def __init__(self, path: Path, edition: Edition, before: Path | None = None) -> None:
        """Begin one.

        Args:
            path: Where its file is to stand.
            edition: The edition whose tables it is to hold.
            before: The file with which it begins, which nobody needs any more; None to begin with nothing.
        """
        self._path, self._edition, self._before = path, edition, before
        self._searched: list[Table] = []
        # without a name it is a file only as far as it has no room in memory
        self._made = sqlite3.connect(before or "")
        self._version = 0

    def __enter__(self) -> Self:
        # nothing of it is kept if it fails, so nothing is written down on the way
        settings = ["journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "foreign_keys = OFF"]
        if self._before:
            # its pages are where the machine keeps the file, and need not be copied from there
            settings.append(f"mmap_size = {_MOST_AT_HAND}")
        for setting in (*settings, f"cache_size = -{_KEPT_IN_MEMORY}"):
            self._made.execute(f"PRAGMA {setting}")
        (self._version,) = self._made.execute("PRAGMA schema_version").fetchone()
        return self

    def __exit__(self, kind: type[BaseException] | None, *raised: object) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._made.close()

    def add(self, table: Table, rows: Iterable[Sequence[str | float | None]]) -> None:
        """Add a table.

        Args:
            table: What it is.
            rows: Its rows, each list in one cell. All are taken, also of a table that is a view here.

        Raises:
            OSError: The machine would not let it be written.
        """
        if table.id == "terms":
            # each vocabulary is a table, so that a column can lead to it
            deque(rows, maxlen=0)
            return
        if self._before:
            told = tuple(rows)
            (count,) = self._made.execute(f'SELECT count(*) FROM "{table.id}"').fetchone()  # noqa: S608  # our own name
            self.renew(table, {"": count}, (("", len(told), told),))
            return
        with _tell_machine():
            _fill(self._made, table, rows)
        if table.id in SEARCHED:
            self._searched.append(table)

    def renew(self, table: Table, before: Mapping[str, int], now: Iterable[RowsOfCase]) -> None:
        """Put the rows of a table in the place of those with which the database has begun.

        Args:
            table: What it is.
            before: How many rows of it each case has in the database, in their order.
            now: The rows that each case has now.

        Raises:
            OSError: The machine would not let it be written.
        """
        with _tell_machine():
            if renew_rows(self._made, table, before, now) and table.id in SEARCHED:
                self._searched.append(table)

    def _finish(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.unlink(missing_ok=True)
        with _tell_machine():
            if self._before is None:
                _gather_terms(self._made, self._edition)
            for table in self._searched:
                if self._before is None:
                    _make_searchable(self._made, table)
                _index_texts(self._made, table)
            if self._before is None:
                for name, view in VIEWS.items():
                    self._made.execute(f"CREATE VIEW {name} AS {view}")
            else:
                # written once more it counts one more change of its tables, and there is none
                self._made.execute(f"PRAGMA schema_version = {self._version - 1}")
            self._made.commit()
            self._made.execute("VACUUM INTO ?", (str(self._path),))
        with self._path.open("r+b") as file:
            for place, length in ((_CHANGES, 4), (_COUNTERS, 8)):
                file.seek(place)
                file.write(bytes(length))


@contextmanager
def _tell_machine() -> Iterator[None]:
    """What the machine refuses is told as by any other file."""
    try:
        yield
    except sqlite3.OperationalError as problem:
        is_full = problem.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if is_full else errno.EIO, str(problem)) from problem


def _fill(database: sqlite3.Connection, table: Table, rows: Iterable[Sequence[str | float | None]]) -> None:
    columns = choose_columns(table)
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
    insert_rows(database, table, rows)
    for of in _list_indexed(table):
        here = [names[one] for one in of]
        database.execute(f'CREATE INDEX "{"_".join((table.id, *here))}" ON "{table.id}" ({_quote(here)})')


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


def _index_texts(database: sqlite3.Connection, table: Table) -> None:
    name = f"{table.id}_fts"
    database.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608  # a name of our own
    database.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608  # the same
