"""`vocabulary.jsonld`: the vocabularies as SKOS, in every language that they have words of.

The context stands in the file, so nothing is fetched to read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from casebook.export.edition import Edition
from casebook.export.json_lines import write_in_lines
from casebook.model import LANGUAGES, Term, Vocabulary
from casebook.render import term_address

__all__ = ["write_vocabulary_jsonld"]

_CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "title": {"@id": "dct:title", "@language": "en"},
    "description": {"@id": "dct:description", "@language": "en"},
    "license": {"@id": "dct:license", "@type": "@id"},
    "isReplacedBy": {"@id": "dct:isReplacedBy", "@type": "@id"},
    "deprecated": {"@id": "owl:deprecated", "@type": "xsd:boolean"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "topConceptOf": {"@id": "skos:topConceptOf", "@type": "@id"},
    "hasTopConcept": {"@id": "skos:hasTopConcept", "@type": "@id"},
    "notation": "skos:notation",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    "hiddenLabel": {"@id": "skos:hiddenLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@language": "en"},
    "scopeNote": {"@id": "skos:scopeNote", "@language": "en"},
    "example": {"@id": "skos:example", "@language": "en"},
}


def write_vocabulary_jsonld(edition: Edition) -> Iterator[bytes]:
    """The file's content, piece by piece.

    A term is named by the address at which the site explains it. Where nobody has said where the site stands, it is
    named as if it stood where the schemas say: under a name that nobody can own, so that it means the same anywhere.
    """
    root = edition.url or urljoin(edition.schemas.by_kind["case"]["$id"], "/")
    graph: list[dict[str, Any]] = []
    for _, vocabulary in sorted(edition.book.vocabularies.items()):
        graph.append(_say_scheme(vocabulary, root))
        graph += [_say_concept(vocabulary, term, root) for term in vocabulary.terms]
    return write_in_lines({"@context": _CONTEXT, "@graph": graph})


def _name(vocabulary: Vocabulary, id: str, root: str) -> str:
    return f"{root}{term_address(vocabulary, id)}"


def _name_scheme(vocabulary: Vocabulary, root: str) -> str:
    return f"{root}glossary/#{vocabulary.id}"


def _say_scheme(vocabulary: Vocabulary, root: str) -> dict[str, Any]:
    return {
        "id": _name_scheme(vocabulary, root),
        "type": "skos:ConceptScheme",
        "title": vocabulary.title,
        "description": vocabulary.description,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "hasTopConcept": [_name(vocabulary, term.id, root) for term in vocabulary.terms],
    }


def _say_concept(vocabulary: Vocabulary, term: Term, root: str) -> dict[str, Any]:
    labels = {"en": term.label} | {one: getattr(term.labels, one) for one in LANGUAGES}
    said = {
        "id": _name(vocabulary, term.id, root),
        "type": "skos:Concept",
        "inScheme": _name_scheme(vocabulary, root),
        "topConceptOf": _name_scheme(vocabulary, root),
        "notation": term.id,
        "prefLabel": {language: label for language, label in labels.items() if label},
        "altLabel": _list_other_labels(term, labels),
        # a sentence that one finds a term by, and no name for it
        "hiddenLabel": {"en": [term.said]} if term.said else {},
        "definition": term.definition,
        "scopeNote": term.scope_note,
        "example": term.example,
    }
    if term.status == "deprecated":
        said["deprecated"] = "true"
    if term.replaced_by:
        said["isReplacedBy"] = _name(vocabulary, term.replaced_by, root)
    return {key: value for key, value in said.items() if value}


def _list_other_labels(term: Term, labels: dict[str, str]) -> dict[str, list[str]]:
    """Other words by language; a word is one label of a term, never two."""
    words = {"en": (term.stands_for, *term.also.en)} | {one: term.words_in(one) for one in LANGUAGES}
    taken = {language: {label, term.said if language == "en" else ""} for language, label in labels.items()}
    found = {
        language: [word for word in dict.fromkeys(own) if word and word not in taken[language]]
        for language, own in words.items()
    }
    return {language: own for language, own in found.items() if own}
