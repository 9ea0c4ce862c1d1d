"""The marks that git leaves in a file where two versions of a line met."""

from __future__ import annotations

import re

from casebook.diagnostics import Diagnostic, Position

__all__ = ["find_conflicts"]

_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})( |$)", re.MULTILINE)


def find_conflicts(text: str, path: str) -> list[Diagnostic]:
    """The marks that git leaves where two versions of a line met."""
    if "<" * 7 not in text:
        return []
    return [
        Diagnostic.of(
            "merge-conflict",
            path,
            Position(text.count("\n", 0, match.start()) + 1, 1),
            f"A mark of an unfinished merge stands here ({match[1]}).",
            "Two people changed the same lines. Keep the right version, and delete the other one and the lines "
            "that begin with <<<<<<<, ======= and >>>>>>>.",
        )
        for match in _CONFLICT.finditer(text)
        if match[1] == "<" * 7
    ]
