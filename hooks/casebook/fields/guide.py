"""The field guide: every field of the schemas, as a reader of the guide needs it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from casebook.fields.tree import ENTRY, HOLDS, Field

__all__ = ["FieldGuide", "GuideLine", "read_field_guides"]


@dataclass(frozen=True)
class GuideLine:
    """One field, as the guide says it."""

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
    bad: str
    """How it should not look, as somebody might write it."""
    code: str
    """The kind of problem that the bad example is; empty where the checker is silent."""
    why: str
    """Why it is bad all the same; empty where the checker says so."""
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
    """The kind of file."""
    title: str
    """What the kind of file is called."""
    description: str
    """What it holds."""
    fields: tuple[GuideLine, ...]
    """Its fields, in the schema's order."""

    @property
    def groups(self) -> tuple[tuple[GuideLine, tuple[GuideLine, ...]], ...]:
        """Each field of the file itself, with the fields below it."""
        starts = [n for n, line in enumerate(self.fields) if line.depth == 0]
        ends = [*starts[1:], len(self.fields)]
        return tuple(
            (self.fields[start], self.fields[start + 1 : end]) for start, end in zip(starts, ends, strict=True)
        )


_SAID_OF_THEMSELVES = frozenset(
    {"group", "item", "list", "text", "line", "prose", "id", "term", "choice", "number", "url"}
)
"""What needs no word on how it is written: it is a text, or the guide says its parts, its terms or its choices."""


def _say_limits(field: Field) -> Iterator[str]:
    limits = field.limits
    if field.holds not in _SAID_OF_THEMSELVES:
        yield HOLDS[field.holds] + "".join(f", or {word}" for word in field.words)
    if "null" in field.types:
        yield "null where there is none"
    if limits.get("maxLength"):
        yield f"{limits.get('minLength', 0)} to {limits['maxLength']} characters"
    if field.choices:
        yield "one of " + ", ".join(field.choices)
    if limits.get("minItems"):
        yield f"at least {limits['minItems']} in the list"
    if "default" in limits:
        yield f"{limits['default']} if left out"


def _write_example(value: Any) -> str:
    """A value as one writes it: groups of fields on lines of their own, everything else in one."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
        written: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1_000)
        return written
    return json.dumps(value, ensure_ascii=False)


def _write_path(field: Field) -> str:
    """A path as one reads it; a list shows that it is one."""
    return ".".join(field.path).replace(f".{ENTRY}", ENTRY) + (ENTRY if field.entry else "")


def _list_lines(root: Field) -> Iterator[GuideLine]:
    for field in root.all():
        # an entry is told with its list
        if not field.path or field.path[-1] == ENTRY:
            continue
        yield GuideLine(
            path=_write_path(field),
            title=field.title,
            description=field.description,
            required=field.required,
            example=_write_example(field.examples[0]) if field.examples else "",
            bad=_write_example(field.bad.value) if field.bad else "",
            code=field.bad.code if field.bad else "",
            why=field.bad.why if field.bad else "",
            limits=tuple(_say_limits(field)),
            vocabulary=field.vocabulary,
            depth=sum(step != ENTRY for step in field.path) - 1,
        )


def read_field_guides(trees: Mapping[str, Field]) -> tuple[FieldGuide, ...]:
    """The guide to each kind of file, from the same trees that the checker uses."""
    return tuple(
        FieldGuide(kind, root.title, root.description, tuple(_list_lines(root))) for kind, root in trees.items()
    )
