"""Measure, print the ratios, and keep what a goal asks for on the page on quality.

    python -m benchmarks [ROW …] [--cases NUMBER …] [--runs NUMBER] [--folder FOLDER] [--before]

The rows are the modules beside this one that measure: all of them, unless some are named.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.goals import Figure, find_goal
from benchmarks.measuring import describe_machine, list_versions, say_load
from benchmarks.projects import PROJECT, Bench
from benchmarks.quality import Session, keep, say_figure

ROWS = (
    "building", "checking", "editing", "serving", "searching", "answering", "core", "verdict", "filtering", "heights",
)  # fmt: skip
"""What can be measured, in this order: the first six have goals."""


def say(figure: Figure) -> str:
    """A figure as it is printed."""
    if goal := find_goal(figure.id):
        said = f"{goal.work.format(cases=f'{figure.cases:,}')}: {say_figure(goal, figure).replace('**', '')}"
        if figure.cases in goal.bounds:
            said += f" [{'reached' if goal.is_reached(figure) else 'NOT REACHED'}: {goal.say(figure.cases)}]"
        return said
    ours, said = median(figure.ours), f"{figure.label}, {figure.cases:,} cases: "
    if not figure.peer:
        return f"{said}{ours:,.2f} {figure.unit}"
    peer = median(figure.peer)
    return f"{said}ours {ours:,.2f}, peer {peer:,.2f} {figure.unit}, ours/peer {ours / peer:.3f}"


def find_commit() -> str:
    """What is measured: the commit, with a plus where files were changed since."""
    ask = ("git", "-C", str(PROJECT))
    commit = subprocess.run([*ask, "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True).stdout.strip()
    changed = subprocess.run([*ask, "status", "--porcelain", "hooks", "schema", "cases"], capture_output=True).stdout
    return f"{commit or 'unknown'}{'+' if changed else ''}"


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure, and print the ratios.")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"what to measure: {', '.join(ROWS)}")
    parser.add_argument("--cases", nargs="+", type=int, default=[1_000, 5_000], help="how many cases (1000 5000)")
    parser.add_argument("--runs", type=int, default=3, help="how often (3)")
    parser.add_argument(
        "--folder",
        type=Path,
        help="where everything stands, and stays, and is taken as it is the next time; else it is removed",
    )
    parser.add_argument("--before", action="store_true", help="keep it as what it was like before")
    asked = parser.parse_args()
    if unknown := set(asked.rows) - set(ROWS):
        parser.error(f"there is nothing called {', '.join(sorted(unknown))}")
    begun, load, figures = datetime.now(UTC), say_load(), []
    with tempfile.TemporaryDirectory() as temporary:
        folder = (asked.folder or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, tuple(sorted(asked.cases)), asked.runs)
        for row in asked.rows or ROWS:
            print(f"\n{row} (load {say_load():g})", flush=True)
            for figure in importlib.import_module(f"benchmarks.{row}").measure(bench):
                print(f"  {say(figure)}", flush=True)
                figures.append(figure)
            session = Session(
                f"{begun:%Y-%m-%d %H:%M}",
                find_commit(),
                describe_machine(),
                list_versions(),
                asked.runs,
                (load, say_load()),
            )
            # after each row: whoever stops in the middle keeps what was measured
            keep(session, figures, before=asked.before)


if __name__ == "__main__":
    sys.exit(main())
