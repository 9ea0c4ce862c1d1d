"""The book as tables: every item a row, every field a column, every value in its cell."""

from __future__ import annotations

import copy
import csv
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from casebook.book import Book
from casebook.check import RawFile
from casebook.export import EXPORTS, Edition
from casebook.export.cells import guard_cell, join_cell, split_cell
from casebook.export.csv_files import CSV_EXPORTS, list_published
from casebook.export.tables import Table, list_tables
from casebook.fields import TableColumn, list_columns, walk
from casebook.fields.tree import Field, build_tree
from casebook.model import ITEM_KINDS

ITEMS = {
    "actors": "actors", "entry_points": "entry_points", "lessons": "lessons", "failures": "failures",
    "figures": "results", "follow_ups": "follow_ups", "disagreements": "disagreements", "replies": "replies",
    "changes": "history",
}  # fmt: skip
"""The tables of what a case lists, and the field that lists it."""


@pytest.fixture(scope="module", params=["project", "shelf"])
def edition(request: pytest.FixtureRequest, project_edition: Edition, shelf_edition: Edition) -> Edition:
    """The project's book, and the invented one."""
    return project_edition if request.param == "project" else shelf_edition


@pytest.fixture(scope="module")
def tables(edition: Edition) -> dict[str, Table]:
    return {one.id: one for one in list_tables(edition)}


def read_file(name: str, edition: Edition) -> list[dict[str, str]]:
    """The rows of a file, as whoever opens it has them."""
    content = b"".join(next(one for one in EXPORTS if one.name == name).write(edition))
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def empty(edition: Edition) -> Edition:
    """The same without any case."""
    return replace(edition, book=replace(edition.book, cases=(), shared={}, essays={}), files=())


def test_there_are_as_many_rows_as_things_in_the_book(edition: Edition, tables: dict[str, Table]) -> None:
    book: Book = edition.book
    counts = {id: len(list(table.rows())) for id, table in tables.items()}
    assert counts["cases"] == len(book.cases)
    for id, field in ITEMS.items():
        assert counts[id] == sum(len(getattr(case, field)) for case in book.cases), id
    assert counts["sources"] == sum(len(book.sources_of(case)) for case in book.cases)
    assert counts["items"] == sum(1 for case in book.cases for _ in case.items())
    assert counts["evidence"] == sum(len(item.evidence) for case in book.cases for _, item in case.items())
    assert counts["notes"] == sum(len(source.notes) for source in book.shared.values())
    assert counts["terms"] == sum(len(one.terms) for one in book.vocabularies.values())
    assert counts["lessons_answers"] == sum(len(one.answers) for one in book.lessons.values())


def test_every_file_has_the_rows_of_its_table(edition: Edition) -> None:
    for table in list_published(edition):
        rows = read_file(table.file, edition)
        assert len(rows) == len(list(table.rows())), table.id
        assert not rows or list(rows[0]) == [one.name for one in table.columns]


@pytest.mark.parametrize("id", sorted(ITEMS))
def test_every_value_of_every_field_arrives(edition: Edition, id: str) -> None:
    """Asked of the files themselves, and not by the way in which the tables read them."""
    rows = iter(read_file(f"{id.replace('_', '-')}.csv", edition))
    tree = edition.schemas.trees["case"].by_name[ITEMS[id]].entry
    for file in edition.files:
        for entry in file.facts.get(ITEMS[id], ()):
            row = next(rows)
            assert row["case"] == file.id
            for field in tree.fields:
                if field.name == "evidence":
                    continue
                said, cell = entry.get(field.name), row[field.name]
                if isinstance(said, list):
                    firsts = [str(next(iter(one.values()))) if isinstance(one, dict) else str(one) for one in said]
                    assert cell == guard_cell(join_cell(firsts)) and split_cell(join_cell(firsts)) == firsts
                else:
                    assert cell == guard_cell("" if said is None else str(said)), (file.id, field.name)
    assert next(rows, None) is None


def test_every_value_of_a_case_arrives(edition: Edition) -> None:
    rows = {row["id"]: row for row in read_file("cases.csv", edition)}
    for file in edition.files:
        row = rows[file.id]
        for field, path, value in walk(edition.schemas.trees["case"], file.facts):
            if field.holds in {"group", "item", "list", "evidence"} or any(isinstance(step, int) for step in path):
                continue
            name = "_".join(str(step) for step in path)
            said = "" if value is None else str(value)
            assert row[name] == (said if field.holds == "number" else guard_cell(said)), name
        for name in ("crisis", "topics", "open_questions"):
            assert split_cell(row[name]) == file.facts.get(name, [])
        transfer = file.facts.get("transfer", {})
        assert split_cell(row["transfer_core"]) == transfer.get("core", [])


def test_each_row_makes_sense_alone(edition: Edition) -> None:
    for name in ("lessons.csv", "failures.csv", "entry-points.csv", "figures.csv", "follow-ups.csv"):
        for row in read_file(name, edition):
            assert row["case_title"]
            assert row["address"] == f"https://casebook.test/cases/{row['case']}/#{row['id']}"
            assert row["case_address"] == f"https://casebook.test/cases/{row['case']}/"
            assert row["permanent_name"] == f"{row['case']}#{row['id']}"
    for row in read_file("evidence.csv", edition):
        assert row["item_title"] and row["item_address"].endswith(f"/cases/{row['case']}/#{row['item']}")
        assert row["source_title"] and "://" in row["source_address"]
    causes = edition.book.vocabularies["causes"]
    for row in read_file("failures.csv", edition):
        term = causes.get(row["cause"])
        assert term and row["cause_label"] == term.label


def test_without_the_address_of_the_site_addresses_begin_at_its_root(shelf_edition: Edition) -> None:
    rows = read_file("lessons.csv", replace(shelf_edition, url=""))
    assert rows and all(row["address"] == f"cases/{row['case']}/#{row['id']}" for row in rows)


def test_every_table_says_what_it_and_its_columns_are(tables: dict[str, Table]) -> None:
    for table in tables.values():
        assert table.title and table.says, table.id
        names = [one.name for one in table.columns]
        assert len(names) == len(set(names)), (table.id, names)
        for one in table.columns:
            assert one.title and one.says and "{" not in one.title + one.says, (table.id, one.name)


def test_keys_tell_rows_apart_and_lead_to_rows(tables: dict[str, Table]) -> None:
    cells: dict[str, list[dict[str, Any]]] = {}
    for id, table in tables.items():
        names = [one.name for one in table.columns]
        cells[id] = [dict(zip(names, row, strict=True)) for row in table.rows()]
        keys = [tuple(row[name] for name in table.key) for row in cells[id]]
        assert not table.key or len(keys) == len(set(keys)), id
        required = [one.name for one in table.columns if one.required]
        assert all(row[name] not in (None, "") for row in cells[id] for name in required), id
    for id, table in tables.items():
        for link in table.leads_to:
            there = {tuple(row[name] for name in link.to) for row in cells[link.table]}
            here = {tuple(row[name] for name in link.columns) for row in cells[id]}
            assert {one for one in here if None not in one} <= there, (id, link)


def test_a_list_is_taken_apart_again() -> None:
    for entries in (["a"], ["a", "b"], ["a | b", "c|"], [r"a\|b", "|"], ["a\\", "b"], [" a ", "| |"], []):
        assert split_cell(join_cell(entries)) == entries


@pytest.mark.parametrize("export", CSV_EXPORTS, ids=lambda one: one.name)
def test_excel_sees_that_a_file_is_in_unicode(export: Any, shelf_edition: Edition) -> None:
    content = b"".join(export.write(shelf_edition))
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\xef\xbb\xbf") == 1
    header = content.split(b"\r\n", 1)[0].decode("utf-8-sig")
    assert header.isascii() and content.endswith(b"\r\n")


def test_the_columns_of_evidence_begin_as_promised(shelf_edition: Edition) -> None:
    assert list(read_file("evidence.csv", shelf_edition)[0])[:5] == ["case", "item", "item_kind", "source", "locator"]


def change_first(edition: Edition, change: Callable[[dict[str, Any]], None]) -> Edition:
    """The edition with another first case."""
    file: RawFile = edition.files[0]
    facts = copy.deepcopy(file.facts)
    change(facts)
    return replace(edition, files=(replace(file, facts=facts), *edition.files[1:]))


ODD = [
    "=1+1",
    "@a",
    "-1+2",
    "+1",
    "\t=1",
    'a "b" c',
    "a,b;c",
    "a\r\nb",
    "a\nb",
    "a | b",
    "a\\",
    "'=1",
    "é\u202e",
    "😀",
    " x ",
]


@pytest.mark.parametrize("text", ODD)
def test_whatever_stands_in_a_case_arrives_and_is_no_formula(text: str, shelf_edition: Edition) -> None:
    def change(facts: dict[str, Any]) -> None:
        facts["title"] = facts["challenge"] = text
        facts["open_questions"] = [text, text]
        facts["lessons"] = [{**facts["lessons"][0], "insight": text, "works_when": [text, "b"]}]

    edition = change_first(shelf_edition, change)
    row, lesson = read_file("cases.csv", edition)[0], read_file("lessons.csv", edition)[0]
    assert row["title"] == row["challenge"] == lesson["insight"] == guard_cell(text)
    guarded = guard_cell(join_cell([text, text])) != join_cell([text, text])
    assert split_cell(row["open_questions"].removeprefix("'" if guarded else "")) == [text, text]
    for name in ("cases.csv", "lessons.csv"):
        cells = [cell for row in read_file(name, edition) for key, cell in row.items() if "itude" not in key]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_a_number_stays_one(shelf_edition: Edition) -> None:
    def change(facts: dict[str, Any]) -> None:
        result = facts["results"][0]
        values = [12, 15.0, 2.5, "about 170", "more than 340000", "10-12", "10 to 12", "none"]
        facts["results"] = [{**result, "value": one} for one in values]

    edition = change_first(shelf_edition, change)
    case = edition.files[0].id
    rows = [row for row in read_file("figures.csv", edition) if row["case"] == case]
    assert [row["value"] for row in rows][:3] == ["12", "15.0", "2.5"]
    assert [row["value_number"] for row in rows] == ["12", "15.0", "2.5", "170", "340000", "", "", ""]
    south = [row["latitude"] for row in read_file("cases.csv", edition) if row["latitude"].startswith("-")]
    assert south and all(float(one) < 0 for one in south)


def grow(schemas: Any, change: Callable[[dict[str, Any]], None]) -> Any:
    """The schemas with another one of a case."""
    schema = copy.deepcopy(dict(schemas.by_kind["case"]))
    change(schema["properties"])
    resolver = schemas.validators["case"].evolve()._resolver
    return replace(schemas, trees={**schemas.trees, "case": build_tree(schema, resolver)})


def test_a_new_field_of_the_schema_has_its_column(shelf_edition: Edition) -> None:
    """Without a line of code: a text, a list of terms, and fields inside of a group."""

    def change(properties: dict[str, Any]) -> None:
        lesson = properties["lessons"]["items"]["properties"]
        lesson["price"] = {"title": "Price", "description": "What it costs.", "type": "string", "x-holds": "line"}
        lesson["against"] = {
            "title": "Against", "description": "Crises in which it helps.", "type": "array", "x-vocabulary": "crises",
            "items": {"type": "string", "x-holds": "term"},
        }  # fmt: skip
        properties["money"] = {
            "title": "Money", "description": "What it cost.", "type": "object",
            "properties": {"select": {"title": "Chosen", "description": "Who chose.", "type": "string"}},
        }  # fmt: skip

    def fill(facts: dict[str, Any]) -> None:
        facts["money"] = {"select": "The people"}
        facts["lessons"] = [{**facts["lessons"][0], "price": "Nothing", "against": ["pandemic", "flood"]}]

    edition = replace(change_first(shelf_edition, fill), schemas=grow(shelf_edition.schemas, change))
    lesson = read_file("lessons.csv", edition)[0]
    assert (lesson["price"], lesson["against"]) == ("Nothing", "pandemic | flood")
    labels = [edition.book.term("crises", id).label for id in ("pandemic", "flood")]
    assert split_cell(lesson["against_label"]) == labels
    assert read_file("cases.csv", edition)[0]["money_select"] == "The people"
    tables = {one.id: one for one in list_tables(edition)}
    assert [row[3] for row in tables["lessons_against"].rows()] == ["pandemic", "flood"]
    said = {(row["table_name"], row["column_name"]): row for row in read_file("descriptions.csv", edition)}
    assert said["lessons", "price"]["meaning"] == "What it costs."


def test_without_cases_the_files_are_there(shelf_edition: Edition) -> None:
    for export in CSV_EXPORTS:
        rows = read_file(export.name, empty(shelf_edition))
        assert bool(rows) == (export.name in {"terms.csv", "descriptions.csv"}), export.name


def test_what_names_a_case_that_is_not_in_the_book_links_to_nothing(shelf_edition: Edition) -> None:
    """A case with problems is left out while somebody serves the site; others may name it."""
    edition = change_first(shelf_edition, lambda facts: facts.update(related=[{"case": "not-there"}]))
    tables = {one.id: one for one in list_tables(edition)}
    assert "not-there" not in {cell for row in tables["cases_related"].rows() for cell in row}
    assert read_file("cases.csv", edition)[0]["related"] == "not-there"


def test_every_kind_of_item_is_in_some_table(edition: Edition, tables: dict[str, Table]) -> None:
    kinds = {row[2] for row in tables["items"].rows()}
    assert kinds <= {kind.id for kind in ITEM_KINDS}
    lists: list[Field] = [
        one for one in edition.schemas.trees["case"].fields if one.entry and one.entry.holds == "item"
    ]
    assert {one.name for one in lists} <= set(ITEMS.values())
    assert all(isinstance(one, TableColumn) for one in list_columns(edition.schemas.trees["case"]))
