"""From the plain data of the check to the values of the model: what annotations alone do not say.

What has no id of its own is counted, follow-ups stand newest first, and the period is two dates.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from casebook.check import RawFile
from casebook.model import ITEM_KINDS, Case, Essay, FollowUp, Source, structure

__all__ = ["build_case", "build_essays", "build_source"]


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
    return replace(case, follow_ups=_put_newest_first(case.follow_ups))


def _put_newest_first(follow_ups: tuple[FollowUp, ...]) -> tuple[FollowUp, ...]:
    """Latest known first; what has no date comes last, in the order of the case."""
    dated = [one for one in follow_ups if one.when != "unknown"]
    undated = [one for one in follow_ups if one.when == "unknown"]
    # the end of a span counts; the sort is stable, so equal dates keep the writer's order
    dated.sort(key=lambda one: one.when.split("/")[-1], reverse=True)
    return (*dated, *undated)


def build_source(raw: RawFile) -> Source:
    """The shared source of a valid file."""
    return structure(Source, {**raw.facts, "shared": True})


def build_essays(raw: RawFile) -> tuple[Essay, ...]:
    """The essays of a valid file."""
    return tuple(structure(Essay, {**one, "group": raw.id}) for one in raw.facts["essays"])
