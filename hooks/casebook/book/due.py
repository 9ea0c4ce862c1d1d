"""When a case should be asked about again: by a rule, from the date of the last that is known of it.

Nothing here reads the clock. What asks "is it due by now" compares with the last day of which the book itself knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casebook.book.book import Book
from casebook.model import Case
from casebook.text.dates import read_span

__all__ = ["YEARS_OF_THE_ENDED", "YEARS_OF_THE_OTHERS", "Due", "find_due", "find_last_day", "list_due"]

YEARS_OF_THE_OTHERS = 1
"""After so many years one asks again, and again after as many while there is no news."""

YEARS_OF_THE_ENDED = 3
"""The same for a partnership that has ended: what is left of it changes slowly."""

_ENDED = "ended"


@dataclass(frozen=True)
class Due:
    """When a case should be asked about again."""

    case: Case
    """The case."""
    known: str
    """The date of the last that is known of it, as exactly as the case has it."""
    years: int
    """After how many years one asks, and then again."""
    on: date
    """The first day on which it is due. It stays the same until there is news."""

    def is_due(self, day: date) -> bool:
        """Whether one should have asked by a day."""
        return self.on <= day


def find_due(case: Case) -> Due:
    """When a case should be asked about again.

    The last that is known is the latest of its dated events, of the date up to which its status is known, of the end
    of its period, and of a review by somebody who knows it; where there is none of these, its beginning. A year
    counts as its January, and a month as its first day: to ask early harms nobody.
    """
    known = [
        case.moved_on,
        case.status.since if case.status else "",
        case.period_to,
        case.reviewed.on if case.reviewed else "",
    ]
    dates = [one for one in known if read_span(one)] or [case.period_from]
    last = max(dates)
    years = YEARS_OF_THE_ENDED if case.outcome == _ENDED else YEARS_OF_THE_OTHERS
    return Due(case, last, years, _add_years(_first_day(last), years))


def list_due(book: Book) -> tuple[Due, ...]:
    """When each case should be asked about again, the one that has waited longest first."""
    return tuple(sorted(map(find_due, book.cases), key=lambda one: (one.on, one.case.id)))


def find_last_day(book: Book) -> date:
    """The last day of which the book knows, by its events, changes and reviews: it stands in for the clock."""
    dates = [book.newest]
    for case in book.cases:
        dates += [one.on for one in case.history]
        dates += [case.reviewed.on] if case.reviewed else []
    return max(map(_first_day, dates))


def _first_day(when: str) -> date:
    return read_span(when)[0][0]


def _add_years(day: date, years: int) -> date:
    # 29 February is not in every year
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)
