"""A document is listed once, and no two documents have one page."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import TESTS, TODAY, make_project

from casebook.book import link_book
from casebook.check import check_project
from casebook.diagnostics import Diagnostic
from casebook.text.urls import name_address

GOOD = (TESTS / "cases_good/complete.md").read_text(encoding="utf-8")
SHARED = (TESTS / "small/cases/_sources/harvest.yml").read_text(encoding="utf-8")
URL = "https://www.papers.test/four-pots"


def _check(root: Path, second: dict[str, str], shared: str = SHARED) -> list[Diagnostic]:
    """The problems of a project whose one case has a second source with these changes."""
    make_project(root)
    text = GOOD
    for old, new in second.items():
        assert old in text
        text = text.replace(old, new)
    (root / "cases/teresina").mkdir()
    (root / "cases/teresina/zz.md").write_text(text, encoding="utf-8")
    (root / "cases/_sources/harvest.yml").write_text(shared, encoding="utf-8")
    return list(check_project(root, TODAY).diagnostics)


SECOND = "    published: 2021\n    kind: news"


@pytest.mark.parametrize(
    "url", [URL, "http://papers.test/four-pots/", f"{URL}#page-2", "https://PAPERS.test:443/four-pots"]
)
def test_one_address_twice_in_a_case(url: str, tmp_path: Path) -> None:
    (one,) = _check(tmp_path, {SECOND: f'    published: 2021\n    url: "{url}"\n    kind: news'})
    assert one.code == "same-document" and "line 53" in one.message and "daily-paper-2020" in one.help


@pytest.mark.parametrize("url", ["https://www.papers.test/four-pots-2", f"{URL}?page=2", f"{URL}#/page-2"])
def test_two_addresses_that_only_look_the_same(url: str, tmp_path: Path) -> None:
    assert not _check(tmp_path, {SECOND: f'    published: 2021\n    url: "{url}"\n    kind: news'})


def test_one_title_publisher_and_date_twice(tmp_path: Path) -> None:
    change = {"A year of cooking": "Four Pots and a List", "published: 2021": "published: 2020-05-11"}
    (one,) = _check(tmp_path, change)
    assert one.code == "same-document"


@pytest.mark.parametrize(
    "change",
    [
        {"A year of cooking": "Four pots and a list"},
        {"published: 2021": "published: 2020-05-11"},
        {"A year of cooking": "Four pots and a list", "2020-05-11": "unknown", "published: 2021": "published: unknown"},
    ],
)
def test_two_documents_that_only_look_the_same(change: dict[str, str], tmp_path: Path) -> None:
    assert not _check(tmp_path, change)


def test_the_address_of_a_shared_source(tmp_path: Path) -> None:
    shared = SHARED.replace("language: en", "language: en\nurl: https://e.org/harvest", 1)
    (one,) = _check(tmp_path, {SECOND: "    published: 2021\n    url: http://e.org/harvest/\n    kind: news"}, shared)
    assert one.code == "same-document" and "write harvest in the evidence" in one.help


@pytest.mark.parametrize(
    "title", ["Four pots", "Four pots and a list (in Portuguese)", "FOUR POTS & A LIST", "أربعة قدور"]
)
def test_two_cases_may_name_one_document_in_their_own_words(title: str, tmp_path: Path) -> None:
    assert not _check(tmp_path, {"title: Four pots and a list": f'title: "{title}"'})


def test_a_case_cannot_take_over_the_page_of_the_document_of_another(tmp_path: Path) -> None:
    (one,) = _check(tmp_path, {"title: Four pots and a list": "title: Why the shelter was a mistake"})
    assert one.code == "document-clash"
    assert "Four pots and a list" in one.message and "cases/durban/durban-shelter.md" in one.message


def test_a_shared_source_cannot_take_over_the_page_of_a_document(tmp_path: Path) -> None:
    name = name_address(URL)
    root = tmp_path / "project"
    make_project(root)
    text = SHARED.replace("id: harvest", f"id: {name}", 1)
    (root / f"cases/_sources/{name}.yml").write_text(text, encoding="utf-8")
    (one,) = check_project(root, TODAY).diagnostics
    assert (one.code, one.path) == ("document-clash", "cases/durban/durban-shelter.md")
    assert f"{name}.yml" in one.message


def test_two_addresses_of_one_name_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if somebody had found a second address for the same digits."""
    monkeypatch.setattr("casebook.rules.project.name_address", lambda url: "example-org-000000000000")
    (one,) = _check(tmp_path, {URL: "https://www.papers.test/another"})
    assert one.code == "document-clash" and URL in one.message and "https://www.papers.test/another" in one.message


def test_glued_names_are_two_pages(tmp_path: Path) -> None:
    root = make_project(tmp_path)
    (root / "cases/teresina").mkdir()
    for case, source in (("a-lane", "b-report"), ("a-lane-b", "report")):
        text = GOOD.replace("daily-paper-2021", source)
        (root / f"cases/teresina/{case}.md").write_text(text, encoding="utf-8")
    reading = check_project(root, TODAY)
    assert not reading.diagnostics
    documents = link_book(reading).documents
    assert {"a-lane--b-report", "a-lane-b--report"} <= documents.keys()
    assert all(len(documents[id].cases) == 1 for id in ("a-lane--b-report", "a-lane-b--report"))
