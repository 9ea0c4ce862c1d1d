"""What items must say: figures that can be read, and a reason where nothing failed."""

from __future__ import annotations

import re

from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import quote

__all__ = ["check_failures", "check_figures"]


def check_figures(case: CheckedFile, project: Project) -> Problems:
    """Whether results have figures that can be read in one way only."""
    for path, entry in case.entries("results"):
        value = entry.get("value")
        if not isinstance(value, str):
            continue
        if not any(character.isdigit() for character in value):
            yield case.report(
                "wrong-form", (*path, "value"), f"{quote(value)} has no figure in it.",
                "Write the figure in digits, such as 120, about 170 or more than 340000; a word alone belongs in the "
                "text.",
            )  # fmt: skip
        elif found := re.search(r"\d{1,3}(?:[, \u00a0'’]\d{3})+(?!\d)|\d,\d", value):
            plain = re.sub(r"[, \u00a0'’]", "", found[0]) if len(found[0]) > 3 else found[0].replace(",", ".")
            yield case.report(
                "wrong-form", (*path, "value"), f"The figure {quote(found[0])} could be read in two ways.",
                f"Write nothing between thousands and a point before decimals: {value.replace(found[0], plain)}. "
                "The page puts in the commas.",
            )  # fmt: skip


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
