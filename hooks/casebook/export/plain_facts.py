"""What a file says, as a data file says it again: the same facts, with some values written otherwise."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from casebook.fields import Field, walk

__all__ = ["change_values", "write_dates_as_texts"]


def change_values(facts: dict[str, Any], tree: Field, change: Callable[[Any], Any], *holds: str) -> dict[str, Any]:
    """The facts of a file with other values in the fields of some kinds.

    Args:
        facts: What the file says.
        tree: Its fields.
        change: Gives what stands in place of a value.
        holds: What the fields hold, of HOLDS.
    """
    kept = copy.deepcopy(facts)
    for _, path, value in walk(tree, facts, *holds):
        group: Any = kept
        for step in path[:-1]:
            group = group[step]
        group[path[-1]] = change(value)
    return kept


def write_dates_as_texts(facts: dict[str, Any], tree: Field) -> dict[str, Any]:
    """The facts with every date as a text: in a file a year alone may be a number, and a reader wants one type."""
    return change_values(facts, tree, str, "date", "span")
