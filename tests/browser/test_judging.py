"""What the form says of a draft is what the checker says of its file: the same sentence, or nothing."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from drafting import STUB
from playwright.sync_api import Browser, Page

from casebook.check import Reading, check_project
from casebook.diagnostics import SENTENCES, Diagnostic
from casebook.fields import Schemas
from casebook.files import CASE_LIMIT, read_front_matter
from casebook.render.field_tree import describe_tree
from casebook.render.form_sentences import describe_sentences
from casebook.writing import write_case

pytestmark = pytest.mark.browser

TESTS = Path(__file__).parents[1]
PLACE = "cases/teresina/the-case.md"
SAID = {one.code for one in SENTENCES.values()}
KEYS = ("code", "severity", "message")
ADVISED = {"wrong-form", "wrong-address", "no-city-note", "dangling-source"}
"""Of these the checker has other help where it knows what was meant."""
IN_FORM = {one.in_form for one in SENTENCES.values() if one.in_form}
"""What to do where there is no file to write into: the checker says it otherwise."""
NO_DRAFT = {"too-much", "more-problems", "unknown-key"}
"""Of a file with these the checker does not tell all, and the form cannot have it for a draft."""
Draft = tuple[dict[str, Any], str]


@pytest.fixture(scope="module")
def lab(browser: Browser, lab_root: Path, serve_folder: Any, project_schemas: Schemas) -> Iterator[Page]:
    """An empty page beside the scripts, in which `judge` knows what the form's page gives it."""
    known = {"tree": describe_tree(project_schemas.trees["case"]), "sentences": describe_sentences(())}
    (lab_root / "knows.json").write_text(json.dumps(known), encoding="utf-8")
    with serve_folder(lab_root) as address:
        page = browser.new_page()
        page.goto(address)
        page.evaluate(
            """async () => {
              const { judge } = await import(new URL("assets/form/judge.js", location.origin))
              const { tree, sentences } = await (await fetch("knows.json")).json()
              window.judge = (facts, story, shared) => judge({ facts, story }, tree, { ...sentences, shared })
            }"""
        )
        yield page
        page.close()


def _judge(lab: Page, drafts: list[Draft], shared: Sequence[str]) -> list[list[dict[str, Any]]]:
    """What the form says of each draft in a book with these shared sources."""
    found: list[list[dict[str, Any]]] = lab.evaluate(
        "([drafts, shared]) => drafts.map(([facts, story]) => judge(facts, story, shared))", [drafts, list(shared)]
    )
    return found


@pytest.fixture(scope="module")
def small_shared() -> list[str]:
    """The shared sources of the project to which examples are added."""
    return [one.id for one in check_project(TESTS / "small").sources]


def _check(root: Path, text: str) -> list[Diagnostic]:
    """What the checker finds in a case."""
    shutil.copytree(TESTS / "small", root, dirs_exist_ok=True)
    place = root / PLACE
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return [one for one in check_project(root).diagnostics if one.path == PLACE]


def _is_said(one: dict[str, Any], text: str, checked: list[Diagnostic]) -> bool:
    """Whether the checker says the same sentence, of the same place."""
    same = [said for said in checked if (said.code, said.severity, said.message) == tuple(one[key] for key in KEYS)]
    # where the checker knows the right word, it says that in the help
    helps = any(said.help.startswith(one["help"]) or said.code in ADVISED or _is_of_form(one["help"]) for said in same)
    return helps and any(said.line == line for said in same for line in _find_lines(one["path"], text, said))


def _is_of_form(help: str) -> bool:
    """Whether this is what the form says in its own words, with whatever fills its holes."""
    return any(re.fullmatch(re.sub(r"\\{\w+\\}", ".*", re.escape(one)), help) for one in IN_FORM)


def _find_lines(path: list[Any], text: str, said: Diagnostic) -> list[int]:
    """Where a path of the form's stands in the file: the story is a whole, and what is missing stands nowhere."""
    parsed = read_front_matter(text.encode(), PLACE, CASE_LIMIT)
    if path == ["story"]:
        return [said.line] if said.line >= parsed.body_line - 1 else []
    if said.code == "missing-field":
        path = path[:-1]
    # of what stands twice in a list the form names the list
    inner = range(len(reduce(getitem, path, parsed.value))) if said.code == "repeated-entry" else ()
    return [parsed.position(tuple(path)).line, *(parsed.position((*path, n)).line for n in inner)]


def _read(file: Path) -> tuple[Any, str]:
    parsed = read_front_matter(file.read_bytes(), PLACE, CASE_LIMIT)
    return parsed.value, parsed.body


def test_of_every_example_the_form_says_what_the_checker_says(
    lab: Page, tmp_path: Path, small_shared: list[str]
) -> None:
    files = sorted([*(TESTS / "cases_good").glob("*.md"), *(TESTS / "cases_bad").glob("*.md")])
    read = [(file, *_read(file)) for file in files]
    read = [(file, facts, story) for file, facts, story in read if isinstance(facts, dict) and "\ufffd" not in story]
    said = _judge(lab, [(facts, story) for _, facts, story in read], small_shared)
    known, wrong = Counter[str](), []
    for (file, _, _), told in zip(read, said, strict=True):
        text = file.read_text(encoding="utf-8")
        checked = _check(tmp_path / "project", text)
        if NO_DRAFT & {one.code for one in checked}:
            continue
        wrong += [(file.name, one, checked) for one in told if not _is_said(one, text, checked)]
        known.update(one["code"] for one in told)
    assert not wrong
    assert len(known) > 12, known


LESSON = {"id": "have-a-plan", "title": "Have the plan ready", "insight": "It was ready.", "evidence": ["paper-2021"]}
FAILURE = {
    "id": "late-keys", "title": "The keys came late", "what_happened": "They came late.", "cause": "red-tape",
    "certainty": "likely", "evidence": ["paper-2021#p.2"],
}  # fmt: skip
CITED = "They cooked [@paper-2021]."
EXAMPLES: tuple[tuple[dict[str, Any], str, set[str]], ...] = (
    ({}, CITED, set()),
    ({"title": "Etc. and so on, etc."}, CITED, set()),
    ({"title": "The school kitchen that the city lent."}, CITED, {"title-full-stop"}),
    ({"title": "Short"}, CITED, {"too-short"}),
    ({"title": "long " * 30}, CITED, {"too-long"}),
    ({"title": "🍲" * 120}, CITED, set()),
    ({"title": None}, CITED, {"missing-field"}),
    ({"city": {"name": "Teresina"}}, CITED, {"missing-field"}),
    ({"city": {"name": "Teresina", "country": "BR", "latitude": -5.1}}, CITED, {"half-coordinates"}),
    ({"city": {"name": "Teresina", "country": "BR", "latitude": -5.1, "longitude": -42.8}}, CITED, set()),
    ({"period": {"from": "2021-03", "to": "2020-12"}}, CITED, {"dates-out-of-order"}),
    ({"period": {"from": "2021-03", "to": "2021-03"}}, CITED, set()),
    ({"period": {"from": "2021", "to": "ongoing"}}, CITED, set()),
    ({"period": {"from": "2021-02-30", "to": "ongoing"}}, CITED, {"impossible-date"}),
    ({"period": {"from": "2020-02-29", "to": "unknown"}}, CITED, set()),
    ({"period": {"from": "20", "to": "unknown"}}, CITED, {"wrong-form"}),
    ({"period": {"from": "2020-00-12", "to": "unknown"}}, CITED, {"wrong-form"}),
    ({"follow_ups": [{"when": "2019", "what": "It ended.", "evidence": ["paper-2021"]}]}, CITED, {"dates-out-of-order"}),
    ({"follow_ups": [{"when": "2022/2021", "what": "It ended.", "evidence": ["paper-2021"]}]}, CITED, {"dates-out-of-order"}),
    ({"follow_ups": [{"when": "2019/2021", "what": "It went on.", "evidence": ["paper-2021"]}]}, CITED, set()),
    ({"status": {"is": "faded", "since": "2021", "evidence": ["paper-2021"]}}, CITED, {"status-differs"}),
    ({"status": {"is": "unknown", "since": "2021", "evidence": ["paper-2021"]}}, CITED, set()),
    ({"lessons": [LESSON]}, CITED, set()),
    ({"lessons": [{**LESSON, "evidence": None}]}, CITED, {"no-evidence"}),
    ({"lessons": [{**LESSON, "works_when": ["It rains", "It rains"]}]}, CITED, {"repeated-entry"}),
    ({"lessons": [{**LESSON, "evidence": ["paper-2021#p 4?"]}]}, CITED, {"wrong-form"}),
    ({"lessons": [{**LESSON, "supports": [{"lesson": "a lesson", "why": "It says the same."}]}]}, CITED, {"wrong-form"}),
    ({"lessons": [LESSON, {**LESSON, "id": "ask-first", "title": "Ask the neighbours first"}]}, CITED, {"no-highlight"}),
    ({"lessons": [LESSON], "actors": [{"name": "The women", "kind": "civil-society", "side": "society",
      "role": "Cooked every day"}]}, CITED, {"no-evidence"}),
    ({"actors": [{"name": "The women", "kind": "civil-society", "side": "society", "role": "Cooked every day"}]}, CITED, set()),
    ({"failures": [FAILURE]}, CITED, set()),
    ({"failures": [{**FAILURE, "certainty": "open"}]}, CITED, {"open-cause"}),
    ({"failures": [{**FAILURE, "cause": "not-known"}]}, CITED, {"open-cause"}),
    ({"failures": [{**FAILURE, "cause": "not-known", "certainty": "open"}]}, CITED, set()),
    ({"failures": []}, CITED, {"no-failures-reason"}),
    ({"failures": [FAILURE], "no_failures_because": "Nobody has looked for any."}, CITED, {"needless-reason"}),
    ({"failures": [], "no_failures_because": "Nobody has looked for any."}, CITED, set()),
    ({"city": None}, CITED, {"no-city-note"}),
    ({"results": [{"measure": "Meals a day", "value": "several thousand", "unit": "meals", "when": "2020",
      "evidence": ["paper-2021"]}]}, CITED, {"wrong-form"}),
    ({"results": [{"measure": "Meals a day", "value": "about 200", "unit": "meals", "when": "2020"}]}, CITED,
     {"figure-without-evidence"}),
    ({"disagreements": [{"about": "How long it took", "accounts": [{"say": "A year.", "evidence": ["paper-2021"]}]}]}, CITED,
     {"too-few-entries"}),
    ({"sources": [{**STUB["sources"][0], "url": "www.example.net/a"}]}, CITED, {"wrong-address"}),
    ({"sources": [{**STUB["sources"][0], "url": "https://www.example.net/a b"}]}, CITED, {"wrong-address"}),
    ({"sources": [{**STUB["sources"][0], "url": "https://www.example.net/a_(b)"}]}, CITED, set()),
    ({"lessons": [LESSON], "sources": [{**STUB["sources"][0], "seen": None}]}, CITED, {"not-seen"}),
    ({"lessons": [LESSON], "sources": [*STUB["sources"], {**STUB["sources"][0], "id": "left", "title": "Left over"}]}, CITED,
     {"unused-source"}),
    ({"lessons": [LESSON], "sources": [*STUB["sources"], {**STUB["sources"][0], "id": "left", "title": "Left over"}]},
     CITED + "\n\nAnd more [@left#p.2].", set()),
    ({"lessons": [{**LESSON, "evidence": ["gone-2020"]}], "sources": STUB["sources"]}, CITED, {"dangling-source"}),
    ({"lessons": [{**LESSON, "evidence": ["paper-2021", "harvest#n001"]}]}, CITED, set()),
    ({}, "They cooked [@gone-2020; @paper-2021#p.3].", {"dangling-source"}),
    # a stub may have a source that nothing rests on yet, and a name that is nearly its own is no name
    ({}, "They cooked [@paper-2020].", {"dangling-source"}),
    ({}, "They cooked `[@gone-2020]`, all of them [@paper-2021].", set()),
    ({}, "They cooked @gone-2020, all of them [@paper-2021].", set()),
    # one is left over and one is missing: the checker tells of the one that is left over
    ({"lessons": [{**LESSON, "evidence": ["gone-2020"]}]}, "They cooked [@gone-2020].", {"unused-source"}),
    ({"status": {"is": "unknown", "since": "2021", "evidence": ["gone-2020"]}, "lessons": [LESSON]}, CITED, {"dangling-source"}),
    ({}, "They cooked.\n\nAnd more [@paper-2021].", {"uncited"}),
    ({}, "## The kitchen\n\nThey cooked, all of them [@paper-2021]:\n\n- rice [@paper-2021]\n- beans [@paper-2021]", set()),
    ({}, "What they cooked:\n\n- rice [@paper-2021]", set()),
    ({}, "They cooked in *a school* kitchen, see [the paper](https://www.paper.test/a).\n\nMore [@paper-2021].", {"uncited"}),
    # what only the checker can read as a reader will see it
    ({}, "```\nThey cooked.\n\nAnd more.\n```\n\nMore [@paper-2021].", set()),
    ({}, "~~~ They cooked.\n\nMore [@paper-2021].", set()),
    ({}, "An ![image](https://www.paper.test/a.png) of it.\n\nMore [@paper-2021].", set()),
    ({}, "A [link](https://www.paper.test/a b) that is none.\n\nMore [@paper-2021].", set()),
    ({}, "<b>They cooked.</b>\n\nMore [@paper-2021].", set()),
    ({}, "TODO: They cooked.\n\nMore [@paper-2021].", set()),
    ({}, "[paper]: https://www.paper.test/a\n\nMore [@paper-2021].", set()),
    ({}, "Write to ana.souza@paper.test, they said [@paper-2021].", {"personal-contact"}),
    ({}, "Write to `ana@paper.test` or to tod@s.La, they said [@paper-2021].", set()),
    ({"summary": "Whoever wants to cook with them writes to ana@paper.test"}, CITED, {"personal-contact"}),
    ({"summary": " "}, CITED, {"too-short"}),
    ({"title": "The school kitchen\u200b"}, CITED, set()),
    ({"period": {"from": "2020\u00a0", "to": "unknown"}}, CITED, set()),
    ({"lessons": [LESSON, LESSON]}, CITED, set()),
    ({}, "", {"no-story"}),
    ({}, " ".join(["They cooked well"] * 80) + " [@paper-2021].", set()),
    ({}, " ".join(["They cooked"] * 310) + " [@paper-2021].", {"story-length"}),
)  # fmt: skip
"""What is changed of a sound stub, its story, and the codes that the form must tell beside the length of the story."""


def _change(facts: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The facts with the changes; None takes a field away, but for the city, which may be None."""

    def drop(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: drop(one) for key, one in value.items() if one is not None or key == "city"}
        return [drop(one) for one in value] if isinstance(value, list) else value

    made: dict[str, Any] = drop({**facts, **changes})
    return made


def test_each_fault_is_told_and_nothing_that_only_looks_like_it(
    lab: Page, tmp_path: Path, project_schemas: Schemas, small_shared: list[str]
) -> None:
    drafts = [(_change(STUB, changes), story) for changes, story, _ in EXAMPLES]
    told = Counter[str]()
    for number, ((facts, story), said) in enumerate(zip(drafts, _judge(lab, drafts, small_shared), strict=True)):
        text = write_case(facts, story, project_schemas.trees["case"])
        checked = _check(tmp_path / str(number), text)
        for one in said:
            assert _is_said(one, text, checked), (EXAMPLES[number], one, checked)
        wanted = EXAMPLES[number][2]
        codes = {one["code"] for one in said}
        assert codes - {"story-length"} == wanted - {"story-length"} and wanted <= codes, (EXAMPLES[number], said)
        told.update(codes)
    assert set(told) == SAID


def test_of_a_sound_book_the_form_says_nothing_that_the_checker_does_not(
    lab: Page, project_reading: Reading, shelf_project: Path
) -> None:
    for reading in (project_reading, check_project(shelf_project)):
        shared = [one.id for one in reading.sources]
        said = _judge(lab, [(case.facts, case.story) for case in reading.cases], shared)
        for case, told in zip(reading.cases, said, strict=True):
            checked = {one.code for one in reading.diagnostics if one.path == case.path}
            # of a story at the very edge the two may count a word more or less
            assert {one["code"] for one in told} - {"story-length"} <= checked, (case.path, told)
