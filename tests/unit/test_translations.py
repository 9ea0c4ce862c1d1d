"""A case in another language: read beside its case, shown on its page, and never in the way of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from examples import TODAY, make_project

from casebook.book import Book, link_book
from casebook.check import check_project
from casebook.export import Edition
from casebook.export.json_file import write_casebook_json
from casebook.fields import Schemas
from casebook.model import LANGUAGES, OtherWords
from casebook.render import Article, Renderer, render_articles
from casebook.rules import name_texts, split_name
from casebook.search.records import list_records

KITCHENS = "lima-hill-kitchens"


def _brief(page: str, language: str = "es") -> str:
    found = re.search(rf'<details class="brief" lang="{language}">.*?</details>', page, re.DOTALL)
    return found[0] if found else ""


def test_the_page_of_a_case_has_it_in_its_own_language(shelf_articles: dict[str, Article], shelf_book: Book) -> None:
    (one,) = shelf_book.translations[KITCHENS]
    brief = _brief(shelf_articles[f"cases/{KITCHENS}/"].html)
    assert 'id="summary-es"' in brief and one.title in brief and "En breve" in brief
    case = shelf_book.by_id[KITCHENS]
    items = [item.id for kind in (case.entry_points, case.lessons, case.failures) for item in kind]
    assert re.findall(r'href="#([^"]*)"', brief) == items == list(one.titles)
    assert all(title in brief for title in one.titles.values())
    assert "cambió" not in brief and "lengua materna" in brief
    others = [page.html for address, page in shelf_articles.items() if address != f"cases/{KITCHENS}/"]
    assert not [page for page in others if _brief(page)]


@pytest.mark.parametrize(("stale", "read"), [(True, True), (False, True), (True, False)])
def test_the_page_says_how_far_a_translation_can_be_relied_on(
    shelf_book: Book, project_schemas: Schemas, stale: bool, read: bool
) -> None:
    (one,) = shelf_book.translations[KITCHENS]
    book = replace(shelf_book, translations={KITCHENS: (replace(one, stale=stale, read_by_native=read),)})
    articles = {one.address: one for one in render_articles(Renderer(book, project_schemas))}
    brief = _brief(articles[f"cases/{KITCHENS}/"].html)
    assert ("cambió" in brief, "lengua materna" in brief) == (stale, not read)


def test_there_are_words_for_every_language(shelf_book: Book, project_schemas: Schemas) -> None:
    assert set(LANGUAGES) == {field for field in OtherWords.__dataclass_fields__ if field != "en"}
    (one,) = shelf_book.translations[KITCHENS]
    book = replace(shelf_book, translations={KITCHENS: tuple(replace(one, language=each) for each in LANGUAGES)})
    articles = {one.address: one for one in render_articles(Renderer(book, project_schemas))}
    briefs = [_brief(articles[f"cases/{KITCHENS}/"].html, each) for each in LANGUAGES]
    headings = [heading for brief in briefs for heading in re.findall(r"<summary>(.*?)</summary>", brief)]
    assert len(headings) == len(set(headings)) == len(LANGUAGES)


def test_the_search_knows_its_titles(shelf_book: Book) -> None:
    records = {one.address: one for one in list_records(shelf_book)}
    (brief,) = records[f"cases/{KITCHENS}/"].foreign
    assert (brief.language, brief.title) == ("es", "Ollas del cerro con un solo cuaderno de compras")
    (item,) = records[f"cases/{KITCHENS}/#it-was-no-departments-task"].foreign
    assert item.title == "No era tarea de ninguna oficina" and "Ollas del cerro" in item.hint
    assert records["cases/durban-soup-tent/"].foreign == ()


def test_the_data_hold_it(shelf_edition: Edition) -> None:
    cases = {one["id"]: one for one in json.loads(b"".join(write_casebook_json(shelf_edition)))["cases"]}
    brief = cases[KITCHENS]["translations"]["es"]
    assert brief["title"].startswith("Ollas") and brief["read_by_native"] is False
    assert {"id": "it-was-no-departments-task", "title": "No era tarea de ninguna oficina"} in brief["failures"]
    assert "translations" not in cases["durban-soup-tent"]


def test_what_stands_for_the_texts_changes_with_them_alone() -> None:
    facts = {"title": "A", "summary": "B", "lessons": [{"id": "one", "title": "C", "insight": "D"}]}
    name = name_texts(facts)
    assert re.fullmatch("[a-p]{12}", name)
    assert name_texts({**facts, "challenge": "E"}) == name
    assert name_texts({**facts, "lessons": [{"id": "one", "title": "C", "insight": "F"}]}) == name
    for change in ({"title": "X"}, {"summary": "X"}, {"lessons": [{"id": "one", "title": "X"}]}, {"lessons": []}):
        assert name_texts({**facts, **change}) != name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a-kitchen.es", ("a-kitchen", "es")),
        ("a-kitchen.pt-BR", ("a-kitchen", "pt-BR")),
        ("a-kitchen", ("a-kitchen", "")),
        ("a-kitchen.draft", ("a-kitchen.draft", "")),
    ],
)
def test_a_name_tells_the_case_and_the_language(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize("broken", ["case", "translation"])
def test_what_is_broken_takes_no_more_with_it_than_it_must(tmp_path: Path, broken: str) -> None:
    root = make_project(tmp_path)
    case = root / "cases/durban/durban-shelter.md"
    brief = case.with_name("durban-shelter.es.md")
    brief.write_text(
        "---\ntitle: Un refugio se abre al fin\nsummary: Cuatro vecinas empezaron a cocinar, y una funcionaria se "
        "quedó con ellas.\nof: aaaaaaaaaaaa\nread_by_native: false\n---\n",
        encoding="utf-8",
    )
    assert len(link_book(check_project(root, TODAY)).translations["durban-shelter"]) == 1
    place = case if broken == "case" else brief
    place.write_text(place.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    book = link_book(check_project(root, TODAY))
    assert (len(book.cases), len(book.translations)) == ((0, 0) if broken == "case" else (1, 0))
