"""What the checker says of files that are not in the project yet: they are judged among the others, in a copy."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from casebook.check import check_project
from casebook.diagnostics import Diagnostic

__all__ = ["judge_among_others"]


def judge_among_others(
    root: Path, texts: Mapping[str, str], today: date | None = None
) -> dict[str, tuple[Diagnostic, ...]]:
    """The problems of each file, by its place in the project, as if all of them lay there.

    Args:
        root: The folder that holds cases/.
        texts: What each file says, by its place, relative to the project.
        today: The day after which a date is still to come; by default the clock's.
    """
    with tempfile.TemporaryDirectory(prefix="casebook-") as folder:
        copy = Path(folder).resolve()
        for name in ("cases", "schema"):
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, symlinks=True)
        for place, text in texts.items():
            (copy / place).parent.mkdir(parents=True, exist_ok=True)
            (copy / place).write_bytes(text.encode("utf-8", "replace"))
        found: dict[str, list[Diagnostic]] = defaultdict(list)
        for one in check_project(copy, today).diagnostics:
            found[one.path].append(one)
    return {place: tuple(found[place]) for place in texts}
