"""The zip of the site that was made last: what would be the same in a new one is taken over as it stands there, packed.

What a file of the zip says depends on the file of the site, its name, the address of the site, and on what its links
lead to: whether each of these is in the zip too. All of it is kept beside the zip, signed (`memory.py`).
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import ZipFile, ZipInfo

from casebook.files import link_file, take_stamp
from casebook.memory import SignedFolder

__all__ = ["LastZip", "ZipMember", "pack_member", "take_over"]

_ZIP, _MEMBERS = "site.zip", "members"
"""The zip, and what is known of each file in it, are called so where they are kept."""


@dataclass(frozen=True)
class ZipMember:
    """A file of a zip as it stands there."""

    source: str
    """The digest of the file of the site that it was made of."""
    start: int
    """Where in the zip it begins, behind its head, in bytes."""
    packed: int
    """Its size in the zip, in bytes."""
    size: int
    """Its size when it is unpacked, in bytes."""
    check: int
    """Its CRC-32 when it is unpacked."""
    asked: bytes
    """The marks of the targets of its links, as an array of numbers."""


class LastZip:
    """The zip that was made last; an empty one where none is kept."""

    def __init__(self, memory: SignedFolder | None, url: str) -> None:
        """Look for it where it is kept. `url` is the address of the site."""
        self._memory = memory
        self._key = url.encode()
        self._members: dict[str, ZipMember] = {}
        self._opened: BinaryIO = BytesIO()
        if memory and (body := memory.recall(_MEMBERS, self._key)):
            stamp, members = pickle.loads(body)  # noqa: S301  # we have signed it
            with suppress(OSError):
                # only what is as we left it is opened: a pipe would wait for ever
                if take_stamp((memory.path / _ZIP).lstat()) == stamp:
                    self._opened = (memory.path / _ZIP).open("rb")
                    self._members = members

    @property
    def names(self) -> Collection[str]:
        """The names of the files of the site in it."""
        return self._members.keys()

    def find(self, name: str, source: str, changed: Collection[int]) -> tuple[ZipMember, bytes] | None:
        """A file of it that would be the same if it were made anew, and how it stands there.

        Args:
            name: The name of the file of the site.
            source: Its digest.
            changed: The marks of the targets that have come since then, or are gone.
        """
        member = self._members.get(name)
        if member is None or member.source != source:
            return None
        if changed and not set(array("I", member.asked)).isdisjoint(changed):
            return None
        self._opened.seek(member.start)
        raw = self._opened.read(member.packed)
        return (member, raw) if len(raw) == member.packed else None

    def close(self) -> None:
        """Let go of the file."""
        self._opened.close()

    def replace(self, file: Path, members: Mapping[str, ZipMember]) -> None:
        """Keep a new zip in its place, by another name of the same file; what cannot be written is left out.

        Args:
            file: The zip. Nobody writes into it once it is there.
            members: The files in it by their names.
        """
        if self._memory:
            place = self._memory.path / _ZIP
            with suppress(OSError):
                link_file(file, place)
                self._memory.keep(_MEMBERS, self._key, pickle.dumps((take_stamp(place.lstat()), dict(members))))


def pack_member(
    made: ZipFile, entry: ZipInfo, content: bytes, source: str = "", asked: Iterable[int] = ()
) -> ZipMember:
    """Pack a file into a zip.

    Args:
        made: The zip.
        entry: The file's head, without sizes.
        content: What it says.
        source: The digest of the file of the site.
        asked: The marks of the targets of its links.
    """
    made.writestr(entry, content)
    start = made.start_dir - entry.compress_size
    return ZipMember(source, start, entry.compress_size, entry.file_size, entry.CRC, array("I", asked).tobytes())


def take_over(made: ZipFile, entry: ZipInfo, member: ZipMember, raw: bytes) -> ZipMember:
    """Put a file into a zip as it was packed before, as `ZipFile.mkdir` adds what needs no packing.

    Args:
        made: The zip; something was packed into it already.
        entry: The file's head, without sizes.
        member: What it was in the last zip.
        raw: How it stood there.
    """
    entry.header_offset = made.start_dir
    entry.compress_size, entry.file_size, entry.CRC = member.packed, member.size, member.check
    target = cast("BinaryIO", made.fp)
    target.seek(made.start_dir)
    target.write(entry.FileHeader())
    target.write(raw)
    made.start_dir = target.tell()
    made.filelist.append(entry)
    made.NameToInfo[entry.filename] = entry
    return replace(member, start=made.start_dir - member.packed)
