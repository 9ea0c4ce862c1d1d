"""How the time of a piece of work grows with its text: no text of a stranger may hold up the whole book.

What a thing costs stands in the benchmarks. Here is only asked whether it grows as the text does, or as its square,
and the lengths are so far apart that no busy machine makes one look like the other.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable
from typing import TypeAlias

import pytest

__all__ = ["APART", "WORTH_MEASURING", "Work", "assert_grows_evenly", "spend"]

APART = 8
"""How many times as long the longer text is."""

WORTH_MEASURING = 0.05
"""Seconds of the processor for the longer text: what takes less, a twentieth of what a file may, is no danger. It may
grow by a step, where a longer text is no longer read the quick way."""

_MOST = math.sqrt(APART)
"""How many times as long one run over the longer text may take as `APART` runs over the shorter: half-way between
once, for what grows as the text does, and `APART` times, for a square. So a machine that is two and a half times
slower by chance is no fault, and a square is one in any case."""

_ENOUGH = 0.1
"""Seconds after which the clock of a process can be believed: some count what it has spent in ticks."""

_FEWEST, _CHANCES = 2, 8
"""How often both are measured. Of several runs the best counts: what else the machine does only adds to one."""

Work: TypeAlias = Callable[[], object]
"""What is measured: nobody asks what comes of it."""


def spend(work: Work, times: int = 1) -> float:
    """Seconds of this process's own time, without those for clearing up what earlier tests have left behind.

    The collector of garbage goes over everything that the process holds, the books of other tests too, and comes
    the more often the more is made: so it would fall on the longer text alone.
    """
    gc.disable()
    try:
        begun = time.process_time()
        for _ in range(times):
            work()
        return time.process_time() - begun
    finally:
        gc.enable()


def assert_grows_evenly(question: str, short: Work, long: Work, spend: Callable[[Work, int], float] = spend) -> None:
    """Fail if the work on a text that is `APART` times as long takes many more times as long."""
    once = min(spend(long, 1) for _ in range(_FEWEST))
    if once < WORTH_MEASURING:
        return
    times = math.ceil(_ENOUGH / once)
    least = most = math.inf
    for chance in range(_CHANCES):
        # as many signs are read in both
        least, most = min(least, spend(short, APART * times)), min(most, spend(long, times))
        if chance + 1 >= _FEWEST and most <= _MOST * least:
            return
    grown = APART * most / max(least, 1e-9)
    pytest.fail(f"{question}: {most / times:.3f} s for a text {APART} times as long, {grown:.0f} times as much")
