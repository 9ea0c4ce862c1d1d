"""The site as one file that can be unpacked into a folder and read without a server, as on a stick or a shared disk.

Without a server a browser opens no folder, so links end in `index.html`; and it runs no modules and loads no data, so
the pages stand as they stand without a script, which all of them can. Only what is of use so goes in.
"""

from __future__ import annotations

import os
import posixpath
import re
import time
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from urllib.parse import quote, unquote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from casebook.releases.last_zip import LastZip, pack_member, take_over
from casebook.releases.site_files import SiteFiles

__all__ = ["FIRST_FILE", "FOLDER", "write_folder_copy"]

FOLDER = "casebook/"
"""The folder into which it unpacks."""

FIRST_FILE = "START-HERE.html"
"""The page that says what is there and what is not."""

_INDEX = "index.html"

_OF_USE = re.compile(r".*\.(?:html|css|svg|webp)")
_TEXTS = re.compile(r"cases/[^/]+/text/.*")
"""The same cases once more, for whom they would have to be fetched."""

_SCRIPT = re.compile(rb'<script(?: type="module")? src="[^"]*"></script>\n?')
_TO_TEXT = re.compile(rb'<p class="case__print"[^>]*><a [^>]*rel="alternate">.*?</p>\n?')
_MANIFEST = re.compile(rb'<link rel="manifest"[^>]*>\n?')
_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")[^"]*"')
_POLICY_OF_A_FOLDER = (
    b"default-src 'none'; style-src 'self' file:; img-src 'self' file: data:; form-action 'none'; base-uri 'none'"
)
"""Files are loaded from the folder alone. Not every browser takes `self` for a file's own folder."""
_REFRESH = re.compile(rb'"0; url=([^"#?:]+)')


def _is_of_use(name: str) -> bool:
    return bool(_OF_USE.fullmatch(name)) and name != "404.html" and not _TEXTS.fullmatch(name)


class _Ways:
    """Where links of pages lead in a folder, or on the web if that is not in it."""

    def __init__(self, names: Iterable[str], url: str) -> None:
        """`names` are those of the files in the folder, `url` is the whole address of the site."""
        self._there = frozenset(names)
        self._url = url
        self._targets: dict[tuple[str, str], tuple[bool, str, int]] = {}

    def find(self, way: str, above: Sequence[str]) -> tuple[str, int]:
        """Where a link leads, empty if nobody knows, and the mark of its target, by which it is known what it rests on.

        Args:
            way: The link, without a fragment.
            above: The folder of the page, the one above it, and so on to the root.
        """
        # from most pages lead the same ways, once they are at the root
        up = 0
        while up + 1 < len(above) and way.startswith("../", 3 * up):
            up += 1
        key = above[up], way[3 * up :]
        found = self._targets.get(key)
        if not found:
            found = self._targets[key] = self._find_target(*key)
        is_there, rest, mark = found
        return way + rest if is_there else rest, mark

    def _find_target(self, here: str, way: str) -> tuple[bool, str, int]:
        """Whether a target is there, what its link lacks then or leads to else, and its mark."""
        target = posixpath.normpath(posixpath.join(here, unquote(way))).removeprefix(".")
        mark = _mark(target)
        of_folder = not way or way.endswith("/")
        if target in self._there:
            return True, "", mark
        if posixpath.join(target, _INDEX) in self._there:
            return True, _INDEX if of_folder else f"/{_INDEX}", mark
        return False, f"{self._url}{quote(target)}{'/' if target and of_folder else ''}" if self._url else "", mark


def _mark(target: str) -> int:
    return zlib.crc32(target.encode())


def _find_changed(names: Iterable[str], before: Iterable[str]) -> set[int]:
    """The marks of the targets that are in one of two folders alone: a link to them leads elsewhere now."""
    changed = set(names) ^ set(before)
    parents = {posixpath.dirname(name) for name in changed if posixpath.basename(name) == _INDEX}
    return {_mark(target) for target in changed | parents}


def _settle(html: bytes, name: str, ways: _Ways) -> tuple[bytes, set[int]]:
    """A page as it stands in a folder, and the marks of the targets of all its links.

    What it links to is there, or on the web, or no link.
    """
    above = [posixpath.dirname(name)]
    while above[-1]:
        above.append(posixpath.dirname(above[-1]))
    asked = set()

    def find(way: bytes) -> bytes:
        found, mark = ways.find(way.decode(), above)
        asked.add(mark)
        return found.encode()

    def lead(start: bytes, written: bytes) -> bytes:
        way, fragment, within = written.partition(b"#")
        if not way or b"?" in way or b":" in way:
            return b'%s%s"' % (start, written)
        found = find(way)
        return b'%s%s%s%s"' % (start, found, fragment, within) if found else b""

    for needless in (_SCRIPT, _MANIFEST, _TO_TEXT):
        html = needless.sub(b"", html)
    html = _POLICY.sub(rb'\1%s"' % _POLICY_OF_A_FOLDER, html).replace(
        b' hidden data-notice="folder"', b' data-notice="folder"'
    )
    for start in (b' href="', b' src="'):
        first, *parts = html.split(start)
        pieces = [first]
        # most links of a page are those of its chrome, or stand on it several times
        led: dict[bytes, bytes] = {}
        for part in parts:
            written, end, after = part.partition(b'"')
            if written not in led:
                led[written] = lead(start, written) if end else start + written
            pieces += led[written], after
        html = b"".join(pieces)
    return _REFRESH.sub(lambda found: b'"0; url=%s' % (find(found[1]) or found[1]), html), asked


def write_folder_copy(files: SiteFiles, target: str, first: str, url: str = "") -> dict[str, int]:
    """Write a built site as one file.

    Args:
        files: The site's files.
        target: Where the file is to stand, relative to the site's root.
        first: The page that one opens first; its links lead into the same folder.
        url: The site's whole address, for links to what does not go in; without it those are no links.

    Returns:
        How many bytes each of the site's files takes in it, by its name.

    Raises:
        OSError: The machine would not let it be read or written.
    """
    names = sorted(filter(_is_of_use, files.names))
    ways = _Ways(names, url)
    # no earlier date has a place in such a file
    when = time.gmtime(max(int(os.environ.get("SOURCE_DATE_EPOCH") or 0), 315_532_800))[:6]
    members = {}
    place = files.clear(target)
    with (
        closing(LastZip(files.memory, url)) as last,
        ZipFile(place, "w", ZIP_DEFLATED, compresslevel=6) as made,
    ):

        def head(name: str) -> ZipInfo:
            entry = ZipInfo(FOLDER + name, when)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            return entry

        pack_member(made, head(FIRST_FILE), _settle(first.encode(), FIRST_FILE, ways)[0])
        changed = _find_changed(names, last.names)
        for name in names:
            content = None if files.knows(name) else files.read(name)
            if found := last.find(name, files.digest(name), changed):
                members[name] = take_over(made, head(name), *found)
                continue
            content = files.read(name) if content is None else content
            settled, asked = _settle(content, name, ways) if name.endswith(".html") else (content, ())
            members[name] = pack_member(made, head(name), settled, files.digest(name), asked)
    last.replace(place, members)
    return {name: member.packed for name, member in members.items()}
