"""What may not stand in a text: HTML, images, dead links, and how to reach a private person."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

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
_BARE = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_MAIL = re.compile(
    r"[\w.+-]+(?:@|\s?[\[(]\s?at\s?[\])]\s?)[\w-]+(?:(?:\.|\s?[\[(]\s?dot\s?[\])]\s?)[\w-]+)+", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?<![\w/.,#+-])(?:"
    # with a country code
    r"\+[1-9][\d ()\-.\u00a0]{6,18}\d"
    r"|00[1-9]\d{0,2}[ \-.\u00a0]\d[\d \-.\u00a0]{5,15}\d"
    # 031 311 1111, (031) 311-1111, 0821234567
    r"|\(?0[1-9]\d{0,3}\)?(?:[ \-.\u00a0]\d{2,5}){1,4}"
    r"|0[1-9]\d{8,9}"
    # (11) 91234-5678 and 555-123-4567
    r"|\(\d{2,3}\) ?\d{3,5}[ \-]\d{4}"
    r"|\d{3}-\d{3}-\d{4}"
    r")(?![\w/#-]|[.,]\d)"
)
_NO_PHONE = re.compile(r"(?:isbn|issn|doi|r|zar|\$|€|£)[\s:.-]*(?:1[03][\s:]*)?$", re.IGNORECASE)


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


# HTML, links, images and addresses need one of these, a phone number its digits: hardly any text has either.
_MARKS = re.compile(r"[<\[@]|\(\s?at\s?\)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = 9
"""No phone number of fewer is looked for."""


def check_prose(text: str, anchors: Collection[str] | None = None) -> Iterator[Finding]:
    """Everything in a text that may not be there. `anchors` are the names a link may lead to."""
    if not _MARKS.search(text) and len(_DIGIT.findall(text)) < _FEWEST_DIGITS:
        return
    plain = blank_code(text)
    yield from _find_contacts(plain)
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


def _find_contacts(text: str) -> Iterator[Finding]:
    # an address on the web may have an @ or many digits in it
    without = _BARE.sub(_blank, text)
    for match in _MAIL.finditer(without):
        yield Finding(
            "personal-contact", match.start(), match[0], f"An e-mail address stands here: {quote(match[0])}.",
            "Remove it. The casebook names organisations and roles, and nobody's own address; link to the "
            "organisation's page.",
        )  # fmt: skip
    for match in _PHONE.finditer(without):
        digits = re.sub(r"\D", "", match[0])
        thousands = re.fullmatch(r"\+\d{1,3}(?:[ .\u00a0]\d{3})+", match[0]) and len(digits) < 11
        least = _FEWEST_DIGITS if match[0][0] in "+(0" else 10
        # the digits of a year or date are no area code
        if not least <= len(digits) <= 15 or thousands or _NO_PHONE.search(without[: match.start()][-12:]):
            continue
        yield Finding(
            "personal-contact", match.start(), match[0],
            f"What looks like a phone number stands here: {quote(match[0])}.",
            "Remove it. The casebook names organisations and roles, and nobody's own number; link to the "
            "organisation's page.",
        )  # fmt: skip


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
        if fault is None:
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
