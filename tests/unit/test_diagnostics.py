"""The registry of codes and the four ways to report."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from importlib.resources import files

from casebook.diagnostics import (
    CODES,
    Diagnostic,
    Position,
    render_text,
)
from casebook.diagnostics.reporters import render_github, render_json, render_junit

NASTY = Diagnostic.of(
    "wrong-term", "cases/a:b,c/x%.md", Position(3, 7), 'Line\nbreak, "50%" \x1b[31m <b> & ::error::', "Do: this, that."
)
MILD = Diagnostic.of("no-story", "cases/a/y.md", Position(9, 1), "No story.", "Tell it.")
PATHS = ("cases/a:b,c/x%.md", "cases/a/y.md", "cases/a/z.md")


def test_every_code_has_a_paragraph_and_an_example() -> None:
    assert len(CODES) > 50
    for code in CODES.values():
        prose, _, example = code.explanation.partition("```yaml\n")
        assert len(prose.split()) >= 15, f"{code.code} needs a paragraph"
        assert "# wrong" in example and "# right" in example, f"{code.code} needs an example"
    assert {code.severity for code in CODES.values()} == {"error", "warning"}


def test_every_heading_of_the_problems_is_a_code() -> None:
    text = files("casebook.diagnostics").joinpath("problems.md").read_text(encoding="utf-8")
    # outside the examples, which show cases with headings of their own
    headings = re.findall(r"^## (.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    assert headings == [f"{code.code} ({code.severity}): {code.title}" for code in CODES.values()]


def test_problems_sort_by_place() -> None:
    first = Diagnostic.of("wrong-term", "a.md", Position(2, 9), "", "")
    second = Diagnostic.of("wrong-form", "a.md", Position(10, 1), "", "")
    third = Diagnostic.of("wrong-form", "b.md", Position(1, 1), "", "")
    assert sorted([third, second, first]) == [first, second, third]


def test_text() -> None:
    lines = render_text([NASTY, MILD], PATHS).splitlines()
    assert lines[0].startswith("cases/a:b,c/x%.md:3:7: error[wrong-term] Line<U+000A>break")
    assert "\x1b" not in lines[0]
    assert lines[1] == "  help: Do: this, that."
    assert lines[-1] == "3 files checked: 1 error and 1 warning."
    assert render_text([], PATHS[:1]) == "1 file checked: no problem found.\n"


def test_json() -> None:
    rows = json.loads(render_json([NASTY, MILD], PATHS))
    assert list(rows[0]) == ["code", "severity", "path", "line", "column", "message", "help"]
    assert rows[0]["message"] == NASTY.message
    assert json.loads(render_json([], PATHS)) == []


def test_github() -> None:
    first, second = render_github([NASTY, MILD], PATHS).splitlines()
    assert first.startswith(
        "::error file=cases/a%3Ab%2Cc/x%25.md,line=3,col=7,title=A word that is not in the vocabulary::Line%0Abreak"
    )
    assert "50%25" in first
    assert "\x1b" not in first and "<U+001B>" in first
    assert second.startswith("::warning file=cases/a/y.md,line=9,col=1,")


def test_junit() -> None:
    suite = ET.fromstring(render_junit([NASTY, MILD], PATHS)).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    cases = {case.get("name"): case for case in suite}
    failure = cases["cases/a:b,c/x%.md"].find("failure")
    assert failure is not None and failure.get("type") == "wrong-term"
    assert "\x1b" not in (failure.text or "")
    assert cases["cases/a/y.md"].find("failure") is None
    assert "no-story" in (cases["cases/a/y.md"].findtext("system-out") or "")
    assert len(cases["cases/a/z.md"]) == 0
