"""Whether a site is whole: it carries a list of all its files with their digests, and is held against it.

The list is made by whoever builds the site, who knows what ought to be in it. It is written as `sha256sum`
reads it, so that anybody can hold a copy of the site against it too: `sha256sum --check SHA256SUMS`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["LIST_OF_FILES", "find_faults", "list_files", "write_list"]

LIST_OF_FILES = "SHA256SUMS"
"""Where the list lies, relative to the site's root."""

_NEEDED = ("index.html", "404.html", "data/", "pagefind/pagefind-entry.json")
"""What a site cannot be without, whatever its list says: files, or folders with anything in them."""


def _refuse(problem: OSError) -> None:
    raise problem


def list_files(site: Path) -> Iterator[str]:
    """The files below a folder, relative to it, in no order.

    Raises:
        OSError: The machine would not let it be read.
    """
    for folder, _, names in os.walk(site, onerror=_refuse):
        for name in names:
            yield Path(folder, name).relative_to(site).as_posix()


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write_list(site: Path, expected: Iterable[str]) -> list[str]:
    """Write the list of a built site's files.

    Args:
        site: The site's folder.
        expected: Files that it must have.

    Returns:
        Those of them that are not there, and then no list is written.
    """
    there = sorted(set(list_files(site)) - {LIST_OF_FILES})
    missing = sorted(set(expected) - set(there))
    if not missing:
        lines = "".join(f"{_digest(site / name)}  {name}\n" for name in there)
        (site / LIST_OF_FILES).write_bytes(lines.encode())
    return missing


def _read_list(site: Path) -> dict[str, str]:
    """The digests of the files by their names."""
    lines = (site / LIST_OF_FILES).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _find_faults_of_search(site: Path, files: set[str]) -> Iterator[str]:
    """What the search would miss: it has one file for each record, and one that counts and names them."""
    try:
        languages = json.loads((site / "pagefind/pagefind-entry.json").read_bytes())["languages"]
        number = sum(one["page_count"] for one in languages.values())
        heads = [f"pagefind/pagefind.{one['hash']}.pf_meta" for one in languages.values()]
    except (ValueError, KeyError, TypeError, AttributeError):
        yield "the search index cannot be read"
        return
    there = sum(name.startswith("pagefind/fragment/") for name in files)
    if there != number:
        yield f"the search index counts {number} records and has {there}"
    yield from (f"{head} is missing" for head in heads if head not in files)


def find_faults(site: Path) -> list[str]:
    """What keeps a folder from being a whole site, each in a few words; nothing if it is one.

    It must have a home page, a page for addresses that lead nowhere, the data files, a search index of as many
    records as the index itself says, and exactly the files of its list, byte for byte.

    Raises:
        OSError: The machine would not let it be read.
    """
    try:
        listed = _read_list(site)
    except (FileNotFoundError, ValueError):
        return [f"{LIST_OF_FILES}, the list of its files, is missing or cannot be read"]
    there = set(list_files(site)) - {LIST_OF_FILES}
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
        if _digest(site / name) != listed[name]
    ]
    return [*faults, *(_find_faults_of_search(site, there) if "pagefind/pagefind-entry.json" in there else ())]
