"""The controlled vocabularies: lists of terms with their meaning, read from schema/vocabulary/."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casebook.diagnostics import Diagnostic
from casebook.fields.schemas import Schemas, load_schemas
from casebook.fields.violations import check_facts
from casebook.files import (
    SHARED_LIMIT,
    ParsedFile,
    find_schema_folder,
    read_bytes,
    read_yaml,
)
from casebook.model import Term, Vocabulary
from casebook.text.wording import find_nearest, quote

__all__ = ["load_vocabularies"]


def _build(facts: Mapping[str, Any]) -> Vocabulary:
    terms = tuple(Term(**(term | {"also": tuple(term.get("also", ()))})) for term in facts["terms"])
    return Vocabulary(facts["id"], facts["title"], facts["description"], terms)


def _check_terms(name: str, parsed: ParsedFile, path: str) -> list[Diagnostic]:
    """What the schema cannot say of a vocabulary: its name, repeated terms, replacements."""
    facts = parsed.value
    found = []
    if facts["id"] != name:
        place = parsed.position(("id",))
        found.append(
            Diagnostic.of(
                "wrong-file-name", path, place,
                f"The vocabulary calls itself {quote(facts['id'])}, but its file is {name}.yml.",
                f"Write id: {name}, or rename the file to {facts['id']}.yml.",
            )  # fmt: skip
        )
    first: dict[str, int] = {}
    for index, term in enumerate(facts["terms"]):
        place = parsed.position(("terms", index, "id"))
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
                    "wrong-term", path, parsed.position(("terms", index, "replaced_by")),
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
        parsed = read_yaml(raw, path, SHARED_LIMIT)
        errors = list(parsed.diagnostics)
        if parsed.value is not None and schemas is not None:
            errors += check_facts(parsed, "vocabulary", path, schemas)
        if not errors and schemas is not None:
            errors += _check_terms(file.stem, parsed, path)
        found += errors
        if not errors and schemas is not None:
            vocabularies[file.stem] = _build(parsed.value)
    return vocabularies, found
