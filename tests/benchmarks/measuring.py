"""How a command is measured: the processor time, the clock, and the memory of all its processes together."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

__all__ = ["Spent", "describe_machine", "list_versions", "make_environment", "run", "say_load", "wait_until_idle"]

_EVERY = 0.2
"""Seconds between two looks at the memory."""
_BUSY = 20
"""Hundredths of a second of the processor, in half a second: who builds takes all fifty of one."""
_PACKAGES = ("mkdocs", "mkdocs-material", "hugo", "check-jsonschema")


@dataclass(frozen=True)
class Spent:
    """What a command took."""

    cpu: float
    """Seconds of the processor, in the program and in the system for it, of all processes that it waited for."""
    wall: float
    """Seconds on the clock."""
    peak: float
    """MiB that all its processes held at most together; what several share is counted once. 0 where nobody can say."""


def make_environment(project: Path) -> dict[str, str]:
    """The environment of a build: its own copy of the core, a fixed day, and nothing that somebody has set by chance."""
    # a build at home keeps its modules compiled
    others = ("CASEBOOK_", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    own = {"SOURCE_DATE_EPOCH": "1600000000", "NO_MKDOCS_2_WARNING": "1"}
    if (project / "hooks").is_dir():
        own["PYTHONPATH"] = str(project / "hooks")
    return kept | own


def run(command: Sequence[str], folder: Path, allowed: tuple[int, ...] = (0,)) -> Spent:
    """Run a command in a folder and measure it.

    Raises:
        SystemExit: It ended with another code than is allowed; the end of what it said is told.
    """
    log = folder.parent / f"{folder.name}.log"
    with log.open("wb") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=make_environment(folder), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        with _watch_memory(process.pid) as peak:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
    # it has been waited for, which the other side must not try again
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        words = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        sys.exit(f"{' '.join(command[:6])} in {folder} ended with {process.returncode}:\n{words}")
    return Spent(usage.ru_utime + usage.ru_stime, wall, max(peak))


@contextlib.contextmanager
def _watch_memory(pid: int) -> Iterator[list[float]]:
    peak = [0.0]
    over = threading.Event()

    def look() -> None:
        while not over.wait(_EVERY):
            peak.append(sum(_weigh(one) for one in _list_tree(pid)))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def _list_tree(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in file.read_text().split():
                yield from _list_tree(int(child))


def _weigh(pid: int) -> float:
    """The MiB of one process; a page of memory that n processes share counts as one nth."""
    with contextlib.suppress(OSError):
        found = re.search(r"^Pss: +(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


def _count_ticks(pid: int) -> int:
    ticks = 0
    for one in _list_tree(pid):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks


def wait_until_idle(pid: int) -> None:
    """Wait until a process and those below it have built nothing for two seconds.

    A server that watches many files looks at them again and again, and is never quite idle.
    """
    before, quiet = -1, 0
    while quiet < 4:
        ticks = _count_ticks(pid)
        quiet = quiet + 1 if ticks - before < _BUSY else 0
        before = ticks
        time.sleep(0.5)


def say_load() -> float:
    """How many processes wanted to run in the last minute, on average: other work blurs what is measured."""
    return round(os.getloadavg()[0], 2)


def describe_machine() -> dict[str, str | int | float]:
    """On what it is measured."""
    processor, memory = platform.processor() or platform.machine(), 0.0
    with contextlib.suppress(OSError):
        found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        processor = found[1] if found else processor
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": processor,
        "cores": os.cpu_count() or 0,
        "memory_gib": round(memory, 1),
        "system": f"{platform.system()} {platform.machine()}",
    }


def list_versions() -> dict[str, str]:
    """With which versions it is measured."""
    return {"Python": platform.python_version(), **{name: version(name) for name in _PACKAGES}}
