"""How a data file looks: the few lines of it that the page of the data shows."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["show_beginning", "show_from", "show_nothing"]

_LINES = 12
_WIDTH = 160


def show_beginning(content: bytes) -> str:
    """The first lines of a text file; a long line ends where it is cut, with an ellipsis."""
    lines = content.decode("utf-8-sig").splitlines()
    shown = [line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…" for line in lines[:_LINES]]
    return "\n".join((*shown, "…") if len(lines) > _LINES else shown)


def show_from(mark: str) -> Callable[[bytes], str]:
    """Shows the lines from the first that holds a mark on: for a file that begins with what tells a reader nothing."""

    def show(content: bytes) -> str:
        lines = content.splitlines(keepends=True)
        first = next((n for n, line in enumerate(lines) if mark.encode() in line), 0)
        return show_beginning(b"".join(lines[first:]))

    return show


def show_nothing(content: bytes) -> str:
    """No sample: for a file that nobody reads as text."""
    return ""
