"""What a file says, with the position of every value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from casebook.diagnostics import Diagnostic, Position

__all__ = ["FieldPath", "ParsedFile"]

FieldPath = tuple[str | int, ...]


@dataclass(frozen=True)
class ParsedFile:
    """What a file says, with the position of every value."""

    value: Any
    """Plain data; None where the file could not be read."""
    positions: dict[FieldPath, Position] = field(default_factory=dict)
    """Where each value stands."""
    key_positions: dict[FieldPath, Position] = field(default_factory=dict)
    """Where the name of each field stands."""
    ends: dict[FieldPath, int] = field(default_factory=dict)
    """The last line of each text."""
    lines: tuple[str, ...] = ()
    """The whole file, line by line."""
    body: str = ""
    """What stands below the facts."""
    body_line: int = 1
    """The line in which the body begins."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the file."""

    def position(self, path: FieldPath) -> Position:
        """Where a value stands; of one that is not there, where it would belong."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, Position(1, 1))

    def key_position(self, path: FieldPath) -> Position:
        """Where the name of a field stands."""
        return self.key_positions.get(path) or self.position(path)

    def find(self, path: FieldPath, words: str) -> Position:
        """Where these words stand inside a text; the text itself if they are broken over two lines."""
        start = self.position(path)
        for number in range(start.line, self.ends.get(path, start.line) + 1):
            column = self.lines[number - 1].find(words, start.column - 1 if number == start.line else 0)
            if column >= 0:
                return Position(number, column + 1)
        return start
