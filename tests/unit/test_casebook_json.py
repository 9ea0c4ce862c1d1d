"""`casebook.json` and its schemas: complete, valid by what is published beside them, and of a shape that has a version."""

from __future__ import annotations

import copy
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from casebook.export import Edition, data_schemas, json_file
from casebook.export.case_json import write_case_json
from casebook.export.data_schemas import VERSIONS, digest_shape, make_data_schemas
from casebook.fields import Schemas
from landing import PROJECT

SHAPES = PROJECT / "tests" / "golden" / "shapes-of-data.json"
CHANGES = PROJECT / "docs" / "data" / "changes.md"

BESIDE = {"id", "path", "story", "translations", "computed"}
"""What stands in a case of the file beside its own fields."""


def write_files(edition: Edition) -> dict[str, bytes]:
    """The files of JSON and their schemas, by their addresses; the other data files take longer to make."""
    tree = edition.schemas.trees["case"]
    made = {"casebook.json": b"".join(json_file.write_casebook_json(edition))}
    made |= {"schema/casebook.schema.json": data_schemas.write_casebook_schema(edition)}
    for further in (json_file.list_further_parts(edition), data_schemas.list_further_schemas(edition)):
        made |= {name: b"".join(pieces()) for name, pieces in further.items()}
    made |= {f"cases/{case.id}.json": write_case_json(case, tree) for case in edition.files}
    return {f"data/{name}": content for name, content in made.items()}


def make_validator(data: dict[str, bytes], name: str) -> jsonschema.Draft202012Validator:
    """A validator that knows nothing but what is published under data/schema/."""
    schemas = {
        address.rpartition("/")[2]: json.loads(content)
        for address, content in data.items()
        if address.startswith("data/schema/") and address.endswith(".schema.json")
    }
    registry = Registry[Any]().with_resources((one["$id"], Resource.from_contents(one)) for one in schemas.values())
    schema = schemas[f"{name}.schema.json"]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, registry=registry)


@pytest.fixture(params=["project", "shelf"])
def edition(request: pytest.FixtureRequest, project_edition: Edition, shelf_edition: Edition) -> Edition:
    """The project's book, and the invented one."""
    return project_edition if request.param == "project" else shelf_edition


@pytest.fixture
def data(edition: Edition) -> dict[str, bytes]:
    """All data files of a book by their addresses."""
    return write_files(edition)


def test_everything_is_in_it(edition: Edition, data: dict[str, bytes]) -> None:
    told, book = json.loads(data["data/casebook.json"]), edition.book
    assert [one["id"] for one in told["cases"]] == [case.id for case in book.cases]
    assert told["number_of_cases"] == len(book.cases) and told["parts"] == ["casebook.json"]
    assert {one["id"]: len(one.get("notes", ())) for one in told["sources"]} == {
        id: len(source.notes) for id, source in book.shared.items()
    }
    assert {group: len(own) for group, own in told["essays"].items()} == {
        group: len(own) for group, own in book.essays.items()
    }
    assert {id: len(own["terms"]) for id, own in told["vocabularies"].items()} == {
        id: len(own.terms) for id, own in book.vocabularies.items()
    }
    for one, case in zip(told["cases"], book.cases, strict=True):
        for field in ("entry_points", "lessons", "failures", "results", "follow_ups", "actors", "sources", "history"):
            assert len(one.get(field, ())) == len(getattr(case, field)), (case.id, field)
        assert one["story"] == case.story and one["license"] == case.license and one["language"] == case.language
        assert set(one.get("translations", ())) == {made.language for made in book.translations_of(case)}
        assert one["computed"]["city"] in book.cities and one["computed"]["address"] == f"cases/{case.id}/"
        assert (one["period"]["from"], one["period"]["to"]) == (case.period_from, case.period_to)


def test_a_case_without_what_is_beside_it_is_valid_by_the_schema_of_a_case(data: dict[str, bytes]) -> None:
    validator = make_validator(data, "case")
    for one in json.loads(data["data/casebook.json"])["cases"]:
        validator.validate({key: value for key, value in one.items() if key not in BESIDE})
    assert not validator.is_valid({"title": "A title that is alone here"})


def test_all_of_it_is_valid_by_the_published_schemas(edition: Edition, data: dict[str, bytes]) -> None:
    content = json.loads(data["data/casebook.json"])
    make_validator(data, "casebook").validate(content)
    alone = make_validator(data, "case-file")
    terms = make_validator(data, "vocabulary")
    for case in edition.book.cases:
        alone.validate(json.loads(data[f"data/cases/{case.id}.json"]))
    for id in edition.book.vocabularies:
        terms.validate(json.loads(data[f"data/schema/vocabulary/{id}.json"]))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda book: book.update(version=book["version"] + 1),
        lambda book: book.pop("parts"),
        lambda book: book["cases"][0].pop("computed"),
        lambda book: book["cases"][0].pop("title"),
        lambda book: book["cases"][0].update(mood="good"),
        lambda book: book["cases"][0]["computed"].update(confidence="some"),
        lambda book: book["vocabularies"]["doors"].pop("terms"),
        lambda book: book["sources"][0].update(shared=True),
    ],
)
def test_the_schema_finds_what_is_otherwise(shelf_edition: Edition, spoil) -> None:
    data = write_files(shelf_edition)
    content = json.loads(data["data/casebook.json"])
    spoil(content)
    assert not make_validator(data, "casebook").is_valid(content)


def test_dates_are_texts_and_figures_are_what_they_are(shelf_edition: Edition) -> None:
    first = shelf_edition.files[0]
    facts = first.facts | {
        "period": {"from": 2020, "to": "ongoing"},
        "results": [{"measure": "Meals", "value": value, "unit": "meals", "when": 2021, "evidence": ["a"]} for value in (15.0, 15, "up to 3")],
    }  # fmt: skip
    edition = replace(shelf_edition, files=(replace(first, facts=facts),))
    (told,) = json.loads(write_files(edition)["data/casebook.json"])["cases"]
    assert told["period"] == {"from": "2020", "to": "ongoing"}
    assert [(one["value"], one["when"]) for one in told["results"]] == [
        (15.0, "2021"),
        (15, "2021"),
        ("up to 3", "2021"),
    ]


def test_a_large_book_stands_in_parts_of_one_shape(shelf_edition: Edition, monkeypatch) -> None:
    whole = json.loads(write_files(shelf_edition)["data/casebook.json"])
    monkeypatch.setattr(json_file, "CASES_IN_A_PART", 3)
    data = write_files(shelf_edition)
    first = json.loads(data["data/casebook.json"])
    number = len(shelf_edition.files)
    assert number % 3, "the last part should hold fewer than the others"
    assert first["parts"] == ["casebook.json", *(f"casebook-{n}.json" for n in range(2, number // 3 + 2))]
    parts = [json.loads(data[f"data/{name}"]) for name in first["parts"]]
    assert [one for part in parts for one in part["cases"]] == whole["cases"]
    assert [part["part"] for part in parts] == [n + 1 for n in range(len(parts))]
    assert {part["number_of_cases"] for part in parts} == {number}
    assert "vocabularies" in first and not any("vocabularies" in part for part in parts[1:])
    validator = make_validator(data, "casebook")
    for part in parts:
        validator.validate(part)
    # a part that is full to its end is followed by none that is empty
    monkeypatch.setattr(json_file, "CASES_IN_A_PART", number)
    assert json.loads(write_files(shelf_edition)["data/casebook.json"])["parts"] == ["casebook.json"]


def test_each_case_is_a_line(shelf_edition: Edition) -> None:
    lines = write_files(shelf_edition)["data/casebook.json"].decode().splitlines()
    begin = lines.index('"cases": [')
    found = [json.loads(line.removesuffix(",")) for line in lines[begin + 1 : begin + 1 + len(shelf_edition.files)]]
    assert [one["id"] for one in found] == [case.id for case in shelf_edition.files]


def test_a_book_without_cases_is_valid(shelf_edition: Edition) -> None:
    book = replace(shelf_edition.book, cases=(), translations={})
    data = write_files(replace(shelf_edition, book=book, files=()))
    content = json.loads(data["data/casebook.json"])
    assert content["cases"] == [] and content["parts"] == ["casebook.json"]
    make_validator(data, "casebook").validate(content)


def test_schemas_are_called_by_the_place_where_they_are(shelf_edition: Edition) -> None:
    told = json.loads(write_files(shelf_edition)["data/schema/case.schema.json"])
    assert told["$id"] == "https://casebook.test/data/schema/case.schema.json"
    unknown = write_files(replace(shelf_edition, url=""))
    assert json.loads(unknown["data/schema/case.schema.json"])["$id"] == shelf_edition.schemas.by_kind["case"]["$id"]
    make_validator(unknown, "casebook").validate(json.loads(unknown["data/casebook.json"]))


HOW_TO_RENEW = (
    "The shape of {name} is another than that of version {version}. If a program could tell: raise the version (VERSION "
    "in export/json_file.py, CASE_JSON_VERSION in export/case_json.py), write into docs/data/changes.md what has changed, "
    "and run this test with UPDATE_GOLDEN=1. The shape of a version that was published is never renewed."
)


@pytest.mark.parametrize("name", VERSIONS)
def test_another_shape_is_another_version(project_schemas: Schemas, name: str) -> None:
    known = json.loads(SHAPES.read_text(encoding="utf-8"))
    version, digest = str(VERSIONS[name]), digest_shape(make_data_schemas(project_schemas), name)
    if version not in known[name] and os.environ.get("UPDATE_GOLDEN"):
        known[name][version] = digest
        SHAPES.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    assert known[name].get(version) == digest, HOW_TO_RENEW.format(name=name, version=version)
    assert max(map(int, known[name])) == VERSIONS[name], "a version goes up, and never back"


def _change(schemas: Schemas, change) -> Schemas:
    kinds = copy.deepcopy(dict(schemas.by_kind))
    change(kinds)
    return replace(schemas, by_kind=kinds)


def _add_field(kinds: dict[str, Any]) -> None:
    kinds["case"]["properties"]["lessons"]["items"]["properties"]["mood"] = {"type": "string"}


def _rename(kinds: dict[str, Any]) -> None:
    # what is called as a word of the schema is a field all the same
    kinds["source"]["properties"]["heading"] = kinds["source"]["properties"].pop("title")


def _widen(kinds: dict[str, Any]) -> None:
    kinds["case"]["$defs"]["date"]["pattern"] = "^.*$"


def _choose(kinds: dict[str, Any]) -> None:
    kinds["case"]["properties"]["sources"]["items"]["properties"]["voice"]["enum"].append("nobody")


def _say_otherwise(kinds: dict[str, Any]) -> None:
    kinds["case"]["properties"]["title"] |= {"description": "Other words.", "examples": ["Other"], "maxLength": 130}


@pytest.mark.parametrize(
    ("change", "is_another"),
    [(_add_field, True), (_rename, True), (_widen, True), (_choose, True), (_say_otherwise, False)],
)
def test_a_field_is_another_shape_and_a_word_is_none(project_schemas: Schemas, change, is_another: bool) -> None:
    before = digest_shape(make_data_schemas(project_schemas), "casebook")
    after = digest_shape(make_data_schemas(_change(project_schemas, change)), "casebook")
    assert (before != after) == is_another


def test_every_version_stands_in_the_list_of_changes() -> None:
    text = CHANGES.read_text(encoding="utf-8")
    for name, heading in (("casebook", "casebook.json"), ("case-file", "cases/ID.json")):
        part = text.split(f"## {heading}\n")[1].split("\n## ")[0]
        told = [int(number) for number in re.findall(r"^### Version (\d+), \d+ \w+ 20\d\d$", part, re.MULTILINE)]
        assert told == list(range(VERSIONS[name], 0, -1))


def test_the_shapes_are_in_the_package() -> None:
    there = {one.name for one in (Path(data_schemas.__file__).parent / "shapes").iterdir()}
    assert there == {f"{name}.schema.json" for name in VERSIONS}
