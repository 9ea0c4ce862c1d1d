"""Figures: what can be read in two ways, what is no figure, what to write instead, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import TESTS, read_text

from casebook.diagnostics import Diagnostic

GOOD = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")


def judge(root: Path, written: str) -> tuple[Diagnostic, ...]:
    return read_text(root, GOOD.replace("value: 120\n", f"value: {written}\n")).diagnostics


@pytest.mark.parametrize(
    ("written", "cures"),
    [
        ("24.450", ["24450", "24.45"]), ("12.000", ["12000", "12"]), ('"20.744"', ["20744", "20.7440"]),
        ("about 15.800 people", ["about 15800 people", "about 15.8 people"]), ("1,200", ["1200", "1.2"]),
        ("10.000 to 15.000", ["10000 to 15000", "10 to 15"]), ("-2.500", ["-2500", "-2.5"]),
        ("5,848 million", ["5848 million", "5848000"]), ("5.848 million euro", ["5848 million euro", "5848000 euro"]),
        ("7,25 billion", ["7.25 billion"]), ("1.200.000", ["1200000"]), ("1,200,000", ["1200000"]),
        ("1,00,000", ["100000"]), ("1 200 000", ["1200000"]), ("1\u00a0200", ["1200"]), ("1’200", ["1200"]),
        ("1.234,56", ["1234.56"]), ("1,234.56", ["1234.56"]), ("20 000,50", ["20000.50"]), ("1,2 million", ["1.2 million"]),
        ("about 1,5 to 2,5", ["about 1.5 to 2.5"]), ("0,5", ["0.5"]), ("0,119", ["0.119"]), ("1_200", ["1200"]),
        ("1e3", ["1000"]),
    ],
)  # fmt: skip
def test_each_cure_of_a_figure_is_named_and_cures(tmp_path: Path, written: str, cures: list[str]) -> None:
    (problem,) = judge(tmp_path / "before", written)
    assert (problem.code, problem.line) == ("wrong-form", 42)
    for number, cure in enumerate(cures):
        assert f"Write {cure}" in problem.help or f"or {cure} " in problem.help or f": {cure}" in problem.help
        assert judge(tmp_path / f"after-{number}", cure) == ()
    # what can be meant in two ways has no right text
    assert (problem.fix is None) == (len(cures) > 1)


@pytest.mark.parametrize("written", ["0x10", "0o17", "12:30", "1e400", '"12.03.2020"', "1.5.7", "many", "2E5 meals"])
def test_what_is_no_figure_is_told(tmp_path: Path, written: str) -> None:
    (problem,) = judge(tmp_path, written)
    assert (problem.code, problem.line, problem.fix) == ("wrong-form", 42, None)


@pytest.mark.parametrize(
    "written",
    [
        "0.119", "0", "98.1", "1.5", "12.25", "1234.567", "24.4510", "66.8", "-5.25", "1200", "340000", "R66.8m", "45%",
        "10-15", "10–15", "~1200", "1200 meals", "2019/2020", "in 2020 120", "500 to 800", "0.119 to 0.25", "+7",
    ],
)  # fmt: skip
def test_what_can_be_read_in_one_way_is_left_alone(tmp_path: Path, written: str) -> None:
    assert judge(tmp_path, written) == ()


def test_a_figure_elsewhere_in_the_file_is_not_taken_for_another(tmp_path: Path) -> None:
    text = GOOD.replace("value: 120\n", "value: 24.45\n").replace("third month", "third month, with 24.450 euro,")
    assert read_text(tmp_path, text).diagnostics == ()
