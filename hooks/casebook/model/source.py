"""A document on which a case rests, its notes, and what names them: evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from casebook.text.urls import name_address
from casebook.text.wording import slugify

__all__ = ["Evidence", "Note", "Part", "Source"]


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence: a source, and where in it."""

    source: str
    """The id of the source, as the case writes it."""
    locator: str = ""
    """The note, page or paragraph; empty for the whole source."""

    @classmethod
    def read(cls, text: str) -> Evidence:
        """A piece of evidence as a writer writes it: SOURCE or SOURCE#LOCATOR."""
        source, _, locator = text.partition("#")
        return cls(source, locator)

    def __str__(self) -> str:
        return f"{self.source}#{self.locator}" if self.locator else self.source


@dataclass(frozen=True)
class Part:
    """A part of a shared source."""

    id: str
    """Its short name."""
    title: str
    """What the document calls it."""


@dataclass(frozen=True)
class Note:
    """One note of a shared source."""

    id: str
    """The locator that evidence names."""
    part: str
    """The part in which it stands."""
    says: str
    """The note in our own words."""
    kind: str = ""
    """What the note is, for instance question or lesson; title, frame and theme are headings."""
    theme: str = ""
    """A term of themes."""
    speaker: str = ""
    """Who said it, as a number: S1, S2 …"""
    speaker_role: str = ""
    """The speaker's office or organisation, where the note gives one."""
    city: str = ""
    """The folder of the city it speaks of."""
    attribution: str = ""
    """stated or inferred: how we know the city."""
    same_as: str = ""
    """The note that says the same in the same words."""
    uncertain: str = ""
    """What is not certain about it."""
    set_aside: str = ""
    """Why it is no evidence of anything."""

    @property
    def is_heading(self) -> bool:
        """Whether the note is a heading, which nothing can rest on."""
        return self.kind in {"title", "frame", "theme"}


@dataclass(frozen=True)
class Source:
    """A document, of one case or shared by several."""

    id: str
    """Its short name: unique in its case, or among the shared sources."""
    title: str
    """Its own title, in its own language."""
    publisher: str
    """Author or publisher."""
    published: str
    """A date, or unknown."""
    kind: str
    """A term of source-kinds."""
    language: str
    """BCP 47."""
    url: str = ""
    """Its address on the web."""
    seen: str = ""
    """whole, excerpt or title: how much of it was read; empty where nobody says."""
    voice: str = ""
    """government, society, business, between, observer, or empty where it is not known."""
    shared: bool = False
    """Whether it stands in cases/_sources/."""
    description: str = ""
    """What it is, for a shared source."""
    parts: tuple[Part, ...] = ()
    """Its parts, in order."""
    themes: tuple[str, ...] = ()
    """The themes under which it groups its notes."""
    agenda: tuple[str, ...] = ()
    """The steps of the meeting."""
    objectives: tuple[str, ...] = ()
    """What the meeting was for."""
    question: str = ""
    """What everybody was asked to answer in writing."""
    notes: tuple[Note, ...] = ()
    """Its notes, one by one."""

    @cached_property
    def place(self) -> str:
        """The place of its address among those of all documents; empty without an address."""
        return name_address(self.url) if self.url else ""

    @cached_property
    def digest(self) -> bytes:
        """Stands for all that is said of it."""
        return blake2b(repr(self).encode(), digest_size=20).digest()

    @cached_property
    def spelt(self) -> str:
        """Its title in plain letters, by which it is sorted."""
        return slugify(self.title)

    @cached_property
    def notes_by_part(self) -> dict[str, tuple[Note, ...]]:
        """The notes of each part that has any, in the order of the parts; a part that is not listed comes last."""
        found: dict[str, list[Note]] = {part.id: [] for part in self.parts}
        for note in self.notes:
            found.setdefault(note.part, []).append(note)
        return {id: tuple(notes) for id, notes in found.items() if notes}

    def name_part(self, id: str) -> str:
        """What the document calls a part; its id where the document does not list it."""
        return next((part.title for part in self.parts if part.id == id), id)
