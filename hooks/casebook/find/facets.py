"""The facets: what readers narrow the cases down by, and lists of entry points, lessons and failures.

A facet gives each case or item its values. The same list makes the lists of links on the page, the
table or the attributes of rows that the browser narrows by, and the names in the page's address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from casebook.book import Book
from casebook.model import MARKED_KINDS, Case, EntryPoint, Failure, Item, Lesson, kind_of
from casebook.text import gazetteer

__all__ = [
    "FACETS",
    "ITEM_FACETS",
    "Facet",
    "FacetValue",
    "Of",
    "Pair",
    "list_actor_kinds",
    "list_causes",
    "list_values",
]

ORDERED = ("high", "medium", "low", *(kind.id for kind in MARKED_KINDS))
"""Values with an order of their own that are no terms."""

Pair = tuple[Case, Item]
"""An item with its case."""
Of = TypeVar("Of", Case, Pair)
"""What a facet is of."""


@dataclass(frozen=True)
class Facet(Generic[Of]):
    """One way to narrow a list down."""

    id: str
    """Its name in the page's address."""
    title: str
    """What it is called on the site."""
    vocabulary: str
    """The vocabulary of its values; empty where they are no terms."""
    values_of: Callable[[Book, Of], tuple[str, ...]]
    """The values of a case or an item, each once."""
    on_term_page: bool = False
    """Whether the page of a term lists the cases with this value, so that no page beside it is needed.

    The page of a theme lists more: there a case counts as soon as one of its lessons is about it.
    """
    ordered: bool = False
    """Whether the values have an order of their own; else the most frequent comes first."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What it is called where all items are of one kind, by the kind."""


@dataclass(frozen=True)
class FacetValue(Generic[Of]):
    """One value of a facet, with the cases or items that have it."""

    id: str
    """Its name in the page's address."""
    label: str
    """What it is called on the site."""
    having: tuple[Of, ...]
    """The cases or items, in the order in which they were given."""


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


FACETS: tuple[Facet[Case], ...] = (
    Facet("topic", "Worked on", "topics", lambda book, case: case.topics, on_term_page=True),
    Facet("crisis", "Crisis", "crises", lambda book, case: case.crisis, on_term_page=True),
    Facet(
        "door",
        "Door that opened",
        "doors",
        lambda book, case: _once(one.door for one in case.entry_points),
        on_term_page=True,
    ),
    Facet(
        "cause",
        "Cause of failure",
        "causes",
        lambda book, case: _once(one.cause for one in case.failures),
        on_term_page=True,
    ),
    Facet("theme", "Theme", "themes", lambda book, case: case.themes),
    Facet("country", "Country", "", lambda book, case: case.countries),
    Facet("lead", "Led by", "actor-kinds", lambda book, case: tuple(one.kind for one in case.actors[:1])),
    Facet("status", "What became of it", "statuses", lambda book, case: (case.outcome,), ordered=True),
    Facet("confidence", "Confidence", "", lambda book, case: (book.assessments[case.id].confidence,), ordered=True),
)
"""The facets of cases, in the order in which the site shows them."""


def _list_themes(book: Book, pair: Pair) -> tuple[str, ...]:
    case, item = pair
    return item.themes if isinstance(item, Lesson) else case.themes


def list_causes(book: Book, pair: Pair) -> tuple[str, ...]:
    """The causes of failure that an item answers, or the one by which it failed."""
    match pair[1]:
        case Failure(cause=cause):
            return (cause,)
        case EntryPoint(answers=answers) | Lesson(answers=answers):
            return answers
    return ()


def list_actor_kinds(book: Book, pair: Pair) -> tuple[str, ...]:
    """Who opened the door, whom the lesson is for, or who led the case of the failure."""
    match pair[1]:
        case EntryPoint(opened_by_kinds=kinds) | Lesson(audience=kinds):
            return kinds
    return tuple(one.kind for one in pair[0].actors[:1])


def _of_case(id: str) -> Callable[[Book, Pair], tuple[str, ...]]:
    """The values that an item has from its case."""
    (found,) = (facet for facet in FACETS if facet.id == id)
    return lambda book, pair: found.values_of(book, pair[0])


ITEM_FACETS: tuple[Facet[Pair], ...] = (
    Facet("kind", "What it is", "", lambda book, pair: (kind_of(pair[1]).id,), ordered=True),
    Facet(
        "cause",
        "Cause, or what it answers",
        "causes",
        list_causes,
        titles={
            "failure": "Cause of failure",
            "lesson": "Cause of failure that it answers",
            "entry_point": "Cause of failure that it answers",
        },
        on_term_page=True,
    ),
    Facet(
        "door",
        "Door that opened",
        "doors",
        lambda book, pair: (pair[1].door,) if isinstance(pair[1], EntryPoint) else (),
        on_term_page=True,
    ),
    Facet("theme", "Theme", "themes", _list_themes, on_term_page=True),
    Facet(
        "who",
        "Who",
        "actor-kinds",
        list_actor_kinds,
        titles={"entry_point": "Opened by", "lesson": "For whom", "failure": "Led by"},
        on_term_page=True,
    ),
    Facet("topic", "Worked on", "topics", _of_case("topic"), on_term_page=True),
    Facet("crisis", "Crisis", "crises", _of_case("crisis"), on_term_page=True),
    Facet("country", "Country", "", _of_case("country")),
    Facet("confidence", "Confidence of the case", "", _of_case("confidence"), ordered=True),
)
"""The facets of entry points, lessons and failures, in the order in which the site shows them.

What stands at each row has the names of these as well. A lesson has its own themes, the others those of
their case; a failure has a cause, the others have those that they answer.
"""


def _label(book: Book, facet: Facet[Of], id: str) -> str:
    if facet.vocabulary:
        return book.term(facet.vocabulary, id).label
    return gazetteer.country_name(id) if facet.id == "country" else id.replace("_", " ").capitalize()


def list_values(book: Book, facet: Facet[Of], all: Iterable[Of]) -> tuple[FacetValue[Of], ...]:
    """The values that some of all cases or items have, the most frequent first or in their own order."""
    found: dict[str, list[Of]] = defaultdict(list)
    for one in all:
        for id in facet.values_of(book, one):
            found[id].append(one)
    values = [FacetValue(id, _label(book, facet, id), tuple(having)) for id, having in found.items()]
    if facet.ordered:
        terms = [term.id for term in book.vocabularies[facet.vocabulary].terms] if facet.vocabulary else ORDERED
        order = {id: n for n, id in enumerate(terms)}
        return tuple(sorted(values, key=lambda value: order[value.id]))
    return tuple(sorted(values, key=lambda value: (-len(value.having), value.label)))
