"""What notes and cases say together: on a term, or as the answer to a question."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.model.source import Evidence

__all__ = ["Essay", "Paragraph"]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of an essay."""

    text: str
    """What notes and cases say together."""
    evidence: tuple[Evidence, ...]
    """Notes of shared sources, and items of cases as CASE#ITEM."""


@dataclass(frozen=True)
class Essay:
    """What the casebook as a whole knows of a term, or says to a question."""

    group: str
    """The vocabulary of the term, or questions."""
    about: str
    """The id of the term or of the question."""
    paragraphs: tuple[Paragraph, ...]
    """The text; empty for a question that nothing answers yet."""
    claim: str = ""
    """What it comes to, in one sentence that a reader could dispute."""
    title: str = ""
    """The question in plain words; empty for a term."""
    asks: tuple[Evidence, ...] = ()
    """The notes that ask the question."""
    nothing_yet: str = ""
    """What no case answers yet."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of all paragraphs, each piece once."""
        return tuple(dict.fromkeys(piece for one in self.paragraphs for piece in one.evidence))
