"""All tables as files in one go: each row is read once, and goes into the table's CSV file and into the database.

Where the tables of last time are kept, the rows of a case are made only if something has changed of which they
are made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, chain
from typing import BinaryIO

from casebook.export.cells import begin_csv, make_csv_lines
from casebook.export.csv_files import list_published
from casebook.export.edition import Edition
from casebook.export.kept_tables import CaseShare, Description, KeptTables, Surroundings, keep_tables, recall_tables
from casebook.export.sqlite_file import Database
from casebook.export.sqlite_rows import RowsOfCase
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
    begun, before = path.with_name(f"{_DATABASE}~"), recall_tables(edition)
    try:
        if before and not before.copy(_DATABASE, begun):
            before = None
        writing = _Writing(edition, before)
        with Database(path, edition, begun if before else None) as database:
            for table in list_tables(edition):
                if table.id in published:
                    with open_place(place(f"data/{table.file}")) as file:
                        file.write(begin_csv([one.name for one in table.columns]))
                        writing.write(table, database, file)
                else:
                    writing.write(table, database, None)
    finally:
        begun.unlink(missing_ok=True)
    if edition.kept:
        files = {name: place(f"data/{name}") for name in (*writing.files, _DATABASE)}
        keep_tables(edition, files, writing.list_shares(), writing.unchanged)


class _Writing:
    """The tables of an edition while they are written."""

    def __init__(self, edition: Edition, before: KeptTables | None) -> None:
        self._edition, self._before = edition, before
        self._described: dict[str, Description] = {}
        self._shares: dict[str, CaseShare] = {}
        """What was kept of the cases of which nothing has changed."""
        self._rows: dict[str, dict[str, int]] = defaultdict(dict)
        self._sizes: dict[str, dict[str, int]] = defaultdict(dict)
        self.files: list[str] = []
        """The files of tables of cases."""
        self.unchanged: dict[str, bytes] = {}
        """What stands for those that are as they were."""
        if edition.kept:
            self._compare()

    def _compare(self) -> None:
        surroundings, known = Surroundings(self._edition), self._before.shares if self._before else {}
        for pair in self._edition.cases:
            id, share = pair[0].id, known.get(pair[0].id)
            self._described[id] = described = surroundings.describe(pair, share)
            if share and described == (share.file, share.terms, share.around):
                self._shares[id] = share

    def list_shares(self) -> dict[str, CaseShare]:
        """What each case has in what was written."""
        return {id: CaseShare(*one, self._rows[id], self._sizes[id]) for id, one in self._described.items()}

    def write(self, table: Table, database: Database, file: BinaryIO | None) -> None:
        """Write the rows of a table into its file, if it has one, and into the database."""
        if not table.of_cases:
            rows = list(table.flat_rows())
            if file:
                file.write(make_csv_lines(rows))
            database.add(table, rows)
        elif self._before:
            counts = {id: share.rows[table.id] for id, share in self._before.shares.items()}
            database.renew(table, counts, tuple(self._list_rows(table, file)))
        else:
            database.add(table, chain.from_iterable(rows for _, _, rows in self._list_rows(table, file) if rows))

    def _list_rows(self, table: Table, file: BinaryIO | None) -> Iterator[RowsOfCase]:
        """The rows of each case, on their way into the file; None in place of those that are as they were."""
        kept = self._recall_lines(table) if file and self._before else {}
        changed = not kept or list(kept) != list(self._described)
        for pair in self._edition.cases:
            id = pair[0].id
            share, rows = self._shares.get(id), None
            lines: bytes | memoryview | None = kept.get(id)
            if share is None or (file and lines is None):
                rows = list(table.flat_rows((pair,)))
                if file:
                    made = make_csv_lines(rows)
                    changed |= made != lines
                    lines = made
            count = len(rows) if rows is not None else share.rows[table.id] if share else 0
            if file and lines is not None:
                file.write(lines)
                self._sizes[id][table.id] = len(lines)
            self._rows[id][table.id] = count
            yield id, count, rows
        if file:
            self.files.append(table.file)
            if self._before and not changed:
                self.unchanged[table.file] = self._before.digests[table.file]

    def _recall_lines(self, table: Table) -> dict[str, memoryview]:
        """The lines that each case had in the file of a table; empty if the file is not as it was written."""
        content = self._before.read(table.file) if self._before else None
        if self._before is None or content is None:
            return {}
        sizes = [share.sizes[table.id] for share in self._before.shares.values()]
        ends = list(accumulate(sizes, initial=len(content) - sum(sizes)))
        view = memoryview(content)
        return {id: view[start:end] for id, start, end in zip(self._before.shares, ends, ends[1:], strict=False)}
