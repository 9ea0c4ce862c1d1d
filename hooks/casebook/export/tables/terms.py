"""The tables of words: the terms of each vocabulary, of all together, and what each column means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from casebook.export.edition import Edition
from casebook.export.tables.columns import list_made
from casebook.export.tables.making import find_texts, get_entry, make_read_table, table_of_vocabulary, take_column
from casebook.export.tables.sql_names import name_in_sql
from casebook.export.tables.table import RowOf, Table
from casebook.export.tables.words import say_column
from casebook.fields import HOLDS, Field
from casebook.kinds import VOCABULARY

__all__ = ["DESCRIPTIONS", "make_descriptions", "make_terms", "make_vocabulary_table"]

DESCRIPTIONS = "descriptions"
"""The table that tells what all columns mean."""


def _list_terms(edition: Edition, id: str) -> Iterator[RowOf]:
    return (RowOf(edition, term, id=id) for term in edition.book.vocabularies[id].terms)


def _get_term_fields(edition: Edition) -> Field:
    return get_entry(edition.schemas.trees[VOCABULARY.id].by_name["terms"])


def make_vocabulary_table(edition: Edition, id: str) -> Table:
    """One row for each term of a vocabulary."""
    entry, vocabulary = _get_term_fields(edition), edition.book.vocabularies[id]
    made = make_read_table(
        table_of_vocabulary(id),
        tuple(list_made(entry)),
        partial(_list_terms, edition, id),
        key=("id",),
        texts=find_texts(entry),
    )
    return replace(made, title=vocabulary.title, says=vocabulary.description)


def make_terms(edition: Edition) -> Table:
    """One row for each term of all vocabularies."""

    def list_rows() -> Iterator[RowOf]:
        for id in sorted(edition.book.vocabularies):
            yield from _list_terms(edition, id)

    made = (
        (say_column("vocabulary", required=True), lambda row: row.id),
        *list_made(_get_term_fields(edition)),
    )
    return make_read_table("terms", made, list_rows, key=("vocabulary", "id"))


def make_descriptions(edition: Edition, tables: list[Table]) -> Table:
    """One row for each table, and for each column of it.

    Args:
        edition: The edition.
        tables: The tables that are described.
    """

    def describe() -> Iterator[dict[str, Any]]:
        for table in tables:
            yield {"table_name": table.id, "title": table.title, "meaning": table.says}
            for one in table.columns:
                yield {
                    "table_name": table.id,
                    "column_name": one.name,
                    "column_in_database": "" if one.repeats else name_in_sql(one),
                    "title": one.title,
                    "meaning": one.says,
                    "holds": HOLDS[one.holds],
                    "is_list": "yes" if one.many else "no",
                    "vocabulary": one.vocabulary,
                    "allowed": [*one.choices, *one.words],
                    "example": one.example,
                }

    made = (
        *take_column(say_column("table_name", required=True)),
        *take_column(say_column("column_name")),
        *take_column(say_column("column_in_database")),
        *take_column(say_column("column_title", "title")),
        *take_column(say_column("column_says", "meaning")),
        *take_column(say_column("column_holds", "holds")),
        *take_column(say_column("column_list", "is_list", choices=("yes", "no"))),
        *take_column(say_column("vocabulary")),
        *take_column(say_column("column_values", "allowed", many=True)),
        *take_column(say_column("column_example", "example")),
    )
    return make_read_table(DESCRIPTIONS, made, lambda: (RowOf(edition, one) for one in describe()))
