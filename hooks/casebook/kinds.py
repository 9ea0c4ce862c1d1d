"""The kinds of file that a project holds: where each lies, who reads it, by what it is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casebook.files import (
    CASE_LIMIT,
    SHARED_LIMIT,
    ParsedFile,
    find_schema_folder,
    list_folder,
    read_front_matter,
    read_yaml,
    walk_folder,
)
from casebook.rules import (
    CASE_RULES,
    ESSAY_RULES,
    SOURCE_RULES,
    TRANSLATION_RULES,
    VOCABULARY_RULES,
    Rule,
    is_leftover,
    is_translation,
)

__all__ = ["CASE", "ESSAY", "KINDS", "SOURCE", "TRANSLATION", "VOCABULARY", "FileKind"]


@dataclass(frozen=True)
class FileKind:
    """A kind of file."""

    id: str
    """Its name, which is also that of its schema."""
    find: Callable[[Path], Iterator[Path]]
    """The files of this kind in a project, by its folder."""
    read: Callable[[bytes, str, int, dict[str, Any] | None], ParsedFile]
    """What reads its bytes, under the name that messages use, up to so many of them; its facts, if they are known."""
    limit: int
    """How many bytes such a file may have."""
    rules: tuple[Rule, ...]
    """What is asked of it beside its schema."""


def _find_cases(root: Path) -> Iterator[Path]:
    return (file for file in _find_texts(root) if not is_translation(file))


def _find_translations(root: Path) -> Iterator[Path]:
    return filter(is_translation, _find_texts(root))


def _find_texts(root: Path) -> Iterator[Path]:
    folder = root / "cases"
    for file in walk_folder(folder):
        parts = file.relative_to(folder).parts
        # of a folder cases/ that is a link itself there are no parts
        if file.suffix == ".md" and not is_leftover(file) and parts and parts[0] != "_sources":
            yield file


def _find_sources(root: Path) -> Iterator[Path]:
    folder = root / "cases" / "_sources"
    # neither is walked into if it is a link
    for file in () if folder.parent.is_symlink() else walk_folder(folder):
        if file.suffix == ".yml" and file.parent == folder:
            yield file


def _find_vocabularies(root: Path) -> Iterator[Path]:
    yield from list_folder(find_schema_folder(root) / "vocabulary", ".yml")


def _find_essays(root: Path) -> Iterator[Path]:
    # they speak of the project's own cases, so no other project's are taken instead
    yield from list_folder(root / "schema" / "essays", ".yml")


CASE = FileKind("case", _find_cases, read_front_matter, CASE_LIMIT, CASE_RULES)
TRANSLATION = FileKind("translation", _find_translations, read_front_matter, CASE_LIMIT, TRANSLATION_RULES)
SOURCE = FileKind("source", _find_sources, read_yaml, SHARED_LIMIT, SOURCE_RULES)
VOCABULARY = FileKind("vocabulary", _find_vocabularies, read_yaml, SHARED_LIMIT, VOCABULARY_RULES)
ESSAY = FileKind("essay", _find_essays, read_yaml, SHARED_LIMIT, ESSAY_RULES)

KINDS = (CASE, TRANSLATION, SOURCE, VOCABULARY, ESSAY)
"""The kinds, in the order in which the guide explains them."""
