"""The search of the project's own book: what people would type finds what they look for, or leads on.

The lists were written from the cases and not from what the search makes of them: queries.yml asks for a case in
Spanish or Portuguese, searches.yml for all else. Whatever somebody adds to the book may stand before what is asked for
here: so only the cases of the lists are counted. And a query is asked only as long as what it asks for is there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import PHONE

from casebook.book import Book
from casebook.search import list_records
from casebook.search.word_list import fold

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))
SEARCHES = yaml.safe_load((Path(__file__).parent / "searches.yml").read_text(encoding="utf-8"))

ASK = """async (queries) => {
  const worker = new Worker(new URL("../assets/find/search-worker.js", location.href), { type: "module" })
  const answers = []
  let number = 0
  const ask = (message) =>
    new Promise((done, fail) => {
      const heard = []
      worker.onmessage = ({ data }) => {
        for (const told of data) {
          if (told.failed) fail(new Error(told.failed))
          if (told.search !== message.search) continue
          heard.push(told)
          if (told.done) done(heard)
        }
      }
      worker.onerror = fail
      worker.postMessage(message)
    })
  for (const query of queries) {
    number++
    const groups = {}
    const first = await ask({ search: number, query, whole: {} })
    const { found } = first.find((one) => one.found)
    const { narrow = [] } = first.find((one) => one.narrow) ?? {}
    for (const { kind } of found.groups) groups[kind] = []
    for (const kind of Object.keys(groups)) {
      const more = await ask({ search: number, more: kind, from: 0 })
      groups[kind] = more.flatMap(({ hits }) => hits ?? []).map(({ address, language }) => [address, language ?? "en"])
    }
    answers.push({ ...found, narrow, groups })
  }
  return answers
}"""
"""Asks the worker as the page does, and takes the first twenty hits of each group; groups are in their order."""

FIRST = 3
MANY = 60
"""As in search-worker.js."""


@pytest.fixture(scope="module")
def said(project_book: Book) -> dict[str, str]:
    """Everything by which each case can be found, folded."""
    texts: dict[str, list[str]] = defaultdict(list)
    for record in list_records(project_book):
        if found := re.match(r"cases/([^/]+)/", record.address):
            foreign = (text for one in record.foreign for text in (one.title, one.text, one.hint))
            texts[found[1]] += (record.title, *record.texts, *foreign, *record.hints)
    return {id: fold(" ".join(found)) for id, found in texts.items()}


@pytest.fixture(scope="module")
def named(project_book: Book) -> set[str]:
    """Whatever a list may ask for: cases, items as CASE#ITEM, and other records by their address."""
    return {_name(record.address) for record in list_records(project_book)}


def _name(address: str) -> str:
    """What a list calls a record: a case and its item by their ids, anything else by its address."""
    found = re.fullmatch(r"cases/([^/]+)/(#.*)?", re.sub(r"#summary-\w+$", "", address))
    return found[1] + (found[2] or "") if found else address


def _rank(hits: list[list[str]], listed: set[str]) -> list[str]:
    """The cases of the list in the order in which they or their items stand in a group."""
    ids = [address.split("/")[1] for address, _ in hits if address.startswith("cases/")]
    return [id for id in dict.fromkeys(ids) if id in listed]


def _list_first(hits: list[list[str]], listed: set[str]) -> list[str]:
    """The first hits of a group, without those of cases that the lists do not name."""
    names = (_name(address) for address, _ in hits)
    return [name for name in names if "/" in name or name.split("#")[0] in listed][:FIRST]


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
    for one, answer in zip(asked, answers, strict=True):
        ranks = {kind: _rank(hits, listed) for kind, hits in answer["groups"].items()}
        if not any(one["case"] in ids[:FIRST] for ids in ranks.values()):
            lost[one["query"]] = (one["case"], ranks)
    assert not lost


def _find_faults(one: dict[str, Any], answer: dict[str, Any], listed: set[str], named: set[str]) -> Iterator[str]:
    """What is not as the list says."""
    groups = answer["groups"]
    firsts = {kind: _list_first(hits, listed) for kind, hits in groups.items()}
    shown = {name for names in firsts.values() for name in names}
    wanted = named & set(one.get("finds", ()))
    if wanted and not wanted & shown:
        yield f"finds {sorted(shown)}"
    leader = next((kind for kind, names in firsts.items() if names), None)
    # what leads with a case that the lists do not name may well be right
    alien = next((_name(hits[0][0]).split("#")[0] not in listed for hits in groups.values() if hits), False)
    if one.get("leads") not in (None, leader) and not (alien and leader == "case"):
        yield f"{leader} leads"
    if low := {name.split("#")[0] for name in shown} & set(one.get("not_first", ())):
        yield f"{sorted(low)} first"
    if "offers" in one and answer["offer"] != one["offers"]:
        yield f"offers {answer['offer']!r}"
    if one.get("never_corrected") and answer["offer"]:
        yield f"corrects to {answer['offer']!r}"
    if "place" in one and (answer["place"] or {}).get("name") != one["place"]:
        yield f"says of its place {answer['place']}"
    if one.get("none") and "place" not in one and answer["total"]:
        yield f"finds {answer['total']}"
    if one.get("many") and not (answer["total"] > MANY and answer["narrow"]):
        yield f"{answer['total']}, narrowed down by {answer['narrow']}"


def test_what_people_type_finds_what_they_look_for_or_leads_on(
    open_page: Any, said: dict[str, str], named: set[str]
) -> None:
    everything = " ".join(said.values())
    listed = {name.split("#")[0] for one in SEARCHES for name in (*one.get("finds", ()), *one.get("not_first", ()))}
    listed |= {one["case"] for one in QUERIES}
    asked = [
        one
        for one in SEARCHES
        # what no case had when the list was written may have come since, and a place its case
        if not (one.get("none") and re.search(rf"\b{re.escape(fold(one['query']))}\b", everything))
        and (named & set(one.get("finds", ())) or not one.get("finds"))
    ]
    answers = open_page("search/", PHONE).evaluate(ASK, [one["query"] for one in asked])
    faults = {
        one["query"]: found
        for one, answer in zip(asked, answers, strict=True)
        if (found := list(_find_faults(one, answer, listed, named)))
    }
    assert not faults


def test_the_list_is_long_enough_and_speaks_both_languages() -> None:
    languages = [one["language"] for one in QUERIES]
    assert min(languages.count("es"), languages.count("pt")) >= 20 and len(languages) >= 60
    assert len({one["query"] for one in QUERIES}) == len(QUERIES)
    assert len({one["query"] for one in SEARCHES}) == len(SEARCHES) >= 60
    known = {"query", "language", "finds", "leads", "not_first", "offers", "never_corrected", "none", "place", "many"}
    assert {name for one in SEARCHES for name in one} == known
