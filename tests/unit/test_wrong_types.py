"""Whatever stands in place of a value, at any depth of any kind of file: it is told, and every rule bears it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from whole_files import PLACE, Desk, name_field, put

from casebook.fields import ENTRY, TEXTS, Field
from casebook.files import FieldPath
from casebook.kinds import KINDS, FileKind

VALUES: tuple[Any, ...] = (
    None, True, 0, 3, -1.5, 10**400, "", "text", "#", "a#b#c", [], [None], [3], [[]], [["a"]], [{}], [{"id": 3}],
    ["text", "text"], {}, {"a": "b"}, {"id": ["x"]}, {"evidence": 3},
)  # fmt: skip
_TYPES = {
    "null": type(None), "boolean": bool, "integer": int, "number": (int, float), "string": str, "array": list,
    "object": dict,
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.lay_out(tmp_path_factory.mktemp("wrong-types"))


def is_of_type(value: Any, types: tuple[str, ...]) -> bool:
    """Whether JSON would call a value so; true and false are no numbers."""
    if isinstance(value, bool):
        return "boolean" in types
    return any(isinstance(value, _TYPES[one]) for one in types)


def list_places(tree: Field) -> list[tuple[Field, FieldPath]]:
    return [(one, tuple(0 if step == ENTRY else step for step in one.path)) for one in tree.all() if one.path]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_rule_bears_every_value_at_every_place_and_a_wrong_type_is_told(desk: Desk, kind: FileKind) -> None:
    silent = []
    for field, path in list_places(desk.schemas.trees[kind.id]):
        for value in VALUES:
            problems = desk.judge(kind, put(desk.begin(kind, path[0]), path, value), path)
            errors = [one for one in problems if one.severity == "error"]
            assert all(one.message and one.help for one in problems)
            if not is_of_type(value, field.types) and (PLACE.line, PLACE.column) not in {
                (one.line, one.column) for one in errors
            }:
                silent.append((name_field(field), json.dumps(value)[:30], errors))
    assert silent == []


_QUOTED = re.compile(r'put it in double quotes: "(.*)"\.$')


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_what_is_to_be_put_in_double_quotes_is_sound_in_them(desk: Desk, kind: FileKind) -> None:
    told = 0
    for field, path in list_places(desk.schemas.trees[kind.id]):
        if is_of_type("", field.types):
            for value in (True, 3, 2020.0, 2020.03, 10**9, 10.0**15):
                problems = desk.judge(kind, put(desk.begin(kind, path[0]), path, value), path)
                for quoted in (one[1] for problem in problems if (one := _QUOTED.search(problem.help))):
                    told += 1
                    after = desk.judge(kind, put(desk.begin(kind, path[0]), path, quoted), path)
                    here = [one for one in after if (one.line, one.column) == (PLACE.line, PLACE.column)]
                    assert not [one for one in here if one.severity == "error"], (name_field(field), value, here)
    assert told > 0 or not any(one.holds in TEXTS for one, _ in list_places(desk.schemas.trees[kind.id]))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_what_is_no_field_is_told_wherever_it_stands(desk: Desk, kind: FileKind) -> None:
    tree = desk.schemas.trees[kind.id]
    groups = [((), tree), *((path, field) for field, path in list_places(tree) if field.fields)]
    assert len(groups) > 1
    for path, group in groups:
        for name in ("idd", "tags", "x", f"{group.fields[0].name}s"):
            there = (*path, name)
            found = desk.judge(kind, put(desk.whole[kind.id], there, "doors"), there)
            assert [one.code for one in found if (one.line, one.column) == (PLACE.line, PLACE.column)] == [
                "unknown-key"
            ], (kind.id, there, found)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_what_must_be_there_and_is_not_is_told_by_its_name(desk: Desk, kind: FileKind) -> None:
    tree = desk.schemas.trees[kind.id]
    seen = 0
    for field, path in list_places(tree):
        if field.required and field.name != ENTRY and path[-1] != 0:
            facts = json.loads(json.dumps(desk.whole[kind.id]))
            group = facts
            for step in path[:-1]:
                group = group[step]
            del group[path[-1]]
            seen += 1
            found = [one for one in desk.judge(kind, facts, path[:-1]) if one.severity == "error"]
            said = re.compile(rf"`{field.name}`|\b{field.name}: ")
            assert any(said.search(one.message + one.help) for one in found), (name_field(field), found)
    assert seen > 2
