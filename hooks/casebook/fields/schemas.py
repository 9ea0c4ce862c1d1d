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
from pathlib import Path
from typing import Any

import jsonschema
from referencing import Registry, Resource

from casebook.diagnostics import Diagnostic, Position
from casebook.fields.explanations import Field
from casebook.files import FieldPath, find_schema_folder, name_path, read_bytes
from casebook.text.urls import find_fault

__all__ = ["Schemas", "load_schemas", "walk_values"]

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

    def describe(self, kind: str, path: FieldPath) -> Field:
        """The field at a path: its title, description, examples and what it may hold."""
        root = self.by_kind[kind]
        schema, base, names = self.open(root, root["$id"])
        for step in path:
            inner = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step)
            if inner is None:
                return Field(path, {}, ())
            schema, base, names = self.open(inner, base)
        return Field(path, schema, names)


def load_schemas(root: Path) -> tuple[Schemas | None, list[Diagnostic]]:
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
            found.append(Diagnostic.of("unreadable-file", path, Position(1, 1), reason.message, reason.help))
        elif fault := _find_schema_fault(raw):
            place, reason = fault
            message = f"This description of the fields cannot be used: {reason[:120]}."
            help = "Restore it from the project's history."
            found.append(Diagnostic.of("unreadable-file", path, place, message, help))
        else:
            raws.append(raw)
    return (None, found) if found else (_build_schemas(tuple(raws)), [])


@lru_cache(maxsize=16)
def _find_schema_fault(raw: bytes) -> tuple[Position, str] | None:
    """Why a schema cannot be used, and where; None if it can."""
    try:
        schema = json.loads(raw)
        _Validator.check_schema(schema)
        return None if isinstance(schema["$id"], str) else (Position(1, 1), "its $id is not a text")
    except (ValueError, RecursionError, KeyError, TypeError, jsonschema.SchemaError) as error:
        place = Position(getattr(error, "lineno", 1), getattr(error, "colno", 1))
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


def walk_values(schemas: Schemas, kind: str, value: Any) -> Iterator[tuple[FieldPath, Any, Mapping[str, Any]]]:
    """Every value that the schema knows, with its path and what the schema says of it."""

    def walk(value: Any, schema: Mapping[str, Any], base: str, path: FieldPath) -> Iterator[Any]:
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


