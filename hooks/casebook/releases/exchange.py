"""Two paths change places in one step of the system, so that neither is ever missing."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

__all__ = ["exchange"]

_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS, which happen to be the same."""

_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What a system or a file system says that does not know how."""


def _call(one: bytes, other: bytes) -> int | None:
    """What went wrong, as a number of errno, or 0; None where the system has no such call."""
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = system.renamex_np(one, other, ctypes.c_uint(_EXCHANGE))
        else:
            here = -100  # AT_FDCWD
            failed = system.renameat2(here, one, here, other, ctypes.c_uint(_EXCHANGE))
    except (AttributeError, OSError, TypeError):
        return None
    return ctypes.get_errno() if failed else 0


def exchange(one: Path, other: Path) -> bool:
    """Let two paths change places at once; False where the system cannot do that, and then nothing is changed.

    Raises:
        OSError: It could, but not here, as where one of them is missing or the disk is read-only.
    """
    code = _call(os.fsencode(one), os.fsencode(other))
    if code is None or code in _CANNOT:
        return False
    if code:
        raise OSError(code, os.strerror(code), str(other))
    return True
