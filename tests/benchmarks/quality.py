"""The page on quality: what `make bench` has measured last, from a file of figures beside it.

The file holds figures, the page is made of it: nobody writes either by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.goals import GOALS, Figure, Goal, find_goal
from casebook.text.wording import number_of

__all__ = ["FILE", "PAGE", "Figures", "Session", "keep", "read_figures", "say_figure", "write_page"]

_DOCS = Path(__file__).parents[2] / "docs" / "about"
FILE = _DOCS / "quality.json"
"""The figures."""
PAGE = _DOCS / "quality.md"
"""The page that is made of them."""


@dataclass(frozen=True)
class Session:
    """One time at which `make bench` was run."""

    begun: str
    """When, in UTC: 2026-01-31 12:00."""
    commit: str
    """What was measured: the commit, with a plus where files were changed since."""
    machine: Mapping[str, str | int | float]
    """On what."""
    versions: Mapping[str, str]
    """With what."""
    runs: int
    """How often each thing was measured."""
    load: tuple[float, float]
    """How many processes wanted to run, at the beginning and at the end: more than one is other work."""


Figures = dict[tuple[str, int, bool], tuple[Session, Figure]]
"""Figures with their sessions, by goal, number of cases, and whether they tell how it was before."""


def read_figures(text: str) -> Figures:
    """The figures of a file."""
    content = json.loads(text)
    sessions = {id: Session(**{**one, "load": tuple(one["load"])}) for id, one in content["sessions"].items()}
    found: Figures = {}
    for one in content["figures"]:
        session, before = sessions[one.pop("session")], one.pop("before", False)
        figure = Figure(**one)
        found[figure.id, figure.cases, before] = (session, figure)
    return found


def keep(
    session: Session, figures: Iterable[Figure], file: Path = FILE, page: Path = PAGE, *, before: bool = False
) -> None:
    """Put figures in the place of older ones, and make the page anew.

    Args:
        session: When and on what they were measured.
        figures: The figures; those for which nothing was promised are left out.
        file: The file of figures.
        page: The page that is made of it.
        before: Whether they tell how it was before the work on a goal began.
    """
    kept = read_figures(file.read_text(encoding="utf-8")) if file.is_file() else {}
    for figure in figures:
        goal = find_goal(figure.id)
        if goal and figure.cases in goal.bounds:
            # what it is called stands with its goal
            kept[figure.id, figure.cases, before] = (session, replace(figure, unit=""))
    file.parent.mkdir(exist_ok=True)
    text = _write_figures(kept)
    file.write_text(text, encoding="utf-8")
    page.write_text(write_page(text), encoding="utf-8")


def _write_figures(figures: Figures) -> str:
    ranks = {goal.id: n for n, goal in enumerate(GOALS)}
    sessions = {one.begun: one for one, _ in figures.values()}
    written = []
    for (id, cases, before), (session, figure) in sorted(
        figures.items(), key=lambda row: (ranks[row[0][0]], *row[0][1:])
    ):
        row = {"session": session.begun, "before": before, "id": id, "cases": cases, "label": figure.label}
        row |= {name: [round(one, 4) for one in getattr(figure, name)] for name in ("ours", "peer")}
        written.append({name: value for name, value in row.items() if value})
    content: dict[str, Any] = {"sessions": {id: asdict(sessions[id]) for id in sorted(sessions)}, "figures": written}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _say_number(goal: Goal, value: float) -> str:
    return f"{value:,.{goal.digits}f}"


def _say_spread(goal: Goal, values: Iterable[float]) -> str:
    """The middle of the runs, and between which they lie."""
    values = sorted(values)
    middle = _say_number(goal, median(values))
    least, most = (_say_number(goal, one) for one in (values[0], values[-1]))
    return middle if least == most else f"{middle} ({least} to {most})"


def say_figure(goal: Goal, figure: Figure) -> str:
    """What was measured, in words."""
    ours = f"{_say_spread(goal, figure.ours)} {goal.unit}{f', on {figure.label}' if figure.label else ''}"
    peer = f"{goal.peer} {_say_spread(goal, figure.peer)}" if figure.peer else ""
    if goal.means == "value":
        return f"{ours}; {peer}" if peer else ours
    held = goal.judge(figure)
    said = f"{held:.1f} times as fast" if goal.means == "faster" else f"{held:.2f} ×"
    return f"**{said}**: ours {ours}, {peer}"


def write_page(text: str) -> str:
    """The page of a file of figures, as Markdown."""
    return "\n".join(_list_lines(read_figures(text))) + "\n"


def _list_lines(figures: Figures) -> Iterator[str]:
    wanted = [(goal, cases) for goal in GOALS for cases in goal.bounds]
    missing = [(goal, cases) for goal, cases in wanted if (goal.id, cases, False) not in figures]
    rows = [(goal, *figures[goal.id, cases, False]) for goal, cases in wanted if (goal.id, cases, False) in figures]
    reached = sum(goal.is_reached(figure) for goal, _, figure in rows)
    yield "# How fast it is, measured"
    yield ""
    yield "A thousand cases should be as light as twenty-six. What that means was set down as goals before it was tried, and"
    yield "`make bench` measures them. This page is made of what it measured last: no figure here is written by hand."
    yield ""
    yield f"Of {len(wanted)} goals {reached} are reached, {len(rows) - reached} are not, and {len(missing)} wait to be measured."
    yield ""
    yield "## The goals, and what was measured"
    yield ""
    yield "| Work and goal | Measured |"
    yield "| --- | --- |"
    for goal, cases in (*((goal, figure.cases) for goal, _, figure in rows), *missing):
        work = f"**{goal.work.format(cases=f'{cases:,}')}.** Goal: {goal.say(cases)}."
        yield f"| {work} | {_say_now(goal, figures.get((goal.id, cases, False)))}{_say_before(goal, figures.get((goal.id, cases, True)))} |"
    yield ""
    yield "Each figure is the one in the middle of its runs; between which they lie stands in brackets."
    yield ""
    yield "## When, and on what"
    yield ""
    sessions = {session.begun: session for session, _ in figures.values()}
    if not sessions:
        yield "Nothing has been measured yet."
    for begun, one in sorted(sessions.items()):
        machine = "{processor}, {cores} cores, {memory_gib} GiB, {system}".format(**one.machine)
        versions = ", ".join(f"{name} {version}" for name, version in one.versions.items())
        yield (
            f"- **{begun} UTC**, commit {one.commit}. Machine: {machine}. Versions: {versions}. Each thing was measured "
            f"{number_of(one.runs, 'time')}. Other work: {one.load[0]:g} processes wanted to run at the beginning, "
            f"{one.load[1]:g} at the end."
        )
    yield ""
    yield from _EXPLANATIONS.splitlines()


def _say_now(goal: Goal, found: tuple[Session, Figure] | None) -> str:
    """What was measured, and whether it is enough."""
    if not found:
        return "Not measured yet."
    return f"{say_figure(goal, found[1])}. {'Reached.' if goal.is_reached(found[1]) else '**Not reached.**'}"


def _say_before(goal: Goal, found: tuple[Session, Figure] | None) -> str:
    """How it was before, on which day."""
    if not found:
        return ""
    session, figure = found
    return f" Before, on {session.begun[:10]}: {say_figure(goal, figure).replace('**', '')}."


_EXPLANATIONS = """## How to measure it again

`make bench` installs what ours is held against, measures everything in one run, and makes this page anew. Parts of it:

- `make bench BENCH_CASES="1000" RUNS=1` for a first look,
- `make bench ROWS="building checking"` for some of the rows; what is not measured again keeps its figure and its date.

The figures stand in [a file](quality.json), each run by itself.

## What is held against what

**The texts** are the same on all sides: cases that are generated from those of this book, each with sources of its own.

**Hugo** has the same list of pages as our site, taken from it, and renders them from the facts of the cases with a theme
of its own (`tests/benchmarks/hugo/`): each text with its Markdown, each list with its rows. It draws no maps, writes no
data files, checks nothing and keeps no copy of the site; our build does.

**Material** is what one gets with the same texts as plain pages, the cases out of its navigation, its own search on.

**Processor time** is that of all processes of a build, in the program and in the system. **Memory** is what all of them
hold together, looked at five times a second; what several share counts once. Pictures for messages are off everywhere.
"""
