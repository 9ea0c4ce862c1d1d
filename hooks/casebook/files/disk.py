"""Files of a project: which there are, and their bytes, without ever leaving the project.

Nothing below cases/ and schema/ may be a link: what it leads to is not in the project's history, so nobody
else has it, and a message that quoted it could tell what was never meant to be told.
"""

from __future__ import annotations

import os
import shutil
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from casebook.diagnostics import Diagnostic, Position

__all__ = [
    "CASE_LIMIT",
    "SHARED_LIMIT",
    "FileProblems",
    "FileStamp",
    "discard",
    "find_schema_folder",
    "fold_path",
    "link_file",
    "list_folder",
    "name_path",
    "put_file",
    "read_bytes",
    "refuse_odd_file",
    "take_stamp",
    "walk_folder",
]

CASE_LIMIT = 96 * 1024
SHARED_LIMIT = 256 * 1024

FileStamp = tuple[int, int, int]
"""The inode of a file, its time of change in nanoseconds, its size in bytes."""

# What holds the schema/ for folders of cases without one: the package itself if it was built as a wheel, else
# the checkout that it stands in.
_PACKAGE = Path(__file__).resolve().parents[1]
_HOME = _PACKAGE if (_PACKAGE / "schema").is_dir() else _PACKAGE.parents[1]


@dataclass(frozen=True)
class FileProblems:
    """How a file is called in messages, and why it could not be read."""

    path: str
    """Relative to the project, with forward slashes."""
    found: tuple[Diagnostic, ...] = ()
    """Empty where the file was read."""


def name_path(file: Path, root: Path) -> str:
    """A file as messages name it: relative to the project where it lies inside it."""
    try:
        text = file.relative_to(root).as_posix()
    except ValueError:
        text = file.name if not file.is_relative_to(_HOME) else file.relative_to(_HOME).as_posix()
    # a name that is no UTF-8 could not be printed
    return text.encode("utf-8", "replace").decode("utf-8")


def fold_path(path: str) -> str:
    """A path as file systems see it that do not tell capital letters and forms of accents apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def find_schema_folder(root: Path) -> Path:
    """The folder schema/ of the project, which counts whole; without one, that which came with this package."""
    own = root / "schema"
    # one that is a link is the project's own too, and is refused
    return own if own.is_dir() or own.is_symlink() else _HOME / "schema"


def refuse_odd_file(file: Path, root: Path) -> Diagnostic | None:
    """Why this is no file that may be read; None if it is one. It is not opened, and no link is followed."""
    path = name_path(file, root)

    def refuse(message: str, help: str) -> Diagnostic:
        return Diagnostic.of("unreadable-file", path, Position(1, 1), message, help)

    if link := _find_link(file, root):
        said = "This is a link" if link == file else f"The folder {name_path(link, root)} is a link"
        better = "Put the file itself in its place, not a link to it."
        if link != file or link.is_dir():
            better = "Put the folder itself in its place, not a link to it."
        return refuse(f"{said}, and links are not followed: nobody else has what they lead to.", better)
    try:
        mode = file.lstat().st_mode
    except OSError as error:
        return refuse(*_explain_failure(error))
    if not stat.S_ISREG(mode):
        return refuse("This is not a file that can be read.", "Remove it, or put a text file in its place.")
    return None


def _find_link(file: Path, root: Path) -> Path | None:
    """The first link on the way from the project to a file, the file included; None if there is none.

    What came with this package may be linked by whatever has installed it.
    """
    if not file.is_relative_to(root):
        return None
    place = root
    for part in file.relative_to(root).parts:
        place = place / part
        if place.is_symlink():
            return place
    return None


def _explain_failure(error: OSError) -> tuple[str, str]:
    reason = os.strerror(error.errno) if error.errno else "nobody knows why"
    return (
        f"The file could not be read: {reason}.",
        "Check that the file is there and that you are allowed to read it.",
    )


def read_bytes(file: Path, root: Path) -> tuple[bytes | None, FileProblems]:
    """The bytes of a file, up to what is certainly too much; None with the reason if it can't be read."""
    path = name_path(file, root)
    if odd := refuse_odd_file(file, root):
        return None, FileProblems(path, (odd,))
    try:
        # whatever has come into its place since, it is neither followed nor waited for
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        if file.is_relative_to(root):
            flags |= getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(file, flags), "rb") as opened:
            return opened.read(SHARED_LIMIT + 1), FileProblems(path)
    except OSError as error:
        message, help = _explain_failure(error)
        return None, FileProblems(path, (Diagnostic.of("unreadable-file", path, Position(1, 1), message, help),))


def walk_folder(folder: Path, *, hidden: bool = False) -> Iterator[Path]:
    """Every file below a folder, sorted, and every link to a folder, but nothing of what it leads to.

    Args:
        folder: Where to begin. If it is a link itself, it is all that is given.
        hidden: Whether files count whose names begin with a dot, which are the editor's or git's own.
    """
    if folder.is_symlink():
        yield folder
        return
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(here, name).is_symlink()]
        for name in sorted([*names, *linked]):
            if hidden or not name.startswith("."):
                yield Path(here, name)


def list_folder(folder: Path, ending: str) -> Iterator[Path]:
    """The files of a folder, sorted, whose names end so. Of a folder that is a link there are none."""
    if not folder.is_symlink():
        yield from sorted(folder.glob(f"*{ending}"))


def discard(place: Path) -> None:
    """Delete a folder, a file or a link; what cannot be deleted, or is still written to, is left for the next time."""
    with suppress(OSError):
        if place.is_symlink() or place.is_file():
            place.unlink()
        else:
            shutil.rmtree(place, ignore_errors=True)


def link_file(file: str | Path, to: str | Path) -> None:
    """Give a file a further name, in a folder that is made if it is not there, in place of what has the name now.

    Raises:
        OSError: The machine would not let it have it: a disk may know no further names.
    """
    try:
        os.link(file, to)
    except FileNotFoundError:
        Path(to).parent.mkdir(parents=True, exist_ok=True)
        os.link(file, to)
    except FileExistsError:
        Path(to).unlink()
        os.link(file, to)


def put_file(file: str | Path, to: str | Path) -> None:
    """Put a file that is never written again into another place too: on most disks it can have two names.

    Raises:
        OSError: The machine would not let it stand there.
    """
    try:
        link_file(file, to)
    except OSError:
        # what has the name now may have others too, under which it must stay as it is
        Path(to).unlink(missing_ok=True)
        shutil.copyfile(file, to)


def take_stamp(about: os.stat_result) -> FileStamp:
    """What tells whether a file is still the one that it was. A further name of the same file has the same."""
    return about.st_ino, about.st_mtime_ns, about.st_size
