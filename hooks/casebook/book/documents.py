"""What the casebook rests on: each document once, however many cases name it, and each publisher with its own."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from casebook.model import Case, Essay, Item, ItemKind, Source
from casebook.text.wording import slugify

__all__ = ["Document", "Publisher", "Use", "join_uses", "list_publishers", "name_document"]


@dataclass(frozen=True)
class Use:
    """One item that rests on a document."""

    case: Case | None
    """The case of the item; None for an essay."""
    kind: ItemKind | None
    """The kind of the item; None for an essay."""
    item: Item | Essay
    """The item."""
    locator: str
    """The note or page that the item names."""


@dataclass(frozen=True)
class Document:
    """A source as the whole book sees it: the same address in two cases is one document."""

    id: str
    """Its place in the site's addresses, if it has a page."""
    source: Source
    """The source as the first case gives it."""
    names: tuple[tuple[Case, str], ...]
    """The cases that have it among their sources, each with the id that it has there."""
    uses: tuple[Use, ...]
    """What rests on it, in the order of the cases."""

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases that have it among their sources, each once."""
        return tuple(case for case, _ in self.names)

    @cached_property
    def has_page(self) -> bool:
        """Whether it has a page of its own; any other document has its place in its one case.

        A page tells who else rests on it, another case or an essay, and holds its notes. What stands in no case has
        no other place.
        """
        return len(self.names) != 1 or bool(self.source.notes) or any(use.case is None for use in self.uses)

    @cached_property
    def weight(self) -> int:
        """How many items rest on it."""
        # each is one value in the whole book
        return len({id(use.item) for use in self.uses})

    @cached_property
    def rests(self) -> tuple[tuple[Use, tuple[str, ...]], ...]:
        """What rests on it, each item once, with the places in the document that it names."""
        return join_uses(self.uses)


@dataclass(frozen=True)
class Publisher:
    """An author or publisher with its documents."""

    id: str
    """Its anchor."""
    name: str
    """Its name, as the first of its documents gives it."""
    language: str
    """The language of the name where it is surely no English one; else empty."""
    letter: str
    """Under what one looks for it: a letter, `0-9`, or `other` for a name in another script."""
    documents: tuple[Document, ...]
    """Its documents, by their titles."""


def join_uses(uses: Iterable[Use]) -> tuple[tuple[Use, tuple[str, ...]], ...]:
    """The uses of a document, each item once, with the places in the document that it names."""
    found: dict[tuple[str, ...], tuple[Use, list[str]]] = {}
    for use in uses:
        item = use.item
        own = (item.group, item.about) if isinstance(item, Essay) else (use.case.id if use.case else "", item.id)
        places = found.setdefault((type(item).__name__, *own), (use, []))[1]
        if use.locator and use.locator not in places:
            places.append(use.locator)
    return tuple((use, tuple(places)) for use, places in found.values())


def name_document(source: Source, case_id: str) -> str:
    """The place of a source in the site's addresses.

    It comes from the source's own web address and so does not change when cases are added:
    `iol-co-za-4f2a1c09b7d3`. A source without an address is named after its case, with two hyphens
    between them, which no id has: so no two sources can be glued to the same name.
    """
    if source.shared:
        return source.id
    return source.place or f"{case_id}--{source.id}"


def list_publishers(documents: Iterable[Document]) -> tuple[Publisher, ...]:
    """Every publisher in the order in which one looks for it: `The` at the beginning of a name does not count."""
    found: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        found[_name_publisher(document.source.publisher)].append(document)
    made = (_make_publisher(id, own) for id, own in found.items())
    return tuple(sorted(made, key=lambda one: (one.letter == "other", one.id.removeprefix("the-"), one.id)))


@cache
def _name_publisher(name: str) -> str:
    """A name in plain letters; two hyphens and a number for one that has others too."""
    plain = slugify(name) if name.isascii() or all(slugify(one) for one in name if one.isalpha()) else ""
    return plain or f"other--{zlib.crc32(name.casefold().encode()):08x}"


def _make_publisher(id: str, documents: list[Document]) -> Publisher:
    documents.sort(key=lambda one: (one.source.spelt, one.id))
    first = documents[0].source
    begins = id.removeprefix("the-")[0]
    letter = "other" if "--" in id else "0-9" if begins.isdigit() else begins
    language = "" if first.publisher.isascii() else first.language
    return Publisher(id, first.publisher, language, letter, tuple(documents))
