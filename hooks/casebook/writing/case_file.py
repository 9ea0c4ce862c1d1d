"""A case file written from plain facts, so that it is read as exactly these facts again.

Every text stands in double quotes, as JSON writes it: what YAML would take for something else (`NO`, `12:30`, ` #`, a
comma in brackets) stays a text. `docs/assets/form/write-case.js` writes the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from casebook.fields import Field
from casebook.text.wording import ODD_SPACES

__all__ = ["write_case", "write_entry", "write_value"]

_ESCAPED = re.compile(f"[\x00-\x1f\x7f-\x9f{ODD_SPACES}\u2028\u2029\ufeff\ud800-\udfff]")
"""What a reader of YAML may refuse, even out, or take for the end of a line, although JSON lets it stand."""

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, which cannot be saved outside of an escape."""

_BLANK = re.compile(f"[\x00-\x20\x7f-\x9f{ODD_SPACES}\u2028\u2029\ufeff]+")

_PLAIN_NAME = re.compile("(?!(?:[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE)$)[A-Za-z_][A-Za-z0-9_-]*")
"""The name of a field that needs no quotes; any of the project's own is so."""

_LONGEST, _BROKEN_AT = 4_000, 3_000
"""A line of more characters is not read; it is broken at a blank before so many."""


def write_case(
    facts: Mapping[str, Any], story: str, tree: Field, *, place: str = "", comments: Sequence[str] = ()
) -> str:
    """The file of a case.

    What the checker refuses stays what it is, so that it can say so. Only half of a character, which no file can hold,
    becomes the sign for a lost letter in the story and in comments.

    Args:
        facts: The fields as the front matter has them: texts, numbers, truth values, None, groups and lists.
        story: The story, as Markdown, without empty lines around it.
        tree: The fields of a case: they stand in its order, and what it does not know comes last, as it is.
        place: Where the file belongs, relative to the project; it stands in the second line, as a comment.
        comments: What could not be placed, a line each; it stands at the end of the facts.

    Raises:
        TypeError: The facts hold something else, such as a date.
    """
    words = _HALF.sub("\ufffd", story.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    words = "\n".join(_break_line(line) for line in words.split("\n"))
    return "\n".join(
        [
            "---",
            *_write_comment(place),
            *_write_group(facts, tree, ""),
            *(line for one in comments for line in _write_comment(one)),
            "---",
            *(["", words] if words else []),
            "",
        ]
    )


def _write_comment(text: str) -> Iterator[str]:
    """One line; several where it is longer than is read."""
    line = _HALF.sub("\ufffd", _BLANK.sub(" ", text).strip(" "))
    yield from (f"# {line[at : at + _BROKEN_AT]}" for at in range(0, len(line), _BROKEN_AT))


def _break_line(line: str) -> str:
    """A line of a story, in several where it is longer than is read: within a paragraph that is a blank to Markdown."""
    pieces = []
    while len(line) > _LONGEST:
        # what begins with a letter begins no list and no heading; two blanks or a backslash before would break the line
        blanks = (n for n in range(_BROKEN_AT, 0, -1) if line[n] == " " and line[n + 1].isalpha())
        if not (at := next((n for n in blanks if line[n - 1] not in " \\"), 0)):
            break
        pieces.append(line[:at])
        line = line[at + 1 :]
    return "\n".join([*pieces, line])


def _write_group(group: Mapping[str, Any], field: Field | None, indent: str) -> Iterator[str]:
    order = list(field.by_name) if field else []
    for name in sorted(group, key=lambda name: order.index(name) if name in order else len(order)):
        yield from write_value(name, group[name], field.by_name.get(name) if field else None, indent)


def write_value(name: str, value: Any, field: Field | None, indent: str) -> Iterator[str]:
    """The lines of one field, of which the first is indented by `indent`."""
    if isinstance(value, Mapping) and value:
        yield f"{indent}{_write_name(name)}:"
        yield from _write_group(value, field, f"{indent}  ")
    elif isinstance(value, (list, tuple)) and value:
        yield f"{indent}{_write_name(name)}:"
        for entry in value:
            yield from write_entry(entry, field.entry if field else None, f"{indent}  ")
    else:
        yield f"{indent}{_write_name(name)}: {_write_scalar(value)}"


def write_entry(entry: Any, field: Field | None, indent: str) -> Iterator[str]:
    """The lines of one entry of a list, with its hyphen behind `indent`."""
    if not isinstance(entry, Mapping) or not entry:
        yield f"{indent}- {_write_scalar(entry)}"
        return
    first, *others = _write_group(entry, field, f"{indent}  ")
    yield f"{indent}- {first[len(indent) + 2 :]}"
    yield from others


def _write_name(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) else _write_scalar(name)


def _write_scalar(value: Any) -> str:
    """A value on one line, as JSON; so are lists within lists, of which no field consists."""
    if isinstance(value, float):
        return _write_number(value)
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _write_number(value: float) -> str:
    """A number as a script writes it, which has its own limits for exponents. 15.0 stays what it is."""
    if value == 0 or 1e-6 <= abs(value) < 1e21:
        return format(Decimal(repr(value)), "f")
    return re.sub(r"e([+-])0", r"e\1", repr(value))
