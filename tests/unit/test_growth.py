"""What grows as the square of a text is told from what grows as the text, however busy the machine is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import pytest
from growth import APART, WORTH_MEASURING, Work, assert_grows_evenly


def _be_busy(*slower: float) -> Callable[[Work, int], float]:
    """A machine on which each measuring takes as many times as long as the next number says."""
    numbers = cycle(slower)

    def spend(work: Work, times: int) -> float:
        seconds = work()
        assert isinstance(seconds, float)
        return seconds * times * next(numbers)

    return spend


# the first two are those by which it is known whether the work is worth measuring
@pytest.mark.parametrize(
    "slower",
    [
        (1, 1),
        # what was met: the longer text takes half as much again, in each of thirty runs
        (1, 1.5),
        (1, 2.5),
        (1, 40, 1, 3, 2, 2),
    ],
)
@pytest.mark.parametrize("once", [0.00002, 0.0171, 2.0])
def test_what_grows_as_the_text_passes_on_a_busy_machine(once: float, slower: tuple[float, ...]) -> None:
    assert_grows_evenly("any", lambda: once, lambda: once * APART, _be_busy(*slower))


@pytest.mark.parametrize("slower", [(1, 1), (2.5, 1), (1, 2.5), (30, 1, 2.5, 1)])
@pytest.mark.parametrize("once", [0.001, 0.0171, 2.0])
def test_what_grows_as_its_square_does_not(once: float, slower: tuple[float, ...]) -> None:
    with pytest.raises(pytest.fail.Exception, match=f"any: .* s for a text {APART} times as long"):
        assert_grows_evenly("any", lambda: once, lambda: once * APART**2, _be_busy(*slower))


def test_what_takes_no_time_is_no_danger() -> None:
    assert_grows_evenly("any", lambda: 0.0, lambda: WORTH_MEASURING * 0.9, _be_busy(1))


def _read_once(text: str) -> Work:
    return lambda: sum(map(ord, text * 400))


def _read_for_each_sign(text: str) -> Work:
    return lambda: [sum(map(ord, text)) for _ in text]


def test_true_work_is_told_apart() -> None:
    """By the clock of this machine."""
    short, long = "a" * 300, "a" * 300 * APART
    assert_grows_evenly("once", _read_once(short), _read_once(long))
    with pytest.raises(pytest.fail.Exception):
        assert_grows_evenly("for each sign", _read_for_each_sign(short), _read_for_each_sign(long))
