"""While somebody writes: a file is judged when it is saved, whatever else goes on, and the panel says what is wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from examples import SMALL, TODAY

from casebook.check import check_project, open_project
from casebook.watching import Watch, answer
from casebook.watching.watch import read_stamps

CASE = "cases/durban/durban-shelter.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "book"))


@pytest.fixture
def watch(project: Path) -> Watch:
    """A watch for which a site has just been made."""
    made = Watch(project)
    stamps = made.stamp()
    made.begin_site()
    made.hear_of_check(stamps, check_project(project).diagnostics)
    made.end_site(stamps)
    return made


def _spoil(project: Path, path: str = CASE) -> None:
    file = project / path
    file.write_text(file.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")


def _found(watch: Watch) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in watch.problems if one.severity == "error"]


def test_a_sound_project_has_nothing_to_tell(watch: Watch) -> None:
    assert not watch.look()
    assert not _found(watch)
    assert not watch.is_stale


def test_what_is_saved_is_judged_as_the_checker_judges_it(watch: Watch, project: Path) -> None:
    _spoil(project)
    assert watch.look()
    assert watch.problems == check_project(project).diagnostics
    assert {path for path, _ in _found(watch)} == {CASE}
    assert watch.is_stale


def test_what_is_mended_is_no_longer_told(watch: Watch, project: Path) -> None:
    sound = (project / CASE).read_bytes()
    _spoil(project)
    watch.look()
    (project / CASE).write_bytes(sound)
    watch.look()
    assert not _found(watch)


def test_a_file_that_goes_takes_its_problems_with_it(watch: Watch, project: Path) -> None:
    _spoil(project)
    watch.look()
    (project / CASE).unlink()
    watch.look()
    assert CASE not in {path for path, _ in _found(watch)}


def test_a_file_with_a_new_name_is_judged_by_that_name(watch: Watch, project: Path) -> None:
    (project / CASE).rename(project / "cases/durban/Durban Shelter.md")
    watch.look()
    assert [path for path, _ in _found(watch)] == ["cases/durban/Durban Shelter.md"]


def test_a_file_that_does_not_belong_there_is_told_at_once(watch: Watch, project: Path) -> None:
    (project / "cases/durban/plan.docx").write_bytes(b"PK")
    watch.look()
    assert [path for path, _ in _found(watch)] == ["cases/durban/plan.docx"]


@pytest.mark.parametrize("half", [b"", b"---\nid: x\n", b"\xff\xfe\x00", b'---\ntitle: "a'])
def test_a_file_saved_half_is_a_problem_and_the_watch_goes_on(watch: Watch, project: Path, half: bytes) -> None:
    sound = (project / CASE).read_bytes()
    (project / CASE).write_bytes(half)
    watch.look()
    assert _found(watch)
    (project / CASE).write_bytes(sound)
    watch.look()
    assert not _found(watch)


def test_a_file_that_is_still_being_saved_is_judged_once_it_is_whole(project: Path) -> None:
    sound = (project / CASE).read_bytes()

    def look(root: Path) -> object:
        looks.append(root)
        if len(looks) == 3:  # the file was seen half; now the rest of it comes
            (root / CASE).write_bytes(sound + b"\n")
        return read_stamps(root)

    looks: list[Path] = []
    watch = Watch(project, look)
    (project / CASE).write_bytes(sound[:300])
    watch.look()
    assert len(looks) > 3
    assert not _found(watch)


def test_a_failure_of_the_checker_is_a_problem_and_no_end(
    watch: Watch, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("casebook.watching.watch.open_project", fail)
        _spoil(project)
        watch.look()
    assert _found(watch) == [(CASE, "not-judged")]
    _spoil(project)
    (project / CASE).write_bytes((SMALL / CASE).read_bytes())
    watch.look()
    assert not _found(watch)


def test_a_check_of_the_whole_does_not_undo_what_was_saved_meanwhile(watch: Watch, project: Path) -> None:
    stamps = watch.stamp()
    watch.begin_site()
    found = check_project(project).diagnostics
    _spoil(project)
    watch.look()
    watch.hear_of_check(stamps, found)
    assert _found(watch)


def test_only_what_has_changed_is_read_again(project: Path) -> None:
    before, _ = open_project(project, TODAY)
    assert before
    _spoil(project)
    after, _ = open_project(project, TODAY, before, {CASE})
    assert after
    assert after.files["source"][0] is before.files["source"][0]
    assert after.files["case"][0] is not before.files["case"][0]


def _state(watch: Watch) -> dict[str, object]:
    found = answer(watch, "problems.json")
    assert found
    return dict(json.loads(found[1]))


def test_the_panel_says_where_what_and_what_to_do(watch: Watch, project: Path) -> None:
    assert _state(watch) == {"site": 1, "head": "", "note": "", "problems": []}
    _spoil(project)
    watch.look()
    state = _state(watch)
    assert "error" in str(state["head"])
    rows = state["problems"]
    assert isinstance(rows, list)
    for row, problem in zip(rows, watch.problems, strict=True):
        assert all(row[key] == getattr(problem, key) for key in ("path", "line", "column", "message", "help"))


def test_the_panel_says_how_many_sites_were_made(watch: Watch) -> None:
    first = _state(watch)["site"]
    watch.begin_site()
    assert _state(watch)["site"] == first
    watch.end_site(None)
    assert _state(watch)["site"] == first
    watch.end_site(watch.stamp())
    assert _state(watch)["site"] == watch.number == int(str(first)) + 1


def test_the_panel_says_whether_the_page_is_the_one_before(watch: Watch, project: Path) -> None:
    _spoil(project)
    watch.look()
    assert "before the last change" in str(_state(watch)["note"])
    stamps = watch.stamp()
    watch.begin_site()
    assert "is being renewed" in str(_state(watch)["note"])
    watch.end_site(None)
    assert "is being renewed" not in str(_state(watch)["note"])
    assert watch.is_stale
    watch.end_site(stamps)
    assert _state(watch)["note"] == ""


def test_the_panel_is_handed_out_and_nothing_else_is(watch: Watch) -> None:
    for name in ("panel.js", "panel.css"):
        found = answer(watch, name)
        assert found
        assert found[1].strip()
    assert answer(watch, "../__init__.py") is None
    assert answer(watch, "panel.py") is None


def test_the_panel_shows_text_and_never_markup() -> None:
    found = answer(Watch(SMALL), "panel.js")
    assert found
    assert b"textContent" in found[1]
    assert not any(word in found[1] for word in (b"innerHTML", b"insertAdjacentHTML", b"outerHTML", b"document.write"))
