"""What whoever writes a case looks up: the fields of a file, and the problems that the checker finds."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.diagnostics import CODES
from casebook.fields.guide import read_field_guides
from casebook.markup import render_story
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.renderer import Renderer

__all__ = ["render_field_guides", "render_problems"]


def render_field_guides(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "fields.html",
        "contribute/fields/",
        "Fields of a case",
        "Every field of a case file: what it is for, its limits and an example.",
        HUBS["contribute"],
        guides=read_field_guides(r.schemas.trees),
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
