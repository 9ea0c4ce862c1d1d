"""What rendering makes: an article, which a generator puts into its chrome."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Article", "Crumb", "Section"]


@dataclass(frozen=True)
class Section:
    """A section of an article, as a table of contents lists it."""

    id: str
    """The anchor."""
    title: str
    """The heading as plain text."""


@dataclass(frozen=True)
class Crumb:
    """A step on the way from the home page to an article."""

    title: str
    """What the step is called, as plain text."""
    address: str
    """Its address, relative to the site's root; empty for the home page."""


@dataclass(frozen=True)
class Article:
    """One page without its chrome."""

    address: str
    """Its address, relative to the site's root, with a slash at the end; empty for the home page."""
    kind: str
    """home, case, city, term, hub, source or page: the chrome may dress them differently."""
    title: str
    """The page's title as plain text. It is not escaped."""
    description: str
    """One or two sentences as plain text. They are not escaped."""
    html: str
    """The article's HTML: complete, clean, with relative links."""
    sections: tuple[Section, ...] = ()
    """Its sections, in order."""
    crumbs: tuple[Crumb, ...] = ()
    """The way to it from the home page, the home page first, without itself."""
    language: str = "en"
    """BCP 47."""
    scripts: tuple[str, ...] = ()
    """The modules that the page loads, below assets/; it must be of use without them too."""
    styles: tuple[str, ...] = ()
    """The style sheets that it loads beyond the site's own, below assets/."""
    linked: str = ""
    """What it tells machines of itself, as JSON-LD that may stand in a script element; empty where it tells nothing."""
    picture: str = ""
    """Its own picture for messages, relative to the site's root; empty where it has none."""
    picture_says: str = ""
    """What stands in its picture, in words. They are not escaped."""
    changed: str = ""
    """The day of its last known change; empty where nobody knows."""
