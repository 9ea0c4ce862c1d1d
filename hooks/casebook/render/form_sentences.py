"""What the form knows of the checker: the sentences that it says itself, and what only the checker can tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casebook.diagnostics import CODES, SENTENCES, Code
from casebook.model import ITEM_KINDS
from casebook.rules import GOOD_STORY, OF_A_STUB, STORY_WORDS

__all__ = ["LATER", "NEVER", "describe_sentences", "list_later"]

LATER = (
    "cut-text", "hidden-character", "mojibake", "placeholder", "raw-html", "nothing-shown",
    "footnote", "bullet-sign", "image-in-text", "bad-link", "heading-level", "citation",
    "dangling-note", "set-aside-note", "duplicate-id", "reserved-id", "shadowed-source", "same-document",
    "document-clash", "dangling-case", "dangling-lesson", "dangling-item", "self-reference", "future-date",
    "unknown-city", "city-clash", "city-twice", "city-near", "city-spelling", "doubtful-coordinates", "wrong-folder",
    "wrong-file-name", "wrong-term", "deprecated-term", "wrong-choice", "out-of-range", "no-status", "file-too-large",
    "too-much", "unknown-key",
)  # fmt: skip
"""What a file from the form can have wrong that the form does not tell: it needs the whole book, or much more code."""

NEVER = (
    # how the form writes a file
    "not-utf8", "merge-conflict", "no-front-matter", "unclosed-front-matter", "several-documents", "tab-indentation",
    "yaml-syntax", "yaml-anchor", "yaml-tag", "duplicate-key", "key-not-text", "too-deep", "empty-value", "wrong-type",
    "unknown-country", "no-source", "unreadable-file", "not-judged", "more-problems", "unread-case", "unexpected-file",
    # other kinds of file
    "dangling-part", "note-too-long", "wrong-language", "translated-story", "untranslated", "stale-translation",
    "essay-length", "no-claim", "term-moved",
)  # fmt: skip
"""What a case from the form cannot have wrong."""


def list_later() -> tuple[Code, ...]:
    """What only the checker can tell, in the order in which a file is checked."""
    return tuple(code for code in CODES.values() if code.code in LATER)


def describe_sentences(shared: Iterable[str]) -> dict[str, Any]:
    """The sentences by their names, each as code, severity, message and help; and what the form must know to say them.

    `kinds` has for each kind of item its field, id, noun, plural, and whether a reader must be told which is worth
    reading; `weighty` are the lists that make more than a stub of a case; `words` are the limits of a story, and `good`
    those within which it is best read; `shared` are the ids of the shared sources.
    """
    return {
        "say": {
            name: (one.code, CODES[one.code].severity, one.message, one.in_form or one.help)
            for name, one in SENTENCES.items()
        },
        "kinds": [(kind.field, kind.id, kind.noun, kind.plural, bool(kind.mark)) for kind in ITEM_KINDS],
        "weighty": [kind.field for kind in ITEM_KINDS if kind.id not in OF_A_STUB],
        "words": STORY_WORDS,
        "good": GOOD_STORY,
        "shared": sorted(shared),
    }
