"""On what a page rests: all of it counts, and what nobody knows is said to be unknown."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from markupsafe import Markup

from casebook.book import Book
from casebook.book.strands import read_strand
from casebook.model import Case
from casebook.render import Bases, UnknownBasisError
from casebook.render.article import Shown
from casebook.render.asked_book import _OF_CASES

TEMPLATES = Path(__file__).parents[2] / "hooks/casebook/templates"


def make_bases(book: Book, changed: str = "") -> Bases:
    """The bases of a book, in which the file of one case says something else."""
    return Bases(book, {case.id: f"{case.id == changed}".encode() for case in book.cases}, b"")


def test_what_differs_is_told_apart(shelf_book: Book) -> None:
    tell = make_bases(shelf_book).of
    things = (
        1, True, 1.5, None, "1", b"1", Markup("1"), ("1",), [["1"]], ("1", "1"), ("11",), {"1": "1"}, {"1"}, "",
        *shelf_book.cases, *shelf_book.cities.values(), *list(shelf_book.documents.values())[:9], partial(make_bases, 1),
        partial(make_bases, 2), Case, Book, *map(read_strand, shelf_book.cases),
    )  # fmt: skip
    found = [tell(one) for one in things]
    assert len(set(found)) == len(found)
    assert found == [make_bases(shelf_book).of(one) for one in things]


@pytest.mark.parametrize("thing", [object(), lambda: 1, iter(()), re.compile("x"), sorted])
def test_of_what_nobody_knows_it_is_said(thing: object, shelf_book: Book) -> None:
    with pytest.raises(UnknownBasisError):
        make_bases(shelf_book).of("known", [thing])


def test_what_a_function_holds_is_not_seen(shelf_book: Book) -> None:
    for number in (1, 2):

        def late(held: int = number) -> int:
            return held

        with pytest.raises(UnknownBasisError):
            make_bases(shelf_book).of(late)


def test_an_essay_rests_on_the_items_that_it_names(shelf_book: Book) -> None:
    essay = next(one for one in shelf_book.essays["questions"] if any("#have-the-keys" in str(p) for p in one.evidence))
    before = make_bases(shelf_book).of(essay)
    assert make_bases(shelf_book, "durban-empty-school").of(essay) != before
    assert make_bases(shelf_book, "recife-stub").of(essay) == before


def test_a_strand_says_what_its_case_is_called(shelf_book: Book) -> None:
    """The first page of the timeline names cases whose rows stand on others."""
    case = shelf_book.by_id["lima-hill-kitchens"]
    other = replace(case, title="Otherwise called")
    told = [make_bases(shelf_book).of(read_strand(one)) for one in (case, other)]
    assert told[0] != told[1]


def test_what_is_chosen_of_a_list_counts_and_not_the_list(shelf_book: Book) -> None:
    cases = shelf_book.cases
    chosen: list[int] = []

    def choose(number: int) -> dict[str, object]:
        chosen.append(number)
        return {"first": cases[:number]}

    one, two = Shown(partial(choose, 1)), Shown(partial(choose, 2))
    before = make_bases(shelf_book).of(one)
    assert before.cases == {cases[0].id}
    assert make_bases(shelf_book, cases[1].id).of(one) == before
    assert make_bases(shelf_book, cases[0].id).of(one) != before
    assert make_bases(shelf_book).of(two).cases == {cases[0].id, cases[1].id}
    # it is chosen once, whoever asks
    assert one() == {"first": cases[:1]} and chosen == [1, 2]


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.*")), ids=lambda file: file.name)
def test_a_template_asks_by_name_for_what_is_said_of_a_case(file: Path) -> None:
    """Whoever goes through all of it rests on the whole book, and that would not be noticed."""
    text = file.read_text(encoding="utf-8")
    for name in _OF_CASES:
        for found in re.finditer(rf"(\bin )?\bbook\.{name}\b(.{{5}}|$)", text):
            asked = found[2].startswith(("[", "(", ".get("))
            is_test = found[1] and re.search(r" if [\w.]+ $", text[: found.start()])
            assert asked or is_test, text[found.start() - 40 : found.end() + 20]
