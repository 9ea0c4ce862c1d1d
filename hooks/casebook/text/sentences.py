"""A text as its sentences: whoever has no room for all of it shows whole ones."""

from __future__ import annotations

import re

__all__ = ["begin_text"]

_END = re.compile(r"[.!?…][\"”’)\]]*\s+")
_SHORT = re.compile(
    r"(?:^|[\s(“\"‘'])(?:Nos?|Drs?|Mrs?|Ms|St|Prof|Sra?|Dra|Av|Art|Mt|Ft|Jr|Inc|Ltd|ca|cf|vs|al|e\.g|i\.e|[A-Z](?:\.[A-Z])*)"
    r"\.\s*$"
)
"""What ends with a full stop and ends no sentence; `docs/assets/find/sentences.js` has the same."""


def _is_open(text: str) -> bool:
    """Whether a bracket is open at the end of a text, or what somebody says."""
    pairs = ("()", "[]", "“”")
    return any(text.count(pair[0]) > text.count(pair[1]) for pair in pairs) or text.count('"') % 2 == 1


def begin_text(text: str, least: int = 40) -> str:
    """The first sentences of a text, as many as it takes to say something; what cannot be told apart stays together."""
    said = " ".join(text.split())
    for found in _END.finditer(said):
        begun = said[: found.end()].rstrip()
        if len(begun) >= least and not _SHORT.search(begun) and not _is_open(begun):
            return begun
    return said
