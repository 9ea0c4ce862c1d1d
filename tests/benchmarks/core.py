"""How much processor time the core takes for each step from files to pages, without any generator.

Seconds depend on the machine: compare only what one machine measured.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from benchmarks.goals import Figure
from benchmarks.projects import Bench
from casebook.book import Book, link_book
from casebook.book.case_blocks import CaseBlocks
from casebook.check import check_project
from casebook.find import write_places, write_table, write_words
from casebook.render import Renderer, render_articles, render_fragments
from casebook.search import list_segments, write_search, write_spelling

__all__ = ["measure"]

Result = TypeVar("Result")


class _Clock:
    """Runs a step and keeps how long the processor was busy with it."""

    def __init__(self, cases: int) -> None:
        self.cases = cases
        self.figures: list[Figure] = []

    def run(self, name: str, step: Callable[[], Result]) -> Result:
        start = time.process_time()
        made = step()
        spent = time.process_time() - start
        self.figures.append(
            Figure(f"core-{name.replace(' ', '-')}", self.cases, [spent], label=name, unit="s of processor")
        )
        return made


def _link_all(book: Book) -> int:
    """Everything that the book works out when it is first asked."""
    return len(
        (
            book.documents,
            book.cities,
            [*book.assessments.values()],
            book.relations,
            book.lesson_answers,
            book.uses_of_notes,
        )
    )


def measure(bench: Bench) -> Iterator[Figure]:
    """The seconds of each step, at the smallest size."""
    number = bench.sizes[0]
    clock = _Clock(number)
    root = bench.project("ours", number)
    reading = clock.run("read and check", lambda: check_project(root))
    if reading.schemas is None or any(one.severity == "error" for one in reading.diagnostics):
        raise SystemExit("The generated cases have problems.")
    book = link_book(reading)
    clock.run("link", lambda: _link_all(book))
    renderer = Renderer(book, reading.schemas)
    clock.run("articles", lambda: sum(1 for _ in render_articles(renderer)))
    clock.run("fragments", lambda: sum(1 for _ in render_fragments(renderer)))
    clock.run("tables", lambda: (write_table(book), write_words(book), write_places(book)))
    segments = clock.run("records", lambda: list_segments(book, CaseBlocks(dict.fromkeys(book.by_id, b""), None)))
    clock.run("search file", lambda: (write_search(renderer), write_spelling(segments)))
    yield from clock.figures
    yield Figure(
        "core", number, [sum(one.ours[0] for one in clock.figures)], label="all of these", unit="s of processor"
    )
