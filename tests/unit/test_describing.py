"""Cases like mine: the words by which a description is understood, and the page that asks for it."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest

from casebook.book import Book
from casebook.find import BANDS, CAUGHT_BY, order_cases, write_words
from casebook.model import SAY_NOTHING
from casebook.render import Article
from casebook.search import list_records, write_case_words
from casebook.search.case_words import MOST_WORDS, WORDS_OF_ALL, tell_cases
from casebook.search.records import Foreign, Record
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


def _weigh(text: str) -> int:
    return len(gzip.compress(text.encode()))


# ---- the words of the cases ----


def _record(id: str, title: str, text: str, *foreign: Foreign) -> Record:
    return Record(kind="case", address=f"cases/{id}/", title=title, context="", texts=(text,), foreign=foreign)


def test_a_case_is_told_by_the_words_that_few_others_say(shelf_book: Book) -> None:
    one, two, three, four = (case.id for case in order_cases(shelf_book)[:4])
    records = [
        _record(
            one, "A mall and a market", "The mall. Vendors carry trolleys over the street, and vendors shout: vendors!"
        ),
        _record(two, "A market", "Trams on the street.", Foreign("es", "Tranvías", "", "Los cuidados")),
        _record(three, "A street", "A market, and nothing else."),
        _record(four, "A street", "No more, no less."),
        Record(kind="lesson", address=f"cases/{one}/#l", title="Ask the porters", context="", texts=("Ask.",)),
        Record(kind="term", address="topics/food/", title="Chimneys", context="", texts=("Smoke.",)),
    ]
    rows = json.loads(write_case_words(shelf_book, [tell_cases(records)]))["words"]
    assert len(rows) == len(shelf_book.cases)
    said = [[part.split() for part in row.split("|")] for row in rows[:4]]
    assert "mall" in said[0][0] and "vendor" in said[0][1] and {"trolley", "porter"} <= set(said[0][2])
    # an item's title is not the case's, and what three of four say tells none from another
    assert not {"porter", "market", "street"} & set(said[0][0])
    assert said[1][0] == ["tranvi"] and "cuidad" in said[1][2]
    assert rows[4:] == ["||"] * (len(rows) - 4)
    assert "chimney" not in str(rows)


def test_the_words_of_the_cases_are_few_however_many_cases_there_are(project_book: Book) -> None:
    made = write_case_words(project_book, [tell_cases(list_records(project_book))])
    rows = json.loads(made)["words"]
    assert max(len(row.replace("|", " ").split()) for row in rows) <= MOST_WORDS
    # a line that is slow and dear: 60 kB for the first 46 cases, and as much for each as it is then
    assert _weigh(made) < max(60_000, 1_300 * len(rows))
    assert WORDS_OF_ALL // 5000 == 30


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
    countries, _, regions = article.html.split('name="country">')[1].split("</select>")[0].partition("<optgroup")
    offered = set(re.findall(r'value="([^"]+)"', countries))
    assert offered == set(project_book.cases_by_country)
    listed = [code for codes in re.findall(r'data-countries="([^"]+)"', regions) for code in codes.split()]
    assert len(listed) == len(set(listed)) and set(listed) == offered


def test_the_page_leads_to_every_case_and_says_what_it_needs(article: Article, project_book: Book) -> None:
    assert "needs JavaScript" in article.html
    for case in project_book.cases:
        anchor = "#related" if project_book.relations[case.id] else ""
        assert f'href="../cases/{case.id}/{anchor}"' in article.html
