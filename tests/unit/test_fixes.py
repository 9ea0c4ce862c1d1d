"""A fix cures: it is put in where its problem is, and that problem is gone and no other has come."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from examples import TODAY, Example, bad_examples, make_project

from casebook.check import check_project
from casebook.diagnostics import Diagnostic


def apply(root: Path, problem: Diagnostic) -> None:
    """Put the right text in place of the first `old` at or after the problem, in its line."""
    assert problem.fix
    file = root / problem.path
    text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: problem.line - 1]) + problem.column - 1
    found = text.find(problem.fix.old, start)
    assert start <= found <= start + len(lines[problem.line - 1]) - problem.column + 1, problem
    file.write_text(text[:found] + problem.fix.new + text[found + len(problem.fix.old) :], encoding="utf-8")


@pytest.mark.parametrize("example", bad_examples(), ids=lambda example: example.path.stem)
def test_each_fix_takes_its_problem_away_and_brings_no_other(example: Example, tmp_path: Path) -> None:
    root = make_project(tmp_path, example.path)
    problems = check_project(root, TODAY).diagnostics
    for problem in [one for one in problems if one.fix]:
        before = {file: file.read_bytes() for file in (root / "cases").rglob("*") if file.is_file()}
        apply(root, problem)
        left = check_project(root, TODAY).diagnostics
        gone = Counter((one.path, one.code, one.message) for one in problems)
        gone.subtract((one.path, one.code, one.message) for one in left)
        assert gone[(problem.path, problem.code, problem.message)] == 1, (problem, left)
        assert min(gone.values()) >= 0, (problem, left)
        for file, content in before.items():
            file.write_bytes(content)


@pytest.mark.parametrize(
    "code",
    [
        "cut-text", "hidden-character", "key-not-text", "several-documents", "tab-indentation", "unused-source",
        "wrong-address", "wrong-form", "wrong-term", "wrong-type", "yaml-syntax",
    ],
)  # fmt: skip
def test_where_the_right_text_is_certain_there_is_a_fix(code: str, tmp_path: Path) -> None:
    roots = (make_project(tmp_path / one.path.stem, one.path) for one in bad_examples() if one.code == code)
    assert any(one.fix for root in roots for one in check_project(root, TODAY).diagnostics)
