"""The terms of a vocabulary: that each is told apart, and that a replaced one names another."""

from __future__ import annotations

from casebook.files import FieldPath
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import quote, suggest

__all__ = ["check_vocabulary"]


def check_vocabulary(file: CheckedFile, project: Project) -> Problems:
    """Whether no term stands twice, and whether a replacement is another term of the file."""
    first: dict[str, FieldPath] = {}
    for path, _, id in file.ids("terms"):
        where = (*path, "id")
        if id in first:
            line = file.parsed.position(first[id]).line
            yield file.report(
                "duplicate-id", where, f"The term {quote(id)} stands twice; the first is in line {line}.",
                "Remove one of the two, or give it another id.",
            )  # fmt: skip
        first.setdefault(id, where)
    for path, term, id in file.ids("terms"):
        replacement = term.get("replaced_by")
        if isinstance(replacement, str) and (replacement not in first or replacement == id):
            others = [one for one in first if one != id]
            yield file.report(
                "wrong-term", (*path, "replaced_by"), f"{quote(replacement)} is not another term of this vocabulary.",
                suggest(replacement, others, "Name a term that stands in this file."),
            )  # fmt: skip
