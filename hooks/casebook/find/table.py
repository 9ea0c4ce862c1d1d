"""The table of all cases that a browser filters, sorts and compares with: `find/cases.json`.

It is read by phones on expensive lines, so it holds no words but the values' names: each column is
one string with a letter for each value and a space between two cases. Everything that is shown of a
case comes from its page or its card.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import Any

from casebook.book import Book
from casebook.find.facets import FACETS, Pair, list_values
from casebook.model import Case, kind_of
from casebook.text.wording import slugify

__all__ = [
    "LETTERS",
    "ORDERS",
    "TABLE_ADDRESS",
    "encode_column",
    "name_value",
    "order_cases",
    "order_pairs",
    "rank_places",
    "write_table",
]

TABLE_ADDRESS = "find/cases.json"
"""Where the table lies, relative to the site's root."""

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""The letters of the first values; the others have those from U+0100 on."""

ORDERS = (
    ("", "Latest news first"),
    ("begun", "Begun first"),
    ("place", "Country and city, A to Z"),
    ("size", "Largest city first"),
)
"""The orders of the explorer by their names in the address. The first is the table's own."""


def _letter(index: int) -> str:
    return LETTERS[index] if index < len(LETTERS) else chr(0x100 + index - len(LETTERS))


def encode_column(rows: Iterable[Iterable[int]]) -> str:
    """A column as a string: a letter for each index, and a space between two rows."""
    return " ".join("".join(map(_letter, row)) for row in rows)


def order_cases(book: Book) -> tuple[Case, ...]:
    """The cases as the explorer shows them first: the story that moved on last leads."""
    return _order_by_news(book.cases)


def _order_by_news(cases: Iterable[Case]) -> tuple[Case, ...]:
    by_id = sorted(cases, key=lambda case: case.id)
    return tuple(sorted(by_id, key=lambda case: case.moved_on, reverse=True))


def order_pairs(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Items with their cases: one of each case first, what the case is worth reading for; then the next of each.

    So whoever reads from the top hears many cities and not one of them six times. Among cases the explorer's
    order decides, within a case its own.
    """
    of_case: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        of_case[pair[0].id].append(pair)
    in_order = [_put_best_first(of_case[case.id]) for case in _order_by_news(given[0][0] for given in of_case.values())]
    return tuple(pair for turn in zip_longest(*in_order) for pair in turn if pair)


def _put_best_first(pairs: list[Pair]) -> list[Pair]:
    """The items of a case, those for which it is worth reading before the others."""
    if not pairs[1:]:
        return pairs
    case = pairs[0][0]
    best = [case.highlight(kind) for kind in {kind_of(item).id: kind_of(item) for _, item in pairs}.values()]
    return sorted(pairs, key=lambda pair: not any(one is pair[1] for one in best))


def rank_places(book: Book) -> dict[str, int]:
    """The place of each case when sorted by country and city."""
    return dict(zip((case.id for case in book.cases), _rank(book.cases, lambda case: _place(book, case)), strict=True))


def _rank(cases: Sequence[Case], key: Callable[[Case], Any]) -> list[int]:
    """The place of each case if they were sorted by a key."""
    ranks = {case.id: n for n, case in enumerate(sorted(cases, key=lambda case: (key(case), case.id)))}
    return [ranks[case.id] for case in cases]


def name_value(id: str, label: str) -> list[str]:
    """A value's id and its label, as a table names it. The label is left off where it says no more than the id."""
    return [id] if label == id.replace("-", " ").capitalize() else [id, label]


def _place(book: Book, case: Case) -> tuple[bool, str, str]:
    city = book.cities[case.city_id]
    return not city.country, slugify(city.country_name), slugify(city.name)


def write_table(book: Book) -> str:
    """The text of the table.

    `cases` are the ids, in the order of the explorer. Each facet has its terms, each with id and label
    (the id alone where the label is the same in words), and `of`: the column. `people` is the city's
    population, 0 where it is not known; `place` and `begun` are the places of the case when sorted by
    country and city, and by its beginning.
    """
    cases = order_cases(book)
    facets = []
    for facet in FACETS:
        values = list_values(book, facet, book.cases)
        index = {value.id: n for n, value in enumerate(values)}
        rows = ([index[id] for id in facet.values_of(book, case)] for case in cases)
        facets.append(
            {
                "id": facet.id,
                "title": facet.title,
                "terms": [name_value(value.id, value.label) for value in values],
                "of": encode_column(rows),
            }
        )
    table = {
        "version": 1,
        "cases": [case.id for case in cases],
        "facets": facets,
        "people": [book.cities[case.city_id].population or 0 for case in cases],
        "place": _rank(cases, lambda case: _place(book, case)),
        "begun": _rank(cases, lambda case: case.period_from),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"
