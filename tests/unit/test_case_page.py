"""The page of a case says what it is worth reading for, how much was read, what was answered and what was changed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from examples import TESTS, read_text

from casebook.book import Book, link_book
from casebook.fields import Schemas
from casebook.model import ITEM_KINDS, MARKED_KINDS, Case, Change, Highlights, Reply, kind_of
from casebook.render import Article, Renderer, render_articles

SOUP = "durban-soup-tent"
EVIDENCE = '<details class="evidence"'
"""Where the text of an item ends."""


def _part(page: str, id: str, end: str) -> str:
    """What stands below the element of this id, up to an end."""
    return page.split(f'id="{id}"', 1)[1].split(end, 1)[0]


@pytest.fixture
def page(shelf_articles: dict[str, Article]) -> str:
    return shelf_articles[f"cases/{SOUP}/"].html


@pytest.fixture
def case(shelf_book: Book) -> Case:
    return shelf_book.by_id[SOUP]


def _render(book: Book, schemas: Schemas, case: Case) -> str:
    """The page of a case that stands in the shelf in place of the one of its id."""
    cases = tuple(case if one.id == case.id else one for one in book.cases)
    articles = render_articles(Renderer(replace(book, cases=cases), schemas))
    return next(one.html for one in articles if one.address == f"cases/{case.id}/")


def _lead(page: str) -> str:
    return page.split('<dl class="glance">')[1].split("</dl>", maxsplit=1)[0]


@pytest.mark.parametrize("number", [0, 1, -1])
def test_the_lead_shows_what_is_named_and_not_what_comes_first(
    shelf_book: Book, project_schemas: Schemas, case: Case, number: int
) -> None:
    named = {kind.id: case.items_of(kind)[number].id for kind in MARKED_KINDS}
    lead = _lead(_render(shelf_book, project_schemas, replace(case, highlights=Highlights(**named))))
    assert re.findall(r'<dd><a href="#([^"]*)"', lead) == [named[kind.id] for kind in MARKED_KINDS]


def test_without_a_name_the_first_of_its_kind_is_shown(case: Case) -> None:
    bare = replace(case, highlights=Highlights())
    empty = replace(bare, **{kind.field: () for kind in MARKED_KINDS})
    for kind in MARKED_KINDS:
        assert bare.highlight(kind) is case.items_of(kind)[0]
        assert empty.highlight(kind) is None


def test_the_lead_says_what_it_has_become_with_its_evidence(
    shelf_book: Book, project_schemas: Schemas, case: Case, page: str
) -> None:
    status = _part(page, "status", "</dd>")
    assert 'class="chip chip--sustained"' in status and "January 2021" in status
    assert re.findall(r'href="#(source-[^"]*)"', status) == ["source-study-2021"]
    still = replace(case, status=None, follow_ups=tuple(replace(one, status="") for one in case.follow_ups))
    assert "No source says what became of it." in _part(_render(shelf_book, project_schemas, still), "status", "</dd>")


def test_news_has_no_word_beside_its_date(shelf_articles: dict[str, Article], shelf_book: Book) -> None:
    phones = shelf_book.by_id["cape-town-street-phones"]
    made = shelf_articles[f"cases/{phones.id}/"].html
    assert {bool(one.status) for one in phones.follow_ups} == {True, False}
    for one in phones.follow_ups:
        assert ("chip chip--" in _part(made, one.id, "</li>")) == bool(one.status), one.id


def test_a_reply_stands_beside_what_it_answers(page: str, case: Case) -> None:
    counter, whole = case.replies
    inside = _part(page, counter.about, "item__end")
    assert f'id="{counter.id}"' in inside and counter.says in inside and counter.by_role in inside
    told = _part(page, "story", "</section>")
    assert f'id="{whole.id}"' in told and 'href="#source-kitchen-unkn"' in _part(told, whole.id, "</div>")


def test_a_reply_to_anything_in_a_case_is_shown_once(shelf_book: Book, project_schemas: Schemas, case: Case) -> None:
    others = [item.id for kind, item in case.items() if kind.id != "reply"]
    assert len(others) > 15 and {kind_of(item).id for _, item in case.items()} == {kind.id for kind in ITEM_KINDS}
    replies = tuple(
        Reply(f"reply-{n}", "The department of parks", "2022-05-04", about, f"We answer to {about} here.")
        for n, about in enumerate(["story", *others], 1)
    )
    made = _render(shelf_book, project_schemas, replace(case, replies=replies))
    for one in replies:
        assert made.count(f'id="{one.id}"') == 1, one.about
        # and below it, not above
        assert made.index(f'id="{one.id}"') > made.index(f'id="{one.about}"'), one.about


def _in_part(made: str) -> str:
    sources = _part(made, "sources", '<ol class="sources"')
    found = re.search(r'<p class="part__note"[^>]*>(.*?)</p>', sources)
    return found[1] if found else ""


def test_how_much_was_read_is_said_of_each_source_and_of_all(
    shelf_book: Book, project_schemas: Schemas, case: Case, page: str
) -> None:
    sources = shelf_book.sources_of(case)
    less = [id for id, one in sources.items() if one.seen in ("excerpt", "title")]
    assert len(less) == 2
    assert _in_part(page).endswith(f"2 of {len(sources)} sources seen only in part.")
    said = {"whole": "Seen whole", "excerpt": "in part", "title": "title"}
    for id, one in sources.items():
        assert said[one.seen] in re.sub("<[^>]*>", "", _part(page, f"source-{id}", "</li>")), id

    def see(how: str) -> str:
        own = tuple(replace(one, seen=how) for one in case.sources)
        shared = {id: replace(one, seen=how) for id, one in shelf_book.shared.items()}
        return _in_part(_render(replace(shelf_book, shared=shared), project_schemas, replace(case, sources=own)))

    assert see("whole").endswith("All were seen whole.")
    # a stub need not say it, and then nothing is said of it
    assert see("") == ""


def test_the_history_is_on_the_page_and_leads_to_what_was_changed(
    shelf_articles: dict[str, Article], page: str, case: Case
) -> None:
    history, _, _ = page.split('<details class="history fold"', 1)[1].partition("</details>")
    # an address leads to the list inside the fold, and so opens it, without a script too
    assert history.index("</summary>") < history.index('id="history"')
    assert [one.on for one in case.history] == ["2022-05-10", "2022-03-01", "2021-06-30"]
    places = [history.index(one.what) for one in case.history]
    assert places == sorted(places) and "3 entries" in history
    changed = next(one for one in case.history if one.items)
    assert re.findall(r'<a href="#([^"]*)"', history) == list(changed.items)
    assert case.last_change and case.last_change.on == "2022-05-10"
    # among the key points and at the end, with the day
    assert '<a class="completeness" href="#history">last changed 10 May 2022</a>' in _part(page, "key-points", "</dl>")
    assert "3 entries, the last of 10 May 2022" in history
    untold = shelf_articles["cases/nairobi-night-water/"].html
    assert 'id="history"' not in untold and "ast changed" not in untold


def test_what_was_corrected_says_so_where_it_stands(shelf_book: Book, project_schemas: Schemas, case: Case) -> None:
    first, second, third = (item.id for item in (*case.lessons[:2], case.failures[0]))
    history = (
        Change("2022-03-01", "corrected", "So.", (first,)),
        Change("2022-05-01", "corrected", "So.", (first, third)),
        Change("2022-05-02", "changed", "So.", (second,)),
    )
    made = _render(shelf_book, project_schemas, replace(case, history=history))
    says = '<a href="#history">Corrected on 1 May 2022</a>'
    assert made.count(says) == 2 and "Corrected on 1 March" not in made
    assert all(says in _part(made, id, "item__end") for id in (first, third))
    assert says not in _part(made, second, "item__end")


def test_the_last_change_is_the_latest_day_in_whatever_order() -> None:
    days = ("2021-01-02", "2022-01-01", "2021-12-31")
    case = Case(
        id="a", path="cases/b/a.md", title="T", summary="S", city=None, period_from="2020", period_to="2021", story=""
    )
    assert replace(case, history=tuple(Change(day, "changed", "So.") for day in days)).last_change == Change(
        days[1], "changed", "So."
    )
    assert case.last_change is None


def test_a_limit_is_said_on_both_pages(shelf_articles: dict[str, Article]) -> None:
    limiting = _part(shelf_articles["cases/lima-hill-kitchens/"].html, "let-those-who-wait-say", "item__end")
    limited = _part(shelf_articles[f"cases/{SOUP}/"].html, "buy-together-only-with-open", "item__end")
    why = "Here the books were open, and only those who waited could read them."
    assert ">Limits</b>" in limiting and why in limiting
    assert ">Limited by</b>" in limited and why in limited
    assert 'href="../../cases/lima-hill-kitchens/#let-those-who-wait-say"' in limited


def test_an_item_says_which_causes_it_answers(shelf_articles: dict[str, Article], shelf_book: Book) -> None:
    for case in shelf_book.cases:
        made = shelf_articles[f"cases/{case.id}/"].html
        for item in (*case.entry_points, *case.lessons):
            said = _part(made, item.id, EVIDENCE).partition("Answers: ")[2].split("</p>")[0]
            assert re.findall(r'href="../../causes/([^/]*)/"', said) == list(item.answers), (case.id, item.id)


def test_the_page_of_a_cause_shows_what_answers_it(shelf_articles: dict[str, Article], shelf_book: Book) -> None:
    answered = {cause for case in shelf_book.cases for one in case.lessons for cause in one.answers}
    assert answered == {"exclusion", "mandate", "red-tape", "money"}
    for term in shelf_book.vocabularies["causes"].terms:
        section = _part(shelf_articles[f"causes/{term.id}/"].html, "answers", "</section>")
        links = re.findall(r'href="../../cases/([^"/]*)/#([^"]*)"', section)
        named = [
            (case.id, item.id)
            for field in ("lessons", "entry_points")
            for case in shelf_book.cases
            for item in getattr(case, field)
            if term.id in item.answers
        ]
        # in which order, is the list's own affair
        assert sorted(links) == sorted(named), term.id
        assert ("answers this cause yet" in section) == (not named), term.id
    assert 'id="answers"' not in shelf_articles["doors/champion/"].html


def test_who_answers_a_cause_has_not_failed_by_it(shelf_book: Book, shelf_articles: dict[str, Article]) -> None:
    lima = shelf_book.by_id["lima-hill-kitchens"]
    assert any("red-tape" in one.answers for one in lima.lessons)
    assert all(one.cause != "red-tape" for one in lima.failures)
    assert lima not in shelf_book.cases_with("causes", "red-tape")
    assert lima in shelf_book.cases_with("causes", "mandate")
    page = shelf_articles["causes/red-tape/"].html
    carrying = len(shelf_book.cases_with("causes", "red-tape"))
    assert f"<li>{carrying} of {len(shelf_book.cases)} cases carry it, in " in page
    assert all(
        lima.id not in [relation.case.id for relation in shelf_book.relations[other.id]]
        or "Red tape" not in " ".join(next(r.reasons for r in shelf_book.relations[other.id] if r.case is lima))
        for other in shelf_book.cases
        if other is not lima
    )


def test_the_book_as_a_whole_says_how_much_of_its_documents_was_read(
    shelf_articles: dict[str, Article], shelf_book: Book
) -> None:
    seen = [one.source.seen for one in shelf_book.documents.values()]
    whole, part, title = (seen.count(how) for how in ("whole", "excerpt", "title"))
    assert whole > 2 and part == 1 and title == 2
    said = re.sub("<[^>]*>", "", shelf_articles["about/"].html)
    assert (
        f"Of the {len(seen)} documents here, {whole} were seen whole, {part} in part and {title} by their title alone."
        in said
    )


def test_page_and_checker_agree_on_the_last_event(tmp_path: Path) -> None:
    """A year and a month in it: which of them is later nobody knows, so both take the one that is more exact."""
    text = (TESTS / "cases_good/complete.md").read_text(encoding="utf-8")
    year = "  - when: 2021\n    status: grown\n    what: A second kitchen opened.\n    evidence: [daily-paper-2021]\n"
    reading = read_text(tmp_path, text.replace("follow_ups:\n", f"follow_ups:\n{year}"))
    assert not reading.diagnostics
    case = link_book(reading).by_id["the-case"]
    assert case.turn and case.status
    assert (case.turn.status, case.status.is_) == ("sustained", "sustained")
