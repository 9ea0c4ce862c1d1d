"""What the browser is told while somebody writes: the problems in the checker's words, and the panel that shows them.

The panel is no part of any site: its script and its style stand in this room, and only who serves hands them out.
"""

from __future__ import annotations

import json
from importlib.resources import files
from types import MappingProxyType

from casebook.diagnostics import REPORTERS, say_counts
from casebook.watching.watch import Watch

__all__ = ["PANEL_ADDRESS", "answer"]

PANEL_ADDRESS = "_check/"
"""Where the answers are, below the site's own address. No page can have it: an id begins with a letter."""

_STATE = "problems.json"
_FILES = MappingProxyType({"panel.js": "text/javascript; charset=utf-8", "panel.css": "text/css; charset=utf-8"})

_RENEWED = "The site is being renewed. Until then this page is as it was before the last change."
_STALE = "This page is as it was before the last change."


def _say_state(watch: Watch) -> str:
    if watch.is_making or watch.is_stale:
        return _RENEWED if watch.is_making else _STALE
    return ""


def answer(watch: Watch, name: str) -> tuple[str, bytes] | None:
    """The media type and the bytes of what is asked for below `PANEL_ADDRESS`; None if there is no such thing.

    `problems.json` is `{"site": …, "head": …, "note": …, "problems": […]}`: how many sites were made, and the problems
    as `casebook check --format json` has them. Where there is nothing to tell, head and note are empty.
    """
    if name in _FILES:
        return _FILES[name], files("casebook.watching").joinpath(name).read_bytes()
    if name != _STATE:
        return None
    problems = watch.problems
    state = {
        "site": watch.number,
        "head": say_counts(problems),
        "note": _say_state(watch) if problems else "",
        "problems": json.loads(REPORTERS["json"](problems, ())),
    }
    return "application/json", json.dumps(state, ensure_ascii=False).encode()
