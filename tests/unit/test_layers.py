"""A case in layers: key points, story, rows; the texts are all on the page, and nothing of a row stands open."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from casebook.book import Book
from casebook.fields import TEXTS, Schemas, walk
from casebook.markup import strip_markdown
from casebook.model import MARKED_KINDS, Case, Result
from casebook.render import Article, Renderer
from casebook.render.pages.cases import MOST, render_cases
from casebook.text.urls import find_archive

_NOT_SHOWN = {
    ("contributors", "[]"),  # said in a sentence of its own
    ("sources", "[]", "voice"),
}


def _read_words(made: str) -> str:
    """What a page says, with one space between two words."""
    blocks = re.sub(r"<(/?)(p|div|li|ul|ol|h\d|dd|dt|tr|td|th|section|details|summary|br)\b[^>]*>", " ", made)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", blocks)).split())


def _render(book: Book, schemas: Schemas, case: Case) -> str:
    cases = tuple(case if one.id == case.id else one for one in book.cases)
    return next(
        one.html
        for one in render_cases(Renderer(replace(book, cases=cases), schemas))
        if one.address == f"cases/{case.id}/"
    )


def test_every_text_of_a_case_is_on_its_page(shelf_book: Book, shelf_articles: dict[str, Article]) -> None:
    checked = 0
    for case in shelf_book.cases:
        page = _read_words(shelf_articles[f"cases/{case.id}/"].html)
        cited = shelf_book.sources_of(case)
        for field, path, text in walk(shelf_book.fields, case, *TEXTS):
            if not text or field.path in _NOT_SHOWN:
                continue
            # a source that nothing rests on is in no list
            if path[0] == "sources" and case.sources[int(path[1])].id not in cited:
                continue
            for paragraph in text.split("\n\n"):
                said = " ".join(strip_markdown(paragraph).split())
                assert said in page, (case.id, path)
                checked += 1
    assert checked > 200


def test_rows_are_closed_and_hold_their_id_inside(shelf_book: Book, shelf_articles: dict[str, Article]) -> None:
    for case in shelf_book.cases:
        page = shelf_articles[f"cases/{case.id}/"].html
        assert "<details" in page and not re.search(r"<details[^>]*\sopen", page)
        for kind in MARKED_KINDS:
            for item in case.items_of(kind):
                before = page.split(f'id="{item.id}"')[0]
                row = before.rindex('<details class="row')
                # the id stands behind the summary of its own row: so an address opens it
                assert before.rindex("</summary>") > row, item.id
                summary = _read_words(before[row:])
                assert strip_markdown(item.title) in summary, item.id
                assert summary.startswith(f"{kind.noun.capitalize()}: "), item.id


def test_a_row_tells_what_its_kind_is_about(shelf_articles: dict[str, Article], shelf_book: Book) -> None:
    case = shelf_book.by_id["durban-soup-tent"]
    page = shelf_articles[f"cases/{case.id}/"].html

    def line(id: str) -> str:
        row = page.split(f'id="{id}"')[0].rpartition('<details class="row')[2]
        return _read_words(row.split('class="row__line"')[1].split("</summary>")[0].partition(">")[2])

    assert line("door-first-tent") == "Door: A crisis"
    assert line("share-the-list-before-the") == "Works when: The neighbours know the families"
    failure = case.failures[0]
    cause = shelf_book.term("causes", failure.cause).label
    certainty = shelf_book.term("certainties", failure.certainty).label.lower()
    assert line(failure.id) == f"Cause: {cause}, {certainty}"


def _read_key_points(page: str) -> str:
    return _read_words(page.split('id="key-points"')[1].split("</header>", maxsplit=1)[0])


def test_the_key_points_say_when_it_holds_and_why_it_broke(
    shelf_book: Book, shelf_articles: dict[str, Article], project_schemas: Schemas
) -> None:
    case = shelf_book.by_id["durban-soup-tent"]
    said = _read_key_points(shelf_articles[f"cases/{case.id}/"].html)
    lesson = case.highlight(MARKED_KINDS[1])
    assert f"{lesson.title} Works when: {lesson.works_when[0]}" in said
    failure = case.highlight(MARKED_KINDS[2])
    assert f"Cause: {shelf_book.term('causes', failure.cause).label}, " in said
    assert f"Must be there first: {case.transfer.preconditions[0]}" in said
    assert f"Leave it if: {case.transfer.do_not_copy_if[0]}" in said
    grounds = shelf_book.assessments[case.id]
    assert f"{grounds.publishers} publishers" in said
    for voices, told in ((("society", "society"), "one side speaks"), (("society", "government"), "both speak")):
        heard = tuple(replace(one, voice=voices[n % 2]) for n, one in enumerate(case.sources))
        other = _render(shelf_book, project_schemas, replace(case, sources=heard))
        assert told in _read_key_points(other), voices


def test_evidence_opens_in_place(shelf_book: Book, shelf_articles: dict[str, Article]) -> None:
    case = shelf_book.by_id["durban-soup-tent"]
    page = shelf_articles[f"cases/{case.id}/"].html
    evidence = page.split('id="share-the-list-before-the"')[1].split('<details class="evidence">')[1]
    evidence = evidence.split("</details>")[0]
    summary, _, opened = evidence.partition("</summary>")
    assert _read_words(summary) == "Evidence: 1 source, 1 note"
    source = next(one for one in case.sources if one.id == "study-2021")
    assert source.publisher in opened
    # its links stand once, where its number leads
    entry = page.split(f'<li id="source-{source.id}"')[1].split("</li>")[0]
    assert f'href="{source.url}"' in entry and f'href="{find_archive(source.url, source.published)}"' in entry
    assert "Seen" in entry and page.count(f'href="{source.url}"') == 1
    note = next(one for one in shelf_book.shared["harvest"].notes if one.id == "n001")
    assert note.says in html.unescape(opened)
    # and each leads to its place in the list
    assert re.findall(r'<li><a href="#([^"]*)"', opened) == ["source-study-2021", "note-harvest-n001"]


@pytest.mark.parametrize(
    ("published", "where"),
    [("2021-05-06", "20210506"), ("2021-05", "202105"), ("2021", "2021"), ("unknown", "2")],
)
def test_an_archive_is_asked_for_the_copy_of_the_day(published: str, where: str) -> None:
    address = "https://paper.example.org/a?b=c"
    assert find_archive(address, published) == f"https://web.archive.org/web/{where}/{address}"


def test_what_tells_most_is_shown_first_and_the_rest_behind_a_line(shelf_book: Book, project_schemas: Schemas) -> None:
    case = shelf_book.by_id["durban-soup-tent"]
    evidence = case.results[0].evidence
    results = tuple(Result(f"result-{n}", f"Pots {n}", "7", "pots", "2021", evidence) for n in range(1, 9))
    figures = _render(shelf_book, project_schemas, replace(case, results=results)).split('id="results"')[1]
    shown, _, rest = figures.partition('<details class="fold">')
    assert re.findall(r'id="(result-\d)"', shown) == [one.id for one in results[: MOST["figures"]]]
    assert rest.partition("</summary>")[0].endswith("5 more figures")
    few = _render(shelf_book, project_schemas, replace(case, results=results[: MOST["figures"]]))
    assert "fold" not in few.split('id="results"')[1].split("</section>")[0]
