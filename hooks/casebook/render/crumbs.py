"""The first steps from the home page: the pages that lead on to many others."""

from __future__ import annotations

from casebook.model import Vocabulary
from casebook.render.article import Crumb

__all__ = ["HOME", "HUBS", "lead_to_terms"]

HOME = Crumb("Home", "")

HUBS = {
    "explore": Crumb("Cases", "explore/"),
    "finder": Crumb("Finder", "finder/"),
    "compare": Crumb("Side by side", "compare/"),
    "cities": Crumb("Cities", "cities/"),
    "entry-points": Crumb("Entry points", "entry-points/"),
    "lessons": Crumb("Lessons", "lessons/"),
    "failures": Crumb("Failures", "failures/"),
    "themes": Crumb("Themes", "themes/"),
    "sources": Crumb("Sources", "sources/"),
    "workshop": Crumb("A workshop", "workshop/"),
    "contribute": Crumb("Contribute", "contribute/"),
    "about": Crumb("About", "about/"),
}
"""What each is called as a step on the way to a page below it. A vocabulary names the hub of its terms."""


def lead_to_terms(vocabulary: Vocabulary) -> tuple[Crumb, ...]:
    """The steps to the index of a vocabulary whose terms have pages, the index too."""
    index = Crumb(vocabulary.title, f"{vocabulary.id}/")
    return (index,) if vocabulary.hub == vocabulary.id else (HUBS[vocabulary.hub], index)
