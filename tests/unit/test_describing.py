"""Cases like mine: the words by which a description is understood, and the page that asks for it."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest

from casebook.book import Book
from casebook.find import BANDS, CAUGHT_BY, write_words
from casebook.model import SAY_NOTHING
from casebook.render import Article
from casebook.text import gazetteer


@pytest.fixture(scope="module")
def words(project_book: Book) -> dict[str, Any]:
    return json.loads(write_words(project_book))


@pytest.fixture(scope="module")
def article(project_articles: dict[str, Article]) -> Article:
    return project_articles["like-mine/"]


@pytest.mark.parametrize("kind", CAUGHT_BY)
def test_every_term_is_known_by_its_label_and_other_words(words: dict[str, Any], project_book: Book, kind: str) -> None:
    known = project_book.vocabularies[CAUGHT_BY[kind]].terms
    terms = [one for one in known if one.status == "active" and one.id not in SAY_NOTHING]
    assert words[kind] == [[one.id, one.label, *one.other_words] for one in terms]
    assert len(terms) > 8


def test_every_country_is_known_with_or_without_a_case(words: dict[str, Any]) -> None:
    names = {code: found for code, *found in words["country"]}
    assert len(names) > 240
    for code, (name, *_) in names.items():
        assert name == gazetteer.country_name(code).strip()
    assert "UK" in names["GB"] and "Kenya" in names["KE"]
    # folded, "US" would be the pronoun of "they do not trust us"
    assert not [code for code, found in names.items() if "us" in [name.lower() for name in found]]


def test_the_words_are_small_and_always_the_same(project_book: Book) -> None:
    made = write_words(project_book)
    assert made == write_words(project_book)
    # they are asked for only when somebody types
    assert len(gzip.compress(made.encode())) < 20_000


def test_sizes_rise_and_each_stands_for_all_of_its_band() -> None:
    numbers = [band.people for band in BANDS]
    assert numbers == sorted(set(numbers))
    edges = [20_000, 100_000, 500_000, 1_000_000, 3_000_000, 10_000_000]
    for band, low, high in zip(BANDS[1:-1], edges, edges[1:], strict=False):
        # what nearness.js calls of similar size
        assert band.people / low <= 2.5 and high / band.people <= 2.5, band


def _offered(article: Article, name: str) -> set[str]:
    return set(re.findall(rf'name="{name}" value="([^"]+)"', article.html))


def test_the_page_offers_what_cases_have_and_nothing_else(article: Article, project_book: Book) -> None:
    cases = project_book.cases
    assert _offered(article, "crisis") == {id for case in cases for id in case.crisis}
    assert _offered(article, "topic") == {id for case in cases for id in case.topics}
    assert _offered(article, "missing") == {one.cause for case in cases for one in case.failures} - SAY_NOTHING
    countries = article.html.split('name="country">')[1].split("</select>")[0]
    offered = set(re.findall(r'value="([^"]+)"', countries))
    assert offered == {case.city.country for case in cases if case.city}


def test_the_page_leads_to_every_case_and_says_what_it_needs(article: Article, project_book: Book) -> None:
    assert "needs JavaScript" in article.html
    for case in project_book.cases:
        anchor = "#related" if project_book.relations[case.id] else ""
        assert f'href="../cases/{case.id}/{anchor}"' in article.html
