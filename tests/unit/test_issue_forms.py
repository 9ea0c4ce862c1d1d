"""The forms for issues are those that the schema makes; `UPDATE_GOLDEN=1` writes them anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from casebook.export.issue_forms import FORM_OF_A_CASE, write_issue_forms, write_issue_texts
from casebook.fields import Schemas
from casebook.render.maintainers import FORGES
from casebook.taking.message import find_case_file
from landing import PROJECT

FOLDER = PROJECT / ".github" / "ISSUE_TEMPLATE"
TEXTS = PROJECT / ".gitlab" / "issue_templates"
LABELS = {"case", "correction", "was-there", "takedown"}


@pytest.fixture
def forms(project_schemas: Schemas) -> dict[str, str]:
    """Each form by the name of its file."""
    return write_issue_forms(project_schemas.trees["case"])


def test_the_files_are_what_the_schema_makes(forms: dict[str, str]) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        for name, text in forms.items():
            (FOLDER / name).write_text(text, encoding="utf-8")
    assert {file.name: file.read_text(encoding="utf-8") for file in FOLDER.iterdir()} == forms


def test_a_host_without_forms_asks_the_same_in_a_text(forms: dict[str, str], project_schemas: Schemas) -> None:
    texts = write_issue_texts(project_schemas.trees["case"])
    if os.environ.get("UPDATE_GOLDEN"):
        for name, text in texts.items():
            (TEXTS / name).write_text(text, encoding="utf-8")
    assert {file.name: file.read_text(encoding="utf-8") for file in TEXTS.iterdir()} == texts
    assert {Path(name).stem for name in texts} == LABELS
    for name, text in texts.items():
        asked = yaml.safe_load(forms[f"{Path(name).stem}.yml"])["body"]
        labels = [part["attributes"]["label"] for part in asked if part["type"] != "markdown"]
        assert re.findall(r"^### (.+)$", text, re.MULTILINE) == labels
        assert text.endswith(f"\n/label ~{Path(name).stem}\n") and text.count("<!--") == text.count("-->")


def test_a_file_pasted_into_the_text_is_found(project_schemas: Schemas) -> None:
    text = write_issue_texts(project_schemas.trees["case"])["case.md"]
    file = (PROJECT / "tests" / "cases_good" / "complete.md").read_text(encoding="utf-8")
    found = find_case_file(text.replace("yaml\n\n", f"yaml\n{file}\n"))
    assert found and found.text == file
    assert find_case_file(text) is None


def test_each_form_is_one_that_a_forge_takes(forms: dict[str, str]) -> None:
    read = {name: yaml.safe_load(text) for name, text in forms.items()}
    assert read.pop("config.yml") == {"blank_issues_enabled": True}
    assert {label for form in read.values() for label in form["labels"]} == LABELS
    for form in read.values():
        assert form["name"] and form["description"] and form["body"]
        ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
        assert len(ids) == len(set(ids))
        for part in form["body"]:
            assert part["type"] in {"markdown", "textarea", "input", "dropdown", "checkboxes"}
            assert part["attributes"].get("label") or part["attributes"].get("value")


def test_what_a_case_must_say_is_said_by_the_schema(forms: dict[str, str], project_schemas: Schemas) -> None:
    said = yaml.safe_load(forms["case.yml"])["body"][0]["attributes"]["value"]
    for field in project_schemas.trees["case"].fields:
        assert (f"**{field.title}**: {field.description}" in said) == field.required


def test_the_site_leads_to_the_field_for_the_file(forms: dict[str, str]) -> None:
    (area,) = [one for one in yaml.safe_load(forms["case.yml"])["body"] if one.get("id") == FORM_OF_A_CASE]
    assert area["attributes"]["render"] == "yaml"
    assert f"template=case.yml&title={{title}}&{FORM_OF_A_CASE}={{body}}" in FORGES["github"].case


def test_nobody_is_published_without_a_yes(forms: dict[str, str]) -> None:
    (consent,) = [one for one in yaml.safe_load(forms["was-there.yml"])["body"] if one.get("id") == "consent"]
    assert consent["attributes"]["options"][0] == "no" and consent["validations"]["required"]
