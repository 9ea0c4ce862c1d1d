"""Figures that form a series are drawn, and none that only look like one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from casebook.book import Book
from casebook.book.series import Series, list_series
from casebook.fields import Schemas
from casebook.model import Case, Result
from casebook.render import Renderer
from casebook.render.drawn_series import LETTER, NARROW, TALL, DrawnSeries, draw_series
from casebook.render.pages.cases import render_cases


@pytest.fixture
def case(shelf_book: Book) -> Case:
    return shelf_book.by_id["durban-soup-tent"]


def _results(*figures: tuple[str, str], measure: str = "Meals a day", unit: str = "meals") -> tuple[Result, ...]:
    return tuple(Result(f"result-{n}", measure, value, unit, when, ()) for n, (when, value) in enumerate(figures, 1))


def _list(case: Case, *results: Result) -> tuple[Series, ...]:
    return list_series(replace(case, results=results))


def _draw(case: Case, *figures: tuple[str, str]) -> DrawnSeries:
    (series,) = _list(case, *_results(*figures))
    drawn = draw_series(series)
    assert drawn
    return drawn


def test_the_same_measure_at_two_dates_is_a_series_in_the_order_of_time(case: Case) -> None:
    other = replace(_results(("2021", "5"))[0], measure="Pots")
    (found,) = _list(case, *_results(("2022", "10"), ("2020-03", "40")), other)
    assert (found.measure, found.unit) == ("Meals a day", "meals")
    assert [one.result.value for one in found.counts] == ["40", "10"]


@pytest.mark.parametrize(
    "results",
    [
        _results(("2020", "40")),
        _results(("2020", "40"), ("2020", "60")),
        _results(("2020", "40"), ("unknown", "60")),
        _results(("2020", "-4"), ("2021", "6")),
        _results(("2020", "0"), ("2021", "0")),
        _results(("2020", "40")) + _results(("2021", "60"), unit="million meals"),
        _results(("2020", "40")) + _results(("2021", "60"), measure="Meals a day, by the city"),
        _results(("2020", "40 of 60, once 70"), ("2021", "60")),
        # four months say nothing beside a year, and a day nothing beside a span
        _results(("2021-01/2021-04", "40"), ("2022-01/2022-12", "60")),
        _results(("2021-01/2021-04", "40"), ("2022-04", "60")),
    ],
)
def test_what_only_looks_like_a_series_is_none(case: Case, results: tuple[Result, ...]) -> None:
    assert _list(case, *results) == ()


def test_spans_of_one_length_or_from_one_beginning_are_a_series(case: Case) -> None:
    assert _list(case, *_results(("2021-01/2021-04", "40"), ("2022-01/2022-04", "60")))
    assert _list(case, *_results(("2020-03/2020-04", "40"), ("2020-03/2022-04", "60")))


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("12.5", 12.5, 12.5), ("about 170", 170, 170), ("more than 340000", 340000, 340000), ("17-18", 17, 18),
     ("500 to 800", 500, 800), ("up to 10000", 0, 10000), ("fewer than 1000", 0, 1000)],
)  # fmt: skip
def test_a_figure_is_no_more_exact_than_its_source(case: Case, value: str, low: float, high: float) -> None:
    (found,) = _list(case, *_results(("2020", value), ("2021", "9")))
    assert (found.counts[0].low, found.counts[0].high) == (low, high)


def test_columns_begin_at_zero_and_stand_where_their_dates_are(case: Case) -> None:
    drawn = _draw(case, ("2018", "20"), ("2020", "10"), ("2021", "up to 20"))
    assert [(one.sure, one.reach) for one in drawn.columns] == [(TALL, TALL), (TALL // 2, TALL // 2), (0, TALL)]
    first, second, third = (one.x for one in drawn.columns)
    assert drawn.to_scale and (second - first) == pytest.approx(2 * (third - second), rel=0.02)
    assert drawn.is_open and not _draw(case, ("2018", "20"), ("2020", "10")).is_open


def test_dates_that_lie_too_close_step_apart_and_it_is_said(case: Case) -> None:
    drawn = _draw(case, ("1990", "20"), ("2020-01", "10"), ("2020-02", "20"))
    assert not drawn.to_scale
    assert [one.value for one in drawn.columns] == [("20",), ("10",), ("20",)]
    _assert_apart(drawn)


def test_long_labels_stand_in_more_lines(case: Case) -> None:
    drawn = _draw(case, ("2020", "up to 10000"), ("2021-03", "500 to 800"), ("2021-12", "9"), ("2022-11", "300 to 500"))
    assert drawn.columns[0].value == ("up to", "10,000") and drawn.columns[1].when == ("March", "2021")
    _assert_apart(drawn)


def test_six_years_are_drawn_and_twenty_stay_in_the_table(case: Case) -> None:
    drawn = _draw(case, *((str(year), str(year - 2000)) for year in range(2010, 2016)))
    assert drawn.to_scale
    _assert_apart(drawn)
    (series,) = _list(case, *_results(*((str(year), "9") for year in range(2000, 2020))))
    assert draw_series(series) is None


def _assert_apart(drawn: DrawnSeries) -> None:
    spans = []
    for one in drawn.columns:
        half = max((len(line) for line in (*one.value, *one.when)), default=0) * LETTER / 2
        at = one.x / 100 * NARROW
        spans.append((at - half, at + half))
        assert at - half >= -0.5 and at + half <= NARROW + 0.5
    for (_, right), (left, _) in pairwise(spans):
        assert right < left


def test_every_series_of_a_case_is_drawn_beside_its_table(
    shelf_book: Book, project_schemas: Schemas, case: Case
) -> None:
    figures = tuple(
        replace(one, id=f"result-{n}", evidence=case.results[0].evidence)
        for n, one in enumerate(
            (*_results(("2020", "40"), ("2021", "fewer than 60")), *_results(("2020", "3"), ("2021", "5"), measure="Pots")), 1
        )
    )  # fmt: skip
    cases = tuple(replace(one, results=figures) if one is case else one for one in shelf_book.cases)
    pages = render_cases(Renderer(replace(shelf_book, cases=cases), project_schemas))
    page = next(one.html for one in pages if one.address == f"cases/{case.id}/")
    part = page.split('<h2 id="results"')[1].split("</section>")[0]
    assert part.count('<figure class="series">') == 2
    assert 'aria-label="2020: 40; 2021: fewer than 60"' in part
    assert part.count("Columns begin at zero; hollow is what a range or a limit leaves open.") == 1
    assert part.count('<tr id="result-') == 4
