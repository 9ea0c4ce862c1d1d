"""`feed.xml` and `feed.json`: what is new in the book, and what was changed, as its cases say it themselves.

A case says in its history what was changed in it, and when. One that has no history is in no feed: we make up no dates.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree as ET

from casebook.book import Book
from casebook.export.edition import Edition
from casebook.model import Case, Change
from casebook.render import place_links

__all__ = ["MOST_ENTRIES", "FeedEntry", "list_feed_entries", "write_atom_feed", "write_json_feed"]

MOST_ENTRIES = 50
"""How many entries a feed has: it is asked for again and again, and must not grow with the book."""

_KINDS = ("new", "added", "corrected", "changed")
"""What an entry can tell, what matters most first: so they stand within a day."""

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01"
"""The day of a feed without entries."""

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class FeedEntry:
    """What happened to a case on a day, of one kind."""

    case: Case
    """The case."""
    on: str
    """The day."""
    kind: str
    """new, added, changed or corrected."""
    changes: tuple[Change, ...]
    """What the case says of it."""

    @property
    def items(self) -> tuple[tuple[str, str], ...]:
        """The ids of the items that it touches and that are still there, with their titles."""
        touched = {id for change in self.changes for id in change.items}
        return tuple((item.id, item.title) for _, item in self.case.items() if item.id in touched)

    @property
    def anchor(self) -> str:
        """What it is called beside its case, for good."""
        return f"{self.on}-{self.kind}"


def list_feed_entries(book: Book, most: int = MOST_ENTRIES) -> list[FeedEntry]:
    """What has happened to the cases, the newest first."""
    found = [entry for case in book.cases for entry in _read_history(case)]
    found.sort(key=lambda one: (_KINDS.index(one.kind), one.case.id))
    found.sort(key=lambda one: one.on, reverse=True)
    return found[:most]


def _read_history(case: Case) -> Iterator[FeedEntry]:
    first = min((change.on for change in case.history), default="")

    def sort_by(change: Change) -> tuple[str, str]:
        # what is added to a case on its first day is the case, unless it names an item
        is_new = change.kind == "added" and change.on == first and not change.items
        return change.on, "new" if is_new else change.kind

    for (on, kind), changes in groupby(sorted(case.history, key=sort_by), sort_by):
        yield FeedEntry(case, on, kind, tuple(changes))


@dataclass(frozen=True)
class _Words:
    """What a feed says of an entry, in words."""

    address: str
    """The address of the case."""
    id: str
    """What the entry is called, for good."""
    heading: str
    """Its heading."""
    in_short: str
    """It in one line."""
    body: str
    """All of it, as HTML with whole addresses."""


def _word(entry: FeedEntry, edition: Edition) -> _Words:
    address = f"{edition.url}cases/{entry.case.id}/"
    return _Words(
        address,
        f"{address}#{entry.anchor}",
        _say(edition, "heading", entry),
        _say(edition, "in_short", entry),
        place_links(edition.renderer.macro("feed.html", "body")(entry).strip(), base=edition.url),
    )


def _say(edition: Edition, macro: str, *given: FeedEntry) -> str:
    """A text without markup."""
    return html.unescape(str(edition.renderer.macro("feed.html", macro)(*given))).strip()


def write_atom_feed(edition: Edition) -> bytes:
    """The content of `feed.xml`, as RFC 4287 says."""
    ET.register_namespace("", _ATOM)
    entries = list_feed_entries(edition.book)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _put(feed, "id", edition.url)
    _put(feed, "title", edition.name)
    _put(feed, "subtitle", _say(edition, "about"))
    _put(feed, "updated", _say_day(entries[0].on if entries else _NEVER))
    _put(feed, "link", rel="self", type="application/atom+xml", href=f"{edition.url}feed.xml")
    _put(feed, "link", rel="alternate", type="text/html", href=edition.url)
    _put(_put(feed, "author"), "name", edition.name)
    _put(feed, "rights", "CC BY 4.0")
    for entry in entries:
        words, made = _word(entry, edition), _put(feed, "entry")
        _put(made, "id", words.id)
        _put(made, "title", words.heading)
        _put(made, "updated", _say_day(entry.on))
        _put(made, "link", rel="alternate", type="text/html", href=words.address)
        _put(made, "category", term=entry.kind)
        _put(made, "summary", words.in_short)
        _put(made, "content", words.body, type="html")
    ET.indent(feed, " ")
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _put(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    # the checker lets no such character through; a book may come from elsewhere
    made.text = _NOT_IN_XML.sub("\ufffd", text) or None
    return made


def write_json_feed(edition: Edition) -> bytes:
    """The content of `feed.json`, as JSON Feed 1.1 says."""
    entries = [(entry, _word(entry, edition)) for entry in list_feed_entries(edition.book)]
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": edition.name,
        "description": _say(edition, "about"),
        "home_page_url": edition.url,
        "feed_url": f"{edition.url}feed.json",
        "language": "en",
        "authors": [{"name": edition.name, "url": edition.url}],
        "items": [
            {
                "id": words.id,
                "url": words.address,
                "title": words.heading,
                "summary": words.in_short,
                "content_html": words.body,
                "date_published" if entry.kind == "new" else "date_modified": _say_day(entry.on),
                "tags": [entry.kind],
            }
            for entry, words in entries
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _say_day(day: str) -> str:
    """A day as a moment: its beginning, since no hour is known."""
    return f"{day}T00:00:00Z"
