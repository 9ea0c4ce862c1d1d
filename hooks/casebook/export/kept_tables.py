"""What is kept of the tables from one time to the next: their files, and what each case has in them.

What is kept is one list, signed, which holds a digest of each file too; so a file that somebody has changed since
counts as not there.
"""

from __future__ import annotations

import marshal
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from casebook.export.edition import Edition
from casebook.export.surroundings import Description
from casebook.export.tables import Table
from casebook.memory import SignedFolder

__all__ = ["CaseShare", "KeptTables", "keep_tables", "recall_tables"]

_LIST = "list"
"""What the list of what is kept is called."""
_AT_ONCE = 1 << 20
"""How many bytes are read at once."""


@dataclass(frozen=True)
class CaseShare:
    """What a case has in the tables."""

    made_of: Description
    """What stands for that of which it was made."""
    rows: Mapping[str, int]
    """How many rows are its own, by the table."""
    sizes: Mapping[str, int]
    """How many bytes these are in the table's file, by the table."""


@dataclass(frozen=True)
class KeptTables:
    """The tables as they were written last."""

    folder: SignedFolder
    """Where their files are kept."""
    digests: Mapping[str, bytes]
    """What stands for each file, by its name."""
    shares: Mapping[str, CaseShare]
    """What each case has in the tables, in the order in which they stand there."""

    def read(self, name: str) -> bytes | None:
        """The content of a file; None if it is not as it was written."""
        with suppress(OSError), _open_own_file(self.folder.path / name) as file:
            content = file.read()
            if blake2b(content).digest() == self.digests.get(name):
                return content
        return None

    def read_lines(self, table: Table) -> dict[str, memoryview]:
        """The lines that each case had in the file of a table; empty if that is not as it was written."""
        content = self.read(table.file)
        if content is None:
            return {}
        sizes = [share.sizes.get(table.id, 0) for share in self.shares.values()]
        ends = list(accumulate(sizes, initial=len(content) - sum(sizes)))
        view = memoryview(content)
        return {id: view[start:end] for id, start, end in zip(self.shares, ends, ends[1:], strict=False)}

    def give(self, name: str, to: Path) -> bool:
        """Put a file that has been read into a place; whether that was possible."""
        with suppress(OSError):
            to.parent.mkdir(parents=True, exist_ok=True)
            _put(self.folder.path / name, to)
            return True
        return False

    def copy(self, name: str, to: Path) -> bool:
        """Copy a file; whether the copy is what was written."""
        made = blake2b()
        with suppress(OSError), _open_own_file(self.folder.path / name) as file:
            to.parent.mkdir(parents=True, exist_ok=True)
            with to.open("wb") as copy:
                while piece := file.read(_AT_ONCE):
                    made.update(piece)
                    copy.write(piece)
            return made.digest() == self.digests.get(name)
        return False


def recall_tables(edition: Edition) -> KeptTables | None:
    """The tables as they were written last, of this or another state of the book; None where nothing is kept."""
    if edition.kept is None:
        return None
    body = edition.kept.recall(_LIST, edition.surroundings.of_all)
    if body is None:
        return None
    # nobody but us has written it
    digests, shares = marshal.loads(body)  # noqa: S302
    return KeptTables(edition.kept, digests, {id: CaseShare(*share) for id, share in shares})


def keep_tables(
    edition: Edition, files: Mapping[str, Path], shares: Mapping[str, CaseShare], unchanged: Mapping[str, bytes]
) -> None:
    """Keep the tables for the next time; what cannot be written is not kept.

    Args:
        edition: The edition, with a folder for what is kept.
        files: The files of tables that have been written, by their names.
        shares: What each case has in them.
        unchanged: What stands for each of the files that is kept already.
    """
    if edition.kept is None:
        return
    with suppress(OSError):
        folder = edition.kept.path
        digests = {name: unchanged.get(name) or _put_in(path, folder / name) for name, path in files.items()}
        listed = [(id, (one.made_of, one.rows, one.sizes)) for id, one in shares.items()]
        edition.kept.keep(_LIST, edition.surroundings.of_all, marshal.dumps((digests, listed), 2))


def _put_in(path: Path, to: Path) -> bytes:
    """Put a file into the folder, and say what stands for it."""
    to.unlink(missing_ok=True)
    _put(path, to)
    made = blake2b()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_AT_ONCE):
            made.update(piece)
    return made.digest()


def _put(path: Path, to: Path) -> None:
    """Put a file that is never written again into another place too: on most disks it can have two names."""
    try:
        os.link(path, to)
    except OSError:
        shutil.copyfile(path, to)


@contextmanager
def _open_own_file(path: Path) -> Iterator[BinaryIO]:
    """A file of ours: no link is followed, since we make none."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb", buffering=0) as file:
        yield file
