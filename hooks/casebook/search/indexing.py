"""The index of the search: made by Pagefind's command line from a small HTML file for each record.

Pagefind reads HTML and nothing else, so the records are written down as such, in a folder that is
thrown away. What it makes is cut down to the files that our search loads.
"""

from __future__ import annotations

import hashlib
import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from casebook.search.records import Record

__all__ = ["INDEX_FOLDER", "IndexingError", "name_kind", "write_index"]

INDEX_FOLDER = "pagefind"
"""Where the index lies, relative to the site's root."""

_LOADED = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.en.pagefind", "index", "fragment")
"""What our search loads of it. The rest are Pagefind's own forms, its highlighter and other languages."""


class IndexingError(Exception):
    """The index could not be made; the message says why, in words for whoever builds the site."""


def name_kind(kind: str) -> str:
    """The word that stands in each record of a kind, by which the browser knows which records these are.

    Pagefind's own means for it are filters, but their order changes from run to run, and so do the
    bytes. Nobody types the beginning of this word.
    """
    return f"zqx{kind}"


def _write_record(record: Record) -> str:
    """A record as Pagefind reads it. The title is also its first words, which is why they weigh most."""
    said = "".join(f"<p>{html.escape(text)}</p>" for text in record.texts)
    hints = "".join(f"<p>{html.escape(text)}</p>" for text in record.hints)
    # An excerpt is cut from what the record says; its hints begin after so many words.
    words = len(" ".join((record.title, *record.texts)).split())
    metas = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{html.escape(value)}">'
        for name, value in (("context", record.context), ("address", record.address), ("words", str(words)))
    )
    return (
        f'<!doctype html><html lang="en"><head>{metas}</head>'
        "<body data-pagefind-body>"
        f'<h1 data-pagefind-weight="7">{html.escape(record.title)}</h1>{said}'
        f'<div data-pagefind-weight="0.3">{hints}</div>'
        f'<p data-pagefind-weight="0">{name_kind(record.kind)}</p></body></html>\n'
    )


def _name_file(record: Record) -> str:
    # An address is no file name on every system; its digest is, and it stays when other records come.
    return f"{hashlib.sha256(record.address.encode()).hexdigest()[:12]}.html"


def _run(source: Path, target: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(source), "--output-path", str(target)]
    done = subprocess.run(  # noqa: S603  # our own words, and paths that we made
        [*command, "--force-language", "en", "--silent"],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode == 0 and (target / "pagefind.js").is_file():
        return
    said = (done.stderr or done.stdout).strip().splitlines()
    if any("No module named pagefind" in line for line in said):
        raise IndexingError("Pagefind is not installed. Install the project anew: pip install --editable .")
    raise IndexingError(f"Pagefind ended with {done.returncode}: {said[-1] if said else 'it said nothing'}")


def write_index(records: Iterable[Record], site: Path) -> None:
    """Make the index of these records in the folder `pagefind` of a site.

    Raises:
        IndexingError: Pagefind is missing or failed, or a file could not be written.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="casebook-") as folder:
            source, made = Path(folder) / "records", Path(folder) / "index"
            source.mkdir()
            for record in records:
                (source / _name_file(record)).write_text(_write_record(record), encoding="utf-8")
            _run(source, made)
            target = site / INDEX_FOLDER
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            for pattern in _LOADED:
                for one in sorted(made.glob(pattern)):
                    shutil.move(one, target / one.name)
    except OSError as problem:
        raise IndexingError(f"A file of the index could not be written: {problem}") from problem
