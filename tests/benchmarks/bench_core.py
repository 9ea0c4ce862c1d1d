"""How much processor time the core takes for each step from files to pages, without any generator.

    python tests/benchmarks/bench_core.py [NUMBER …]

The cases (100 unless told) are generated from the project's own, each with documents of its own.
Seconds depend on the machine: compare only what one machine measured.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generate import generate_cases

from casebook.book import Book, link_book
from casebook.check import check_project
from casebook.find import write_places, write_table, write_words
from casebook.render import Renderer, render_articles, render_fragments
from casebook.search import list_records, write_search, write_spelling

PROJECT = Path(__file__).parents[2]
Result = TypeVar("Result")


class Clock:
    """Runs a step and says how long the processor was busy with it."""

    def __init__(self) -> None:
        self.whole = 0.0

    def run(self, name: str, step: Callable[[], Result]) -> Result:
        start = time.process_time()
        made = step()
        spent = time.process_time() - start
        self.whole += spent
        print(f"{name:20}{spent:8.2f}")
        return made


def link_all(book: Book) -> int:
    """Everything that the book works out when it is first asked."""
    return len((book.documents, book.cities, book.assessments, book.relations, book.lesson_answers, book.uses_of_notes))


def measure(number: int) -> None:
    """Print the seconds of each step."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(PROJECT / "schema", root / "schema", ignore=shutil.ignore_patterns("essays"))
        generate_cases(root, number, shared_sources=False)
        print(f"\n{number:,} cases")
        clock = Clock()
        reading = clock.run("read and check", lambda: check_project(root))
        if reading.schemas is None or any(one.severity == "error" for one in reading.diagnostics):
            sys.exit("The generated cases have problems.")
        book = link_book(reading)
        clock.run("link", lambda: link_all(book))
        renderer = Renderer(book, reading.schemas)
        articles = clock.run("articles", lambda: sum(1 for _ in render_articles(renderer)))
        clock.run("fragments", lambda: sum(1 for _ in render_fragments(renderer)))
        clock.run("tables", lambda: (write_table(book), write_words(book), write_places(book)))
        records = clock.run("records", lambda: tuple(list_records(book)))
        clock.run("search file", lambda: (write_search(renderer), write_spelling(records)))
        print(f"{'all':20}{clock.whole:8.2f}   {articles:,} articles")


if __name__ == "__main__":
    for number in [int(one) for one in sys.argv[1:]] or [100]:
        measure(number)
