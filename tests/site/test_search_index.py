"""The index in the built site: there, small, and nothing of it loaded by a page that is only read."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from casebook.book import Book
from casebook.search.records import list_records
from casebook.search.word_list import WORDS_LIMIT


def test_the_index_holds_every_record(built_site: Path, built_book: Book) -> None:
    number = len(list(list_records(built_book)))
    entry = json.loads((built_site / "pagefind" / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert list(entry["languages"]) == ["en"]
    assert entry["languages"]["en"]["page_count"] == number
    assert len(list((built_site / "pagefind" / "fragment").iterdir())) == number


def test_nothing_of_pagefind_is_there_that_nobody_loads(built_site: Path) -> None:
    there = {re.sub(r"en_[0-9a-f]+", "en_X", one.name) for one in (built_site / "pagefind").iterdir()}
    assert there == {
        "pagefind.js", "pagefind-entry.json", "pagefind.en_X.pf_meta", "wasm.en.pagefind", "index", "fragment",
    }  # fmt: skip


def test_no_page_asks_for_a_byte_of_the_search(built_site: Path) -> None:
    for file in built_site.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        loads = re.findall(
            r"<(?:script|link(?! rel=.?(?:alternate|canonical))|img)[^>]*?(?:src|href)=\"?([^\s\">]+)", page
        )
        found = [one for one in loads if "pagefind" in one or "search" in one]
        if file.parent.name == "search":
            # its results stand where they will look right at once
            styles = ["../assets/find/search.css", "../assets/find/search-page.css"]
            assert found == [*styles, "../assets/find/search-page.js"]
        else:
            assert not found, file
    # and the script that every page has names the search once, to import it when it is wanted
    script = (built_site / "assets" / "casebook.js").read_text(encoding="utf-8")
    assert script.count('import("./find/search.js")') == 1 and "pagefind" not in script


def test_every_page_leads_to_the_search(built_site: Path) -> None:
    for file in built_site.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        # the plain text of a case leads to its page, and to nothing else
        bare = file.parent.name in {"text", "2"} and "<script" not in page
        assert bare or 'http-equiv="refresh"' in page or "data-search-link" in page, file


def test_the_words_are_few_enough(built_site: Path) -> None:
    spelling = json.loads((built_site / "find" / "spelling.json").read_text(encoding="utf-8"))
    assert len(gzip.compress("\n".join(spelling["words"]).encode(), 6)) <= WORDS_LIMIT
    # what every search loads is little, however large the book
    content = json.loads((built_site / "find" / "search.json").read_text(encoding="utf-8"))
    assert len(gzip.compress(json.dumps(content).encode(), 6)) < 4_000
    assert [group["title"] for group in content["groups"]] == [
        "Cases", "Entry points", "Lessons", "Failures", "Questions", "Terms", "Sources",
    ]  # fmt: skip
