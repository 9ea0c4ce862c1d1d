"""`casebook.json`: the whole book in one file, with a version that changes when its shape does."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from casebook.book import Book
from casebook.export.edition import Edition
from casebook.model import Case, Evidence, Translation

__all__ = ["VERSION", "write_casebook_json"]

VERSION = 3
"""The version of the file's shape."""


def write_casebook_json(edition: Edition) -> bytes:
    """The file's content, in UTF-8.

    A case has its fields under the names of the front matter; evidence is the string that the
    writer wrote. What the casebook computes stands apart under `computed`.
    """
    book = edition.book
    content = {
        "version": VERSION,
        "license": "CC-BY-4.0",
        "cases": [_say_case(book, case) for case in book.cases],
        "sources": [_to_plain(source) for _, source in sorted(book.shared.items())],
        "vocabularies": {id: _to_plain(one) for id, one in sorted(book.vocabularies.items())},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _say_case(book: Book, case: Case) -> dict[str, Any]:
    plain: dict[str, Any] = _to_plain(case)
    # the story itself is there
    plain.pop("story_parts", None)
    plain["period"] = {"from": plain.pop("period_from"), "to": plain.pop("period_to")}
    plain.setdefault("city", None)
    if translations := book.translations_of(case):
        plain["translations"] = {one.language: _say_translation(one) for one in translations}
    assessed = book.assessments[case.id]
    plain["computed"] = {
        "address": f"cases/{case.id}/",
        "status": case.outcome,
        "completeness": assessed.completeness,
        "confidence": assessed.confidence,
    }
    return plain


def _say_translation(one: Translation) -> dict[str, Any]:
    """What the writer of a translation wrote; whose it is stands around it."""
    return {key: value for key, value in _to_plain(one).items() if key not in ("case", "language", "stale")}


def _to_plain(value: Any) -> Any:
    """A frozen value as plain data; what is empty is left out, as a writer would leave it out."""
    if isinstance(value, Evidence):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name.rstrip("_"): _to_plain(getattr(value, field.name)) for field in fields(value)}
        return {key: one for key, one in found.items() if one not in ("", None, [], {})}
    if isinstance(value, tuple):
        return [_to_plain(one) for one in value]
    return value
