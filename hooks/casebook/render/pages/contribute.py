"""What whoever writes a case looks up: the guide, the fields of a file, and the problems that the checker finds.

Of the guide here are those pages that must know who keeps this copy. The others are written by hand, in
`docs/contribute/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.diagnostics import CODES
from casebook.fields.guide import read_field_guides
from casebook.markup import render_story
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.renderer import Renderer

__all__ = ["render_field_guides", "render_guide", "render_problems"]

_GUIDE = (
    (
        "failures",
        "Telling of failures",
        "How to tell of what failed so that nobody is harmed: roles, consent, the right to reply, taking a text down.",
    ),
    ("review", "How a case is read", "What happens to a case that somebody sends, and what the checker promises."),
    ("conduct", "How we deal with each other", "What we ask of everybody who takes part, and who to turn to."),
)
"""The pages of the guide that say who answers: the last part of the address, the title, what it is about."""


def render_guide(r: Renderer) -> Iterator[Article]:
    for name, title, description in _GUIDE:
        yield r.make(f"guide-{name}.html", f"contribute/{name}/", title, description, HUBS["contribute"])


def render_field_guides(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "fields.html",
        "contribute/fields/",
        "Fields of a case",
        "Every field of a case file: what it is for, its limits, a good and a bad example.",
        HUBS["contribute"],
        guides=read_field_guides(r.schemas.trees),
        codes=CODES,
    )


def render_problems(r: Renderer) -> Iterator[Article]:
    problems = [(code, render_story(code.explanation, anchors=False)) for code in CODES.values()]
    yield r.make(
        "problems.html",
        "contribute/problems/",
        "Problems and cures",
        "What each message of the checker means, and what to do.",
        HUBS["contribute"],
        problems=problems,
    )
