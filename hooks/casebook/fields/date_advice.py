"""What to write as a date, where somebody wrote it in another form, or something that is none."""

from __future__ import annotations

import re

from casebook.fields.tree import Field
from casebook.text.dates import guess_both_dates, guess_date, is_season
from casebook.text.wording import join_words

__all__ = ["advise_date"]


def advise_date(written: str, field: Field) -> tuple[str, str]:
    """What to write for a date, and which date it certainly is."""
    span = field.holds == "span"
    dates = {"2020": "a year (2020)", "2020-03": "a month (2020-03)", "2020-03-27": "a day (2020-03-27)"}
    forms = [said for date, said in dates.items() if re.search(field.limits["pattern"], date)]
    forms += ["a span (2020-04/2020-06)"] * span + [f"the word {word}" for word in field.words]
    allowed = f"Write {join_words(forms, 'or')}."
    if both := guess_both_dates(written):
        return f"It can be read in two ways: {both[0]} or {both[1]}. {allowed}", ""
    better = guess_date(written, span=span, words=field.words)
    if better and re.search(field.limits["pattern"], better):
        vague = re.search(r"about|around|circa|ca\b|c\.|early|late|mid|[0-9]s\b|\?", written.lower())
        return f"Did you mean {better}? {allowed}", "" if vague and better not in field.words else better
    first, _, last = ("" if span else guess_date(written, span=True) or "").partition("/")
    if last and field.name in ("from", "to"):
        return f"Each of the two fields takes one date: write from: {first} and, in the next line, to: {last}", ""
    if last:
        return f"It takes one date, and here are two. Did you mean {first} or {last}? {allowed}", ""
    if is_season(written):
        months = "2020-03/2020-05 for a spring in the north" if span else "2020-03, the month in which it began"
        return f"A season is not the same everywhere: write its months, such as {months}, or the year alone.", ""
    return allowed, ""
