"""A place at which the facts cannot be read."""

from __future__ import annotations

from typing import NamedTuple

from casebook.diagnostics import Fix, Position

__all__ = ["SyntaxFault"]


class SyntaxFault(NamedTuple):
    """What is wrong at a place, and what to do."""

    place: Position
    """Where; the lines are counted from the beginning of the facts."""
    message: str
    """What is wrong."""
    help: str
    """What to do."""
    fix: Fix | None = None
    """The right text, if it is certain."""
