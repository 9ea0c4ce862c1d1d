"""The tables of what a case rests on: its sources, everything that names evidence, the evidence, and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.export.edition import Edition
from casebook.export.tables.columns import list_made, make_context
from casebook.export.tables.making import TO_CASES, find_texts, get_entry, make_case_column, make_table, take_column
from casebook.export.tables.table import ForeignKey, MadeColumn, RowOf, Table
from casebook.export.tables.words import say_column
from casebook.fields import TEXTS, Field, walk
from casebook.kinds import CASE, SOURCE
from casebook.markup import strip_markdown
from casebook.model import ITEM_KINDS, Disagreement, Evidence, Item, ItemKind, StoryPart
from casebook.render.addresses import document_address, note_address

__all__ = ["make_all_items", "make_evidence_table", "make_notes", "make_sources"]


def make_sources(edition: Edition, field: Field) -> Table:
    """One row for each document of each case, also for what several cases share.

    Args:
        edition: The edition.
        field: The list of the sources of a case.
    """

    def list_rows() -> Iterator[RowOf]:
        for case in edition.book.cases:
            for id, source in edition.book.sources_of(case).items():
                document = edition.book.document(case, source)
                yield RowOf(edition, source, case, id, anchor=document_address(document))

    def name_document(row: RowOf) -> str:
        return row.book.document(row.home, row.book.sources_of(row.home)[row.id]).id

    entry = get_entry(field)
    made = (
        make_case_column(),
        *list_made(entry),
        (
            say_column("shared", choices=("yes", "no")),
            lambda row: "yes" if row.book.sources_of(row.home)[row.id].shared else "no",
        ),
        (say_column("document", required=True), name_document),
        (say_column("address", required=True), lambda row: row.place(row.anchor)),
        *make_context("case_title", "case_address", "case_city"),
    )
    return make_table("sources", made, list_rows, key=("case", "id"), leads_to=(TO_CASES,), texts=find_texts(entry))


def _list_items(edition: Edition) -> Iterator[tuple[RowOf, ItemKind, Item]]:
    for case in edition.book.cases:
        for kind, item in case.items():
            yield RowOf(edition, item, case, item.id, anchor=f"cases/{case.id}/#{item.id}"), kind, item


def make_all_items(edition: Edition) -> Table:
    """Everything that names evidence, whatever it is."""
    tree = edition.schemas.trees[CASE.id]

    def join_texts(kind: ItemKind, item: Item) -> str:
        if isinstance(item, StoryPart):
            return item.words
        group = tree.by_name[kind.field]
        found = [str(text) for _, _, text in walk(group.entry or group, item, *TEXTS) if text]
        return "\n".join(strip_markdown(text) for text in found)

    def list_rows() -> Iterator[RowOf]:
        for row, kind, item in _list_items(edition):
            facts = {"kind": kind.id, "title": strip_markdown(item.title), "text": join_texts(kind, item)}
            yield replace(row, facts=facts)

    made: tuple[MadeColumn, ...] = (
        make_case_column(),
        (say_column("item", "id", holds="id", required=True), lambda row: row.id),
        *take_column(say_column("item_kind", "kind", choices=tuple(kind.id for kind in ITEM_KINDS), required=True)),
        *take_column(say_column("item_title", "title", required=True)),
        *take_column(say_column("text")),
        (say_column("address", required=True), lambda row: row.place(row.anchor)),
        *make_context(),
    )
    return make_table("items", made, list_rows, key=("case", "id"), leads_to=(TO_CASES,), texts=("title", "text"))


def _list_pieces(item: Item) -> Iterator[tuple[int | None, Evidence]]:
    """The evidence of an item; of a disagreement with the number of the account that it is for."""
    if not isinstance(item, Disagreement):
        yield from ((None, piece) for piece in item.evidence)
        return
    for number, account in enumerate(item.accounts, 1):
        yield from ((number, piece) for piece in account.evidence)


def make_evidence_table(edition: Edition) -> Table:
    """One row for each piece of evidence; how its columns begin is promised to whoever reads the file."""

    def list_rows() -> Iterator[RowOf]:
        for row, kind, item in _list_items(edition):
            sources = edition.book.sources_of(row.home)
            for account, piece in _list_pieces(item):
                source = sources[piece.source]
                facts = {
                    "account": account,
                    "item": item.id,
                    "item_kind": kind.id,
                    "source": piece.source,
                    "locator": piece.locator,
                    "item_title": strip_markdown(item.title),
                    "source_title": source.title,
                    "source_publisher": source.publisher,
                    "source_published": source.published,
                    "source_address": source.url
                    or row.place(
                        note_address(edition.book, source.id, piece.locator)
                        if source.shared
                        else document_address(edition.book.document(row.home, source))
                    ),
                }
                yield replace(row, facts=facts)

    made = (
        make_case_column(),
        *take_column(say_column("item", holds="id", required=True)),
        *take_column(say_column("item_kind", choices=tuple(kind.id for kind in ITEM_KINDS), required=True)),
        *take_column(say_column("source", holds="id", required=True)),
        *take_column(say_column("locator")),
        *take_column(say_column("account", holds="number", whole=True)),
        *take_column(say_column("item_title", required=True, repeats=True)),
        (say_column("item_address", required=True, repeats=True), lambda row: row.place(row.anchor)),
        *take_column(say_column("source_title", required=True, repeats=True)),
        *take_column(say_column("source_publisher", repeats=True)),
        *take_column(say_column("source_published", holds="date", repeats=True)),
        *take_column(say_column("source_address", required=True, repeats=True)),
        *make_context("case_title", "case_city"),
    )
    leads_to = (
        TO_CASES,
        ForeignKey(("case", "item"), "items", ("case", "id")),
        ForeignKey(("case", "source"), "sources", ("case", "id")),
    )
    return make_table("evidence", made, list_rows, leads_to=leads_to)


def make_notes(edition: Edition) -> Table:
    """One row for each note of a shared source."""
    entry = get_entry(edition.schemas.trees[SOURCE.id].by_name["notes"])

    def list_rows() -> Iterator[RowOf]:
        for id, source in sorted(edition.book.shared.items()):
            for note in source.notes:
                yield RowOf(edition, note, id=id, anchor=note_address(edition.book, id, note.id))

    made: tuple[MadeColumn, ...] = (
        (say_column("source_of_note", "source", holds="id", required=True), lambda row: row.id),
        *list_made(entry),
        (say_column("note_address", "address", required=True), lambda row: row.place(row.anchor)),
    )
    return make_table("notes", made, list_rows, key=("source", "id"), texts=find_texts(entry))
