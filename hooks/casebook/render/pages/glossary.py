"""Every term with its meaning and its limits."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.render.article import Article
from casebook.render.renderer import Renderer

__all__ = ["render_glossary"]


def render_glossary(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "glossary.html",
        "glossary/",
        "Glossary",
        "Every term of the casebook with its meaning and its limits, and the abbreviations.",
        kind="hub",
        vocabularies=sorted(r.book.vocabularies.values(), key=lambda one: one.title),
    )
