"""What pages tell machines, read by a reader of linked data: every source and place arrives, and no title breaks out."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from casebook.book import Book
from casebook.fields import Schemas
from casebook.model import City, Source
from casebook.render import Article, Download, Renderer, Site
from casebook.render.linked_data import link_case, link_dataset, link_site
from casebook.render.pages.cases import render_cases
from casebook.text.urls import find_fault

URL = "https://casebook.test/us/"
SITE = Site(
    url=URL,
    picture="picture.png",
    list_downloads=lambda: (
        Download("data/cases.csv", "cases.csv", "text/csv", "one row a case", 1234),
        Download("feed.xml", "feed.xml", "application/atom+xml", "what is new", 56),
        Download("data/cases/a.json", "cases/ID.json", "application/json", "one case", 78, one_each=True),
    ),
)
SDO = Namespace("https://schema.org/")

# a reader of linked data says so of itself
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

_ADDRESSES = ("url", "license", "image", "contentUrl")
CONTEXT = {"@vocab": str(SDO), **{name: {"@type": "@id"} for name in _ADDRESSES}}
"""What the context of schema.org says of the words that we use: it cannot be fetched here."""


def read(linked: str) -> Graph:
    content = json.loads(linked)
    assert content["@context"] == "https://schema.org"
    return Graph().parse(data=json.dumps(content | {"@context": CONTEXT}), format="json-ld")


def find_one(graph: Graph, kind: str) -> Any:
    (found,) = graph.subjects(RDF.type, SDO[kind])
    return found


def say(graph: Graph, thing: Any, *path: str) -> list[str]:
    """What stands at the end of a path from a thing, in order of the alphabet."""
    things = [thing]
    for name in path:
        things = [one for thing in things for one in graph.objects(thing, SDO[name])]
    return sorted(str(one) for one in things)


def list_urls(sources: list[Source]) -> list[str]:
    return sorted(source.url for source in sources if source.url and not find_fault(source.url))


def test_every_source_of_every_case_arrives(project_book: Book) -> None:
    for case in project_book.cases:
        graph = read(link_case(project_book, case, SITE))
        article = find_one(graph, "Article")
        sources = list(project_book.sources_of(case).values())
        works = list(graph.objects(article, SDO.citation))
        assert len(works) == len(sources), case.id
        assert len(say(graph, article, "citation", "url")) == len(list_urls(sources)), case.id
        # all else of it stands in the page; of one without an address its title is said
        named = sorted(one.title for one in sources if not one.url or find_fault(one.url))
        assert say(graph, article, "citation", "name") == named, case.id


def test_every_place_arrives(project_book: Book) -> None:
    for case in project_book.cases:
        graph = read(link_case(project_book, case, SITE))
        article = find_one(graph, "Article")
        names = [one.name for one in (*([case.city] if case.city else []), *case.also)]
        assert say(graph, article, "spatialCoverage", "name") == sorted(names), case.id
        countries = [one.country for one in (*([case.city] if case.city else []), *case.also)]
        assert say(graph, article, "spatialCoverage", "address", "addressCountry") == sorted(countries), case.id
        city = project_book.cities[case.city_id]
        points = say(graph, article, "spatialCoverage", "geo", "latitude")
        assert points == ([str(city.latitude)] if city.latitude is not None else []), case.id


def test_a_case_says_what_is_known_of_it_and_where_it_stands(shelf_book: Book) -> None:
    case = replace(next(one for one in shelf_book.cases if one.last_change), period_to="ongoing")
    graph = read(link_case(shelf_book, case, SITE))
    article = find_one(graph, "Article")
    assert say(graph, article, "headline") == [case.title]
    assert say(graph, article, "url") == [f"{URL}cases/{case.id}/"]
    assert say(graph, article, "image") == [f"{URL}pictures/{case.id}.png"]
    assert say(graph, article, "isPartOf", "url") == [URL]
    assert say(graph, article, "dateModified") == [case.last_change.on if case.last_change else ""]
    assert say(graph, article, "temporalCoverage") == [f"{case.period_from}/.."]
    assert say(graph, article, "license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert say(graph, article, "encoding", "contentUrl") == [f"{URL}data/cases/{case.id}.json"]
    terms = {*case.crisis, *case.topics, *case.themes}
    assert {one.rstrip("/").split("/")[-1] for one in say(graph, article, "about", "url")} == terms
    assert isinstance(next(graph.objects(article, SDO.license)), URIRef)
    assert isinstance(next(graph.objects(article, SDO.headline)), Literal)


@pytest.mark.parametrize(
    ("begun", "end", "says"),
    [
        ("2020-03", "ongoing", "2020-03/.."),
        ("2020-03", "unknown", "2020-03/"),
        ("2019", "2021-05", "2019/2021-05"),
        ("2020", "2020", "2020"),
    ],
)
def test_an_end_that_nobody_knows_is_not_made_up(shelf_book: Book, begun: str, end: str, says: str) -> None:
    case = replace(shelf_book.cases[0], period_from=begun, period_to=end)
    assert json.loads(link_case(shelf_book, case, SITE))["temporalCoverage"] == says


def test_what_is_not_known_is_not_said(shelf_book: Book) -> None:
    case = replace(
        shelf_book.cases[0], city=None, also=(), history=(), contributors=(), topics=(), crisis=(), themes=()
    )
    said = json.loads(link_case(shelf_book, case, Site()))
    assert not {"spatialCoverage", "dateModified", "about", "image", "url", "encoding"} & set(said)
    # where no writer is named it is the casebook's, as its citation says
    assert said["author"] == {"@type": "Organization", "name": Site().name}
    assert said["isPartOf"] == {"@type": "WebSite", "name": "Solidarity Casebook"}
    assert said["citation"]


def test_without_an_address_nothing_leads_to_the_site(shelf_book: Book) -> None:
    site = replace(SITE, url="", picture="")
    made = [link_case(shelf_book, case, site) for case in shelf_book.cases]
    made += [link_site(site, "What it is"), link_dataset(site, "What they hold")]
    for linked in made:
        found = re.findall(r'"(?:url|image|contentUrl)":"([^"]*)"', linked)
        assert all(one.startswith("https://") and "casebook" not in one for one in found), found
    assert "distribution" not in json.loads(made[-1])


def test_the_data_files_can_be_found_and_fetched() -> None:
    graph = read(link_dataset(SITE, "What they hold"))
    dataset = find_one(graph, "Dataset")
    assert say(graph, dataset, "description") == ["What they hold"]
    assert say(graph, dataset, "creator", "name") == ["Solidarity Casebook"]
    assert say(graph, dataset, "distribution", "contentUrl") == [f"{URL}data/cases.csv", f"{URL}feed.xml"]
    assert say(graph, dataset, "distribution", "encodingFormat") == ["application/atom+xml", "text/csv"]
    assert say(graph, dataset, "distribution", "contentSize") == ["1234 B", "56 B"]


def test_the_home_page_says_which_site_it_is() -> None:
    graph = read(link_site(SITE, "What it is"))
    site = find_one(graph, "WebSite")
    assert say(graph, site, "name") == ["Solidarity Casebook"] and say(graph, site, "url") == [URL]


class _Blocks(HTMLParser):
    """The elements of a page, and what stands in its blocks of data."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


HOSTILE = [
    "</script><script>alert(1)</script>", "<!--<script>", "]]>", "&lt;/script&gt;", 'quote " and \\ and \\u003c',
    "line\u2028and\u2029paragraph", "{{ config }} {% raw %}", "\U0001f600 \ud7ff \ufffd",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_its_block(shelf_book: Book, text: str) -> None:
    first = shelf_book.cases[0]
    source = Source("paper", text, text, "2020", "news", "en", url=f"https://papers.test/{text}")
    case = replace(
        first, title=text, summary=text, city=City(text, "ZA"), sources=(source,), contributors=(text,),
        story_parts=(), entry_points=(), lessons=(), failures=(), results=(), follow_ups=(), status=None, actors=(),
        disagreements=(), replies=(),
    )  # fmt: skip
    book = replace(shelf_book, cases=(case,), essays={})
    for linked in (link_case(book, case, SITE), link_site(replace(SITE, name=text), text)):
        assert not re.search("[<>&\u2028\u2029]", linked)
        page = _Blocks(f'<script type="application/ld+json">{linked}</script><b>after</b>')
        assert page.tags == ["script", "b"]
        assert json.loads(page.texts[0]) == json.loads(linked)
    said = json.loads(link_case(book, case, SITE))
    # what is no address leads nowhere
    assert said["citation"] == [{"name": text} if find_fault(source.url) else {"url": source.url}]


def test_only_pages_that_have_something_to_tell_tell_it(shelf_articles: dict[str, Article]) -> None:
    telling = {article.address for article in shelf_articles.values() if article.tell_machines()}
    assert telling == {"", "data/", *(one.address for one in shelf_articles.values() if one.kind == "case")}


def test_a_case_has_a_picture_where_pictures_are_made(shelf_book: Book, project_schemas: Schemas) -> None:
    for site in (Site(), SITE):
        for article in render_cases(Renderer(shelf_book, project_schemas, site)):
            case = shelf_book.by_id[article.address.split("/")[1]]
            assert article.picture == (f"pictures/{case.id}.png" if site.picture else "")
            assert article.changed == (case.last_change.on if case.last_change else "")
            says = article.describe_picture()
            assert says == html.unescape(says) and " ".join(says.split()) == says
            assert f"{len(case.lessons)} lesson" in says and case.period_from[:4] in says


def test_what_a_case_tells_is_lean(project_book: Book) -> None:
    for case in project_book.cases:
        number = len(project_book.sources_of(case))
        assert len(link_case(project_book, case, SITE)) < 3_500 + 900 * number, case.id
