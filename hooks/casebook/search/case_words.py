"""The words that tell each case from the others, by which a description finds the one like it: `find/case-words.json`.

Terms say what two places share; but a mall, a school or a code word is no term. The file is asked for when somebody
types, and what is typed stays in the browser.
"""

from __future__ import annotations

import json
import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import mul

from casebook.book import Book
from casebook.find import order_cases
from casebook.search.records import Record
from casebook.search.word_list import fold

__all__ = [
    "CASE_WORDS_ADDRESS",
    "MOST_WORDS",
    "WORDS_OF_ALL",
    "Telling",
    "Told",
    "stem",
    "tell_cases",
    "write_case_words",
]

CASE_WORDS_ADDRESS = "find/case-words.json"
"""Where the words lie, relative to the site's root."""

MOST_WORDS = 300
"""How many words a case has at most."""

WORDS_OF_ALL = 150_000
"""How many words the file has at most: so it stops growing where there are thousands of cases."""

_COMMON = 0.5
"""Words of more than this part of the cases tell none from another."""

_OFTEN = 3
"""From how many times on a word stands often in a case."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_CASE = re.compile(r"cases/([^/#]+)/(#?)")


@dataclass(frozen=True)
class Telling:
    """How a case is told in one language. All columns have a value for each word that stands in it, by the alphabet."""

    words: array[int]
    """Which word of `Told.words` it is."""
    times: array[int]
    """How often it stands there."""
    strengths: bytes
    """0 for a word of the case's own title, 1 for one that it says often, 2 for another."""


@dataclass(frozen=True)
class Told:
    """How some cases are told in one language."""

    words: tuple[str, ...]
    """The words, by the alphabet."""
    cases: Mapping[str, Telling]
    """The cases by their ids."""


def stem(word: str) -> str:
    """A folded word without its ending, in a simple way that serves English, Spanish and Portuguese alike.

    docs/assets/find/case-words.js cuts what is typed in the same way.
    """
    if len(word) > 4 and word.endswith("oes"):
        word = word[:-3] + "ao"
    elif len(word) > 3 and word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    if word.endswith("ie"):
        word = word[:-2] + "y"
    elif len(word) > 6 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 5 and word.endswith("ed"):
        word = word[:-2]
    return word[:-1] if len(word) > 4 and word[-1] in "aeo" else word


class _Said(dict[int, float]):
    """How much more a case says by a word that it has several times."""

    def __missing__(self, times: int) -> float:
        self[times] = said = 1 + math.log(times)
        return said


_SAID = _Said()


class _Stems(dict[str, tuple[str, ...]]):
    """The words of what stands between two spaces, without their endings. Each is cut once, since most occur often."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        self[piece] = stems = tuple(stem(word) for word in _WORD.findall(fold(piece)))
        return stems


_STEMS = _Stems()


def _cut(texts: Iterable[str]) -> dict[str, int]:
    """The words of texts, and how often each stands there."""
    counted: dict[str, int] = {}
    for piece, times in Counter(" ".join(texts).split()).items():
        for word in _STEMS[piece]:
            counted[word] = counted.get(word, 0) + times
    return counted


def tell_cases(records: Iterable[Record]) -> dict[str, Told]:
    """How the cases among records are told, by language."""
    titles: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        if found := _CASE.match(record.address):
            said = [("en", record.title, record.texts)]
            said += [(one.language, one.title, (one.text,)) for one in record.foreign]
            for language, title, told in said:
                texts[language][found[1]] += title, *told
                if not found[2]:
                    titles[language][found[1]].append(title)
    return {language: _tell(of, titles[language]) for language, of in texts.items()}


def _tell(texts: Mapping[str, Iterable[str]], titles: Mapping[str, Iterable[str]]) -> Told:
    """How cases are told whose texts, titles among them, and whose own titles are these."""
    counted = {id: _cut(of) for id, of in texts.items()}
    words = sorted(set(chain.from_iterable(counted.values())))
    numbers = {word: n for n, word in enumerate(words)}
    cases = {}
    for id, of in counted.items():
        titled = _cut(titles.get(id, ()))
        own = sorted(of)
        cases[id] = Telling(
            words=array("L", map(numbers.__getitem__, own)),
            times=array("L", map(of.__getitem__, own)),
            strengths=bytes(0 if word in titled else 1 if of[word] >= _OFTEN else 2 for word in own),
        )
    return Told(tuple(words), cases)


def _rate(parts: Iterable[Told]) -> dict[str, float]:
    """How much each word tells of a case in one language; 0 of what tells none from another."""
    cases_with: Counter[str] = Counter()
    number = 0
    for part in parts:
        number += len(part.cases)
        for n, times in Counter(chain.from_iterable(one.words for one in part.cases.values())).items():
            cases_with[part.words[n]] += times
    most = max(1.0, _COMMON * number)
    return {word: 1 + math.log(number / times) if times <= most else 0.0 for word, times in cases_with.items()}


@dataclass(frozen=True)
class _Weighed:
    """The words of a case, by the alphabet. All columns have a value for each."""

    words: Sequence[str]
    """The words."""
    weights: Sequence[float]
    """How much each tells of the case; 0 where it tells nothing."""
    strengths: Sequence[int]
    """How strongly the case says it, as in `Telling`."""


def _weigh(told: Told, one: Telling, rarity: Sequence[float]) -> _Weighed:
    """How much the words of a case in one language tell of it. `rarity` is that of each of `told.words`."""
    said = map(_SAID.__getitem__, one.times)
    weights = list(map(mul, said, map(rarity.__getitem__, one.words)))
    at = one.strengths.find(0)
    while at >= 0:
        weights[at] *= 2
        at = one.strengths.find(0, at + 1)
    return _Weighed(list(map(told.words.__getitem__, one.words)), weights, one.strengths)


def _merge(languages: Iterable[_Weighed]) -> _Weighed:
    """The same in several languages: a word that stands in two of them counts by what it is in the one or the other."""
    found: dict[str, tuple[float, int]] = {}
    for one in languages:
        for word, weight, strength in zip(one.words, one.weights, one.strengths, strict=True):
            if weight:
                known, strongest = found.get(word, (0.0, strength))
                found[word] = max(weight, known), min(strength, strongest)
    words = sorted(found)
    return _Weighed(words, [found[word][0] for word in words], [found[word][1] for word in words])


def _write_row(one: _Weighed, most: int) -> str:
    """The words that tell most of a case, at most so many."""
    # a sort leaves equals as they are, which is by the alphabet
    best = sorted(range(len(one.words)), key=one.weights.__getitem__, reverse=True)[:most]
    lists: tuple[list[str], ...] = ([], [], [])
    for at in sorted(best):
        if one.weights[at]:
            lists[one.strengths[at]].append(one.words[at])
    return "|".join(map(" ".join, lists))


def write_case_words(book: Book, segments: Iterable[Mapping[str, Told]]) -> str:
    """The text of the file.

    `words` has for each case, in the table's order, three lists with a bar between them: the words of its title,
    those that it says often, and the others.

    Args:
        book: The book.
        segments: How its cases are told, by language; some cases after the others.
    """
    by_language: dict[str, list[Told]] = defaultdict(list)
    for segment in segments:
        for language, told in segment.items():
            by_language[language].append(told)
    weighed: dict[str, list[_Weighed]] = defaultdict(list)
    for parts in by_language.values():
        rated = _rate(parts)
        for told in parts:
            rarity = [rated[word] for word in told.words]
            for id, one in told.cases.items():
                weighed[id].append(_weigh(told, one, rarity))
    most = min(MOST_WORDS, WORDS_OF_ALL // max(1, len(book.cases)))
    rows = []
    for case in order_cases(book):
        languages = weighed[case.id]
        rows.append(_write_row(languages[0] if len(languages) == 1 else _merge(languages), most))
    return json.dumps({"version": 1, "words": rows}, ensure_ascii=False, separators=(",", ":")) + "\n"
