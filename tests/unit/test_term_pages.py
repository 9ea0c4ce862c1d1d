"""A vocabulary says where its terms stand: with a hub they have pages, without one the glossary explains them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from casebook.book import Book
from casebook.fields import Schemas
from casebook.find import FACETS, order_pairs
from casebook.model import Case, EntryPoint, Item, Lesson, Term, Vocabulary
from casebook.render import Article, Crumb, Renderer
from casebook.render.addresses import term_address
from casebook.render.crumbs import HUBS
from casebook.render.pages.glossary import render_glossary
from casebook.render.pages.terms import render_term_indexes, render_terms
from casebook.render.paging import CARDS, LEAVES, LEAVES_OF_SEVERAL, paginate
from casebook.render.rows import IN_SIGHT, share_out

SCHEMA = Path(__file__).parents[2] / "schema" / "vocabulary.schema.json"
RAIN = Term("rain", "Rain & hail", "Water from above.", "Snow is snow.", "A shower.", "active")


@pytest.fixture
def weather() -> Vocabulary:
    return Vocabulary("weather", "Weather", "What fell.", (RAIN,), noun="kind of weather", hub="explore")


def render_with(book: Book, schemas: Schemas, vocabulary: Vocabulary) -> Renderer:
    return Renderer(replace(book, vocabularies={**book.vocabularies, vocabulary.id: vocabulary}), schemas)


def test_the_terms_of_a_new_vocabulary_get_pages(
    shelf_book: Book, project_schemas: Schemas, weather: Vocabulary
) -> None:
    renderer = render_with(shelf_book, project_schemas, weather)
    pages = {article.address: article for article in render_terms(renderer)}
    page = pages["weather/rain/"]
    assert page.title == "Rain & hail" and "<h1>Rain &amp; hail</h1>" in page.html
    assert '<p class="kicker">Kind of weather</p>' in page.html and "No case carries this term yet." in page.html
    assert page.crumbs[1:] == (Crumb("Cases", "explore/"), Crumb("Weather", "weather/"))
    index = {article.address: article for article in render_term_indexes(renderer)}["weather/"]
    assert index.title == "Weather" and index.crumbs[1:] == (Crumb("Cases", "explore/"),)
    assert '<a href="../weather/rain/">Rain &amp; hail</a>' in index.html.partition("No case yet")[2]
    (glossary,) = render_glossary(renderer)
    assert 'id="weather-rain"' in glossary.html and 'href="../weather/rain/"' in glossary.html


def test_without_a_hub_the_glossary_explains_them(
    shelf_book: Book, project_schemas: Schemas, weather: Vocabulary
) -> None:
    plain = replace(weather, hub="", noun="")
    assert term_address(plain, "rain") == "glossary/#weather-rain"
    renderer = render_with(shelf_book, project_schemas, plain)
    assert not [article for article in render_terms(renderer) if article.address.startswith("weather/")]
    (glossary,) = render_glossary(renderer)
    row = glossary.html.split('id="weather-rain"')
    assert row[0].rstrip().endswith('<div class="row__body"') and "Rain &amp; hail</h4>" in row[0]
    assert "../weather/rain/" not in glossary.html


def test_every_hub_that_a_vocabulary_can_name_is_known() -> None:
    choices = json.loads(SCHEMA.read_text("utf-8"))["properties"]["hub"]["enum"]
    assert choices and set(choices) <= set(HUBS)


def test_a_facet_that_leads_to_the_pages_of_terms_has_a_vocabulary_with_pages(project_book: Book) -> None:
    leading = [facet for facet in FACETS if facet.on_term_page]
    assert leading and all(project_book.vocabularies[facet.vocabulary].hub for facet in leading)


def test_a_term_that_is_to_be_taken_instead_is_named_by_its_label(shelf_articles: dict[str, Article]) -> None:
    page = shelf_articles["causes/red-tape/"].html
    assert 'take <a href="../../causes/procurement/">Procurement</a>' in page
    assert 'take <a href="../../causes/mandate/">Not in our mandate</a>' in page
    # a word that is no term stays a word
    assert "take that one" in shelf_articles["causes/not-known/"].html
    assert "take political-rivalry" not in shelf_articles["glossary/"].html


AGAINST = "Here nothing was bought together, and it opened all the same."
"""Why one lesson of the invented book, on institutions, speaks against another, on leadership."""


def list_items(page: str) -> list[str]:
    """The items whose rows stand on a page, as CASE#ID, in its order: those told, and those of one line."""
    return re.findall(r'(?:<p class="item__from">[^<]*|<li>)<a href="(?:\.\./)+cases/([a-z0-9-]+/#[a-z0-9-]+)"', page)


def list_parts(page: str) -> list[str]:
    """The anchors of a page's lists, in its order."""
    known = "together|answers|items|lessons|doors|failures|contradict|cases|differ|notes"
    return re.findall(rf' id="({known})"', page)


def test_a_page_of_a_term_begins_with_what_helps(shelf_articles: dict[str, Article]) -> None:
    parts = {
        "causes/red-tape/": ["together", "answers", "items", "contradict", "cases", "differ"],
        "doors/crisis/": ["together", "items", "cases", "differ"],
        "themes/institutions/": ["together", "items", "contradict", "cases", "differ", "notes"],
        "topics/shelter/": ["together", "lessons", "doors", "failures", "cases", "differ"],
        "crises/pandemic/": ["together", "lessons", "doors", "failures", "contradict", "cases", "differ"],
    }
    assert {address: list_parts(shelf_articles[address].html) for address in parts} == parts


def test_a_page_of_a_term_has_all_that_is_its_own_and_each_once(
    shelf_articles: dict[str, Article], shelf_book: Book
) -> None:
    for vocabulary in ("themes", "doors", "causes", "topics", "crises"):
        for term in shelf_book.vocabularies[vocabulary].terms:
            cases = shelf_book.cases_with(vocabulary, term.id)
            own = {
                "themes": [(case, one) for case in cases for one in case.lessons if term.id in one.themes],
                "doors": [(case, one) for case in cases for one in case.entry_points if one.door == term.id],
                "causes": [
                    (case, one) for case in shelf_book.cases for one in (*case.lessons, *case.entry_points)
                    if term.id in one.answers
                ] + [(case, one) for case in cases for one in case.failures if one.cause == term.id],
            }.get(
                vocabulary,
                [(case, one) for case in cases for one in (*case.lessons, *case.entry_points, *case.failures)],
            )  # fmt: skip
            page = shelf_articles[f"{vocabulary}/{term.id}/"].html.partition(' id="differ"')[0]
            assert sorted(list_items(page)) == sorted(f"{case.id}/#{one.id}" for case, one in own), term.id
            read = [
                *re.findall(r'<a href="../../cases/([a-z0-9-]+)/">Read the case', page),
                *re.findall(r'<li><a href="../../cases/([a-z0-9-]+)/">', page),
            ]
            assert sorted(read) == sorted(case.id for case in cases), term.id


def _order(pairs: Iterable[tuple[Case, Item]], of: type[Item]) -> tuple[tuple[Case, Item], ...]:
    return order_pairs(pair for pair in pairs if isinstance(pair[1], of))


def test_on_the_page_of_a_cause_all_that_got_past_it_stands_before_what_failed(
    shelf_articles: dict[str, Article], shelf_book: Book
) -> None:
    for term in shelf_book.vocabularies["causes"].terms:
        known = shelf_book.answers.get(term.id, ())
        # the lessons, since they say when it works; then the doors
        in_order = (*_order(known, Lesson), *_order(known, EntryPoint))
        answers = [f"{case.id}/#{one.id}" for case, one in in_order]
        assert len(answers) == len(known)
        found = list_items(shelf_articles[f"causes/{term.id}/"].html)
        assert found[: len(answers)] == answers, term.id
        assert len(found) == len(answers) + len(shelf_book.items_with("causes", term.id)), term.id


def test_a_contradiction_stands_only_where_it_is_about_the_term(shelf_articles: dict[str, Article]) -> None:
    assert {address for address, one in shelf_articles.items() if AGAINST in one.html and one.kind == "term"} == {
        # the themes of the two lessons; the causes that one of them answers; what both cases tell of
        "themes/institutions/", "themes/leadership/", "causes/money/", "causes/red-tape/", "causes/mandate/",
        "crises/pandemic/",
    }  # fmt: skip


def test_each_vocabulary_with_pages_has_an_index(shelf_articles: dict[str, Article], shelf_book: Book) -> None:
    with_pages = [one for one in shelf_book.vocabularies.values() if one.hub]
    assert {one.id for one in with_pages} >= {"themes", "doors", "causes", "topics", "crises", "actor-kinds"}
    for vocabulary in with_pages:
        index = shelf_articles[f"{vocabulary.id}/"]
        assert index.title == vocabulary.title
        for term in vocabulary.terms:
            link = f'<a href="../{vocabulary.id}/{term.id}/">{term.label}</a>'
            cases = shelf_book.cases_with(vocabulary.id, term.id)
            assert index.html.count(link) == (1 if cases or term.status == "active" else 0), term.id
            assert shelf_articles[f"{vocabulary.id}/{term.id}/"].crumbs[-1].address == index.address
    causes = shelf_articles["causes/"].html
    assert "3 failures in 3 cases. 3 lessons and doors lead past it</p>" in causes.partition("/red-tape/")[2]


@pytest.mark.parametrize(
    ("lengths", "told"),
    [
        ((0,), (0,)), ((36,), (36,)), ((37,), (36,)), ((20, 16), (20, 16)), ((20, 17), (19, 17)), ((40, 40), (18, 18)),
        ((2, 200, 200), (2, 17, 17)), ((200, 0, 3, 90, 1), (16, 0, 3, 16, 1)), ((9, 9, 9, 9), (9, 9, 9, 9)),
    ],
)  # fmt: skip
def test_lists_share_the_rows_that_are_told_and_lose_none(lengths: tuple[int, ...], told: tuple[int, ...]) -> None:
    lists = {f"list-{n}": [f"{n}-{row}" for row in range(length)] for n, length in enumerate(lengths)}
    pages = paginate("topics/food/", *lists.values())
    first, *further = [share_out(page, lists, 36) for page in pages]
    assert list(first) == list(lists)
    assert [len(one.told) for one in first.values()] == list(told)
    assert all(not one.told for shared in further for one in shared.values())
    for id, rows in lists.items():
        on_pages = [shared[id] for shared in (first, *further)]
        assert [row for one in on_pages for row in (*one.told, *one.short)] == rows
        assert all(one.size <= CARDS and (one.total, one.left) == (len(rows), 0) for one in on_pages)


def test_a_list_that_goes_on_leads_to_its_next_page(shelf_book: Book, project_schemas: Schemas) -> None:
    lists = {"lessons": list(range(78)), "cases": list(range(3))}
    first, second = (share_out(page, lists) for page in paginate("topics/food/", *lists.values()))
    assert (first["lessons"].next, first["lessons"].until) == ("topics/food/page-2/", 78)
    assert first["cases"].next == second["lessons"].next == ""
    part = Renderer(shelf_book, project_schemas).macro("rows.html", "part")
    case = shelf_book.cases[0]
    pairs = [(case, case.lessons[0])] * 78
    shared = share_out(paginate("topics/food/", pairs)[0], {"lessons": pairs})
    html = str(part(shared["lessons"], "Lessons"))
    assert 'topics/food/page-2/#lessons">51 to 78, on the next page</a>' in html
    # a line has enough to choose by
    line = html.split('<ul class="short">')[1].split("</li>", maxsplit=1)[0]
    assert "Works when:" in line and case.period_from[:4] in line


def test_a_list_too_long_for_its_pages_says_how_many_stand_on_none() -> None:
    lists = {"lessons": list(range(400)), "cases": list(range(140))}
    pages = [share_out(page, lists) for page in paginate("topics/food/", *lists.values(), leaves=LEAVES)]
    assert len(pages) == LEAVES
    assert {(one["lessons"].total, one["lessons"].left) for one in pages} == {(400, 400 - LEAVES * CARDS)}
    assert {one["cases"].left for one in pages} == {0}


class InSight(HTMLParser):
    """Counts the rows of a page that are in sight, and all of them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._closed: list[bool] = []
        self.seen = self.all = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "details":
            found = dict(attrs)
            if "row" in (found.get("class") or "").split():
                self.all += 1
                self.seen += not any(self._closed)
            self._closed.append("open" not in found)

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self._closed.pop()


def test_however_large_the_book_a_page_of_a_list_tells_no_more_rows(generated_articles: dict[str, Article]) -> None:
    found = {
        address: InSight(one.html)
        for address, one in generated_articles.items()
        if one.kind in ("term", "city") or address.startswith(("explore/country/", "explore/theme/", "cities/"))
    }
    assert max(one.all for one in found.values()) == IN_SIGHT
    assert {address: one.seen for address, one in found.items() if one.seen != one.all} == {}
    lists = {
        address: max(
            (part.count("<li>") for part in re.findall(r'<ul class="short">(.*?)</ul>', one.html, re.DOTALL)), default=0
        )
        for address, one in generated_articles.items()
    }
    assert max(lists.values()) == CARDS
    assert {
        address for address in found if re.search(rf"page-{LEAVES + 1}/", address) and "cities/" not in address
    } == set()


def test_what_stands_on_no_page_of_a_term_is_counted_and_led_to(
    generated_articles: dict[str, Article], generated_book: Book
) -> None:
    term, cases = generated_book.rank("topics")[0]
    lessons = sum(len(case.lessons) for case in cases)
    assert lessons > LEAVES_OF_SEVERAL * CARDS
    page = generated_articles[f"topics/{term.id}/"].html
    assert f'Lessons from these cases <span class="small">{lessons:,}</span>' in page
    assert (
        f"These pages list the first {LEAVES_OF_SEVERAL * CARDS} of {lessons:,}; the others stand in their cases."
        in page
    )
    assert f'<a href="../../lessons/#topic={term.id}">{lessons:,} lessons</a>' in page
