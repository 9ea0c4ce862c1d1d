"""From saving a case to seeing it in the live preview, against stock `mkdocs serve` of the same texts."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks.editing import edit_case
from benchmarks.goals import Figure
from benchmarks.measuring import make_environment, wait_until_idle
from benchmarks.projects import Bench

__all__ = ["measure"]

_PATIENCE = 3_600
"""Seconds until a page counts as lost."""


def measure(bench: Bench) -> Iterator[Figure]:
    """The figure of the live preview, at the smallest size."""
    number = bench.sizes[0]
    ours = _edit_and_wait(bench.project("ours", number), "cases/[!_]*/*.md", bench.runs)
    peer = _edit_and_wait(bench.project("material", number), "docs/cases/*.md", bench.runs)
    yield Figure("serve", number, ours, peer)


def _edit_and_wait(project: Path, pattern: str, runs: int) -> list[float]:
    """Seconds from saving a case until its page says so."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (project.parent / f"{project.name}-serve.log").open("wb")
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=project, env=make_environment(project), stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/", "", server)
        files = sorted(project.glob(pattern))
        taken = []
        for n in range(runs):
            wait_until_idle(server.pid)
            file = files[(n + 1) * len(files) // (runs + 1)]
            words = f"Marked {n} in the preview."
            before = file.read_text(encoding="utf-8")
            begun = time.perf_counter()
            _mark(file, words)
            _wait_for(f"http://127.0.0.1:{port}/cases/{file.stem}/", words, server)
            taken.append(time.perf_counter() - begun)
            wait_until_idle(server.pid)
            file.write_text(before, encoding="utf-8")
        return taken
    finally:
        server.terminate()
        server.wait()
        log.close()


def _mark(file: Path, words: str) -> None:
    if file.parent.parent.name == "docs":
        # the same texts as a page of Markdown
        file.write_text(file.read_text(encoding="utf-8") + f"\n\n{words}\n", encoding="utf-8")
    else:
        edit_case(file, words)


def _wait_for(address: str, words: str, server: subprocess.Popen[bytes]) -> None:
    """Ask for a page again and again, as somebody does who waits, until it says the words."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit(f"The server of {address} has ended with {server.returncode}.")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
            if words in answer.read().decode():
                return
        time.sleep(0.05)
    raise SystemExit(f"{address} never said: {words}")
