"""Whether the words in the vocabulary fields are terms, and which term was meant if they are not."""

from __future__ import annotations

import re
from functools import lru_cache

from casebook.diagnostics import Diagnostic, Fix
from casebook.fields import ENTRY, Field, explain_odd_space, says_nothing
from casebook.files import FieldPath
from casebook.model import Term, Vocabulary
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import (
    even_out_spaces,
    find_nearest,
    find_strange_letter,
    join_words,
    quote,
    replace_look_alikes,
    slugify,
    with_article,
)

__all__ = ["check_terms"]

_LONGEST = 120


def check_terms(file: CheckedFile, project: Project) -> Problems:
    """Words that are no terms, and terms that have been replaced."""
    for field, where, word in file.words("term"):
        vocabulary = project.vocabularies.get(field.vocabulary)
        # a broken vocabulary is reported at its own file
        if vocabulary is None:
            continue
        term = vocabulary.get(word)
        if term is None:
            yield _report(file, field, where, word, project)
        elif term.status == "deprecated":
            replacement = vocabulary.get(term.replaced_by) if term.replaced_by else None
            help = f"Write {replacement.id}. {replacement.definition}" if replacement else term.scope_note
            message = f"{quote(word)} is no longer used in the vocabulary {vocabulary.id}."
            yield file.report("deprecated-term", where, message, help)


def _report(file: CheckedFile, field: Field, where: FieldPath, word: str, project: Project) -> Diagnostic:
    vocabulary = project.vocabularies[field.vocabulary]
    in_list = field.path[-1] == ENTRY
    message, better = f"{quote(word)} is not a term of the vocabulary {vocabulary.id}", ""
    even = even_out_spaces(word[:_LONGEST])
    if even != word and vocabulary.get(even):
        said = explain_odd_space(word, even)
        return file.report(said.code, where, said.message, said.help, better=said.better)
    if strange := find_strange_letter(word[:_LONGEST]):
        better = replace_look_alikes(word) if len(word) <= _LONGEST else ""
        message += f": {strange}."
        help = f"Type it again on a Latin keyboard{f': {better}' if better else '.'}"
        return file.report("wrong-term", where, message, help, better=better if vocabulary.get(better) else "")
    if says_nothing(word) and (in_list or not field.required):
        help = f"If there is none, leave the line out: {field.name} need not be there."
        return file.report("wrong-term", where, f"{message}.", help)
    words = [slugify(one) for one in re.split(r"[,;/|]|\s+(?:and|or|y|e|et|und)\s+", word[:_LONGEST])]
    if in_list and len(words) > 1 and all(vocabulary.get(one) for one in words):
        written = file.parsed.written(where)
        fix = Fix(written, ", ".join(words)) if written == word else None
        help = f"Put a comma between two terms: {field.name}: [{', '.join(words)}]"
        return file.report("wrong-term", where, f"{message}.", help, fix=fix)
    if not in_list and len(words) > 1 and all(vocabulary.get(one) for one in words):
        help = f"{field.name} takes one term: write {join_words(words, 'or')}, whichever says most."
        return file.report("wrong-term", where, f"{message}.", help)
    # capitals, accents and hyphens alone are no other word
    meant = vocabulary.get(slugify(word[:_LONGEST]))
    better = meant.id if meant and meant.status == "active" else ""
    return file.report("wrong-term", where, *_explain(word, vocabulary, file.tree, project), better=better)


def _explain(word: str, vocabulary: Vocabulary, tree: Field, project: Project) -> tuple[str, str]:
    active = [term for term in vocabulary.terms if term.status == "active"]
    message = f"{quote(word)} is not a term of the vocabulary {vocabulary.id}."
    others = sorted(project.vocabularies.values(), key=lambda one: one.id)
    elsewhere = [one for one in others if one.noun and one is not vocabulary and one.get(word)]
    near = _find_meant(word, active)
    home = ""
    if elsewhere and vocabulary.noun:
        kinds = join_words(with_article(one.noun) for one in elsewhere)
        message = f"{quote(word)} is {kinds}, not {with_article(vocabulary.noun)}."
        homes = (_find_home(one.id, tree) for one in elsewhere)
        home = next((f"Put it into `{name}`, if that is meant. " for name in homes if name), "")
    meant = f"Did you mean {join_words((quote(term.id) for term in near), 'or')}? " if near else ""
    if len(near) == 1:
        meant += f"It means: {near[0].definition} "
    return message, f"{home}{meant}The terms are {join_words(term.id for term in active)}."


def _find_home(vocabulary: str, tree: Field) -> str:
    """The field that the file as a whole has for the terms of a vocabulary, if it has one."""
    return next((field.name for field in tree.fields if field.vocabulary == vocabulary), "")


def _find_meant(word: str, terms: list[Term]) -> list[Term]:
    """The terms that look like the word, or else those that speak of it."""
    by_name = {name: term for term in terms for name in (term.label, term.stands_for, term.id) if name}
    # short words are near everything, so they must be nearer
    near = find_nearest(word, by_name, 2, 0.72 if len(word) > 4 else 0.8)
    if near:
        return list({by_name[name].id: by_name[name] for name in near}.values())
    plain = slugify(word).replace("-", " ") if len(word) < 60 else ""
    if len(plain) < 4:
        return []
    spoken = re.compile(rf"\b{re.escape(plain)}")
    # a scope note names what a term is not, so it does not count
    return [term for term in terms if spoken.search(_speak(term.label, term.definition, term.example))][:2]


@lru_cache(maxsize=1024)
def _speak(*said: str) -> str:
    """What a term says, in plain letters."""
    return slugify(" ".join(said)).replace("-", " ")
