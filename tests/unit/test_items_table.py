"""The table of items: what the finder knows of each entry point, lesson and failure before it loads a text."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casebook.book import Book
from casebook.find import count_items, order_cases, write_items
from casebook.find.table import LETTERS
from casebook.model import MARKED_KINDS, EntryPoint, Failure, Lesson


@pytest.fixture(scope="module")
def table(shelf_book: Book) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_items(shelf_book))
    return found


def _read(column: dict[str, Any]) -> list[set[str]]:
    return [{column["terms"][LETTERS.index(letter)][0] for letter in row} for row in column["of"].split(" ")]


def test_each_item_has_its_own_facts_in_the_order_of_the_briefs(table: dict[str, Any], shelf_book: Book) -> None:
    cases = order_cases(shelf_book)
    items = [(case, kind, item) for case in cases for kind, item in case.items() if kind.mark]
    letters = {kind.id: str(n) for n, kind in enumerate(MARKED_KINDS)}
    assert "".join(table["kinds"].split(" ")) == "".join(letters[kind.id] for _, kind, _ in items)
    assert len(table["kinds"].split(" ")) == len(cases)
    for n, (case, kind, item) in enumerate(items):
        match item:
            case EntryPoint():
                own = (set(item.opened_by_kinds), set(item.answers))
            case Lesson():
                own = (set(item.audience), set(item.answers))
            case Failure():
                own = ({case.actors[0].kind}, {item.cause})
        assert (_read(table["who"])[n], _read(table["causes"])[n]) == own, (case.id, item.id)
        assert (table["best"][n] == "1") == (case.highlight(kind) is item)


def test_what_the_words_of_an_item_name_is_found_in_whole_words(table: dict[str, Any], shelf_book: Book) -> None:
    items = [(case.id, item) for case in order_cases(shelf_book) for kind, item in case.items() if kind.mark]
    spoken = {
        f"{case}#{item.id}": row for (case, item), row in zip(items, _read(table["speaks"]["topic"]), strict=True)
    }
    for name, row in spoken.items():
        text = " ".join(map(str, vars(shelf_book.item(name)[2]).values())).casefold()
        for id in row:
            term = shelf_book.term("topics", id)
            assert any(word.rstrip("s") in text for word in (term.label.casefold(), *term.also.en)), (name, id)
    assert any(spoken.values())


def test_the_numbers_behind_the_answers_are_those_of_the_table(table: dict[str, Any], shelf_book: Book) -> None:
    counted = count_items(shelf_book)
    for question, column in (("who", "who"), ("obstacle", "causes")):
        rows = _read(table[column])
        assert counted[question] == {id: sum(id in row for row in rows) for id in set().union(*rows)}
