"""The facets, the table that a browser filters with, and the pages that list cases without a script."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import generate_cases
from casebook.book import Book
from casebook.check import check_project
from casebook.fields import Schemas
from casebook.find import FACETS, ITEM_FACETS, Facet, list_values, order_cases, order_pairs, write_table
from casebook.find.table import LETTERS
from casebook.model import Highlights
from casebook.render import Article, Renderer
from casebook.render.narrowing import FEWEST, facet_address, narrow_items
from casebook.render.pages.explore import render_explore
from casebook.render.pages.hubs import render_entry_points, render_failures, render_lessons
from casebook.render.paging import CARDS, LEAVES, LEAVES_OF_SEVERAL, TEXT_ROWS

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
            listed = [id for html in lists for id in list_cases(html)]
            assert listed == [case.id for case in value.having[: len(listed)]], address
            assert len(listed) == len(value.having) or len(listed) >= LEAVES_OF_SEVERAL * CARDS, address


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


_NAMED = re.compile(r'<(?:li|p class="item__from")>[^<]*<a href="(?:\.\./)+cases/([a-z0-9-]+)/#([a-z0-9-]+)"')


def list_named(pages: Iterable[Article]) -> list[tuple[str, str]]:
    """The items that pages tell or name in a line, each as its case and itself, in their order."""
    return [(case, item) for page in pages for case, item in _NAMED.findall(page.html)]


HUBS = (
    (render_lessons, "lesson", "lessons"),
    (render_failures, "failure", "failures"),
    (render_entry_points, "entry_point", "entry_points"),
)


@pytest.mark.parametrize(("render", "kind", "field"), HUBS)
def test_a_hub_has_each_item_once_with_what_it_is_narrowed_down_by(
    project_book: Book, project_schemas: Schemas, render: Any, kind: str, field: str
) -> None:
    book = project_book
    pages = list(render(Renderer(book, project_schemas)))
    rows = [
        row
        for page in pages
        for row in re.findall(r"<li (data-[^>]*)>\s*(<details.*?</details>)", page.html, re.DOTALL)
    ]
    places = [re.findall(r"cases/([a-z0-9-]+)/#([a-z0-9-]+)\"", row) for _, row in rows]
    pairs = order_pairs((case, item) for case in book.cases for item in getattr(case, field))
    expected = [(case.id, item.id) for case, item in pairs]
    assert sorted(expected) == sorted((case.id, item.id) for case in book.cases for item in getattr(case, field))
    if len(expected) > TEXT_ROWS:
        # what a larger book is narrowed down by stands in the tables, and here are the first
        assert not rows and list_named(pages) == expected[: LEAVES * CARDS]
        return
    # a text may lead to other items; the way into the case comes after it
    assert [one[-1] for one in places] == expected
    for (case_id, item_id), (text, _) in zip(expected, rows, strict=True):
        case = book.by_id[case_id]
        item = next(one for one in getattr(case, field) if one.id == item_id)
        said = {name: values.split() for name, values in re.findall(r'data-([a-z]+)="([^"]*)"', text)}
        del said["place"]
        values = {facet.id: list(facet.values_of(book, (case, item))) for facet in ITEM_FACETS}
        assert said == {name: ids for name, ids in values.items() if ids}
        assert said["kind"] == [kind]


def test_items_come_one_of_each_case_first_and_of_each_what_it_is_worth_reading_for(shelf_book: Book) -> None:
    with_failures = [case for case in order_cases(shelf_book) if case.failures]
    assert any(len(case.failures) > 1 for case in with_failures)
    cases = [replace(case, highlights=Highlights(failure=case.failures[-1].id)) for case in with_failures]
    pairs = order_pairs((case, item) for case in cases for item in case.failures)
    assert [(case.id, item.id) for case, item in pairs[: len(cases)]] == [
        (case.id, case.failures[-1].id) for case in cases
    ]
    for case in cases:
        # and then in the order of the case
        assert [item for of, item in pairs if of is case] == [case.failures[-1], *case.failures[:-1]]


def test_an_item_has_its_own_values_before_its_cases(shelf_book: Book) -> None:
    def read(facet: str, case: str, item: str) -> tuple[str, ...]:
        found = shelf_book.item(f"{case}#{item}")
        assert found
        return next(one for one in ITEM_FACETS if one.id == facet).values_of(shelf_book, (found[0], found[2]))

    keys = ("durban-empty-school", "have-the-keys-ready-in")
    # the causes that a lesson answers, and whom it is for
    assert read("cause", *keys) == ("money", "red-tape")
    assert read("who", *keys) == ("community", "intermediary")
    assert read("theme", *keys) == ("institutions",) != shelf_book.by_id[keys[0]].themes
    for case in shelf_book.cases:
        for lesson in case.lessons:
            assert read("theme", case.id, lesson.id) == (lesson.themes or case.themes)
        for failure in case.failures:
            assert read("cause", case.id, failure.id) == (failure.cause,)
            assert read("who", case.id, failure.id) == tuple(one.kind for one in case.actors[:1])
            assert read("door", case.id, failure.id) == ()
        for door in case.entry_points:
            assert read("cause", case.id, door.id) == door.answers
            assert read("who", case.id, door.id) == door.opened_by_kinds
            assert read("confidence", case.id, door.id) == (shelf_book.assessments[case.id].confidence,)


def test_a_list_of_items_is_narrowed_down_by_what_tells_them_apart(shelf_book: Book) -> None:
    pairs = [(case, item) for case in shelf_book.cases for item in case.lessons]
    lessons = narrow_items(shelf_book, pairs)
    titles = {facet.id: facet.title for facet in lessons.facets}
    assert lessons.facets[0].id == "theme"  # what sorts lessons leads
    assert titles["who"] == "For whom" and titles["cause"] == "Cause of failure that it answers"
    assert "kind" not in titles and "door" not in titles
    for facet in lessons.facets:
        for id, _, number, _ in facet.values:
            values_of = next(one for one in ITEM_FACETS if one.id == facet.id).values_of
            assert number == sum(id in values_of(shelf_book, pair) for pair in pairs)
    mixed = narrow_items(shelf_book, [*pairs, *((case, item) for case in shelf_book.cases for item in case.failures)])
    assert {facet.id: facet.title for facet in mixed.facets}["who"] == "Who"
    assert [id for id, *_ in mixed.facets[0].values] == ["lesson", "failure"]
    # a short list is read sooner
    assert narrow_items(shelf_book, pairs[: FEWEST - 1]).facets == () != narrow_items(shelf_book, pairs[:FEWEST]).facets


def test_what_items_are_narrowed_down_by_leads_to_pages_that_are_there(
    shelf_book: Book, shelf_articles: dict[str, Article]
) -> None:
    pairs = [(case, item) for case in shelf_book.cases for kind, item in case.items() if kind.mark]
    found = [address for facet in narrow_items(shelf_book, pairs).facets for *_, address in facet.values]
    assert found and not set(found) - set(shelf_articles)


def test_a_hub_too_long_to_bring_all_texts_tells_the_first_and_lists_some(
    generated_book: Book, project_schemas: Schemas
) -> None:
    pages = list(render_lessons(Renderer(generated_book, project_schemas)))
    number = sum(len(case.lessons) for case in generated_book.cases)
    assert number > TEXT_ROWS > LEAVES * CARDS
    assert [one.address for one in pages] == ["lessons/", *(f"lessons/page-{n}/" for n in range(2, LEAVES + 1))]
    pairs = order_pairs((case, item) for case in generated_book.cases for item in case.lessons)
    assert list_named(pages) == [(case.id, item.id) for case, item in pairs[: LEAVES * CARDS]]
    assert f'data-narrow="{number}"' in pages[0].html
    assert f"These pages list the first {LEAVES * CARDS} of {number:,} lessons." in pages[-1].html
    for n, page in enumerate(pages, 1):
        assert bool(page.scripts) == ("data-narrow" in page.html) == (n == 1)
        # what it is narrowed down by stands in the tables
        assert "<li data-" not in page.html and 'name="words"' not in page.html


def test_a_book_without_cases_has_its_page(shelf_book: Book, project_schemas: Schemas) -> None:
    empty = Book((), {}, shelf_book.shared, shelf_book.vocabularies, {}, shelf_book.fields)
    renderer = Renderer(empty, project_schemas)
    for render, *_ in HUBS:
        (only,) = render(renderer)
        assert "<h2>0 " in only.html and not only.scripts
    (only,) = render_explore(renderer)
    assert "0 cases" in only.html and "data-narrow" not in only.html


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
