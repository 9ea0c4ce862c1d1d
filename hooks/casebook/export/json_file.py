"""`casebook.json`: the whole book, with a version that changes when its shape does; a large one in several parts.

A case has its fields as its file has them, so it is valid by the schema of a case; what is not in the file stands
beside them under names that no field has. Each case stands in a line of its own, so that a book too large for the
memory of a program can be read line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any

from casebook.check import RawFile
from casebook.export.case_pieces import CasePieces
from casebook.export.edition import Edition
from casebook.export.json_lines import BETWEEN_LINES, say_line, write_in_lines
from casebook.export.plain_facts import write_dates_as_texts
from casebook.kinds import CASE, SOURCE
from casebook.model import Evidence, Translation

__all__ = ["CASES_IN_A_PART", "VERSION", "list_further_parts", "say_plainly", "write_casebook_json"]

VERSION = 4
"""The version of the file's shape. `docs/data/changes.md` says what each has changed."""

CASES_IN_A_PART = 500
"""How many cases a part can hold: some 20 MB, which a browser still reads in one go."""

_HERE = b"\0"
"""Stands for the lines of the cases: no line of JSON has such a byte in it."""


def write_casebook_json(edition: Edition) -> CasePieces:
    """The first part, in UTF-8: it holds all cases of a book that is not very large, and what the cases share."""
    return _lay_out_part(edition, 1)


def list_further_parts(edition: Edition) -> dict[str, Callable[[], CasePieces]]:
    """What gives the parts after the first, by their names; none for a book that fits into one."""
    names = _name_parts(edition)
    return {name: partial(_lay_out_part, edition, number) for number, name in enumerate(names[1:], 2)}


def _lay_out_part(edition: Edition, number: int) -> CasePieces:
    end = number * CASES_IN_A_PART
    files = edition.files[end - CASES_IN_A_PART : end]
    around = _say_part(edition, number) | {"cases": [_HERE] if files else []}
    content = b"".join(write_in_lines(around | (_say_shared(edition) if number == 1 else {})))
    head, _, tail = content.partition(_HERE)
    say = partial(_say_case_line, edition, {raw.id: raw for raw in files})
    ids = [raw.id for raw in files]
    return CasePieces(_name_parts(edition)[number - 1], ids, say, b"", head, tail, BETWEEN_LINES)


def _name_parts(edition: Edition) -> list[str]:
    further = range(CASES_IN_A_PART, len(edition.files), CASES_IN_A_PART)
    return ["casebook.json", *(f"casebook-{number}.json" for number in range(2, len(further) + 2))]


def _say_part(edition: Edition, number: int) -> dict[str, Any]:
    return {
        "version": VERSION,
        "name": edition.name,
        "license": "CC-BY-4.0",
        "number_of_cases": len(edition.files),
        "part": number,
        "parts": _name_parts(edition),
    }


def _say_case_line(edition: Edition, files: Mapping[str, RawFile], id: str) -> bytes:
    return say_line(_say_case(edition, files[id]))


def _say_shared(edition: Edition) -> dict[str, Any]:
    """What stands in the first part alone: it does not grow with the cases."""
    tree = edition.schemas.trees[SOURCE.id]
    return {
        "sources": [write_dates_as_texts(source.facts, tree) for source in edition.sources],
        "essays": {file.id: file.facts["essays"] for file in edition.essays},
        "vocabularies": {id: say_plainly(one) for id, one in sorted(edition.book.vocabularies.items())},
    }


def _say_case(edition: Edition, raw: RawFile) -> dict[str, Any]:
    book, case, tree = edition.book, edition.book.by_id[raw.id], edition.schemas.trees[CASE.id]
    assumed = {field.name: field.limits["default"] for field in tree.fields if "default" in field.limits}
    said = {"id": raw.id, "path": raw.path, **assumed, **write_dates_as_texts(raw.facts, tree), "story": raw.story}
    if translations := book.translations_of(case):
        said["translations"] = {one.language: _say_translation(one) for one in translations}
    assessed = book.assessments[case.id]
    said["computed"] = {
        "address": f"cases/{case.id}/",
        "city": case.city_id,
        "status": case.outcome,
        "completeness": assessed.completeness,
        "confidence": assessed.confidence,
    }
    return said


def _say_translation(one: Translation) -> dict[str, Any]:
    """What the writer of a translation wrote; whose it is stands around it."""
    return {key: value for key, value in say_plainly(one).items() if key not in ("case", "language", "stale")}


def say_plainly(value: Any) -> Any:
    """A frozen value as plain data; what is empty is left out, as a writer would leave it out."""
    if isinstance(value, Evidence):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name.rstrip("_"): say_plainly(getattr(value, field.name)) for field in fields(value)}
        return {key: one for key, one in found.items() if one not in ("", None, [], {})}
    if isinstance(value, tuple):
        return [say_plainly(one) for one in value]
    return value
