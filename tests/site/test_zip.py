"""The site as one file: unpacked into a folder, every link of it leads to a file, and nothing in it needs a server."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest

from casebook.releases import SITE_ZIP, SiteFiles, find_faults, write_folder_copy, write_list

FOLDER = "casebook/"


@pytest.fixture(scope="module")
def files(shelf_site: Path) -> dict[str, bytes]:
    """What is in the file, by its name below the folder into which it unpacks."""
    with ZipFile(shelf_site / SITE_ZIP) as read:
        assert all(name.startswith(FOLDER) for name in read.namelist())
        return {name.removeprefix(FOLDER): read.read(name) for name in read.namelist()}


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, str]:
    return {name: content.decode() for name, content in files.items() if name.endswith(".html")}


def _list_links(html: str) -> list[str]:
    return [one or other for one, other in re.findall(r'\s(?:href|src)="([^"]*)"|; url=([^"]*)"', html)]


def test_it_holds_every_page_and_what_they_look_like(files: dict[str, bytes], shelf_site: Path) -> None:
    made = {file.relative_to(shelf_site).as_posix() for file in shelf_site.rglob("*.html")}
    texts = {name for name in made if re.fullmatch(r"cases/[^/]+/text/.*", name)}
    assert len(texts) > 5 and len(made) > 150
    assert {name for name in files if name.endswith(".html")} == made - texts - {"404.html"} | {"START-HERE.html"}
    assert "assets/casebook.css" in files and "assets/favicon.svg" in files
    # nothing that only a server can be asked for, and nothing twice
    assert not [name for name in files if re.search(r"\.(js|json|zip|csv|webmanifest)$|^find/index/", name)]


def test_every_link_leads_to_a_file(files: dict[str, bytes], pages: dict[str, str]) -> None:
    broken, seen = [], 0
    for name, html in pages.items():
        for link in _list_links(html):
            url = urlsplit(link)
            if url.scheme:
                continue
            seen += 1
            parts = [part for part in (*name.split("/")[:-1], *unquote(url.path).split("/")) if part not in {"", "."}]
            target: list[str] = []
            for part in parts:
                target = target[:-1] if part == ".." else [*target, part]
            file = "/".join(target) if url.path else name
            if file not in files:
                broken.append(f"{name}: {link} leads to no file")
    assert seen > 5000
    assert not broken, "\n".join(broken[:20])


def test_every_link_leads_to_the_place_in_a_page_that_it_led_to(pages: dict[str, str], shelf_site: Path) -> None:
    for name, html in pages.items():
        if name != "START-HERE.html":
            original = (shelf_site / name).read_text(encoding="utf-8")
            assert re.findall(r'href="[^"]*#([^"]*)"', html) == re.findall(r'href="[^"]*#([^"]*)"', original), name


def test_no_page_needs_what_a_folder_has_not(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        assert not re.search(r"<script[^>]* src|rel=\"manifest\"", html), name
        if 'http-equiv="refresh"' not in html and name != "START-HERE.html":
            # the line that says so is in sight, and the other one is not
            assert ' data-notice="folder"' in html and ' hidden data-notice="folder"' not in html, name
            assert ' hidden data-notice="kept"' in html, name
            assert "style-src 'self' file:" in html and "script-src" not in html, name
            assert 'class="no-js"' in html, name


def test_the_first_page_leads_in_and_says_what_is_missing(pages: dict[str, str]) -> None:
    first = pages["START-HERE.html"]
    assert 'href="./index.html"' in first and 'href="explore/index.html"' in first
    assert "What is missing in a folder" in first


def test_what_is_not_in_it_is_no_link_where_nobody_knows_the_address(pages: dict[str, str]) -> None:
    data = pages["data/index.html"]
    assert (
        "<a download>Take casebook.json along</a>" in data
        and "As plain text" not in pages["cases/durban-soup-tent/index.html"]
    )


def test_with_an_address_what_is_not_in_it_leads_to_the_site(shelf_site: Path, tmp_path: Path) -> None:
    for name in ("data/index.html", "cases/durban-soup-tent/index.html"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes((shelf_site / name).read_bytes())
    write_folder_copy(SiteFiles(tmp_path), "data/all.zip", '<a href="./">In</a>', "https://site.test/book/")
    with ZipFile(tmp_path / "data/all.zip") as read:
        data = read.read(f"{FOLDER}data/index.html").decode()
        first = read.read(f"{FOLDER}START-HERE.html").decode()
    assert 'href="https://site.test/book/data/casebook.json"' in data
    assert 'href="https://site.test/book/about/#confidence"' in data
    assert first == '<a href="https://site.test/book/">In</a>'


def test_the_same_site_gives_the_same_bytes(shelf_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.html", "a.css", "b/index.html"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    made = []
    for when in ("1600000000", "1600000000", "0"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", when)
        write_folder_copy(SiteFiles(tmp_path), "all.zip", "first")
        made.append((tmp_path / "all.zip").read_bytes())
    assert made[0] == made[1] != made[2]
    with ZipFile(tmp_path / "all.zip") as read:
        assert read.namelist() == [f"{FOLDER}{name}" for name in ("START-HERE.html", "a.css", "b/index.html", "z.html")]
        assert {one.date_time for one in read.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_site_is_not_whole_without_it(shelf_site: Path) -> None:
    assert not find_faults(shelf_site)
    listed = (shelf_site / "SHA256SUMS").read_text(encoding="utf-8")
    assert f"  {SITE_ZIP}\n" in listed and "  offline/release.json\n" in listed


def test_its_absence_fails_a_build(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("x", encoding="utf-8")
    assert write_list(SiteFiles(tmp_path), ["index.html", SITE_ZIP]) == [SITE_ZIP]


def test_its_size_is_said_where_it_is_linked(shelf_site: Path) -> None:
    size = (shelf_site / SITE_ZIP).stat().st_size
    says = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"
    for name in ("data/index.html", "offline/index.html"):
        html = (shelf_site / name).read_text(encoding="utf-8")
        assert f'data-size="zip">{says}<' in html and "hidden data-sized" not in html, name
