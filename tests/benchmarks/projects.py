"""What is measured, made when it is first asked for: the cases, the projects of ours and of the peers, and their sites."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import generate_cases
from benchmarks.measuring import Spent, run
from benchmarks.peers import INDEX_FOLDERS, make_hugo, make_material, make_ours

__all__ = ["PROJECT", "Bench"]

PROJECT = Path(__file__).parents[2]
"""The project itself."""

_BIN = Path(sys.executable).parent
_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
_BUILDS = {
    # our build checks the cases first; strict, as it is published
    "ours": (*_MKDOCS, "--strict"),
    "bare": (*_MKDOCS, "--strict"),
    "material": _MKDOCS,
    "hugo": (str(_BIN / "hugo"), "--quiet", "--destination", "site"),
}
"""How a site is built: ours, ours without the search's index, and those of the peers."""


@dataclass(frozen=True)
class Bench:
    """A folder in which everything stands side by side. What stands there already is taken as it is."""

    folder: Path
    """The folder."""
    sizes: tuple[int, ...]
    """How many cases a book has, the smallest first."""
    runs: int
    """How often each thing is measured."""

    def cases(self, number: int) -> Path:
        """So many generated cases, each with documents of its own, as at home."""
        folder = self.folder / f"cases-{number}"
        if not folder.is_dir():
            generate_cases(folder, number, shared_sources=False)
        return folder / "cases"

    def project(self, kind: str, number: int) -> Path:
        """A project: `ours`, `bare` (ours without the search's index), `material` or `hugo`."""
        folder = self.folder / f"{kind}-{number}"
        if folder.is_dir():
            return folder
        if kind == "hugo":
            make_hugo(folder, self.project("bare", number), self.site("bare", number))
        elif kind == "material":
            make_material(folder, self.cases(number))
        else:
            make_ours(folder, self.cases(number), indexed=kind == "ours")
        return folder

    def build(self, kind: str, number: int) -> Spent:
        """Build a site from nothing: neither the one before nor anything that it had put aside is there."""
        project = self.project(kind, number)
        for name in ("site", ".cache", "resources"):
            shutil.rmtree(project / name, ignore_errors=True)
        spent = self.renew(kind, number)
        indexes = [name for name in INDEX_FOLDERS if any((project / "site" / name).glob("*"))]
        if (kind == "bare" and indexes) or (kind == "ours" and not indexes):
            sys.exit(f"no_index.py no longer says whether there is an index: {indexes}")
        return spent

    def renew(self, kind: str, number: int) -> Spent:
        """Build a site where the one before stands."""
        self.mark(kind, number).unlink(missing_ok=True)
        spent = run(_BUILDS[kind], self.project(kind, number))
        self.mark(kind, number).touch()
        return spent

    def site(self, kind: str, number: int) -> Path:
        """A built site."""
        if not self.mark(kind, number).is_file():
            self.build(kind, number)
        return self.project(kind, number) / "site"

    def mark(self, kind: str, number: int) -> Path:
        """The file that says that a site is whole."""
        return self.folder / f"{kind}-{number}.built"

    def forget(self, kind: str, number: int) -> None:
        """Take a project away: whoever asks for it gets it as it was."""
        self.mark(kind, number).unlink(missing_ok=True)
        shutil.rmtree(self.project(kind, number))
