"""What is said: texts, story and titles."""

from __future__ import annotations

import re

from casebook.diagnostics import Position, say
from casebook.fields import TEXTS, Field
from casebook.files import FieldPath
from casebook.markup import ShownText, is_plain, show_text
from casebook.model import ITEM_KINDS
from casebook.rules.contacts import explain_contact, find_contacts, suspect
from casebook.rules.ids import RESERVED_IDS
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.rules.prose import Finding, check_headings, check_prose, count_words
from casebook.text.urls import find_fault
from casebook.text.wording import number_of, quote

__all__ = ["GOOD_STORY", "STORY_WORDS", "check_addresses", "check_story", "check_texts", "check_titles"]

_AT_ID = re.compile(r"@[a-z0-9]+(?:-[a-z0-9]+)*")
"""An id as a citation names it."""

STORY_WORDS = (150, 600)
"""The fewest and the most words of a story that is neither very short nor very long."""

GOOD_STORY = (250, 450)
"""Between how many words a story is best read, as the guide says."""


def check_texts(file: CheckedFile, project: Project) -> Problems:
    """What may not stand in any text of a file, and whether something is left of it to be read."""
    body = file.parsed.body
    anchors = file.anchors | RESERVED_IDS
    texts = tuple(file.words(*TEXTS))
    plain = {text for _, _, text in texts if is_plain(text)}
    # In a plain text nothing can be wrong but these. All of them are asked at once, which mostly is the end of it.
    sound = plain - suspect(plain)
    for field, where, text in texts:
        if text in sound and len(text) >= field.limits.get("minLength", 0):
            continue
        yield from _check_shown(file, field, where, text)
        for finding in check_prose(text, anchors, blocks=field.holds == "prose"):
            place = file.parsed.find(where, finding.words)
            yield file.report(finding.code, place, finding.message, finding.help, fix=finding.fix)
    for finding in (*check_prose(body, anchors), *check_headings(body)):
        at = _AT_ID.match(body, finding.offset) if finding.code == "personal-contact" else None
        if at and (at[0][1:] in file.own_sources or at[0][1:] in project.sources_by_id):
            continue  # a citation without its brackets, and told as one
        place = _place_in_body(file, finding)
        yield file.report(finding.code, place, finding.message, finding.help, fix=finding.fix)


_UNSPOKEN = 3
"""The fewest characters of a field of which a letter or a digit is asked; a unit may be no more than %."""


def _check_shown(file: CheckedFile, field: Field, where: FieldPath, text: str) -> Problems:
    """Whether enough of a text is left when the page shows it: a title of asterisks is none."""
    least = field.limits.get("minLength", 0)
    # a plain text is measured by the schema
    if least < _UNSPOKEN or len(text) < least or (field.holds == "text" and any(c.isalnum() for c in text)):
        return
    # and of a text that stays as it is nothing is lost
    if is_plain(text):
        return
    shown = ShownText(text) if field.holds == "text" else show_text(text, blocks=field.holds == "prose")
    # what is lost with HTML has its own problem
    if shown.too_deep or shown.tags:
        return
    words = shown.words
    if not any(c.isalnum() for c in words):
        message = f"{_name(field, where)} has no word in it that a reader could see: {quote(text)}."
        yield file.report("nothing-shown", where, message, f"Write it in words. {field.description}".strip())
    elif len(words) < least:
        shows = f"{_name(field, where)} shows {number_of(len(words), 'character')}"
        message = f"{shows}; the fewest allowed are {least}: {quote(words)}."
        yield file.report("too-short", where, message, field.description)


def _name(field: Field, where: FieldPath) -> str:
    last = where[-1]
    return f"Entry {last + 1} of `{field.name}`" if isinstance(last, int) else f"`{field.name}`"


def check_addresses(file: CheckedFile, project: Project) -> Problems:
    """Whether an address on the web leads to a person and not to a page."""
    for _, where, address in file.words("url"):
        if find_fault(address):
            # it cannot stay as it is, whomever it leads to
            continue
        for kind, written in find_contacts("", [address]):
            yield file.report("personal-contact", where, *explain_contact(kind, written))


def _place_in_body(file: CheckedFile, finding: Finding) -> Position:
    body = file.parsed.body
    start = body.rfind("\n", 0, finding.offset) + 1
    return Position(file.parsed.body_line + body.count("\n", 0, start), finding.offset - start + 1)


def check_story(case: CheckedFile, project: Project) -> Problems:
    """Whether there is a story, and of what length."""
    if not case.readable:
        return
    story = case.parsed.body
    words = count_words(story)
    least, most = STORY_WORDS
    good = {"least": GOOD_STORY[0], "most": GOOD_STORY[1]}
    shown = show_text(story, blocks=True)
    # what stands in HTML or too deep is lost, and has its own problem
    if shown.tags or shown.too_deep:
        return
    empty = len(story) - len(story.lstrip())
    place = Position(case.parsed.body_line + story[:empty].count("\n") if words else case.parsed.body_line - 1, 1)
    if not words:
        yield case.report(
            "no-story", place, *say("no-story", **good),
        )  # fmt: skip
    elif not least <= words <= most:
        name = "story-short" if words < least else "story-long"
        yield case.report("story-length", place, *say(name, words=number_of(words, "word"), **good))


def check_titles(case: CheckedFile, project: Project) -> Problems:
    """Whether titles do without a full stop."""
    items = (case.entries(kind.field) for kind in ITEM_KINDS if not kind.counted)
    titles = [((), case.facts), *(entry for entries in items for entry in entries)]
    for path, entry in titles:
        title = entry.get("title")
        if isinstance(title, str) and re.search(r"\w\w\w\.\s*$", title) and not re.search(r"\betc\.\s*$", title):
            yield case.report("title-full-stop", (*path, "title"), *say("full-stop", written=quote(title)))
