"""Where a document is told: on a page of its own where several share it, else in its case; and how one finds it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from examples import TESTS, TODAY, make_project

from casebook.book import Book, Document, link_book, list_publishers
from casebook.check import check_project
from casebook.fields import Schemas
from casebook.model import Evidence, Note, Part, Source
from casebook.render import Article, Renderer
from casebook.render.addresses import document_address, note_address
from casebook.render.pages.sources import render_documents, render_notes, render_source_pages
from casebook.render.paging import DOCUMENTS, LEAVES, NOTES

MOST_USES = 20
"""How many of the things that rest on a note are listed below it."""

REPORT = """\
id: report
title: A report on kitchens
publisher: The University of Example
published: "2021"
kind: report
language: en
"""
ESSAYS = """\
id: questions
essays:
  - about: who-cooks
    title: Who cooks when the money ends?
    paragraphs:
      - text: "The neighbours do."
        evidence: [report#p.3]
"""


@pytest.mark.parametrize("case", [False, True], ids=["an essay alone", "an essay and a case"])
def test_an_essay_on_a_source_without_notes_is_shown(tmp_path: Path, case: bool) -> None:
    root = make_project(tmp_path)
    shutil.copytree(TESTS.parent / "schema", root / "schema", ignore=shutil.ignore_patterns("essays"))
    (root / "schema/essays").mkdir()
    (root / "schema/essays/questions.yml").write_text(ESSAYS, encoding="utf-8")
    (root / "cases/_sources/report.yml").write_text(REPORT, encoding="utf-8")
    file = root / "cases/durban/durban-shelter.md"
    if case:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("[daily-paper-2021]", "[daily-paper-2021, report]", 1), encoding="utf-8")
    reading = check_project(root, TODAY)
    assert not reading.diagnostics, reading.diagnostics
    pages = {one.address: one.html for one in render_source_pages(Renderer(link_book(reading), reading.schemas))}
    page = pages["sources/report/"]
    assert re.search(r'<a href="../../questions/#who-cooks">Who cooks when the money ends\?</a>.*p\.3', page, re.DOTALL)
    assert ('href="../../cases/durban-shelter/#the-money-ended"' in page) == case


def _find(book: Book, case: str, source: str) -> Document:
    """A document by the id that a case gives it."""
    found = book.by_id[case]
    return book.document(found, book.sources_of(found)[source])


def _lists(articles: dict[str, Article], order: str) -> str:
    return "".join(one.html for address, one in articles.items() if address.startswith(f"sources/{order}/"))


def test_what_only_one_case_rests_on_is_told_in_that_case(shelf_book: Book, shelf_articles: dict[str, Article]) -> None:
    own = [one for one in shelf_book.documents.values() if len(one.cases) == 1]
    assert len(own) > 10
    for document in own:
        assert f"sources/{document.id}/" not in shelf_articles
        case, anchor = document_address(document).split("#")
        assert f'<li id="{anchor}"' in shelf_articles[case].html
        assert f'href="../../sources/{document.id}/' not in shelf_articles[case].html


def test_what_two_cases_rest_on_has_a_page_and_keeps_its_place_in_each(
    shelf_book: Book, shelf_articles: dict[str, Article]
) -> None:
    (shared,) = (one for one in shelf_book.documents.values() if len(one.cases) == 2)
    page = shelf_articles[document_address(shared)].html
    assert document_address(shared) == f"sources/{shared.id}/"
    for case, id in shared.names:
        made = shelf_articles[f"cases/{case.id}/"].html
        entry = made.split(f'<li id="source-{id}"')[1].split("</li>")[0]
        assert f'href="../../sources/{shared.id}/">What it is used for' in entry
        items = {item.id for _, item in case.items() for piece in item.evidence if piece.source == id}
        assert items == set(re.findall(rf'href="../../cases/{case.id}/#([^"]+)"', page))


def test_a_stub_shows_the_source_on_which_nothing_rests_yet(shelf_articles: dict[str, Article]) -> None:
    assert '<li id="source-daily-paper-2020"' in shelf_articles["cases/recife-stub/"].html
    row = shelf_articles["sources/publishers/d/"].html.split("cases/recife-stub/#source-daily-paper-2020")[1]
    assert "Evidence of nothing yet in Recife" in row.split("</li>")[0]


def test_a_list_says_what_rests_on_a_document(shelf_book: Book, shelf_articles: dict[str, Article]) -> None:
    for document in shelf_book.documents.values():
        if document.has_page or not document.uses:
            continue
        row = _lists(shelf_articles, "publishers").split(f'href="../../../{document_address(document)}"')[1]
        row = row.split("</details>")[0]
        (case,) = document.cases
        items = {use.item.id for use in document.uses}
        assert set(re.findall(rf'href="../../../cases/{case.id}/#([^"]+)"', row)) == items
        assert f"Evidence of {len(items)} thing" in row


def test_every_document_stands_with_its_publisher_once(
    project_book: Book, project_articles: dict[str, Article]
) -> None:
    rows = re.findall(r'<li><a href="((?:\.\./)+)([^"]*)"><cite', _lists(project_articles, "publishers"))
    assert Counter(address for _, address in rows) == Counter(map(document_address, project_book.documents.values()))


def test_a_kind_lists_its_documents_or_those_on_which_most_rests(
    project_book: Book, project_articles: dict[str, Article]
) -> None:
    by_kind: dict[str, list[Document]] = {}
    for document in project_book.documents.values():
        by_kind.setdefault(document.source.kind, []).append(document)
    for kind, documents in by_kind.items():
        html = _lists(project_articles, f"kinds/{kind}")
        listed = [address for _, address in re.findall(r'<li><a href="((?:\.\./)+)([^"]*)"><cite', html)]
        known = {document_address(one): len(one.rests) for one in documents}
        most = LEAVES * DOCUMENTS
        assert len(set(listed)) == len(listed) == min(len(documents), most), kind
        left = sorted((known[one] for one in known.keys() - set(listed)), reverse=True)
        assert not left or left[0] <= min(known[one] for one in listed), kind
        assert (f"Here are the {most} of {len(documents):,} on which most rests." in html) == bool(left), kind


def test_one_looks_for_a_publisher_by_its_name() -> None:
    names = [
        "The Hindu",
        "hindustan Times",
        "Ötztal",
        "7 Days",
        "Έθνος",
        "El País",
        "मनोरमा 24",
        "The 24",
        "Other Voices",
        "İBB",
    ]
    source = Source("x", "A title", "", "2020", "news", "el")
    documents = [Document(name, replace(source, publisher=name), (), ()) for name in names]
    found = [(one.letter, one.name) for one in list_publishers(documents)]
    assert found[:-2] == [
        ("0-9", "The 24"), ("0-9", "7 Days"), ("e", "El País"), ("h", "The Hindu"), ("h", "hindustan Times"), ("i", "İBB"),
        ("o", "Other Voices"), ("o", "Ötztal"),
    ]  # fmt: skip
    assert sorted(found[-2:]) == [("other", "Έθνος"), ("other", "मनोरमा 24")]
    assert [one.language for one in list_publishers(documents) if one.name in ("The Hindu", "Έθνος")] == ["", "el"]
    assert len({one.id for one in list_publishers(documents)}) == len(names)


def _tell(book: Book, schemas: Schemas) -> dict[str, Article]:
    """The pages of the sources of a book."""
    renderer = Renderer(book, schemas)
    kinds = (render_documents, render_source_pages, render_notes)
    return {one.address: one for render in kinds for one in render(renderer)}


def test_a_long_part_stands_on_several_pages_and_every_note_is_led_to(
    shelf_book: Book, project_schemas: Schemas
) -> None:
    notes = tuple(Note(f"n{n:03}", "long" if n % 3 else "unlisted", f"Note {n}.") for n in range(1, 2 * NOTES))
    notes = (replace(notes[0], same_as="n071"), *notes[1:], Note("n071", "short", "The last."))
    source = Source("minutes", "Minutes", "A meeting", "2020", "harvest", "en", shared=True,
                    parts=(Part("short", "The end"), Part("long", "The meeting"), Part("empty", "Nothing")), notes=notes)  # fmt: skip
    book = replace(shelf_book, shared={**shelf_book.shared, "minutes": source})
    pages = _tell(book, project_schemas)
    assert [one for one in pages if one.startswith("sources/minutes/")] == [
        "sources/minutes/", "sources/minutes/short/", "sources/minutes/long/", "sources/minutes/long/page-2/",
        "sources/minutes/unlisted/",
    ]  # fmt: skip
    for note in notes:
        page, anchor = note_address(book, "minutes", note.id).split("#")
        assert pages[page].html.count(f'<li id="{anchor}"') == 1
    assert 'Same words as <a href="../../../sources/minutes/short/#n071">' in pages["sources/minutes/long/"].html
    assert note_address(book, "minutes", "") == note_address(book, "minutes", "n999") == "sources/minutes/"
    for part in ("short", "long", "unlisted"):
        assert f'href="../../sources/minutes/{part}/"' in pages["sources/minutes/"].html


def test_what_rests_on_a_note_stands_below_it(shelf_book: Book, shelf_articles: dict[str, Article]) -> None:
    found = {
        key: uses for key, uses in shelf_book.uses_of_notes.items() if Evidence(*key) in shelf_book.places_of_notes
    }
    assert found
    for (source, note), uses in found.items():
        page, anchor = note_address(shelf_book, source, note).split("#")
        entry = shelf_articles[page].html.split(f'<li id="{anchor}"')[1].split("</details>")[0]
        assert f"Evidence of {len(uses)} thing" in entry
        # of many the first are listed, the others counted
        left = len(uses) - entry.count("<li>")
        first = uses[:-left] if left else uses
        assert all(f"cases/{use.case.id}/#{use.item.id}" in entry for use in first if use.case)
        assert not left or (len(first) == MOST_USES and f"and {left} more" in entry)


def test_what_rests_on_all_of_a_source_with_notes_is_not_lost(shelf_book: Book, project_schemas: Schemas) -> None:
    case = shelf_book.by_id["nairobi-night-water"]
    lesson = replace(case.lessons[0], evidence=(*case.lessons[0].evidence, Evidence("harvest")))
    changed = replace(case, lessons=(lesson, *case.lessons[1:]))
    book = replace(shelf_book, cases=tuple(changed if one is case else one for one in shelf_book.cases))
    before, after = (_tell(one, project_schemas)["sources/harvest/"].html for one in (shelf_book, book))
    assert "What all of it is used for" not in before
    assert f'href="../../cases/{case.id}/#{lesson.id}"' in after.split("What all of it is used for")[1]


def test_a_title_in_another_language_says_so(project_book: Book, project_articles: dict[str, Article]) -> None:
    made = _lists(project_articles, "publishers")
    for document in project_book.documents.values():
        language = document.source.language
        if language != "en":
            row = made.split(f'{document_address(document)}"><cite', 1)[1].split(">")[0]
            assert row == f' dir="auto" lang="{language}"'
