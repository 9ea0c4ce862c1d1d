"""The field guide: every field of the schemas, as a reader of the guide needs it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.fields.schemas import Schemas

__all__ = ["Field", "FieldGuide", "read_field_guides"]


@dataclass(frozen=True)
class Field:
    """One field of a file."""

    path: str
    """Its place, such as `lessons[].works_when`."""
    title: str
    """What it is called."""
    description: str
    """What it is for."""
    required: bool
    """Whether its parent must have it."""
    example: str
    """The first example, as one writes it."""
    limits: tuple[str, ...]
    """How long, how many, which words."""
    vocabulary: str
    """The vocabulary of its terms, or empty."""
    depth: int
    """0 for a field of the file itself."""


@dataclass(frozen=True)
class FieldGuide:
    """All fields of one kind of file."""

    id: str
    """case, source or vocabulary."""
    title: str
    """What the kind of file is called."""
    description: str
    """What it holds."""
    fields: tuple[Field, ...]
    """Its fields, in the schema's order."""


def _say_limits(node: Mapping[str, Any]) -> Iterator[str]:
    low, high = node.get("minLength"), node.get("maxLength")
    if high:
        yield f"{low or 0} to {high} characters"
    if "enum" in node:
        yield "one of " + ", ".join(map(str, node["enum"]))
    if node.get("minItems"):
        yield f"at least {node['minItems']} in the list"
    if "default" in node:
        yield f"{node['default']} if left out"


def _write_example(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _walk(node: Mapping[str, Any], base: str, schemas: Schemas, path: str, depth: int) -> Iterator[Field]:
    for key, raw in node.get("properties", {}).items():
        child, child_base, _ = schemas.open(raw, base)
        here = f"{path}{key}"
        types = child.get("type", ())
        items, items_base, _ = schemas.open(child.get("items", {}), child_base)
        nested = "array" in types and "properties" in items
        yield Field(
            path=here + ("[]" if "array" in types else ""),
            title=child["title"],
            description=child["description"],
            required=key in node.get("required", ()),
            example=_write_example(child["examples"][0]),
            limits=tuple(_say_limits(child)),
            vocabulary=child.get("x-vocabulary", ""),
            depth=depth,
        )
        if nested:
            yield from _walk(items, items_base, schemas, f"{here}[].", depth + 1)
        elif "properties" in child:
            yield from _walk(child, child_base, schemas, f"{here}.", depth + 1)


def read_field_guides(schemas: Schemas) -> tuple[FieldGuide, ...]:
    """The field guides of the case, the shared source and the vocabulary, from the checker's own schemas."""
    return tuple(
        FieldGuide(
            id=kind,
            title=schema["title"],
            description=schema["description"],
            fields=tuple(_walk(schema, schema["$id"], schemas, "", 0)),
        )
        for kind, schema in schemas.by_kind.items()
    )
