"""Finding the right case: what cases are sorted by, and the small tables that a browser sorts with."""

from collections.abc import Callable
from functools import partial

from casebook.book import Book
from casebook.book.case_blocks import CaseBlocks
from casebook.find.describing import BANDS, CAUGHT_BY, WORDS_ADDRESS, Band, write_words
from casebook.find.examples import Example, list_examples
from casebook.find.facets import FACETS, ITEM_FACETS, Facet, FacetValue, Pair, list_values
from casebook.find.items import ITEMS_ADDRESS, count_items, write_items
from casebook.find.places import PLACES_ADDRESS, Region, list_regions, write_places
from casebook.find.table import ORDERS, TABLE_ADDRESS, order_cases, order_pairs, rank_places, write_table
from casebook.find.wanted import Invitation, Wanted, WantedGroup, find_wanted

__all__ = [
    "BANDS",
    "CAUGHT_BY",
    "FACETS",
    "ITEMS_ADDRESS",
    "ITEM_FACETS",
    "ORDERS",
    "PLACES_ADDRESS",
    "TABLE_ADDRESS",
    "WORDS_ADDRESS",
    "Band",
    "Example",
    "Facet",
    "FacetValue",
    "Invitation",
    "Pair",
    "Region",
    "Wanted",
    "WantedGroup",
    "count_items",
    "find_wanted",
    "list_examples",
    "list_find_files",
    "list_regions",
    "list_values",
    "order_cases",
    "order_pairs",
    "rank_places",
    "write_items",
    "write_places",
    "write_table",
    "write_words",
]


def list_find_files(book: Book, blocks: CaseBlocks) -> dict[str, Callable[[], str]]:
    """All that a browser finds with: each file's address, relative to the site's root, and what makes its text.

    Args:
        book: The book.
        blocks: Its cases, each with a key for all that its items and the vocabularies say.
    """
    return {
        TABLE_ADDRESS: partial(write_table, book),
        ITEMS_ADDRESS: partial(write_items, book, blocks),
        WORDS_ADDRESS: partial(write_words, book),
        PLACES_ADDRESS: partial(write_places, book),
    }
