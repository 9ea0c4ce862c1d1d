"""What can be found: a small record of each case, item, question, term and source, with its place on the site.

A record is what a search answers with, so it is as small as the thing that one looks for: a lesson
has a record of its own and is not a hit somewhere in a long page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.book import Book, Publisher
from casebook.markup import strip_markdown
from casebook.model import LANGUAGES, MARKED_KINDS, Case, EntryPoint, Essay, Failure, Item, Lesson, Term, Vocabulary
from casebook.render.addresses import list_publisher_places, note_address, term_address
from casebook.text import gazetteer
from casebook.text.dates import say_period, say_when
from casebook.text.wording import join_words, number_of, say_figure

__all__ = ["RECORD_KINDS", "Foreign", "Record", "list_other_records", "list_records", "list_records_of"]

RECORD_KINDS = ("case", *(kind.mark for kind in MARKED_KINDS), "question", "term", "source")
"""The kinds of records, in the order in which a search lists them."""

_HEADINGS = frozenset({"title", "frame", "theme"})
"""Kinds of notes that only stand above others."""

_MARKUP = re.compile(r"[*_`\[\]<>&\\~#]")


@dataclass(frozen=True)
class Foreign:
    """What a record says in another language."""

    language: str
    """One of LANGUAGES."""
    title: str
    """What the thing is called in it, as plain text."""
    context: str
    """Where it belongs."""
    text: str = ""
    """What it says; empty where it is called something and nothing more."""
    hint: str = ""
    """By what else it is found in this language."""


@dataclass(frozen=True)
class Record:
    """One thing that can be found."""

    kind: str
    """One of RECORD_KINDS."""
    address: str
    """Where it stands, relative to the site's root: an item by its anchor."""
    title: str
    """What it is called, as plain text."""
    context: str
    """Where it belongs: place and time, or place and case, or the vocabulary."""
    texts: tuple[str, ...]
    """What it says, as plain text: what an excerpt is cut from."""
    foreign: tuple[Foreign, ...] = ()
    """The same in other languages."""
    hints: tuple[str, ...] = ()
    """By what else it is found: place, case, who took part. They weigh less."""
    marks: tuple[tuple[str, str], ...] = ()
    """What it carries, by which results are told apart: a vocabulary and a term, or a country."""
    terms: tuple[str, ...] = ()
    """What the first of its marks are called, each with its other names: by these it is found too."""


def _plain(text: str) -> str:
    # Hardly any text has markup, and rendering a thousand cases only to take it off again costs seconds.
    return " ".join((strip_markdown(text) if _MARKUP.search(text) else text).split())


def _texts(*texts: str) -> tuple[str, ...]:
    return tuple(_plain(text) for text in texts if text)


def _place(book: Book, case: Case) -> str:
    return f"{case.city.name}, {book.cities[case.city_id].country_name}" if case.city else "City not named"


def _say_where(case: Case) -> str:
    """The city alone: in every language it is called the same, or nearly."""
    return case.city.name if case.city else ""


def _name_terms(book: Book, terms: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Terms with what else they are called: whoever types another word finds the same things.

    Neither the vocabulary's own name is said nor the other names of themes: a word that stands in nearly
    every record finds nothing.
    """
    for vocabulary, id in terms:
        term = book.term(vocabulary, id)
        also = term.other_words if vocabulary != "themes" else ()
        yield f"{term.label}, also {', '.join(also)}." if also else f"{term.label}."


def _pair(vocabulary: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((vocabulary, id) for id in ids)


def _list_places(case: Case) -> list[tuple[str, str]]:
    """The countries of a case."""
    return list(dict.fromkeys(_pair("country", (place.country for place in (case.city, *case.also) if place))))


def _record_case(book: Book, case: Case) -> Record:
    transfer = case.transfer
    terms = [*_pair("crises", case.crisis), *_pair("topics", case.topics), *_pair("themes", case.themes)]
    places = _list_places(case)
    continents = dict.fromkeys(gazetteer.CONTINENTS[gazetteer.find_continent(code)] for _, code in places)
    return Record(
        kind="case",
        address=f"cases/{case.id}/",
        title=_plain(case.title),
        context=f"{_place(book, case)} · {say_period(case.period_from, case.period_to)}",
        texts=_texts(
            case.summary,
            case.challenge,
            case.story,
            *(f"{one.measure}: {say_figure(one.value)} {one.unit}, {say_when(one.when)}." for one in case.results),
            *(one.what for one in case.follow_ups),
            *(text for point in case.disagreements for text in (point.about, *(one.say for one in point.accounts))),
            *case.open_questions,
            *transfer.preconditions,
            *transfer.core,
            *transfer.adaptable,
            *transfer.do_not_copy_if,
            case.no_failures_because,
            case.city_note,
        ),
        foreign=tuple(
            Foreign(one.language, _plain(one.title), _say_where(case), _plain(one.summary))
            for one in book.translations_of(case)
        ),
        hints=_texts(
            f"{_place(book, case)}.",
            *(f"{place.name}." for place in case.also),
            *(f"{continent}." for continent in continents),
            *(f"{actor.name}." for actor in case.actors),
        ),
        marks=(*terms, *places),
        terms=_texts(*_name_terms(book, terms)),
    )


def _read_item(item: Item) -> tuple[Iterable[str], Iterable[tuple[str, str]]]:
    """What an item says, and the terms by which it is found; what is empty is left out later."""
    texts: tuple[str, ...]
    match item:
        case EntryPoint():
            texts = (
                item.how,
                f"Opened by: {item.opened_by}.",
                item.behind_the_door and f"Behind the door: {item.behind_the_door}.",
                item.first_ask and f"First ask: {item.first_ask}.",
                item.nearly_closed_by and f"Nearly closed by: {item.nearly_closed_by}.",
            )
            return texts, (*_pair("doors", [item.door]), *_pair("causes", item.answers))
        case Lesson():
            texts = (
                item.insight,
                f"Works when: {'; '.join(item.works_when)}." if item.works_when else "",
                f"Not when: {'; '.join(item.not_when)}." if item.not_when else "",
            )
            return texts, (*_pair("themes", item.themes), *_pair("causes", item.answers))
        case Failure():
            texts = (item.what_happened, item.cost, item.what_changed, item.warning_sign)
            return texts, _pair("causes", [item.cause])
        case _:
            return (), ()


def _record_items(book: Book, case: Case) -> Iterator[Record]:
    place, title = _place(book, case), _plain(case.title)
    for kind in MARKED_KINDS:
        for item in case.items_of(kind):
            texts, found_by = _read_item(item)
            terms = tuple(found_by)
            yield Record(
                kind=kind.mark,
                address=f"cases/{case.id}/#{item.id}",
                title=_plain(item.title),
                context=f"{place} · {title}",
                texts=_texts(*texts),
                foreign=tuple(
                    Foreign(one.language, _plain(one.titles[item.id]), _say_where(case), hint=f"{_plain(one.title)}.")
                    for one in book.translations_of(case)
                    if item.id in one.titles
                ),
                hints=_texts(f"{place}.", f"{title}."),
                marks=terms,
                terms=_texts(*_name_terms(book, terms)),
            )


def _record_question(essay: Essay) -> Record:
    return Record(
        kind="question",
        address=f"questions/#{essay.about}",
        title=_plain(essay.title),
        context="Asked in the workshop",
        texts=_texts(*(paragraph.text for paragraph in essay.paragraphs), essay.nothing_yet),
    )


def _record_term(vocabulary: Vocabulary, term: Term) -> Record:
    return Record(
        kind="term",
        address=term_address(vocabulary, term.id),
        title=_plain(term.label),
        context=vocabulary.title,
        texts=_texts(
            term.stands_for and f"{term.stands_for}.",
            term.definition,
            f"Also called {join_words(term.also.en)}." if term.also.en else "",
            term.example,
        ),
        foreign=tuple(
            Foreign(language, names[0], vocabulary.title, f"{', '.join(names[1:])}.".strip("."))
            for language in LANGUAGES
            if (names := term.words_in(language))
        ),
    )


def _record_publishers(book: Book) -> Iterator[Record]:
    """Each publisher of several documents, and each page of the others: alone these would double the records."""
    others: dict[str, list[Publisher]] = defaultdict(list)
    for publisher, address in list_publisher_places(book):
        documents = publisher.documents
        if len(documents) > 1:
            cases = len({case.id for one in documents for case, _ in one.names})
            named = f"{number_of(len(documents), 'document')} in {number_of(cases, 'case')}."
            yield Record("source", address, _plain(publisher.name), "Publisher of sources", (named,))
        else:
            others[address.partition("#")[0]].append(publisher)
    for address, publishers in others.items():
        letter = publishers[0].letter
        title = {"0-9": "a number", "other": "other letters"}.get(letter, letter.upper())
        names = _texts(*(f"{one.name}." for one in publishers))
        yield Record("source", address, f"Publishers with {title}", "Each of one source", names)


def _record_notes(book: Book) -> Iterator[Record]:
    for source in book.shared.values():
        for note in source.notes:
            # a heading says nothing, and what another note says too is found there
            if note.kind in _HEADINGS or note.same_as:
                continue
            yield Record(
                kind="source",
                address=note_address(book, source.id, note.id),
                title=f"Note {note.id}",
                context=f"{_plain(source.publisher)} · {_plain(source.name_part(note.part))}",
                texts=_texts(note.says),
            )


def list_records(book: Book) -> Iterator[Record]:
    """Everything that can be found, in the book's order."""
    for case in book.cases:
        yield from list_records_of(book, case)
    yield from list_other_records(book)


def list_records_of(book: Book, case: Case) -> Iterator[Record]:
    """What can be found of a case, itself first. What has no name could not be shown as a hit."""
    return (record for record in (_record_case(book, case), *_record_items(book, case)) if record.title)


def list_other_records(book: Book) -> Iterator[Record]:
    """What can be found beside the cases."""
    return (record for record in _list_others(book) if record.title)


def _list_others(book: Book) -> Iterator[Record]:
    for essay in book.essays.get("questions", ()):
        yield _record_question(essay)
    for id in sorted(book.vocabularies):
        for term in book.vocabularies[id].terms:
            yield _record_term(book.vocabularies[id], term)
    yield from _record_publishers(book)
    yield from _record_notes(book)
