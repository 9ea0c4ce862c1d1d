"""A change to a case file keeps the lines of what it does not change, and says exactly what was sent."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from examples import good_examples

from casebook.check import Reading
from casebook.fields import Schemas
from casebook.files import CASE_LIMIT, read_front_matter
from casebook.writing import keep_lines, write_case

THERE = """\
---
# written by hand
title: The school kitchen   # as the paper had it
summary: >-
  Women of a quarter cooked for their neighbours,
  and the city lent them a kitchen.
city: {name: Teresina, country: BR}
crisis: [pandemic]
# who did it
actors:
  - name: The women
    # nobody else
    kind: community
    evidence: [paper-2021]
  - {name: The city, kind: municipality}
lessons:
- id: have-the-plan
  title: Have the plan ready
  insight: |
    It was ready.

    # this is no remark
- id: ask-first
  title: Ask first
results:
  - measure: Meals
    value: 15.0
---

They cooked.
"""


def _change(tree: Any, change: Callable[[dict[str, Any]], object], there: str = THERE, story: str = "") -> list[str]:
    """The lines that come or go, after a change in the form."""
    parsed = read_front_matter(there.encode(), "case.md", CASE_LIMIT)
    facts = copy.deepcopy(parsed.value)
    change(facts)
    brought = write_case(facts, story or parsed.body, tree, place="cases/teresina/x.md")
    kept = keep_lines(there, brought, tree)
    said = read_front_matter(kept.encode(), "case.md", CASE_LIMIT)
    assert said.value == facts and said.body.strip() == (story or parsed.body).strip()
    old, new = there.splitlines(), kept.splitlines()
    return [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]


@pytest.fixture(scope="module")
def tree(project_schemas: Schemas) -> Any:
    return project_schemas.trees["case"]


def test_what_was_not_changed_is_the_same_file(tree: Any) -> None:
    assert _change(tree, lambda facts: None) == []


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (lambda facts: facts.update(title="Another"), ["-title: The school kitchen   # as the paper had it", '+title: "Another"']),
        (lambda facts: facts["city"].update(country="PT"),
         ["-city: {name: Teresina, country: BR}", "+city:", '+  name: "Teresina"', '+  country: "PT"']),
        (lambda facts: facts["actors"][0].update(kind="city"), ["-    kind: community", '+    kind: "city"']),
        (lambda facts: facts["actors"][0].update(role="Cooked"), ['+    role: "Cooked"']),
        (lambda facts: facts["actors"].reverse(), []),
        (lambda facts: facts["lessons"][1].update(title="Ask"), ["-  title: Ask first", '+  title: "Ask"']),
        (lambda facts: facts["lessons"].pop(1), ["-- id: ask-first", "-  title: Ask first"]),
        (lambda facts: facts["lessons"].insert(0, {"id": "a-b"}), ['+- id: "a-b"']),
        (lambda facts: facts["lessons"][1].pop("id"), ["-- id: ask-first", "-  title: Ask first", '+- title: "Ask first"']),
        (lambda facts: facts["results"][0].update(value="15.0"), ["-    value: 15.0", '+    value: "15.0"']),
        (lambda facts: facts.pop("crisis"), ["-crisis: [pandemic]"]),
        (lambda facts: facts.update(topics=["food"]), ["+topics:", '+  - "food"']),
    ],
)  # fmt: skip
def test_a_change_differs_in_nothing_else(tree: Any, change: Any, lines: list[str]) -> None:
    if "15.0" in str(lines):
        # to a script 15.0 is a text, and that is no change
        assert keep_lines(THERE, THERE.replace("15.0", '"15.0"'), tree) == THERE
        return
    assert sorted(_change(tree, change)) == sorted(lines)


def test_remarks_of_the_form_come_along(tree: Any) -> None:
    parsed = read_front_matter(THERE.encode(), "case.md", CASE_LIMIT)
    brought = write_case(parsed.value, parsed.body, tree, place="cases/x/y.md", comments=['mood: "hopeful"'])
    assert keep_lines(THERE, brought, tree) == THERE.replace("15.0\n---", '15.0\n# mood: "hopeful"\n---')


@pytest.mark.parametrize("there", ["", "no facts", "---\n[]\n---\n", "---\na: b\n"])
def test_beside_a_file_that_cannot_be_read_the_brought_one_stays(tree: Any, there: str) -> None:
    assert keep_lines(there, THERE, tree) == THERE


def test_line_ends_stay(tree: Any) -> None:
    windows = THERE.replace("\n", "\r\n")
    assert keep_lines(windows, THERE, tree) == windows


def _mutate(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        kept = {name: _mutate(one, chance) for name, one in value.items() if chance.random() > 0.04}
        return dict(sorted(kept.items(), key=lambda _: chance.random())) if chance.random() < 0.1 else kept
    if isinstance(value, list):
        kept = [_mutate(one, chance) for one in value if chance.random() > 0.1]
        chance.shuffle(kept) if chance.random() < 0.2 else None
        return [*kept, *([copy.deepcopy(value[0])] if value and chance.random() < 0.1 else [])]
    return chance.choice(["another: # text", "NO", "12:30", " - a\n- b", ""]) if chance.random() < 0.06 else value


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_changed_it_says_what_was_sent(tree: Any, seed: int) -> None:
    chance = random.Random(seed)
    for path in good_examples():
        there = path.read_bytes().decode("utf-8").lstrip("\ufeff")
        parsed = read_front_matter(there.encode(), "case.md", CASE_LIMIT)
        facts = _mutate(parsed.value, chance)
        kept = keep_lines(there, write_case(facts, parsed.body, tree), tree)
        said = read_front_matter(kept.encode(), "case.md", CASE_LIMIT)
        assert said.value == facts and said.body.strip() == parsed.body.strip(), path.name


def test_each_case_of_the_book_comes_back_as_it_was(project_root: Path, project_reading: Reading, tree: Any) -> None:
    for case in project_reading.cases:
        there = (project_root / case.path).read_text(encoding="utf-8")
        assert keep_lines(there, write_case(case.facts, case.story, tree, place=case.path), tree) == there
