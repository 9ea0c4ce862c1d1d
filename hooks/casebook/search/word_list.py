"""The words of the book, by which a browser sees that a word was mistyped and which one was meant."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from casebook.search.records import Record
from casebook.search.scripts import space_out

__all__ = ["SHORTEST", "WORDS_LIMIT", "count_spelt", "fold", "list_words"]

SHORTEST = 4
"""Shorter words are not corrected: nearly every one of them is near another."""

WORDS_LIMIT = 30_000
"""How many bytes the words may weigh, gzipped, however many cases there are."""

_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")


def fold(text: str) -> str:
    """A text in small letters without accents: what is compared with what somebody types."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] != "M")


def _group(words: list[tuple[str, int]]) -> list[str]:
    """The words in groups, the most frequent first: each group is half as frequent as the one before."""
    groups: dict[int, list[str]] = {}
    for word, number in words:
        groups.setdefault(number.bit_length(), []).append(word)
    return [" ".join(sorted(groups[size])) for size in sorted(groups, reverse=True)]


def _say_foreign(record: Record) -> Iterator[str]:
    return (text for one in record.foreign for text in (one.title, one.text, one.hint))


class _Spelt(dict[str, tuple[str, ...]]):
    """The words of what stands between two spaces. Each is cut once: most of a text are words that others have too."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        parts = space_out(piece).lower().split()
        self[piece] = words = tuple(word for part in parts for word in _WORD.findall(fold(part)))
        return words


_SPELT = _Spelt()


def count_spelt(records: Iterable[Record]) -> dict[str, int]:
    """How often records say each word that can be spelt wrong."""
    said = (text for one in records for text in (one.title, *one.texts, *_say_foreign(one), *one.hints, *one.terms))
    # all at once, since most of what stands between two spaces stands there many times
    written = Counter(" ".join(said).split())
    counted: dict[str, int] = {}
    for piece, number in written.items():
        for word in _SPELT[piece]:
            counted[word] = counted.get(word, 0) + number
    return counted


def list_words(counted: Mapping[str, int], limit: int = WORDS_LIMIT) -> list[str]:
    """The words of a book, in groups from frequent to rare, each group in one string.

    If they would weigh more than the limit, the rarest are left out.

    Args:
        counted: The words, and how often each is said.
        limit: How many bytes they may weigh, gzipped.
    """
    words = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    groups = _group(words)
    while words and len(gzip.compress("\n".join(groups).encode(), 6)) > limit:
        del words[len(words) * 15 // 16 :]
        groups = _group(words)
    return groups
