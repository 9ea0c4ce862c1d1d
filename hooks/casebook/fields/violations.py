"""Whether the fields of a file are as the JSON Schemas say, and if not, why, in plain words.

Each violation becomes a problem with the position of the value, what was written and what to write.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from jsonschema.exceptions import ValidationError

from casebook.diagnostics import Diagnostic, Fix, say
from casebook.fields.advice import LONGEST_GUESS, Violation, advise_field
from casebook.fields.explanations import explain_violation
from casebook.fields.schemas import Schemas, find_repeated
from casebook.fields.tree import ENTRY, TEXTS, Field, find_item_kind
from casebook.files import FieldPath, ParsedFile
from casebook.text.dates import guess_date
from casebook.text.wording import find_nearest, find_strange_letter, join_words, quote, replace_look_alikes

__all__ = ["OTHER_WORDS", "check_facts"]


def check_facts(parsed: ParsedFile, kind: str, path: str, schemas: Schemas) -> list[Diagnostic]:
    """Every violation of the schema as a problem, with the position of the value.

    Args:
        parsed: What the file says.
        kind: The kind of file, whose schema is asked.
        path: The file, relative to the project.
        schemas: The project's schemas.
    """
    if schemas.accepts(kind, parsed.value):
        return []
    return _Checking(parsed, path, schemas.trees[kind]).run(schemas.validators[kind].iter_errors(parsed.value))


class _Checking:
    """The check of one file."""

    def __init__(self, parsed: ParsedFile, path: str, tree: Field) -> None:
        self._parsed = parsed
        self._path = path
        self._tree = tree

    def run(self, errors: Iterator[ValidationError]) -> list[Diagnostic]:
        ordered = sorted(errors, key=lambda error: [str(step) for step in error.absolute_path])
        # a field without a value breaks several rules at once; one word on it is enough
        typed = {tuple(error.absolute_path) for error in ordered if error.validator == "type"}
        told: set[FieldPath] = set()
        found: dict[tuple[Any, ...], Diagnostic] = {}
        for error in ordered:
            # each of these is set once an error has been given out, though its types say that it may not be
            value: Any = error.instance
            where, keyword = tuple(error.absolute_path), str(error.validator)
            field = self._tree.at(where) or self._tree
            if keyword == "additionalProperties":
                for one in self._explain_unknown(value, where, field):
                    found.setdefault((one.line, one.column, one.code), one)
            elif keyword == "required":
                # each field that is missing breaks the rule once more, and the first time tells them all
                if where not in told and not self._is_nameless(value, where, field):
                    told.add(where)
                    for name in _list_missing(value, field):
                        if name == "to" and "/" in (
                            guess_date(str(value.get("from"))[:LONGEST_GUESS], span=True) or ""
                        ):
                            # both dates stand in the one field, which is told
                            continue
                        found[(where, name)] = self._explain_missing(name, where, field)
            elif value is None and self._stands_beside(where):
                continue
            elif (keyword != "type" and where in typed) or (keyword == "pattern" and field.vocabulary):
                # the vocabulary has better words for a word that is no term
                continue
            else:
                said = explain_violation(Violation(keyword, error.validator_value, value, where, field, self._parsed))
                inner = (*where, find_repeated(value) or 0) if keyword == "uniqueItems" else where
                place = self._parsed.position(inner)
                fix = self._parsed.replace_value(where, said.better) if said.better else None
                old = self._parsed.written(where)
                # a text that goes on in the next line is not all in this one
                if not old and not isinstance(value, str):
                    old = self._parsed.rest_of_line(where)
                if said.as_written and old:
                    fix = Fix(old, said.as_written)
                made = Diagnostic.of(said.code, self._path, place, said.message, said.help, fix)
                found.setdefault((where, keyword), made)
        return list(found.values())

    def _stands_beside(self, where: FieldPath) -> bool:
        """Whether a group is empty because its fields stand beside it, which is told."""
        facts = self._parsed.value
        for step in where[:-1]:
            facts = facts[step]
        group = self._tree.at(where[:-1]) or self._tree
        return bool(where) and isinstance(facts, dict) and where[-1] in _find_outside(facts, group)

    def _name_group(self, where: FieldPath, field: Field) -> str:
        """A group of fields as messages name it: the case, this lesson, `period`."""
        if not where:
            return f"the {self._tree.title.lower()}"
        if isinstance(where[-1], int):
            return f"this {field.title[:1].lower()}{field.title[1:]}" if field.title else "this entry"
        return f"`{where[-1]}`"

    def _explain_missing(self, name: str, where: FieldPath, group: Field) -> Diagnostic:
        field = group.by_name[name]
        place = self._parsed.position(where)
        if field.entry and field.entry.holds == "evidence":
            kind = find_item_kind(where)
            is_figure = kind is not None and kind.id == "result"
            code = "figure-without-evidence" if is_figure else "no-evidence"
            said = say("no-evidence-of-figure" if is_figure else "no-evidence", item=self._name_item(where, group))
            return Diagnostic.of(code, self._path, place, *said)
        subject = self._name_group(where, group).capitalize()
        said = say("missing", group=subject, name=name, advice=advise_field(field))
        return Diagnostic.of("missing-field", self._path, place, *said)

    def _name_item(self, where: FieldPath, group: Field) -> str:
        item = self._parsed.value
        for step in where:
            item = item[step]
        titles = (item.get(key) for key in ("measure", "title", "what", "about", "say", "id"))
        name = next((title for title in titles if isinstance(title, str)), "")
        kind = find_item_kind(where)
        noun = kind.noun if kind and group.holds == "item" else group.title.lower()
        return f"The {noun}{f' {quote(name)}' if name else ''}"

    def _explain_unknown(self, facts: dict[str, Any], where: FieldPath, group: Field) -> Iterator[Diagnostic]:
        previous = ""
        if self._is_nameless(facts, where, group):
            yield self._explain_nameless(list(facts), where, group)
            return
        outside = _find_outside(facts, group)
        for owner, names in outside.items():
            yield Diagnostic.of(
                "unknown-key", self._path, self._parsed.name_position((*where, names[0])),
                f"{quote(names[0])} belongs inside `{owner}`, but it stands beside it.",
                f"Begin it two spaces further in than {owner}:"
                + (f", and {join_words(names[1:])} below it too." if names[1:] else "."),
            )  # fmt: skip
        told = {name for names in outside.values() for name in names}
        for name, value in facts.items():
            if name in told:
                continue
            if name in group.by_name:
                previous = name
                continue
            if self._is_cut_off(where, name, value):
                # several commas in one text are one problem
                if not previous.startswith(_TOLD):
                    yield self._explain_cut_text(previous, where, facts, group)
                    previous = _TOLD + previous
                continue
            message = f"{quote(name)} is not a field of {self._name_group(where, group)}."
            help = self._suggest_field(name, where, facts, group)
            place = self._parsed.name_position((*where, name))
            yield Diagnostic.of("unknown-key", self._path, place, message, help)

    def _is_cut_off(self, where: FieldPath, name: str, value: Any) -> bool:
        """Whether a name without colon and value stands after a comma in braces: the end of a text."""
        place = self._parsed.name_position((*where, name))
        line = self._parsed.lines[place.line - 1] if place.line <= len(self._parsed.lines) else ""
        end = place.column - 1 + len(name)
        return (
            value is None
            and line[: place.column - 1].rstrip().endswith(",")
            and line[place.column - 1 : end] == name
            and line[end:].lstrip()[:1] in {",", "}"}
        )

    def _explain_cut_text(self, field: str, where: FieldPath, facts: dict[str, Any], group: Field) -> Diagnostic:
        """A comma in braces has made a field of the end of a text."""
        names = list(facts)
        first = names.index(field) + 1 if field else 0
        pieces = list(takewhile(lambda name: facts[name] is None and name not in group.by_name, names[first:]))
        place = self._parsed.position((*where, field)) if field else self._parsed.position(where)
        end = self._parsed.name_position((*where, pieces[-1]))
        line = self._parsed.lines[place.line - 1]
        whole = line[place.column - 1 : end.column - 1 + len(pieces[-1])] if end.line == place.line else ""
        message = f"The comma in braces ends the value before it: {quote(', '.join(pieces))} is no field."
        glued = [piece for piece in pieces if (found := _GLUED_FIELD.match(piece)) and found[1] in group.by_name]
        if glued:
            mended = [_GLUED_FIELD.sub(r"\1: \2", piece) for piece in glued]
            place = self._parsed.name_position((*where, glued[0]))
            message = f"After the colon a space is missing: {quote(', '.join(glued))}."
            fix = Fix(glued[0], mended[0]) if len(glued) == 1 else None
            return Diagnostic.of("cut-text", self._path, place, message, f"Write {', '.join(mended)}", fix)
        inner = group.by_name.get(field)
        if not field or not inner or not isinstance(facts[field], str) or inner.holds not in TEXTS:
            said = f"`{field}` takes one value" if field else "A field is written name: value"
            return Diagnostic.of("cut-text", self._path, place, message, f"{said}. Leave out what follows the comma.")
        better = json.dumps(whole, ensure_ascii=False)
        help = f"Put the whole text in double quotes{f': {field}: {better}' if 0 < len(whole) <= 300 else '.'}"
        certain = whole[:1] not in {'"', "'", ""} and inner.holds != "text"
        return Diagnostic.of("cut-text", self._path, place, message, help, Fix(whole, better) if certain else None)

    def _is_nameless(self, facts: dict[str, Any], where: FieldPath, group: Field) -> bool:
        """Whether values without names stand in braces: {Recife, BR}."""
        place = self._parsed.position(where)
        return (
            bool(where and facts)
            and all(value is None for value in facts.values())
            and not facts.keys() & group.by_name
            and self._parsed.lines[place.line - 1].startswith("{", place.column - 1)
        )

    def _explain_nameless(self, values: list[str], where: FieldPath, group: Field) -> Diagnostic:
        names = [one.name for one in group.fields if one.required] or [one.name for one in group.fields]
        known = values if len(values) == len(names) else ["…"] * len(names)
        pairs = ", ".join(f"{name}: {value}" for name, value in zip(names, known, strict=True))
        said = quote(", ".join(values))
        message = f"The fields of {self._name_group(where, group)} have no names: {said}."
        help = f"Write the name of each field and a colon before its value: {{{pairs}}}"
        return Diagnostic.of("unknown-key", self._path, self._parsed.position(where), message, help)

    def _suggest_field(self, name: str, where: FieldPath, facts: dict[str, Any], group: Field) -> str:
        if name.startswith("-") and name[1:] in self._tree.homes:
            return f"A space belongs after the hyphen: - {name[1:]}:"
        known = group.by_name
        if len(name) <= LONGEST_GUESS and find_strange_letter(name) and (plain := replace_look_alikes(name)) in known:
            return f"A letter in it only looks like a Latin one. Type it again on a Latin keyboard: {plain}"
        near = find_nearest(name, known, 1, 0.7)
        if not near and (meant := OTHER_WORDS.get(name.lower())) in known:
            near = [str(meant)]
        if near and near[0] in facts:
            return f"Perhaps you mean `{near[0]}`, which is there already. Remove one of the two."
        if near:
            return f"Did you mean `{near[0]}`?"
        if homes := self._find_homes(name):
            return f"`{name}` belongs {join_words(homes, 'or')}. Check in which column the line begins."
        if name in _LAYOUT and not where:
            return "How the page looks is not set in a case. Remove this field."
        if far := find_nearest(name, self._tree.homes, 1, 0.8):
            return f"Did you mean `{far[0]}`? It belongs {join_words(self._find_homes(far[0]), 'or')}."
        return f"The fields here are {join_words(known)}. Remove this field, or put what it says into one of them."

    def _find_homes(self, name: str) -> list[str]:
        """Where a field of this name belongs, in words: "inside `city`", "in an entry of `lessons`"."""
        homes = []
        for group in self._tree.homes.get(name, ()):
            if not group.path:
                homes.append(f"to the {group.title.lower()} itself, in the first column")
            elif group.path[-1] == ENTRY:
                homes.append(f"in an entry of `{group.name}`")
            else:
                homes.append(f"inside `{group.name}`")
        unique = list(dict.fromkeys(homes))
        return unique if len(unique) <= 3 else [*unique[:2], "elsewhere"]


# What people write who have seen other templates, and what it is called here.
OTHER_WORDS = {
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
_GLUED_FIELD = re.compile(r"([a-z_]{1,40}):(\S.*)")
_TOLD = "\0"
"""Marks a field whose text is told to be cut off."""
_LAYOUT = frozenset({"template", "hide", "icon", "layout", "status", "search", "social", "slug", "permalink", "draft"})


def _find_outside(facts: dict[str, Any], group: Field) -> dict[str, list[str]]:
    """By each group of fields in which nothing stands, those that stand below it and should stand inside."""
    found: dict[str, list[str]] = {}
    owner = ""
    for name, value in facts.items():
        if name in group.by_name:
            owner = name if value is None and group.by_name[name].by_name else ""
        elif owner and name in group.by_name[owner].by_name:
            found.setdefault(owner, []).append(name)
    return found


def find_misspelt(facts: Mapping[str, Any], group: Field) -> set[str]:
    """Fields of a group that stand in it under a name that is nearly theirs, which is told of that name."""
    known = group.by_name
    return {
        near for name in facts if name not in known for near in find_nearest(name, known, 1, 0.7) if near not in facts
    }


def _list_missing(facts: dict[str, Any], group: Field) -> list[str]:
    """Required fields that are not there, without those that are only misspelt."""
    misspelt = find_misspelt(facts, group)
    misspelt |= {name.partition(":")[0] for name in facts if ":" in name}
    if "/" in (guess_date(str(facts.get("from", "")), span=True) or ""):
        # both dates stand in the first of the two fields, which is told there
        misspelt.add("to")
    return [one.name for one in group.fields if one.required and one.name not in facts and one.name not in misspelt]
