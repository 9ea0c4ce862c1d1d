"""The linked book: every reference turned round."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import TESTS, TODAY, make_project

from casebook.book import Book, link_book, name_document
from casebook.check import check_project
from casebook.model import Evidence, Source


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Two cases and a shared source."""
    return link_book(check_project(make_project(tmp_path, TESTS / "cases_good" / "complete.md"), TODAY))


def test_a_document_knows_what_rests_on_it(book: Book) -> None:
    document = next(one for one in book.documents.values() if one.source.id == "daily-paper-2020")
    uses = [use for use in document.uses if use.case and use.case.id == "complete"]
    assert [(use.case.id, use.kind and use.kind.id, use.item.id) for use in uses] == [
        ("complete", "story", "story-1"),
        ("complete", "story", "story-2"),
        ("complete", "story", "story-3"),
        ("complete", "entry_point", "the-official-stayed-to-eat"),
        ("complete", "lesson", "share-the-list"),
        ("complete", "result", "result-1"),
        ("complete", "actor", "actor-1"),
    ]


def test_the_same_document_in_two_cases_is_one(book: Book) -> None:
    document = next(one for one in book.documents.values() if one.source.id == "daily-paper-2020")
    assert [case.id for case in document.cases] == ["complete", "durban-shelter"]


def test_a_note_knows_what_rests_on_it(book: Book) -> None:
    assert ("complete", "share-the-list") in [
        (use.case.id, use.item.id) for use in book.uses_of_notes["harvest", "n001"] if use.case
    ]


def test_a_term_knows_its_cases_and_items(book: Book) -> None:
    assert "complete" in [case.id for case in book.cases_with("causes", "red-tape")]
    items = [(case.id, item.id) for case, item in book.items_with("causes", "red-tape")]
    assert ("complete", "the-money-ended") in items
    assert book.cases_with("causes", "procurement") == ()


def test_a_city_takes_its_coordinates_from_geonames(book: Book) -> None:
    teresina = book.cities["teresina"]
    assert (teresina.country_name, round(teresina.latitude or 0), round(teresina.longitude or 0)) == ("Brazil", -5, -43)
    assert (teresina.population or 0) > 500_000


def _source(**more: str) -> Source:
    facts = {"id": "paper-2020", "title": "T", "publisher": "P", "published": "2020", "kind": "news", "language": "en"}
    return Source(**(facts | more))


@pytest.mark.parametrize(
    "other",
    ["https://paper.example/a/", "http://www.paper.example/a", "https://PAPER.example/a#part"],
)
def test_the_same_address_is_one_document(other: str) -> None:
    first = name_document(_source(url="https://paper.example/a"), "one-case")
    assert name_document(_source(url=other, id="else"), "another-case") == first
    assert first.startswith("paper-example-")


def test_another_address_or_none_is_another_document() -> None:
    names = {
        name_document(_source(url="https://paper.example/a"), "one"),
        name_document(_source(url="https://paper.example/b"), "one"),
        name_document(_source(url="https://paper.example/a?page=2"), "one"),
        name_document(_source(), "one"),
        name_document(_source(), "two"),
    }
    assert len(names) == 5


def test_a_case_and_a_source_cannot_be_glued_to_the_name_of_another_pair() -> None:
    pairs = [("a-lane", "b-report"), ("a-lane-b", "report"), ("a", "lane-b-report")]
    assert len({name_document(_source(id=id), case) for case, id in pairs}) == 3


def test_every_piece_of_evidence_of_the_project_leads_to_a_document(project_book: Book) -> None:
    linked = sum(1 for one in project_book.documents.values() for use in one.uses if use.case)
    named = sum(len(item.evidence) for case in project_book.cases for _, item in case.items())
    assert linked == named


def test_an_item_is_found_by_its_permanent_name(project_book: Book) -> None:
    for case in project_book.cases:
        for kind, item in case.items():
            assert project_book.item(f"{case.id}#{item.id}") == (case, kind, item)
    assert project_book.item("no-such-case#item") is None


def test_evidence_is_written_as_it_was_read() -> None:
    assert str(Evidence("harvest", "n041")) == "harvest#n041"
    assert str(Evidence("mercury-2019")) == "mercury-2019"
