"""When a case should be asked about again: by one rule, from dates of the book alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.book import Book
from casebook.book.due import YEARS_OF_THE_ENDED, find_due, find_last_day, list_due
from casebook.model import Case, Change, FollowUp, Review, State


@pytest.fixture
def plain(shelf_book: Book) -> Case:
    """A case that began in March 2016, of which nothing else is known."""
    return replace(
        shelf_book.cases[0],
        period_from="2016-03",
        period_to="unknown",
        follow_ups=(),
        status=None,
        reviewed=None,
        history=(),
    )


def _event(when: str) -> FollowUp:
    return FollowUp("follow-up-1", when, "So it was.", ())


@pytest.mark.parametrize(
    ("known", "last", "on"),
    [
        ({}, "2016-03", date(2017, 3, 1)),
        ({"period_to": "ongoing"}, "2016-03", date(2017, 3, 1)),
        ({"period_to": "2018-11-12"}, "2018-11-12", date(2019, 11, 12)),
        ({"follow_ups": (_event("unknown"),)}, "2016-03", date(2017, 3, 1)),
        ({"follow_ups": (_event("2020"),)}, "2020", date(2021, 1, 1)),
        # of a span the end counts
        ({"follow_ups": (_event("2019-05/2021-04"),)}, "2021-04", date(2022, 4, 1)),
        ({"follow_ups": (_event("2020-02-29"),)}, "2020-02-29", date(2021, 2, 28)),
        ({"status": State("unknown", "2018-02", ())}, "2018-02", date(2019, 2, 1)),
        ({"status": State("unknown", "unknown", ())}, "2016-03", date(2017, 3, 1)),
        # somebody who knows it has been asked
        ({"follow_ups": (_event("2020"),), "reviewed": Review("2024-06-01")}, "2024-06-01", date(2025, 6, 1)),
    ],
)
def test_a_case_is_due_a_year_after_the_last_that_is_known_of_it(plain: Case, known, last: str, on: date) -> None:
    due = find_due(replace(plain, **known))
    assert (due.known, due.on, due.years) == (last, on, 1)
    assert due.is_due(on) and not due.is_due(date.fromordinal(on.toordinal() - 1))


def test_what_has_ended_is_asked_about_less_often(plain: Case) -> None:
    ended = find_due(replace(plain, status=State("ended", "2018-02", ())))
    assert (ended.years, ended.on) == (YEARS_OF_THE_ENDED, date(2018 + YEARS_OF_THE_ENDED, 2, 1))
    assert find_due(replace(plain, status=State("faded", "2018-02", ()))).years == 1


def test_a_correction_is_no_news(plain: Case) -> None:
    corrected = replace(plain, history=(Change("2026-11-26", "corrected", "It was otherwise."),))
    assert find_due(corrected).on == find_due(plain).on


def test_all_cases_are_listed_the_one_that_waited_longest_first(project_book: Book) -> None:
    listed = list_due(project_book)
    assert {one.case.id for one in listed} == set(project_book.by_id)
    assert [one.on for one in listed] == sorted(one.on for one in listed)


def test_the_last_day_of_the_book_is_its_newest_date(plain: Case, shelf_book: Book) -> None:
    book = replace(shelf_book, cases=(replace(plain, follow_ups=(_event("2021-04"),)),))
    assert find_last_day(book) == date(2021, 4, 1)
    changed = replace(plain, history=(Change("2022-01-02", "added", "First published."),))
    assert find_last_day(replace(shelf_book, cases=(changed,))) == date(2022, 1, 2)
    # where nothing has a date there is a day all the same
    assert find_last_day(replace(shelf_book, cases=())) == date(1000, 1, 1)
