"""The meeting sheet: two cities sit together for two hours and learn from each other's cases.

What one asks about a case is chosen here and worded in `meeting_case.html`. A browser loads it with the
rows of a comparison (`find/rows/`), so a reader can put any cases on the sheet. Without a script, and
before any case is chosen, the sheet asks the same questions in general, with room to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from casebook.model import Actor, Case, EntryPoint, Failure, FollowUp
from casebook.render.article import Article
from casebook.render.crumbs import HUBS
from casebook.render.pages.compare import MOST_COMPARED, group_by_country, list_to_choose, name_column
from casebook.render.renderer import Renderer
from casebook.text.sentences import begin_text

__all__ = ["ASKED", "MeetingTalk", "choose_talk", "render_column", "render_meeting"]

ASKED = ("door", "first", "keep", "leave", "failure", "became", "open")
"""What is asked of each case, in the order of a conversation; the template words it."""

LONGEST_QUESTION = 160
"""An open question that is longer stands back behind a shorter one: it must be read out in a room."""

MOST_BROUGHT = 2
"""How many things that were put in one is asked to bring something of."""


@dataclass(frozen=True)
class MeetingTalk:
    """What there is to talk about in a case when two cities meet."""

    door: EntryPoint | None
    """The entry point to ask about: one that nearly closed again, where there is one."""
    failure: Failure | None
    """The failure to ask about: one with an early warning sign, where there is one."""
    sign: str
    """The beginning of what its early warning sign was, in whole sentences."""
    event: FollowUp | None
    """What is known last of what became of it: what made it what it is, or else the latest news."""
    known: str
    """The beginning of what that event says, in whole sentences."""
    question: str
    """What no source says and this meeting could answer."""
    people: tuple[Actor, ...]
    """Whoever led, and one of another side."""
    brought: tuple[Actor, ...]
    """Those of whom it is known what they put in."""


def choose_talk(case: Case) -> MeetingTalk:
    """What to ask about a case: the best of each kind, and not all that it says."""
    doors = sorted(
        case.entry_points,
        key=lambda one: (not one.nearly_closed_by, one.id != case.highlights.entry_point, not one.first_ask),
    )
    failures = sorted(
        case.failures, key=lambda one: (not one.warning_sign, one.id != case.highlights.failure, not one.what_changed)
    )
    failure = next(iter(failures), None)
    event = case.turn or next(iter(case.follow_ups), None)
    asked = sorted(case.open_questions, key=lambda one: (len(one) > LONGEST_QUESTION, not one.endswith("?")))
    lead = case.actors[:1]
    # whoever led, and of the others somebody from city hall or, where city hall led, from outside it
    others = [one for one in case.actors if one.side != lead[0].side]
    others.sort(key=lambda one: one.side != "government")
    return MeetingTalk(
        door=next(iter(doors), None),
        failure=failure,
        sign=begin_text(failure.warning_sign) if failure else "",
        event=event,
        known=begin_text(event.what) if event else "",
        question=next(iter(asked), ""),
        people=(*lead, *others[:1]),
        brought=tuple(actor for actor in case.actors if actor.brought)[:MOST_BROUGHT],
    )


def render_column(r: Renderer, case: Case) -> dict[str, Markup]:
    """What stands on the sheet for a case: `questions`, what one asks about it, and `bring`, what one brings."""
    talk = choose_talk(case)
    return {
        part: r.macro("meeting_case.html", part)(case, talk, name_column(r, case), ASKED).strip()
        for part in ("questions", "bring")
    }


def render_meeting(r: Renderer) -> Iterator[Article]:
    yield r.make(
        "meeting.html",
        "workshop/meeting/",
        "A meeting of two cities",
        "A sheet for two hours in which two cities learn from each other: what to ask, to bring and to take along.",
        HUBS["workshop"],
        kind="hub",
        scripts=("find/meeting.js",),
        groups_listed=group_by_country(r, list_to_choose(r)),
        most=MOST_COMPARED,
        asked=ASKED,
    )
