"""The index in the built site: there, small, and nothing of it loaded by a page that is only read."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casebook.book import Book
from casebook.search import INDEX_FOLDER, INDEX_HEAD, list_index
from casebook.search.records import RECORD_KINDS, list_records
from casebook.search.tokens import weigh_words
from casebook.search.word_list import WORDS_LIMIT


def _read_numbers(content: bytes) -> Iterator[int]:
    """The numbers of a pack of words, as indexing.py describes them."""
    number = shift = 0
    for byte in content:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0


def _read_words(packed: bytes) -> dict[str, list[tuple[int, int]]]:
    """The words of a pack, each with the numbers of its records and its strength in them."""
    content = zlib.decompress(packed)
    numbers = _read_numbers(content)
    size = next(numbers)
    start = next(n for n, byte in enumerate(content) if byte < 128) + 1
    spelt = content[start : start + size].decode().split(" ")
    numbers = _read_numbers(content[start + size :])
    found: dict[str, list[tuple[int, int]]] = {}
    for entry in spelt:
        word = entry if entry.startswith("~") else entry.partition("~")[0]
        last = 0
        found[word] = []
        for _ in range(next(numbers)):
            step = next(numbers)
            last += step >> 4
            found[word].append((last, step & 15))
    assert next(numbers, None) is None
    return found


@pytest.fixture(scope="module")
def head(built_site: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((built_site / INDEX_HEAD).read_text(encoding="utf-8"))
    return read


def _list_packs(built_site: Path, head: dict[str, Any], part: str) -> list[bytes]:
    """The packs of words or of texts in their order."""
    names = re.findall(".{10}", head[part]["files"])
    assert len(names) == len(head[part]["first"]) and head[part]["first"] == sorted(head[part]["first"])
    return [(built_site / INDEX_FOLDER / f"{name}.{part}").read_bytes() for name in names]


def test_the_index_says_what_every_record_says(built_site: Path, built_book: Book, head: dict[str, Any]) -> None:
    packs = [json.loads(zlib.decompress(pack)) for pack in _list_packs(built_site, head, "texts")]
    assert [sum(len(pack) for pack in packs[:n]) for n in range(len(packs))] == head["texts"]["first"]
    said = [(one[0], one[1], one[2]) for pack in packs for one in pack]
    records = sorted(list_records(built_book), key=lambda one: RECORD_KINDS.index(one.kind))
    assert said == [(one.address, one.title, one.context) for one in records]
    assert head["kinds"] == [[kind, sum(one.kind == kind for one in records)] for kind in RECORD_KINDS]


def test_every_word_leads_to_the_records_that_have_it(built_site: Path, built_book: Book, head: dict[str, Any]) -> None:
    records = sorted(list_records(built_book), key=lambda one: RECORD_KINDS.index(one.kind))
    found: dict[str, list[tuple[int, int]]] = {}
    for first, pack in zip(head["words"]["first"], _list_packs(built_site, head, "words"), strict=True):
        words = _read_words(pack)
        assert next(iter(words)) == first and list(words) == sorted(words)
        found |= words
    expected: dict[str, list[tuple[int, int]]] = {}
    for number, record in enumerate(records):
        for word, strength in weigh_words(record).items():
            expected.setdefault(word, []).append((number, strength))
    # a word that only another name of a term has leads to what carries the term
    assert {word: held for word, held in found.items() if held} == expected


def test_nothing_is_there_that_the_head_does_not_name(built_site: Path) -> None:
    there = {file.relative_to(built_site).as_posix() for file in (built_site / INDEX_FOLDER).rglob("*")}
    assert there == list_index(built_site)
    assert not (built_site / "pagefind").exists()


def test_the_index_has_few_files_and_none_of_them_is_large(
    built_site: Path, built_book: Book, head: dict[str, Any]
) -> None:
    words, texts = (_list_packs(built_site, head, part) for part in ("words", "texts"))
    assert all(len(zlib.decompress(pack)) < 48_000 or len(_read_words(pack)) == 1 for pack in words)
    assert all(len(zlib.decompress(pack)) < 64_000 or len(json.loads(zlib.decompress(pack))) == 1 for pack in texts)
    assert len(words) + len(texts) <= max(20, 2 * len(built_book.cases))


def test_no_page_asks_for_a_byte_of_the_search(built_site: Path) -> None:
    for file in built_site.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        loads = re.findall(
            r"<(?:script|link(?! rel=.?(?:alternate|canonical))|img)[^>]*?(?:src|href)=\"?([^\s\">]+)", page
        )
        found = [one for one in loads if INDEX_FOLDER in one or "search" in one]
        if file.parent.name == "search":
            # its results stand where they will look right at once
            styles = ["../assets/find/search.css", "../assets/find/search-page.css"]
            scripts = ["../assets/find/search-groups.js", "../assets/find/search.js", "../assets/find/search-page.js"]
            assert found == [*styles, *scripts]
        else:
            assert not found, file
    # and the script that every page has names the search once, to import it when it is wanted
    script = (built_site / "assets" / "casebook.js").read_text(encoding="utf-8")
    assert script.count('import("./find/search.js")') == 1 and INDEX_FOLDER not in script


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
