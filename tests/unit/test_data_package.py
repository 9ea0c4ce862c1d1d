"""The Data Package: what it says of the tables is so."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casebook.export import EXPORTS, Edition
from casebook.export.data_package import write_data_package


def write_all(edition: Edition) -> dict[str, bytes]:
    """The package with its tables, by name."""
    return {
        one.name: b"".join(one.write(edition))
        for one in EXPORTS
        if one.name.endswith(".csv") or one.name == "datapackage.json"
    }


@pytest.fixture(scope="module", params=["project", "shelf", "nothing"])
def files(request: pytest.FixtureRequest, project_edition: Edition, shelf_edition: Edition) -> dict[str, bytes]:
    if request.param == "nothing":
        book = replace(shelf_edition.book, cases=(), shared={}, essays={})
        return write_all(replace(shelf_edition, book=book, files=()))
    return write_all(project_edition if request.param == "project" else shelf_edition)


def read_package(files: dict[str, bytes]) -> tuple[dict[str, Any], dict[str, list[dict[str, str]]]]:
    """What the package says, and the rows of its tables."""
    package = json.loads(files["datapackage.json"])
    rows = {
        one["name"]: list(csv.DictReader(io.StringIO(files[one["path"]].decode("utf-8-sig"), newline="")))
        for one in package["resources"]
    }
    return package, rows


def test_it_describes_every_table_as_it_is(files: dict[str, bytes]) -> None:
    package, rows = read_package(files)
    assert {one["path"] for one in package["resources"]} == {name for name in files if name.endswith(".csv")}
    for resource in package["resources"]:
        header = files[resource["path"]].decode("utf-8-sig").split("\r\n", 1)[0].split(",")
        assert [one["name"] for one in resource["schema"]["fields"]] == header
        assert resource["title"] and resource["description"] and re.fullmatch(r"[a-z-]+", resource["name"])
    assert set(rows) == {one["name"] for one in package["resources"]}


def test_every_cell_is_as_its_column_says(files: dict[str, bytes]) -> None:
    package, rows = read_package(files)
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            limits = field.get("constraints", {})
            for row in rows[resource["name"]]:
                cell = row[field["name"]]
                where = (resource["name"], field["name"], cell)
                assert cell or not limits.get("required"), where
                if not cell:
                    continue
                if field["type"] != "string":
                    float(cell)
                assert field["type"] != "integer" or cell.lstrip("-").isdigit(), where
                assert "enum" not in limits or cell in limits["enum"], where
                assert "pattern" not in limits or re.match(limits["pattern"], cell), where


def test_every_key_leads_to_a_row(files: dict[str, bytes]) -> None:
    package, rows = read_package(files)
    leads = 0
    for resource in package["resources"]:
        own = rows[resource["name"]]
        if key := resource["schema"].get("primaryKey"):
            names = [tuple(row[name] for name in key) for row in own]
            assert len(names) == len(set(names)), resource["name"]
        for link in resource["schema"].get("foreignKeys", ()):
            leads += 1
            to = link["reference"]
            there = {tuple(row[name] for name in to["fields"]) for row in rows[to["resource"]]}
            assert {tuple(row[name] for name in link["fields"]) for row in own} <= there, (resource["name"], link)
    assert leads > 5


def test_it_says_whose_it_is_and_under_which_licence(shelf_edition: Edition) -> None:
    package = json.loads(write_data_package(shelf_edition))
    assert package["homepage"] == "https://casebook.test/"
    assert package["licenses"][0]["name"] == "CC-BY-4.0" and package["version"] == "1.0.0"
    assert [one["title"] for one in package["sources"]] == [shelf_edition.name, "GeoNames"]
    without = json.loads(write_data_package(replace(shelf_edition, url="")))
    assert "homepage" not in without and "path" not in without["sources"][0]


def test_a_term_can_be_looked_up(shelf_edition: Edition) -> None:
    package = json.loads(write_data_package(shelf_edition))
    fields = {
        (resource["name"], field["name"]): field
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }
    cause = fields["failures", "cause"]
    assert cause["vocabulary"] == "causes" and "red-tape" in cause["constraints"]["enum"]
    assert fields["lessons", "themes"]["separator"] == " | " and "enum" not in fields["lessons", "themes"]


@pytest.mark.readers
def test_frictionless_finds_nothing_wrong(files: dict[str, bytes], tmp_path: Path) -> None:
    import warnings

    with warnings.catch_warnings():
        # of the reader's own libraries
        warnings.simplefilter("ignore")
        import frictionless

        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "message"])
    assert {task.name for task in report.tasks} == {
        one["name"] for one in json.loads(files["datapackage.json"])["resources"]
    }
