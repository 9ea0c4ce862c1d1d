"""What items must say: a reason where nothing failed."""

from __future__ import annotations

from casebook.rules.project import CheckedFile, Problems, Project

__all__ = ["check_failures"]


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
