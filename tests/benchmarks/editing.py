"""One edit, then a build where the last one stands: what it takes, and whether it is what a clean build makes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from benchmarks.goals import Figure
from benchmarks.measuring import run
from benchmarks.projects import Bench

__all__ = ["edit_case", "measure"]

_PUBLISH = (sys.executable, "-m", "casebook", "publish", "--to", "site")
_TEXT = re.compile(r'^(  "insight": ")', re.MULTILINE)


def edit_case(file: Path, words: str) -> None:
    """Put words before what a case says of its first lesson."""
    text = file.read_text(encoding="utf-8")
    edited, number = _TEXT.subn(rf"\g<1>{words} ", text, count=1)
    if not number:
        raise SystemExit(f"{file} has no lesson to edit.")
    file.write_text(edited, encoding="utf-8")


def measure(bench: Bench) -> Iterator[Figure]:
    """The figures of an edit, at the smallest size: published after it, and held against a build from nothing."""
    number = bench.sizes[0]
    bench.build("ours", number)
    project = bench.project("ours", number)
    files = sorted(project.glob("cases/[!_]*/*.md"))
    spent = []
    for n in range(bench.runs):
        # each time another case
        edit_case(files[(n + 1) * len(files) // (bench.runs + 1)], f"Edit {n} says more.")
        spent.append(run(_PUBLISH, project).cpu)
    yield Figure("edit", number, spent)
    renewed = _list_digests(project / "site")
    bench.build("ours", number)
    clean = _list_digests(project / "site")
    yield Figure("edit-same", number, [len({name for name, _ in renewed.items() ^ clean.items()})])
    bench.forget("ours", number)


def _list_digests(site: Path) -> dict[str, str]:
    return {
        file.relative_to(site).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in site.rglob("*")
        if file.is_file()
    }
