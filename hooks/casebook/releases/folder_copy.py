"""The site as one file that can be unpacked into a folder and read without a server, as on a stick or a shared disk.

Without a server a browser opens no folder, so links end in `index.html`; and it runs no modules and loads no data, so
the pages stand as they stand without a script, which all of them can. Only what is of use so goes in.
"""

from __future__ import annotations

import os
import posixpath
import re
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import quote, unquote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from casebook.releases.whole import list_files

__all__ = ["FIRST_FILE", "write_folder_copy"]

FOLDER = "casebook/"
"""The folder into which it unpacks."""

FIRST_FILE = "START-HERE.html"
"""The page that says what is there and what is not."""

_OF_USE = re.compile(r".*\.(?:html|css|svg|webp)")
_TEXTS = re.compile(r"cases/[^/]+/text/.*")
"""The same cases once more, for whom they would have to be fetched."""

_SCRIPT = re.compile(r'<script(?: type="module")? src="[^"]*"></script>\n?')
_TO_TEXT = re.compile(r'<p class="case__print"[^>]*><a [^>]*rel="alternate">.*?</p>\n?')
_MANIFEST = re.compile(r'<link rel="manifest"[^>]*>\n?')
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*"')
_POLICY_OF_A_FOLDER = (
    "default-src 'none'; style-src 'self' file:; img-src 'self' file: data:; form-action 'none'; base-uri 'none'"
)
"""Files are loaded from the folder alone. Not every browser takes `self` for a file's own folder."""
_LINKS = tuple(re.compile(rf'{name}"([^"#?:]*)((?:#[^"]*)?")') for name in (" href=", " src="))
_REFRESH = re.compile(r'"0; url=([^"#?:]+)')


def _find_of_use(site: Path) -> Iterator[str]:
    for name in sorted(list_files(site)):
        if _OF_USE.fullmatch(name) and name != "404.html" and not _TEXTS.fullmatch(name):
            yield name


def _find_way(way: str, here: str, there: Collection[str], url: str) -> str:
    """Where a link leads in a folder, or on the web if that is not in it; empty if nobody knows."""
    target = posixpath.normpath(posixpath.join(here, unquote(way))).removeprefix(".")
    if target in there:
        return way
    if posixpath.join(target, "index.html") in there:
        return posixpath.join(way, "index.html")
    return f"{url}{quote(target)}{'/' if target and way.endswith('/') else ''}" if url else ""


def _settle(html: str, name: str, there: Collection[str], url: str) -> str:
    """A page as it stands in a folder: what it links to is there, or on the web, or no link."""
    here = posixpath.dirname(name)
    # most links of a page are those of its chrome, or stand on it several times
    ways: dict[str, str] = {}

    def find(written: str) -> str:
        if written not in ways:
            ways[written] = _find_way(written, here, there, url)
        return ways[written]

    def lead(found: re.Match[str]) -> str:
        way = find(found[1]) if found[1] else ""
        attribute = found[0].partition('"')[0]
        return f'{attribute}"{way}{found[2]}' if way else found[0] if not found[1] else ""

    for needless in (_SCRIPT, _MANIFEST, _TO_TEXT):
        html = needless.sub("", html)
    html = _POLICY.sub(rf'\1{_POLICY_OF_A_FOLDER}"', html).replace(
        ' hidden data-notice="folder"', ' data-notice="folder"'
    )
    for link in _LINKS:
        html = link.sub(lead, html)
    return _REFRESH.sub(lambda found: f'"0; url={find(found[1]) or found[1]}', html)


def write_folder_copy(site: Path, target: str, first: str, url: str = "") -> None:
    """Write a built site as one file.

    Args:
        site: The site's folder.
        target: Where the file is to stand, relative to the site's root.
        first: The page that one opens first; its links lead into the same folder.
        url: The site's whole address, for links to what does not go in; without it those are no links.

    Raises:
        OSError: The machine would not let it be read or written.
    """
    names = list(_find_of_use(site))
    there = frozenset(names)
    # no earlier date has a place in such a file
    when = time.gmtime(max(int(os.environ.get("SOURCE_DATE_EPOCH") or 0), 315_532_800))[:6]
    (site / target).parent.mkdir(exist_ok=True)
    with ZipFile(site / target, "w", ZIP_DEFLATED, compresslevel=6) as made:

        def add(name: str, content: bytes) -> None:
            entry = ZipInfo(FOLDER + name, when)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            made.writestr(entry, content)

        add(FIRST_FILE, _settle(first, FIRST_FILE, there, url).encode())
        for name in names:
            content = (site / name).read_bytes()
            add(name, _settle(content.decode(), name, there, url).encode() if name.endswith(".html") else content)
