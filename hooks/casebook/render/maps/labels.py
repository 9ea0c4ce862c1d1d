"""Where the names stand on a map, so that none covers another or a dot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

__all__ = ["BOX_HEIGHT", "Label", "Spot", "place_labels"]

BOX_HEIGHT = 27.0
"""How tall the area of a name is: a finger needs 24 pixels, also where the map is drawn at nine tenths."""

_LETTER = 7.6
"""How wide a letter is at most on average, at the size of the names on a phone."""

_GAP = 3.0

_FEW = 16
"""Up to so many dots each is tried as the first to choose; with more the time would grow with their cube."""


@dataclass(frozen=True)
class Spot:
    """A dot that wants a name."""

    x: float
    """Units of the drawing."""
    y: float
    """Units of the drawing."""
    radius: float
    """The dot's size."""
    text: str
    """The name."""


@dataclass(frozen=True)
class Label:
    """A name that found its place."""

    x: float
    """Where the text is anchored."""
    y: float
    """The middle of the text."""
    anchor: str
    """start or end, as SVG has it."""
    left: float
    """The western edge of the area that belongs to the name."""
    top: float
    """Its northern edge."""
    width: float
    """Its width; its height is BOX_HEIGHT."""
    leader: bool
    """Whether it stands so far from its dot that a line has to join the two."""


def _candidates(spot: Spot) -> Iterator[Label]:
    """Places for a name, the best first: beside the dot, then ever farther round about."""
    width = len(spot.text) * _LETTER + 2 * _GAP
    for far in (0, 10, 18, 27, 36, 46, 58, 72, 88, 106):
        for turn in (0, 8, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11, 4, 12) if far else (0, 8):
            angle = turn * pi / 8
            x, y = spot.x + (spot.radius + far) * cos(angle), spot.y + (spot.radius + far) * sin(angle)
            for east in (True, False) if turn in {4, 12} else (cos(angle) > 0,):
                left = x if east else x - width
                anchor, at = ("start", x + _GAP) if east else ("end", x - _GAP)
                yield Label(at, y, anchor, left, y - BOX_HEIGHT / 2, width, far > 0)


def _meets(a: Label, left: float, top: float, right: float, bottom: float) -> bool:
    return a.left < right and left < a.left + a.width and a.top < bottom and top < a.top + BOX_HEIGHT


def _crosses(label: Label, spot: Spot, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether the line from a name to its dot goes through a box; looked at in twelve points."""
    return any(
        left < spot.x + (label.x - spot.x) * n / 12 < right and top < spot.y + (label.y - spot.y) * n / 12 < bottom
        for n in range(2, 12)
    )


def _is_free(
    label: Label, own: int, spots: Sequence[Spot], placed: Mapping[int, Label], size: tuple[float, float]
) -> bool:
    """Whether a name lies on the map, and neither on another dot, nor on a name that is there, nor on its line."""
    if label.left < 1 or label.left + label.width > size[0] - 1:
        return False
    if label.top < 1 or label.top + BOX_HEIGHT > size[1] - 1:
        return False
    for n, spot in enumerate(spots):
        edge = spot.radius + 1
        box = (spot.x - edge, spot.y - edge, spot.x + edge, spot.y + edge)
        if n != own and (_meets(label, *box) or (label.leader and _crosses(label, spots[own], *box))):
            return False
    right, bottom = label.left + label.width, label.top + BOX_HEIGHT
    for n, other in placed.items():
        box = (other.left, other.top, other.left + other.width, other.top + BOX_HEIGHT)
        if _meets(label, *box) or (label.leader and _crosses(label, spots[own], *box)):
            return False
        if other.leader and _crosses(other, spots[n], label.left, label.top, right, bottom):
            return False
    return True


def _place_in_order(order: Sequence[int], spots: Sequence[Spot], size: tuple[float, float]) -> dict[int, Label]:
    placed: dict[int, Label] = {}
    for n in order:
        found = next((one for one in _candidates(spots[n]) if _is_free(one, n, spots, placed, size)), None)
        if found:
            placed[n] = found
    return placed


def place_labels(spots: Sequence[Spot], width: float, height: float) -> list[Label | None]:
    """A place for the name of each dot; None where there is none left.

    The most crowded dots choose first; and each of the others is let go before them in turn, as one that
    comes late may find its place taken. What names most and has the shortest lines is kept. The same dots
    always get the same places.
    """
    crowded = sorted(
        range(len(spots)),
        key=lambda n: (-sum(hypot(spots[n].x - one.x, spots[n].y - one.y) < 50 for one in spots), n),
    )
    tried = crowded[1:] if len(spots) <= _FEW else ()
    orders = [crowded, *([first, *(n for n in crowded if n != first)] for first in tried)]
    placings = [_place_in_order(order, spots, (width, height)) for order in orders]
    best = min(placings, key=lambda placed: (-len(placed), _measure_lines(placed, spots)))
    return [best.get(n) for n in range(len(spots))]


def _measure_lines(placed: Mapping[int, Label], spots: Sequence[Spot]) -> float:
    """How far the names stand from their dots, all together."""
    return round(sum(hypot(label.x - spots[n].x, label.y - spots[n].y) for n, label in placed.items()), 3)
