"""A comma in a number that stands in braces: it makes two things of one number."""

from __future__ import annotations

import re

from casebook.diagnostics import Diagnostic, Fix, Position
from casebook.text.wording import quote

__all__ = ["find_cut_number"]

_COMMAS = re.compile(r"[-+]?[0-9]+(?:,[0-9]+)+")


def find_cut_number(path: str, name: str, line: str, start: Position) -> tuple[int, list[Diagnostic]]:
    """The last column of a number that is cut in two, and the problem; 0 and none if it is not.

    Args:
        path: The file.
        name: The field whose value the number is.
        line: The line in which it stands.
        start: Where the number begins.
    """
    found = _COMMAS.match(line, start.column - 1)
    if not found:
        return 0, []
    run = found[0]
    first, *rest = run.split(",")
    point, whole = f"{first}.{rest[0]}", "".join((first, *rest))
    fix: Fix | None = Fix(run, point)
    help = f"Write a point before decimals: {name}: {point}"
    if len(rest) > 1:
        fix, help = Fix(run, whole), f"Write nothing between thousands: {name}: {whole}"
    elif len(rest[0]) == 3 and first.strip("+-") != "0":
        # a fourth digit makes decimals of them without doubt
        short = point + "0" if point[-1] != "0" else point.rstrip("0").rstrip(".")
        fix = None
        help = f"Write {name}: {whole} if the comma stands between thousands, or {name}: {short}"
    message = f"The comma in braces cuts the number {quote(run)} in two."
    # a number of so many digits is none
    if len(run) > 60:
        help, fix = "Write a point before decimals, and nothing between thousands.", None
    return found.end(), [Diagnostic.of("key-not-text", path, start, message, help, fix)]
