"""The parts and notes of a shared source."""

from __future__ import annotations

from casebook.files import FieldPath
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import find_nearest, join_words, quote

__all__ = ["check_notes"]

_NOTE_WORDS = 25


def check_notes(source: CheckedFile, project: Project) -> Problems:
    """Whether the parts and notes of a shared source can be told apart and are short."""
    parts = [entry["id"] for _, entry in source.entries("parts") if isinstance(entry.get("id"), str)]
    first: dict[str, FieldPath] = {}
    for path, part in source.entries("parts"):
        id = part.get("id")
        if isinstance(id, str) and parts.index(id) != path[1]:
            message = f"The part {quote(id)} stands twice."
            yield source.report("duplicate-id", (*path, "id"), message, "Give one of the two another id.")
    for path, note in source.entries("notes"):
        where = (*path, "id")
        id, part, same, says = (note.get(key) for key in ("id", "part", "same_as", "says"))
        if isinstance(id, str):
            if id in first:
                line = source.parsed.position(first[id]).line
                yield source.report(
                    "duplicate-id", where, f"The note {quote(id)} stands twice; the first is in line {line}.",
                    "Give one of the two another id.",
                )  # fmt: skip
            first.setdefault(id, where)
        if isinstance(part, str) and parts and part not in parts:
            near = find_nearest(part, parts)
            help = f'Did you mean "{near[0]}"? ' if near else ""
            yield source.report(
                "dangling-part", (*path, "part"), f"{quote(part)} is not a part of this source.",
                f"{help}Its parts are {join_words(parts, 'and')}.",
            )  # fmt: skip
        if isinstance(same, str) and (same not in source.notes or same == id):
            near = find_nearest(same, [one for one in source.notes if one != id])
            said = "is this note itself" if same == id else "is not a note of this source"
            yield source.report(
                "dangling-note", (*path, "same_as"), f"{quote(same)} {said}.",
                f'Did you mean "{near[0]}"?' if near else "Write the id of the other note.",
            )  # fmt: skip
        if isinstance(says, str) and (words := len(says.split())) > _NOTE_WORDS:
            yield source.report(
                "note-too-long", (*path, "says"),
                f"The note has {words} words; {_NOTE_WORDS} are the most: {quote(says)}.",
                "Say it in our own words and shorter. A note of others is summed up here and not copied.",
            )  # fmt: skip
