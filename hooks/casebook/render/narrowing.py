"""Lists that readers narrow down: all cases, and entry points, lessons and failures wherever they stand together.

Without a script the values of the facets lead to pages that list what has them. The script of the
page turns these links into a filter over the rows of the list: `narrow.html` dresses both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.book import Book
from casebook.find import FACETS, ITEM_FACETS, ORDERS, Facet, FacetValue, Pair, list_values
from casebook.find.facets import Of
from casebook.model import MARKED_KINDS, Case, Item, ItemKind, kind_of
from casebook.render.addresses import term_page
from casebook.text import gazetteer

__all__ = [
    "CASE_SCRIPTS",
    "FEWEST",
    "LEAF",
    "ROW_STYLES",
    "Narrowing",
    "ShownFacet",
    "facet_address",
    "hub_address",
    "lead_to_narrowed",
    "make_row_values",
    "narrow_cases",
    "narrow_items",
    "show_item_facets",
]

LEAF = 50
"""How many rows are open at a time: about ten screens of a phone."""
FEWEST = 10
"""So many rows are worth a filter; fewer are read sooner."""

# what the last one imports is named too, so that a slow line brings all of it at once
_SCRIPTS = tuple(f"find/{name}.js" for name in ("address", "site", "state", "table", "narrow"))
CASE_SCRIPTS = (*_SCRIPTS, "find/case-rows.js", "find/explore.js")
"""What the list of all cases loads to be narrowed down."""
_ROW_SCRIPTS = (*_SCRIPTS, "find/folding.js", "find/rows.js")
_FAR_SCRIPTS = (*_SCRIPTS, "find/case-rows.js", "find/deck.js", "find/far-rows.js")
ROW_STYLES = ("find/narrow.css",)
"""The style of a list, narrowed down or not."""


@dataclass(frozen=True)
class ShownFacet:
    """A facet as a page shows it."""

    id: str
    """Its name in the page's address."""
    title: str
    """What it is called."""
    vocabulary: str
    """The vocabulary of its values; empty where they are no terms."""
    values: tuple[tuple[str, str, int, str], ...]
    """Of each value the id, the label, how many have it, and the page that lists them."""

    @property
    def groups(self) -> tuple[tuple[str, tuple[tuple[str, str, int, str], ...]], ...]:
        """The values in lists that one can look over, each with its name: many countries stand by continent.

        All in one list without a name where they are few.
        """
        if self.id != "country" or len(self.values) <= LEAF:
            return (("", self.values),)
        found: dict[str, list[tuple[str, str, int, str]]] = {name: [] for name in gazetteer.CONTINENTS.values()}
        for value in self.values:
            found[gazetteer.CONTINENTS[gazetteer.find_continent(value[0])]].append(value)
        return tuple((name, tuple(values)) for name, values in found.items() if values)


@dataclass(frozen=True)
class Narrowing:
    """A list that can be narrowed down."""

    number: int
    """How many cases or items there are on all its pages."""
    noun: str
    """What one of them is called."""
    plural: str
    """What several are called."""
    facets: tuple[ShownFacet, ...]
    """What it is narrowed down by; nothing where it is short."""
    orders: tuple[tuple[str, str], ...]
    """The orders by their names in the address, the one in which it comes first."""
    words: bool
    """Whether it can be narrowed by a word: only where the texts stand on the page."""
    scripts: tuple[str, ...]
    """What its first page loads to narrow it down; a further page leads back to the first."""


def facet_address(facet: Facet[Of], id: str) -> str:
    """The page that lists what has a value of a facet."""
    if facet.on_term_page:
        return term_page(facet.vocabulary, id)
    kind = next((kind for kind in MARKED_KINDS if kind.id == id), None)
    return hub_address(kind) if kind else f"explore/{facet.id}/{id.lower()}/"


def hub_address(kind: ItemKind) -> str:
    """The page that lists all items of a kind."""
    return f"{kind.anchor}/"


def _show(facet: Facet[Of], title: str, values: Iterable[FacetValue[Of]]) -> ShownFacet:
    return ShownFacet(
        facet.id,
        title,
        facet.vocabulary,
        tuple((value.id, value.label, len(value.having), facet_address(facet, value.id)) for value in values),
    )


def show_item_facets(book: Book, facets: Iterable[Facet[Pair]], pairs: Sequence[Pair]) -> tuple[ShownFacet, ...]:
    """Facets of items as a page shows them, whatever their number; without those that none of the items has."""
    shown = (_show(facet, facet.title, list_values(book, facet, pairs)) for facet in facets)
    return tuple(one for one in shown if one.values)


def narrow_cases(book: Book) -> Narrowing:
    """The list of all cases."""
    facets = (_show(facet, facet.title, list_values(book, facet, book.cases)) for facet in FACETS)
    shown = tuple(one for one in facets if one.values)
    return Narrowing(len(book.cases), "case", "cases", shown, ORDERS, words=False, scripts=CASE_SCRIPTS)


def lead_to_narrowed(
    vocabulary: str, id: str, lists: Mapping[str, Sequence[Any]]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Where the lists of a page of a term can be narrowed down: all of their kind, with the term chosen.

    Returns:
        For each list by its anchor what is there, and its address; nothing for a list that is read sooner.
    """
    of_items, of_cases = (
        next((one.id for one in facets if one.vocabulary == vocabulary and one.on_term_page), "")
        for facets in (ITEM_FACETS, FACETS)
    )

    def lead(anchor: str, rows: Sequence[Any]) -> Iterator[tuple[int, str, str]]:
        if of_cases and anchor == "cases":
            yield len(rows), "cases", f"explore/#{of_cases}={id}"
        if of_items and rows and isinstance(rows[0], tuple):
            counted = Counter(kind_of(item).id for _, item in rows)
            for kind in MARKED_KINDS:
                yield counted[kind.id], kind.plural, f"{hub_address(kind)}#{of_items}={id}"

    return {
        anchor: tuple((f"{number:,} {plural}", at) for number, plural, at in lead(anchor, rows) if number >= FEWEST)
        for anchor, rows in lists.items()
    }


def narrow_items(book: Book, pairs: Sequence[Pair], *, far: bool = False) -> Narrowing:
    """A list of entry points, lessons and failures: give all of them, each once, also those on further pages.

    Args:
        book: The book.
        pairs: The items with their cases.
        far: Whether not all of them stand on the page with their texts; then the browser asks for those that fit.
    """
    kinds = tuple(kind for kind in MARKED_KINDS if any(kind_of(item) is kind for _, item in pairs))
    noun, plural = (kinds[0].noun, kinds[0].plural) if len(kinds) == 1 else ("item", "items")
    facets = []
    for facet in ITEM_FACETS if len(pairs) >= FEWEST else ():
        values = list_values(book, facet, pairs)
        # what all have alike narrows nothing
        if any(len(value.having) < len(pairs) for value in values):
            names = {facet.titles.get(kind.id, facet.title) for kind in kinds}
            facets.append(_show(facet, names.pop() if len(names) == 1 else facet.title, values))
    # what sorts the kind leads
    facets.sort(key=lambda one: len(kinds) > 1 or one.vocabulary != kinds[0].vocabulary)
    orders = (("", "One of each case first"), *(one for one in ORDERS if one[0] == "place"))
    scripts = (_FAR_SCRIPTS if far else _ROW_SCRIPTS) if facets else ()
    return Narrowing(len(pairs), noun, plural, tuple(facets), orders, words=not far, scripts=scripts)


def make_row_values(book: Book, places: Mapping[str, int]) -> Callable[[Case, Item], dict[str, str]]:
    """A function that gives what an item is narrowed and sorted by, as the attributes of its row.

    Args:
        book: The book.
        places: The place of each case when sorted by country and city.
    """

    def list_values_of(case: Case, item: Item) -> dict[str, str]:
        values = {f"data-{facet.id}": " ".join(facet.values_of(book, (case, item))) for facet in ITEM_FACETS}
        return {name: value for name, value in values.items() if value} | {"data-place": str(places[case.id])}

    return list_values_of
