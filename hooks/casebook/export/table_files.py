"""All tables as files in one go: each row is read once, and goes into the table's CSV file and into the database.

Where the tables of last time are kept, the rows of a case are made only if something has changed of which they
are made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from casebook.export.cells import begin_csv, make_csv_lines
from casebook.export.csv_files import list_published
from casebook.export.edition import Edition
from casebook.export.kept_tables import CaseShare, KeptTables, keep_tables, recall_tables
from casebook.export.sqlite_file import Database
from casebook.export.sqlite_rows import FlatRow
from casebook.export.surroundings import Description
from casebook.export.tables import Table, list_tables
from casebook.outputs import Placing, open_place

__all__ = ["write_table_files"]

_DATABASE = "casebook.sqlite"


def write_table_files(edition: Edition, place: Placing) -> None:
    """Write them all.

    Raises:
        OSError: The machine would not let one be written.
    """
    published = {one.id for one in list_published(edition)}
    path = place(f"data/{_DATABASE}")
    begun = path.with_name(f"{_DATABASE}~")
    writing = _Writing(edition, recall_tables(edition))
    try:
        writing.begin(begun)
        with Database(path, edition, begun if writing.before else None) as database:
            for table in list_tables(edition):
                writing.write(table, database, place(f"data/{table.file}") if table.id in published else None)
    finally:
        begun.unlink(missing_ok=True)
    keep_tables(edition, writing.files | {_DATABASE: path}, writing.list_shares(), writing.unchanged)


class _Writing:
    """The tables of an edition while they are written."""

    def __init__(self, edition: Edition, before: KeptTables | None) -> None:
        self._edition = edition
        self._described: dict[str, Description] = {}
        self._same: dict[str, CaseShare] = {}
        self._rows: dict[str, dict[str, int]] = defaultdict(dict)
        self._sizes: dict[str, dict[str, int]] = defaultdict(dict)
        self.before = before
        """The tables with which they begin; None if they begin with nothing."""
        self.files: dict[str, Path] = {}
        """The files of tables of cases that are written."""
        self.unchanged: dict[str, bytes] = {}
        """What stands for those that are as they were."""

    def begin(self, begun: Path) -> None:
        """Find out of which cases nothing has changed. The database of last time is copied to where this one begins."""
        if self._edition.kept is None:
            return
        known = self.before.shares if self.before else {}
        for pair in self._edition.cases:
            id, share = pair[0].id, known.get(pair[0].id)
            described = self._edition.surroundings.describe(pair, share.made_of if share else None)
            self._described[id] = described
            if share and described == share.made_of:
                self._same[id] = share
        if self.before and (len(self._same) < len(self._described) / 2 or not self.before.copy(_DATABASE, begun)):
            self.before, self._same = None, {}

    def list_shares(self) -> dict[str, CaseShare]:
        """What each case has in what was written."""
        return {id: CaseShare(one, self._rows[id], self._sizes[id]) for id, one in self._described.items()}

    def write(self, table: Table, database: Database, path: Path | None) -> None:
        """Write the rows of a table into its file, if it has one, and into the database."""
        if path:
            # it may be a second name of what is kept
            path.unlink(missing_ok=True)
        if not table.of_cases:
            rows = list(table.flat_rows())
            if path:
                with _open_table(table, path) as file:
                    file.write(make_csv_lines(rows))
            database.add(table, rows)
            return
        if path:
            self.files[table.file] = path
        if self.before:
            self._write_again(table, database, path, self.before)
        elif path:
            with _open_table(table, path) as file:
                database.add(table, self._list_rows(table, file))
        else:
            database.add(table, self._list_rows(table, None))

    def _list_rows(self, table: Table, file: BinaryIO | None) -> Iterator[FlatRow]:
        """All rows of cases, on their way into the file."""
        for pair in self._edition.cases:
            rows = list(table.flat_rows((pair,)))
            lines = make_csv_lines(rows) if file else b""
            if file:
                file.write(lines)
            self._note(table, pair[0].id, len(rows), len(lines))
            yield from rows

    def _write_again(self, table: Table, database: Database, path: Path | None, before: KeptTables) -> None:
        """Write the rows of cases of which something has changed, and take the others from last time."""
        kept = before.read_lines(table) if path else {}
        made: dict[str, Sequence[FlatRow]] = {}
        lines: dict[str, bytes | memoryview] = {}
        for pair in self._edition.cases:
            id = pair[0].id
            same = self._same.get(id)
            if same is None or (path and id not in kept):
                made[id] = list(table.flat_rows((pair,)))
            if path:
                lines[id] = make_csv_lines(made[id]) if id in made else kept[id]
            count = len(made[id]) if id in made else same.rows[table.id] if same else 0
            self._note(table, id, count, len(lines.get(id, b"")))
        counts = {id: share.rows[table.id] for id, share in before.shares.items()}
        database.renew(table, counts, ((id, self._rows[id][table.id], made.get(id)) for id in self._described))
        if path and list(kept.items()) == list(lines.items()) and before.give(table.file, path):
            self.unchanged[table.file] = before.digests[table.file]
        elif path:
            with _open_table(table, path) as file:
                file.writelines(lines.values())

    def _note(self, table: Table, id: str, count: int, size: int) -> None:
        self._rows[id][table.id] = count
        if size:
            self._sizes[id][table.id] = size


def _open_table(table: Table, path: Path) -> BinaryIO:
    """The new file of a table, with its first line."""
    file = open_place(path)
    file.write(begin_csv([one.name for one in table.columns]))
    return file
