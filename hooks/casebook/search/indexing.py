"""The index of the search: made by Pagefind from a small HTML page for each record, in the book's order.

Pagefind reads HTML, so the records are written down as such. What it makes is cut down to the files that our
search loads.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from casebook.search.pagefind import IndexingError, index_pages
from casebook.search.records import Record
from casebook.search.scripts import space_out

__all__ = ["INDEX_FOLDER", "name_kind", "name_mark", "write_index"]

INDEX_FOLDER = "pagefind"
"""Where the index lies, relative to the site's root."""

_LOADED = re.compile(r"pagefind\.js|pagefind-entry\.json|[^/]*\.pf_meta|wasm\.en\.pagefind|(index|fragment)/[^/]*")
"""What our search loads of it. The rest are Pagefind's own forms, its highlighter and other languages."""


def name_kind(kind: str) -> str:
    """The word that stands in each record of a kind, by which the browser knows which records these are.

    Pagefind's own means for it are filters, but their order changes from run to run, and so do the
    bytes. Nobody types the beginning of this word.
    """
    return f"zqx{kind}"


def name_mark(kind: str, value: str) -> str:
    """The same for what a record carries. By the letter at its end none is the beginning of another."""
    return "".join(letter for letter in f"zqx{kind}{value}q".lower() if letter.isalnum())


def _write_text(text: str) -> str:
    return html.escape(space_out(text))


def _write_record(record: Record) -> str:
    """A record as Pagefind reads it. The title is also its first words, which is why they weigh most."""
    said = "".join(f"<p>{_write_text(text)}</p>" for text in record.texts)
    hints = "".join(f"<p>{_write_text(text)}</p>" for text in record.hints)
    # An excerpt is cut from what the record says; its hints begin after so many words.
    words = len(space_out(" ".join((record.title, *record.texts))).split())
    placed = list(_place_foreign(record, words))
    foreign = "".join(
        f'<p data-pagefind-weight="7">{_write_text(one.title)}</p><p>{_write_text(one.text)}</p>'
        f'<p data-pagefind-weight="0.3">{_write_text(one.hint)}</p>'
        for one in record.foreign
    )
    marks = " ".join((name_kind(record.kind), *(name_mark(*one) for one in record.marks)))
    metas = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{html.escape(value)}">'
        for name, value in (
            ("context", record.context),
            ("address", record.address),
            ("words", str(words)),
            ("foreign", json.dumps(placed, ensure_ascii=False, separators=(",", ":")) if placed else ""),
        )
        if value
    )
    return (
        f'<!doctype html><html lang="en"><head>{metas}</head>'
        "<body data-pagefind-body>"
        f'<h1 data-pagefind-weight="7">{_write_text(record.title)}</h1>{said}{foreign}'
        f'<div data-pagefind-weight="0.3">{hints}</div>'
        f'<p data-pagefind-weight="0">{marks}</p></body></html>\n'
    )


def _place_foreign(record: Record, first: int) -> Iterator[tuple[str, str, int, int, int]]:
    """Each of the other languages with its context, and between which words its title and its text stand."""
    for one in record.foreign:
        title = first + len(space_out(one.title).split())
        end = title + len(space_out(f"{one.text} {one.hint}").split())
        yield one.language, one.context, first, title, end
        first = end


def _name_file(record: Record) -> str:
    # An address is no file name on every system; its digest is, and it stays when other records come.
    return f"{hashlib.sha256(record.address.encode()).hexdigest()[:12]}.html"


def write_index(records: Iterable[Record], site: Path) -> None:
    """Make the index of these records, in this order, in the folder `pagefind` of a site.

    Raises:
        IndexingError: Pagefind is missing or failed, or a file could not be written.
    """
    try:
        files = index_pages((_name_file(record), _write_record(record)) for record in records)
        target = site / INDEX_FOLDER
        shutil.rmtree(target, ignore_errors=True)
        for name in sorted(files):
            if _LOADED.fullmatch(name):
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                (target / name).write_bytes(files[name])
    except OSError as problem:
        raise IndexingError(f"A file of the index could not be written: {problem}") from problem
