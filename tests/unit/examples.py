"""The example cases: where they lie, what each must be found to be, and how a project is made of one.

An example of a problem is named CODE--WHAT: a case file, or a folder with the files of a project. The
line that must be reported ends in the comment `# expect`; where no comment can stand the name ends in
its number (CODE--WHAT--LINE); a folder without either expects line 1.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from casebook.check import Reading, check_project
from casebook.export import Edition, list_outputs
from casebook.outputs import write_outputs

TESTS = Path(__file__).parents[1]
SMALL = TESTS / "small"
TODAY = date(2026, 1, 31)
_MARK = "# expect"


@dataclass(frozen=True)
class Example:
    """One example of a problem."""

    path: Path
    """The file or folder."""

    @property
    def code(self) -> str:
        """The code that it must be found to have."""
        return self.path.stem.split("--")[0]

    @property
    def expected_lines(self) -> list[int]:
        """The line that must be reported."""
        if found := re.search(r"--(\d+)$", self.path.stem):
            return [int(found[1])]
        files = [self.path] if self.path.is_file() else [one for one in sorted(self.path.rglob("*")) if one.is_file()]
        marked = []
        for file in files:
            lines = re.split(r"\r\n|\n", file.read_bytes().decode("utf-8", "replace"))
            marked += [number for number, line in enumerate(lines, 1) if line.endswith(_MARK)]
        return marked or [1]


def good_examples() -> list[Path]:
    """Cases in which nothing is wrong; the name may end in --FOLDER."""
    return sorted((TESTS / "cases_good").glob("*.md"))


def bad_examples() -> list[Example]:
    """Cases with one problem each."""
    return [Example(path) for path in sorted((TESTS / "cases_bad").iterdir()) if not path.name.startswith(".")]


def make_project(root: Path, example: Path | None = None, folder: str = "teresina") -> Path:
    """A small project: one case, one shared source, and the example."""
    shutil.copytree(SMALL, root, dirs_exist_ok=True)
    if example is None:
        return root
    if example.is_dir():
        if (example / "schema").is_dir():
            # the essays speak of the real cases, which are not here
            shutil.copytree(TESTS.parent / "schema", root / "schema", ignore=shutil.ignore_patterns("essays"))
        shutil.copytree(example, root, symlinks=True, dirs_exist_ok=True)
        return root
    name = example.name.split("--")[0].removesuffix(".md")
    # a case without a city has a folder of its own
    folder = "unnamed-city" if b"city: null" in example.read_bytes() else folder
    place = root / "cases" / folder / f"{name}.md"
    place.parent.mkdir(exist_ok=True)
    shutil.copyfile(example, place)
    return root


def read_text(root: Path, text: str | bytes, folder: str = "teresina", name: str = "the-case") -> Reading:
    """Read a small project with this text as one of its cases."""
    make_project(root)
    place = root / "cases" / folder / f"{name}.md"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return check_project(root, TODAY)


def make_data(edition: Edition) -> dict[str, bytes]:
    """Every data file by its address, as it is written."""
    with TemporaryDirectory() as folder:
        place = Path(folder).joinpath
        return {address: place(address).read_bytes() for address in write_outputs(list_outputs(edition), place)}
