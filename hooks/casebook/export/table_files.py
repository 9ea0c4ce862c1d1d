"""All tables as files in one go: each row is read once, and goes into the table's CSV file and into the database.

Where the tables of last time are kept, the rows of a case are made only if something has changed of which they
are made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from casebook.export.cells import begin_csv, make_csv_lines
from casebook.export.csv_files import list_published
from casebook.export.edition import Edition
from casebook.export.kept_files import LastFile, write_pieces
from casebook.export.kept_tables import CaseShare, KeptTables, keep_tables, recall_tables
from casebook.export.sqlite_file import Database
from casebook.export.sqlite_rows import FlatRow
from casebook.export.surroundings import Description
from casebook.export.tables import Table, list_tables
from casebook.files import FileStamp
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
        self.unchanged: dict[str, FileStamp] = {}
        """What tells those that are as they were from others."""

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
        return {
            id: self._same.get(id) or CaseShare(one, self._rows[id], self._sizes[id])
            for id, one in self._described.items()
        }

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
            self._note(table, pair[0].id, rows, lines)
            yield from rows

    def _write_again(self, table: Table, database: Database, path: Path | None, before: KeptTables) -> None:
        """Write the rows of cases of which something has changed, and take the others from last time."""
        made: dict[str, Sequence[FlatRow]] = {}
        lines: dict[str, bytes] = {}
        for pair in self._edition.cases:
            id = pair[0].id
            if id not in self._same:
                made[id] = list(table.flat_rows((pair,)))
                lines[id] = make_csv_lines(made[id]) if path else b""
                self._note(table, id, made[id], lines[id])
        counts = {id: share.rows[table.id] for id, share in before.shares.items()}
        now = ((id, len(made[id]) if id in made else counts[id], made.get(id)) for id in self._described)
        database.renew(table, counts, now)
        if path:
            self._write_lines(table, path, lines, before)

    def _write_lines(self, table: Table, path: Path, lines: Mapping[str, bytes], before: KeptTables) -> None:
        """Write a table's file, given the new lines of the cases of which something has changed."""
        with before.open(table) as last:
            if last and self._is_same(lines, last) and before.give(table.file, path):
                self.unchanged[table.file] = before.stamps[table.file]
                return
            with _open_table(table, path) as file:
                if last:
                    write_pieces(file, ((id, lines.get(id)) for id in self._described), last)
                else:
                    file.writelines(make_csv_lines(table.flat_rows((pair,))) for pair in self._edition.cases)

    def _is_same(self, lines: Mapping[str, bytes], last: LastFile) -> bool:
        """Whether the lines of all cases are those of last time."""
        return list(self._described) == list(last.sizes) and all(last.read(id) == one for id, one in lines.items())

    def _note(self, table: Table, id: str, rows: Sequence[FlatRow], lines: bytes) -> None:
        self._rows[id][table.id] = len(rows)
        if lines:
            self._sizes[id][table.id] = len(lines)


def _open_table(table: Table, path: Path) -> BinaryIO:
    """The new file of a table, with its first line."""
    file = open_place(path)
    file.write(begin_csv([one.name for one in table.columns]))
    return file
