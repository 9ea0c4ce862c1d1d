"""Scripts as they are published: without the comments, which are for whoever reads the source."""

from __future__ import annotations

import re

__all__ = ["strip_comments"]

_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*?(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
"""A comment that has its lines for itself; what stands behind code is left, since a text may look like it."""


def strip_comments(script: str) -> str:
    """A script without its comments. No line of a text in it may begin like one, which a test holds."""
    return _COMMENT.sub("", script)
