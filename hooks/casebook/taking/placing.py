"""Where a case file belongs, and how it gets there: never outside the cases, never through a link, never over another.

The place is named by a stranger's text, so it is held against one strict form before anything is done with it.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from casebook.files import refuse_odd_file
from casebook.rules.names import UNNAMED_CITY, find_windows_fault
from casebook.rules.places import locate_city
from casebook.text.wording import quote, slugify

__all__ = ["TakingError", "is_place", "make_place", "name_place", "read_brought", "write_at"]

_PLACE = re.compile(r"cases/[a-z0-9-]{1,60}/[a-z0-9-]{1,80}\.md\Z")
_LINE = re.compile(r"---[ \t]*\n#[ \t]*(\S{1,200})[ \t]*\n")
_LONGEST = 60


class TakingError(Exception):
    """What was given cannot be taken; the text says why, and what to do."""


def read_brought(file: Path, most: int, too_large: str) -> bytes:
    """A file that somebody has brought, if it is not too large.

    Args:
        file: The file.
        most: How many bytes it may have.
        too_large: What to say of a larger one, in words that go on after its name.

    Raises:
        TakingError: It cannot be read, or is too large.
    """
    try:
        with file.open("rb") as opened:
            raw = opened.read(most + 1)
    except OSError as error:
        raise TakingError(f"{quote(file, 200)} could not be read: {error.strerror}.") from error
    if len(raw) > most:
        raise TakingError(f"{quote(file, 200)} {too_large}")
    return raw


def is_place(path: str) -> bool:
    """Whether a path is one at which a case may lie, on any system."""
    return _PLACE.match(path) is not None and not any(find_windows_fault(part) for part in path.split("/"))


def name_place(text: str) -> str:
    """The place that the second line of a file names, as it stands there; empty where it names none."""
    found = _LINE.match(text)
    named = found[1] if found else ""
    return named if "/" in named or named.endswith(".md") else ""


def make_place(facts: Mapping[str, Any], taken: Collection[str] = (), id: str = "") -> str:
    """A place for a case made of its city and its title; empty where it has no title of Latin letters.

    Args:
        facts: What the case says.
        taken: Places that others have; the new one gets a number then.
        id: What the file shall be called, if somebody said so.
    """
    title = facts.get("title")
    name = _make_safe(id or (title if isinstance(title, str) else ""))
    if not name:
        return ""
    city = facts.get("city")
    place = locate_city(city)
    written = city.get("name") if isinstance(city, Mapping) else None
    folder = place.folder if place else _make_safe(written if isinstance(written, str) else "")
    folder = _make_safe(folder) or UNNAMED_CITY
    path, number = f"cases/{folder}/{name}.md", 2
    while path in taken:
        path, number = f"cases/{folder}/{name}-{number}.md", number + 1
    return path


def _make_safe(text: str) -> str:
    """A text as the name of a file or folder that every system can keep, shortened between two words."""
    name = slugify(text[:400])
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]
    return f"{name}-case" if find_windows_fault(name) else name


def write_at(root: Path, place: str, text: str, *, replace: bool = False) -> None:
    """Write a case file whole or not at all.

    Raises:
        TakingError: The place is none for a case, leads through a link, or holds another file already.
    """
    if not is_place(place):
        raise TakingError(f"{quote(place)} is no place for a case: it is cases/CITY/NAME.md, in small letters.")
    file = root / place
    if os.path.lexists(file):
        if odd := refuse_odd_file(file, root):
            raise TakingError(f"{place}: {odd.message} {odd.help}")
        if not replace and file.read_bytes() != text.encode():
            raise TakingError(f"{place} is there already and says something else; it was not touched.")
    for part in (file.parent, file.parent.parent):
        if part.is_symlink():
            raise TakingError(f"The folder {part.relative_to(root).as_posix()} is a link, and links are not followed.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=".taking-", dir=file.parent)
        with os.fdopen(number, "wb") as opened:
            opened.write(text.encode())
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except OSError as error:
        raise TakingError(f"{place} could not be written: {error.strerror or error}.") from error
