"""Every example case is found to be what its name says, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import TODAY, Example, bad_examples, good_examples, make_project

from casebook.check import check_project
from casebook.diagnostics import CODES

# words that a contributor need not know
JARGON = ("mapping", "scalar", "instance", "schema", "parser", "sequence", "regex", "token", "frontmatter")


@pytest.mark.parametrize("path", good_examples(), ids=lambda path: path.stem)
def test_good_example_has_no_error(path: Path, tmp_path: Path) -> None:
    folder = path.stem.split("--")[1] if "--" in path.stem else "teresina"
    reading = check_project(make_project(tmp_path, path, folder), TODAY)
    allowed = {"no-story"} if path.stem == "stub" else set()
    assert {one.code for one in reading.diagnostics} == allowed, reading.diagnostics
    assert len(reading.cases) == 2
    assert len(reading.sources) == 1


@pytest.mark.parametrize("example", bad_examples(), ids=lambda example: example.path.stem)
def test_bad_example_has_its_problem_at_its_line(example: Example, tmp_path: Path) -> None:
    reading = check_project(make_project(tmp_path, example.path), TODAY)
    found = [(one.code, one.line) for one in reading.diagnostics]
    assert found == [(example.code, line) for line in example.expected_lines], reading.diagnostics
    problem = reading.diagnostics[0]
    assert problem.severity == CODES[example.code].severity
    assert problem.message.strip().endswith((".", '"')), problem.message
    assert problem.help, "every message says what to do"
    said = f"{problem.message} {problem.help}".lower().replace("for instance", "")
    assert not [word for word in JARGON if word in said], said
    left_out = problem.severity == "error"
    assert all(case.path != problem.path for case in reading.cases) or not left_out


def test_every_code_has_a_bad_example() -> None:
    # what is no fault of a writer's, or of no single place, is tried in test_hostile.py
    assert {example.code for example in bad_examples()} == set(CODES) - {"not-judged", "more-problems"}
