"""The timeline: no date more exact than its source, nothing out of order, every case in the table."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from casebook.book import Book
from casebook.book.strands import (
    Strand,
    Stretch,
    count_fading,
    read_strand,
    read_strands,
    read_stretches,
    say_months,
)
from casebook.fields import Schemas
from casebook.model import Case, FollowUp, Result, State
from casebook.render import Article, Renderer
from casebook.render.chart import (
    APART,
    LEFT,
    RIGHT,
    SHAPES,
    draw_timeline,
    lay_out,
    make_calendar,
    make_since,
)
from casebook.render.pages.timeline import render_timeline

MARCH_2020 = 2020 * 12 + 2


@pytest.fixture
def plain(project_book: Book) -> Case:
    """A case without follow-ups and figures, which began in March 2020."""
    return replace(
        project_book.cases[0], id="plain", period_from="2020-03", period_to="unknown", follow_ups=(), results=()
    )


def _follow(*pairs: tuple[str, str]) -> tuple[FollowUp, ...]:
    return tuple(
        FollowUp(f"follow-up-{n}", when, "So it was.", (), status) for n, (when, status) in enumerate(pairs, 1)
    )


def _figure(when: str) -> Result:
    return Result(id="result-1", measure="Meals", value="3", unit="meals", when=when, evidence=())


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2020", 2020 * 12, 2021 * 12),
        ("2020-03", MARCH_2020, MARCH_2020 + 1),
        ("2020-02-29", MARCH_2020 - 1 / 29, MARCH_2020),
        ("2019-12-31", 2020 * 12 - 1 / 31, 2020 * 12),
    ],
)
def test_a_date_is_as_long_as_its_source_leaves_it(when: str, first: float, last: float) -> None:
    (found,) = read_stretches(when)
    assert found.first == pytest.approx(first)
    assert found.last == pytest.approx(last)


def test_spans_are_two_dates_and_words_are_none() -> None:
    assert read_stretches("2013/2016-05") == (Stretch(2013 * 12, 2014 * 12), Stretch(2016 * 12 + 4, 2016 * 12 + 5))
    assert read_stretches("unknown") == read_stretches("ongoing") == ()


def test_how_long_after_is_never_more_exact_than_both_dates() -> None:
    (month,), (year,) = read_stretches("2022-11"), read_stretches("2020")
    assert month.since(year) == Stretch(22, 35)
    # the same year: nothing says that it was later, and nothing was before the beginning
    assert year.since(year) == Stretch(0, 12)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ((31, 33), "about 2 years 8 months"),
        ((0, 1), "less than a month"),
        ((0, 2), "about 1 month"),
        ((22, 35), "22 to 35 months"),
        ((0, 12), "up to 12 months"),
        ((423, 447), "35 to 38 years"),
        ((59, 61), "about 5 years"),
    ],
)
def test_lengths_in_words(length: tuple[float, float], words: str) -> None:
    assert say_months(Stretch(*length)) == words


def test_what_a_strand_knows(plain: Case) -> None:
    bare = read_strand(plain)
    assert (bare.known_when, bare.end, bare.marks, bare.lasts) == ("2020-03", "unknown", (), Stretch(0, 1))
    case = replace(
        plain,
        follow_ups=_follow(("2025-08", "grown"), ("unknown", "faded"), ("2021/2022", "sustained")),
        results=(_figure("2025"), _figure("2019")),
    )
    strand = read_strand(case)
    # 2025 alone says less than August 2025; what was counted before the beginning is not of the story
    assert strand.known_when == "2025-08"
    assert [mark.follow_up.when for mark in strand.marks] == ["2021/2022", "2025-08"]
    assert strand.marks[0].span_from == read_stretches("2021")[0]
    assert [one.status for one in strand.undated] == ["faded"]
    assert strand.events == read_stretches("2025")


def test_what_changed_nothing_is_a_small_mark_and_no_turn(plain: Case) -> None:
    news = _follow(("2024-03", ""), ("unknown", ""), ("2019", ""), ("2022-11", "ended"), ("2023", "unknown"))
    strand = read_strand(replace(plain, follow_ups=news, results=(_figure("2024-03"), _figure("2021"))))
    assert [mark.follow_up.when for mark in strand.marks] == ["2022-11", "2023"]
    # each date once, in order, and not what was before the beginning
    assert strand.events == (*read_stretches("2021"), *read_stretches("2024-03"))
    assert (strand.others, strand.undated) == (3, ())
    # news too says until when it is known
    assert strand.known_when == "2024-03"
    assert count_fading([strand]).faded == 1
    still = read_strand(replace(plain, follow_ups=_follow(("2024-03", ""))))
    assert (still.marks, still.others, count_fading([still]).faded) == ((), 1, 0)


def test_the_end_is_the_one_that_the_case_gives(plain: Case) -> None:
    closed = read_strand(replace(plain, period_to="2020-05-20", follow_ups=_follow(("2022-01", "ended"))))
    assert (closed.end, closed.known_when) == ("closed", "2020-05-20")
    row = lay_out(closed, make_calendar([closed]), aligned=False)
    assert row.late is not None and row.late.x + row.late.width == pytest.approx(row.marks[0].x)
    assert read_strand(replace(plain, period_to="ongoing")).end == "open"


def test_the_earliest_beginning_comes_first(project_book: Book) -> None:
    strands = read_strands(project_book.cases)
    starts = [strand.begins.first for strand in strands]
    assert starts == sorted(starts)
    assert {strand.case.id for strand in strands} == set(project_book.by_id)


def test_who_faded_has_come_back_only_if_the_last_word_says_so(plain: Case) -> None:
    grown, ended = (State(is_, "unknown", ()) for is_ in ("grown", "ended"))
    words = _follow(("2020-09", "faded"), ("2021-03", "grown"))
    back = read_strand(replace(plain, follow_ups=words, status=grown))
    perhaps = read_strand(replace(plain, follow_ups=_follow(("2021-03", "faded"), ("2022", "ended")), status=ended))
    never = read_strand(replace(plain, follow_ups=_follow(("unknown", "faded"), ("2021", "unknown"))))
    found = count_fading([back, perhaps, never])
    assert (found.cases, found.faded, found.came_back, found.half_within) == (3, 2, 1, 6)
    assert count_fading([]).faded == 0


@pytest.mark.parametrize("make", [make_calendar, make_since])
def test_later_is_never_further_left(project_book: Book, make) -> None:
    axis = make(read_strands(project_book.cases))
    months = range(1970 * 12, 2030 * 12) if make is make_calendar else range(700)
    places = [axis.place(month) for month in months]
    assert places == sorted(places)
    assert LEFT <= places[0] <= places[-1] <= RIGHT
    assert [tick.x for tick in axis.ticks] == sorted({tick.x for tick in axis.ticks})


def test_the_calendar_changes_its_scale_where_half_had_begun(shelf_book: Book, plain: Case) -> None:
    strands = read_strands(shelf_book.cases)
    axis = make_calendar(strands)
    assert sum(strand.begins.first < axis.change * 12 for strand in strands) <= len(strands) / 2
    assert axis.times >= 2
    wide, narrow = (axis.place(m + 12) - axis.place(m) for m in (axis.change * 12, axis.change * 12 - 12))
    assert round(wide / narrow) == axis.times
    # stories that are all young need no change
    assert make_calendar([read_strand(plain)]).change == 0


def test_since_the_beginning_four_times_as_long_is_twice_as_far(shelf_book: Book) -> None:
    axis = make_since(read_strands(shelf_book.cases))
    assert axis.place(48) - LEFT == pytest.approx(2 * (axis.place(12) - LEFT))


def _rows(book: Book):
    strands = read_strands(book.cases)
    for view in draw_timeline(strands, strands)["views"]:
        for row in view["rows"]:
            yield view["name"], row


def test_rows_keep_inside_the_drawing_and_in_order(project_book: Book) -> None:
    for name, row in _rows(project_book):
        pieces = [row.sure, *row.doubt, *(one for mark in row.marks for one in (mark.doubt, mark.span) if one)]
        for piece in pieces:
            assert LEFT - 0.01 <= piece.x <= piece.x + piece.width <= RIGHT + 0.01, (name, row.strand.case.id)
        assert [mark.x for mark in row.marks] == sorted(mark.x for mark in row.marks)
        assert all(0 < mark.y < row.height and mark.shape in SHAPES for mark in row.marks)
        assert row.sure.x + row.sure.width <= row.end + 0.01


def test_marks_do_not_cover_each_other(project_book: Book) -> None:
    for name, row in _rows(project_book):
        for n, one in enumerate(row.marks):
            for other in row.marks[n + 1 :]:
                assert one.y != other.y or abs(one.x - other.x) >= APART - 0.01, (name, row.strand.case.id)


def test_more_stands_above_the_bar_and_less_below_it(plain: Case) -> None:
    strand = read_strand(replace(plain, follow_ups=_follow(("2021", "grown"), ("2022", "changed"), ("2023", "ended"))))
    row = lay_out(strand, make_calendar([strand]), aligned=False)
    above, on, below = (mark.y for mark in row.marks)
    assert above < row.top < on < row.top + row.thick < below


def test_a_year_is_drawn_as_its_whole_year(plain: Case) -> None:
    strand = read_strand(
        replace(plain, period_from="2020", follow_ups=_follow(("2022", "faded"), ("2023-05", "ended")))
    )
    axis = make_calendar([strand])
    row = lay_out(strand, axis, aligned=False)
    year, month = row.marks
    assert year.doubt is not None and month.doubt is None
    assert (year.doubt.x, year.doubt.x + year.doubt.width) == pytest.approx(
        (axis.place(2022 * 12), axis.place(2023 * 12))
    )
    # the story is sure only after the year in which it began
    assert row.sure.x == pytest.approx(axis.place(2021 * 12))
    assert row.doubt[0].x == pytest.approx(axis.place(2020 * 12))


def test_a_case_that_is_known_at_one_date_only_still_has_its_row(plain: Case) -> None:
    strand = read_strand(replace(plain, period_from="2020-03-27", period_to="2020-03-27"))
    for axis, aligned in ((make_calendar([strand]), False), (make_since([strand]), True)):
        row: Strand = lay_out(strand, axis, aligned=aligned)
        assert row.end >= LEFT and row.height > 0


@pytest.fixture(scope="module")
def pages(project_articles: dict[str, Article]) -> list[Article]:
    return [article for address, article in project_articles.items() if address.startswith("timeline/")]


def test_each_case_is_in_both_views_and_in_the_table(pages: list[Article], project_book: Book) -> None:
    parts = [re.split(r'id="calendar"|id="since"|id="table"', page.html)[1:] for page in pages]
    calendar, since, table = map("".join, zip(*parts, strict=True))
    for case in project_book.cases:
        # a further page lies one folder deeper
        link = f'../cases/{case.id}/"'
        assert [part.count(link) for part in (calendar, since, table)] == [1, 1, 1], case.id
        assert f'id="at-{case.id}"' in calendar
        for one in case.follow_ups:
            # what changed nothing is counted, and leads to all of it
            anchor = one.id if one.status else "follow-ups"
            assert f'../cases/{case.id}/#{anchor}"' in table, (case.id, one.id)


def test_each_mark_has_a_name_and_there_is_no_style(pages: list[Article], project_book: Book) -> None:
    dated = sum(len(read_strand(case).marks) for case in project_book.cases)
    turns = [one.when for case in project_book.cases for one in case.follow_ups if one.status]
    assert dated == sum(bool(read_stretches(when)) for when in turns)
    html = "".join(page.html for page in pages)
    assert len(re.findall(r'role="img"><title>[^<]+ after the beginning</title>', html)) == 2 * dated
    assert "style=" not in html
    for page in pages:
        assert [section.id for section in page.sections][-3:] == ["calendar", "since", "table"]


def test_an_empty_book_has_an_empty_timeline(shelf_book: Book, project_schemas: Schemas) -> None:
    (made,) = render_timeline(Renderer(replace(shelf_book, cases=(), essays={}), project_schemas))
    assert "<ol" not in made.html.split("</header>")[1]
