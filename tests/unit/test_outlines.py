"""What may change while the outline of a case stays: only what shows that case, and no list at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from casebook.check import RawFile, Reading, check_project
from casebook.fields import Field
from casebook.outputs import Basis
from casebook.publish import Publication
from casebook.render import PAGES, Site, outline_case

CASES = ("lima-hill-kitchens", "durban-soup-tent", "medellin-round-table", "recife-stub", "unnamed-city-letters")
_LEADS = re.compile(r"\[[^\]]*\](?:\([^)]*\))?")


@pytest.fixture(scope="module")
def reading(shelf_project: Path) -> Reading:
    return check_project(shelf_project)


def publish(reading: Reading) -> Publication:
    assert reading.schemas
    return Publication(reading, reading.schemas, Site(), reading.root / "none", reading.root / "none")


def change(reading: Reading, id: str, facts: dict[str, Any] | None = None, story: str = "") -> Reading:
    """The same with other words in one case."""
    cases = [
        replace(raw, facts=facts or raw.facts, story=story or raw.story) if raw.id == id else raw
        for raw in reading.cases
    ]
    return replace(reading, cases=tuple(cases))


def say_otherwise(field: Field, value: Any) -> Any:
    """Each longer text in other words, which come first and sort last. What is made a title begins as before."""
    if (
        isinstance(value, str)
        and field.holds in {"line", "prose"}
        and field.name not in {"title", "why", "open_questions"}
    ):
        is_title = field.name in {"what", "measure", "about", "by_role"}
        return value if is_title else f"Zebras of 2031 do it otherwise. {' '.join(_LEADS.findall(value))}"
    if isinstance(value, list) and field.entry:
        return [say_otherwise(field.entry, one) for one in value]
    if isinstance(value, dict):
        return {name: say_otherwise(field.by_name[name], one) for name, one in value.items()}
    return value


def list_bases(publication: Publication) -> dict[str, Basis | None]:
    return {output.addresses[0]: output.find_basis() for _, group in publication.list_groups() for output in group}


def list_askers(publication: Publication) -> dict[str, str]:
    """The pages for which a template asks for the whole book."""
    found = {}
    for kind in PAGES:
        if kind.many and kind.id not in {"notes", "facet-value", "term"}:
            # these are made of their case, city or publisher
            continue
        for article in kind.render(publication.renderer):
            publication.renderer.asked.asked_for_all = False
            text = "" if kind.id == "downloads" else article.html
            if publication.renderer.asked.asked_for_all:
                found[f"{article.address}index.html"] = text
    return found


def outline(publication: Publication, id: str) -> bytes:
    book = publication.book
    return outline_case(book.by_id[id], publication.reading.files_of[id], book.fields, book.assessments[id])


def find(reading: Reading, id: str) -> RawFile:
    return next(raw for raw in reading.cases if raw.id == id)


@pytest.mark.parametrize("id", CASES)
def test_other_words_change_only_what_shows_the_case(id: str, reading: Reading) -> None:
    before = publish(reading)
    facts = say_otherwise(before.book.fields, find(reading, id).facts)
    after = publish(change(reading, id, facts))
    assert facts != find(reading, id).facts
    assert outline(after, id) == outline(before, id)
    bases, others = list_bases(before), list_bases(after)
    assert [*bases] == [*others]
    shown = {name for name, basis in bases.items() if basis and id in basis.cases}
    assert f"cases/{id}/index.html" in shown
    assert shown == {name for name, basis in others.items() if basis and id in basis.cases}
    assert {name for name, basis in bases.items() if basis and others[name] != basis} <= shown
    assert len(shown) < len(bases) / 2
    # what asks for the whole book tells of no case more than its outline
    pages, others = list_askers(before), list_askers(after)
    assert {"search/index.html", "contribute/form/index.html"} <= {*pages} - shown
    assert [name for name in {*pages} - shown if pages[name] != others[name]] == []


def edit_lesson(facts: dict[str, Any], **said: object) -> dict[str, Any]:
    first, *others = facts["lessons"]
    return {**facts, "lessons": [{**first, **said}, *others]}


LOUD = {
    "a title": lambda facts: {**facts, "title": "Otherwise called"},
    "the title of a lesson": lambda facts: edit_lesson(facts, title="Otherwise called"),
    "a citation in a text": lambda facts: edit_lesson(facts, insight=f"{facts['lessons'][0]['insight']} [@other]"),
    "a link in a text": lambda facts: edit_lesson(
        facts, insight=f"{facts['lessons'][0]['insight']} [there](durban-soup-tent)"
    ),
    "a theme": lambda facts: {**facts, "themes": ["bridges"]},
    "the order of lessons": lambda facts: {**facts, "lessons": facts["lessons"][::-1]},
    "a question": lambda facts: {**facts, "open_questions": ["Who paid for it?", *facts["open_questions"][1:]]},
    "a text less": lambda facts: {name: value for name, value in facts.items() if name != "challenge"},
    "who took part": lambda facts: {
        **facts,
        "actors": [{**facts["actors"][0], "name": "Others"}, *facts["actors"][1:]],
    },
    "when": lambda facts: {**facts, "period": {**facts["period"], "from": "2011"}},
}


@pytest.mark.parametrize("edit", LOUD)
def test_what_lists_rest_on_is_outline(edit: str, reading: Reading) -> None:
    id = "lima-hill-kitchens"
    publication, file = publish(reading), find(reading, id)
    other = replace(file, facts=LOUD[edit](file.facts))
    assert other != file
    # what its items are called is told by the case, and not by its file
    book = publication.book
    tell = partial(outline_case, book.by_id[id], tree=book.fields, assessed=book.assessments[id])
    assert tell([other]) != tell([file])


def test_what_becomes_a_title_is_outline(reading: Reading) -> None:
    id = "lima-hill-kitchens"
    facts = find(reading, id).facts
    turn, *others = facts["follow_ups"]
    other = {**facts, "follow_ups": [{**turn, "what": f"Otherwise: {turn['what']}"}, *others]}
    assert outline(publish(change(reading, id, other)), id) != outline(publish(reading), id)


@pytest.mark.parametrize(
    ("edit", "is_same"),
    [
        (lambda last: f"{last} More of it.", True),
        (lambda last: f"First of all: {last}", False),
        (lambda last: f"{last}\n\n## More\n\nOne more thing.\n", False),
        (lambda last: f"{last} More of it [@report#1].", False),
    ],
)
def test_the_story_has_an_outline(edit: Callable[[str], str], is_same: bool, reading: Reading) -> None:
    id = "lima-hill-kitchens"
    last = f"It is told at length{', and in the end it is known how it came about' * 3}."
    before, after = (f"{find(reading, id).story}\n\n{one}\n" for one in (last, edit(last)))
    found = [outline(publish(change(reading, id, story=story)), id) for story in (before, after)]
    assert (found[0] == found[1]) is is_same


def test_a_story_that_grows_long_is_outline(reading: Reading) -> None:
    """With 200 words a case is more complete, and that is told in lists."""
    id = "lima-hill-kitchens"
    stories = [f"It is told at length{', and in the end known how it came about' * number}." for number in (9, 11, 30)]
    short, longer, long = (outline(publish(change(reading, id, story=one)), id) for one in stories)
    assert short == longer
    assert short != long
