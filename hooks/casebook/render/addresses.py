"""Where on the site a thing has its place, relative to the site's root."""

from __future__ import annotations

from casebook.book import name_document
from casebook.model import Case, Source, Vocabulary

__all__ = ["document_address", "term_address", "term_page"]


def document_address(case: Case, source: Source) -> str:
    """The page of a source that a case names."""
    return f"sources/{name_document(source, case.id)}/"


def term_page(vocabulary: str, id: str) -> str:
    """The page of a term of a vocabulary whose terms have pages."""
    return f"{vocabulary}/{id}/"


def term_address(vocabulary: Vocabulary, id: str) -> str:
    """Where a term is explained: its own page, or its place in the glossary."""
    return term_page(vocabulary.id, id) if vocabulary.hub else f"glossary/#{vocabulary.id}-{id}"
