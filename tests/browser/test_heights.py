"""No page is longer on a phone than a reader goes through: twelve screens, a case sixteen, with every row closed.

The pages are those of an invented book that fills every list, each put in the place of one of the invented
site. In the project's own book somebody may add a case that is long and breaks no rule, and no test may fail
for that: `tests/benchmarks/bench_heights.py` measures its pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from browsing import PHONE
from playwright.sync_api import Route

from casebook.book import Book
from casebook.fields import Schemas
from casebook.model import Essay, Evidence, Paragraph
from casebook.render import Article, Renderer
from casebook.render.pages import PAGES
from casebook.render.pages.about import render_not_found
from landing import PROJECT

MOST_SCREENS = {"case": 16}
"""How many screens a kind of page may take; 12 where none is named."""
_MAIN = re.compile(r"(<main\b[^>]*>).*(</main>)", re.DOTALL)


@pytest.fixture(scope="module")
def full_book(generated_book: Book) -> Book:
    """A book of some hundred cases that answers as many questions as the project's, and half as many again."""
    evidence = tuple(Evidence(case.id, case.lessons[0].id) for case in generated_book.cases[:8] if case.lessons)
    asked = "What comes once the crisis is over: for the money, the supplies and the tables at which people met?"
    claim = "Rules and contracts have outlived changes of government where a promise did not; they kept seats and not the people in them, and trust often broke over sums."
    text = Paragraph("What they say. " * 60, evidence)
    questions = tuple(
        Essay("questions", f"question-{n}", (text, text), claim, asked, (), "Nobody has compared.") for n in range(25)
    )  # fmt: skip
    return replace(generated_book, essays={**generated_book.essays, "questions": questions})


def _pick(articles: list[Article]) -> Iterator[Article]:
    """The heaviest article of a kind, and the one with most rows."""
    yield max(articles, key=lambda one: len(one.html))
    yield max(articles, key=lambda one: one.html.count("<summary"))


def _measure(open_shelf: Any, address: str, article: Article) -> float:
    """How many screens of a phone an article takes in the place of the one at an address."""
    page = open_shelf("about/", PHONE)
    base = page.url.removesuffix("about/")

    def give(route: Route) -> None:
        answer = route.fetch()
        body = _MAIN.sub(lambda found: found[1] + article.html + found[2], answer.text())
        route.fulfill(response=answer, body=body)

    page.route(base + address, give)
    page.goto(base + address, wait_until="networkidle")
    height: float = page.evaluate("document.documentElement.scrollHeight") / PHONE["height"]
    open_shelf.close()
    return height


@pytest.mark.parametrize(
    "kind", [kind for kind in PAGES if kind.render is not render_not_found], ids=lambda kind: kind.id
)
def test_a_full_page_is_short_enough_for_a_phone(
    open_shelf: Any, full_book: Book, shelf_book: Book, project_schemas: Schemas, kind: Any
) -> None:
    there = {one.address for one in kind.render(Renderer(shelf_book, project_schemas))}
    made = list(kind.render(Renderer(full_book, project_schemas)))
    found = {}
    for article in {one.address: one for one in _pick(made)}.values():
        # a place with the same scripts and styles
        place = article.address if article.address in there else min(there)
        found[article.address] = round(_measure(open_shelf, place, article), 1)
    most = MOST_SCREENS.get(kind.id, 12)
    assert max(found.values()) <= most, found


BY_HAND = [
    f"contribute/{'' if file.stem == 'index' else f'{file.stem}/'}"
    for file in sorted((PROJECT / "docs" / "contribute").glob("*.md"))
]


@pytest.mark.parametrize("address", ["", *BY_HAND, "no/such/page/"])
def test_a_page_by_hand_is_short_enough_for_a_phone(open_shelf: Any, address: str) -> None:
    page = open_shelf(address, PHONE)
    assert page.evaluate("document.documentElement.scrollHeight") / PHONE["height"] <= 12
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
