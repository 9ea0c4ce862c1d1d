"""The facets, the table that a browser filters with, and the pages that list cases without a script."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from benchmarks.generate import generate_cases
from casebook.book import Book
from casebook.check import check_project
from casebook.fields import Schemas
from casebook.find import FACETS, Facet, list_values, order_cases, write_table
from casebook.find.table import LETTERS
from casebook.render import Article, Renderer
from casebook.render.narrowing import facet_address
from casebook.render.pages.explore import render_explore
from casebook.render.paging import CARDS

MOST_BYTES = 10


def read_column(column: dict) -> list[list[str]]:
    """The ids of each case's terms, read as a browser reads them."""
    ids = [term[0] for term in column["terms"]]
    number = {letter: n for n, letter in enumerate(LETTERS)}
    rows = column["of"].split(" ")
    return [[ids[number.get(one, ord(one) - 0x100 + len(LETTERS))] for one in row] for row in rows]


@pytest.mark.parametrize("facet", FACETS, ids=[facet.id for facet in FACETS])
def test_a_column_says_what_the_facet_says(project_book: Book, facet: Facet) -> None:
    column = next(one for one in json.loads(write_table(project_book))["facets"] if one["id"] == facet.id)
    values = [list(facet.values_of(project_book, case)) for case in order_cases(project_book)]
    assert read_column(column) == values
    assert all(len(set(one)) == len(one) for one in values)


def test_the_table_knows_the_order_of_the_cases(project_book: Book) -> None:
    table = json.loads(write_table(project_book))
    cases = order_cases(project_book)
    assert table["cases"] == [case.id for case in cases]
    begun = sorted(cases, key=lambda case: (case.period_from, case.id))
    assert [case.id for _, case in sorted(zip(table["begun"], cases, strict=True), key=lambda one: one[0])] == [
        case.id for case in begun
    ]
    assert table["people"] == [project_book.cities[case.city_id].population or 0 for case in cases]


def test_a_label_that_is_left_off_is_the_id_in_words(project_book: Book) -> None:
    for column, facet in zip(json.loads(write_table(project_book))["facets"], FACETS, strict=True):
        labels = {value.id: value.label for value in list_values(project_book, facet, project_book.cases)}
        for id, *label in column["terms"]:
            assert labels[id] == (label[0] if label else id[0].upper() + id[1:].replace("-", " "))


def test_the_table_is_small(project_book: Book) -> None:
    size = len(gzip.compress(write_table(project_book).encode(), 6))
    # in a small book the labels of the values weigh most
    assert size <= 800 + len(project_book.cases) * len(FACETS) * MOST_BYTES


def list_cases(html: str) -> list[str]:
    """The cases that a page lists, in its order."""
    return list(dict.fromkeys(re.findall(r'href="(?:\.\./)+cases/([a-z0-9-]+)/"', html)))


def test_each_value_leads_to_a_page_that_lists_exactly_its_cases(
    project_book: Book, project_articles: dict[str, Article]
) -> None:
    book, pages = project_book, project_articles
    explore = pages["explore/"].html
    for facet in FACETS:
        for value in list_values(book, facet, book.cases):
            address = facet_address(facet, value.id)
            link = f'<a href="../{address}" data-value="{value.id}">{escape(value.label)}</a>'
            assert f'{link} <span class="facet__count">{len(value.having)}<' in explore
            # a long list goes on on the next pages
            leaves = [article.html for one, article in pages.items() if re.fullmatch(rf"{address}(page-\d+/)?", one)]
            lists = (html.partition('<h2 id="cases">')[2].partition('<h2 id="notes">')[0] for html in leaves)
            assert [id for html in lists for id in list_cases(html)] == [case.id for case in value.having], address


def test_the_first_page_leads_to_all_others(generated_book: Book, project_schemas: Schemas) -> None:
    pages = list(render_explore(Renderer(generated_book, project_schemas)))
    assert [one.address for one in pages] == ["explore/", *(f"explore/page-{n}/" for n in range(2, len(pages) + 1))]
    shown = [list_cases(one.html) for one in pages]
    assert CARDS == 50
    assert all(0 < len(one) <= CARDS for one in shown)
    assert [id for one in shown for id in one] == [case.id for case in order_cases(generated_book)]
    for number, one in enumerate(pages, 1):
        assert ('rel="prev"' in one.html) == (number > 1)
        assert ('rel="next"' in one.html) == (number < len(pages))
        # the filter and its script stand on the first page alone
        assert bool(one.scripts) == ("data-facet" in one.html) == (number == 1)


def test_a_book_without_cases_has_its_page(shelf_book: Book, project_schemas: Schemas) -> None:
    empty = Book((), {}, shelf_book.shared, shelf_book.vocabularies, {}, shelf_book.fields)
    (only,) = render_explore(Renderer(empty, project_schemas))
    assert "0 cases" in only.html and "data-explore" not in only.html


def test_generated_cases_are_the_same_each_time_and_of_many_kinds(
    tmp_path: Path, generated_book: Book, shelf_project: Path
) -> None:
    texts = []
    for name in ("one", "two"):
        generate_cases(tmp_path / name, 30, project=shelf_project)
        texts.append({file.name: file.read_text("utf-8") for file in (tmp_path / name).rglob("*.md")})
    assert texts[0] == texts[1] and len(texts[0]) == 30
    assert all(len(list_values(generated_book, facet, generated_book.cases)) > 2 for facet in FACETS)
    assert len({case.title for case in generated_book.cases}) == len(generated_book.cases)


@pytest.mark.lands
def test_of_any_cases_a_larger_book_can_be_made(tmp_path: Path, roots: Callable[[str], Path]) -> None:
    # ten at once, among them one of each kind
    root = roots("ten")
    number = len(list(root.glob("cases/[!_]*/*.md"))) + 1
    generate_cases(tmp_path, number, project=root)
    reading = check_project(tmp_path)
    assert [one for one in reading.diagnostics if one.severity == "error"] == []
    assert len(reading.cases) == number


class TestTheLargeBook:
    """The same of a book that needs several pages."""

    @pytest.fixture(name="project_book")
    def use_the_large_book(self, generated_book: Book) -> Book:
        return generated_book

    @pytest.fixture(name="project_articles")
    def use_its_articles(self, generated_articles: dict[str, Article]) -> dict[str, Article]:
        return generated_articles

    test_columns = staticmethod(test_a_column_says_what_the_facet_says)
    test_order = staticmethod(test_the_table_knows_the_order_of_the_cases)
    test_labels = staticmethod(test_a_label_that_is_left_off_is_the_id_in_words)
    test_size = staticmethod(test_the_table_is_small)
    test_pages = staticmethod(test_each_value_leads_to_a_page_that_lists_exactly_its_cases)
