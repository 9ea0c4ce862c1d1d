"""Texts without HTML: a case as Markdown (`cases/ID.md`), and `llms.txt`, which tells a program where things are."""

from __future__ import annotations

import re

from casebook.check import RawFile
from casebook.export.edition import Edition
from casebook.markup import replace_citations
from casebook.model import Evidence
from casebook.render import place_links

__all__ = ["write_case_markdown", "write_llms_txt"]


def write_llms_txt(edition: Edition) -> bytes:
    """The content of `llms.txt`, with whole addresses where the site's is known."""
    made = edition.renderer.environment.get_template("plain/llms.txt").render()
    return f"{place_links(made, base=edition.url or './')}\n".encode()


def write_case_markdown(raw: RawFile, edition: Edition) -> bytes:
    """A case as one reads it: texts and citations as on its page, and no more than Markdown has."""
    book, renderer = edition.book, edition.renderer
    case = book.by_id[raw.id]
    sources = book.sources_of(case)
    numbers = {id: n for n, id in enumerate(sources, 1)}

    def cite_written(pieces: tuple[str, ...]) -> str:
        return _cite(numbers, *map(Evidence.read, pieces))

    made = renderer.environment.get_template("plain/twin.md").render(
        case=case,
        assessed=book.assessments[case.id],
        sources=sources,
        translations=book.translations_of(case),
        story=_lower_headings(replace_citations(case.story.strip(), cite_written)),
        cite=lambda piece: _cite(numbers, piece),
    )
    text = re.sub(r"\n{3,}", "\n\n", made).strip()
    return f"{place_links(text, f'data/cases/{case.id}.md', edition.url)}\n".encode()


def _cite(numbers: dict[str, int], *pieces: Evidence) -> str:
    """Pieces of evidence in square brackets, each as the number of its source and the place in it."""
    said = (f"{numbers[one.source]}, {one.locator}" if one.locator else str(numbers[one.source]) for one in pieces)
    return f"[{'; '.join(said)}]"


def _lower_headings(story: str) -> str:
    """The story with its headings one level down, below that of its section."""
    return re.sub(r"^(#{1,5} )", r"#\1", story, flags=re.MULTILINE)
