"""Tables of links: what a case or an item lists by id, one row an entry, so that a database can join."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from casebook.export.edition import CaseWithFile, Edition
from casebook.export.tables.columns import make_labelled
from casebook.export.tables.making import (
    TO_CASES,
    leave_out_tables,
    list_entries_of_cases,
    make_case_column,
    make_read_table,
)
from casebook.export.tables.table import ForeignKey, MadeColumn, RowOf, Table
from casebook.export.tables.words import say_column
from casebook.fields import Field, TableColumn, list_columns, walk

__all__ = ["make_links"]


def make_links(edition: Edition, group: Field, table: str, home: Field | None = None) -> Iterator[Table]:
    """A table for each list in a group whose entries are terms, cases, or have fields of their own.

    Args:
        edition: The edition.
        group: The group.
        table: The table of which one row is such a group.
        home: The list of a case of which the group is an entry; None for the case itself.
    """
    for field in leave_out_tables(group).fields:
        entry = field.entry
        if entry and (entry.holds in {"term", "case"} or entry.fields):
            yield _make_link(edition, field, entry, table, home)


def _make_link(edition: Edition, field: Field, entry: Field, table: str, home: Field | None) -> Table:
    def list_parents(among: Iterable[CaseWithFile]) -> Iterator[RowOf]:
        if home:
            yield from list_entries_of_cases(edition, home, among)
        else:
            for case, file in among:
                yield RowOf(edition, file.facts, case, case.id)

    def list_rows(among: Iterable[CaseWithFile] = edition.cases) -> Iterator[RowOf]:
        for row in list_parents(among):
            facts: Any = row.facts
            for position, one in enumerate(facts.get(field.name, ()), 1):
                if _leads_somewhere(edition, entry, one):
                    yield row._replace(facts=one, position=position)

    if entry.fields:
        columns = [_rename(one) for one in list_columns(entry)]
    else:
        word = "term" if entry.holds == "term" else "other_case"
        columns = [say_column(word, holds=entry.holds, vocabulary=entry.vocabulary, required=True)]
    parent: tuple[MadeColumn, ...] = (make_case_column(),)
    leads_to = [TO_CASES]
    if home:
        parent += ((say_column("item", holds="id", required=True), lambda row: row.id),)
        leads_to = [ForeignKey(("case", "item"), table, ("case", "id"))]
    made = (
        *parent,
        (say_column("position", holds="number", whole=True, required=True), lambda row: row.position),
        *(one for column in columns for one in make_labelled(column)),
    )
    for column in columns:
        if column.holds == "case":
            leads_to.append(ForeignKey((column.name,), "cases", ("id",)))
        elif column.holds == "lesson":
            leads_to.append(ForeignKey((column.name,), "lessons", ("permanent_name",)))
    key = (*(column.name for column, _ in parent), "position")
    return make_read_table(
        f"{table}_{field.name}",
        made,
        list_rows,
        of_cases=True,
        field=field,
        key=key,
        leads_to=tuple(leads_to),
    )


def _rename(column: TableColumn) -> TableColumn:
    """A column of an entry: what leads to another case is not the case in which the entry stands."""
    return replace(column, name="other_case") if column.name == "case" else column


def _leads_somewhere(edition: Edition, entry: Field, one: Any) -> bool:
    """Whether all cases and lessons that an entry names are in the book: a case with problems may be left out of it."""
    named = list(walk(entry, one, "case", "lesson"))
    known = {"case": edition.book.by_id, "lesson": edition.book.lessons}
    return all(id in known[field.holds] for field, _, id in named)  # type: ignore[operator]
