"""What a case is once it has been checked: frozen values that the rest of the core reads.

The model knows neither files nor HTML, nor how its values are made: `building` does that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = [
    "Account",
    "Actor",
    "Case",
    "City",
    "Disagreement",
    "EntryPoint",
    "Essay",
    "Evidence",
    "Failure",
    "FollowUp",
    "Item",
    "Lesson",
    "LessonLink",
    "Note",
    "Paragraph",
    "Part",
    "Place",
    "RelatedCase",
    "Result",
    "Review",
    "Source",
    "Transfer",
]


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence: a source, and where in it."""

    source: str
    """The id of the source, as the case writes it."""
    locator: str = ""
    """The note, page or paragraph; empty for the whole source."""

    def __str__(self) -> str:
        return f"{self.source}#{self.locator}" if self.locator else self.source


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


@dataclass(frozen=True)
class Place:
    """Another place or level of government in the story."""

    name: str
    """What people there call it."""
    country: str
    """ISO 3166-1 alpha-2."""


@dataclass(frozen=True)
class Actor:
    """One of those who took part."""

    name: str
    """The organisation, department or office."""
    kind: str
    """A term of actor-kinds."""
    side: str
    """government, society, business or between."""
    role: str
    """What it did."""
    brought: str = ""
    """What it put in."""


@dataclass(frozen=True)
class EntryPoint:
    """How one door opened."""

    id: str
    """Its anchor, unique in the case."""
    title: str
    """What opened, in plain words."""
    door: str
    """A term of doors."""
    opened_by: str
    """Who opened it."""
    how: str
    """How it opened."""
    evidence: tuple[Evidence, ...]
    """What says so."""
    opened_by_kinds: tuple[str, ...] = ()
    """Terms of actor-kinds: what kinds of actor opened it, the one that did most first."""
    behind_the_door: str = ""
    """Who let people in: a role."""
    first_ask: str = ""
    """What was asked for first."""
    nearly_closed_by: str = ""
    """What nearly kept it shut."""
    works_without_crisis: str = ""
    """yes, no, unclear, or empty where nothing says."""


@dataclass(frozen=True)
class LessonLink:
    """A link from a lesson to a lesson of another case."""

    lesson: str
    """CASE#ID."""
    why: str
    """The reason for the link."""


@dataclass(frozen=True)
class Lesson:
    """An insight, and when it holds."""

    id: str
    """Its anchor, unique in the case."""
    title: str
    """The lesson as one says it to a colleague."""
    insight: str
    """The lesson with what it rests on."""
    evidence: tuple[Evidence, ...]
    """What says so."""
    works_when: tuple[str, ...] = ()
    """The conditions under which it held."""
    not_when: tuple[str, ...] = ()
    """The conditions under which it does not."""
    audience: tuple[str, ...] = ()
    """Terms of actor-kinds."""
    themes: tuple[str, ...] = ()
    """Terms of themes."""
    applied_in: tuple[str, ...] = ()
    """Ids of cases that took it up."""
    supports: tuple[LessonLink, ...] = ()
    """Lessons that this one supports."""
    contradicts: tuple[LessonLink, ...] = ()
    """Lessons that this one speaks against."""


@dataclass(frozen=True)
class Failure:
    """What went wrong, and why."""

    id: str
    """Its anchor, unique in the case."""
    title: str
    """What went wrong, in plain words."""
    what_happened: str
    """Who did what, and when."""
    cause: str
    """A term of causes."""
    certainty: str
    """A term of certainties."""
    evidence: tuple[Evidence, ...]
    """What says so."""
    said_by: str = ""
    """Who says that it failed for this cause."""
    cost: str = ""
    """What it cost, and whom."""
    what_changed: str = ""
    """What was changed because of it."""
    warning_sign: str = ""
    """What one could have seen early."""


@dataclass(frozen=True)
class Result:
    """A figure that a source gives."""

    id: str
    """result-1, result-2 …, counted in the case's order."""
    measure: str
    """What was counted."""
    value: str
    """The figure as the source gives it, without thousands separators."""
    unit: str
    """What the figure counts."""
    when: str
    """A date, a span FROM/TO, or unknown."""
    evidence: tuple[Evidence, ...]
    """What says so."""

    @property
    def title(self) -> str:
        """The result as one line."""
        return f"{self.measure}: {self.value} {self.unit}"


@dataclass(frozen=True)
class FollowUp:
    """The state of things at one later time."""

    id: str
    """follow-up-1, follow-up-2 …, counted in the case's order."""
    when: str
    """A date, a span FROM/TO, or unknown."""
    status: str
    """A term of statuses."""
    what: str
    """What the source says."""
    evidence: tuple[Evidence, ...]
    """What says so."""

    @property
    def title(self) -> str:
        """The follow-up as one line."""
        return self.what


@dataclass(frozen=True)
class Account:
    """One side of a disagreement."""

    say: str
    """What this account says."""
    evidence: tuple[Evidence, ...]
    """What says so."""


@dataclass(frozen=True)
class Disagreement:
    """A point on which sources differ."""

    id: str
    """disagreement-1, disagreement-2 …, counted in the case's order."""
    about: str
    """What they disagree about."""
    accounts: tuple[Account, ...]
    """What each of them says."""

    @property
    def title(self) -> str:
        """The disagreement as one line."""
        return self.about

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of all accounts, in their order."""
        return tuple(piece for account in self.accounts for piece in account.evidence)


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
class Review:
    """When somebody who knows the case read it through."""

    on: str
    """The day."""
    by_role: str = ""
    """The role of the reviewer."""


@dataclass(frozen=True)
class Part:
    """A part of a shared source."""

    id: str
    """Its short name."""
    title: str
    """What the document calls it."""


@dataclass(frozen=True)
class Note:
    """One note of a shared source."""

    id: str
    """The locator that evidence names."""
    part: str
    """The part in which it stands."""
    says: str
    """The note in our own words."""
    kind: str = ""
    """What the note is, for instance question or lesson; title, frame and theme are headings."""
    theme: str = ""
    """A term of themes."""
    speaker: str = ""
    """Who said it, as the note names them."""
    city: str = ""
    """The folder of the city it speaks of."""
    attribution: str = ""
    """stated or inferred: how we know the city."""
    same_as: str = ""
    """The note that says the same in the same words."""
    uncertain: str = ""
    """What is not certain about it."""
    set_aside: str = ""
    """Why it is no evidence of anything."""

    @property
    def is_heading(self) -> bool:
        """Whether the note is a heading, which nothing can rest on."""
        return self.kind in {"title", "frame", "theme"}


@dataclass(frozen=True)
class Source:
    """A document, of one case or shared by several."""

    id: str
    """Its short name: unique in its case, or among the shared sources."""
    title: str
    """Its own title, in its own language."""
    publisher: str
    """Author or publisher."""
    published: str
    """A date, or unknown."""
    kind: str
    """A term of source-kinds."""
    language: str
    """BCP 47."""
    url: str = ""
    """Its address on the web."""
    voice: str = ""
    """government, society, business, between, observer, or empty where it is not known."""
    shared: bool = False
    """Whether it stands in cases/_sources/."""
    description: str = ""
    """What it is, for a shared source."""
    parts: tuple[Part, ...] = ()
    """Its parts, in order."""
    themes: tuple[str, ...] = ()
    """The themes under which it groups its notes."""
    agenda: tuple[str, ...] = ()
    """The steps of the meeting."""
    objectives: tuple[str, ...] = ()
    """What the meeting was for."""
    question: str = ""
    """What everybody was asked to answer in writing."""
    notes: tuple[Note, ...] = ()
    """Its notes, one by one."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of an essay."""

    text: str
    """What notes and cases say together."""
    evidence: tuple[Evidence, ...]
    """Notes of shared sources, and items of cases as CASE#ITEM."""


@dataclass(frozen=True)
class Essay:
    """What the casebook as a whole knows of a term, or says to a question."""

    group: str
    """The vocabulary of the term, or questions."""
    about: str
    """The id of the term or of the question."""
    paragraphs: tuple[Paragraph, ...]
    """The text; empty for a question that nothing answers yet."""
    title: str = ""
    """The question in plain words; empty for a term."""
    asks: tuple[Evidence, ...] = ()
    """The notes that ask the question."""
    nothing_yet: str = ""
    """What no case answers yet."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of all paragraphs, each piece once."""
        return tuple(dict.fromkeys(piece for one in self.paragraphs for piece in one.evidence))


@dataclass(frozen=True)
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
    city_note: str
    """Why no city is named, or what the name covers."""
    period_from: str
    """A date."""
    period_to: str
    """A date, ongoing or unknown."""
    story: str
    """The story in Markdown."""
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
    def latest(self) -> FollowUp | None:
        """The latest follow-up that knows what became of it, else the latest."""
        known = (one for one in self.follow_ups if one.status != "unknown")
        return next(known, self.follow_ups[0] if self.follow_ups else None)

    @property
    def moved_on(self) -> str:
        """When the story moved on last: the end of its latest dated follow-up; empty where there is none."""
        return max((one.when.split("/")[-1] for one in self.follow_ups if one.when != "unknown"), default="")

    @property
    def status(self) -> str:
        """What had become of it when a source last knew; a term of statuses."""
        return self.latest.status if self.latest else "unknown"

    def items(self) -> Iterator[tuple[str, Item]]:
        """Everything in the case that names evidence, with the word for its kind."""
        for kind, items in (
            ("entry_point", self.entry_points),
            ("lesson", self.lessons),
            ("failure", self.failures),
            ("result", self.results),
            ("follow_up", self.follow_ups),
            ("disagreement", self.disagreements),
        ):
            for item in items:
                yield kind, item


Item = EntryPoint | Lesson | Failure | Result | FollowUp | Disagreement
