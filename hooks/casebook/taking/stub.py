"""A new case file to be filled in: every field that the tree has, explained in comments, with what is known already.

What nobody has said stands as a comment, so nothing is made up. A file in which all that is required is said passes
the checker as a stub.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from casebook.fields import Field
from casebook.model import Vocabulary
from casebook.writing import write_case

__all__ = ["list_missing", "write_stub"]

_WIDTH = 110


def list_missing(facts: Mapping[str, Any], tree: Field, path: str = "") -> Iterator[str]:
    """What a case must say and does not: the paths of its fields."""
    for field in tree.fields:
        if not field.required:
            continue
        name = f"{path}{field.name}"
        value = facts.get(field.name)
        if value is None or value in ("", []):
            yield name
        elif field.fields and isinstance(value, Mapping):
            yield from list_missing(value, field, f"{name}.")
        elif field.entry and field.entry.fields and isinstance(value, list):
            for one in value:
                yield from list_missing(one, field.entry, f"{name}[].")


def write_stub(facts: Mapping[str, Any], tree: Field, vocabularies: Mapping[str, Vocabulary], place: str) -> str:
    """The commented file.

    Args:
        facts: What is known already.
        tree: The fields of a case.
        vocabularies: The words that some of them take.
        place: Where the file belongs.
    """
    lines = ["---", f"# {place}", "# A line that begins with # is a comment. Take the # away where you fill one in."]
    for field in tree.fields:
        lines += ["", *_explain(field, vocabularies, "")]
        if field.name in facts:
            lines += write_case({field.name: facts[field.name]}, "", tree).split("\n")[1:-2]
        else:
            lines += _show_example(field)
    return "\n".join([*lines, "---", ""])


def _explain(field: Field, vocabularies: Mapping[str, Vocabulary], indent: str) -> Iterator[str]:
    must = " Required." if field.required else ""
    yield from _wrap(f"{field.title}{' (' + field.name + ')' if indent else ''}: {field.description}{must}", indent)
    if field.choices:
        yield from _wrap(f"One of: {', '.join(field.choices)}.", indent + "  ")
    words = vocabularies.get(field.vocabulary)
    # of a list of terms the entry has the same words
    for term in words.terms if words else ():
        if term.status == "active":
            yield from _wrap(f"- {term.id}: {term.definition}", indent + "  ")
    for inner in (field.entry.fields if field.entry else ()) or field.fields:
        yield from _explain(inner, vocabularies, indent + "  ")


def _wrap(text: str, indent: str) -> Iterator[str]:
    for line in textwrap.wrap(" ".join(text.split()), _WIDTH - len(indent), break_long_words=False):
        yield f"# {indent}{line}"


def _show_example(field: Field) -> Iterator[str]:
    if field.examples:
        yield from _wrap(f"For instance: {json.dumps(field.examples[0], ensure_ascii=False)}", "")
    yield f"# {field.name}:"
