"""When the interpreter looks for what nobody can reach any more, and where it need not look.

It looks through all that is there again and again while something grows. What is made of a book stays until the end,
and to look through it frees nothing: at a thousand cases that took more time than to make it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["pause_collector", "spare_what_is_there"]


@contextmanager
def pause_collector() -> Iterator[None]:
    """Do not look while something is made that stays."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@contextmanager
def spare_what_is_there() -> Iterator[None]:
    """Do not look through what is there now while more is made of it."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
