"""What a column is called in a database: a word of SQL cannot stand there alone."""

from __future__ import annotations

from casebook.fields import TableColumn

__all__ = ["name_in_sql"]

_WORDS = """
abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case
cast check collate column commit conflict constraint create cross current current_date current_time
current_timestamp database default deferrable deferred delete desc detach distinct do drop each else end escape
except exclude exclusive exists explain fail filter first following for foreign from full generated glob group
groups having if ignore immediate in index indexed initially inner insert instead intersect into is isnull join key
last left like limit match materialized natural no not nothing notnull null nulls of offset on or order others
outer over partition plan pragma preceding primary query raise range recursive references regexp reindex release
rename replace restrict returning right rollback row rows savepoint select set table temp temporary then ties to
transaction trigger unbounded union unique update using vacuum values view virtual when where window with without
"""
"""The words of SQLite."""


def name_in_sql(column: TableColumn) -> str:
    """The column's name; where that is a word of SQL, with what it holds behind it: case_id, when_date."""
    if column.name not in _WORDS.split():
        return column.name
    ending = {"case": "id", "id": "id", "date": "date", "span": "date", "number": "number"}.get(column.holds, "text")
    return f"{column.name}_{ending}"
