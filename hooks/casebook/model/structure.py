"""From plain data to the values of the model, by the model's own annotations.

Valid data are expected: what may stand in a file is for the checker to say.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from keyword import iskeyword
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

__all__ = ["structure"]

Made = TypeVar("Made")


@cache
def _read_annotations(kind: Any) -> Mapping[str, Any]:
    """The annotations of a class by the names that a writer uses: `is` cannot be a name in Python, so it is `is_`."""
    hints = get_type_hints(kind)
    return {field.name.rstrip("_"): hints[field.name] for field in fields(kind)}


def structure(kind: type[Made], facts: Mapping[str, Any]) -> Made:
    """A value of the model from a group of fields of the same names; what is not given has its default.

    Raises:
        TypeError: A field is missing, or one is there that the class does not have.
    """
    # a class can be hashed, whatever its own values can
    known: Any = kind
    hints = _read_annotations(known)
    return kind(
        **{
            f"{name}_" if iskeyword(name) else name: _convert(hints[name], value) if name in hints else value
            for name, value in facts.items()
        }
    )


def _convert(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin is tuple:
        entry = get_args(hint)[0]
        return tuple(_convert(entry, one) for one in value)
    if origin in (Union, types.UnionType):
        return None if value is None else _convert(next(one for one in get_args(hint) if one is not type(None)), value)
    if hint is str:
        # a year is written as a number, and so is a figure
        return str(value)
    if is_dataclass(hint):
        # what a writer puts into one word knows how to take it apart
        return hint.read(value) if isinstance(value, str) else structure(hint, value)  # type: ignore[union-attr, arg-type]
    return value
