"""How we say things: numbers and lists in words, what somebody wrote in quotes, the nearest right word."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

__all__ = [
    "ODD_SPACES",
    "even_out_spaces",
    "find_nearest",
    "find_strange_letter",
    "join_words",
    "number_of",
    "quote",
    "replace_look_alikes",
    "say_figure",
    "shorten",
    "show_plainly",
    "slugify",
    "suggest",
    "with_article",
]

# Letters that Unicode does not take apart into a plain letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
        "þ": "th", "ı": "i", "ə": "e", "ħ": "h", "ŋ": "ng", "'": "", "’": "", "ʻ": "", "ʼ": "",
    }
)  # fmt: skip


ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that look like the ordinary one and are others, as a part of a pattern: the non-breaking one and its kin."""

_ODD_SPACE = re.compile(f"[{ODD_SPACES}]")
_ASCII_WORD = re.compile("[A-Za-z0-9]+")


def slugify(text: str) -> str:
    """A text as an address part: `Medellín` becomes medellin; empty if no Latin letter is left."""
    if text.isascii():
        return "-".join(_ASCII_WORD.findall(text.lower().replace("'", "")))
    plain = text.lower().translate(_PLAIN_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return "-".join(_ASCII_WORD.findall(plain))


def even_out_spaces(word: str) -> str:
    """A word with ordinary spaces in place of non-breaking ones and their kin, and none around it."""
    return _ODD_SPACE.sub(" ", word).strip()


def show_plainly(text: str) -> str:
    """A text on one line; what a terminal would obey or hide is written as its code point."""
    shown = []
    for character in " ".join(text.split()):
        hidden = not character.isprintable() and character != " "
        shown.append(f"<U+{ord(character):04X}>" if hidden else character)
    return "".join(shown)


def quote(value: object, most: int = 60) -> str:
    """What the writer wrote, in double quotes, shortened to `most` characters."""
    text = show_plainly(str(value)[: most * 4])
    if len(text) > most:
        text = text[: most - 1].rstrip() + "…"
    return f'"{text}"'


def number_of(count: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 word, 2 words."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def with_article(noun: str) -> str:
    """A noun with a or an before it."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def join_words(words: Iterable[str], last: str = "and") -> str:
    """Words as a sentence lists them: a, b and c."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


_LONGEST_NAME = 120
"""No name is longer, so a longer word is no misspelt one."""


@lru_cache(maxsize=8192)
def _fold(word: str) -> str:
    return slugify(word) or word.casefold()


def find_nearest(word: str, choices: Iterable[str], most: int = 1, cutoff: float = 0.6) -> Sequence[str]:
    """The choices that look most like the word, best first; accents, case and hyphens do not count."""
    return _find_nearest(word, tuple(choices), most, cutoff) if len(word) <= _LONGEST_NAME else ()


@lru_cache(maxsize=512)
def _find_nearest(word: str, choices: tuple[str, ...], most: int, cutoff: float) -> tuple[str, ...]:
    by_form: dict[str, str] = {}
    for choice in choices:
        by_form.setdefault(_fold(choice), choice)
    folded = _fold(word)
    if folded in by_form:
        return (by_form[folded],)
    close = difflib.get_close_matches(folded, by_form, n=most, cutoff=cutoff)
    return tuple(by_form[form] for form in close)


def find_strange_letter(word: str) -> str:
    """The first letter of another script among Latin ones, in words: it only looks like one of them; else empty."""
    letters = [c for c in word[:200] if c.isalpha()]
    if not any(c.isascii() for c in letters):
        return ""
    for c in letters:
        script = unicodedata.name(c, "").split(" ")[0].capitalize()
        if script not in {"Latin", "Feminine", "Masculine", "Modifier", ""}:
            return f'the letter "{c}" is {script} and only looks like a Latin one'
    return ""


# Cyrillic and Greek letters that nobody can tell from Latin ones.
_LOOK_ALIKE = str.maketrans(
    "асеорхуіјѕԁһԛԝАВЕКМНОРСТХІЈЅαοιρτυνΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aceopxyijsdhqwABEKMHOPCTXIJSaoiptuvABEZHIKMNOPTYX"
)  # that is what they are


def replace_look_alikes(word: str) -> str:
    """A word with Latin letters in place of those that only look like them; empty if others are left."""
    plain = word.translate(_LOOK_ALIKE)
    return "" if find_strange_letter(plain) else plain


def suggest(written: str, choices: Iterable[str], otherwise: str = "", form: str = '"{}"') -> str:
    """Which of the choices was meant, as a question.

    Args:
        written: What was written.
        choices: What it can have been.
        otherwise: What to say if none of them looks like it.
        form: How the choice is shown, with {} in its place.
    """
    near = find_nearest(written, choices)
    return f"Did you mean {form.format(near[0])}?" if near else otherwise


def shorten(text: str, most: int = 160) -> str:
    """A text of at most `most` characters, cut between two words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def say_figure(value: str) -> str:
    """A figure with commas between thousands: `more than 340000` is more than 340,000.

    A year keeps its form: four digits are left alone.
    """
    return re.sub(r"(?<![\d.,])\d{5,}(?![\d])", lambda found: f"{int(found[0]):,}", value)
