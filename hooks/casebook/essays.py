"""The files of essays of a project."""

from __future__ import annotations

from pathlib import Path

from casebook.files import SHARED_LIMIT, name_path, read_bytes
from casebook.frontmatter import Document, read_yaml
from casebook.rules import CheckedFile

__all__ = ["find_essay_files", "open_essays"]


def find_essay_files(root: Path) -> list[Path]:
    """The essays of a project. They speak of its own cases, so no other project's are taken instead."""
    return sorted((root / "schema" / "essays").glob("*.yml"))


def open_essays(file: Path, root: Path) -> CheckedFile:
    """Read a file of essays."""
    raw, problems = read_bytes(file, root)
    if raw is None:
        document = Document(None, diagnostics=problems.found)
    else:
        document = read_yaml(raw, problems.path, SHARED_LIMIT)
    return CheckedFile(file.stem, name_path(file, root), document)
