"""Spaces that look like any other and are none: YAML takes a non-breaking space for a letter.

They come with text from Word, from Docs and from web pages. Between the words of a text they are fine and
stay. Where the structure of the facts depends on them they are told, and read as what was meant; at the end of a
line and beside a comma or a bracket they do no harm and are read as ordinary ones.
"""

from __future__ import annotations

import re

from casebook.diagnostics import Diagnostic, Fix, Position
from casebook.files.hidden import list_unusual
from casebook.text.wording import ODD_SPACES, quote

__all__ = ["even_spaces"]

_ODD = re.compile(f"[{ODD_SPACES}]")
_ANY = f"[ {ODD_SPACES}]"
_INDENT = re.compile(f"{_ANY}*(?:-{_ANY}+)*")
_NAME = re.compile(f"[A-Za-z_][A-Za-z0-9_-]*{_ANY}*:(?:{_ANY}+|$)")
_NAME_IN_BRACES = re.compile(f"(?<=[{{,])({_ANY}*)([a-z_]+{_ANY}*:{_ANY}+)")
_BLOCK = re.compile(r":[ ]+[>|][-+0-9]*[ ]*$")
_HARMLESS = re.compile(f"(?<=[,{{\\[])[{ODD_SPACES}]+|[{ODD_SPACES}]+(?=[,}}\\]]|$)")
_MOST = 10
_FAR = 10


def even_spaces(text: str, path: str, first_line: int) -> tuple[str, list[Diagnostic]]:
    """The facts with ordinary spaces where others would change what they mean, and where those stand."""
    if not _ODD.search(list_unusual(text)):
        return text, []
    found: list[Diagnostic] = []
    lines = text.split("\n")
    # the column in which the text of a > or | began; what stands further in is its own
    block = -1
    for number, line in enumerate(lines):
        start = _INDENT.match(line).end()  # type: ignore[union-attr]  # it matches nothing at all too
        in_block = block >= 0 and (not line.strip() or start > block)
        if not in_block:
            block = start if _BLOCK.search(line) else -1
        if not _ODD.search(line):
            continue
        if not in_block and (surplus := _find_surplus(lines, number, start)):
            lines[number] = _ODD.sub("", line[:start]) + line[start:]
            if len(found) < _MOST:
                found.append(_report_surplus(path, first_line + number, line, surplus))
            continue
        even = _even_line(line, start, in_block=in_block)
        lines[number] = even if in_block else _HARMLESS.sub(lambda match: " " * len(match[0]), even)
        if even != line and len(found) < _MOST:
            found.append(_report(path, first_line + number, line, even))
    return "\n".join(lines), found


def _even_line(line: str, start: int, *, in_block: bool) -> str:
    """A line with ordinary spaces before its text, and around the names of fields."""
    head = _ODD.sub(" ", line[:start])
    rest = line[start:]
    if in_block:
        return head + rest
    if name := _NAME.match(rest):
        rest = _ODD.sub(" ", name[0]) + rest[name.end() :]
    if "{" in rest:
        rest = _NAME_IN_BRACES.sub(lambda match: match[1] + _ODD.sub(" ", match[2]), rest)
    return head + rest


def _find_surplus(lines: list[str], number: int, start: int) -> str:
    """The odd spaces before a text, if it stands in the column of its neighbours without them, and not with them."""
    head = lines[number][:start]
    odd = "".join(_ODD.findall(head))
    if not odd or not _NAME.match(lines[number][start:]):
        return ""
    # the nearest lines that are not empty; nobody leaves many of them so
    above = (lines[n] for n in range(number - 1, max(number - _FAR, -1), -1) if lines[n].strip())
    below = (lines[n] for n in range(number + 1, min(number + _FAR, len(lines))) if lines[n].strip())
    near = filter(None, (next(above, ""), next(below, "")))
    columns = {_INDENT.match(one).end() for one in near}  # type: ignore[union-attr]  # as above
    return odd if start not in columns and start - len(odd) in columns else ""


def _report_surplus(path: str, number: int, line: str, surplus: str) -> Diagnostic:
    column = line.index(surplus[0])
    return Diagnostic.of(
        "hidden-character", path, Position(number, column + 1),
        f"A non-breaking space stands here, where no space belongs: {quote(line.strip())}.",
        "Delete it. It often comes with text copied from Word or a web page.",
        Fix(surplus, "") if surplus in line else None,
    )  # fmt: skip


def _report(path: str, number: int, line: str, even: str) -> Diagnostic:
    changed = [column for column, (old, new) in enumerate(zip(line, even, strict=True)) if old != new]
    first, last = changed[0], changed[-1] + 1
    kind = "non-breaking space" if line[first] in "\u00a0\u2007\u202f" else f"strange space (U+{ord(line[first]):04X})"
    return Diagnostic.of(
        "hidden-character", path, Position(number, first + 1),
        f"A {kind} stands here, which looks like any other but is read as a letter: {quote(line.strip())}.",
        "Delete it and type an ordinary space. It often comes with text copied from Word or a web page.",
        Fix(line[first:last], even[first:last]),
    )  # fmt: skip
