"""What is kept of the tables from one time to the next: their files, and what each case has in them.

A case has the same rows as long as its own file is the same, and what the book says around it: the terms that it
names, where its city lies, how far one can rely on it, and whether the cases to which it leads are there. A digest
stands for each of the two. What is kept is one list, signed, which holds a digest of each file too; so a file that
somebody has changed since counts as not there.
"""

from __future__ import annotations

import json
import marshal
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO

from casebook.check import RawFile
from casebook.export.edition import CaseWithFile, Edition
from casebook.export.tables import Table
from casebook.fields import walk
from casebook.kinds import CASE
from casebook.memory import SignedFolder
from casebook.render.addresses import document_address, note_address

__all__ = ["CaseShare", "Description", "KeptTables", "Surroundings", "keep_tables", "recall_tables"]

_LIST = "list"
"""What the list of what is kept is called."""
_AT_ONCE = 1 << 20
"""How many bytes are read at once."""


Terms = tuple[tuple[str, str], ...]
"""Terms, each with its vocabulary."""

Description = tuple[bytes, Terms, bytes]
"""What stands for the file of a case, the terms that it names, and what stands for what the book says around it."""


@dataclass(frozen=True)
class CaseShare:
    """What a case has in the tables."""

    file: bytes
    """Stands for its file."""
    terms: Terms
    """The terms that it names, which are found in its file."""
    around: bytes
    """Stands for what the book says around it."""
    rows: Mapping[str, int]
    """How many rows are its own, by the table."""
    sizes: Mapping[str, int]
    """How many bytes these are in the table's file, by the table."""


class Surroundings:
    """What stands for the files of cases, and for what the book says around each."""

    def __init__(self, edition: Edition) -> None:
        """Of the cases of an edition."""
        self._edition = edition
        self._tree = edition.schemas.trees[CASE.id]

    def describe(self, pair: CaseWithFile, before: CaseShare | None) -> Description:
        """What stands for a case as it is now.

        Args:
            pair: The case.
            before: What it had last time: while its file is the same, its terms are too.
        """
        file = _digest((pair[1].path, pair[1].facts, pair[1].story))
        terms = before.terms if before and before.file == file else self._list_terms(pair[1])
        return file, terms, _digest(tuple(self._look_around(pair, terms)))

    def _list_terms(self, file: RawFile) -> Terms:
        return tuple(sorted({(field.vocabulary, str(id)) for field, _, id in walk(self._tree, file.facts, "term")}))

    def _look_around(self, pair: CaseWithFile, terms: Terms) -> Iterator[Any]:
        """All that rows of a case say and that does not stand in its own file."""
        (case, file), book = pair, self._edition.book
        yield repr(book.assessments[case.id])
        city = book.cities[case.city_id]
        yield city.id, city.name, city.country, city.latitude, city.longitude, city.population
        for id, source in book.sources_of(case).items():
            yield id, document_address(book.document(case, source)), self._shared.get(id) if source.shared else None
        pieces = (piece for _, item in case.items() for piece in item.evidence if piece.source in book.shared)
        for piece in dict.fromkeys(pieces):
            yield str(piece), note_address(book, piece.source, piece.locator)
        for field, _, name in walk(self._tree, file.facts, "case", "lesson"):
            yield name, name in (book.by_id if field.holds == "case" else book.lessons)
        yield tuple(self._terms.get(one) for one in terms)

    @cached_property
    def _terms(self) -> dict[tuple[str, str], str]:
        vocabularies = self._edition.book.vocabularies
        return {(id, term.id): repr(term) for id, vocabulary in vocabularies.items() for term in vocabulary.terms}

    @cached_property
    def _shared(self) -> dict[str, bytes]:
        return {id: _digest(repr(source)) for id, source in self._edition.book.shared.items()}


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
    body = edition.kept.recall(_LIST, _say_what_holds_for_all(edition))
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
        listed = [(id, (one.file, one.terms, one.around, one.rows, one.sizes)) for id, one in shares.items()]
        edition.kept.keep(_LIST, _say_what_holds_for_all(edition), marshal.dumps((digests, listed), 2))


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


def _say_what_holds_for_all(edition: Edition) -> bytes:
    """What stands for all that tables depend on and that belongs to no single case."""
    schemas = {name: dict(schema) for name, schema in edition.schemas.by_kind.items()}
    said = (json.dumps(schemas), edition.name, edition.url, *edition.book.vocabularies, sqlite3.sqlite_version)
    return _digest(said)


def _digest(value: Any) -> bytes:
    """What stands for plain values. In this version the bytes do not depend on which of them are one in memory."""
    return blake2b(marshal.dumps(value, 2), digest_size=32).digest()


@contextmanager
def _open_own_file(path: Path) -> Iterator[BinaryIO]:
    """A file of ours: no link is followed, since we make none."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb", buffering=0) as file:
        yield file
