"""`evidence.csv`: one row for each piece of evidence that an item names."""

from __future__ import annotations

from casebook.book import Book
from casebook.export.cells import write_csv

__all__ = ["COLUMNS", "write_evidence_csv"]

COLUMNS = ("case", "item", "item_kind", "source", "locator")
"""The columns, in order; together `case#item` is the item's permanent name."""


def write_evidence_csv(book: Book) -> bytes:
    """The file's content."""
    rows = (
        (case.id, item.id, kind.id, piece.source, piece.locator)
        for case in book.cases
        for kind, item in case.items()
        for piece in item.evidence
    )
    return write_csv(COLUMNS, rows)
