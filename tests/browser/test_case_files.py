"""A case file from the form: the same bytes as from the core, read back as the same facts, and taken by the checker."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from casebook.check import RawFile, Reading, check_project
from casebook.fields import Schemas
from casebook.render.field_tree import describe_tree
from casebook.writing import write_case

pytestmark = pytest.mark.browser

TESTS = Path(__file__).parents[1]
ASSETS = TESTS.parent / "docs" / "assets"
PLACE = "cases/teresina/the-case.md"
NASTY = (
    "NO", "no", "12:30", "ward # 12", "a, b, and c", "a: b", "- a", "# a", "---", "...", "{a}", "[a]", "*a", "&a", "!a", "|", ">",
    "'a'", '"a" and “b”', "back\\slash", "%a", "@a", "`a`", "null", "~", "1e3", "0x10", "2020-03-27", "a\tb", "é́", "日本語",
    "مطبخ القرية", "🍲 soup", "👩‍👧 two", "ends with colon:", "ünïcode", "a\u2028b", "a\u0085b", "a\ufeffb", "a\u00a0b", "x" * 3_000,
)  # fmt: skip
"""What YAML, or a reader of lines, would take for something else."""


@pytest.fixture(scope="module")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory, serve_folder: Any) -> Iterator[Page]:
    """An empty page beside the scripts, in which `write` and `read` are the form's own."""
    root = tmp_path_factory.mktemp("writing-lab")
    (root / "assets").symlink_to(ASSETS, target_is_directory=True)
    for name in ("index.html", "404.html"):
        (root / name).write_text("<!doctype html><title>Lab</title><body>", encoding="utf-8")
    serve: Callable[[Path], AbstractContextManager[str]] = serve_folder
    with serve(root) as address:
        page = browser.new_page()
        page.goto(address)
        page.evaluate(
            """async () => {
              window.write = (await import(new URL("assets/form/write-case.js", location.origin))).writeCase
              window.read = (await import(new URL("assets/form/read-case.js", location.origin))).readCase
            }"""
        )
        yield page
        page.close()


def _write_both(lab: Page, tree: dict[str, Any], cases: list[tuple[dict[str, Any], str]]) -> list[tuple[str, Any]]:
    """Of each case what the script writes, and what it reads of that."""
    found = lab.evaluate(
        """([tree, place, cases]) => cases.map(([facts, story]) => {
             const text = write(facts, story, tree, { place, comments: ["left: over"] })
             return [text, read(text)] })""",
        [tree, PLACE, cases],
    )
    return [(text, read) for text, read in found]


def _assert_same(lab: Page, schemas: Schemas, cases: list[tuple[dict[str, Any], str]]) -> list[str]:
    tree = schemas.trees["case"]
    written = _write_both(lab, describe_tree(tree), cases)
    for (facts, story), (text, read) in zip(cases, written, strict=True):
        assert text == write_case(facts, story, tree, place=PLACE, comments=["left: over"])
        assert read == {"facts": facts, "story": story.strip("\n"), "place": PLACE, "comments": ["left: over"]}
    return [text for text, _ in written]


def _check(root: Path, text: str) -> Reading:
    shutil.copytree(TESTS / "small", root)
    place = root / PLACE
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return check_project(root)


def _find(reading: Reading) -> RawFile:
    return next(case for case in reading.cases if case.id == "the-case")


def _make_case(words: str) -> dict[str, Any]:
    """A stub whose texts are made of some words."""
    return {
        "title": f"A kitchen that was called {words}"[:100].strip(),
        "summary": f"People who had called their kitchen {words} went on cooking in it for two years",
        "city": {"name": "Teresina", "country": "BR"},
        "period": {"from": "2020-03", "to": "ongoing"},
        "open_questions": [f"Why was it called {words}?", "12:30"],
        "sources": [
            {"id": "paper-2021", "title": f"On {words} "[:200].strip(), "publisher": "NO", "published": "2021",
             "kind": "news", "seen": "whole", "language": "pt"},
        ],
    }  # fmt: skip


def test_every_case_is_written_alike_and_read_back(
    lab: Page, project_reading: Reading, project_schemas: Schemas, shelf_project: Path
) -> None:
    cases = [(case.facts, case.story) for case in (*project_reading.cases, *check_project(shelf_project).cases)]
    assert cases
    _assert_same(lab, project_schemas, cases)


def test_what_means_something_to_yaml_stays_a_text(lab: Page, project_schemas: Schemas, tmp_path: Path) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        (_make_case(words), f"They said {words} then [@paper-2021].") for words in NASTY
    ]
    cases.append(({"city": None, "failures": [], "lessons": [{"id": "a"}, {"works_when": ["b"]}], "also": [{}]}, ""))
    cases.append(({"of-nowhere": {"a": [1, 2.5, True, None]}, "title": ""}, "\n\n---\n\nA line above"))
    texts = _assert_same(lab, project_schemas, cases)
    for number, (words, text) in enumerate(zip(NASTY, texts, strict=False)):
        facts = _find_facts(_check(tmp_path / str(number), text), words)
        if facts is not None:
            assert facts == cases[number][0]


def _find_facts(reading: Reading, words: str) -> dict[str, Any] | None:
    """What the checker read; None where it rightly refuses the words themselves."""
    codes = {one.code for one in reading.diagnostics if one.severity == "error" and one.path == PLACE}
    allowed = {"hidden-character", "too-long", "line-too-long", "word-too-long", "too-much"}
    assert codes <= allowed, (words[:20], codes)
    return None if codes else _find(reading).facts


def test_a_story_of_one_long_paragraph_is_read(lab: Page, project_schemas: Schemas, tmp_path: Path) -> None:
    story = " ".join(["They cooked 🍲 every day - and - 2. shared"] * 250) + " [@paper-2021]."
    assert len(story) > 10_000
    ((text, _),) = _write_both(lab, describe_tree(project_schemas.trees["case"]), [(_make_case("a"), story)])
    assert text == write_case(
        _make_case("a"), story, project_schemas.trees["case"], place=PLACE, comments=["left: over"]
    )
    reading = _check(tmp_path / "project", text)
    assert not [one for one in reading.diagnostics if one.severity == "error"]
    assert " ".join(_find(reading).story.split()) == story


def test_generated_cases_are_taken_by_the_checker(lab: Page, project_schemas: Schemas, tmp_path: Path) -> None:
    chance = random.Random(20260)
    plain = [one for one in NASTY if len(one) < 100 and not set(one) & set("\t\u2028\u0085\ufeff\u00a0")]
    cases = []
    for _ in range(60):
        words = " ".join(chance.choices(plain, k=chance.randint(2, 6)))
        story = "\n\n".join(
            f"Then {' '.join(chance.choices(plain, k=4))} was heard [@paper-2021]."
            for _ in range(chance.randint(1, 80))
        )
        cases.append((_make_case(words), story))
    for number, text in enumerate(_assert_same(lab, project_schemas, cases)):
        reading = _check(tmp_path / str(number), text)
        errors = [one for one in reading.diagnostics if one.severity == "error"]
        assert not errors, errors
        assert (_find(reading).facts, _find(reading).story.strip("\n")) == cases[number]


@pytest.mark.parametrize(
    ("change", "is_read"),
    [
        (lambda text: text, True),
        (lambda text: "\ufeff" + text, True),
        (lambda text: text.replace("\n", "\r\n"), True),
        (lambda text: text.rstrip("\n"), True),
        (lambda text: text.replace('title: "', "title: ", 1), False),
        (lambda text: text.replace("city:\n", "city: {name: Teresina, country: BR}\n", 1), False),
        (lambda text: text.replace("---\n", "", 1), False),
        (lambda text: text.replace("period:", "  period:", 1), False),
        (lambda text: text.replace('title: "', 'title: "a"\ntitle: "', 1), False),
        (lambda text: "A report", False),
        (lambda text: "", False),
    ],
)  # fmt: skip
def test_only_its_own_files_are_read(
    lab: Page, project_schemas: Schemas, change: Callable[[str], str], is_read: bool
) -> None:
    facts, story = _make_case("a"), "It is told here [@paper-2021]."
    text = write_case(facts, story, project_schemas.trees["case"], place=PLACE)
    read = lab.evaluate("(text) => read(text)", change(text))
    if is_read:
        assert (read["facts"], read["story"]) == (facts, story)
    else:
        assert read.keys() == {"refused"} and read["refused"].count(".") == 1
