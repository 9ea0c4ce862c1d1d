"""The strip of a case: every date in its place, no word over another, nothing where there is nothing to show."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest

from casebook.book import Book
from casebook.book.strands import read_strand
from casebook.model import Case, FollowUp
from casebook.render import Article
from casebook.render.strip import BOLD_LETTER, LETTER, WIDTHS, Strip, Word, draw_strip, place_words


@pytest.fixture
def plain(shelf_book: Book) -> Case:
    """A case without follow-ups and figures, which began in March 2020."""
    return replace(
        shelf_book.cases[0], id="plain", period_from="2020-03", period_to="unknown", follow_ups=(), results=()
    )


def _follow(*pairs: tuple[str, str]) -> tuple[FollowUp, ...]:
    return tuple(
        FollowUp(f"follow-up-{n}", when, "So it was.", (), status) for n, (when, status) in enumerate(pairs, 1)
    )


def _draw(case: Case) -> Strip:
    found = draw_strip(read_strand(case), str.capitalize)
    assert found
    return found


def _assert_apart(words: tuple[Word, ...]) -> None:
    """On every screen, what is shown there does not touch."""
    for shown, width in enumerate(WIDTHS.values(), 1):
        rooms = list(WIDTHS)[:shown]
        spans = []
        for one in (one for one in words if one.room in rooms):
            long = len(one.text) * (BOLD_LETTER if one.mark else LETTER)
            left = one.x / 100 * width - {"start": 0, "middle": long / 2, "end": long}[one.anchor]
            spans.append((left, left + long))
        for (_, right), (left, _) in itertools.pairwise(sorted(spans)):
            assert right < left, (words, width)


def test_a_case_lies_in_its_own_time(plain: Case) -> None:
    strip = _draw(replace(plain, follow_ups=_follow(("2022-03", "faded"), ("2021-03", "grown"))))
    assert [one.text for one in strip.dates][:2] == ["March 2020", "March 2022"]
    assert strip.words[0].text == "Faded"
    grown, faded = strip.row.marks
    assert strip.row.sure.x < grown.x < faded.x < 95
    # a year is a year
    middle = (grown.x - 1) / (faded.x - 1)
    assert middle == pytest.approx(0.5, abs=0.02)
    assert strip.turn is not None and strip.turn.shape == "faded" and not strip.latest
    assert strip.height <= 90


@pytest.mark.parametrize(
    ("begins", "ends", "whens"),
    [("2020-03", "unknown", ()), ("2020", "ongoing", ("2020-05", "2020")), ("2020", "2020", ("unknown",))],
)
def test_one_date_or_none_makes_no_strip(plain: Case, begins: str, ends: str, whens: tuple[str, ...]) -> None:
    follow_ups = _follow(*((when, "faded") for when in whens))
    case = replace(plain, period_from=begins, period_to=ends, follow_ups=follow_ups)
    assert draw_strip(read_strand(case), str) is None


def test_news_after_the_end_lie_behind_a_dotted_line(plain: Case) -> None:
    ended = replace(plain, period_to="2021-07", follow_ups=_follow(("2023-01", ""), ("2021-07", "ended")))
    strip = _draw(ended)
    assert strip.latest == "2023-01" and strip.row.late and strip.row.late.x == strip.row.end < 70
    assert [one.text for one in strip.dates][:3] == ["March 2020", "January 2023", "July 2021"]
    goes_on = _draw(replace(ended, period_to="ongoing"))
    assert goes_on.latest == "" and goes_on.row.late is None


def test_what_was_last_has_the_first_choice_of_room(plain: Case) -> None:
    close = _follow(("2022-12", "institutionalised"), ("2022-10", "sustained"), ("2020-06", "grown"))
    strip = _draw(replace(plain, follow_ups=close))
    rooms = {one.text: one.room for one in strip.words}
    assert rooms["Institutionalised"] == rooms["Grown"] == ""
    assert rooms.get("Sustained") is None
    # a word at the edge stands inside
    assert strip.words[0].anchor == "end"
    _assert_apart(strip.words)


def test_what_has_no_room_is_named_below(plain: Case) -> None:
    close = _follow(("2022-12", "institutionalised"), ("2022-10", "sustained"), ("2020-06", "grown"))
    assert [(one.mark.shape, one.year, one.in_part) for one in _draw(replace(plain, follow_ups=close)).listed] == [
        ("sustained", "2022", False)
    ]


def test_the_end_of_a_part_is_not_the_end(plain: Case) -> None:
    gone_on = replace(plain, follow_ups=_follow(("2024", "changed"), ("2022", "ended")))
    strip = _draw(gone_on)
    # however much room there is, the word alone would say that all was over
    assert [one.text for one in strip.words] == ["Changed"]
    assert [(one.mark.shape, one.year, one.in_part, one.room) for one in strip.listed] == [("ended", "2022", True, "")]
    over = _draw(replace(plain, follow_ups=_follow(("2024", "ended"))))
    assert [one.text for one in over.words] == ["Ended"] and not over.listed


def test_a_long_story_has_years_alone(plain: Case) -> None:
    old = _draw(replace(plain, period_from="1990-05", follow_ups=_follow(("2025-11", "grown"))))
    assert [one.text for one in old.dates][:2] == ["1990", "2025"]
    assert {"2000", "2010", "2020"} <= {one.text for one in old.dates if one.room != "most"}


def test_words_do_not_touch_on_any_screen() -> None:
    crowd = [Word("Sustained", x, "middle") for x in (0, 100, *range(7, 94, 7))]
    placed = place_words(crowd)
    assert {"", "most"} <= {one.room for one in placed} and len(placed) < len(crowd)
    assert {one.anchor for one in placed} == {"start", "middle", "end"}
    _assert_apart(placed)


def test_the_dates_of_every_case_stand_apart(project_book: Book) -> None:
    drawn = [strip for case in project_book.cases if (strip := draw_strip(read_strand(case), str.capitalize))]
    for strip in drawn:
        _assert_apart(strip.words)
        _assert_apart(strip.dates)
        assert all(0 <= one.x <= 100 for one in (*strip.words, *strip.dates))


def test_the_strip_stands_in_the_key_points_and_says_the_same_in_words(shelf_articles: dict[str, Article]) -> None:
    page = shelf_articles["cases/durban-soup-tent/"].html
    lead = page.split('<dl class="glance">')[1].split("</dl>")[0]
    (said,) = re.findall(r'<svg class="strip [^>]*role="img" aria-label="([^"]*)"', lead)
    assert page.count('class="strip ') == 1
    assert "<title>Sustained: January 2021</title>" in lead and "timeline/#key" in lead
    named = re.findall(r"</svg>(\w+) (\d{4})(?:<|:)|status--\w+ ?\w*\">(\w+)</text>", lead)
    assert len(named) >= lead.count("<title>")
    assert said.startswith("Began: March 2020.") and said.endswith("It ended: June 2022.")
    assert "Sustained: January 2021, after about 10 months." in said
    assert "after the beginning" in lead
