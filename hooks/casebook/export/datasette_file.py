"""`datasette-metadata.json`: what the tables and columns of `casebook.sqlite` mean, as Datasette shows it."""

from __future__ import annotations

import json
from typing import Any

from casebook.export.edition import Edition
from casebook.export.tables import list_tables, name_in_sql, read_table_words

__all__ = ["write_datasette_metadata"]


def write_datasette_metadata(edition: Edition) -> bytes:
    """The file's content, in UTF-8."""
    words = read_table_words()
    tables: dict[str, Any] = {}
    for table in list_tables(edition):
        columns = [one for one in table.columns if not one.repeats]
        named = [one.name for one in columns]
        tables[table.id] = {
            "title": table.title,
            "description": table.says,
            "columns": {name_in_sql(one): one.says for one in columns},
            **({"label_column": label} if (label := next((n for n in ("title", "label") if n in named), "")) else {}),
        }
    tables |= {id: {"description": says} for id, says in words["views"].items()}
    content = {
        "title": edition.name,
        "description": words["package"]["says"],
        "license": words["package"]["licence"],
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "source": edition.name,
        **({"source_url": edition.url} if edition.url else {}),
        "databases": {"casebook": {"tables": tables}},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
