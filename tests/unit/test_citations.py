"""A story cites `[@source]`: how that is read, what is shown of it, and what rests on it."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path

import pytest
from examples import TESTS, TODAY, make_project, read_text

from casebook.book import Book, link_book
from casebook.check import check_project
from casebook.export import Edition, make_edition
from casebook.export.csv_files import write_table_csv
from casebook.fields import Schemas
from casebook.markup import render_line, render_prose, render_story, show_text, strip_markdown
from casebook.model import Evidence
from casebook.render import Article, Renderer, render_articles
from casebook.search.records import list_records

GOOD = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")
FACTS = GOOD.split("## How it began", maxsplit=1)[0]
TABLE = "| Year | Meals |\n|:--|--:|\n| 2020 | 120 [@daily-paper-2020#p.2] |\n| 2021 | 90 |\n"


def _pieces(text: str) -> list[list[str]]:
    """What each part of a text cites."""
    return [
        [piece for cited in part.citations for piece in cited.pieces] for part in show_text(text, blocks=True).parts
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("So it was [@a-b-2020].", [["a-b-2020"]]),
        ("So it was [@a#p.12].", [["a#p.12"]]),
        ("So it was [@harvest#n041].", [["harvest#n041"]]),
        ("So it was [@a; @b#p.2;@c].", [["a", "b#p.2", "c"]]),
        ("So it was [@a] and so [@b].", [["a", "b"]]),
        ("So it was [@a;\n@b].", [["a", "b"]]),
        ("So it was\n[@a].", [["a"]]),
        ("*So it was [@a]*, **so [@b]**.", [["a", "b"]]),
        ("- one [@a]\n- two [@b]", [["a", "b"]]),
        ("- one\n  - two [@a]", [["a"]]),
        ("> said [@a]", [["a"]]),
        (TABLE, [["daily-paper-2020#p.2"]]),
        ("One [@a].\n\n## Two\n\nThree [@b].\n\nFour.", [["a"], ["b"], []]),
        # what a heading cites belongs to no paragraph
        ("## One [@a]\n\nTwo.", [[]]),
        # none of these is a citation
        ("So it was `[@a]`.", [[]]),
        ("So it was \\[@a].", [[]]),
        ("```\n[@a]\n```", []),
        ("Write @a or [a] or [a](https://a.org/@b).", [[]]),
        ("So it was [@].", [[]]),
    ],
)
def test_what_each_paragraph_cites(text: str, pieces: list[list[str]]) -> None:
    assert _pieces(text) == pieces


STORIES = [
    "One [@a].\n\nTwo.\n\n## Three\n\nFour [@b; @c].",
    "- one\n- two [@a]\n\n1. three\n   - four\n\n> five\n",
    f"Before:\n\n{TABLE}\nAfter.",
    "One.\n\n---\n\n```\ncode\n```\n\nTwo.",
    "<div>\n\nOne.\n\n</div>\n\nTwo.",
    "![a](https://b.org/c.png)\n\nTwo.",
    "",
]


@pytest.mark.parametrize("text", STORIES)
def test_the_anchors_of_a_story_are_those_that_evidence_has(text: str) -> None:
    shown = render_story(text, lambda pieces: f"<i>{','.join(pieces)}</i>")
    expected = [f"story-{n}" for n, _ in enumerate(show_text(text, blocks=True).parts, 1)]
    assert re.findall(r'id="(story-\d+)"', shown) == expected
    assert "id=" not in render_story(text, anchors=False)
    # every citation has its marks, in the order in which they are written, and nothing is left of its brackets
    assert re.findall(r"<i>([^<]*)</i>", shown) == [",".join(one) for one in _cited(text)]
    assert "[@" not in shown


def _cited(text: str) -> list[tuple[str, ...]]:
    return [cited.pieces for part in show_text(text, blocks=True).parts for cited in part.citations]


def test_an_anchor_leads_to_the_block_of_its_words() -> None:
    text = f"One [@a].\n\n## Two\n\n- three\n\n{TABLE}\nFour."
    shown = render_story(text)
    for n, part in enumerate(show_text(text, blocks=True).parts, 1):
        block = shown.split(f'id="story-{n}"', 1)[1].split('id="story-', 1)[0]
        assert part.words.split()[0] in html.unescape(re.sub("<[^>]*>", " ", f"<{block}")), part


def test_the_marks_of_a_citation_stand_behind_the_words_without_a_space() -> None:
    assert "was<i>a</i>." in render_story("So it was [@a].", lambda pieces: "<i>a</i>")
    assert "was<i>a</i>." in render_story("So it was\n[@a].", lambda pieces: "<i>a</i>")


def test_what_a_citation_says_can_never_become_active() -> None:
    made = render_story("[@a<b>&\"'] and [@<script>]", lambda pieces: "<i></i>")
    assert "<b>" not in made and "<script" not in made
    for render in (render_prose, render_line):
        assert "<script" not in render("So [@<script>x</script>].") and "[@a]" in render("So it was [@a].")


def test_a_reader_reads_no_citation() -> None:
    assert strip_markdown("So it was [@a; @b#p.2]. Then [@c].") == "So it was. Then."
    assert [part.words for part in show_text("So [@a] it was [@b].", blocks=True).parts] == ["So it was."]


def _codes(tmp_path: Path, story: str) -> list[tuple[str, int]]:
    found = read_text(tmp_path, f"{FACTS}{story}\n").diagnostics
    start = FACTS.count("\n")
    return [(one.code, one.line - start) for one in found if one.code != "story-length"]


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ("So it was [@daily-paper-2020].", []),
        ("So it was [@daily-paper-2020#p.2; @harvest#n001].", []),
        ("So it was.", [("uncited", 1)]),
        ("One [@daily-paper-2020].\n\nTwo\nand more.\n\nThree.", [("uncited", 3), ("uncited", 6)]),
        ("## One\n\n---\n\nTwo [@daily-paper-2020].", []),
        # a list and a table are one each, and what leads to a list is one with it
        ("- one\n- two [@daily-paper-2020]\n- three", []),
        ("- one\n- two", [("uncited", 1)]),
        ("They did:\n\n- one [@daily-paper-2020]", []),
        ("They did:\n\n- one", [("uncited", 3)]),
        ("They did:", [("uncited", 1)]),
        ("They did.\n\n- one [@daily-paper-2020]", [("uncited", 1)]),
        (TABLE, []),
        (TABLE.replace(" [@daily-paper-2020#p.2]", ""), [("uncited", 1)]),
        # a heading that cites does not do it for the paragraph below
        ("## One [@daily-paper-2020]\n\nTwo.", [("uncited", 3)]),
        # what is named and is not there
        ("So it was [@harvest#n999].", [("dangling-note", 1)]),
        ("So it was [@no-such-paper].", [("dangling-source", 1)]),
        ("So it was\nin [@daily-paper-2020] and [@no-such-paper].", [("dangling-source", 2)]),
        # written in another way, and told as that alone
        ("So it was [daily-paper-2020].", [("citation", 1)]),
        ("So it was @daily-paper-2020.", [("citation", 1)]),
        ("So it was @daily-paper-2020 and @daily-paper-2020.", [("citation", 1)]),
        ("So it was [@daily-paper-2020, p. 3].", [("citation", 1)]),
        ("So it was [@daily-paper-2020; daily-paper-2021].", [("citation", 1)]),
        ("So it was [@daily-paper-2020;].", [("citation", 1)]),
        # what has another problem, whose cure is no citation or brings one
        ("##One", [("heading-level", 1)]),
        ("So it was [^1].\n\n[^1]: The Daily Paper", [("footnote", 1)]),
        ("TODO: tell it", [("placeholder", 1)]),
    ],
)
def test_each_fault_of_a_story_is_told_once_at_its_line(
    tmp_path: Path, story: str, told: list[tuple[str, int]]
) -> None:
    assert _codes(tmp_path, story) == told


def test_an_account_on_a_social_network_is_none_of_our_citations(tmp_path: Path) -> None:
    assert _codes(tmp_path, "Follow @daily_paper [@daily-paper-2020].") == [("personal-contact", 1)]
    # even where a source begins as it does
    assert _codes(tmp_path, "Follow @daily [@daily-paper-2020].") == [("personal-contact", 1)]


def test_a_source_that_only_the_story_cites_is_in_use(tmp_path: Path) -> None:
    more = "  - {id: atlas, title: An atlas, publisher: Somebody, published: 2020, kind: paper, seen: whole, language: en}\n"
    text = GOOD.replace("sources:\n", f"sources:\n{more}")
    assert [one.code for one in read_text(tmp_path / "a", text).diagnostics] == ["unused-source"]
    cited = text.replace("[@daily-paper-2020]", "[@daily-paper-2020; @atlas#p.7]", 1)
    reading = read_text(tmp_path / "b", cited)
    assert reading.diagnostics == ()
    case = link_book(reading).by_id["the-case"]
    assert Evidence("atlas", "p.7") in case.story_parts[0].evidence


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    root = make_project(tmp_path_factory.mktemp("cited"))
    story = f"One [@daily-paper-2020; @harvest#n001].\n\n## Two\n\n{TABLE}\n- three\n- four [@daily-paper-2021#p.3]\n"
    (root / "cases/teresina").mkdir()
    (root / "cases/teresina/cited.md").write_text(f"{FACTS}{story}", encoding="utf-8")
    reading = check_project(root, TODAY)
    assert {one.code for one in reading.diagnostics} <= {"story-length"}, reading.diagnostics
    return make_edition(reading, link_book(reading))


@pytest.fixture(scope="module")
def book(edition: Edition) -> Book:
    return edition.book


@pytest.fixture(scope="module")
def page(book: Book, project_schemas: Schemas) -> Article:
    return next(one for one in render_articles(Renderer(book, project_schemas)) if one.address == "cases/cited/")


def test_evidence_csv_has_a_row_for_each_citation_actor_and_status(edition: Edition) -> None:
    rows = list(csv.DictReader(io.StringIO(b"".join(write_table_csv("evidence", edition)).decode("utf-8-sig"))))
    found = [
        (row["item"], row["source"], row["locator"])
        for row in rows
        if row["case"] == "cited" and row["item_kind"] in ("story", "actor", "status")
    ]
    assert found == [
        ("story-1", "daily-paper-2020", ""),
        ("story-1", "harvest", "n001"),
        ("story-2", "daily-paper-2020", "p.2"),
        ("story-3", "daily-paper-2021", "p.3"),
        ("status", "daily-paper-2021", ""),
        ("actor-1", "daily-paper-2020", ""),
    ]


def test_a_passage_is_evidence_that_can_be_followed_both_ways(
    book: Book, page: Article, project_schemas: Schemas
) -> None:
    story = page.html.split('class="story"')[1].split("</section>")[0]
    assert re.findall(r'class="ref" href="#([^"]*)"', story) == [
        "source-daily-paper-2020",
        "note-harvest-n001",
        "source-daily-paper-2020",
        "source-daily-paper-2021",
    ]
    ids = re.findall(r'\sid="([^"]*)"', page.html)
    assert len(ids) == len(set(ids)) and {"story-1", "story-2", "story-3", "note-harvest-n001"} <= set(ids)
    # the table can be moved on a phone, and keeps its mark in its cell
    assert re.search(r'<td class="right">120<span class="evidence evidence--inline">', story)
    assert "[@" not in page.html
    pages = {one.address: one.html for one in render_articles(Renderer(book, project_schemas))}
    assert 'href="../../../cases/cited/#story-1"' in pages["sources/harvest/stories/"]


def test_nothing_that_is_searched_or_shown_beside_a_case_has_a_citation(book: Book) -> None:
    (record,) = (one for one in list_records(book) if one.address == "cases/cited/")
    assert "[@" not in " ".join(record.texts) and "daily-paper" not in " ".join(record.texts)
    assert next(part.title for part in book.by_id["cited"].story_parts) == "One."
