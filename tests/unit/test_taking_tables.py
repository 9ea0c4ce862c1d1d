"""A table becomes case files: each cell is placed or told, whatever a spreadsheet makes of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from examples import make_project

from casebook.check import check_project
from casebook.cli import main
from casebook.taking import TakingError
from casebook.taking.columns import propose_columns, read_columns, write_columns
from casebook.taking.sheet import read_sheets
from casebook.taking.table import TakenTable, report_table, take_rows
from casebook.taking.tags import read_tags


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project"))


def _take(file: Path, project: Path) -> TakenTable:
    reading = check_project(project)
    assert reading.schemas is not None
    tree = reading.schemas.trees["case"]
    sheets = read_sheets(file)
    return take_rows(sheets, tree, reading.vocabularies, propose_columns(sheets, tree))


def _write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "table.csv"
    file.write_bytes(text.encode(encoding))
    return file


_ROW = "Title{0}City{0}Country{0}Topics\nA kitchen opened in a school{0}São Paulo{0}Brazil{0}hunger\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_whatever_a_spreadsheet_writes_is_read(tmp_path: Path, project: Path, encoding: str, separator: str) -> None:
    taken = _take(_write(tmp_path, _ROW.format(separator), encoding), project)
    assert 'name: "São Paulo"' in taken.cases[0].text
    assert 'country: "BR"' in taken.cases[0].text
    assert taken.cases[0].place == "cases/sao-paulo/a-kitchen-opened-in-a-school.md"
    assert bool(taken.notes) == (encoding == "cp1252")


def test_the_names_of_columns_are_heard_in_three_languages(tmp_path: Path, project: Path) -> None:
    text = "Título;Ciudad;País;Resumo;Fuente 2 title;Qué falló\nA;Lima;PE;B;C;D\n"
    columns = _take(_write(tmp_path, text), project).columns
    assert list(columns.targets.values())[:4] == ["title", "city.name", "city.country", "summary"]
    assert columns.targets["Qué falló"] == "failures[].title"


def test_every_cell_without_a_place_is_told(tmp_path: Path, project: Path) -> None:
    text = (
        "Title,Topics,Country,Begin,Period,Nobody knows\n"
        "A kitchen opened in a school,hunger; flying,Atlantis,x,03/04/2020,this\n"
        "=1+2,,BR,,2018-2020,\n"
        "\n"
        "N/A,,,,,#REF!\n"
        "\0A title with a sign in it,,,,,\n"
    )
    taken = _take(_write(tmp_path, text), project)
    told = {(one.cell.row, one.cell.letter): one for one in taken.left}
    assert set(told) == {(2, "B"), (2, "C"), (2, "D"), (2, "E"), (2, "F"), (3, "A"), (5, "A"), (5, "F"), (6, "A")}
    assert told[2, "B"].in_part and '"flying"' in told[2, "B"].why
    assert "not certain" in told[2, "E"].why
    assert "formula" in told[3, "A"].why
    assert "error of the spreadsheet" in told[5, "F"].why
    assert (taken.cells, taken.placed, taken.in_part) == (12, 3, 1)
    report = report_table(taken, "table.csv")
    assert "3 were placed whole (25 %), 1 in part, 8 not." in report
    assert report.count("- Row ") == len(taken.left)


def test_a_workbook_is_read_with_its_dates_formulas_and_sheets(tmp_path: Path, project: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cases"
    sheet.append(["Title", "City", "Country", "From", "To", "Summary", "Publisher"])
    sheet.append(["A kitchen opened", "Recife", "BR", datetime(2020, 3, 27), 2021, "=A2", datetime(2021, 2, 1)])  # noqa: DTZ001  # a spreadsheet knows no zone
    sheet.append([None] * 7)
    sheet.append(["Another kitchen opened", "Recife", "BR", 43917, "ongoing", "x" * 65_000, True])
    sheet.merge_cells("B4:C4")
    other = book.create_sheet("Notes")
    other.append(["not", "read"])
    file = tmp_path / "table.xlsx"
    book.save(file)
    taken = _take(file, project)
    first, second = taken.cases
    assert 'from: "2020-03-27"' in first.text and 'to: "2021"' in first.text
    assert 'to: "ongoing"' in second.text and "43917" not in second.text
    told = {(one.cell.row, one.cell.letter): one.why for one in taken.left}
    assert set(told) == {(2, "F"), (2, "G"), (4, "D"), (4, "F"), (4, "G")}
    assert "formula" in told[2, "F"] and "made a date of it" in told[2, "G"] and "yes or no" in told[4, "G"]
    assert any('"Notes" was not read: 2 cells' in note for note in taken.notes)
    assert any("B4:C4" in note for note in taken.notes)


def test_the_mapping_comes_back_as_it_was_written(tmp_path: Path, project: Path) -> None:
    taken = _take(_write(tmp_path, 'Title,"a ""b"": #c",City\nx,y,z\n'), project)
    file = tmp_path / "columns.yml"
    file.write_text(write_columns(taken.columns), encoding="utf-8")
    schemas = check_project(project).schemas
    assert schemas is not None
    assert read_columns(file, schemas.trees["case"]) == taken.columns
    file.write_text("columns:\n  Title: titel\n", encoding="utf-8")
    with pytest.raises(TakingError, match="Did you mean title"):
        read_columns(file, schemas.trees["case"])


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04nothing", b"\xd0\xcf\x11\xe0", b"\x81\x8d\x8f"])
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(raw)
    with pytest.raises(TakingError):
        read_sheets(file)


def test_words_of_a_website_keep_their_paragraphs_and_links() -> None:
    said = read_tags('<p style="x">One &amp; two</p><ul><li>a</li><li><a href="https://x.org/a">b</a></li></ul>')
    assert said == "One & two\n\n- a\n- [b](https://x.org/a)"


def test_the_command_writes_beside_the_cases_and_says_what_is_left(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = _write(tmp_path, _ROW.format(","))
    before = sorted(project.rglob("*"))
    assert main(["import", str(file), "--root", str(project), "--dry-run"]) == 1
    assert not (tmp_path / "imported").exists()
    assert main(["import", str(file), "--root", str(project), "--report", "report.md"]) == 1
    assert (tmp_path / "imported/cases/sao-paulo/a-kitchen-opened-in-a-school.md").is_file()
    assert "What the checker says" in (tmp_path / "report.md").read_text(encoding="utf-8")
    assert 'Title": "title"' in (tmp_path / "table-columns.yml").read_text(encoding="utf-8")
    assert sorted(project.rglob("*")) == before
    assert main(["import", "nowhere.csv", "--root", str(project)]) == 2
    assert "Traceback" not in capsys.readouterr().err
