"""What was to be filled in, and was not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from examples import TESTS, read_text

from casebook.check import check_project
from landing import PROJECT

GOOD = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")
TEMPLATE = (PROJECT / "hooks/casebook/rules/template.md").read_text(encoding="utf-8")


def _lines(root: Path, text: str) -> list[int]:
    found = read_text(root, text).diagnostics
    assert {one.code for one in found} <= {"placeholder", "story-length"}, found
    return [one.line for one in found if one.code == "placeholder"]


def test_the_guide_shows_the_template_that_the_checker_knows() -> None:
    guide = (PROJECT / "docs/contribute/by-file.md").read_text(encoding="utf-8")
    assert re.findall(r"```yaml\n(---\n.*?)```", guide, re.DOTALL)[0] == TEMPLATE


def test_each_sentence_of_the_template_is_told_where_it_stands(tmp_path: Path) -> None:
    found = _lines(tmp_path, TEMPLATE.replace("Recife", "Teresina"))
    words = [
        "What happened",
        "The case in one",
        "a-short-name",
        "The lesson as",
        "What it rests",
        "The condition",
        "The title of",
        "The name of",
    ]
    words += ["example.org", "The story in"]
    expected = [next(n for n, line in enumerate(TEMPLATE.split("\n"), 1) if word in line) for word in words]
    # a folded text is told where it begins
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "TODO", "todo", "TBD", "_No response_", "No response", "xxxxxxxxx", "XXXX", "xx", "Lorem ipsum dolor sit amet", "FIXME", "[TODO]", "TODO: ask Maria",
        "Cooked (TODO)", "to be written", "Fill this in", "Insert text here", "por definir", "sem resposta", "They cooked. TBD", "What happened, in plain words",
        "what happened,  in plain words.",
    ],
)  # fmt: skip
def test_a_placeholder_is_told(tmp_path: Path, text: str) -> None:
    line = next(n for n, one in enumerate(GOOD.split("\n"), 1) if "publisher: The Daily Paper" in one)
    assert _lines(tmp_path, GOOD.replace("publisher: The Daily Paper", f'publisher: "{text}"', 1)) == [line]


@pytest.mark.parametrize(
    "text",
    [
        "TODO",
        "_No response_",
        "xxx",
        "Lorem ipsum dolor sit amet",
        "to be written",
        "It began [@daily-paper-2020].\n\nTODO: the rest",
    ],
)
def test_a_placeholder_in_place_of_the_story_is_told(tmp_path: Path, text: str) -> None:
    assert len(_lines(tmp_path, GOOD.split("## How it began")[0] + f"{text}\n")) == 1


@pytest.mark.parametrize(
    "text",
    ["Todo el barrio", "XXX Congreso", "xenophobia", "the xx line of the plan", "Response to the fire", "to be continued by the city", "example", "Insert coins"],
)  # fmt: skip
def test_what_only_looks_like_one_is_none(tmp_path: Path, text: str) -> None:
    assert _lines(tmp_path, GOOD.replace("Cooked and knew the families", f'"{text}"')) == []


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("example.org", True), ("www.example.com", True), ("a.b.example.net", True), ("paper.example", True), ("EXAMPLE.ORG", True),
        ("myexample.org", False), ("example.org.br", False), ("examples.org", False), ("papers.test", False),
    ],
)  # fmt: skip
def test_an_address_for_examples_is_one(tmp_path: Path, host: str, told: bool) -> None:
    assert bool(_lines(tmp_path, GOOD.replace("www.papers.test", host))) == told


def test_the_project_has_none() -> None:
    assert "placeholder" not in {one.code for one in check_project(PROJECT).diagnostics}
