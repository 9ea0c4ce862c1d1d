"""What a browser must know of a release to keep it: its name, its files and what they weigh, before one asks for them.

`service-worker.js` carries the name of the release, `offline/release.json` says what each part of it weighs, and
`offline/files.json` lists its files with their digests, so that a newer release is fetched in what has changed alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casebook.releases.site_files import SiteFiles
from casebook.releases.whole import LIST_OF_FILES
from casebook.search import INDEX_FOLDER

__all__ = ["KEPT_FILES", "PARTS", "SITE_ZIP", "KeptFile", "write_kept_copy"]

PARTS = ("cases", "search", "files")
"""The parts of a site that one can keep: its pages with all they need, what the search finds with, the data files."""

SITE_ZIP = "data/casebook-site.zip"
"""The site as one file, relative to the site's root."""

_INDEX = "index.html"
_WORKER = "service-worker.js"
_RELEASE = "offline/release.json"
_FILES = "offline/files.json"
KEPT_FILES = (_RELEASE, _FILES)
"""What is written beside what the generator writes, relative to the site's root."""
_APART = {_WORKER, _RELEASE, _FILES, LIST_OF_FILES, SITE_ZIP, "404.html"}
"""What nobody keeps: what says which release this is, and what is of no use in a browser without a line."""
_SAYS_SIZES = ("data/index.html", "offline/index.html")
"""Pages on which sizes stand that are known only in the end."""
_OF_THE_SEARCH = (f"{INDEX_FOLDER}/", "find/spelling", "find/search")
_CASE = re.compile(r"cases/[^/]+/")
"""The page of a case, of which many are fetched together; what it weighs on average is said before."""
_UNSEEN = re.compile(r"[^/]+\.(?:xml|gz|json|txt|ics)|.*\.png")
"""Files that programs ask for, and pictures that only show where a page is shared."""


@dataclass(frozen=True)
class KeptFile:
    """A file of a release."""

    address: str
    """Its address, relative to the site's root."""
    part: str
    """The part of the site that it belongs to."""
    size: int
    """What it takes on a device, in bytes."""
    packed: int
    """What it weighs on a line whose host packs what can be packed, in bytes: about."""
    digest: str
    """Stands for its content."""


def _find_part(name: str) -> str:
    """The part that a file belongs to; empty if nobody keeps it."""
    if name in _APART or _UNSEEN.fullmatch(name):
        return ""
    if name.startswith(_OF_THE_SEARCH):
        return "search"
    return "files" if name.startswith("data/") and not name.endswith(".html") else "cases"


def _look(files: SiteFiles, name: str, part: str, packed: int | None) -> KeptFile:
    size = files.measure(name)
    return KeptFile(
        name.removesuffix(_INDEX) if name.endswith(f"/{_INDEX}") or name == _INDEX else name,
        part,
        size,
        min(size, files.weigh(name) if packed is None else packed),
        files.digest(name)[:16],
    )


def _write(files: SiteFiles, name: str, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    files.clear(name).write_bytes(f"{text}\n".encode())


def _weigh(files: Iterable[KeptFile]) -> dict[str, int]:
    found = list(files)
    return {
        "files": len(found),
        "bytes": sum(one.size for one in found),
        "packed": sum(one.packed for one in found),
    }


def _fill_in_sizes(files: SiteFiles, name: str, sizes: Mapping[str, int]) -> None:
    """Say in a built page what can be taken along weighs: until now nobody could know.

    An empty element with `data-size="NAME"` as its last attribute gets the size of that name, and `hidden data-sized`
    goes from around it.
    """
    html = files.find(name).read_text(encoding="utf-8")

    def say(found: re.Match[str]) -> str:
        return f"{found[0]}{_say_size(sizes[found[1]])}"

    filled = re.sub(r'(?<= )data-size="([\w-]+)">', say, html).replace(" hidden data-sized", "")
    files.clear(name).write_bytes(filled.encode())


def _say_size(size: int) -> str:
    """A size as one says it: two digits are enough."""
    for unit, step in (("kB", 10**3), ("MB", 10**6), ("GB", 10**9)):
        if size < 1000 * step:
            number = size / step
            return f"{number:.1f} {unit}" if number < 10 else f"{number:.0f} {unit}"
    return f"{size / 10**9:.0f} GB"


def write_kept_copy(files: SiteFiles, packed: Mapping[str, int]) -> None:
    """Give a built site what a browser keeps it by. Comes after the zip: it speaks of all files that are there.

    Args:
        files: The site's files.
        packed: What those take that are packed already, in bytes. A page is, but for the scripts and a few links.

    Raises:
        OSError: The machine would not let it be read or written.
    """
    part_of = {name: part for name in sorted(files.names) if (part := _find_part(name))}
    kept = [_look(files, name, part, packed.get(name)) for name, part in part_of.items()]
    parts = {part: _weigh(one for one in kept if one.part == part) for part in PARTS}
    sizes = {f"{part}-{what}": found[what] for part, found in parts.items() for what in ("bytes", "packed")}
    sizes["zip"] = files.measure(SITE_ZIP)
    for name in _SAYS_SIZES:
        _fill_in_sizes(files, name, sizes)
    # they say more now
    kept = [
        _look(files, name, part, one.packed) if name in _SAYS_SIZES else one
        for (name, part), one in zip(part_of.items(), kept, strict=True)
    ]
    release = hashlib.sha256("".join(f"{one.digest} {one.address}\n" for one in kept).encode()).hexdigest()[:16]
    worker = files.find(_WORKER).read_bytes().replace(b'"RELEASE"', f'"{release}"'.encode(), 1)
    files.clear(_WORKER).write_bytes(worker)
    listed = {part: [[one.address, one.size, one.digest] for one in kept if one.part == part] for part in PARTS}
    _write(files, _FILES, {"release": release, "files": listed})
    cases = _weigh(one for one in kept if _CASE.fullmatch(one.address))
    _write(files, _RELEASE, {"release": release, "parts": parts, "cases": cases})
