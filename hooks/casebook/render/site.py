"""What an article and its frame must know of the site around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from casebook.render.downloads import Download
from casebook.render.maintainers import Maintainers

__all__ = ["Signpost", "Site"]


@dataclass(frozen=True)
class Signpost:
    """Where every page leads: to a page, or to several under one heading."""

    title: str
    """What it is called."""
    address: str = ""
    """The address of the page, relative to the site's root; of a heading empty."""
    signs: tuple[Signpost, ...] = ()
    """What stands under the heading."""


@dataclass(frozen=True)
class Site:
    """What an article and its frame must know of the site around them."""

    name: str = "Solidarity Casebook"
    """The site's name."""
    base: str = "/"
    """The path at which the site is served: only the 404 page needs it."""
    url: str = ""
    """Its whole address, with a slash at its end; empty where nobody has said it."""
    version: str = ""
    """The version of the book, as citations name it; empty where it is not known."""
    maintainers: Maintainers = field(default_factory=Maintainers)
    """Who keeps this copy, and how they are reached."""
    list_downloads: Callable[[], tuple[Download, ...]] = tuple
    """Gives the data files; what they weigh is known once they are written."""
    picture: str = ""
    """The picture that messages show of it, and of a page without its own; empty where it has no pictures."""
    zip: str = ""
    """The address of all pages as one file; empty where none is made."""
    description: str = ""
    """What it is, in one sentence."""
    signposts: tuple[Signpost, ...] = ()
    """Where every page leads: from its head to single pages, from its foot to those under a heading."""
    icon: str = "assets/favicon.svg"
    """The address of its icon."""
    styles: tuple[str, ...] = ("assets/casebook.css",)
    """The addresses of the style sheets of all pages."""
    panel: str = ""
    """The address of the script that shows problems while somebody writes; empty in a site that is kept."""
    kept: bool = True
    """Whether it is kept, and its pages allow nothing from elsewhere; the live preview puts a script into them."""
