"""The tables of what a case rests on: its sources, everything that names evidence, the evidence, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.export.edition import CaseWithFile, Edition
from casebook.export.tables.columns import list_made, make_context
from casebook.export.tables.making import (
    TO_CASES,
    find_texts,
    get_entry,
    make_case_column,
    make_read_table,
    make_table,
)
from casebook.export.tables.table import ForeignKey, MadeColumn, RowOf, Table, TableRow
from casebook.export.tables.words import say_column
from casebook.fields import TEXTS, Field, walk
from casebook.kinds import CASE, SOURCE
from casebook.markup import strip_markdown
from casebook.model import ITEM_KINDS, Case, Disagreement, Evidence, Item, ItemKind, Source, StoryPart
from casebook.render.addresses import document_address, note_address

__all__ = ["make_all_items", "make_evidence_table", "make_notes", "make_sources"]

_KINDS = tuple(kind.id for kind in ITEM_KINDS)


def make_sources(edition: Edition, field: Field) -> Table:
    """One row for each document of each case, also for what several cases share.

    Args:
        edition: The edition.
        field: The list of the sources of a case.
    """

    def list_rows(among: Iterable[CaseWithFile] = edition.cases) -> Iterator[RowOf]:
        for case, _ in among:
            for id, source in edition.book.sources_of(case).items():
                document = edition.book.document(case, source)
                yield RowOf(edition, source, case, id, anchor=document_address(document))

    def get_source(row: RowOf) -> Source:
        return row.book.sources_of(row.home)[row.id]

    entry = get_entry(field)
    made = (
        make_case_column(),
        *list_made(entry),
        (say_column("shared", choices=("yes", "no")), lambda row: "yes" if get_source(row).shared else "no"),
        (say_column("document", required=True), lambda row: row.book.document(row.home, get_source(row)).id),
        (say_column("address", required=True), lambda row: row.place(row.anchor)),
    )
    context = make_context("case_title", "case_address", "case_city")
    return make_read_table(
        "sources",
        made,
        list_rows,
        of_cases=True,
        context=context,
        key=("case", "id"),
        leads_to=(TO_CASES,),
        texts=find_texts(entry),
    )


def make_all_items(edition: Edition) -> Table:
    """Everything that names evidence, whatever it is."""
    tree = edition.schemas.trees[CASE.id]
    context = make_context()

    def join_texts(kind: ItemKind, item: Item) -> str:
        if isinstance(item, StoryPart):
            return item.words
        group = tree.by_name[kind.field]
        found = [str(text) for _, _, text in walk(group.entry or group, item, *TEXTS) if text]
        return "\n".join(strip_markdown(text) for text in found)

    def list_rows(among: Iterable[CaseWithFile] = edition.cases) -> Iterator[TableRow]:
        for case, _ in among:
            around = _read_context(edition, case, context)
            for kind, item in case.items():
                title, text = strip_markdown(item.title), join_texts(kind, item)
                yield case.id, item.id, kind.id, title or None, text or None, _address(edition, case, item), *around

    columns = (
        make_case_column()[0],
        say_column("item", "id", holds="id", required=True),
        say_column("item_kind", "kind", choices=_KINDS, required=True),
        say_column("item_title", "title", required=True),
        say_column("text"),
        say_column("address", required=True),
        *(column for column, _ in context),
    )
    return make_table(
        "items",
        columns,
        list_rows,
        of_cases=True,
        key=("case", "id"),
        leads_to=(TO_CASES,),
        texts=("title", "text"),
    )


def _address(edition: Edition, case: Case, item: Item) -> str:
    return f"{edition.url}cases/{case.id}/#{item.id}"


def _read_context(edition: Edition, case: Case, context: tuple[MadeColumn, ...]) -> TableRow:
    row = RowOf(edition, None, case)
    return tuple(read(row) for _, read in context)


def _list_pieces(item: Item) -> Iterator[tuple[int | None, Evidence]]:
    """The evidence of an item; of a disagreement with the number of the account that it is for."""
    if not isinstance(item, Disagreement):
        yield from ((None, piece) for piece in item.evidence)
        return
    for number, account in enumerate(item.accounts, 1):
        yield from ((number, piece) for piece in account.evidence)


def make_evidence_table(edition: Edition) -> Table:
    """One row for each piece of evidence; how its columns begin is promised to whoever reads the file."""
    book, context = edition.book, make_context("case_title", "case_city")

    def find_address(case: Case, source: Source, locator: str) -> str:
        if source.url:
            return source.url
        there = (
            note_address(book, source.id, locator) if source.shared else document_address(book.document(case, source))
        )
        return f"{edition.url}{there}"

    def list_rows(among: Iterable[CaseWithFile] = edition.cases) -> Iterator[TableRow]:
        # most of a book's rows are these: what is said again of a source, an item or a case is read once
        for case, _ in among:
            around = _read_context(edition, case, context)
            sources = book.sources_of(case)
            said = {
                id: (one.title or None, one.publisher or None, one.published or None) for id, one in sources.items()
            }
            for kind, item in case.items():
                title, place = strip_markdown(item.title) or None, _address(edition, case, item)
                for account, piece in _list_pieces(item):
                    id, locator = piece.source, piece.locator
                    address = find_address(case, sources[id], locator)
                    named = (case.id, item.id, kind.id, id, locator or None, account)
                    yield (*named, title, place, *said[id], address, *around)

    columns = (
        make_case_column()[0],
        say_column("item", holds="id", required=True),
        say_column("item_kind", choices=_KINDS, required=True),
        say_column("source", holds="id", required=True),
        say_column("locator"),
        say_column("account", holds="number", whole=True),
        say_column("item_title", required=True, repeats=True),
        say_column("item_address", required=True, repeats=True),
        say_column("source_title", required=True, repeats=True),
        say_column("source_publisher", repeats=True),
        say_column("source_published", holds="date", repeats=True),
        say_column("source_address", required=True, repeats=True),
        *(column for column, _ in context),
    )
    leads_to = (
        TO_CASES,
        ForeignKey(("case", "item"), "items", ("case", "id")),
        ForeignKey(("case", "source"), "sources", ("case", "id")),
    )
    return make_table("evidence", columns, list_rows, of_cases=True, leads_to=leads_to)


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
    return make_read_table("notes", made, list_rows, key=("source", "id"), texts=find_texts(entry))
