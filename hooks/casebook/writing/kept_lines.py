"""A change to a case file that keeps the lines of what it does not change.

A file out of the form has a style of its own. Where a case was written by hand, a change of one word would differ in
every line, and whoever reads the difference would not see the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.fields import Field
from casebook.files import CASE_LIMIT, FieldPath, ParsedFile, read_front_matter
from casebook.writing.case_file import write_entry, write_value

__all__ = ["keep_lines"]

_REMARK = re.compile(r"( *)(#.*)?")
_ENTRY = re.compile(r"( *)- ")


def keep_lines(there: str, brought: str, tree: Field) -> str:
    """The brought file, in the lines of the one that is there as far as both say the same.

    It says exactly what the brought file says; where that cannot be done, it is the brought file as it is.

    Args:
        there: The file of the case as it is in the book.
        brought: The whole file as somebody has changed it.
        tree: The fields of a case.
    """
    old, new = (read_front_matter(text.encode(), "case.md", CASE_LIMIT) for text in (there, brought))
    if not isinstance(old.value, dict) or not isinstance(new.value, dict):
        return brought
    facts = _Keeper(old).keep_group((), old.value, new.value, tree, "", old.body_line - 1)
    if facts is None:
        return brought
    story = old if old.body.strip() == new.body.strip() else new
    lines = ["---", *facts, *_list_last_remarks(new), "---", *story.lines[story.body_line - 1 :]]
    kept = "\n".join(lines)
    said = read_front_matter(kept.encode(), "case.md", CASE_LIMIT)
    if not _is_same(said.value, new.value) or said.body.strip() != new.body.strip():
        return brought
    return kept.replace("\n", "\r\n") if "\r\n" in there else kept


def _list_last_remarks(parsed: ParsedFile) -> list[str]:
    """What the form could not place, and says in remarks at the end of the facts."""
    found: list[str] = []
    for line in reversed(parsed.lines[2 : parsed.body_line - 2]):
        if not line.startswith("#"):
            break
        found.insert(0, line)
    return found


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values say the same: to a script 15.0 is a text, so that it stays as exact as it was written."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_is_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return one == other or ({type(one), type(other)} == {float, str} and str(one) == str(other))


@dataclass(frozen=True)
class _Piece:
    """Where a field or an entry stands: line numbers from 1."""

    begin: int
    """Its first line, or that of the remarks above it."""
    start: int
    """The line of its name, or of its hyphen."""
    stop: int
    """The line behind its last one."""


class _Keeper:
    """Puts new facts into the lines of a file."""

    def __init__(self, parsed: ParsedFile) -> None:
        self._parsed = parsed
        self._lines = list(parsed.lines)

    def _take(self, begin: int, stop: int) -> list[str]:
        return self._lines[begin - 1 : stop - 1]

    def _split(self, starts: Sequence[int], first: int, stop: int) -> list[_Piece] | None:
        """The pieces that begin in these lines; None where several stand in one line, or one begins too early."""
        if any(one >= other for one, other in zip([first - 1, *starts], [*starts, stop], strict=True)):
            return None
        begins = []
        for start in starts:
            begin, indent = start, len(self._lines[start - 1]) - len(self._lines[start - 1].lstrip())
            # what stands further in may be the end of a text above
            while (
                begin > first
                and (found := _REMARK.fullmatch(self._lines[begin - 2]))
                and (not found[2] or len(found[1]) <= indent)
            ):
                begin -= 1
            begins.append(begin)
        return [_Piece(*one) for one in zip(begins, starts, [*begins[1:], stop], strict=True)]

    def keep_group(
        self,
        path: FieldPath,
        old: Mapping[str, Any],
        new: Mapping[str, Any],
        field: Field | None,
        indent: str,
        stop: int,
        first: int = 2,
    ) -> list[str] | None:
        """The lines of a group of fields; None where they cannot be told apart."""
        pieces = self._split([self._parsed.name_position((*path, name)).line for name in old], first, stop)
        if pieces is None:
            return None
        by_name = dict(zip(old, pieces, strict=True))
        lines: list[str] = []
        for name in _sort_names(old, new, field):
            inner = field.by_name.get(name) if field else None
            piece = by_name.get(name)
            if piece is None:
                lines += write_value(name, new[name], inner, indent)
            elif _is_same(old[name], new[name]):
                lines += self._take(piece.begin, piece.stop)
            else:
                lines += self._take(piece.begin, piece.start)
                lines += self._keep_inside((*path, name), old[name], new[name], inner, piece) or write_value(
                    name, new[name], inner, indent
                )
        return lines

    def _keep_inside(self, path: FieldPath, old: Any, new: Any, field: Field | None, piece: _Piece) -> list[str] | None:
        """The lines of a field that says something else, with those of its parts that do not."""
        if not old or not new or piece.stop <= piece.start + 1:
            return None
        lines: list[str] | None = None
        if isinstance(old, dict) and isinstance(new, dict):
            name = self._parsed.name_position((*path, next(iter(old))))
            if name.line > piece.start:
                indent = " " * (name.column - 1)
                lines = self.keep_group(path, old, new, field, indent, piece.stop, piece.start + 1)
        elif isinstance(old, list) and isinstance(new, list):
            lines = self._keep_list(path, old, new, field.entry if field else None, piece)
        return [self._lines[piece.start - 1], *lines] if lines is not None else None

    def _keep_list(
        self, path: FieldPath, old: list[Any], new: list[Any], field: Field | None, piece: _Piece
    ) -> list[str] | None:
        starts = [self._parsed.position((*path, number)).line for number in range(len(old))]
        pieces = self._split(starts, piece.start + 1, piece.stop)
        hyphens = {found[0] if (found := _ENTRY.match(self._lines[start - 1])) else "" for start in starts}
        if pieces is None or len(hyphens) != 1 or "" in hyphens:
            return None
        indent = hyphens.pop()[:-2]
        lines: list[str] = []
        for entry, number in zip(new, _pair(old, new), strict=True):
            if number is None:
                lines += write_entry(entry, field, indent)
            elif _is_same(old[number], entry):
                lines += self._take(pieces[number].begin, pieces[number].stop)
            else:
                lines += self._take(pieces[number].begin, pieces[number].start)
                lines += self._keep_entry((*path, number), old[number], entry, field, indent, pieces[number])
        return lines

    def _keep_entry(
        self, path: FieldPath, old: Any, new: Any, field: Field | None, indent: str, piece: _Piece
    ) -> Iterator[str]:
        """The lines of an entry; its hyphen stands before whichever field is its first one now."""
        lines: list[str] | None = None
        if isinstance(old, dict) and isinstance(new, dict) and old and new:
            start = piece.start - 1
            self._lines[start] = self._lines[start].replace("- ", "  ", 1)
            lines = self.keep_group(path, old, new, field, f"{indent}  ", piece.stop, piece.start)
        if not lines or not lines[0].startswith(f"{indent}  "):
            return write_entry(new, field, indent)
        return iter([f"{indent}- {lines[0][len(indent) + 2 :]}", *lines[1:]])


def _sort_names(old: Mapping[str, Any], new: Mapping[str, Any], field: Field | None) -> list[str]:
    """The names in the order of the file; a new one behind the field that it follows in the schema."""
    names = [name for name in old if name in new]
    order = list(field.by_name) if field else []
    for name in sorted(set(new) - set(old), key=lambda name: order.index(name) if name in order else len(order)):
        before = order[: order.index(name)] if name in order else order
        at = max((names.index(one) + 1 for one in before if one in names), default=0)
        names.insert(at, name)
    return names


def _pair(old: list[Any], new: list[Any]) -> list[int | None]:
    """For each new entry the old one that it is, or was: the same, or of the same id."""
    left = set(range(len(old)))
    found: list[int | None] = []
    for entry in new:
        number = next((n for n in sorted(left) if _is_same(old[n], entry)), None)
        left.discard(-1 if number is None else number)
        found.append(number)
    for at, entry in enumerate(new):
        if found[at] is None and isinstance(entry, dict):
            id = entry.get("id")
            named = [n for n in sorted(left) if isinstance(old[n], dict) and old[n].get("id") == id]
            # without ids, the one that stood there
            number = next((n for n in named if id or n == at), None)
            left.discard(-1 if number is None else number)
            found[at] = number
    return found
