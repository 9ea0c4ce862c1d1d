"""The verdict on one file: read, measured, asked by its schema and its rules, and never without an answer.

Files come from people whom nobody knows. Bounds on what a file may hold keep every question short; should one
take long all the same, or fail, that becomes a problem of this file and the others are judged on.
"""

from __future__ import annotations

import gc
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar, cast

from casebook.diagnostics import Diagnostic, Position
from casebook.fields import Schemas, check_facts
from casebook.files import KnownParsedFile, ParsedFile, name_path, read_bytes
from casebook.files.bounds import find_too_much
from casebook.kinds import FileKind
from casebook.memory import KnownFile, Memory
from casebook.rules import CheckedFile, NotedProject, Project
from casebook.text.gazetteer import is_loaded, load_cities

__all__ = ["MOST_PROBLEMS", "cap_problems", "judge_file", "open_file"]

MOST_PROBLEMS = 50
"""How many problems of one file are told; after that many nobody reads on."""

_CPU_SECONDS = 1.0
"""How long reading and judging a file may take, in seconds of the processor; an ordinary case takes a fiftieth."""

_BY_SCHEMA = "schema"
"""The name of the first of all questions: whether it is as its schema says."""

_Found = TypeVar("_Found")


class _TooSlowError(Exception):
    """A file has taken more time than it may."""


@contextmanager
def _limit_cpu(seconds: float) -> Iterator[None]:
    """Raises `_TooSlowError` inside once so much of the processor's time is spent.

    Where the system has no such timer, and outside of the main thread, there is no limit but the bounds.
    The collector of garbage waits meanwhile: it goes over everything that the process holds, which in a large book
    takes longer than a file may, and would fall on whichever file is judged just then.
    """
    timer = getattr(signal, "ITIMER_PROF", None)
    if timer is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    collects = gc.isenabled()
    gc.disable()
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(signal.SIGPROF, before)
        if collects:
            gc.enable()


def _guard(path: str, work: Callable[[], _Found], otherwise: Callable[[Diagnostic], _Found]) -> _Found:
    """What the work gives; whatever happens on the way becomes a problem of the file."""
    try:
        with _limit_cpu(_CPU_SECONDS):
            return work()
    except _TooSlowError:
        if not is_loaded():
            # whoever asks first of what GeoNames knows must not pay for all
            load_cities()
            return _guard(path, work, otherwise)
        message = f"Judging this file takes more than {_CPU_SECONDS:g} s, so it was stopped."
        help = "Look for a very long line, or for hundreds of signs in a row, and take them out."
    except Exception as error:  # noqa: BLE001  # one file must never take the verdict on the others away
        message = f"The checker itself failed on this file ({type(error).__name__}); the fault may be its own."
        help = "Compare the file with that of another case. If nothing in it is unusual, send it to the editors."
    return otherwise(Diagnostic.of("not-judged", path, Position(1, 1), message, help))


def open_file(file: Path, root: Path, kind: FileKind, schemas: Schemas, memory: Memory | None = None) -> CheckedFile:
    """Read one file, and measure it before anybody asks it anything.

    Args:
        file: The file.
        root: The folder that holds cases/.
        kind: The kind of file.
        schemas: The project's schemas.
        memory: What is remembered of the project; None to read what the file says in any case.
    """
    path = name_path(file, root)
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    tree = schemas.trees[kind.id]
    if memory and (known := memory.recall_file(path, kind.id)):
        known_parsed = KnownParsedFile(known.facts, known.story, partial(_read_again, file, root, kind, known.facts))
        return CheckedFile(name, path, kind.id, known_parsed, tree, known)

    def read() -> ParsedFile:
        raw, problems = read_bytes(file, root)
        if raw is None:
            return ParsedFile(None, diagnostics=problems.found)
        # of what is too large not all was read
        if memory and len(raw) <= kind.limit:
            memory.note_file(path, raw)
        parsed = kind.read(raw, path, kind.limit, None)
        too_much = tuple(find_too_much(parsed, path, kind.limit))
        return replace(parsed, value=None, body="", diagnostics=too_much) if too_much else parsed

    parsed = _guard(path, read, lambda problem: ParsedFile(None, diagnostics=(problem,)))
    return CheckedFile(name, path, kind.id, parsed, tree)


def _read_again(file: Path, root: Path, kind: FileKind, facts: dict[str, Any]) -> ParsedFile:
    """A file of which something is remembered, with its lines.

    Raises:
        ValueError: It has changed meanwhile. Then nothing that is found now is told.
    """
    raw, problems = read_bytes(file, root)
    if raw is None:
        raise ValueError(problems.path)
    return kind.read(raw, problems.path, kind.limit, facts)


def judge_file(file: CheckedFile, kind: FileKind, project: Project, memory: Memory | None = None) -> list[Diagnostic]:
    """Every problem of one file, seen among all others.

    Args:
        file: The file. What is settled is not asked again.
        kind: The kind of file.
        project: All files.
        memory: Where to remember what is settled by the file itself.
    """

    def judge() -> list[Diagnostic]:
        settled = _list_settled(file, project)
        problems: list[Diagnostic] = []
        if file.readable and _BY_SCHEMA not in settled:
            problems += check_facts(file.parsed, kind.id, file.path, project.schemas)
            if not problems:
                settled[_BY_SCHEMA] = ()
        for rule in kind.rules:
            if rule.__name__ in settled:
                continue
            noted = NotedProject(project)
            # to a rule it is the project
            found = list(rule(file, cast(Project, noted)))
            problems += found
            if memory and not found and noted.asked <= project.tables.keys():
                settled[rule.__name__] = tuple(sorted(noted.asked))
        if memory and file.readable and not file.parsed.diagnostics:
            known = KnownFile(file.facts, file.parsed.body, file.shows, file.pages, file.rests_on, settled)
            memory.keep_file(file.path, kind.id, known)
        return problems

    problems = _guard(file.path, judge, lambda problem: [problem])
    # what stands where the reader stopped, such as an anchor, is no value that could be wrong
    refused = {(one.line, one.column) for one in file.parsed.diagnostics}
    kept = [one for one in problems if (one.line, one.column) not in refused or one.code == "not-judged"]
    file.forget_walks()
    return [*file.parsed.diagnostics, *kept]


def _list_settled(file: CheckedFile, project: Project) -> dict[str, tuple[str, ...]]:
    """The questions to a file that need not be asked again, and the tables that each of them has asked."""
    if file.known is None:
        return {}
    same = {name for name, table in project.tables.items() if file.known.tables.get(name) == table}
    return {question: asked for question, asked in file.known.settled.items() if same.issuperset(asked)}


def cap_problems(problems: list[Diagnostic]) -> list[Diagnostic]:
    """The problems, sorted and each once; of a file with very many the first, errors before warnings."""
    ordered = sorted(set(problems))
    counts = Counter(one.path for one in ordered)
    full = {path for path, count in counts.items() if count > MOST_PROBLEMS}
    kept = [one for one in ordered if one.path not in full]
    for path in full:
        here = sorted((one for one in ordered if one.path == path), key=lambda one: (one.severity, one))
        shown, left = here[:MOST_PROBLEMS], here[MOST_PROBLEMS:]
        message = f"And {len(left):,} more in this file."
        place = Position(left[0].line, left[0].column)
        help = "Mend those above, and check again: many of them may have one cause."
        kept += [*shown, Diagnostic.of("more-problems", path, place, message, help)]
    return sorted(kept, key=lambda one: (one.path, one.code == "more-problems", one))
