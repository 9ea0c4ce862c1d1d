"""What a change to some cases means, for whoever has to decide on it: as a colleague would say it who has read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.book import Book
from casebook.check import Reading
from casebook.diagnostics import Diagnostic
from casebook.model import MARKED_KINDS, Case, EntryPoint, Failure, Item, Lesson
from casebook.taking.message import defuse
from casebook.text.dates import say_period, say_when
from casebook.text.wording import number_of

__all__ = ["review_cases"]

_MOST = 200_000
"""So many characters at most; the page of a run holds a mebibyte for all steps together."""
_MOST_PROBLEMS = 20
_MOST_CASES = 30
_MOST_CLOSE = 3


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
        more = f" (and {number - 1} more)" if number > 1 else ""
        said = defuse(str(getattr(item, "title", ""))) + more + _say_most(book, item) if item else "none yet"
        yield f"- *{kind.noun.capitalize()}:* {said}"
    yield ""
    yield from _say_grounds(book, case)
    yield from _say_changes(book, case)


def _say_most(book: Book, item: Item) -> str:
    """What tells most of an item, as its row has it beside the title."""
    match item:
        case EntryPoint():
            return f". Door: {_name(book, 'doors', item.door)}"
        case Lesson(works_when=(first, *_)):
            return f". Works when: {defuse(first)}"
        case Failure():
            return f". Cause: {_name(book, 'causes', item.cause)}, {_name(book, 'certainties', item.certainty).lower()}"
        case _:
            return ""


def _name(book: Book, vocabulary: str, id: str) -> str:
    """What a term is called; a change may have written that too."""
    return defuse(book.term(vocabulary, id).label)


def _say_fate(book: Book, case: Case) -> str:
    state = _name(book, "statuses", case.outcome)
    return f"{state}. {defuse(case.turn.what)} ({say_when(case.turn.when)})" if case.turn else f"{state}."


def _say_grounds(book: Book, case: Case) -> Iterator[str]:
    assessed = book.assessments[case.id]
    yield f"**How far it can be relied on:** {assessed.confidence} confidence, {assessed.completeness} % complete.\n"
    heard = "are" if assessed.both_sides else "are not yet"
    yield f"- {number_of(assessed.publishers, 'publisher')}; both sides {heard} heard."
    for asks, points, most in assessed.reasons:
        if points < most:
            yield f"- Would raise confidence: {asks} ({points} of {most})"
    for asks in assessed.missing:
        yield f"- Not yet there, or not all of it: {asks}"
    yield ""


def _say_changes(book: Book, case: Case) -> Iterator[str]:
    yield "**What changes for readers**\n"
    yield f"- The page `cases/{case.id}/`"
    if case.city:
        yield f"- On the page of {_mark_alone(defuse(case.city.name), book.cities[case.city_id].cases)}"
    for vocabulary in (one for one in book.vocabularies.values() if one.hub):
        found = [(term, book.cases_with(vocabulary.id, term.id)) for term in vocabulary.terms]
        named = [_mark_alone(defuse(term.label), cases) for term, cases in found if case in cases]
        if named:
            # a name may hold a comma of its own
            yield f"- {defuse(vocabulary.title)}: {' · '.join(named)}"
    if close := book.relations[case.id]:
        yield "- It leads to these first:"
        yield from (f"    - {defuse(one.case.title)}" for one in close[:_MOST_CLOSE])
    leading = sum(case in (one.case for one in relations) for relations in book.relations.values())
    yield f"- {number_of(leading, 'case leads', 'cases lead')} to it"
    yield ""


def _mark_alone(name: str, cases: Sequence[Case]) -> str:
    """A name, with a word where this case alone stands behind it: a reader would find nothing there without it."""
    return name if len(cases) > 1 else f"{name} (no other case)"


def _say_problems(problems: Sequence[Diagnostic]) -> Iterator[str]:
    yield f"**The checker says** ({number_of(len(problems), 'thing')})\n"
    for one in problems[:_MOST_PROBLEMS]:
        yield f"- Line {one.line}: {defuse(one.message)} {defuse(one.help)} `{one.code}`"
    if (left := len(problems) - _MOST_PROBLEMS) > 0:
        yield f"- And {left} more."
    yield ""
