"""No way to reach a person stays unseen, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from contact_examples import make_contacts, make_harmless
from growth import APART, assert_grows_evenly

from casebook.rules.contacts import find_contacts, locate
from casebook.rules.prose import check_prose
from casebook.text.folded import FoldedText


def _finds(text: str) -> bool:
    return any(finding.code == "personal-contact" for finding in check_prose(text))


def test_ways_to_reach_a_person_are_found() -> None:
    """Recall: 99 of 100 ways of writing at the least."""
    texts = make_contacts()
    assert len(texts) >= 500
    missed = [text for text in texts if not _finds(text)]
    assert len(missed) <= 0.01 * len(texts), missed


def test_what_only_looks_like_one_is_left_alone() -> None:
    """False alarms: 2 of 1,000 at the most."""
    texts = make_harmless()
    assert len(texts) >= 500
    wrong = [text for text in texts if _finds(text)]
    assert len(wrong) <= 0.002 * len(texts), wrong


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Ask Maria, +27 82 555 0123, at the gate", "+27 82 555 0123"),
        ("Write to jane＠paper.test today", "jane＠paper.test"),
        ("Write to ja\u00adne@paper.test today", "ja\u00adne@paper.test"),
        ("Call ０８２ ５５５ ０１２３!", "０８２ ５５５ ０１２３"),
        ("In 2020 (082) 555 0123 was hers", "(082) 555 0123"),
        ("her CPF 123.456.789-09 stands there", "123.456.789-09"),
        ("Maria is @maria_cozinha there", "@maria_cozinha"),
        ("jane at paper dot test knows", "jane at paper dot test"),
        ("see wa.me/27825550123 for more", "wa.me/27825550123"),
    ],
)
def test_it_is_quoted_as_it_stands_there(said: str, written: str) -> None:
    assert [one.written for one in find_contacts(said)] == [written]


def test_one_thing_is_one_contact() -> None:
    """A phone in the address of a messenger is no second one; an identity number is no phone."""
    for said in ("https://wa.me/27825550123", "mailto:jane@paper.test", "ID 8001015009087", "@jane@social.test"):
        assert len(list(find_contacts(said))) == 1, said
    assert len(list(find_contacts("write", ["https://wa.me/27825550123"]))) == 1
    assert len(list(find_contacts("082 555 0123 or 083 555 0188"))) == 2


@pytest.mark.parametrize(
    ("text", "seen", "written"),
    [
        ("Call +27&nbsp;82&nbsp;555&nbsp;0123.", "+27\u00a082\u00a0555\u00a00123", "27&nbsp;82&nbsp;555&nbsp;0123"),
        ("jane.doe&#64;paper.test", "jane.doe@paper.test", "jane.doe&#64;paper.test"),
        ("one 82 and +27 82 **555** 0123", "+27 82 555 0123", "27 82 **555** 0123"),
        ("nothing of it", "0825550123", "0825550123"),
    ],
)
def test_the_place_is_found_in_what_was_written(text: str, seen: str, written: str) -> None:
    offset, words = locate(text, seen)
    assert words == written
    assert text.startswith(words, offset) or offset == 0


def test_folded_texts_know_their_places() -> None:
    folded = FoldedText("a\u00adbﬁ１\u2003²x")
    assert folded.text == "abfi1 2x"
    for start, end in ((0, 1), (1, 2), (2, 4), (4, 5), (5, 7), (7, 8)):
        first, after = folded.place(start, end)
        assert FoldedText(folded.written[first:after]).text.endswith(folded.text[start:end])


_PIECES = [
    "a", "1", "@", "a@", "a@b.", "1 ", "0 ", "0 8 2 ", "082 555 0123 ", "+1", "(1", "(031) 1", "a at b dot ", "[at]", "1.", "0,1",
    "R1 ", "10.1/a", "no ", "contract no ", "tel ", "one ", "https://a", "wa.me/a", "%40", "\u200b", "１", "ﷺ", "a b ", "x: a_", "1 000 ",
    "555 ", "55 55 ", "123456 ", "2020-", "12/20", "?to=1", "@[1.1.1.1", "\n", "&#64;", "*", "`", "her id ", "call me on the ",
]  # fmt: skip


@pytest.mark.parametrize("piece", _PIECES)
def test_the_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    short, long = ((piece * length)[:length] for length in (8_000, 8_000 * APART))
    assert_grows_evenly(
        "finding", lambda: list(find_contacts(short, [short])), lambda: list(find_contacts(long, [long]))
    )
