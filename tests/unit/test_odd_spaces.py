"""Non-breaking spaces: told once where the facts depend on them, read as spaces where they do no harm, kept in texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import TESTS, read_text

from casebook.files import CASE_LIMIT, read_yaml

GOOD = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2003", "\u3000"])
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("    door: champion", "_   door: champion"), ("    door: champion", "  __door: champion"),
        ("    door: champion", "    door_: champion"), ("    door: champion", "    door:_champion"),
        ("    door: champion", "____door_:_champion"), ("    door: champion", '    door: "_champion"'),
        ("  - id: share-the-list", "  -_id: share-the-list"), ("  - id: share-the-list", '  - id: "share-the-list_"'),
        ("    side: society", '    side: "society_"'), ("country: BR}", 'country: "BR_"}'), ("country: BR}", "country:_BR}"),
        ("  from: 2020-03", '  from: "2020-03_"'), ("      - The neighbours", "    __-_The neighbours"),
    ],
)  # fmt: skip
def test_each_is_told_once_at_its_line_and_its_fix_cures(tmp_path: Path, right: str, wrong: str, space: str) -> None:
    assert right in GOOD
    text = GOOD.replace(right, wrong.replace("_", space), 1)
    (problem,) = read_text(tmp_path / "before", text).diagnostics
    line = next(number for number, one in enumerate(text.split("\n"), 1) if space in one)
    assert (problem.code, problem.line) == ("hidden-character", line)
    assert problem.fix and "space" in problem.message
    lines = text.split("\n")
    start, end = lines[line - 1][: problem.column - 1], lines[line - 1][problem.column - 1 :]
    lines[line - 1] = start + end.replace(problem.fix.old, problem.fix.new, 1)
    assert read_text(tmp_path / "after", "\n".join(lines)).diagnostics == ()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("country: BR}", "country: BR_}"), ("door: champion", "door: champion_"), ("[pandemic, hunger]", "[pandemic,_hunger_]"),
        ("from: 2020-03", "from: 2020-03__"), ("id: share-the-list", "id: share-the-list_"),
        ("title: Four neighbours cook", "title: Four_neighbours_cook"), ("    role: Cooked and", "    role: «_Cooked_» and"),
        ("challenge: The city could", "challenge: >-\n  Mot_: the city\n  could"),
    ],
)  # fmt: skip
def test_where_it_does_no_harm_nothing_is_said(tmp_path: Path, right: str, wrong: str) -> None:
    assert right in GOOD
    assert read_text(tmp_path, GOOD.replace(right, wrong.replace("_", "\u00a0"), 1)).diagnostics == ()


def test_between_words_it_stays_and_at_the_end_it_goes() -> None:
    text = "a: one\u00a0two\u00a0\nb: >-\n  three\u00a0four\u00a0\n  x\u00a0: y\nc: [d,\u00a0e\u00a0]\n"
    parsed = read_yaml(text.encode(), "a.yml", CASE_LIMIT)
    assert parsed.diagnostics == ()
    assert parsed.value == {"a": "one\u00a0two", "b": "three\u00a0four\u00a0 x\u00a0: y", "c": ["d", "e"]}


def test_ten_lines_are_told() -> None:
    text = "".join(f"a{n}:\u00a0b\n" for n in range(40))
    parsed = read_yaml(text.encode(), "a.yml", CASE_LIMIT)
    assert len(parsed.diagnostics) == 10 and len(parsed.value) == 40
