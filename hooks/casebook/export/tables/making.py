"""What the tables of a book share: how one is made, and the rows and columns that several have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from casebook.export.edition import CaseWithFile, Edition
from casebook.export.tables.columns import make_labelled
from casebook.export.tables.table import CellValue, ForeignKey, MadeColumn, RowOf, Table, TableRow
from casebook.export.tables.words import read_table_words, say_column
from casebook.fields import TEXTS, Field, TableColumn, list_columns
from casebook.model import ITEM_KINDS, ItemKind

__all__ = [
    "PERMANENT_NAME",
    "TO_CASES",
    "find_texts",
    "get_entry",
    "has_anchor",
    "is_table_field",
    "leave_out_tables",
    "list_entries_of_cases",
    "make_case_column",
    "make_read_table",
    "make_table",
    "name_table",
    "table_of_vocabulary",
    "take_column",
]

_NAMES = {"results": "figures", "history": "changes"}
"""What a table is called that has another name than the field."""
_LISTS = frozenset({"sources", "history"})
"""Lists of a case that are tables though their entries have no evidence."""

PERMANENT_NAME: MadeColumn = (
    say_column("permanent_name", required=True),
    lambda row: f"{row.home.id}#{row.id}",
)
"""The column that names an item of a case for good."""
TO_CASES = ForeignKey(("case",), "cases", ("id",))
"""From what stands in a case to the case."""


def table_of_vocabulary(id: str) -> str:
    """The table of a vocabulary's terms."""
    return id.replace("-", "_")


def is_table_field(field: Field) -> bool:
    """Whether a field of a case is a table of its own."""
    return field.entry is not None and (field.entry.holds == "item" or field.name in _LISTS)


def name_table(field: Field) -> str:
    """What the table of a list is called."""
    return _NAMES.get(field.name, field.name)


def _find_kind(field: Field) -> ItemKind | None:
    return next((one for one in ITEM_KINDS if one.field == field.name), None)


def leave_out_tables(group: Field) -> Field:
    """A group without the lists that are tables of their own."""
    return replace(group, fields=tuple(field for field in group.fields if not is_table_field(field)))


def get_entry(field: Field) -> Field:
    """What an entry of a list is.

    Raises:
        ValueError: The field is no list.
    """
    if field.entry is None:
        raise ValueError(f"{field.name} is no list")
    return field.entry


def make_case_column() -> MadeColumn:
    """The column that names the case of a row."""
    return say_column("case", holds="case", required=True), lambda row: row.home.id


def take_column(column: TableColumn) -> Iterator[MadeColumn]:
    """A column that is read from the row's facts by its name."""
    return make_labelled(replace(column, path=(column.name,)))


def find_texts(group: Field) -> tuple[str, ...]:
    """The columns of a group in which somebody wrote in words of their own."""
    return tuple(one.name for one in list_columns(group) if one.holds in TEXTS)


def _lead_to_terms(columns: tuple[TableColumn, ...]) -> Iterator[ForeignKey]:
    """Of a column that names one term, to the terms; lists of terms have tables of links."""
    for one in columns:
        if one.vocabulary and not one.many:
            yield ForeignKey((one.name,), table_of_vocabulary(one.vocabulary), ("id",))


def make_table(
    id: str,
    columns: tuple[TableColumn, ...],
    rows: Callable[..., Iterator[TableRow]],
    *,
    of_cases: bool = False,
    field: Field | None = None,
    key: tuple[str, ...] = (),
    leads_to: tuple[ForeignKey, ...] = (),
    texts: tuple[str, ...] = (),
) -> Table:
    """A table, with what is said of it: by the words of tables, else by its field."""
    said = read_table_words()["tables"].get(id, {})
    return Table(
        id=id,
        title=said.get("title") or (field.title if field else ""),
        says=said.get("says") or (field.description if field else ""),
        columns=columns,
        rows=rows,
        key=key,
        leads_to=(*leads_to, *_lead_to_terms(columns)),
        texts=texts,
        of_cases=of_cases,
    )


def make_read_table(
    id: str,
    made: Iterable[MadeColumn],
    list_rows: Callable[..., Iterator[RowOf]],
    *,
    context: Iterable[MadeColumn] = (),
    **said: Any,
) -> Table:
    """A table of which each cell is read from what the row is made of.

    Args:
        id: What it is called.
        made: Its columns, with what reads their cells.
        list_rows: Gives what the rows are made of.
        context: The columns after them that tell of a row's case alone: they are read once for the rows of a case
            that follow each other.
        said: What else is known of it, as `make_table` takes it.
    """
    columns, reads = _part(made)
    further, reads_of_case = _part(context)
    return make_table(id, columns + further, partial(_read_rows, reads, reads_of_case, list_rows), **said)


def _part(made: Iterable[MadeColumn]) -> tuple[tuple[TableColumn, ...], tuple[Callable[[RowOf], CellValue], ...]]:
    found = tuple(made)
    return tuple(column for column, _ in found), tuple(read for _, read in found)


def _read_rows(
    reads: tuple[Callable[[RowOf], CellValue], ...],
    reads_of_case: tuple[Callable[[RowOf], CellValue], ...],
    list_rows: Callable[..., Iterator[RowOf]],
    *among: Iterable[CaseWithFile],
) -> Iterator[TableRow]:
    case, context = None, None
    for row in list_rows(*among):
        if context is None or row.case is not case:
            case, context = row.case, [read(row) for read in reads_of_case]
        yield (*[read(row) for read in reads], *context)


def list_entries_of_cases(
    edition: Edition, field: Field, among: Iterable[CaseWithFile] | None = None
) -> Iterator[RowOf]:
    """The entries of a list of every case, or of the cases that are named, in the order of its file."""
    kind = _find_kind(field)
    for case, file in edition.cases if among is None else among:
        for position, entry in enumerate(file.facts.get(field.name, ()), 1):
            id = entry.get("id") or f"{kind.counted if kind else name_table(field)}-{position}"
            anchor = f"cases/{case.id}/#{id}" if kind else f"cases/{case.id}/"
            yield RowOf(edition, entry, case, id, position, anchor)


def has_anchor(field: Field) -> bool:
    """Whether an entry of a list has its place on the page of its case."""
    return _find_kind(field) is not None
