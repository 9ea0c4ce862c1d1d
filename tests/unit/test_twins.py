"""A case as Markdown, and llms.txt: all of a case in plain words, and nothing that a page alone could show."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest
from examples import make_data

from casebook.book.building import build_case
from casebook.check import RawFile
from casebook.export import Edition
from casebook.export.plain_texts import write_case_markdown, write_llms_txt
from casebook.markup import show_text, strip_markdown
from casebook.markup.parsing import parse_text
from casebook.model import MARKED_KINDS, Case


@pytest.fixture(params=["project", "shelf"])
def edition(request: pytest.FixtureRequest, project_edition: Edition, shelf_edition: Edition) -> Edition:
    """The project's book, and the invented one."""
    return project_edition if request.param == "project" else shelf_edition


def write_all(edition: Edition) -> list[tuple[Case, str]]:
    """Each case with its twin."""
    return [(edition.book.by_id[raw.id], write_case_markdown(raw, edition).decode()) for raw in edition.files]


def flatten(text: str) -> str:
    """The words of a text on one line."""
    return " ".join(text.split())


def test_a_twin_says_all_that_the_case_says(edition: Edition) -> None:
    for case, text in write_all(edition):
        flat = flatten(text)
        assert text.startswith(f"# {case.title}\n") and text.endswith("\n") and "\n\n\n" not in text
        texts = [case.summary, case.challenge, *case.open_questions, case.license]
        texts += [line for lines in vars(case.transfer).values() for line in lines]
        for door in case.entry_points:
            texts += [door.title, door.how, door.opened_by, door.first_ask, f"{case.id}#{door.id}"]
        for lesson in case.lessons:
            texts += [lesson.title, lesson.insight, *lesson.works_when, *lesson.not_when]
        for failure in case.failures:
            texts += [failure.title, failure.what_happened, failure.cost, failure.what_changed, failure.warning_sign]
        texts += [one.what for one in case.follow_ups] + [one.role for one in case.actors]
        texts += [account.say for one in case.disagreements for account in one.accounts]
        texts += [f"{source.publisher}: {source.title}" for source in edition.book.sources_of(case).values()]
        missing = [one for one in texts if flatten(one) not in flat]
        assert not missing, (case.id, missing)


def test_a_twin_is_sound_markdown(edition: Edition) -> None:
    """Its headings are one below the other, and what it cites is a source that it lists."""
    for case, text in write_all(edition):
        headings = [int(one.tag[1]) for one in parse_text(text).tokens if one.type == "heading_open"]
        assert headings[0] == 1 and headings.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(headings)), case.id
        numbers = {
            int(one) for found in re.findall(r"\[(\d+[^\]]*)\]", text) for one in re.findall(r"(?:^|; )(\d+)", found)
        }
        cited = {piece.source for _, item in case.items() for piece in item.evidence}
        assert numbers == {n for n, id in enumerate(edition.book.sources_of(case), 1) if id in cited}, case.id
        assert "[@" not in text and "{{" not in text and "\x1a" not in text
        assert not re.search(r"</?(?:p|div|span|a|ul|li)\b", text)
        kinds = {kind.plural.capitalize() for kind in MARKED_KINDS if case.items_of(kind)}
        assert kinds <= set(re.findall(r"^## (.+)$", text, re.MULTILINE))


def test_the_story_is_there_word_for_word(edition: Edition) -> None:
    for case, text in write_all(edition):
        told = flatten(strip_markdown(re.sub(r"\s?\[\d[^\]]*\]", "", text)))
        for part in show_text(case.story, blocks=True).parts:
            # lists and tables lose their signs on the way
            if "|" not in part.words and "\n" not in part.words:
                assert flatten(strip_markdown(part.words)) in told, (case.id, part.words)


def test_links_lead_to_the_site_from_wherever_the_twin_stands(shelf_edition: Edition) -> None:
    data = make_data(shelf_edition)
    for case in shelf_edition.book.cases:
        assert f"- The case: https://casebook.test/cases/{case.id}/\n" in data[f"data/cases/{case.id}.md"].decode()
    unknown = make_data(replace(shelf_edition, url=""))
    for case in shelf_edition.book.cases:
        text = unknown[f"data/cases/{case.id}.md"].decode()
        assert f"- The case: ../../cases/{case.id}/\n" in text and "casebook.test" not in text


def _make(edition: Edition, raw: RawFile) -> str:
    book = replace(edition.book, cases=(build_case(raw),), translations={})
    return write_case_markdown(raw, replace(edition, book=book, files=(raw,))).decode()


def test_a_stub_has_a_twin_too(shelf_edition: Edition) -> None:
    facts = shelf_edition.files[0].facts
    least = {name: facts[name] for name in ("title", "summary", "city", "period", "sources")}
    text = _make(shelf_edition, RawFile("a", "cases/lima/a.md", least | {"city": None}, ""))
    assert "City not named" in text and "## Lessons" not in text and "## Sources" in text


def test_figures_stay_in_their_cells(shelf_edition: Edition) -> None:
    raw = shelf_edition.files[0]
    figure = {"measure": "Meals | a day\nand more", "value": 12000, "unit": "meals", "when": "2020-04/2020-06"}
    piece = raw.facts["sources"][0]["id"]
    text = _make(shelf_edition, replace(raw, facts=raw.facts | {"results": [figure | {"evidence": [f"{piece}#p.4"]}]}))
    (line,) = [line for line in text.splitlines() if line.startswith("| Meals")]
    assert re.fullmatch(r"\| Meals \\\| a day and more \| 12,000 meals \| April to June 2020 \| \[\d+, p\.4\] \|", line)


def test_a_citation_of_several_is_one(shelf_edition: Edition) -> None:
    raw = shelf_edition.files[0]
    one, two = (source["id"] for source in raw.facts["sources"][:2])
    text = _make(shelf_edition, replace(raw, story=f"## So it was\n\nIt began [@{one}#p.4; @{two}].\n"))
    assert "### So it was\n" in text and re.search(r"It began \[\d+, p\.4; \d+\]\.", text)


def test_llms_txt_is_short_and_every_address_in_it_is_there(shelf_edition: Edition, shelf_articles) -> None:
    text = write_llms_txt(shelf_edition).decode()
    assert text.startswith(f"# {shelf_edition.name}\n\n> ") and len(text.splitlines()) <= 22
    assert f"{len(shelf_edition.book.cases)} cases" in text
    there = set(shelf_articles) | set(make_data(shelf_edition))
    first = shelf_edition.book.cases[0].id
    for address in re.findall(r"\]\(https://casebook\.test/([^)]*)\)", text):
        assert address.replace("CASE", first) in there, address


def test_llms_txt_needs_no_address(shelf_edition: Edition) -> None:
    text = write_llms_txt(replace(shelf_edition, url="")).decode()
    assert "](./data/casebook.json)" in text and "http" not in text


def test_a_book_without_cases_has_no_twins(shelf_edition: Edition) -> None:
    empty = replace(shelf_edition, book=replace(shelf_edition.book, cases=()), files=())
    data = make_data(empty)
    assert not [one for one in data if one.startswith("data/cases/")]
    assert "0 cases" in data["llms.txt"].decode()
