"""What may not stand in a text: HTML, images, footnotes, dead links, and how to reach a private person.

Every question is asked of the text as the site will show it, so that nothing hides behind a way of writing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from casebook.diagnostics import Fix
from casebook.markup import ShownText, is_plain, show_text
from casebook.markup.parsing import BULLET, CITATION
from casebook.markup.reading import DEEPEST_TEXT
from casebook.rules.contacts import explain_contact, find_contacts, leads_to_somebody, locate
from casebook.text.urls import find_fault, mend_address
from casebook.text.wording import quote, show_plainly, suggest

__all__ = ["GLUED_HEADING", "Finding", "check_headings", "check_prose", "count_words"]


class Finding(NamedTuple):
    """Something in a text that may not be there."""

    code: str
    """The kind of problem."""
    offset: int
    """Where it begins in the text."""
    words: str
    """What stands there."""
    message: str
    """What is wrong."""
    help: str
    """What to do."""
    fix: Fix | None = None
    """The right words, if they are certain."""


_TAG_NAME = re.compile(r"</?([A-Za-z][\w-]*)")
_OPEN_TAG = re.compile(r"<[A-Za-z][\w:-]{0,40}[\s/]+[\w:-]{1,40}\s{0,9}=")
_IMAGE_BY_NAME = re.compile(r"!\[[^\[\]\n]{0,200}\]\[")
GLUED_HEADING = re.compile(r"(#{2,6})([^\W\d_].*)")
"""A heading without the space after its signs."""

_APART = re.compile(r"\[[^\[\]\n]{1,200}\](\s{1,9})\((?:https?://|www\.)[^\s)]{1,2000}\)")
_UNCLOSED = re.compile(r"\[[^\[\]\n]{1,200}\]\((?:https?://|www\.)[^\s()<>]{1,2000}(?=\s|\Z)")
_NOTE = re.compile(r"^\[\^[^\]\n]{1,99}\]:[ \t]*(\S{1,200})", re.MULTILINE)
_BROKEN = re.compile(r"\[[^\[\]\n]{1,200}\]\((https?://[^\s()<>]{1,2000}(?: [^\s()<>]{1,200}){1,20})\)")


class _Places:
    """Finds where something stands in a text; what stands there twice is found twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._after: dict[str, int] = {}

    def find(self, words: str, line: int = 0) -> int:
        """The offset of the words, at or after this line; that of the line if they are written otherwise."""
        start = self._starts[min(line, len(self._starts) - 1)]
        found = self._text.find(words, max(start, self._after.get(words, 0))) if words else -1
        if found < 0:
            return start
        self._after[words] = found + len(words)
        return found


def check_prose(text: str, anchors: Collection[str] | None = None, *, blocks: bool = True) -> Iterator[Finding]:
    """Everything in a text that may not be there.

    Args:
        text: The Markdown.
        anchors: The names that a link may lead to.
        blocks: Whether it may have paragraphs, lists and tables; a title has none.
    """
    shown = show_text(text, blocks=blocks)
    yield from _find_contacts(text, shown)
    if is_plain(text):
        # nothing else can be wrong with it
        return
    places = _Places(text)
    yield from _find_images(shown, places)
    yield from _find_bad_links(text, shown, anchors, places)
    yield from _find_tags(shown, places)
    yield from _find_what_is_not_shown(text, shown, places)


def _find_contacts(text: str, shown: ShownText) -> Iterator[Finding]:
    targets = [link.words for link in shown.links]
    # what a citation names is not shown, so nothing of it is meant
    text = CITATION.sub(lambda cited: "\x02" * len(cited[0]), text) if "[@" in text else text
    after = 0
    for kind, written in find_contacts(shown.words, targets):
        offset, words = locate(text, written, 0 if written in targets else after)
        after = max(after, offset + len(words)) if written not in targets else after
        yield Finding("personal-contact", offset, words, *explain_contact(kind, written))


def _find_images(shown: ShownText, places: _Places) -> Iterator[Finding]:
    help = (
        "The casebook shows no images of others. Describe what it shows, or link to the page it stands on: "
        "[a photograph of the building](https://…)."
    )
    for image in shown.images:
        message = f"An image stands in the text: {quote(image.words)}."
        yield Finding("image-in-text", places.find(image.words, image.line), image.words, message, help)
    for paragraph in shown.paragraphs:
        for match in _IMAGE_BY_NAME.finditer(paragraph.words):
            message = f"An image stands in the text: {quote(match[0])}."
            yield Finding("image-in-text", places.find(match[0], paragraph.line), match[0], message, help)


def _find_bad_links(text: str, shown: ShownText, anchors: Collection[str] | None, places: _Places) -> Iterator[Finding]:
    # the text of a footnote is no address, and the footnote has its own problem
    notes = {found[1] for found in _NOTE.finditer(text)} if shown.footnotes else set()
    for link in shown.links:
        target, better = link.words, ""
        # the parser writes an address as a browser sends it
        written = next((one for one in (target, unquote(target), target.removeprefix("http://")) if one in text), "")
        if target.startswith("#"):
            if anchors is None or target[1:] in anchors:
                continue
            message = f"The link leads to {quote(target)}, but nothing in this case has that id."
            help = (
                "Use the id of one of the case's own lessons, failures or entry points. If a source is meant, name it "
                "as evidence. Link to the document itself, by its address."
            )
            help = suggest(target[1:], anchors, help, "#{}")
        elif (fault := find_fault(target)) is None or leads_to_somebody(target) or target in notes:
            continue
        else:
            message, help = _explain_target(written or target, fault)
            better = mend_address(written)
        if better:
            help = f"Write {better}"
        fix = Fix(written, better) if better else None
        yield Finding("bad-link", places.find(written, link.line), written or target, message, help, fix)
    yield from _find_half_links(shown, places)


def _explain_target(target: str, fault: str) -> tuple[str, str]:
    if not target:
        return "A link has no address.", "Put the address between the parentheses: [words](https://…)."
    if target.startswith("^"):
        return f"A footnote is no link: {quote(target)}.", "Put the document under sources: and name it as evidence."
    if re.match(r"(\.{0,2}/|[\w-]+\.md\b)", target):
        message = f"The link leads to {quote(target)}, a place inside the project."
        return message, (
            "Name another case under related: by its id; the page makes the link. Links in a text lead to https:// "
            "or to #an-item-of-this-case."
        )
    message = f"The address of the link {quote(target)} {fault}."
    if better := mend_address(target):
        return message, f"Write {better}"
    return message, "Copy the whole address from the browser: it begins with https:// or http://."


def _find_half_links(shown: ShownText, places: _Places) -> Iterator[Finding]:
    """What is written like a link, and is none."""
    for paragraph in shown.paragraphs:
        broken = {match.start() for match in _BROKEN.finditer(paragraph.words)}
        for match in _UNCLOSED.finditer(paragraph.words):
            if match.start() not in broken:
                certain = match[0][-1].isalnum() or match[0].endswith("/")
                yield Finding(
                    "bad-link", places.find(match[0], paragraph.line), match[0],
                    f"The parenthesis around the address is never closed, so this is no link: {quote(match[0])}.",
                    "Put ) right behind the address.", Fix(match[0], f"{match[0]})") if certain else None,
                )  # fmt: skip
        for match in _APART.finditer(paragraph.words):
            better = match[0].replace(f"]{match[1]}(", "](")
            yield Finding(
                "bad-link", places.find(match[0], paragraph.line), match[0],
                f"Between ] and ( stands a space, so this is no link: {quote(match[0])}.",
                f"Write it without the space: {better}", Fix(match[0], better),
            )  # fmt: skip
        for match in _BROKEN.finditer(paragraph.words):
            better = match[1].replace(" ", "%20")
            yield Finding(
                "bad-link", places.find(match[1], paragraph.line), match[1],
                f"The address of the link {quote(match[1])} has a space in it, so this is no link.",
                f"Write %20 in place of each space: {better}", Fix(match[1], better),
            )  # fmt: skip


def _find_tags(shown: ShownText, places: _Places) -> Iterator[Finding]:
    opened: set[str] = set()
    spots = [(tag.words, tag.line) for tag in shown.tags]
    spots += [(found[0], one.line) for one in shown.paragraphs for found in _OPEN_TAG.finditer(one.words)]
    for words, line in spots:
        name = _TAG_NAME.match(words)
        # the end of an element is part of the same problem as its beginning
        if name and words.startswith("</") and name[1].lower() in opened:
            continue
        opened.update(one.lower() for one in _TAG_NAME.findall(words))
        first = words.lstrip().split("\n")[0]
        said = first[: first.find(">") + 1] or first
        yield Finding(
            "raw-html", places.find(first, line), first, f"HTML stands in the text: {quote(said, 40)}.",
            "Write it in Markdown: **bold**, *italic*, [words](https://…). To show a < as it is, put it between "
            "backticks: `<b>`.",
        )  # fmt: skip


def _find_what_is_not_shown(text: str, shown: ShownText, places: _Places) -> Iterator[Finding]:
    # the number and the note below it are one footnote
    for note in {note.words: note for note in reversed(shown.footnotes)}.values():
        yield Finding(
            "footnote", places.find(note.words, note.line), note.words,
            f"A footnote stands here: {quote(note.words)}. Footnotes are not shown.",
            "Put the document under sources: and name it as evidence (a story cites it: [@its-id]), or say it "
            "in the text itself.",
        )  # fmt: skip
    if bullets := list(BULLET.finditer(text)):
        start, end = bullets[0].end() - 2, bullets[-1].end()
        sign = text[start]
        yield Finding(
            "bullet-sign", start, sign, f"The line begins with {quote(sign)}, which makes no list elsewhere.",
            "Begin each entry of a list with a hyphen and a space.",
            Fix(text[start:end], BULLET.sub(r"\1- ", text)[start:end]),
        )  # fmt: skip
    for passage in shown.too_deep:
        yield Finding(
            "too-deep", places.find("", passage.line), "",
            f"Here lists or quotations stand inside each other more than {DEEPEST_TEXT} deep.",
            "Use fewer levels. Each - or > at the beginning of a line opens one.",
        )  # fmt: skip


def check_headings(story: str) -> Iterator[Finding]:
    """Headings of a level that the page has for itself, or does not have, or that say nothing."""
    places, lines = _Places(story), story.split("\n")
    for heading in show_text(story, blocks=True).headings:
        title, line = show_plainly(heading.words), lines[heading.line]
        written, words = line[: len(line) - len(line.lstrip("# "))], line.strip()
        place = places.find(words, heading.line)
        fix = None
        if not any(c.isalnum() for c in title):
            message, help = f"The heading {quote(words)} says nothing.", "Write what the part is about after ##."
        elif 2 <= heading.level <= 4:
            continue
        elif heading.level == 1:
            message = f"The heading {quote(title)} is of the first level, which is the title of the page."
            help = f"Begin it with two number signs: ## {title}"
            fix = Fix("# ", "## ") if written.strip() == "#" else None
        else:
            message = f"The heading {quote(title)} is of level {heading.level}; the page has levels 2 to 4."
            help = "Begin it with ##, ### or ####."
        yield Finding("heading-level", place, words, message, help, fix)
    for paragraph in show_text(story, blocks=True).paragraphs:
        if found := GLUED_HEADING.match(lines[paragraph.line]):
            better = f"{found[1]} {found[2].strip()}"
            yield Finding(
                "heading-level", places.find(found[0], paragraph.line), found[0],
                f"After the signs of a heading a space is missing, so this is none: {quote(found[0])}.",
                f"Write {show_plainly(better)}", Fix(found[1] + found[2], f"{found[1]} {found[2]}"),
            )  # fmt: skip


def count_words(text: str) -> int:
    """How many words a reader reads."""
    words = show_text(text, blocks=True).words.split()
    return sum(word.isalnum() or any(c.isalnum() for c in word) for word in words)
