"""The one tree of fields: what each kind of file may say, read once from its schema.

The schema is the source of what a field is. Here it becomes values that one can read and go through,
and nothing else asks the schema again: the checker, the index of terms, the guide, and whatever makes a
form, a table or a translation out of fields. Whoever asks "which fields are X" asks this tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from keyword import iskeyword
from types import MappingProxyType
from typing import Any

from casebook.files.parsed_file import FieldPath
from casebook.model import ITEM_KINDS, ItemKind

__all__ = ["ENTRY", "HOLDS", "TEXTS", "BadExample", "Field", "build_tree", "find_item_kind", "walk"]

ENTRY = "[]"
"""The step from a list to one of its entries."""

HOLDS: Mapping[str, str] = MappingProxyType(
    {
        "group": "fields of its own",
        "item": "fields of its own, with evidence: an item of a case",
        "list": "entries",
        "text": "a plain text",
        "line": "a text of one line, in which Markdown may emphasise and link",
        "prose": "a text of some paragraphs of Markdown",
        "id": "an id",
        "case": "the id of another case",
        "lesson": "a lesson of another case, as CASE#ID",
        "term": "a term of a vocabulary",
        "evidence": "a source, or a place in it: SOURCE or SOURCE#LOCATOR",
        "date": "a year, a month or a day",
        "span": "a date, or two of them with a slash between",
        "figure": "a number, alone or with a word such as about",
        "number": "a number",
        "choice": "one of a few words",
        "country": "a country's two capital letters (ISO 3166-1 alpha-2)",
        "language": "a language tag (BCP 47)",
        "url": "an address on the web",
    }
)
"""What a field can hold. `x-holds` in the schema says it where neither the type nor the format does."""

TEXTS = ("text", "line", "prose")
"""What somebody wrote in words of their own."""

_LIMITS = ("minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minimum", "maximum", "pattern", "default")


@dataclass(frozen=True)
class BadExample:
    """How a field should not look."""

    value: Any
    """What somebody might write there."""
    code: str
    """The kind of problem that it is found to be; empty where the checker is silent."""
    why: str
    """Why it is bad all the same; empty where the checker says so."""


@dataclass(frozen=True, eq=False)
class Field:
    """A field of a file, or an entry of a list; the tree's root is the file itself."""

    name: str
    """What the writer calls it; an entry has the name of its list, the file has none."""
    path: tuple[str, ...]
    """The steps to it from the root: names, and ENTRY for an entry of a list."""
    title: str
    """What people call it."""
    description: str
    """What it is for."""
    holds: str
    """One of HOLDS."""
    required: bool
    """Whether the group that it belongs to must have it."""
    types: tuple[str, ...]
    """The types of JSON that its value may have."""
    limits: Mapping[str, Any]
    """How long, how many, how large: the schema's own words for it."""
    choices: tuple[str, ...]
    """The words of which one must be taken."""
    words: tuple[str, ...]
    """The words that may stand in place of a date."""
    vocabulary: str
    """The vocabulary of its terms; empty for any other field."""
    examples: tuple[Any, ...]
    """How it may look, the first one best."""
    bad: BadExample | None
    """How it should not look (`x-bad`); an entry of a list is told with its list."""
    fields: tuple[Field, ...]
    """The fields of a group."""
    entry: Field | None
    """What an entry of a list is."""

    @cached_property
    def attribute(self) -> str:
        """Its name in the model: a word of Python's own, such as is, has an underscore there."""
        return f"{self.name}_" if iskeyword(self.name) else self.name

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields of a group by their names."""
        return {field.name: field for field in self.fields}

    @cached_property
    def within(self) -> frozenset[str]:
        """What it holds, and all that is held inside it."""
        inner = (*self.fields, self.entry) if self.entry else self.fields
        return frozenset({self.holds}).union(*(one.within for one in inner))

    @cached_property
    def homes(self) -> Mapping[str, tuple[Field, ...]]:
        """The groups from here down that have a field of a name, by that name."""
        found: dict[str, list[Field]] = {}
        for group in self.all():
            for field in group.fields:
                found.setdefault(field.name, []).append(group)
        return {name: tuple(groups) for name, groups in sorted(found.items())}

    @cached_property
    def _ways(self) -> dict[frozenset[str], tuple[tuple[Field, bool, bool], ...]]:
        """What has been found out of where to look, by what was looked for."""
        return {}

    def find_ways(self, holds: frozenset[str]) -> tuple[tuple[Field, bool, bool], ...]:
        """The fields right below in which something of these kinds can stand: itself, and whether it or more in it is.

        Args:
            holds: What is looked for, of HOLDS; anything, if nothing is given.
        """
        if holds not in self._ways:
            inner = (self.entry,) if self.entry else self.fields
            self._ways[holds] = tuple(
                (one, not holds or one.holds in holds, bool(one.find_ways(holds)))
                for one in inner
                if not (holds and one.within.isdisjoint(holds))
            )
        return self._ways[holds]

    def at(self, path: FieldPath) -> Field | None:
        """The field of a value by its path from here; None where no field is."""
        here: Field | None = self
        for step in path:
            here = here and (here.entry if isinstance(step, int) else here.by_name.get(step))
        return here

    def all(self) -> Iterator[Field]:
        """The field and everything in it, in the order of the schema."""
        yield self
        for field in self.fields:
            yield from field.all()
        if self.entry:
            yield from self.entry.all()


def build_tree(schema: Mapping[str, Any], resolver: Any) -> Field:
    """The tree of one kind of file.

    Args:
        schema: Its JSON Schema.
        resolver: What finds the schema's references (`referencing.Registry.resolver`).

    Raises:
        RecursionError: A reference leads back to itself.
        referencing.exceptions.Unresolvable: A reference leads nowhere.
    """
    return _grow(schema, resolver, "", (), required=True, vocabulary="")


def _open(schema: Mapping[str, Any], resolver: Any) -> tuple[dict[str, Any], Any]:
    """A schema with what its references say; what stands beside a reference goes before that."""
    merged = dict(schema)
    while reference := merged.pop("$ref", None):
        found = resolver.lookup(reference)
        merged, resolver = {**found.contents, **merged}, found.resolver
        if "$ref" in found.contents:
            merged["$ref"] = found.contents["$ref"]
    return merged, resolver


def _grow(
    schema: Mapping[str, Any], resolver: Any, name: str, path: tuple[str, ...], *, required: bool, vocabulary: str
) -> Field:
    said, resolver = _open(schema, resolver)
    given = said.get("type", ())
    types = (given,) if isinstance(given, str) else tuple(given)
    vocabulary = said.get("x-vocabulary", vocabulary)
    entry = None
    if "items" in said:
        entry = _grow(said["items"], resolver, name, (*path, ENTRY), required=True, vocabulary=vocabulary)
    return Field(
        name=name,
        path=path,
        title=said.get("title", ""),
        description=said.get("description", ""),
        holds=said.get("x-holds") or _guess_holds(said, types),
        required=required,
        types=types,
        limits=MappingProxyType({word: said[word] for word in _LIMITS if word in said}),
        choices=tuple(said.get("enum", ())),
        words=tuple(said.get("x-words", ())),
        vocabulary=vocabulary,
        examples=tuple(said.get("examples", ())),
        bad=_read_bad(said),
        fields=tuple(
            _grow(inner, resolver, key, (*path, key), required=key in said.get("required", ()), vocabulary="")
            for key, inner in said.get("properties", {}).items()
        ),
        entry=entry,
    )


def _read_bad(said: Mapping[str, Any]) -> BadExample | None:
    bad = said.get("x-bad")
    return BadExample(bad["value"], bad.get("code", ""), bad.get("why", "")) if bad else None


def _guess_holds(said: Mapping[str, Any], types: tuple[str, ...]) -> str:
    if "object" in types:
        return "group"
    if "array" in types:
        return "list"
    if "enum" in said:
        return "choice"
    if said.get("format") == "web-address":
        return "url"
    return "number" if "number" in types or "integer" in types else "text"


def walk(field: Field, value: Any, *holds: str, path: FieldPath = ()) -> Iterator[tuple[Field, FieldPath, Any]]:
    """Every value of a file that a field of these kinds holds, with its field and its path.

    The plain data of a file serve as well as the value that the model makes of them. Anything is borne: what
    is not as its field wants it, or belongs to no field, is passed over.

    Args:
        field: The tree of the file, or a part of it.
        value: What stands there.
        holds: What the fields must hold, of HOLDS; any, if nothing is given.
        path: The path of the value.
    """
    found: list[tuple[Field, FieldPath, Any]] = []
    wanted = frozenset(holds)
    if not wanted or field.holds in wanted:
        found.append((field, path, value))
    # one list for all: handing each value up through every level takes longer than finding it
    _collect(field, value, wanted, path, found)
    return iter(found)


def _collect(
    field: Field, value: Any, holds: frozenset[str], path: FieldPath, found: list[tuple[Field, FieldPath, Any]]
) -> None:
    ways = field.find_ways(holds)
    if not ways:
        return
    if field.entry:
        ((entry, is_wanted, goes_on),) = ways
        for index, one in enumerate(value if isinstance(value, (list, tuple)) else ()):
            here = (*path, index)
            if is_wanted:
                found.append((entry, here, one))
            if goes_on:
                _collect(entry, one, holds, here, found)
        return
    is_plain = isinstance(value, dict)
    values = value if is_plain else getattr(value, "__dict__", {})
    for inner, is_wanted, goes_on in ways:
        name = inner.name if is_plain else inner.attribute
        if name in values:
            here = (*path, inner.name)
            if is_wanted:
                found.append((inner, here, values[name]))
            if goes_on:
                _collect(inner, values[name], holds, here, found)


def find_item_kind(path: FieldPath) -> ItemKind | None:
    """The kind of item into which a path leads, if it leads into one."""
    return next((kind for kind in ITEM_KINDS if path and path[0] == kind.field), None)
