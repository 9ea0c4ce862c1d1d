"""How long the verdict on a stranger's file takes: the hostile shapes against the largest case of the book.

Each file is judged in a process of its own, beside nothing else, with the net under the checker taken away. What
is shown is the processor's time for reading and judging it, its ratio to that of the largest real case in the same
run, and the largest memory of the whole process.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "hooks"), str(HERE.parent), str(HERE.parent / "unit")]

from examples import TODAY, make_project  # noqa: E402  # the path is set above
from hostile import SHAPES, make_within_bounds  # noqa: E402

from casebook import judging  # noqa: E402
from casebook.check import Reading, check_project  # noqa: E402
from casebook.files import CASE_LIMIT  # noqa: E402
from casebook.kinds import CASE  # noqa: E402
from casebook.rules import Project  # noqa: E402
from casebook.text.gazetteer import load_cities  # noqa: E402

WORST = 12


def measure(root: Path, reading: Reading, raw: bytes) -> tuple[float, int, int]:
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


def main() -> None:
    """Print the largest real case and the worst of the shapes."""
    judging._CPU_SECONDS = 600.0  # the net is what must not be needed
    largest = max((HERE.parents[1] / "cases").glob("*/*.md"), key=lambda file: file.stat().st_size)
    with tempfile.TemporaryDirectory() as folder:
        root = make_project(Path(folder))
        # what every file needs is read once, by the parent of them all
        reading = check_project(root, TODAY)
        load_cities()
        base = min(measure(root, reading, largest.read_bytes())[0] for _ in range(3))
        rows = []
        for name, shape in SHAPES.items():
            for form, text in (("", shape(64000)), (", within bounds", make_within_bounds(shape, 23000))):
                raw = text.encode("utf-8", "surrogatepass")[:CASE_LIMIT]
                rows.append((*measure(root, reading, raw), len(raw), f"{name}{form}"))
    print(f"the largest case, {largest.stat().st_size:,} bytes: {base:.3f} s")
    print(f"{len(rows)} hostile files; the {WORST} slowest:")
    for spent, peak, problems, size, name in sorted(rows, reverse=True)[:WORST]:
        print(f"{spent:7.3f} s  {spent / base:6.1f} times  {peak:4} MiB  {problems:3} told  {size:6,} bytes  {name}")
    print(f"most memory: {max(row[1] for row in rows)} MiB")


if __name__ == "__main__":
    main()
