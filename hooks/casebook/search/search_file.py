"""What the search says and knows before it has found anything: `find/search.json`.

The browser loads it with the first search. The words come from here and from the templates, so no
script has to name a kind of thing or draw its mark.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from casebook.model import MARKED_KINDS
from casebook.render import Renderer
from casebook.search.indexing import name_kind
from casebook.search.records import Record
from casebook.search.word_list import list_words

__all__ = ["SEARCH_ADDRESS", "write_search"]

SEARCH_ADDRESS = "find/search.json"
"""Where the file lies, relative to the site's root."""

_GROUPS = (
    ("case", "case", "cases", "cases"),
    *((kind.mark, kind.noun, kind.plural, kind.mark) for kind in MARKED_KINDS),
    ("question", "question", "questions", "question"),
    ("term", "term", "terms", "term"),
)
"""Each kind of record, in the order in which results stand: one, many, and the icon."""


def write_search(r: Renderer, records: Sequence[Record]) -> str:
    """The text of the file.

    `groups` are the kinds of results: what each is called and marked by, and the `word` that its records
    have in the index. `words` are those that are known, in groups from frequent to rare.
    """
    draw = r.macro("macros.html", "icon")
    groups = [
        {
            "kind": kind,
            "word": name_kind(kind),
            "title": many.capitalize(),
            "one": one,
            "many": many,
            "icon": str(draw(icon)).strip(),
        }
        for kind, one, many, icon in _GROUPS
    ]
    content = {"version": 1, "groups": groups, "words": list_words(records)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
