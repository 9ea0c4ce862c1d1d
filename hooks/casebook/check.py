"""Read and check a whole project in one place.

What comes out is plain data of which everything after it can be sure, and every problem on the way.
A file with an error is left out and the others stay.
"""

from __future__ import annotations

import marshal
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any

from casebook.collector import let_go, pause_collector
from casebook.diagnostics import Diagnostic, Position
from casebook.fields import Schemas, load_schemas
from casebook.files import find_schema_folder, name_path
from casebook.judging import cap_problems, judge_file, open_file
from casebook.kinds import (
    CASE,
    ESSAY,
    KINDS,
    SOURCE,
    TRANSLATION,
    VOCABULARY,
    FileKind,
)
from casebook.memory import Memory, Verdict
from casebook.model import Vocabulary, structure
from casebook.rules import CheckedFile, Project, find_links, find_strays, split_name
from casebook.text.dates import today as day_of_check
from casebook.text.gazetteer import pack_found, unpack_found

__all__ = ["OpenedProject", "RawFile", "Reading", "check_project", "digest_files", "open_project"]


_AMONG_CASES = (CASE, TRANSLATION, SOURCE)
_READ = (*_AMONG_CASES, ESSAY)


@dataclass(frozen=True)
class RawFile:
    """A file without errors, as plain data."""

    id: str
    """The file's name without its ending."""
    path: str
    """The file, relative to the project, with forward slashes."""
    facts: dict[str, Any]
    """Its fields."""
    story: str
    """What stands below the fields; empty but for a case."""


@dataclass(frozen=True)
class Reading:
    """What reading and checking a project has found."""

    root: Path
    """The folder that holds cases/."""
    cases: tuple[RawFile, ...] = ()
    """The cases without errors whose evidence and terms can all be looked up, by id."""
    translations: tuple[RawFile, ...] = ()
    """The translations without errors, by the name of the case and of the language."""
    sources: tuple[RawFile, ...] = ()
    """The shared sources without errors, by id."""
    essays: tuple[RawFile, ...] = ()
    """The files of essays without errors, by id."""
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    """The vocabularies without errors, by id."""
    schemas: Schemas | None = None
    """The project's schemas; None where they cannot be used, and then nothing is read."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Every problem, in the order of files and lines."""
    checked: tuple[str, ...] = ()
    """Every file that was read, relative to the project, but for sound vocabularies."""
    bytes_digests: Mapping[str, bytes] = field(default_factory=dict)
    """What stands for the bytes of each file, by its path; empty where nothing is remembered."""

    @cached_property
    def files_of(self) -> dict[str, list[RawFile]]:
        """By the id of each case its file, and those of its translations."""
        found = {raw.id: [raw] for raw in self.cases}
        for raw in self.translations:
            found.get(split_name(raw.id)[0], []).append(raw)
        return found

    @cached_property
    def case_digests(self) -> dict[str, bytes]:
        """By the id of each case, in their order, a digest of what its files say."""
        # whoever remembers files has looked at all their bytes, and these say it too
        known = self.bytes_digests
        return {
            id: _digest([(one.path, known[one.path]) for one in files]) if known else digest_files(files)
            for id, files in self.files_of.items()
        }


def digest_files(files: Iterable[RawFile]) -> bytes:
    """What stands for all that some files say."""
    return _digest([(one.path, one.facts, one.story) for one in files])


def _digest(value: Any) -> bytes:
    # by this version the same values always give the same bytes
    return blake2b(marshal.dumps(value, 2)).digest()


@dataclass(frozen=True)
class _Words:
    """The vocabularies of a project, judged."""

    files: tuple[CheckedFile, ...]
    """Their files."""
    problems: tuple[tuple[str, list[Diagnostic]], ...]
    """The problems of each, by its path."""


@dataclass(frozen=True)
class OpenedProject:
    """A project whose files are read, and of which one can ask what is wrong: in all of it, or in one file."""

    root: Path
    """The folder that holds cases/."""
    schemas: Schemas
    """The schemas by which its files were read."""
    project: Project
    """Its files, as the rules see them."""
    words: _Words
    """Its vocabularies, judged."""
    files: Mapping[str, tuple[CheckedFile, ...]]
    """Its other files, by the kind of file."""

    def judge_layout(self) -> Iterator[Diagnostic]:
        """What is wrong with no single file: what lies where it does not belong, and vocabularies that are missing."""
        names = {kind.id: self.schemas.trees[kind.id].by_name.keys() for kind in (CASE, SOURCE)}
        yield from find_strays(self.root, {file.path for kind in _AMONG_CASES for file in self.files[kind.id]}, names)
        yield from find_links(self.root)
        yield from _find_missing_vocabularies(self.root, self.project)

    def judge_files(self, among: Collection[str] | None = None, memory: Memory | None = None) -> Iterator[Diagnostic]:
        """The problems of every file, or of those whose paths are named. In `memory` it is kept what is settled."""
        self.project.prepare(with_digests=memory is not None)
        judged = dict(self.words.problems)
        for kind in KINDS:
            for file in self.project.files[kind.id]:
                if among is None or file.path in among:
                    yield from judged[file.path] if kind is VOCABULARY else judge_file(file, kind, self.project, memory)


def open_project(
    root: Path,
    today: date | None = None,
    before: OpenedProject | None = None,
    changed: Collection[str] = (),
    memory: Memory | None = None,
) -> tuple[OpenedProject | None, list[Diagnostic]]:
    """Read every file of a project; without usable schemas there is none, but what is wrong with them.

    Args:
        root: The folder that holds cases/. Without a schema/ of its own the package's is used.
        today: The day after which a date is still to come; by default that of the clock,
            or of SOURCE_DATE_EPOCH if that is later.
        before: The same project as it was opened before: only what has changed since is read again.
        changed: The files that have changed since, are new or are gone, relative to the project.
        memory: What is remembered of files that were read by an earlier command.
    """
    if before is not None and any(path.endswith(".schema.json") for path in changed):
        before = None
    schemas, problems = (before.schemas, []) if before else load_schemas(root, [kind.id for kind in KINDS])
    if schemas is None:
        return None, list(problems)
    day = today or day_of_check()
    # the vocabularies go first: the other files are checked by their words
    same_words = before and not any(path.startswith("schema/vocabulary/") for path in changed)
    words = before.words if before and same_words else _judge_vocabularies(root, schemas, day, memory)
    judged = dict(words.problems)
    vocabularies = {
        file.id: structure(Vocabulary, file.facts)
        for file in words.files
        if not any(one.severity == "error" for one in judged[file.path])
    }
    known = {file.path: file for one in before.files.values() for file in one} if before else {}
    kept = {path: file for path, file in known.items() if path not in changed}
    files = {kind.id: _open_all(kind, root, schemas, kept, memory) for kind in KINDS if kind is not VOCABULARY}
    project = Project({**files, VOCABULARY.id: words.files}, schemas, vocabularies, day)
    return OpenedProject(root, schemas, project, words, files), []


def check_project(root: Path, today: date | None = None, memory: Memory | None = None) -> Reading:
    """Read every file of a project, and check them against each other.

    Args:
        root: The folder that holds cases/. Without a schema/ of its own the package's is used.
        today: The day after which a date is still to come; by default that of the clock,
            or of SOURCE_DATE_EPOCH if that is later.
        memory: What is remembered of this project; what is found now is added to it. It changes nothing but the time.
    """
    day = today or day_of_check()
    let_go()
    with pause_collector():
        if memory is None:
            return _check(root, day)[0]
        known = memory.recall_verdict(day)
        reading, verdict, tables = _check(root, day, memory, known)
        if not memory.is_unchanged():
            # somebody has saved a file meanwhile, and what is remembered may be of another state than what was read
            return _check(root, day)[0]
        if verdict and not known:
            memory.save(day, verdict, tables)
    return reading


def _check(
    root: Path, day: date, memory: Memory | None = None, known: Verdict | None = None
) -> tuple[Reading, Verdict | None, Mapping[str, str]]:
    """What a project says, and what to remember: the verdict, if it would hold for the next time, and its tables."""
    opened, problems = open_project(root, day, memory=memory)
    if opened is None:
        return Reading(root, diagnostics=tuple(problems), checked=tuple(one.path for one in problems)), None, {}
    verdict = known or _judge(opened, memory)
    good = set(verdict.good)
    handed = {kind.id: _hand_over(file for file in opened.files[kind.id] if file.path in good) for kind in _READ}
    reading = Reading(
        root=root,
        cases=handed[CASE.id],
        translations=handed[TRANSLATION.id],
        sources=handed[SOURCE.id],
        essays=handed[ESSAY.id],
        vocabularies=opened.project.vocabularies,
        schemas=opened.schemas,
        diagnostics=verdict.diagnostics,
        checked=verdict.checked,
        bytes_digests=(memory.inputs if memory else None) or {},
    )
    for file in (*opened.words.files, *(one for files in opened.files.values() for one in files)):
        file.forget_addressed()
    # what could not be judged today can be tomorrow
    holds = not any(one.code in {"not-judged", "unreadable-file"} for one in verdict.diagnostics)
    return reading, verdict if holds else None, opened.project.tables


def _judge(opened: OpenedProject, memory: Memory | None) -> Verdict:
    cities = memory.recall_cities() if memory else {}
    unpack_found(cities)
    problems = [*opened.judge_layout(), *opened.judge_files(memory=memory)]
    asked = {(one.name, one.country) for case in opened.files[CASE.id] if (one := case.place)}
    if memory and asked != cities.keys():
        memory.keep_cities(pack_found(asked))
    files, project = opened.files, opened.project
    broken = {one.path for one in problems if one.severity == "error"}
    sound = [file for kind in _READ for file in files[kind.id] if file.path not in broken]
    shared = {file.id for file in sound if file.kind == SOURCE.id}
    good = (file.path for file in sound if file.kind != CASE.id or _rests_on_good(file, shared, project))
    read = (file.path for kind in _READ for file in files[kind.id])
    return Verdict(
        diagnostics=tuple(cap_problems(problems)),
        checked=tuple(sorted({*read, *(one.path for one in problems)})),
        good=tuple(good),
    )


def _judge_vocabularies(root: Path, schemas: Schemas, day: date, memory: Memory | None) -> _Words:
    home = find_schema_folder(root).parent
    return _judge_words(root, schemas, day, memory) if home == root else _judge_words_of_package(home, schemas, day)


@lru_cache(maxsize=2)
def _judge_words_of_package(home: Path, schemas: Schemas, day: date) -> _Words:
    """Those that came with this package, for folders of cases without any: they stay the same."""
    return _judge_words(home, schemas, day)


def _judge_words(root: Path, schemas: Schemas, day: date, memory: Memory | None = None) -> _Words:
    files = _open_all(VOCABULARY, root, schemas, memory=memory)
    project = Project({VOCABULARY.id: files}, schemas, {}, day)
    return _Words(files, tuple((file.path, judge_file(file, VOCABULARY, project, memory)) for file in files))


def _open_all(
    kind: FileKind,
    root: Path,
    schemas: Schemas,
    kept: Mapping[str, CheckedFile] = MappingProxyType({}),
    memory: Memory | None = None,
) -> tuple[CheckedFile, ...]:
    return tuple(
        kept.get(name_path(file, root)) or open_file(file, root, kind, schemas, memory) for file in kind.find(root)
    )


def _rests_on_good(case: CheckedFile, shared: set[str], project: Project) -> bool:
    """Whether everything that the case names can be looked up, though another file may be broken."""
    named, used = case.rests_on
    case.forget_walks()
    return shared.issuperset(named) and set(used) <= project.vocabularies.keys()


def _hand_over(files: Iterable[CheckedFile]) -> tuple[RawFile, ...]:
    found = (RawFile(file.id, file.path, file.facts, file.parsed.body) for file in files)
    return tuple(sorted(found, key=lambda file: file.id))


def _find_missing_vocabularies(root: Path, project: Project) -> Iterator[Diagnostic]:
    """Vocabularies that fields name, but of which there is no file: no case could be checked by them."""
    is_linked = (find_schema_folder(root) / "vocabulary").is_symlink()
    named = {field.vocabulary for tree in project.schemas.trees.values() for field in tree.all()} - {""}
    there = {file.id for file in project.files[VOCABULARY.id]}
    for id in sorted(named - there if there or not is_linked else ()):
        path = f"schema/vocabulary/{id}.yml"
        message = f"The vocabulary {id} is missing: fields have their terms from it, but this file is not there."
        help = "Restore the file from the project's history, or take x-vocabulary out of the schema."
        yield Diagnostic.of("unreadable-file", path, Position(1, 1), message, help)
