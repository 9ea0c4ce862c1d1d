"""What a page rests on, as a digest: while that is the same, so is the page, and nobody has to make it again.

A page is what its template makes of its context. What it says of a case beyond the context the linked book knows:
where the case stands among the others, and what others say of it. That is part of the case's own basis, so a template
may ask the book for anything about a case that its context holds. What is the same for all pages is one digest for
all: vocabularies, essays, shared sources, schemas, the site. What is of no known kind rests on nobody knows what: its
page is made anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property, partial
from hashlib import blake2b
from types import FunctionType
from typing import Any, get_args

from jinja2.runtime import Macro
from markupsafe import Markup

from casebook.book import Book, CityEntry, Document
from casebook.book.assessment import Check
from casebook.book.fates import Course, Fates
from casebook.book.gaps import Gaps
from casebook.book.strands import Strand
from casebook.fields import Schemas
from casebook.find import Facet
from casebook.model import Case, Essay, Item
from casebook.outputs import Basis
from casebook.render.article import Shown
from casebook.render.renderer import Renderer
from casebook.render.site import Site

__all__ = ["Bases", "UnknownBasisError"]

_SIZE = 20
_SAME_FOR_ALL = (Book, Renderer, Schemas, Site)
"""What stands behind every page. Of a book a page may ask what its basis says."""


class UnknownBasisError(Exception):
    """A page rests on something of which nobody can say whether it is the same; the message names its type."""


@dataclass(frozen=True, eq=False)
class Bases:
    """Digests of what is told of a book."""

    book: Book
    """The linked book."""
    digests: Mapping[str, bytes]
    """Stands for all that the files of a case say, by its id."""
    same_for_all: bytes
    """Stands for what every page rests on beside the cases."""
    _told: dict[int, tuple[object, bytes, frozenset[str]]] = field(default_factory=dict)
    """What was told already, with the cases that came up, and the thing itself: so nothing else gets its place in
    memory."""
    _cases: dict[str, bytes] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)
    """The cases that have come up since this was emptied."""
    _mentioned: dict[str, bytes] = field(default_factory=dict)

    def of(self, *things: object) -> Basis:
        """The basis of what is made of some things.

        Raises:
            UnknownBasisError: One of them is of a kind of which nothing is known.
        """
        self._named.clear()
        digest = _digest(self.same_for_all, self._tell(things))
        return Basis(digest, frozenset(self._named))

    def of_case(self, case: Case) -> bytes:
        """Stands for all that the book can say of a case."""
        if case.id not in self._cases:
            self._cases[case.id] = _digest(*self._tell_case(case))
        return self._cases[case.id]

    def _tell_case(self, case: Case) -> list[bytes]:
        book = self.book
        told = [
            self.digests[case.id],
            repr((_list_city(book.cities[case.city_id])[0], book.assessments[case.id])).encode(),
        ]
        for relation in book.relations[case.id]:
            told += (self._mention(relation.case), self._tell((relation.reasons, relation.by_author)))
        for source in book.sources_of(case).values():
            document = book.document(case, source)
            told.append(f"{document.id} {document.has_page}".encode())
        for lesson in case.lessons:
            answers = book.lesson_answers.get(f"{case.id}#{lesson.id}", ())
            told.append(self._tell(answers))
            named = [name for _, name, _ in answers]
            named += [link.lesson for links in (lesson.supports, lesson.limits, lesson.contradicts) for link in links]
            for id in (*(name.partition("#")[0] for name in named), *lesson.applied_in):
                # a case that is broken just now is not in the book
                told.append(self._mention(book.by_id[id]) if id in book.by_id else b"")
        return told

    def _mention(self, case: Case) -> bytes:
        """A case as it is spoken of elsewhere: what it is called, where, when and what it was, its lessons."""
        if case.id not in self._mentioned:
            where = self.book.cities[case.city_id].country, case.city and case.city.name
            lessons = [(lesson.id, lesson.title) for lesson in case.lessons]
            said = (case.id, case.title, case.language, where, case.period_from, case.period_to, case.outcome, lessons)
            self._mentioned[case.id] = repr(said).encode()
        return self._mentioned[case.id]

    @cached_property
    def _items(self) -> dict[int, tuple[str, bytes]]:
        """Every item of the book, with its case, by its place in memory."""
        return {
            id(item): (case.id, b"".join((self.of_case(case), item.id.encode())))
            for case in self.book.cases
            for _, item in case.items()
        }

    def _tell(self, thing: Any) -> bytes:
        return self._ways.get(type(thing), self._tell_other)(thing)

    @cached_property
    def _ways(self) -> dict[type, Callable[[Any], bytes]]:
        """How a thing of a type is told."""
        ways: dict[type, Callable[[Any], bytes]] = {
            bytes: lambda said: b"b%d:%b" % (len(said), said),
            dict: lambda pairs: b"{%b}" % b"".join(self._tell(one) for pair in pairs.items() for one in pair),
            partial: lambda call: b"p%b" % self._tell((call.func, call.args, call.keywords)),
            Case: self._tell_whole,
            Shown: lambda shown: self._tell(shown()),
            Document: partial(self._tell_shown, tell=_list_document),
            CityEntry: partial(self._tell_shown, tell=_list_city),
            Strand: partial(self._tell_shown, tell=self._list_strand),
            Course: self._tell_lightly,
            Fates: self._tell_lightly,
            Gaps: self._tell_lightly,
            Essay: self._tell_essay,
            # what these do the program says
            Macro: lambda macro: f"m {macro.name};".encode(),
            Facet: lambda facet: f"facet {facet.id};".encode(),
            Check: lambda check: f"check {check.asks};".encode(),
        }
        alike: tuple[tuple[tuple[type, ...], Callable[[Any], bytes]], ...] = (
            ((int, float, bool, type(None)), _tell_plain),
            ((tuple, list), lambda row: b"(%b)" % b"".join(map(self._tell, row))),
            ((str,), _tell_text),
            ((Markup,), lambda made: b"m%b" % _tell_text(made)),
            (get_args(Item), self._tell_item),
            (_SAME_FOR_ALL, _tell_type),
        )
        return ways | {kind: tell for kinds, tell in alike for kind in kinds}

    def _tell_other(self, thing: Any) -> bytes:
        match thing:
            case Mapping():
                return self._tell(dict(thing))
            case AbstractSet():
                return b"<%b>" % b"".join(sorted(map(self._tell, thing)))
            # of one that is made within another nobody knows what it holds
            case FunctionType() if "<" not in thing.__qualname__:
                return f"f {thing.__module__}.{thing.__qualname__};".encode()
            case type():
                return f"t {thing.__qualname__};".encode()
        return self.tell_once(thing)

    def _tell_essay(self, essay: Essay) -> bytes:
        """An essay, with the cases of the items on which it rests: it names them."""
        found = (self.book.item(str(piece)) for piece in essay.evidence)
        return self._tell([self.tell_once(essay), *(one and one[0] for one in found)])

    def _tell_lightly(self, thing: Any) -> bytes:
        """What counts cases, and shows each as one line at most."""
        return self._light.tell_once(thing)

    @cached_property
    def _light(self) -> _LightBases:
        return _LightBases(
            self.book,
            self.digests,
            self.same_for_all,
            _cases=self._cases,
            _named=self._named,
            _mentioned=self._mentioned,
        )

    def _tell_whole(self, case: Case) -> bytes:
        self._named.add(case.id)
        return b"c%b" % self.of_case(case)

    def _tell_item(self, item: Item) -> bytes:
        # with its case; what a page has made up itself is told as it is
        if known := self._items.get(id(item)):
            self._named.add(known[0])
            return known[1]
        return self.tell_once(item)

    def tell_once(self, thing: Any) -> bytes:
        """Stands for a value of the model or of a page, of which all parts are told the first time that it comes up."""
        known = self._told.get(id(thing))
        if known is None:
            others = frozenset(self._named)
            self._named.clear()
            digest = _digest(self._tell_parts(thing))
            known = self._told[id(thing)] = thing, digest, frozenset(self._named)
            self._named.update(others)
        self._named.update(known[2])
        return known[1]

    def _tell_parts(self, thing: Any) -> bytes:
        if not is_dataclass(thing):
            raise UnknownBasisError(type(thing).__qualname__)
        shown = [getattr(thing, one.name) for one in fields(thing)]
        return self._tell((type(thing), shown))

    def _list_strand(self, strand: Strand) -> object:
        turns = [(one.id, one.status, one.when) for one in strand.case.follow_ups]
        times = (strand.begins, strand.known_until, strand.known_when, strand.end, strand.events, strand.others)
        return self._mention(strand.case), turns, times

    def _tell_shown(self, thing: Any, tell: Callable[[Any], object]) -> bytes:
        known = self._told.get(id(thing))
        if known is None:
            known = self._told[id(thing)] = thing, _digest(repr(tell(thing)).encode()), frozenset()
        return known[1]


class _LightBases(Bases):
    """The same where a case is counted, or one line: it stands for no more than what is said of it elsewhere."""

    @property
    def _light(self) -> _LightBases:
        return self

    def _tell_whole(self, case: Case) -> bytes:
        return b"l%b" % self._mention(case)


# What stands in lists and drawings, of which each shows many: only what is shown there is told. Where a page shows more
# of a case, its context holds the case itself.


def _list_document(document: Document) -> object:
    names = [(case.id, case.city and case.city.name, id) for case, id in document.names]
    uses = [(use.case and use.case.id, use.locator, *_name(use.item)) for use in document.uses]
    return document.id, document.source.digest, names, uses


def _list_city(city: CityEntry) -> tuple[object, ...]:
    shown = [getattr(city, one.name) for one in fields(city) if one.name != "cases"]
    return shown, [(case.id, case.title) for case in city.cases]


def _name(item: Item | Essay) -> tuple[str, str]:
    return (item.about, item.title) if isinstance(item, Essay) else (item.id, item.title)


def _tell_text(text: str) -> bytes:
    said = text.encode()
    return b"s%d:%b" % (len(said), said)


def _tell_plain(value: float | None) -> bytes:
    return f"{value!r};".encode()


def _tell_type(thing: object) -> bytes:
    return f"{type(thing).__name__};".encode()


def _digest(*parts: bytes) -> bytes:
    made = blake2b(digest_size=_SIZE)
    for part in parts:
        made.update(b"%d:" % len(part))
        made.update(part)
    return made.digest()
