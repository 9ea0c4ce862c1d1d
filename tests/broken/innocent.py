"""What only looks like a mistake: the same signs, where they do no harm."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["INNOCENT", "Innocent"]


class Innocent(NamedTuple):
    """One change of the sound case after which it is as sound as before."""

    what: str
    """What it looks like."""
    sound: str
    """What stands in the sound case."""
    other: str
    """What may stand there as well."""


_TITLE = "title: The bakery lent its oven to the night shift of the hospital"
_ENTRY = "      - Somebody pays for the flour\n"
_BEFORE = "nothing at all.\n"
_CITY = "city: {name: Recife, country: BR}"

INNOCENT = (
    Innocent("a colon without a space", _TITLE, "title: The bakery lent its oven at 21:30 to the night shift"),
    Innocent("a number sign without a space", _TITLE, "title: The bakery lent oven#2 to the night shift"),
    Innocent("a number sign in double quotes", _TITLE, 'title: "The bakery lent its oven # 2 to the night shift"'),
    Innocent("a remark on a line of its own", f"{_TITLE}\n", f"# the editors ask: which bakery?\n{_TITLE}\n"),
    Innocent("a remark behind a list", "topics: [food]", "topics: [food] # the baker's word"),
    Innocent("a comma in a text without brackets", _ENTRY, "      - Somebody, which may be the office, pays\n"),
    Innocent("a hyphen between words", _ENTRY, "      - Somebody pays for the flour - in time\n"),
    Innocent("a text that goes on in the next line", _ENTRY, "      - Somebody pays\n        for the flour\n"),
    Innocent("a non-breaking space between words", _ENTRY, "      - Somebody pays 20\u00a0000 for the flour\n"),
    Innocent("an apostrophe", _ENTRY, "      - The office's money pays for the baker's flour\n"),
    Innocent("accents and other scripts", _ENTRY, "      - São José, Łódź and मुंबई pay for the flour\n"),
    Innocent("the number of a contract", _ENTRY, "      - Somebody pays under contract number 0800-123-456\n"),
    Innocent("brackets inside a text", _ENTRY, "      - Somebody [the office] pays for the flour {all of it}\n"),
    Innocent("a point with three digits after a zero", "value: 240", "value: 0.119"),
    Innocent("decimals", "value: 240", "value: 12.5"),
    Innocent("a figure with words", "value: 240", "value: more than 340000"),
    Innocent("a span of months", "when: 2020-06", "when: 2020-06/2020-09"),
    Innocent("a story that goes on", "to: 2021-12", "to: ongoing"),
    Innocent(
        "a city of two words with and", _CITY, f"{_CITY}\ncity_note: Recife and Olinda are two cities, side by side."
    ),
    Innocent("coordinates of its own", _CITY, "city: {name: Recife, country: BR, latitude: -8.05, longitude: -34.9}"),
    Innocent("a DOI as an address", "https://www.city-paper.test/bread", "https://doi.org/10.5555/12345678"),
    Innocent("brackets in an address", "https://www.city-paper.test/bread", "https://www.city-paper.test/bread_(food)"),
    Innocent(
        "a page",
        "evidence: [city-paper-2021, health-report-2021]",
        "evidence: [city-paper-2021#p.12, health-report-2021]",
    ),
    Innocent(
        "a number at the beginning of a paragraph",
        _BEFORE,
        f"{_BEFORE}\n#12 was the ward. 1985 was the year [@city-paper-2021].\n",
    ),
    Innocent("signs of a heading in code", _BEFORE, f"{_BEFORE}\n```\n##flour\n```\n"),
    Innocent(
        "a line between two parts of a story", _BEFORE, f"{_BEFORE}\n---\n\nThe oven was hot [@city-paper-2021].\n"
    ),
    Innocent("HTML between backticks", _BEFORE, f"{_BEFORE}\nThe label said `<b>bread</b>` [@city-paper-2021].\n"),
    Innocent(
        "a sign for less",
        _BEFORE,
        f"{_BEFORE}\nOn most nights they baked < 300 loaves & no rolls [@city-paper-2021].\n",
    ),
    Innocent(
        "a footnote between backticks", _BEFORE, f"{_BEFORE}\nThe paper has its notes as `[^1]` [@city-paper-2021].\n"
    ),
    Innocent(
        "a link with brackets",
        _BEFORE,
        f"{_BEFORE}\nSee [the page](https://www.city-paper.test/bread_(food)) [@city-paper-2021].\n",
    ),
)
