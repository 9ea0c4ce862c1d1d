"""A casebook that was installed as a wheel checks any project, far from the checkout that it was built of."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from casebook.files import find_schema_folder
from landing import PROJECT
from unit.examples import TESTS, make_project

_SCHEMA = PROJECT / "schema"
_SHIPPED = sorted(
    file.relative_to(PROJECT).as_posix() for glob in ("*.json", "vocabulary/*.yml") for file in _SCHEMA.glob(glob)
)
_TOP = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT.md")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def _run(*arguments: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"} | env,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def _build_wheel(source: Path, folder: Path) -> Path:
    pip = ("-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    done = _run(*pip, "--wheel-dir", folder, source, cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


def _read_schema_files(wheel: Path) -> dict[str, bytes]:
    """The schemas and vocabularies of a wheel by their names in the project."""
    with ZipFile(wheel) as opened:
        names = [name for name in opened.namelist() if name.startswith("casebook/schema/")]
        return {name.removeprefix("casebook/"): opened.read(name) for name in sorted(names)}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a wheel is built of, without what earlier builds and installs left in the checkout."""
    root = tmp_path_factory.mktemp("source") / "project"
    left_out = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for folder in ("hooks", "schema"):
        shutil.copytree(PROJECT / folder, root / folder, ignore=left_out)
    for name in _TOP:
        shutil.copy(PROJECT / name, root)
    return root


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the project, in which an earlier build left a vocabulary that there is no more."""
    left = source / "build" / "lib" / "casebook" / "schema" / "vocabulary" / "gone.yml"
    left.parent.mkdir(parents=True)
    left.touch()
    return _build_wheel(source, tmp_path_factory.mktemp("wheel") / "wheels")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("installed") / "packages"
    pip = ("-m", "pip", "install", "--quiet", "--no-index", "--no-deps")
    done = _run(*pip, "--target", folder, wheel, cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def run(installed: Path, tmp_path: Path) -> Run:
    """Python that knows the installed casebook and what it needs, but not the checkout."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    # without site (-S) no .pth file leads to the checkout
    needed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    path = os.pathsep.join([str(installed), *sorted(needed)])
    return lambda *arguments: _run("-S", *arguments, cwd=elsewhere, PYTHONPATH=path)


def test_wheel_holds_every_schema_and_vocabulary_and_nothing_else_of_schema(wheel: Path) -> None:
    assert _read_schema_files(wheel) == {name: (PROJECT / name).read_bytes() for name in _SHIPPED}


def test_wheel_holds_only_the_package(wheel: Path) -> None:
    with ZipFile(wheel) as opened:
        tops = {name.split("/")[0] for name in opened.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"casebook"}


def test_source_distribution_builds_the_same_wheel(source: Path, wheel: Path, tmp_path: Path) -> None:
    script = f"from setuptools import build_meta; build_meta.build_sdist({str(tmp_path)!r})"
    done = _run("-c", script, cwd=source)
    assert done.returncode == 0, done.stderr
    (packed,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(packed) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert {*_SHIPPED, "hooks/casebook_build.py"} <= names
    again = _build_wheel(packed, tmp_path / "wheels")
    assert _read_schema_files(again) == _read_schema_files(wheel)
    with ZipFile(again) as ours, ZipFile(wheel) as theirs:
        assert set(ours.namelist()) == set(theirs.namelist())


def test_installed_casebook_is_not_that_of_the_checkout(run: Run, installed: Path) -> None:
    done = run("-c", "import casebook; print(casebook.__file__)")
    assert Path(done.stdout.strip()) == installed / "casebook" / "__init__.py", done.stderr


def test_installed_casebook_checks_a_project_without_a_schema(run: Run, tmp_path: Path) -> None:
    clean = run("-m", "casebook", "check", "--root", make_project(tmp_path / "clean"))
    assert (clean.returncode, clean.stdout) == (0, "2 files checked: no problem found.\n"), clean.stderr
    root = make_project(tmp_path / "broken", TESTS / "cases_bad" / "wrong-term--covid.md")
    broken = run("-m", "casebook", "check", "--root", root)
    assert broken.returncode == 1, broken.stderr
    assert "cases/teresina/wrong-term.md:" in broken.stdout
    assert "error[wrong-term]" in broken.stdout


def test_a_schema_of_the_project_counts_whole(run: Run, tmp_path: Path) -> None:
    root = make_project(tmp_path / "own")
    shutil.copytree(_SCHEMA, root / "schema", ignore=shutil.ignore_patterns("essays", "crises.yml"))
    done = run("-m", "casebook", "check", "--root", root)
    assert done.returncode == 1, done.stderr
    assert "schema/vocabulary/crises.yml:1:1: error[unreadable-file]" in done.stdout


def test_a_broken_vocabulary_of_the_package_is_named_as_in_the_project(
    installed: Path, run: Run, tmp_path: Path
) -> None:
    file = installed / "casebook" / "schema" / "vocabulary" / "crises.yml"
    whole = file.read_bytes()
    file.write_bytes(b"terms: [\n")
    try:
        done = run("-m", "casebook", "check", "--root", make_project(tmp_path / "clean"))
    finally:
        file.write_bytes(whole)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("schema/vocabulary/crises.yml:"), done.stdout


def test_a_checkout_uses_its_own_schema(tmp_path: Path) -> None:
    assert find_schema_folder(tmp_path) == _SCHEMA
