"""The text edition of a case: all its words as a bare page, for old phones and lines on which every kilobyte is paid.

It asks for nothing besides itself, and the browser's own style serves. Its items have the addresses that they have on
the full page. What it weighs is known before it is asked for: the full page says it beside the link. What would make a
page too heavy stands on a next one, most often the list of sources.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from casebook.book import Book
from casebook.markup import render_story
from casebook.model import Case, Evidence
from casebook.render.evidence_lines import list_notes_used
from casebook.render.links import place_links

__all__ = ["HEAVIEST", "TextEditions", "TextPage", "text_address"]

HEAVIEST = 15_000
"""The most that a page may weigh on the line, in bytes."""

_PIECES = re.compile(r"(?<=\n)(?=<h2 )|(?<!</h2>)(?<=\n)(?=<h3[ >])")
"""Where a text may be cut: before a section, and before an item that is not the first of its section."""
_SECTION = re.compile(r"<h2 id=([^\s>]+)[^>]*>([^<]*)</h2>")
_ANCHOR = re.compile(r'\sid="?([^"\s>]+)')
_TO_ANCHOR = re.compile(r'href="#([^"]+)"')


def text_address(case: Case, number: int = 1) -> str:
    """The address of a page of the text edition of a case, relative to the site's root."""
    return f"cases/{case.id}/text/{f'{number}/' if number > 1 else ''}"


@dataclass(frozen=True)
class TextPage:
    """A page of a text edition."""

    address: str
    """Its address, relative to the site's root."""
    packed: bytes
    """The page, packed as a server sends it."""
    sections: tuple[str, ...] = ()
    """The titles of the sections that begin on it."""

    @property
    def size(self) -> int:
        """What it weighs on the line, in bytes."""
        return len(self.packed)

    @property
    def html(self) -> str:
        """The page."""
        return gzip.decompress(self.packed).decode()


@dataclass(frozen=True, eq=False)
class TextEditions:
    """The text editions of a book, each made once: the full page wants to know its size, the site its text."""

    book: Book
    """The linked book."""
    environment: Environment
    """The templates."""
    _made: dict[str, tuple[TextPage, ...]] = field(default_factory=dict)

    def of(self, case: Case) -> tuple[TextPage, ...]:
        """The text edition of a case: one page, or a few where one would be too heavy."""
        if case.id not in self._made:
            self._made[case.id] = self._make(case)
        return self._made[case.id]

    def __iter__(self) -> Iterator[TextPage]:
        """The pages of all cases, in the order of the book."""
        return (page for case in self.book.cases for page in self.of(case))

    def _make(self, case: Case) -> tuple[TextPage, ...]:
        pieces = _PIECES.split(self._render_sections(case))
        made: list[Sequence[str]] = []
        while pieces:
            # one piece at least, whatever it weighs
            weigh = partial(self._weigh, case, pieces, first=not made)
            number = len(pieces)
            if weigh(number) > HEAVIEST:
                number = 1 + bisect_right(range(2, number), HEAVIEST, key=weigh)
            made.append(pieces[:number])
            pieces = pieces[number:]
        return tuple(self._frame(case, made, n) for n in range(len(made)))

    def _weigh(self, case: Case, pieces: Sequence[str], number: int, *, first: bool) -> int:
        """What a page weighs that has the first so many pieces; the others are on another."""
        chosen = [pieces[:number], pieces[number:]] if number < len(pieces) else [pieces]
        return self._frame(case, chosen if first else [(), *chosen], 0 if first else 1).size

    def _render_sections(self, case: Case) -> str:
        sources = self.book.sources_of(case)
        cite = partial(_cite, self.book, {id: n for n, id in enumerate(sources, 1)})
        made = self.environment.get_template("text_sections.html").render(
            case=case,
            translations=self.book.translations_of(case),
            sources=sources,
            notes_used=list_notes_used(self.book, case),
            assessed=self.book.assessments[case.id],
            cite=cite,
            story=render_story(case.story, partial(_mark, cite)),
        )
        lines = (line.rstrip() for line in made.splitlines())
        return "".join(f"{line}\n" for line in lines if line)

    def _frame(self, case: Case, pages: Sequence[Sequence[str]], n: int) -> TextPage:
        """One of the pages that the pieces are shared out to."""
        addresses = [text_address(case, number) for number in range(1, len(pages) + 1)]
        places = {id: page for page, pieces in enumerate(pages) for one in pieces for id in _ANCHOR.findall(one)}

        def lead(found: re.Match[str]) -> str:
            page = places.get(found[1], n)
            if page == n:
                return found[0]
            way = "../" * (n > 0) + (f"{page + 1}/" if page else "")
            return f'href="{way}#{found[1]}"'

        here = [section for one in pages[n] for section in _SECTION.findall(one)]
        made = self.environment.get_template("text.html").render(
            case=case,
            translations=self.book.translations_of(case),
            sections=Markup(_TO_ANCHOR.sub(lead, "".join(pages[n]))),
            sections_here=here,
            number=n + 1,
            count=len(pages),
            page_before=addresses[n - 1] if n else "",
            page_after=addresses[n + 1] if pages[n + 1 :] else "",
            sections_after=[title for pieces in pages[n + 1 :] for one in pieces for _, title in _SECTION.findall(one)],
        )
        text = "".join(f"{line}\n" for line in place_links(made, addresses[n]).splitlines() if line)
        # no date in the head of it: the same page has the same bytes
        return TextPage(addresses[n], gzip.compress(text.encode(), 6, mtime=0), tuple(title for _, title in here))


def _cite(book: Book, numbers: Mapping[str, int], piece: Evidence) -> Markup:
    """A piece of evidence as a number, and where in the source it stands."""
    place = f"note-{piece.source}-{piece.locator}" if book.note(piece) else ""
    link = Markup('<a href="#{}">{}</a>').format(place or f"source-{piece.source}", numbers[piece.source])
    return link + (f" {piece.locator}" if piece.locator else "")


def _mark(cite: Callable[[Evidence], Markup], pieces: tuple[str, ...]) -> str:
    """A citation in the story."""
    return f" [{', '.join(cite(Evidence.read(piece)) for piece in pieces)}]"
