"""The columns of tables with what reads their cells: those of a group of fields, and what tells where a row belongs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from casebook.book import CityEntry
from casebook.book.assessment import CONFIDENCES, SIDES
from casebook.export.tables.table import CellValue, MadeColumn, RowOf
from casebook.export.tables.words import say_column
from casebook.fields import Field, TableColumn, list_columns, read_field
from casebook.markup import strip_markdown
from casebook.model import ITEM_KINDS
from casebook.text.gazetteer import country_name

__all__ = ["list_made", "make_computed", "make_context", "make_labelled"]

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def list_made(group: Field) -> Iterator[MadeColumn]:
    """The columns of a group of fields; beside a term or a country stands what the site calls it."""
    for column in list_columns(group):
        yield from make_labelled(column)


def make_labelled(column: TableColumn) -> Iterator[MadeColumn]:
    """The column of a field; after one of terms or countries another with what the site calls them."""
    read = _read_as_written(column)
    yield column, read
    if column.holds in {"term", "country"}:
        yield _make_label(column, read)
    if column.holds == "figure":
        number = say_column("number", f"{column.name}_number", holds="number")
        yield number, lambda row: _find_number(read(row))
        yield say_column("qualifier", f"{column.name}_qualifier"), lambda row: _find_qualifier(read(row))


def _read_as_written(column: TableColumn) -> Callable[[RowOf], CellValue]:
    """What reads the cell of a field: a text as it was written, a list as texts, a number as it is."""
    path, default = column.path, column.default
    if column.many:
        return lambda row: tuple([str(one) for one in read_field(row.facts, path) or () if one is not None])
    is_number = column.holds == "number"
    # most paths lead straight into a group of fields of a file, and there are millions of cells
    name = path[0] if len(path) == 1 else ""

    def read(row: RowOf) -> CellValue:
        facts: Any = row.facts
        found = facts.get(name) if name and facts.__class__ is dict else read_field(facts, path)
        if found is None or found == "":
            found = default
        return found if found is None or is_number or found.__class__ is str else str(found)

    return read


def _make_label(column: TableColumn, read: Callable[[RowOf], CellValue]) -> MadeColumn:
    def name(row: RowOf, id: str) -> str:
        if column.holds == "country":
            return country_name(id)
        term = row.book.vocabularies[column.vocabulary].get(id)
        return term.label if term else id

    def read_label(row: RowOf) -> CellValue:
        found = read(row)
        if isinstance(found, tuple):
            return tuple(name(row, one) for one in found)
        return name(row, str(found)) if found else None

    label = say_column("label", f"{column.name}_label", title=column.title, many=column.many)
    return replace(label, required=column.required), read_label


def _find_number(value: CellValue) -> float | None:
    """The number in a figure, if there is one and no more."""
    found = _NUMBER.findall(str(value))
    # a range has two; that its second one looks negative, as in 10-12, does not matter
    if len(found) != 1:
        return None
    return float(found[0]) if "." in found[0] else int(found[0])


def _find_qualifier(value: CellValue) -> str | None:
    """What stands beside the number in a figure: fewer than, up to; nothing where the number stands alone."""
    if _find_number(value) is None:
        return None
    return " ".join(_NUMBER.sub(" ", str(value)).split()) or None


def make_context(*names: str) -> tuple[MadeColumn, ...]:
    """What tells of which case a row is: without it a row makes no sense alone.

    Args:
        names: The columns that are wanted; all, if none is named.
    """
    columns: tuple[MadeColumn, ...] = (
        (say_column("case_title", required=True), lambda row: strip_markdown(row.home.title)),
        (say_column("case_address", required=True), lambda row: row.place(f"cases/{row.home.id}/")),
        (say_column("case_city"), lambda row: row.home.city.name if row.home.city else None),
        (say_column("case_country", many=True), lambda row: tuple(map(country_name, row.home.countries))),
        (
            say_column("case_crisis", many=True),
            lambda row: tuple(row.book.term("crises", one).label for one in row.home.crisis),
        ),
        (say_column("case_from", holds="date", required=True), lambda row: row.home.period_from),
        (say_column("case_to", holds="date", required=True), lambda row: row.home.period_to),
    )
    return tuple((replace(one, repeats=True), read) for one, read in columns if not names or one.name in names)


def make_computed() -> tuple[MadeColumn, ...]:
    """What is computed of a case: where its city lies, how far one can rely on it, how many things it has."""

    def city(row: RowOf) -> CityEntry | None:
        return row.book.cities[row.home.city_id] if row.home.city else None

    counted = tuple(
        (
            say_column("number_of", f"number_of_{kind.field}", holds="number", whole=True, noun=kind.plural),
            lambda row, kind=kind: len(row.home.items_of(kind)),
        )
        for kind in ITEM_KINDS
        if kind.mark or kind.counted in {"result", "follow-up"}
    )
    return (
        (say_column("countries", many=True), lambda row: tuple(map(country_name, row.home.countries))),
        (say_column("latitude", holds="number"), lambda row: (one := city(row)) and one.latitude),
        (say_column("longitude", holds="number"), lambda row: (one := city(row)) and one.longitude),
        (say_column("population", holds="number", whole=True), lambda row: (one := city(row)) and one.population),
        *counted,
        (
            say_column("confidence", choices=CONFIDENCES),
            lambda row: row.book.assessments[row.home.id].confidence,
        ),
        (
            say_column("completeness", holds="number", whole=True),
            lambda row: row.book.assessments[row.home.id].completeness,
        ),
        (
            say_column("publishers", holds="number", whole=True),
            lambda row: row.book.assessments[row.home.id].publishers,
        ),
        (
            say_column("unheard", many=True, choices=tuple(SIDES)),
            lambda row: row.book.assessments[row.home.id].unheard,
        ),
        (say_column("last_change", holds="date"), lambda row: row.home.last_change and row.home.last_change.on),
    )
