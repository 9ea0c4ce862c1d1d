"""The words of a text as the index has them, and how much each says of the record that it stands in.

docs/assets/find/search-query.js cuts what somebody types into the same words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise

from casebook.search.records import Record
from casebook.search.scripts import UNSPACED
from casebook.search.word_list import fold

__all__ = ["SILENT", "TITLED", "cut_piece", "list_names", "name_mark", "weigh_words"]

_SAID_SILENT = """
a an and are as at be by can could did do does for from get getting had has have how i if in is it its me my of on or
our should so that the their them they this to us was we were what when where which who why will with would you your
al con como cuando de del desde el en es esta la las le les lo los mi mis para por que se sin su sus un una y
aos ao com da das do dos e em na nas no nos o os ou para pela pelo por quando sem sua um uma
"""
SILENT = frozenset(_SAID_SILENT.split())
"""Words that say nothing alone: they stand in the index where a title has them, and nowhere else."""

TITLED = 8
"""From this strength on a word stands in a title. It is the more the fewer words the title has; below it, the more the
text says of it."""

_HINTED = 0.09
"""How often a word would have to stand in a text to say as much as a hint does."""
_SATURATION = 1.4
"""How soon it does not matter any more how often a word stands there, as BM25 has it."""
_BY_LENGTH = 0.75
"""How far a long text makes each of its words count less."""
_USUAL = 120
"""Words of a usual record. A constant, so that a record weighs the same whatever others there are."""
_LEAST, _MOST = 0.1, 1 + _SATURATION

_RUN = re.compile(f"[{UNSPACED}]+")
_SIGNED = re.compile(r"[^\W_]*(?:[&+@][^\W_]*)+")
_SIGNS = re.compile(r"[&+@]+")
_EDGE = re.compile(r"^[\W_]+|[^\w+]+$")
_POSSESSIVE = re.compile(r"['’]s(?![^\W\d_])")
_WORD = re.compile(r"[^\W_]+")


def name_mark(kind: str, value: str) -> str:
    """The word in the index of what a record carries. Nobody can type it."""
    return f"~{kind}/{value.lower()}"


def _cut_run(run: str) -> Iterator[str]:
    """The words of a script that puts no space between them: its letters, and each two that stand together."""
    yield from run
    yield from (first + second for first, second in pairwise(run))


def cut_piece(piece: str) -> tuple[str, ...]:
    """The words of what stands between two spaces: "Medellín's" is medellin, "red-tape" is red and tape."""
    if not piece.isascii():
        runs = _RUN.findall(piece)
        if runs:
            others = (word for part in _RUN.split(piece) for word in cut_piece(part))
            return (*others, *(word for run in runs for word in _cut_run(run)))
    folded = fold(piece)
    if folded.isalnum():
        return (folded,)
    words = _WORD.findall(_POSSESSIVE.sub("", folded).replace("'", "").replace("’", ""))
    bare = _EDGE.sub("", folded)
    if _SIGNED.fullmatch(bare) and any(0 < len(part) < 3 for part in _SIGNS.split(bare)):
        words.append(bare)
    return tuple(words)


class _Cutter(dict[str, tuple[str, ...]]):
    """Each piece is cut once: most of a text are words that others have too."""

    def __init__(self, left_out: frozenset[str]) -> None:
        super().__init__()
        self.left_out = left_out

    def __missing__(self, piece: str) -> tuple[str, ...]:
        self[piece] = cut = tuple(word for word in cut_piece(piece) if word not in self.left_out)
        return cut

    def cut(self, text: str) -> Iterator[str]:
        """The words of a text."""
        return chain.from_iterable(map(self.__getitem__, text.split()))


_ALL, _TELLING = _Cutter(frozenset()), _Cutter(SILENT)


def _grade(times: float, length: int) -> int:
    """How much a text of so many words says of a word that stands in it so often: 0 to 7, each step the same factor."""
    norm = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * length / _USUAL)
    said = times * (1 + _SATURATION) / (times + norm)
    return max(0, round((TITLED - 1) * math.log(said / _LEAST) / math.log(_MOST / _LEAST)))


def _weigh_part(title: str, text: str, hint: str) -> dict[str, int]:
    titled = set(_ALL.cut(title))
    length = text.count(" ") + len(titled)
    strengths = dict.fromkeys(_TELLING.cut(hint), _grade(_HINTED, length))
    counted = Counter(_TELLING.cut(text))
    # how much a word says depends on how often it stands there, and hardly any two numbers occur
    grades = {times: _grade(times, length) for times in set(counted.values())}
    for word, times in counted.items():
        strengths[word] = grades[times]
    telling = len(titled - SILENT)
    strengths.update(dict.fromkeys(titled, max(TITLED, 2 * TITLED - max(1, telling))))
    return strengths


def weigh_words(record: Record) -> dict[str, int]:
    """The words by which a record is found, each with its strength from 0 to 15; what it carries is among them."""
    strengths = _weigh_part(record.title, " ".join(record.texts), " ".join(record.hints))
    for one in record.foreign:
        for word, strength in _weigh_part(one.title, one.text, one.hint).items():
            if strength >= strengths.get(word, 0):
                strengths[word] = strength
    for mark in record.marks:
        strengths[name_mark(*mark)] = 0
    return strengths


def list_names(named: Mapping[tuple[str, str], str]) -> dict[str, list[str]]:
    """By word the marks whose terms are called so: whoever types another word for a term finds what carries it.

    Args:
        named: What the term of each mark is called, with its other names.
    """
    names: dict[str, list[str]] = {}
    for mark in sorted(named):
        for word in dict.fromkeys(_TELLING.cut(named[mark])):
            names.setdefault(word, []).append(name_mark(*mark))
    return names
