"""The words that tell each case from the others, by which a description finds the one like it: `find/case-words.json`.

Terms say what two places share; but a mall, a school or a code word is no term. The file is asked for when somebody
types, and what is typed stays in the browser.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from casebook.book import Book
from casebook.find import order_cases
from casebook.search.records import Record
from casebook.search.word_list import fold

__all__ = ["CASE_WORDS_ADDRESS", "MOST_WORDS", "WORDS_OF_ALL", "stem", "write_case_words"]

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
class _Told:
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


def _read_cases(records: Iterable[Record]) -> dict[str, dict[str, _Told]]:
    """How each case is told, by language and by case."""
    read: dict[str, dict[str, _Told]] = defaultdict(lambda: defaultdict(_Told))
    for record in records:
        if found := _CASE.match(record.address):
            said = [("en", record.title, " ".join(record.texts))]
            said += [(one.language, one.title, one.text) for one in record.foreign]
            for language, title, text in said:
                told = read[language][found[1]]
                titled = [stem(word) for word in _WORD.findall(fold(title))]
                told.counted.update(titled)
                told.counted.update(stem(word) for word in _WORD.findall(fold(text)))
                if not found[2]:
                    told.titled.update(titled)
    return read


def _weigh(told: dict[str, _Told]) -> Iterator[tuple[str, str, int, float]]:
    """Each word of each case in one language, how strongly the case says it, and how much it tells of the case."""
    cases_with = Counter(word for one in told.values() for word in one.counted)
    most = max(1.0, _COMMON * len(told))
    for id, one in told.items():
        for word, times in one.counted.items():
            if cases_with[word] <= most:
                titled = 2 if word in one.titled else 1
                rarity = 1 + math.log(len(told) / cases_with[word])
                yield id, word, one.strength(word), titled * (1 + math.log(times)) * rarity


def write_case_words(book: Book, records: Iterable[Record]) -> str:
    """The text of the file.

    `words` has for each case, in the table's order, three lists with a bar between them: the words of its title,
    those that it says often, and the others.
    """
    chosen: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
    for told in _read_cases(records).values():
        for id, word, strength, weight in _weigh(told):
            known, strongest = chosen[id].get(word, (0.0, strength))
            chosen[id][word] = max(weight, known), min(strength, strongest)
    cases = order_cases(book)
    most = min(MOST_WORDS, WORDS_OF_ALL // max(1, len(cases)))
    rows = []
    for case in cases:
        best = sorted(chosen[case.id].items(), key=lambda one: (-one[1][0], one[0]))[:most]
        lists = ([word for word, (_, strength) in best if strength == n] for n in range(3))
        rows.append("|".join(" ".join(sorted(words)) for words in lists))
    return json.dumps({"version": 1, "words": rows}, ensure_ascii=False, separators=(",", ":")) + "\n"
