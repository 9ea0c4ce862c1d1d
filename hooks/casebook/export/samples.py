"""How a data file looks: the few lines of it that the page of the data shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import dropwhile, islice
from typing import BinaryIO

__all__ = ["show_beginning", "show_from", "show_nothing"]

_LINES = 12
_WIDTH = 160


def show_beginning(content: BinaryIO) -> str:
    """The first lines of a text file; a long line ends where it is cut, with an ellipsis."""
    return _show(content)


def _show(lines: Iterable[bytes]) -> str:
    """The first of some lines; no more than these are read."""
    first = b"".join(islice(lines, _LINES + 1)).decode("utf-8-sig").splitlines()
    shown = [line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…" for line in first[:_LINES]]
    return "\n".join((*shown, "…") if len(first) > _LINES else shown)


def show_from(mark: str) -> Callable[[BinaryIO], str]:
    """Shows the lines from the first that holds a mark on: for a file that begins with what tells a reader nothing."""
    wanted = mark.encode()

    def show(content: BinaryIO) -> str:
        found = _show(dropwhile(lambda line: wanted not in line, content))
        if found:
            return found
        content.seek(0)
        return _show(content)

    return show


def show_nothing(content: BinaryIO) -> str:
    """No sample: for a file that nobody reads as text."""
    return ""
