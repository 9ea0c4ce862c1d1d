"""Problems found in the files: what one is, which kinds there are, and how they are reported.

Every kind of problem has a code. `CODES` lists them; the paragraph on each stands in problems.md
beside this module, for `casebook explain` and for the site.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

__all__ = [
    "CODES",
    "Code",
    "Diagnostic",
    "Position",
    "explain",
    "load_problems",
]


class Position(NamedTuple):
    """A place in a file; both numbers start at 1."""

    line: int
    """The line."""
    column: int
    """The character in the line."""


@dataclass(frozen=True)
class Code:
    """One kind of problem."""

    code: str
    """Its permanent name."""
    severity: str
    """error or warning."""
    title: str
    """What it is, in a few words."""


_ERRORS = {
    # the file
    "unreadable-file": "The file cannot be read",
    "file-too-large": "The file is too large",
    "not-utf8": "The file is not saved as UTF-8",
    "hidden-character": "A character that nobody can see",
    "merge-conflict": "A merge conflict is left in the file",
    "wrong-folder": "The case lies in the wrong folder",
    "wrong-file-name": "The file has the wrong name",
    # the front matter
    "no-front-matter": "The facts at the top are missing",
    "unclosed-front-matter": "The facts at the top do not end",
    "several-documents": "Two sets of facts in one file",
    "tab-indentation": "A tab at the beginning of a line",
    "yaml-syntax": "The facts cannot be read",
    "yaml-anchor": "An anchor or a reference to one",
    "yaml-tag": "A tag with an exclamation mark",
    "duplicate-key": "A field stands twice",
    "key-not-text": "The name of a field is not a word",
    "too-deep": "Lists inside lists inside lists",
    # the fields
    "unknown-key": "A field that does not exist",
    "missing-field": "A required field is missing",
    "empty-value": "A field without a value",
    "wrong-type": "The wrong kind of value",
    "too-short": "A text is too short",
    "too-long": "A text is too long",
    "too-few-entries": "A list is too short",
    "repeated-entry": "The same entry twice in a list",
    "out-of-range": "A number is out of range",
    "wrong-form": "A value is not in the right form",
    "wrong-choice": "A value is not one of the choices",
    "wrong-address": "An address on the web that cannot be used",
    "wrong-term": "A word that is not in the vocabulary",
    # evidence and sources
    "figure-without-evidence": "A figure without a source",
    "no-evidence": "An item without a source",
    "no-source": "A case without any source",
    "dangling-source": "Evidence names a source that does not exist",
    "dangling-note": "A note that does not exist",
    "set-aside-note": "Evidence names a note that nothing can rest on",
    "unused-source": "A source that nothing rests on",
    "shadowed-source": "A source has the id of a shared one",
    "dangling-part": "A note stands in a part that does not exist",
    "note-too-long": "A note has more than 25 words",
    # names
    "duplicate-id": "Two things have the same id",
    "reserved-id": "An id that the page itself uses",
    "dangling-case": "A case that does not exist",
    "dangling-lesson": "A lesson that does not exist",
    "dangling-item": "An item of a case that does not exist",
    "self-reference": "A case refers to itself",
    # time and place
    "impossible-date": "A day that is not in the calendar",
    "dates-out-of-order": "Dates are in the wrong order",
    "future-date": "A date that is still to come",
    "no-city-note": "No city, and no reason why",
    "unknown-city": "A city that is not in the list of cities",
    "unknown-country": "A country that does not exist",
    "half-coordinates": "Only half of a place on the map",
    "city-clash": "Two cities share one folder",
    # what is said
    "no-failures-reason": "No failures, and no reason why",
    "needless-reason": "Failures, and a reason why there are none",
    "personal-contact": "A personal address or phone number",
    "raw-html": "HTML in a text",
    "image-in-text": "An image in a text",
    "bad-link": "A link that leads nowhere",
    "heading-level": "A heading of the wrong level",
}

_WARNINGS = {
    "unexpected-file": "A file that is not read",
    "deprecated-term": "A term that has been replaced",
    "doubtful-coordinates": "A place on the map that is far from its city",
    "no-story": "A case without a story",
    "story-length": "A story is very short or very long",
    "essay-length": "An essay is very short or very long",
    "title-full-stop": "A title ends with a full stop",
}

CODES: Mapping[str, Code] = MappingProxyType(
    {code: Code(code, "error", title) for code, title in _ERRORS.items()}
    | {code: Code(code, "warning", title) for code, title in _WARNINGS.items()}
)
"""Every kind of problem by its code, in the order in which a file is checked."""


@dataclass(frozen=True, order=True)
class Diagnostic:
    """One problem at one place. Problems sort by file, line, column and code."""

    path: str
    """The file, relative to the project, with forward slashes."""
    line: int
    """The line, starting at 1."""
    column: int
    """The character in the line, starting at 1."""
    code: str
    """The kind of problem."""
    severity: str
    """error or warning."""
    message: str
    """What is wrong, with what was written."""
    help: str
    """What to do."""

    @classmethod
    def of(cls, code: str, path: str, place: Position, message: str, help: str) -> Diagnostic:
        """A problem of a registered kind."""
        return cls(path, place.line, place.column, code, CODES[code].severity, message, help)


@cache
def load_problems() -> Mapping[str, str]:
    """The paragraph on each code, as Markdown, from problems.md."""
    text = files("casebook.diagnostics").joinpath("problems.md").read_text(encoding="utf-8")
    # an example may hold a heading too, but none that is a code
    parts = re.split(r"^## ([a-z0-9]+(?:-[a-z0-9]+)*)$", text, flags=re.MULTILINE)
    return MappingProxyType({code: body.strip() for code, body in zip(parts[1::2], parts[2::2], strict=True)})


def explain(code: str) -> str:
    """The paragraph on a code, as Markdown.

    Raises:
        KeyError: There is no such code.
    """
    return load_problems()[code]


