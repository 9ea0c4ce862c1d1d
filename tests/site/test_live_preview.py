"""The live preview: a broken file is told at an address of its own, the server goes on, and no kept site knows of it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from landing import copy_generator

PATIENCE = 180
"""How many seconds are enough even on a busy machine."""


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return bytes(answer.read())


@pytest.fixture(scope="module")
def preview(shelf_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The invented book, served while somebody writes: its folder and its address."""
    root = tmp_path_factory.mktemp("preview") / "project"
    shutil.copytree(shelf_project, root)
    copy_generator(root)
    address = f"127.0.0.1:{_free_port()}"
    log = root.with_name("log")
    # as at home: what takes long to make is kept
    settings = {
        "SOURCE_DATE_EPOCH": "1600000000",
        "CASEBOOK_NO_CACHE": "",
        "XDG_CACHE_HOME": str(root.with_name("home")),
    }
    with log.open("w") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
            cwd=root, env=os.environ | settings, stdout=written, stderr=written,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + PATIENCE
            while "Serving on" not in log.read_text("utf-8"):
                assert server.poll() is None and time.monotonic() < deadline, log.read_text("utf-8")
                time.sleep(0.1)
            yield root, f"http://{address}/"
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(address: str, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE
    while True:
        state = dict(json.loads(_read(f"{address}_check/problems.json")))
        if wanted(state):
            return state
        assert time.monotonic() < deadline, state
        time.sleep(0.05)


def _says(state: dict[str, Any], path: str) -> list[dict[str, Any]]:
    return [one for one in state["problems"] if one["path"] == path and one["severity"] == "error"]


def test_a_broken_file_is_told_while_the_site_is_made_anew_and_the_server_goes_on(preview: tuple[Path, str]) -> None:
    root, address = preview
    file = next(one for one in sorted((root / "cases").rglob("*.md")) if one.parent.name != "_sources")
    path = file.relative_to(root).as_posix()
    sound = file.read_text("utf-8")
    assert not _says(_wait_for(address, lambda state: not state["note"]), path)

    file.write_text(sound.replace("\ntitle:", "\ntitel:", 1), "utf-8")
    state = _wait_for(address, lambda state: bool(_says(state, path)))
    problem = _says(state, path)[0]
    assert problem["code"] == "unknown-key"
    assert problem["line"] == 2
    assert "titel" in problem["message"]
    assert "before the last change" in state["note"]

    # the site without it, with the problem still told
    _wait_for(address, lambda state: not state["note"] and bool(_says(state, path)))
    with pytest.raises(urllib.error.HTTPError, match="404"):
        _read(f"{address}cases/{file.stem}/")
    assert b"_check/panel.js" in _read(f"{address}about/")

    file.write_text(sound, "utf-8")
    _wait_for(address, lambda state: not state["note"] and not _says(state, path))
    assert b"<h1" in _read(f"{address}cases/{file.stem}/")


def test_each_file_is_made_when_it_is_asked_for(preview: tuple[Path, str]) -> None:
    root, address = preview
    made = [one for one in (root / ".cache").rglob("*.html") if one.name == "index.html"]
    page = _read(f"{address}cases/durban-soup-tent/")
    assert b"<h1" in page and b"_check/panel.js?site=" in page
    # that page, and no other
    assert len([one for one in (root / ".cache").rglob("*.html") if one.name == "index.html"]) <= len(made) + 1
    # a folder is found without its slash too
    assert _read(f"{address}cases/durban-soup-tent") == page
    assert json.loads(_read(f"{address}data/casebook.json"))["cases"]
    assert json.loads(_read(f"{address}find/card/durban-soup-tent.json"))["html"]
    assert b"casebook.json" in _read(f"{address}data/")
    assert json.loads(_read(f"{address}find/index/head.json"))["kinds"]
    with pytest.raises(urllib.error.HTTPError, match="404") as nowhere:
        _read(f"{address}no/such/page/")
    assert b"This page is not here" in nowhere.value.read()


def test_what_is_asked_for_is_known_by_its_address_alone(preview: tuple[Path, str]) -> None:
    root, address = preview
    # a file of the generator, a page that only stands for one of ours, and a way out of the folder
    assert b"--paper" in _read(f"{address}assets/casebook.css")
    assert b"Made when it is asked for" not in _read(f"{address}explore/")
    assert (root / "mkdocs.yml").is_file()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        _read(f"{address}find/%2e%2e/%2e%2e/%2e%2e/%2e%2e/mkdocs.yml")


def test_once_nobody_waits_the_cases_are_kept(preview: tuple[Path, str]) -> None:
    root, _ = preview
    deadline = time.monotonic() + PATIENCE
    while not list(root.glob(".cache/book/cases-*")):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_the_panel_is_served_and_nothing_beside_it(preview: tuple[Path, str]) -> None:
    _, address = preview
    assert b"problems.json" in _read(f"{address}_check/panel.js")
    assert b".check-panel" in _read(f"{address}_check/panel.css")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        _read(f"{address}_check/watch.py")


def test_a_site_that_is_kept_knows_nothing_of_it(shelf_site: Path) -> None:
    files = [one for one in shelf_site.rglob("*") if one.is_file()]
    assert files
    assert not [one for one in files if "_check" in one.parts or one.name.startswith("panel.")]
    assert not [one for one in files if one.suffix in {".html", ".js"} and b"_check/" in one.read_bytes()]
