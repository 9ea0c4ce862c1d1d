"""A case in brief in another language: the texts by which it is found and taken in at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

__all__ = ["ItemTitle", "Translation"]


@dataclass(frozen=True)
class ItemTitle:
    """What an item of a case is called in another language."""

    id: str
    """The item's id in its case."""
    title: str
    """Its title in this language."""


@dataclass(frozen=True, kw_only=True)
class Translation:
    """The texts of one case in one other language."""

    case: str
    """The id of the case."""
    language: str
    """One of LANGUAGES."""
    title: str
    """What the case is called."""
    summary: str
    """The case in one sentence."""
    entry_points: tuple[ItemTitle, ...] = ()
    """How the doors opened."""
    lessons: tuple[ItemTitle, ...] = ()
    """What others can take along."""
    failures: tuple[ItemTitle, ...] = ()
    """What went wrong."""
    of: str
    """What stands for the English texts as they were when they were translated."""
    read_by_native: bool
    """Whether somebody who grew up with the language has read it."""
    stale: bool
    """Whether the English texts have changed since."""

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of the items by their ids, in the order of the page."""
        return {one.id: one.title for one in (*self.entry_points, *self.lessons, *self.failures)}
