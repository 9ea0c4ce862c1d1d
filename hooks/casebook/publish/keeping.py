"""The files of the site that was made last: what rests on the same as then is taken from there, and not made again.

They lie in `.cache/site/`, each as it was written, and a signed list says on what each rests and how it can be told
from a file that somebody has changed since. In a new site they stand as further names of the same files: nothing is
copied, so nobody may write into a file of a site; whoever changes one puts another in its place.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from casebook.files import discard, take_stamp
from casebook.memory import SignedFolder
from casebook.outputs import Output, Placing
from casebook.render import AskedBook

__all__ = ["KeptSite"]

_LIST = "files"
_FILES = "made"

_Known = dict[str, tuple[str, str, list[tuple[str, list[int]]]]]
"""By the address of what was written: on what it rests, and on what beside it if it asked for the whole book; and its
files, each with what tells it from others."""


class KeptSite:
    """The files of the site that was made last, while the next one is made."""

    def __init__(self, folder: SignedFolder, asked: AskedBook, whole: bytes) -> None:
        """Look at what is kept.

        Args:
            folder: Where.
            asked: Says of each file whether it asked for the whole book.
            whole: Stands for the whole book.
        """
        self._folder, self._asked, self._whole = folder, asked, whole.hex()
        self._files = folder.path / _FILES
        raw = folder.recall(_LIST, b"")
        # nobody but us has written it
        self._known: _Known = {} if raw is None else json.loads(raw)
        if raw is None:
            # a folder that came with somebody's project may hold links that lead out of it
            discard(self._files)
        self._new: _Known = {}

    def write(self, output: Output, place: Placing) -> tuple[str, ...]:
        """Write a file, or take the one of last time if it rests on the same; its addresses.

        Raises:
            OSError: The machine would not let it be written.
        """
        basis = output.find_basis()
        name = output.addresses[0]
        if basis and self._take(name, basis.hex(), place):
            return tuple(address for address, _ in self._new[name][2])
        self._asked.asked_for_all = False
        output.write(place)
        written = (*output.addresses, *output.list_further())
        if basis:
            with suppress(OSError):
                whole = self._whole if self._asked.asked_for_all else ""
                self._new[name] = basis.hex(), whole, [(one, self._keep(one, place(one))) for one in written]
        return written

    def _take(self, name: str, basis: str, place: Placing) -> bool:
        known = self._known.get(name)
        if known is None or known[0] != basis or known[1] not in {"", self._whole}:
            return False
        try:
            for address, marks in known[2]:
                _link(self._files / address, place(address))
                if _read_marks(place(address)) != marks:
                    # somebody has written into it
                    return False
        except OSError:
            return False
        self._new[name] = known
        return True

    def _keep(self, address: str, file: Path) -> list[int]:
        kept = self._files / address
        kept.unlink(missing_ok=True)
        _link(file, kept)
        return _read_marks(kept)

    def save(self) -> None:
        """Note what was made this time, and let go of what was not."""
        now = set(_list_files(self._new))
        with suppress(OSError):
            for address in _list_files(self._known):
                if address not in now:
                    (self._files / address).unlink(missing_ok=True)
            self._folder.keep(_LIST, b"", json.dumps(self._new, separators=(",", ":")).encode())


def _list_files(known: _Known) -> Iterable[str]:
    return (address for _, _, files in known.values() for address, _ in files)


def _link(file: Path, to: Path) -> None:
    """Give a file a further name, in a folder that is made if it is not there."""
    try:
        os.link(file, to)
    except FileNotFoundError:
        to.parent.mkdir(parents=True, exist_ok=True)
        os.link(file, to)
    except FileExistsError:
        to.unlink()
        os.link(file, to)


def _read_marks(file: Path) -> list[int]:
    """What is another as soon as somebody writes into a file, puts another in its place, or gives it other rights."""
    about = file.lstat()
    return [*take_stamp(about), about.st_mode]
