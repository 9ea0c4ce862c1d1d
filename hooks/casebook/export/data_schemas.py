"""The schemas under `data/schema/`: those of the project's files, and those of the data files that are made of them.

What a data file takes from a case file it takes by reference, so the two cannot drift apart.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable, Iterable
from functools import partial
from importlib.resources import files
from typing import Any

from casebook.export.case_json import CASE_JSON_VERSION
from casebook.export.edition import Edition
from casebook.export.json_file import VERSION, say_plainly
from casebook.fields import Schemas
from casebook.model import Vocabulary

__all__ = ["VERSIONS", "digest_shape", "list_further_schemas", "make_data_schemas", "write_casebook_schema"]

VERSIONS = {"casebook": VERSION, "case-file": CASE_JSON_VERSION}
"""The version of each shape that we answer for, by the name of its schema."""

_WORDS = frozenset({"title", "description", "examples", "x-bad", "$id", "$schema", "$comment"})
"""What a schema says to people: other words are no other shape."""

_AMOUNTS = frozenset({"minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minimum", "maximum"})
"""How long, how many, how large: what a writer is held to, and no program has to know."""


def make_data_schemas(schemas: Schemas, url: str = "") -> dict[str, dict[str, Any]]:
    """Every schema by its name.

    Args:
        schemas: The project's own.
        url: The site's whole address: with it each schema is called by the address at which it is found. Without it
            they are called as in the repository; they refer to each other by their names alone.
    """
    made = {name: copy.deepcopy(dict(schema)) for name, schema in sorted(schemas.by_kind.items())}
    folder = made["case"]["$id"].rpartition("/")[0]
    for name, version in VERSIONS.items():
        made[name] = json.loads(files("casebook.export").joinpath("shapes", f"{name}.schema.json").read_bytes())
        made[name]["properties"]["version"]["const"] = version
    _add_fields(made["casebook"]["properties"]["cases"]["items"], made["case"])
    for name, schema in made.items():
        schema["$id"] = f"{f'{url}data/schema' if url else folder}/{name}.schema.json"
    return made


def _add_fields(shape: dict[str, Any], case: dict[str, Any]) -> None:
    """A case has the fields of its file, and what the data file adds to them."""
    shape["required"] = [*case["required"], *shape["required"]]
    shape["properties"] |= {name: {"$ref": f"case.schema.json#/properties/{name}"} for name in case["properties"]}


def write_casebook_schema(edition: Edition) -> bytes:
    """The schema of `casebook.json`."""
    return _write(make_data_schemas(edition.schemas, edition.url)["casebook"])


def list_further_schemas(edition: Edition) -> dict[str, Callable[[], Iterable[bytes]]]:
    """The other schemas, and the vocabularies whose terms they ask for, by their names below `data/`."""
    names = sorted({*edition.schemas.by_kind, *VERSIONS} - {"casebook"})
    said: dict[str, Callable[[], Iterable[bytes]]] = {
        f"schema/{name}.schema.json": partial(_write_schema, edition, name) for name in names
    }
    for id, one in sorted(edition.book.vocabularies.items()):
        said[f"schema/vocabulary/{id}.json"] = partial(_write_vocabulary, one)
    return said


def _write_schema(edition: Edition, name: str) -> tuple[bytes]:
    return (_write(make_data_schemas(edition.schemas, edition.url)[name]),)


def _write_vocabulary(vocabulary: Vocabulary) -> tuple[bytes]:
    return (_write(say_plainly(vocabulary)),)


def _write(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def digest_shape(made: dict[str, dict[str, Any]], name: str) -> str:
    """What stands for the shape that a schema describes: it is another when a program could meet something new.

    A field, a type, a form of writing or a choice belongs to the shape; words and limits of length do not, nor does
    a term, which stands in no schema.

    Args:
        made: All schemas by their names.
        name: The one that is asked for. Those to which it leads belong to it; but not to a case alone, whose facts
            are what its file says, whatever that is.
    """
    wanted, found = [name], {}
    while wanted:
        one = wanted.pop()
        if one not in found:
            found[one] = _strip(made[one])
            leads_to = json.dumps(found[one]) if name == "casebook" else ""
            wanted += [other for other in made if f'"{other}.schema.json' in leads_to]
    # the version is what is held against the shape
    found[name]["properties"].pop("version")
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:16]


def _strip(schema: Any, *, names: bool = False) -> Any:
    """A schema without its words; what stands in a group of fields are names, and no words."""
    if isinstance(schema, list):
        return [_strip(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    left_out = frozenset() if names else _WORDS | _AMOUNTS
    return {
        key: _strip(value, names=not names and key in {"properties", "$defs"})
        for key, value in schema.items()
        if key not in left_out
    }
