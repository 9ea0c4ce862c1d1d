"""What the checker says: it quotes what was written and names the right word."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples import TESTS, read_text

from casebook.book import link_book
from casebook.diagnostics import Diagnostic

GOOD = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")


def only(root: Path, old: str, new: str) -> Diagnostic:
    """The only problem of the good case with one change."""
    assert old in GOOD
    found = read_text(root, GOOD.replace(old, new, 1)).diagnostics
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("old", "new", "message", "help"),
    [
        ("summary:", "sumary:", '"sumary" is not a field of the case.', "Did you mean `summary`?"),
        ("themes:", "tags:", '"tags" is not a field of the case.', "`topics`, which is there already"),
        ("topics: [food]", "topics: [food]\ncountry: BR", '"country" is not a field', "inside `city`"),
        ("topics: [food]", "topics: [food]\nicon: x", '"icon" is not a field', "not set in a case"),
        (
            "crisis: [pandemic, hunger]", "crisis: [covid]",
            '"covid" is not a term of the vocabulary crises.', 'Did you mean "pandemic"?',
        ),
        ("crisis: [pandemic, hunger]", "crisis: [pandemics]", '"pandemics" is not a term', 'Did you mean "pandemic"?'),
        ("crisis: [pandemic, hunger]", "crisis: [shelter]", '"shelter" is a topic, not a crisis.', "The terms are"),
        ("cause: red-tape", "cause: bureaucracy", '"bureaucracy" is not a term', "red-tape, procurement"),
        ("from: 2020-03", "from: 27 March 2020", '"27 March 2020" is not a date', "Did you mean 2020-03-27?"),
        ("from: 2020-03", "from: 2020/3/27", "is not a date", "Did you mean 2020-03-27?"),
        ("from: 2020-03", "from: 03/04/2020", "is not a date", "Write a year (2020)"),
        ("to: 2021", "to: present", "is not a date", "Did you mean ongoing?"),
        ("when: 2020-05", "when: 2020-2021", "is not a date", "Did you mean 2020/2021?"),
        ("country: BR", "country: br", '"br" is not a country', "Write BR."),
        ("country: BR", "country: Brasil", '"Brasil" is not a country', "Write BR."),
        ("language: en\n", "language: pt_br\n", '"pt_br" is not a language', "Write pt-BR."),
        ("language: en\n", "language: Portuguese\n", "is not a language", "Write pt."),
        ("id: share-the-list", "id: Share The List!", '"Share The List!" is not an id.', "share-the-list"),
        ('"harvest#n001"', '"harvest n001"', "is not a piece of evidence", "harvest#n001"),
        ('"harvest#n001"', '"harvest#"', "is not a piece of evidence", "what comes after #"),
        ('"harvest#n001"', "harvst", 'The source "harvst" is named as evidence', 'Did you mean "harvest"?'),
        ("topics: [food]", "topics: food, shelter", "`topics` should be a list", "topics: [food, shelter]"),
        ("topics: [food]", "topics:", "`topics` has no value.", "remove the line"),
        ("title: Four neighbours cook and the city brings the list", "title: 2020", "the number 2020", "For instance title:"),
        # in quotation marks it is long enough
        ("title: Four neighbours cook and the city brings the list", "title: 2020202020", "number", '"2020202020"'),
        (
            "title: Four neighbours cook and the city brings the list", "title: Kitchens",
            "8 characters; the fewest allowed are 10", "in plain words",
        ),
        ("    role: Cooked and knew the families\n", "", "This actor has no `role`.", "What it did in the story."),
        ("side: society", "side: goverment", '"goverment" is not one of the choices', 'Did you mean "government"?'),
        ('"https://www.papers.test/four-pots"', "www.papers.test/x", "does not begin with https://", "https://www.papers.test/x"),
        ('"https://www.papers.test/four-pots"', "ftp://papers.test/x", "begins with ftp:", "https://"),
        ("{name: Teresina, country: BR}", "{name: Terezinna, country: BR}", "GeoNames knows no city", '"Teresina"'),
    ],
)  # fmt: skip
def test_message_quotes_and_helps(tmp_path: Path, old: str, new: str, message: str, help: str) -> None:
    problem = only(tmp_path, old, new)
    assert message in problem.message, problem
    assert help in problem.help, problem


def test_long_and_hostile_values_are_shortened_and_shown_plainly(tmp_path: Path) -> None:
    problem = only(tmp_path, "side: society", 'side: "' + "a\\e[31m" + "b " * 1500 + '"')
    assert problem.code == "hidden-character"
    root = tmp_path / "other"
    problem = only(root, "side: society", "side: " + "b b" * 900)
    assert len(problem.message) < 160


def test_a_misspelt_required_field_is_one_problem(tmp_path: Path) -> None:
    assert only(tmp_path, "period:", "perod:").code == "unknown-key"


def test_years_and_figures_are_texts_in_the_model(tmp_path: Path) -> None:
    case = link_book(read_text(tmp_path, GOOD)).by_id["the-case"]
    assert (case.period_from, case.period_to) == ("2020-03", "2021")
    assert case.sources[1].published == "2021"
    assert case.results[0].value == "120"
