"""Long lists: several pages, nothing twice, nothing lost, and every page leads to the next."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Article, Renderer, render_articles
from casebook.render.paging import CARDS, paginate


@pytest.mark.parametrize(("lengths", "count"), [((0,), 1), ((50,), 1), ((51,), 2), ((3, 120), 3)])
def test_every_entry_stands_on_exactly_one_page(lengths: tuple[int, ...], count: int) -> None:
    lists = [list(range(length)) for length in lengths]
    pages = paginate("doors/crisis/", *lists)
    assert len(pages) == count
    for entries in lists:
        assert [one for page in pages for one in page.of(entries)] == entries
    assert pages[0].address == "doors/crisis/"
    assert pages[-1].address == ("doors/crisis/" if count == 1 else f"doors/crisis/page-{count}/")


@pytest.fixture(scope="module")
def many(project_book: Book, project_schemas: Schemas) -> dict[str, Article]:
    """The articles of a book that has each case ten times."""
    cases = tuple(
        replace(case, id=f"{case.id}-{n}", path=case.path.replace(".md", f"-{n}.md"), related=())
        for case in project_book.cases
        for n in range(10)
    )
    book = replace(project_book, cases=cases, essays={})
    return {article.address: article for article in render_articles(Renderer(book, project_schemas))}


def test_a_page_stays_light_however_many_cases_there_are(many: dict[str, Article]) -> None:
    heavy = {address: len(one.html) for address, one in many.items() if len(one.html) > 1_000_000}
    assert not heavy
    for address, article in many.items():
        assert article.html.count('<article class="card"') <= CARDS, address


def test_no_case_is_lost_on_the_way_through_the_pages(many: dict[str, Article]) -> None:
    for base, number in (("timeline/", 260), ("questions/", 260), ("cities/cape-town/", 40), ("themes/institutions/", 260)):
        pages = [one.html for address, one in many.items() if re.fullmatch(rf"{base}(page-\d+/)?", address)]
        found = {id for html in pages for id in re.findall(r'href="(?:\.\./)+cases/([a-z0-9-]+)/"', html)}
        assert len(found) == number, base


def test_each_page_leads_to_the_next(many: dict[str, Article]) -> None:
    for address, article in many.items():
        if "/page-" in address:
            number = int(re.search(r"page-(\d+)", address)[1])
            assert 'rel="prev"' in article.html and f"Page {number} of" in article.html


def test_a_case_leads_to_its_row_wherever_that_stands(many: dict[str, Article]) -> None:
    for address, article in many.items():
        if found := re.search(r'href="../../(timeline/[^"#]*)#(at-[^"]+)"', article.html):
            assert f'id="{found[2]}"' in many[found[1]].html, address
