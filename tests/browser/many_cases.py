"""A book of more small cases than one page shows. They are the same whatever cases the project has.

No file is read: to write, read and check so many costs seconds, and what is wrong with a file is tested elsewhere.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from casebook.book import Book, link_book
from casebook.check import RawFile, check_project

__all__ = ["make_book"]

_PLACES = (("Teresina", "BR"), ("Durban", "ZA"), ("Medellín", "CO"), ("Montevideo", "UY"), ("Belo Horizonte", "BR"))
_TOPICS = (["food"], ["food", "shelter"], ["shelter"], ["homelessness", "shelter"], ["care-work"], [])
_CRISES = (["pandemic"], ["pandemic", "hunger"], ["pandemic"], ["drought"])
_DOORS = ("crisis", "network", "champion")
_CAUSES = ("money", "red-tape", "mistrust", "money")
_KINDS = ("community", "intermediary", "city-government")
_STATUSES = ("sustained", "grown", "faded")
_SOURCE = {
    "id": "paper", "title": "List", "publisher": "Paper", "published": "2024", "kind": "news", "seen": "whole",
    "language": "en",
}  # fmt: skip


def _write_facts(n: int) -> dict[str, Any]:
    """The fields of a case. Nothing has ended in Uruguay; every fiftieth case is of no city."""
    name, country = _PLACES[n % 5]
    item = {"evidence": ["paper"], "title": f"What happened on day {n}"}
    kind = _KINDS[n // 2 % 3]
    when, status = str(2022 + n % 3), "ended" if n % 10 == 1 else _STATUSES[n // 3 % 3]
    return {
        "title": f"Kitchen {n} of {name}",
        "summary": f"The neighbours of lane {n} began to cook, and the city came to eat.",
        "city": None if n % 50 == 49 else {"name": name, "country": country},
        "crisis": _CRISES[n % 4],
        "topics": _TOPICS[n % 6],
        "themes": ["trust"] if n % 7 < 3 else ["trust", "bridges"],
        "period": {"from": str(1990 + n * 7 % 30), "to": "2021"},
        "actors": [{"name": "The lane", "kind": kind, "side": "society", "role": "Cooked", "evidence": ["paper"]}],
        "entry_points": [{**item, "id": "door", "door": _DOORS[n % 3], "opened_by": "A neighbour", "how": "By a pot."}],
        "lessons": [{**item, "id": "lesson", "insight": "A list helps.", "themes": ["trust"]}],
        "failures": [
            {**item, "id": "failure", "what_happened": "It ended.", "cause": _CAUSES[n % 4], "certainty": "known"}
        ],
        "follow_ups": [
            {"when": when, "status": status, "what": "It was looked at again.", "evidence": ["paper"]},
        ],
        "status": {"is": status, "since": when, "evidence": ["paper"]},
        "sources": [_SOURCE],
    }


def make_book(number: int) -> Book:
    """A book of so many cases, with the vocabularies of the package."""
    facts = [_write_facts(n) for n in range(number)]
    cases = [RawFile(f"kitchen-{n}", f"cases/kitchens/kitchen-{n}.md", one, "") for n, one in enumerate(facts)]
    return link_book(replace(check_project(Path(__file__).parent), cases=tuple(cases)))
