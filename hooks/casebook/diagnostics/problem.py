"""Problems found in the files: what one is, which kinds there are, and how they are reported.

Every kind of problem has a code. All that is said of a code stands in problems.md beside this module, and
is read from there: for the checker, for `casebook explain` and for the site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["CODES", "Code", "Diagnostic", "Fix", "Position"]


class Position(NamedTuple):
    """A place in a file; both numbers start at 1."""

    line: int
    """The line."""
    column: int
    """The character in the line."""


@dataclass(frozen=True)
class Code:
    """One kind of problem."""

    code: str
    """Its permanent name."""
    severity: str
    """error or warning."""
    title: str
    """What it is, in a few words."""
    explanation: str
    """What it means and what to do, as Markdown."""


_HEADING = re.compile(r"^## ([a-z0-9]+(?:-[a-z0-9]+)*) \((error|warning)\): (.+)$", re.MULTILINE)


def _read_codes() -> dict[str, Code]:
    """Every code with its paragraph, as problems.md has them: CODE (SEVERITY): TITLE, and the paragraph below."""
    text = files("casebook.diagnostics").joinpath("problems.md").read_text(encoding="utf-8")
    # an example may hold a heading too, but none of this form
    parts = _HEADING.split(text)[1:]
    rows = zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True)
    return {code: Code(code, severity, title, body.strip()) for code, severity, title, body in rows}


CODES: Mapping[str, Code] = MappingProxyType(_read_codes())
"""Every kind of problem by its code, in the order in which a file is checked."""


@dataclass(frozen=True)
class Fix:
    """What to put in place of what was written, where the right text is certain.

    It is a change at the place of its problem: the first `old` at or after it, in the same line.
    """

    old: str
    """What stands there, letter for letter; it may go on into the next lines."""
    new: str
    """What belongs there."""


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem at one place. Problems sort by file, line, column and code."""

    path: str
    """The file, relative to the project, with forward slashes."""
    line: int
    """The line, starting at 1."""
    column: int
    """The character in the line, starting at 1."""
    code: str
    """The kind of problem."""
    severity: str
    """error or warning."""
    message: str
    """What is wrong, with what was written."""
    help: str
    """What to do."""
    fix: Fix | None = field(default=None, compare=False)
    """The right text, where it is known without doubt."""

    @classmethod
    def of(cls, code: str, path: str, place: Position, message: str, help: str, fix: Fix | None = None) -> Diagnostic:
        """A problem of a registered kind."""
        return cls(path, place.line, place.column, code, CODES[code].severity, message, help, fix)
