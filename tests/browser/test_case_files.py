"""A case file from the form: the same bytes as from the core, read back as the same facts, and taken by the checker."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from casebook.check import RawFile, Reading, check_project
from casebook.export.case_json import write_case_json
from casebook.fields import Schemas
from casebook.files import read_front_matter
from casebook.files.hidden import find_hidden
from casebook.files.scalars import read_scalar
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
    "10,\u00a0000", "(\u202fa\u202f)", "[\u00a0a\u00a0]", "{\u00a0title:\u00a0a}", "a,\u3000b", "a\x00b", "\u00ad",
)  # fmt: skip
"""What YAML, or a reader of lines, would take for something else."""


@pytest.fixture(scope="module")
def lab(browser: Browser, lab_root: Path, serve_folder: Any) -> Iterator[Page]:
    """An empty page beside the scripts, in which `write` and `read` are the form's own."""
    with serve_folder(lab_root) as address:
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


def _ask(lab: Page, code: str, *given: Any) -> Any:
    """What a function of the page gives. What goes there and back is JSON, in which half of a character stays what it is."""
    return json.loads(lab.evaluate(f"(given) => JSON.stringify(({code})(...JSON.parse(given)))", json.dumps(given)))


def _write_both(lab: Page, tree: dict[str, Any], cases: list[tuple[dict[str, Any], str]]) -> list[tuple[str, Any]]:
    """Of each case what the script writes, and what it reads of that."""
    found = _ask(
        lab,
        """(tree, place, cases) => cases.map(([facts, story]) => {
             const text = write(facts, story, tree, { place, comments: ["left: over"] })
             return [text, read(text)] })""",
        tree, PLACE, cases,
    )  # fmt: skip
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
    files = (*project_reading.cases, *check_project(shelf_project).cases)
    told = [json.loads(write_case_json(case, project_schemas.trees["case"])) for case in files]
    cases = [(one["facts"], one["story"]) for one in told]
    assert cases
    _assert_same(lab, project_schemas, cases)


def test_what_means_something_to_yaml_stays_a_text(lab: Page, project_schemas: Schemas, tmp_path: Path) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        (_make_case(words), f"They said {words} then [@paper-2021].") for words in NASTY
    ]
    cases.append(({"city": None, "failures": [], "lessons": [{"id": "a"}, {"works_when": ["b"]}], "also": [{}]}, ""))
    cases.append(({"of-nowhere": {"a": [1, 2.5, True, None]}, "title": ""}, "\n\n---\n\nA line above"))
    cases.append(({}, ""))
    texts = _assert_same(lab, project_schemas, cases)
    for number, (words, text) in enumerate(zip(NASTY, texts, strict=False)):
        facts = _find_facts(_check(tmp_path / str(number), text), words)
        if facts is not None:
            assert facts == cases[number][0]


def test_a_name_that_yaml_would_take_for_something_else_is_quoted(lab: Page, project_schemas: Schemas) -> None:
    """What the tree does not know stays what it is, so that the checker can say which name it is."""
    names = ("a b", "a: b", "- a", "# a", "true", "null", "", "é", "[a]", '"', "constructor", "__proto__", "a\u00a0,b")
    cases = [({"title": "A", name: "b", "lessons": [{name: {name: []}}]}, "") for name in names]
    for (facts, _), text in zip(cases, _assert_same(lab, project_schemas, cases), strict=True):
        assert read_front_matter(text.encode(), PLACE).value == facts


def test_numbers_are_written_alike(lab: Page, project_schemas: Schemas) -> None:
    chance = random.Random(4)
    numbers = [0, 142, -29.858, 0.1, 1e-5, 1e-6, 9.9e-7, 1e-7, 2**53, 1e21, 1.5e300]
    numbers += [chance.uniform(-9, 9) * 10.0 ** chance.randint(-12, 12) for _ in range(300)]
    tree = project_schemas.trees["case"]
    ((text, read),) = _write_both(lab, describe_tree(tree), [({"numbers": numbers}, "")])
    assert text == write_case({"numbers": numbers}, "", tree, place=PLACE, comments=["left: over"])
    lines = [line.removeprefix("  - ") for line in text.split("\n") if line.startswith("  - ")]
    assert [read_scalar(line) for line in lines] == read["facts"]["numbers"] == numbers


def test_half_of_a_character_is_told_and_stops_nothing(lab: Page, project_schemas: Schemas) -> None:
    tree = project_schemas.trees["case"]
    given = ({"title": "a \ud83d"}, "\udc00 half and 🍲")
    text = write_case(*given, tree, comments=["left \ud800"])
    code = "(facts, story, tree) => write(facts, story, tree, { comments: ['left \\ud800'] })"
    assert text == _ask(lab, code, *given, describe_tree(tree))
    assert '"a \\ud83d"' in text and "# left \ufffd" in text and text.endswith("\ufffd half and 🍲\n")
    assert {one.line for one in read_front_matter(text.encode(), PLACE).diagnostics} == {2, 3, 6}


def test_what_could_not_be_placed_stays_among_the_comments(lab: Page, project_schemas: Schemas) -> None:
    tree = project_schemas.trees["case"]
    comments = ["a\ttab\u0085title: b", "\u2028- a\n---\n", " \u00a0 ", "NO", "🍲 " * 4_000, "y " * 1_500 + "x"]
    text = write_case({"title": "A"}, "A story", tree, comments=comments)
    code = "(tree, comments) => write({ title: 'A' }, 'A story', tree, { comments })"
    assert text == _ask(lab, code, describe_tree(tree), comments)
    parsed = read_front_matter(text.encode(), PLACE)
    assert (parsed.value, parsed.body.strip("\n")) == ({"title": "A"}, "A story")
    said = [line for line in text.split("\n") if line.startswith("# ")]
    assert said[:3] == ["# a tab title: b", "# - a ---", "# NO"]
    assert "".join(line[2:] for line in said[3:6]) == ("🍲 " * 4_000).strip() and said[-1] == "# x"
    assert max(map(len, said)) <= 3_002


@pytest.mark.parametrize(
    ("story", "written"),
    [
        ("", ""),
        ("\n\n  It began.\n\n", "\n  It began."),
        ("One\r\n\r\nTwo\rThree", "\nOne\n\nTwo\nThree"),
        ("---\n\ntitle: no\n\n# a\n- b\n", "\n---\n\ntitle: no\n\n# a\n- b"),
        ("a line that ends in blanks  \n\tcode", "\na line that ends in blanks  \n\tcode"),
        (f"{'a' * 10}  {'b ' * 2000}c", None),
        (f"{'a ' * 1499} \\ {'b ' * 2000}c", None),
    ],
)
def test_a_story_survives(lab: Page, project_schemas: Schemas, story: str, written: str | None) -> None:
    tree = project_schemas.trees["case"]
    text = write_case({"title": "A"}, story, tree)
    code = """(tree, story) => { const text = write({ title: "A" }, story, tree); return [text, read(text)] }"""
    both, read = _ask(lab, code, describe_tree(tree), story)
    body = read_front_matter(text.encode(), PLACE).body.removesuffix("\n")
    assert both == text and body == (f"\n{read['story']}" if read["story"] else "")
    if written is not None:
        assert body == written
    else:
        # broken where Markdown sees a blank and nothing else
        assert body[1:].replace("\n", " ") == story and not re.search(r"(  |\\)\n", body[1:]) and "\n" in body[1:]


LETTERS = (
    " ", " ", "\n", "\t", "\r", '"', "'", "\\", ":", "#", "-", ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "?",
    "~", "=", "<", "\x00", "\x1b", "\x7f", "\x85", "\u00a0", "\u00ad", "\u200d", "\u200f", "\u2028", "\u202e", "\u3000", "\ufeff",
    "\ufffe", "\uffff", "\ud800", "\udc00", "🍲", "𝒜", "a", "é", "ß", "م", "ש", "語", "NO", "---\n", "\n---\n", "\n# ", "\n- ", "0", "1e3",
)  # fmt: skip


def test_any_text_is_written_alike_and_read_back(lab: Page, project_schemas: Schemas) -> None:
    chance = random.Random(17)

    seen = [one for one in LETTERS if not any(find_hidden(one))]

    def make_text(letters: Sequence[str], most: int = 30) -> str:
        # two halves side by side are one character to a script
        made = "".join(chance.choices(letters, k=chance.randint(0, most)))
        return made.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")

    def make_value(letters: Sequence[str], depth: int = 0) -> Any:
        kind = chance.random()
        if depth < 3 and kind < 0.2:
            return {
                chance.choice(["title", "id", f"x{''.join(chance.choices(seen, k=4))}"]): make_value(letters, depth + 1)
                for _ in range(3)
            }
        if depth < 3 and kind < 0.35:
            entries = [make_value(letters, depth + 1) for _ in range(chance.randint(0, 4))]
            return [one for one in entries if not isinstance(one, list)]
        return chance.choice([None, True, 3, 2.5, "", "NO"]) if kind < 0.5 else make_text(letters)

    names = list(project_schemas.trees["case"].by_name)
    cases = [
        ({name: make_value(letters) for name in chance.sample(names, 8)}, make_text(letters, 400))
        for letters in (seen, LETTERS) * 200
    ]
    tree = project_schemas.trees["case"]
    exact = 0
    for (facts, story), (text, read) in zip(cases, _write_both(lab, describe_tree(tree), cases), strict=True):
        assert text == write_case(facts, story, tree, place=PLACE, comments=["left: over"])
        words = re.sub("[\ud800-\udfff]", "\ufffd", re.sub("\r\n?", "\n", story).strip("\n"))
        assert read == {"facts": facts, "story": words, "place": PLACE, "comments": ["left: over"]}
        parsed = read_front_matter(text.encode(), PLACE)
        # what stays unread has a character that nobody may use, and is told
        if parsed.diagnostics:
            assert {one.code for one in parsed.diagnostics} <= {"hidden-character", "mojibake"}
        else:
            exact += 1
            assert (parsed.value, parsed.body.strip("\n")) == (facts, words)
    assert exact > 100


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
    plain = [one for one in NASTY if len(one) < 100 and "\t" not in one and not any(find_hidden(one))]
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
        (lambda text: text.replace('language: "pt"', 'language: "p\\u0074"', 1), False),
        (lambda text: text.replace('language: "pt"', 'language: {"a":1,"a":2}', 1), False),
        (lambda text: text.replace('language: "pt"', 'language: "pt" # as I think', 1), False),
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
