"""JSON that people read too: each large entry a line, so that a program reads it piece by piece; or all indented."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from json.encoder import encode_basestring
from typing import Any

__all__ = ["BETWEEN_LINES", "indent_json", "say_line", "write_in_lines"]

BETWEEN_LINES = b",\n"
"""What stands between the lines of a list."""


def write_in_lines(content: Mapping[str, Any]) -> Iterator[bytes]:
    """The text of a file, in UTF-8, piece by piece: each group in its lists, and each value in its groups, is a line.

    A list can be given as an iterator, so that no two of its groups are in memory at once; or as their lines.
    """
    yield b"{"
    between = b"\n"
    for key, value in content.items():
        yield between + say_line(key) + b": "
        yield from _list_pieces(value)
        between = BETWEEN_LINES
    yield b"\n}\n"


def _list_pieces(value: Any) -> Iterator[bytes]:
    if isinstance(value, dict) and value:
        return _wrap(b"{", (say_line(name) + b": " + say_line(one) for name, one in value.items()), b"}")
    if isinstance(value, (list, Iterator)):
        entries = iter(value)
        first = next(entries, None)
        if isinstance(first, (dict, bytes)):
            lines = (one if isinstance(one, bytes) else say_line(one) for one in chain((first,), entries))
            return _wrap(b"[", lines, b"]")
        value = [] if first is None else value
    return iter((say_line(value),))


def _wrap(opening: bytes, lines: Iterable[bytes], closing: bytes) -> Iterator[bytes]:
    before = opening + b"\n"
    for line in lines:
        yield before
        yield line
        before = BETWEEN_LINES
    yield b"\n" + closing


def say_line(value: Any) -> bytes:
    """A value as one line, in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode()


def indent_json(value: Any, before: str = "\n") -> str:
    """The text that `json.dumps` makes of plain data with an indent of 1, in a third of the time.

    What of the standard library is written in C does not indent, and there is such a file for each case.

    Args:
        value: The data.
        before: What stands before the bracket that ends them: a line's end, and how far the line is indented.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    inner = f"{before} "
    if value and isinstance(value, dict):
        entries = [f"{encode_basestring(name)}: {indent_json(one, inner)}" for name, one in value.items()]
        return f"{{{inner}{f',{inner}'.join(entries)}{before}}}"
    if value and isinstance(value, (list, tuple)):
        return f"[{inner}{f',{inner}'.join([indent_json(one, inner) for one in value])}{before}]"
    return json.dumps(value)
