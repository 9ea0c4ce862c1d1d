"""What items must say: a reason where nothing failed, and how sure we are of a cause that is known."""

from __future__ import annotations

from casebook.rules.project import CheckedFile, Problems, Project

__all__ = ["check_causes", "check_failures"]


def check_failures(case: CheckedFile, project: Project) -> Problems:
    """Whether an empty list of failures has a reason, and only an empty one."""
    failures, reason = case.facts.get("failures", 0), case.facts.get("no_failures_because")
    if failures == [] and not reason:
        yield case.report(
            "no-failures-reason", ("failures",), "The list of failures is empty, and nothing says why.",
            "Write down what went wrong, or say in no_failures_because: why nothing is known of it.",
        )  # fmt: skip
    elif reason and failures != []:
        there = "there are failures" if failures else "there is no failures: [] beside it"
        help = "Remove no_failures_because." if failures else "Add failures: [] above it, or remove the reason."
        yield case.report(
            "needless-reason", case.parsed.name_position(("no_failures_because",)),
            f"The case says why it has no failures, but {there}.", help,
        )  # fmt: skip


_NOT_KNOWN, _OPEN = "not-known", "open"


def check_causes(case: CheckedFile, project: Project) -> Problems:
    """Whether a cause that is not known is open, and only such a one."""
    for path, failure in case.entries("failures"):
        cause, certainty = failure.get("cause"), failure.get("certainty")
        if cause == _NOT_KNOWN and isinstance(certainty, str) and certainty != _OPEN:
            yield case.report(
                "open-cause", (*path, "certainty"), f"The cause is not known, and yet it is said to be {certainty}.",
                f"Write certainty: {_OPEN}, or name the cause.", better=_OPEN,
            )  # fmt: skip
        elif certainty == _OPEN and isinstance(cause, str) and cause != _NOT_KNOWN:
            yield case.report(
                "open-cause", (*path, "certainty"), f"The cause is said to be open, and yet it is {cause}.",
                f"Say how sure we are of it, or write cause: {_NOT_KNOWN}",
            )  # fmt: skip
