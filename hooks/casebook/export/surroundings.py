"""What stands for a case as it is now: its own file, and all that the book says around it.

What is made of a case can be kept from one time to the next as long as both digests are the same. Each reads its case
through and through, so that nothing has to be said of what is made. What belongs to no single case has a digest too.
"""

from __future__ import annotations

import json
import marshal
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from typing import Any

from casebook.book import Book
from casebook.check import RawFile
from casebook.fields import Schemas, walk
from casebook.kinds import CASE, SOURCE
from casebook.memory import SignedFolder
from casebook.model import Case
from casebook.render.addresses import document_address

__all__ = ["Description", "Surroundings"]

Named = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
"""What a case names: terms, each with its vocabulary; and cases and lessons, each with what it is."""

_KEPT = "around"
"""What stood for the cases last time is called so where it is kept."""

Description = tuple[bytes, Named, bytes]
"""What stands for the files of a case, what it names, and what stands for what the book says around it."""


class Surroundings:
    """What stands for the files of cases, and for what the book says around each."""

    def __init__(
        self,
        book: Book,
        schemas: Schemas,
        digests: Mapping[str, bytes],
        place: tuple[str, str],
        kept: SignedFolder | None = None,
        outlines: bytes = b"",
    ) -> None:
        """Begin with what is known.

        Args:
            book: The book.
            schemas: What its fields are.
            digests: Stands for all that the files of a case say, by its id.
            place: What the site is called, and its address.
            kept: Where it is kept what stood for the cases last time.
            outlines: Stands for all that the book can say around a case whose files are the same: the outlines of the
                others, the vocabularies, the site. Empty where nobody knows.
        """
        self._book, self._schemas, self._digests, self._place = book, schemas, digests, place
        self._tree = schemas.trees[CASE.id]
        self._kept, self._outlines = (kept, outlines) if outlines else (None, b"")
        body = self._kept.recall(_KEPT, outlines) if self._kept else None
        # nobody but us has written it
        before: dict[str, Description] = marshal.loads(body) if body else {}  # noqa: S302
        self._known = {id: told for id, told in before.items() if told[0] == digests.get(id)}
        self._is_kept = len(self._known) == len(before) > 0

    def describe(self, pair: tuple[Case, RawFile], before: Description | None = None) -> Description:
        """What stands for a case as it is now.

        Args:
            pair: The case, and its file.
            before: What stood for it last time: while its file is the same, it names the same.
        """
        case, raw = pair
        if case.id not in self._known:
            file = self._digests[case.id]
            named = before[1] if before and before[0] == file else self._list_named(raw)
            self._known[case.id] = file, named, _digest(tuple(self._look_around(case, named)))
        return self._known[case.id]

    def keep(self) -> None:
        """Keep what stands for the cases, for the next time."""
        if self._kept and not self._is_kept:
            with suppress(OSError):
                self._kept.keep(_KEPT, self._outlines, marshal.dumps(self._known))

    def stand_for(self, pair: tuple[Case, RawFile]) -> bytes:
        """The same as bytes."""
        file, _, around = self.describe(pair)
        return file + around

    def _list_named(self, file: RawFile) -> Named:
        terms = {(field.vocabulary, str(id)) for field, _, id in walk(self._tree, file.facts, "term")}
        others = [(field.holds, name) for field, _, name in walk(self._tree, file.facts, "case", "lesson")]
        return tuple(sorted(terms)), tuple(others)

    def _look_around(self, case: Case, named: Named) -> Iterator[Any]:
        """All that data files say of a case and that does not stand in its own file."""
        book = self._book
        yield repr(book.assessments[case.id])
        city = book.cities[case.city_id]
        yield city.id, city.name, city.country, city.latitude, city.longitude, city.population
        for id, source in book.sources_of(case).items():
            document = book.document(case, source)
            if document.has_page:
                yield id, document_address(document)
            if source.shared:
                # where a note of it stands, its own notes tell
                yield id, self._shared.get(id)
        terms, others = named
        for kind, name in others:
            yield name, name in (book.by_id if kind == "case" else book.lessons)
        yield tuple(map(self._terms.get, terms))

    @cached_property
    def _terms(self) -> dict[tuple[str, str], bytes]:
        """What stands for each term: a case names dozens, of which each says much."""
        vocabularies = self._book.vocabularies.items()
        return {(id, term.id): _digest(repr(term)) for id, vocabulary in vocabularies for term in vocabulary.terms}

    @cached_property
    def _shared(self) -> dict[str, bytes]:
        tree = self._schemas.trees[SOURCE.id]
        return {
            id: _digest(
                (repr(source), [self._terms.get((one.vocabulary, term)) for one, _, term in walk(tree, source, "term")])
            )
            for id, source in self._book.shared.items()
        }

    @cached_property
    def of_all(self) -> bytes:
        """What stands for all that belongs to no single case, but for the words of terms."""
        schemas = {name: dict(schema) for name, schema in self._schemas.by_kind.items()}
        return _digest((json.dumps(schemas), *self._place, *self._book.vocabularies, sqlite3.sqlite_version))


def _digest(value: Any) -> bytes:
    """What stands for plain values. In this version the bytes do not depend on which of them are one in memory."""
    return blake2b(marshal.dumps(value, 2), digest_size=32).digest()
