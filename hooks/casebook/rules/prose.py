"""What may not stand in a text: HTML, images, dead links, and how to reach a private person."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from casebook.rules.contacts import CURES, find_contacts, leads_to_somebody, locate
from casebook.text.urls import find_fault
from casebook.text.wording import quote, show_plainly, suggest

__all__ = ["Finding", "blank_code", "check_headings", "check_prose", "count_words"]


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


_FENCE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>")
_HTML = re.compile(
    r"(?<!\\)<(?:!--|!\[CDATA\[|![A-Za-z]|\?|/[A-Za-z][\w:-]*\s*>?"
    # a tag is closed, or has an attribute; a mere "a <b" is neither
    r"|[A-Za-z][\w:-]*(?:\s[^<>]*|/)?>|[A-Za-z][\w:-]*[\s/]+[\w:-]+\s*=)"
)
_IMAGE = re.compile(r"(?<!\\)!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?")
_LINK = re.compile(r"(?<![\\!])\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*(?:<([^>\n]*)>|([^\s)]*(?:\([^\s)]*\)[^\s)]*)*))")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)", re.MULTILINE)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def blank_code(text: str) -> str:
    """A text with spaces in place of its code, so that places stay the same."""
    return _SPAN.sub(_blank, _FENCE.sub(_blank, text))


def _find_links(text: str) -> Iterator[tuple[int, str]]:
    """The targets of all links in a text, with the place where each stands."""
    found: dict[int, str] = {}
    for match in _LINK.finditer(text):
        group = 1 if match[1] is not None else 2
        found[match.start(group)] = match[group]
    # an address in angle brackets may be the target of a link that is known already
    for pattern in (_DEFINITION, _AUTOLINK):
        for match in pattern.finditer(text):
            found.setdefault(match.start(1), match[1])
    yield from sorted(found.items())


# HTML, links and images need one of these: hardly any text has either.
_MARKS = re.compile(r"[<\[]")


def check_prose(text: str, anchors: Collection[str] | None = None) -> Iterator[Finding]:
    """Everything in a text that may not be there. `anchors` are the names a link may lead to."""
    yield from _find_contacts(text)
    if not _MARKS.search(text):
        return
    plain = blank_code(text)
    for match in _IMAGE.finditer(plain):
        yield Finding(
            "image-in-text", match.start(), match[0], f"An image stands in the text: {quote(match[0])}.",
            "The casebook shows no images of others. Describe what it shows, or link to the page it stands on: "
            "[a photograph of the building](https://…).",
        )  # fmt: skip
    yield from _find_bad_links(plain, anchors)
    opened: set[str] = set()
    for match in _HTML.finditer(_AUTOLINK.sub(_blank, plain)):
        name = re.match(r"\w*", match[0].lstrip("</"))[0].lower()  # type: ignore[index]
        # the end of an element is part of the same problem as its beginning
        if match[0].startswith("</") and name in opened:
            continue
        opened.add(name)
        written = plain[match.start() : match.start() + 40].split("\n")[0]
        said = written[: written.find(">") + 1] or written
        yield Finding(
            "raw-html", match.start(), match[0].split("\n")[0], f"HTML stands in the text: {quote(said)}.",
            "Write it in Markdown: **bold**, *italic*, [words](https://…). To show a < as it is, put it between "
            "backticks: `<b>`.",
        )  # fmt: skip


def _read_as_shown(text: str) -> tuple[str, list[str]]:
    """What a reader sees of a text, with the addresses to which its links lead."""
    targets = []
    for offset, target in _find_links(text) if _MARKS.search(text) else ():
        targets.append(target)
        text = text[:offset] + " " * len(target) + text[offset + len(target) :]
    # a reader sees no end of line within a paragraph, and no marks of emphasis or code
    return html.unescape(re.sub(r"(?<!\n)\n(?!\n)", " ", text).replace("*", "").replace("`", "")), targets


def _find_contacts(text: str) -> Iterator[Finding]:
    said, targets = _read_as_shown(text)
    for kind, written in find_contacts(said, targets):
        offset, words = locate(text, written)
        yield Finding(
            "personal-contact", offset, words, f"What looks like {kind} stands here: {quote(written)}.", CURES[kind]
        )


def _find_bad_links(text: str, anchors: Collection[str] | None) -> Iterator[Finding]:
    for offset, target in _find_links(text):
        if target.startswith("#"):
            if anchors is None or target[1:] in anchors:
                continue
            help = "Use the id of one of the case's own lessons, failures or entry points."
            yield Finding(
                "bad-link", offset, target, f"The link leads to {quote(target)}, but nothing in this case has that id.",
                suggest(target[1:], anchors, help, "#{}"),
            )  # fmt: skip
            continue
        fault = find_fault(target)
        # a link to a person is said already
        if fault is None or leads_to_somebody(target):
            continue
        if not target:
            message, help = "A link has no address.", "Put the address between the parentheses: [words](https://…)."
        elif re.match(r"(?i)mailto:|tel:", target):
            message = f"The link {quote(target)} leads to an e-mail address or a phone."
            help = "Link to the organisation's page."
        elif re.match(r"(\.{0,2}/|[\w-]+\.md\b)", target):
            message = f"The link leads to {quote(target)}, a place inside the project."
            help = (
                "Name another case under related: by its id; the page makes the link. Links in a text lead to https:// "
                "or to #an-item-of-this-case."
            )
        else:
            message = f"The address of the link {quote(target)} {fault}."
            help = "Copy the whole address from the browser: it begins with https:// or http://."
        yield Finding("bad-link", offset, target, message, help)


def check_headings(story: str) -> Iterator[Finding]:
    """Headings of a level that the page has for itself, or does not have."""
    plain = _FENCE.sub(_blank, story)
    pattern = re.compile(r"^ {0,3}(?:(#|#{5,})(?:[ \t]+(.*?))?[ \t]*#*$|(\S[^\n]*)\n {0,3}=+[ \t]*$)", re.MULTILINE)
    for match in pattern.finditer(plain):
        title = show_plainly(match[2] or match[3] or "")
        marks = match[1] or "="
        message = f"The heading {quote(title)} is of the first level, which is the title of the page."
        if len(marks) > 4:
            message = f"The heading {quote(title)} is of level {len(marks)}; the page has levels 2 to 4."
        yield Finding(
            "heading-level", match.start(), match[0].split("\n")[0], message,
            f"Begin it with two number signs: ## {title}" if len(marks) == 1 else "Begin it with ##, ### or ####.",
        )  # fmt: skip


def count_words(text: str) -> int:
    """How many words a reader reads."""
    return sum(any(c.isalnum() for c in word) for word in _LINK.sub(" ", text).split()) + sum(
        len(re.findall(r"\w+", match[0].split("](")[0])) for match in _LINK.finditer(text)
    )
