"""Whether a site is whole: it carries a list of all its files with their digests, and is held against it.

The list is made by whoever builds the site, who knows what ought to be in it. It is written as `sha256sum`
reads it, so that anybody can hold a copy of the site against it too: `sha256sum --check SHA256SUMS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from casebook.releases.site_files import SiteFiles, digest_file, list_files
from casebook.search import INDEX_FOLDER, INDEX_HEAD, IndexingError, list_index
from casebook.text.wording import number_of

__all__ = ["LIST_OF_FILES", "find_faults", "write_list"]

LIST_OF_FILES = "SHA256SUMS"
"""Where the list lies, relative to the site's root."""

_NEEDED = ("index.html", "404.html", "data/", INDEX_HEAD)
"""What a site cannot be without, whatever its list says: files, or folders with anything in them."""


def write_list(files: SiteFiles, expected: Iterable[str]) -> list[str]:
    """Write the list of a built site's files.

    Args:
        files: The site's files.
        expected: Files that it must have.

    Returns:
        Those of them that are not there, and then no list is written.

    Raises:
        OSError: The machine would not let it be read or written.
    """
    there = sorted(files.names - {LIST_OF_FILES})
    missing = sorted(set(expected) - set(there))
    if not missing:
        lines = "".join(f"{files.digest(name)}  {name}\n" for name in there)
        files.clear(LIST_OF_FILES).write_bytes(lines.encode())
    return missing


def _read_list(site: Path) -> dict[str, str]:
    """The digests of the files by their names."""
    lines = (site / LIST_OF_FILES).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _find_faults_of_search(site: Path, files: set[str]) -> Iterator[str]:
    """What the search would miss: all files that the head of its index names, and no others."""
    try:
        named = list_index(site)
    except IndexingError:
        yield "the search index cannot be read"
        return
    there = {name for name in files if name.startswith(f"{INDEX_FOLDER}/")}
    if there != named:
        yield f"the search index names {number_of(len(named), 'file')} and has {len(named & there)} of them"


def find_faults(site: Path) -> list[str]:
    """What keeps a folder from being a whole site, each in a few words; nothing if it is one.

    It must have a home page, a page for addresses that lead nowhere, the data files, a search index of all the
    files that its head names, and exactly the files of its list, byte for byte.

    Raises:
        OSError: The machine would not let it be read.
    """
    try:
        listed = _read_list(site)
    except (FileNotFoundError, ValueError):
        return [f"{LIST_OF_FILES}, the list of its files, is missing or cannot be read"]
    there = {name for name, _ in list_files(site)} - {LIST_OF_FILES}
    faults = [
        f"{name} is missing"
        for name in _NEEDED
        if not any(f"{one}/".startswith(f"{name.rstrip('/')}/") for one in there)
    ]
    faults += [f"{name} is missing" for name in sorted(listed.keys() - there) if name not in _NEEDED]
    faults += [f"{name} is not in {LIST_OF_FILES}" for name in sorted(there - listed.keys())]
    faults += [
        f"{name} is not as it was written"
        for name in sorted(listed.keys() & there)
        if digest_file(site / name) != listed[name]
    ]
    return [*faults, *(_find_faults_of_search(site, there) if INDEX_HEAD in there else ())]
