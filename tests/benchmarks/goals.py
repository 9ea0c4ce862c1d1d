"""What is measured against which goal: the rows of the page on quality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

__all__ = ["GOALS", "Figure", "Goal", "find_goal"]


@dataclass(frozen=True)
class Figure:
    """What was measured, once for each run."""

    id: str
    """The goal that it belongs to, or a name of its own where it has none."""
    cases: int
    """How many cases the book has."""
    ours: Sequence[float]
    """Ours, one for each run, in the unit of the goal."""
    peer: Sequence[float] = ()
    """The peer's, measured in the same runs; empty where it is held against nobody."""
    label: str = ""
    """What it is called when it is printed, where it has no goal."""
    unit: str = ""
    """Its unit, where it has no goal."""


@dataclass(frozen=True)
class Goal:
    """A row of the table."""

    id: str
    """Its name."""
    work: str
    """What is done, with {cases} for how many."""
    unit: str
    """What one measures in."""
    bounds: Mapping[int, float]
    """The goal by the number of cases; for other numbers nothing was promised."""
    means: Literal["ratio", "faster", "value"]
    """`ratio`: ours by the peer's, at most. `faster`: the peer's by ours, at least. `value`: ours, at most."""
    peer: str = ""
    """Who it is held against."""
    digits: int = 1
    """How many digits after the point a value is told with."""

    def judge(self, figure: Figure) -> float:
        """What is held against the goal."""
        ours = median(figure.ours)
        if self.means == "value":
            return ours
        return ours / median(figure.peer) if self.means == "ratio" else median(figure.peer) / ours

    def is_reached(self, figure: Figure) -> bool:
        """Whether a figure reaches the goal for its number of cases."""
        bound = self.bounds[figure.cases]
        return self.judge(figure) >= bound if self.means == "faster" else self.judge(figure) <= bound

    def say(self, cases: int) -> str:
        """The goal in words, for a number of cases."""
        bound = f"{self.bounds[cases]:,g}"
        if self.means == "value":
            return f"at most {bound} {self.unit}".rstrip()
        if self.means == "faster":
            return f"at least {bound} times as fast as {self.peer}"
        return f"at most {bound} × {self.peer}"


def _promise(*numbers: int, each: float) -> dict[int, float]:
    """A budget that grows with the book."""
    return {number: number * each for number in numbers}


_ALL = (1_000, 5_000)

GOALS: tuple[Goal, ...] = (
    Goal(
        "hugo", "Clean build of {cases} cases, checked, without the search's index", "s of processor",
        {1_000: 2, 5_000: 1.5}, "ratio", "Hugo",
    ),
    Goal(
        "material", "Clean build of {cases} cases, checked, with the search's index", "s of processor", dict.fromkeys(_ALL, 1.5), "ratio",
        "stock Material",
    ),
    Goal("memory", "Memory at its peak, all processes, with the index, {cases} cases", "GiB", {5_000: 1.3}, "value", "Hugo", 2),
    Goal("growth", "Processor time of {cases} cases, by that of 1,000", "times", {5_000: 5.2}, "value", "", 2),
    Goal("megabytes", "Size of the site of {cases} cases, without /data/ and pictures", "MB", _promise(*_ALL, each=0.15), "value", "", 0),
    Goal("files", "Files of this site of {cases} cases", "files", _promise(*_ALL, each=6), "value", "", 0),
    Goal("check", "`casebook check` of {cases} files, for the first time", "s of processor", {1_000: 8}, "faster", "check-jsonschema", 2),
    Goal("check-again", "`casebook check` of {cases} files again, nothing changed", "s of processor", {1_000: 60}, "faster", "check-jsonschema", 2),
    Goal("edit", "`casebook publish` after one edit of {cases} cases, with the index", "s of processor", {1_000: 4}, "value"),
    Goal("edit-same", "Files that are then not as a clean build makes them, {cases} cases", "files", {1_000: 0}, "value", "", 0),
    Goal("serve", "From saving to seeing it in `make serve`, {cases} cases", "s on the clock", {1_000: 0.1}, "ratio", "stock `mkdocs serve`", 2),
    Goal("result-bytes", "Loaded until the first search result, {cases} cases", "kB", {1_000: 143.5, 5_000: 419}, "value", "Material's search", 0),
    Goal("result-time", "From opening the site to the first search result on a slow phone, {cases} cases", "s on the clock", {1_000: 4.8, 5_000: 16.4}, "value", "Material's search"),
    Goal("answer-explore", "Answer of the list of cases, {cases} cases, on a processor four times slower", "ms", {5_000: 100}, "value", "", 0),
    Goal("answer-hub", "Answer of the list of lessons, {cases} cases, the same", "ms", {5_000: 100}, "value", "", 0),
    Goal("answer-finder", "Answer of the finder, {cases} cases, the same", "ms", {5_000: 100}, "value", "", 0),
    Goal("answer-search", "Answer of the search, {cases} cases, the same", "ms", {5_000: 100}, "value", "", 0),
    Goal("longest-list", "Most rows in one list of a page, {cases} cases", "rows", dict.fromkeys(_ALL, 50), "value", "", 0),
)  # fmt: skip
"""Every goal, in the order of the page."""


def find_goal(id: str) -> Goal | None:
    """The goal of a name."""
    return next((goal for goal in GOALS if goal.id == id), None)
