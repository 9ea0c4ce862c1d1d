"""`vocabulary.jsonld`, read by a reader of linked data: SKOS in the languages of the book."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS, XSD

from casebook.export import Edition
from casebook.export.linked_vocabulary import write_vocabulary_jsonld
from casebook.model import LANGUAGES, Labels, OtherWords, Term, Vocabulary
from casebook.render import term_address

# the reader of JSON-LD uses a class of its own library that this library will drop
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture
def graph(shelf_edition: Edition, monkeypatch) -> Graph:
    """What the file says."""
    return read(shelf_edition, monkeypatch)


def read(edition: Edition, monkeypatch) -> Graph:
    """What the file of an edition says, to somebody who cannot reach any address."""

    def refuse(*given: object, **named: object) -> None:
        raise AssertionError(f"fetched {given}")

    monkeypatch.setattr("socket.socket.connect", refuse)
    return Graph().parse(data=b"".join(write_vocabulary_jsonld(edition)), format="json-ld")


def test_each_vocabulary_is_a_scheme_and_each_term_a_concept(shelf_edition: Edition, graph: Graph) -> None:
    vocabularies = shelf_edition.book.vocabularies.values()
    assert len(set(graph.subjects(RDF.type, SKOS.ConceptScheme))) == len(vocabularies)
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == sum(len(one.terms) for one in vocabularies)
    for vocabulary in vocabularies:
        scheme = URIRef(f"https://casebook.test/glossary/#{vocabulary.id}")
        assert graph.value(scheme, DCTERMS.title) == Literal(vocabulary.title, lang="en")
        for term in vocabulary.terms:
            concept = URIRef(f"https://casebook.test/{term_address(vocabulary, term.id)}")
            assert (concept, SKOS.inScheme, scheme) in graph and (scheme, SKOS.hasTopConcept, concept) in graph
            assert graph.value(concept, SKOS.definition) == Literal(term.definition, lang="en")
            assert graph.value(concept, SKOS.scopeNote) == Literal(term.scope_note, lang="en")
            assert graph.value(concept, SKOS.example) == Literal(term.example, lang="en")


def test_labels_are_in_every_language(shelf_edition: Edition, graph: Graph) -> None:
    for vocabulary in shelf_edition.book.vocabularies.values():
        for term in vocabulary.terms:
            concept = URIRef(f"https://casebook.test/{term_address(vocabulary, term.id)}")
            told = {label.language: str(label) for label in graph.objects(concept, SKOS.prefLabel)}
            wanted = {"en": term.label} | {one: getattr(term.labels, one) for one in LANGUAGES}
            assert told == {language: label for language, label in wanted.items() if label}
            for language, label in told.items():
                other = {str(one) for one in graph.objects(concept, SKOS.altLabel) if one.language == language}
                words = {*getattr(term.also, language), *([term.stands_for] if language == "en" else [])}
                assert other == words - {label, ""}


def test_a_word_is_one_label_of_a_term_and_not_two(shelf_edition: Edition, graph: Graph) -> None:
    """What SKOS asks for: no label is preferred and another at once (S13), and one is preferred in a language (S14)."""
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        labels = [set(graph.objects(concept, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        assert sum(map(len, labels)) == len(set().union(*labels)), concept
        languages = [one.language for one in graph.objects(concept, SKOS.prefLabel)]
        assert len(languages) == len(set(languages)) and "en" in languages


def test_a_term_that_is_no_longer_used_leads_to_the_one_to_take(shelf_edition: Edition, monkeypatch) -> None:
    def make(id: str, **more: object) -> Term:
        facts = {"id": id, "label": id, "definition": "It is so.", "scope_note": "No more.", "example": "Here."}
        return Term(**(facts | {"status": "active"} | more))  # type: ignore[arg-type]

    old = make("old", status="deprecated", replaced_by="new", label='Old "one" </script>', said="It was so")
    new = make("new", labels=Labels(es="Nuevo"), also=OtherWords(en=("new", "novel"), es=("Nuevo", "reciente")))
    book = replace(shelf_edition.book, vocabularies={"odd": Vocabulary("odd", "Odd", "Few.", (old, new))})
    graph = read(replace(shelf_edition, book=book, url=""), monkeypatch)
    # nobody said where the site stands: the names are whole all the same, and lead nowhere
    root = "https://solidarity-casebook.example/glossary/#odd-"
    assert (URIRef(f"{root}old"), OWL.deprecated, Literal("true", datatype=XSD.boolean)) in graph
    assert (URIRef(f"{root}old"), DCTERMS.isReplacedBy, URIRef(f"{root}new")) in graph
    assert graph.value(URIRef(f"{root}old"), SKOS.prefLabel) == Literal('Old "one" </script>', lang="en")
    assert graph.value(URIRef(f"{root}old"), SKOS.hiddenLabel) == Literal("It was so", lang="en")
    assert (URIRef(f"{root}new"), OWL.deprecated, None) not in graph
    assert set(graph.objects(URIRef(f"{root}new"), SKOS.altLabel)) == {
        Literal("novel", lang="en"), Literal("reciente", lang="es"),
    }  # fmt: skip


def test_without_vocabularies_there_is_a_graph_that_says_nothing(shelf_edition: Edition, monkeypatch) -> None:
    empty = replace(shelf_edition, book=replace(shelf_edition.book, vocabularies={}))
    assert len(read(empty, monkeypatch)) == 0
