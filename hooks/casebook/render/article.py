"""What rendering makes: an article, which a frame is put around.

What costs is made only when it is asked for: so all articles of a large site can be listed, and one of them rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from casebook.render.finish import list_sections
from casebook.render.section import Section

__all__ = ["Article", "Crumb", "Section", "Shown"]


@dataclass(frozen=True)
class Crumb:
    """A step on the way from the home page to an article."""

    title: str
    """What the step is called, as plain text."""
    address: str
    """Its address, relative to the site's root; empty for the home page."""


@dataclass(frozen=True, eq=False)
class Shown:
    """What a page shows of long lists, chosen once: when it is made, or when somebody asks on what it rests.

    It rests on this, and not on the lists.
    """

    choose: Callable[[], Mapping[str, Any]]
    """Chooses it."""

    @cached_property
    def _chosen(self) -> Mapping[str, Any]:
        return self.choose()

    def __call__(self) -> Mapping[str, Any]:
        """What was chosen, by the names by which the template knows it."""
        return self._chosen


@dataclass(frozen=True)
class Article:
    """One page without its frame."""

    address: str
    """Its address, relative to the site's root, with a slash at the end; empty for the home page."""
    kind: str
    """home, case, city, term, hub, source, page or text: the frame may dress them differently."""
    title: str
    """The page's title as plain text. It is not escaped."""
    description: str
    """One or two sentences as plain text. They are not escaped."""
    make: Callable[[], str] = field(repr=False, compare=False)
    """Makes its HTML: complete, clean, with relative links."""
    crumbs: tuple[Crumb, ...] = ()
    """The way to it from the home page, the home page first, without itself."""
    language: str = "en"
    """BCP 47."""
    scripts: tuple[str, ...] = ()
    """The modules that the page loads, below assets/; it must be of use without them too."""
    styles: tuple[str, ...] = ()
    """The style sheets that it loads beyond the site's own, below assets/."""
    tell_machines: Callable[[], str] = field(default=str, repr=False, compare=False)
    """Makes what it tells machines of itself, as JSON-LD that may stand in a script element; empty by default."""
    picture: str = ""
    """Its own picture for messages, relative to the site's root; empty where it has none."""
    describe_picture: Callable[[], str] = field(default=str, repr=False, compare=False)
    """Says what stands in its picture, in words. They are not escaped."""
    changed: str = ""
    """The day of its last known change; empty where nobody knows."""
    made_of: tuple[object, ...] | None = field(default=None, repr=False, compare=False)
    """All of which its HTML is made; None where nobody can say."""

    @cached_property
    def html(self) -> str:
        """Its HTML."""
        return self.make()

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its sections, in order."""
        return list_sections(self.html)
