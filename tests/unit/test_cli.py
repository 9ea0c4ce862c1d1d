"""The commands check and explain: what they print and with which code they end."""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from examples import TESTS, make_project

from casebook.cli import main
from casebook.diagnostics import CODES


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return make_project(tmp_path / "clean")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return make_project(tmp_path / "broken", TESTS / "cases_bad/wrong-term--covid.md")


def test_clean_project(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(clean)]) == 0
    assert capsys.readouterr().out == "2 files checked: no problem found.\n"


def test_warnings_alone_are_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_project(tmp_path, TESTS / "cases_good/stub.md")
    assert main(["check", "--root", str(root)]) == 0
    assert "warning[no-story]" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_formats(broken: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(broken), "--format", form]) == 1
    out = capsys.readouterr().out
    if form == "json":
        assert [row["code"] for row in json.loads(out)] == ["wrong-term"]
    elif form == "junit":
        assert ET.fromstring(out).find("testsuite/testcase/failure") is not None
    else:
        assert "cases/teresina/wrong-term.md" in out


def test_named_files_are_checked_against_all(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(broken / "cases")
    assert main(["check", "durban"]) == 0
    assert main(["check", "teresina/wrong-term.md"]) == 1
    # a path as a message gives it
    assert main(["check", "cases/teresina/wrong-term.md"]) == 1
    assert main(["check", "."]) == 1
    assert main(["check", "nowhere"]) == 2
    assert 'no file or folder "nowhere"' in capsys.readouterr().err


def test_wrong_usage(
    tmp_path: Path, clean: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([]) == 2
    assert main(["chekc"]) == 2
    assert main(["check", "--format", "pdf"]) == 2
    assert main(["check"]) == 2
    assert main(["check", "--root", str(tmp_path / "nowhere")]) == 2
    assert main(["check", "--root", str(tmp_path)]) == 2
    assert main(["check", "--root", str(clean), str(tmp_path)]) == 2
    assert main(["--help"]) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "wrong-term"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("wrong-term (error): A word that is not in the vocabulary\n\n")
    assert main(["explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(CODES)
    assert main(["explain", "wrong-trem"]) == 2
    assert "Did you mean wrong-term?" in capsys.readouterr().err


def test_a_closed_pipe_and_a_poor_terminal_are_no_trouble(broken: Path) -> None:
    command = f"{sys.executable} -m casebook check --root {broken} --format json | true; exit ${{PIPESTATUS[0]}}"
    environment = {"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "ascii"}
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment)
    assert "Traceback" not in run.stderr and "Exception" not in run.stderr
