"""The book as tables, defined once for every format: CSV, the database, the Data Package and the codebook.

A table of items grows from the tree of fields: each list of a case that has evidence is one, and a field of the
schema is a column without anything else. What an item lists by id (terms, cases, lessons) is a table of links
beside it, so that a database can join.
"""

from __future__ import annotations

from casebook.export.edition import Edition
from casebook.export.tables.cases import make_cases, make_item_table
from casebook.export.tables.evidence import make_all_items, make_evidence_table, make_notes, make_sources
from casebook.export.tables.links import make_links
from casebook.export.tables.making import is_table_field, name_table, table_of_vocabulary
from casebook.export.tables.sql_names import name_in_sql
from casebook.export.tables.table import CellValue, ForeignKey, Table
from casebook.export.tables.terms import DESCRIPTIONS, make_descriptions, make_terms, make_vocabulary_table
from casebook.export.tables.words import read_table_words
from casebook.kinds import CASE

__all__ = [
    "DESCRIPTIONS",
    "CellValue",
    "ForeignKey",
    "Table",
    "list_tables",
    "name_in_sql",
    "read_table_words",
    "table_of_vocabulary",
]


def list_tables(edition: Edition) -> tuple[Table, ...]:
    """The tables of a book, each after those to which it leads."""
    tree = edition.schemas.trees[CASE.id]
    vocabularies = [make_vocabulary_table(edition, id) for id in sorted(edition.book.vocabularies)]
    own = [field for field in tree.fields if is_table_field(field)]
    tables = [
        *vocabularies,
        make_cases(edition, tree),
        make_sources(edition, tree.by_name["sources"]),
        make_all_items(edition),
        *(make_item_table(edition, field) for field in own if field.name != "sources"),
        make_evidence_table(edition),
        make_notes(edition),
    ]
    tables += make_links(edition, tree, "cases")
    for field in own:
        if field.entry:
            tables += make_links(edition, field.entry, name_table(field), field)
    tables.append(make_terms(edition))
    return (*tables, make_descriptions(edition, tables))
