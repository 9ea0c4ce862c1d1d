"""A section of an article."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Section"]


@dataclass(frozen=True)
class Section:
    """A section of an article, as a table of contents lists it."""

    id: str
    """The anchor."""
    title: str
    """The heading as plain text."""
