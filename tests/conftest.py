"""What several kinds of tests share: the project's book and site, and those of other books, each made once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.generate import generate_cases
from casebook.book import Book, link_book
from casebook.check import Reading, check_project
from casebook.fields import Schemas, load_schemas
from casebook.render import Article, Renderer, render_articles
from landing import ADDED, PROJECT, copy_generator, make_root

_BOOKS = ["project", *(pytest.param(name, marks=pytest.mark.lands) for name in ADDED)]
_SITES = ["project", pytest.param("ten", marks=pytest.mark.lands)]


@pytest.fixture(scope="session", params=_BOOKS)
def project_root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's folder; and the same with cases added to it by somebody, of which no test may know."""
    if request.param == "project":
        return PROJECT
    return make_root(tmp_path_factory.mktemp(request.param) / "book", request.param)


@pytest.fixture(scope="session")
def project_reading(project_root: Path) -> Reading:
    """The project's own files, read and checked."""
    reading = check_project(project_root)
    errors = [one for one in reading.diagnostics if one.severity == "error"]
    assert not errors, errors
    return reading


@pytest.fixture(scope="session")
def project_book(project_reading: Reading) -> Book:
    """The project's own cases, linked."""
    return link_book(project_reading)


@pytest.fixture(scope="session")
def project_articles(project_book: Book, project_schemas: Schemas) -> dict[str, Article]:
    """Every article of the project's site by its address, rendered once for all tests."""
    return {article.address: article for article in render_articles(Renderer(project_book, project_schemas))}


@pytest.fixture(scope="session")
def shelf_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented book with the project's schema and vocabularies: what is known of it may be asserted."""
    root = tmp_path_factory.mktemp("shelf") / "project"
    shutil.copytree(PROJECT / "schema", root / "schema", ignore=shutil.ignore_patterns("essays"))
    shutil.copytree(PROJECT / "tests" / "shelf", root, dirs_exist_ok=True)
    return root


@pytest.fixture(scope="session")
def shelf_book(shelf_project: Path) -> Book:
    """The invented book."""
    reading = check_project(shelf_project)
    assert {one.code for one in reading.diagnostics} == {"no-story"}, reading.diagnostics
    return link_book(reading)


@pytest.fixture(scope="session")
def shelf_articles(shelf_book: Book, project_schemas: Schemas) -> dict[str, Article]:
    """Every article of the invented book's site by its address."""
    return {article.address: article for article in render_articles(Renderer(shelf_book, project_schemas))}


@pytest.fixture(scope="session")
def shelf_site(shelf_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented book's site, built as the project's is published."""
    root = tmp_path_factory.mktemp("shelf-site") / "project"
    shutil.copytree(shelf_project, root)
    copy_generator(root)
    return build_site(root, root / "site")


@pytest.fixture(scope="session")
def generated_book(shelf_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A fixed book of some hundred cases: more than one page can show."""
    root = tmp_path_factory.mktemp("generated") / "book"
    generate_cases(root, 220, project=shelf_project)
    reading = check_project(root)
    assert not [one for one in reading.diagnostics if one.severity == "error"], reading.diagnostics
    return link_book(reading)


@pytest.fixture(scope="session")
def generated_articles(generated_book: Book, project_schemas: Schemas) -> dict[str, Article]:
    """Every article of the large book's site by its address."""
    return {article.address: article for article in render_articles(Renderer(generated_book, project_schemas))}


@pytest.fixture(scope="session")
def project_schemas() -> Schemas:
    """The project's own schemas."""
    schemas, problems = load_schemas(PROJECT)
    assert schemas is not None, problems
    return schemas


def build_site(root: Path, site: Path) -> Path:
    """Build a project's site as it is published: strict, so that any warning fails."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=root,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1600000000"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session", params=_SITES)
def site_root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of which the site is made: the project's; and the same with ten cases more."""
    if request.param == "project":
        return PROJECT
    root = make_root(tmp_path_factory.mktemp("landed") / "project", request.param)
    copy_generator(root)
    return root


@pytest.fixture(scope="session")
def built_site(site_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's site, built as it is published."""
    return build_site(site_root, tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def built_book(site_root: Path) -> Book:
    """The book of which the site is made."""
    return link_book(check_project(site_root))
