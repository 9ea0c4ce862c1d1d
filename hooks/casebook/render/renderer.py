"""What every page is rendered with: the book, the templates, and what an article knows of the site around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from casebook.book import Book, CityEntry
from casebook.book.strands import Strand, order_by_beginning, read_strand
from casebook.fields import Schemas
from casebook.find import rank_places
from casebook.markup import strip_markdown
from casebook.memory import SignedFolder
from casebook.model import Case
from casebook.render.addresses import document_address, note_address, part_address, term_address
from casebook.render.article import Article, Crumb
from casebook.render.asked_book import AskedBook
from casebook.render.citations import Filling, cite_case, cite_whole, leave_slots, list_cited
from casebook.render.crumbs import HOME
from casebook.render.environment import make_environment
from casebook.render.evidence_lines import weigh
from casebook.render.finish import finish_article
from casebook.render.frame import PageFrame
from casebook.render.links import link, place_links
from casebook.render.narrowing import LEAF, make_row_values
from casebook.render.pieces import Pieces, make_pieces
from casebook.render.site import Site
from casebook.render.text_edition import TextEditions
from casebook.text.wording import shorten

__all__ = ["Renderer"]

_TAKE = re.compile(r"\b(takes? (?:the (?:cause|crisis|topic|door|field) )?)([a-z]+(?:-[a-z]+)*)")
"""How a scope note names the term to take instead."""


@dataclass(frozen=True, eq=False)
class Renderer:
    """Renders the articles of one book."""

    book: Book
    """The linked book."""
    schemas: Schemas
    """The project's schemas, which are also the guide to the fields."""
    site: Site = field(default_factory=Site)
    """What the articles must know of the site around them."""
    kept: SignedFolder | None = None
    """Where its templates are kept as code; None where nothing is."""

    @cached_property
    def environment(self) -> Environment:
        """The templates, which all know the book and its pieces."""
        made = make_environment(self.kept)
        made.globals.update(
            book=self.asked,
            site=self.site,
            term=self.book.term,
            term_address=self._find_term,
            say_limits=self._say_limits,
            document_address=document_address,
            note_address=partial(note_address, self.book),
            part_address=part_address,
            weigh=partial(weigh, self.book),
            cite_as=self.cite_as,
            cite_whole=self.cite_whole,
            list_cited=partial(list_cited, self.book),
            pieces=self.pieces,
            say_short=self._say_short,
            row_values=make_row_values(self.book, self.places),
            leaf_size=LEAF,
        )
        return made

    @cached_property
    def asked(self) -> AskedBook:
        """The book as the templates have it."""
        return AskedBook(self.book)

    def ask_for_all(self) -> Book:
        """The book, for whoever counts all of it while a page is made: as if its template had asked."""
        self.asked.asked_for_all = True
        return self.book

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each case when sorted by country and city."""
        return rank_places(self.book)

    def _find_term(self, vocabulary: str, id: str) -> str:
        return term_address(self.book.vocabularies[vocabulary], id)

    def _say_limits(self, vocabulary: str, note: str) -> Markup:
        """Where a term ends: a scope note names other terms by their ids, and a reader knows them by their labels."""
        lists = (self.book.vocabularies[vocabulary], *self.book.vocabularies.values())

        def name(found: re.Match[str]) -> Markup:
            for one in lists:
                if term := one.get(found[2]):
                    return Markup('{}<a href="{}">{}</a>').format(
                        found[1], link(term_address(one, term.id)), term.label
                    )
            return Markup(found[0])

        return Markup(_TAKE.sub(name, str(escape(note))))

    def _say_short(self, entries: Iterable[Any]) -> Markup:
        """Rows of one line: items with their cases, cases, cities, or whatever brings a line of its own."""
        pieces = self.pieces

        def say(entry: Any) -> Markup:
            match entry:
                case (of, item):
                    return pieces.item_short(of, item)
                case Case():
                    return pieces.case_short(entry)
                case CityEntry():
                    return pieces.city_short(entry)
            return self._say_contradiction(entry)

        return Markup("").join(map(say, entries))

    @cached_property
    def _say_contradiction(self) -> Callable[[Any], Markup]:
        return self.macro("rows.html", "contradiction_short")

    def cite_as(self, form: str, case: Case | None = None) -> Filling:
        """A case as one of the forms has it; without a case the form with its slots."""
        name, version, url = self.site.name, self.site.version, self.site.url
        return cite_case(self.book, case, form, name, version, url) if case else leave_slots(form, name, version)

    def cite_whole(self, form: str) -> Filling:
        """The whole casebook as one of the forms has it."""
        return cite_whole(self.book, form, self.site.name, self.site.version, self.site.url)

    @cached_property
    def pieces(self) -> Pieces:
        """What many pages show of a case or an item."""
        return make_pieces(partial(self.macro, "pieces.html"))

    @cached_property
    def text_editions(self) -> TextEditions:
        """Each case as one bare page."""
        return TextEditions(self.book, self.environment)

    @cached_property
    def frame(self) -> PageFrame:
        """What stands around every article."""
        return PageFrame(self.site, self.environment)

    def macro(self, template: str, name: str) -> Callable[..., Markup]:
        """A macro of a template, to be run outside of a page."""
        found: Callable[..., Markup] = getattr(self.environment.get_template(template).module, name)
        return found

    @cached_property
    def by_beginning(self) -> tuple[Case, ...]:
        """The cases, the earliest beginning first."""
        return order_by_beginning(self.book.cases)

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """The cases in time, the earliest beginning first."""
        return tuple(map(read_strand, self.by_beginning))

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
        tell_machines: Callable[[], str] = str,
        late: Callable[[], Mapping[str, Any]] = dict,
        **context: Any,
    ) -> Article:
        """An article, which is rendered when it is asked for. A script brings the style of its own name along.

        `late` gives what the template must know beside `context`, where to find it out costs much.
        """
        way = (HOME, *crumbs) if address else ()

        def make() -> str:
            made = self.environment.get_template(template).render(title=title, crumbs=way, **context, **late())
            return finish_article(place_links(made, address, base), self.abbreviations)

        return Article(
            address=address,
            kind=kind,
            title=title,
            description=shorten(strip_markdown(description), 200),
            make=make,
            crumbs=way,
            language=language,
            scripts=scripts,
            styles=styles or tuple(script.replace(".js", ".css") for script in scripts),
            tell_machines=tell_machines,
            made_of=(template, base, context, late),
        )
