"""The first steps from the home page: the pages that lead on to many others."""

from __future__ import annotations

from casebook.render.article import Crumb

__all__ = ["HOME", "HUBS"]

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
    "contribute": Crumb("Contribute", "contribute/"),
}
"""What each is called as a step on the way to a page below it. A vocabulary names the hub of its terms."""
