"""The tables of cases, and of what a case lists: its items, and its changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from casebook.export.edition import CaseWithFile, Edition
from casebook.export.tables.columns import list_made, make_computed, make_context
from casebook.export.tables.making import (
    PERMANENT_NAME,
    TO_CASES,
    find_texts,
    get_entry,
    has_anchor,
    leave_out_tables,
    list_entries_of_cases,
    make_case_column,
    make_read_table,
    name_table,
)
from casebook.export.tables.table import MadeColumn, RowOf, Table
from casebook.export.tables.words import say_column
from casebook.fields import Field

__all__ = ["make_cases", "make_item_table"]


def make_cases(edition: Edition, tree: Field) -> Table:
    """One row a case.

    Args:
        edition: The edition.
        tree: The fields of a case.
    """
    group = leave_out_tables(tree)
    made: tuple[MadeColumn, ...] = (
        (say_column("case_of_row", "id", holds="id", required=True), lambda row: row.home.id),
        *list_made(group),
        *make_computed(),
        (say_column("address", required=True), lambda row: row.place(row.anchor)),
    )

    def list_rows(among: Iterable[CaseWithFile] = edition.cases) -> Iterator[RowOf]:
        for case, file in among:
            yield RowOf(edition, file.facts, case, case.id, anchor=f"cases/{case.id}/")

    return make_read_table("cases", made, list_rows, of_cases=True, key=("id",), texts=find_texts(group))


def make_item_table(edition: Edition, field: Field) -> Table:
    """One row for each entry of a list of every case.

    Args:
        edition: The edition.
        field: The list.
    """
    entry = get_entry(field)
    own_id = "id" in entry.by_name
    counted: MadeColumn = (say_column("counted", "id", holds="id", required=True), lambda row: row.id)
    made = (
        make_case_column(),
        *(() if own_id else (counted,)),
        *list_made(entry),
        *((PERMANENT_NAME,) if has_anchor(field) else ()),
        (say_column("address", required=True), lambda row: row.place(row.anchor)),
    )
    return make_read_table(
        name_table(field),
        made,
        partial(list_entries_of_cases, edition, field),
        of_cases=True,
        context=make_context(),
        field=field,
        key=("case", "id"),
        leads_to=(TO_CASES,),
        texts=find_texts(entry),
    )
