"""What a change means: the card, what readers see, what the checker says; and a stranger's words do nothing there."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from examples import TESTS, make_project, read_text

from casebook.book import Book, link_book
from casebook.check import Reading, check_project
from casebook.cli import main
from casebook.render import Article
from casebook.taking.message import defuse
from casebook.taking.reviewing import review_cases

HOSTILE = "@everyone `$(id)` <b>x</b> ::set-output name=a::b [here](https://evil.test)"


def test_a_case_is_told_as_readers_will_see_it(shelf_book: Book, shelf_project: Path) -> None:
    case = next(one for one in shelf_book.cases if one.lessons and one.failures and one.turn)
    said = review_cases(check_project(shelf_project), shelf_book, [case.path])
    assert f"`{case.id}`" in said and "What readers see first" in said
    for part in (
        "*What became of it:*",
        "*Entry point:*",
        "*Lesson:*",
        "*Failure:*",
        "% complete",
        f"cases/{case.id}/",
    ):
        assert part in said


def test_what_tells_most_of_an_item_is_what_its_row_says(
    shelf_book: Book, shelf_project: Path, shelf_articles: dict[str, Article]
) -> None:
    reading = check_project(shelf_project)
    seen = set()
    for case in shelf_book.cases:
        said = review_cases(reading, shelf_book, [case.path])
        page = shelf_articles[f"cases/{case.id}/"].html
        glance = page[page.index('<dl class="glance">') : page.index("</dl>")]
        rows = re.findall(r'<span class="glance__more"[^>]*>(.*?)</span>', glance, re.DOTALL)
        # the same words in the same order, as letters
        for row in (defuse(unescape(re.sub(r"<[^>]+>", "", one))) for one in rows):
            assert f". {row}\n" in said
            seen.add(row.partition(":")[0])
    assert seen == {"Door", "Works when", "Cause"}


def test_where_a_case_stands_and_what_leads_to_it_is_counted(shelf_book: Book, shelf_project: Path) -> None:
    reading = check_project(shelf_project)
    for case in shelf_book.cases:
        said = review_cases(reading, shelf_book, [case.path])
        leading = sum(case.id in {one.case.id for one in found} for found in shelf_book.relations.values())
        assert re.search(rf"^- {leading} cases? leads? to it$", said, re.MULTILINE)
        if case.city:
            alone = len(shelf_book.cities[case.city_id].cases) == 1
            assert (f"- On the page of {case.city.name} (no other case)\n" in said) == alone
        for topic in case.topics:
            label = shelf_book.term("topics", topic).label
            assert re.search(rf"^- Topics: .*{re.escape(label)}", said, re.MULTILINE)


def test_every_case_of_the_book_can_be_told(project_reading: Reading, project_book: Book) -> None:
    for case in project_book.cases:
        said = review_cases(project_reading, project_book, [case.path])
        assert said.startswith("## ") and len(said) < 20_000


def test_a_broken_file_and_one_that_is_gone_are_told(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project", TESTS / "cases_bad" / "title-full-stop--title.md")
    (root / "cases" / "teresina" / "broken.md").write_text("---\ntitle: Short\n---\n", encoding="utf-8")
    reading = check_project(root)
    said = review_cases(reading, link_book(reading), ["cases/teresina/broken.md", "cases/gone/gone.md", "README.md"])
    assert "This file has errors" in said and "missing-field" in said
    assert "not there any more" in said and "README" not in said
    assert review_cases(reading, link_book(reading), ["README.md"]) == "No case was changed.\n"


def test_what_a_stranger_wrote_does_nothing(tmp_path: Path) -> None:
    text = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")
    start = text.index("title:")
    end = text.index("\n", start)
    reading = read_text(tmp_path, f'{text[:start]}title: "{HOSTILE}"{text[end:]}')
    said = review_cases(reading, link_book(reading), list(reading.checked))
    for live in ("@everyone", "`$(id)`", "<b>", "::set-output", "](https://evil.test)"):
        assert live not in said
    assert "everyone" in said


def test_the_command_takes_names_as_git_lists_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_project(tmp_path / "project", TESTS / "cases_good" / "complete.md")
    (path,) = [one.relative_to(root).as_posix() for one in (root / "cases" / "teresina").glob("complete.md")]
    listed = tmp_path / "changed.nul"
    listed.write_bytes(f"{path}\0cases/a\nb/c.md\0".encode())
    report = tmp_path / "said.md"
    assert main(["review", "--listed", str(listed), "--report", str(report), "--root", str(root)]) == 0
    assert f"`{Path(path).stem}`" in report.read_text(encoding="utf-8")
    assert main(["review", "--listed", str(tmp_path / "nothing"), "--root", str(root)]) == 2
    assert "Cannot read" in capsys.readouterr().err
