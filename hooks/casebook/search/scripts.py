"""Scripts that put no space between words.

A Japanese or Chinese sentence is one long word to whoever looks for spaces. So each of its letters is written as a
word of its own, and a word of it is looked for as a row of letters (docs/assets/find/search-query.js).
"""

from __future__ import annotations

import re

__all__ = ["UNSPACED", "space_out"]

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"
"""Kana and Chinese characters, as the inside of a class of a regular expression."""

_UNSPACED = re.compile(f"[{UNSPACED}]")


def space_out(text: str) -> str:
    """A text in which each letter of such a script stands alone."""
    return text if text.isascii() else _UNSPACED.sub(r" \g<0> ", text)
