"""`cases/ID.json`: one case as its file has it, from which the form makes a change to it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from casebook.check import RawFile
from casebook.export.json_lines import indent_json
from casebook.export.plain_facts import change_values
from casebook.fields import Field

__all__ = ["CASE_JSON_VERSION", "write_case_json"]

CASE_JSON_VERSION = 1
"""The version of the file's shape."""


def write_case_json(case: RawFile, tree: Field) -> bytes:
    """The file's content, in UTF-8: where the case's file lies, its facts and its story, just as they were written.

    `revision` stands for facts and story: whoever keeps it can tell whether they have changed since.

    Args:
        case: The file of the case.
        tree: The fields of a case.
    """
    said: dict[str, Any] = {"facts": change_values(case.facts, tree, _keep_figure, "figure"), "story": case.story}
    revision = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]
    content = {"version": CASE_JSON_VERSION, "path": case.path, "revision": revision, **said}
    return f"{indent_json(content)}\n".encode()


def _keep_figure(value: Any) -> Any:
    """15.0 as a text where a source counted so exactly: as a number it is 15 to a script."""
    return str(value) if isinstance(value, float) and value.is_integer() else value
