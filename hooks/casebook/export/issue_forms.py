"""The forms in which somebody opens an issue: a case, a correction, "I was there", a request to take something down.

GitHub, Forgejo and Gitea read them from `.github/ISSUE_TEMPLATE/`; GitLab has no forms, and reads the same questions
as a text from `.gitlab/issue_templates/`. What a field is for they take from the tree of fields, and a test holds the
files to what is written here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casebook.fields import Field

__all__ = ["FORM_OF_A_CASE", "write_issue_forms", "write_issue_texts"]

FORM_OF_A_CASE = "case_file"
"""The id of the field that holds a case file: the site's form leads to it with the file."""

_PUBLIC = "An issue can be read by everybody. No names of private persons, no e-mail addresses, no phone numbers."


def write_issue_forms(tree: Field) -> dict[str, str]:
    """Each form by the name of its file.

    Args:
        tree: The fields of a case.
    """
    written = {f"{form['labels'][0]}.yml": _write(form) for form in _make_forms(tree)}
    return written | {"config.yml": _write({"blank_issues_enabled": True})}


def write_issue_texts(tree: Field) -> dict[str, str]:
    """The same as Markdown, each by the name of its file: headings ask, as answers to a form have them.

    Args:
        tree: The fields of a case.
    """
    return {f"{form['labels'][0]}.md": "\n".join(_list_questions(form)) for form in _make_forms(tree)}


def _make_forms(tree: Field) -> tuple[dict[str, Any], ...]:
    return (
        _form("A case", "Bring a case that the site's form has made, or tell it here.", "case", _ask_case(tree)),
        _form(
            "Something is wrong",
            "Say what is wrong in a case, and which source shows it.",
            "correction",
            _ask_correction(tree),
        ),
        _form(
            "I was there", "Confirm, correct or add to a case in which you took part.", "was-there", _ask_witness(tree)
        ),
        _form(
            "Please take this down", "A text harms somebody, or tells of a private person.", "takedown", _ask_takedown()
        ),
    )


def _list_questions(form: Mapping[str, Any]) -> Iterator[str]:
    for part in form["body"]:
        said = part["attributes"]
        if part["type"] == "markdown":
            # a hint for whoever writes; it does not stay in the issue for whoever reads
            yield f"<!--\n{said['value']}\n-->\n"
            continue
        yield f"### {said['label']}\n"
        if "description" in said:
            yield f"<!-- {said['description']} -->\n"
        if "render" in said:
            # more signs than a story would have in a fence of its own
            yield f"`````{said['render']}\n\n`````\n"
        for option in said.get("options", ()):
            yield f"- [ ] {option['label'] if isinstance(option, Mapping) else option}"
        yield ""
    yield f"/label ~{form['labels'][0]}\n"


def _form(name: str, description: str, label: str, body: Iterator[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "description": description, "labels": [label], "body": list(body)}


def _say(text: str) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": text}}


def _ask(kind: str, id: str, label: str, description: str, *, required: bool = False, **more: Any) -> dict[str, Any]:
    asked = {"type": kind, "id": id, "attributes": {"label": label, "description": description, **more}}
    return asked | ({"validations": {"required": True}} if required else {})


def _ask_case(tree: Field) -> Iterator[dict[str, Any]]:
    least = "\n".join(f"- **{field.title}**: {field.description}" for field in tree.fields if field.required)
    yield _say(f"{_PUBLIC}\n\nA case says at least:\n\n{least}")
    yield _ask(
        "textarea", FORM_OF_A_CASE, "Case file",
        "What the form of the site has made: paste it here as it is, from the first line of three hyphens to its end.",
        render="yaml",
    )  # fmt: skip
    yield _ask(
        "textarea", "story", "Or tell it in your words",
        "If you have no file: where and when it was, what happened, what failed, and which source tells of it. "
        "Somebody will make a file of it with you.",
    )  # fmt: skip
    yield _agree("I agree that the text is published under CC BY 4.0.")


def _ask_correction(tree: Field) -> Iterator[dict[str, Any]]:
    yield _say(_PUBLIC)
    yield _ask_place()
    yield _ask(
        "textarea", "wrong", "What is wrong, and what is right", _describe(tree, "history", 0, "what"), required=True
    )
    yield _ask("textarea", "source", "Which source shows it", _describe(tree, "sources"))


def _ask_witness(tree: Field) -> Iterator[dict[str, Any]]:
    yield _say(_PUBLIC)
    yield _ask_place()
    yield _ask("input", "role", "What was your role", _describe(tree, "replies", 0, "by_role"), required=True)
    yield _ask(
        "textarea",
        "says",
        "What do you want to say",
        "That it is right, what is wrong, or what is missing.",
        required=True,
    )
    yield _ask(
        "dropdown", "consent", "May it be published with your role, never your name?",
        "Without a yes nothing of it goes into a case.", required=True, options=["no", "yes"],
    )  # fmt: skip


def _ask_takedown() -> Iterator[dict[str, Any]]:
    yield _say(f"{_PUBLIC} Say where the text stands, and not what is private in it. You need give no reason.")
    yield _ask_place()
    yield _ask("textarea", "more", "Is there something that we should know?", "It may stay empty.")


def _describe(tree: Field, *path: str | int) -> str:
    field = tree.at(path)
    return field.description if field else ""


def _ask_place() -> dict[str, Any]:
    return _ask(
        "input", "place", "Where does it stand",
        "The address of the page, or its name, as “Link to this” has it: the id of the case, # and the id of the item.",
        required=True,
    )  # fmt: skip


def _agree(words: str) -> dict[str, Any]:
    attributes = {"label": "Licence", "options": [{"label": words, "required": True}]}
    return {"type": "checkboxes", "id": "licence", "attributes": attributes}


def _write(content: Mapping[str, Any]) -> str:
    """YAML in block style, every text in double quotes as JSON writes it."""
    return (
        "# Made from the schema: tests/unit/test_issue_forms.py says how to renew it.\n"
        + "\n".join(_list_lines(content, ""))
        + "\n"
    )


def _list_lines(content: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in content.items():
        if isinstance(value, Mapping):
            yield f"{indent}{name}:"
            yield from _list_lines(value, f"{indent}  ")
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield f"{indent}{name}:"
            for one in value:
                yield from _list_entry(one, f"{indent}  ")
        else:
            yield f"{indent}{name}: {json.dumps(value, ensure_ascii=False)}"


def _list_entry(entry: Any, indent: str) -> Iterator[str]:
    if not isinstance(entry, Mapping):
        yield f"{indent}- {json.dumps(entry, ensure_ascii=False)}"
        return
    first, *others = _list_lines(entry, f"{indent}  ")
    yield f"{indent}- {first[len(indent) + 2 :]}"
    yield from others
