"""The home page: real numbers, questions that have answers, and the case whose story moved on last."""

from __future__ import annotations

import re

import pytest

from casebook.book import Book
from casebook.render import Article
from casebook.text.wording import number_of


@pytest.fixture(scope="module")
def home(project_articles: dict[str, Article]) -> str:
    return project_articles[""].html


def test_the_numbers_are_those_of_the_book(home: str, project_book: Book) -> None:
    cities = {case.city_id for case in project_book.cases if case.city}
    countries = project_book.cases_by_country
    text = re.sub(r"<[^>]+>|\s+", " ", home)
    said = (number_of(len(project_book.cases), "case"), number_of(len(cities), "city", "cities"))
    assert f"{said[0]} from {said[1]} in {number_of(len(countries), 'country', 'countries')}" in text
    for word, field in (("entry points: who", "entry_points"), ("lessons, each", "lessons"), ("failures:", "failures")):
        assert f"{sum(len(getattr(case, field)) for case in project_book.cases)} {word}" in text


def test_the_story_that_moved_on_last_is_read_first(home: str, project_book: Book) -> None:
    newest = {
        case.id for case in project_book.cases for one in case.follow_ups if one.when.endswith(project_book.newest)
    }
    first = re.search(r'id="read-first".*?cases/([^/"]+)/', home, re.DOTALL)
    # where no case has moved on there is none to read first
    assert bool(first) == bool(newest) and (not first or first[1] in newest)


def test_each_answer_of_the_questions_is_found_in_a_case(home: str, project_book: Book) -> None:
    for name, vocabularies in (("who", ["actor-kinds"]), ("facing", ["crises", "topics"]), ("obstacle", ["causes"])):
        select = re.search(rf'<select id="ask-{name}" data-name="{name}">(.*?)</select>', home, re.DOTALL)[1]
        values = [one for one in re.findall(r'value="([^"]*)"', select) if one]
        for value in values:
            assert any(
                project_book.cases_with(vocabulary, value)
                for vocabulary in vocabularies
                if project_book.vocabularies[vocabulary].get(value)
            )


def test_crises_and_topics_share_no_name(project_book: Book) -> None:
    # both stand in one list of the finder and in one name of its address
    crises, topics = ({term.id for term in project_book.vocabularies[id].terms} for id in ("crises", "topics"))
    assert not crises & topics
