"""The scripts' modules apart from their pages: all examples in one page, and where scripts and the core agree."""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from module_examples import EXAMPLES, GIVEN, make_table
from playwright.sync_api import Browser, Page

from casebook.book import Book
from casebook.book.related import TRAITS
from casebook.find import FACETS, order_cases, write_table
from casebook.find.describing import CAUGHT_BY, write_words
from casebook.find.places import write_places
from casebook.find.table import LETTERS
from casebook.model import ITEM_KINDS, LANGUAGES
from casebook.render.narrowing import LEAF
from casebook.search.case_words import stem
from casebook.search.records import RECORD_KINDS
from casebook.search.scripts import UNSPACED
from casebook.search.tokens import SILENT
from casebook.search.word_list import SHORTEST, fold
from casebook.text.wording import join_words, number_of

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
PURE = (
    "address", "case-words", "choose", "compare", "deck", "explore", "finder", "folding", "item-table", "language", "like-mine", "narrow",
    "nearness", "regions", "rows", "search-found", "search-query", "sentences", "site", "spelling", "state", "table", "understand",
    "word-forms",
)  # fmt: skip
"""The modules that examples may use: they stand there by these names, with _ for -."""


@pytest.fixture(scope="module")
def lab(browser: Browser, lab_root: Path, serve_folder: Any, shelf_book: Book) -> Iterator[Page]:
    """An empty page beside the scripts, where `modules()` gives them all."""
    (lab_root / "cases.json").write_text(write_table(shelf_book), encoding="utf-8")
    (lab_root / "words.json").write_text(write_words(shelf_book), encoding="utf-8")
    (lab_root / "places.json").write_text(write_places(shelf_book), encoding="utf-8")
    problems: list[str] = []
    with serve_folder(lab_root) as address:
        page = browser.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(address)
        page.evaluate(
            """(names) => { window.modules = async () => Object.fromEntries(await Promise.all(names.map(async (name) =>
              [name.replaceAll("-", "_"), await import(new URL(`assets/find/${name}.js`, location.origin))]))) }""",
            PURE,
        )
        yield page
        page.close()
    assert not problems


@pytest.fixture(scope="module")
def answers(lab: Page) -> dict[str, Any]:
    """What each example gives: all of them in one go."""
    runs = ",\n".join(f"[{json.dumps(name)}, async () => ({code})]" for name, (code, _) in EXAMPLES.items())
    ready = Path(__file__).with_name("module_examples.js").read_text(encoding="utf-8")
    return lab.evaluate(
        f"""async (given) => {{
          const m = await modules()
          given.words = await (await fetch("words.json")).json()
          given.places = await (await fetch("places.json")).json()
          {ready}
          const answers = {{}}
          for (const [name, run] of [{runs}]) {{
            try {{ answers[name] = plain(await run()) }} catch (error) {{ answers[name] = `failed: ${{error.stack}}` }}
          }}
          return answers
        }}""",
        GIVEN,
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_is_so(answers: dict[str, Any], name: str) -> None:
    assert answers[name] == EXAMPLES[name][1]


# ---- many at once, against a plain twin ----


def _make_rows(chance: random.Random) -> tuple[dict[str, Any], dict[str, list[set[str]]]]:
    """A table of forty cases and four facets, one with more values than there are plain letters; and its rows."""
    rows = {
        facet: [set(chance.sample([f"{facet}{n}" for n in range(size)], chance.randint(0, most))) for _ in range(40)]
        for facet, size, most in (("few", 3, 2), ("some", 6, 3), ("more", 12, 3), ("many", 90, 9))
    }
    texts = {facet: [" ".join(sorted(row)) for row in lists] for facet, lists in rows.items()}
    people = [chance.choice([0, 1000, 5000, 5000, 90_000]) for _ in range(40)]
    return make_table(" ".join(f"case-{n}" for n in range(40)), people, **texts), rows


def test_the_filter_is_what_a_plain_filter_gives(lab: Page) -> None:
    chance = random.Random(8)
    asked, expected = [], []
    for _ in range(150):
        table, rows = _make_rows(chance)
        known = {facet: sorted(set().union(*lists)) for facet, lists in rows.items()}
        chosen = {
            facet: chance.sample(ids, chance.randint(1, min(3, len(ids))))
            for facet, ids in known.items()
            if chance.random() < 0.5
        }

        def fits(n: int, but: str = "", rows: Any = rows, chosen: Any = chosen) -> bool:
            return all(facet == but or rows[facet][n] & set(ids) for facet, ids in chosen.items())

        cases = [n for n in range(40) if fits(n)]
        counts = {
            facet: [sum(id in rows[facet][n] and fits(n, facet) for n in range(40)) for id in ids]
            for facet, ids in known.items()
        }
        without = {facet: sum(fits(n, facet) and not fits(n) for n in range(40)) for facet in rows} | {"words": 0}
        assert len(known["many"]) > len(LETTERS)
        asked.append([table, chosen])
        expected.append([cases, counts, without])
    found = lab.evaluate(
        """async (asked) => {
          const { filter, readTable } = (await modules()).table
          const list = (one) => typeof one === "number" ? one : [...one]
          const plain = (map) => Object.fromEntries([...map].map(([id, one]) => [id, list(one)]))
          return asked.map(([table, chosen]) => {
            const sets = new Map(Object.entries(chosen).map(([id, ids]) => [id, new Set(ids)]))
            const { cases, without, count } = filter(readTable(table), sets)
            return [cases, plain(count()), plain(without)]
          })
        }""",
        asked,
    )
    assert found == expected
    numbers = {len(cases) for cases, _, _ in expected}
    assert 0 in numbers and 40 in numbers and len(numbers) > 8


def test_the_table_says_what_the_book_says(lab: Page, shelf_book: Book) -> None:
    found = lab.evaluate(
        """async () => {
          const { readTable, valuesOf } = (await modules()).table
          const table = readTable(await (await fetch("cases.json")).json())
          const name = (facet, n) => [...valuesOf(facet, n)].map((k) => facet.terms[k].id)
          return table.ids.map((id, n) => [id, table.facets.map((facet) => name(facet, n))])
        }"""
    )
    cases = order_cases(shelf_book)
    assert found == [[case.id, [list(one.values_of(shelf_book, case)) for one in FACETS]] for case in cases]


# ---- where the scripts and the core say the same ----

NASTY = (
    "", "Straße", "STRASSE", "ẞ", "Ørsted", "Łódź", "İstanbul", "ISPARTA", "ıslak", "Dvořák", "e\u0301\u0301", "\u0301",
    "Ǆ ǅ ǆ", "Αθήνα ΑΘΉΝΑ ΣΊΣΥΦΟΣ σοφός", "ᾼ ῌ", "Київ ЙОД ёлка", "北京市 東京 とうきょう ガ ｶﾞ", "서울",
    "São Tomé", "Ñuñoa", "Đà Nẵng", "ﬁn ½ ² Ⅳ ℡", "Åse Ångström K Ω", "o’clock ʻOkina",
    "दिल्ली", "กรุงเทพฯ", "القاهرة بِسْمِ", "תֵּל אָבִיב",
    "\U0001f3d9\ufe0f \U0001f469\u200d\U0001f467", "a\u20dd \u0488б", "ǰ ŉ ΐ", "Ⅷ ⓐ", "\u00ad\u200b x", "Ẹ̀kọ́",
    "Z̷͎a̶l̴g̸o̷",
)  # fmt: skip


def test_a_word_is_folded_alike(lab: Page) -> None:
    found = lab.evaluate("async (texts) => texts.map((await modules()).folding.fold)", list(NASTY))
    assert found == [fold(text) for text in NASTY]
    assert found[NASTY.index("Đà Nẵng")] == "đa nang" and found[NASTY.index("दिल्ली")] == "दलल"


def test_a_word_is_cut_alike(lab: Page) -> None:
    words = ["mall", "vendors", "cities", "city", "trolleys", "trading", "traded", "glass", "bus", "doacoes", "doacao",
             "vendedores", "vendedor", "cocinas", "ring", "red", "ties", "tie", "as", "oes", "", "series"]  # fmt: skip
    found = lab.evaluate("async (words) => words.map((await modules()).case_words.stem)", words)
    assert found == [stem(word) for word in words]
    cut = dict(zip(words, found, strict=True))
    assert cut["cities"] == cut["city"] and cut["doacoes"] == cut["doacao"] and cut["vendedores"] == cut["vendedor"]


def test_all_forms_of_a_word_begin_as_its_beginning(lab: Page, shelf_book: Book) -> None:
    """Else they would be in words of the index that are not looked through."""
    words = sorted(
        set(re.findall(r"[a-z]{2,}", fold(repr(shelf_book.cases)))) | {"labour", "labor", "organize", "crises"}
    )
    forms = lab.evaluate(
        """async (words) => { const { cutBeginning, cutDeep, cutEnding } = (await modules()).word_forms
           return words.map((word) => [cutEnding(word), cutDeep(word), cutBeginning(word)]) }""",
        words,
    )
    known = dict(zip(words, forms, strict=True))
    assert len({stem for stem, _, _ in forms}) < len(words)
    for rank in (0, 1):
        alike: dict[str, list[str]] = {}
        for word in words:
            alike.setdefault(known[word][rank], []).append(word)
        assert [
            (one, other)
            for others in alike.values()
            for one in others
            for other in others
            if not other.startswith(known[one][2])
        ] == []


def test_every_letter_is_folded_alike(lab: Page) -> None:
    """All letters up to the end of the first plane that this Python knows."""
    letters = [chr(code) for code in range(0x250) if chr(code).isalpha()]
    letters += [chr(code) for code in range(0x370, 0x3000) if chr(code).isalpha()]
    found = lab.evaluate("async (texts) => texts.map((await modules()).folding.fold)", letters)
    differ = [one for one, folded in zip(letters, found, strict=True) if folded != fold(one)]
    assert not differ


def test_constants_are_the_same_on_both_sides(lab: Page, shelf_book: Book) -> None:
    found = lab.evaluate(
        """async () => {
          const m = await modules()
          return {
            letters: m.table.LETTERS, shortest: m.spelling.SHORTEST, parts: m.item_table.PARTS.map((part) => part.kind),
            told: m.understand.KINDS, leaf: m.rows.LEAF, columns: m.like_mine.COLUMN, weights: m.nearness.WEIGHTS,
            languages: [Object.keys(m.language.SMALL_WORDS), Object.keys(m.language.DENIALS)],
            unspaced: m.search_query.UNSPACED, silent: [...m.search_query.SILENT],
          }
        }"""
    )
    assert found["letters"] == LETTERS
    assert found["shortest"] == SHORTEST
    assert found["leaf"] == LEAF
    assert found["unspaced"] == UNSPACED
    assert set(found["silent"]) == SILENT
    # the finder answers with the kinds that have a mark, in the order of the house
    assert found["parts"] == [kind.id for kind in ITEM_KINDS if kind.mark]
    assert set(found["told"]) == set(json.loads(write_words(shelf_book))) - {"version"}
    assert found["languages"] == [["en", *LANGUAGES]] * 2
    # a name in the address of like-mine/ asks a facet over the vocabulary that catches it
    vocabulary = {facet.id: facet.vocabulary for facet in FACETS}
    assert {name: vocabulary[column] for name, column in found["columns"].items()} == CAUGHT_BY
    weights = {trait.id: trait.weight for trait in TRAITS}
    alike = {facet: weights[id] for facet, id in vocabulary.items() if facet in found["weights"] and id in weights}
    assert alike and alike == {facet: found["weights"][facet] for facet in alike}


def test_the_kinds_that_are_coloured_are_kinds_of_the_search() -> None:
    style = (ASSETS / "find" / "search.css").read_text(encoding="utf-8")
    coloured = set(re.findall(r"\.found--([a-z]+)", style))
    assert coloured and coloured <= set(RECORD_KINDS)


def test_numbers_and_lists_are_said_alike(lab: Page) -> None:
    numbers = [(n, *nouns) for n in (0, 1, 2, 999, 1000, 1_234_567) for nouns in (("case",), ("city", "cities"))]
    lists = [[list("abcd"[:size]), last] for size, last in itertools.product(range(5), ("and", "or"))]
    found = lab.evaluate(
        """async ([numbers, lists]) => {
          const { joinWords, numberOf } = (await modules()).site
          return [numbers.map((one) => numberOf(...one)), lists.map((one) => joinWords(...one))]
        }""",
        [numbers, lists],
    )
    assert found == [[number_of(*one) for one in numbers], [join_words(*one) for one in lists]]


def test_no_script_touches_a_page_that_is_not_its_own(browser: Browser, lab: Page) -> None:
    page = browser.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(lab.url.split("?")[0])
    scripts = sorted(one.stem for one in (ASSETS / "find").glob("*.js") if one.stem != "search-worker")
    before = page.content()
    load = "(names) => Promise.all(names.map((name) => import(new URL(`assets/find/${name}.js`, location.origin))))"
    page.evaluate(load, scripts)
    assert page.content() == before
    page.close()
    assert not problems
    assert set(PURE) <= set(scripts)
