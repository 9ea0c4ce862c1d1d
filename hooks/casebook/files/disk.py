"""Files of a project: which there are, and their bytes, without ever leaving the project."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.diagnostics import Diagnostic, Position

__all__ = ["CASE_LIMIT", "SHARED_LIMIT", "FileProblems", "find_schema_folder", "name_path", "read_bytes", "walk_folder"]

CASE_LIMIT = 64 * 1024
SHARED_LIMIT = 256 * 1024

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


def find_schema_folder(root: Path) -> Path:
    """The folder schema/ of the project, which counts whole; without one, that which came with this package."""
    own = root / "schema"
    return own if own.is_dir() else _HOME / "schema"


def read_bytes(file: Path, root: Path) -> tuple[bytes | None, FileProblems]:
    """The bytes of a file, up to what is certainly too much; None with the reason if it can't be read."""
    path = name_path(file, root)

    def refuse(message: str, help: str) -> tuple[None, FileProblems]:
        return None, FileProblems(path, (Diagnostic.of("unreadable-file", path, Position(1, 1), message, help),))

    try:
        if file.is_symlink():
            target = file.resolve(strict=True)
            if not target.is_relative_to(root.resolve()):
                return refuse(
                    "This is a link to a file outside the project, so it is not read.",
                    "Put the file itself here.",
                )
        if not file.is_file():
            return refuse("This is not a file that can be read.", "Rename it, or put a text file in its place.")
        with file.open("rb") as opened:
            return opened.read(SHARED_LIMIT + 1), FileProblems(path)
    except (OSError, RuntimeError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "the link leads nowhere"
        return refuse(
            f"The file could not be read: {reason}.",
            "Check that the file is there and that you are allowed to read it.",
        )


def walk_folder(folder: Path) -> Iterator[Path]:
    """Every file below a folder, sorted; what begins with a dot is the editor's or git's own."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # a folder that is a link is not walked into, but must not vanish silently
        linked = [name for name in folders if Path(here, name).is_symlink()]
        for name in sorted([*names, *linked]):
            if not name.startswith("."):
                yield Path(here, name)
