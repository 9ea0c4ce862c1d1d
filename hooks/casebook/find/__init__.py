"""Finding the right case: what cases are sorted by, and the small table that a browser sorts with."""

from casebook.find.describing import BANDS, CAUGHT_BY, WORDS_ADDRESS, Band, write_words
from casebook.find.facets import FACETS, Facet, FacetValue, list_values
from casebook.find.table import TABLE_ADDRESS, order_cases, write_table

__all__ = [
    "BANDS",
    "CAUGHT_BY",
    "FACETS",
    "TABLE_ADDRESS",
    "WORDS_ADDRESS",
    "Band",
    "Facet",
    "FacetValue",
    "list_values",
    "order_cases",
    "write_table",
    "write_words",
]
