"""What a schema cannot say of essays: what they are about, what they rest on, how long they are.

An essay rests on notes of shared sources, as a case does, and on items of cases: CASE#ITEM.
"""

from __future__ import annotations

from collections.abc import Mapping

from casebook.fields import walk
from casebook.files import FieldPath
from casebook.model import Evidence, Vocabulary
from casebook.rules.evidence import check_note
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.rules.prose import count_words
from casebook.text.wording import join_words, quote, suggest

__all__ = ["check_claims", "check_essay_evidence", "check_essays", "check_terms_of_essays"]

_WORDS = (150, 300)


def check_essays(file: CheckedFile, project: Project) -> Problems:
    """Whether each essay is about a term and about another one than the rest, and whether it is read to the end."""
    seen: set[str] = set()
    for path, essay in file.entries("essays"):
        about = essay.get("about")
        if isinstance(about, str):
            if about in seen:
                message = f"There are two essays about {quote(about)}."
                yield file.report("duplicate-id", (*path, "about"), message, "Make one of them.")
            seen.add(about)
            yield from _check_about(file, (*path, "about"), about, project.vocabularies)
        yield from _check_length(file, path, essay)


def check_essay_evidence(file: CheckedFile, project: Project) -> Problems:
    """Whether the notes and items on which essays rest are there."""
    for where, piece in file.evidence:
        yield from _check_piece(file, where, piece, project)


def check_claims(file: CheckedFile, project: Project) -> Problems:
    """Whether an essay on a term says first what it comes to."""
    for path, essay in file.entries("essays"):
        if file.id != "questions" and "claim" not in essay:
            yield file.report(
                "no-claim", (*path, "about"), f"The essay about {quote(essay.get('about', ''))} has no claim.",
                "Begin with claim: the one sentence that a reader could dispute, as the cases below bear it out.",
            )  # fmt: skip


def check_terms_of_essays(file: CheckedFile, project: Project) -> Problems:
    """Whether the items that an essay cites still carry the term that it is about.

    Causes are carried by failures, and by the doors and lessons that answer them; doors by entry points; themes by
    lessons, and by everything in a case that has them. What carries no such term, a figure for instance, may be cited
    anywhere.
    """
    for path, essay in file.entries("essays"):
        about = essay.get("about")
        for _, where, text in walk(project.schemas.trees["essay"].by_name["essays"], [essay], "evidence"):
            case = project.cases_by_id.get(text.partition("#")[0]) if isinstance(text, str) else None
            if case is None or not case.readable or not isinstance(about, str):
                continue
            id = text.partition("#")[2]
            carried = _find_terms(case, id, file.id)
            if carried is not None and about not in carried:
                kind = case.items[id][0]
                has = f"has {join_words(sorted(carried))}" if carried else "has none"
                yield file.report(
                    "term-moved", (*path, *where[1:]),
                    f"The essay is about {quote(about)}, but the {kind.noun} {quote(text)} {has}.",
                    f"Look at it again: cite another item, or correct {case.path}.",
                )  # fmt: skip


def _find_terms(case: CheckedFile, id: str, vocabulary: str) -> set[str] | None:
    """The terms of a vocabulary that an item carries, or its case as a whole; None if neither has a field for them."""
    if id not in case.items:
        return None
    kind, path = case.items[id]
    homes = [(field, case.facts.get(field.name)) for field in case.tree.fields if field.vocabulary == vocabulary]
    entry = case.tree.by_name[kind.field].entry
    if entry and any(field.vocabulary == vocabulary for field in entry.all()):
        homes.append((entry, case.facts[kind.field][path[1]]))
    if not homes:
        return None
    carried = (found for field, value in homes for found in walk(field, value, "term"))
    return {term for field, _, term in carried if field.vocabulary == vocabulary and isinstance(term, str)}


def _check_about(file: CheckedFile, where: FieldPath, about: str, vocabularies: Mapping[str, Vocabulary]) -> Problems:
    vocabulary = vocabularies.get(file.id)
    if vocabulary and not vocabulary.get(about):
        terms = [term.id for term in vocabulary.terms]
        help = suggest(about, terms, f"An essay is about a term of {vocabulary.id}.")
        yield file.report("wrong-term", where, f"{quote(about)} is not a term of the vocabulary {vocabulary.id}.", help)


def _check_length(file: CheckedFile, path: FieldPath, essay: Mapping[str, object]) -> Problems:
    paragraphs = essay.get("paragraphs")
    if not isinstance(paragraphs, list) or file.id == "questions":
        return
    words = sum(count_words(str(one.get("text", ""))) for one in paragraphs if isinstance(one, dict))
    if not _WORDS[0] <= words <= _WORDS[1]:
        yield file.report(
            "essay-length", (*path, "about"), f"The essay has {words} words.",
            f"{_WORDS[0]} to {_WORDS[1]} words are read to the end.",
        )  # fmt: skip


def _check_piece(file: CheckedFile, where: FieldPath, piece: Evidence, project: Project) -> Problems:
    source, locator = piece.source, piece.locator
    if source in project.sources_by_id:
        yield from check_note(file, where, project.sources_by_id[source], locator)
        return
    case = project.cases_by_id.get(source)
    if case is None:
        help = "An essay rests on notes (harvest#n041) and on items of cases (CASE#ITEM)."
        help = suggest(source, [*project.sources_by_id, *project.cases_by_id], help)
        message = f"There is no shared source and no case {quote(source)}."
        yield file.report("dangling-source", where, message, help)
    elif case.knows_its_items and locator not in case.anchors:
        help = suggest(locator, case.anchors, f"It has {join_words(sorted(case.items)[:8])}.", f'"{source}#{{}}"')
        yield file.report("dangling-item", where, f"The case {source} has no item {quote(locator)}.", help)
