"""What is said of tables and columns that no field of the schema tells about: read from `words.yml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from casebook.fields import TableColumn

__all__ = ["read_table_words", "say_column"]


@cache
def read_table_words() -> dict[str, Any]:
    """The words: of the package, of each table, of columns, of views."""
    words: dict[str, Any] = yaml.safe_load(
        files("casebook.export.tables").joinpath("words.yml").read_text(encoding="utf-8")
    )
    return words


def say_column(word: str, name: str = "", *, holds: str = "text", whole: bool = False, **said: Any) -> TableColumn:
    """A column that no field holds.

    Args:
        word: What the words call it.
        name: What the table calls it, if not so.
        holds: One of HOLDS.
        whole: Whether its numbers are whole ones.
        said: What else is known of it; `title` and `noun` may stand in its words.
    """
    words = read_table_words()["columns"][word]
    names = {"title": said.pop("title", ""), "noun": said.pop("noun", "")}
    return TableColumn(
        name=name or word,
        title=words["title"].format(**names),
        says=words["says"].format(**names),
        holds=holds,
        whole=whole,
        **{"example": str(words["example"]), **said},
    )
