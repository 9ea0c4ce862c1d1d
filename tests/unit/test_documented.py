"""Every command, field, term and diagnostic is documented where a reader looks for it."""

from __future__ import annotations

import re
from pathlib import Path

from casebook.book import Book
from casebook.cli import _make_parser
from casebook.diagnostics import CODES
from casebook.fields import Schemas
from casebook.fields.guide import read_field_guides
from casebook.render import Article

PROJECT = Path(__file__).parents[2]


def _commands() -> dict[str, set[str]]:
    """Each command with its long options."""
    parser = _make_parser()
    choices = next(action.choices for action in parser._actions if action.choices)
    return {
        name: {option for action in sub._actions for option in action.option_strings if option.startswith("--")}
        - {"--help"}
        for name, sub in choices.items()
    }


def test_every_command_and_option_stands_in_the_readme() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    for command, options in _commands().items():
        assert f"casebook {command}" in readme, command
        for option in options:
            assert option in readme, f"{command} {option}"


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(?:\.venv/bin/)?casebook ([a-z-]+)", readme)) <= set(_commands())
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", readme)) <= targets


def test_every_field_is_explained_with_a_good_and_a_bad_example(
    project_articles: dict[str, Article], project_schemas: Schemas
) -> None:
    page = project_articles["contribute/fields/"].html
    seen = 0
    for guide in read_field_guides(project_schemas.trees):
        for field in guide.fields:
            seen += 1
            assert field.title and field.description.endswith((".", "?")) and field.example, field.path
            assert f"<code>{field.path}</code>" in page, field.path
    assert seen > 100
    assert page.count("<b>So:</b>") == page.count("<b>Not so:</b>") == seen


def test_every_field_has_title_description_and_example(project_schemas: Schemas) -> None:
    for kind, tree in project_schemas.trees.items():
        for field in tree.all():
            assert field.title and field.description, (kind, field.path)
            assert field.examples or not field.path, (kind, field.path)


def test_every_term_stands_in_the_glossary(project_articles: dict[str, Article], project_book: Book) -> None:
    page = project_articles["glossary/"].html
    for vocabulary in project_book.vocabularies.values():
        for term in vocabulary.terms:
            assert f'id="{vocabulary.id}-{term.id}"' in page, term.id
            assert term.definition != term.scope_note != term.example


def test_every_diagnostic_has_its_paragraph_on_the_site(project_articles: dict[str, Article]) -> None:
    page = project_articles["contribute/problems/"].html
    for code in CODES:
        assert f'id="{code}"' in page, code
