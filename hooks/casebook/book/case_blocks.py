"""What is made of cases block by block, so that after a change of one case one block is made anew."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from typing import TypeVar
from zlib import crc32

from casebook.memory import SignedFolder

__all__ = ["CaseBlocks"]

_BLOCK = 16
"""Cases of the smallest block: half of a usual one."""

Made = TypeVar("Made")
"""What is made of a block of cases."""


@dataclass(frozen=True)
class CaseBlocks:
    """The cases of a book in blocks of some two dozen: what is made of a block is kept until one of its cases changes.

    The blocks are cut where the id of a case says so. So a case that is new or gone makes one or two of them others,
    and what is made of a block may rest on it that its cases follow one another.
    """

    keys: Mapping[str, bytes]
    """By the id of each case, in their order, what stands for everything that is made of it."""
    folder: SignedFolder | None
    """Where things are kept; None to make them in any case."""
    outlines: bytes = b""
    """Stands for the outlines of all cases, and for all that is no case; empty where nobody knows."""

    @cached_property
    def ids(self) -> tuple[tuple[str, ...], ...]:
        """The ids of the cases of each block."""
        blocks: list[tuple[str, ...]] = []
        block: list[str] = []
        for id in self.keys:
            block.append(id)
            is_place = len(block) >= _BLOCK and crc32(id.encode()) % 8 == 0
            if is_place or len(block) >= 3 * _BLOCK:
                blocks.append(tuple(block))
                block = []
        return (*blocks, tuple(block)) if block else tuple(blocks)

    def make(self, name: str, make: Callable[[tuple[str, ...]], Made]) -> list[Made]:
        """What is made of each block.

        Args:
            name: What it is called where it is kept.
            make: Makes it of the cases with these ids, and of nothing for which their keys do not stand.
        """
        made = []
        names = set()
        for ids in self.ids:
            # a block is known by its first case: when others change what was kept of it is replaced
            file = f"{name}-{blake2b(ids[0].encode(), digest_size=8).hexdigest()}"
            names.add(file)
            key = repr((name, [(id, self.keys[id]) for id in ids])).encode()
            made.append(_recall_or_make(self.folder, file, key, partial(make, ids)))
        self._clear(name, names)
        return made

    def make_of_outlines(self, name: str, make: Callable[[], Made]) -> Made:
        """What is made of nothing but the outlines of the cases and of what is no case.

        Args:
            name: What it is called where it is kept.
            make: Makes it.
        """
        return _recall_or_make(self.folder if self.outlines else None, name, self.outlines, make)

    def _clear(self, name: str, names: Collection[str]) -> None:
        """Take away what was kept of blocks that are no more."""
        if self.folder:
            with suppress(OSError):
                for file in self.folder.path.glob(f"{name}-*"):
                    if file.name not in names:
                        file.unlink()


def _recall_or_make(folder: SignedFolder | None, file: str, key: bytes, make: Callable[[], Made]) -> Made:
    body = folder.recall(file, key) if folder else None
    if body is not None:
        # nobody but us has written it
        known: Made = pickle.loads(body)  # noqa: S301
        return known
    made = make()
    if folder:
        # where it cannot be kept it is made anew each time
        with suppress(OSError):
            folder.keep(file, key, pickle.dumps(made))
    return made
