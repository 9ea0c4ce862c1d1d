"""`datapackage.json`: what the CSV files are, for programs that read tables (Frictionless Data Package)."""

from __future__ import annotations

import json
from typing import Any

from casebook.export.cells import BETWEEN
from casebook.export.csv_files import list_published
from casebook.export.edition import Edition
from casebook.export.tables import Table, read_table_words
from casebook.fields import TableColumn
from casebook.text.wording import slugify

__all__ = ["TABLES_VERSION", "write_data_package"]

TABLES_VERSION = "1.0.0"
"""The version of the tables' shape: the first number changes when a column goes or means something else."""


def write_data_package(edition: Edition) -> bytes:
    """The file's content, in UTF-8."""
    words = read_table_words()["package"]
    tables = list_published(edition)
    content: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": slugify(edition.name) or "casebook",
        "title": words["title"].format(name=edition.name),
        "description": words["says"],
        "version": TABLES_VERSION,
        **({"homepage": edition.url} if edition.url else {}),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": words["licence"],
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "sources": [
            *([{"title": edition.name, "path": edition.url}] if edition.url else [{"title": edition.name}]),
            {
                "title": words["cities"],
                "path": "https://www.geonames.org/",
                "description": words["cities_licence"],
            },
        ],
        "resources": [_describe(edition, one, {table.id for table in tables}) for one in tables],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _describe(edition: Edition, table: Table, there: set[str]) -> dict[str, Any]:
    leads_to = [link for link in table.leads_to if link.table in there]
    schema: dict[str, Any] = {
        "fields": [_describe_column(edition, one) for one in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if leads_to:
        schema["foreignKeys"] = [
            {"fields": list(link.columns), "reference": {"resource": _name(link.table), "fields": list(link.to)}}
            for link in leads_to
        ]
    return {
        "name": _name(table.id),
        "profile": "tabular-data-resource",
        "path": table.file,
        "title": table.title,
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _name(table: str) -> str:
    return table.replace("_", "-")


def _describe_column(edition: Edition, column: TableColumn) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if not column.many:
        if allowed := _list_allowed(edition, column):
            constraints["enum"] = allowed
        elif column.pattern:
            constraints["pattern"] = column.pattern
    said: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "description": column.says,
        "type": "string" if column.holds != "number" else "integer" if column.whole else "number",
        "example": column.example,
        "constraints": constraints,
        "vocabulary": column.vocabulary,
        "separator": BETWEEN if column.many else "",
    }
    return {key: value for key, value in said.items() if value not in ("", {})}


def _list_allowed(edition: Edition, column: TableColumn) -> list[str]:
    if column.vocabulary:
        return [term.id for term in edition.book.vocabularies[column.vocabulary].terms]
    return list(column.choices)
