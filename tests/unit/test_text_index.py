"""A full-text index in which a few rows have changed is, byte for byte, the one that is made of all rows."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casebook.export import text_index
from casebook.export.tables import Table
from casebook.export.text_index import (
    close_text_index,
    fill_text_index,
    is_understood,
    make_searchable,
    open_text_index,
    put_in,
    take_out,
)

TABLE = Table("said", "", "", (), lambda: iter(()), texts=("title", "text"))
PARTS = ("data", "idx", "docsize", "config")

Change = Callable[[sqlite3.Connection], None]


@pytest.fixture(autouse=True)
def ask_again() -> Iterator[None]:
    """Whether SQLite is understood is found out once; a test may have changed the answer."""
    is_understood.cache_clear()
    yield
    is_understood.cache_clear()


def change(path: Path, make: Change) -> None:
    """Change a database. SQLite remembers how an index stands, so each change has a connection of its own."""
    database = sqlite3.connect(path)
    make(database)
    database.commit()
    database.close()


def read_index(path: Path) -> list[list[tuple[object, ...]]]:
    """All that the index of a database consists of, once SQLite has found it whole."""
    database = sqlite3.connect(path)
    database.execute("INSERT INTO said_fts (said_fts) VALUES ('integrity-check')")
    found = [database.execute(f"SELECT * FROM said_fts_{part} ORDER BY 1, 2").fetchall() for part in PARTS]
    database.close()
    return found


def make_texts(chance: random.Random) -> tuple[str, str]:
    words = [f"word{chance.randint(0, 400)}" for _ in range(chance.choice([0, 1, 9, 60, 900]))]
    return chance.choice(["A title", "Åñother", ""]), " ".join(words)


def begin(path: Path, rows: list[tuple[str, str]]) -> None:
    def make(database: sqlite3.Connection) -> None:
        database.execute("CREATE TABLE said (title TEXT, text TEXT)")
        make_searchable(database, TABLE)
        database.executemany("INSERT INTO said VALUES (?, ?)", rows)
        fill_text_index(database, TABLE)

    change(path, make)


@pytest.mark.parametrize("number", [1, 40, 4000])
def test_a_changed_index_is_the_one_of_all_rows(tmp_path: Path, number: int) -> None:
    chance = random.Random(number)
    rows = [make_texts(chance) for _ in range(number)]
    begin(tmp_path / "changed", rows)
    assert is_understood()
    for turn in range(8):
        first = chance.randint(1, len(rows))
        last = min(len(rows), first + chance.choice([0, 0, 5]))
        rows[first - 1 : last] = new = [make_texts(chance) for _ in range(first, last + 1)]
        further = [make_texts(chance) for _ in range(turn % 3)]

        def renew(database: sqlite3.Connection) -> None:
            assert open_text_index(database, TABLE)
            take_out(database, TABLE, [(first, last)])
            told = [(*texts, id) for id, texts in enumerate(new, first)]
            database.executemany("UPDATE said SET title = ?, text = ? WHERE rowid = ?", told)
            put_in(database, TABLE, [(first, last)])
            database.executemany("INSERT INTO said VALUES (?, ?)", further)
            put_in(database, TABLE, [(len(rows) + 1, len(rows) + len(further))])
            close_text_index(database, TABLE)

        change(tmp_path / "changed", renew)
        rows += further
        begin(tmp_path / f"anew-{turn}", rows)
        assert read_index(tmp_path / "changed") == read_index(tmp_path / f"anew-{turn}"), turn


def test_an_index_of_nothing_is_the_same_however_it_came_about(tmp_path: Path) -> None:
    begin(tmp_path / "anew", [])
    begin(tmp_path / "emptied", [("A title", "A text")])

    def empty(database: sqlite3.Connection) -> None:
        database.execute("DELETE FROM said")
        fill_text_index(database, TABLE)

    change(tmp_path / "emptied", empty)
    assert read_index(tmp_path / "emptied") == read_index(tmp_path / "anew")
    # there is nothing in it that could be changed
    change(tmp_path / "anew", lambda database: open_text_index(database, TABLE) and pytest.fail("it has no part"))


def test_where_nobody_may_write_an_index_is_made_of_all_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise sqlite3.OperationalError("table tried_fts_data may not be modified")

    monkeypatch.setattr(text_index, "_write_structure", refuse)
    rows = [("A title", f"A text {number}") for number in range(50)]
    begin(tmp_path / "anew", rows)
    begin(tmp_path / "again", rows)
    assert not is_understood()

    def renew(database: sqlite3.Connection) -> None:
        assert not open_text_index(database, TABLE)
        fill_text_index(database, TABLE)

    change(tmp_path / "again", renew)
    assert read_index(tmp_path / "again") == read_index(tmp_path / "anew")
