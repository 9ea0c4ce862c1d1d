"""What nobody needs any more is gone at once, and does not wait for somebody who looks for it."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from examples import TODAY

from casebook.check import check_project
from casebook.publish import Publication
from casebook.publish.writing import write_pages
from casebook.render.pieces import Pieces
from casebook.render.site import Site
from casebook.rules import CheckedFile


def _count_files() -> int:
    return sum(isinstance(one, CheckedFile) for one in gc.get_objects())


def test_the_files_of_a_check_are_gone_with_it(shelf_project: Path) -> None:
    gc.collect()
    before = _count_files()
    gc.disable()
    try:
        reading = check_project(shelf_project, TODAY)
        assert len(reading.cases) > 5 and _count_files() == before
    finally:
        gc.enable()


def test_what_many_pages_show_is_let_go_once_they_are_made(
    shelf_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = check_project(shelf_project, TODAY)
    assert reading.schemas is not None
    site = Site(name="Book", description="A book.")
    publication = Publication(reading, reading.schemas, site, tmp_path / "site", tmp_path / "cache")
    made: list[int] = []
    forget = Pieces.forget

    def count(pieces: Pieces) -> None:
        made.extend(len(one.made) for one in vars(pieces).values())
        forget(pieces)

    monkeypatch.setattr(Pieces, "forget", count)
    (tmp_path / "cache").mkdir()
    write_pages(publication)
    assert sum(made) > 50
    assert not any(one.made for one in vars(publication.renderer.pieces).values())
