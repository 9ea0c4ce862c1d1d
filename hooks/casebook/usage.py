"""What all commands share: how they end, which project they mean, and how wrong use is told."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from casebook.check import Reading, check_project
from casebook.fields import Schemas
from casebook.memory import open_memory
from casebook.text.urls import find_fault
from casebook.text.wording import quote

__all__ = [
    "CLEAN",
    "PROBLEMS",
    "WRONG_USAGE",
    "CommandError",
    "add_root",
    "find_root",
    "find_version",
    "read_project",
    "read_site_url",
    "tell",
]

CLEAN, PROBLEMS, WRONG_USAGE = 0, 1, 2
"""With which code a command ends."""


class CommandError(Exception):
    """A command was used wrongly; the text says how."""


def find_version() -> str:
    """The version of the book, as `pyproject.toml` has it; empty where the project is not installed."""
    try:
        return version("casebook")
    except PackageNotFoundError:
        return ""


def find_root(given: str | None) -> Path:
    """The folder that holds cases/: the given one, or the nearest above the current folder.

    Raises:
        CommandError: There is none.
    """
    if given is not None:
        root = Path(given).resolve()
        if not root.is_dir():
            raise CommandError(f"There is no folder {quote(given, 200)}.")
        if not (root / "cases").is_dir():
            raise CommandError(
                f"The folder {quote(given, 200)} holds no folder cases/. Give the one above it with --root."
            )
        return root
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "cases").is_dir():
            return folder
    raise CommandError("There is no folder cases/ here or above. Go to the project, or name it with --root.")


def add_root(parser: argparse.ArgumentParser) -> None:
    """The option with which any command takes another project."""
    parser.add_argument("--root", metavar="DIR", help="the folder that holds cases/ (default: the nearest one)")


def read_project(root: Path) -> tuple[Reading, Schemas]:
    """What a project says, and the schemas by which it was read.

    Raises:
        CommandError: Its schemas cannot be used, so nothing was read.
    """
    reading = check_project(root, memory=open_memory(root))
    if reading.schemas is None:
        first = reading.diagnostics[0]
        raise CommandError(f"{first.path}: {first.message} {first.help}")
    return reading, reading.schemas


def read_site_url(settings: Mapping[str, str]) -> str:
    """The whole address of the site with a slash at its end, as the environment says it; empty where it does not.

    Args:
        settings: The environment.
    """
    url = settings.get("CASEBOOK_SITE_URL", "").strip()
    if url and (fault := find_fault(url)):
        tell(f"CASEBOOK_SITE_URL is left out: the address {fault}.")
        return ""
    return f"{url.rstrip('/')}/" if url else ""


def tell(sentence: str) -> None:
    """Tell whoever uses a command something beside its output."""
    sys.stderr.write(f"casebook: {sentence}\n")
