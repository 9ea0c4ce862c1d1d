"""The full-text index of a table in a database: of all its rows, or changed where a few of them are new.

SQLite makes an index in steps, and merges them into one part. What stands in that part does not depend on the steps;
but SQLite counts them, and gives the part a number that they leave free. Here both are written anew, as if there had
been one step, so that an index which was changed has the same bytes as one that was made of all rows. That is tried
first: where SQLite lets nobody write there, or says it in another way, an index is made of all rows each time.

SQLite remembers how an index stands: once one is closed, nobody may use it in the same connection.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from casebook.export.sqlite_rows import RowRange
from casebook.export.tables import Table

__all__ = [
    "close_text_index",
    "fill_text_index",
    "is_understood",
    "make_searchable",
    "open_text_index",
    "put_in",
    "take_out",
]

_APART = (("automerge", 0), ("crisismerge", 1999))
"""So all steps stay apart until they are merged at once: what comes of it depends on which are merged together."""
_AS_USUAL = (("automerge", 4), ("crisismerge", 16))
"""What SQLite does when nobody says anything."""

_STRUCTURE = 10
"""The number of the row that says of which parts an index consists."""
_NO_PART = bytes(7)
"""What it says where there is none."""
_BITS = 37
"""A row of a part has the number of the part before so many bits."""


class _Part(NamedTuple):
    """The only part of an index."""

    number: int
    """Its number."""
    pages: int
    """How many pages of words it has."""
    said: bytes
    """How SQLite says it."""


def make_searchable(database: sqlite3.Connection, table: Table) -> None:
    """Full text over a table's own texts, which are not kept twice; neither accents nor English endings matter."""
    database.execute(
        f"CREATE VIRTUAL TABLE {_name(table)} USING fts5({_list_texts(table)}, content='{table.id}', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )


def fill_text_index(database: sqlite3.Connection, table: Table) -> None:
    """Make an index of all rows."""
    if not is_understood():
        _command(database, table, "rebuild")
        _command(database, table, "optimize")
        return
    _tell(database, table, _APART)
    _command(database, table, "rebuild")
    database.commit()
    (last,) = database.execute(f'SELECT max(rowid) FROM "{table.id}"').fetchone()  # noqa: S608  # our own name
    if last is not None:
        # what is merged is laid out in another way than what is made in one step, so there must be two in any case
        take_out(database, table, [(last, last)])
        database.commit()
        put_in(database, table, [(last, last)])
    close_text_index(database, table)


def open_text_index(database: sqlite3.Connection, table: Table) -> bool:
    """Get ready to change an index; whether that can be done, so that the same comes of it as of all rows."""
    part = _read_part(database, table) if is_understood() else None
    if part is None or part.said != _say_part(part.pages):
        return False
    _tell(database, table, _APART)
    return True


def take_out(database: sqlite3.Connection, table: Table, rows: Iterable[RowRange]) -> None:
    """Take rows out of an index; they are still in the table."""
    texts = _list_texts(table)
    for between in rows:
        database.execute(
            f"INSERT INTO {_name(table)} ({_name(table)}, rowid, {texts}) "  # noqa: S608  # names of our own
            f"SELECT 'delete', rowid, {texts} FROM \"{table.id}\" WHERE rowid BETWEEN ? AND ? ORDER BY rowid",
            between,
        )


def put_in(database: sqlite3.Connection, table: Table, rows: Iterable[RowRange]) -> None:
    """Put rows of the table into an index."""
    texts = _list_texts(table)
    for between in rows:
        database.execute(
            f"INSERT INTO {_name(table)} (rowid, {texts}) "  # noqa: S608  # names of our own
            f'SELECT rowid, {texts} FROM "{table.id}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid',
            between,
        )


def close_text_index(database: sqlite3.Connection, table: Table) -> None:
    """Merge the steps of an index into one part, as if there had been no other step."""
    database.commit()
    _command(database, table, "optimize")
    _tell(database, table, _AS_USUAL)
    database.commit()
    part = _read_part(database, table)
    if part:
        _number_anew(database, table, part)
    else:
        _write_structure(database, table, _NO_PART)
    database.commit()


@cache
def is_understood() -> bool:
    """Whether this SQLite lets us number anew what an index consists of, and reads it then."""
    table = Table("tried", "", "", (), lambda: iter(()), texts=("words",))
    first, again = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    try:
        first.execute("CREATE TABLE tried (words)")
        make_searchable(first, table)
        for number, words in enumerate(("one", "one two", "two three"), 1):
            first.execute("INSERT INTO tried VALUES (?)", (words,))
            put_in(first, table, [(number, number)])
            first.commit()
        close_text_index(first, table)
        again.deserialize(first.serialize())
        _command(again, table, "integrity-check")
        found = again.execute("SELECT rowid FROM tried_fts('two') ORDER BY rowid").fetchall()
        part = _read_part(again, table)
    except sqlite3.Error:
        return False
    finally:
        first.close()
        again.close()
    return found == [(2,), (3,)] and part is not None and part.said == _say_part(part.pages)


def _number_anew(database: sqlite3.Connection, table: Table, part: _Part) -> None:
    """Write down that an index has been made in one step, which was the first."""
    begin = part.number << _BITS
    _write_structure(database, table, _say_part(part.pages))
    database.execute(
        f"UPDATE {_name(table)}_data SET id = id - ? WHERE id BETWEEN ? AND ?",  # noqa: S608  # a name of our own
        (begin - (1 << _BITS), begin, begin + (1 << _BITS) - 1),
    )
    database.execute(f"UPDATE {_name(table)}_idx SET segid = 1")  # noqa: S608  # a name of our own


def _write_structure(database: sqlite3.Connection, table: Table, said: bytes) -> None:
    database.execute(f"UPDATE {_name(table)}_data SET block = ? WHERE id = ?", (said, _STRUCTURE))  # noqa: S608


def _command(database: sqlite3.Connection, table: Table, what: str) -> None:
    database.execute(f"INSERT INTO {_name(table)} ({_name(table)}) VALUES (?)", (what,))  # noqa: S608  # our own name


def _tell(database: sqlite3.Connection, table: Table, settings: Iterable[tuple[str, int]]) -> None:
    name = _name(table)
    database.executemany(f"INSERT INTO {name} ({name}, rank) VALUES (?, ?)", settings)  # noqa: S608  # our own name


def _read_part(database: sqlite3.Connection, table: Table) -> _Part | None:
    """The only part of an index; None if it has none or several, or SQLite says it in another way."""
    (said,) = database.execute(f"SELECT block FROM {_name(table)}_data WHERE id = ?", (_STRUCTURE,)).fetchone()  # noqa: S608
    levels, parts, _, *rest = _read_numbers(said[4:])
    # each level: how many of its parts are being merged, how many it has, and three numbers of each
    numbers = rest[2 * (levels - 1) + 2 :] if levels and parts == 1 else []
    match numbers:
        case [number, 1, pages]:
            return _Part(number, pages, said)
    return None


def _say_part(pages: int) -> bytes:
    """How SQLite says that an index has one level with one part that was made in the first step."""
    return bytes(4) + b"".join(map(_say_number, (1, 1, 0, 0, 1, 1, 1, pages)))


def _read_numbers(said: bytes) -> list[int]:
    found, number = [], 0
    for byte in said:
        number = number << 7 | byte & 127
        if byte < 128:  # the last of a number has no bit before it
            found.append(number)
            number = 0
    return found


def _say_number(number: int) -> bytes:
    rest = _say_number_before(number >> 7)
    return rest + bytes([number & 127])


def _say_number_before(number: int) -> bytes:
    return _say_number_before(number >> 7) + bytes([number & 127 | 128]) if number else b""


def _name(table: Table) -> str:
    return f"{table.id}_fts"


def _list_texts(table: Table) -> str:
    return ", ".join(f'"{one}"' for one in table.texts)
