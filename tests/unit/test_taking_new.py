"""A case is begun at the keyboard: asked for, judged at once, and written as a file that explains itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from examples import make_project

from casebook.check import check_project
from casebook.cli import main
from casebook.taking.asking import Judge, ask_for_case, list_required

_ALL = [
    "--title", "A kitchen opened in a school", "--city", "Recife", "--country", "Brazil",
    "--summary", "Neighbours cooked for those who had lost their work in the lockdown.", "--from", "March 2020",
    "--until", "unknown", "--source", "Four pots", "--publisher", "The Daily Paper", "--published", "2020",
    "--kind", "news", "--source-language", "English",
]  # fmt: skip
_PLACE = "cases/recife/a-kitchen-opened-in-a-school.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def test_with_all_that_is_required_it_passes_as_a_stub(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--root", str(project), *_ALL]) == 0
    text = (project / _PLACE).read_text(encoding="utf-8")
    assert text.startswith(f"---\n# {_PLACE}\n")
    reading = check_project(project)
    assert not [one for one in reading.diagnostics if one.path == _PLACE and one.severity == "error"]
    assert reading.schemas is not None
    for field in reading.schemas.trees["case"].fields:
        assert f"\n{field.name}:" in text or f"\n# {field.name}:" in text, field.name
    for term in reading.vocabularies["crises"].terms:
        assert f"- {term.id}:" in text or term.status != "active"
    assert main(["new", "--root", str(project), *_ALL, "--summary", "x" * 50]) == 2
    assert "is there already" in capsys.readouterr().err


def test_what_nobody_has_said_is_named_and_not_made_up(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--root", str(project), *_ALL[:6]]) == 1
    assert "summary, period and sources" in capsys.readouterr().err
    assert "\n# summary:" in (project / _PLACE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--city", "Recif", "--country", "BR"], 'Did you mean "Recife"?'),
        (["--city", "Recife", "--country", "Atlantis"], "no country is called"),
        (["--kind", "newspaper of sorts"], "no term of"),
        (["--from", "03/04/2020"], "not certain"),
        ([], "give --title, or --id"),
    ],
)
def test_a_refusal_says_why(project: Path, flags: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--root", str(project), *flags]) == 2
    assert said in capsys.readouterr().err


def test_a_conversation_asks_again_until_the_checker_agrees(project: Path) -> None:
    reading = check_project(project)
    assert reading.schemas is not None
    tree = reading.schemas.trees["case"]
    answers: Iterator[str] = iter(
        [
            "", "short", "A kitchen opened in a school",
            "Neighbours cooked for those who had lost their work in the lockdown.",
            "Recife", "Brazil", "March 2020", "ongoing",
            "Four pots", "The Daily Paper", "2020", "newspaperish", "news", "English",
        ]
    )  # fmt: skip
    said: list[str] = []
    facts: dict[str, Any] = {}
    ask_for_case(facts, tree, reading.vocabularies, Judge(project, tree), lambda _: next(answers), said.append)
    assert next(answers, None) is None
    assert facts["period"] == {"from": "2020-03", "to": "ongoing"}
    assert facts["city"] == {"name": "Recife", "country": "BR"}
    assert any("newspaperish" in one for one in said)
    assert len(list(list_required(tree))) == 11
