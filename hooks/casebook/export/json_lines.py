"""JSON of which each large entry is a line: a program reads it piece by piece, and a person sees what has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["write_in_lines"]


def write_in_lines(content: Mapping[str, Any]) -> bytes:
    """The text of a file, in UTF-8: each group in its lists, and each value in its groups, is a line."""
    written = []
    for key, value in content.items():
        if isinstance(value, list) and isinstance(next(iter(value), ""), dict):
            said = _wrap("[", map(_say, value), "]")
        elif isinstance(value, dict) and value:
            said = _wrap("{", (f"{_say(name)}: {_say(one)}" for name, one in value.items()), "}")
        else:
            said = _say(value)
        written.append(f"{_say(key)}: {said}")
    return f"{_wrap('{', written, '}')}\n".encode()


def _wrap(opening: str, lines: Iterable[str], closing: str) -> str:
    return "\n".join((opening, ",\n".join(lines), closing))


def _say(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
