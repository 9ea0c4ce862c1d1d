"""What the search says and knows before it has found anything: `find/search.json`.

The browser loads it with the first search. The words come from here and from the templates, so no
script has to name a kind of thing or draw its mark.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from casebook.render import Renderer
from casebook.search.indexing import name_kind
from casebook.search.records import Record
from casebook.search.word_list import list_words

__all__ = ["SEARCH_ADDRESS", "write_search"]

SEARCH_ADDRESS = "find/search.json"
"""Where the file lies, relative to the site's root."""

_GROUPS = (
    ("case", "Cases", "case", "cases", "cases"),
    ("door", "Entry points", "entry point", "entry points", "door"),
    ("lesson", "Lessons", "lesson", "lessons", "lesson"),
    ("failure", "Failures", "failure", "failures", "failure"),
    ("question", "Questions", "question", "questions", "question"),
    ("term", "Terms", "term", "terms", "term"),
)
"""Each kind of record, in the order in which results stand: heading, one, many, and the icon."""


def write_search(r: Renderer, records: Sequence[Record]) -> str:
    """The text of the file.

    `groups` are the kinds of results: what each is called and marked by, and the `word` that its records
    have in the index. `words` are those that are known, in groups from frequent to rare.
    """
    macros = r.environment.get_template("macros.html").module
    groups = [
        {
            "kind": kind,
            "word": name_kind(kind),
            "title": title,
            "one": one,
            "many": many,
            "icon": str(macros.icon(icon)).strip(),
        }
        for kind, title, one, many, icon in _GROUPS
    ]
    content = {"version": 1, "groups": groups, "words": list_words(records)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
