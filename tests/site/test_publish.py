"""Building: a broken case stops it before the old site is touched, and the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from landing import copy_generator


def _digest(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _build(project: Path, *more: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *more],
        cwd=project,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1600000000"} | env,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def _make_project(root: Path, shelf_project: Path) -> Path:
    """The invented book, ready to be built."""
    shutil.copytree(shelf_project, root)
    copy_generator(root)
    return root


@pytest.mark.parametrize("kind", ["a file elsewhere", "a folder elsewhere", "a page of its own", "a pipe"])
def test_nothing_in_docs_leads_elsewhere(kind: str, tmp_path: Path, shelf_project: Path) -> None:
    root = _make_project(tmp_path / "project", shelf_project)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("canary", encoding="utf-8")
    place = root / "docs" / "assets" / "leak.txt"
    if kind == "a pipe":
        os.mkfifo(place)
    else:
        targets = {
            "a file elsewhere": tmp_path / "elsewhere" / "secret.txt",
            "a folder elsewhere": tmp_path / "elsewhere",
        }
        place.symlink_to(targets.get(kind, root / "docs" / "assets" / "favicon.svg"))

    failed = _build(root)

    assert failed.returncode != 0 and "Traceback" not in failed.stderr
    assert "docs/assets/leak.txt" in failed.stderr and "canary" not in failed.stderr
    assert not (root / "site").exists()


def test_a_broken_case_leaves_the_last_site_untouched(tmp_path: Path, shelf_project: Path) -> None:
    root = _make_project(tmp_path / "project", shelf_project)
    for name in ("index.html", "cases/old/index.html", "assets/site.css"):
        (root / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / name).write_text("the last good one", encoding="utf-8")
    before = _digest(root / "site")
    case = next((root / "cases" / "durban").glob("*.md"))
    case.write_text(case.read_text(encoding="utf-8").replace("summary:", "sumary:", 1), encoding="utf-8")

    failed = _build(root, "--strict")

    assert failed.returncode != 0
    assert f"cases/durban/{case.name}" in failed.stderr
    assert "sumary" in failed.stderr and "Traceback" not in failed.stderr
    assert _digest(root / "site") == before


def test_a_case_that_cannot_be_rendered_is_named_and_left_out(tmp_path: Path, shelf_project: Path) -> None:
    root = _make_project(tmp_path / "project", shelf_project)
    # nothing that the checker lets pass is known to fail, so here the renderer is made to
    rendering = root / "hooks/casebook/markup/rendering.py"
    text = rendering.read_text(encoding="utf-8")
    fails = '    if "which nobody can render" in text:\n        raise RecursionError\n'
    start = """below the page's own.\"\"\"\n"""
    assert start in text
    rendering.write_text(text.replace(start, start + fails), encoding="utf-8")
    case = next((root / "cases" / "durban").glob("*.md"))
    case.write_text(case.read_text(encoding="utf-8") + "\nA story which nobody can render.\n", encoding="utf-8")

    made = _build(root, "--strict")

    assert made.returncode == 0, made.stderr
    assert f"Left out: cases/durban/{case.name}" in made.stderr and "RecursionError" in made.stderr
    pages = {file.parent.name for file in (root / "site/cases").glob("*/index.html")}
    assert case.stem not in pages and len(pages) > 5
    assert not [file for file in (root / "site").rglob("*.html") if f"cases/{case.stem}/" in file.read_text("utf-8")]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, shelf_project: Path, shelf_site: Path) -> None:
    root = _make_project(tmp_path / "elsewhere", shelf_project)
    # another folder, another order of what has none, and the other site was built without a seed
    done = _build(root, "--strict", "--site-dir", "again", PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stderr
    made = _digest(root / "again")
    assert len(made) > 300
    assert made == _digest(shelf_site)


@dataclass(frozen=True)
class _Odd:
    """A site below a path, of a project in which one case is broken and another means harm."""

    site: Path
    broken: Path
    whole: list[Path]
    hostile: Path


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, shelf_project: Path) -> _Odd:
    root = _make_project(tmp_path_factory.mktemp("odd") / "project", shelf_project)
    broken, *whole = sorted((root / "cases").glob("[!_]*/*.md"))
    broken.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    # What the checker lets through must still be harmless: quotes and angle brackets in plain fields.
    hostile = root / "cases" / "durban" / "durban-empty-school.md"
    assert hostile in whole
    text = hostile.read_text(encoding="utf-8")
    start = text.index("title:")
    end = text.index("\n", start)
    while text[end + 1] == " ":
        end = text.index("\n", end + 1)
    title = 'title: "5 > 3 & \\"{{ config }}\\" \' onload=x {% raw %}"'
    hostile.write_text(text[:start] + title + text[end:], encoding="utf-8")
    address = {"CASEBOOK_SITE_URL": "https://site.test/book/", "CASEBOOK_REPO_URL": "https://code.test/us/book"}
    done = _build(root, **address)
    assert done.returncode == 0, done.stderr
    return _Odd(root / "site", broken, whole, hostile)


def test_without_strict_the_site_goes_on_without_the_broken_case(odd: _Odd) -> None:
    assert not (odd.site / "cases" / odd.broken.stem).exists()
    assert all((odd.site / "cases" / file.stem / "index.html").is_file() for file in odd.whole)


def test_a_hostile_case_runs_nothing(odd: _Odd) -> None:
    page = (odd.site / "cases" / odd.hostile.stem / "index.html").read_text(encoding="utf-8")
    assert "{{ config }}" in page and "5 &gt; 3 &amp;" in page
    assert "<title>5 &gt; 3" in page


def test_below_a_path_the_404_page_still_leads_home(odd: _Odd) -> None:
    # It is served at every address, so its links cannot be relative.
    page = (odd.site / "404.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="?([^\s">]+)', page)
    assert links and all(link.startswith(("/book/", "#")) or link == "/book" for link in links), links


def test_a_page_names_its_address_and_its_file(odd: _Odd) -> None:
    case = odd.whole[0]
    page = (odd.site / "cases" / case.stem / "index.html").read_text(encoding="utf-8")
    assert f'rel="canonical" href="https://site.test/book/cases/{case.stem}/"' in page
    assert f"https://code.test/us/book/blob/main/cases/{case.parent.name}/{case.name}" in page
    assert f"https://site.test/book/cases/{case.stem}/" in (odd.site / "sitemap.xml").read_text(encoding="utf-8")
