"""The files as rules see them, one by one and all together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from casebook.diagnostics import Diagnostic, Position
from casebook.files import FieldPath, ParsedFile

__all__ = ["ITEM_LISTS", "CheckedFile", "Problems", "Rule", "Project"]

ITEM_LISTS = {"entry_points": "entry point", "lessons": "lesson", "failures": "failure"}
"""The lists whose entries have ids of their own, with the word for one of them."""

Problems = Iterator[Diagnostic]
"""What a rule gives."""


@dataclass(frozen=True, eq=False)
class CheckedFile:
    """A file that was read, seen by the rules."""

    id: str
    """The file's name without its ending."""
    path: str
    """Relative to the project, with forward slashes."""
    parsed: ParsedFile
    """What it says."""

    @property
    def facts(self) -> dict[str, Any]:
        """The fields; empty for a file that could not be read."""
        return self.parsed.value if isinstance(self.parsed.value, dict) else {}

    @property
    def readable(self) -> bool:
        """Whether its fields could be read at all."""
        return isinstance(self.parsed.value, dict)

    def report(self, code: str, where: FieldPath | Position, message: str, help: str) -> Diagnostic:
        """A problem in this file."""
        place = where if isinstance(where, Position) else self.parsed.position(where)
        return Diagnostic.of(code, self.path, place, message, help)

    def group(self, name: str) -> dict[str, Any]:
        """A group of fields; empty if it is something else."""
        value = self.facts.get(name)
        return value if isinstance(value, dict) else {}

    def entries(self, name: str) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
        """The entries of a list that are groups of fields, each with its path."""
        value = self.facts.get(name)
        for index, entry in enumerate(value if isinstance(value, list) else ()):
            if isinstance(entry, dict):
                yield (name, index), entry

    @cached_property
    def items(self) -> dict[str, tuple[str, FieldPath]]:
        """Entry points, lessons and failures by id: the list and the path of the first of that id."""
        found: dict[str, tuple[str, FieldPath]] = {}
        for name in ITEM_LISTS:
            for path, entry in self.entries(name):
                if isinstance(id := entry.get("id"), str):
                    found.setdefault(id, (name, path))
        return found

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The anchors of all items: their ids, and the numbers of those that have none."""
        counted = {
            f"{name[:-1].replace('_', '-')}-{n}"
            for name in ("results", "follow_ups", "disagreements")
            for n, _ in enumerate(self.entries(name), 1)
        }
        return frozenset({*self.items, *counted})

    @cached_property
    def own_sources(self) -> dict[str, FieldPath]:
        """The case's own sources by id."""
        found: dict[str, FieldPath] = {}
        for path, entry in self.entries("sources"):
            if isinstance(id := entry.get("id"), str):
                found.setdefault(id, path)
        return found

    @cached_property
    def notes(self) -> dict[str, dict[str, Any]]:
        """The notes of a shared source by id."""
        found: dict[str, dict[str, Any]] = {}
        for _, entry in self.entries("notes"):
            if isinstance(id := entry.get("id"), str):
                found.setdefault(id, entry)
        return found


@dataclass(frozen=True, eq=False)
class Project:
    """All files together: what a rule may look things up in."""

    cases: tuple[CheckedFile, ...]
    """Every case, broken ones too, by path."""
    sources: tuple[CheckedFile, ...]
    """Every shared source, broken ones too, by path."""
    today: date
    """The day on which the check runs."""

    @cached_property
    def cases_by_id(self) -> dict[str, CheckedFile]:
        """The cases by id, the first of each."""
        return {case.id: case for case in reversed(self.cases)}

    @cached_property
    def sources_by_id(self) -> dict[str, CheckedFile]:
        """The shared sources by the name of their file."""
        return {source.id: source for source in reversed(self.sources)}

    @cached_property
    def former_ids(self) -> dict[str, CheckedFile]:
        """Earlier ids of cases, with the first case that claims each."""
        found: dict[str, CheckedFile] = {}
        for case in self.cases:
            former = case.facts.get("formerly")
            for id in former if isinstance(former, list) else ():
                if isinstance(id, str):
                    found.setdefault(id, case)
        return found

    @cached_property
    def cities_by_folder(self) -> dict[str, CheckedFile]:
        """The first case of each folder."""
        return {case.path.split("/")[1]: case for case in reversed(self.cases) if case.path.count("/") == 2}


Rule = Callable[[CheckedFile, Project], Problems]
"""One question to a file, seen among all others."""
