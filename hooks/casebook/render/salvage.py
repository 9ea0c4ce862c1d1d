"""Which cases cannot be rendered, though the checker found nothing: the site goes on without them.

Nothing of the kind is known. A case that nobody has seen yet must not be what takes the site away.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from casebook.book import link_book
from casebook.check import RawFile, Reading
from casebook.fields import Schemas
from casebook.render.fragments import render_fragments
from casebook.render.pages.cases import render_cases
from casebook.render.renderer import Renderer

__all__ = ["leave_out_broken"]


def leave_out_broken(reading: Reading, schemas: Schemas) -> tuple[Reading, tuple[tuple[RawFile, Exception], ...]]:
    """The reading without the cases that fail when they are rendered alone, and these with what happened."""
    broken = []
    for case in reading.cases:
        renderer = Renderer(link_book(replace(reading, cases=(case,), essays=())), schemas)
        try:
            deque(map(renderer.frame.put_around, render_cases(renderer)), maxlen=0)
            deque(render_fragments(renderer), maxlen=0)
        except Exception as problem:  # noqa: BLE001  # whatever it is, the case is left out and named
            broken.append((case, problem))
    left = {case.id for case, _ in broken}
    return replace(reading, cases=tuple(case for case in reading.cases if case.id not in left)), tuple(broken)
