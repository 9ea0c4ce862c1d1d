"""Cases like mine on the project's own book: what people write is understood, and brings the case that is like it.

The list (descriptions.yml) was written before the words were changed. Whatever somebody adds to the book may stand
before what is asked for here: so only the cases of the list are counted, and each only as long as it is there.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from browsing import PHONE

from casebook.book import Book
from casebook.find import CAUGHT_BY

LIST = yaml.safe_load((Path(__file__).parent / "descriptions.yml").read_text(encoding="utf-8"))
DESCRIPTIONS: list[dict[str, Any]] = LIST["descriptions"]

READ_ALL = """async (texts) => {
  const from = (name) => import(new URL(`../assets/find/${name}.js`, location.href.split("#")[0]))
  const [{ LikeMine }, { makeReader }, { load }] = await Promise.all(["like-mine", "understand", "site"].map(from))
  const read = makeReader(await load("find/words.json"), await load("find/places.json"))
  const mine = new LikeMine(document.querySelector(".like"))
  mine.text.value = "the"
  await mine.readText() // the words of the cases have come
  const answers = []
  for (const text of texts) {
    mine.controls.empty()
    mine.heard = new Set()
    mine.text.value = text
    await mine.readText()
    await mine.show()
    const { people, terms } = read(text)
    const links = [...mine.list.querySelectorAll("h3 a")].map((one) => new URL(one.href).pathname)
    answers.push({
      people, terms: terms.map(({ kind, id }) => `${kind}=${id}`), said: mine.understood.textContent,
      cases: links.map((path) => path.split("/").at(-2)),
    })
  }
  return answers
}"""
"""Reads each text as the page does, but without its pause, and tells what it then says and shows."""

FIRST = 3


def _find_faults(one: dict[str, Any], answer: dict[str, Any], there: set[str], codes: set[str]) -> list[str]:
    """What is not as the list says it."""
    faults = []
    for kind, wanted in one.get("understood", {}).items():
        if kind == "people":
            least, most = wanted if isinstance(wanted, list) else (wanted, wanted)
            if not least <= answer["people"] <= most:
                faults.append(f"people: {answer['people']}")
        else:
            ids = wanted if isinstance(wanted, list) else [wanted]
            faults += [f"not understood: {kind}={id}" for id in ids if f"{kind}={id}" not in answer["terms"]]
    for pair in one.get("not", ()):
        heard = {"people": answer["people"], "anything": answer["people"] or answer["terms"]}
        if heard.get(pair, pair in answer["terms"]):
            faults.append(f"understood: {pair}")
    ranked = [id for id in answer["cases"] if id in LIST["cases"]]
    places = [(one["top"], 1)] if "top" in one else []
    for id, place in places + [(id, FIRST) for id in one.get("first", ())]:
        if id in there and id not in ranked[:place]:
            faults.append(f"not among the first {place}: {id}")
    if "no_case" in one and one["no_case"] not in codes and "We have no case from" not in answer["said"]:
        faults.append("not said that we have no case from there")
    return faults


def test_what_people_write_is_understood_and_brings_the_case_that_is_like_it(open_page: Any, built_book: Book) -> None:
    there = set(built_book.by_id)
    codes = set(built_book.cases_by_country)
    page = open_page("like-mine/", PHONE)
    answers = page.evaluate(READ_ALL, [one["text"] for one in DESCRIPTIONS])
    found = {
        one["text"]: (faults, answer)
        for one, answer in zip(DESCRIPTIONS, answers, strict=True)
        if (faults := _find_faults(one, answer, there, codes))
    }
    assert not found


def test_the_list_is_long_enough_and_names_what_there_is(built_book: Book) -> None:
    assert len(DESCRIPTIONS) >= 45 and len({one["text"] for one in DESCRIPTIONS}) == len(DESCRIPTIONS)
    for one in DESCRIPTIONS:
        for kind in set(one.get("understood", {})) & set(CAUGHT_BY):
            known = {term.id for term in built_book.vocabularies[CAUGHT_BY[kind]].terms}
            assert set(one["understood"][kind]) <= known, one
        assert {*one.get("first", ()), *([one["top"]] if "top" in one else [])} <= set(LIST["cases"]), one
    spread = Counter(kind for one in DESCRIPTIONS for kind in one.get("understood", {}))
    assert min(spread[kind] for kind in CAUGHT_BY) >= 10


@pytest.mark.parametrize(
    ("one", "answer", "faults"),
    [
        ({"understood": {"people": [10, 20]}}, {"people": 21}, ["people: 21"]),
        ({"understood": {"country": "ZM"}}, {"terms": ["country=KE"]}, ["not understood: country=ZM"]),
        ({"not": ["anything"]}, {"terms": ["topic=food"]}, ["understood: anything"]),
        ({"not": ["crisis=flood", "people"]}, {"people": 5}, ["understood: people"]),
        ({"top": LIST["cases"][0]}, {"cases": ["added", LIST["cases"][0]]}, []),
        ({"top": LIST["cases"][1]}, {"cases": LIST["cases"]}, [f"not among the first 1: {LIST['cases'][1]}"]),
        ({"no_case": "ZM"}, {"said": "I understood: Food."}, ["not said that we have no case from there"]),
    ],
)
def test_a_wrong_answer_is_found(one: dict[str, Any], answer: dict[str, Any], faults: list[str]) -> None:
    whole = {"people": 0, "terms": [], "cases": [], "said": ""} | answer
    assert _find_faults(one, whole, set(LIST["cases"]), set()) == faults
