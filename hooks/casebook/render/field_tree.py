"""The tree of fields as a script reads it: what the form writes, judges and names by."""

from __future__ import annotations

from typing import Any

from casebook.fields import Field

__all__ = ["describe_tree"]


def describe_tree(field: Field) -> dict[str, Any]:
    """A field and all below it as plain data; what is empty is left out.

    Its keys are those of `Field`: name, title, holds, required, limits, words, vocabulary, choices; `fields` holds the
    fields of a group and `entry` what an entry of a list is.
    """
    said = {
        "name": field.name,
        "title": field.title,
        "holds": field.holds,
        "required": field.required,
        "limits": dict(field.limits),
        "words": list(field.words),
        "vocabulary": field.vocabulary,
        "choices": list(field.choices),
        "fields": [describe_tree(one) for one in field.fields],
        "entry": describe_tree(field.entry) if field.entry else None,
    }
    return {name: value for name, value in said.items() if value}
