"""A mistake that somebody makes in a file, what is said of it, and the cure as the help says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["PLACE", "SOUND", "Mistake"]

SOUND = (Path(__file__).parent / "sound.md").read_text(encoding="utf-8")
"""A case with nothing wrong in it, which every mistake breaks at one place."""

PLACE = "▸"
"""Stands in a broken text before the very letter that must be reported."""


@dataclass(frozen=True)
class Mistake:
    """One mistake."""

    what: str
    """The mistake in a few words."""
    sound: str
    """What stands in the sound case."""
    broken: str
    """What somebody has written there. Without the mark of the place the file as a whole must be reported."""
    code: str
    """The code of the only problem."""
    says: str
    """What the message must say: it quotes what was written."""
    helps: str
    """What the help must say: where it names the right text, that text."""
    cured: str | None = None
    """What stands there once somebody has done what the help says, and nothing else; by default the sound text."""
    path: str = "cases/recife/bread-at-night.md"
    """Where the broken file lies."""
    moved: str = ""
    """Where it lies after the cure; by default where it was."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Other files of the project by their paths."""

    @property
    def broken_file(self) -> str:
        """The broken file."""
        return _replace(self.sound, self.broken.replace(PLACE, ""))

    @property
    def cured_file(self) -> str:
        """The file after the cure."""
        return _replace(self.sound, self.sound if self.cured is None else self.cured)

    @property
    def place(self) -> tuple[int, int]:
        """The line and the column that must be reported."""
        before, mark, _ = _replace(self.sound, self.broken).partition(PLACE)
        return (before.count("\n") + 1, len(before) - before.rfind("\n")) if mark else (1, 1)


def _replace(old: str, new: str) -> str:
    assert SOUND.count(old) == 1, f"{old!r} stands {SOUND.count(old)} times in the sound case"
    return SOUND.replace(old, new)
