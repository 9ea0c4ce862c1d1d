"""The data files: complete, plain, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from examples import TESTS, make_data, make_project

from casebook.book import Book
from casebook.book.building import build_case
from casebook.check import RawFile, Reading, check_project
from casebook.cli import main
from casebook.export import EXPORTS, Edition, Export, export_book, select_exports
from casebook.export.case_json import write_case_json
from casebook.export.cells import guard_cell, write_csv
from casebook.export.json_file import VERSION
from casebook.fields import Schemas
from casebook.writing import write_case


def write(name: str, edition: Edition) -> str:
    """The text of a data file."""
    return b"".join(next(one for one in EXPORTS if one.name == name).write(edition)).decode()


def test_evidence_has_one_row_for_each_evidence_string(project_book: Book, project_edition: Edition) -> None:
    reader = csv.DictReader(io.StringIO(write("evidence.csv", project_edition).removeprefix("\ufeff"), newline=""))
    rows = list(reader)
    columns = ["case", "item", "item_kind", "source", "locator"]
    assert reader.fieldnames[:5] == columns
    named = [
        (case.id, item.id, kind.id, piece.source, piece.locator)
        for case in project_book.cases
        for kind, item in case.items()
        for piece in item.evidence
    ]
    assert [tuple(row[column] for column in columns) for row in rows] == named


def test_the_json_holds_every_case_with_its_evidence(project_book: Book, project_edition: Edition) -> None:
    content = json.loads(write("casebook.json", project_edition))
    assert content["version"] == VERSION
    assert [case["id"] for case in content["cases"]] == [case.id for case in project_book.cases]
    for case in content["cases"]:
        assert set(case["period"]) == {"from", "to"} and "city" in case
        for field in ("entry_points", "lessons", "failures", "results", "follow_ups"):
            assert all(isinstance(piece, str) for item in case.get(field, ()) for piece in item["evidence"])
    assert {"doors", "causes", "themes"} <= set(content["vocabularies"])


def test_export_writes_the_same_bytes_each_time(project_edition: Edition, tmp_path: Path) -> None:
    written = [export_book(project_edition, tmp_path / name) for name in ("a", "b")]
    one, two = ([path.read_bytes() for path in paths] for paths in written)
    assert one == two


@pytest.fixture(params=["project", "shelf"])
def checked(request: pytest.FixtureRequest, project_reading: Reading, shelf_project: Path) -> Reading:
    """The project's book, and the invented one."""
    return project_reading if request.param == "project" else check_project(shelf_project)


def test_a_case_alone_is_what_its_file_says(checked: Reading, tmp_path: Path) -> None:
    """Written from its data file and checked among all others, each case is the same."""
    assert checked.schemas
    tree = checked.schemas.trees["case"]
    for folder in ("cases", "schema"):
        shutil.copytree(checked.root / folder, tmp_path / folder)
    for case in checked.cases:
        told = json.loads(write_case_json(case, tree))
        assert (told["version"], told["path"], told["story"]) == (1, case.path, case.story)
        written = write_case(told["facts"], told["story"], tree, place=told["path"])
        (tmp_path / case.path).write_text(written, encoding="utf-8", newline="\n")
    again = check_project(tmp_path)
    assert [one.id for one in again.cases] == [one.id for one in checked.cases]
    for now, before in zip(map(build_case, again.cases), map(build_case, checked.cases), strict=True):
        assert replace(now, story=now.story.strip("\n")) == replace(before, story=before.story.strip("\n"))


def test_a_figure_keeps_the_digits_that_were_counted(project_schemas: Schemas) -> None:
    tree = project_schemas.trees["case"]
    facts = {
        "city": {"latitude": 31.0},
        "results": [{"value": 15.0}, {"value": 15}, {"value": 2.5}, {"value": "up to 3"}],
    }
    told = json.loads(write_case_json(RawFile("a", "cases/a/a.md", facts, ""), tree))["facts"]
    assert [one["value"] for one in told["results"]] == ["15.0", 15, 2.5, "up to 3"]
    assert told["city"]["latitude"] == 31 and facts["results"][0]["value"] == 15.0
    assert "value: 15.0\n" in write_case(facts, "", tree)


def test_the_revision_of_a_case_changes_with_what_it_says(project_schemas: Schemas) -> None:
    tree = project_schemas.trees["case"]
    case = RawFile("a", "cases/a/a.md", {"title": "A"}, "Story")
    others = (case, replace(case, facts={"title": "B"}), replace(case, story="Story."), replace(case, facts={}))
    assert len({json.loads(write_case_json(one, tree))["revision"] for one in others}) == len(others)
    # where the file lies is not what it says
    moved = replace(case, path="cases/b/a.md")
    assert len({json.loads(write_case_json(one, tree))["revision"] for one in (case, moved)}) == 1


def test_the_command_writes_into_the_folder(tmp_path: Path, capsys) -> None:
    make_project(tmp_path / "project", TESTS / "cases_good" / "complete.md")
    assert main(["export", "--to", str(tmp_path / "out" / "deep"), "--root", str(tmp_path / "project")]) == 0
    out = tmp_path / "out" / "deep"
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {one.name for one in EXPORTS if not one.needs_url} < found and any(one.startswith("cases/") for one in found)
    (tmp_path / "file").write_text("")
    assert main(["export", "--to", str(tmp_path / "file"), "--root", str(tmp_path / "project")]) == 2
    assert "Cannot write" in capsys.readouterr().err


def test_what_needs_the_address_of_the_site_is_left_out_without_it(
    shelf_edition: Edition, monkeypatch, tmp_path: Path, capsys
) -> None:
    feed = Export(
        "feed", "text/plain", "addresses", lambda edition: (edition.url.encode(),), at_root=True, needs_url=True
    )
    monkeypatch.setattr("casebook.export.EXPORTS", (*EXPORTS, feed))
    assert make_data(shelf_edition)["feed"] == b"https://casebook.test/"
    assert "feed" not in make_data(replace(shelf_edition, url=""))
    assert feed not in select_exports(replace(shelf_edition, url=""))
    root = make_project(tmp_path / "project", TESTS / "cases_good" / "complete.md")
    for setting, told, there in (
        ("", "CASEBOOK_SITE_URL is not set: without the site's address there is no", False),
        ("javascript:1", "CASEBOOK_SITE_URL is left out", False),
        ("https://casebook.org/book", "", True),
    ):
        monkeypatch.setenv("CASEBOOK_SITE_URL", setting)
        out = tmp_path / f"out-{there}"
        assert main(["export", "--to", str(out), "--root", str(root)]) == 0
        assert told in capsys.readouterr().err and (out / "feed").exists() == there
    assert (tmp_path / "out-True/feed").read_text() == "https://casebook.org/book/"


def test_stats_names_the_notes_that_nothing_uses(tmp_path: Path, capsys) -> None:
    make_project(tmp_path, TESTS / "cases_good" / "complete.md")
    assert main(["stats", "--root", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "2 cases" in said and "neither used nor set aside" in said and "harvest" in said


FORMULAS = [
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("https://evil.example/";"open")',
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_any_column_begins_a_formula(text: str) -> None:
    width = 4
    for column in range(width):
        row = ["plain"] * width
        row[column] = text
        rows = list(csv.reader(io.StringIO(b"".join(write_csv(row, [row])).decode("utf-8-sig"), newline="")))
        assert [one[column] for one in rows] == [f"'{text}"] * 2
        assert all(cell == "plain" for one in rows for n, cell in enumerate(one) if n != column)


@pytest.mark.parametrize("text", ["", "a=b", "p.12", "1-2", "-1", "-13.5", "n041", "'quoted", " x"])
def test_what_only_looks_like_a_formula_stays(text: str) -> None:
    assert guard_cell(text) == text


def test_every_table_among_the_exports_is_guarded(shelf_edition: Edition) -> None:
    """A book that was never checked: whatever stands in it, no cell begins a formula. A number may be below zero."""
    case, lesson = next((case, lesson) for case in shelf_edition.book.cases for lesson in case.lessons)
    lesson = replace(lesson, id="=1", title="@1")
    book = replace(shelf_edition.book, cases=(replace(case, title="+case", lessons=(lesson,)),))
    file = next(one for one in shelf_edition.files if one.id == case.id)
    facts = {**file.facts, "title": "+case", "lessons": [{**file.facts["lessons"][0], "id": "=1", "title": "@1"}]}
    odd = replace(shelf_edition, book=book, files=(replace(file, facts=facts),))
    for name, wanted in (
        ("cases.csv", "'+case"),
        ("lessons.csv", "'@1"),
        ("evidence.csv", "'=1"),
        ("figures.csv", "'+case"),
    ):
        rows = list(csv.DictReader(io.StringIO(write(name, odd).removeprefix("\ufeff"), newline="")))
        assert any(wanted in row.values() for row in rows), name
        cells = [cell for row in rows for column, cell in row.items() if column not in {"latitude", "longitude"}]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
