"""What is said: texts, story and titles."""

from __future__ import annotations

import re

from casebook.diagnostics import Position
from casebook.fields import TEXTS
from casebook.model import ITEM_KINDS
from casebook.rules.contacts import CURES, find_contacts
from casebook.rules.ids import RESERVED_IDS
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.rules.prose import Finding, check_headings, check_prose, count_words
from casebook.text.wording import number_of, quote

__all__ = ["check_addresses", "check_story", "check_texts", "check_titles"]

_STORY_WORDS = (150, 1200)


def check_texts(file: CheckedFile, project: Project) -> Problems:
    """HTML, images, contacts and dead links in any text of a file."""
    anchors = file.anchors | RESERVED_IDS
    for _, where, text in file.words(*TEXTS):
        for finding in check_prose(text, anchors):
            yield file.report(finding.code, file.parsed.find(where, finding.words), finding.message, finding.help)
    body = file.parsed.body
    for finding in (*check_prose(body, anchors), *check_headings(body)):
        yield file.report(finding.code, _place_in_body(file, finding), finding.message, finding.help)


def check_addresses(file: CheckedFile, project: Project) -> Problems:
    """Whether an address on the web leads to a person and not to a page."""
    for _, where, address in file.words("address"):
        for kind, written in find_contacts("", [address]):
            message = f"What looks like {kind} stands here: {quote(written)}."
            yield file.report("personal-contact", where, message, CURES[kind])


def _place_in_body(file: CheckedFile, finding: Finding) -> Position:
    body = file.parsed.body
    start = body.rfind("\n", 0, finding.offset) + 1
    return Position(file.parsed.body_line + body.count("\n", 0, start), finding.offset - start + 1)


def check_story(case: CheckedFile, project: Project) -> Problems:
    """Whether there is a story, and of what length."""
    if not case.readable:
        return
    words, (least, most) = count_words(case.parsed.body), _STORY_WORDS
    story = case.parsed.body
    empty = len(story) - len(story.lstrip())
    place = Position(case.parsed.body_line + story[:empty].count("\n") if words else case.parsed.body_line - 1, 1)
    if not words:
        yield case.report(
            "no-story", place, "The case has no story yet.",
            f"Tell it below the second line of hyphens, in {least} to {most} words.",
        )  # fmt: skip
    elif not least <= words <= most:
        more = "Tell a little more" if words < least else "Shorten it, or make two cases of it"
        yield case.report(
            "story-length", place, f"The story has {number_of(words, 'word')}.",
            f"{more}: a good length is {least} to {most} words.",
        )  # fmt: skip


def check_titles(case: CheckedFile, project: Project) -> Problems:
    """Whether titles do without a full stop."""
    items = (case.entries(kind.field) for kind in ITEM_KINDS if not kind.counted)
    titles = [((), case.facts), *(entry for entries in items for entry in entries)]
    for path, entry in titles:
        title = entry.get("title")
        if isinstance(title, str) and re.search(r"\w\w\w\.\s*$", title) and not re.search(r"\betc\.\s*$", title):
            message = f"The title ends with a full stop: {quote(title)}."
            yield case.report("title-full-stop", (*path, "title"), message, "Remove the full stop.")
