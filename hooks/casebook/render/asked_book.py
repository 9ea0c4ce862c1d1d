"""The book as the templates have it: it notes when one of them asks for more than what is said of single cases.

What a template makes of a case in its context changes with that case alone, whoever else is in the book. What counts or
lists the whole book changes with many cases; a page that does so by itself, and not by its context, is found out here.
What it may say of a case then is what outlines tell: how many there are, what they are called, which terms they have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casebook.book import Book

__all__ = ["AskedBook"]

_OF_CASES = frozenset(
    {"assessments", "by_id", "cities", "document", "lesson_answers", "lessons", "relations", "sources_of"}
)
"""What says something of one case, or of what stands in it: the basis of a case has all of it."""
_SAME_FOR_ALL = frozenset({"essay", "essays", "fields", "note", "shared", "term", "vocabularies"})
"""What no case changes."""


@dataclass(eq=False)
class AskedBook:
    """A book that notes what it is asked for."""

    book: Book
    """The book."""
    asked_for_all: bool = False
    """Whether somebody has asked for more than single cases since this was last set back."""

    def __getattr__(self, name: str) -> Any:
        if name not in _OF_CASES and name not in _SAME_FOR_ALL:
            self.asked_for_all = True
        return getattr(self.book, name)
