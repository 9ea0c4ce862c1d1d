"""What something rests on, as it is shown beside it: how much in one line, and each piece of it when that opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casebook.book import Book
from casebook.model import Case, Evidence, Item, ItemKind, Note, Source
from casebook.text.wording import number_of

__all__ = ["EvidenceLine", "EvidencePiece", "list_notes_used", "weigh"]


@dataclass(frozen=True)
class EvidencePiece:
    """One piece of evidence: a source or a note of one; in an essay also an item of a case."""

    piece: Evidence
    """The piece as it was written."""
    source: Source | None = None
    """The source, or the shared source of the note."""
    note: Note | None = None
    """The note of a shared source that it names."""
    case: Case | None = None
    """The case of the item."""
    kind: ItemKind | None = None
    """The kind of the item."""
    item: Item | None = None
    """The item."""


@dataclass(frozen=True)
class EvidenceLine:
    """What something rests on."""

    says: str
    """How much it is, in words: 3 sources, 1 note."""
    pieces: tuple[EvidencePiece, ...]
    """Each piece of it, in its order."""


def weigh(book: Book, pieces: Iterable[Evidence], case: Case | None = None) -> EvidenceLine:
    """What pieces of evidence lead to.

    Args:
        book: The linked book.
        pieces: The pieces, as a case or an essay names them.
        case: The case whose sources the pieces name; for an essay none, since it names notes and items of cases.
    """
    sources = book.sources_of(case) if case else book.shared
    found = tuple(_find(book, sources, piece) for piece in pieces)
    documents = len({one.source.id for one in found if one.source and not one.note})
    notes = sum(one.note is not None for one in found)
    items = Counter(one.kind for one in found if one.kind)
    counted = [(number, kind.noun, kind.plural) for kind, number in items.items()]
    counted += [(documents, "source", "sources"), (notes, "note", "notes")]
    return EvidenceLine(", ".join(number_of(*one) for one in counted if one[0]), found)


def _find(book: Book, sources: Mapping[str, Source], piece: Evidence) -> EvidencePiece:
    if source := sources.get(piece.source):
        return EvidencePiece(piece, source=source, note=book.note(piece))
    if item := book.item(str(piece)):
        return EvidencePiece(piece, None, None, *item)
    return EvidencePiece(piece)


def list_notes_used(book: Book, case: Case) -> dict[str, list[Note]]:
    """The notes of each shared source on which the case rests, in the order of the source."""
    named: set[Evidence] = {piece for _, item in case.items() for piece in item.evidence}
    return {id: [note for note in source.notes if Evidence(id, note.id) in named] for id, source in book.shared.items()}
