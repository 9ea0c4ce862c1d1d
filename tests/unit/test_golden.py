"""Golden articles: what a small case becomes, letter by letter.

After a change that is meant, `UPDATE_GOLDEN=1 make test` writes them anew; read the difference.
"""

from __future__ import annotations

import os

import pytest
from examples import TESTS, TODAY, make_project

from casebook.book import Book, link_book
from casebook.check import check_project
from casebook.fields import Schemas
from casebook.render import Article, Renderer, render_articles

GOLDEN = TESTS / "golden"
ADDRESSES = {
    "case": "cases/complete/",
    "stub": "cases/durban-shelter/",
    "city": "cities/teresina/",
    "cases": "explore/",
    "failures": "failures/",
    "questions": "questions/",
    "timeline": "timeline/",
    "not-found": "404.html",
}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory, project_schemas: Schemas) -> dict[str, Article]:
    root = make_project(tmp_path_factory.mktemp("golden"), TESTS / "cases_good" / "complete.md")
    book = link_book(check_project(root, TODAY))
    return {article.address: article for article in render_articles(Renderer(book, project_schemas))}


@pytest.mark.parametrize("name", ADDRESSES)
def test_article_is_as_it_was(articles: dict[str, Article], name: str) -> None:
    file = GOLDEN / f"{name}.html"
    made = articles[ADDRESSES[name]].html
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8", newline="\n")
    assert made == file.read_text(encoding="utf-8")


def test_rendering_twice_gives_the_same(
    shelf_book: Book, shelf_articles: dict[str, Article], project_schemas: Schemas
) -> None:
    again = {one.address: one for one in render_articles(Renderer(shelf_book, project_schemas))}
    assert again == shelf_articles
    assert {address: one.html for address, one in again.items()} == {
        address: one.html for address, one in shelf_articles.items()
    }


def test_titles_and_descriptions_are_plain_text(project_articles: dict[str, Article]) -> None:
    for article in project_articles.values():
        assert article.title and article.description
        assert "<" not in article.title + article.description
        assert len(article.description) <= 200
        assert article.address == "" or article.address.endswith(("/", ".html"))
