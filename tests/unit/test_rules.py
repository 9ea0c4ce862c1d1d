"""Rules on texts, dates, folders and references: what they find and what they leave alone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from examples import TESTS, TODAY, make_project, read_text

from casebook.book import Book
from casebook.check import check_project
from casebook.render import Article
from casebook.rules import is_reserved, name_folder
from casebook.rules.ids import ID
from casebook.rules.prose import check_headings, check_prose, count_words
from casebook.search.records import RECORD_KINDS
from casebook.text.dates import find_impossible, guess_date, read_span, today
from casebook.text.urls import find_fault

GOOD = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")


def codes(text: str) -> list[str]:
    return [finding.code for finding in check_prose(text, {"an-item"})]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("write to maria@papers.test", "personal-contact"),
        ("maria [at] papers.test", "personal-contact"),
        ("<maria@papers.test>", "personal-contact"),
        ("call +27 31 311 1111 now", "personal-contact"),
        ("call +27313111111", "personal-contact"),
        ("call 031 311 1111.", "personal-contact"),
        ("(031) 311-1111", "personal-contact"),
        ("0825550123", "personal-contact"),
        ("(11) 91234-5678", "personal-contact"),
        ("0027 31 311 1111", "personal-contact"),
        ("`maria@papers.test`", "personal-contact"),
        ("jane.doe&#64;paper.test", "personal-contact"),
        ("jane.doe**@**paper.test", "personal-contact"),
        ("+27&nbsp;82&nbsp;555&nbsp;0123", "personal-contact"),
        ("[write](https://wa.me/27825550123)", "personal-contact"),
        ("[write](mailto:jane@paper.test)", "personal-contact"),
        ("a <b>bold</b> word", "raw-html"),
        ("<br/>", "raw-html"),
        ("<!-- hidden -->", "raw-html"),
        ("<img src=x onerror=alert(1)", "raw-html"),
        ("</div>", "raw-html"),
        ("<svg/onload=alert(1)>", "raw-html"),
        ("![a](https://papers.test/a.png)", "image-in-text"),
        ("![a][b]", "image-in-text"),
        ("[a](javascript:alert(1))", "bad-link"),
        ("[a](JaVaScRiPt:alert)", "bad-link"),
        ("[a](<data:text/html,x>)", "bad-link"),
        ("[a](//papers.test)", "bad-link"),
        ("[a](../other/)", "bad-link"),
        ("[a]()", "bad-link"),
        ("[a](#nothing)", "bad-link"),
        ("[a](mailto:x)", "bad-link"),
        ("[a]: ftp://papers.test", "bad-link"),
        ("<javascript:alert(1)>", "bad-link"),
    ],
)
def test_what_may_not_stand_in_a_text(text: str, code: str) -> None:
    assert set(codes(text)) == {code}


@pytest.mark.parametrize(
    "text",
    [
        "340000 people, 340 000 or 1 200 000", "in 2020 and 2021", "2020-04/2020-06", "2020-03-27",
        "grant 2012/45678/07", "from 09:00 to 17:30", "0.25 percent", "0,75", "07/2020", "01-02-2020",
        "ISBN 0-521-12345-6", "+340 000 meals", "USD 12 345 678", "section 0 of 10", "R0.50 a day",
        "https://papers.test/0821234567/maria@papers.test", "3 < 4 and 5 > 2", "a<b", "`<b>` and ``<i>``",
        "```\n<b>\n[a](x)\n```\n", "<https://papers.test/a>", "[a](https://papers.test)", "[a](#an-item)",
        "[a](https://papers.test/a_(b))", "[a](https://papers.test 'title')", "it is [not] a link", "wow! [a](https://a.org)",
        r"\<b>", "case 2013-11-08/12345", "lat -29.858, lon 31.029",
    ],
)  # fmt: skip
def test_what_may_stand_in_a_text(text: str) -> None:
    assert codes(text) == []


def test_the_same_contact_in_two_spellings_is_told_at_both_places() -> None:
    text = "a@paper.test\n\na&#64;paper.test\n\nCall +27 82 555 0123.\n\nCall +27&nbsp;82 **555** 0123."
    found = [(text.count("\n", 0, one.offset), one.words) for one in check_prose(text)]
    assert found == [
        (0, "a@paper.test"), (2, "a&#64;paper.test"), (4, "+27 82 555 0123"), (6, "27&nbsp;82 **555** 0123"),
    ]  # fmt: skip


def test_headings() -> None:
    story = "## Good\n\n### Good\n\n# Bad\n\n```\n# a comment\n```\n\nAlso bad\n===\n\n##### Too deep\n"
    assert [finding.words for finding in check_headings(story)] == ["# Bad", "Also bad", "##### Too deep"]


def test_words_are_counted_as_a_reader_reads() -> None:
    assert count_words("## One two\n\nthree – *four* [five six](https://papers.test/seven) `8`") == 7


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://www.papers.test/a?b=c#d", True), ("http://papers.test", True), ("HTTPS://PAPERS.TEST", True),
        ("https://münchen.example/ä", True), ("http://167.114.128.8/a", True), ("https://papers.test:8080/", True),
        ("", False), ("papers.test", False), ("//papers.test", False), ("https:/papers.test", False),
        ("https://", False), ("https://localhost/", False), ("http://127.0.0.1/", False), ("http://[::1]/", False),
        ("https://a b.org", False), ("https://user@papers.test", False), ("javascript:alert(1)", False),
        ("data:text/html,x", False), ("file:///etc/passwd", False), ("https://papers.test:99999/", False),
        ("https://exa<mple.org", False), ("https://[broken", False), ("https://a..b", False),
        ("https://papers.test\n", False),
    ],
)  # fmt: skip
def test_addresses(address: str, fine: bool) -> None:
    assert (find_fault(address) is None) == fine


def test_dates() -> None:
    assert read_span("2020-02") == [(date(2020, 2, 1), date(2020, 2, 29))]
    assert read_span(2020) == [(date(2020, 1, 1), date(2020, 12, 31))]
    assert len(read_span("2020-04/2020-06")) == 2
    assert read_span("unknown") == read_span(True) == read_span(None) == read_span("2021-02-30") == []
    assert find_impossible("2021-02-30") == "2021-02-30"
    assert find_impossible("2020-01/2021-02-29") == "2021-02-29"
    assert find_impossible("2020-02-29") is None
    assert guess_date("Mar 2020") == "2020-03"
    assert guess_date("5/6/2020") is None
    assert guess_date("25.12.2020") == "2020-12-25"


def test_today_is_the_later_of_the_clock_and_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4102444800")
    assert today() == date(2100, 1, 1)
    for earlier in ("1600000000", "no number", ""):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", earlier)
        assert date(2025, 1, 1) < today() < date(2100, 1, 1)


def test_what_is_future_depends_on_the_day(tmp_path: Path) -> None:
    make_project(tmp_path)
    (tmp_path / "cases/teresina").mkdir()
    (tmp_path / "cases/teresina/a-case.md").write_text(GOOD, encoding="utf-8")
    assert check_project(tmp_path, TODAY).diagnostics == ()
    early = check_project(tmp_path, date(2020, 12, 31)).diagnostics
    assert {one.code for one in early} == {"future-date"}


def test_folders() -> None:
    assert name_folder({"name": "São Paulo", "country": "BR"}) == "sao-paulo"
    assert name_folder({"name": "Łódź", "country": "PL"}) == "lodz"
    assert name_folder({"name": "京都市", "country": "JP"}) == "kyoto"
    assert name_folder(None) == "unnamed-city"
    assert name_folder("Durban") is name_folder({"name": 3}) is None


def test_reserved_ids() -> None:
    assert is_reserved("summary") and is_reserved("result-12") and is_reserved("disagreement-1")
    assert not is_reserved("result-of-the-talks") and not is_reserved("the-summary")


def test_every_id_of_a_page_of_a_case_is_reserved_or_made_of_an_id(
    shelf_book: Book, shelf_articles: dict[str, Article]
) -> None:
    """Whatever a template, the frame or the search comes to call its own, no item can be called so."""
    frame = (TESTS.parent / "hooks/casebook/templates/frame").rglob("*.html")
    there = {id for file in frame for id in re.findall(r'\bid="([^"]*)"', file.read_text(encoding="utf-8"))}
    there |= {f"found-{kind}" for kind in RECORD_KINDS}
    script = (TESTS.parent / "docs/assets/find/search-groups.js").read_text(encoding="utf-8")
    assert set(re.findall(r"\bid: [`\"']([^`\"']*)", script)) == {"found-${kind}"}
    for case in shelf_book.cases:
        items = {item.id for _, item in case.items()}
        named = set(re.findall(r'\sid="([^"]*)"', shelf_articles[f"cases/{case.id}/"].html)) - items
        there |= {id for id in named if not id.startswith(("source-", "note-"))}
    assert len(there) > 10
    # what is not written as an id of an item can be none
    assert not {id for id in there if ID.fullmatch(id) and not is_reserved(id)}
    assert not is_reserved("found-in-the-hall") and not is_reserved("search-party")


def test_a_broken_case_is_left_out_and_does_not_break_others(tmp_path: Path) -> None:
    make_project(tmp_path)
    folder = tmp_path / "cases/teresina"
    folder.mkdir()
    broken = GOOD.replace("crisis: [pandemic, hunger]", "crisis: [covid]")
    (folder / "broken.md").write_text(broken, encoding="utf-8")
    (folder / "unreadable.md").write_text("---\n: [\n", encoding="utf-8")
    links = """related: [{case: broken}, {case: unreadable}]\ncontributors:"""
    lesson = """    supports:
      - {lesson: broken#share-the-list, why: Both rest on a list of names.}
      - {lesson: unreadable#anything, why: Both rest on a list of names.}
    evidence: [daily-paper-2020, "harvest#n001"]"""
    good = GOOD.replace("contributors:", links).replace('    evidence: [daily-paper-2020, "harvest#n001"]', lesson)
    (folder / "good.md").write_text(good, encoding="utf-8")
    reading = check_project(tmp_path, TODAY)
    assert {one.path for one in reading.diagnostics} == {"cases/teresina/broken.md", "cases/teresina/unreadable.md"}
    assert [case.id for case in reading.cases] == ["durban-shelter", "good"]


def test_a_broken_shared_source_leaves_out_what_rests_on_it_without_more_errors(tmp_path: Path) -> None:
    make_project(tmp_path)
    source = tmp_path / "cases/_sources/harvest.yml"
    source.write_text(source.read_text(encoding="utf-8").replace("kind: harvest", "kind: haervest"), encoding="utf-8")
    reading = check_project(tmp_path, TODAY)
    assert [(one.code, one.path) for one in reading.diagnostics] == [("wrong-term", "cases/_sources/harvest.yml")]
    assert reading.sources == () and reading.cases == ()


def test_hidden_files_are_read_over(tmp_path: Path) -> None:
    make_project(tmp_path)
    folder = tmp_path / "cases/durban"
    (folder / ".draft.md").write_text("nothing", encoding="utf-8")
    (tmp_path / "cases/README.md").write_text("How to", encoding="utf-8")
    reading = check_project(tmp_path, TODAY)
    assert reading.diagnostics == ()
    assert reading.checked == ("cases/_sources/harvest.yml", "cases/durban/durban-shelter.md")


def test_links_out_of_the_project_are_not_read(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    (tmp_path / "secret.md").write_text(GOOD, encoding="utf-8")
    (root / "cases/durban/secret.md").symlink_to(tmp_path / "secret.md")
    (root / "cases/elsewhere").symlink_to(tmp_path, target_is_directory=True)
    found = check_project(root, TODAY).diagnostics
    assert [one.code for one in found] == ["unreadable-file", "unreadable-file"]


def test_the_place_of_html_in_a_folded_text(tmp_path: Path) -> None:
    text = GOOD.replace("challenge: The city", "challenge: >-\n  One line.\n  Then <i>x</i>. The city")
    (problem,) = read_text(tmp_path, text).diagnostics
    number = next(n for n, line in enumerate(text.split("\n"), 1) if "<i>" in line)
    assert (problem.code, problem.line, problem.column) == ("raw-html", number, 8)
