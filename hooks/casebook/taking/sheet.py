"""A table as a spreadsheet writes it: CSV of any kind, or the sheets of an XLSX file. Read, never run.

Formulas are not computed: what the spreadsheet has computed is taken, and where it has not the cell is told.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from casebook.taking.placing import TakingError, read_brought
from casebook.text.wording import number_of, quote

__all__ = ["Cell", "Sheet", "Value", "read_sheets"]

Value = str | int | float | bool | date | datetime | time
"""What a cell can hold."""

_MOST_BYTES = 32 * 1024 * 1024
_MOST_UNPACKED = 256 * 1024 * 1024
_MOST_ROWS, _MOST_COLUMNS = 20_000, 300
_LONGEST_CELL = 1024 * 1024
_SEPARATORS = (",", ";", "\t")
_MERGED = re.compile(rb'<mergeCell [^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


@dataclass(frozen=True)
class Cell:
    """A cell in which something stands."""

    row: int
    """Its row, as the spreadsheet counts: from 1."""
    column: int
    """Its column, from 1."""
    value: Value
    """What it says."""
    fault: str = ""
    """Why it cannot be taken whatever it is for; empty where it can."""

    @property
    def letter(self) -> str:
        """Its column, as the spreadsheet calls it."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415  # only who reads a table needs its library

        return str(get_column_letter(self.column))


@dataclass(frozen=True)
class Sheet:
    """A table, without its empty rows and cells."""

    name: str
    """What it is called; empty in a file that holds but one."""
    rows: tuple[tuple[Cell, ...], ...]
    """The cells of each row."""
    notes: tuple[str, ...] = ()
    """What one should know of how it was read."""

    @property
    def size(self) -> int:
        """How many cells hold something."""
        return sum(map(len, self.rows))


def read_sheets(file: Path) -> tuple[Sheet, ...]:
    """The sheets of a table in which something stands.

    Raises:
        TakingError: It cannot be read, or is no table.
    """
    raw = read_brought(file, _MOST_BYTES, f"is larger than {_MOST_BYTES // 1024**2} MiB. Divide it.")
    if raw.startswith(b"PK\x03\x04"):
        sheets = tuple(_read_workbook(raw, file))
    elif raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise TakingError(
            f"{quote(file, 200)} is an old or locked spreadsheet. Save it as XLSX or CSV, without a password."
        )
    else:
        sheets = (_read_csv(raw, file),)
    sheets = tuple(one for one in sheets if one.rows)
    if not sheets:
        raise TakingError(f"Nothing stands in {quote(file, 200)}.")
    return sheets


def _gather(rows: Iterable[tuple[int, Iterable[tuple[int, Value | None, str]]]]) -> Iterator[tuple[Cell, ...]]:
    for row, cells in rows:
        if row > _MOST_ROWS:
            raise TakingError(f"The table has more than {_MOST_ROWS:,} rows. Divide it.")
        full = [
            Cell(row, column, value, fault or _find_fault(value))
            for column, value, fault in cells
            if value is not None and not (isinstance(value, str) and not value.strip())
        ]
        if full and full[-1].column > _MOST_COLUMNS:
            raise TakingError(f"The table has more than {_MOST_COLUMNS} columns.")
        if full:
            yield tuple(full)


def _find_fault(value: Value) -> str:
    if not isinstance(value, str):
        return ""
    if re.match(r"=\s*[\w(+@'\"-]", value):
        return "it is a formula, and formulas are not computed"
    if re.fullmatch(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)", value.strip()):
        return "it is an error of the spreadsheet"
    if found := re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", value):
        return f"it holds a sign that nobody sees (U+{ord(found[0]):04X})"
    return ""


def _read_csv(raw: bytes, file: Path) -> Sheet:
    text, note = _decode(raw, file)
    separator = ""
    if found := re.match(r"sep=(.)\r?\n", text):
        # a line that only says what separates; the numbers of rows stay those of the file
        separator, text = found[1], "\n" + text[found.end() :]
    else:
        widths = {one: _measure(text, one) for one in _SEPARATORS}
        separator = max(_SEPARATORS, key=lambda one: widths[one])
    csv.field_size_limit(_LONGEST_CELL)
    try:
        parsed = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise TakingError(f"{quote(file, 200)} cannot be read as a table: {error}.") from error
    rows = (
        (row, [(column, value, "") for column, value in enumerate(cells, 1)]) for row, cells in enumerate(parsed, 1)
    )
    return Sheet("", tuple(_gather(rows)), (note,) if note else ())


def _decode(raw: bytes, file: Path) -> tuple[str, str]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), ""
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    try:
        note = "The file is not in UTF-8 and was read as Windows-1252. Look whether its accents are right."
        return raw.decode("cp1252"), note
    except UnicodeDecodeError as error:
        raise TakingError(
            f"{quote(file, 200)} is neither in UTF-8 nor in Windows-1252. Save it as CSV in UTF-8, or as XLSX."
        ) from error


def _measure(text: str, separator: str) -> int:
    """How many columns the first rows have, if it separates them."""
    lines = io.StringIO(text, newline="")
    try:
        rows = [row for _, row in zip(range(20), csv.reader(lines, delimiter=separator), strict=False)]
    except csv.Error:
        return 0
    return max((len([cell for cell in row if cell.strip()]) for row in rows[:5]), default=0)


def _read_workbook(raw: bytes, file: Path) -> Iterator[Sheet]:
    import openpyxl  # noqa: PLC0415  # as above

    try:
        _refuse_swollen(raw, file)
        results = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        written = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        for name in results.sheetnames:
            sheet = results[name]
            if not hasattr(sheet, "iter_rows"):
                continue  # a chart has no cells
            rows = _pair(sheet.iter_rows(), written[name].iter_rows())
            yield Sheet(name, tuple(_gather(rows)), tuple(_find_merged(sheet)))
    except TakingError:
        raise
    except Exception as error:  # a file of a stranger can be broken in any way, and the reader fails in as many
        raise TakingError(
            f"{quote(file, 200)} cannot be read as a spreadsheet ({type(error).__name__}). "
            "Save it once more as XLSX, or as CSV."
        ) from error


def _refuse_swollen(raw: bytes, file: Path) -> None:
    """A small file can unpack to more than a machine holds: it says beforehand to how much."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(one.file_size for one in packed.infolist()) > _MOST_UNPACKED:
            raise TakingError(f"{quote(file, 200)} unpacks to more than {_MOST_UNPACKED // 1024**2} MiB.")


def _pair(results: Iterable[Any], written: Iterable[Any]) -> Iterator[tuple[int, list[tuple[int, Value | None, str]]]]:
    """Each row as it was computed; a formula that never was is told as it stands."""
    for number, (row, formulas) in enumerate(zip(results, written, strict=False), 1):
        if number > _MOST_ROWS + 1:
            break
        cells: list[tuple[int, Value | None, str]] = []
        for column, (cell, formula) in enumerate(zip(row, formulas, strict=False), 1):
            value = cell.value
            if value is None and formula.value is not None:
                cells.append((column, str(formula.value), "it is a formula whose result the file does not hold"))
            else:
                cells.append((column, value if isinstance(value, Value) else None if value is None else str(value), ""))
        yield number, cells


def _find_merged(sheet: Any) -> Iterator[str]:
    """Cells that were made one: the spreadsheet keeps what they say in the first alone."""
    try:
        with sheet._get_source() as source:  # noqa: SLF001  # nothing public tells it
            found = [one.decode() for one in _MERGED.findall(source.read())]
    except (AttributeError, OSError, KeyError):
        return
    if found:
        shown = ", ".join(found[:10]) + (" and more" if len(found) > 10 else "")
        said = number_of(len(found), "group of cells is", "groups of cells are")
        yield f"{said} merged ({shown}): only the first cell of each says something, the others count as empty."
