"""What is kept of the tables from one time to the next: their files, and what each case has in them.

What is kept is one list, signed, which says of each file by what it can be told from others; so a file that somebody
has changed since counts as not there.
"""

from __future__ import annotations

import marshal
import shutil
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

from casebook.export.edition import Edition
from casebook.export.kept_files import LastFile, give_file, keep_file, open_last
from casebook.export.surroundings import Description
from casebook.export.tables import Table
from casebook.files import FileStamp, take_stamp
from casebook.memory import SignedFolder

__all__ = ["CaseShare", "KeptTables", "keep_tables", "recall_tables"]

_LIST = "list"
"""What the list of what is kept is called."""


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
    stamps: Mapping[str, FileStamp]
    """What tells each file from others, by its name."""
    shares: Mapping[str, CaseShare]
    """What each case has in the tables, in the order in which they stand there."""

    def open(self, table: Table) -> AbstractContextManager[LastFile | None]:
        """The file of a table with the lines that each case had in it; None if it is not as it was written."""
        sizes = {id: share.sizes.get(table.id, 0) for id, share in self.shares.items()}
        return open_last(self.folder.path / table.file, self.stamps.get(table.file), sizes)

    def give(self, name: str, to: Path) -> bool:
        """Put a file that is as it was written into a place; whether that was possible."""
        return give_file(self.folder.path / name, to)

    def copy(self, name: str, to: Path) -> bool:
        """Copy a file; whether the copy is what was written."""
        file = self.folder.path / name
        with suppress(OSError):
            if take_stamp(file.lstat()) == self.stamps.get(name):
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, to, follow_symlinks=False)
                return True
        return False


def recall_tables(edition: Edition) -> KeptTables | None:
    """The tables as they were written last, of this or another state of the book; None where nothing is kept."""
    if edition.kept is None:
        return None
    body = edition.kept.recall(_LIST, edition.surroundings.of_all)
    if body is None:
        return None
    # nobody but us has written it
    stamps, shares = marshal.loads(body)  # noqa: S302
    return KeptTables(edition.kept, stamps, {id: CaseShare(*share) for id, share in shares})


def keep_tables(
    edition: Edition, files: Mapping[str, Path], shares: Mapping[str, CaseShare], unchanged: Mapping[str, FileStamp]
) -> None:
    """Keep the tables for the next time; what cannot be written is not kept.

    Args:
        edition: The edition, with a folder for what is kept.
        files: The files of tables that have been written, by their names.
        shares: What each case has in them.
        unchanged: What tells each of the files that is kept already from others.
    """
    if edition.kept is None:
        return
    edition.surroundings.keep()
    with suppress(OSError):
        folder = edition.kept.path
        stamps = {name: unchanged.get(name) or keep_file(path, folder / name) for name, path in files.items()}
        listed = [(id, (one.made_of, one.rows, one.sizes)) for id, one in shares.items()]
        edition.kept.keep(_LIST, edition.surroundings.of_all, marshal.dumps((stamps, listed), 2))
