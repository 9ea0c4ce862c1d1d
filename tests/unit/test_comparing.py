"""Side by side: every row says what the case says, and the pieces are the same as on the pages."""

from __future__ import annotations

import json
import re

from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Article, Renderer, place_links, render_fragments
from casebook.render.pages.compare import (
    MOST_COMPARED,
    ROWS,
    TERM_ROWS,
    render_cells,
    split_rows,
)


def test_every_case_stands_beside_its_nearest(project_articles: dict[str, Article], project_book: Book) -> None:
    for case in project_book.cases:
        nearest = [relation.case.id for relation in project_book.relations[case.id]][: MOST_COMPARED - 1]
        # whoever is near nobody has nobody beside it
        assert (f"compare/{case.id}/" in project_articles) == bool(nearest)
        if not nearest:
            continue
        head = project_articles[f"compare/{case.id}/"].html.split("</thead>")[0].split("<thead>")[1]
        assert re.findall(r'href="../../cases/([^/]+)/"', head) == [case.id, *nearest]


def test_a_row_is_empty_only_where_the_case_says_nothing(project_renderer: Renderer, project_book: Book) -> None:
    said = {
        "challenge": "challenge", "lead": "actors", "doors": "entry_points", "lessons": "lessons",
        "figures": "results", "disputed": "disagreements", "crisis": "crisis", "topics": "topics",
    }  # fmt: skip
    for case in project_book.cases:
        cells = render_cells(project_renderer, case)
        assert list(cells) == [row for row, _ in ROWS]
        for row, field in said.items():
            assert bool(cells[row]) == bool(getattr(case, field)), (case.id, row)
        for item in (*case.entry_points, *case.lessons, *case.failures):
            assert f'cases/{case.id}/#{item.id}"' in "".join(cells.values())


def test_the_pieces_say_what_the_pages_say(
    project_renderer: Renderer, project_articles: dict[str, Article], project_book: Book
) -> None:
    pieces = dict(render_fragments(project_renderer))
    case = next((one for one in project_book.cases if f"compare/{one.id}/" in project_articles), None)
    if case is None:
        return
    rows = json.loads(pieces[f"find/rows/{case.id}.json"])["rows"]
    page = project_articles[f"compare/{case.id}/"].html.replace("../../", "")
    plain = re.compile(r"<abbr[^>]*>|</abbr>|\s+")
    for row, cell in render_cells(project_renderer, case, short=True).items():
        if row in TERM_ROWS:
            continue  # terms that all have stand once
        short, whole = (plain.sub("", place_links(one)) for one in (cell, rows[row]))
        assert short in plain.sub("", page), row
        # a long list is whole in the piece; the page has its beginning, and the way to the rest
        begun, more, _ = short.partition('</ul><pclass="small"><ahref=')
        assert whole.startswith(begun) and (more or whole == short), row


def test_in_short_a_list_has_two_entries_and_the_way_to_the_others(shelf_book: Book, project_schemas: Schemas) -> None:
    r = Renderer(shelf_book, project_schemas)
    case = max(shelf_book.cases, key=lambda one: len(one.lessons))
    assert len(case.lessons) > 2
    cell = place_links(render_cells(r, case, short=True)["lessons"])
    assert [f"#{lesson.id}" in cell for lesson in case.lessons] == [True, True] + [False] * (len(case.lessons) - 2)
    assert f'<a href="cases/{case.id}/#lessons">{len(case.lessons) - 2} more</a>' in cell


def test_what_is_the_same_in_all_is_said_once(shelf_book: Book, project_schemas: Schemas) -> None:
    book, r = shelf_book, Renderer(shelf_book, project_schemas)
    cases = [book.by_id[id] for id in ("durban-soup-tent", "lima-hill-kitchens")]
    said = {case.id: render_cells(r, case) for case in cases}
    differing, same = split_rows(r, cases, said)
    told = {row: cells for row, _, cells in differing}
    alike = {row: str(cell) for row, _, cell in same}
    for row, vocabulary in TERM_ROWS.items():
        of = [getattr(case, row) for case in cases]
        for case, ids, cell in zip(cases, of, told.get(row, ["", ""]), strict=True):
            for id in ids:
                address = f"{vocabulary}/{id}/"
                assert (address in alike.get(row, "")) == all(id in others for others in of), (case.id, id)
                assert (address in cell) == (address not in alike.get(row, "")), (case.id, id)
    # nothing is lost, and what differs stands whole
    assert {row for row, _ in ROWS if any(said[case.id][row] for case in cases)} == {*told, *alike}
    assert told["challenge"] == [said[case.id]["challenge"] for case in cases]
    # of a case beside itself all is the same
    assert split_rows(r, [cases[0], cases[0]], said)[0] == []


def test_nobody_is_asked_to_choose_among_thousands(project_articles: dict[str, Article], project_book: Book) -> None:
    listed = re.findall(r'data-case="([^"]+)"', project_articles["compare/"].html)
    assert sorted(listed) == sorted(case.id for case in project_book.cases)
