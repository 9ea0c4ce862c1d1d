"""Long lists: several pages, nothing twice, nothing lost, and every page leads to the next."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest

from casebook.book import Book
from casebook.render import Article
from casebook.render.paging import CARDS, LEAVES, paginate


@pytest.mark.parametrize(("lengths", "count"), [((0,), 1), ((50,), 1), ((51,), 2), ((3, 120), 3)])
def test_every_entry_stands_on_exactly_one_page(lengths: tuple[int, ...], count: int) -> None:
    lists = [list(range(length)) for length in lengths]
    pages = paginate("doors/crisis/", *lists)
    assert len(pages) == count
    for entries in lists:
        assert [one for page in pages for one in page.of(entries)] == entries
    assert pages[0].address == "doors/crisis/"
    assert pages[-1].address == ("doors/crisis/" if count == 1 else f"doors/crisis/page-{count}/")


def test_a_page_stays_light_however_many_cases_there_are(generated_articles: dict[str, Article]) -> None:
    sizes = {address: len(one.html) for address, one in generated_articles.items()}
    assert not {address: size for address, size in sizes.items() if size > 300_000}
    lists = {address for address, one in generated_articles.items() if one.kind in ("hub", "term", "city")}
    # fifty cases in time are drawn twice, and a form is as long as its questions
    heavy = {address.partition("page-")[0] for address in lists if sizes[address] > 150_000}
    assert heavy <= {"timeline/", "contribute/form/"}
    for address, article in generated_articles.items():
        assert article.html.count('<article class="card"') <= CARDS, address


def test_no_case_is_lost_on_the_way_through_the_pages(
    generated_articles: dict[str, Article], generated_book: Book
) -> None:
    city = max(generated_book.cities.values(), key=lambda one: len(one.cases))
    lists = {
        "timeline/": generated_book.cases,
        "questions/": [case for case in generated_book.cases if case.open_questions],
        f"cities/{city.id}/": city.cases,
        "explore/": generated_book.cases,
    }
    assert len(generated_book.cases) > LEAVES * CARDS
    for base, cases in lists.items():
        pages = [
            one.html for address, one in generated_articles.items() if re.fullmatch(rf"{base}(page-\d+/)?", address)
        ]
        found = {id for html in pages for id in re.findall(r'href="(?:\.\./)+cases/([a-z0-9-]+)/"', html)}
        assert found >= {case.id for case in cases}, base


def test_each_page_leads_to_the_next_and_to_the_one_before(generated_articles: dict[str, Article]) -> None:
    bases = {address.partition("page-")[0] for address in generated_articles if "/page-" in address}
    assert {"explore/", "timeline/", "questions/"} <= bases
    for base in bases:
        count = sum(re.fullmatch(rf"{base}(page-\d+/)?", address) is not None for address in generated_articles)
        for number in range(1, count + 1):
            html = generated_articles[base if number == 1 else f"{base}page-{number}/"].html
            assert f"Page {number} of {count}" in html, base
            here = f"/{base}page-{number}/" if number > 1 else f"/{base}"
            found = re.findall(r'rel="(next|prev)"[^>]* href="([^"]*)"', html)
            leads = {kind: urljoin(here, address) for kind, address in found}
            expected = {"next": f"/{base}page-{number + 1}/"} if number < count else {}
            expected |= {"prev": f"/{base}" if number == 2 else f"/{base}page-{number - 1}/"} if number > 1 else {}
            assert leads == expected, (base, number)


def test_a_case_leads_to_its_row_wherever_that_stands(generated_articles: dict[str, Article]) -> None:
    for address, article in generated_articles.items():
        if found := re.search(r'href="../../(timeline/[^"#]*)#(at-[^"]+)"', article.html):
            assert f'id="{found[2]}"' in generated_articles[found[1]].html, address
