"""What one can search for, as examples: chosen from the book, so that each finds something in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.book import Book
from casebook.model import SAY_NOTHING, Term

__all__ = ["Example", "list_examples"]

_LESSON = (3, 6)
"""How many words the title of a lesson has that one may take for an example."""


@dataclass(frozen=True)
class Example:
    """Words that somebody might type."""

    words: str
    """The words themselves."""
    language: str = ""
    """Their language, where it is not the site's own."""


def _rank(ids: Iterable[str]) -> list[str]:
    """Ids from the most frequent on; those that are as frequent by the alphabet."""
    return [id for id, _ in sorted(Counter(ids).items(), key=lambda one: (-one[1], one[0]))]


def _list_terms(book: Book, vocabulary: str, ids: Iterable[str]) -> list[Term]:
    return [book.term(vocabulary, id) for id in _rank(ids) if id not in SAY_NOTHING]


def _choose(book: Book) -> Iterator[Example]:
    topics = _list_terms(book, "topics", (id for case in book.cases for id in case.topics))
    if topics:
        yield Example(topics[0].label.lower())
    # a cause as people say it
    causes = _list_terms(book, "causes", (failure.cause for case in book.cases for failure in case.failures))
    if said := next((words for term in causes for words in term.also.en if " " in words), ""):
        yield Example(said)
    if cities := _rank(case.city.name for case in book.cases if case.city):
        yield Example(cities[0])
    titles = (lesson.title for lesson in book.lessons.values())
    short = sorted((len(title), title) for title in titles if _LESSON[0] <= len(title.split()) <= _LESSON[1])
    if short:
        yield Example(short[0][1].lower())
    if spoken := next((term.labels.es for term in topics[1:] if term.labels.es), ""):
        yield Example(spoken.lower(), "es")


def list_examples(book: Book) -> tuple[Example, ...]:
    """A topic, a cause as people say it, a city, a lesson, and a topic in Spanish: what of it the book has."""
    return tuple({example.words: example for example in _choose(book)}.values())
