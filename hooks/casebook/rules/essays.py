"""What a schema cannot say of essays: what they are about, what they rest on, how long they are.

An essay rests on notes of shared sources, as a case does, and on items of cases: CASE#ITEM.
"""

from __future__ import annotations

from collections.abc import Mapping

from casebook.files import FieldPath
from casebook.model import Evidence, Vocabulary
from casebook.rules.evidence import check_note
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.rules.prose import count_words
from casebook.text.wording import join_words, quote, suggest

__all__ = ["check_essay_evidence", "check_essays"]

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
    elif case.readable and locator not in case.anchors:
        help = suggest(locator, case.anchors, f"It has {join_words(sorted(case.items)[:8])}.", f'"{source}#{{}}"')
        yield file.report("dangling-item", where, f"The case {source} has no item {quote(locator)}.", help)
