"""The JSON Schemas of a project, ready to check with, and the tree of fields that each of them grows.

Nothing is fetched: the registry holds the project's own schemas and no others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
from jsonschema.protocols import Validator
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable

from casebook.diagnostics import Diagnostic, Position
from casebook.fields.tree import Field, build_tree, walk
from casebook.files import find_schema_folder, list_folder, name_path, read_bytes, refuse_odd_file
from casebook.text.urls import find_fault

__all__ = ["Schemas", "find_repeated", "load_schemas"]

_ENDING = ".schema.json"

# jsonschema takes 2020.0 for a whole number, as JSON does; a year is never written so.
_TYPES = jsonschema.Draft202012Validator.TYPE_CHECKER.redefine(
    "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
)


def find_repeated(entries: Sequence[Any]) -> int | None:
    """The place of the first entry that stood before; found in one go, however many there are."""
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        written = json.dumps(entry, sort_keys=True)
        if written in seen:
            return index
        seen.add(written)
    return None


def _check_unique(_: Validator, wanted: Any, value: Any, __: Any) -> Iterator[jsonschema.ValidationError]:
    """The library's own way compares each group of fields with each other, which takes minutes for thousands."""
    if wanted and isinstance(value, list) and find_repeated(value) is not None:
        yield jsonschema.ValidationError("an entry stands twice")


_Validator: type[Validator] = jsonschema.validators.extend(  # type: ignore[no-untyped-call]  # has no types of its own
    jsonschema.Draft202012Validator, {"uniqueItems": _check_unique}, type_checker=_TYPES
)

_ADDRESS = "web-address"


def _is_address(value: Any) -> bool:
    return not isinstance(value, str) or find_fault(value) is None


_FORMATS = jsonschema.FormatChecker(formats=())
_FORMATS.checks(_ADDRESS)(_is_address)


@dataclass(frozen=True, eq=False)
class Schemas:
    """The schemas of a project, ready to check with."""

    by_kind: Mapping[str, Mapping[str, Any]]
    """Each schema by the kind of file it is for: case, essay, source, vocabulary."""
    validators: Mapping[str, Validator]
    """A validator for each kind."""
    trees: Mapping[str, Field]
    """The tree of fields of each kind."""
    compiled: Mapping[str, jsonschema_rs.Validator]
    """The same schemas for whoever only asks whether a file is as its schema says: a fiftieth of the time."""

    def accepts(self, kind: str, facts: Any) -> bool:
        """Whether facts are certainly as the schema of their kind says.

        Where this says no, the validator finds what is wrong, and is right should it find nothing. Both call the
        same forms right (a test holds them to it), but for 2020.0, which is a whole number to the compiled ones.
        """
        compiled = self.compiled.get(kind)
        try:
            return compiled is not None and compiled.is_valid(facts) and not self._may_differ(kind, facts)
        except ValueError:
            # half of a pair of surrogates, which is no text
            return False

    def _may_differ(self, kind: str, facts: Any) -> bool:
        """Whether 2020.0 stands where a whole number must; that something like it stands anywhere is seen sooner."""
        return _holds_whole_decimals(facts) and any(
            isinstance(value, float) and value.is_integer()
            for field, _, value in walk(self.trees[kind], facts)
            if "integer" in field.types and "number" not in field.types
        )


def _holds_whole_decimals(value: Any) -> bool:
    left = [value]
    for one in left:
        if isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list):
            left += one
        elif isinstance(one, float) and one.is_integer():
            return True
    return False


def load_schemas(root: Path, kinds: Iterable[str] = ()) -> tuple[Schemas | None, list[Diagnostic]]:
    """Read the schemas of a project; None with the reasons if one of them cannot be used.

    Args:
        root: The folder of the project.
        kinds: The kinds of file for which there must be one, beside those that are there.
    """
    folder = find_schema_folder(root)
    if folder.is_symlink() and (odd := refuse_odd_file(folder, root)):
        return None, [odd]
    there = [file.name for file in list_folder(folder, _ENDING)]
    names = list(dict.fromkeys([*(f"{kind}{_ENDING}" for kind in kinds), *there]))
    raws: list[tuple[str, bytes]] = []
    found: list[Diagnostic] = []
    for name in names:
        file = folder / name
        raw, problems = read_bytes(file, root)
        path = name_path(file, root)
        if raw is None:
            reason = problems.found[0]
            found.append(Diagnostic.of("unreadable-file", path, Position(1, 1), reason.message, reason.help))
        elif fault := _find_schema_fault(raw):
            place, said = fault
            message = f"This description of the fields cannot be used: {said[:120]}."
            help = "Restore it from the project's history."
            found.append(Diagnostic.of("unreadable-file", path, place, message, help))
        else:
            raws.append((name.removesuffix(_ENDING), raw))
    if found:
        return None, found
    try:
        return _build_schemas(tuple(raws)), []
    except (Unresolvable, RecursionError) as error:
        message = f"The descriptions of the fields do not fit together: {str(error)[:120]}."
        help = "Restore them from the project's history."
        path = name_path(folder / names[0], root)
        return None, [Diagnostic.of("unreadable-file", path, Position(1, 1), message, help)]


@lru_cache(maxsize=16)
def _find_schema_fault(raw: bytes) -> tuple[Position, str] | None:
    """Why a schema cannot be used, and where; None if it can."""
    try:
        schema = json.loads(raw)
        if not _is_certainly_sound(schema):
            _Validator.check_schema(schema)
        return None if isinstance(schema["$id"], str) else (Position(1, 1), "its $id is not a text")
    except (ValueError, RecursionError, KeyError, TypeError, jsonschema.SchemaError) as error:
        place = Position(getattr(error, "lineno", 1), getattr(error, "colno", 1))
        return place, getattr(error, "msg", "") or getattr(error, "message", "") or "it has no $id"


_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _is_certainly_sound(schema: Any) -> bool:
    """A quick look, a fiftieth of the time: whether a schema is one, and Python reads the patterns in it."""
    if not isinstance(schema, dict) or schema.get("$schema") != _DIALECT:
        return False
    left: list[Any] = [schema]
    try:
        for one in left:
            if isinstance(one, dict):
                left += one.values()
                patterns = one.get("patternProperties")
                for pattern in (one.get("pattern", ""), *(patterns if isinstance(patterns, dict) else ())):
                    re.compile(pattern)
            elif isinstance(one, list):
                left += one
        return jsonschema_rs.meta.is_valid(schema)
    except (ValueError, TypeError, re.error, OverflowError, RecursionError, jsonschema_rs.ReferencingError):
        return False


@lru_cache(maxsize=4)
def _build_schemas(raws: tuple[tuple[str, bytes], ...]) -> Schemas:
    """The schemas with their validators and trees; the same bytes always give the same."""
    contents = {kind: json.loads(raw) for kind, raw in raws}
    resources = [(one["$id"], Resource.from_contents(one)) for one in contents.values()]
    registry = Registry[Any]().with_resources(resources).crawl()
    return Schemas(
        by_kind=contents,
        validators={
            kind: _Validator(schema, registry=registry, format_checker=_FORMATS) for kind, schema in contents.items()
        },
        trees={kind: build_tree(schema, registry.resolver(schema["$id"])) for kind, schema in contents.items()},
        compiled={kind: made for kind, schema in contents.items() if (made := _compile(schema, contents.values()))},
    )


def _compile(schema: dict[str, Any], beside: Iterable[dict[str, Any]]) -> jsonschema_rs.Validator | None:
    """What says quickly whether facts are as a schema says; None where it cannot be had, and then nobody needs it."""
    try:
        registry = jsonschema_rs.Registry([(one["$id"], one) for one in beside])
        return jsonschema_rs.Draft202012Validator(
            schema, registry=registry, validate_formats=True, formats={_ADDRESS: _is_address}, offline=True
        )
    except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError):
        # a pattern that only Python's own engine reads
        return None
