"""The guide, its example and the schema name the same fields, in the same order, and ask for the same ones.

That the model has them too is held by test_tree.py, and that each is explained by test_documented.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from casebook.book import Book
from casebook.fields import Field, Schemas
from casebook.files import FieldPath, read_front_matter, read_yaml
from casebook.render import Article
from landing import PROJECT

TEMPLATE = (PROJECT / "hooks/casebook/rules/template.md").read_text(encoding="utf-8")
BY_HAND = {file.stem: file.read_text("utf-8") for file in sorted((PROJECT / "docs/contribute").glob("*.md"))}
BY_TEMPLATE = ("failures", "review", "conduct")
NO_FIELDS = {"false"}
"""Words in the guide that are set as fields are, and are none."""


def _walk(value: Any, path: FieldPath = ()) -> Iterator[FieldPath]:
    """The path of every value."""
    yield path
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _walk(one, (*path, name))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _walk(one, (*path, index))


def _read(text: str) -> Any:
    """The facts of an example: those of a whole file, or a few of them."""
    read = read_front_matter if text.startswith("---\n") else read_yaml
    found = read(text.encode(), "the-example.md", 10_000)
    assert not found.diagnostics, found.diagnostics
    return found.value


def _names(group: Field, value: Any) -> Iterator[tuple[list[str], list[str]]]:
    """The names in each group of an example, with those of the schema in its order."""
    if group.entry:
        for one in value:
            yield from _names(group.entry, one)
    elif group.fields:
        yield list(value), [field.name for field in group.fields]
        for name, one in value.items():
            yield from _names(group.by_name[name], one)


def test_the_example_has_each_field_in_its_place(project_schemas: Schemas) -> None:
    tree = project_schemas.trees["case"]
    groups = list(_names(tree, _read(TEMPLATE)))
    assert len(groups) >= 5
    for said, known in groups:
        assert said == [name for name in known if name in said]


def test_the_example_has_what_every_case_and_every_entry_must_have(project_schemas: Schemas) -> None:
    tree, facts = project_schemas.trees["case"], _read(TEMPLATE)
    for path in _walk(facts):
        here = tree.at(path)
        assert here is not None, path
        value = facts
        for step in path:
            value = value[step]
        if isinstance(value, dict):
            assert {one.name for one in here.fields if one.required} <= set(value), path


def test_the_guide_names_what_is_enough_to_begin_with(project_schemas: Schemas) -> None:
    must = [field.name for field in project_schemas.trees["case"].fields if field.required]
    assert must == ["title", "summary", "city", "period", "sources"]
    for page in ("by-file", "what-makes-a-case"):
        text = " ".join(BY_HAND[page].split())
        assert "Title, summary, city, period and one source that something rests on are enough to begin with." in text


def test_each_example_of_the_guide_has_fields_that_there_are(
    project_schemas: Schemas, shelf_articles: dict[str, Article]
) -> None:
    shown = [block for text in BY_HAND.values() for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    for page in BY_TEMPLATE:
        html = shelf_articles[f"contribute/{page}/"].html
        shown += [
            unescape(re.sub("<[^>]+>", "", one)) for one in re.findall(r"<pre><code>(.*?)</code>", html, re.DOTALL)
        ]
    # others show how a host is told to do something
    shown = [one for one in shown if one.startswith("---\n") or re.match(r"(history|replies):", one)]
    assert len(shown) == 4
    for text in shown:
        facts = _read(text)
        tree = project_schemas.trees["translation" if "read_by_native" in facts else "case"]
        assert [path for path in _walk(facts) if tree.at(path) is None] == []


def _list_words(project_schemas: Schemas, book: Book) -> set[str]:
    """Every word that can stand in a file: a field, a choice, a term."""
    fields = {one for tree in project_schemas.trees.values() for one in tree.all()}
    terms = {term.id for vocabulary in book.vocabularies.values() for term in vocabulary.terms}
    return {one.name for one in fields} | {word for one in fields for word in (*one.choices, *one.words)} | terms


@pytest.mark.parametrize("page", [*BY_HAND, *BY_TEMPLATE])
def test_the_guide_names_no_field_that_there_is_not(
    project_schemas: Schemas, shelf_book: Book, shelf_articles: dict[str, Article], page: str
) -> None:
    if page in BY_HAND:
        said = re.findall(r"`([a-z_]+)(?:: [\w-]+)?`", re.sub(r"```.*?```", "", BY_HAND[page], flags=re.DOTALL))
    else:
        html = re.sub(r"<pre>.*?</pre>", "", shelf_articles[f"contribute/{page}/"].html, flags=re.DOTALL)
        said = re.findall(r"<code>([a-z_]+)(?:: \w+)?</code>", html)
    # how the same is done on another host is about programs
    assert page == "forges" or set(said) - _list_words(project_schemas, shelf_book) - NO_FIELDS == set()
