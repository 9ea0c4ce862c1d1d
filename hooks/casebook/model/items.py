"""The items of a case: everything in it that names evidence."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.model.source import Evidence
from casebook.text.dates import end_of
from casebook.text.wording import shorten

__all__ = [
    "ITEM_KINDS",
    "MARKED_KINDS",
    "Account",
    "Actor",
    "Disagreement",
    "EntryPoint",
    "Failure",
    "FollowUp",
    "Item",
    "ItemKind",
    "Lesson",
    "LessonLink",
    "Reply",
    "Result",
    "State",
    "StoryPart",
    "kind_of",
    "kind_sorted_by",
]


@dataclass(frozen=True)
class StoryPart:
    """A paragraph of the story, or a list or table in it."""

    id: str
    """story-1, story-2 …, counted in the story's order."""
    words: str
    """What it says, as plain text."""
    evidence: tuple[Evidence, ...] = ()
    """What it cites."""

    @property
    def title(self) -> str:
        """Its beginning, as one line."""
        return shorten(self.words, 90)


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
    answers: tuple[str, ...] = ()
    """Terms of causes: the causes of failure that this door is an answer to."""


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
    limits: tuple[LessonLink, ...] = ()
    """Lessons that hold less far than they say, as this one shows."""
    answers: tuple[str, ...] = ()
    """Terms of causes: the causes of failure that it is an answer to."""


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
    """A dated event after the beginning."""

    id: str
    """follow-up-1, follow-up-2 …, counted in the case's order."""
    when: str
    """A date, a span FROM/TO, or unknown."""
    what: str
    """What the source says."""
    evidence: tuple[Evidence, ...]
    """What says so."""
    status: str = ""
    """A term of statuses, if this event changed the state of the partnership."""

    @property
    def until(self) -> str:
        """Its date; of a span, the date at which it ends."""
        return end_of(self.when)

    @property
    def title(self) -> str:
        """The follow-up as one line."""
        return self.what


@dataclass(frozen=True)
class State:
    """What the partnership had become when a source last knew."""

    is_: str
    """A term of statuses."""
    since: str
    """A date, or unknown."""
    evidence: tuple[Evidence, ...]
    """What says so."""
    id: str = "status"
    """Its anchor."""

    @property
    def title(self) -> str:
        """The state as one line."""
        return f"What became of it: {self.is_}"


@dataclass(frozen=True)
class Actor:
    """One of those who took part."""

    id: str
    """actor-1, actor-2 …, counted in the case's order."""
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
    evidence: tuple[Evidence, ...] = ()
    """What says so."""

    @property
    def title(self) -> str:
        """The actor as one line."""
        return self.name


@dataclass(frozen=True)
class Reply:
    """What somebody of whom the case speaks has answered to it."""

    id: str
    """reply-1, reply-2 …, counted in the case's order."""
    by_role: str
    """The office or organisation that answers."""
    on: str
    """The day."""
    about: str
    """The id of the item that it answers, or story."""
    says: str
    """What it says."""
    evidence: tuple[Evidence, ...] = ()
    """What it points to."""

    @property
    def title(self) -> str:
        """The reply as one line."""
        return f"Reply by {self.by_role}"


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


Item = StoryPart | EntryPoint | Lesson | Failure | Result | FollowUp | State | Actor | Disagreement | Reply
"""Any of them. Whoever must tell them apart asks `match`, or the kind."""


@dataclass(frozen=True)
class ItemKind:
    """A kind of item: what the whole house calls it."""

    id: str
    """Its name in data files and style sheets."""
    field: str
    """The field of a case that lists such items."""
    noun: str
    """What one of them is called."""
    plural: str
    """What several are called."""
    type: type[Item]
    """The class of their values."""
    mark: str = ""
    """The name of its icon and colour: only the three things that the casebook exists for have one."""
    vocabulary: str = ""
    """The vocabulary by which they are sorted."""
    counted: str = ""
    """How the anchors begin of items that have no ids of their own and are counted: result-1."""

    @property
    def anchor(self) -> str:
        """What their section of a case and, where there is one, the page of all of them have as their address."""
        return self.field.replace("_", "-")


ITEM_KINDS = (
    ItemKind("story", "story_parts", "passage of the story", "passages of stories", StoryPart, counted="story"),
    ItemKind("entry_point", "entry_points", "entry point", "entry points", EntryPoint, "door", "doors"),
    ItemKind("lesson", "lessons", "lesson", "lessons", Lesson, "lesson", "themes"),
    ItemKind("failure", "failures", "failure", "failures", Failure, "failure", "causes"),
    ItemKind("result", "results", "figure", "figures", Result, counted="result"),
    ItemKind("follow_up", "follow_ups", "event", "events", FollowUp, counted="follow-up"),
    ItemKind("status", "status", "status", "statuses", State),
    ItemKind("actor", "actors", "actor", "actors", Actor, counted="actor"),
    ItemKind("disagreement", "disagreements", "disagreement", "disagreements", Disagreement, counted="disagreement"),
    ItemKind("reply", "replies", "reply", "replies", Reply, counted="reply"),
)
"""The kinds of items, in the order in which a case shows them."""

MARKED_KINDS = tuple(kind for kind in ITEM_KINDS if kind.mark)
"""The three things that the casebook exists for."""

_BY_TYPE = {kind.type: kind for kind in ITEM_KINDS}


def kind_sorted_by(vocabulary: str) -> ItemKind | None:
    """The kind of item that the terms of a vocabulary sort; None where they sort cases alone."""
    return next((kind for kind in ITEM_KINDS if kind.vocabulary == vocabulary), None)


def kind_of(item: Item) -> ItemKind:
    """What an item is."""
    return _BY_TYPE[type(item)]
