"""What is said of a fault that the form in the browser finds as well as the checker: one table for both.

Each sentence has holes in braces. Where the checker knows more, such as the nearest word, it says its own help.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["SENTENCES", "Sentence", "say"]


@dataclass(frozen=True)
class Sentence:
    """What is said of one kind of fault."""

    code: str
    """The code of the problem."""
    message: str
    """What is wrong."""
    help: str
    """What to do."""
    in_form: str = ""
    """What to do in the form, where there is no file to write into; empty if it is the same."""


SENTENCES: Mapping[str, Sentence] = MappingProxyType({
    "missing": Sentence("missing-field", "{group} has no `{name}`.", "Add it. {advice}"),
    "empty": Sentence("too-short", "{subject} is empty.", "Write at least {characters}. {advice}"),
    "short": Sentence(
        "too-short", "{subject} has {characters}; the fewest allowed {are} {limit}: {written}.", "{advice}"
    ),
    "long": Sentence(
        "too-long", "{subject} has {characters}; the most allowed {are} {limit}: {written}.",
        "Shorten it by {surplus}. {advice}",
    ),
    "few": Sentence("too-few-entries", "{subject} has {entries}; it needs {limit} or more.", "{advice}"),
    "twice": Sentence("repeated-entry", "{written} stands twice in `{name}`.", "Remove one of the two."),
    "no-date": Sentence(
        "wrong-form", "{written} is not a date in the right form.", "{advice}",
        "Give the year, in four digits. The month and the day may stay empty, but a day needs its month.",
    ),
    "no-day": Sentence(
        "impossible-date", "The calendar has no {date}; that month ends on the {last}th.",
        "Correct the day, or give the month alone: {month}",
    ),
    "span": Sentence(
        "dates-out-of-order", "The span {written} ends before it begins.", "Write {better}, if that is meant."
    ),
    "period": Sentence(
        "dates-out-of-order", "The story ends in {end}, before it begins in {start}.",
        "Check the two dates; perhaps they are the wrong way round.",
    ),
    "too-early": Sentence(
        "dates-out-of-order", "This event is of {when}, before the story begins in {start}.",
        "Events say what became of it afterwards. Check the date, or tell it in the story.",
    ),
    "no-piece": Sentence(
        "wrong-form", "{written} is not a piece of evidence.", "{advice}",
        "Write the place with letters, digits, full stops and hyphens alone, such as p.4 or para-12.",
    ),
    "no-lesson": Sentence(
        "wrong-form", "{written} does not name a lesson of a case.",
        "Write the id of the case, # and the id of the lesson. {advice}",
    ),
    "address": Sentence(
        "wrong-address", "The address {written} {fault}.", "{advice}",
        "Open the page, and copy the whole address from the bar of your browser.",
    ),
    "no-figure": Sentence(
        "wrong-form", "{written} has no figure in it.",
        "Write the figure in digits, such as 120, about 170 or more than 340000; a word alone belongs in the text.",
    ),
    "no-evidence": Sentence(
        "no-evidence", "{item} has no evidence.",
        "Add evidence: with the ids of the sources that say so, for instance evidence: [mercury-2019, harvest#n041].",
        "Tick the sources that say so, or add one.",
    ),
    "no-evidence-of-figure": Sentence(
        "figure-without-evidence", "{item} has no evidence.",
        "Add evidence: with the ids of the sources that say so, for instance evidence: [mercury-2019, harvest#n041].",
        "Tick the sources that say so, or add one.",
    ),
    "no-evidence-of-actor": Sentence(
        "no-evidence", "{item} has no evidence.",
        "Name the source that says what this actor did: evidence: [its-id]. Only a stub may leave it out.",
        "Tick the source that says what this actor did. Only a stub may leave it out.",
    ),
    "not-seen": Sentence(
        "not-seen", "Nothing says how much of {title} has been read.",
        "Add seen: whole if you have read all of it, excerpt for a part, title for its title alone.",
        "Choose: whole if you have read all of it, excerpt for a part, title for its title alone.",
    ),
    "unused": Sentence(
        "unused-source", "Nothing in the case rests on the source {id}.",
        "Write {plain} into the evidence of what it says, or remove the source.",
        "Tick it as evidence of what it says, cite it in the story, or remove it.",
    ),
    "dangling": Sentence(
        "dangling-source", "The source {id} is named as evidence, but it is not there.",
        "Add it under sources:, or write the id of one that is there. {advice}",
        "The source may have been removed. Name one that is there, or add it again.",
    ),
    "uncited": Sentence(
        "uncited", "This paragraph of the story cites nothing: {words}.",
        "Say where it comes from, behind the words that rest on it: [@{source}]. What no source says is left out.",
        "Set the cursor behind the words that rest on a source, and press “Cite a source here”. What no source says is "
        "left out.",
    ),
    "no-story": Sentence(
        "no-story", "The case has no story yet.",
        "Tell it below the facts, in {least} to {most} words.",
        "Tell it in {least} to {most} words; in a stub three sentences are enough.",
    ),
    "story-short": Sentence(
        "story-length", "The story has {words}.",
        "Tell a little more: a good length is {least} to {most} words.",
    ),
    "story-long": Sentence(
        "story-length", "The story has {words}.",
        "Shorten it, or make two cases of it: a good length is {least} to {most} words.",
    ),
    "full-stop": Sentence("title-full-stop", "The title ends with a full stop: {written}.", "Remove the full stop."),
    "mail": Sentence(
        "personal-contact", "What looks like an e-mail address stands here: {written}.",
        "Remove it. The casebook names organisations and roles, and nobody's own address; link to the organisation's "
        "page.",
    ),
    "needless-reason": Sentence(
        "needless-reason", "The case says why it has no failures, but there are failures.",
        "Remove no_failures_because.",
        "Empty the field `no_failures_because`.",
    ),
    "no-reason": Sentence(
        "no-failures-reason", "The list of failures is empty, and nothing says why.",
        "Write down what went wrong, or say in no_failures_because: why nothing is known of it.",
        "Write down what went wrong, or say under `no_failures_because` why nothing is known of it.",
    ),
    "closed-cause": Sentence(
        "open-cause", "The cause is not known, and yet it is said to be {certainty}.",
        "Write certainty: open, or name the cause.",
        "Choose “Open” under `certainty`, or choose the cause.",
    ),
    "open-cause": Sentence(
        "open-cause", "The cause is said to be open, and yet it is {cause}.",
        "Say how sure we are of it, or write cause: not-known",
        "Say under `certainty` how sure we are of it, or choose “Cause not known” under `cause`.",
    ),
    "no-event": Sentence(
        "status-differs", "The case is said to be {is}, but no event has a status.",
        "Give the event that made it so its status: {plain}, or write unknown here.",
        "Give the event that made it so the same status, or choose “Not known” here.",
    ),
    "no-city-note": Sentence(
        "no-city-note", "The case names no city and does not say why.",
        "Add city_note: with the reason, for instance city_note: The notes tell this story without naming the city.",
        "Say under `city_note` why, for instance: The notes tell this story without naming the city.",
    ),
    "half": Sentence(
        "half-coordinates", "The city has a {there} but no {missing}.", "Add the {missing}, or remove the {there}."
    ),
    "no-highlight": Sentence(
        "no-highlight", "The case has {items}, and nothing says for which of them it is worth reading.",
        "Name one: highlights: {{{kind}: {first}}}",
        "Choose one under `highlights`.",
    ),
})  # fmt: skip
"""What is said, by a name of its own: a code can have several sentences."""


def say(name: str, /, **values: object) -> tuple[str, str]:
    """The message and the help of a sentence; what fills a hole with nothing leaves no blank behind."""
    sentence = SENTENCES[name]
    message, help = (re.sub(r"  +", " ", one.format(**values)).strip() for one in (sentence.message, sentence.help))
    return message, help
