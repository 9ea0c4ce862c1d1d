"""Characters that nobody can see, and heaps of accents that nobody can read.

What Unicode calls ignorable is refused, and so are control characters and letters that are drawn as nothing.
Three kinds have a use and may stand where they have it: the joiners between the letters of scripts that join
them, and in an emoji of several; the sign that makes an emoji of a sign; the variants of Mongolian letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from casebook.diagnostics import Diagnostic, Fix, Position
from casebook.text.invisible import IGNORABLE
from casebook.text.wording import quote

__all__ = ["Hidden", "blank_hidden", "find_hidden", "hides_nothing", "list_unusual", "name_hidden", "report_hidden"]

_MOST_MARKS = 4
"""How many accents a letter may have; Vietnamese needs two, Hebrew with all its signs three or four."""

_WORD_AROUND = re.compile(r"\w+$")
_JOINERS = "\u200c\u200d"
_ALONE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{IGNORABLE}\u2028\u2029\u2800\ufff9-\uffff\ud800-\udfff]")
# accents of any script begin above the letters of Europe; nearly every text stands below
_SUSPECT = re.compile(f"[^\x00-\u02ff]{{{_MOST_MARKS + 1},}}|{_ALONE.pattern}")
# what is none of the letters, figures and signs that hide nothing: most texts have no such character
_LESS_COMMON = re.compile("[^\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]")
_MARKS = {"Mn", "Me"}
_EMOJI = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b55"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_KEYCAP = re.compile("[0-9#*]\ufe0f\u20e3")
# Arabic and its neighbours, the scripts of India and its neighbours, Mongolian
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1980-\u1aaf\ufb50-\ufdff\ufe70-\ufefc]")
_MONGOLIAN = re.compile("[\u1820-\u18aa]")
_VIRAMA = 9
"""The combining class of the sign that takes the vowel from a letter: after it a joiner may end a word."""

_NO_WIDTH = frozenset("\u00ad\u034f\u180e\ufeff\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f")
"""What can be taken out, and the text looks as before."""


class Hidden(NamedTuple):
    """Something that nobody can see, or too many accents."""

    offset: int
    """Where it begins."""
    written: str
    """The character, or the accents above the fourth."""
    heap: bool = False
    """Whether it is accents."""


_USUAL = b"\t\n" + bytes(range(0x20, 0x7F))


def list_unusual(text: str) -> str:
    """The characters of a text that are no plain letters, figures and signs, one behind the other.

    They are few, and what none of them is stands nowhere in the text: a search through them takes no time.
    """
    return text.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")


def hides_nothing(unusual: str) -> bool:
    """A quick look at the unusual characters of a text: whether it certainly hides nothing, as hardly any does."""
    return not _LESS_COMMON.search(unusual)


def find_hidden(text: str) -> Iterator[Hidden]:
    """Every character in a text that nobody can see, and accents above the fourth on a letter."""
    if not _LESS_COMMON.search(text):
        return
    for match in _SUSPECT.finditer(text):
        if len(match[0]) > 1:
            yield from _look_closely(text, *match.span())
        elif not _has_use(text, match.start()):
            yield Hidden(match.start(), match[0])


def _look_closely(text: str, start: int, end: int) -> Iterator[Hidden]:
    """A stretch of another script: what is hidden among its letters."""
    marks = 0
    for offset in range(start, end):
        character = text[offset]
        marks = marks + 1 if unicodedata.category(character) in _MARKS else 0
        if _ALONE.match(character):
            if not _has_use(text, offset):
                yield Hidden(offset, character)
        elif marks == _MOST_MARKS + 1:
            last = offset + 1
            while last < end and unicodedata.category(text[last]) in _MARKS and not _ALONE.match(text[last]):
                last += 1
            yield Hidden(offset, text[offset:last], heap=True)


def _has_use(text: str, offset: int) -> bool:
    """Whether a character that nobody sees does something where it stands."""
    character, before, after = text[offset], text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if character in _JOINERS and before:
        if character == "\u200d" and (_EMOJI.match(before) or before == "\ufe0f") and _EMOJI.match(after):
            return True
        inside = _JOINING.match(before) and (_JOINING.match(after) or unicodedata.combining(before) == _VIRAMA)
        return bool(inside) and unicodedata.category(before)[0] in "LM"
    if character in "\ufe0e\ufe0f" and before:
        return bool(_EMOJI.match(before) or _KEYCAP.match(text, offset - 1))
    return "\u180b" <= character <= "\u180d" and bool(_MONGOLIAN.match(before))


def blank_hidden(text: str) -> str:
    """A text with spaces in place of what is hidden in it; every place stays the same."""
    pieces, end = [], 0
    for one in find_hidden(text):
        pieces += [text[end : one.offset], " " * len(one.written)]
        end = one.offset + len(one.written)
    return "".join((*pieces, text[end:])) if pieces else text


_MOST = 10
"""In how many lines of a file it is told."""


def report_hidden(text: str, path: str) -> list[Diagnostic]:
    """The first of each line, with the cure of the whole line where its words look the same without them."""
    found: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.isascii() and line.isprintable():
            continue
        hidden = list(find_hidden(line))
        if hidden and len(found) < _MOST:
            found.append(_report(path, number, line, hidden))
    return found


def _report(path: str, number: int, line: str, hidden: list[Hidden]) -> Diagnostic:
    first, end = hidden[0], hidden[-1].offset + len(hidden[-1].written)
    place = Position(number, first.offset + 1)
    if first.heap:
        message = f"One letter has more than {_MOST_MARKS} accents here."
        return Diagnostic.of("hidden-character", path, place, message, "Delete them, and type the letter again.")
    if first.written == "\ufffd":
        message = "A letter is lost here: U+FFFD, which is none, stands in its place."
        help = "Look the word up where it comes from, and type it again."
        return Diagnostic.of("hidden-character", path, place, message, help)
    message = f"Here stands a character that nobody can see ({name_hidden(first.written)})."
    help = (
        "Delete it: remove the characters on both sides of this place and type them again. It often comes with text "
        "copied from a web page or a PDF."
    )
    if not all(one.written in _NO_WIDTH for one in hidden):
        return Diagnostic.of("hidden-character", path, place, message, help)
    # with the rest of its word, so that one sees what is changed
    while end < len(line) and line[end].isalnum():
        end += 1
    old = line[first.offset : end]
    places = {one.offset for one in hidden}
    new = "".join(one for offset, one in enumerate(old, first.offset) if offset not in places)
    if word := _WORD_AROUND.search(line[max(0, first.offset - 30) : first.offset] + new):
        help = f"Delete it, so that there stands {quote(word[0])}. It often comes with text from a web page or a PDF."
    return Diagnostic.of("hidden-character", path, place, message, help, Fix(old, new))


def name_hidden(character: str) -> str:
    """The number of a character, with its name if it has one."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f", {name}" if name else "")
