"""The words by which a description is understood: `find/words.json`.

A reader describes a place in words of their own; the browser looks for ours in them. The file is
asked for only when somebody types, and what is typed stays in the browser.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import inf

from casebook.book import Book
from casebook.model import SAY_NOTHING
from casebook.text import gazetteer

__all__ = ["BANDS", "CAUGHT_BY", "WORDS_ADDRESS", "Band", "write_words"]

WORDS_ADDRESS = "find/words.json"
"""Where the words lie, relative to the site's root."""

CAUGHT_BY = {"crisis": "crises", "topic": "topics", "missing": "causes"}
"""What a description can tell beside its place: the name in an address, and the vocabulary."""


@dataclass(frozen=True)
class Band:
    """A size of city, for whoever does not know the number."""

    people: int
    """The number that stands for it: within 2.5 times of what it means, so all in it count as similar."""
    most: float
    """How many people it has at most; the largest has no end."""
    label: str
    """What it is called on the site."""
    words: tuple[str, ...]
    """What people call a place of this size."""


BANDS = (
    Band(
        10_000,
        20_000,
        "Up to 20,000 people",
        ("village", "small town", "little town", "pueblo pequeño", "aldea", "vilarejo"),
    ),
    Band(45_000, 100_000, "20,000 to 100,000 people", ("town", "ciudad pequeña", "cidade pequena")),
    Band(
        220_000,
        500_000,
        "100,000 to 500,000 people",
        ("small city", "large town", "big town", "ciudad intermedia", "ciudad mediana", "cidade média"),
    ),
    Band(
        700_000,
        1_000_000,
        "500,000 to 1 million people",
        (
            "medium-sized city",
            "medium-size city",
            "mid-sized city",
            "mid-size city",
            "midsize city",
            "middle-sized city",
        ),
    ),
    Band(
        1_700_000,
        3_000_000,
        "1 to 3 million people",
        ("large city", "big city", "ciudad grande", "gran ciudad", "cidade grande"),
    ),
    Band(
        5_500_000,
        10_000_000,
        "3 to 10 million people",
        ("very large city", "very big city", "huge city", "metropolis", "metrópoli", "metrópole"),
    ),
    Band(15_000_000, inf, "More than 10 million people", ("megacity", "mega-city", "megaciudad", "megacidade")),
)
"""The sizes, the smallest first."""

_OTHER_NAMES = {
    "CD": ("DR Congo", "DRC"),
    "CI": ("Côte d'Ivoire",),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic",),
    "GB": ("UK", "Britain", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "MM": ("Burma",),
    "NL": ("Netherlands", "Holland"),
    "PS": ("Palestine",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Türkiye",),
    "US": ("USA", "United States of America"),
}
"""What countries are called beside their names. "US" is not here: folded, it is the word us."""


def write_words(book: Book) -> str:
    """The text of the file.

    `crisis`, `topic` and `missing` hold for each term its id, its label and its other words, in every language;
    `country` the code, the name and other names of every country there is, so that a country
    without a case is told from a word; `people` a number and what a place of this size is called.
    """
    words: dict[str, list[list[object]]] = {
        kind: [
            [term.id, term.label, *term.other_words]
            for term in book.vocabularies[vocabulary].terms
            # a cause that is none of the others is nothing that two places share
            if term.status == "active" and term.id not in SAY_NOTHING
        ]
        for kind, vocabulary in CAUGHT_BY.items()
    }
    words["country"] = [[code, name, *_OTHER_NAMES.get(code, ())] for code, name in gazetteer.list_countries()]
    words["people"] = [[band.people, *band.words] for band in BANDS]
    return json.dumps({"version": 1, **words}, ensure_ascii=False, separators=(",", ":")) + "\n"
