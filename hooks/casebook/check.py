"""Read and check a whole casebook in one place.

What comes out is plain data of which everything after it can be sure, and every problem on the way.
A file with an error is left out and the others stay.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from casebook.diagnostics import Diagnostic, Position
from casebook.fields import Schemas, check_facts, load_schemas
from casebook.fields.vocabularies import load_vocabularies
from casebook.files import (
    CASE_LIMIT,
    SHARED_LIMIT,
    ParsedFile,
    name_path,
    read_bytes,
    read_front_matter,
    read_yaml,
)
from casebook.model import Vocabulary
from casebook.rules import (
    CASE_RULES,
    SOURCE_RULES,
    CheckedFile,
    Project,
    Rule,
    check_essays,
    find_evidence,
)
from casebook.rules.terms import check_terms, find_terms
from casebook.text.dates import today as day_of_check

__all__ = ["RawCase", "RawSource", "Reading", "check_project"]


@dataclass(frozen=True)
class RawCase:
    """A case without errors, as plain data."""

    id: str
    """The file's name without its ending."""
    path: str
    """The file, relative to the project, with forward slashes."""
    facts: dict[str, Any]
    """The front matter; dates are texts."""
    story: str
    """The Markdown below the front matter."""


@dataclass(frozen=True)
class RawSource:
    """A shared source or a file of essays without errors, as plain data."""

    id: str
    """The file's name without its ending."""
    path: str
    """The file, relative to the project, with forward slashes."""
    facts: dict[str, Any]
    """The fields; dates are texts."""


@dataclass(frozen=True)
class Reading:
    """What reading and checking a project has found."""

    root: Path
    """The folder that holds cases/."""
    cases: tuple[RawCase, ...]
    """The cases without errors whose evidence and terms can all be looked up, by id."""
    sources: tuple[RawSource, ...]
    """The shared sources without errors, by id."""
    essays: tuple[RawSource, ...]
    """The files of essays without errors, by id."""
    vocabularies: dict[str, Vocabulary]
    """The vocabularies without errors, by id."""
    diagnostics: tuple[Diagnostic, ...]
    """Every problem, in the order of files and lines."""
    checked: tuple[str, ...]
    """Every file that was read, relative to the project."""


@dataclass(frozen=True)
class _Found:
    """The files of a project, by what they are."""

    cases: list[Path]
    sources: list[Path]
    problems: list[Diagnostic]


_TRANSLATION = re.compile(r"(.+)\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)")


def _walk(folder: Path) -> Iterator[Path]:
    """Every file below a folder, sorted; what begins with a dot is the editor's or git's own."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # a folder that is a link is not walked into, but must not vanish silently
        linked = [name for name in folders if os.path.islink(os.path.join(here, name))]
        for name in sorted([*names, *linked]):
            if not name.startswith("."):
                yield Path(here, name)


def _find_files(root: Path) -> _Found:
    found = _Found([], [], [])
    folder = root / "cases"
    for file in _walk(folder):
        path = name_path(file, root)
        parts = file.relative_to(folder).parts
        translation = _TRANSLATION.fullmatch(file.stem) if file.suffix == ".md" else None
        if parts[0] == "_sources":
            if len(parts) == 2 and file.suffix == ".yml":
                found.sources.append(file)
            else:
                help = "Shared sources are files ending in .yml."
                if file.suffix == ".yaml":
                    help = f"Call it {file.stem}.yml, if it is a source."
                found.problems.append(_unexpected(path, help))
        elif file.suffix != ".md":
            endings = {".yaml", ".yml", ".txt", ".markdown", ".mdown", ".mkd", ".rst", ".html", ".MD", ".Md", ""}
            help = "Only cases, files ending in .md, belong here."
            if file.suffix in endings:
                help = f"Call it {file.stem}.md, if it is a case."
            if file.is_dir():
                help = "Put the folder itself here, not a link to it."
            found.problems.append(_unexpected(path, help))
        elif len(parts) == 1 and file.stem.upper() == "README":
            continue
        elif translation and file.with_name(f"{translation[1]}.md").is_file():
            # translations are not part of the site yet
            continue
        else:
            found.cases.append(file)
    return found


def _find_essays(root: Path) -> list[Path]:
    """The essays of a project. They speak of its own cases, so no other project's are taken instead."""
    return sorted((root / "schema" / "essays").glob("*.yml"))


def _unexpected(path: str, help: str) -> Diagnostic:
    message = "This file is not read: it is neither a case nor a shared source."
    return Diagnostic.of("unexpected-file", path, Position(1, 1), message, help)


def _open(file: Path, root: Path, *, shared: bool) -> CheckedFile:
    raw, problems = read_bytes(file, root)
    if raw is None:
        parsed = ParsedFile(None, diagnostics=problems.found)
    elif shared:
        parsed = read_yaml(raw, problems.path, SHARED_LIMIT)
    else:
        parsed = read_front_matter(raw, problems.path, CASE_LIMIT)
    return CheckedFile(name_path(file, root).rsplit("/", 1)[-1].rsplit(".", 1)[0], problems.path, parsed)


def _check(
    file: CheckedFile,
    kind: str,
    rules: tuple[Rule, ...],
    project: Project,
    schemas: Schemas,
    vocabularies: dict[str, Vocabulary],
) -> Iterator[Diagnostic]:
    yield from file.parsed.diagnostics
    if file.readable:
        # what stands where the reader stopped, such as an anchor, is no value that could be wrong
        refused = {(one.line, one.column) for one in file.parsed.diagnostics}
        problems = check_facts(file.parsed, kind, file.path, schemas)
        problems += check_terms(file.parsed, kind, file.path, schemas, vocabularies)
        yield from (one for one in problems if (one.line, one.column) not in refused)
    for rule in rules:
        yield from rule(file, project)


_DATE_FIELDS = frozenset({"from", "to", "when", "published", "on"})


def _write_dates(value: Any) -> Any:
    """The facts with years as texts: YAML takes 2020 for a number, but a year is a date."""
    if isinstance(value, dict):
        return {
            key: str(inner) if key in _DATE_FIELDS and isinstance(inner, int) else _write_dates(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_write_dates(inner) for inner in value]
    return value


def _rests_on_good(
    case: CheckedFile, schemas: Schemas, sources: set[str], vocabularies: dict[str, Vocabulary]
) -> bool:
    """Whether everything that the case names can be looked up, though another file may be broken."""
    own = case.own_sources
    named = {piece.partition("#")[0] for _, piece in find_evidence(case.facts)}
    terms = find_terms(case.facts, "case", schemas)
    return all(id in own or id in sources for id in named) and all(name in vocabularies for name, _, _ in terms)


def check_project(root: Path, today: date | None = None) -> Reading:
    """Read every case, shared source and vocabulary of a project, and check them against each other.

    Args:
        root: The folder that holds cases/. Without a schema/ of its own that of the project this
            package stands in is used.
        today: The day after which a date is still to come; by default that of the clock,
            or of SOURCE_DATE_EPOCH if that is later.
    """
    schemas, problems = load_schemas(root)
    vocabularies: dict[str, Vocabulary] = {}
    if schemas is not None:
        vocabularies, more = load_vocabularies(root, schemas)
        problems += more
    files = _find_files(root)
    problems += files.problems
    cases = tuple(_open(file, root, shared=False) for file in files.cases)
    sources = tuple(_open(file, root, shared=True) for file in files.sources)
    project = Project(cases, sources, today or day_of_check())
    if schemas is not None:
        for source in sources:
            problems += _check(source, "source", SOURCE_RULES, project, schemas, vocabularies)
        for case in cases:
            problems += _check(case, "case", CASE_RULES, project, schemas, vocabularies)
    essays = tuple(_open(file, root, shared=True) for file in _find_essays(root)) if schemas is not None else ()
    for file in essays:
        problems += file.parsed.diagnostics
        if file.readable and schemas is not None:
            problems += check_facts(file.parsed, "essay", file.path, schemas)
            problems += check_essays(file, project, vocabularies)
    broken = {one.path for one in problems if one.severity == "error"}
    good_sources = [one for one in sources if schemas and one.path not in broken]
    ids = {one.id for one in good_sources}
    good_cases = [
        one for one in cases if schemas and one.path not in broken and _rests_on_good(one, schemas, ids, vocabularies)
    ]
    return Reading(
        root=root,
        cases=tuple(
            RawCase(one.id, one.path, _write_dates(one.facts), one.parsed.body)
            for one in sorted(good_cases, key=lambda case: case.id)
        ),
        sources=tuple(
            RawSource(one.id, one.path, _write_dates(one.facts)) for one in sorted(good_sources, key=lambda one: one.id)
        ),
        essays=tuple(RawSource(one.id, one.path, one.facts) for one in essays if one.path not in broken),
        vocabularies=vocabularies,
        diagnostics=tuple(sorted(set(problems))),
        checked=tuple(sorted({*(one.path for one in (*cases, *sources, *essays)), *(one.path for one in problems)})),
    )
