"""How long the verdict on a stranger's file takes: the hostile shapes against the largest case of the book.

Each file is judged in a process of its own, beside nothing else, with the net under the checker taken away. What
is shown is the processor's time for reading and judging it, its ratio to that of the largest real case in the same
run, and the largest memory of the whole process.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from examples import TODAY, make_project
from hostile import SHAPES, make_within_bounds

from benchmarks.goals import Figure
from benchmarks.projects import PROJECT, Bench
from casebook import judging
from casebook.check import Reading, check_project
from casebook.files import CASE_LIMIT
from casebook.kinds import CASE
from casebook.rules import Project
from casebook.text.gazetteer import load_cities

__all__ = ["measure"]

_WORST = 12


def _judge(root: Path, reading: Reading, raw: bytes) -> tuple[float, int, int]:
    """Seconds of the processor, MiB at the peak, and the number of problems, in a child of this process."""
    file = root / "cases/teresina/hostile.md"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(raw)
    reader, writer = os.pipe()
    if child := os.fork():
        os.close(writer)
        with os.fdopen(reader) as answers:
            said = answers.read().split()
        os.waitpid(child, 0)
        return float(said[0]), int(said[1]), int(said[2])
    os.close(reader)
    assert reading.schemas
    begun = time.process_time()
    opened = judging.open_file(file, root, CASE, reading.schemas)
    files = {"case": (opened,), "source": (), "essay": (), "vocabulary": ()}
    found = judging.judge_file(opened, CASE, Project(files, reading.schemas, reading.vocabularies, TODAY))
    spent = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    os.write(writer, f"{spent} {peak} {len(judging.cap_problems(found))}".encode())
    os._exit(0)


def measure(bench: Bench) -> Iterator[Figure]:
    """The largest real case, and the worst of the shapes."""
    judging._CPU_SECONDS = 600.0  # the net is what must not be needed
    largest = max((PROJECT / "cases").glob("*/*.md"), key=lambda file: file.stat().st_size)
    with tempfile.TemporaryDirectory() as folder:
        root = make_project(Path(folder))
        # what every file needs is read once, by the parent of them all
        reading = check_project(root, TODAY)
        load_cities()
        base = [_judge(root, reading, largest.read_bytes())[0] for _ in range(bench.runs)]
        rows = []
        for name, shape in SHAPES.items():
            for form, text in (("", shape(64000)), (", within bounds", make_within_bounds(shape, 23000))):
                raw = text.encode("utf-8", "surrogatepass")[:CASE_LIMIT]
                spent, peak, _ = _judge(root, reading, raw)
                rows.append((spent, peak, f"{name}{form}"))
    for spent, _, name in sorted(rows, reverse=True)[:_WORST]:
        label = f"verdict on {name}, by that on the largest case"
        yield Figure("verdict", 1, [spent], base, label, "s of processor")
    label = f"most memory of a verdict, of {len(rows)} hostile files"
    yield Figure("verdict-memory", 1, [max(peak for _, peak, _ in rows)], label=label, unit="MiB")
