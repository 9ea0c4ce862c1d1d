"""How a data file looks: the few lines of it that the page of the data shows."""

from __future__ import annotations

__all__ = ["show_beginning", "show_nothing"]

_LINES = 12
_WIDTH = 160


def show_beginning(content: bytes) -> str:
    """The first lines of a text file; a long line ends where it is cut, with an ellipsis."""
    lines = content.decode("utf-8-sig").splitlines()
    shown = [line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…" for line in lines[:_LINES]]
    return "\n".join((*shown, "…") if len(lines) > _LINES else shown)


def show_nothing(content: bytes) -> str:
    """No sample: for a file that nobody reads as text."""
    return ""
