"""The tree of fields: the model agrees with it field by field, and a walk bears whatever stands in a file."""

from __future__ import annotations

import json
import shutil
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from examples import TESTS, TODAY, make_project

from casebook.check import Reading, check_project
from casebook.fields import ENTRY, HOLDS, Field, Schemas, walk
from casebook.kinds import KINDS
from casebook.model import ITEM_KINDS, Case, Essay, Evidence, Source, Vocabulary

ROOTS = {"case": Case, "source": Source, "vocabulary": Vocabulary}
MADE = {
    "Case": {"id", "path", "story", "story_parts", "period_from", "period_to"},
    "State": {"id"},
    "Source": {"shared"},
    "Essay": {"group"},
    **{kind.type.__name__: {"id"} for kind in ITEM_KINDS if kind.counted},
}
"""What the model has beyond the schema: the file's name and text, the two ends of the period, and counted ids."""
OF_SHARED_SOURCES = {"description", "parts", "themes", "agenda", "objectives", "question", "notes"}
"""A case's own source and a shared one are the same class, though only the latter has these."""


def _class_of(hint: Any) -> type | None:
    """The class of the model inside an annotation, if there is one."""
    inside = [hint, *get_args(hint), *(one for arg in get_args(hint) for one in get_args(arg))]
    return next((one for one in inside if is_dataclass(one) and one is not Evidence), None)  # type: ignore[return-value]


def _pairs(group: Field, kind: type) -> list[tuple[Field, type]]:
    """Every group of fields below this one, with the class that it becomes."""
    hints = get_type_hints(kind)
    found = [(group, kind)]
    for field in group.fields:
        inner = field.entry or field
        if inner.fields and field.name in hints and (made := _class_of(hints[field.name])):
            found += _pairs(inner, made)
    return found


def _all_pairs(schemas: Schemas) -> list[tuple[Field, type]]:
    essays = schemas.trees["essay"].by_name["essays"].entry
    assert essays
    return [pair for kind, made in ROOTS.items() for pair in _pairs(schemas.trees[kind], made)] + _pairs(essays, Essay)


def test_schema_and_model_have_the_same_fields(project_schemas: Schemas) -> None:
    pairs = _all_pairs(project_schemas)
    assert len(pairs) > 18
    for group, kind in pairs:
        names = {one.name for one in fields(kind)} - MADE.get(kind.__name__, set())
        said = {one.attribute for one in group.fields} - ({"period"} if kind is Case else set())
        missing = OF_SHARED_SOURCES if kind is Source and group.path else set()
        assert said == names - missing, kind


def test_schema_and_model_require_the_same_fields(project_schemas: Schemas) -> None:
    for group, kind in _all_pairs(project_schemas):
        must = {one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING}
        said = {one.attribute for one in group.fields if one.required} - ({"period"} if kind is Case else set())
        # no evidence and no sources at all are an empty tuple
        assert said - {"sources"} == must - MADE.get(kind.__name__, set()), kind


def test_every_kind_of_item_has_its_field_of_items_and_no_other_field_has(project_schemas: Schemas) -> None:
    lists = [field.path[0] for field in project_schemas.trees["case"].all() if field.holds == "item"]
    # the passages of a story are read out of its text
    assert len(lists) == len(set(lists))
    assert {*lists, "story_parts"} == {kind.field for kind in ITEM_KINDS}


def test_every_kind_of_file_has_its_tree_and_every_field_holds_something_known(project_schemas: Schemas) -> None:
    assert set(project_schemas.trees) == {kind.id for kind in KINDS}
    for tree in project_schemas.trees.values():
        for field in tree.all():
            assert field.holds in HOLDS, field.path
            assert bool(field.entry) == (field.holds == "list"), field.path
            assert bool(field.fields) == (field.holds in ("group", "item")), field.path
            assert bool(field.vocabulary) == (
                field.holds == "term" or bool(field.entry and field.entry.holds == "term")
            )


def test_a_field_is_found_by_the_path_of_a_value(project_schemas: Schemas) -> None:
    tree = project_schemas.trees["case"]
    found = tree.at(("lessons", 3, "works_when", 0))
    assert found and found.path == ("lessons", ENTRY, "works_when", ENTRY) and found.holds == "line"
    assert tree.at(()) is tree
    assert tree.at(("lessons", "title")) is tree.at(("nothing", 0)) is tree.at(("title", 0)) is None


def test_a_walk_finds_each_value_with_its_field_and_passes_over_the_rest(project_schemas: Schemas) -> None:
    tree = project_schemas.trees["case"]
    facts = {
        "crisis": ["pandemic", 3, None],
        "actors": "nobody",
        "lessons": [{"themes": ["trust"], "evidence": ["a#b"], "unknown": ["trust"]}, "no lesson", None],
        "failures": {"cause": "red-tape"},
        "nothing": [{"cause": "red-tape"}],
    }
    terms = [(path, value, field.vocabulary) for field, path, value in walk(tree, facts, "term")]
    assert terms == [
        (("crisis", 0), "pandemic", "crises"),
        (("crisis", 1), 3, "crises"),
        (("crisis", 2), None, "crises"),
        (("lessons", 0, "themes", 0), "trust", "themes"),
    ]
    assert [value for _, _, value in walk(tree, facts, "evidence")] == ["a#b"]


@pytest.mark.parametrize(
    "facts", [None, 3, "text", [], [[]], [None], {"lessons": {"a": 1}}, {"city": [1]}, {"period": "x"}]
)
def test_a_walk_bears_anything(project_schemas: Schemas, facts: Any) -> None:
    for tree in project_schemas.trees.values():
        assert all(isinstance(path, tuple) for _, path, _ in walk(tree, facts))


def test_the_model_is_walked_as_its_file_is(
    project_schemas: Schemas, project_reading: Reading, project_book: Any
) -> None:
    tree = project_schemas.trees["case"]
    for raw in project_reading.cases:
        case = project_book.by_id[raw.id]
        for holds in ("term", "evidence", "case", "lesson", "prose", "line"):
            written, made = ([str(one) for _, _, one in walk(tree, value, holds) if one] for value in (raw.facts, case))
            assert sorted(written) == sorted(made), (raw.id, holds)


def test_every_example_of_every_field_is_valid(project_schemas: Schemas) -> None:
    for kind, tree in project_schemas.trees.items():
        validator = project_schemas.validators[kind]
        seen = 0
        for field in tree.all():
            node = _schema_of(project_schemas, kind, field)
            for example in field.examples:
                seen += 1
                errors = [
                    one.message for one in validator.evolve(schema=node).iter_errors(json.loads(json.dumps(example)))
                ]
                assert not errors, (field.path, example, errors)
        assert seen > 10


def _schema_of(schemas: Schemas, kind: str, field: Field) -> dict[str, Any]:
    """A schema that says of a value what the file's schema says of this field."""
    node: dict[str, Any] = {"$ref": schemas.by_kind[kind]["$id"] + "#"}
    pointer = "".join("/items" if step == ENTRY else f"/properties/{step}" for step in field.path)
    # references on the way are followed by hand, since a pointer does not go through them
    here, base = schemas.by_kind[kind], schemas.by_kind[kind]["$id"]
    for step in [] if not pointer else field.path:
        here, base = _follow(schemas, here, base)
        here = here["items"] if step == ENTRY else here["properties"][step]
    whole = dict(here)
    if "$ref" in whole and "#" in whole["$ref"] and not whole["$ref"].startswith("http"):
        file, _, rest = whole["$ref"].partition("#")
        whole["$ref"] = (base.rsplit("/", 1)[0] + "/" + file if file else base) + "#" + rest
    return whole | {"$id": base} if pointer else node


def _follow(schemas: Schemas, here: Any, base: str) -> tuple[Any, str]:
    while "$ref" in here:
        file, _, rest = here["$ref"].partition("#")
        base = base.rsplit("/", 1)[0] + "/" + file if file else base
        whole = next(one for one in schemas.by_kind.values() if one["$id"] == base)
        for step in rest.strip("/").split("/"):
            whole = whole[step]
        here = whole
    return here, base


def test_a_vocabulary_that_is_named_but_not_there_is_told_and_no_case_is_lost_in_silence(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    shutil.copytree(TESTS.parent / "schema", root / "schema", ignore=shutil.ignore_patterns("essays", "doors.yml"))
    reading = check_project(root, TODAY)
    assert [(one.code, one.path) for one in reading.diagnostics] == [("unreadable-file", "schema/vocabulary/doors.yml")]
    assert "doors" in reading.diagnostics[0].message
