"""Whether the fields of a file are as the JSON Schemas say, and if not, why, in plain words.

Each violation becomes a problem with the position of the value, what was written and what to write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema.exceptions import ValidationError

from casebook.diagnostics import Diagnostic
from casebook.fields.explanations import explain_violation
from casebook.fields.schemas import Schemas
from casebook.files import FieldPath, ParsedFile
from casebook.text.wording import find_nearest, join_words, quote

__all__ = ["check_facts"]


def check_facts(parsed: ParsedFile, kind: str, path: str, schemas: Schemas) -> list[Diagnostic]:
    """Every violation of the schema as a problem, with the place of the value."""
    errors = sorted(
        schemas.validators[kind].iter_errors(parsed.value),
        key=lambda error: [str(step) for step in error.absolute_path],
    )
    # a field without a value breaks several rules at once; one word on it is enough
    typed = {tuple(error.absolute_path) for error in errors if error.validator == "type"}
    found: dict[tuple[Any, ...], Diagnostic] = {}
    for error in errors:
        where = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            for diagnostic in _explain_unknown(error, where, parsed, kind, path, schemas):
                found.setdefault((diagnostic.line, diagnostic.column, diagnostic.code), diagnostic)
            continue
        if error.validator == "required":
            for name in _missing(error, where, kind, schemas):
                diagnostic = _explain_missing(name, where, parsed, kind, path, schemas)
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
        found.setdefault((where, error.validator), Diagnostic.of(code, path, parsed.position(inner), message, help))
    return list(found.values())


def _is_term(kind: str, where: FieldPath, schemas: Schemas) -> bool:
    over = where[:-1] if where and isinstance(where[-1], int) else where
    return "x-vocabulary" in schemas.describe(kind, over).schema


def _find_repeated(items: list[Any]) -> int:
    seen: list[Any] = []
    for index, item in enumerate(items):
        if item in seen:
            return index
        seen.append(item)
    return 0


def _missing(error: ValidationError, where: FieldPath, kind: str, schemas: Schemas) -> list[str]:
    """Required fields that are not there, without those that are only misspelt."""
    known = schemas.describe(kind, where).schema.get("properties", {})
    misspelt = {near for name in error.instance if name not in known for near in find_nearest(name, known, 1, 0.7)}
    return [name for name in error.validator_value if name not in error.instance and name not in misspelt]


def _name_place(where: FieldPath, kind: str, schemas: Schemas) -> str:
    """A group of fields as messages name it: the case, the entry of lessons …"""
    if not where:
        return {"case": "the case", "source": "the shared source", "vocabulary": "the vocabulary"}[kind]
    if isinstance(where[-1], int):
        title = schemas.describe(kind, where).title
        return f"this {title[:1].lower()}{title[1:]}" if title else "this entry"
    return f"`{where[-1]}`"


def _explain_missing(name: str, where: FieldPath, parsed: ParsedFile, kind: str, path: str, schemas: Schemas) -> Diagnostic:
    field = schemas.describe(kind, (*where, name))
    code = "missing-field"
    if name == "evidence":
        code = "figure-without-evidence" if where and where[0] == "results" else "no-evidence"
    place = parsed.position(where)
    if code != "missing-field":
        return Diagnostic.of(code, path, place, _say_no_evidence(where, parsed), HELP_EVIDENCE)
    message = f"{_name_place(where, kind, schemas).capitalize()} has no `{name}`."
    return Diagnostic.of(code, path, place, message, f"Add it. {field.advice}".strip())

HELP_EVIDENCE = (
    "Add evidence: with the ids of the sources that say so, for instance evidence: [mercury-2019, harvest#n041]."
)


def _say_no_evidence(where: FieldPath, parsed: ParsedFile) -> str:
    item = parsed.value
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
    error: ValidationError, where: FieldPath, parsed: ParsedFile, kind: str, path: str, schemas: Schemas
) -> Iterator[Diagnostic]:
    known = error.schema.get("properties", {})
    for name in error.instance:
        if name in known:
            continue
        here = _name_place(where, kind, schemas)
        message = f"{quote(name)} is not a field of {here}."
        help = _suggest_field(name, where, error, kind, schemas)
        yield Diagnostic.of("unknown-key", path, parsed.key_position((*where, name)), message, help)


def _suggest_field(name: str, where: FieldPath, error: ValidationError, kind: str, schemas: Schemas) -> str:
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
        return f"`{name}` belongs {join_words(homes, 'or')}. Check in which column the line begins."
    if name in _LAYOUT and not where:
        return "How the page looks is not set in a case. Remove this line."
    everywhere = {inner for _, names in _all_fields(kind, schemas) for inner in names}
    far = find_nearest(name, everywhere, 1, 0.8)
    if far:
        return f"Did you mean `{far[0]}`? It belongs {join_words(_find_homes(far[0], where, kind, schemas), 'or')}."
    return f"The fields here are {join_words(known, 'and')}. Remove the line, or put what it says into one of them."


def _all_fields(kind: str, schemas: Schemas) -> list[tuple[FieldPath, Mapping[str, Any]]]:
    """Every group of fields in a schema, with its path; entries of lists have 0 as their step."""
    groups: list[tuple[FieldPath, Mapping[str, Any]]] = []

    def walk(schema: Mapping[str, Any], base: str, path: FieldPath) -> None:
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


def _find_homes(name: str, where: FieldPath, kind: str, schemas: Schemas) -> list[str]:
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
