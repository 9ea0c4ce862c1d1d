"""What became of all cases, and where the book knows little: counted right, drawn as counted, said as drawn."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest

from casebook.book import Book
from casebook.book.fates import (
    FATES,
    Course,
    Fates,
    Year,
    choose_examples,
    find_fate,
    find_telling,
    follow_course,
    sort_by_cause,
    sort_by_fate,
)
from casebook.book.gaps import find_gaps
from casebook.book.strands import read_strand, read_strands
from casebook.fields import Schemas
from casebook.model import Case, City, FollowUp
from casebook.render import Article, Renderer
from casebook.render.columns import draw_columns
from casebook.text import gazetteer


@pytest.fixture
def plain(shelf_book: Book) -> Case:
    """A case that began in March 2016, of which nothing else is known."""
    return replace(
        shelf_book.cases[0],
        id="plain",
        period_from="2016-03",
        period_to="unknown",
        follow_ups=(),
        results=(),
        status=None,
    )


def _tell(case: Case, *words: tuple[str, str]) -> Case:
    events = tuple(FollowUp(f"follow-up-{n}", when, "So it was.", (), is_) for n, (when, is_) in enumerate(words, 1))
    return replace(case, follow_ups=events)


@pytest.mark.parametrize(
    ("words", "fates"),
    [
        # nobody tells of it after the beginning
        ([], ["alive", "unknown", "unknown", "unknown"]),
        # until the first word it goes on, after the last nobody knows
        ([("2018-06", "sustained")], ["alive", "alive", "alive", "unknown"]),
        # news that changed nothing is a later source all the same
        ([("2019-06", "")], ["alive", "alive", "alive", "alive"]),
        # a word holds until the next
        ([("2016-09", "faded"), ("2018-01", "grown"), ("2019-09", "changed")], ["alive", "faded", "alive", "alive"]),
        # an end needs no later source
        ([("2016-09", "ended")], ["alive", "ended", "ended", "ended"]),
        # and yet it may begin again
        ([("2016-09", "ended"), ("2018-01", "changed"), ("2020-01", "institutionalised")], ["alive", "ended", "changed", "changed"]),
        # who says that it was not known says nothing else
        ([("2016-09", "unknown"), ("2020", "sustained")], ["alive", "unknown", "unknown", "unknown"]),
        # what has no date may have been at any time
        ([("unknown", "faded"), ("2020", "sustained")], ["alive", "unknown", "unknown", "unknown"]),
    ],
)  # fmt: skip
def test_a_word_holds_from_its_date_to_the_next(plain: Case, words: list[tuple[str, str]], fates: list[str]) -> None:
    strand = read_strand(_tell(plain, *words))
    assert [find_fate(strand, 12 * year) for year in range(4)] == fates


def test_a_status_that_is_new_to_the_vocabulary_is_not_known(plain: Case) -> None:
    strand = read_strand(_tell(plain, ("2016-09", "moved"), ("2020", "sustained")))
    assert find_fate(strand, 24) == "unknown"


def _follow(cases: list[Case], newest: str = "2021-06") -> Course | None:
    return follow_course([read_strand(case) for case in cases], newest)


@pytest.fixture
def twelve(plain: Case) -> list[Case]:
    """Twelve cases of five years ago."""
    words = [
        *[[("2021-05", "grown")]] * 5,
        *[[("2017-01", "sustained"), ("2021-05", "")]] * 2,
        [("2019-01", "changed"), ("2021-05", "changed")],
        [("2017-01", "faded"), ("2021-05", "faded")],
        [("2019-01", "ended")],
        [("2018-01", "sustained")],
        [],
    ]
    return [_tell(replace(plain, id=f"case-{n}"), *one) for n, one in enumerate(words)]


def test_the_course_counts_the_same_cases_in_every_year(twelve: list[Case], plain: Case) -> None:
    young = replace(plain, id="young", period_from="2020-12")
    course = _follow([*twelve, young])
    assert course is not None and (course.number, course.of_all) == (12, 13)
    counted = {year.years: [len(year.cases[fate]) for fate in FATES] for year in course.years}
    # alive, changed, not known, faded, ended
    assert counted == {
        0: [12, 0, 0, 0, 0],
        1: [10, 0, 1, 1, 0],
        2: [9, 0, 2, 1, 0],
        3: [7, 1, 2, 1, 1],
        4: [7, 1, 2, 1, 1],
        5: [7, 1, 2, 1, 1],
    }
    # five of the seven are known from a word of 2021 alone
    assert course.quiet == 5
    assert course.last_words["case-0"] == "2021-05" and course.last_words["case-11"] == "2016-03"


def test_the_longest_span_is_told_that_enough_cases_have_behind_them(twelve: list[Case]) -> None:
    spans = {"2026-06": 10, "2026-01": 5, "2021-01": 3, "2018-06": 0}
    for newest, span in spans.items():
        course = _follow(twelve, newest)
        assert (course.last.years if course else 0) == span, newest
    assert _follow(twelve[:9]) is None
    assert _follow([], "1000") is None


def _count(*numbers: int, quiet: int = 0) -> Course:
    """A course that ends with so many cases of each fate."""
    case = object()
    year = Year(5, {fate: (case,) * number for fate, number in zip(FATES, numbers, strict=True)})  # type: ignore[misc]
    return Course(sum(numbers), (Year(0, year.cases), year), quiet, {})


@pytest.mark.parametrize(
    ("numbers", "quiet", "says"),
    [
        ((27, 4, 7, 3, 2), 20, "Five years after the beginning 31 of 43 cases went on, 4 of them in another form and "
         "20 known from a later source alone; "
         "5 had faded or ended, and what had become of 7 no source says."),
        ((9, 0, 0, 1, 0), 3, "Five years after the beginning 9 of 10 cases went on, 3 known from a later source alone; 1 had faded or ended."),
        ((0, 0, 10, 0, 0), 0, "Five years after the beginning none of 10 cases went on; none had faded or ended, "
         "and what had become of 10 no source says."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_the_last_column_shows(
    shelf_book: Book, project_schemas: Schemas, numbers: tuple[int, ...], quiet: int, says: str
) -> None:
    said = Renderer(shelf_book, project_schemas).macro("fates.html", "say_course")(_count(*numbers, quiet=quiet))
    assert " ".join(said.split()) == says


@pytest.mark.parametrize("numbers", [(27, 4, 7, 3, 2), (400, 1, 1, 1, 1), (1, 1, 1, 1, 400), (1, 0, 400, 0, 1)])
def test_layers_are_as_high_as_their_numbers_and_names_do_not_touch(numbers: tuple[int, ...]) -> None:
    drawing = draw_columns(_count(*numbers))
    last = drawing.layers[len(drawing.layers) // 2 :]
    assert [layer.number for layer in last] == [number for number in numbers if number]
    for layer in last:
        assert layer.height / last[0].height == pytest.approx(layer.number / last[0].number)
        assert 0 <= layer.x < layer.x + layer.width < drawing.width
    # they stand on each other, from the foot up
    for below, above in itertools.pairwise(last):
        assert above.y + above.height == pytest.approx(below.y)
    places = [name.y for name in drawing.names]
    assert all(b - a >= 16 for a, b in itertools.pairwise(places))
    assert places[0] > 0 and places[-1] <= drawing.foot


def test_each_case_counts_once_by_what_became_of_it_and_once_with_each_cause(shelf_book: Book) -> None:
    everything = sort_by_fate(shelf_book.cases)
    assert {fate: len(cases) for fate, cases in everything.cases.items()} == {
        "alive": 6, "changed": 2, "unknown": 2, "faded": 2, "ended": 2,
    }  # fmt: skip
    assert (everything.number, everything.gone) == (14, 4)
    rows = {row.cause.id: row for row in sort_by_cause(shelf_book) if row.cause}
    # Rosario goes on, Lima's market changed, the school and the bread van ended
    assert {fate: len(cases) for fate, cases in rows["fatigue"].cases.items()} == {
        "alive": 1, "changed": 1, "unknown": 0, "faded": 0, "ended": 2,
    }  # fmt: skip
    assert (rows["fatigue"].number, rows["fatigue"].gone) == (4, 2)
    assert [row.number for row in rows.values()] == sorted((row.number for row in rows.values()), reverse=True)


def _share(shelf_book: Book, id: str, gone: int, number: int) -> Fates:
    term = replace(shelf_book.term("causes", "fatigue"), id=id)
    case = shelf_book.cases[0]
    cases = {**dict.fromkeys(FATES, ()), "alive": (case,) * (number - gone), "ended": (case,) * gone}
    return Fates(cases, term)


def test_the_telling_cause_has_enough_cases_and_differs_much(shelf_book: Book) -> None:
    everything = _share(shelf_book, "", 10, 50)
    near, far, few, other = (
        _share(shelf_book, *one)
        for one in (("money", 7, 25), ("procurement", 5, 12), ("force", 9, 9), ("other", 12, 12))
    )
    assert find_telling([near, far, few, other], everything) is far
    assert find_telling([near, few, other], everything) is None
    # fewer than all tell as much as more
    assert find_telling([near, _share(shelf_book, "property", 0, 10)], everything) is not None


def test_the_examples_are_the_longest_known_of_each_fate(shelf_book: Book) -> None:
    strands = read_strands(shelf_book.cases)
    chosen = choose_examples(strands)
    fates = {fate: [one.id for one in cases] for fate, cases in sort_by_fate(shelf_book.cases).cases.items()}
    assert [one for one in strands if one in chosen] == list(chosen) and len(chosen) == len(FATES)
    for ids in fates.values():
        (one,) = (one for one in chosen if one.case.id in ids)
        assert one.lasts.middle == max(other.lasts.middle for other in strands if other.case.id in ids)


def test_the_gaps_are_the_pairs_without_a_case(shelf_book: Book) -> None:
    gaps = find_gaps(shelf_book)
    names = [one.name for one in gaps.continents]
    assert {"Africa", "Europe", "Latin America"} < set(names) and "Antarctica" not in names
    rows = {row.crisis.id: dict(zip(names, row.numbers, strict=True)) for row in gaps.crises}
    assert rows["drought"] == dict.fromkeys(names, 0) | {"Africa": 1}
    assert rows["hunger"] == dict.fromkeys(names, 0) | {"Africa": 2, "Latin America": 2}
    # a crisis that no case has stands in the table too, but not what no term describes
    assert rows["earthquake"] == dict.fromkeys(names, 0) and "other" not in rows
    assert gaps.nowhere == 1
    assert (gaps.empty, gaps.pairs) == (
        sum(not n for row in rows.values() for n in row.values()),
        len(names) * len(rows),
    )
    africa = gaps.continents[0]
    assert (len(africa.cases), africa.countries, africa.mostly, africa.of_these) == (6, 2, "South Africa", 5)
    assert {one.name for one in gaps.thin} == set(names) - {"Africa", "Latin America"}


def test_a_continent_has_no_main_country_where_cases_are_few_or_shared(shelf_book: Book) -> None:
    def place(*countries: str) -> Book:
        cases = tuple(replace(shelf_book.cases[0], id=f"c{n}", city=City("X", one)) for n, one in enumerate(countries))
        return replace(shelf_book, cases=cases, essays={})

    for countries, mostly in (
        (("ZA", "ZA", "ZA", "KE"), ""), (("ZA",) * 5, ""), (("ZA", "ZA", "ZA", "KE", "KE"), ""), (("ZA",) * 4 + ("KE",), "South Africa"),
    ):  # fmt: skip
        assert find_gaps(place(*countries)).continents[0].mostly == mostly


def test_the_pages_show_what_was_counted(project_articles: dict[str, Article], project_book: Book) -> None:
    course = follow_course([read_strand(case) for case in project_book.cases], project_book.newest)
    for address in ("", "timeline/"):
        drawn = re.findall(r'class="columns__count">(\d+)<', project_articles[address].html)
        counted = [len(cases) for cases in course.last.cases.values() if cases] if course else []
        assert drawn == [str(number) for number in reversed(counted)]
    matrix = re.search(r'<table class="matrix">.*?</table>', project_articles["causes/"].html, re.DOTALL)
    rows = sort_by_cause(project_book)
    assert bool(matrix) == bool(rows)
    if matrix:
        linked = re.findall(r'href="../explore/#cause=([^"&]+)&amp;status=[^"]*">', matrix[0])
        assert linked == [row.cause.id for row in rows if row.cause for cases in row.cases.values() if cases]
    places = re.search(r'<table class="matrix matrix--places">.*?</table>', project_articles["about/"].html, re.DOTALL)
    assert places and places[0].count("none yet") == find_gaps(project_book).empty


def test_every_country_lies_on_a_continent() -> None:
    assert {gazetteer.find_continent(code) for code, _ in gazetteer.list_countries()} <= set(gazetteer.CONTINENTS)
