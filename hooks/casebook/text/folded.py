"""A text as a machine may compare it: what looks alike is alike, and every place is known in the text as it was.

Full-width letters, digits of other scripts, hyphens and spaces of any width, and what nobody sees are ways
of writing the same thing. Whoever looks for a number or an address would else need all of them.
"""

from __future__ import annotations

import re
import unicodedata

from casebook.text.invisible import IGNORABLE

__all__ = ["FoldedText"]

_NOTHING = re.compile(f"[{IGNORABLE}]")
_OTHER = re.compile("[^\x00-\x7f]+")
_LONGEST = 4
_SIGNS = {
    "\t": " ", "\u2212": "-", "\u2043": "-", "\u02d7": "-", "\u2044": "/", "\u2215": "/", "\u3002": ".", "\u2024": ".",
    "\u200a": " ", "\u2219": "\u00b7", "\u22c5": "\u00b7", "\u2027": "\u00b7", "\u30fb": "\u00b7",
}  # fmt: skip


# letters of other scripts that look like ours
_SIGNS |= dict(zip("аеорсхуіѕјԁһԛԝАВЕКМНОРСТХУІЅЈαονρυ", "aeopcxyisjdhqwABEKMHOPCTXYISJaovpu", strict=True))


class _Letters(dict[int, str]):
    """What each character is folded to; found out when it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = "" if _NOTHING.match(character) else unicodedata.normalize("NFKC", character)
        # a whole sentence in one letter would only make the text long
        self[code] = folded = "".join(map(_fold_sign, plain if len(plain) <= _LONGEST else character))
        return folded


def _fold_sign(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd":
        return "-"
    if category == "Zs":
        return " "
    # the frame of a digit on a key
    if category in {"Me", "Cf"}:
        return ""
    return _SIGNS.get(character, character)


_LETTERS = _Letters()


class FoldedText:
    """A folded text that knows what it was."""

    def __init__(self, written: str) -> None:
        """Fold a text."""
        self.written = written
        """The text as it was."""
        self.text = _OTHER.sub(lambda found: found[0].translate(_LETTERS), written).replace("\t", " ")
        """The text folded."""
        self._origins: list[int] = []

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the text as it was."""
        if self.text is self.written or self.written.isascii():
            return start, end
        if not self._origins:
            for number, character in enumerate(self.written):
                self._origins += [number] * len(_LETTERS[ord(character)])
        return self._origins[start], self._origins[end - 1] + 1
