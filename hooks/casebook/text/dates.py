"""Dates as cases give them: a year, a month or a day, a span of two, or a word; and how we say them."""

from __future__ import annotations

import calendar
import os
import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache

__all__ = [
    "find_impossible",
    "guess_both_dates",
    "guess_date",
    "is_season",
    "read_span",
    "say_period",
    "say_when",
    "today",
]

_FORM = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
# not the calendar's own names: they speak the language of the machine, and are worked out anew each time
_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LONGEST = 60
"""No date is longer, however somebody writes it; Python itself stops at numbers of some thousand digits."""
_MONTHS = {name.lower(): number for number, name in enumerate(_NAMES, 1)}
_MONTHS |= {name[:3].lower(): number for number, name in enumerate(_NAMES, 1)} | {"sept": 9}
# Spanish, Portuguese, Italian, French, German and Dutch, without accents
_MONTHS |= {
    name: number
    for number, names in enumerate((
        "enero ene janeiro gennaio janvier januar januari janner", "febrero fevereiro fev febbraio fevrier februar "
        "februari", "marzo marco mars marz maart", "abril abr aprile avril avr", "mayo maio maggio mai mei",
        "junio junho giugno juin juni", "julio julho luglio juillet juli", "agosto ago aout augustus",
        "septiembre setiembre setembro settembre septembre", "octubre outubro ottobre octobre oktober okt",
        "noviembre novembro novembre", "diciembre dic dezembro dez dicembre decembre dezember",
    ), 1)
    for name in names.split()
}  # fmt: skip
_MEANINGS = dict.fromkeys(("present", "now", "today", "still running", "hoy", "hoje", "oggi", "heute"), "ongoing") | (
    dict.fromkeys(
        ("?", "n/a", "n.d", "nd", "s.f", "s/f", "sin fecha", "sem data", "s.d", "senza data", "undated", "no date",
         "unknown date", "not known", "desconocido", "desconhecido", "sconosciuto", "unbekannt", "inconnu"), "unknown",
    )
)  # fmt: skip
"""What people write for the two words that take the place of a date."""
_SEASON = re.compile(
    r"\b(spring|summer|autumn|fall|winter|primavera|verano|verao|otono|outono|invierno|inverno|estate|autunno|"
    r"printemps|ete|automne|hiver|fruhling|fruhjahr|sommer|herbst)\b"
)


def today() -> date:
    """The day after which a date is still to come: the clock's, or SOURCE_DATE_EPOCH if that is later.

    A build that sets SOURCE_DATE_EPOCH to the last commit must still accept what was written since.
    """
    now = datetime.now(UTC).date()
    try:
        return max(now, datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date())
    except (ValueError, OverflowError, OSError):
        return now


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[date, date] | None:
    """The first and the last day that a date can mean; None if it has none."""
    found = _FORM.fullmatch(text)
    if not found:
        return None
    year = int(found[1])
    if not found[2]:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(found[2])
    last = calendar.monthrange(year, month)[1]
    if not found[3]:
        return date(year, month, 1), date(year, month, last)
    day = int(found[3])
    return (date(year, month, day),) * 2 if day <= last else None


def read_span(value: object) -> list[tuple[date, date]]:
    """The first and last day of each date in a value: one for a date, two for a span, else none."""
    texts = str(value).split("/") if isinstance(value, (str, int)) and not isinstance(value, bool) else []
    dates = [_read(text) for text in texts]
    return [one for one in dates if one] if all(dates) and len(dates) <= 2 else []


def end_of(when: object) -> str:
    """The date at which a span ends, and a date itself: what follow-ups are put in order by."""
    return str(when).rpartition("/")[2]


def find_impossible(value: object) -> str | None:
    """A day in the value that is not in the calendar, such as 2021-02-30."""
    # years and months are always there
    if not isinstance(value, str) or len(value) < 10:
        return None
    return next((part for part in value.split("/") if _FORM.fullmatch(part) and not _read(part)), None)


def guess_date(written: str, *, span: bool = False, words: tuple[str, ...] = ()) -> str | None:
    """The date that somebody means who wrote it in another form; None if it is not certain."""
    if len(written) > _LONGEST:
        return None
    text = written.strip().lower().rstrip(".")
    word = _MEANINGS.get(_drop_accents(text), text)
    if word in words:
        return word
    if span:
        plain = re.sub(r"^(?:from|de|desde|du|da|dal|von) ", "", text)
        parts = re.split(r"\s+(?:to|until|a|al|ao|hasta|até|au|bis|-|–|—)\s+|\s*[–—]\s*|\s*/\s*", plain)
        if len(parts) == 2 and (both := [_guess_one(part) for part in parts]) and all(both):
            return "/".join(one for one in both if one)
        if found := re.fullmatch(r"([12]\d{3})-([12]\d{3})", text):
            return f"{found[1]}/{found[2]}"
    return _guess_one(text)


def guess_both_dates(written: str) -> tuple[str, str] | None:
    """The two dates that 03/04/2020 can be: somebody puts the day first, somebody else the month."""
    found = re.fullmatch(r"(\d{1,2})([-/. ])(\d{1,2})\2([12]\d{3})", written.strip())
    if not found or found[1] == found[3] or not all(1 <= int(one) <= 12 for one in (found[1], found[3])):
        return None
    one, other, year = int(found[1]), int(found[3]), found[4]
    return f"{year}-{other:02}-{one:02}", f"{year}-{one:02}-{other:02}"


def is_season(written: str) -> bool:
    """Whether somebody wrote a season in place of a date."""
    return len(written) <= _LONGEST and _SEASON.search(_drop_accents(written.lower())) is not None


def _drop_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _guess_one(text: str) -> str | None:
    text = re.sub(r"t\d\d:[\d:.]{2,15}z?$", "", _drop_accents(text)).removesuffix("?")
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    names = [_MONTHS[one] for one in re.findall(r"[a-z]+", text) if one in _MONTHS]
    year, month, day = None, names[0] if names else None, None
    if not names:
        if re.fullmatch(r"[12]\d{3}([-/. ])\d{1,2}(\1\d{1,2})?|[12]\d{3}年\d{1,2}月(\d{1,2}日)?", text):
            year, month, *rest = numbers
            day = rest[0] if rest else None
            # nobody writes the year first, then the day; where the month cannot be one it is the day all the same
            if day and month > 12 >= day:
                month, day = day, month
        elif re.fullmatch(r"[12]\d{3}[01]\d[0-3]\d", text):
            year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
        elif re.fullmatch(r"\d{1,2}[-/. ][12]\d{3}", text):
            month, year = numbers
        elif re.fullmatch(r"\d{1,2}[-/. ]\d{1,2}[-/. ][12]\d{3}", text) and (
            max(numbers[:2]) > 12 or numbers[0] == numbers[1]
        ):
            # which of the two is the month is certain only where the other cannot be one
            day, month, year = sorted(numbers[:2], reverse=True) + numbers[2:]
        elif re.fullmatch(r"(about|around|circa|ca|c|early|late|mid)?[-. ]*[12]\d{3}s?", text):
            year = numbers[0]
    elif len(names) == 1 and numbers and numbers[-1] > 999:
        year, day = numbers[-1], numbers[0] if len(numbers) == 2 else None
    made = "-".join([str(year or ""), *(f"{part:02}" for part in (month, day) if part)])
    return made if _read(made) else None


def say_when(when: str) -> str:
    """A date or span in words: `2020-03-27` is 27 March 2020."""
    if when == "unknown":
        return "date not known"
    if "/" in when:
        start, end = when.split("/")
        if len(start) == len(end) == 7 and start[:4] == end[:4]:
            return f"{_NAMES[int(start[5:]) - 1]} to {say_when(end)}"
        return f"{say_when(start)} to {say_when(end)}"
    year, *rest = when.split("-")
    if not rest:
        return year
    month = _NAMES[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def say_period(start: str, end: str) -> str:
    """When a story began and ended, in words."""
    if end == "ongoing":
        return f"since {say_when(start)}"
    if end == "unknown":
        return f"from {say_when(start)}, end not known"
    return say_when(start) if start == end else f"{say_when(start)} to {say_when(end)}"
