"""Full text: small records of what can be found, the index of them, and the words around it."""

from casebook.search.case_words import CASE_WORDS_ADDRESS, write_case_words
from casebook.search.indexing import INDEX_FOLDER, INDEX_HEAD, IndexingError, list_index, write_index
from casebook.search.records import RECORD_KINDS, Record, list_records
from casebook.search.search_file import SEARCH_ADDRESS, SPELLING_ADDRESS, write_search, write_spelling
from casebook.search.segments import Segment, list_segments, make_segment
from casebook.search.word_list import count_spelt, list_words

__all__ = [
    "CASE_WORDS_ADDRESS",
    "INDEX_FOLDER",
    "INDEX_HEAD",
    "RECORD_KINDS",
    "SEARCH_ADDRESS",
    "SPELLING_ADDRESS",
    "IndexingError",
    "Record",
    "Segment",
    "count_spelt",
    "list_index",
    "list_records",
    "list_segments",
    "list_words",
    "make_segment",
    "write_case_words",
    "write_index",
    "write_search",
    "write_spelling",
]
