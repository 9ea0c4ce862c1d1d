"""One build of a site at a time: a lock that the system takes back when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["LockedError", "ReleaseLock"]

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as problem:
            raise BlockingIOError from problem

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockedError(Exception):
    """Somebody else has the lock."""


class ReleaseLock:
    """The lock that a file stands for, held from its making until it is closed or the process ends.

    What is started by the holder does not inherit it: nobody waits for what outlives a build that was killed.
    """

    def __init__(self, file: Path) -> None:
        """Take the lock.

        Raises:
            LockedError: Somebody else has it.
            OSError: There is no place for it.
        """
        self._file = file
        while True:
            self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                _lock(self._descriptor)
            except BlockingIOError as problem:
                self.close()
                raise LockedError from problem
            except OSError:
                self.close()
                raise
            # who had it before may have cleared the folder away, and then this is a lock on nothing
            if self.holds():
                return
            self.close()

    def holds(self) -> bool:
        """Whether whoever wants the lock now would still meet this one: its file may have been deleted."""
        try:
            there = self._file.stat()
        except OSError:
            return False
        return os.path.samestat(there, os.fstat(self._descriptor))

    def close(self) -> None:
        """Give the lock back."""
        os.close(self._descriptor)
