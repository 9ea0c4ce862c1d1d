"""How a table is written as CSV, so that a program that opens it shows texts and computes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

__all__ = ["guard_cell", "write_csv"]


def guard_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what could begin one."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table in UTF-8, with its header first and lines that end as RFC 4180 says."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    for row in (columns, *rows):
        writer.writerow([guard_cell(cell) for cell in row])
    return made.getvalue().encode()
