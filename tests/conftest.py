"""What several kinds of tests share: the real book, and the real site, each made once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.generate import generate_cases
from casebook.book import Book, link_book
from casebook.check import Reading, check_project
from casebook.fields import Schemas, load_schemas

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def project_reading() -> Reading:
    """The project's own files, read and checked."""
    return check_project(PROJECT)


@pytest.fixture(scope="session")
def project_book(project_reading: Reading) -> Book:
    """The project's own cases, linked."""
    return link_book(project_reading)


@pytest.fixture(scope="session")
def generated_book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book of some hundred cases: more than one page can show."""
    root = tmp_path_factory.mktemp("generated") / "book"
    generate_cases(root, 220)
    reading = check_project(root)
    assert not reading.diagnostics
    return link_book(reading)


@pytest.fixture(scope="session")
def project_schemas() -> Schemas:
    """The project's own schemas."""
    schemas, problems = load_schemas(PROJECT)
    assert schemas is not None, problems
    return schemas


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's site, built as it is published: strict, so that any warning fails."""
    site = tmp_path_factory.mktemp("built") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=PROJECT,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1600000000"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return site
