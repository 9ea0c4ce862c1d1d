"""The words that tell each case from the others, by which a description finds the one like it: `find/case-words.json`.

Terms say what two places share; but a mall, a school or a code word is no term. The file is asked for when somebody
types, and what is typed stays in the browser.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from casebook.book import Book
from casebook.find import order_cases
from casebook.search.records import Record
from casebook.search.word_list import fold

__all__ = ["CASE_WORDS_ADDRESS", "MOST_WORDS", "WORDS_OF_ALL", "Told", "stem", "tell_cases", "write_case_words"]

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


@dataclass
class Told:
    """How a case is told in one language."""

    titled: set[str] = field(default_factory=set)
    """The words of its own title."""
    counted: Counter[str] = field(default_factory=Counter)
    """How often each word stands in it."""

    def strength(self, word: str) -> int:
        """0 for a word of its title, 1 for one that it says often, 2 for another."""
        return 0 if word in self.titled else 1 if self.counted[word] >= _OFTEN else 2


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


def tell_cases(records: Iterable[Record]) -> dict[str, dict[str, Told]]:
    """How the cases among records are told, by language and by case."""
    written: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    told: dict[str, dict[str, Told]] = defaultdict(dict)
    for record in records:
        if found := _CASE.match(record.address):
            said = [("en", record.title, record.texts)]
            said += [(one.language, one.title, (one.text,)) for one in record.foreign]
            for language, title, texts in said:
                for text in (title, *texts):
                    written[language, found[1]].update(text.split())
                one = told[language].setdefault(found[1], Told())
                if not found[2]:
                    one.titled.update(word for piece in title.split() for word in _STEMS[piece])
    for (language, id), pieces in written.items():
        counted = told[language][id].counted
        for piece, times in pieces.items():
            for word in _STEMS[piece]:
                counted[word] += times
    return dict(told)


def _rate(told: Mapping[str, Told]) -> dict[str, float]:
    """How much each word tells of a case in one language; what tells none from another is left out."""
    cases_with = Counter(chain.from_iterable(one.counted for one in told.values()))
    most = max(1.0, _COMMON * len(told))
    return {word: 1 + math.log(len(told) / number) for word, number in cases_with.items() if number <= most}


def _weigh(one: Told, rarity: Mapping[str, float]) -> dict[str, float]:
    """How much each word tells of one case in one language."""
    return {
        word: (2 if word in one.titled else 1) * _SAID[times] * rarity[word]
        for word, times in one.counted.items()
        if word in rarity
    }


def _choose(weights: Mapping[str, float], most: int) -> list[str]:
    """The words that tell most, in alphabetical order; of two that tell as much the one before the other."""
    # sorted by their names first, and a sort leaves equals as they are
    words = sorted(weights)
    return sorted(sorted(words, key=weights.__getitem__, reverse=True)[:most])


def write_case_words(book: Book, segments: Iterable[Mapping[str, Mapping[str, Told]]]) -> str:
    """The text of the file.

    `words` has for each case, in the table's order, three lists with a bar between them: the words of its title,
    those that it says often, and the others.

    Args:
        book: The book.
        segments: How its cases are told, by language and by case; some cases after the others.
    """
    told: dict[str, dict[str, Told]] = defaultdict(dict)
    for segment in segments:
        for language, cases in segment.items():
            told[language] |= cases
    rarities = {language: _rate(cases) for language, cases in told.items()}
    most = min(MOST_WORDS, WORDS_OF_ALL // max(1, len(book.cases)))
    rows = []
    for case in order_cases(book):
        tellings = [
            (cases[case.id], _weigh(cases[case.id], rarities[language]))
            for language, cases in told.items()
            if case.id in cases
        ]
        weights: dict[str, float] = {}
        for _, weighed in tellings:
            for word in weighed.keys() & weights.keys():
                weighed[word] = max(weighed[word], weights[word])
            weights |= weighed
        lists: list[list[str]] = [[], [], []]
        for word in _choose(weights, most):
            lists[min(one.strength(word) for one, weighed in tellings if word in weighed)].append(word)
        rows.append("|".join(" ".join(words) for words in lists))
    return json.dumps({"version": 1, "words": rows}, ensure_ascii=False, separators=(",", ":")) + "\n"
