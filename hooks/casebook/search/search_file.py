"""What the search says and knows before it has found anything: `find/search.json`, and `find/spelling.json`.

The browser loads the first with the first search. The names come from here and from the templates, so no
script has to name a kind of thing or draw its mark. The second it loads only when somebody has typed a word
that the index does not have.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from casebook.book import Book
from casebook.find import list_examples
from casebook.model import MARKED_KINDS, SAY_NOTHING
from casebook.render import Renderer
from casebook.search.segments import Segment
from casebook.search.tokens import name_mark
from casebook.search.word_list import list_words

__all__ = ["SEARCH_ADDRESS", "SPELLING_ADDRESS", "write_search", "write_spelling"]

SEARCH_ADDRESS = "find/search.json"
"""Where the file lies, relative to the site's root."""

SPELLING_ADDRESS = "find/spelling.json"
"""Where the words lie."""

_GROUPS = (
    ("case", "case", "cases", "cases"),
    *((kind.mark, kind.noun, kind.plural, kind.mark) for kind in MARKED_KINDS),
    ("question", "question", "questions", "question"),
    ("term", "term", "terms", "term"),
    ("source", "source", "sources", "source"),
)
"""Each kind of record, in the order in which results stand: one, many, and the icon."""

_NARROWING = ("topics", "crises", "causes")
"""The vocabularies by whose terms many results are narrowed down."""


def _write(content: dict[str, object]) -> str:
    return json.dumps({"version": 1, **content}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _list_terms(book: Book) -> list[tuple[str, str]]:
    """The terms by which results are narrowed down: the word of each in the index, and its label."""
    return [
        (name_mark(vocabulary, term.id), term.label)
        for vocabulary in _NARROWING
        for term in book.vocabularies[vocabulary].terms
        if term.status == "active" and term.id not in SAY_NOTHING
    ]


def write_search(r: Renderer) -> str:
    """The text of the file.

    `groups` are the kinds of results: what each is called and marked by, and the `word` that its records
    have in the index. `terms` are those by which many results are narrowed down. `examples` are words that
    one might search for, each with its language.
    """
    draw = r.macro("macros.html", "icon")
    groups = [
        {
            "kind": kind,
            "title": many.capitalize(),
            "one": one,
            "many": many,
            "icon": str(draw(icon)).strip(),
        }
        for kind, one, many, icon in _GROUPS
    ]
    examples = [(example.words, example.language) for example in list_examples(r.book)]
    return _write({"groups": groups, "terms": _list_terms(r.book), "examples": examples})


def write_spelling(segments: Iterable[Segment]) -> str:
    """The words that are known, in groups from frequent to rare."""
    counted: Counter[str] = Counter()
    for one in segments:
        counted.update(one.counted)
    return _write({"words": list_words(counted)})
