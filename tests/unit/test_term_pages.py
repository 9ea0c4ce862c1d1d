"""A vocabulary says where its terms stand: with a hub they have pages, without one the glossary explains them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.book import Book
from casebook.fields import Schemas
from casebook.find import FACETS
from casebook.model import Term, Vocabulary
from casebook.render import Article, Crumb, Renderer
from casebook.render.addresses import term_address
from casebook.render.crumbs import HUBS
from casebook.render.pages.glossary import render_glossary
from casebook.render.pages.terms import render_terms

SCHEMA = Path(__file__).parents[2] / "schema" / "vocabulary.schema.json"
RAIN = Term("rain", "Rain & hail", "Water from above.", "Snow is snow.", "A shower.", "active")


@pytest.fixture
def weather() -> Vocabulary:
    return Vocabulary("weather", "Weather", "What fell.", (RAIN,), noun="kind of weather", hub="explore")


def render_with(book: Book, schemas: Schemas, vocabulary: Vocabulary) -> Renderer:
    return Renderer(replace(book, vocabularies={**book.vocabularies, vocabulary.id: vocabulary}), schemas)


def test_the_terms_of_a_new_vocabulary_get_pages(
    shelf_book: Book, project_schemas: Schemas, weather: Vocabulary
) -> None:
    renderer = render_with(shelf_book, project_schemas, weather)
    pages = {article.address: article for article in render_terms(renderer)}
    page = pages["weather/rain/"]
    assert page.title == "Rain & hail" and "<h1>Rain &amp; hail</h1>" in page.html
    assert '<p class="kicker">Kind of weather</p>' in page.html and "No case carries this term yet." in page.html
    assert page.crumbs[-1] == Crumb("Cases", "explore/")
    (glossary,) = render_glossary(renderer)
    assert 'id="weather-rain"' in glossary.html and 'href="../weather/rain/"' in glossary.html


def test_without_a_hub_the_glossary_explains_them(
    shelf_book: Book, project_schemas: Schemas, weather: Vocabulary
) -> None:
    plain = replace(weather, hub="", noun="")
    assert term_address(plain, "rain") == "glossary/#weather-rain"
    renderer = render_with(shelf_book, project_schemas, plain)
    assert not [article for article in render_terms(renderer) if article.address.startswith("weather/")]
    (glossary,) = render_glossary(renderer)
    row = glossary.html.split('id="weather-rain"')
    assert row[0].rstrip().endswith('<div class="row__body"') and "Rain &amp; hail</h4>" in row[0]
    assert "../weather/rain/" not in glossary.html


def test_every_hub_that_a_vocabulary_can_name_is_known() -> None:
    choices = json.loads(SCHEMA.read_text("utf-8"))["properties"]["hub"]["enum"]
    assert choices and set(choices) <= set(HUBS)


def test_a_facet_that_leads_to_the_pages_of_terms_has_a_vocabulary_with_pages(project_book: Book) -> None:
    leading = [facet for facet in FACETS if facet.on_term_page]
    assert leading and all(project_book.vocabularies[facet.vocabulary].hub for facet in leading)


def test_a_term_that_is_to_be_taken_instead_is_named_by_its_label(shelf_articles: dict[str, Article]) -> None:
    page = shelf_articles["causes/red-tape/"].html
    assert 'take <a href="../../causes/procurement/">Procurement</a>' in page
    assert 'take <a href="../../causes/mandate/">Not in our mandate</a>' in page
    # a word that is no term stays a word
    assert "take that one" in shelf_articles["causes/not-known/"].html
    assert "take political-rivalry" not in shelf_articles["glossary/"].html
