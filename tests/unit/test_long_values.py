"""However long a value is and whatever it is made of: it is told in a few words, and nothing stops at it."""

from __future__ import annotations

import pytest
from whole_files import Desk, put

from casebook.fields import ENTRY, TEXTS
from casebook.files import CASE_LIMIT, read_front_matter, read_yaml
from casebook.kinds import KINDS, FileKind

LONG = 60_000
VALUES = (
    "1" * LONG, "a" * LONG, "1 " * (LONG // 2), "1," * (LONG // 2), "1.111." * (LONG // 6), "1,111" * (LONG // 5),
    "-" * LONG, "#" * LONG, "a#" * (LONG // 2), "." * LONG, "é" * (LONG // 2), " " * LONG, "\u00a0" * (LONG // 2),
    "a, b " * (LONG // 5), "www." + "a." * (LONG // 3), "https://" + "a/" * (LONG // 3), "no " * (LONG // 3),
    "/".join(["2020"] * (LONG // 5)), "2020-" * (LONG // 5), "(" * LONG, "\\" * LONG, "сrisis" * (LONG // 12),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.lay_out(tmp_path_factory.mktemp("long-values"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_value_of_any_length_is_told_in_a_few_words(desk: Desk, kind: FileKind) -> None:
    kinds_of_field = {}
    for field in desk.schemas.trees[kind.id].all():
        # what a text says is asked by rules of their own
        # and what a file calls itself is its name, which no disk lets be so long
        if field.path not in ((), ("id",)) and field.holds not in TEXTS:
            kinds_of_field.setdefault((field.holds, field.types), field)
    assert len(kinds_of_field) >= 3
    for field in kinds_of_field.values():
        path = tuple(0 if step == ENTRY else step for step in field.path)
        for value in VALUES:
            found = desk.judge(kind, put(desk.begin(kind, path[0]), path, value), path)
            assert any(one.severity == "error" for one in found), (field.path, value[:20])
            for one in found:
                assert len(one.message) < 500 and len(one.help) < 1000, (field.path, one)


def test_ids_of_any_length_and_fields_of_any_number_are_told(desk: Desk) -> None:
    case = next(kind for kind in KINDS if kind.id == "case")
    facts = desk.whole["case"] | {f"word-{n}": n for n in range(2000)} | {"w" * LONG: "x"}
    codes = {one.code for one in desk.judge(case, facts)}
    assert codes == {"unknown-key"}


@pytest.mark.parametrize(
    "piece", ["\\u00e9", "\\\\", "\\x", "'", '"', '\\"', " ", "- ", "a: ", "#", " #", "[", "{", "a, "]
)
@pytest.mark.parametrize("start", ['title: "', "title: '", "title: ", "  - ", "- - x: ["])
@pytest.mark.parametrize("end", ["", '"', "'"])
def test_a_syntax_error_below_a_line_of_anything_is_told(start: str, piece: str, end: str) -> None:
    # two ways of reading one letter would take for ever at forty of them
    line = start + piece * (20_000 // len(piece)) + end
    for text in (f"{line}\nsummary: a: b\n", f"{line[:-1]}\n{line}\n: [\n"):
        (problem, *_) = read_yaml(text.encode(), "a.yml", CASE_LIMIT).diagnostics
        assert problem.message and len(problem.message) < 500 and len(problem.help) < 1000


def test_what_nobody_can_see_is_said_plainly_in_every_help() -> None:
    for text in ("- foo:\t bar\n- - baz\n  -\tbaz\n", "a: b\n  - c:\u00ad d: e\n", 'a: "\t\\d"\n'):
        for one in read_front_matter(f"---\n{text}---\n".encode(), "a.md").diagnostics:
            assert (one.message + one.help).isprintable()
