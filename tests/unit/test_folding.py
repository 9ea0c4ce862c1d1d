"""Names and words without accents: a name of plain letters takes a short way, to the same end as any other."""

from __future__ import annotations

import random
import re

import pytest

from casebook.search.records import Record
from casebook.search.word_list import count_spelt, fold, list_words
from casebook.text.gazetteer import _fold
from casebook.text.wording import slugify

ACCENT = "\u0301"
"""Stands on the letter before it and is taken off again; with it no name is plain."""

NAMES = (
    "Lima",
    "Saint-Louis",
    "King's Lynn",
    "  St. John's ",
    "'s-Hertogenbosch",
    "A_b",
    "São Paulo",
    "x\ty",
    "12 de Octubre",
    "",
)


def make_names() -> list[str]:
    chance = random.Random(5)
    return [*NAMES, *("".join(chance.choices("abYZ09'-._ \t\x1f", k=chance.randint(1, 9))) for _ in range(500))]


@pytest.mark.parametrize("make", [slugify, _fold, fold])
def test_the_short_way_ends_where_the_long_one_does(make) -> None:
    for name in make_names():
        assert make(name) == make(name + ACCENT), repr(name)


@pytest.mark.parametrize(
    ("name", "slug", "folded"),
    [
        ("King's Lynn", "kings-lynn", "kings lynn"),
        ("Saint-Louis", "saint-louis", "saint louis"),
        ("A_b", "a-b", "a b"),
        ("São Paulo", "sao-paulo", "sao paulo"),
        ("Αθήνα", "", "αθηνα"),
    ],
)
def test_what_a_name_becomes(name: str, slug: str, folded: str) -> None:
    assert (slugify(name), _fold(name)) == (slug, folded)


def test_every_word_of_a_record_is_counted_as_often_as_it_stands() -> None:
    records = [
        Record("case", "a", "Bread, breads & BREAD", "", ("A café—Café; crème-brûlée.", "the bread")),
        Record("case", "b", "ΣΟΦΟΣ", "", ("naïve12naïve",), (), ("e\u0301tude x_word",)),
    ]
    whole = fold(" ".join(" ".join((one.title, *one.texts, *one.hints)) for one in records))
    words = re.findall(r"[^\W\d_]{4,}", whole)
    groups = list_words(count_spelt(records))
    assert sorted(word for group in groups for word in group.split()) == sorted(set(words))
    assert groups[0] == "bread cafe naive" and "etude" in groups[-1]
