"""Evidence: what rests on a source, and whether that source is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from casebook.diagnostics import say
from casebook.files import FieldPath
from casebook.rules.ids import ID
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import find_nearest, join_words, number_of, quote, suggest

__all__ = ["check_evidence", "check_note", "check_unused_sources"]

_DIGITS = re.compile("[0-9]")
"""Of two years, or two numbers, nobody can tell which is a slip of the hand."""


def check_evidence(case: CheckedFile, project: Project) -> Problems:
    """Whether evidence names a source that is there."""
    if not isinstance(case.facts.get("sources"), list):
        # that its sources are missing, or misspelt as a whole, is told once
        return
    known = [*case.own_sources, *project.sources_by_id]
    misspelt = {named for named, _ in _find_misspelt_sources(case, project).values()}
    dangling = {piece.source for _, piece in case.evidence} - {*known}
    if len(dangling) == 1 and any(not isinstance(entry.get("id"), str) for _, entry in case.entries("sources")):
        # the source is there, and that it has no id is told already
        misspelt |= dangling
    for where, piece in case.evidence:
        if piece.source in misspelt:
            continue
        if piece.source in case.own_sources:
            continue
        shared = project.sources_by_id.get(piece.source)
        if shared is not None:
            yield from check_note(case, where, shared, piece.locator)
        elif ID.fullmatch(piece.source):
            others = " and others" if len(known) > 8 else ""
            advice = f"There are {join_words(known[:8], 'and')}{others}." if known else ""
            message, help = say("dangling", id=quote(piece.source), advice=advice)
            yield case.report("dangling-source", where, message, suggest(piece.source, known, help))


def check_note(file: CheckedFile, where: FieldPath, shared: CheckedFile, locator: str) -> Problems:
    """Whether evidence names a note of a shared source on which something can rest."""
    if not shared.readable or not shared.notes or not locator:
        # the source as a whole may be named; a broken one is reported at its own file
        return
    note = shared.notes.get(locator)
    if note is None:
        yield file.report(
            "dangling-note", where,
            f"{quote(locator)} is not a note of the shared source {shared.id}, which has "
            f"{number_of(len(shared.notes), 'note')}.",
            suggest(locator, shared.notes, f"Look up the id of the note in {shared.path}.", f'"{shared.id}#{{}}"'),
        )  # fmt: skip
        return
    reason = note.get("set_aside")
    if isinstance(reason, str):
        same = note.get("same_as")
        help = "Name another note, or another source."
        if isinstance(same, str):
            help = f'Name the other note: "{shared.id}#{same}".'
        yield file.report("set-aside-note", where, f"The note {locator} is set aside: {quote(reason, 90)}", help)
    elif note.get("kind") in ("title", "frame", "theme"):
        yield file.report(
            "set-aside-note", where,
            f"The note {locator} is a heading ({quote(note.get('says', ''))}); nothing can rest on it.",
            "Name a note that says something below that heading.",
        )  # fmt: skip


def check_unused_sources(case: CheckedFile, project: Project) -> Problems:
    """Whether something rests on every source, and whether there is one at all."""
    used = {piece.source for _, piece in case.evidence}
    if not used.issuperset(case.own_sources):
        # evidence in a misspelt list, or written as one text, is another problem and reported as such
        elsewhere = {key: value for key, value in case.facts.items() if key != "sources"}
        used |= {text.partition("#")[0] for text in _find_words(elsewhere)}
    # a stub has its sources before it has anything that rests on them
    if not case.is_stub:
        misspelt = _find_misspelt_sources(case, project)
        for id, path in case.own_sources.items():
            if id in misspelt:
                named, times = misspelt[id]
                near = find_nearest(named, [id], 1, 0.85)
                # what is no id is told so already, with the right one
                if ID.fullmatch(id) or not near:
                    message, _ = say("unused", id=quote(id), plain=id)
                    pieces = f"{number_of(times, 'piece')} of evidence {'names' if times == 1 else 'name'}"
                    help = f"{pieces} {quote(named)}, which is not there. " + (
                        f"Give the source and its evidence the same id: {named}" if near
                        else f"If they are the same, give the source that id: {named}. If not, list {named} under "
                        "sources: too."
                    )  # fmt: skip
                    better = named if near and times > 1 else ""
                    yield case.report("unused-source", (*path, "id"), message, help, better=better)
            elif id not in used:
                yield case.report(
                    "unused-source", (*path, "id"), *say("unused", id=quote(id), plain=id),
                )  # fmt: skip
    if not case.evidence and case.facts.get("sources") == []:
        yield case.report(
            "no-source", ("sources",), "The case names no source at all.",
            "Add at least one under sources:, or name a shared source as evidence, such as harvest#n041.",
        )  # fmt: skip


def _find_misspelt_sources(case: CheckedFile, project: Project) -> dict[str, tuple[str, int]]:
    """Sources on which nothing rests but by a name that is nearly theirs: by their id, that name and how often.

    They are told as unused, and the name is not told once more; in a stub a source may be unused.
    """
    if case.is_stub:
        return {}
    times = Counter(piece.source for _, piece in case.evidence)
    unused = [id for id in case.own_sources if id not in times]
    dangling = [
        id for id in times if id not in case.own_sources and id not in project.sources_by_id and ID.fullmatch(id)
    ]
    found: dict[str, tuple[str, int]] = {}
    # where there are many of both nobody can tell which is which
    for named in dangling[:20] if len(unused) <= 20 else ():
        # of one pair nobody need look as closely
        near = find_nearest(named, unused, 1, 0.6 if len(dangling) == len(unused) == 1 else 0.85)
        if near and near[0] not in found:
            found[near[0]] = (named, times[named])
    if not found and len(unused) == len(dangling) == 1 and times[dangling[0]] > 1:
        # however different the two are: one is missing, named more than once, and one is left over
        found[unused[0]] = (dangling[0], times[dangling[0]])
    return found


def _find_words(value: Any) -> Iterator[str]:
    """Every text anywhere in the facts, under names that do not exist too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _find_words(inner)
