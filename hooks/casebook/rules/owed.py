"""What a case owes its readers as soon as it is more than a stub: who says so, and how much of it was read."""

from __future__ import annotations

from casebook.diagnostics import say
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import quote

__all__ = ["check_what_is_owed"]


def check_what_is_owed(case: CheckedFile, project: Project) -> Problems:
    """Whether every actor has evidence, and whether every source says how much of it has been seen."""
    if case.is_stub:
        return
    for path, actor in case.entries("actors"):
        if "evidence" not in actor:
            yield case.report(
                "no-evidence", path, *say("no-evidence-of-actor", item=quote(actor.get("name", ""))),
            )  # fmt: skip
    for path, source in case.entries("sources"):
        if "seen" not in source:
            yield case.report(
                "not-seen", path, *say("not-seen", title=quote(source.get("title", ""))),
            )  # fmt: skip
