"""The finder's lists: whoever has no JavaScript finds on pages what the finder would say."""

from __future__ import annotations

import gzip
import re
from collections import Counter

from markupsafe import escape

from casebook.book import Book
from casebook.model import SAY_NOTHING
from casebook.render import Article
from casebook.render.pages.finder import list_questions, read_positions
from casebook.render.paging import CARDS, LEAVES_OF_SEVERAL

ROOM = LEAVES_OF_SEVERAL * CARDS
"""How many of a kind the pages of a term list."""


def _items(article: Article) -> list[str]:
    """The items that a page leads to, as CASE#ID."""
    return re.findall(r'href="(?:\.\./)+cases/([a-z0-9-]+)/(#[a-z0-9-]+)"', article.html)


def _names(pairs: object) -> set[tuple[str, str]]:
    return {(case.id, f"#{item.id}") for case, item in pairs}


def test_each_question_offers_what_some_item_has_and_says_of_how_many(project_book: Book) -> None:
    counted: dict[str, Counter[str]] = {
        "actor-kinds": Counter(),
        "crises": Counter(),
        "topics": Counter(),
        "causes": Counter(),
    }
    for case in project_book.cases:
        lead = [one.kind for one in case.actors[:1]]
        for items, kinds_of, causes_of in (
            (case.entry_points, lambda one: one.opened_by_kinds, lambda one: one.answers),
            (case.lessons, lambda one: one.audience, lambda one: one.answers),
            (case.failures, lambda _, lead=lead: lead, lambda one: (one.cause,)),
        ):
            for item in items:
                counted["actor-kinds"].update(set(kinds_of(item)))
                counted["causes"].update(set(causes_of(item)))
                counted["crises"].update(set(case.crisis))
                counted["topics"].update(set(case.topics))
    for question in list_questions(project_book):
        for _, vocabulary, answers in question.groups:
            expected = {id: size for id, size in counted.pop(vocabulary).items() if id not in SAY_NOTHING}
            assert {answer.term.id: answer.size for answer in answers} == expected, vocabulary
            sizes = [answer.size for answer in answers]
            assert sizes == sorted(sizes, reverse=True)
    assert not counted


def test_the_questions_are_lists_that_lead_to_pages(project_articles: dict[str, Article], project_book: Book) -> None:
    page = project_articles["finder/"].html
    for question in list_questions(project_book):
        assert f'<h2 id="{question.id}">{question.asks}</h2>' in page
        for _, vocabulary, answers in question.groups:
            for term in (answer.term for answer in answers):
                assert f'href="../{vocabulary}/{term.id}/">{escape(term.said or term.label)}</a>' in page, term.id
                assert f"{vocabulary}/{term.id}/" in project_articles


def test_a_kind_of_actor_finds_all_that_is_theirs(project_articles: dict[str, Article], project_book: Book) -> None:
    for term in project_book.vocabularies["actor-kinds"].terms:
        doors = {
            (case.id, f"#{one.id}")
            for case in project_book.cases
            for one in case.entry_points
            if term.id in one.opened_by_kinds
        }
        lessons = {
            (case.id, f"#{one.id}") for case in project_book.cases for one in case.lessons if term.id in one.audience
        }
        led = [case for case in project_book.cases if case.actors and case.actors[0].kind == term.id]
        failures = {(case.id, f"#{one.id}") for case in led for one in case.failures}
        found = read_positions(project_book)[term.id]
        assert (_names(found.doors), _names(found.lessons), _names(found.failures)) == (doors, lessons, failures)
        shown = [
            one
            for address, page in project_articles.items()
            if address.startswith(f"actor-kinds/{term.id}/")
            for one in _items(page)
        ]
        assert set(shown) <= doors | lessons | failures, term.id
        # each once; what a list leaves out it counts
        assert len(shown) == len(set(shown)) == sum(min(len(one), ROOM) for one in (doors, lessons, failures)), term.id
        taking_part = {case.id for case in project_book.cases if any(one.kind == term.id for one in case.actors)}
        assert {case.id for case in (*found.led, *found.joined)} == taking_part
        assert not {case.id for case in found.led} & {case.id for case in found.joined}


def test_a_crisis_shows_what_its_cases_hold(project_articles: dict[str, Article], project_book: Book) -> None:
    for term in project_book.vocabularies["crises"].terms:
        cases = [case for case in project_book.cases if term.id in case.crisis]
        held = [
            {(case.id, f"#{item.id}") for case in cases for item in getattr(case, field)}
            for field in ("entry_points", "lessons", "failures")
        ]
        address = f"crises/{term.id}/"
        # a long list goes over several pages
        shown = {one for where, page in project_articles.items() if where.startswith(address) for one in _items(page)}
        assert all(len(shown & one) >= min(len(one), ROOM) for one in held), term.id


def test_who_opened_a_door_belongs_to_the_kinds_of_a_case(project_book: Book) -> None:
    for case in project_book.cases:
        for point in case.entry_points:
            for kind in point.opened_by_kinds:
                assert case in project_book.cases_with("actor-kinds", kind), (case.id, kind)


def test_a_page_of_a_term_stays_light(project_articles: dict[str, Article]) -> None:
    for address, article in project_articles.items():
        if address.startswith(("crises/", "actor-kinds/")):
            # up to 800 rows with their texts
            assert len(gzip.compress(article.html.encode(), 6)) < 70_000, address
