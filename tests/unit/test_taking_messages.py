"""A case file in an issue or a mail is found, put where it belongs and answered; what a stranger writes does nothing."""

from __future__ import annotations

import json
from difflib import unified_diff
from pathlib import Path

import pytest
from examples import TESTS, make_project

from casebook.cli import main
from casebook.fields import Schemas
from casebook.files import read_front_matter
from casebook.taking.message import answer_message, defuse, find_case_file
from casebook.taking.placing import TakingError, is_place, make_place, write_at
from casebook.writing import write_case

STUB = (TESTS / "cases_good/stub.md").read_text(encoding="utf-8")
PLACE = "cases/teresina/neighbours-cook.md"
FILE = STUB.replace("---\n", f"---\n# {PLACE}\n", 1)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


@pytest.mark.parametrize(
    "message",
    [
        FILE,
        f"Hello\n\n```md\n{FILE}```\nBye",
        f"### Case file\n\n~~~~\n{FILE}~~~~\n\n### More\n\n_No response_",
        f"### Case file\n\n{FILE}\n### More\n\nno",
        "Hello\n" + "".join(f"> {line}\n" for line in FILE.splitlines()),
        FILE.replace("\n", "\r\n"),
        "\ufeff" + FILE,
        f"{FILE}\n-- \nSomebody",
        f"````\n{FILE}````\n\n````\n{STUB}````",
    ],
)
def test_the_file_is_found_however_it_was_sent(message: str) -> None:
    found = find_case_file(message)
    assert found is not None
    assert found.text == FILE


@pytest.mark.parametrize(
    ("event", "name"), [("issue", "body"), ("object_attributes", "description")]
)  # GitHub and Forgejo, GitLab
def test_an_issue_becomes_a_file(
    tmp_path: Path, project: Path, event: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "event.json"
    file.write_text(json.dumps({event: {"title": "x", name: f"```\n{FILE}```"}}), encoding="utf-8")
    report = tmp_path / "report.md"
    assert main(["from-issue", str(file), "--root", str(project), "--report", str(report)]) == 0
    assert (project / PLACE).read_text(encoding="utf-8") == FILE
    assert capsys.readouterr().out == f"{PLACE}\n"
    assert "nothing that is wrong" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "place",
    [
        "cases/../../etc/x.md", "/etc/x.md", "cases/x.md", "cases/A/b.md", "cases/a/b.md.exe", "cases/a/b/c.md",
        "cases/con/x.md", "cases/a/nul.md", ".github/workflows/x.yml", "cases/a/b.es.md", f"cases/a/{'b' * 81}.md",
    ],
)  # fmt: skip
def test_no_file_leaves_the_cases(project: Path, place: str) -> None:
    assert not is_place(place)
    answer = answer_message(STUB.replace("---\n", f"---\n# {place}\n", 1), project, project)
    assert answer.place == "cases/teresina/neighbours-cook-together-in-the-lockdown.md"
    assert "cannot be one" in answer.report or "/" not in place


def test_a_change_of_a_case_differs_in_what_it_changes(project: Path, project_schemas: Schemas) -> None:
    there = (TESTS / "cases_good/complete.md").read_text(encoding="utf-8")
    write_at(project, PLACE, there)
    parsed = read_front_matter(there.encode(), PLACE)
    parsed.value["summary"] += " And this was added by somebody who was there"
    sent = write_case(parsed.value, parsed.body, project_schemas.trees["case"], place=PLACE)
    answer = answer_message(f"```\n{sent}```", project, project)
    assert "taken as a change" in answer.report
    lines = (project / PLACE).read_text(encoding="utf-8").splitlines()
    differs = [line for line in unified_diff(there.splitlines(), lines, n=0, lineterm="") if not line.startswith("@@")]
    assert len(differs[2:]) == 2
    assert differs[-1].startswith("+summary: ") and "somebody who was there" in differs[-1]


def test_no_link_is_followed(tmp_path: Path, project: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (project / "cases/linked").symlink_to(outside)
    with pytest.raises(TakingError, match="link"):
        write_at(project, "cases/linked/x.md", "x")
    (project / "cases/durban/x.md").symlink_to(tmp_path / "there.md")
    with pytest.raises(TakingError, match="link"):
        write_at(project, "cases/durban/x.md", "x", replace=True)
    assert not [*outside.iterdir()] and not (tmp_path / "there.md").exists()


def test_another_file_is_not_written_over(project: Path) -> None:
    write_at(project, PLACE, "one")
    with pytest.raises(TakingError, match="is there already"):
        write_at(project, PLACE, "two")
    write_at(project, PLACE, "two", replace=True)
    assert (project / PLACE).read_text() == "two"


def test_what_a_stranger_wrote_is_letters_in_the_answer(project: Path) -> None:
    hostile = "@octocat <img src=x> ::error::x `y` [a](http://evil.example) #12 www.evil.example"
    said = defuse(hostile)
    for live in ("@octocat", "<img", "::", "`", "[a](", "#12", "://", "www.evil"):
        assert live not in said
    text = FILE.replace("published: 2020", f'published: "{hostile}"').replace("kind: news", f'kind: "{hostile}"')
    report = answer_message(text, project, project).report
    assert "@octocat" not in report and "<img" not in report and "\n::" not in report
    assert len(report.encode()) < 20_000


def test_many_problems_make_no_long_answer(project: Path) -> None:
    lines = "".join(f"wrong_{n}: {'@x ' * 300}\n" for n in range(90))
    answer = answer_message(FILE.replace("title:", f"{lines}title:", 1), project, project)
    assert not answer.is_clean
    assert len(answer.report.encode()) < 20_000


def test_a_correction_is_no_case(project: Path) -> None:
    answer = answer_message("### Which case\n\nDurban\n\n### What is wrong\n\nThe year", project, project)
    assert (answer.place, answer.is_clean) == ("", False)
    assert "correction" in answer.report
    assert "No case file" in answer_message("Hello", project, project).report


@pytest.mark.parametrize("raw", ["", "[]", "{", '{"issue": 3}', "[" * 100_000, '{"push": {}}'])
def test_what_is_no_event_is_wrong_usage(
    tmp_path: Path, project: Path, raw: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "event.json"
    file.write_text(raw, encoding="utf-8")
    assert main(["from-issue", str(file), "--root", str(project)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_place_is_one_that_every_system_can_keep() -> None:
    facts = {"title": "Con", "city": {"name": "São Paulo", "country": "BR"}}
    assert make_place(facts) == "cases/sao-paulo/con-case.md"
    assert make_place(facts, {"cases/sao-paulo/con-case.md"}) == "cases/sao-paulo/con-case-2.md"
    assert make_place({"title": "日本"}) == ""
