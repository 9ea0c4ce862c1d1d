"""What a case is once it has been checked: frozen values that the rest of the core reads.

The model knows neither files nor HTML, nor how its values are made: `building` does that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from casebook.model.items import (
    ITEM_KINDS,
    Actor,
    Disagreement,
    EntryPoint,
    Failure,
    FollowUp,
    Item,
    ItemKind,
    Lesson,
    Reply,
    Result,
    State,
    StoryPart,
)
from casebook.model.source import Source
from casebook.text.gazetteer import KnownCity, find_city

__all__ = [
    "Case",
    "Change",
    "City",
    "Highlights",
    "Place",
    "RelatedCase",
    "Review",
    "Transfer",
]


@dataclass(frozen=True)
class City:
    """The city of a case."""

    name: str
    """Its name, as its people write it."""
    country: str
    """ISO 3166-1 alpha-2."""
    latitude: float | None = None
    """Decimal degrees, given only where GeoNames does not know the name."""
    longitude: float | None = None
    """Decimal degrees, given only where GeoNames does not know the name."""

    @cached_property
    def known(self) -> KnownCity | None:
        """What GeoNames knows of it."""
        return find_city(self.name, self.country)


@dataclass(frozen=True)
class Place:
    """Another place or level of government in the story."""

    name: str
    """What people there call it."""
    country: str
    """ISO 3166-1 alpha-2."""


@dataclass(frozen=True)
class Transfer:
    """What another city should know before it takes this over."""

    preconditions: tuple[str, ...] = ()
    """What must be there before one starts."""
    core: tuple[str, ...] = ()
    """What must be kept."""
    adaptable: tuple[str, ...] = ()
    """What can be done otherwise."""
    do_not_copy_if: tuple[str, ...] = ()
    """When one should leave it."""


@dataclass(frozen=True)
class RelatedCase:
    """A case that the author relates to this one."""

    case: str
    """The id of the other case."""
    why: str = ""
    """What connects the two."""


@dataclass(frozen=True)
class Highlights:
    """What a case is worth reading for: an item of each of the three things."""

    entry_point: str = ""
    """The id of an entry point."""
    lesson: str = ""
    """The id of a lesson."""
    failure: str = ""
    """The id of a failure."""


@dataclass(frozen=True)
class Change:
    """A change to the case that a reader should know of."""

    on: str
    """The day."""
    kind: str
    """added, changed or corrected."""
    what: str
    """What it said, and what it says now."""
    items: tuple[str, ...] = ()
    """The ids of the items that the change touches."""


@dataclass(frozen=True)
class Review:
    """When somebody who knows the case read it through."""

    on: str
    """The day."""
    by_role: str = ""
    """The role of the reviewer."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case study."""

    id: str
    """Its permanent name: the file's name."""
    path: str
    """Its file, relative to the project."""
    title: str
    """What happened."""
    summary: str
    """The case in one sentence."""
    city: City | None
    """Where; None where no source names the city."""
    city_note: str = ""
    """Why no city is named, or what the name covers."""
    period_from: str
    """A date."""
    period_to: str
    """A date, ongoing or unknown."""
    story: str
    """The story in Markdown."""
    story_parts: tuple[StoryPart, ...] = ()
    """Its paragraphs, with what each of them cites."""
    language: str = "en"
    """BCP 47."""
    also: tuple[Place, ...] = ()
    """Other places in the story."""
    crisis: tuple[str, ...] = ()
    """Terms of crises."""
    topics: tuple[str, ...] = ()
    """Terms of topics."""
    themes: tuple[str, ...] = ()
    """Terms of themes."""
    challenge: str = ""
    """What stood in the way."""
    actors: tuple[Actor, ...] = ()
    """Who took part; whoever led comes first."""
    entry_points: tuple[EntryPoint, ...] = ()
    """How the doors opened."""
    lessons: tuple[Lesson, ...] = ()
    """What others can take along."""
    failures: tuple[Failure, ...] = ()
    """What went wrong."""
    no_failures_because: str = ""
    """Why the list of failures is empty."""
    results: tuple[Result, ...] = ()
    """Figures."""
    follow_ups: tuple[FollowUp, ...] = ()
    """What became of it, latest known first, undated ones last."""
    status: State | None = None
    """What it had become when a source last knew."""
    highlights: Highlights = Highlights()
    """What it is worth reading for."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where sources differ."""
    open_questions: tuple[str, ...] = ()
    """What no source says."""
    transfer: Transfer = Transfer()
    """What another city should know first."""
    related: tuple[RelatedCase, ...] = ()
    """Cases that the author relates to this one."""
    sources: tuple[Source, ...] = ()
    """The case's own sources."""
    replies: tuple[Reply, ...] = ()
    """What those of whom it speaks have answered."""
    history: tuple[Change, ...] = ()
    """What was changed in it, newest first."""
    contributors: tuple[str, ...] = ()
    """Who wrote it."""
    reviewed: Review | None = None
    """The last review."""
    license: str = "CC-BY-4.0"
    """SPDX name."""
    formerly: tuple[str, ...] = ()
    """Earlier ids."""

    @property
    def city_id(self) -> str:
        """The folder of the case, which is the city's place in the site's addresses."""
        return self.path.split("/")[-2]

    @property
    def turn(self) -> FollowUp | None:
        """The event that made the partnership what it was last: the latest follow-up that has a status."""
        return next((one for one in self.follow_ups if one.status), None)

    @cached_property
    def moved_on(self) -> str:
        """When the story moved on last: the end of its latest dated follow-up; empty where there is none."""
        return max((one.until for one in self.follow_ups if one.when != "unknown"), default="")

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries it is from: that of its city; where none is named, those of its other places."""
        places = (self.city,) if self.city else self.also
        return tuple(dict.fromkeys(place.country for place in places))

    @property
    def outcome(self) -> str:
        """What had become of it when a source last knew; a term of statuses."""
        return self.status.is_ if self.status else "unknown"

    @property
    def last_change(self) -> Change | None:
        """Its latest change; None where no change is written down."""
        return max(self.history, key=lambda one: one.on, default=None)

    def corrected(self, id: str) -> str:
        """The day on which an item was last corrected; empty where no correction names it."""
        return max((one.on for one in self.history if one.kind == "corrected" and id in one.items), default="")

    def items_of(self, kind: ItemKind) -> tuple[Item, ...]:
        """The items of one kind."""
        found = getattr(self, kind.field)
        if isinstance(found, tuple):
            return found
        return () if found is None else (found,)

    def highlight(self, kind: ItemKind) -> Item | None:
        """The item of one of the three kinds for which the case is worth reading; the first if none is named."""
        items = self.items_of(kind)
        named = getattr(self.highlights, kind.id)
        return next((one for one in items if one.id == named), items[0] if items else None)

    def replies_to(self, id: str) -> tuple[Reply, ...]:
        """What was answered to an item, or to the story as a whole."""
        return tuple(one for one in self.replies if one.about == id)

    def items(self) -> Iterator[tuple[ItemKind, Item]]:
        """Everything in the case that names evidence, with its kind."""
        for kind in ITEM_KINDS:
            for item in self.items_of(kind):
                yield kind, item
