"""The database: the same counts as the book, keys that lead somewhere, and full text that finds."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casebook.export import EXPORTS, Edition
from casebook.export.csv_files import list_published
from casebook.export.datasette_file import write_datasette_metadata
from casebook.export.sqlite_file import SEARCHED, write_sqlite
from casebook.export.tables import list_tables, read_table_words
from casebook.render.environment import make_environment


def open_database(content: bytes) -> sqlite3.Connection:
    """The database of a file."""
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    database.execute("PRAGMA foreign_keys = ON")
    return database


@pytest.fixture(scope="module", params=["project", "shelf"])
def edition(request: pytest.FixtureRequest, project_edition: Edition, shelf_edition: Edition) -> Edition:
    return project_edition if request.param == "project" else shelf_edition


@pytest.fixture(scope="module")
def content(edition: Edition) -> bytes:
    return b"".join(write_sqlite(edition))


@pytest.fixture(scope="module")
def database(content: bytes) -> Iterator[sqlite3.Connection]:
    made = open_database(content)
    yield made
    made.close()


@pytest.fixture(scope="module")
def shelf_database(shelf_edition: Edition) -> Iterator[sqlite3.Connection]:
    made = open_database(b"".join(write_sqlite(shelf_edition)))
    yield made
    made.close()


def ask(database: sqlite3.Connection, query: str, *values: Any) -> list[tuple[Any, ...]]:
    return database.execute(query, values).fetchall()


def test_it_is_whole(database: sqlite3.Connection) -> None:
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]
    assert ask(database, "PRAGMA foreign_key_check") == []


def test_every_table_has_the_rows_of_the_book(edition: Edition, database: sqlite3.Connection) -> None:
    for table in list_tables(edition):
        assert ask(database, f"SELECT count(*) FROM {table.id}") == [(len(list(table.rows())),)], table.id
    for id in {table.id for table in list_published(edition)} - {"terms", "descriptions"}:
        assert (
            ask(database, f"SELECT count(*) FROM pragma_table_info('{id}') WHERE pk > 0") > [(0,)] or id == "evidence"
        )


def test_tables_lead_to_each_other(database: sqlite3.Connection) -> None:
    def leads(table: str) -> set[tuple[str, str, str]]:
        return {(row[2], row[3], row[4]) for row in ask(database, f"PRAGMA foreign_key_list({table})")}

    assert ("cases", "case_id", "id") in leads("lessons")
    assert ("causes", "cause", "id") in leads("failures")
    assert {("items", "item", "id"), ("sources", "source", "id")} <= leads("evidence")
    assert ("lessons", "lesson", "permanent_name") in leads("lessons_supports")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        # a row of its own, since a book need not have any
        database.execute("INSERT INTO cases_crisis VALUES ('nobody', 1, 'not-there', 'Nothing')")
    database.rollback()


def test_no_name_must_stand_in_quotes(database: sqlite3.Connection) -> None:
    """Whoever asks a question does not know which names are words of SQL."""
    for (table,) in ask(database, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"):
        if "_fts" not in table:
            for row in ask(database, f"PRAGMA table_info({table})"):
                ask(database, f"SELECT {row[1]} FROM {table} LIMIT 1")


def test_the_values_are_those_of_the_book(edition: Edition, database: sqlite3.Connection) -> None:
    for case in edition.book.cases:
        assert ask(database, "SELECT title, summary FROM cases WHERE id = ?", case.id) == [(case.title, case.summary)]
        found = ask(database, "SELECT id, insight FROM lessons WHERE case_id = ? ORDER BY rowid", case.id)
        assert found == [(one.id, one.insight) for one in case.lessons]
        answers = ask(database, "SELECT item, term FROM lessons_answers WHERE case_id = ? ORDER BY rowid", case.id)
        assert answers == [(one.id, cause) for one in case.lessons for cause in one.answers]


@pytest.mark.parametrize("words", ["Medellín", "medellin", "MEDELLIN"])
def test_full_text_does_not_care_for_accents(words: str, shelf_database: sqlite3.Connection) -> None:
    query = "SELECT cases.id FROM cases JOIN cases_fts ON cases_fts.rowid = cases.rowid WHERE cases_fts MATCH ?"
    assert ("medellin-neighbourhood-table",) in ask(shelf_database, query, words) or ask(shelf_database, query, words)
    assert ask(shelf_database, query, words) == ask(shelf_database, query, "Medellin")
    assert not ask(shelf_database, query, "xylophone")


def test_full_text_finds_each_text_where_it_stands(database: sqlite3.Connection) -> None:
    for table in SEARCHED:
        # what the index holds is what the table says
        database.execute(f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)")
    database.rollback()
    story = ask(database, "SELECT rowid, text FROM items WHERE kind = 'story' AND length(text) > 60 LIMIT 1")
    for rowid, text in story:
        words = " ".join(re.findall(r"\b[a-z]{4,}\b", text)[:6])
        assert (rowid,) in ask(database, "SELECT rowid FROM items_fts WHERE items_fts MATCH ?", words)


def test_the_views_answer(edition: Edition, database: sqlite3.Connection) -> None:
    pieces = sum(len(lesson.evidence) for case in edition.book.cases for lesson in case.lessons)
    assert ask(database, "SELECT count(*) FROM lessons_with_evidence") == [(pieces,)]
    failures = [failure for case in edition.book.cases for failure in case.failures]
    assert ask(database, "SELECT count(*) FROM failures_by_cause") == [(len(failures),)]
    counted = dict(ask(database, "SELECT cause_id, failures FROM causes_counted"))
    assert counted == {
        term.id: sum(failure.cause == term.id for failure in failures)
        for term in edition.book.vocabularies["causes"].terms
    }
    answers = sum(map(len, edition.book.answers.values()))
    assert ask(database, "SELECT count(*) FROM answers_to_causes") == [(answers,)]
    assert ask(database, "SELECT case_id, coalesce(last_news, '') FROM last_news ORDER BY case_id") == [
        (case.id, case.moved_on) for case in edition.book.cases
    ]
    assert set(read_table_words()["views"]) == {
        name for (name,) in ask(database, "SELECT name FROM sqlite_schema WHERE type = 'view'") if name != "terms"
    }


def test_the_questions_of_the_page_can_be_asked(database: sqlite3.Connection) -> None:
    source = make_environment().loader.get_source(make_environment(), "downloads.html")[0]
    queries = re.search(r'<pre class="queries"><code>(.*?)</code>', source, re.DOTALL)[1].split("\n\n")
    assert len(queries) == 3
    for query in queries:
        ask(database, query)


def test_the_same_book_gives_the_same_bytes(shelf_edition: Edition, content: bytes, edition: Edition) -> None:
    assert b"".join(write_sqlite(edition)) == content
    # which program wrote it says nothing of what it holds
    assert content[96:100] == bytes(4) and content.startswith(b"SQLite format 3\0")


def test_descriptions_tell_every_column(edition: Edition, database: sqlite3.Connection) -> None:
    said = set(ask(database, "SELECT table_name, column_in_database FROM descriptions WHERE column_in_database <> ''"))
    told = json.loads(write_datasette_metadata(edition))["databases"]["casebook"]["tables"]
    for (table,) in ask(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_fts%'"):
        names = {row[1] for row in ask(database, f"PRAGMA table_info({table})")}
        assert set(told[table]["columns"]) == names, table
        assert table == "descriptions" or {(table, name) for name in names} <= said, table


def test_without_cases_there_is_a_database(shelf_edition: Edition) -> None:
    book = replace(shelf_edition.book, cases=(), shared={}, essays={})
    database = open_database(b"".join(write_sqlite(replace(shelf_edition, book=book, files=()))))
    assert ask(database, "SELECT count(*) FROM lessons_with_evidence") == [(0,)]
    assert ask(database, "SELECT count(*) FROM terms") > [(0,)]
    database.close()


def test_it_is_small(edition: Edition, content: bytes) -> None:
    """It has each text twice at most, and what finds it: a few times what the files of the cases weigh."""
    written = sum(len(json.dumps(file.facts)) + len(file.story) for file in edition.files)
    assert len(content) < 6 * written + 1_000_000


@pytest.mark.readers
def test_datasette_opens_it(shelf_edition: Edition, tmp_path: Path) -> None:
    for one in EXPORTS:
        if one.group == "question":
            (tmp_path / one.name).write_bytes(b"".join(one.write(shelf_edition)))
    lessons = len(shelf_edition.book.lessons)
    for address, rows in (
        ("/casebook/lessons.json?_size=max", lessons),
        ("/casebook/lessons_with_evidence.json?_size=1", 1),
        ("/casebook/cases.json?_search=medellin&_size=1", 1),
    ):
        done = subprocess.run(
            [
                sys.executable, "-m", "datasette", "casebook.sqlite", "--metadata", "datasette-metadata.json",
                "--get", address,
            ],
            cwd=tmp_path, capture_output=True, text=True, check=True, encoding="utf-8",
        )  # fmt: skip
        told = json.loads(done.stdout)
        assert len(told["rows"]) == min(rows, 1000) and told["license"] == "Creative Commons Attribution 4.0"
