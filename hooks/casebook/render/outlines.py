"""The outline of a case: all by which lists are made, counted and put in order, without the words of longer texts.

Most edits change how something is said. Then no page comes or goes, none gets another case or item, and only pages
that show this case can become others: the outline of every case is as it was. A text stands in it with no more than
what it leads to; what is said of a case on a page that does not have it as a whole is never left out.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from casebook.book.assessment import Assessment
from casebook.check import RawFile
from casebook.fields import Field
from casebook.model import Case

__all__ = ["outline_case"]

_SHOWN_ELSEWHERE = frozenset({"title", "why", "open_questions"})
"""Texts of which others are told: titles stand in lists, a reason stands at the case to which it leads, and of the
questions those are chosen that somebody may be asked."""
_LEFT_OUT = frozenset({"line", "prose"})
"""What may be said otherwise and change no list. A plain text is a name, by which one puts in order."""
_LEADS = re.compile(r"\[[^\]]*\](?:\([^)]*\))?|<[^>]*>|^#.*", re.MULTILINE)
"""What leads elsewhere or can be led to: a citation, a link, a heading."""


def outline_case(case: Case, files: Sequence[RawFile], tree: Field, assessed: Assessment) -> bytes:
    """What stands for the outline of a case.

    Args:
        case: The case, which knows what its items are called.
        files: Its file, and those of its translations; these are all outline, since few cases have any.
        tree: The fields of a case.
        assessed: How complete it is, for which words are counted, and how far one can rely on it.
    """
    file, *translations = files
    called = [(kind.id, item.id, item.title, len(item.evidence)) for kind, item in case.items()]
    others = [(one.path, one.facts, one.story) for one in translations]
    told = (case.path, repr(assessed), called, _outline(tree, file.facts), _LEADS.findall(file.story), others)
    return blake2b(marshal.dumps(told, 2), digest_size=20).digest()


def _outline(field: Field, value: Any) -> Any:
    if isinstance(value, str) and field.holds in _LEFT_OUT and field.name not in _SHOWN_ELSEWHERE:
        return bool(value.strip()), _LEADS.findall(value)
    if isinstance(value, list) and field.entry:
        return [_outline(field.entry, one) for one in value]
    if isinstance(value, dict):
        names = field.by_name
        return {name: _outline(names[name], one) if name in names else one for name, one in value.items()}
    return value
