"""The controlled vocabularies: lists of terms with their meaning."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

__all__ = ["LANGUAGES", "SAY_NOTHING", "Labels", "OtherWords", "Term", "Vocabulary"]

SAY_NOTHING = frozenset({"other", "not-known"})
"""Terms that only say what something is not: two cases that carry one share nothing, and nobody looks for it."""


@dataclass(frozen=True)
class Labels:
    """What a term is called in other languages than the site's own."""

    es: str = ""
    """In Spanish."""
    pt: str = ""
    """In Portuguese."""


LANGUAGES = tuple(field.name for field in fields(Labels))
"""The languages beside English in which the book can be found, as BCP 47 tags."""


@dataclass(frozen=True)
class OtherWords:
    """Other words that people use for a term, by language."""

    en: tuple[str, ...] = ()
    """In English."""
    es: tuple[str, ...] = ()
    """In Spanish."""
    pt: tuple[str, ...] = ()
    """In Portuguese."""


@dataclass(frozen=True)
class Term:
    """One term of a vocabulary."""

    id: str
    """What a case writes."""
    label: str
    """What the site shows."""
    definition: str
    """What the term means."""
    scope_note: str
    """Where the term ends and which other term to take instead."""
    example: str
    """A short example of its use."""
    status: str
    """active or deprecated."""
    said: str = ""
    """The sentence in which somebody who meets it tells of it; empty where nobody needs one."""
    stands_for: str = ""
    """The full name, where the label is an abbreviation."""
    labels: Labels = Labels()
    """What it is called in other languages."""
    also: OtherWords = OtherWords()
    """Other words that people use for it."""
    kept_because: str = ""
    """Why it stays although fewer than two cases carry it."""
    replaced_by: str = ""
    """The term to take instead of a deprecated one."""

    def words_in(self, language: str) -> tuple[str, ...]:
        """What it is called in one of LANGUAGES: its label first."""
        label = getattr(self.labels, language)
        words: tuple[str, ...] = getattr(self.also, language)
        return tuple(dict.fromkeys((label, *words) if label else words))

    @cached_property
    def other_words(self) -> tuple[str, ...]:
        """All that it is called beside its label, in every language, each word once."""
        foreign = (word for language in LANGUAGES for word in self.words_in(language))
        return tuple(dict.fromkeys((*self.also.en, *foreign)))


@dataclass(frozen=True)
class Vocabulary:
    """A list of controlled terms."""

    id: str
    """The file's name without its ending."""
    title: str
    """What the list is called on the site."""
    description: str
    """What the terms are for."""
    terms: tuple[Term, ...]
    """The terms, in the order of the file."""
    noun: str = ""
    """What one of its terms is called."""
    hub: str = ""
    """The page that leads to the pages of its terms; empty where the terms have no pages of their own."""

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    def get(self, id: str) -> Term | None:
        """The term of this id, or None."""
        return self._by_id.get(id)
