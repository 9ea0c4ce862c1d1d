"""Files that hold a piece for each case, as they were written last: they are given again, or their pieces are.

Whether a file is still as it was tell its inode, its time of change and its size, so nobody reads it through to find
out. Who keeps files must keep their stamps and the sizes of their pieces in something signed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from casebook.files import FileStamp, put_file, take_stamp

__all__ = ["LastFile", "give_file", "keep_file", "open_last", "write_pieces"]

_AT_ONCE = 1 << 20
"""How many bytes are copied at once."""


@dataclass(frozen=True)
class LastFile:
    """A file that is as it was written last, while one reads in it."""

    file: BinaryIO
    """Its content."""
    sizes: Mapping[str, int]
    """How many bytes each case has in it, in the order in which they stand there."""
    start: int
    """Where the first of them begins."""
    between: int = 0
    """How many bytes stand between two of them."""
    size: int = field(kw_only=True)
    """How many bytes it has."""

    @cached_property
    def begins(self) -> dict[str, int]:
        """Where the piece of each case begins."""
        found, place = {}, self.start
        for id, size in self.sizes.items():
            found[id] = place
            place += size + self.between
        return found

    def read(self, id: str) -> bytes:
        """The piece of a case."""
        return self.read_at(self.begins[id], self.sizes[id])

    def read_at(self, start: int, size: int) -> bytes:
        """Some bytes from a place on."""
        self.file.seek(start)
        return self.file.read(size)

    def copy(self, start: int, end: int, to: BinaryIO) -> None:
        """Copy what stands between two places."""
        self.file.seek(start)
        left = end - start
        while left > 0:
            piece = self.file.read(min(left, _AT_ONCE))
            if not piece:
                raise OSError("a kept file has become shorter")
            to.write(piece)
            left -= len(piece)


@contextmanager
def open_last(
    path: Path, stamp: FileStamp | None, sizes: Mapping[str, int], start: int | None = None, between: int = 0
) -> Iterator[LastFile | None]:
    """A file of last time to read in; None if it is not as it was written.

    Args:
        path: Where it is kept. No link is followed, since we make none.
        stamp: What told it from others; None if nobody knows.
        sizes: How many bytes each case has in it.
        start: Where the first of them begins; if nothing is given, the pieces stand at its end.
        between: How many bytes stand between two of them.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        file = os.fdopen(os.open(path, flags), "rb")
    except OSError:
        yield None
        return
    with file:
        about = os.fstat(file.fileno())
        if stamp is None or take_stamp(about) != stamp:
            yield None
            return
        begin = about.st_size - sum(sizes.values()) if start is None else start
        yield LastFile(file, sizes, begin, between, size=about.st_size)


def write_pieces(
    to: BinaryIO, pieces: Iterable[tuple[str, bytes | None]], last: LastFile | None, between: bytes = b""
) -> None:
    """Write the piece of each case.

    Args:
        to: Where.
        pieces: For each case a new one, or None in place of that of last time.
        last: The file of last time; None if each piece is a new one.
        between: What stands between two of them.

    Raises:
        OSError: The machine would not let them be read or written.
    """
    # what stands beside each other in the last file is copied in one go
    begin = end = -1
    before = b""
    for id, piece in pieces:
        if last and piece is None and end >= 0 and last.begins[id] == end + len(between):
            end += len(between) + last.sizes[id]
            continue
        if last and end >= 0:
            last.copy(begin, end, to)
        begin = end = -1
        to.write(before)
        before = between
        if piece is not None:
            to.write(piece)
        elif last:
            begin, end = last.begins[id], last.begins[id] + last.sizes[id]
    if last and end >= 0:
        last.copy(begin, end, to)


def keep_file(path: Path, to: Path) -> FileStamp:
    """Keep a file that is never written again, in place of another; what tells it from others.

    Raises:
        OSError: The machine would not let it be kept.
    """
    put_file(path, to)
    return take_stamp(to.lstat())


def give_file(kept: Path, to: Path) -> bool:
    """Put a file that is kept into a place; whether that was possible."""
    with suppress(OSError):
        put_file(kept, to)
        return True
    return False
