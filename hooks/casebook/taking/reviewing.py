"""What a change to some cases means, for whoever has to decide on it: as a colleague would say it who has read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.book import Book
from casebook.check import Reading
from casebook.diagnostics import Diagnostic
from casebook.model import MARKED_KINDS, Case
from casebook.taking.message import defuse
from casebook.text.dates import say_period, say_when
from casebook.text.wording import join_words, number_of

__all__ = ["review_cases"]

_MOST = 200_000
"""So many characters at most; the page of a run holds a mebibyte for all steps together."""
_MOST_PROBLEMS = 20
_MOST_CASES = 30


def review_cases(reading: Reading, book: Book, paths: Sequence[str]) -> str:
    """What is to be said of the files named, as Markdown. What their writers wrote can name nobody and lead nowhere.

    Args:
        reading: What reading and checking the project has found.
        book: The book that is made of it.
        paths: The files of the change, relative to the project; what is no case is passed over.
    """
    wanted = [path for path in dict.fromkeys(paths) if path.startswith("cases/") and path.endswith(".md")]
    by_path = {case.path: case for case in book.cases}
    parts = [*_list_parts(reading, book, wanted[:_MOST_CASES], by_path)]
    if left := len(wanted) - _MOST_CASES:
        parts += [f"And {number_of(left, 'more file')}, which the checker has read too.\n"] if left > 0 else []
    if not wanted:
        parts = ["No case was changed.\n"]
    said = "\n".join(parts)
    return said if len(said) <= _MOST else f"{said[:_MOST]}\n\nThe rest did not fit here.\n"


def _list_parts(reading: Reading, book: Book, paths: Sequence[str], by_path: dict[str, Case]) -> Iterator[str]:
    for path in paths:
        problems = [one for one in reading.diagnostics if one.path == path]
        if case := by_path.get(path):
            yield "\n".join(_say_case(book, case))
        elif path in reading.checked:
            is_broken = any(one.severity == "error" for one in problems)
            said = "This file has errors, so nothing is shown of it yet." if is_broken else "This file is sound."
            yield f"## {defuse(path)}\n\n{said}\n"
        else:
            yield f"## {defuse(path)}\n\nThis file is not there any more.\n"
        if problems:
            yield "\n".join(_say_problems(problems))


def _say_case(book: Book, case: Case) -> Iterator[str]:
    place = f"{case.city.name}, {book.cities[case.city_id].country_name}" if case.city else "City not named"
    yield f"## {defuse(case.title)}\n"
    yield f"{defuse(place)} · {say_period(case.period_from, case.period_to)} · `{case.id}`\n"
    yield f"> {defuse(case.summary)}\n"
    yield "**What readers see first**\n"
    yield f"- *What became of it:* {_say_fate(book, case)}"
    for kind in MARKED_KINDS:
        number = len(case.items_of(kind))
        item = case.highlight(kind)
        title = defuse(str(getattr(item, "title", ""))) if item else "none yet"
        yield f"- *{kind.noun.capitalize()}:* {title}" + (f" (and {number - 1} more)" if number > 1 else "")
    yield ""
    yield from _say_grounds(book, case)
    yield from _say_changes(book, case)


def _say_fate(book: Book, case: Case) -> str:
    state = book.term("statuses", case.outcome).label
    return f"{state}. {defuse(case.turn.what)} ({say_when(case.turn.when)})" if case.turn else f"{state}."


def _say_grounds(book: Book, case: Case) -> Iterator[str]:
    assessed = book.assessments[case.id]
    yield f"**How far it can be relied on:** {assessed.confidence} confidence, {assessed.completeness} % complete.\n"
    heard = "are" if assessed.both_sides else "are not yet"
    yield f"- {number_of(assessed.publishers, 'publisher')}; both sides {heard} heard."
    for asks, points, most in assessed.reasons:
        if points < most:
            yield f"- Would raise confidence: {asks} ({points} of {most})"
    if assessed.missing:
        yield f"- Not yet there: {join_words(assessed.missing, 'and')}"
    yield ""


def _say_changes(book: Book, case: Case) -> Iterator[str]:
    yield "**What changes for readers**\n"
    yield f"- The page `cases/{case.id}/`"
    if case.city and len(book.cities[case.city_id].cases) == 1:
        yield f"- A new city: {defuse(case.city.name)}"
    first = [
        book.term(vocabulary, id).label
        for vocabulary, ids in (("crises", case.crisis), ("topics", case.topics))
        for id in ids
        if len(book.cases_with(vocabulary, id)) == 1
    ]
    if first:
        yield f"- The first case on {join_words(first)}"
    if close := book.relations[case.id]:
        yield f"- Close to it: {join_words([defuse(one.case.title) for one in close[:3]])}"
    yield ""


def _say_problems(problems: Sequence[Diagnostic]) -> Iterator[str]:
    yield f"**The checker says** ({number_of(len(problems), 'thing')})\n"
    for one in problems[:_MOST_PROBLEMS]:
        yield f"- Line {one.line}: {defuse(one.message)} {defuse(one.help)} `{one.code}`"
    if (left := len(problems) - _MOST_PROBLEMS) > 0:
        yield f"- And {left} more."
    yield ""
