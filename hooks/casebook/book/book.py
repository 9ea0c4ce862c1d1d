"""All cases linked with each other: the book that everything after it reads.

A case names its evidence, its terms and other cases. The book turns each of these references
round: a source knows what rests on it, a term knows its cases and items, a lesson knows who
supports it. Nothing is looked up twice and nothing is written into the cases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from casebook.book.assessment import Assessment, assess
from casebook.book.building import build_case, build_essays, build_source, build_translation
from casebook.book.documents import Document, Publisher, Use, list_publishers, name_document
from casebook.book.related import Relation, relate
from casebook.check import RawFile, Reading
from casebook.fields import Field, find_item_kind, walk
from casebook.files import FieldPath
from casebook.kinds import CASE
from casebook.model import (
    Case,
    EntryPoint,
    Essay,
    Evidence,
    Item,
    ItemKind,
    Lesson,
    Note,
    Source,
    Term,
    Translation,
    Vocabulary,
)
from casebook.rules import split_name
from casebook.text import gazetteer
from casebook.text.wording import slugify

__all__ = ["Book", "CityEntry", "link_book"]


@dataclass(frozen=True)
class CityEntry:
    """A city with its cases."""

    id: str
    """Its folder, and its place in the site's addresses."""
    name: str
    """Its name; for the folder of unnamed cities a plain word."""
    country: str
    """ISO 3166-1 alpha-2; empty for unnamed cities."""
    latitude: float | None
    """Decimal degrees: the case's own, else GeoNames'."""
    longitude: float | None
    """Decimal degrees: the case's own, else GeoNames'."""
    population: int | None
    """Inhabitants as GeoNames gives them."""
    cases: tuple[Case, ...]
    """Its cases."""

    @property
    def country_name(self) -> str:
        """The country's name in English."""
        return gazetteer.country_name(self.country) if self.country else ""


@dataclass(frozen=True, eq=False)
class Book:
    """The linked casebook."""

    cases: tuple[Case, ...]
    """All cases, by id."""
    translations: Mapping[str, tuple[Translation, ...]]
    """The translations of each case that has any, by the id of the case, in the order of their languages."""
    shared: Mapping[str, Source]
    """The shared sources by id."""
    vocabularies: Mapping[str, Vocabulary]
    """The vocabularies by id."""
    essays: Mapping[str, tuple[Essay, ...]]
    """The essays by the vocabulary of their terms, and those on questions."""
    fields: Field
    """The fields of a case."""

    def link_all(self) -> None:
        """Find out now what is else found out when it is first asked for."""
        for name in ("documents", "publishers", "cities", "relations", "lesson_answers"):
            getattr(self, name)

    @cached_property
    def by_id(self) -> dict[str, Case]:
        """The cases by their id."""
        return {case.id: case for case in self.cases}

    @cached_property
    def lessons(self) -> dict[str, Lesson]:
        """Every lesson by its permanent name CASE#ID."""
        return {f"{case.id}#{lesson.id}": lesson for case in self.cases for lesson in case.lessons}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every source once, by its place in the site's addresses, in that order."""
        return self._gather_documents(self.cases)

    def _gather_documents(self, cases: Iterable[Case]) -> dict[str, Document]:
        """The documents of some cases and the shared sources, as far as these cases and the essays tell."""
        sources: dict[str, Source] = {source.id: source for source in self.shared.values()}
        names: dict[str, dict[str, tuple[Case, str]]] = defaultdict(dict)
        uses: dict[str, list[Use]] = defaultdict(list)
        for case in cases:
            own = self._name_documents(case)
            for id, source in self.sources_of(case).items():
                sources.setdefault(own[id], source)
                names[own[id]].setdefault(case.id, (case, id))
            for kind, item in case.items():
                for piece in item.evidence:
                    uses[own[piece.source]].append(Use(case, kind, item, piece.locator))
        for essay in (one for group in self.essays.values() for one in group):
            asked = ((Use(None, None, essay, piece.locator), piece) for piece in essay.asks)
            told = ((Use(None, None, essay, piece.locator), piece) for piece in essay.evidence)
            for use, piece in (*asked, *told):
                # the other evidence of an essay are items of cases, which are no documents
                if piece.source in self.shared:
                    uses[piece.source].append(use)
        return {id: Document(id, sources[id], tuple(names[id].values()), tuple(uses[id])) for id in sorted(sources)}

    @cached_property
    def publishers(self) -> tuple[Publisher, ...]:
        """Every publisher with its documents, in the order in which one looks for it."""
        return list_publishers(self.documents.values())

    @cached_property
    def cities(self) -> dict[str, CityEntry]:
        """The cities by their folder, named ones first, in the order of their names."""
        folders: dict[str, list[Case]] = defaultdict(list)
        for case in self.cases:
            folders[case.city_id].append(case)
        entries = [_enter_city(id, cases) for id, cases in folders.items()]
        entries.sort(key=lambda entry: (not entry.country, slugify(entry.name)))
        return {entry.id: entry for entry in entries}

    @cached_property
    def cases_by_country(self) -> dict[str, tuple[Case, ...]]:
        """The cases from each country that has any, by its code: the one count for all pages."""
        found: dict[str, list[Case]] = defaultdict(list)
        for case in self.cases:
            for country in case.countries:
                found[country].append(case)
        return {country: tuple(cases) for country, cases in found.items()}

    @cached_property
    def assessments(self) -> Mapping[str, Assessment]:
        """Completeness and confidence of each case, found out when somebody asks for them."""
        return _Assessments(self)

    @cached_property
    def newest(self) -> str:
        """The date of the newest follow-up in the book; an early year where there is none."""
        return max((case.moved_on for case in self.cases if case.moved_on), default="1000")

    @cached_property
    def relations(self) -> dict[str, tuple[Relation, ...]]:
        """For each case the others that are close to it, with the reasons."""
        return relate(self.cases, self.term)

    @cached_property
    def uses_of_notes(self) -> dict[tuple[str, str], tuple[Use, ...]]:
        """What rests on each note of a shared source, by source and note."""
        uses: dict[tuple[str, str], list[Use]] = defaultdict(list)
        for id in self.shared:
            for use in self.documents[id].uses:
                if use.locator:
                    uses[id, use.locator].append(use)
        return {key: tuple(found) for key, found in uses.items()}

    @cached_property
    def lesson_answers(self) -> dict[str, tuple[tuple[str, str, str], ...]]:
        """For each lesson CASE#ID the lessons elsewhere that support, limit or contradict it.

        Each answer is the word (supports, limits or contradicts), the other lesson and the reason.
        """
        answers: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for case in self.cases:
            for lesson in case.lessons:
                for word in ("supports", "limits", "contradicts"):
                    for link in getattr(lesson, word):
                        answers[link.lesson].append((word, f"{case.id}#{lesson.id}", link.why))
        return {key: tuple(found) for key, found in answers.items()}

    def essay(self, group: str, about: str) -> Essay | None:
        """The essay on a term or question, if there is one."""
        return next((one for one in self.essays.get(group, ()) if one.about == about), None)

    def item(self, name: str) -> tuple[Case, ItemKind, Item] | None:
        """An item by its permanent name CASE#ID, with its case and its kind."""
        return self._items.get(name)

    @cached_property
    def _items(self) -> dict[str, tuple[Case, ItemKind, Item]]:
        return {f"{case.id}#{item.id}": (case, kind, item) for case in self.cases for kind, item in case.items()}

    def translations_of(self, case: Case) -> tuple[Translation, ...]:
        """The case in other languages, in the order of their tags."""
        return self.translations.get(case.id, ())

    def sources_of(self, case: Case) -> dict[str, Source]:
        """Every source of the case, in the order of first use; what a stub lists, and nothing names yet, comes last."""
        # each item asks for the sources of its case, and to list them takes all items
        if case.id not in self._sources:
            own = {source.id: source for source in case.sources}
            named = (piece.source for _, item in case.items() for piece in item.evidence)
            found = {id: own.get(id) or self.shared[id] for id in (*dict.fromkeys(named), *own)}
            self._sources[case.id] = found
        return self._sources[case.id]

    @cached_property
    def _sources(self) -> dict[str, dict[str, Source]]:
        return {}

    def document(self, case: Case, source: Source) -> Document:
        """The document that a source of a case is."""
        names = self._name_documents(case)
        name = names[source.id]
        if self._homes is None or "documents" in vars(self):
            return self.documents[name]
        if name not in self._asked_documents:
            # of whoever asks for one all are wanted
            homes = {case.id}.union(*(self._homes.get(one, ()) for one in names.values()))
            found = self._gather_documents(one for one in self.cases if one.id in homes)
            self._asked_documents.update({one: found[one] for one in names.values()})
        return self._asked_documents[name]

    def _name_documents(self, case: Case) -> dict[str, str]:
        """By the id of each source of a case the name of the document that it is."""
        # each piece of evidence asks for its document, and a name is made of an address and digits of it
        if case.id not in self._document_names:
            self._document_names[case.id] = {
                id: name_document(source, case.id) for id, source in self.sources_of(case).items()
            }
        return self._document_names[case.id]

    @cached_property
    def _document_names(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def _asked_documents(self) -> dict[str, Document]:
        return {}

    @cached_property
    def _homes(self) -> Mapping[str, Sequence[str]] | None:
        """By the name of each document that several cases have the ids of these; None where nobody has said it."""
        return None

    def note(self, piece: Evidence) -> Note | None:
        """The note of a shared source that a piece of evidence names."""
        placed = self.places_of_notes.get(piece)
        return placed and placed[0]

    @cached_property
    def places_of_notes(self) -> dict[Evidence, tuple[Note, int]]:
        """Every note with the number that it has in its part, the first being 0, by the evidence that names it."""
        return {
            Evidence(source.id, note.id): (note, number)
            for source in self.shared.values()
            for notes in source.notes_by_part.values()
            for number, note in enumerate(notes)
        }

    def term(self, vocabulary: str, id: str) -> Term:
        """A term of a vocabulary.

        Raises:
            KeyError: No such term; the checker has let a wrong one through.
        """
        found = self.vocabularies[vocabulary].get(id)
        if found is None:
            raise KeyError(f"{id} is not in {vocabulary}")
        return found

    def cases_with(self, vocabulary: str, id: str) -> tuple[Case, ...]:
        """The cases that carry a term, in the case itself or in one of its items."""
        return self._cases_by_term[vocabulary].get(id, ())

    def items_with(self, vocabulary: str, id: str) -> tuple[tuple[Case, Item], ...]:
        """Entry points of a door, failures of a cause, lessons of a theme."""
        return self._items_by_term[vocabulary].get(id, ())

    def rank(self, vocabulary: str) -> tuple[tuple[Term, tuple[Case, ...]], ...]:
        """The used terms of a vocabulary by the number of cases, then in the vocabulary's order."""
        terms = self.vocabularies[vocabulary].terms
        ranked = [(term, self.cases_with(vocabulary, term.id)) for term in terms]
        return tuple(sorted((one for one in ranked if one[1]), key=lambda one: -len(one[1])))

    @cached_property
    def _terms_of_cases(self) -> tuple[tuple[Case, tuple[tuple[str, FieldPath, str], ...]], ...]:
        """For each case every term that stands in it: the vocabulary, the path and the term."""
        return tuple(
            (
                case,
                tuple(
                    (field.vocabulary, path, id)
                    for field, path, id in walk(self.fields, case, "term")
                    # who answers a cause of failure has not failed by it
                    if id and field.name != "answers"
                ),
            )
            for case in self.cases
        )

    @cached_property
    def answers(self) -> dict[str, tuple[tuple[Case, EntryPoint | Lesson], ...]]:
        """The lessons, then the doors, that answer a cause of failure, by the cause."""
        found: dict[str, list[tuple[Case, EntryPoint | Lesson]]] = defaultdict(list)
        for name in ("lessons", "entry_points"):
            for case in self.cases:
                for item in getattr(case, name):
                    for cause in item.answers:
                        found[cause].append((case, item))
        return {cause: tuple(items) for cause, items in found.items()}

    @cached_property
    def _cases_by_term(self) -> dict[str, dict[str, tuple[Case, ...]]]:
        found: dict[str, dict[str, dict[str, Case]]] = {id: defaultdict(dict) for id in self.vocabularies}
        for case, terms in self._terms_of_cases:
            for vocabulary, _, id in terms:
                found[vocabulary][id][case.id] = case
        return {
            vocabulary: {id: tuple(cases.values()) for id, cases in by_term.items()}
            for vocabulary, by_term in found.items()
        }

    @cached_property
    def _items_by_term(self) -> dict[str, dict[str, tuple[tuple[Case, Item], ...]]]:
        found: dict[str, dict[str, list[tuple[Case, Item]]]] = {id: defaultdict(list) for id in self.vocabularies}
        for case, terms in self._terms_of_cases:
            for vocabulary, path, id in terms:
                kind = find_item_kind(path)
                if kind and kind.vocabulary == vocabulary:
                    found[vocabulary][id].append((case, case.items_of(kind)[int(path[1])]))
        return {vocabulary: {id: tuple(all) for id, all in by_term.items()} for vocabulary, by_term in found.items()}


@dataclass(frozen=True, eq=False)
class _Assessments(Mapping[str, Assessment]):
    """The assessments of the cases of a book, each made when it is first asked for."""

    book: Book
    """The book."""
    made: dict[str, Assessment] = field(default_factory=dict)
    """Those that were asked for."""

    def __getitem__(self, id: str) -> Assessment:
        if id not in self.made:
            case = self.book.by_id[id]
            self.made[id] = assess(case, self.book.sources_of(case), self.book.newest)
        return self.made[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.book.by_id)

    def __len__(self) -> int:
        return len(self.book.by_id)


def _enter_city(id: str, cases: list[Case]) -> CityEntry:
    city = cases[0].city
    if city is None:
        return CityEntry(id, "No city named", "", None, None, None, tuple(cases))
    known = city.known
    return CityEntry(
        id=id,
        name=city.name,
        country=city.country,
        latitude=known.latitude if city.latitude is None and known else city.latitude,
        longitude=known.longitude if city.longitude is None and known else city.longitude,
        population=known.population if known else None,
        cases=tuple(cases),
    )


def link_book(reading: Reading, build: Callable[[RawFile], Case] = build_case) -> Book:
    """Build the book from what the reader found valid.

    Args:
        reading: What was found.
        build: Makes the case of a valid file, unless somebody knows it already.

    Raises:
        ValueError: The schemas cannot be used, so nothing was read.
    """
    if reading.schemas is None:
        raise ValueError("without schemas there is no book")
    translations: dict[str, list[Translation]] = defaultdict(list)
    by_id = {raw.id: raw for raw in reading.cases}
    for raw in reading.translations:
        if case := by_id.get(split_name(raw.id)[0]):
            translations[case.id].append(build_translation(raw, case))
    return Book(
        cases=tuple(map(build, reading.cases)),
        translations={id: tuple(found) for id, found in translations.items()},
        shared={raw.id: build_source(raw) for raw in reading.sources},
        vocabularies=reading.vocabularies,
        essays={raw.id: build_essays(raw) for raw in reading.essays},
        fields=reading.schemas.trees[CASE.id],
    )
