"""How long a piece of work takes: what two lengths of one text are compared by."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

__all__ = ["spend"]


def spend(work: Callable[[], object]) -> float:
    """Seconds of this process's own time, without those for clearing up what earlier tests have left behind.

    The collector of garbage goes over everything that the process holds, the books of other tests too, and comes
    the more often the more is made: so it would fall on the longer text alone.
    """
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        gc.enable()
