"""Faults of layout are told at the line that is wrong, several of them in one round, and their fixes cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import TESTS, read_text

from casebook.files import CASE_LIMIT, read_front_matter, read_yaml

GOOD = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # one in each field, and one in each entry of a list
        ("a: b: c\nd: @e\nf: %g\n", [1, 2, 3]),
        ("a:\n  - b: c: d\n  - b: c\n  - b: @c\nd: 'e\n", [2, 4, 5]),
        ('a: "b\nc: d\ne: f: g\n', [1, 3]),
        ("a: [b, c\nd: e\nf: {g: h\n", [1, 3]),
        # what only follows from the first is not told
        ("a:\n  - id: x\n    b: c\nd:\n      - e\n    f: g\n  - id: y\nh: i\n", [4]),
        ("a:\n  -id: x\n    b: c\n    d: e\nf: g\n", [2]),
        ("a: b\n c: d\n e: f\ng: h\n", [2]),
        # lines in a text that only look like fields, entries and other faults
        ("a: b: c\nd: |\n  - e: f: g\n  h = i\n  -j: k\nl: m\n", [1]),
    ],
)  # fmt: skip
def test_each_fault_is_told_and_none_that_follows_from_another(text: str, places: list[int]) -> None:
    found = read_yaml(text.encode(), "a.yml", CASE_LIMIT).diagnostics
    assert [one.line for one in found] == places, found
    assert {one.code for one in found} == {"yaml-syntax"}


def test_ten_faults_are_told() -> None:
    text = "".join(f"a{n}: b: c\n" for n in range(50))
    assert len(read_yaml(text.encode(), "a.yml", CASE_LIMIT).diagnostics) == 10


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("  - id: share-the-list", "  -id: share-the-list"), ("  - id: share-the-list", "  -\tid: share-the-list"),
        ("    door: champion", "    door = champion"), ("    door: champion", "    door：champion"),
        ("    door: champion", "    door:= champion"), ("    door: champion", "door: champion"),
        ("      - The neighbours know", "      -The neighbours know: all"), ("  - id: share-the-list", "  id: share-the-list"),
        ("    title: Share the list", "    title: Share: the list"), ("    unit: meals", "    unit: %meals"),
        ("period:\n", "---\nperiod:\n"),
    ],
)  # fmt: skip
def test_a_fault_of_layout_is_told_at_its_line_and_its_help_cures(tmp_path: Path, right: str, wrong: str) -> None:
    assert right in GOOD
    text = GOOD.replace(right, wrong, 1)
    line = GOOD[: GOOD.index(right)].count("\n") + 1
    (problem,) = read_text(tmp_path / "before", text).diagnostics
    assert problem.line == line, problem
    if problem.fix:
        lines = text.split("\n")
        before, rest = lines[line - 1][: problem.column - 1], lines[line - 1][problem.column - 1 :]
        assert problem.fix.old in rest
        lines[line - 1] = before + rest.replace(problem.fix.old, problem.fix.new, 1)
        assert read_text(tmp_path / "after", "\n".join(lines)).diagnostics == ()
    else:
        assert "hyphen" in problem.help


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("---\n```yaml\na: b\n```\n---\nA story.\n", 2, "yaml-syntax"),
        ("---\n```yaml\na: b\n```\n", 2, "yaml-syntax"),
        ("---\na: b\n---\nc: d\ne:\n  - f\n---\nA story.\n", 3, "several-documents"),
        ("---\na: b\n---\nc: d\ne: f\n\nA story.\n", 3, "several-documents"),
        ("---\na: b\n\nIn the second week a pot stood there.\n", 4, "unclosed-front-matter"),
    ],
)
def test_where_the_facts_end(text: str, line: int, code: str) -> None:
    (problem,) = read_front_matter(text.encode(), "a.md").diagnostics
    assert (problem.code, problem.line) == (code, line)


@pytest.mark.parametrize(
    "text",
    [
        "---\na: b\n---\nnote: what follows is a story.\n\nA story.\n", "---\na: b\n---\n\n---\n\nA story: with a rule.\n",
        "---\na: b\n---\nA story.\n\n---\n\nc: d\ne: f\n", "---\na: >-\n  b = c\n  -d: e\n---\n",
        '---\n"a": [-b, -c]\nd: -1\n---\n',
    ],
)  # fmt: skip
def test_what_only_looks_like_a_fault_of_layout(text: str) -> None:
    assert read_front_matter(text.encode(), "a.md").diagnostics == ()


@pytest.mark.parametrize(
    ("written", "cures"),
    [
        ("-8,05", ["b: -8.05"]), ("1,200", ["b: 1200 ", "b: 1.2"]), ("1,234", ["b: 1234 ", "b: 1.2340"]),
        ("1,200,000", ["b: 1200000"]), ("0,119", ["b: 0.119"]), ("1" + ",1" * 1_900, ["point before decimals"]),
    ],
)  # fmt: skip
def test_a_number_that_a_comma_in_braces_cuts_is_told_once(written: str, cures: list[str]) -> None:
    (problem,) = read_yaml(f"a: {{b: {written}, c: d}}\n".encode(), "a.yml", CASE_LIMIT).diagnostics
    assert (problem.code, problem.line, problem.column) == ("key-not-text", 1, 8)
    assert all(cure in problem.help for cure in cures)
    assert (problem.fix is not None) == (len(cures) == 1 and len(written) < 60)


def test_a_number_for_a_name_is_no_cut_number() -> None:
    for text in ("a: {b: 1, 2020: c}\n", "a: {b: c,5}\n", "2020: a\n"):
        (problem,) = read_yaml(text.encode(), "a.yml", CASE_LIMIT).diagnostics
        assert problem.code == "key-not-text" and "stands where the name" in problem.message
