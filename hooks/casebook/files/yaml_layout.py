"""Faults of layout that make a parser stumble a line later: told at the line that is wrong, with its cure."""

from __future__ import annotations

import re

from casebook.diagnostics import Fix, Position
from casebook.files.syntax_fault import SyntaxFault
from casebook.text.wording import quote

__all__ = ["find_layout_fault"]

_START = re.compile(r" *(?:- +)*")
_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"
_IS_KEY = re.compile(rf"{_KEY}:(?: |$)")
_TEXT_ENTRY = re.compile(rf" *- (?! *{_KEY}:(?: |$))")
_GLUED_HYPHEN = re.compile(rf" *(?:- +)*(-)({_KEY}:(?: .*|$))")
_OTHER_COLON = re.compile(rf" *(?:- +)*(({_KEY}) *(?:=|[：﹕∶꞉]|: *[：=]) *)(\S.*)?$")  # that is what they are
_GLUED_TEXT = re.compile(r"( *)(-)([^\s-].*)")
_NO_COLON = re.compile(rf"( *(?:- +)+)({_KEY}) +(\S.*)")
_FENCE = re.compile(r" *(```|~~~)")


def find_layout_fault(lines: list[str], number: int) -> SyntaxFault | None:
    """What is wrong with the layout at or above the line, counted from 0, at which a parser gave up."""
    if number >= len(lines):
        return None
    here = lines[number]
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), -1)
    for line in (number, above):
        if line >= 0 and (fault := _find_in_line(lines[line], line + 1)):
            return fault
    further = next((n for n in range(above - 1, -1, -1) if lines[n].strip()), -1)
    for line, before in ((number, above), (above, further)):
        if before >= 0 and (fault := _find_glued_text(lines[line], lines[before], line + 1)):
            return fault
    if above >= 0 and (fault := _find_missing_colon(here, lines[above], above + 1)):
        return fault
    if above >= 0 and _IS_KEY.match(here[_start(here) :]):
        return _find_key_out(lines, number) or _find_missing_hyphen(lines, number, above)
    return None


def _start(line: str) -> int:
    """The column, from 0, in which a line's text begins, behind its hyphens."""
    return _START.match(line).end()  # type: ignore[union-attr]  # it matches nothing at all too


def _find_in_line(line: str, number: int) -> SyntaxFault | None:
    written = quote(line.strip())
    if _FENCE.match(line):
        return SyntaxFault(
            Position(number, _start(line) + 1),
            f"A mark of program code stands among the facts: {written}.",
            "Remove this line, and the line with the same mark that ends the code.",
        )
    if found := _GLUED_HYPHEN.match(line):
        return SyntaxFault(
            Position(number, found.start(1) + 1),
            f"A space belongs after the hyphen: {written}.",
            f"Write - {found[2][:80]}",
            Fix(f"-{found[2]}", f"- {found[2]}"),
        )
    if found := _OTHER_COLON.match(line):
        rest = found[3] or ""
        return SyntaxFault(
            Position(number, found.start(1) + 1),
            f"Between the name of a field and its value stands a colon and a space, but here stands {written}.",
            f"Write {found[2]}: {rest[:80]}",
            Fix(found[1] + rest, f"{found[2]}: {rest}"),
        )
    return None


def _find_glued_text(line: str, above: str, number: int) -> SyntaxFault | None:
    """A text of a list with no space after its hyphen, below one that has it."""
    found = _GLUED_TEXT.match(line)
    if not found or not above.startswith(f"{found[1]}- "):
        return None
    return SyntaxFault(
        Position(number, found.start(2) + 1),
        f"A space belongs after the hyphen: {quote(line.strip())}.",
        f"Write - {found[3][:80]}",
        Fix(f"-{found[3]}", f"- {found[3]}"),
    )


def _find_missing_colon(here: str, line: str, number: int) -> SyntaxFault | None:
    """The first field of an entry without its colon, by which the fields below it have nowhere to go."""
    found = _NO_COLON.match(line)
    # a name is written small; a sentence begins with a capital
    if (
        not found
        or not found[2].islower()
        or _start(here) != found.start(2)
        or "-" in here[: _start(here)]
        or not _IS_KEY.match(here.lstrip())
    ):
        return None
    return SyntaxFault(
        Position(number, found.start(2) + 1),
        f"After the name of a field a colon is missing: {quote(line.strip())}.",
        f"Write - {found[2]}: {found[3][:80]}",
    )


def _find_key_out(lines: list[str], number: int) -> SyntaxFault | None:
    """The field above that stands further out than the fields before and after it."""
    column = _start(lines[number])
    out = next((n for n in range(number - 1, -1, -1) if lines[n].strip() and _start(lines[n]) < column), -1)
    before = next((n for n in range(out - 1, -1, -1) if lines[n].strip()), -1)
    if out < 1 or before < 0:
        return None
    inside = next((_start(one) for one in lines[out + 1 :] if one.strip()), -1)
    block = [line for line in lines[out + 1 : number] if line.strip()]
    is_list = bool(block) and all(_TEXT_ENTRY.match(line) for line in block)
    if inside == column and lines[out].rstrip().endswith(":") and not is_list:
        # it is the field to which they all belong
        return None
    # the line before may go on in lines of its own, which stand further in
    while before > 0 and _start(lines[before]) > column:
        before -= 1
    line, start = lines[out], _start(lines[out])
    if _start(lines[before]) != column or not _IS_KEY.match(lines[before][column:]) or not _IS_KEY.match(line[start:]):
        return None
    if "-" in line[:start]:
        return None
    old = "\n".join([line[start:], *(lines[out + 1 : number] if is_list else ())])
    return SyntaxFault(
        Position(out + 1, start + 1),
        f"This field begins in column {start + 1}, but those before and after it begin in column {column + 1}: "
        f"{quote(line.strip())}.",
        f"Begin it in column {column + 1}: put {column - start} spaces before it"
        f"{', and before each entry of its list' if is_list else ''}.",
        Fix(old, re.sub("(?m)^(?=.)", " " * (column - start), old)),
    )


def _find_missing_hyphen(lines: list[str], number: int, above: int) -> SyntaxFault | None:
    """The first field of an entry without the hyphen, by which the others stand further in than it."""
    head = next((n for n in range(above - 1, -1, -1) if lines[n].strip()), -1)
    first, start = lines[above], _start(lines[above])
    if head < 0 or "-" in first[:start] or _start(lines[number]) != start + 2 or "-" in lines[number][: start + 2]:
        return None
    parent = lines[head]
    if not re.fullmatch(rf" *(?:- +)*{_KEY}: *", parent) or _start(parent) >= start or not _IS_KEY.match(first[start:]):
        return None
    return SyntaxFault(
        Position(above + 1, start + 1),
        f"A hyphen is missing before the first field of an entry: {quote(first.strip())}.",
        f"Each entry of a list begins with a hyphen and a space: - {first.strip()[:80]}",
        Fix(first[start:], f"- {first[start:]}"),
    )
