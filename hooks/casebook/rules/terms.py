"""Whether the words in the vocabulary fields are terms, and which term was meant if they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from casebook.diagnostics import Diagnostic
from casebook.fields import Schemas
from casebook.fields.schemas import walk_values
from casebook.files import FieldPath, ParsedFile
from casebook.model import Term, Vocabulary
from casebook.text.wording import find_nearest, join_words, quote, slugify

__all__ = ["check_terms", "find_terms"]

_ONE_TERM = {
    "themes": "theme", "doors": "door", "causes": "cause of failure", "topics": "topic", "crises": "crisis",
    "actor-kinds": "kind of actor", "statuses": "status", "source-kinds": "kind of source", "certainties": "certainty",
}  # fmt: skip

# The vocabularies that the case as a whole has a field for.
_FIELDS = {"themes": "themes", "topics": "topics", "crises": "crisis"}


def find_terms(facts: Any, kind: str, schemas: Schemas) -> Iterator[tuple[str, FieldPath, str]]:
    """Every word in a vocabulary field: the vocabulary, the place and the word."""
    for path, value, said in walk_values(schemas, kind, facts):
        vocabulary = said.get("x-vocabulary")
        if vocabulary and isinstance(value, list):
            for index, word in enumerate(value):
                if isinstance(word, str):
                    yield vocabulary, (*path, index), word
        elif vocabulary and isinstance(value, str) and said.get("type") == "string":
            yield vocabulary, path, value


def check_terms(
    parsed: ParsedFile, kind: str, path: str, schemas: Schemas, vocabularies: Mapping[str, Vocabulary]
) -> list[Diagnostic]:
    """Words that are no terms, and terms that have been replaced."""
    found = []
    for name, where, word in find_terms(parsed.value, kind, schemas):
        vocabulary = vocabularies.get(name)
        # a broken vocabulary is reported at its own file
        if vocabulary is None:
            continue
        term = vocabulary.get(word)
        place = parsed.position(where)
        if term is None:
            message, help = _explain(word, vocabulary, vocabularies)
            found.append(Diagnostic.of("wrong-term", path, place, message, help))
        elif term.status == "deprecated":
            replacement = vocabulary.get(term.replaced_by) if term.replaced_by else None
            help = f"Write {replacement.id}. {replacement.definition}" if replacement else term.scope_note
            message = f"{quote(word)} is no longer used in the vocabulary {name}."
            found.append(Diagnostic.of("deprecated-term", path, place, message, help))
    return found


def _explain(word: str, vocabulary: Vocabulary, others: Mapping[str, Vocabulary]) -> tuple[str, str]:
    active = [term for term in vocabulary.terms if term.status == "active"]
    message = f"{quote(word)} is not a term of the vocabulary {vocabulary.id}."
    elsewhere = [name for name in others if name in _ONE_TERM and name != vocabulary.id and others[name].get(word)]
    near = _find_meant(word, active)
    home = ""
    if elsewhere and vocabulary.id in _ONE_TERM:
        kinds = join_words((_with_article(_ONE_TERM[name]) for name in sorted(elsewhere)), "and")
        message = f"{quote(word)} is {kinds}, not {_with_article(_ONE_TERM[vocabulary.id])}."
        home = next((f"Put it into `{_FIELDS[name]}`, if that is meant. " for name in elsewhere if name in _FIELDS), "")
    meant = f"Did you mean {join_words((quote(term.id) for term in near), 'or')}? " if near else ""
    if len(near) == 1:
        meant += f"It means: {near[0].definition} "
    return message, f"{home}{meant}The terms are {join_words((term.id for term in active), 'and')}."


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _find_meant(word: str, terms: list[Term]) -> list[Term]:
    """The terms that look like the word, or else those that speak of it."""
    by_name = {name: term for term in terms for name in (term.label, term.stands_for, term.id) if name}
    # short words are near everything, so they must be nearer
    near = find_nearest(word, by_name, 2, 0.72 if len(word) > 4 else 0.8)
    if near:
        return list({by_name[name].id: by_name[name] for name in near}.values())
    plain = slugify(word).replace("-", " ")
    if len(plain) < 4:
        return []
    spoken = re.compile(rf"\b{re.escape(plain)}")
    # a scope note names what a term is not, so it does not count
    texts = {term.id: slugify(f"{term.label} {term.definition} {term.example}").replace("-", " ") for term in terms}
    return [term for term in terms if spoken.search(texts[term.id])][:2]
