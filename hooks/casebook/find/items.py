"""The table of all entry points, lessons and failures that the finder chooses from: `find/items.json`.

What an item answers decides whether it fits a question, so the browser must know this of every item before
it loads the text of any. Like the table of cases it holds no words but names: a letter for each value.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from casebook.book import Book
from casebook.find.facets import Pair, list_actor_kinds, list_causes
from casebook.find.table import encode_column, name_value, order_cases
from casebook.memory import CaseBlocks
from casebook.model import MARKED_KINDS, SAY_NOTHING, EntryPoint, Failure, Item, Lesson, Term, kind_of

__all__ = ["ITEMS_ADDRESS", "count_items", "write_items"]

ITEMS_ADDRESS = "find/items.json"
"""Where the table lies, relative to the site's root."""

_SPOKEN_OF = (("crisis", "crises"), ("topic", "topics"), ("cause", "causes"))
"""What the words of an item may speak of: the column in the table of cases, and the vocabulary."""

_WORD = re.compile(r"[^\W_]+")


class _Splitter(dict[str, tuple[str, ...]]):
    """The words of what stands between two spaces. Each is split once, since most occur often."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        words = _WORD.findall(piece.casefold().replace("’", "'").replace("'", ""))
        self[piece] = split = tuple(
            word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word for word in words
        )
        return split

    def split(self, text: str) -> list[str]:
        """The words of a text, without case and without the plain plural."""
        return list(chain.from_iterable(map(self.__getitem__, text.split())))


@dataclass
class _Begun:
    """The first words of what some terms are called."""

    meant: set[tuple[str, str]] = field(default_factory=set)
    """The columns and terms that are called so."""
    longer: dict[str, _Begun] = field(default_factory=dict)
    """The same words with one more, by that one."""


class _Phrases:
    """What terms are called in English, ready to be found in a text."""

    def __init__(self, named: Iterable[tuple[str, Term]]) -> None:
        """Take terms, each with the column that it belongs to."""
        self._splitter = _Splitter()
        self._begun = _Begun()
        for column, term in named:
            for name in (term.label, *term.also.en):
                one = self._begun
                for word in self._splitter.split(name):
                    one = one.longer.setdefault(word, _Begun())
                one.meant.add((column, term.id))

    def find(self, text: str) -> Iterator[tuple[str, str]]:
        """The columns and terms that a text names."""
        words = self._splitter.split(text)
        # hardly any word begins a name
        for start in [n for n, word in enumerate(words) if word in self._begun.longer]:
            longer = self._begun.longer
            for at in range(start, len(words)):
                if (one := longer.get(words[at])) is None:
                    break
                yield from one.meant
                longer = one.longer


def _texts(item: Item) -> Iterator[str]:
    yield item.title
    match item:
        case EntryPoint():
            yield from (item.how, item.opened_by, item.behind_the_door, item.first_ask, item.nearly_closed_by)
        case Lesson():
            yield from (item.insight, *item.works_when, *item.not_when)
        case Failure():
            yield from (item.what_happened, item.cost, item.what_changed, item.warning_sign)


@dataclass(frozen=True)
class _Facts:
    """What an item is chosen by."""

    who: frozenset[str]
    """Who opened the door, whom the lesson is for, who led the case of the failure: terms of actor-kinds."""
    causes: frozenset[str]
    """The causes of failure that it answers, or the one by which it failed."""
    doors: frozenset[str]
    """The door of an entry point."""
    themes: frozenset[str]
    """The themes of a lesson; the others have those of their case."""
    speaks: frozenset[tuple[str, str]]
    """What its words name: the column in the table of cases, and the term."""


def _list_pairs(book: Book) -> list[Pair]:
    """All items that the finder chooses from, in the order of the table of cases."""
    return [(case, item) for case in order_cases(book) for kind, item in case.items() if kind.mark]


def _hear(book: Book, phrases: _Phrases, ids: Iterable[str]) -> dict[str, list[set[tuple[str, str]]]]:
    """What the words of each item of some cases name, by the case."""
    return {
        id: [
            {one for text in _texts(item) for one in phrases.find(text)}
            for kind, item in book.by_id[id].items()
            if kind.mark
        ]
        for id in ids
    }


def _list_facts(book: Book, blocks: CaseBlocks | None) -> list[_Facts]:
    """What each of the items is chosen by, in the order of `_list_pairs`."""
    phrases = _Phrases(
        (column, term)
        for column, vocabulary in _SPOKEN_OF
        for term in book.vocabularies[vocabulary].terms
        if term.id not in SAY_NOTHING
    )
    hear = partial(_hear, book, phrases)
    heard: dict[str, list[set[tuple[str, str]]]] = {}
    for block in blocks.make("items", hear) if blocks else [hear(book.by_id)]:
        heard |= block
    speaks = (one for case in order_cases(book) for one in heard[case.id])
    return [
        _Facts(
            who=frozenset(list_actor_kinds(book, pair)),
            causes=frozenset(list_causes(book, pair)),
            doors=frozenset((pair[1].door,) if isinstance(pair[1], EntryPoint) else ()),
            themes=frozenset(pair[1].themes if isinstance(pair[1], Lesson) else ()),
            speaks=frozenset(spoken),
        )
        for pair, spoken in zip(_list_pairs(book), speaks, strict=True)
    ]


def count_items(book: Book) -> Mapping[str, Mapping[str, int]]:
    """How many items there are behind each answer that one can give: by the finder's question, and the term."""
    counted: dict[str, Counter[str]] = {"who": Counter(), "facing": Counter(), "obstacle": Counter()}
    for pair in _list_pairs(book):
        case = pair[0]
        counted["who"].update(set(list_actor_kinds(book, pair)))
        counted["obstacle"].update(set(list_causes(book, pair)))
        counted["facing"].update({*case.crisis, *case.topics})
    return counted


def write_items(book: Book, blocks: CaseBlocks | None = None) -> str:
    """The text of the table.

    `kinds` has for each case, in the order of the table of cases, the letters of its items: 0 an entry point, 1 a
    lesson, 2 a failure, in the order in which its brief has them. All others have for each item a row: `best` a
    letter where it is what its case is worth reading for, `who`, `causes`, `doors` and `themes` as in _Facts, `speaks`
    what its own words name, by column of the table of cases. `terms` are what the letters stand for, each with id and
    label.

    Args:
        book: The book.
        blocks: Its cases, each with a key for all that its items and the vocabularies say; None to keep nothing.
    """
    pairs, facts = _list_pairs(book), _list_facts(book, blocks)
    letters = {kind.id: n for n, kind in enumerate(MARKED_KINDS)}

    def write_column(vocabulary: str, rows: Iterable[Iterable[str]]) -> dict[str, object]:
        terms = book.vocabularies[vocabulary].terms
        index = {term.id: n for n, term in enumerate(terms)}
        of = encode_column(sorted({index[id] for id in row}) for row in rows)
        return {"terms": [name_value(term.id, term.label) for term in terms], "of": of}

    table = {
        "version": 1,
        "kinds": encode_column(
            [letters[kind.id] for kind, _ in case.items() if kind.mark] for case in order_cases(book)
        ),
        "best": "".join("1" if case.highlight(kind_of(item)) is item else "0" for case, item in pairs),
        "who": write_column("actor-kinds", (one.who for one in facts)),
        "causes": write_column("causes", (one.causes for one in facts)),
        "doors": write_column("doors", (one.doors for one in facts)),
        "themes": write_column("themes", (one.themes for one in facts)),
        "speaks": {
            column: write_column(vocabulary, ([id for at, id in one.speaks if at == column] for one in facts))
            for column, vocabulary in _SPOKEN_OF
        },
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"
