"""What a file says, as a data file says it again: the same facts, with some values written otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casebook.fields import Field

__all__ = ["change_values", "write_dates_as_texts"]


def change_values(facts: dict[str, Any], tree: Field, change: Callable[[Any], Any], *holds: str) -> dict[str, Any]:
    """The facts of a file with other values in the fields of some kinds.

    What holds none of these is not copied: it is the same as in the file.

    Args:
        facts: What the file says.
        tree: Its fields.
        change: Gives what stands in place of a value.
        holds: What the fields hold, of HOLDS: no groups or lists.
    """
    changed: dict[str, Any] = _change(tree, facts, change, frozenset(holds))
    return changed


def _change(field: Field, value: Any, change: Callable[[Any], Any], holds: frozenset[str]) -> Any:
    if field.within.isdisjoint(holds):
        return value
    if field.holds in holds:
        return change(value)
    if field.entry and isinstance(value, list):
        return [_change(field.entry, one, change, holds) for one in value]
    if field.fields and isinstance(value, dict):
        known = field.by_name
        return {name: _change(known[name], one, change, holds) if name in known else one for name, one in value.items()}
    return value


def write_dates_as_texts(facts: dict[str, Any], tree: Field) -> dict[str, Any]:
    """The facts with every date as a text: in a file a year alone may be a number, and a reader wants one type."""
    return change_values(facts, tree, str, "date", "span")
