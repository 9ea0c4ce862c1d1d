"""A whole file of each kind: every field of its schema is there, with the schema's own example, and nothing is wrong.

A test puts one value into such a file, at any place, and asks what the checker says of it. The files
never touch the disk, so a thousand of them are judged in a second or two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from examples import make_project

from casebook.check import check_project
from casebook.diagnostics import Diagnostic, Position
from casebook.fields import Field, Schemas, check_facts, walk
from casebook.files import FieldPath, ParsedFile
from casebook.files.parsed_file import Positions
from casebook.kinds import CASE, KINDS, SOURCE, TRANSLATION, FileKind
from casebook.model import MARKED_KINDS, Vocabulary
from casebook.rules import CheckedFile, Project, name_folder, name_texts

__all__ = ["PLACE", "Desk", "find_value", "name_field", "put"]

PLACE = Position(2, 7)
"""Where the value stands that a test has put in."""

STORY = "A word. " * 100 + "[@harvest#n041]"

# no year that a schema allows is still to come
_TODAY = date(2999, 12, 31)

_OTHER = "another-case"

_INSTEAD = {
    "case": {
        # GeoNames does not know it, so it may lie anywhere
        "city.name": "Own Village",
        # any other date of the case may be as early, and as late
        "period.from": 1000,
        "period.to": "ongoing",
        "results.[].when": "unknown",
        "follow_ups.[].when": "unknown",
        "lessons.[].applied_in.[]": _OTHER,
        "lessons.[].supports.[].lesson": f"{_OTHER}#have-the-plan-ready",
        "lessons.[].contradicts.[].lesson": f"{_OTHER}#have-the-plan-ready",
        "lessons.[].limits.[].lesson": f"{_OTHER}#have-the-plan-ready",
        "status.since": "unknown",
        "highlights.entry_point": "the-lockdown-set-procedures-aside",
        "history.[].items.[]": "have-the-plan-ready",
        "replies.[].about": "story",
        "related.[].case": _OTHER,
        "formerly.[]": "an-old-name",
    },
    # the only file of essays that may be about anything
    "essay": {
        "id": "questions",
        "essays.[].asks.[]": "harvest#n041",
        "essays.[].paragraphs.[].evidence.[]": "harvest#n041",
    },
    # what is called as the source is would change its name with it
    "source": {"kind": "report", "notes.[].id": "n095", "notes.[].same_as": "n041", "notes.[].part": "stories"},
    "vocabulary": {"terms.[].replaced_by": "procurement"},
}
"""Where an example alone would speak of what is not there, or of another day."""

_SECOND = {
    "case": ("disagreements.[].accounts", {"say": "Less than a year."}),
    "source": ("notes", {"id": "n041", "same_as": "n095", "kind": "lesson", "set_aside": None}),
    "vocabulary": ("terms", {"id": "procurement", "replaced_by": None}),
}
"""A list with a second entry, and in what that differs from the first; None takes a field away."""

_WITH = {
    "case": {
        "follow_ups": {"status"},
        "status": {"follow_ups"},
        "highlights": {"entry_points", "lessons", "failures"},
        "history": {"lessons"},
    },
}
"""Fields that say nothing without others."""


def name_field(field: Field) -> str:
    """A field as the tables here name it: lessons.[].title."""
    return ".".join(field.path)


def find_value(facts: Any, path: FieldPath) -> Any:
    """The value at a place; None where nothing stands."""
    for step in path:
        facts = facts.get(step) if isinstance(facts, dict) else facts[step]
    return facts


def put(facts: Any, path: FieldPath, value: Any) -> Any:
    """A copy of the facts with another value at one place."""
    if not path:
        return value
    step, *rest = path
    if isinstance(facts, list):
        return [put(one, tuple(rest), value) if index == step else one for index, one in enumerate(facts)]
    # a reason for having no failures stands beside an empty list of them
    emptied = {"failures": []} if step == "no_failures_because" else {}
    return facts | emptied | {step: put(facts.get(step), tuple(rest), value)}


def _grow(field: Field, kind: str) -> Any:
    name, instead = name_field(field), _INSTEAD.get(kind, {})
    if field.fields:
        return {one.name: _grow(one, kind) for one in field.fields if one.name != "no_failures_because"}
    if field.entry:
        plain = not field.entry.fields and name_field(field.entry) not in instead
        entries = [field.examples[0][0] if plain else _grow(field.entry, kind)]
        listed, difference = _SECOND.get(kind, ("", {}))
        if name == listed:
            second = _grow(field.entry, kind) | difference
            entries.append({key: value for key, value in second.items() if value is not None})
        return entries
    value = instead.get(name, (field.choices or field.examples)[0])
    # the schema's own addresses are for examples alone
    return value.replace("example.org", "papers.test") if field.holds == "url" else value


@dataclass(frozen=True)
class Desk:
    """Where a file is judged that only a test knows, beside good ones of every other kind."""

    schemas: Schemas
    """The schemas."""
    vocabularies: Mapping[str, Vocabulary]
    """The vocabularies."""

    @classmethod
    def lay_out(cls, root: Path) -> Desk:
        """A desk with the project's schemas and vocabularies; in the folder a small project is made."""
        reading = check_project(make_project(root))
        assert reading.schemas
        return cls(reading.schemas, reading.vocabularies)

    @cached_property
    def whole(self) -> Mapping[str, dict[str, Any]]:
        """The facts of a whole file of each kind, in which nothing is wrong."""
        grown = {kind.id: _grow(self.schemas.trees[kind.id], kind.id) for kind in KINDS}
        # it is of the whole case, and its items are the case's
        grown[TRANSLATION.id]["of"] = name_texts(grown[CASE.id])
        for kind in MARKED_KINDS:
            grown[TRANSLATION.id][kind.field][0]["id"] = grown[CASE.id][kind.field][0]["id"]
        return grown

    def begin(self, kind: FileKind, name: str) -> dict[str, Any]:
        """The facts of a small file of a kind: what it must have, and the field of this name."""
        must = {field.name for field in self.schemas.trees[kind.id].fields if field.required}
        must |= {name} | _WITH.get(kind.id, {}).get(name, set())
        if kind is TRANSLATION:
            # it is whole, or it is told that it is not
            must = set(self.whole[kind.id])
        return {key: value for key, value in self.whole[kind.id].items() if key in must}

    def _lay(self, kind: FileKind, facts: Any, id: str, at: FieldPath = ()) -> CheckedFile:
        folder = name_folder(facts.get("city")) if kind is CASE else ""
        path = f"cases/{folder or 'a-city'}/{id}.md" if kind in (CASE, TRANSLATION) else f"{id}.yml"
        places = Positions({(): Position(1, 1), at: PLACE})
        parsed = ParsedFile(facts, lambda: places, ("", ""), STORY if kind is CASE else "", 3)
        return CheckedFile(id, path, kind.id, parsed, self.schemas.trees[kind.id])

    def judge(self, kind: FileKind, facts: dict[str, Any], at: FieldPath = ()) -> list[Diagnostic]:
        """What the schema and every rule say of a file; `at` is the value that stands at PLACE."""
        id = facts.get("id")
        called = f"{_OTHER}.es" if kind is TRANSLATION else "the-file"
        file = self._lay(kind, facts, id if isinstance(id, str) else called, at)
        named = (
            value.partition("#")[0]
            for _, _, value in walk(file.tree, facts, "case", "lesson")
            if isinstance(value, str)
        )
        files: dict[str, tuple[CheckedFile, ...]] = {one.id: () for one in KINDS}
        # what a case names is there
        files[CASE.id] = tuple(self._lay(CASE, self.whole[CASE.id], one) for one in {*named, _OTHER})
        files[SOURCE.id] = (self._lay(SOURCE, self.whole[SOURCE.id], "harvest"),)
        files[kind.id] = (file, *(one for one in files[kind.id] if one.id != file.id))
        project = Project(files, self.schemas, self.vocabularies, _TODAY)
        found = check_facts(file.parsed, kind.id, file.path, self.schemas)
        return [*found, *(problem for rule in kind.rules for problem in rule(file, project))]
