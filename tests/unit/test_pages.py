"""The list of the kinds of pages: what the site has is what stands in it, each address once."""

from __future__ import annotations

from collections import Counter

import pytest

from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Renderer, render_articles
from casebook.render.pages import PAGES


@pytest.fixture(scope="module")
def renderer(shelf_book: Book, project_schemas: Schemas) -> Renderer:
    """The invented book: every kind of page has articles, and none takes long."""
    return Renderer(shelf_book, project_schemas)


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.id for kind in PAGES}) == len(PAGES) == len({kind.render for kind in PAGES})


def test_the_site_is_the_kinds_one_after_the_other_and_no_address_stands_twice(renderer: Renderer) -> None:
    by_kind = {kind.id: [article.address for article in kind.render(renderer)] for kind in PAGES}
    addresses = [article.address for article in render_articles(renderer)]
    assert addresses == [address for found in by_kind.values() for address in found]
    assert not [address for address, number in Counter(addresses).items() if number > 1]
    assert by_kind["home"] == [""]
    assert by_kind["case"] == [f"cases/{case.id}/" for case in renderer.book.cases]
