"""What items must say: a reason where nothing failed, and how sure we are of a cause that is known."""

from __future__ import annotations

from casebook.diagnostics import say
from casebook.rules.project import CheckedFile, Problems, Project

__all__ = ["check_causes", "check_failures"]


def check_failures(case: CheckedFile, project: Project) -> Problems:
    """Whether an empty list of failures has a reason, and only an empty one."""
    failures, reason = case.facts.get("failures", 0), case.facts.get("no_failures_because")
    if failures == [] and not reason:
        yield case.report("no-failures-reason", ("failures",), *say("no-reason"))
    elif reason and failures != []:
        alone = (
            "The case says why it has no failures, but there is no failures: [] beside it.",
            "Add failures: [] above it, or remove the reason.",
        )
        place = case.parsed.name_position(("no_failures_because",))
        yield case.report("needless-reason", place, *(say("needless-reason") if failures else alone))


_NOT_KNOWN, _OPEN = "not-known", "open"


def check_causes(case: CheckedFile, project: Project) -> Problems:
    """Whether a cause that is not known is open, and only such a one."""
    for path, failure in case.entries("failures"):
        cause, certainty = failure.get("cause"), failure.get("certainty")
        if cause == _NOT_KNOWN and isinstance(certainty, str) and certainty != _OPEN:
            yield case.report(
                "open-cause", (*path, "certainty"), *say("closed-cause", certainty=certainty), better=_OPEN,
            )  # fmt: skip
        elif certainty == _OPEN and isinstance(cause, str) and cause != _NOT_KNOWN:
            yield case.report("open-cause", (*path, "certainty"), *say("open-cause", cause=cause))
