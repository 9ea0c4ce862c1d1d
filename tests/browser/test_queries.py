"""The search of the project's own book in Spanish and Portuguese: what people there would type finds its case.

The list (queries.yml) was written from the cases and not from what the search makes of them. Whatever
somebody adds to the book may stand before what is asked for here: so only the cases of the list are counted.
And a query is asked only as long as its case says one of its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import PHONE

from casebook.book import Book
from casebook.search import list_records
from casebook.search.word_list import fold

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))

ASK = """async (queries) => {
  const worker = new Worker(new URL("../assets/find/search-worker.js", location.href), { type: "module" })
  const answers = []
  let number = 0
  const ask = (message) =>
    new Promise((done, fail) => {
      const heard = []
      worker.onmessage = ({ data }) => {
        if (data.failed) fail(new Error(data.failed))
        if (data.search !== message.search) return
        heard.push(data)
        if (data.done) done(heard)
      }
      worker.onerror = fail
      worker.postMessage(message)
    })
  for (const query of queries) {
    number++
    const groups = {}
    const first = await ask({ search: number, query })
    for (const { found } of first) for (const { kind } of found?.groups ?? []) groups[kind] = []
    for (const kind of Object.keys(groups)) {
      const more = await ask({ search: number, more: kind, from: 0 })
      groups[kind] = more.flatMap(({ hits }) => hits ?? []).map(({ address, language }) => [address, language ?? "en"])
    }
    answers.push(groups)
  }
  return answers
}"""
"""Asks the worker as the page does, and takes the first twenty hits of each group."""

FIRST = 3


@pytest.fixture(scope="module")
def said(project_book: Book) -> dict[str, str]:
    """Everything by which each case can be found, folded."""
    texts: dict[str, list[str]] = defaultdict(list)
    for record in list_records(project_book):
        if found := re.match(r"cases/([^/]+)/", record.address):
            foreign = (text for one in record.foreign for text in (one.title, one.text, one.hint))
            texts[found[1]] += (record.title, *record.texts, *foreign, *record.hints)
    return {id: fold(" ".join(found)) for id, found in texts.items()}


def _rank(hits: list[list[str]], listed: set[str]) -> list[str]:
    """The cases of the list in the order in which they or their items stand in a group."""
    ids = [address.split("/")[1] for address, _ in hits if address.startswith("cases/")]
    return [id for id in dict.fromkeys(ids) if id in listed]


def test_what_is_typed_in_spanish_and_portuguese_finds_its_case(open_page: Any, said: dict[str, str]) -> None:
    asked = [
        one
        for one in QUERIES
        if one["case"] in said and any(word in said[one["case"]] for word in re.findall(r"\w{4,}", fold(one["query"])))
    ]
    listed = {one["case"] for one in QUERIES}
    page = open_page("search/", PHONE)
    answers = page.evaluate(ASK, [one["query"] for one in asked])
    lost = {}
    for one, groups in zip(asked, answers, strict=True):
        ranks = {kind: _rank(hits, listed) for kind, hits in groups.items()}
        if not any(one["case"] in ids[:FIRST] for ids in ranks.values()):
            lost[one["query"]] = (one["case"], ranks)
    assert not lost


def test_the_list_is_long_enough_and_speaks_both_languages() -> None:
    languages = [one["language"] for one in QUERIES]
    assert min(languages.count("es"), languages.count("pt")) >= 20 and len(languages) >= 60
    assert len({one["query"] for one in QUERIES}) == len(QUERIES)
