"""What a story cites: `[@source]` in the form that Pandoc made common, and every paragraph at least once."""

from __future__ import annotations

import re
from itertools import pairwise

from casebook.diagnostics import Diagnostic, Fix, say
from casebook.fields import TEXTS
from casebook.markup import Citation, TextPart, show_text
from casebook.rules.placeholders import holds_placeholder
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.rules.prose import GLUED_HEADING
from casebook.text.wording import find_nearest, join_words, quote

__all__ = ["check_citations", "check_citations_in_fields"]

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"

_LOOSE = re.compile(rf"\[({_ID}(?:#[\w.:-]{{0,59}}\w)?)\]|(?<![\w@\[;/])@({_ID}(?:#[\w.:-]{{0,59}}\w)?)")
"""An id in brackets without @, or after @ without brackets: whoever reads the file takes it for a citation."""

_PAGE = re.compile(rf"({_ID})\s*[,:]?\s+(?:pp?\.?\s*)?(\d[\d–-]{{0,12}})")
"""A page behind a source, as others write it."""


def check_citations(case: CheckedFile, project: Project) -> Problems:
    """Whether what a story cites is written so that it can be read, and whether every paragraph cites."""
    sources = [*case.own_sources, *project.sources_by_id]
    parts = case.story_parts if case.readable else ()
    # what leads to a list is one with it; and that a case has no source at all is told once
    led = {part for part, _ in pairwise(parts) if part.words.endswith(":")}
    owes = bool(case.own_sources or case.evidence)
    told = _find_told(case, parts) if owes else set()
    for part in parts:
        for citation in part.citations:
            yield from _check_form(case, citation, sources)
        loose = [found for found in _LOOSE.finditer(part.words) if _name(found).partition("#")[0] in sources]
        # where the same stands twice in a paragraph it is told once
        for found in {one[0]: one for one in reversed(loose)}.values():
            yield _report_loose(case, part, found)
        if not owes or part in led or part.line in told:
            continue
        if not part.citations and not loose and any(c.isalnum() for c in part.words):
            yield case.report(
                "uncited", case.place_in_story(part.line),
                *say("uncited", words=quote(part.words, 50), source=sources[0] if sources else "source"),
            )  # fmt: skip


def _find_told(case: CheckedFile, parts: tuple[TextPart, ...]) -> set[int]:
    """The lines of what has another problem, whose cure is a citation or makes that none is needed."""
    lines = case.parsed.body.split("\n")
    told = {
        part.line
        for part in parts
        if ("\n" not in part.words and GLUED_HEADING.match(lines[part.line])) or holds_placeholder(part.words)
    }
    for note in show_text(case.parsed.body, blocks=True).footnotes:
        told.add(max((part.line for part in parts if part.line <= note.line), default=0))
    return told


def _name(found: re.Match[str]) -> str:
    return found[1] or found[2]


def _report_loose(case: CheckedFile, part: TextPart, found: re.Match[str]) -> Diagnostic:
    better = f"[@{_name(found)}]"
    return case.report(
        "citation", case.place_in_story(part.line, found[0]),
        f"{quote(found[0])} has the id of a source, but is no citation, and is shown as it stands.",
        f"Write {better}", fix=Fix(found[0], better),
    )  # fmt: skip


def _check_form(case: CheckedFile, citation: Citation, sources: list[str]) -> Problems:
    example = f"@{sources[0]}" if sources else "@mercury-2019"
    form = f"The form is [{example}], with a page [{example}#p.12]; several sources have ; between them."
    for written in citation.written[1:-1].split(";"):
        piece = written.strip()
        if piece.startswith("@") and case.is_evidence(piece[1:]):
            continue
        better = _mend(case, piece, sources)
        yield case.report(
            "citation", case.place_in_story(citation.line, citation.written),
            f"In {quote(citation.written)} {quote(piece)} names no source." if piece
            else f"In {quote(citation.written)} a source is missing.",
            f"Write {better}. {form}" if better else form,
            fix=Fix(citation.written, citation.written.replace(piece, better)) if better else None,
        )  # fmt: skip


def _mend(case: CheckedFile, piece: str, sources: list[str]) -> str:
    """The right form of a piece, if it is certain."""
    plain = piece.lstrip("@").strip()
    if found := _PAGE.fullmatch(plain):
        return f"@{found[1]}#p.{found[2]}"
    if case.is_evidence(plain):
        return f"@{plain}"
    near = find_nearest(plain, sources, 1, 0.9)
    return f"@{near[0]}" if near else ""


def check_citations_in_fields(file: CheckedFile, project: Project) -> Problems:
    """Whether a citation stands in a field, where nothing is made of it."""
    for field, where, text in file.words(*TEXTS):
        for part in show_text(text, blocks=field.holds == "prose").parts if "[@" in text else ():
            for citation in part.citations:
                yield file.report(
                    "citation", file.parsed.find(where, citation.written),
                    f"{quote(citation.written)} stands in `{field.name}`, but only the story of a case cites in its "
                    "text.",
                    f"Take it out here, and write {join_words(citation.pieces)} into the evidence beside it.",
                )  # fmt: skip
