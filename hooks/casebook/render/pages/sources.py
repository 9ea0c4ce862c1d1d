"""Every document on which the casebook rests, and for each what rests on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from casebook.book import Document
from casebook.book.coverage import count_coverage
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.paging import LINES, paginate
from casebook.render.renderer import Renderer

__all__ = ["render_source_pages", "render_sources"]


def render_sources(r: Renderer) -> Iterator[Article]:
    kinds = {term.id: n for n, term in enumerate(r.book.vocabularies["source-kinds"].terms)}
    documents = sorted(r.book.documents.values(), key=lambda one: (kinds[one.source.kind], one.source.title.casefold()))
    of_kind = Counter(document.source.kind for document in documents)
    for page in paginate("sources/", documents, most=LINES):
        yield r.make(
            "sources.html",
            page.address,
            page.name("Sources"),
            "Every document on which the casebook rests.",
            kind="hub",
            documents=documents,
            of_kind=of_kind,
            page=page,
        )


def render_source_pages(r: Renderer) -> Iterator[Article]:
    for document in r.book.documents.values():
        yield r.make(
            "source.html",
            f"sources/{document.id}/",
            document.source.title,
            _describe_document(document),
            HUBS["sources"],
            kind="source",
            document=document,
            uses_of_notes=r.book.uses_of_notes,
            coverage=count_coverage(r.book, document.id) if document.source.notes else None,
        )


def _describe_document(document: Document) -> str:
    return f"{document.source.title}, {document.source.publisher}: what it is used for in the casebook."
