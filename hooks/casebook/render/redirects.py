"""Old addresses and where they lead now."""

from __future__ import annotations

from casebook.book import Book

__all__ = ["render_redirects"]


def render_redirects(book: Book) -> dict[str, str]:
    """Old addresses and where they lead now: earlier ids of cases, and the bare `cases/`."""
    moved = {f"cases/{old}/": f"cases/{case.id}/" for case in book.cases for old in case.formerly}
    return {"cases/": "explore/", **moved}
