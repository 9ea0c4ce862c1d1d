"""Letters: which of them the typeface has, and how a text is set so that all of it finds room."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from PIL import ImageFont

__all__ = ["LEAD", "Setting", "load_typeface", "make_legible", "measure", "set_text"]

LEAD = 1.14
"""The distance of two lines, as a multiple of their size."""

_NO_LETTER = "\uffff"
"""No typeface has it, so what is drawn for it is what is drawn for all that a typeface lacks: a box."""


@lru_cache(maxsize=64)
def load_typeface(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Source Serif Pro in a weight and a size in pixels."""
    file = files("font_source_serif_pro") / "files" / f"SourceSerifPro-{weight}.ttf"
    # the other layout asks for a library of the machine: the same text must become the same bytes everywhere
    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _has(character: str) -> bool:
    typeface = load_typeface("Semibold", 24)
    return bytes(typeface.getmask(character)) != bytes(typeface.getmask(_NO_LETTER))


_APOSTROPHE = re.compile(r"(?<=\w)'")


def make_legible(text: str) -> str:
    """A text as the typeface can show it; empty where it lacks letters of it, since boxes say nothing.

    A sign that is no letter, an emoji for instance, is left out, and the words around it stay.
    """
    made = []
    for character in unicodedata.normalize("NFC", _APOSTROPHE.sub("’", text)):
        if character.isspace() or _has(character):
            made.append(character)
        elif unicodedata.category(character)[0] in "LMN":
            return ""
        elif unicodedata.category(character) != "Cf":
            made.append(" ")
    return " ".join("".join(made).split())


@dataclass(frozen=True)
class Setting:
    """A text in lines of one size; without lines where it found no room."""

    lines: tuple[str, ...]
    """The lines."""
    size: int
    """The size of the letters in pixels."""


@lru_cache(maxsize=16384)
def measure(word: str, weight: str, size: int) -> float:
    """How wide a word is, in pixels: to where the next begins, or to the end of its ink, which can be further."""
    typeface = load_typeface(weight, size)
    return max(typeface.getlength(word), typeface.getbbox(word, anchor="ls")[2]) if word else 0


def _break_lines(words: list[str], weight: str, size: int, width: int) -> list[str]:
    """Lines of words, filled one after the other; empty where a word is wider than a line."""
    space, lines, end = measure(" ", weight, size), list[list[str]](), 0.0
    for word in words:
        taken = measure(word, weight, size)
        if taken > width:
            return []
        if lines and end + space + taken <= width:
            lines[-1].append(word)
            end += space + taken
        else:
            lines.append([word])
            end = taken
    return [" ".join(line) for line in lines]


def _balance(words: list[str], weight: str, size: int, width: int, count: int) -> list[str]:
    """The same number of lines, as even in length as they can be: no word stands alone in the last."""
    low, high = width // 2, width
    while high - low > 8:
        middle = (low + high) // 2
        low, high = (low, middle) if 0 < len(_break_lines(words, weight, size, middle)) <= count else (middle, high)
    return _break_lines(words, weight, size, high)


def set_text(text: str, weight: str, sizes: tuple[int, ...], width: int, most_lines: int, height: int) -> Setting:
    """The largest of some sizes at which a text fits; at the smallest it ends between two words, if it must.

    Args:
        text: The text, as `make_legible` gives it.
        weight: The weight of the typeface.
        sizes: The sizes, the largest first.
        width: How wide a line may be, in pixels.
        most_lines: How many lines there may be.
        height: How high all of them together may be, in pixels.
    """
    words = text.split()
    for size in sizes:
        lines = _break_lines(words, weight, size, width)
        if lines and len(lines) <= min(most_lines, height / (size * LEAD)):
            return Setting(tuple(_balance(words, weight, size, width, len(lines))), size)
    size = sizes[-1]
    for last in range(len(words) - 1, 0, -1):
        shorter = [*words[: last - 1], f"{words[last - 1].rstrip(',;:.-–—')}…"]
        lines = _break_lines(shorter, weight, size, width)
        if lines and len(lines) <= min(most_lines, height / (size * LEAD)):
            return Setting(tuple(lines), size)
    return Setting((), size)
