"""Which records have a word, and how strongly: of a few records that follow one another, and of all of them.

The records of a few cases are gone through once. What comes out for each word is written down at once as a pack of the
index has it, all but the first number: so of many such parts all postings are put together without looking at most of
the numbers, whatever stands before them by then.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

__all__ = ["NOT_FOUND", "Found", "Postings", "make_postings", "merge_postings", "write_number"]


class _Written(dict[int, bytes]):
    """Numbers of seven bits each, the last of them with the eighth bit not set. Most are met again and again."""

    def __missing__(self, number: int) -> bytes:
        content = bytearray()
        rest = number
        while rest > 127:
            content.append(rest & 127 | 128)
            rest >>= 7
        content.append(rest)
        self[number] = written = bytes(content)
        return written


_WRITTEN = _Written()


def write_number(number: int) -> bytes:
    """A number as a pack of words has it."""
    return _WRITTEN[number]


@dataclass(frozen=True)
class Postings:
    """Which of a few records, numbered from 0, have each word. All columns have a value for each word."""

    words: tuple[str, ...]
    """The words."""
    numbers: array[int]
    """How many of the records have it."""
    firsts: array[int]
    """The number of the first of these, times sixteen, plus the word's strength in it."""
    lasts: array[int]
    """The number of the last of these."""
    ends: array[int]
    """Where in `steps` stands the end of what is told of it."""
    steps: bytes
    """For each word how far it is to the second record that has it, to the third …: as a pack of words has them."""


@dataclass
class Found:
    """The records that have a word."""

    number: int
    """How many these are."""
    last: int
    """The number of the last of them."""
    steps: bytearray
    """How far it is to each of them, as a pack of words has it."""


NOT_FOUND = Found(0, 0, bytearray())
"""Of a word that no record has."""


def make_postings(strengths: Sequence[Mapping[str, int]]) -> Postings:
    """The postings of records of which each has words with their strengths."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, of in enumerate(strengths):
        base = number << 4
        for word, strength in of.items():
            found[word].append(base | strength)
    # what a number is beyond its strength is what the next step is counted from
    steps = [b"".join([_WRITTEN[n - (before & -16)] for before, n in pairwise(all)]) for all in found.values()]
    return Postings(
        words=tuple(found),
        numbers=array("L", map(len, found.values())),
        firsts=array("L", (all[0] for all in found.values())),
        lasts=array("L", (all[-1] >> 4 for all in found.values())),
        ends=array("L", accumulate(map(len, steps))),
        steps=b"".join(steps),
    )


def merge_postings(parts: Iterable[tuple[int, Postings]]) -> dict[str, Found]:
    """The postings of all records, of parts that follow one another, each with the number of its first record."""
    all: dict[str, Found] = {}
    for base, part in parts:
        begin = 0
        steps = part.steps
        for word, number, first, last, end in zip(
            part.words, part.numbers, part.firsts, part.lasts, part.ends, strict=True
        ):
            found = all.get(word)
            if found is None:
                all[word] = found = Found(0, 0, bytearray())
            found.steps += _WRITTEN[first + (base - found.last << 4)]
            found.steps += steps[begin:end]
            found.number += number
            found.last = base + last
            begin = end
    return all
