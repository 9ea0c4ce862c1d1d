"""`cases.csv` and its like: one file a table, of which each row makes sense alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from casebook.export.cells import write_csv
from casebook.export.edition import Edition, Export
from casebook.export.tables import DESCRIPTIONS, Table, list_tables, read_table_words
from casebook.text.wording import shorten

__all__ = ["CSV_EXPORTS", "list_published", "write_table_csv"]

_FIRST = ("cases", "lessons", "failures", "entry_points", "figures", "follow_ups", "evidence")
"""What most people look for."""
_MORE = ("actors", "disagreements", "sources", "notes", "replies", "changes", "terms", DESCRIPTIONS)
"""What a closer look needs."""
_SHOWN = 8
"""How many cells a sample shows."""


def list_published(edition: Edition) -> tuple[Table, ...]:
    """The tables that are files, in the order in which the site lists them."""
    tables = {one.id: one for one in list_tables(edition)}
    return tuple(tables[id] for id in (*_FIRST, *_MORE))


def write_table_csv(id: str, edition: Edition) -> Iterator[bytes]:
    """The file of a table, line by line."""
    table = next(one for one in list_tables(edition) if one.id == id)
    return write_csv([one.name for one in table.columns], table.flat_rows())


def _show_row(content: BinaryIO) -> str:
    """The first row, a line for each of its first cells: on a phone nobody reads a row from left to right."""
    text = io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
    said = [f"{name}: {shorten(cell, 90)}" for name, cell in next(csv.DictReader(text), {}).items() if cell]
    # the file is closed by whoever has opened it
    text.detach()
    return "\n".join((*said[:_SHOWN], "…") if len(said) > _SHOWN else said)


def _list_exports() -> Iterator[Export]:
    words = read_table_words()["tables"]
    for id in (*_FIRST, *_MORE):
        yield Export(
            f"{id.replace('_', '-')}.csv",
            "text/csv",
            f"one row for {words[id]['row']}",
            partial(write_table_csv, id),
            of_tables=True,
            group="table" if id in _FIRST else "more",
            sample=_show_row,
        )


CSV_EXPORTS = tuple(_list_exports())
"""The tables as files."""
