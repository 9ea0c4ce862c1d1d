"""Files are written when their turn comes, and what is written by hand for speed is what the standard library writes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.export import Edition
from casebook.export.cells import guard_cell, make_csv_line
from casebook.export.json_lines import indent_json, write_in_lines
from casebook.outputs import Output, make_output, write_outputs


def test_no_file_is_made_before_its_turn(tmp_path: Path) -> None:
    made: list[str] = []

    def make(name: str) -> Iterator[bytes]:
        made.append(name)
        yield b"a"
        yield b"b"

    def list_outputs() -> Iterator[Output]:
        yield make_output("deep/er/one", lambda: make("one"))
        assert (tmp_path / "deep/er/one").read_bytes() == b"ab" and made == ["one"]
        yield make_output("two", lambda: make("two"))

    assert write_outputs(list_outputs(), tmp_path.joinpath) == ("deep/er/one", "two")
    assert made == ["one", "two"] and (tmp_path / "two").read_bytes() == b"ab"


CELLS = ["", "a", 'a "b"', '"', "a,b", "a\nb", "a\r\nb", "\ra", "=1", '=1,"2"', " a ", "é\u2028", 1, -1.5, 2.0, None]


@pytest.mark.parametrize("cell", CELLS)
def test_a_line_is_what_the_standard_library_writes(cell: str | float | None) -> None:
    expected = io.StringIO()
    guarded = guard_cell(cell) if isinstance(cell, str) else cell
    csv.writer(expected, lineterminator="\r\n").writerow([guarded, "x", guarded])
    assert make_csv_line([cell, "x", cell]).decode() == expected.getvalue()


ODD = [{}, [], {"a": []}, {"a": {}, "b": [{}, [], [1, [2.5, None]], True]}, 'é"\\\n\x7f\u2028😀', 15.0, -3, None, False]


@pytest.mark.parametrize("value", ODD)
def test_what_is_laid_out_is_what_the_standard_library_writes(value: object) -> None:
    assert indent_json(value) == json.dumps(value, ensure_ascii=False, indent=1)
    assert indent_json({"a": [value]}) == json.dumps({"a": [value]}, ensure_ascii=False, indent=1)


def test_facts_are_laid_out_as_the_standard_library_does(shelf_edition: Edition) -> None:
    for case in shelf_edition.files:
        assert indent_json(case.facts) == json.dumps(case.facts, ensure_ascii=False, indent=1)


def test_a_list_in_lines_is_read_as_it_is_given() -> None:
    told = b"".join(write_in_lines({"a": 1, "b": iter([{"c": 1}, {"c": 2}]), "d": iter(()), "e": ["f"], "g": {}}))
    assert json.loads(told) == {"a": 1, "b": [{"c": 1}, {"c": 2}], "d": [], "e": ["f"], "g": {}}
    assert told.splitlines()[2:5] == [b'"b": [', b'{"c": 1},', b'{"c": 2}']
