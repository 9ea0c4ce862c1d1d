"""Dates: in the calendar, in order, and not still to come."""

from __future__ import annotations

from datetime import timedelta

from casebook.diagnostics import say
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.dates import find_impossible, read_span
from casebook.text.wording import quote

__all__ = ["check_dates", "check_order"]


def check_dates(file: CheckedFile, project: Project) -> Problems:
    """Whether each date is in the calendar, each span in order, and nothing still to come."""
    # where the writer lives it may be tomorrow already
    latest = project.today + timedelta(days=1)
    for field, where, value in file.walk("date", "span"):
        if impossible := find_impossible(value):
            year, month = impossible.split("-")[:2]
            (_, last) = read_span(f"{year}-{month}")[0]
            yield file.report(
                "impossible-date", where, *say("no-day", date=impossible, last=last.day, month=f"{year}-{month}"),
            )  # fmt: skip
            continue
        span = read_span(value)
        if len(span) == 2 and span[0][0] > span[1][1]:
            first, second = str(value).split("/")
            yield file.report(
                "dates-out-of-order", where, *say("span", written=value, better=f"{second}/{first}"),
            )  # fmt: skip
        if span and max(first for first, _ in span) > latest:
            help = "Check the year."
            if "ongoing" in field.words:
                help += f" A story that goes on has {field.name}: ongoing."
            message = f"{quote(value)} is still to come (today is {project.today})."
            yield file.report("future-date", where, message, help)


def check_order(case: CheckedFile, project: Project) -> Problems:
    """Whether the story ends after it begins, and whether follow-ups come after that."""
    period = case.group("period")
    start, end = read_span(period.get("from")), read_span(period.get("to"))
    if len(start) != 1:
        return
    if len(end) == 1 and start[0][0] > end[0][1]:
        yield case.report(
            "dates-out-of-order", ("period", "to"),
            *say("period", end=period["to"], start=period["from"]),
        )  # fmt: skip
    for path, entry in case.entries("follow_ups"):
        span = read_span(entry.get("when"))
        if span and span[-1][1] < start[0][0]:
            yield case.report(
                "dates-out-of-order", (*path, "when"),
                *say("too-early", when=entry["when"], start=period["from"]),
            )  # fmt: skip
