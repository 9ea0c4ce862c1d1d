"""When the interpreter looks for what nobody can reach any more, and where it need not look.

It looks through all that is there again and again while something grows. What is made of a book stays until the end,
and to look through it frees nothing: at a thousand cases that took more time than to make it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["let_go", "pause_collector"]

_MUCH = 200_000
"""So many things are made while some hundred cases are read."""


@contextmanager
def pause_collector() -> Iterator[None]:
    """Do not look while something is made that stays; where it is much, never look through it again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            if gc.get_count()[0] > _MUCH:
                # else it would go over all of it at once, and whenever it looks at what is old
                gc.freeze()
            gc.enable()


def let_go() -> None:
    """Look through what was left out before: what an earlier book has left may be gone by now."""
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
