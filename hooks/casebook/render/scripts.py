"""Scripts as they are published: without comments and indentation, which are for whoever reads the source."""

from __future__ import annotations

import re

__all__ = ["pack_script"]

_BLOCK = re.compile(r"^[ \t]*/\*\*?(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.MULTILINE)
_LINE = re.compile(r"(?:^|[ \t]+)//(?: [^\"'`\n]*)?$", re.MULTILINE)
_MARGIN = re.compile(r"\n\s+")
"""Empty lines, and what stands before the first word of a line."""


def pack_script(script: str) -> str:
    """A script without its comments and its indentation.

    No text in it may look like either, which a test holds: a comment begins with two slashes and a blank and has no
    quotation mark in it, or it has its lines for itself; and no text goes over several lines.
    """
    plain = re.sub(r"^[ \t]*//[^\n]*\n", "", _BLOCK.sub("", script), flags=re.MULTILINE)
    return _MARGIN.sub("\n", _LINE.sub("", plain)).lstrip()
