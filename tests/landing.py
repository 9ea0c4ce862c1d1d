"""What somebody may add to the project: cases that the checker accepts, each of them unlike the others.

A case that is added must never break a test. So every test that reads the project's book is run again on
the project with each of these beside its own cases (marked `lands`).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.generate import write_case
from casebook.check import check_project
from casebook.fields import Field
from casebook.model import ITEM_KINDS, ItemKind
from casebook.text.wording import slugify

__all__ = ["ADDED", "PROJECT", "copy_generator", "make_full_case", "make_root"]

PROJECT = Path(__file__).parents[1]
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "screenshots", "*.egg-info")


def _list_cases(root: Path) -> list[Path]:
    """The files of the cases, without those in other languages."""
    return [file for file in sorted((root / "cases").glob("[!_]*/*.md")) if "." not in file.stem]


def add_renamed(root: Path) -> None:
    """A published case under another name."""
    original = _list_cases(root)[0]
    shutil.copyfile(original, original.with_name("a-kitchen-by-another-name.md"))


def add_stub(root: Path) -> None:
    """The smallest case that the checker accepts."""
    _put(
        root,
        "recife",
        "the-smallest-stub",
        (PROJECT / "tests/cases_good/stub.md").read_text(encoding="utf-8"),
        "Recife",
    )


_FILLED_IN = {
    "What happened, in plain words": "The square that was closed to cars on Sundays",
    "The case in one sentence that makes sense on its own.": "Neighbours kept cars out on one Sunday, and the city went on.",
    "a-short-name": "begin-with-one-sunday",
    "The lesson as you would say it to a colleague": "Begin with one Sunday",
    "What it rests on, in one to four sentences.": "After one Sunday nobody was afraid of the second.",
    "The condition under which it held": "The shops may open on that day",
    "The title of the article": "A square without cars",
    "The name of the paper": "The Daily Paper",
    "https://www.example.org/article": "https://www.papers.test/article",
    "The story in 250 to 450 words: the scene, the people, what turned, what came of it": "It began",
}
"""What somebody writes in place of each sentence of the template."""


def add_template(root: Path) -> None:
    """The case that the guide shows, filled in."""
    text = (PROJECT / "hooks/casebook/rules/template.md").read_text(encoding="utf-8")
    for old, new in _FILLED_IN.items():
        assert old in text, old
        text = text.replace(old, new)
    _put(root, "recife", "as-the-guide-shows-it", text)


def add_full(root: Path) -> None:
    """A case with every field that there is."""
    reading = check_project(root)
    assert reading.schemas
    other = reading.cases[0]
    lesson = next((f"{case.id}#{one['id']}" for case in reading.cases for one in case.facts.get("lessons", ())), "")
    facts = make_full_case(reading.schemas.trees["case"], other.id, lesson)
    folder = root / "cases" / slugify(facts["city"]["name"])
    folder.mkdir()
    (folder / "every-field-there-is.md").write_text(
        write_case(facts, "It began [@the-source].\n\n" * 80), encoding="utf-8"
    )


def add_ten(root: Path) -> None:
    """Ten cases at once: one of each kind, what the guide shows, and six that are renamed."""
    for add in (add_renamed, add_stub, add_template, add_full):
        add(root)
    for number, file in enumerate(_list_cases(root)[:6]):
        shutil.copyfile(file, file.with_name(f"one-more-of-ten-{number}.md"))


def add_nothing_else(root: Path) -> None:
    """The smallest case alone: a casebook on its first day."""
    shutil.rmtree(root / "cases")
    shutil.rmtree(root / "schema" / "essays")
    add_stub(root)


ADDED: dict[str, Callable[[Path], None]] = {
    "renamed": add_renamed,
    "stub": add_stub,
    "full": add_full,
    "ten": add_ten,
    "alone": add_nothing_else,
}
"""What is added, by the name that the tests show."""


def make_root(root: Path, name: str) -> Path:
    """The project with what is added to it."""
    shutil.copytree(PROJECT / "cases", root / "cases")
    shutil.copytree(PROJECT / "schema", root / "schema")
    ADDED[name](root)
    return root


def copy_generator(root: Path) -> None:
    """Everything beside cases and schema that a site is built with."""
    for folder in ("docs", "hooks"):
        shutil.copytree(PROJECT / folder, root / folder, ignore=_LEFT_OUT)
    shutil.copy(PROJECT / "mkdocs.yml", root)


def _put(root: Path, folder: str, id: str, text: str, city: str = "") -> None:
    place = root / "cases" / folder / f"{id}.md"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text.replace("Teresina", city) if city else text, encoding="utf-8")


class _Mention(NamedTuple):
    """What names an item of the case, until it is known which ids the items have."""

    field: str
    """The field that names it."""


def _resolve(value: Any, ids: Mapping[str, str]) -> Any:
    """Facts in which each mention is the id of an item."""
    if isinstance(value, _Mention):
        return ids.get(value.field) or next(iter(ids.values()))
    if isinstance(value, dict):
        return {name: _resolve(one, ids) for name, one in value.items()}
    return [_resolve(one, ids) for one in value] if isinstance(value, list) else value


def _first(facts: dict[str, Any], kind: ItemKind) -> Collection[str]:
    """The names of the fields of the first item of a kind."""
    entries = facts.get(kind.field)
    return entries[0] if isinstance(entries, list) else ()


def make_full_case(tree: Field, other: str, lesson: str) -> dict[str, Any]:
    """A case in which every field stands, whatever the schema has come to say: made of its own examples.

    Args:
        tree: The fields of a case.
        other: The id of a case to which it can lead.
        lesson: A lesson of another case, as CASE#ID.
    """
    ids: dict[str, int] = {}

    def fill(field: Field) -> Any:
        if field.holds == "case":
            return other
        if field.holds == "lesson":
            return lesson
        if field.holds == "evidence":
            return "the-source"
        if field.holds == "url":
            # those of the schema are for examples alone
            return field.examples[0].replace("example.org", "papers.test")
        if field.holds in ("date", "span"):
            # the same everywhere, so that nothing is later than what it brought about; some ask for a whole day
            return next(one for one in ("2020", "2020-01-01") if re.search(field.limits["pattern"], one))
        if field.entry and field.vocabulary:
            return field.examples[0][:1]
        if field.entry:
            count = max(1, field.limits.get("minItems", 1))
            entries = [fill(field.entry) for _ in range(count)]
            return entries[:1] if field.limits.get("uniqueItems") else entries
        if field.fields:
            return {one.name: fill(one) for one in field.fields}
        if field.holds == "id" and field.name != "id":
            # it names an item, of the kind that the field is named after or of any
            return _Mention(field.name)
        if field.holds == "id":
            # unique in the case, as anchors must be
            ids[field.examples[0]] = ids.get(field.examples[0], 0) + 1
            return f"{field.examples[0]}-no-{ids[field.examples[0]]}"
        return field.examples[0]

    facts: dict[str, Any] = fill(tree)
    facts["city"] |= {"name": "Little Wilderness", "country": "ZA"}
    facts["formerly"] = ["every-field-as-it-was"]
    for source in facts["sources"]:
        source["id"] = "the-source"
    facts = _resolve(facts, {kind.id: facts[kind.field][0]["id"] for kind in ITEM_KINDS if "id" in _first(facts, kind)})
    # either failures or the reason why there are none
    del facts["no_failures_because"]
    return facts
