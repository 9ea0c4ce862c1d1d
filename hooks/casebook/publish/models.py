"""The cases as the model has them, kept for as long as their files stay the same.

To read them back takes a tenth of making them of their fields. What a value of the model has found out about itself is
kept with it, since such a value never changes.
"""

from __future__ import annotations

import marshal
import pickle
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from itertools import groupby

from casebook.book import Book, build_case
from casebook.book.links import pack_links, unpack_links
from casebook.check import RawFile
from casebook.memory import SignedFolder
from casebook.model import Case

__all__ = ["KeptCases"]

_SHELVES = 16
"""Into so many files they are shared out: a change writes one of them anew."""

_LINKS = "links"

_Shelf = dict[str, tuple[bytes, bytes]]
"""By its id what stands for all that the files of a case say, and the case."""


class KeptCases:
    """The cases of last time, while those of this time are made."""

    def __init__(self, folder: SignedFolder | None, digests: Mapping[str, bytes]) -> None:
        """Look at what is kept.

        Args:
            folder: Where; None where nothing may be kept.
            digests: Stands for all that the files of a case say, by its id.
        """
        self._folder, self._digests = folder, digests
        self._open = cache(self._read_shelf)
        self._new: dict[str, Case] = {}
        self._has_links = False

    def build(self, raw: RawFile) -> Case:
        """The case of a valid file."""
        digest, kept = self._open(_name_shelf(raw.id)).get(raw.id, (b"", b""))
        if digest == self._digests[raw.id]:
            case: Case = pickle.loads(kept)  # noqa: S301  # nobody but us has written it
            return case
        self._new[raw.id] = made = build_case(raw)
        return made

    def recall_links(self, book: Book, outlines: bytes) -> None:
        """Tell a book how its cases are linked, as far as that is known.

        Args:
            book: The book. It finds out for itself what it is not told.
            outlines: Stands for the outlines of its cases and for its vocabularies.
        """
        raw = self._folder.recall(_LINKS, outlines) if self._folder else None
        if raw is not None:
            # nobody but us has written it
            unpack_links(book, marshal.loads(raw))  # noqa: S302
            self._has_links = True

    def keep_links(self, book: Book, outlines: bytes) -> None:
        """Keep how the cases of a book are linked, unless it was told."""
        if self._folder and not self._has_links:
            with suppress(OSError):
                self._folder.keep(_LINKS, outlines, marshal.dumps(pack_links(book)))

    def save(self) -> None:
        """Keep what was made this time, with what it has found out about itself by now."""
        if self._folder:
            # shelf by shelf: packed, all cases of a large book would be much to hold at once
            for name, ids in groupby(sorted(self._new, key=_name_shelf), _name_shelf):
                there = {id: kept for id, kept in self._open(name).items() if id in self._digests}
                there |= {id: (self._digests[id], pickle.dumps(self._new[id], pickle.HIGHEST_PROTOCOL)) for id in ids}
                with suppress(OSError):
                    self._folder.keep(name, b"", marshal.dumps(there))

    def _read_shelf(self, name: str) -> _Shelf:
        raw = self._folder.recall(name, b"") if self._folder else None
        # nobody but us has written it
        return {} if raw is None else marshal.loads(raw)  # noqa: S302


def _name_shelf(id: str) -> str:
    return f"cases-{zlib.crc32(id.encode()) % _SHELVES}"
