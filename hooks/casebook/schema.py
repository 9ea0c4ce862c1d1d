"""Whether the fields of a file are as the JSON Schemas say, and if not, why, in plain words.

The schemas in schema/ say what is allowed; this module turns each violation into a problem with the
place of the value, what was written and what to write. Nothing is fetched: the registry holds the
project's own schemas and no others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

import jsonschema
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from casebook.addresses import find_fault
from casebook.diagnostics import Diagnostic, Place
from casebook.files import find_schema_folder, name_path, read_bytes
from casebook.frontmatter import Document, Path
from casebook.messages import Field, explain_violation
from casebook.words import find_nearest, join_choices, quote

__all__ = ["Schemas", "check_facts", "load_schemas", "walk_values"]

_KINDS = ("case", "source", "vocabulary", "essay")

# jsonschema takes 2020.0 for a whole number, as JSON does; a year is never written so.
_TYPES = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine(
    "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
)
_Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, type_checker=_TYPES)

_FORMATS = jsonschema.FormatChecker(formats=())
_FORMATS.checks("web-address")(lambda value: not isinstance(value, str) or find_fault(value) is None)


@dataclass(frozen=True, eq=False)
class Schemas:
    """The schemas of a project, ready to validate with."""

    by_kind: Mapping[str, Mapping[str, Any]]
    """Each schema by the kind of file it is for: case, source, vocabulary."""
    validators: Mapping[str, Any]
    """A validator for each kind."""
    registry: Registry
    """The schemas by their id."""

    def open(self, schema: Mapping[str, Any], base: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
        """A schema with what its references say, its base, and the last words of the references.

        What stands beside a reference goes before what the reference says.
        """
        merged: dict[str, Any] = dict(schema)
        names: list[str] = []
        reference = schema.get("$ref")
        while reference:
            resolved = self.registry.resolver(base).lookup(reference)
            base = resolved.resolver._base_uri or base
            names.append(reference.rsplit("/", 1)[-1])
            merged = {**resolved.contents, **merged}
            reference = resolved.contents.get("$ref")
        merged.pop("$ref", None)
        return merged, base, tuple(names)

    def describe(self, kind: str, path: Path) -> Field:
        """The field at a path: its title, description, examples and what it may hold."""
        root = self.by_kind[kind]
        schema, base, names = self.open(root, root["$id"])
        for step in path:
            inner = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step)
            if inner is None:
                return Field(path, {}, ())
            schema, base, names = self.open(inner, base)
        return Field(path, schema, names)


def load_schemas(root: FilePath) -> tuple[Schemas | None, list[Diagnostic]]:
    """Read the schemas of a project; None with the reason if they cannot be used."""
    folder = find_schema_folder(root)
    raws: list[bytes] = []
    found: list[Diagnostic] = []
    for kind in _KINDS:
        file = folder / f"{kind}.schema.json"
        raw, problems = read_bytes(file, folder)
        path = name_path(file, root)
        if raw is None:
            reason = problems.found[0]
            found.append(Diagnostic.of("unreadable-file", path, Place(1, 1), reason.message, reason.help))
        elif fault := _find_schema_fault(raw):
            place, reason = fault
            message = f"This description of the fields cannot be used: {reason[:120]}."
            help = "Restore it from the project's history."
            found.append(Diagnostic.of("unreadable-file", path, place, message, help))
        else:
            raws.append(raw)
    return (None, found) if found else (_build_schemas(tuple(raws)), [])


@lru_cache(maxsize=16)
def _find_schema_fault(raw: bytes) -> tuple[Place, str] | None:
    """Why a schema cannot be used, and where; None if it can."""
    try:
        schema = json.loads(raw)
        _Validator.check_schema(schema)
        return None if isinstance(schema["$id"], str) else (Place(1, 1), "its $id is not a text")
    except (ValueError, RecursionError, KeyError, TypeError, jsonschema.SchemaError) as error:
        place = Place(getattr(error, "lineno", 1), getattr(error, "colno", 1))
        return place, getattr(error, "msg", "") or getattr(error, "message", "") or "it has no $id"


@lru_cache(maxsize=4)
def _build_schemas(raws: tuple[bytes, ...]) -> Schemas:
    """The schemas with their validators; the same bytes always give the same."""
    contents = {kind: json.loads(raw) for kind, raw in zip(_KINDS, raws, strict=True)}
    registry = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in contents.values())
    registry = registry.crawl()
    validators = {
        kind: _Validator(schema, registry=registry, format_checker=_FORMATS) for kind, schema in contents.items()
    }
    return Schemas(contents, validators, registry)


def walk_values(schemas: Schemas, kind: str, value: Any) -> Iterator[tuple[Path, Any, Mapping[str, Any]]]:
    """Every value that the schema knows, with its path and what the schema says of it."""

    def walk(value: Any, schema: Mapping[str, Any], base: str, path: Path) -> Iterator[Any]:
        key = (id(schema), base)
        if key not in opened:
            opened[key] = schemas.open(schema, base)[:2]
        said, base = opened[key]
        yield path, value, said
        if isinstance(value, dict):
            for name, inner in said.get("properties", {}).items():
                if name in value:
                    yield from walk(value[name], inner, base, (*path, name))
        elif isinstance(value, list) and "items" in said:
            for index, one in enumerate(value):
                yield from walk(one, said["items"], base, (*path, index))

    opened: dict[tuple[int, str], tuple[Mapping[str, Any], str]] = {}
    root = schemas.by_kind[kind]
    yield from walk(value, root, root["$id"], ())


def check_facts(document: Document, kind: str, path: str, schemas: Schemas) -> list[Diagnostic]:
    """Every violation of the schema as a problem, with the place of the value."""
    errors = sorted(
        schemas.validators[kind].iter_errors(document.value),
        key=lambda error: [str(step) for step in error.absolute_path],
    )
    # a field without a value breaks several rules at once; one word on it is enough
    typed = {tuple(error.absolute_path) for error in errors if error.validator == "type"}
    found: dict[tuple[Any, ...], Diagnostic] = {}
    for error in errors:
        where = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            for diagnostic in _explain_unknown(error, where, document, kind, path, schemas):
                found.setdefault((diagnostic.line, diagnostic.column, diagnostic.code), diagnostic)
            continue
        if error.validator == "required":
            for name in _missing(error, where, kind, schemas):
                diagnostic = _explain_missing(name, where, document, kind, path, schemas)
                found.setdefault((where, name), diagnostic)
            continue
        if error.validator != "type" and where in typed:
            continue
        said = schemas.describe(kind, where)
        if error.validator == "pattern" and _is_term(kind, where, schemas):
            # the vocabulary has better words for it
            continue
        explained = explain_violation(error, said)
        if explained is None:
            continue
        code, message, help = explained
        inner = where
        if error.validator == "uniqueItems":
            inner = (*where, _find_repeated(error.instance))
        found.setdefault((where, error.validator), Diagnostic.of(code, path, document.place(inner), message, help))
    return list(found.values())


def _is_term(kind: str, where: Path, schemas: Schemas) -> bool:
    over = where[:-1] if where and isinstance(where[-1], int) else where
    return "x-vocabulary" in schemas.describe(kind, over).schema


def _find_repeated(items: list[Any]) -> int:
    seen: list[Any] = []
    for index, item in enumerate(items):
        if item in seen:
            return index
        seen.append(item)
    return 0


def _missing(error: ValidationError, where: Path, kind: str, schemas: Schemas) -> list[str]:
    """Required fields that are not there, without those that are only misspelt."""
    known = schemas.describe(kind, where).schema.get("properties", {})
    misspelt = {near for name in error.instance if name not in known for near in find_nearest(name, known, 1, 0.7)}
    return [name for name in error.validator_value if name not in error.instance and name not in misspelt]


def _name_place(where: Path, kind: str, schemas: Schemas) -> str:
    """A group of fields as messages name it: the case, the entry of lessons …"""
    if not where:
        return {"case": "the case", "source": "the shared source", "vocabulary": "the vocabulary"}[kind]
    if isinstance(where[-1], int):
        title = schemas.describe(kind, where).title
        return f"this {title[:1].lower()}{title[1:]}" if title else "this entry"
    return f"`{where[-1]}`"


def _explain_missing(name: str, where: Path, document: Document, kind: str, path: str, schemas: Schemas) -> Diagnostic:
    field = schemas.describe(kind, (*where, name))
    code = "missing-field"
    if name == "evidence":
        code = "figure-without-evidence" if where and where[0] == "results" else "no-evidence"
    place = document.place(where)
    if code != "missing-field":
        return Diagnostic.of(code, path, place, _say_no_evidence(where, document), HELP_EVIDENCE)
    message = f"{_name_place(where, kind, schemas).capitalize()} has no `{name}`."
    return Diagnostic.of(code, path, place, message, f"Add it. {field.advice}".strip())


HELP_EVIDENCE = (
    "Add evidence: with the ids of the sources that say so, for instance evidence: [mercury-2019, harvest#n041]."
)


def _say_no_evidence(where: Path, document: Document) -> str:
    item = document.value
    for step in where:
        item = item[step]
    name = next((item[key] for key in ("measure", "title", "what", "say", "id") if isinstance(item.get(key), str)), "")
    said = f" {quote(name)}" if name else ""
    if where and where[0] == "results":
        return f"The figure{said} has no evidence."
    kinds = {"entry_points": "entry point", "lessons": "lesson", "failures": "failure", "follow_ups": "follow-up"}
    kind = kinds.get(str(where[0]) if where else "", "account")
    return f"The {kind}{said} has no evidence."


# What people write who have seen other templates, and what it is called here.
_OTHER_WORDS = {
    "name": "title", "headline": "title", "description": "summary", "abstract": "summary", "teaser": "summary",
    "date": "period", "dates": "period", "year": "period", "tags": "topics", "keywords": "topics",
    "categories": "topics", "author": "contributors", "authors": "contributors", "references": "sources",
    "links": "sources", "link": "url", "address": "url", "place": "city", "location": "city", "problem": "challenge",
    "outcomes": "results", "impact": "results", "figures": "results", "partners": "actors", "stakeholders": "actors",
    "source": "evidence", "lang": "language", "licence": "license", "questions": "open_questions",
    "entry_point": "entry_points", "doors": "entry_points", "crises": "crisis", "insights": "lessons",
    "lat": "latitude", "lon": "longitude", "lng": "longitude", "type": "kind", "start": "from", "end": "to",
    "because": "cause", "reason": "why", "text": "says", "date_published": "published",
}  # fmt: skip
_LAYOUT = frozenset({"template", "hide", "icon", "layout", "status", "search", "social", "slug", "permalink", "draft"})


def _explain_unknown(
    error: ValidationError, where: Path, document: Document, kind: str, path: str, schemas: Schemas
) -> Iterator[Diagnostic]:
    known = error.schema.get("properties", {})
    for name in error.instance:
        if name in known:
            continue
        here = _name_place(where, kind, schemas)
        message = f"{quote(name)} is not a field of {here}."
        help = _suggest_field(name, where, error, kind, schemas)
        yield Diagnostic.of("unknown-key", path, document.key_place((*where, name)), message, help)


def _suggest_field(name: str, where: Path, error: ValidationError, kind: str, schemas: Schemas) -> str:
    known = error.schema.get("properties", {})
    near = find_nearest(name, known, 1, 0.7)
    if not near and _OTHER_WORDS.get(name.lower()) in known:
        near = [_OTHER_WORDS[name.lower()]]
    if near and near[0] in error.instance:
        return f"Perhaps you mean `{near[0]}`, which is there already. Remove one of the two."
    if near:
        return f"Did you mean `{near[0]}`?"
    homes = _find_homes(name, where, kind, schemas)
    if homes:
        return f"`{name}` belongs {join_choices(homes)}. Check in which column the line begins."
    if name in _LAYOUT and not where:
        return "How the page looks is not set in a case. Remove this line."
    everywhere = {inner for _, names in _all_fields(kind, schemas) for inner in names}
    far = find_nearest(name, everywhere, 1, 0.8)
    if far:
        return f"Did you mean `{far[0]}`? It belongs {join_choices(_find_homes(far[0], where, kind, schemas))}."
    return f"The fields here are {join_choices(known, 'and')}. Remove the line, or put what it says into one of them."


def _all_fields(kind: str, schemas: Schemas) -> list[tuple[Path, Mapping[str, Any]]]:
    """Every group of fields in a schema, with its path; entries of lists have 0 as their step."""
    groups: list[tuple[Path, Mapping[str, Any]]] = []

    def walk(schema: Mapping[str, Any], base: str, path: Path) -> None:
        said, base, _ = schemas.open(schema, base)
        if "properties" in said:
            groups.append((path, said["properties"]))
            for name, inner in said["properties"].items():
                walk(inner, base, (*path, name))
        if "items" in said:
            walk(said["items"], base, (*path, 0))

    root = schemas.by_kind[kind]
    walk(root, root["$id"], ())
    return groups


def _find_homes(name: str, where: Path, kind: str, schemas: Schemas) -> list[str]:
    """Where a field of this name belongs, in words: "inside `city`", "in an entry of `lessons`"."""
    homes = []
    for path, names in _all_fields(kind, schemas):
        if name not in names:
            continue
        words = [step for step in path if isinstance(step, str)]
        if not words:
            homes.append("to the case itself, in the first column" if kind == "case" else "in the first column")
        elif path[-1] == 0:
            homes.append(f"in an entry of `{words[-1]}`")
        else:
            homes.append(f"inside `{words[-1]}`")
    unique = list(dict.fromkeys(homes))
    return unique if len(unique) <= 3 else [*unique[:2], "elsewhere"]
