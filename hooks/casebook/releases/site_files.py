"""The files of a built site: which there are, what stands for the content of each, and what it weighs on a line.

Each file is read once for all that speak of it. From one build to the next this is kept, signed (`memory.py`): a file
that was there before, and has the same inode, time of change and size, is not read again. Nobody writes into a file
that is there, since it may be the same one as another elsewhere; whoever makes one anew asks for its place (`clear`).

A file that is changed right after it was read, and so soon that the clock of its disk has not gone on, would look as
before. So the clock is read first, by making a file there, and what is not older than that is not kept: whatever is
written to an older file later gives it another time. No step of the clock is too coarse for that.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from casebook.files import take_stamp
from casebook.memory import SignedFolder

__all__ = ["SiteFiles", "digest_file", "list_files"]

_KEPT = "files"
"""What is known of the files is called so where it is kept."""

_LEVEL = 4
"""So well is packed what is only weighed: nearly as well as hosts do, in half the time."""
_PIECES, _PIECE = 16, 32 * 1024
"""So many pieces of so many bytes tell how well a large file can be packed: what packs looks no further back."""


def list_files(site: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files below a folder, each with its name relative to it, in no order.

    Raises:
        OSError: The machine would not let it be read.
    """
    folders = [""]
    # it grows while it is gone through
    for folder in folders:
        with os.scandir(site / folder) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{folder}{entry.name}/")
                elif not entry.is_dir():
                    yield folder + entry.name, entry


def digest_file(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits.

    Raises:
        OSError: The machine would not let it be read.
    """
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _weigh(file: Path, size: int) -> int:
    if size <= _PIECES * _PIECE:
        return min(size, len(zlib.compress(file.read_bytes(), _LEVEL)))
    packed = 0
    with file.open("rb") as opened:
        for number in range(_PIECES):
            start = number * (size - _PIECE) // (_PIECES - 1)
            # packed as it is within the whole, where what stands before it is known
            before = min(start, _PIECE)
            opened.seek(start - before)
            packer = zlib.compressobj(_LEVEL, zdict=opened.read(before))
            packed += len(packer.compress(opened.read(_PIECE))) + len(packer.flush())
    return min(size, packed * size // (_PIECES * _PIECE))


class SiteFiles:
    """The files of a built site as they were when this was made, and those that are made anew since."""

    def __init__(
        self, site: Path, memory: SignedFolder | None = None, elsewhere: dict[str, tuple[str, list[int]]] | None = None
    ) -> None:
        """Look at the files of a site.

        Args:
            site: The site's folder.
            memory: Where what is known of them is kept; None where nothing is.
            elsewhere: The files of the site that lie elsewhere for now, by their names: where, and what tells each
                from others, its stamp first. Of these whatever is made anew is taken out.

        Raises:
            OSError: The machine would not let them be read.
        """
        self.site = site
        self.memory = memory
        with tempfile.TemporaryFile(dir=site) as made:
            self._began = os.fstat(made.fileno()).st_mtime_ns
        self._elsewhere = elsewhere or {}
        self._stamps = {name: take_stamp(entry.stat()) for name, entry in list_files(site)}
        self._stamps |= {name: (marks[0], marks[1], marks[2]) for name, (_, marks) in self._elsewhere.items()}
        self._made: set[str] = set()
        self._digests: dict[str, str] = {}
        self._weights: dict[str, int] = {}
        body = memory.recall(_KEPT, b"") if memory else None
        if body is not None:
            for name, (stamp, digest, weight) in pickle.loads(body).items():  # noqa: S301  # we have signed it
                if self._stamps.get(name) == stamp:
                    self._digests[name] = digest
                    if weight is not None:
                        self._weights[name] = weight

    @property
    def names(self) -> set[str]:
        """The names of all files, relative to the site's root."""
        return self._stamps.keys() | self._made

    def clear(self, name: str) -> Path:
        """The place of a file that is about to be made anew: what stands there is taken away, not written over.

        Raises:
            OSError: The machine would not let it be taken away.
        """
        place = self.site / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        self._made.add(name)
        self._elsewhere.pop(name, None)
        return place

    def find(self, name: str) -> Path:
        """Where a file lies."""
        return Path(self._elsewhere[name][0]) if name in self._elsewhere else self.site / name

    def measure(self, name: str) -> int:
        """The size of a file in bytes."""
        return (self.site / name).stat().st_size if name in self._made else self._stamps[name][2]

    def digest(self, name: str) -> str:
        """The SHA-256 of a file, in hexadecimal digits.

        Raises:
            OSError: The machine would not let it be read.
        """
        if name in self._made:
            return digest_file(self.site / name)
        if name not in self._digests:
            self._digests[name] = digest_file(self.find(name))
        return self._digests[name]

    def knows(self, name: str) -> bool:
        """Whether the digest of a file is known without reading it."""
        return name in self._digests

    def read(self, name: str) -> bytes:
        """The content of a file that was there before; its digest is that of these very bytes from now on.

        Raises:
            OSError: The machine would not let it be read.
        """
        content = self.find(name).read_bytes()
        self._digests[name] = hashlib.sha256(content).hexdigest()
        return content

    def weigh(self, name: str) -> int:
        """What a file weighs on a line whose host packs what can be packed, in bytes: about.

        It is packed to know it; of a large file only a few pieces are, which stand for the whole.

        Raises:
            OSError: The machine would not let it be read.
        """
        if name in self._made:
            return _weigh(self.site / name, self.measure(name))
        if name not in self._weights:
            self._weights[name] = _weigh(self.find(name), self.measure(name))
        return self._weights[name]

    def save(self) -> None:
        """Keep what is known for the next time; what cannot be written is left out."""
        if self.memory:
            rows = {
                name: (stamp, self._digests[name], self._weights.get(name))
                for name, stamp in self._stamps.items()
                if name in self._digests and stamp[1] < self._began
            }
            with suppress(OSError):
                self.memory.keep(_KEPT, b"", pickle.dumps(rows))
