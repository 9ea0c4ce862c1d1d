"""What several kinds of tests share: the project's book and site, and those of other books, each made once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from benchmarks.generate import generate_cases
from casebook.book import Book, link_book
from casebook.check import Reading, check_project
from casebook.export import Edition, make_edition
from casebook.fields import Schemas, load_schemas
from casebook.render import Article, Renderer, render_articles
from landing import ADDED, PROJECT, copy_generator, make_root

# What is asked here is asked anew, of the code as it stands; what remembers has tests of its own.
os.environ["CASEBOOK_NO_CACHE"] = "1"

SITE_URL = "https://casebook.test/"
"""Where a site says that it stands, if it says so."""

_BOOKS = ["project", *(pytest.param(name, marks=pytest.mark.lands) for name in ADDED)]
_SITES = ["project", pytest.param("ten", marks=pytest.mark.lands)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reads the project's own book. A test of a site with the book of another would build each site too often."""
    for item in items:
        if {"project_root", "site_root"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("book")
        chosen = item.callspec.params if hasattr(item, "callspec") else {}
        if {"project_root", "site_root"} <= set(chosen):
            raise pytest.UsageError(f"{item.nodeid}: the book of a built site is `built_book`, not `project_book`.")


@pytest.fixture(scope="session")
def roots(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A function that gives the project's folder, or the same with cases added to it, by what is added."""

    @cache
    def make(name: str) -> Path:
        return PROJECT if name == "project" else make_root(tmp_path_factory.mktemp(name) / "project", name)

    return make


@cache
def _read(root: Path) -> Reading:
    reading = check_project(root)
    errors = [one for one in reading.diagnostics if one.severity == "error"]
    assert not errors, errors
    return reading


@cache
def _link(root: Path) -> Book:
    return link_book(_read(root))


@cache
def _make_renderer(root: Path) -> Renderer:
    schemas = _read(root).schemas
    assert schemas
    return Renderer(_link(root), schemas)


@cache
def _render(root: Path) -> dict[str, Article]:
    return {article.address: article for article in render_articles(_make_renderer(root))}


@pytest.fixture(scope="session", params=_BOOKS)
def project_root(request: pytest.FixtureRequest, roots: Callable[[str], Path]) -> Path:
    """The project's folder; and the same with cases added to it by somebody, of which no test may know."""
    return roots(request.param)


@pytest.fixture(scope="session")
def project_reading(project_root: Path) -> Reading:
    """The project's own files, read and checked."""
    return _read(project_root)


@pytest.fixture(scope="session")
def project_book(project_root: Path) -> Book:
    """The project's own cases, linked."""
    return _link(project_root)


@pytest.fixture(scope="session")
def project_edition(project_reading: Reading, project_book: Book) -> Edition:
    """The project's own book as it is handed out by a site that knows its address."""
    return make_edition(project_reading, project_book, url=SITE_URL)


@pytest.fixture(scope="session")
def shelf_edition(shelf_project: Path, shelf_book: Book) -> Edition:
    """The invented book as it is handed out by a site that knows its address."""
    return make_edition(check_project(shelf_project), shelf_book, url=SITE_URL)


@pytest.fixture(scope="session")
def project_renderer(project_root: Path) -> Renderer:
    """What renders the project's own cases."""
    return _make_renderer(project_root)


@pytest.fixture(scope="session")
def project_articles(project_root: Path) -> dict[str, Article]:
    """Every article of the project's site by its address, rendered once for all tests."""
    return _render(project_root)


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
def site_root(request: pytest.FixtureRequest, roots: Callable[[str], Path]) -> Path:
    """The folder of which the site is made: the project's; and the same with ten cases more."""
    root = roots(request.param)
    if root != PROJECT:
        copy_generator(root)
    return root


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """A function that builds a project's site; it gives the folder of the same site when it is asked again."""
    return cache(lambda root: build_site(root, tmp_path_factory.mktemp("built") / "site"))


@pytest.fixture(scope="session")
def built_site(site_root: Path, sites: Callable[[Path], Path]) -> Path:
    """The project's site, built as it is published."""
    return sites(site_root)


@pytest.fixture(scope="session")
def built_book(site_root: Path) -> Book:
    """The book of which the site is made."""
    return _link(site_root)


@pytest.fixture(scope="session")
def built_articles(site_root: Path) -> dict[str, Article]:
    """Every article of the built site by its address."""
    return _render(site_root)
