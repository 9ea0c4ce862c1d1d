"""What the files of the search are made of, for some cases at once: so it is made anew only where a case has changed.

Out of all segments of a book its index, its spelling and the words of its cases are put together (indexing.py,
search_file.py, case_words.py), and none of these looks at a record again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from casebook.book import Book
from casebook.book.case_blocks import CaseBlocks
from casebook.search.case_words import Told, tell_cases
from casebook.search.postings import Postings, make_postings
from casebook.search.records import RECORD_KINDS, Record, list_other_records, list_records_of
from casebook.search.tokens import name_mark, weigh_words
from casebook.search.word_list import count_spelt

__all__ = ["Numbered", "Segment", "list_segments", "make_segment"]


@dataclass(frozen=True)
class Numbered:
    """The records of one kind. Each has its place in both columns, and this is its number in the postings."""

    addresses: tuple[str, ...]
    """Where they stand."""
    texts: tuple[str, ...]
    """What a browser shows of them, as the index has it."""
    postings: Postings
    """The words that they have."""


@dataclass(frozen=True)
class Segment:
    """Some records, in the forms in which the files of the search are made of them."""

    records: Mapping[str, Numbered]
    """The records of each kind that occurs."""
    names: Mapping[tuple[str, str], str]
    """What the terms are called that they carry, with their other names, by the mark."""
    counted: Mapping[str, int]
    """How often they say each word that can be spelt wrong."""
    told: Mapping[str, Told]
    """How the cases among them are told, by language."""
    digest: bytes
    """Stands for all that the index says of them."""


def _write_text(record: Record) -> str:
    """What a browser shows of a record, and by what it sees where the words stand."""
    foreign = [[one.language, one.title, one.context, one.text, one.hint] for one in record.foreign]
    terms = [
        [name_mark(*mark), name.partition(", also ")[0].removesuffix(".")]
        for mark, name in zip(record.marks, record.terms, strict=False)
    ]
    said = [record.address, record.title, record.context, " ".join(record.texts), list(record.hints), terms, foreign]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _number(records: Sequence[Record]) -> Numbered:
    return Numbered(
        addresses=tuple(one.address for one in records),
        texts=tuple(map(_write_text, records)),
        postings=make_postings([weigh_words(one) for one in records]),
    )


def make_segment(records: Iterable[Record]) -> Segment:
    """The segment of these records."""
    of_kind: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        of_kind[record.kind].append(record)
    ordered = [record for kind in RECORD_KINDS for record in of_kind.get(kind, ())]
    numbered = {kind: _number(of_kind[kind]) for kind in RECORD_KINDS if kind in of_kind}
    told = blake2b()
    for kind, those in numbered.items():
        told.update(json.dumps((kind, those.texts, [(one.marks, one.terms) for one in of_kind[kind]])).encode())
    return Segment(
        records=numbered,
        names={mark: name for one in ordered for mark, name in zip(one.marks, one.terms, strict=False)},
        counted=count_spelt(ordered),
        told=tell_cases(ordered),
        digest=told.digest(),
    )


def list_segments(book: Book, blocks: CaseBlocks) -> tuple[Segment, ...]:
    """The segments of a book, in its order: of its cases block by block, and of all else at once.

    Args:
        book: The book.
        blocks: Its cases, each with a key for all that its records say.
    """

    def make(ids: Sequence[str]) -> Segment:
        return make_segment(record for id in ids for record in list_records_of(book, book.by_id[id]))

    others = blocks.make_of_outlines("others", lambda: make_segment(list_other_records(book)))
    return (*blocks.make("segment", make), others)
