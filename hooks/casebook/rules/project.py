"""The files of a project as rules see them, one by one and all together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Any

from casebook.diagnostics import Diagnostic, Fix, Position
from casebook.fields import Field, Schemas, find_misspelt, walk
from casebook.files import FieldPath, ParsedFile, fold_path
from casebook.markup import TextPart, show_text
from casebook.memory import KnownFile
from casebook.model import ITEM_KINDS, Evidence, ItemKind, Vocabulary
from casebook.rules.places import CityPlace, find_homes, locate_city
from casebook.text.urls import find_fault, join_same, name_address

__all__ = ["OF_A_STUB", "AddressedSource", "CheckedFile", "NotedProject", "Problems", "Project", "Rule"]

OF_A_STUB = {"story", "actor", "status", "reply"}
"""Kinds of item that a case may have while it is a stub."""

_MAY_BE_ODD = re.compile(r"[0-9.][eE][-+0-9]")
_ODD_WHOLE = re.compile(r"\b0[xXoO][0-9a-fA-F]")
# with what can stand before and after a number, since addresses and digests are full of such signs
_ODD = re.compile(r"(?<![^\s\[{,:])[-+]?[0-9.]+[eE][-+]?[0-9]+(?![^\s\]},])")


def _digest(value: Any) -> str:
    """A digest of plain data: what is the same has the same."""
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


Problems = Iterator[Diagnostic]
"""What a rule gives."""


@dataclass(frozen=True)
class AddressedSource:
    """A source that has an address on the web, where it is listed."""

    file: CheckedFile
    """The case that lists it, or the shared source itself."""
    path: FieldPath
    """Its place in the file."""
    url: str
    """Its address; empty for a shared source that has a page by its id."""
    title: str
    """Its title."""

    @cached_property
    def same(self) -> str:
        """What is the same for all addresses of its page."""
        return join_same(self.url)

    @cached_property
    def name(self) -> str:
        """The name that it has on the site by its address."""
        return name_address(self.url)


@dataclass(frozen=True, eq=False)
class CheckedFile:
    """A file that was read, seen by the rules."""

    id: str
    """The file's name without its ending."""
    path: str
    """Relative to the project, with forward slashes."""
    kind: str
    """The kind of file: case, source, essay or vocabulary."""
    parsed: ParsedFile
    """What it says."""
    tree: Field
    """The fields that it may have."""
    known: KnownFile | None = None
    """What is remembered of it; None where it was read anew."""

    @property
    def facts(self) -> dict[str, Any]:
        """The fields; empty for a file that could not be read."""
        return self.parsed.value if isinstance(self.parsed.value, dict) else {}

    @property
    def readable(self) -> bool:
        """Whether its fields could be read at all."""
        return isinstance(self.parsed.value, dict)

    @cached_property
    def _misspelt(self) -> set[str]:
        return find_misspelt(self.facts, self.tree)

    def is_unread(self, name: str) -> bool:
        """Whether a list or a group is there and nobody can tell what is in it: misspelt, or something else.

        That is told of it. What rests on it is sound, perhaps, and to be told otherwise would harm it.
        """
        form = list if self.tree.by_name[name].entry else dict
        return name in self._misspelt or (name in self.facts and not isinstance(self.facts[name], form))

    @cached_property
    def knows_its_items(self) -> bool:
        """Whether a case can tell what it holds, so that what it does not hold is not there."""
        return self.readable and not any(
            self.is_unread(kind.field) for kind in ITEM_KINDS if kind.field in self.tree.by_name
        )

    @cached_property
    def source_text(self) -> str:
        """The whole file as it stands, for a quick look at whether something is in it at all."""
        return "\n".join(self.parsed.lines)

    @cached_property
    def has_odd_numbers(self) -> tuple[bool, bool]:
        """Whether some number of the file may be written as programs write whole numbers, and others."""
        text = self.source_text
        # quick looks, after which few files are left
        whole = any(start in text for start in ("0x", "0X", "0o", "0O")) and _ODD_WHOLE.search(text) is not None
        return whole, _MAY_BE_ODD.search(text) is not None and _ODD.search(text) is not None

    def report(
        self, code: str, where: FieldPath | Position, message: str, help: str, better: str = "", fix: Fix | None = None
    ) -> Diagnostic:
        """A problem in this file. `better` is the right value of the field, or `fix` any other change, if known."""
        place = where if isinstance(where, Position) else self.parsed.position(where)
        if better and not isinstance(where, Position):
            fix = self.parsed.replace_value(where, better)
        return Diagnostic.of(code, self.path, place, message, help, fix)

    def walk(self, *holds: str) -> Iterator[tuple[Field, FieldPath, Any]]:
        """Every value whose field holds one of these, with its field and its path."""
        if holds not in self._walked:
            self._walked[holds] = tuple(walk(self.tree, self.facts, *holds))
        return iter(self._walked[holds])

    @cached_property
    def _walked(self) -> dict[tuple[str, ...], tuple[tuple[Field, FieldPath, Any], ...]]:
        """What has been walked already, by what was looked for: many rules ask for the same."""
        return {}

    def forget_walks(self) -> None:
        """Once it is judged hardly anybody walks through it again, and of a large book this is much to hold."""
        vars(self).pop("_walked", None)

    def forget_addressed(self) -> None:
        """Once all is judged: what leads back to the file would hold it for as long as nobody looks for such rings."""
        vars(self).pop("addressed", None)

    def words(self, *holds: str) -> Iterator[tuple[Field, FieldPath, str]]:
        """The same, but only what is a text, as it should be."""
        return ((field, path, value) for field, path, value in self.walk(*holds) if isinstance(value, str))

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

    def ids(self, name: str) -> Iterator[tuple[FieldPath, dict[str, Any], str]]:
        """The entries of a list that have an id, each with its path and its id."""
        for path, entry in self.entries(name):
            if isinstance(id := entry.get("id"), str):
                yield path, entry, id

    @cached_property
    def place(self) -> CityPlace | None:
        """The city of a case; None where it is not written so that one could tell."""
        return locate_city(self.facts.get("city"))

    @property
    def folder(self) -> str:
        """The folder of a city in which a case lies; empty if it lies in none, or in one below."""
        parts = self.path.split("/")
        return parts[1] if len(parts) == 3 else ""  # cases/FOLDER/CASE.md

    @property
    def is_home(self) -> bool:
        """Whether a case lies in the folder of its city's name."""
        return self.place is not None and self.place.folder == self.folder

    @cached_property
    def evidence(self) -> tuple[tuple[FieldPath | Position, Evidence], ...]:
        """Every piece of evidence, with its path, and every one that the story cites, with its place."""
        named = ((path, Evidence.read(text)) for _, path, text in self.words("evidence"))
        return (*named, *self._cited())

    def _cited(self) -> Iterator[tuple[Position, Evidence]]:
        for part in self.story_parts:
            for citation in part.citations:
                for piece in citation.pieces:
                    # what is no evidence at all is told of the citation
                    if self.is_evidence(piece):
                        yield self.place_in_story(citation.line, piece), Evidence.read(piece)

    def is_evidence(self, written: str) -> bool:
        """Whether a word has the form of a piece of evidence, whatever it names."""
        return len(written) <= self._form_of_evidence[1] and re.search(self._form_of_evidence[0], written) is not None

    @cached_property
    def _form_of_evidence(self) -> tuple[str, int]:
        limits = next(field.limits for field in self.tree.all() if field.holds == "evidence")
        return limits["pattern"], limits["maxLength"]

    @cached_property
    def story_parts(self) -> tuple[TextPart, ...]:
        """The paragraphs of the story, with what they cite."""
        return show_text(self.parsed.body, blocks=True).parts if self.kind == "case" and self.parsed.body else ()

    @cached_property
    def _story_lines(self) -> list[str]:
        return self.parsed.body.split("\n")

    def place_in_story(self, line: int, words: str = "") -> Position:
        """Where words stand in the story, from one of its lines (from 0) on; else that line."""
        lines = self._story_lines
        for number in range(line, len(lines) if words else line):
            if (column := lines[number].find(words)) >= 0:
                return Position(self.parsed.body_line + number, column + 1)
        return Position(self.parsed.body_line + line, 1)

    @property
    def is_stub(self) -> bool:
        """Whether a case has nothing yet that rests on its sources: no door, lesson, failure, figure or account."""
        kinds = (kind.field for kind in ITEM_KINDS if kind.id not in OF_A_STUB)
        return not any(isinstance(self.facts.get(field), list) and self.facts[field] for field in kinds)

    @cached_property
    def items(self) -> dict[str, tuple[ItemKind, FieldPath]]:
        """The items that have an id, by it: the kind and the path of the first of that id."""
        found: dict[str, tuple[ItemKind, FieldPath]] = {}
        for kind in ITEM_KINDS:
            for path, _, id in () if kind.counted else self.ids(kind.field):
                found.setdefault(id, (kind, path))
        return found

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The anchors of all items: their ids, and the numbers of those that have none."""
        return frozenset({*self.items, *self.counted})

    @cached_property
    def counted(self) -> dict[str, ItemKind]:
        """The kinds of the items that have no id of their own, by their anchor."""
        found: dict[str, ItemKind] = {}
        for kind in ITEM_KINDS:
            if kind.counted:
                entries = self.story_parts if kind.id == "story" else tuple(self.entries(kind.field))
                found |= {f"{kind.counted}-{n}": kind for n, _ in enumerate(entries, 1)}
            elif self.group(kind.field):
                # there is one of it, and its field is its anchor
                found[kind.field] = kind
        return found

    @cached_property
    def own_sources(self) -> dict[str, FieldPath]:
        """The case's own sources by id: the path of the first of that id."""
        found: dict[str, FieldPath] = {}
        for path, _, id in self.ids("sources"):
            found.setdefault(id, path)
        return found

    @cached_property
    def rests_on(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The sources that it names and does not list itself, and the vocabularies of whose terms it has some."""
        if self.known and self.known.rests_on:
            return self.known.rests_on
        named = {piece.source for _, piece in self.evidence} - self.own_sources.keys()
        return tuple(sorted(named)), tuple(sorted({field.vocabulary for field, _, _ in self.words("term")}))

    @cached_property
    def shows(self) -> Mapping[str, str]:
        """Digests of what the tables of the project have of this file."""
        if self.known:
            return self.known.shows
        said = {"city": self.facts.get("city"), "sources": self.facts.get("sources")} if self.kind == "case" else {}
        said |= {"whole": (self.readable, self.facts)} if self.kind == "source" else {}
        return {name: _digest(value) for name, value in said.items()}

    @cached_property
    def addressed(self) -> tuple[AddressedSource, ...]:
        """The sources of a case, or a shared source itself, as far as they have an address that can be used."""
        entries = self.entries("sources") if self.kind == "case" else iter([((), self.facts)])
        found = []
        for path, entry in entries:
            url, title = entry.get("url"), entry.get("title")
            if isinstance(url, str) and find_fault(url) is None:
                found.append(AddressedSource(self, path, url, title if isinstance(title, str) else ""))
        return tuple(found)

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The names that these have on the site by their addresses."""
        return self.known.pages if self.known else tuple(one.name for one in self.addressed)

    @cached_property
    def notes(self) -> dict[str, dict[str, Any]]:
        """The notes of a shared source by id."""
        found: dict[str, dict[str, Any]] = {}
        for _, entry, id in self.ids("notes"):
            found.setdefault(id, entry)
        return found


@dataclass(frozen=True, eq=False)
class Project:
    """All files together: what a rule may look things up in."""

    files: Mapping[str, tuple[CheckedFile, ...]]
    """Every file, broken ones too, by the kind of file; by path within each."""
    schemas: Schemas
    """The schemas by which they are checked."""
    vocabularies: Mapping[str, Vocabulary]
    """The vocabularies without errors, by id."""
    today: date
    """The day on which the check runs."""

    @cached_property
    def tables(self) -> Mapping[str, str]:
        """Digests of the tables that say little of each file: while one is the same, so is what a rule finds in it."""
        if not {"case", "source"} <= self.files.keys():
            return {}
        shown = {
            name: _digest([(file.path, file.shows[name]) for file in self.files[kind]])
            for kind, name in (("case", "city"), ("case", "sources"), ("source", "whole"))
        }
        return {
            "today": self.today.isoformat(),
            "sources_by_id": shown["whole"],
            "documents": shown["sources"] + shown["whole"],
            **dict.fromkeys(("cases_by_folder", "homes", "heads", "spellings"), shown["city"]),
        }

    def prepare(self, *, with_digests: bool = False) -> None:
        """Make every table of the whole project: whoever asks first would pay for it with the time of one file.

        A table that cannot be made is asked for again by the file that needs it, and told there. Digests of them are
        needed only where something is remembered.
        """
        for name, table in vars(Project).items():
            if isinstance(table, cached_property) and (with_digests or name != "tables"):
                with suppress(Exception):
                    getattr(self, name)

    @cached_property
    def cases_by_id(self) -> dict[str, CheckedFile]:
        """The cases by id, the first of each."""
        return {case.id: case for case in reversed(self.files["case"])}

    @cached_property
    def sources_by_id(self) -> dict[str, CheckedFile]:
        """The shared sources by the name of their file."""
        return {source.id: source for source in reversed(self.files["source"])}

    @cached_property
    def documents(self) -> dict[str, tuple[CheckedFile, int | None]]:
        """Who lists first what has a name on the site, shared sources before cases by path, and where among its own.

        None stands for a shared source that has the name by its id.
        """
        found: dict[str, tuple[CheckedFile, int | None]] = {}
        for file in (*self.files["source"], *self.files["case"]):
            if file.kind == "source":
                found.setdefault(file.id, (file, None))
            for number, name in enumerate(file.pages):
                found.setdefault(name, (file, number))
        return found

    @cached_property
    def former_ids(self) -> dict[str, CheckedFile]:
        """Earlier ids of cases, with the first case that claims each."""
        found: dict[str, CheckedFile] = {}
        for case in self.files["case"]:
            former = case.facts.get("formerly")
            for id in former if isinstance(former, list) else ():
                if isinstance(id, str):
                    found.setdefault(id, case)
        return found

    @cached_property
    def cases_by_folder(self) -> dict[str, CheckedFile]:
        """The first case of each folder."""
        return {case.folder: case for case in reversed(self.files["case"]) if case.folder}

    @cached_property
    def homes(self) -> dict[CityPlace, str]:
        """The folder of each city, whatever cases call it that lie in the folder of that name."""
        return find_homes(case.place for case in self.files["case"] if case.place and case.is_home)

    @cached_property
    def heads(self) -> dict[str, CheckedFile]:
        """The first case of each folder whose city has the folder's name."""
        return {case.folder: case for case in reversed(self.files["case"]) if case.is_home}

    @cached_property
    def spellings(self) -> dict[str, str]:
        """How the path of each case and of its folder is spelled, where others differ in capital letters alone.

        What has only small letters goes first: so it is meant to be.
        """
        found: dict[str, str] = {}
        paths = [case.path for case in self.files["case"]]
        folders = [path.rpartition("/")[0] for path in paths]
        for path in sorted({*paths, *folders}, key=lambda path: (path != path.lower(), path)):
            found.setdefault(fold_path(path), path)
        return found


class NotedProject:
    """A project of which it is noted what a rule has asked that may change while the file stays the same.

    A rule that has found nothing wrong, and has asked the project for nothing but its schemas and vocabularies, would
    find nothing again; so would one that has asked for tables which are as they were.
    """

    def __init__(self, project: Project) -> None:
        """Nobody has asked anything yet."""
        self.schemas = project.schemas
        self.vocabularies = project.vocabularies
        self.asked: set[str] = set()
        """What somebody wanted to know of other files, or of the day."""
        self._project = project

    def __getattr__(self, name: str) -> Any:
        """Whatever else the project knows."""
        self.asked.add(name)
        return getattr(self._project, name)


Rule = Callable[[CheckedFile, Project], Problems]
"""One question to a file, seen among all others."""
