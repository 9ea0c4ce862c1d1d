"""Files that are broken as people break them: each with what must be said, and with the cure as the help says it.

All of them are one sound case with one change. A table holds the mistakes of one kind.
"""

from __future__ import annotations

from broken.figures import DATES, FIGURES
from broken.layout import LAYOUT
from broken.mistake import Mistake
from broken.places import PLACES
from broken.texts import TEXTS
from broken.words import WORDS

__all__ = ["MISTAKES"]

MISTAKES: tuple[Mistake, ...] = (*LAYOUT, *TEXTS, *FIGURES, *DATES, *PLACES, *WORDS)
