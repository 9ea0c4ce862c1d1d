"""Each example runs in one part of the suite, after what it needs has been installed."""

from __future__ import annotations

import re
from itertools import product

import pytest

from landing import PROJECT

MARKS = ("browser", "lands", "readers")
"""The marks that say in which part an example runs."""


def read_parts(makefile: str, target: str) -> list[str]:
    """Which examples each command of a target runs, as pytest reads it."""
    recipe = re.search(rf"^{target}:.*\n((?:\t.*\n)*)", makefile, re.MULTILINE)
    assert recipe, f"there is no {target} in the Makefile"
    return [quoted or bare for quoted, bare in re.findall(r'pytest -m (?:"([^"]+)"|(\w+))', recipe[1])]


def count_runs(parts: list[str], marked: dict[str, bool]) -> int:
    """In how many of the parts an example with these marks runs."""
    # what pytest reads after -m is an expression of names, and so is this
    return sum(bool(eval(part, {}, marked)) for part in parts)


@pytest.mark.parametrize("values", list(product([False, True], repeat=len(MARKS))))
def test_each_example_runs_in_one_part(values: tuple[bool, ...]) -> None:
    marked = dict(zip(MARKS, values, strict=True))
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    of_test, of_all = (read_parts(makefile, target) for target in ("test", "test-all"))
    # the larger programs are installed by test-all alone
    assert (count_runs(of_test, marked), count_runs(of_all, marked)) == ((0, 1) if marked["readers"] else (1, 0))


def test_a_part_that_runs_too_much_is_seen() -> None:
    makefile = 'test: lint\n\tpython -m pytest -m "not lands" -n 2\n\tpython -m pytest -m lands\n\nall:\n'
    parts = read_parts(makefile, "test")
    assert parts == ["not lands", "lands"]
    assert count_runs(parts, {"lands": True, "browser": False, "readers": True}) == 1
