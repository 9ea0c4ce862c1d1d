"""The examples that the guide shows of a field: the good one is one, and the bad one is found to be what it is said."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from whole_files import Desk, find_value, name_field, put

from casebook.diagnostics import CODES
from casebook.fields import ENTRY, Field, Schemas
from casebook.files import FieldPath
from casebook.kinds import KINDS, FileKind

ELSEWHERE = {
    "dangling-item", "dangling-lesson", "dangling-note", "dangling-part", "dangling-source", "duplicate-id",
    "essay-length", "placeholder", "stale-translation", "status-differs",
}  # fmt: skip
"""What a good example may be found to be: it does not know the rest of the file that it is put into."""

WITHOUT = {"city.name": ("latitude", "longitude")}
"""What stands beside a field in a whole file and keeps a bad example from being judged."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.lay_out(tmp_path_factory.mktemp("desk"))


def _list_fields(schemas: Schemas) -> list[tuple[FileKind, Field]]:
    """Every field that the guide explains."""
    return [
        (kind, field)
        for kind in KINDS
        for field in schemas.trees[kind.id].all()
        if field.path and field.path[-1] != ENTRY
    ]


def _judge(desk: Desk, kind: FileKind, field: Field, value: object, without: Collection[str] = ()) -> set[str]:
    """What is said of a whole file in which this stands, in the first entry of each list, without what is beside it."""
    at: FieldPath = tuple(0 if step == ENTRY else step for step in field.path)
    facts = put(desk.whole[kind.id], at, value)
    assert find_value(facts, at) == value
    for name in without:
        del find_value(facts, at[:-1])[name]
    return {one.code for one in desk.judge(kind, facts, at)}


def test_every_field_has_a_good_and_a_bad_example(project_schemas: Schemas) -> None:
    found = _list_fields(project_schemas)
    assert len(found) > 150
    assert [name_field(field) for _, field in found if not field.examples or field.bad is None] == []


def test_a_bad_example_says_its_code_or_its_reason(project_schemas: Schemas) -> None:
    for _, field in _list_fields(project_schemas):
        assert field.bad
        assert bool(field.bad.code) != bool(field.bad.why), field.path
        assert field.bad.value not in field.examples, field.path
        assert not field.bad.code or field.bad.code in CODES
        assert not field.bad.why or field.bad.why.endswith((".", "?")), field.path


def test_a_good_example_is_good(desk: Desk) -> None:
    wrong = {}
    for kind, field in _list_fields(desk.schemas):
        for example in field.examples:
            if found := _judge(desk, kind, field, example) - ELSEWHERE:
                wrong[f"{kind.id} {name_field(field)}: {example}"] = found
    assert wrong == {}


def test_a_bad_example_is_found_to_be_what_the_guide_says(desk: Desk) -> None:
    wrong = {}
    for kind, field in _list_fields(desk.schemas):
        assert field.bad
        found = _judge(desk, kind, field, field.bad.value, WITHOUT.get(name_field(field), ()))
        if field.bad.code not in found if field.bad.code else found:
            wrong[f"{kind.id} {name_field(field)}: {field.bad}"] = found
    assert wrong == {}
