"""The controlled vocabularies: lists of terms with their meaning, read from schema/vocabulary/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from casebook.diagnostics import Diagnostic
from casebook.files import SHARED_LIMIT, find_schema_folder, read_bytes
from casebook.frontmatter import Document, read_yaml
from casebook.schema import Schemas, check_facts, load_schemas
from casebook.words import find_nearest, quote

__all__ = ["Term", "Vocabulary", "load_vocabularies"]


@dataclass(frozen=True)
class Term:
    """One term of a vocabulary."""

    id: str
    """What a case writes."""
    label: str
    """What the site shows."""
    definition: str
    """What the term means."""
    scope_note: str
    """Where the term ends and which other term to take instead."""
    example: str
    """A short example of its use."""
    status: str
    """active or deprecated."""
    stands_for: str = ""
    """The full name, where the label is an abbreviation."""
    also: tuple[str, ...] = ()
    """Other words that people use for it."""
    kept_because: str = ""
    """Why it stays although fewer than two cases carry it."""
    replaced_by: str = ""
    """The term to take instead of a deprecated one."""


@dataclass(frozen=True)
class Vocabulary:
    """A list of controlled terms."""

    id: str
    """The file's name without its ending."""
    title: str
    """What the list is called on the site."""
    description: str
    """What the terms are for."""
    terms: tuple[Term, ...]
    """The terms, in the order of the file."""

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    def get(self, id: str) -> Term | None:
        """The term of this id, or None."""
        return self._by_id.get(id)


def _build(facts: Mapping[str, Any]) -> Vocabulary:
    terms = tuple(Term(**(term | {"also": tuple(term.get("also", ()))})) for term in facts["terms"])
    return Vocabulary(facts["id"], facts["title"], facts["description"], terms)


def _check_terms(name: str, document: Document, path: str) -> list[Diagnostic]:
    """What the schema cannot say of a vocabulary: its name, repeated terms, replacements."""
    facts = document.value
    found = []
    if facts["id"] != name:
        place = document.place(("id",))
        found.append(
            Diagnostic.of(
                "wrong-file-name", path, place,
                f"The vocabulary calls itself {quote(facts['id'])}, but its file is {name}.yml.",
                f"Write id: {name}, or rename the file to {facts['id']}.yml.",
            )  # fmt: skip
        )
    first: dict[str, int] = {}
    for index, term in enumerate(facts["terms"]):
        place = document.place(("terms", index, "id"))
        if term["id"] in first:
            found.append(
                Diagnostic.of(
                    "duplicate-id", path, place,
                    f"The term {quote(term['id'])} stands twice; the first is in line {first[term['id']]}.",
                    "Remove one of the two, or give it another id.",
                )  # fmt: skip
            )
        first.setdefault(term["id"], place.line)
    for index, term in enumerate(facts["terms"]):
        replacement = term.get("replaced_by")
        if replacement and (replacement not in first or replacement == term["id"]):
            near = find_nearest(replacement, [id for id in first if id != term["id"]])
            found.append(
                Diagnostic.of(
                    "wrong-term", path, document.place(("terms", index, "replaced_by")),
                    f"{quote(replacement)} is not another term of this vocabulary.",
                    f'Did you mean "{near[0]}"?' if near else "Name a term that stands in this file.",
                )  # fmt: skip
            )
    return found


def load_vocabularies(
    root: Path, schemas: Schemas | None = None
) -> tuple[dict[str, Vocabulary], list[Diagnostic]]:
    """Read every vocabulary of a project; one with an error is left out and reported."""
    found: list[Diagnostic] = []
    if schemas is None:
        schemas, found = load_schemas(root)
    vocabularies: dict[str, Vocabulary] = {}
    folder = find_schema_folder(root) / "vocabulary"
    for file in sorted(folder.glob("*.yml")):
        raw, problems = read_bytes(file, root)
        path = problems.path
        if raw is None:
            found += problems.found
            continue
        document = read_yaml(raw, path, SHARED_LIMIT)
        errors = list(document.diagnostics)
        if document.value is not None and schemas is not None:
            errors += check_facts(document, "vocabulary", path, schemas)
        if not errors and schemas is not None:
            errors += _check_terms(file.stem, document, path)
        found += errors
        if not errors and schemas is not None:
            vocabularies[file.stem] = _build(document.value)
    return vocabularies, found
