"""The list of what the finder has to answer (tests/browser/questions.yml) is sound in itself.

Whether the finder answers so is asked in a browser. Here only: what is asked can be chosen, what is named is there,
and everything has its reason. Cases come and go: what a case held that is no longer here is not asked for.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from casebook.book import Book

LIST = yaml.safe_load((Path(__file__).parents[1] / "browser" / "questions.yml").read_text(encoding="utf-8"))
QUESTIONS: list[dict[str, Any]] = LIST["questions"]
KINDS = {"entry_point", "lesson", "failure"}
FIRST = 2


def _named(question: dict[str, Any]) -> list[str]:
    """The names of all items that a question speaks of."""
    return [one["item"] for place in ("first", "never") for one in question.get(place, ())]


def test_the_list_is_long_enough_and_asks_nothing_twice() -> None:
    little = [one for one in QUESTIONS if one["little"]]
    assert len(QUESTIONS) >= 40 and len(little) >= 10 and len(QUESTIONS) - len(little) >= 30
    assert len({repr(sorted(one["asked"].items())) for one in QUESTIONS}) == len(QUESTIONS)
    assert len({one["wish"] for one in QUESTIONS}) == len(QUESTIONS)
    assert len(set(LIST["cases"])) == len(LIST["cases"])


def test_a_question_has_its_form_and_its_reasons() -> None:
    for question in QUESTIONS:
        wish, named = question["wish"], _named(question)
        assert set(question) <= {"asked", "wish", "first", "never", "little", "because"}, wish
        assert question["asked"] and set(question["asked"]) <= {"who", "facing", "obstacle"}, wish
        assert wish.endswith((".", "?")), wish
        assert isinstance(question["little"], bool), wish
        # what is missing is said where little is, and only there
        assert bool(question.get("because", "").strip()) == question["little"], wish
        assert question["little"] or named, f"nothing is right and nothing is wrong: {wish}"
        assert len(set(named)) == len(named), wish
        for one in (*question.get("first", ()), *question.get("never", ())):
            assert set(one) == {"item", "because"} and one["because"].strip(), wish
            assert one["item"].split("#")[0] in LIST["cases"], wish


def test_what_is_asked_can_be_chosen(project_book: Book) -> None:
    terms = {id: {term.id for term in one.terms} for id, one in project_book.vocabularies.items()}
    for question in QUESTIONS:
        asked = question["asked"]
        assert {asked[one] for one in asked if one == "who"} <= terms["actor-kinds"], question
        assert set(asked.get("facing", ())) <= terms["crises"] | terms["topics"], question
        assert set(asked.get("obstacle", ())) <= terms["causes"], question


def test_the_items_named_are_there_as_long_as_their_case_is(project_book: Book) -> None:
    for question in QUESTIONS:
        there = [name for name in _named(question) if name.split("#")[0] in project_book.by_id]
        found = {name: project_book.item(name) for name in there}
        assert not [name for name in there if found[name] is None], question["wish"]
        assert {entry[1].id for entry in found.values() if entry} <= KINDS, question["wish"]
        firsts = [found.get(one["item"]) for one in question.get("first", ())]
        assert max(Counter(entry[1].id for entry in firsts if entry).values(), default=0) <= FIRST, question["wish"]
