"""The book as tables, defined once for every format: CSV, the database, the Data Package and the codebook.

A table of items grows from the tree of fields: each list of a case that has evidence is one, and a field of the
schema is a column without anything else. What an item lists by id (terms, cases, lessons) is a table of links
beside it, so that a database can join.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from casebook.export.edition import Edition
from casebook.export.sql_names import name_in_sql
from casebook.export.table import ForeignKey, MadeColumn, RowOf, Table
from casebook.export.table_cells import list_made, make_computed, make_context, make_labelled
from casebook.export.table_words import read_table_words, say_column
from casebook.fields import HOLDS, TEXTS, Field, TableColumn, list_columns, walk
from casebook.kinds import CASE, SOURCE, VOCABULARY
from casebook.markup import strip_markdown
from casebook.model import ITEM_KINDS, Item, ItemKind, StoryPart
from casebook.render.addresses import document_address, note_address

__all__ = ["DESCRIPTIONS", "list_tables", "table_of_vocabulary"]

DESCRIPTIONS = "descriptions"
"""The table that tells what all columns mean."""

_NAMES = {"results": "figures", "history": "changes"}
"""What a table is called that has another name than the field."""
_LISTS = frozenset({"sources", "history"})
"""Lists of a case that are tables though their entries have no evidence."""


def list_tables(edition: Edition) -> tuple[Table, ...]:
    """The tables of a book, each after those to which it leads."""
    tree = edition.schemas.trees[CASE.id]
    vocabularies = [_make_vocabulary(edition, id) for id in sorted(edition.book.vocabularies)]
    own = [field for field in tree.fields if _is_table(field)]
    tables = [
        *vocabularies,
        _make_cases(edition, tree),
        _make_sources(edition, tree.by_name["sources"]),
        _make_items(edition),
        *(_make_item_table(edition, field) for field in own if field.name != "sources"),
        _make_evidence(edition),
        _make_notes(edition),
    ]
    tables += _make_links(edition, tree, "cases")
    for field in own:
        if field.entry:
            tables += _make_links(edition, field.entry, _name_table(field), field)
    tables.append(_make_terms(edition))
    return (*tables, _make_descriptions(edition, tables))


def table_of_vocabulary(id: str) -> str:
    """The table of a vocabulary's terms."""
    return id.replace("-", "_")


def _is_table(field: Field) -> bool:
    return field.entry is not None and (field.entry.holds == "item" or field.name in _LISTS)


def _name_table(field: Field) -> str:
    return _NAMES.get(field.name, field.name)


def _find_kind(field: Field) -> ItemKind | None:
    return next((one for one in ITEM_KINDS if one.field == field.name), None)


def _without(group: Field) -> Field:
    """A group without the lists that are tables of their own."""
    return replace(group, fields=tuple(field for field in group.fields if not _is_table(field)))


def _case_column() -> MadeColumn:
    return say_column("case", holds="case", required=True), lambda row: row.home.id


def _find_texts(group: Field) -> tuple[str, ...]:
    return tuple(one.name for one in list_columns(group) if one.holds in TEXTS)


def _lead_to_terms(columns: tuple[TableColumn, ...]) -> Iterator[ForeignKey]:
    """Of a column that names one term, to the terms; lists of terms have tables of links."""
    for one in columns:
        if one.vocabulary and not one.many:
            yield ForeignKey((one.name,), table_of_vocabulary(one.vocabulary), ("id",))


_TO_CASES = ForeignKey(("case",), "cases", ("id",))


def _make(
    id: str,
    made: tuple[MadeColumn, ...],
    list_rows: Any,
    *,
    field: Field | None = None,
    key: tuple[str, ...] = (),
    leads_to: tuple[ForeignKey, ...] = (),
    texts: tuple[str, ...] = (),
) -> Table:
    said = read_table_words()["tables"].get(id, {})
    return Table(
        id=id,
        title=said.get("title") or (field.title if field else ""),
        says=said.get("says") or (field.description if field else ""),
        made=made,
        list_rows=list_rows,
        key=key,
        leads_to=(*leads_to, *_lead_to_terms(tuple(column for column, _ in made))),
        texts=texts,
    )


def _make_cases(edition: Edition, tree: Field) -> Table:
    group = _without(tree)
    made: tuple[MadeColumn, ...] = (
        (say_column("case_of_row", "id", holds="id", required=True), lambda row: row.home.id),
        *list_made(group),
        *make_computed(),
        (say_column("address", required=True), lambda row: row.place(row.anchor)),
    )

    def list_rows() -> Iterator[RowOf]:
        for case, file in zip(edition.book.cases, edition.files, strict=True):
            yield RowOf(edition, file.facts, case, case.id, anchor=f"cases/{case.id}/")

    return _make("cases", made, list_rows, key=("id",), texts=_find_texts(group))


def _list_entries(edition: Edition, field: Field) -> Iterator[RowOf]:
    """The entries of a list of every case, in the order of its file."""
    kind = _find_kind(field)
    for case, file in zip(edition.book.cases, edition.files, strict=True):
        for position, entry in enumerate(file.facts.get(field.name, ()), 1):
            id = entry.get("id") or f"{kind.counted if kind else _name_table(field)}-{position}"
            anchor = f"cases/{case.id}/#{id}" if kind else f"cases/{case.id}/"
            yield RowOf(edition, entry, case, id, position, anchor)


def _make_item_table(edition: Edition, field: Field) -> Table:
    entry = _get_entry(field)
    own_id = "id" in entry.by_name
    counted: MadeColumn = (say_column("counted", "id", holds="id", required=True), lambda row: row.id)
    made = (
        _case_column(),
        *(() if own_id else (counted,)),
        *list_made(entry),
        *((_PERMANENT_NAME,) if _find_kind(field) else ()),
        (say_column("address", required=True), lambda row: row.place(row.anchor)),
        *make_context(),
    )
    return _make(
        _name_table(field),
        made,
        partial(_list_entries, edition, field),
        field=field,
        key=("case", "id"),
        leads_to=(_TO_CASES,),
        texts=_find_texts(entry),
    )


_PERMANENT_NAME: MadeColumn = (
    say_column("permanent_name", required=True),
    lambda row: f"{row.home.id}#{row.id}",
)


def _get_entry(field: Field) -> Field:
    if field.entry is None:
        raise ValueError(f"{field.name} is no list")
    return field.entry


def _make_sources(edition: Edition, field: Field) -> Table:
    def list_rows() -> Iterator[RowOf]:
        for case in edition.book.cases:
            for id, source in edition.book.sources_of(case).items():
                document = edition.book.document(case, source)
                yield RowOf(edition, source, case, id, anchor=document_address(document))

    def name_document(row: RowOf) -> str:
        return row.book.document(row.home, row.book.sources_of(row.home)[row.id]).id

    entry = _get_entry(field)
    made = (
        _case_column(),
        *list_made(entry),
        (
            say_column("shared", choices=("yes", "no")),
            lambda row: "yes" if row.book.sources_of(row.home)[row.id].shared else "no",
        ),
        (say_column("document", required=True), name_document),
        (say_column("address", required=True), lambda row: row.place(row.anchor)),
        *make_context("case_title", "case_address", "case_city"),
    )
    return _make("sources", made, list_rows, key=("case", "id"), leads_to=(_TO_CASES,), texts=_find_texts(entry))


def _list_items(edition: Edition) -> Iterator[tuple[RowOf, ItemKind, Item]]:
    for case in edition.book.cases:
        for kind, item in case.items():
            yield RowOf(edition, item, case, item.id, anchor=f"cases/{case.id}/#{item.id}"), kind, item


def _make_items(edition: Edition) -> Table:
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
        _case_column(),
        (say_column("item", "id", holds="id", required=True), lambda row: row.id),
        *_take(say_column("item_kind", "kind", choices=tuple(kind.id for kind in ITEM_KINDS), required=True)),
        *_take(say_column("item_title", "title", required=True)),
        *_take(say_column("text")),
        (say_column("address", required=True), lambda row: row.place(row.anchor)),
        *make_context(),
    )
    return _make("items", made, list_rows, key=("case", "id"), leads_to=(_TO_CASES,), texts=("title", "text"))


def _take(column: TableColumn) -> Iterator[MadeColumn]:
    """A column that is read from the row's facts by its name."""
    return make_labelled(replace(column, path=(column.name,)))


def _make_evidence(edition: Edition) -> Table:
    """One row for each piece of evidence; how its columns begin is promised to whoever reads the file."""

    def list_rows() -> Iterator[RowOf]:
        for row, kind, item in _list_items(edition):
            sources = edition.book.sources_of(row.home)
            for piece in item.evidence:
                source = sources[piece.source]
                facts = {
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
        _case_column(),
        *_take(say_column("item", holds="id", required=True)),
        *_take(say_column("item_kind", choices=tuple(kind.id for kind in ITEM_KINDS), required=True)),
        *_take(say_column("source", holds="id", required=True)),
        *_take(say_column("locator")),
        *_take(say_column("item_title", required=True, repeats=True)),
        (say_column("item_address", required=True, repeats=True), lambda row: row.place(row.anchor)),
        *_take(say_column("source_title", required=True, repeats=True)),
        *_take(say_column("source_publisher", repeats=True)),
        *_take(say_column("source_published", holds="date", repeats=True)),
        *_take(say_column("source_address", required=True, repeats=True)),
        *make_context("case_title", "case_city"),
    )
    leads_to = (
        _TO_CASES,
        ForeignKey(("case", "item"), "items", ("case", "id")),
        ForeignKey(("case", "source"), "sources", ("case", "id")),
    )
    return _make("evidence", made, list_rows, leads_to=leads_to)


def _make_notes(edition: Edition) -> Table:
    entry = _get_entry(edition.schemas.trees[SOURCE.id].by_name["notes"])

    def list_rows() -> Iterator[RowOf]:
        for id, source in sorted(edition.book.shared.items()):
            for note in source.notes:
                yield RowOf(edition, note, id=id, anchor=note_address(edition.book, id, note.id))

    made: tuple[MadeColumn, ...] = (
        (say_column("source_of_note", "source", holds="id", required=True), lambda row: row.id),
        *list_made(entry),
        (say_column("note_address", "address", required=True), lambda row: row.place(row.anchor)),
    )
    return _make("notes", made, list_rows, key=("source", "id"), texts=_find_texts(entry))


def _list_terms(edition: Edition, id: str) -> Iterator[RowOf]:
    return (RowOf(edition, term, id=id) for term in edition.book.vocabularies[id].terms)


def _get_term_fields(edition: Edition) -> Field:
    return _get_entry(edition.schemas.trees[VOCABULARY.id].by_name["terms"])


def _make_vocabulary(edition: Edition, id: str) -> Table:
    entry, vocabulary = _get_term_fields(edition), edition.book.vocabularies[id]
    made = _make(
        table_of_vocabulary(id),
        tuple(list_made(entry)),
        partial(_list_terms, edition, id),
        key=("id",),
        texts=_find_texts(entry),
    )
    return replace(made, title=vocabulary.title, says=vocabulary.description)


def _make_terms(edition: Edition) -> Table:
    def list_rows() -> Iterator[RowOf]:
        for id in sorted(edition.book.vocabularies):
            yield from _list_terms(edition, id)

    made = (
        (say_column("vocabulary", required=True), lambda row: row.id),
        *list_made(_get_term_fields(edition)),
    )
    return _make("terms", made, list_rows, key=("vocabulary", "id"))


def _make_links(edition: Edition, group: Field, table: str, home: Field | None = None) -> Iterator[Table]:
    """A table for each list in a group whose entries are terms, cases, or have fields of their own.

    Args:
        edition: The edition.
        group: The group.
        table: The table of which one row is such a group.
        home: The list of a case of which the group is an entry; None for the case itself.
    """
    for field in _without(group).fields:
        entry = field.entry
        if entry and (entry.holds in {"term", "case"} or entry.fields):
            yield _make_link(edition, field, entry, table, home)


def _make_link(edition: Edition, field: Field, entry: Field, table: str, home: Field | None) -> Table:
    parents = _list_entries(edition, home) if home else None

    def list_parents() -> Iterator[RowOf]:
        if parents is None:
            for case, file in zip(edition.book.cases, edition.files, strict=True):
                yield RowOf(edition, file.facts, case, case.id)
        elif home:
            yield from _list_entries(edition, home)

    def list_rows() -> Iterator[RowOf]:
        for row in list_parents():
            facts: Any = row.facts
            for position, one in enumerate(facts.get(field.name, ()), 1):
                if _leads_somewhere(edition, entry, one):
                    yield replace(row, facts=one, position=position)

    if entry.fields:
        columns = [_rename(one) for one in list_columns(entry)]
    else:
        word = "term" if entry.holds == "term" else "other_case"
        columns = [say_column(word, holds=entry.holds, vocabulary=entry.vocabulary, required=True)]
    parent: tuple[MadeColumn, ...] = (_case_column(),)
    leads_to = [_TO_CASES]
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
    return _make(f"{table}_{field.name}", made, list_rows, field=field, key=key, leads_to=tuple(leads_to))


def _rename(column: TableColumn) -> TableColumn:
    """A column of an entry: what leads to another case is not the case in which the entry stands."""
    return replace(column, name="other_case") if column.name == "case" else column


def _leads_somewhere(edition: Edition, entry: Field, one: Any) -> bool:
    """Whether all cases and lessons that an entry names are in the book: a case with problems may be left out of it."""
    named = list(walk(entry, one, "case", "lesson"))
    known = {"case": edition.book.by_id, "lesson": edition.book.lessons}
    return all(id in known[field.holds] for field, _, id in named)  # type: ignore[operator]


def _make_descriptions(edition: Edition, tables: list[Table]) -> Table:
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
        *_take(say_column("table_name", required=True)),
        *_take(say_column("column_name")),
        *_take(say_column("column_in_database")),
        *_take(say_column("column_title", "title")),
        *_take(say_column("column_says", "meaning")),
        *_take(say_column("column_holds", "holds")),
        *_take(say_column("column_list", "is_list", choices=("yes", "no"))),
        *_take(say_column("vocabulary")),
        *_take(say_column("column_values", "allowed", many=True)),
        *_take(say_column("column_example", "example")),
    )
    return _make(DESCRIPTIONS, made, lambda: (RowOf(edition, one) for one in describe()))
