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
from itertools import chain

from casebook.book import Book
from casebook.book.case_blocks import CaseBlocks
from casebook.find.facets import list_actor_kinds, list_causes
from casebook.find.table import encode_column, name_value, order_cases
from casebook.model import MARKED_KINDS, SAY_NOTHING, Case, EntryPoint, Failure, Item, ItemKind, Lesson, Term

__all__ = ["ITEMS_ADDRESS", "count_items", "write_items"]

ITEMS_ADDRESS = "find/items.json"
"""Where the table lies, relative to the site's root."""

_SPOKEN_OF = (("crisis", "crises"), ("topic", "topics"), ("cause", "causes"))
"""What the words of an item may speak of: the column in the table of cases, and the vocabulary."""

_COLUMNS = {"who": "actor-kinds", "causes": "causes", "doors": "doors", "themes": "themes"}
"""What else an item is chosen by: the column, and the vocabulary."""

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


def _list_marked(case: Case) -> list[tuple[ItemKind, Item]]:
    """The items of a case that the finder chooses from."""
    return [(kind, item) for kind, item in case.items() if kind.mark]


class _Rows:
    """Writes what the items of a case are chosen by, as the table has it."""

    def __init__(self, book: Book) -> None:
        """Give each term its letter."""
        self._book = book
        self._letters = {
            vocabulary: {term.id: n for n, term in enumerate(book.vocabularies[vocabulary].terms)}
            for vocabulary in {*_COLUMNS.values(), *dict(_SPOKEN_OF).values()}
        }
        self._phrases = _Phrases(
            (column, term)
            for column, vocabulary in _SPOKEN_OF
            for term in book.vocabularies[vocabulary].terms
            if term.id not in SAY_NOTHING
        )

    def write(self, case: Case) -> dict[str, str]:
        """The rows of the items of a case, by the column of the table."""
        items = _list_marked(case)
        pairs = [(case, item) for _, item in items]
        spoken = [{one for text in _texts(item) for one in self._phrases.find(text)} for _, item in items]
        return {
            "kinds": encode_column([[MARKED_KINDS.index(kind) for kind, _ in items]]),
            "best": "".join("1" if case.highlight(kind) is item else "0" for kind, item in items),
            "who": self._encode("actor-kinds", (list_actor_kinds(self._book, pair) for pair in pairs)),
            "causes": self._encode("causes", (list_causes(self._book, pair) for pair in pairs)),
            "doors": self._encode("doors", ((one.door,) if isinstance(one, EntryPoint) else () for _, one in items)),
            "themes": self._encode("themes", (one.themes if isinstance(one, Lesson) else () for _, one in items)),
            **{
                _name_spoken(column): self._encode(
                    vocabulary, ([id for at, id in one if at == column] for one in spoken)
                )
                for column, vocabulary in _SPOKEN_OF
            },
        }

    def write_all(self, ids: Iterable[str]) -> dict[str, dict[str, str]]:
        """The same of several cases, by their ids."""
        return {id: self.write(self._book.by_id[id]) for id in ids}

    def _encode(self, vocabulary: str, rows: Iterable[Iterable[str]]) -> str:
        letters = self._letters[vocabulary]
        return encode_column(sorted({letters[id] for id in row}) for row in rows)


def _name_spoken(column: str) -> str:
    return f"speaks of {column}"


def count_items(book: Book) -> Mapping[str, Mapping[str, int]]:
    """How many items there are behind each answer that one can give: by the finder's question, and the term."""
    counted: dict[str, Counter[str]] = {"who": Counter(), "facing": Counter(), "obstacle": Counter()}
    for case in book.cases:
        for _, item in _list_marked(case):
            counted["who"].update(set(list_actor_kinds(book, (case, item))))
            counted["obstacle"].update(set(list_causes(book, (case, item))))
            counted["facing"].update({*case.crisis, *case.topics})
    return counted


def write_items(book: Book, blocks: CaseBlocks | None = None) -> str:
    """The text of the table.

    `kinds` has for each case, in the order of the table of cases, the letters of its items: 0 an entry point, 1 a
    lesson, 2 a failure, in the order in which its brief has them. All others have for each item a row: `best` a
    letter where it is what its case is worth reading for; `who` opened the door, whom the lesson is for, who led the
    case of the failure; `causes` of failure that it answers, or the one by which it failed; `doors` the door of an
    entry point; `themes` those of a lesson, since the others have those of their case; `speaks` what its own words
    name, by column of the table of cases. `terms` are what the letters stand for, each with id and label.

    Args:
        book: The book.
        blocks: Its cases, each with a key for all that its items and the vocabularies say; None to keep nothing.
    """
    write = _Rows(book).write_all
    by_case: dict[str, dict[str, str]] = {}
    for block in blocks.make("items", write) if blocks else [write(book.by_id)]:
        by_case |= block
    rows = [by_case[case.id] for case in order_cases(book)]

    def write_column(vocabulary: str, name: str) -> dict[str, object]:
        terms = [name_value(term.id, term.label) for term in book.vocabularies[vocabulary].terms]
        # a case without items has no row
        return {"terms": terms, "of": " ".join(one[name] for one in rows if one["kinds"])}

    table = {
        "version": 1,
        "kinds": " ".join(one["kinds"] for one in rows),
        "best": "".join(one["best"] for one in rows),
        **{name: write_column(vocabulary, name) for name, vocabulary in _COLUMNS.items()},
        "speaks": {column: write_column(vocabulary, _name_spoken(column)) for column, vocabulary in _SPOKEN_OF},
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"
