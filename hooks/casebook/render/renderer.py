"""What every page is rendered with: the book, the templates, and what an article knows of the site around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import Environment

from casebook.book import Book, name_document
from casebook.book.strands import Strand, read_strands
from casebook.fields import Schemas
from casebook.model import Case, Source
from casebook.render.article import Article, Crumb
from casebook.render.environment import make_environment
from casebook.render.finish import finish_article
from casebook.render.links import place_links
from casebook.render.markup import strip_markdown
from casebook.render.pieces import Pieces, load_pieces
from casebook.text.wording import shorten

__all__ = ["HOME", "TERM_PAGES", "Renderer", "Site", "document_address", "term_address"]

TERM_PAGES = {
    "themes": ("Themes", "themes/"),
    "doors": ("Entry points", "entry-points/"),
    "causes": ("Failures", "failures/"),
    "topics": ("Cases", "explore/"),
    "crises": ("Cases", "explore/"),
    "actor-kinds": ("Finder", "finder/"),
}
"""The vocabularies whose terms have a page each, with the hub that leads to them."""

HOME = Crumb("Home", "")


@dataclass(frozen=True)
class Site:
    """What an article must know of the site around it."""

    name: str = "Solidarity Casebook"
    """The site's name."""
    base: str = "/"
    """The path at which the site is served: only the 404 page needs it."""
    repository: str = ""
    """The address of the repository, for links to a case's file; empty for none."""
    downloads: tuple[tuple[str, str], ...] = ()
    """The data files below `data/`: what each is called, and what it holds."""


@dataclass(frozen=True, eq=False)
class Renderer:
    """Renders the articles of one book."""

    book: Book
    """The linked book."""
    schemas: Schemas
    """The project's schemas, which are also the guide to the fields."""
    site: Site = Site()
    """What the articles must know of the site around them."""

    @cached_property
    def environment(self) -> Environment:
        """The templates, which all know the book and its pieces."""
        made = make_environment()
        made.globals.update(
            book=self.book,
            site=self.site,
            term=self.book.term,
            term_address=term_address,
            document_address=document_address,
        )
        made.globals["pieces"] = load_pieces(made)
        return made

    @property
    def pieces(self) -> Pieces:
        """What many pages show of a case or an item."""
        pieces: Pieces = self.environment.globals["pieces"]
        return pieces

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """The cases in time, the earliest beginning first."""
        return tuple(read_strands(self.book.cases))

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """What each abbreviation stands for."""
        vocabulary = self.book.vocabularies.get("abbreviations")
        return {term.label: term.stands_for for term in vocabulary.terms} if vocabulary else {}

    def make(
        self,
        template: str,
        address: str,
        title: str,
        description: str,
        *crumbs: Crumb,
        kind: str = "page",
        language: str = "en",
        base: str = "",
        scripts: tuple[str, ...] = (),
        styles: tuple[str, ...] = (),
        **context: Any,
    ) -> Article:
        """Render one article. A script brings the style of its own name along."""
        made = self.environment.get_template(template).render(
            title=title, crumbs=(HOME, *crumbs) if address else (), **context
        )
        html, sections = finish_article(place_links(made, address, base), self.abbreviations)
        return Article(
            address=address,
            kind=kind,
            title=title,
            description=shorten(strip_markdown(description), 200),
            html=html,
            sections=sections,
            crumbs=(HOME, *crumbs) if address else (),
            language=language,
            scripts=scripts,
            styles=styles or tuple(script.replace(".js", ".css") for script in scripts),
        )


def document_address(case: Case, source: Source) -> str:
    """The page of a source that a case names."""
    return f"sources/{name_document(source, case.id)}/"


def term_address(vocabulary: str, id: str) -> str:
    """Where a term is explained: its own page, or its place in the glossary."""
    return f"{vocabulary}/{id}/" if vocabulary in TERM_PAGES else f"glossary/#{vocabulary}-{id}"
