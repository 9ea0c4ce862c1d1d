"""What a file says, and where in it each value stands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from casebook.diagnostics import Diagnostic, Fix, Position

__all__ = ["FieldPath", "KnownParsedFile", "ParsedFile", "Positions"]

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"' + "|'(?:[^']|'')*'")
_NUMBER = re.compile(r"[^\s,\]}]+")
_SAFE = re.compile(r"[A-Za-z0-9](?:[\w #/.%+-]*[\w/.%+-])?")
"""A text that YAML reads as it stands, unless it is a number, a truth value or cut off by a space and #."""

FieldPath = tuple[str | int, ...]
"""The way to a value: names of fields, and numbers of entries from 0."""


@dataclass(frozen=True)
class Positions:
    """Where everything stands in a file."""

    values: dict[FieldPath, Position] = field(default_factory=dict)
    """Where each value begins."""
    names: dict[FieldPath, Position] = field(default_factory=dict)
    """Where the name of each field stands."""
    ends: dict[FieldPath, int] = field(default_factory=dict)
    """The last line of each text."""
    unquoted: dict[FieldPath, Position] = field(default_factory=dict)
    """Where each text without quotation marks ends: behind its last letter."""


@dataclass(frozen=True)
class ParsedFile:
    """What a file says."""

    value: Any
    """Plain data; None where the file could not be read."""
    locate: Callable[[], Positions] = Positions
    """Finds the positions. They are asked for only where something is wrong, which is rare."""
    lines: tuple[str, ...] = ()
    """The whole file, line by line."""
    body: str = ""
    """What stands below the facts."""
    body_line: int = 1
    """The line in which the body begins."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the file."""

    @cached_property
    def _positions(self) -> Positions:
        return self.locate()

    def position(self, path: FieldPath) -> Position:
        """Where a value stands; of one that is not there, where it would belong."""
        known = self._positions.values
        while path and path not in known:
            path = path[:-1]
        return known.get(path, Position(1, 1))

    def unquoted_end(self, path: FieldPath) -> Position | None:
        """The place behind the last letter of a text without quotation marks; None for any other value."""
        return self._positions.unquoted.get(path)

    def name_position(self, path: FieldPath) -> Position:
        """Where the name of a field stands."""
        return self._positions.names.get(path) or self.position(path)

    def find(self, path: FieldPath, words: str) -> Position:
        """Where these words stand inside a text; the text itself if they are broken over two lines."""
        start = self.position(path)
        for number in range(start.line, self._positions.ends.get(path, start.line) + 1):
            column = self.lines[number - 1].find(words, start.column - 1 if number == start.line else 0)
            if column >= 0:
                return Position(number, column + 1)
        return start

    def written(self, path: FieldPath) -> str:
        """A single value as it stands in the file, quotation marks included; empty if it is broken over two lines."""
        place = self._positions.values.get(path)
        if place is None:
            return ""
        value = self.value
        for step in path:
            value = value[step]
        rest = self.lines[place.line - 1][place.column - 1 :]
        if isinstance(value, str):
            if quoted := _QUOTED.match(rest):
                return quoted[0]
            return value if value and rest.startswith(value) else ""
        found = _NUMBER.match(rest) if isinstance(value, (bool, int, float)) else None
        return found[0] if found else ""

    def rest_of_line(self, path: FieldPath) -> str:
        """What stands in the line of a value from there to its end."""
        place = self._positions.values.get(path)
        return self.lines[place.line - 1][place.column - 1 :].rstrip() if place else ""

    def replace_value(self, path: FieldPath, text: str) -> Fix | None:
        """The change that puts another text in place of a value, in quotation marks where it needs them."""
        old = self.written(path)
        plain = _SAFE.fullmatch(text) and " #" not in text and old[:1] not in {'"', "'"}
        new = text if plain else json.dumps(text, ensure_ascii=False)
        return Fix(old, new) if old and old != new else None


class KnownParsedFile(ParsedFile):
    """A file whose facts and story are known already: it is read only when somebody asks where something stands."""

    def __init__(self, value: Any, body: str, read: Callable[[], ParsedFile]) -> None:
        """`read` reads the file, as it was when nothing was wrong with its form."""
        vars(self).update(value=value, body=body, diagnostics=(), _read=read)

    @cached_property
    def _whole(self) -> ParsedFile:
        whole: ParsedFile = vars(self)["_read"]()
        return whole

    @cached_property
    def locate(self) -> Callable[[], Positions]:
        """Finds the positions."""
        return self._whole.locate

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The whole file, line by line."""
        return self._whole.lines

    @cached_property
    def body_line(self) -> int:
        """The line in which the body begins."""
        return self._whole.body_line
