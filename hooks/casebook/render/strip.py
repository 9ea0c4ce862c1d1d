"""The strip: one case on a scale of its own time, small enough to stand among its key points.

Places are per cent of its width and heights are pixels, as on the timeline. Its letters keep their
size, so what has room on a small phone has room everywhere: words are laid out for the narrowest
screen, and what finds room only at a desk is shown there alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from casebook.book.strands import Strand, read_stretches
from casebook.render.chart import RIGHT, Axis, Piece, PlacedMark, Row, lay_out, list_years, straight
from casebook.text.dates import end_of, say_when

__all__ = ["Listed", "Strip", "Word", "draw_strip", "place_words"]

LEFT = 1
"""Per cent: where it begins."""
WIDTHS = {"": 256, "more": 320, "most": 540}
"""Pixels: the widths that a strip has at least: on a phone of 320, on one of 384, at a desk and on paper."""
LETTER = 8.6
"""Pixels: how wide a letter of a date is, of 13 px; a text of several is rarely wider."""
BOLD_LETTER = 9.2
"""Pixels: the same of a word, which is bold."""
SPACE = 10
"""Pixels between two words that do not belong together."""
YEARS = 5
"""How many years have a line at most."""
LONG = 120
"""Months: in a longer story a month is a hair's breadth, and years alone leave room for more years."""
WORDS = 18
"""Pixels: the line of the words above the bar, and that of the dates below."""


@dataclass(frozen=True)
class Word:
    """A word or a date at its place."""

    text: str
    """What it says."""
    x: float
    """Its place."""
    anchor: str
    """Where it stands to its place: start, middle or end."""
    room: str = ""
    """The name of the least of WIDTHS that has room for it."""
    mark: PlacedMark | None = None
    """The mark that it names; None for a date."""


@dataclass(frozen=True)
class Listed:
    """A mark whose word has no room in the strip on a phone: it is named below."""

    mark: PlacedMark
    """The mark."""
    year: str
    """Its year."""
    in_part: bool = False
    """Whether it ended for a part of the partnership: the event says for which."""
    room: str = ""
    """The name of the least of WIDTHS on which the strip itself names it; empty if there is none."""


@dataclass(frozen=True)
class Strip:
    """A case in a strip of its own time."""

    row: Row
    """Its bar and marks, as on the timeline."""
    words: tuple[Word, ...]
    """What had become of it, above its marks, as far as there is room; what was last comes first."""
    dates: tuple[Word, ...]
    """The first date, the last, and the end; then years, as far as there is room."""
    listed: tuple[Listed, ...]
    """What is named below the strip, the earliest first."""
    years: tuple[float, ...]
    """Where years begin."""
    latest: str
    """The last date that a source gives, if the story had ended before; else empty."""

    @property
    def turn(self) -> PlacedMark | None:
        """The mark of the event that made the partnership what it was last; None where that has no date."""
        last = self.row.strand.case.turn
        return next((one for one in self.row.marks if one.mark.follow_up is last), None)

    @property
    def top(self) -> int:
        """Pixels above the drawing: the line of the words."""
        return WORDS if self.words else 0

    @property
    def rooms(self) -> tuple[str, ...]:
        """The widths for which it has words."""
        return tuple(room for room in WIDTHS if any(one.room == room for one in self.words))

    def leaders(self, room: str) -> list[tuple[float, int, int]]:
        """Lines from the words that have this room to their marks: where, from and to."""
        return [(one.x, WORDS - 1, self.top + one.mark.y) for one in self.words if one.mark and one.room == room]

    @property
    def height(self) -> int:
        """Pixels."""
        return self.top + self.row.height + WORDS


def _cover(word: Word, width: int) -> tuple[float, float]:
    """From where to where a word goes, in pixels."""
    at, long = word.x / 100 * width, len(word.text) * (BOLD_LETTER if word.mark else LETTER)
    left = at - {"start": 0.0, "middle": long / 2, "end": long}[word.anchor]
    return left, left + long


def _has_room(word: Word, others: Iterable[Word], width: int) -> bool:
    left, right = _cover(word, width)
    return all(right + SPACE <= low or left >= high + SPACE for low, high in (_cover(one, width) for one in others))


def _turn(word: Word) -> Word:
    """A word that would stand over an edge begins or ends at its place instead."""
    width = WIDTHS[""]
    left, right = _cover(word, width)
    if word.anchor != "middle" or (left >= 0 and right <= width):
        return word
    return replace(word, anchor="start" if left < 0 else "end")


def place_words(wanted: Iterable[Word]) -> tuple[Word, ...]:
    """The words for which there is room in one line; what is wanted first has the first choice."""
    placed: list[Word] = []
    waiting = [_turn(one) for one in wanted]
    for room, width in WIDTHS.items():
        for word in waiting:
            if _has_room(word, placed, width):
                placed.append(replace(word, room=room))
        waiting = [one for one in waiting if replace(one, room=room) not in placed]
    return tuple(placed)


def draw_strip(strand: Strand, say_status: Callable[[str], str]) -> Strip | None:
    """The strip of a case; None where there are not two dates that are surely different.

    Args:
        strand: The case in time.
        say_status: The word for a status.
    """
    case = strand.case
    news = read_stretches(case.moved_on)
    latest = case.moved_on if strand.end == "closed" and news and news[0].last > strand.known_until.last else ""
    dates = [strand.known_until, *(mark.at for mark in strand.marks), *strand.events, *news]
    if all(one.first < strand.begins.last for one in dates):
        return None
    low, high = strand.begins.first, max(one.last for one in dates)
    place = straight(low, high, LEFT, RIGHT)
    row = lay_out(strand, Axis(place, ()), aligned=False)
    words = place_words(
        Word(say_status(one.mark.follow_up.status), one.x, "middle", mark=one)
        for one in sorted(row.marks, key=lambda one: -one.x)
        if not _ended_in_part(strand, one)
    )
    if latest:
        row = replace(row, late=Piece(row.end, place(news[0].middle) - row.end))
    ticks = list_years(low, high, place, YEARS)
    last = latest or strand.known_when
    long = high - low > LONG
    ends = [
        Word(_say(case.period_from, long=long), LEFT, "start"),
        Word(_say(last, long=long), 100 if long else RIGHT, "end"),
        *([Word(_say(strand.known_when, long=long), row.end, "middle")] if latest else ()),
    ]
    # a year that is itself the first or the last date stands there already
    years = [Word(one.label, one.x, "middle") for one in ticks if one.label not in {end.text for end in ends}]
    return Strip(
        row=row,
        words=words,
        dates=place_words([*ends, *years]),
        listed=tuple(_list_below(strand, row, words)),
        years=tuple(tick.x for tick in ticks),
        latest=latest,
    )


def _ended_in_part(strand: Strand, one: PlacedMark) -> bool:
    """Whether a mark is an end after which the story went on: its word alone would say that all was over."""
    return one.mark.follow_up.status == "ended" and one.mark.follow_up is not strand.case.turn


def _list_below(strand: Strand, row: Row, words: Iterable[Word]) -> Iterator[Listed]:
    rooms = {one.mark: one.room for one in words}
    for one in row.marks:
        if rooms.get(one) != "":
            event = one.mark.follow_up
            yield Listed(one, end_of(event.when)[:4], _ended_in_part(strand, one), rooms.get(one, ""))


def _say(when: str, *, long: bool) -> str:
    """A date in the strip, exact enough for a glance: a day is its month, or its year in a long story."""
    return say_when(when[: 4 if long else 7])
