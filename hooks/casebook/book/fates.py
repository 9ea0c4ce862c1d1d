"""What became of the cases: year by year since each began, and by what went wrong in them.

A state counts from the date of the word that says it until the next such word. Until the first, a
case goes on as long as a later source still tells of it. After the last date that a source gives
nothing is known, unless it had ended. The middle of a date counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casebook.book.book import Book
from casebook.book.strands import Strand, read_stretches
from casebook.model import Case, Term

__all__ = [
    "FATES",
    "Course",
    "Fates",
    "Year",
    "choose_examples",
    "find_fate",
    "find_telling",
    "follow_course",
    "sort_by_cause",
    "sort_by_fate",
]

FATES = ("alive", "changed", "unknown", "faded", "ended")
"""What may have become of a case, from what goes on to what is over."""

_FATE_OF = {"sustained": "alive", "grown": "alive", "institutionalised": "alive"}
_SPANS = ((0, 1, 2, 3, 5, 10), (0, 1, 2, 3, 4, 5), (0, 1, 2, 3))
"""Years after the beginning, the longest span first."""
_OLD_ENOUGH = 2 / 3
"""How large a part of all cases must have begun so long ago that a span is told."""
_FEWEST = 10
"""Of fewer cases one reads the cases."""

_ENOUGH = 10
"""How many cases a cause must have for their share to say anything."""
_MUCH = 0.1
"""By how much the share of a cause must differ from that of all."""

CasesByFate = Mapping[str, tuple[Case, ...]]
"""Cases by what became of them; each of FATES has its place."""


@dataclass(frozen=True)
class Year:
    """What had become of the cases so many years after each began."""

    years: int
    """How many years."""
    cases: CasesByFate
    """The cases that began long enough ago."""


@dataclass(frozen=True)
class Course:
    """What became of the cases that began long enough ago: the same cases in every year."""

    of_all: int
    """How many cases the book has."""
    years: tuple[Year, ...]
    """The years, the beginning first."""
    quiet: int
    """How many of those that go on in the last year are known from a later source: no word from these years says so."""
    last_words: Mapping[str, str]
    """When a source last tells of each case, as it writes it, by the id of the case."""

    @property
    def number(self) -> int:
        """How many cases began long enough ago."""
        return sum(map(len, self.last.cases.values()))

    @property
    def last(self) -> Year:
        """The last of the years."""
        return self.years[-1]


@dataclass(frozen=True)
class Fates:
    """What became of some cases, as far as a source last knew."""

    cases: CasesByFate
    """The cases."""
    cause: Term | None = None
    """The cause of failure that all of them have; None for all cases of the book."""

    @property
    def number(self) -> int:
        """How many cases."""
        return sum(map(len, self.cases.values()))

    @property
    def gone(self) -> int:
        """How many of them faded or ended."""
        return len(self.cases["faded"]) + len(self.cases["ended"])

    @property
    def share(self) -> float:
        """How large a part of them faded or ended."""
        return self.gone / self.number

    @property
    def largest(self) -> int:
        """How many of them share the most frequent fate."""
        return max(map(len, self.cases.values()))


def _name_fate(status: str) -> str:
    fate = _FATE_OF.get(status, status)
    return fate if fate in FATES else "unknown"


def sort_by_fate(cases: Iterable[Case], cause: Term | None = None) -> Fates:
    """Cases by what became of them when a source last knew."""
    cases = tuple(cases)
    return Fates({fate: tuple(one for one in cases if _name_fate(one.outcome) == fate) for fate in FATES}, cause)


def sort_by_cause(book: Book) -> tuple[Fates, ...]:
    """What became of the cases of each cause of failure, the most frequent first; one of several counts with each."""
    return tuple(sort_by_fate(cases, cause) for cause, cases in book.rank("causes"))


def find_telling(rows: Iterable[Fates], everything: Fates) -> Fates | None:
    """The cause with enough cases whose share of those that faded or ended differs most from that of all cases.

    Returns:
        None where no share differs by much.
    """
    named = [one for one in rows if one.cause and one.cause.id not in ("other", "not-known") and one.number >= _ENOUGH]
    most = max(named, key=lambda one: abs(one.share - everything.share), default=None)
    return most if most and abs(most.share - everything.share) >= _MUCH else None


def choose_examples(strands: Iterable[Strand]) -> tuple[Strand, ...]:
    """For each fate, as a source last knew, the case that is known for longest; where there are few cases, all."""
    strands = tuple(strands)
    if len(strands) <= len(FATES):
        return strands
    longest: dict[str, Strand] = {}
    for one in sorted(strands, key=lambda strand: strand.lasts.middle):
        longest[_name_fate(one.case.outcome)] = one
    chosen = {one.case.id for one in longest.values()}
    return tuple(one for one in strands if one.case.id in chosen)


def find_fate(strand: Strand, months: float) -> str:
    """What had become of a case so many months after it began: one of FATES."""
    if not months:
        return "alive"
    if strand.undated:
        return "unknown"  # nobody knows between which words it belongs
    words = [(mark.at.since(strand.begins).middle, mark.follow_up.status) for mark in strand.marks]
    fate = next((_name_fate(status) for month, status in reversed(words) if month <= months), "alive")
    last = max(strand.lasts.middle, *(month for month, _ in words), 0)
    return fate if fate == "ended" or months <= last else "unknown"


def follow_course(strands: Iterable[Strand], newest: str) -> Course | None:
    """What became of the cases year by year, over the longest span that enough of them have behind them.

    Args:
        strands: All cases in time.
        newest: The newest date that the book knows.

    Returns:
        The course; None where there are too few cases to tell one.
    """
    strands = tuple(strands)
    (now, *_) = read_stretches(newest)
    for span in _SPANS:
        old = [one for one in strands if now.since(one.begins).middle >= 12 * span[-1]]
        if len(old) >= max(_FEWEST, _OLD_ENOUGH * len(strands)):
            break
    else:
        return None
    years = []
    for number in span:
        fates = [(find_fate(one, 12 * number), one.case) for one in old]
        years.append(Year(number, {fate: tuple(case for found, case in fates if found == fate) for fate in FATES}))
    alive = {case.id for case in years[-1].cases["alive"]}
    told = {one.case.id for one in old for mark in one.marks if mark.at.since(one.begins).middle <= 12 * span[-1]}
    last_words = {one.case.id: one.known_when for one in old}
    return Course(len(strands), tuple(years), len(alive - told), last_words)
