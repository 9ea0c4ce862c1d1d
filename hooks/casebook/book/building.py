"""From the plain data of the check to the values of the model: what annotations alone do not say.

What has no id of its own is counted, follow-ups stand newest first, the period is two dates, and a story
cites.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from casebook.check import RawFile
from casebook.markup import show_text
from casebook.model import (
    ITEM_KINDS,
    Case,
    Essay,
    Evidence,
    FollowUp,
    Source,
    StoryPart,
    Translation,
    structure,
)
from casebook.rules import name_texts, split_name

__all__ = ["build_case", "build_essays", "build_source", "build_translation"]


def build_case(raw: RawFile) -> Case:
    """The case of a valid file."""
    facts: dict[str, Any] = {**raw.facts, "id": raw.id, "path": raw.path, "story": raw.story}
    period = facts.pop("period")
    facts |= {"period_from": period["from"], "period_to": period["to"]}
    for kind in ITEM_KINDS:
        if kind.counted:
            entries = enumerate(facts.get(kind.field, ()), 1)
            facts[kind.field] = [{"id": f"{kind.counted}-{n}", **entry} for n, entry in entries]
    case = structure(Case, facts)
    return replace(case, story_parts=tuple(_take_apart(raw.story)), follow_ups=_put_newest_first(case.follow_ups))


def _take_apart(story: str) -> Iterator[StoryPart]:
    """The paragraphs of a story, with what they cite; lists and tables are paragraphs here, headings are none."""
    for n, part in enumerate(show_text(story, blocks=True).parts, 1):
        pieces = (Evidence.read(piece) for citation in part.citations for piece in citation.pieces)
        yield StoryPart(f"story-{n}", part.words, tuple(dict.fromkeys(pieces)))


def _put_newest_first(follow_ups: tuple[FollowUp, ...]) -> tuple[FollowUp, ...]:
    """Latest known first; what has no date comes last, in the order of the case."""
    dated = [one for one in follow_ups if one.when != "unknown"]
    undated = [one for one in follow_ups if one.when == "unknown"]
    # the end of a span counts; the sort is stable, so equal dates keep the writer's order
    dated.sort(key=lambda one: one.until, reverse=True)
    return (*dated, *undated)


def build_translation(raw: RawFile, case: RawFile) -> Translation:
    """The translation of a valid file, and of the case of which it is one."""
    _, language = split_name(raw.id)
    stale = raw.facts["of"] != name_texts(case.facts)
    return structure(Translation, {**raw.facts, "case": case.id, "language": language, "stale": stale})


def build_source(raw: RawFile) -> Source:
    """The shared source of a valid file."""
    return structure(Source, {**raw.facts, "shared": True})


def build_essays(raw: RawFile) -> tuple[Essay, ...]:
    """The essays of a valid file."""
    return tuple(structure(Essay, {**one, "group": raw.id}) for one in raw.facts["essays"])
