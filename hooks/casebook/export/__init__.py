"""The book as data files for those who reuse it: the same bytes from the same input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from casebook.book import Book
from casebook.export.evidence_csv import write_evidence_csv
from casebook.export.json_file import write_casebook_json

__all__ = ["DATA_FILES", "export_book", "write_data_files"]

DATA_FILES: dict[str, Callable[[Book], str]] = {
    "casebook.json": write_casebook_json,
    "evidence.csv": write_evidence_csv,
}
"""Each data file by its name below `data/`, with the function that writes its text."""


def write_data_files(book: Book) -> dict[str, str]:
    """The text of every data file by its name."""
    return {name: write(book) for name, write in DATA_FILES.items()}


def export_book(book: Book, folder: Path) -> tuple[Path, ...]:
    """Write the data files into a folder, which is made if it is not there.

    Raises:
        OSError: The folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in write_data_files(book).items():
        path = folder / name
        # newline="" keeps the line ends as they were made: the same bytes on every machine
        path.write_text(text, encoding="utf-8", newline="")
        written.append(path)
    return tuple(written)
