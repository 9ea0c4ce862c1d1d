"""Reading on behind a fault: so that somebody with three of them is told all three in one round.

What stands behind the faulty line is read piece by piece, each field and each entry of a list for itself. Only
faults of the pieces themselves are told: what the first fault made of the lines around it is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import takewhile

import yaml

from casebook.diagnostics import Position
from casebook.files.syntax_fault import SyntaxFault
from casebook.files.yaml_errors import explain_yaml_error
from casebook.files.yaml_values import FAST_LOADER

__all__ = ["find_syntax_faults"]

_MOST = 10
_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*:(?: |$)")
_ENTRY = re.compile(r" *- ")
_BLOCK = re.compile(r": +[>|][-+0-9]* *$")


def find_syntax_faults(error: Exception, text: str) -> list[SyntaxFault]:
    """The fault at which a parser gave up, and those of what stands behind it."""
    first = explain_yaml_error(error, text)
    found = [first]
    lines = text.split("\n")
    for field, start, piece in _split(lines):
        # what belongs to a faulty field goes with it
        if start < first.place.line or field == first.place.line - 1:
            continue
        if fault := _read_piece("\n".join(piece)):
            found.append(fault._replace(place=Position(fault.place.line + start, fault.place.column)))
            if len(found) == _MOST:
                break
    return found


def _split(lines: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """The fields, and the entries of their lists: the first line of the field, of the piece, and the lines of it."""
    fields = [number for number, line in enumerate(lines) if _FIELD.match(line)]
    for start, end in zip(fields, [*fields[1:], len(lines)], strict=False):
        starts = [start]
        if not _BLOCK.search(lines[start]):
            entries = [(n, found.end()) for n in range(start, end) if (found := _ENTRY.match(lines[n]))]
            nearest = min((column for _, column in entries), default=0)
            starts += [number for number, column in entries if column == nearest]
        for one, following in zip(starts, [*starts[1:], end], strict=True):
            piece = lines[one:following]
            if one != start:
                # what stands further out than the hyphen is no part of the entry
                piece = list(takewhile(partial(_is_inside, lines[one]), piece))
            yield start, one, piece


def _is_inside(entry: str, line: str) -> bool:
    return not line.strip() or len(line) - len(line.lstrip(" ")) >= len(entry) - len(entry.lstrip(" "))


def _read_piece(text: str) -> SyntaxFault | None:
    try:
        for _ in yaml.parse(text, Loader=FAST_LOADER):
            pass
    except (yaml.YAMLError, ValueError):
        pass
    else:
        return None
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except (yaml.YAMLError, ValueError) as error:
        return explain_yaml_error(error, text)
    return None
