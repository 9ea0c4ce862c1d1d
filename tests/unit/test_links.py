"""Links between the pages: made without knowing a page, and led to the root from wherever the text stands."""

from __future__ import annotations

import json
import re

import pytest
from markupsafe import Markup

from casebook.book import Book
from casebook.fields import Schemas
from casebook.find import order_cases
from casebook.render import Renderer, Site, render_fragments
from casebook.render.links import link, place_links
from casebook.render.pages.about import render_not_found
from casebook.render.pages.explore import render_explore


@pytest.mark.parametrize(
    ("address", "base", "home", "case"),
    [
        ("", "", "./", "cases/a/"),
        ("explore/", "", "../", "../cases/a/"),
        ("explore/page-2/", "", "../../", "../../cases/a/"),
        ("404.html", "/casebook/", "/casebook/", "/casebook/cases/a/"),
    ],
)
def test_a_link_leads_from_where_it_stands(address: str, base: str, home: str, case: str) -> None:
    made = f'<a href="{link("")}">Home</a> <a href="{link("cases/a/")}">A</a> <a href="{link("#top")}">Up</a>'
    for text in (made, Markup(made)):
        placed = place_links(text, address, base)
        assert placed == f'<a href="{home}">Home</a> <a href="{case}">A</a> <a href="#top">Up</a>'
        assert type(placed) is str


def test_a_row_is_the_same_wherever_it_stands(project_book: Book, project_renderer: Renderer) -> None:
    renderer = project_renderer
    fragments = dict(render_fragments(renderer))
    explore = next(iter(render_explore(renderer))).html
    without_words = re.compile(r"<abbr[^>]*>|</abbr>")
    shown = without_words.sub("", explore).replace('href="../', 'href="')
    for case in order_cases(project_book)[:3]:
        row = json.loads(fragments[f"find/card/{case.id}.json"])["row"]
        assert f'href="cases/{case.id}/"' in row and "\x1a" not in row
        assert renderer.pieces.case_row(case) is renderer.pieces.case_row(case)
        assert row.strip() in shown


def test_the_page_that_is_served_everywhere_knows_the_base(project_book: Book, project_schemas: Schemas) -> None:
    (page,) = render_not_found(Renderer(project_book, project_schemas, Site(base="/here/")))
    links = re.findall(r'href="([^"#]+)', page.html)
    assert links and all(one.startswith("/here/") for one in links)
