"""Text that was saved as UTF-8 and read as something else: SÃ£o for São, itâ€™s for it’s.

Such a stretch, written back into the bytes it came from, is UTF-8 again. What it then says must be letters with
accents or the signs of printers, so that a word in capitals (ALIMENTAÇÃO, ROMÂNIA) is left alone.
"""

from __future__ import annotations

import re

from casebook.diagnostics import Diagnostic, Fix, Position
from casebook.text.wording import quote

__all__ = ["blank_mojibake", "may_be_garbled", "report_mojibake"]


def _read_back() -> dict[str, int]:
    """The byte that each character came from: by the code page of Windows, or by Latin-1 where that has none."""
    origins = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        character = bytes([byte]).decode("cp1252", "ignore")
        if character:
            origins[character] = byte
    return origins


_BYTES = _read_back()
_NEXT = "[" + "".join(character for character, byte in _BYTES.items() if byte < 0xC0).replace("]", "") + "]"
_STRETCH = re.compile(
    # Latin letters, quotation marks and dashes, emoji
    f"(?:[ÂÃÄÅË]{_NEXT}|â{_NEXT}{{2}}|ð{_NEXT}{{3}})+"
    # Greek, Cyrillic, Arabic; scripts of India and East Asia
    f"|(?:[\u00ce-\u00d1\u00d8\u00d9]{_NEXT}){{2,}}|(?:[\u00e0\u00e3-\u00e9]{_NEXT}{{2}}){{2,}}"
    # the rest of a quotation mark of which a piece is lost
    "|â€"
)
_BEGINS = re.compile("[ÂÃÄÅËâð\u00ce-\u00d1\u00d8\u00d9\u00e0\u00e3-\u00e9]")
_PAIR = re.compile("[^\x00-\x7f]{2}")
_SENSIBLE = re.compile(
    "[\u00a0-\u017f\u0370-\u06ff\u0900-\u0dff\u2010-\u203a\u20ac\u2122\u3000-\u9fff\U0001f300-\U0001faff]+"
)
_SIGNS = {"»", "›", "”", "“", "’", "‘", "…", "–", "—", "º", "ª", "°", "™", "®"}
_WORD_END, _WORD_START = re.compile(r"\w+\Z"), re.compile(r"\w+")


def _repair(stretch: str) -> str:
    """What it was; empty if nobody knows."""
    while True:
        try:
            better = bytes(map(_BYTES.__getitem__, stretch)).decode("utf-8")
        except (UnicodeDecodeError, KeyError):
            return ""
        # it may have happened twice
        if not _STRETCH.fullmatch(better):
            return better if _SENSIBLE.fullmatch(better) else ""
        stretch = better


def _find(line: str) -> list[tuple[int, int, str]]:
    """Where it stands in a line, with the right text, empty if a piece is lost."""
    found = []
    for match in _STRETCH.finditer(line):
        better = _repair(match[0])
        lost = match[0].startswith("â€")
        # «AMANHÃ», MANHÃ…: a word in capitals, and the sign after it
        before = line[max(0, match.start() - 1) : match.start()]
        if (better or lost) and not (before.isupper() and match[0][1:] in _SIGNS):
            found.append((*match.span(), better))
    return found


_MOST = 10


def may_be_garbled(text: str, unusual: str) -> bool:
    """A quick look, after which few texts are left: whether garbled signs may stand in a text.

    Args:
        text: The text.
        unusual: Its unusual characters, one behind the other.
    """
    return _BEGINS.search(unusual) is not None and _PAIR.search(text) is not None


def report_mojibake(text: str, path: str) -> list[Diagnostic]:
    """The first of each line, with the cure of the whole line if it is certain."""
    reported: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.isascii() or len(reported) == _MOST:
            continue
        found = _find(line)
        if not found:
            continue
        start, end, better = found[0]
        before, after = _WORD_END.search(line[max(0, start - 30) : start]), _WORD_START.match(line, end, end + 30)
        head, tail = before[0] if before else "", after[0] if after else ""
        written = f"{head}{line[start:end]}{tail}"
        message = f"An accent or a sign is garbled here: {quote(written)}."
        help = "Type it again. It was saved in one encoding and read in another; look at the rest of the text too."
        fix = None
        if all(one[2] for one in found):
            help = f"Write {quote(f'{head}{better}{tail}')}. The text was saved in one encoding and read in another."
            old = line[start : found[-1][1]]
            fix = Fix(old, _replace(old, [(a - start, b - start, c) for a, b, c in found]))
        place = Position(number, start + 1)
        reported.append(Diagnostic.of("mojibake", path, place, message, help, fix))
    return reported


def _replace(text: str, found: list[tuple[int, int, str]]) -> str:
    pieces, end = [], 0
    for start, after, better in found:
        pieces += [text[end:start], better]
        end = after
    return "".join((*pieces, text[end:]))


def blank_mojibake(text: str) -> str:
    """A text with a letter in place of each garbled sign, so that no part of it is taken for a hidden character."""
    if text.isascii():
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line.isascii() and (found := _find(line)):
            lines[number] = _replace(line, [(start, end, "x" * (end - start)) for start, end, _ in found])
    return "\n".join(lines)
