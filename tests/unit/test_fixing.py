"""The command fix: it applies what is certain, letter for letter, and touches nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from examples import TESTS, TODAY, make_project

from casebook import fixing
from casebook.check import check_project
from casebook.cli import main
from casebook.diagnostics import Diagnostic, Fix, Position
from casebook.fixing import apply_fixes, fix_project

GOOD = (TESTS / "cases_good/complete.md").read_bytes()
URL = b'"https://www.papers.test/four-pots"'
BROKEN = GOOD.replace(URL, b"doi:10.5555/12345678").replace(b"name: Teresina", b"name: TERESINA")
MENDED = GOOD.replace(URL, b'"https://doi.org/10.5555/12345678"')
PATH = "cases/teresina/a-kitchen.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_project(tmp_path / "project")
    (made / "cases/teresina").mkdir()
    (made / PATH).write_bytes(BROKEN)
    return made


def _one(line: int, column: int, old: str, new: str) -> Diagnostic:
    return Diagnostic.of("wrong-form", PATH, Position(line, column), "It is wrong.", "Write it.", Fix(old, new))


def test_what_is_certain_is_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "--root", str(root)]) == 0
    out = capsys.readouterr().out
    assert 'doi:10.5555/12345678 becomes "https://doi.org/10.5555/12345678"' in out and "no problem found" in out
    assert (root / PATH).read_bytes() == MENDED
    assert not check_project(root, TODAY).diagnostics
    assert main(["fix", "--root", str(root)]) == 0 and (root / PATH).read_bytes() == MENDED


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_line_ends_and_a_byte_order_mark_stay(ending: bytes, mark: bytes, root: Path) -> None:
    (root / PATH).write_bytes(mark + BROKEN.replace(b"\n", ending))
    assert main(["fix", str(root / PATH), "--root", str(root)]) == 0
    assert (root / PATH).read_bytes() == mark + MENDED.replace(b"\n", ending)


def test_a_difference_is_only_shown_and_can_be_applied(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    assert main(["fix", "--diff", "--root", str(root)]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith(f"--- a/{PATH}\n+++ b/{PATH}\n") and "would be mended" in shown.err
    assert before == {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    if patch := shutil.which("patch"):
        subprocess.run([patch, "-p1"], input=shown.out.encode(), cwd=root, check=True, stdout=subprocess.DEVNULL)
        assert (root / PATH).read_bytes() == MENDED


def test_only_named_files_are_touched(root: Path) -> None:
    other = "cases/teresina/another.md"
    (root / other).write_bytes(BROKEN)
    assert main(["fix", str(root / PATH), "--root", str(root)]) == 0
    assert (root / other).read_bytes() == BROKEN and (root / PATH).read_bytes() == MENDED
    assert main(["fix", str(root / "cases/durban"), "--root", str(root)]) == 0
    assert (root / other).read_bytes() == BROKEN


def test_what_is_left_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / PATH).write_bytes(BROKEN.replace(b"crisis: [pandemic", b"crisis: [xyzzy"))
    assert main(["fix", "--root", str(root)]) == 1
    out = capsys.readouterr().out
    assert "error[wrong-term]" in out and "mended [wrong-address]" in out
    assert (root / PATH).read_bytes() == MENDED.replace(b"crisis: [pandemic", b"crisis: [xyzzy")


def test_wrong_usage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "nowhere", "--root", str(root)]) == 2
    assert main(["fix", str(root.parent), "--root", str(root)]) == 2
    assert main(["fix", "--root", str(root / "cases")]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_is_never_followed(kind: str, root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(root / "cases/teresina", elsewhere)
    if kind == "folder":
        (root / "cases/teresina").symlink_to(elsewhere, target_is_directory=True)
    else:
        (root / "cases/teresina").mkdir()
        (root / PATH).symlink_to(elsewhere / "a-kitchen.md")
    assert main(["fix", "--root", str(root)]) == 1
    assert (elsewhere / "a-kitchen.md").read_bytes() == BROKEN


def test_the_file_keeps_its_rights_and_nothing_is_left_beside_it(root: Path) -> None:
    (root / PATH).chmod(0o640)
    fix_project(root, lambda path: True, today=TODAY)
    assert (root / PATH).stat().st_mode & 0o777 == 0o640
    assert os.listdir(root / "cases/teresina") == ["a-kitchen.md"]  # noqa: PTH208  # hidden ones too


def _with_more(monkeypatch: pytest.MonkeyPatch, *more: Diagnostic) -> None:
    """Let the checker find these problems too, as long as what they would replace is there."""

    def check(root: Path, today: object = None) -> object:
        from dataclasses import replace

        reading = check_project(root, TODAY)
        lines = (root / PATH).read_text(encoding="utf-8").split("\n")
        there = [one for one in more if one.fix and one.fix.old in lines[one.line - 1]]
        return replace(reading, diagnostics=tuple(sorted({*reading.diagnostics, *there})))

    monkeypatch.setattr(fixing, "check_project", check)


@pytest.mark.parametrize(
    ("old", "new"),
    [("crisis: [pandemic", "crisis: [xyzzy, xyzzy"), ("crisis: [", "crisis: ]"), ("crisis:", "  crisis:")],
)
def test_a_cure_that_makes_it_worse_is_taken_back(
    old: str, new: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = _one(6, 1, old, new)
    _with_more(monkeypatch, bad)
    done = fix_project(root, lambda path: True, today=TODAY)
    assert done.refused == (bad,) and bad in done.left
    assert (root / PATH).read_bytes() == MENDED, "the others are applied all the same"


def test_a_cure_that_never_ends_is_tried_a_few_times(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_more(monkeypatch, *(_one(2, 1, f"{'x' * n}Four", f"{'x' * (n + 1)}Four") for n in range(30)))
    done = fix_project(root, lambda path: True, today=TODAY)
    assert 0 < (root / PATH).read_bytes().count(b"x") < 30 and done.left


# how one file is changed


def _apply(text: str, *problems: Diagnostic) -> str:
    return apply_fixes(text.encode(), problems)[0].decode()


def test_the_first_at_or_after_the_place_in_its_line() -> None:
    assert _apply("aa aa\naa\n", _one(1, 2, "aa", "b")) == "aa b\naa\n"
    assert _apply("aa\n", _one(1, 2, "aa", "b")) == "aa\n", "none begins there in this line"
    assert _apply("x\naa\n", _one(1, 1, "aa", "b")) == "x\naa\n"
    assert _apply("a", _one(9, 1, "a", "b")) == _apply("a", _one(1, 9, "a", "b")) == "a"
    assert _apply("a", _one(1, 1, "", "b")) == "a"


def test_a_change_may_go_on_into_the_next_lines() -> None:
    assert _apply("k: a\r\n  b\r\nc\r\n", _one(1, 4, "a\n  b", '"a\nb"')) == 'k: "a\r\nb"\r\nc\r\n'


def test_two_that_touch_are_not_both_applied() -> None:
    assert _apply("abcd", _one(1, 1, "abc", "x"), _one(1, 2, "bcd", "y")) in {"ay", "xd"}
    assert _apply("abab", _one(1, 1, "ab", "x"), _one(1, 3, "ab", "yy")) == "xyy"
    assert _apply("ab", _one(1, 1, "ab", "x"), _one(1, 1, "ab", "x")) == "x"


def test_what_is_no_utf8_is_left_alone() -> None:
    assert apply_fixes(b"\xff a", [_one(1, 1, "a", "b")]) == (b"\xff a", [])


def test_accents_and_signs_of_four_bytes_are_one_character_each() -> None:
    assert _apply("é😀\r\né😀 a\r\n", _one(2, 4, "a", "b")) == "é😀\r\né😀 b\r\n"
