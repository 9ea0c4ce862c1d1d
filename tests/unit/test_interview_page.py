"""The interview: every answer belongs to a field of a case, and the three languages ask the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from casebook.fields import Field, Schemas
from casebook.render import Article

LANGUAGES = ("en", "es", "pt")
STATES = ["not-asked", "does-not-know", "not-to-publish"]


@dataclass
class Sheet(HTMLParser):
    """The sheets of the page, each by its language."""

    targets: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each language the field that each answer belongs to."""
    asks: dict[str, list[str]] = field(default_factory=dict)
    """For each language its questions."""
    states: dict[str, list[str]] = field(default_factory=dict)
    """For each language what can be ticked at all questions together."""
    consents: dict[str, int] = field(default_factory=dict)
    """For each language how many answers there are to whether somebody agrees."""
    spoken: dict[str, str] = field(default_factory=dict)
    """For each sheet the language that it says it is in."""
    names: set[str] = field(default_factory=set)
    """What those sheets share of which only one is open at a time."""
    now: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        if now := found.get("data-interview"):
            self.now = now
            self.targets[now], self.asks[now], self.states[now], self.consents[now] = {}, [], [], 0
            self.spoken[now] = found.get("lang", "en")
            self.names.add(found.get("name", ""))
        if answer := found.get("data-answer"):
            self.targets[self.now][answer] = found["data-target"]
            self.asks[self.now].append(found["data-asks"])
        if state := found.get("data-state"):
            self.states[self.now].append(state)
        self.consents[self.now] = self.consents.get(self.now, 0) + ("data-consent" in found)


@pytest.fixture(scope="module")
def sheet(shelf_articles: dict[str, Article]) -> Sheet:
    read = Sheet()
    read.feed(shelf_articles["contribute/interview/"].html)
    return read


def _find(tree: Field, path: str) -> Field | None:
    found: Field | None = tree
    for name in path.split("."):
        if found is None:
            return None
        found = (found.entry or found).by_name.get(name)
    return found


def test_every_answer_belongs_to_a_field_or_to_the_story(sheet: Sheet, project_schemas: Schemas) -> None:
    tree = project_schemas.trees["case"]
    assert "story" in sheet.targets["en"].values()
    odd = {path for path in sheet.targets["en"].values() if path != "story" and _find(tree, path) is None}
    assert not odd


def test_the_three_languages_ask_the_same(sheet: Sheet) -> None:
    assert tuple(sheet.targets) == LANGUAGES
    for language in LANGUAGES:
        assert list(sheet.targets[language].items()) == list(sheet.targets["en"].items()), language
        assert sheet.spoken[language] == language
        # each in words of its own
        assert len(set(sheet.asks[language])) == len(sheet.asks[language])
        assert language == "en" or not set(sheet.asks[language]) & set(sheet.asks["en"])


def test_every_question_may_stay_without_an_answer_and_somebody_is_asked_first(sheet: Sheet) -> None:
    for language in LANGUAGES:
        # beside the questions stands where, when and by whom it was said
        assert sheet.states[language] == STATES * (len(sheet.targets[language]) - 1)
        assert sheet.consents[language] == 2


def test_one_sheet_is_open_at_a_time(sheet: Sheet) -> None:
    assert sheet.names == {"interview"}
