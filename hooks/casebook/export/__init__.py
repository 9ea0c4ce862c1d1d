"""The book as data files for those who reuse it: the same bytes from the same input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casebook.book import Book
from casebook.check import Reading
from casebook.export.case_json import write_case_json
from casebook.export.evidence_csv import write_evidence_csv
from casebook.export.json_file import write_casebook_json
from casebook.kinds import CASE

__all__ = ["EXPORTS", "Export", "export_book", "write_data"]


@dataclass(frozen=True)
class Export:
    """A data file."""

    name: str
    """Its name below `data/`."""
    media_type: str
    """What a server should call it."""
    holds: str
    """What it holds, as the site says it."""
    write: Callable[[Book], bytes]
    """What gives its content."""


EXPORTS = (
    Export(
        "casebook.json", "application/json", "all cases with their evidence and the vocabularies", write_casebook_json
    ),
    Export("evidence.csv", "text/csv", "one row for each piece of evidence", write_evidence_csv),
)
"""The data files, in the order in which the site lists them."""


def write_data(reading: Reading, book: Book) -> dict[str, bytes]:
    """Every data file by its name below `data/`: those of `EXPORTS`, and one of each case, `cases/ID.json`.

    Args:
        reading: The files of which the book is made.
        book: The linked book.
    """
    made = {export.name: export.write(book) for export in EXPORTS}
    if reading.schemas is None:
        return made
    tree = reading.schemas.trees[CASE.id]
    return made | {f"cases/{case.id}.json": write_case_json(case, tree) for case in reading.cases}


def export_book(reading: Reading, book: Book, folder: Path) -> tuple[Path, ...]:
    """Write the data files into a folder, which is made if it is not there.

    Raises:
        OSError: The folder cannot be written to.
    """
    written = []
    for name, content in write_data(reading, book).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(path)
    return tuple(written)
