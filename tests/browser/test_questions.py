"""The finder's answers: what a reader asks brings the items that answer it.

The list (questions.yml) was written from the project's cases, before the ranking that is tested with it. The tables
that it is asked of (questions.json) are those of that day, so whatever somebody writes into a case breaks nothing
here. `UPDATE_GOLDEN=1` takes them anew from the book: then whoever does it reads the list again.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import PHONE

from casebook.book import Book
from casebook.find import order_cases, write_items, write_table

HERE = Path(__file__).parent
LIST = yaml.safe_load((HERE / "questions.yml").read_text(encoding="utf-8"))
QUESTIONS = LIST["questions"]
TABLES = HERE / "questions.json"

ASK = """async ({ table, items, questions }) => {
  const root = new URL("..", location.href)
  const choose = await import(new URL("assets/find/choose.js", root))
  const { PARTS, readItems } = await import(new URL("assets/find/item-table.js", root))
  const { readTable } = await import(new URL("assets/find/table.js", root))
  const known = readItems(items, readTable(table))
  return questions.map((question) => {
    const asked = choose.readQuestion(known, question)
    const parts = PARTS.map((part) => choose.chooseItems(known, asked, part))
    const fitting = parts.reduce((sum, part) => sum + part.fitting, 0)
    const shown = parts.map(({ chosen }) => chosen.map(({ item }) => item.at))
    return { little: fitting < choose.ENOUGH, shown }
  })
}"""
"""Asks as the page does. Items are known by their place in the table."""

FIRST = 3


def _listed(asked: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else value for name, value in asked.items()}


@pytest.fixture(scope="module")
def answers(project_book: Book, keep_page: Any) -> list[dict[str, Any]]:
    """The answer to each question: whether we have little, and the names of the items of each part."""
    if os.environ.get("UPDATE_GOLDEN"):
        cases = order_cases(project_book)
        names = [f"{case.id}#{item.id}" for case in cases for kind, item in case.items() if kind.mark]
        tables = {"table": json.loads(write_table(project_book)), "items": json.loads(write_items(project_book))}
        TABLES.write_text(json.dumps({**tables, "names": names}, separators=(",", ":")) + "\n", encoding="utf-8")
    tables = json.loads(TABLES.read_text(encoding="utf-8"))
    names = tables.pop("names")
    questions = [_listed(one["asked"]) for one in QUESTIONS]
    found: list[dict[str, Any]] = keep_page("finder/", PHONE).evaluate(ASK, {**tables, "questions": questions})
    return [{**answer, "shown": [[names[at] for at in part] for part in answer["shown"]]} for answer in found]


@pytest.mark.parametrize(
    "number", range(len(QUESTIONS)), ids=[f"{n}: {one['wish']}" for n, one in enumerate(QUESTIONS)]
)
def test_the_answer_is_to_the_question(answers: list[dict[str, Any]], number: int) -> None:
    question, answer = QUESTIONS[number], answers[number]
    faults = [
        f"not among the first: {one['item']} ({one['because']})"
        for one in question.get("first", ())
        if not any(one["item"] in part[:FIRST] for part in answer["shown"])
    ]
    faults += [
        f"should not be there: {one['item']} ({one['because']})"
        for one in question.get("never", ())
        if any(one["item"] in part for part in answer["shown"])
    ]
    if question["little"] != answer["little"]:
        faults.append(f"we have little on it: {answer['little']} ({question.get('because', 'there is enough')})")
    asked = (question["wish"], question["asked"])
    assert not faults, "\n".join(map(str, (*asked, *faults, "shown:", *answer["shown"])))


def test_the_list_and_its_tables_are_of_one_day() -> None:
    names = set(json.loads(TABLES.read_text(encoding="utf-8"))["names"])
    named = {one["item"] for question in QUESTIONS for part in ("first", "never") for one in question.get(part, ())}
    assert named <= names
    assert {name.partition("#")[0] for name in names} == set(LIST["cases"])
