"""Draws a picture: what one reads of a case in a chat, where it is as wide as a thumb is long.

From the top: where and when, what happened, what became of it; below, how many of each of the three things
the case holds, and the mark of the house. It is a picture of few colours, so that it weighs little.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw

from casebook.pictures.facts import PICTURE_SIZE, PictureFacts
from casebook.pictures.lettering import LEAD, Setting, load_typeface, make_legible, measure, set_text
from casebook.pictures.strokes import draw_icon, draw_status

__all__ = ["COLOURS", "Placed", "compose_picture", "draw_picture"]

WIDTH, HEIGHT = PICTURE_SIZE

COLOURS = {
    "paper": "#fbf7ef", "ink": "#2a2320", "ink-2": "#5c5149", "link": "#7a3b17",
    "door": "#125a63", "lesson": "#4d5f14", "failure": "#9c3420",
    "door-soft": "#e2eeec", "lesson-soft": "#eef0d8", "failure-soft": "#f8e5dc",
    "sustained": "#23577f", "grown": "#2f6a33", "institutionalised": "#6b3a86",
    "changed": "#8a5a00", "faded": "#a8481c", "ended": "#8e1b32",
}  # fmt: skip
"""The colours of the site in daylight, by their names in its style sheet."""

_MARGIN = 60
_STRIP = 126
"""How high the strip below is."""
_TITLE_SIZES = tuple(range(84, 43, -2))


@dataclass(frozen=True)
class Placed:
    """A line of text, a shape, or a face of the strip, in its place."""

    x: int
    """Its left edge."""
    y: int
    """The line on which letters stand; the upper edge of a shape."""
    colour: str
    """One of COLOURS."""
    text: str = ""
    """The text; empty for a shape and a face."""
    weight: str = "Semibold"
    """The weight of its letters."""
    size: int = 0
    """The size of its letters, the side of the shape, or the width of the face."""
    shape: Image.Image | None = None
    """The shape, as a mask; a face has neither text nor shape."""
    ground: str = "paper"
    """The colour on which it stands."""

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Where it has ink: left, top, right, bottom."""
        if not self.text and not self.shape:
            return self.x, self.y, self.x + self.size, HEIGHT
        if self.shape:
            return self.x, self.y, self.x + self.size, self.y + self.size
        left, top, right, bottom = load_typeface(self.weight, self.size).getbbox(self.text, anchor="ls")
        return round(self.x + left), round(self.y + top), round(self.x + right), round(self.y + bottom)


def _write(
    text: str, x: int, y: int, colour: str, size: int, weight: str = "Semibold", ground: str = "paper"
) -> Placed:
    return Placed(x, y, colour, text, weight, size, None, ground)


def _lay_head(place: str, time: str) -> Iterator[Placed]:
    """Where and when, in one line; a place too long for it ends between two words."""
    sizes, room, x, y = (46, 42, 38, 34), WIDTH - 2 * _MARGIN, _MARGIN, _MARGIN + 40
    for size in sizes:
        taken = round(measure(time, "Regular", size)) + size // 2
        setting = set_text(place, "Semibold", (size,), room - taken, 1, room)
        if not place or place in setting.lines:
            break
    for line in setting.lines:
        yield _write(line, x, y, "link", size)
        x += round(measure(line, "Semibold", size)) + size // 2
    if time:
        yield _write(time, x, y, "ink-2", size, "Regular")


def _lay_title(setting: Setting, top: int, bottom: int) -> Iterator[Placed]:
    """What happened, in the middle of its height."""
    lead = setting.size * LEAD
    first = top + (bottom - top - lead * len(setting.lines)) / 2 + setting.size * 0.88
    for number, line in enumerate(setting.lines):
        yield _write(line, _MARGIN, round(first + number * lead), "ink", setting.size)


def _lay_counts(counts: tuple[tuple[str, int], ...], size: int) -> tuple[list[Placed], int]:
    """The three things with their numbers, each on its colour; and where they end."""
    top, middle, x = HEIGHT - _STRIP, HEIGHT - _STRIP // 2, 0
    pieces = []
    for mark, number in counts:
        ground, icon = f"{mark}-soft", x + (32 if x else _MARGIN)
        told = _write(f"{number:,}", icon + size + 20, middle + size // 3, mark, size, "Bold", ground)
        end = told.box[2] + 36
        shape = draw_icon(mark, size + 6)
        pieces += [
            Placed(x, top, ground, size=end - x),
            Placed(icon, middle - size // 2 - 4, mark, size=size + 6, shape=shape, ground=ground),
            told,
        ]
        x = end
    return pieces, x


def _lay_strip(counts: tuple[tuple[str, int], ...], site: str) -> Iterator[Placed]:
    """The three things, and the mark and the name of the site."""
    for size in (64, 52, 40):
        pieces, x = _lay_counts(counts, size)
        if x < WIDTH - 2 * _MARGIN - 58:
            break
    yield from pieces
    middle, left = HEIGHT - _STRIP // 2, WIDTH - _MARGIN
    yield Placed(x, HEIGHT - _STRIP, "link", size=WIDTH - x)
    setting = set_text(site, "Semibold", tuple(range(46, 29, -2)), left - x - 110, 1, 60)
    # half a name is none
    for line in setting.lines if site in setting.lines else ():
        left -= round(measure(line, "Semibold", setting.size))
        yield _write(line, left, middle + setting.size // 3, "paper", setting.size, ground="link")
    left -= 76 if site in setting.lines else 58
    yield Placed(left, middle - 32, "paper", size=58, shape=draw_icon("house", 58), ground="link")


def _lay_status(status: str, word: str, y: int) -> Iterator[Placed]:
    """What became of it: its shape and its word."""
    colour = status if status in COLOURS else "ink-2"
    yield Placed(_MARGIN - 4, y - 42, colour, size=50, shape=draw_status(status, 50))
    for line in set_text(word, "Semibold", (50,), WIDTH - 2 * _MARGIN - 60, 1, 100).lines:
        yield _write(line, _MARGIN + 60, y, colour, 50)


def compose_picture(facts: PictureFacts) -> list[Placed]:
    """Everything that stands in a picture, each in its place. What the typeface cannot show is left out."""
    places = [said for one in facts.place if (said := make_legible(one))]
    title, time, word, site = map(make_legible, (facts.title, facts.time, facts.status_word, facts.site))
    top, bottom = _MARGIN + 74, HEIGHT - _STRIP - (112 if word else 20)
    # where a title cannot be shown the place stands for it, or the country alone
    choices = (title, ", ".join(places), *places[1:])
    settings = [set_text(one, "Semibold", _TITLE_SIZES, WIDTH - 2 * _MARGIN, 4, bottom - top) for one in choices]
    shown = next((one for one in settings if one.lines), settings[0])
    return [
        *_lay_head(choices[1] if shown is settings[0] else "", time),
        *_lay_title(shown, top, bottom),
        *(_lay_status(facts.status, word, HEIGHT - _STRIP - 40) if word else ()),
        *_lay_strip(facts.counts, site),
    ]


def _read_colour(name: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(COLOURS[name][1:])
    return red, green, blue


_SHADES = 6
"""How many steps there are from a ground to a colour: enough for a smooth edge."""
_STEPS = [round(ink / 255 * _SHADES) for ink in range(256)]
_INKED = [255 * (step > 0) for step in _STEPS]


def draw_picture(facts: PictureFacts) -> bytes:
    """A picture as PNG: the same facts give the same bytes."""
    pieces = compose_picture(facts)
    pairs = list(dict.fromkeys((one.ground, one.colour) for one in pieces))
    image = Image.new("P", (WIDTH, HEIGHT), 0)
    palette = list(_read_colour("paper"))
    for ground, colour in pairs:
        ends = list(zip(_read_colour(ground), _read_colour(colour), strict=True))
        for shade in range(1, _SHADES + 1):
            palette += [round(start + (end - start) * shade / _SHADES) for start, end in ends]
    image.putpalette(palette)
    for piece in pieces:
        left, top, right, bottom = piece.box
        first = 1 + pairs.index((piece.ground, piece.colour)) * _SHADES
        mask = piece.shape
        if not piece.text and not mask:
            image.paste(first + _SHADES - 1, piece.box)
            continue
        if mask is None:
            mask = Image.new("L", (right - left, bottom - top))
            typeface = load_typeface(piece.weight, piece.size)
            ImageDraw.Draw(mask).text((piece.x - left, piece.y - top), piece.text, 255, typeface, anchor="ls")
        image.paste(mask.point([first + max(step - 1, 0) for step in _STEPS]), (left, top), mask.point(_INKED))
    file = io.BytesIO()
    # the next level is six times slower and saves a tenth
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()
