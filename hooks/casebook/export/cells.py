"""How a table is written as CSV, so that a program that opens it shows texts and computes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "BETWEEN",
    "begin_csv",
    "guard_cell",
    "join_cell",
    "make_csv_line",
    "make_csv_lines",
    "split_cell",
    "write_csv",
]

BETWEEN = " | "
"""What stands between the entries of a list in one cell. A bar inside an entry has a backslash before it."""

_BEGINS = frozenset("=+-@\t\r\n")
"""What a formula begins with, or what may stand before its beginning."""
_BELOW_ZERO = re.compile(r"-\d+(?:\.\d+)?", re.ASCII)

_QUOTE = '"'
_BOM = "\ufeff"
"""By this Excel knows that a file is in UTF-8."""


def guard_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what could begin one.

    A number below zero begins none, and stays a number.
    """
    begins_one = text[:1] in _BEGINS and not _BELOW_ZERO.fullmatch(text)
    return f"'{text}" if begins_one else text


def join_cell(entries: Iterable[str]) -> str:
    """The entries of a list as one cell, which `split_cell` takes apart again."""
    return BETWEEN.join(entry.replace("|", r"\|") for entry in entries)


def split_cell(cell: str) -> list[str]:
    """The entries of a list that stand in one cell."""
    return [entry.replace(r"\|", "|") for entry in cell.split(BETWEEN)] if cell else []


def make_csv_line(cells: Iterable[str | float | None]) -> bytes:
    """A row of a table in UTF-8: quoted and ended as RFC 4180 says, and with no formula in it.

    A number stands as it is: it is no formula, though it may begin like one. The standard library's writer makes the
    same line, but asks each letter whether it ends the line, which takes longer than all else.
    """
    return f"{','.join([_say_cell(cell) for cell in cells])}\r\n".encode()


def _say_cell(cell: str | float | None) -> str:
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    if cell[:1] in _BEGINS:
        cell = guard_cell(cell)
    if '"' in cell:
        return f'"{cell.replace(_QUOTE, _QUOTE * 2)}"'
    return f'"{cell}"' if "," in cell or "\n" in cell or "\r" in cell else cell


class _SaidCells(dict[str | float | None, str]):
    """Cells as a line has them, each by its value, so that what stands in many lines is said once."""

    def __missing__(self, cell: str | float | None) -> str:
        said = _say_cell(cell)
        # 1 and 1.0 are one key, and not said alike
        if isinstance(cell, str):
            self[cell] = said
        return said


def make_csv_lines(rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """The lines of rows of which many have cells in common, as those of one case have."""
    said = _SaidCells({None: ""})
    return "".join([f"{','.join([said[cell] for cell in row])}\r\n" for row in rows]).encode()


def begin_csv(columns: Sequence[str]) -> bytes:
    """The first line of a table, as Excel wants it."""
    return _BOM.encode() + make_csv_line(columns)


def write_csv(columns: Sequence[str], rows: Iterable[Iterable[str | float | None]]) -> Iterator[bytes]:
    """A table in UTF-8, line by line, with its header first."""
    yield begin_csv(columns)
    yield from map(make_csv_line, rows)
