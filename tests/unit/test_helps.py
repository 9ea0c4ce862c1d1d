"""Each help cures: what it tells one to write is put in, and the problem is gone and no other has come."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import TESTS, read_text

GOOD = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")

CRISIS = "crisis: [pandemic, hunger]\n"
EVIDENCE = "    evidence: [daily-paper-2020]\n"
CITY = "city: {name: Teresina, country: BR}\n"
PERIOD = "period:\n  from: 2020-03\n  to: 2021\n"
WORKS = "    works_when:\n      - The neighbours know the families\n"
ACTOR = """  - name: The kitchen in the lane
    kind: community
    side: society
    role: Cooked and knew the families
"""
BRACES = "  - {name: The kitchen in the lane, kind: community, side: society, role: ROLE}\n"
FAILURES = GOOD[GOOD.index("failures:\n") : GOOD.index("results:\n")]
BLOG = "  - {id: blog-2020, title: A blog, publisher: Somebody, published: 2020, kind: blog, language: en}\n"


@pytest.mark.parametrize(
    ("right", "wrong", "code", "words", "cure"),
    [
        # a comma is not a mark between entries where somebody wrote a sentence
        (
            WORKS, "    works_when: The kitchen is licensed, and the city pays\n", "wrong-type",
            'works_when: ["The kitchen is licensed, and the city pays"]',
            '    works_when: ["The kitchen is licensed, and the city pays"]\n',
        ),
        (
            WORKS, "    works_when: [The kitchen, which is licensed, belongs to the city]\n", "cut-text",
            'works_when: ["The kitchen, which is licensed, belongs to the city"]',
            '    works_when: ["The kitchen, which is licensed, belongs to the city"]\n',
        ),
        (
            ACTOR, BRACES.replace("ROLE", "Cooked, and knew the families"), "cut-text",
            'role: "Cooked, and knew the families"', BRACES.replace("ROLE", '"Cooked, and knew the families"'),
        ),
        (
            ACTOR, BRACES.replace("kind: community", "kind: community, ngo").replace("ROLE", "Cooked"), "cut-text",
            "`kind` takes one value", BRACES.replace("ROLE", "Cooked"),
        ),
        # lists of words
        (CRISIS, "crisis: pandemic / hunger\n", "wrong-type", "crisis: [pandemic, hunger]", CRISIS),
        (CRISIS, "crisis: pandemic, hunger\n", "wrong-type", "crisis: [pandemic, hunger]", CRISIS),
        (CRISIS, "crisis: [pandemic; hunger]\n", "wrong-term", "crisis: [pandemic, hunger]", CRISIS),
        # nothing at all
        (CRISIS, "crisis: none\n", "wrong-type", "leave the line out", ""),
        (CRISIS, "crisis: [n/a]\n", "wrong-term", "leave the line out", ""),
        (
            FAILURES, "failures: none mentioned\n", "wrong-type", "Write failures: [] and say in no_failures_because:",
            'failures: []\nno_failures_because: "The two articles speak of none at all."\n',
        ),
        # evidence
        (EVIDENCE, "    evidence: daily-paper-2020\n", "wrong-type", EVIDENCE.strip(), EVIDENCE),
        (EVIDENCE, "    evidence: Daily Paper 2020\n", "wrong-type", EVIDENCE.strip(), EVIDENCE),
        (EVIDENCE, "    evidence: The paper says so\n", "wrong-type", EVIDENCE.strip(), EVIDENCE),
        (EVIDENCE, "    evidence: [The paper says so]\n", "wrong-form", "daily-paper-2020", EVIDENCE),
        (EVIDENCE, "    evidence: https://www.papers.test/four-pots\n", "wrong-type", EVIDENCE.strip(), EVIDENCE),
        (EVIDENCE, '    evidence: ["http://papers.test/four-pots/"]\n', "wrong-form", "daily-paper-2020", EVIDENCE),
        (
            EVIDENCE, "    evidence: [daily-paper-2020 p. 12]\n", "wrong-form", "daily-paper-2020#p.12",
            "    evidence: [daily-paper-2020#p.12]\n",
        ),
        # several cities
        (
            CITY, "city:\n  - {name: Teresina, country: BR}\n  - {name: Recife, country: BR}\n", "wrong-type",
            "also: [{name: Recife, country: BR}]", f"{CITY}also: [{{name: Recife, country: BR}}]\n",
        ),
        (
            CITY, "city: Teresina and Recife\n", "wrong-type", "also: [{name: Recife, country: BR}]",
            f"{CITY}also: [{{name: Recife, country: BR}}]\n",
        ),
        (
            CITY, "city: {name: Teresina, country: BR, latitude: -5,09, longitude: -42.8}\n", "key-not-text",
            "latitude: -5.09", "city: {name: Teresina, country: BR, latitude: -5.09, longitude: -42.8}\n",
        ),
        # dates
        (PERIOD, "period: 2020-2021\n", "wrong-type", "period: {from: 2020, to: 2021}", "period: {from: 2020, to: 2021}\n"),
        (
            PERIOD, "period: {from: 2019-2021, to: 2021}\n", "wrong-form", "from: 2019 and, in the next line, to: 2021",
            "period: {from: 2019, to: 2021}\n",
        ),
        (PERIOD, PERIOD.replace("2020-03", "marzo de 2020"), "wrong-form", "2020-03?", PERIOD),
        (PERIOD, PERIOD.replace("2020-03", "2020-27-03"), "wrong-form", "2020-03-27?", PERIOD),
        (PERIOD, PERIOD.replace("2020-03", "spring 2020"), "wrong-form", "A season", PERIOD),
        # what must be there is not to be removed
        ("    role: Cooked and knew the families\n", "    role:\n", "empty-value", "cannot be left out", "    role: Cooked\n"),
        # letters that look alike
        ("    door: champion\n", "    door: сhampion\n", "wrong-term", "champion", "    door: champion\n"),
        ("id: share-the-list", "id: shаre-the-list", "wrong-form", "share-the-list", "id: share-the-list"),
        # the id of a source and the evidence that means it
        ("  - id: daily-paper-2020\n", "  - id: Daily Paper 2020\n", "wrong-form", "daily-paper-2020", "  - id: daily-paper-2020\n"),
        ("  - id: daily-paper-2020\n", "  - id: daily-papr-2020\n", "unused-source", "daily-paper-2020", "  - id: daily-paper-2020\n"),
    ],
)  # fmt: skip
def test_one_problem_whose_help_names_a_cure_that_cures(
    tmp_path: Path, right: str, wrong: str, code: str, words: str, cure: str
) -> None:
    assert right in GOOD
    found = read_text(tmp_path / "before", GOOD.replace(right, wrong, 1)).diagnostics
    assert [one.code for one in found] == [code], found
    assert words in found[0].help, found[0].help
    assert "emove the line" not in found[0].help
    assert read_text(tmp_path / "after", GOOD.replace(right, cure, 1)).diagnostics == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # the same signs where nothing is wrong with them
        (WORKS, "    works_when: [the city owns it, the neighbours know the families]\n"),
        (WORKS, "    works_when:\n      - The kitchen, which is licensed, belongs to the city\n"),
        (WORKS, '    works_when: ["The kitchen, which is licensed, belongs to the city", "and is open"]\n'),
        ("contributors: [The editors]", "contributors: [The editors, The neighbours, A cook]"),
        (CITY, CITY + "also: [{name: Recife and Olinda, country: BR}]\n"),
        ("    opened_by: An official of the health department\n", "    opened_by: Чиновник of the department\n"),
    ],
)
def test_what_only_looks_like_a_fault_is_left_alone(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    assert read_text(tmp_path, GOOD.replace(old, new, 1)).diagnostics == ()
