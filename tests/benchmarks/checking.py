"""The check of all files, for the first time and again, against check-jsonschema with the same schema."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.goals import Figure
from benchmarks.measuring import run
from benchmarks.projects import Bench

__all__ = ["measure"]

_BIN = Path(sys.executable).parent


def measure(bench: Bench) -> Iterator[Figure]:
    """The figures of the check, at the smallest size."""
    number = bench.sizes[0]
    project = bench.project("ours", number)
    facts = bench.folder / f"facts-{number}"
    if not facts.is_dir():
        facts.mkdir()
        for file in project.glob("cases/[!_]*/*.md"):
            # check-jsonschema reads no front matter: the facts alone, and no story
            text = file.read_text(encoding="utf-8").split("---\n", 2)[1]
            (facts / f"{file.stem}.yml").write_text(text, encoding="utf-8")
    ours = (sys.executable, "-m", "casebook", "check")
    schema = project / "schema" / "case.schema.json"
    peer = (str(_BIN / "check-jsonschema"), "--schemafile", str(schema), *sorted(file.name for file in facts.iterdir()))
    cold, warm, others = [], [], []
    for _ in range(bench.runs):
        shutil.rmtree(project / ".cache", ignore_errors=True)
        cold.append(run(ours, project).cpu)
        warm.append(run(ours, project).cpu)
        others.append(run(peer, facts).cpu)
    yield Figure("check", number, cold, others)
    yield Figure("check-again", number, warm, others)
