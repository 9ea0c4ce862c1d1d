"""A case file written from plain facts, so that it is read as exactly these facts again.

Every text stands in double quotes, as JSON writes it: what YAML would take for something else (`NO`, `12:30`, ` #`, a
comma in brackets) stays a text. `docs/assets/form/write-case.js` writes the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casebook.fields import Field

__all__ = ["write_case"]

_ESCAPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
"""What a reader of YAML may refuse or take for the end of a line, although JSON lets it stand."""


def write_case(facts: Mapping[str, Any], story: str, tree: Field, *, place: str = "", comments: Sequence[str] = ()) -> str:
    """The file of a case.

    Args:
        facts: The fields as the front matter has them: plain values, groups and lists.
        story: The story, as Markdown.
        tree: The fields of a case: they stand in its order, and what it does not know comes last.
        place: Where the file belongs, relative to the project; it stands in the second line, as a comment.
        comments: What could not be placed, a line each; it stands at the end of the facts.
    """
    lines = ["---", *([f"# {place}"] if place else []), *_write_group(facts, tree, "")]
    lines += [f"# {' '.join(one.split())}" for one in comments]
    words = story.strip("\n")
    return "\n".join([*lines, "---", *(["", words] if words.strip() else []), ""])


def _write_group(group: Mapping[str, Any], field: Field | None, indent: str) -> Iterator[str]:
    order = list(field.by_name) if field else []
    for name in sorted(group, key=lambda name: order.index(name) if name in order else len(order)):
        yield from _write_value(name, group[name], field.by_name.get(name) if field else None, indent)


def _write_value(name: str, value: Any, field: Field | None, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        yield f"{indent}{name}:"
        yield from _write_group(value, field, f"{indent}  ")
    elif isinstance(value, (list, tuple)) and value:
        yield f"{indent}{name}:"
        for entry in value:
            yield from _write_entry(entry, field.entry if field else None, f"{indent}  ")
    else:
        yield f"{indent}{name}: {_write_scalar(value)}"


def _write_entry(entry: Any, field: Field | None, indent: str) -> Iterator[str]:
    if not isinstance(entry, Mapping) or not entry:
        yield f"{indent}- {_write_scalar(entry)}"
        return
    first, *others = _write_group(entry, field, f"{indent}  ")
    yield f"{indent}- {first[len(indent) + 2 :]}"
    yield from others


def _write_scalar(value: Any) -> str:
    # a script knows one kind of number
    value = int(value) if isinstance(value, float) and value.is_integer() else value
    written = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
