"""What lies among the cases and is none: cases that would never appear, leftovers, links, names that cannot be."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import pytest
from examples import TESTS, TODAY, make_project

from casebook.check import check_project
from casebook.diagnostics import REPORTERS, Diagnostic

CASE = (TESTS / "cases_good/complete.md").read_text(encoding="utf-8")
SOURCE = (TESTS / "small/cases/_sources/harvest.yml").read_text(encoding="utf-8")
CANARY = "TOKEN=canary-secret-1"


def _check(root: Path, files: dict[str, str | bytes]) -> list[Diagnostic]:
    make_project(root)
    for name, content in files.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(check_project(root, TODAY).diagnostics)


CASES_THAT_WOULD_NEVER_APPEAR = [
    "x.MD", "x.Md", "x.markdown", "x.MARKDOWN", "x.mdown", "x.mkd", "x.md.txt", "x.MD.TXT", "x.txt", "x.text", "x.yml",
    "x.yaml", "x", "x.md.md.txt", "x.html", "x.json", "x.rst", ".x.md", "x.md.docx", "README.md", "readme.MD", "x.md_",
]  # fmt: skip


@pytest.mark.parametrize("name", CASES_THAT_WOULD_NEVER_APPEAR)
def test_a_case_under_another_name_is_an_error_whose_cure_works(name: str, tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {f"cases/teresina/{name}": CASE})
    assert (found.code, found.severity) == ("unread-case", "error")
    better = re.search(r"(?:Call it|for instance) ([a-z0-9-]+\.md)\b", f"{found.help}")
    assert better, found.help
    (tmp_path / "cases/teresina" / name).rename(tmp_path / "cases/teresina" / better[1])
    assert not check_project(tmp_path, TODAY).diagnostics


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_a_case_is_known_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {"cases/teresina/x.txt": CASE.encode(encoding, "replace")})
    assert found.code == "unread-case"


@pytest.mark.parametrize("name", ["x.docx", "x.csv", "x.odt", "x.pdf", "x.xlsx", "X.DOCX"])
def test_a_document_is_told_what_a_case_is(name: str, tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {f"cases/teresina/{name}": b"PK\3\4\0\0"})
    assert found.code == "unread-case" and "a text file ending in .md" in found.help


@pytest.mark.parametrize(
    "name", ["~$x.md", ".~lock.x.md#", "Thumbs.db", "desktop.ini", "README.md", "readme.txt", "x.tmp", "~x.tmp"]
)
def test_a_leftover_has_one_warning(name: str, tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {f"cases/teresina/{name}": "Something."})
    assert (found.code, found.severity) == ("unexpected-file", "warning")
    assert "Call it" not in found.help


@pytest.mark.parametrize("name", ["durban-shelter.md~", "durban-shelter.md.bak", "#durban-shelter.md#"])
def test_a_copy_beside_its_case_is_no_case(name: str, tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {f"cases/durban/{name}": CASE})
    assert found.code == "unexpected-file" and "durban-shelter.md" in found.message


@pytest.mark.parametrize("name", ["notes.txt", "notes.md.txt", "hall.jpg", "notes", "notes.yml", "list.markdown"])
def test_what_holds_no_facts_is_only_a_warning(name: str, tmp_path: Path) -> None:
    text = "We met: it rained.\nTitle: what shall we call it?\n" if "." in name else "\0\1\2"
    (found,) = _check(tmp_path, {f"cases/teresina/{name}": text})
    assert (found.code, found.severity) == ("unexpected-file", "warning")


@pytest.mark.parametrize("name", [".DS_Store", ".#x.md", "._x.md", ".gitkeep", ".x.md.swp"])
def test_what_an_editor_hides_is_not_spoken_of(name: str, tmp_path: Path) -> None:
    assert not _check(tmp_path, {f"cases/teresina/{name}": "\0\1 nothing"})


def test_a_case_is_not_told_to_take_a_name_that_is_taken(tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {"cases/durban/durban-shelter.MD": CASE})
    assert found.code == "unread-case" and "There is a durban-shelter.md beside it" in found.help


@pytest.mark.parametrize("place", ["cases/_sources/x.yaml", "cases/_sources/x.YML", "cases/_sources/x.yml.txt"])
def test_a_source_under_another_name(place: str, tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {place: SOURCE})
    assert found.code == "unread-case" and "Call it x.yml" in found.help


def test_a_source_among_cases_and_a_case_among_sources(tmp_path: Path) -> None:
    found = _check(tmp_path, {"cases/teresina/papers.yml": SOURCE, "cases/_sources/kitchen.md": CASE})
    assert [one.code for one in found] == ["unread-case", "unread-case"]
    assert "to the folder of its city" in found[0].help and "cases/_sources/papers.yml" in found[1].help


# links, and what is no file


def _quotes_nothing(found: list[Diagnostic]) -> bool:
    return not any("canary" in report(found, []) for report in REPORTERS.values())


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("name", ["teresina/link.md", "teresina/link.txt", "_sources/link.yml", "teresina/link.jpg"])
def test_a_link_is_refused_and_its_target_never_read(name: str, inside: bool, tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    target = (root if inside else tmp_path) / "canary-secret.env"
    target.write_text(f"{CANARY}\n", encoding="utf-8")
    place = root / "cases" / name
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(target)
    (found,) = check_project(root, TODAY).diagnostics
    assert (found.code, found.path) == ("unreadable-file", f"cases/{name}")
    assert "link" in found.message and _quotes_nothing([found])


def test_a_case_that_is_a_link_to_another_case_is_published_once(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    (root / "cases/durban/second.md").symlink_to("durban-shelter.md")
    reading = check_project(root, TODAY)
    assert [one.code for one in reading.diagnostics] == ["unreadable-file"]
    assert [case.id for case in reading.cases] == ["durban-shelter"]


@pytest.mark.parametrize("place", ["cases", "cases/durban", "cases/_sources", "schema", "schema/vocabulary"])
def test_a_folder_that_is_a_link_is_refused(place: str, tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    (root / "schema").mkdir()
    for file in (TESTS.parent / "schema").glob("*.json"):
        (root / "schema" / file.name).write_bytes(file.read_bytes())
    (root / "schema/vocabulary").mkdir()
    for file in (TESTS.parent / "schema/vocabulary").glob("*.yml"):
        (root / "schema/vocabulary" / file.name).write_bytes(file.read_bytes())
    assert not check_project(root, TODAY).diagnostics
    (root / place).rename(tmp_path / "elsewhere")
    (root / place).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    reading = check_project(root, TODAY)
    links = [one for one in reading.diagnostics if one.path == place]
    assert [one.code for one in links] == ["unreadable-file"]
    assert "a link" in links[0].message and not [case for case in reading.cases if place != "cases/_sources"]


def test_a_vocabulary_that_is_a_link_is_refused(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project", TESTS / "cases_bad/deprecated-term--replaced")
    (tmp_path / "canary.yml").write_text(CANARY, encoding="utf-8")
    (root / "schema/vocabulary/more.yml").symlink_to(tmp_path / "canary.yml")
    found = [one for one in check_project(root, TODAY).diagnostics if one.severity == "error"]
    assert [(one.code, one.path) for one in found] == [("unreadable-file", "schema/vocabulary/more.yml")]
    assert _quotes_nothing(found)


@pytest.mark.parametrize("name", ["teresina/pipe.md", "_sources/pipe.yml", "teresina/pipe"])
def test_a_pipe_is_not_waited_for(name: str, tmp_path: Path) -> None:
    root = make_project(tmp_path)
    (root / "cases/teresina").mkdir()
    os.mkfifo(root / "cases" / name)
    (found,) = check_project(root, TODAY).diagnostics
    assert found.code == "unreadable-file"


# names that some computers cannot hold


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_the_name_of_a_device_is_no_name_of_a_case(name: str, tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {f"cases/teresina/{name}.md": CASE})
    assert found.code == "wrong-file-name" and "Windows" in found.message
    better = found.help.rpartition("Call it ")[2]
    (tmp_path / f"cases/teresina/{name}.md").rename(tmp_path / "cases/teresina" / better)
    assert not check_project(tmp_path, TODAY).diagnostics


@pytest.mark.parametrize("name", ["console", "auxiliary", "com", "com10", "nullify", "lpt"])
def test_a_name_that_only_looks_like_a_device(name: str, tmp_path: Path) -> None:
    assert not _check(tmp_path, {f"cases/teresina/{name}.md": CASE})


@pytest.mark.parametrize("name", ["aux.txt", "nul.md.txt", "con.pt.md", "why?.txt", "a:b.md", "x.md.", "x.md ", "com1"])
def test_no_file_among_the_cases_has_a_name_that_windows_cannot_hold(name: str, tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {f"cases/teresina/{name}": CASE})
    assert (found.code, found.severity) == ("wrong-file-name", "error")


@pytest.mark.parametrize("folder", ["con", "teresina ", "teresina."])
def test_the_folder_of_a_city(folder: str, tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {f"cases/{folder}/x.md": CASE})
    assert found.code == "wrong-file-name" and "Move the file to cases/teresina/x.md" in found.help


def test_a_city_that_is_called_like_a_device_has_a_folder(tmp_path: Path) -> None:
    text = CASE.replace("name: Teresina, country: BR", "name: Aux, country: FR, latitude: 45.1, longitude: 1.9")
    assert text != CASE
    assert not _check(tmp_path, {"cases/aux-city/x.md": text})


def test_former_names_and_shared_sources(tmp_path: Path) -> None:
    text = CASE.replace("\n---\n", "\nformerly: [prn, an-older-name]\n---\n", 1)
    source = SOURCE.replace("id: harvest", "id: nul")
    found = _check(tmp_path, {"cases/teresina/x.md": text, "cases/_sources/nul.yml": source})
    assert {(one.code, one.path) for one in found} == {
        ("wrong-file-name", "cases/teresina/x.md"),
        ("wrong-file-name", "cases/_sources/nul.yml"),
    }


def test_two_paths_that_differ_in_capital_letters_alone_are_one_error(tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {"cases/teresina/Kitchen.md": CASE, "cases/teresina/kitchen.md": CASE})
    assert (found.code, found.path) == ("wrong-file-name", "cases/teresina/Kitchen.md")
    assert "cases/teresina/kitchen.md" in found.message


def test_two_folders_that_differ_in_capital_letters_alone_are_one_error(tmp_path: Path) -> None:
    (found,) = _check(tmp_path, {"cases/Teresina/one.md": CASE, "cases/teresina/two.md": CASE})
    assert (found.code, found.path) == ("wrong-file-name", "cases/Teresina/one.md")
    assert "cases/teresina/one.md" in found.help


def test_two_forms_of_an_accent_are_one_error(tmp_path: Path) -> None:
    names = [unicodedata.normalize(form, "cases/teresina/café.md") for form in ("NFC", "NFD")]
    found = _check(tmp_path, dict.fromkeys(names, CASE))
    assert [one.code for one in found] == ["wrong-file-name", "wrong-file-name"]
    assert len({one.path for one in found}) == 2, "one for the accent, one for there being two"
