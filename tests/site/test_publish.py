"""Building: a broken case stops it before the old site is touched, and the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from landing import copy_generator


def _digest(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _build(project: Path, *more: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *more],
        cwd=project,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1600000000", "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def small_project(tmp_path: Path, shelf_project: Path) -> Path:
    """The invented book, ready to be built."""
    root = tmp_path / "project"
    shutil.copytree(shelf_project, root)
    copy_generator(root)
    return root


def test_a_broken_case_leaves_the_last_site_untouched(small_project: Path) -> None:
    done = _build(small_project, "--strict")
    assert done.returncode == 0, done.stderr
    before = _digest(small_project / "site")
    case = next((small_project / "cases" / "durban").glob("*.md"))
    case.write_text(case.read_text(encoding="utf-8").replace("summary:", "sumary:", 1), encoding="utf-8")

    failed = _build(small_project, "--strict")

    assert failed.returncode != 0
    assert f"cases/durban/{case.name}" in failed.stderr
    assert "sumary" in failed.stderr and "Traceback" not in failed.stderr
    assert _digest(small_project / "site") == before


def test_without_strict_the_site_goes_on_without_the_broken_case(small_project: Path) -> None:
    broken, *whole = sorted((small_project / "cases" / "durban").glob("*.md"))
    broken.write_text("---\ntitle: [\n---\n", encoding="utf-8")

    done = _build(small_project)

    assert done.returncode == 0, done.stderr
    assert not (small_project / "site" / "cases" / broken.stem).exists()
    assert all((small_project / "site" / "cases" / file.stem / "index.html").is_file() for file in whole)


def test_the_same_input_gives_the_same_bytes(small_project: Path) -> None:
    assert _build(small_project, "--strict", "--site-dir", "one", seed="1").returncode == 0
    assert _build(small_project, "--strict", "--site-dir", "two", seed="2").returncode == 0
    assert _digest(small_project / "one") == _digest(small_project / "two")


def test_a_hostile_case_runs_nothing(small_project: Path) -> None:
    # What the checker lets through must still be harmless: quotes and angle brackets in plain fields.
    case = small_project / "cases" / "durban" / "durban-empty-school.md"
    text = case.read_text(encoding="utf-8")
    start = text.index("title:")
    end = text.index("\n", start)
    while text[end + 1] == " ":
        end = text.index("\n", end + 1)
    title = 'title: "5 > 3 & \\"{{ config }}\\" \' onload=x {% raw %}"'
    case.write_text(text[:start] + title + text[end:], encoding="utf-8")

    done = _build(small_project)

    assert done.returncode == 0, done.stderr
    page = (small_project / "site" / "cases" / "durban-empty-school" / "index.html").read_text(encoding="utf-8")
    assert "{{ config }}" in page and "5 &gt; 3 &amp;" in page
    assert "<title>5 &gt; 3" in page


def test_below_a_path_the_404_page_still_leads_home(small_project: Path) -> None:
    # It is served at every address, so its links cannot be relative.
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=small_project,
        env=os.environ
        | {"CASEBOOK_SITE_URL": "https://site.test/book/", "CASEBOOK_REPO_URL": "https://code.test/us/book"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    page = (small_project / "site" / "404.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="?([^\s">]+)', page)
    assert links and all(link.startswith(("/book/", "#")) or link == "/book" for link in links), links
    case = (small_project / "site" / "cases" / "durban-empty-school" / "index.html").read_text(encoding="utf-8")
    assert 'rel="canonical" href="https://site.test/book/cases/durban-empty-school/"' in case
    assert "https://code.test/us/book/blob/main/cases/durban/durban-empty-school.md" in case
    sitemap = (small_project / "site" / "sitemap.xml").read_text()
    assert "https://site.test/book/cases/durban-empty-school/" in sitemap
