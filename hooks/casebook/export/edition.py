"""What data files are made of: the linked book, the files behind it, and what the site around it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO

from casebook.book import Book
from casebook.check import RawFile, Reading
from casebook.export.samples import show_beginning
from casebook.export.surroundings import Surroundings
from casebook.fields import Schemas
from casebook.memory import SignedFolder
from casebook.model import Case
from casebook.render import Renderer, Site

__all__ = ["GROUPS", "CaseExport", "CaseWithFile", "Edition", "Export", "make_edition"]

CaseWithFile = tuple[Case, RawFile]
"""A case, and the file behind it."""

GROUPS = ("table", "more", "question", "program", "follow")
"""What one does with a data file: open it in a table, or one table more; ask questions of it, read it with a program,
follow what is new. The page of the data has a part for each, in this order."""


@dataclass(frozen=True)
class Edition:
    """The book as it is handed out."""

    book: Book
    """The linked book."""
    files: tuple[RawFile, ...]
    """The files of its cases, in the same order."""
    schemas: Schemas
    """What its fields are."""
    name: str = "Solidarity Casebook"
    """What the site is called."""
    url: str = ""
    """The site's whole address, with a slash at its end; empty where nobody has said it."""
    sources: tuple[RawFile, ...] = ()
    """The files of the shared sources."""
    essays: tuple[RawFile, ...] = ()
    """The files of the essays."""
    kept: SignedFolder | None = None
    """Where it is kept from one time to the next what each case has in the data files; None where nothing may be."""
    templates: SignedFolder | None = None
    """Where the templates of its texts are kept as code; None where nothing may be."""
    case_digests: Mapping[str, bytes] = field(default_factory=dict)
    """Stands for all that the files of a case say, by its id: needed where something is kept."""
    outlines: bytes = b""
    """Stands for all that the book can say around a case whose files are the same; empty where nobody knows."""

    @cached_property
    def cases(self) -> tuple[CaseWithFile, ...]:
        """The cases with their files."""
        return tuple(zip(self.book.cases, self.files, strict=True))

    @cached_property
    def surroundings(self) -> Surroundings:
        """What stands for each case as it is now."""
        place = self.name, self.url
        return Surroundings(self.book, self.schemas, self.case_digests, place, self.kept, self.outlines)

    @cached_property
    def renderer(self) -> Renderer:
        """What words the texts of data files: the templates are those of the pages."""
        return Renderer(self.book, self.schemas, Site(name=self.name, url=self.url), self.templates)


@dataclass(frozen=True)
class Export:
    """A data file."""

    name: str
    """Its name below `data/`, or below the site's root."""
    media_type: str
    """What a server should call it."""
    holds: str
    """What it holds, as the site says it."""
    write: Callable[[Edition], Iterable[bytes]]
    """What gives its content, piece by piece."""
    at_root: bool = False
    """Whether it stands at the site's root, where programs look for it."""
    needs_url: bool = False
    """Whether it is left out where nobody has said the site's address."""
    group: str = "program"
    """What one does with it: one of GROUPS."""
    sample: Callable[[BinaryIO], str] = show_beginning
    """What shows of its content how it looks."""
    of_tables: bool = False
    """Whether it holds tables: all of these are written in one go."""
    of_no_case: bool = False
    """Whether it says nothing of the cases: it rests on the schemas, the vocabularies and what the site is called."""

    @property
    def address(self) -> str:
        """Its address, relative to the site's root."""
        return self.name if self.at_root else f"data/{self.name}"


@dataclass(frozen=True)
class CaseExport:
    """A data file of which there is one for each case."""

    name: str
    """Its name below `data/`, with ID where the id of the case goes."""
    media_type: str
    """What a server should call it."""
    holds: str
    """What it holds, as the site says it."""
    write: Callable[[RawFile, Edition], bytes]
    """What gives its content for the file of a case, which is small."""
    group: str = "program"
    """What one does with it: one of GROUPS."""
    sample: Callable[[BinaryIO], str] = show_beginning
    """What shows of its content how it looks."""

    def address_of(self, case: str) -> str:
        """The address of the file of a case, by the case's id, relative to the site's root."""
        return f"data/{self.name.replace('ID', case)}"


def make_edition(
    reading: Reading,
    book: Book,
    name: str = "Solidarity Casebook",
    url: str = "",
    kept: SignedFolder | None = None,
    templates: SignedFolder | None = None,
    outlines: bytes = b"",
) -> Edition:
    """The edition of a book.

    Args:
        reading: The files of which the book is made.
        book: The linked book.
        name: What the site is called.
        url: The site's whole address, with a slash at its end; empty where nobody has said it.
        kept: Where it is kept what each case has in the data files.
        templates: Where the templates of its texts are kept as code.
        outlines: Stands for all that the book can say around a case whose files are the same.

    Raises:
        ValueError: The schemas cannot be used, so there is no book either.
    """
    if reading.schemas is None:
        raise ValueError("without schemas there is no book")
    digests = reading.case_digests if kept else {}
    files = reading.cases, reading.schemas, name, url, reading.sources, reading.essays
    return Edition(book, *files, kept, templates, digests, outlines)
