"""What is known of a value that is not as its field wants it, and what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from casebook.fields.tree import Field
from casebook.files import FieldPath, ParsedFile

__all__ = ["LONGEST_GUESS", "Explanation", "Violation", "advise_field", "says_nothing", "write_example"]

LONGEST_GUESS = 160
"""What is longer is no misspelt id, date or word, so nothing is guessed of it, and nothing repeats it whole."""

_NOTHING = re.compile(
    r"(?:none|nothing|no|nil|n/?a|not|ningun[oa]?|nenhuma?|keine?|aucune?|[-–—?])"
    r"(?: (?:mentioned|known|reported|found|named|applicable|any|so far|yet))*\.?",
    re.IGNORECASE,
)


class Explanation(NamedTuple):
    """What to say of a problem."""

    code: str
    """The kind of problem."""
    message: str
    """What is wrong."""
    help: str
    """What to do."""
    better: str = ""
    """The right value, if it is certain."""
    as_written: str = ""
    """In place of that: what to write, letter for letter."""


@dataclass(frozen=True)
class Violation:
    """A value that is not as its field wants it."""

    keyword: str
    """The word of the schema that is broken: type, minLength, pattern …"""
    limit: Any
    """What the schema says with that word."""
    value: Any
    """What was written."""
    path: FieldPath
    """Where it stands."""
    field: Field
    """The field that it belongs to."""
    parsed: ParsedFile
    """The file."""

    @property
    def subject(self) -> str:
        """The value as messages begin with it."""
        if not self.path:
            return "The file"
        last = self.path[-1]
        return f"Entry {last + 1} of `{self.field.name}`" if isinstance(last, int) else f"`{self.field.name}`"

    @property
    def advice(self) -> str:
        """What the field is for, and how it may look."""
        return advise_field(self.field)

    @property
    def before(self) -> Any:
        """The entry before it in its list; None if there is none."""
        if not self.path or not isinstance(self.path[-1], int) or not self.path[-1]:
            return None
        value = self.parsed.value
        for step in (*self.path[:-1], self.path[-1] - 1):
            value = value[step]
        return value

    @property
    def names_evidence(self) -> bool:
        """Whether this is a whole list of evidence."""
        return self.field.entry is not None and self.field.entry.holds == "evidence"


@lru_cache(maxsize=1024)
def advise_field(field: Field) -> str:
    """What a field is for, and how it may look."""
    example = write_example(field)
    return f"{field.description}{f' For instance {example}' if example else ''}".strip()


def write_example(field: Field) -> str:
    """How the field may look, if an example of it fits into a line."""
    for example in field.examples:
        if isinstance(example, (str, int, float)) and len(str(example)) <= 80:
            return f"{field.name}: {_write(example)}"
        if isinstance(example, list) and all(isinstance(one, (str, int)) for one in example):
            text = ", ".join(_write(one) for one in example)
            if len(text) <= 80:
                return f"{field.name}: [{text}]"
    return ""


def _write(value: Any) -> str:
    """A value as one would write it in a case."""
    text = str(value)
    return text if not isinstance(value, str) or re.fullmatch(r"[\w#./-]+", text) else f'"{text}"'


def says_nothing(text: str) -> bool:
    """Whether somebody says in words that there is nothing to say: none, n/a, none mentioned."""
    return len(text) < 40 and _NOTHING.fullmatch(text.strip()) is not None
