"""Finding the right case: what cases are sorted by, and the small table that a browser sorts with."""

from casebook.find.describing import BANDS, CAUGHT_BY, WORDS_ADDRESS, Band, write_words
from casebook.find.examples import Example, list_examples
from casebook.find.facets import FACETS, ITEM_FACETS, Facet, FacetValue, Pair, list_values
from casebook.find.places import PLACES_ADDRESS, Region, list_countries_with_cases, list_regions, write_places
from casebook.find.table import ORDERS, TABLE_ADDRESS, order_cases, order_pairs, rank_places, write_table

__all__ = [
    "BANDS",
    "CAUGHT_BY",
    "FACETS",
    "ITEM_FACETS",
    "ORDERS",
    "PLACES_ADDRESS",
    "TABLE_ADDRESS",
    "WORDS_ADDRESS",
    "Band",
    "Example",
    "Facet",
    "FacetValue",
    "Pair",
    "Region",
    "list_countries_with_cases",
    "list_examples",
    "list_regions",
    "list_values",
    "order_cases",
    "order_pairs",
    "rank_places",
    "write_places",
    "write_table",
    "write_words",
]
