"""Whoever makes a mistake is told once, at its place, and what the help says is the cure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from examples import TODAY, make_project

from broken import MISTAKES
from broken.innocent import INNOCENT, Innocent
from broken.mistake import SOUND, Mistake
from casebook.check import Reading, check_project
from casebook.fixing import apply_fixes


def _read(root: Path, path: str, text: str, mistake: Mistake) -> Reading:
    """Read a small project with this file and those beside it."""
    make_project(root)
    for place, content in {**mistake.beside, path: text}.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(content, encoding="utf-8", newline="")
    return check_project(root, TODAY)


def _meaning(reading: Reading, path: str) -> tuple[Any, str]:
    """What a case without a problem says."""
    assert not reading.diagnostics, reading.diagnostics
    (case,) = (one for one in reading.cases if one.path == path)
    return case.facts, case.story


def test_each_mistake_has_a_name() -> None:
    assert len({one.what for one in MISTAKES}) == len(MISTAKES) >= 60


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: one.what.replace(" ", "-"))
def test_a_mistake_is_told_once_and_its_cure_works(mistake: Mistake, tmp_path: Path) -> None:
    found = _read(tmp_path / "broken", mistake.path, mistake.broken_file, mistake).diagnostics
    assert len(found) == 1, found
    problem = found[0]
    assert (problem.code, problem.path, (problem.line, problem.column)) == (mistake.code, mistake.path, mistake.place)
    assert mistake.says in problem.message
    assert mistake.helps in problem.help
    path = mistake.moved or mistake.path
    cured = _meaning(_read(tmp_path / "cured", path, mistake.cured_file, mistake), path)
    if problem.fix:
        raw, applied = apply_fixes(mistake.broken_file.encode(), [problem])
        assert applied == [problem]
        # a parser tells one fault of a list a round, and `casebook fix` goes on as long as there is something to mend
        for n in range(4):
            left = [one for one in _read(tmp_path / f"round-{n}", path, raw.decode(), mistake).diagnostics if one.fix]
            raw, _ = apply_fixes(raw, left)
        fixed = raw.decode()
        # quotation marks and empty lines may differ, what the file says may not
        if fixed != mistake.cured_file:
            assert _meaning(_read(tmp_path / "fixed", path, fixed, mistake), path) == cured


@pytest.mark.parametrize("innocent", INNOCENT, ids=lambda one: one.what.replace(" ", "-"))
def test_what_only_looks_like_a_mistake_is_none(innocent: Innocent, tmp_path: Path) -> None:
    assert SOUND.count(innocent.sound) == 1
    path = "cases/recife/bread-at-night.md"
    make_project(tmp_path)
    (tmp_path / path).parent.mkdir()
    (tmp_path / path).write_text(SOUND.replace(innocent.sound, innocent.other), encoding="utf-8")
    _meaning(check_project(tmp_path, TODAY), path)
