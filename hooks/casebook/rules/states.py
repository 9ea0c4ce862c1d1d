"""What became of a case: one state, which the last event that changed it has brought about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casebook.diagnostics import say
from casebook.files import FieldPath
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.dates import end_of, read_span
from casebook.text.wording import quote

__all__ = ["check_status"]

_Event = tuple[FieldPath, dict[str, Any]]


def check_status(case: CheckedFile, project: Project) -> Problems:
    """Whether the status of a case is that of its last follow-up which has one."""
    if case.is_unread("status") or case.is_unread("follow_ups"):
        return
    events = [one for one in case.entries("follow_ups") if isinstance(one[1].get("status"), str)]
    if any(entry.get("when") != "unknown" and not read_span(entry.get("when")) for _, entry in events):
        # which of them is the last, nobody can tell before the date is mended
        return
    state, turn = case.group("status"), _find_turn(events)
    if turn is None:
        if state.get("is") not in (None, "unknown"):
            yield case.report(
                "status-differs", ("status", "is"),
                *say("no-event", **{"is": quote(state["is"]), "plain": state["is"]}),
            )  # fmt: skip
        return
    path, entry = turn
    if "status" not in case.facts:
        yield case.report(
            "no-status", (*path, "status"),
            f"By its last event with a status the case is {quote(entry['status'])}, but it has no status itself.",
            f"Add below follow_ups: status: {{is: {entry['status']}, since: {_first(entry)}, evidence: [..]}}",
        )  # fmt: skip
    elif isinstance(state.get("is"), str) and state["is"] != entry["status"]:
        yield case.report(
            "status-differs", ("status", "is"),
            f"The case is said to be {quote(state['is'])}, but its last event with a status "
            f"(line {_line_of(case, path)}) says {quote(entry['status'])}.",
            "Write the same in both. An event has a status only where it changed the state.",
        )  # fmt: skip
    elif _may_be(when := entry.get("when"), case, project) and "since" in state and _is_apart(state["since"], when):
        yield case.report(
            "status-differs", ("status", "since"),
            f"The status is of {state['since']}, but the event that brought it about "
            f"(line {_line_of(case, path)}) is of {entry['when']}.",
            "Write the date of that event, or one within it.", better=_first(entry),
        )  # fmt: skip


def _line_of(case: CheckedFile, path: FieldPath) -> int:
    # asked only for a message: places are found by reading the file once more
    return case.parsed.position((*path, "status")).line


def _may_be(when: Any, case: CheckedFile, project: Project) -> bool:
    """Whether a date is neither before the story nor still to come, which is told of the date itself."""
    span, start = read_span(when), read_span(case.group("period").get("from"))
    return not span or (span[0][0] <= project.today and (not start or span[-1][1] >= start[0][0]))


def _first(entry: dict[str, Any]) -> str:
    return str(entry.get("when", "unknown")).partition("/")[0]


def _find_turn(events: Sequence[_Event]) -> _Event | None:
    """The last of the events with a status, in the order of the page: of equal dates the first in the file counts."""
    dated = [one for one in events if read_span(one[1].get("when"))]
    return max(dated, key=lambda one: end_of(one[1]["when"])) if dated else next(iter(events), None)


def _is_apart(since: Any, when: Any) -> bool:
    given, span = read_span(since), read_span(when)
    if given and span:
        return given[0][0] < span[0][0] or given[-1][1] > span[-1][1]
    # unknown goes with unknown, and what is no date at all is a problem of its own
    return (bool(given) and when == "unknown") or (bool(span) and since == "unknown")
