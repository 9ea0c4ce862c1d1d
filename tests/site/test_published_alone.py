"""Published without the generator: the same site, byte for byte; a folder that holds something else is left alone."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from casebook.check import check_project
from casebook.cli import main
from casebook.publish import Publication, make_room
from casebook.releases import find_faults
from casebook.render import Site
from landing import copy_generator

DIFFERENT: frozenset[str] = frozenset()
"""What may be different from what the generator publishes. Nothing is; who must put a name here says why."""


@pytest.fixture(scope="module")
def shelf_root(shelf_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented book, ready to be published."""
    root = tmp_path_factory.mktemp("alone") / "project"
    shutil.copytree(shelf_project, root)
    copy_generator(root)
    return root


def _list(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_the_site_is_the_same_without_the_generator(
    shelf_root: Path, shelf_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    site = tmp_path / "site"
    assert main(["publish", "--root", str(shelf_root), "--to", str(site)]) == 0
    made, wanted = _list(site), _list(shelf_site)
    assert len(made) > 300
    assert made.keys() == wanted.keys()
    assert {name for name in made if made[name] != wanted[name]} == DIFFERENT
    assert not find_faults(site)


def test_a_folder_that_holds_something_else_is_left_alone(
    shelf_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letters").write_text("mine", encoding="utf-8")
    assert main(["publish", "--root", str(shelf_root), "--to", str(tmp_path)]) == 2
    assert "no site" in capsys.readouterr().err
    assert _list(tmp_path) == {"letters": b"mine"}


def test_a_broken_case_leaves_the_last_site_untouched(
    shelf_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, site = tmp_path / "project", tmp_path / "site"
    shutil.copytree(shelf_project, root)
    site.mkdir()
    for name in ("SHA256SUMS", "index.html"):
        (site / name).write_text("the last good one", encoding="utf-8")
    case = next((root / "cases" / "durban").glob("*.md"))
    case.write_text(case.read_text(encoding="utf-8").replace("summary:", "sumary:", 1), encoding="utf-8")
    assert main(["publish", "--root", str(root), "--to", str(site)]) == 1
    said = capsys.readouterr()
    assert "sumary" in said.out and "Nothing was published" in said.err
    assert set(_list(site).values()) == {b"the last good one"}


def test_a_room_that_was_left_behind_is_cleared_away(tmp_path: Path) -> None:
    old, new = tmp_path / ".cache/site-old", tmp_path / ".cache/site-new"
    for folder in (old, new, tmp_path / ".cache/pictures"):
        folder.mkdir(parents=True)
    os.utime(old, (0, 10**9))
    with make_room(tmp_path) as room:
        assert Path(room).parent == tmp_path / ".cache"
        assert not old.exists() and new.exists()
    assert {one.name for one in (tmp_path / ".cache").iterdir()} == {"site-new", "pictures"}


def test_to_list_what_is_published_makes_none_of_it(
    shelf_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object, **named: object) -> str:
        raise AssertionError("somebody renders before he is asked")

    monkeypatch.setattr("casebook.render.renderer.finish_article", fail)
    monkeypatch.setattr("casebook.render.text_edition.TextEditions._make", fail)
    monkeypatch.setattr("casebook.render.fragments._write", fail)
    reading = check_project(shelf_project)
    assert reading.schemas
    publication = Publication(reading, reading.schemas, Site(), tmp_path, tmp_path / "cache")
    listed = {address for _, group in publication.list_groups() for output in group for address in output.addresses}
    assert {"index.html", "cases/durban-soup-tent/text/index.html", "data/casebook.json"} <= listed
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]


def test_the_page_of_the_data_has_only_what_it_speaks_of_written(shelf_project: Path, tmp_path: Path) -> None:
    reading = check_project(shelf_project)
    assert reading.schemas
    publication = Publication(reading, reading.schemas, Site(), tmp_path, tmp_path / "cache")
    (page,) = (one for _, group in publication.list_groups() for one in group if one.page == "data/")
    page.write(tmp_path.joinpath)
    # of the files of which each case has one, those of the first stand as examples
    assert len(list((tmp_path / "data/cases").iterdir())) == 2
    assert (tmp_path / "data/casebook.sqlite").is_file()
