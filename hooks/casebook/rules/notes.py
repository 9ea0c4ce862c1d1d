"""The parts and notes of a shared source."""

from __future__ import annotations

from casebook.files import FieldPath
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import join_words, quote, suggest

__all__ = ["check_notes"]

_NOTE_WORDS = 25


def check_notes(source: CheckedFile, project: Project) -> Problems:
    """Whether the parts and notes of a shared source can be told apart and are short."""
    parts: list[str] = []
    for path, _, id in source.ids("parts"):
        if id in parts:
            message = f"The part {quote(id)} stands twice."
            yield source.report("duplicate-id", (*path, "id"), message, "Give one of the two another id.")
        parts.append(id)
    first: dict[str, FieldPath] = {}
    for path, note in source.entries("notes"):
        where = (*path, "id")
        own, part, same, says = (note.get(key) for key in ("id", "part", "same_as", "says"))
        if isinstance(own, str):
            if own in first:
                line = source.parsed.position(first[own]).line
                yield source.report(
                    "duplicate-id", where, f"The note {quote(own)} stands twice; the first is in line {line}.",
                    "Give one of the two another id.",
                )  # fmt: skip
            first.setdefault(own, where)
        if isinstance(part, str) and parts and part not in parts:
            yield source.report(
                "dangling-part", (*path, "part"), f"{quote(part)} is not a part of this source.",
                f"{suggest(part, parts)} Its parts are {join_words(parts)}.".strip(),
            )  # fmt: skip
        if isinstance(same, str) and (same not in source.notes or same == own):
            others = [one for one in source.notes if one != own]
            said = "is this note itself" if same == own else "is not a note of this source"
            yield source.report(
                "dangling-note", (*path, "same_as"), f"{quote(same)} {said}.",
                suggest(same, others, "Write the id of the other note."),
            )  # fmt: skip
        if isinstance(says, str) and (words := len(says.split())) > _NOTE_WORDS:
            yield source.report(
                "note-too-long", (*path, "says"),
                f"The note has {words} words; {_NOTE_WORDS} are the most: {quote(says)}.",
                "Say it in our own words and shorter. A note of others is summed up here and not copied.",
            )  # fmt: skip
