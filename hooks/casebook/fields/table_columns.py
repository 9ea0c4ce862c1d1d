"""The columns that a table has for a group of fields: one a field, under the field's own name and words.

What a table says of a column stands in the schema. So a field that is added there has its column, and what
stands in it, without anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from casebook.fields.tree import ENTRY, Field

__all__ = ["TableColumn", "list_columns", "read_field"]


@dataclass(frozen=True)
class TableColumn:
    """A column of a table."""

    name: str
    """What stands in the table's first row."""
    title: str
    """What people call it."""
    says: str
    """What it is for."""
    holds: str
    """One of HOLDS: what a cell holds; of a list, what each of its entries holds."""
    many: bool = False
    """Whether a cell is a list."""
    required: bool = False
    """Whether no cell is empty."""
    choices: tuple[str, ...] = ()
    """The words of which one must be taken."""
    words: tuple[str, ...] = ()
    """The words that may stand in place of a date."""
    vocabulary: str = ""
    """The vocabulary of its terms; empty for any other column."""
    pattern: str = ""
    """The form that each text must have, as a regular expression; empty where it may have any."""
    example: str = ""
    """How a cell may look."""
    whole: bool = False
    """Whether its numbers are whole ones."""
    path: tuple[str, ...] = ()
    """The steps to its value from the group of fields; empty for what no field holds."""
    default: Any = None
    """What is meant where a writer left it out."""
    repeats: bool = False
    """Whether it only repeats what another table says, so that a row makes sense alone: a database joins instead."""


def list_columns(group: Field, before: str = "", *, required: bool = True) -> Iterator[TableColumn]:
    """The columns for a group of fields, in the order of the schema.

    The fields of a group inside of it stand beside each other: period_from, period_to. A list is one column;
    if its entries have fields of their own, the first of them stands there for the entry. Evidence has none: it is
    a table of its own.

    Args:
        group: The group.
        before: What their names begin with.
        required: Whether the group is always there.
    """
    for field in group.fields:
        name, must = f"{before}{field.name}", required and field.required
        if "evidence" in (field.holds, field.entry and field.entry.holds):
            continue
        if field.fields:
            # a group that may be null is not always there
            there = must and "null" not in field.types
            for one in list_columns(field, f"{name}_", required=there):
                yield replace(one, path=(field.name, *one.path))
        elif field.entry:
            yield _make_column(field.entry.fields[0] if field.entry.fields else field.entry, field, name, required=must)
        else:
            yield _make_column(field, field, name, required=must)


def _make_column(value: Field, field: Field, name: str, *, required: bool) -> TableColumn:
    """The column of a field.

    Args:
        value: What a cell, or each entry of its list, holds.
        field: The field that tells what the column is for.
        name: Its name.
        required: Whether no cell is empty.
    """
    many = value is not field
    # a list's own example fits it better than what an entry of any such list may look like
    examples = (field.examples[0] if many and field.examples else ()) or value.examples
    if isinstance(next(iter(examples), None), dict):
        examples = value.examples
    path: tuple[str, ...] = (field.name,)
    if many:
        path += (ENTRY, value.name) if value.path[-1] != ENTRY else (ENTRY,)
    return TableColumn(
        name=name,
        title=field.title,
        says=field.description,
        holds=value.holds,
        many=many,
        required=required and not many,
        choices=value.choices,
        words=value.words,
        vocabulary=value.vocabulary,
        pattern=value.limits.get("pattern", ""),
        example=str(examples[0]) if examples else "",
        whole="integer" in value.types and "number" not in value.types,
        path=path,
        default=field.limits.get("default"),
    )


def read_field(value: Any, path: tuple[str, ...]) -> Any:
    """What stands at a path of plain data, or of a value of the model; a list for a path through one.

    What is not there is None, and an empty list where a list would be.
    """
    for number, step in enumerate(path):
        if step == ENTRY:
            inner = path[number + 1 :]
            return [read_field(one, inner) for one in value or ()] if inner else list(value or ())
        held = value if isinstance(value, dict) else getattr(value, "__dict__", {})
        value = held.get(step)
    return value
