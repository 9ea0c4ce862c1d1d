"""What problems.md shows as wrong is found to be wrong, for the reason that it says, and what it shows as right is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import bad_examples
from paragraphs import SHOWN_ELSEWHERE, Shown, find_codes, read_pair

from casebook.diagnostics import CODES
from casebook.fields import Schemas


def test_the_case_that_they_are_put_into_is_sound(tmp_path: Path, project_schemas: Schemas) -> None:
    nothing = Shown("wrong-type", "", "cases/recife/the-case.md")
    assert find_codes(tmp_path, nothing, project_schemas.trees["case"]) == set()


@pytest.mark.parametrize("code", sorted(set(CODES) - set(SHOWN_ELSEWHERE)))
def test_the_examples_of_a_paragraph_are_what_it_says(code: str, tmp_path: Path, project_schemas: Schemas) -> None:
    (wrong, right), tree = read_pair(code), project_schemas.trees["case"]
    assert code in find_codes(tmp_path / "wrong", wrong, tree)
    # where it is longer than a paragraph can show, it says what would be right
    if right.text or right.at != wrong.at:
        assert code not in find_codes(tmp_path / "right", right, tree)


def test_what_a_few_lines_cannot_be_is_tried_with_files() -> None:
    assert set(SHOWN_ELSEWHERE) - {"not-judged", "more-problems"} <= {example.code for example in bad_examples()}
