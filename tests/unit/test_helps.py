"""Each help cures: what it tells one to write is put in, and the problem is gone and no other has come."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import TESTS, TODAY, make_project, read_text

from casebook.check import check_project

GOOD = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")

CRISIS = "crisis: [pandemic, hunger]\n"
EVIDENCE = "    evidence: [daily-paper-2020]\n"
CITY = "city: {name: Teresina, country: BR}\n"
PERIOD = "period:\n  from: 2020-03\n  to: 2021\n"
WORKS = "    works_when:\n      - The neighbours know the families\n"
ACTOR = """  - name: The kitchen in the lane
    kind: community
    side: society
    evidence: [daily-paper-2020]
    role: Cooked and knew the families
"""
BRACES = (
    "  - {name: The kitchen in the lane, kind: community, side: society, evidence: [daily-paper-2020], role: ROLE}\n"
)
FAILURES = GOOD[GOOD.index("failures:\n") : GOOD.index("results:\n")]
URL = '    url: "https://www.papers.test/four-pots"\n'
ROLE = "    role: Cooked and knew the families\n"
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
        (EVIDENCE, "    evidence: none\n", "wrong-type", "daily-paper-2020", EVIDENCE),
        (EVIDENCE, "    evidence: [1]\n", "wrong-type", "daily-paper-2020", EVIDENCE),
        (
            EVIDENCE, "    evidence: daily-paper-2020 and daily-paper-2021\n", "wrong-type",
            "[daily-paper-2020, daily-paper-2021]", "    evidence: [daily-paper-2020, daily-paper-2021]\n",
        ),
        (
            EVIDENCE, "    evidence: [daily-paper-2020; Daily Paper 2021]\n", "wrong-form",
            "daily-paper-2020, daily-paper-2021", "    evidence: [daily-paper-2020, daily-paper-2021]\n",
        ),
        (EVIDENCE, "    evidence: Daily Paper 2020 says so\n", "wrong-type", EVIDENCE.strip(), EVIDENCE),
        (
            EVIDENCE, "    evidence: [daily-paper-2020, p. 12]\n", "wrong-form", "daily-paper-2020#p.12",
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
        (CITY, "city: Teresina (Brazil)\n", "wrong-type", CITY.strip(), CITY),
        (CITY, "city: {Teresina, BR}\n", "unknown-key", "{name: Teresina, country: BR}", CITY),
        (CITY, "city: {name: Teresina and Timon, country: BR}\n", "unknown-city", "Write Teresina here", CITY),
        # dates
        (PERIOD, "period: 2020-2021\n", "wrong-type", "period: {from: 2020, to: 2021}", "period: {from: 2020, to: 2021}\n"),
        (
            PERIOD, "period: {from: 2019-2021, to: 2021}\n", "wrong-form", "from: 2019 and, in the next line, to: 2021",
            "period: {from: 2019, to: 2021}\n",
        ),
        (PERIOD, PERIOD.replace("2020-03", "marzo de 2020"), "wrong-form", "2020-03?", PERIOD),
        (PERIOD, PERIOD.replace("2020-03", "2020-27-03"), "wrong-form", "2020-03-27?", PERIOD),
        (PERIOD, PERIOD.replace("2020-03", "spring 2020"), "wrong-form", "A season", PERIOD),
        (PERIOD, PERIOD.replace("2020-03", "2020年3月"), "wrong-form", "2020-03?", PERIOD),
        (PERIOD, PERIOD.replace("2020-03", "20200327"), "wrong-form", "2020-03-27?", PERIOD.replace("2020-03", "2020-03-27")),
        (PERIOD, PERIOD.replace("2020-03", "05/03/2020"), "wrong-form", "2020-03-05 or 2020-05-03", PERIOD),
        (PERIOD, PERIOD.replace("to: 2021", "to: s/f"), "wrong-form", "unknown?", PERIOD.replace("2021", "unknown")),
        (PERIOD, "period:\n  from: 2020-03 to 2021\n", "wrong-form", "from: 2020-03 and, in the next line, to: 2021", PERIOD),
        # a date that a spreadsheet made a number of, and what is no date in quotation marks either
        (PERIOD, PERIOD.replace("2021", "2021.0"), "wrong-type", "Did you mean 2021?", PERIOD),
        (PERIOD, PERIOD.replace("2020-03", "2020.03"), "wrong-type", "Did you mean 2020-03?", PERIOD),
        (PERIOD, PERIOD.replace("to: 2021", "to: true"), "wrong-type", "the word ongoing", PERIOD.replace("2021", "ongoing")),
        (PERIOD, "period: {from 2020-03 to 2021}\n", "unknown-key", "{from: …, to: …}", PERIOD),
        (PERIOD, "period:\n  from: 2020-03\n  to: ?\n", "yaml-syntax", 'to: "?"', PERIOD),
        # what must be there is not to be removed
        ("    role: Cooked and knew the families\n", "    role:\n", "empty-value", "cannot be left out", "    role: Cooked\n"),
        # letters that look alike
        ("    door: champion\n", "    door: сhampion\n", "wrong-term", "champion", "    door: champion\n"),
        ("id: share-the-list", "id: shаre-the-list", "wrong-form", "share-the-list", "id: share-the-list"),
        # the id of a source and the evidence that means it
        ("  - id: daily-paper-2020\n", "  - id: Daily Paper 2020\n", "wrong-form", "daily-paper-2020", "  - id: daily-paper-2020\n"),
        ("  - id: daily-paper-2020\n", "  - id: dp20\n", "unused-source", "give the source that id: daily-paper-2020", "  - id: daily-paper-2020\n"),
        ("  - id: daily-paper-2020\n", "  - id: 1\n", "wrong-type", "A short name", "  - id: daily-paper-2020\n"),
        # an address that is none
        (URL, "    url: 12\n", "wrong-type", 'For instance url: "https', URL),
        (URL, "    url: printed edition\n", "wrong-address", "url need not be there", ""),
        # entries of a list under other signs, over several lines, or in the wrong column
        (WORKS, "    works_when:\n      • The neighbours know\n      • The city pays\n", "wrong-type", "- The neighbours know", WORKS),
        (WORKS, "    works_when:\n      * The neighbours know\n", "yaml-syntax", "- The neighbours know", WORKS),
        (WORKS, "works_when:\n  - The neighbours know\n", "yaml-syntax", "put 4 spaces before it", WORKS),
        (
            "  - id: share-the-list\n", "    id: share-the-list\n", "wrong-type", "  - id: share-the-list",
            "  - id: share-the-list\n",
        ),
        (
            ROLE, "    role: 'It's cooked by all'\n", "yaml-syntax", """role: "It's cooked by all\"""",
            """    role: "It's cooked by all"\n""",
        ),
        (
            ROLE, '    role: "Cooked" and "knew"\n', "yaml-syntax", 'role: "\\"Cooked\\" and \\"knew\\""',
            '    role: "\\"Cooked\\" and \\"knew\\""\n',
        ),
        ("champion\n", "champion, crisis\n", "wrong-term", "write champion or crisis", "champion\n"),
        ('"harvest#n001"', "harvest/n001", "wrong-form", "Perhaps harvest#n001", '"harvest#n001"'),
        (ROLE, "    role: <role>\n", "raw-html", "Markdown", ROLE),
        (ROLE, "    role: Signed contract n.º 0800-123-456; call 0800-123-457\n", "personal-contact", "Remove it", ROLE),
        (FAILURES, "failures: The papers speak of none\n", "wrong-type", "failures: []", FAILURES),
        (CRISIS, 'crisis: ["pandemic, hunger"]\n', "wrong-term", "crisis: [pandemic, hunger]", CRISIS),
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
        (WORKS, "    works_when: [Trust, time, money]\n"),
        (
            "In the second week of the lockdown",
            "It is told (see [a page](https://www.papers.test/a_(b))), in `[code](https://www.papers.test/x`, at [a] (b), "
            "https://www.example.community/x and https://www.example.org.za/x. In the second week of the lockdown",
        ),
        (WORKS, "    works_when: [The kitchens are open, eThekwini pays for them, iPhones are allowed]\n"),
        (ROLE, "    role: Signed contract n.º 0800-123-456 with the families\n"),
        ("contributors: [The editors]", "contributors: [The editors, The neighbours, A cook]"),
        (CITY, CITY + "also: [{name: Recife and Olinda, country: BR}]\n"),
        ("    opened_by: An official of the health department\n", "    opened_by: Чиновник of the department\n"),
    ],
)
def test_what_only_looks_like_a_fault_is_left_alone(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    assert read_text(tmp_path, GOOD.replace(old, new, 1)).diagnostics == ()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (WORKS, "    works_when: >-\n      The kitchen is licensed\n"),
        (WORKS, "    works_when:\n      The kitchen is licensed\n      The city pays\n"),
        (WORKS, "    works_when: The kitchen is licensed]\n"),
        (WORKS, "    works_when:\n      - name: The kitchen is licensed\n"),
        (EVIDENCE, "    evidence: Daily Paper 2020 says so\n"),
        (EVIDENCE, "    evidence: [Daily Paper 2020; Metro 2021]\n"),
        (EVIDENCE, "    evidence: [daily-paper-2020; daily-paper-2021]\n"),
        (EVIDENCE, "    evidence: [1]\n"),
        ("    when: 2020-05\n", "    when: 2020-04/06\n"),
        ("    value: 120\n", "    value: true\n"),
        ("    value: 120\n", "    value: １，２００\n"),
    ],
)
def test_what_nobody_can_be_sure_of_has_no_fix(tmp_path: Path, right: str, wrong: str) -> None:
    assert right in GOOD
    found = read_text(tmp_path, GOOD.replace(right, wrong, 1)).diagnostics
    assert found
    assert [one for one in found if one.fix] == []


@pytest.mark.parametrize(
    ("speaker", "fine"),
    [
        ("S1", True), ("S12", True), ("S999", True),
        ("Maria", False), ("Maria Silva", False), ("S. Silva", False), ("s3", False), ("S 3", False), ("S03", False),
        ("S1000", False), ("S3, S4", False), ("The city's health department", False),
    ],
)  # fmt: skip
def test_a_speaker_is_a_number_and_the_help_says_which_form_it_has(tmp_path: Path, speaker: str, fine: bool) -> None:
    root = make_project(tmp_path)
    file = root / "cases/_sources/harvest.yml"
    text = file.read_text(encoding="utf-8")
    entry = "    says: Trust came before the money.\n"
    before = text[: text.index(entry)].count("\n") + 1
    file.write_text(text.replace(entry, f"    speaker: {speaker}\n{entry}", 1), encoding="utf-8")
    found = check_project(root, TODAY).diagnostics
    if fine:
        assert found == ()
        return
    (problem,) = found
    assert (problem.code, problem.path, problem.line) == ("wrong-form", "cases/_sources/harvest.yml", before)
    assert "Nobody is named" in problem.help and "speaker: S3" in problem.help
