"""What a file may say: its fields, what each of them holds, and what to say where one is wrong."""

from casebook.fields.advice import says_nothing
from casebook.fields.explanations import explain_odd_space
from casebook.fields.schemas import Schemas, load_schemas
from casebook.fields.table_columns import TableColumn, list_columns, read_field
from casebook.fields.tree import ENTRY, HOLDS, TEXTS, Field, find_item_kind, walk
from casebook.fields.violations import check_facts, find_misspelt

__all__ = [
    "ENTRY",
    "HOLDS",
    "TEXTS",
    "Field",
    "Schemas",
    "TableColumn",
    "check_facts",
    "explain_odd_space",
    "find_item_kind",
    "find_misspelt",
    "list_columns",
    "load_schemas",
    "read_field",
    "says_nothing",
    "walk",
]
