"""How a table is written as CSV, so that a program that opens it shows texts and computes nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

__all__ = ["BETWEEN", "guard_cell", "join_cell", "split_cell", "write_csv"]

BETWEEN = " | "
"""What stands between the entries of a list in one cell. A bar inside an entry has a backslash before it."""

_BELOW_ZERO = re.compile(r"-\d+(?:\.\d+)?", re.ASCII)

_BOM = "\ufeff"
"""By this Excel knows that a file is in UTF-8."""


def guard_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what could begin one.

    A number below zero begins none, and stays a number.
    """
    begins_one = text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) and not _BELOW_ZERO.fullmatch(text)
    return f"'{text}" if begins_one else text


def join_cell(entries: Iterable[str]) -> str:
    """The entries of a list as one cell, which `split_cell` takes apart again."""
    return BETWEEN.join(entry.replace("|", r"\|") for entry in entries)


def split_cell(cell: str) -> list[str]:
    """The entries of a list that stand in one cell."""
    return [entry.replace(r"\|", "|") for entry in cell.split(BETWEEN)] if cell else []


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """A table in UTF-8, as Excel wants it, with its header first and lines that end as RFC 4180 says.

    A number stands as it is: it is no formula, though it may begin like one.
    """
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    for row in (columns, *rows):
        writer.writerow([guard_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return (_BOM + made.getvalue()).encode()
