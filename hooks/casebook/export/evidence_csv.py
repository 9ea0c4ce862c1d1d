"""`evidence.csv`: one row for each piece of evidence that an item names."""

from __future__ import annotations

import csv
import io

from casebook.book import Book

__all__ = ["COLUMNS", "write_evidence_csv"]

COLUMNS = ("case", "item", "item_kind", "source", "locator")
"""The columns, in order; together `case#item` is the item's permanent name."""


def write_evidence_csv(book: Book) -> bytes:
    """The file's content, in UTF-8, with the header first and lines that end as RFC 4180 says."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for case in book.cases:
        for kind, item in case.items():
            for piece in item.evidence:
                writer.writerow((case.id, item.id, kind.id, piece.source, piece.locator))
    return made.getvalue().encode()
