"""What the book holds and where its gaps are, as `casebook stats` prints it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.book.book import Book
from casebook.model import ITEM_KINDS, LANGUAGES, Note

__all__ = ["Coverage", "count_coverage", "describe_book"]


@dataclass(frozen=True)
class Coverage:
    """How far the notes of a shared source are used."""

    headings: tuple[Note, ...]
    """Headings, on which nothing can rest."""
    used: tuple[Note, ...]
    """Evidence of something."""
    set_aside: tuple[Note, ...]
    """Set aside with a reason, and used nowhere."""
    open: tuple[Note, ...]
    """Neither used nor set aside."""


def count_coverage(book: Book, source_id: str, part: str = "") -> Coverage:
    """Sort the notes of a shared source, or of one part of it, by their use."""
    headings, used, aside, open_ = [], [], [], []
    source = book.shared[source_id]
    for note in source.notes_by_part[part] if part else source.notes:
        if (source_id, note.id) in book.uses_of_notes:
            used.append(note)
        elif note.is_heading:
            headings.append(note)
        elif note.set_aside:
            aside.append(note)
        else:
            open_.append(note)
    return Coverage(tuple(headings), tuple(used), tuple(aside), tuple(open_))


def describe_book(book: Book) -> str:
    """Counts, coverage of each shared source's notes, and gaps, as lines of text."""
    return "\n".join(_lines(book)) + "\n"


def _say_languages(book: Book) -> Iterator[str]:
    """How far the book can be found in other languages."""
    terms = [term for one in book.vocabularies.values() for term in one.terms if term.status == "active"]
    translations = [one for found in book.translations.values() for one in found]
    for language in LANGUAGES:
        named = sum(bool(getattr(term.labels, language)) for term in terms)
        here = [one for one in translations if one.language == language]
        read, stale = sum(one.read_by_native for one in here), sum(one.stale for one in here)
        yield f"{named:6} of {len(terms)} terms have a label in {language}"
        yield f"{len(here):6} cases in brief in {language}: {read} read by a native speaker, {stale} out of date"


def _lines(book: Book) -> Iterator[str]:
    yield f"{len(book.cases)} cases, {len(book.cities)} cities, {len(book.documents)} documents"
    for kind in ITEM_KINDS:
        yield f"{sum(len(case.items_of(kind)) for case in book.cases):6} {kind.plural}"
    yield f"{sum(len(case.open_questions) for case in book.cases):6} open questions"
    yield f"{sum(len(item.evidence) for case in book.cases for _, item in case.items()):6} pieces of evidence"
    lessons = [item.answers for case in book.cases for item in case.lessons]
    doors = [item.answers for case in book.cases for item in case.entry_points]
    for answers, plural in ((lessons, "lessons"), (doors, "entry points")):
        yield f"{sum(map(bool, answers)):6} of {len(answers)} {plural} answer a cause of failure"
    for seen, words in (("whole", "seen whole"), ("excerpt", "seen in part"), ("title", "seen by their title alone")):
        yield f"{sum(one.source.seen == seen for one in book.documents.values()):6} documents {words}"
    for word in ("supports", "limits", "contradicts"):
        links = sum(len(getattr(lesson, word)) for case in book.cases for lesson in case.lessons)
        yield f"{links:6} links from lesson to lesson: {word}"
    yield from _say_languages(book)
    for id in sorted(book.shared):
        found = count_coverage(book, id)
        if not book.shared[id].notes:
            continue
        yield ""
        yield f"{id}: {len(book.shared[id].notes)} notes"
        yield f"{len(found.headings):6} headings"
        yield f"{len(found.used):6} used as evidence"
        yield f"{len(found.set_aside):6} set aside with a reason"
        yield f"{len(found.open):6} neither used nor set aside"
        if found.open:
            yield f"       {' '.join(note.id for note in found.open)}"
    yield ""
    yield "case                                            complete  confidence  still missing"
    for case in book.cases:
        assessed = book.assessments[case.id]
        yield f"{case.id:48}{assessed.completeness:7}%  {assessed.confidence:10}  {'; '.join(assessed.missing)}"
    unused = []
    for vocabulary in sorted(book.vocabularies.values(), key=lambda one: one.id):
        active = [term.id for term in vocabulary.terms if term.status == "active"]
        missing = [id for id in active if not book.cases_with(vocabulary.id, id)]
        if missing and vocabulary.id != "abbreviations":
            unused.append(f"{vocabulary.id}: {', '.join(missing)}")
    if unused:
        yield ""
        yield "terms that no case carries"
        yield from (f"  {line}" for line in unused)
