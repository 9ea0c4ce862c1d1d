"""Examples of what the modules of docs/assets/find/ do: a name, what is asked in JavaScript, and the answer.

What is asked may use what module_examples.js has ready; the modules stand there as `m.state`, `m.table` …
"""

from __future__ import annotations

import json
import math
from typing import Any

from casebook.find.table import encode_column

__all__ = ["EXAMPLES", "GIVEN", "make_table"]


def _make_column(rows: list[str], more: str = "") -> dict[str, Any]:
    """A column over the ids that its rows name, and `more` that no row has."""
    ids = sorted({id for row in (*rows, more) for id in row.split()})
    terms = [[id] if id.islower() else [id, f"Land of {id}"] for id in ids]
    return {"terms": terms, "of": encode_column([ids.index(id) for id in row.split()] for row in rows)}


def make_table(cases: str, people: list[int], **rows: list[str]) -> dict[str, Any]:
    """A table as find/cases.json has it: for each column a row of ids for each case."""
    columns = [{"id": name, "title": name.capitalize(), **_make_column(lists)} for name, lists in rows.items()]
    size = len(people)
    return {
        "cases": cases.split(),
        "facets": columns,
        "people": people,
        "place": list(range(size))[::-1],
        "begun": [(n * 2 + 1) % size for n in range(size)],
    }


TABLE = make_table(
    "ant bee cat dog eel",
    [90_000, 0, 225_000, 2_000_000, 90_000],
    topic=["food", "food shelter", "shelter", "", "local-economy"],
    crisis=["pandemic", "pandemic hunger", "hunger", "pandemic violence", "pandemic"],
    cause=["money", "money mistrust", "", "mistrust", "money"],
    country=["BR", "ZA", "ZA", "", "BR"],
    lead=["community", "media", "community", "officials", "media"],
    confidence=["medium", "low", "low", "low", "medium"],
)
"""Five cases: what each has stands in the same place of each list."""

ITEMS = [
    [("a1", 0, "community", ""), ("a2", 1, "officials", "money"), ("a3", 2, "community", "money")],
    [
        ("b1", 1, "community", "mistrust"), ("b2", 2, "media", "mistrust money"), ("b3", 2, "media", "money"),
        ("b4", 2, "media", "money"),
        ("b5", 2, "media", "money"),
    ],
    [("c1", 1, "community", "", "money")],
    [("d1", 1, "officials", "money mistrust"), ("d2", 0, "officials", "")],
    [("e1", 0, "community", "money"), ("e2", 2, "media", "money")],
]  # fmt: skip
"""The items of the five cases: name, letter of the kind, for whom, what it answers or failed through, of which causes it speaks."""


def make_items(cases: list[list[Any]]) -> dict[str, Any]:
    """A table as find/items.json has it, over the terms of the examples; no item has `nobody` or `food` of its own."""
    items = [item for case in cases for item in case]
    return {
        "kinds": encode_column([letter for _, letter, *_ in case] for case in cases),
        "best": "".join("1" if name.endswith("1") else "0" for name, *_ in items),
        "who": _make_column([who for _, _, who, *_ in items], "nobody media"),
        "causes": _make_column([causes for _, _, _, causes, *_ in items]),
        "speaks": {
            "crisis": _make_column([""] * len(items), "pandemic hunger violence"),
            "topic": _make_column([""] * len(items), "food shelter local-economy"),
            "cause": _make_column([" ".join(speaks) for _, _, _, _, *speaks in items]),
        },
    }


FACETS_OF_A_PAGE = [
    {"id": "topic", "title": "Worked on", "values": [{"id": "shelter"}, {"id": "food"}]},
    {"id": "country", "title": "Country", "values": [{"id": "BR"}, {"id": "ZA"}]},
]

NO_STATE = {"chosen": {}, "words": "", "sort": "", "page": 1, "vain": []}

EXAMPLES: dict[str, tuple[str, Any]] = {
    # ---- deck.js: the cards for a table ----
    "a card has a sign of its own in an address": (
        "['ant#a1', 'ant#a2', 'ant#a1'].map(m.deck.signCard)", ["edkm9", "kerjc", "edkm9"],
    ),
    "cards that are taken out come back from the address": (
        "m.deck.splitSigns(m.deck.joinSigns(new Set(['edkm9', 'kerjc'])))", ["edkm9", "kerjc"],
    ),
    "an address takes no more than three hundred of them, the last ones": (
        "((signs) => [m.deck.joinSigns(signs).length, m.deck.splitSigns(signs.join(''))[0]])"
        "(Array.from({ length: 400 }, (_, n) => String(10000 + n)))",
        [1500, "10100"],
    ),
    "what is no sign takes nothing out": (
        "[null, '', 'abc', '<script>', 'ABCDE', 'edkm9xy'].map(m.deck.splitSigns)", [[], [], [], [], [], ["edkm9"]],
    ),
    "one card of each case comes first, what it is worth reading for": (
        "m.deck.takeTurns([[0, 'a', 'lesson', false], [0, 'b', 'lesson', true], [1, 'c', 'lesson', true]]"
        ".map(([n, id, kind, best]) => ({ n, id, kind, best }))).map(({ id }) => id)",
        ["b", "c", "a"],
    ),
    "cards are counted by each value as if it were not chosen": (
        "((item) => [...m.deck.countCards({ items: [item('x'), item('y'), item('y')] },"
        " { kinds: ['lesson'], theme: 'x' }, 'theme')])"
        "((theme) => ({ kind: 'lesson', theme: [theme], cause: [], door: [], country: [] }))",
        [["x", 1], ["y", 2]],
    ),
    "a saved list brings items by name, and of a case the best": (
        "(({ items, lost }) => [items.map(({ place }) => place), lost])(m.deck.findSaved({ cases: ['ant', 'bee'], items:"
        " [{ n: 0, place: 0, best: true }, { n: 0, place: 1, best: false }, { n: 1, place: 0, best: false }] },"
        " ['ant', 'bee#b1', 'bee#gone', 'gone'], (_, id) => (id === 'b1' ? 0 : -1)))",
        [[0, 0], 2],
    ),
    # ---- state.js: what a list is narrowed down by ----
    "an empty address asks for nothing": ("[read(''), m.state.isPlain(read(''))]", [NO_STATE, True]),
    "an address asks for values, an order and a page": (
        "read('?topic=food&topic=shelter&country=ZA&sort=size&page=3')",
        {
            "chosen": {"topic": ["food", "shelter"], "country": ["ZA"]},
            "words": "", "sort": "size", "page": 3, "vain": [],
        },
    ),
    "words come with the others, and last of what narrows": (
        "[read('words=+union+bus+').words, write({ topic: ['food'] }, 'size', 2, 'union bus')]",
        ["union bus", "topic=food&words=union+bus&sort=size&page=2"],
    ),
    "capitals and spaces do not count": (
        "read('?topic=FOOD%20&country=za').chosen", {"topic": ["food"], "country": ["ZA"]},
    ),
    "a value twice counts once": ("read('?topic=food&topic=food').chosen", {"topic": ["food"]}),
    "what nothing has is said, with the facet's title": (
        "read('?topic=castles&topic=food')",
        {**NO_STATE, "chosen": {"topic": ["food"]}, "vain": ["no case has “castles” under Worked on"]},
    ),
    "an order that is not there is said": (
        "read('?sort=hats')", {**NO_STATE, "vain": ["there is no order called “hats”"]},
    ),
    "the first order may be named": ("read('?sort=news')", NO_STATE),
    "what is asked in vain is cut short": (
        "read('?topic=' + 'x'.repeat(41)).vain", [f"no case has “{'x' * 39}…” under Worked on"],
    ),
    "forty letters are not cut": ("read('?topic=' + 'x'.repeat(40)).vain", [f"no case has “{'x' * 40}” under "
        "Worked on"]),
    "a page is a number from one on": (
        "['0', '-2', 'two', '2.9', ''].map((page) => read(`?page=${page}`).page)", [1, 1, 1, 2, 1],
    ),
    "names that are no facets are passed over": ("read('?planet=mars&__proto__=x&constructor=y')", NO_STATE),
    "an address names values in the order of the page": (
        "write({ country: ['ZA'], topic: ['food', 'shelter'] }, 'begun', 2)",
        "topic=shelter&topic=food&country=ZA&sort=begun&page=2",
    ),
    "a state that asks for nothing has no address of its own": ("write({})", ""),
    "what is written is read again": (
        "['topic=shelter&country=BR&words=x&sort=place&page=7', 'sort=size', 'page=2', ''].map((query) => m.state"
        ".writeState(facets, read(query)).toString())",
        ["topic=shelter&country=BR&words=x&sort=place&page=7", "sort=size", "page=2", ""],
    ),
    "each thing asked for makes a state that is not plain": (
        "['topic=food', 'words=x', 'sort=size', 'page=2', 'topic=castles'].map((query) => m.state"
        ".isPlain(read(query)))",
        [False] * 5,
    ),
    "only facets with values are collected": (
        "m.state.collect(facets, ({ id }) => id === 'topic' ? ['food'] : [])", {"topic": ["food"]},
    ),
    "a page is cut from a list": (
        "[1, 2, 3, 9].map((page) => m.state.cutPage([1, 2, 3, 4, 5], page, 2))",
        [
            {"pages": 3, "number": 1, "cut": [1, 2]}, {"pages": 3, "number": 2, "cut": [3, 4]},
            {"pages": 3, "number": 3, "cut": [5]}, {"pages": 3, "number": 3, "cut": [5]},
        ],
    ),
    "an empty list has one page": ("m.state.cutPage([], 4, 50)", {"pages": 1, "number": 1, "cut": []}),
    "a full page is one page": ("m.state.cutPage([1, 2], 1, 2).pages", 1),
    # ---- table.js: reading, filtering, sorting ----
    "a table is read as it was written": (
        "[table.size, table.ids, table.at.get('cat'), table.facets.map((one) => one.id)]",
        [5, ["ant", "bee", "cat", "dog", "eel"], 2, ["topic", "crisis", "cause", "country", "lead", "confidence"]],
    ),
    "each case has its values": (
        "table.ids.map((_, n) => [...m.table.valuesOf(table.columns.get('topic'), n)].map((k) => table.columns"
        ".get('topic').terms[k].id))",
        [["food"], ["food", "shelter"], ["shelter"], [], ["local-economy"]],
    ),
    "a label that says no more than its id is made from it": (
        "[table.columns.get('topic').terms[1].label, table.columns.get('country').terms[0].label]",
        ["Local economy", "Land of BR"],
    ),
    "without a choice all cases fit": ("names(filter({}).cases)", ["ant", "bee", "cat", "dog", "eel"]),
    "values of one facet are alternatives": (
        "names(filter({ topic: ['food', 'local-economy'] }).cases)", ["ant", "bee", "eel"],
    ),
    "facets add up": ("names(filter({ topic: ['food'], country: ['ZA'] }).cases)", ["bee"]),
    "a facet counts what the others let through": (
        "[numbers({ topic: ['food'] }, 'topic'), numbers({ topic: ['food'] }, 'country')]",
        [{"food": 2, "local-economy": 1, "shelter": 2}, {"BR": 1, "ZA": 1}],
    ),
    "where nothing fits, what to give up is told": (
        "(({ cases, without }) => [cases, without.get('topic'), without.get('country'), without.get('lead')])"
        "(filter({ topic: ['local-economy'], country: ['ZA'] }))",
        [[], 2, 1, 0],
    ),
    "a value that is not in the table lets nothing through": ("filter({ topic: ['castles'] }).cases", []),
    "an empty choice is none": ("filter({ topic: [] }).cases.length", 5),
    "the first order is the table's": ("sort('')", ["ant", "bee", "cat", "dog", "eel"]),
    "cases by place": ("sort('place')", ["eel", "dog", "cat", "bee", "ant"]),
    "cases by their beginning": ("sort('begun')", ["cat", "ant", "dog", "bee", "eel"]),
    "large cities first, and equals as in the table": ("sort('size')", ["dog", "cat", "ant", "eel", "bee"]),
    "some cases in an order": ("sort('place', [0, 2, 3])", ["dog", "cat", "ant"]),
    # ---- narrow.js with explore.js: on any element, with any table ----
    "all cases are narrowed down, a page at a time": (
        """(async () => {
          const it = makeExplorer(async () => table)
          it.box("food")
          await it.settle()
          const first = [it.said(), it.ids(), location.hash, it.pager()]
          it.press("Clear all")
          await it.settle()
          return [first, [it.said(), it.ids(), location.hash, it.pager()]]
        })()""",
        [
            ["2 of 5 cases", ["ant", "bee"], "#topic=food", []],
            ["5 cases", ["ant", "bee"], "", ["Page 1 of 3", "Next"]],
        ],
    ),
    "what is chosen while the table is on its way is what it shows": (
        """(async () => {
          let come
          const it = makeExplorer(() => new Promise((done) => { come = () => done(table) }))
          it.box("food")
          it.box("ZA")
          const before = it.said()
          come()
          await it.settle()
          return [before, it.said(), it.ids()]
        })()""",
        ["Looking…", "1 of 5 cases", ["bee"]],
    ),
    "a table that does not come is said, and asked for again": (
        """(async () => {
          let asked = 0
          const it = makeExplorer(async () => { if (++asked === 1) throw new Error("no line"); return table })
          it.box("ZA")
          await it.settle()
          const said = (words) => it.note().includes(words)
          const failed = [it.said(), said("could not be narrowed down"), said("Lists of what you chose:ZA")]
          it.press("Try again")
          await it.settle()
          return [failed, it.said(), it.ids(), it.note(), asked]
        })()""",
        [["5 cases", True, True], "2 of 5 cases", ["bee", "cat"], "", 2],
    ),
    "values in several lists are one facet, and stand in their parts": (
        """(async () => {
          const it = makeExplorer(async () => table, IN_PARTS)
          it.box("BR")
          it.box("ZA")
          await it.settle()
          const africa = () => document.querySelector("fieldset > [role=group][aria-label=Africa]").textContent
          const first = [it.said(), location.hash, africa().replace(/\\s+/g, " ")]
          it.box("ZA")
          it.box("food")
          await it.settle()
          return [first, [it.said(), location.hash, africa().replace(/\\s+/g, " ")]]
        })()""",
        [
            ["4 of 5 cases", "#country=ZA&country=BR", "AfricaZA 2 cases"],
            ["1 of 5 cases", "#topic=food&country=BR", "AfricaZA 1 case"],
        ],
    ),
    # ---- address.js: what is asked stands in the address ----
    "what is asked is known at once, and stands in the address when its answer is painted": (
        """(async () => {
          dispatchEvent(new Event("pagehide"))
          history.replaceState(null, "", location.pathname)
          const at = () => [location.hash, new URL(m.address.tellAddress()).hash, m.address.readAddress().toString()]
          const isNew = [m.address.writeAddress({ q: "bus" }), m.address.writeAddress({ q: "bus" })]
          const before = at()
          await settle()
          return [isNew, before, at()]
        })()""",
        [[True, False], ["", "#q=bus", "q=bus"], ["#q=bus", "#q=bus", "q=bus"]],
    ),
    "each step is a step, however quickly they follow each other": (
        """(async () => {
          const steps = history.length
          m.address.writeAddress({ q: "one" })
          m.address.writeAddress({ q: "two" })
          m.address.writeAddress({ q: "three" }, true)
          const soon = [history.length - steps, location.hash]
          await settle()
          return [soon, history.length - steps, location.hash]
        })()""",
        [[1, "#q=one"], 2, "#q=three"],
    ),
    "whoever leaves before that leaves from the right address": (
        """(async () => {
          await settle()
          m.address.writeAddress({ q: "leaving" })
          const before = location.hash
          dispatchEvent(new Event("pagehide"))
          return [before === "#q=leaving", location.hash]
        })()""",
        [False, "#q=leaving"],
    ),
    # ---- narrow.js with rows.js: rows of the page ----
    "rows are narrowed by what stands at each": (
        """(async () => {
          const it = makeRows(["A | money | BR", "B | money mistrust | ZA", "C | | ZA", "D | mistrust | BR"])
          it.box("mistrust")
          await it.settle()
          const first = [it.said(), it.shown(), it.counts(), location.hash]
          it.box("BR")
          it.box("mistrust")
          await it.settle()
          return [first, [it.said(), it.shown(), it.counts()]]
        })()""",
        [
            [
                "2 of 4 cases", ["B", "D"], ["money 2", "mistrust 2", "BR 1", "ZA 1"], "#cause=mistrust",
            ],
            ["2 of 4 cases", ["A", "D"], ["money 1", "mistrust 1", "BR 2", "ZA 2"]],
        ],
    ),
    "rows are narrowed by words: all of them, each by its beginning, whatever accents and capitals": (
        """(async () => {
          const it = makeRows(["São Paulo’s big buses | money | BR", "The bus in Paulista | money | ZA", "A rebus | | ZA"])
          const found = []
          for (const words of ["bus", "PAULO", "bus, pauli", "", "(sao) bus", "us"]) {
            it.type(words)
            await it.settle()
            found.push([it.said(), it.shown().length])
          }
          return found
        })()""",
        [
            ["2 of 3 cases", 2], ["1 of 3 cases", 1], ["1 of 3 cases", 1], ["3 cases", 3], ["1 of 3 cases", 1],
            ["No case fits", 0],
        ],
    ),
    "where nothing fits, the words may be given up too": (
        """(async () => {
          const it = makeRows(["A | money | BR", "B | mistrust | BR", "C | mistrust | ZA"])
          it.box("ZA")
          it.type("b")
          await it.settle()
          return [it.said(), it.note(), it.counts()]
        })()""",
        [
            "No case fits", "No case has all of this. Give one up:Without “b”: 1 caseWithout “ZA”: 1 case",
            ["money 0", "mistrust 0", "BR 1", "ZA 0"],
        ],
    ),
    "each list keeps its own rows, and one without any is not there": (
        """(async () => {
          const it = makeRows(["A | money | BR", "B | money | ZA"], ["C | mistrust | ZA"])
          it.box("money")
          await it.settle()
          const first = it.shown()
          it.box("money")
          it.order("place")
          const sorted = it.shown()
          it.order("")
          return [first, sorted, it.shown()]
        })()""",
        [["A", "B"], ["A", "B", "C"], ["A", "B", "C"]],
    ),
    "rows in an order, and as they came": (
        """(async () => {
          const it = makeRows(["A | money | ZA", "B | money | BR", "C | money | ZA", "D | money | BR"])
          it.order("place")
          await it.settle()
          const sorted = it.shown()
          it.order("")
          return [sorted, it.shown()]
        })()""",
        [["B", "D", "A", "C"], ["A", "B", "C", "D"]],
    ),
    "what fits is bound fifty at a time, the first open": (
        """(async () => {
          const it = makeRows(Array.from({ length: 130 }, (_, n) => `Row ${n} | ${n < 120 ? "money" : "mistrust"} | BR`))
          it.box("money")
          await it.settle()
          const many = it.leaves()
          it.box("money")
          it.box("mistrust")
          return [many, it.leaves(), it.shown().length]
        })()""",
        [[["1 to 50", True, 50], ["51 to 100", False, 50], ["101 to 120", False, 20]], [], 10],
    ),
    "the table is asked for once": (
        """(async () => {
          let asked = 0
          const it = makeExplorer(async () => { asked++; return table })
          for (const id of ["food", "shelter", "BR", "ZA"]) it.box(id)
          await it.settle()
          it.box("food")
          return asked
        })()""",
        1,
    ),
    "where nothing fits it offers each way out with its number": (
        """(async () => {
          const it = makeExplorer(async () => ({ ...table, facets: table.facets.slice(0, 4) }))
          it.box("food")
          it.box("BR")
          await it.settle()
          it.box("food")
          it.box("shelter")
          await it.settle()
          const told = [it.said(), it.note()]
          it.press("Without “BR”")
          await it.settle()
          return [...told, it.said(), location.hash]
        })()""",
        [
            "No case fits",
            "No case has all of this. Give one up:Without “shelter”: 2 casesWithout “BR”: 2 cases",
            "2 of 5 cases",
            "#topic=shelter",
        ],
    ),
    # ---- choose.js: the finder ----
    "words that the tables have not are left out of a question": (
        "(({ who, facing, obstacle }) => [who, facing, obstacle].map((all) => all.map((one) => one.id)))"
        "(ask({ who: ['mars', 'media', 'community'], facing: ['food', 'castles', 'hunger', 'food'], obstacle: ['money'] }))",
        [["media"], ["food", "hunger"], ["money"]],
    ),
    "a question with nothing in it chooses nothing": ("[shown(pick({}, doors)), missing({}, doors)]", [[], [[], [], []]]),
    "what the item itself answers comes before all that its case met": (
        "shown(pick({ facing: ['pandemic', 'hunger'], obstacle: ['mistrust'] }, lessons))", ["b1", "d1"],
    ),
    "what answers one thing says more of it than what answers two": (
        "shown(pick({ obstacle: ['money'] }, lessons))", ["a2", "d1", "c1"],
    ),
    "what fits all that was asked stands first": (
        "shown(pick({ who: ['officials'], facing: ['violence'], obstacle: ['money'] }, lessons))", ["d1", "a2", "c1"],
    ),
    "many cities speak before one speaks again": (
        "shown(pick({ obstacle: ['money'] }, failures))", ["a3", "e2", "b3", "b4"],
    ),
    "a failure is a warning to everybody": (
        "pick({ who: ['officials'], facing: ['food'], obstacle: ['money'] }, failures).fitting", 5,
    ),
    "a failure by another cause is no answer": ("shown(pick({ facing: ['pandemic'], obstacle: ['mistrust'] }, failures))", ["b2"]),
    "where nothing answers, what stands beside it is shown if it fits in all the rest": (
        "[shown(pick({ who: ['community'], obstacle: ['mistrust'] }, doors)), "
        "shown(pick({ who: ['officials'], obstacle: ['mistrust'] }, doors))]",
        [[], ["d2"]],
    ),
    "without an obstacle what is for who asks comes, and for others only where there is none": (
        "[shown(pick({ who: ['community'], facing: ['pandemic'] }, lessons)), "
        "shown(pick({ who: ['nobody'], facing: ['pandemic'] }, lessons))]",
        [["b1"], ["b1", "d1", "a2"]],
    ),
    "how many fit all is said, however many are shown": (
        "[pick({ obstacle: ['money'] }, failures).fitting, pick({ who: ['media'], obstacle: ['money'] }, lessons).fitting]", [6, 0],
    ),
    "each reason is of the item or of its case, as it says": (
        "[reasons({ who: ['community'], facing: ['food', 'pandemic'], obstacle: ['money', 'mistrust'] }, lessons)['b1'], "
        "reasons({ obstacle: ['money'] }, lessons)['c1'], reasons({ who: ['media'], obstacle: ['money'] }, failures)['b3']]",
        [
            [
                ["This lesson answers", ["Mistrust"]], ["For", ["Community"]], ["Its case faced", ["Food", "Pandemic"]],
                ["Its case also met", ["Money"]],
            ],
            [["Its words speak of", ["Money"]]],
            [["It failed through", ["Money"]], ["Its case was led by", ["Media"]]],
        ],
    ),
    "what nothing shown has is said": (
        "[missing({ who: ['media'], facing: ['food', 'shelter'], obstacle: ['mistrust'] }, lessons), "
        "missing({ who: ['officials'], obstacle: ['money'] }, failures)]",
        [[["media"], [], []], [["officials"], [], []]],
    ),
    "an answer says how many there would be with it": (
        "[count({}, 'obstacle', 'money'), count({ facing: ['violence'] }, 'obstacle', 'money'), count({}, 'who', 'castles')]",
        [9, 1, 0],
    ),
    # ---- nearness.js: cases like mine ----
    "nothing asked, nothing near": ("near({})", {"sharing": 0, "best": []}),
    "what few have counts for more": ("nearIds({ topic: ['food', 'local-economy'] })", ["eel", "ant", "bee"]),
    "the score is the weight times rarity": (
        "near({ topic: ['local-economy'] }).best[0].score", round(1.5 * (1 + math.log(5)), 6),
    ),
    "the same part of the world counts, the fewer cases it has the more": (
        "['ZA', 'BR KE', ''].map((codes) => near({ region: { label: 'There', countries: codes.split(' ') } }).best"
        ".map((one) => [table.ids[one.n], one.score]))",
        [
            [["bee", round(0.75 * (1 + math.log(2.5)), 6)], ["cat", round(0.75 * (1 + math.log(2.5)), 6)]],
            [["ant", round(0.75 * (1 + math.log(2.5)), 6)], ["eel", round(0.75 * (1 + math.log(2.5)), 6)]],
            [],
        ],
    ),
    "a reason names words and the part of the world, and no word twice": (
        "m.nearness.giveReasons(table, wish({ region: { label: 'Africa', countries: ['ZA'] } }), { n: 1, people: false, "
        "country: [], region: [{ id: 'ZA' }], crisis: [], topic: [{ label: 'Food' }], cause: [], "
        "words: ['Foo', 'mall', 'b', 'c', 'd', 'e', 'g'].map((one) => one.toLowerCase()) })",
        ["Same part of the world (Africa).", "Both: Food.", "Also speaks of: mall, b, c, d, e."],
    ),
    "a wish leaves its own case out": ("nearIds({ country: ['BR'], except: 'ant' })", ["eel"]),
    "the same size counts wholly, at the edge half, beyond not at all": (
        "[90000, 225000, 225001].map((people) => near({ people }).best.map((one) => [table.ids[one.n], one.score]))",
        [[["ant", 2], ["eel", 2], ["cat", 1]], [["cat", 2], ["ant", 1], ["eel", 1]], [["cat", 1.999995]]],
    ),
    "a city of unknown size is near to none": ("nearIds({ people: 1 })", []),
    "equals stand as in the table, and only so many are given": (
        "[nearIds({ crisis: ['pandemic'] }, 2), near({ crisis: ['pandemic'] }, 2).sharing]", [["ant", "bee"], 4],
    ),
    "a better one that comes later still gets in": ("nearIds({ crisis: ['pandemic'], topic: ['local-economy'] "
        "}, 1)", ["eel"]),
    "reasons are short sentences": (
        "whyNear({ people: 100000, country: ['BR'], crisis: ['pandemic'], topic: ['food'], cause: ['money'] }, 'ant')",
        [
            "Of similar size (90,000 people).", "Same country (Land of BR).", "Both: Pandemic, Food.",
            "Failed there through: Money.",
        ],
    ),
    "the rarest reason comes first": (
        "whyNear({ crisis: ['pandemic', 'violence'] }, 'dog')", ["Both: Violence, Pandemic."],
    ),
    "another size is said where size was asked for": (
        "[whyNear({ people: 90000, crisis: ['pandemic'] }, 'dog'), whyNear({ people: 9e6, country: ['ZA'] }, 'cat'),"
        " whyNear({ people: 9e6, country: ['ZA'] }, 'bee')]",
        [
            ["Both: Pandemic.", "But larger (2 million people)."],
            ["Same country (Land of ZA).", "But smaller (225,000 people)."],
            ["Same country (Land of ZA)."],
        ],
    ),
    "people are rounded as one says them": (
        "[9999, 10499, 96228, 999499, 999500, 1e6, 7674366].map(m.nearness.sayPeople)",
        ["9,999", "10,000", "96,000", "999,000", "1 million", "1 million", "7.7 million"],
    ),
    # ---- spelling.js: mistyped words ----
    "letters are counted as people mistype them": (
        "[['ab', 'ab'], ['ab', 'ba'], ['abc', 'ac'], ['ac', 'abc'], ['abc', 'abd'], ['abc', 'xyz'], ['abcd', 'a']]"
        ".map(([one, other]) => m.spelling.distance(one, other, 2))",
        [0, 1, 1, 1, 1, 3, 3],
    ),
    "an open word may go on": (
        "[m.spelling.distance('pandm', 'pandemic', 1, true), m.spelling.distance('pandm', 'pandemic', 1)]", [1, 2],
    ),
    "the nearest word with the same first letter was meant": (
        "['eater', 'kitchn', 'pandmeic', 'comunitty', 'zzzzz', 'pandm'].map((typed) => m.spelling"
        ".correct(words, typed, true))",
        [None, "kitchen", "pandemic", "community", None, "pandemic"],
    ),
    "a word that is whole is not a beginning": ("m.spelling.correct(words, 'pandm', false)", None),
    "short words and numbers are known": (
        "['kitchen', 'kitch', 'abc', '2020s'].map(words.has)", [True, False, True, True],
    ),
    "a beginning of a known word is one": (
        "['kitch', 'kitchen', 'zz', 'kitchens'].map(words.begins)", [True, True, False, False],
    ),
    # ---- case-words.js ----
    "words of a title, said often and now and then": (
        "spoken('The Mall: vendors with trolleys')",
        [
            [0, round(1.5 * (1 + math.log(2)) + 0.9 * (1 + math.log(4)), 2), ["mall", "vendors", "trolleys"], True],
            [1, round(0.6 * (1 + math.log(2)), 2), ["mall"], False],
        ],
    ),
    "what is denied is not spoken of": ("spoken('no street, but the mall', ['street']).map(([n]) => n)", [0, 1]),
    "small words are none": ("spoken('the where una nossa')", []),
    "words add to a score, and bring no case alone but where they are enough": (
        "[[{ people: 90000 }, false], [{ topic: ['food'] }, false], [{}, false], [{}, true]].map(([asked, alone]) => "
        "names(near({ ...asked, spoken: new Map([[4, { score: 9, words: ['mall'], alone }]]) }).best.map((o) => o.n)))",
        [["eel", "ant", "cat"], ["ant", "bee"], [], ["eel"]],
    ),
    # ---- regions.js ----
    "where no case is from, and the nearest": (
        "[[['ZM', 'Zambia']], [['GH', 'Ghana'], ['ZA', 'South Africa'], ['AQ', 'Antarctica']], [['ZA', 'x']], []]"
        ".map((all) => m.regions.noCaseFrom({ continents: { AF: 'Africa', AN: 'Antarctica' }, countries: [['AQ', '', 'AN', "
        "0], ['GH', 'Ghana', 'AF', 0], ['KE', 'Kenya', 'AF', 1], ['ZA', 'South Africa', 'AF', 3], ['ZM', '', 'AF', 0]] }, "
        "all.map(([id, label]) => ({ id, label }))))",
        [
            "We have no case from Zambia yet. Nearest: cases from Africa: South Africa (3) and Kenya.",
            "We have no case from Ghana or Antarctica yet. Nearest: cases from Africa: South Africa (3) and Kenya.",
            "", "",
        ],
    ),
    # ---- search-found.js: what is found ----
    "what fits best comes first, and of equals the first": (
        "list(find([[7, 1], [2, 1], [4, 3], [9, 2]]))", [4, 9, 2, 7],
    ),
    "what has more of the words stands before what fits better": (
        "list(find([[1, 9], [2, 1]], [[2, 1], [3, 5]]))", [2, 1, 3],
    ),
    "a word that a record has twice counts once, by how it fits best": (
        "(({ length }, found) => [length, list(found)])(find([[1, 1], [1, 3], [2, 2]]), find([[1, 1], [1, 3], [2, 2]]))",
        [2, [1, 2]],
    ),
    "a few of many, and only of one kind": (
        "((found) => [list(found, 2, 8, 2), list(found, 2, 8, 3).slice(2), found.count(2, 8), found.length])"
        "(find([[1, 9], [3, 1], [2, 2], [8, 9], [7, 4], [5, 3]]))",
        [[7, 5], [2], 4, 6],
    ),
    "what has not all of the words is left out": (
        "((found) => { found.keep(2); return [list(found), found.length, found.has(2), found.has(1)] })"
        "(find([[1, 9], [2, 1], [4, 1]], [[2, 1], [3, 5], [4, 2]]))",
        [[4, 2], 2, True, False],
    ),
    "how many of the words a title says, how strongly, and by which marks it was found": (
        "find([[1, 1, 9], [2, 1]], [[1, 1, 12], ['~topic/food', [1, 2], 0.2], ['~topic/bus', [3], 0.2]]).list(0, 10, 9)",
        [
            {"id": 1, "titled": 2, "strength": 12, "marks": ["~topic/food"]},
            {"id": 2, "titled": 0, "strength": 0, "marks": ["~topic/food"]},
            {"id": 3, "titled": 0, "strength": 0, "marks": ["~topic/bus"]},
        ],
    ),
    "what is rare counts more": (
        "(() => { const [often, rare] = [find([[1, 2], [2, 2]]), find([[2, 1], [3, 1]])]; rare.weigh(5); often.join(rare);"
        " return list(often) })()",
        [2, 3, 1],
    ),
    # ---- search-query.js: what is looked for ----
    "a query is its telling words": (
        "['How do we cook in Medellín?', 'red-tape', \"Medellín's women's\", 'get round procurement', 'how to', 'R D']"
        ".map((query) => m.search_query.split(query).map(({ ask }) => ask))",
        [
            ["cook", "medellin"], ["red", "tape"], ["medellin", "women"], ["procurement"], ["how", "to"],
            ['"r"', '"d"'],
        ],
    ),
    "a sign is a part of a short word, and else none": (
        "['AT&T', 'R&D', 'C++', 'water & drains', 'food&shelter', '??', '24/7', '#ollas', '50%']"
        ".map((query) => m.search_query.split(query).map(({ text, ask }) => [text, ask]))",
        [
            [["at&t", '"att"']], [["r&d", '"rd"']], [["c++", '"c"']], [["water", "water"], ["drains", "drains"]],
            [["food", "food"], ["shelter", "shelter"]], [], [["24", "24"], ["7", "7"]], [["ollas", "ollas"]],
            [["50", "50"]],
        ],
    ),
    "a form of a word is known from another word": (
        "[['evicting', 'eviction'], ['cook', 'Cooking,'], ['shelt', 'shelter'], ['comunity', 'comunes'],"
        " ['homless', 'home'], ['cost', 'low-cost'], ['workers', 'works'], ['mayor', 'may'], ['donors', 'don'],"
        " ['volunteering', 'volunteers'], ['deliver', 'delivery'], ['orders', 'ordered'], ['factory', 'facts']].map(([text, there]) =>"
        " m.search_query.isForm({ text, ask: text }, there))",
        [True, True, True, False, False, True, True, False, False, True, True, True, False],
    ),
    # ---- word-forms.js ----
    "the forms of a word are one": (
        "['family families', 'volunteer volunteers volunteering volunteered', 'make makes making', 'settle settlement',"
        " 'leader leaders leadership', 'owner ownership', 'crisis crises', 'labor labour', 'organize organising',"
        " 'neighbor neighbours', 'woman women', 'center centres', 'business businesses', 'bus buses', 'tax taxes',"
        " 'deliver delivery deliveries', 'mujer mujeres', 'ley leyes', 'reunion reuniones', 'survey surveys',"
        " 'study studied studying', 'use uses'].map((words) => words.split(' ').map(m.word_forms.cutEnding))"
        ".filter((stems) => new Set(stems).size > 1)",
        [],
    ),
    "other words are others": (
        "['mayor may', 'donor don', 'letter let', 'party part', 'policy police', 'station state', 'care car', 'owner own',"
        " 'region regime', 'factory fact', 'former form', 'comment come', 'million mill', 'archive arch', 'hardship hard']"
        ".filter((words) => ['cutEnding', 'cutDeep'].some((cut) => new Set(words.split(' ').map(m.word_forms[cut])).size < 2))",
        [],
    ),
    "a little farther off": (
        "['homeless homelessness', 'plan planning planners', 'cut cutting', 'quick quickly', 'elder elderly', 'program programme']"
        ".filter((words) => new Set(words.split(' ').map(m.word_forms.cutDeep)).size > 1)",
        [],
    ),
    "all forms begin as their beginning": (
        "['family families', 'make making', 'crisis crises', 'labor labour', 'organize organise', 'woman women', 'center centre',"
        " 'party parties', 'case cases', 'day days'].flatMap((words) => words.split(' ').map((word) =>"
        " words.split(' ').every((other) => other.startsWith(m.word_forms.cutBeginning(word))))).every(Boolean)",
        True,
    ),
    # ---- site.js ----
    "an id in words": (
        "['food', 'local-economy', 'a-b-c', ''].map(m.site.inWords)", ["Food", "Local economy", "A b c", ""],
    ),
    "links of a piece lead on from the site's root": (
        "m.site.adopt('<p>See <a href=\"cases/ant/#x\">it</a> and <b>that</b></p>').querySelector('a').href"
        ".replace(location.origin, '')",
        "/cases/ant/#x",
    ),
    "a text stays a text": (
        "m.site.make('p', { hidden: true, title: null, lang: false, id: 'x' }, '<b>', m.site.make('i')).outerHTML",
        '<p hidden="" id="x">&lt;b&gt;<i></i></p>',
    ),
    # ---- compare.js ----
    "the cases of an address, each once, no more than fit, and nothing else": (
        "m.compare.readIds(new URLSearchParams('case=ant&case=ant&case=../x&case=Bee&case=bee&case=cat&case=dog'), 3)",
        ["ant", "bee", "cat"],
    ),
}  # fmt: skip

READ: dict[str, tuple[int, set[str]]] = {
    "a small town in Kenya": (10_000, {"country=KE"}),
    "2 million": (2_000_000, set()),
    "One and all: half a million people in México, with no hunger.": (500_000, {"country=MX"}),
    "A city of 1,5 million. They don’t trust us.": (1_500_000, {"missing=mistrust"}),
    "Covid-19, food shortages, homeless people; volunteers are burned out": (
        0,
        {
            "crisis=pandemic", "crisis=hunger", "crisis=homelessness-crisis", "topic=homelessness",
            "topic=self-organisation", "missing=fatigue",
        },
    ),
    "two hundred thousand residents, South African": (200_000, {"country=ZA"}),
    "No budget, and officials are afraid of blame.": (0, {"missing=money", "missing=risk-aversion"}),
    "A failing service": (0, {"crisis=failing-service"}),
    "we have failing services": (0, {"crisis=failing-service"}),
    "There is no shelter.": (0, {"topic=shelter"}),
    "We have no violence and no red tape.": (0, set()),
    "300 people sleep rough; 90.000 inhabitants in all": (90_000, {"topic=homelessness"}),
    "5,000 people lost their jobs": (0, {"crisis=lost-income"}),
    "The budget is 2 million rand": (0, {"missing=money"}),
    "Our town hall has no mayor, since 2020": (0, {"crisis=political-crisis"}),
    "a city in the US": (0, {"country=US"}),
    "Guinea-Bissau and not Guinea": (0, {"country=GW", "country=GN"}),
    "\uff2b\uff45\uff4e\uff59\uff41": (0, {"country=KE"}),  # Kenya in the wide letters of an East Asian keyboard
    "Kisumu and Lusaka, a mid-size city": (700_000, {"country=ZM", "country=KE"}),
    "Lusaka is like Nairobi in Kenya": (0, {"country=KE"}),
    "a nice place; Nice": (0, set()),
    "in lusaka": (0, {"country=ZM"}),
    "somewhere in Latin America": (0, {"country=latin-america"}),
    "No isolamento as pessoas ficaram sem trabalho": (0, {"crisis=pandemic", "crisis=lost-income"}),
    "No hay violencia y no hay presupuesto en la ciudad": (0, {"missing=money"}),
    "Não há fome na cidade": (0, set()),
    "ciudad de 7 millones": (7_000_000, set()),
    "2,7 milhões de habitantes; orçamento de 3 milhões": (2_700_000, {"missing=money"}),
    "medio millón de personas; 300 mil personas que duermen mal": (500_000, set()),
    "viruses": (0, {"crisis=pandemic"}),
    "moneyed mistrustful agoraphobia": (0, set()),
    "": (0, set()),
}  # fmt: skip
"""Descriptions, and what is understood of them: how many people, and which terms."""

for _text, (_people, _terms) in READ.items():
    EXAMPLES[f"understood: {_text}"] = (f"understand({json.dumps(_text)})", [_people, sorted(_terms)])

SENTENCES = {
    "They met. They cooked!": ["They met.", "They cooked!"],
    "The city paid 3.5 million in May. Who paid then?": ["The city paid 3.5 million in May.", "Who paid then?"],
    "Act No. 23 of 2014 was passed.": ["Act No. 23 of 2014 was passed."],
    "Dr. Ana spoke for J. P. Santos. He wrote.": ["Dr. Ana spoke for J. P. Santos.", "He wrote."],
    "It was free (as they said. They lied.). It ended.": ["It was free (as they said. They lied.).", "It ended."],
    'She said: "We cook. We will go on." They did.': ['She said: "We cook. We will go on."', "They did."],
    "They said “no. No.” and went.": ["They said “no. No.” and went."],
    "No stop at the end": ["No stop at the end"],
    " ": [],
}
"""Texts, and their sentences: one too long rather than one that is cut."""

for _text, _sentences in SENTENCES.items():
    EXAMPLES[f"the sentences of: {_text}"] = (f"m.sentences.listSentences({json.dumps(_text)})", _sentences)

GIVEN = {
    "table": TABLE,
    "items": make_items(ITEMS),
    "names": [name for case in ITEMS for name, *_ in case],
    "facets": FACETS_OF_A_PAGE,
}
"""What the examples are about."""
