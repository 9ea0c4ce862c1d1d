"""What is written down: files that know where they stand, each made when its turn comes.

A book of thousands of cases makes gigabytes. So whoever makes files hands over what writes them, and whoever
wants them writes one after the other: nothing waits in memory for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

__all__ = ["Basis", "Output", "Placing", "make_output", "make_text", "open_place", "write_outputs"]

Placing = Callable[[str], Path]
"""Where the file of an address stands on the disk."""


@dataclass(frozen=True)
class Basis:
    """All of which something is made."""

    digest: bytes
    """Stands for it: while that is the same, so is what is made of it."""
    cases: frozenset[str]
    """The ids of the cases of which it may tell anything; of others it tells at most what an outline says."""


@dataclass(frozen=True)
class Output:
    """One file; or several that are written in one go, since they are made of the same."""

    addresses: tuple[str, ...]
    """The address of each file, relative to the site's root."""
    write: Callable[[Placing], None]
    """What writes each to its place."""
    page: str | None = None
    """The address under which one looks for it, if it is a page; empty for the first page of all."""
    changed: str = ""
    """The day of the page's last known change; empty where nobody knows."""
    list_further: Callable[[], tuple[str, ...]] = tuple
    """Gives the addresses of what else is written, below the folder of the first, if that is known only then."""
    find_basis: Callable[[], Basis | None] = lambda: None
    """Gives that of which it is made; None if nobody knows."""


def make_output(
    address: str,
    pieces: Callable[[], Iterable[bytes]],
    page: str | None = None,
    changed: str = "",
    find_basis: Callable[[], Basis | None] = lambda: None,
) -> Output:
    """The output of one file.

    Args:
        address: Its address, relative to the site's root.
        pieces: Gives its content, piece by piece.
        page: The address under which one looks for it, if it is a page.
        changed: The day of the page's last known change.
        find_basis: Gives that of which it is made.
    """
    return Output((address,), partial(_write_pieces, address, pieces), page, changed, find_basis=find_basis)


def make_text(
    address: str,
    make: Callable[[], str],
    page: str | None = None,
    changed: str = "",
    find_basis: Callable[[], Basis | None] = lambda: None,
) -> Output:
    """The same of a text that is made in one piece."""
    return make_output(address, lambda: (make().encode(),), page, changed, find_basis)


def _write_pieces(address: str, pieces: Callable[[], Iterable[bytes]], place: Placing) -> None:
    with open_place(place(address)) as file:
        file.writelines(pieces())


def open_place(path: Path) -> BinaryIO:
    """A new file, in a folder that is made if it is not there, in place of one that is.

    Raises:
        OSError: The machine would not let it be written.
    """
    try:
        return path.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        # what is there may have further names elsewhere, under which it must stay as it is
        path.unlink()
    return path.open("xb")


def write_outputs(outputs: Iterable[Output], place: Placing) -> tuple[str, ...]:
    """Write files one after the other; the addresses of all.

    Raises:
        OSError: The machine would not let one be written.
    """
    written: list[str] = []
    for output in outputs:
        output.write(place)
        written += (*output.addresses, *output.list_further())
    return tuple(written)
