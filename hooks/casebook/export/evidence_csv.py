"""`evidence.csv`: one row for each piece of evidence that an item names."""

from __future__ import annotations

from casebook.export.cells import write_csv
from casebook.export.edition import Edition

__all__ = ["COLUMNS", "write_evidence_csv"]

COLUMNS = ("case", "item", "item_kind", "source", "locator")
"""The columns, in order; together `case#item` is the item's permanent name."""


def write_evidence_csv(edition: Edition) -> bytes:
    """The file's content."""
    rows = (
        (case.id, item.id, kind.id, piece.source, piece.locator)
        for case in edition.book.cases
        for kind, item in case.items()
        for piece in item.evidence
    )
    return write_csv(COLUMNS, rows)
