"""What one follows: feeds of what is new and a calendar of whom to ask again, each read by a reader of its field."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlsplit

import feedparser
import icalendar
import pytest
from examples import make_data

from casebook.book import Book
from casebook.book.due import list_due
from casebook.export import Edition
from casebook.export.calendar_file import write_followups_ics
from casebook.export.feeds import MOST_ENTRIES, list_feed_entries, write_atom_feed, write_json_feed
from casebook.markup import strip_markdown
from casebook.model import Change, FollowUp

HOSTILE = (
    'A <b>title</b>, & "more"; ]]> \\n \x01 <script>alert(1)</script> BEGIN:VEVENT\nEND:VCALENDAR 🎈ñ' + "é🎈" * 90
)
"""What no checker would let through, and no file may break on."""


@pytest.fixture(params=["project", "shelf"])
def edition(request: pytest.FixtureRequest, project_edition: Edition, shelf_edition: Edition) -> Edition:
    """The project's book, and the invented one."""
    return project_edition if request.param == "project" else shelf_edition


def change_case(edition: Edition, **facts: object) -> Edition:
    """An edition with another first case, and no other."""
    case = replace(edition.book.cases[0], **facts)  # type: ignore[arg-type]
    return replace(edition, book=replace(edition.book, cases=(case,)), files=())


def empty(edition: Edition) -> Edition:
    """An edition of a book without cases."""
    return replace(edition, book=replace(edition.book, cases=()), files=())


def read_atom(edition: Edition) -> feedparser.FeedParserDict:
    """The feed as a feed reader has it."""
    found = feedparser.parse(write_atom_feed(edition), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo and found.version == "atom10", found.get("bozo_exception")
    return found


def list_groups(book: Book) -> set[tuple[str, str, str]]:
    """What happened to which case on which day, counted here once more."""
    found = set()
    for case in book.cases:
        first = min((one.on for one in case.history), default="")
        for one in case.history:
            is_new = one.kind == "added" and one.on == first and not one.items
            found.add((case.id, one.on, "new" if is_new else one.kind))
    return found


def test_every_change_is_in_one_entry(edition: Edition) -> None:
    entries = list_feed_entries(edition.book, most=10_000)
    told = [(one.case.id, one.on, one.kind) for one in entries]
    assert len(told) == len(set(told)) and set(told) == list_groups(edition.book)
    changes = [(one.case.id, change) for one in entries for change in one.changes]
    assert Counter(changes) == Counter((case.id, change) for case in edition.book.cases for change in case.history)
    assert [one.on for one in entries] == sorted((one.on for one in entries), reverse=True)


def test_the_feed_is_what_the_book_says(edition: Edition) -> None:
    feed, entries = read_atom(edition), list_feed_entries(edition.book)
    assert len(feed.entries) == len(entries) == min(MOST_ENTRIES, len(list_groups(edition.book)))
    assert feed.feed.title == edition.name and feed.feed.author == edition.name
    assert feed.feed.updated == f"{entries[0].on if entries else '1970-01-01'}T00:00:00Z"
    assert {one.rel: one.href for one in feed.feed.links} == {
        "self": "https://casebook.test/feed.xml", "alternate": "https://casebook.test/",
    }  # fmt: skip
    assert len({one.id for one in feed.entries}) == len(entries)
    for told, entry in zip(feed.entries, entries, strict=True):
        assert told.id == f"https://casebook.test/cases/{entry.case.id}/#{entry.on}-{entry.kind}"
        assert told.link == f"https://casebook.test/cases/{entry.case.id}/"
        assert told.updated == f"{entry.on}T00:00:00Z" and told.updated_parsed is not None
        assert [one.term for one in told.tags] == [entry.kind]
        assert told.title.endswith(strip_markdown(entry.case.title)) and told.summary
        links = set(re.findall(r'href="([^"]+)"', told.content[0].value))
        items = {item.id for _, item in entry.case.items()}
        assert all(urlsplit(one).fragment in {"", *items} and one.startswith("https://casebook.test/") for one in links)


def test_both_feeds_say_the_same(edition: Edition) -> None:
    told, feed = json.loads(write_json_feed(edition)), read_atom(edition)
    assert told["version"] == "https://jsonfeed.org/version/1.1" and told["title"] == feed.feed.title
    assert told["feed_url"] == "https://casebook.test/feed.json"
    assert [(one["id"], one["url"], one["title"], one["summary"], one["content_html"]) for one in told["items"]] == [
        (one.id, one.link, one.title, one.summary, one.content[0].value) for one in feed.entries
    ]
    assert [one.get("date_modified") or one["date_published"] for one in told["items"]] == [
        one.updated for one in feed.entries
    ]


def test_what_is_new_and_what_was_changed_are_told_apart(shelf_edition: Edition) -> None:
    lesson = shelf_edition.book.cases[0].lessons[0]
    history = (
        Change("2026-03-02", "corrected", "It was April, *not* May.", (lesson.id, "no-longer-there")),
        Change("2026-03-02", "corrected", "It was a Monday."),
        Change("2026-02-01", "added", "A lesson.", (lesson.id,)),
        Change("2026-01-01", "added", "First published."),
    )
    feed = read_atom(change_case(shelf_edition, history=history))
    title = shelf_edition.book.cases[0].title
    assert [one.title for one in feed.entries] == [f"Corrected: {title}", f"Added: {title}", f"New case: {title}"]
    corrected = feed.entries[0]
    assert corrected.summary == "2 corrections. It was April, not May."
    text = corrected.content[0].value
    assert "It was April, <em>not</em> May." in text and "It was a Monday." in text
    assert f'#{lesson.id}">' in text and "no-longer-there" not in text


def test_a_case_without_history_is_in_no_feed(shelf_edition: Edition) -> None:
    feed = read_atom(change_case(shelf_edition, history=()))
    assert feed.entries == [] and feed.feed.updated == "1970-01-01T00:00:00Z"
    assert json.loads(write_json_feed(empty(shelf_edition)))["items"] == []


def test_a_feed_does_not_grow_with_the_book(shelf_edition: Edition) -> None:
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 7) for day in range(1, 11)]
    history = tuple(Change(day, "changed", "It was otherwise.") for day in days)
    feed = read_atom(change_case(shelf_edition, history=history))
    assert len(feed.entries) == MOST_ENTRIES < len(days)
    assert feed.entries[0].updated == f"{max(days)}T00:00:00Z"


class _Tags(HTMLParser):
    """The elements of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.append(tag)


def test_a_hostile_case_breaks_no_feed(shelf_edition: Edition) -> None:
    history = (Change("2026-01-02", "corrected", HOSTILE), Change("2026-01-01", "added", HOSTILE))
    edition = change_case(shelf_edition, title=HOSTILE, summary=HOSTILE, history=history)
    told = json.loads(write_json_feed(edition))
    assert len(read_atom(edition).entries) == len(told["items"]) == 2
    for one in told["items"]:
        tags = _Tags()
        tags.feed(one["content_html"])
        assert set(tags.found) <= {"p", "a", "ul", "li", "span", "em"}
    for entry in read_atom(edition).entries:
        assert "<script" not in entry.content[0].value


def read_calendar(edition: Edition) -> icalendar.Calendar:
    """The calendar as a calendar program has it; its lines are held to the standard on the way."""
    content = b"".join(write_followups_ics(edition))
    lines = content.split(b"\r\n")
    assert lines[-1] == b"" and max(map(len, lines)) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"") and b"\r" not in content.replace(b"\r\n", b"")
    for line in lines:
        line.decode()
    found = icalendar.Calendar.from_ical(content)
    assert isinstance(found, icalendar.Calendar) and not found.errors
    return found


def test_each_case_is_due_once_and_comes_again(edition: Edition) -> None:
    calendar = read_calendar(edition)
    events, due = calendar.walk("VEVENT"), list_due(edition.book)
    assert len(events) == len(due) == len(edition.book.cases)
    assert len({str(one["UID"]) for one in events}) == len(events)
    for event, one in zip(events, due, strict=True):
        assert not event.errors
        assert event["UID"] == f"{one.case.id}-ask-again@casebook.test"
        assert event["DTSTART"].dt == one.on and type(event["DTSTART"].dt) is date
        assert event["RRULE"] == {"FREQ": ["YEARLY"], "INTERVAL": [one.years]}
        where = f" in {one.case.city.name}" if one.case.city else ""
        assert str(event["SUMMARY"]) == f"Ask again{where}: {strip_markdown(one.case.title)}"
        assert event["URL"] == f"https://casebook.test/cases/{one.case.id}/"
        assert f"https://casebook.test/contribute/form/#case={one.case.id}\n" in event["DESCRIPTION"]
        assert event["TRANSP"] == "TRANSPARENT" and event["DTSTAMP"].dt.tzinfo is not None


def _tell(edition: Edition, **facts: object) -> str:
    (event,) = read_calendar(change_case(edition, **facts)).walk("VEVENT")
    return str(event["DESCRIPTION"])


def test_an_event_says_the_last_that_is_known(shelf_edition: Edition) -> None:
    nothing = {"follow_ups": (), "status": None, "period_from": "2019-05", "period_to": "unknown", "reviewed": None}
    assert _tell(shelf_edition, **nothing).startswith("What has become of it? The last that we know is of May 2019.\n")
    one = FollowUp("follow-up-1", "2020-03", "It went on; *daily*, for all.", (), "grown")
    told = _tell(shelf_edition, **nothing | {"follow_ups": (one,)})
    assert "The last that we know is of March 2020: It went on; daily, for all.\n" in told
    assert "This comes again every year until the case has later news." in told


def test_without_an_address_the_calendar_names_the_form_all_the_same(shelf_edition: Edition) -> None:
    events = read_calendar(replace(shelf_edition, url="")).walk("VEVENT")
    assert all("URL" not in one and "contribute/form/#case=" in one["DESCRIPTION"] for one in events)
    assert not any("http" in one["DESCRIPTION"] for one in events)


def test_the_calendar_is_the_same_on_every_day(shelf_edition: Edition, monkeypatch) -> None:
    once = b"".join(write_followups_ics(shelf_edition))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert b"".join(write_followups_ics(shelf_edition)) == once


def test_a_hostile_case_is_one_event(shelf_edition: Edition) -> None:
    event = FollowUp("follow-up-1", "2020", HOSTILE, ())
    edition = change_case(shelf_edition, title=HOSTILE, follow_ups=(event,), status=None, period_to="ongoing")
    (told,) = read_calendar(edition).walk("VEVENT")
    assert "🎈ñé🎈" in told["SUMMARY"] and told["DTSTART"].dt == date(2021, 1, 1)


def test_a_book_without_cases_is_a_calendar_without_events(shelf_edition: Edition) -> None:
    assert read_calendar(empty(shelf_edition)).walk("VEVENT") == []


def test_what_is_followed_needs_no_clock(shelf_edition: Edition) -> None:
    """The same bytes each time, of all that is written here."""
    once, again = make_data(shelf_edition), make_data(replace(shelf_edition))
    for name in ("feed.xml", "feed.json", "data/followups.ics", "llms.txt"):
        assert once[name] == again[name]
    assert "feed.xml" not in make_data(replace(shelf_edition, url=""))
