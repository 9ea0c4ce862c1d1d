"""What many pages show of a case or an item, made once: its card, its line, its place and time.

A case of a large book stands on some fifty pages. What `pieces.html` makes of it depends on the case
alone, and its links know no page yet, so the first text serves them all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from markupsafe import Markup

from casebook.book import CityEntry, Document
from casebook.model import Case, Item

__all__ = ["Pieces", "make_pieces"]


@dataclass(frozen=True)
class Pieces:
    """The macros of `pieces.html`. The other templates know them as `pieces`."""

    case_line: Callable[[Case], Markup]
    """The title of a case, which leads to it."""
    place_and_time: Callable[[Case], Markup]
    """Where and when."""
    case_card: Callable[[Case], Markup]
    """A case in short."""
    case_row: Callable[[Case], Markup]
    """A case as a row: its title, its place and what became of it, the rest on demand."""
    item_row: Callable[[Case, Item], Markup]
    """An entry point, lesson or failure as a row: its title and one telling line, the rest on demand."""
    item_short: Callable[[Case, Item], Markup]
    """An entry point, lesson or failure as one line of a long list."""
    case_short: Callable[[Case], Markup]
    """A case as one line of a long list."""
    city_short: Callable[[CityEntry], Markup]
    """A city as one line of a long list."""
    document_row: Callable[[Document], Markup]
    """A document in a list: its title, which leads to its place, and what rests on it on demand."""
    item_entry: Callable[[Case, Item], Markup]
    """The row of an item in a list that is narrowed down: `narrow.html` makes it."""

    def forget(self) -> None:
        """Let go of what was made: whoever asks for it later has it made again."""
        for piece in vars(self).values():
            piece.made.clear()


@dataclass(frozen=True, eq=False)
class _Once:
    """A macro that is run once for each case, item, city, or document."""

    find: Callable[[], Callable[..., Markup]]
    """Gives the macro; it is looked for when it is first needed."""
    made: dict[tuple[str, ...], Markup] = field(default_factory=dict)
    """What was made, by the ids of that of which it is."""

    def __call__(self, thing: Case | CityEntry | Document, *items: Item) -> Markup:
        # ids and not the values: those would be compared field by field
        key = (thing.id, *(item.id for item in items))
        if key not in self.made:
            self.made[key] = self.find()(thing, *items)
        return self.made[key]


def make_pieces(find_macro: Callable[[str], Callable[..., Markup]]) -> Pieces:
    """The pieces of a book.

    Args:
        find_macro: Gives a macro of `pieces.html` by its name.
    """
    return Pieces(**{name: _Once(partial(find_macro, name)) for name in Pieces.__dataclass_fields__})
