"""`followups.ics`: a calendar that says when to ask about each case again, as RFC 5545 says.

Each case is one event, on the day by the rule of `book/due.py`, and comes again until there is news. So nothing has
to know what day it is, and what was due long ago still turns up in a calendar.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import urlsplit

from casebook.book.due import YEARS_OF_THE_ENDED, YEARS_OF_THE_OTHERS, Due, find_due, find_last_day, list_due
from casebook.export.case_pieces import CasePieces
from casebook.export.edition import Edition

__all__ = ["write_followups_ics"]

_MOST_BYTES = 75
"""How long a line may be before it is folded."""

_NOT_PRINTED = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


def write_followups_ics(edition: Edition) -> CasePieces:
    """The file's content, in UTF-8, event by event."""
    # the book's own last day: the same book gives the same calendar on every day
    stamp = f"{find_last_day(edition.book):%Y%m%d}T000000Z"
    host = str(urlsplit(edition.url).hostname or urlsplit(edition.schemas.by_kind["case"]["$id"]).hostname)
    return CasePieces(
        "followups.ics",
        [due.case.id for due in list_due(edition.book)],
        partial(_say_event, edition, stamp, host),
        f"{stamp} {host}".encode(),
        _say_lines(_list_first_lines(edition)),
        _say_lines(("END:VCALENDAR",)),
    )


def _say_lines(lines: Iterable[str]) -> bytes:
    return "".join([f"{_fold(line)}\r\n" for line in lines]).encode()


def _list_first_lines(edition: Edition) -> Iterator[str]:
    about = _say(edition, "about", YEARS_OF_THE_OTHERS, YEARS_OF_THE_ENDED)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Solidarity Casebook//followups//EN", "CALSCALE:GREGORIAN")
    # the first two are the standard's, the others what programs read that are older than it
    for name, text in (
        ("NAME", edition.name),
        ("DESCRIPTION", about),
        ("X-WR-CALNAME", edition.name),
        ("X-WR-CALDESC", about),
    ):
        yield f"{name}:{_escape(text)}"


def _say_event(edition: Edition, stamp: str, host: str, id: str) -> bytes:
    return _say_lines(_list_event(find_due(edition.book.by_id[id]), edition, stamp, host))


def _list_event(due: Due, edition: Edition, stamp: str, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{due.case.id}-ask-again@{host}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{due.on:%Y%m%d}"
    yield f"RRULE:FREQ=YEARLY;INTERVAL={due.years}"
    yield f"SUMMARY:{_escape(_say(edition, 'heading', due))}"
    yield f"DESCRIPTION:{_escape(_say(edition, 'body', due, edition.url))}"
    if edition.url:
        yield f"URL:{edition.url}cases/{due.case.id}/"
    # nobody is busy for a day because of it
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _say(edition: Edition, macro: str, *given: object) -> str:
    return html.unescape(str(edition.renderer.macro("due.html", macro)(*given))).strip()


def _escape(text: str) -> str:
    """A text as the value of a property."""
    shown = _NOT_PRINTED.sub(" ", text)
    return re.sub(r"([\\;,])", r"\\\1", shown).replace("\n", "\\n")


def _fold(line: str) -> str:
    """A line of at most 75 bytes, with what is longer on further lines that begin with a space; no letter is cut."""
    if len(line.encode()) <= _MOST_BYTES:
        return line
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > _MOST_BYTES:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += width
    return "\r\n".join(parts)
