"""All tables as files in one go: each row is read once, and goes into the table's CSV file and into the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from casebook.export.cells import begin_csv, make_csv_line
from casebook.export.csv_files import list_published
from casebook.export.edition import Edition
from casebook.export.sqlite_file import Database
from casebook.export.tables import list_tables
from casebook.outputs import Placing, open_place

__all__ = ["write_table_files"]


def write_table_files(edition: Edition, place: Placing) -> None:
    """Write them all.

    Raises:
        OSError: The machine would not let one be written.
    """
    published = {one.id for one in list_published(edition)}
    with Database(place("data/casebook.sqlite"), edition) as database:
        for table in list_tables(edition):
            rows = table.flat_rows()
            if table.id not in published:
                database.add(table, rows)
                continue
            with open_place(place(f"data/{table.file}")) as file:
                file.write(begin_csv([one.name for one in table.columns]))
                database.add(table, _write_down(rows, file))


def _write_down(rows: Iterable[Sequence[str | float | None]], file: BinaryIO) -> Iterator[Sequence[str | float | None]]:
    """Write rows into a file on their way to somebody else."""
    for row in rows:
        file.write(make_csv_line(row))
        yield row
