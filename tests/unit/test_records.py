"""What can be found: a record for each thing, where it stands, and the words that it is found by."""

from __future__ import annotations

import base64
import gzip
import tempfile
from pathlib import Path

import pytest

from casebook.book import Book
from casebook.fields import Schemas
from casebook.find import list_examples
from casebook.render import Article, Renderer
from casebook.render.addresses import list_publisher_places, note_address, term_address
from casebook.search import IndexingError, indexing, pagefind, write_index
from casebook.search.records import RECORD_KINDS, Foreign, Record, list_records
from casebook.search.scripts import space_out
from casebook.search.search_file import write_search, write_spelling
from casebook.search.word_list import fold, list_words


@pytest.fixture(scope="module")
def shelf_records(shelf_book: Book) -> list[Record]:
    return list(list_records(shelf_book))


@pytest.fixture(scope="module")
def records(project_book: Book) -> list[Record]:
    return list(list_records(project_book))


def _some(records: list[Record], address: str) -> Record:
    (found,) = (one for one in records if one.address == address)
    return found


def test_each_thing_has_one_record(records: list[Record], project_book: Book) -> None:
    expected = [f"cases/{case.id}/" for case in project_book.cases]
    for case in project_book.cases:
        expected += [f"cases/{case.id}/#{one.id}" for one in (*case.entry_points, *case.lessons, *case.failures)]
    for vocabulary in project_book.vocabularies.values():
        expected += [term_address(vocabulary, term.id) for term in vocabulary.terms]
    expected += [f"questions/#{essay.about}" for essay in project_book.essays.get("questions", ())]
    places = list(list_publisher_places(project_book))
    expected += [place for publisher, place in places if len(publisher.documents) > 1]
    expected += {place.split("#")[0] for publisher, place in places if len(publisher.documents) == 1}
    for source in project_book.shared.values():
        told = (note for note in source.notes if note.kind not in {"title", "frame", "theme"} and not note.same_as)
        expected += [note_address(project_book, source.id, note.id) for note in told]
    assert sorted(one.address for one in records) == sorted(expected)
    assert {one.kind for one in records} <= set(RECORD_KINDS)


def test_each_record_leads_to_a_place_that_is_there(
    records: list[Record], project_articles: dict[str, Article]
) -> None:
    pages = {address: article.html for address, article in project_articles.items()}
    for one in records:
        address, _, anchor = one.address.partition("#")
        assert address in pages, one.address
        assert not anchor or f'id="{anchor}"' in pages[address], one.address


def test_a_record_says_what_it_is_and_where(records: list[Record]) -> None:
    for one in records:
        assert one.title and one.context and one.texts, one.address
        assert "**" not in one.title and "](" not in " ".join(one.texts), one.address


def test_a_record_of_the_shelf_has_its_place_and_time(shelf_records: list[Record]) -> None:
    item = _some(shelf_records, "cases/durban-soup-tent/#the-order-ended-and-the")
    assert item.kind == "failure"
    assert item.context == "Durban, South Africa · The soup tent that stayed after the rain"
    assert _some(shelf_records, "cases/lima-hill-kitchens/").context == "Lima, Peru · since June 2020"
    assert _some(shelf_records, "cases/cape-town-street-phones/").title == "Forty street phones and one open list"


def test_a_case_is_found_by_all_that_it_holds(shelf_records: list[Record], shelf_book: Book) -> None:
    case = shelf_book.by_id["durban-soup-tent"]
    found = _some(shelf_records, f"cases/{case.id}/")
    said = " ".join((*found.texts, *found.hints))
    for words in ("Neighbours put up a tent", "The department of parks", "South Africa", "Pandemic", "What broke"):
        assert words in said, words
    for one in (*case.follow_ups, *case.results):
        assert (one.what if hasattr(one, "what") else one.measure) in said


def test_other_names_of_a_term_lead_to_what_carries_it(shelf_records: list[Record], shelf_book: Book) -> None:
    term = shelf_book.term("causes", "red-tape")
    assert "bureaucracy" in term.also.en
    for case, failure in shelf_book.items_with("causes", "red-tape"):
        assert any("bureaucracy" in hint for hint in _some(shelf_records, f"cases/{case.id}/#{failure.id}").hints)
    shortened = _some(shelf_records, term_address(shelf_book.vocabularies["abbreviations"], "wiego"))
    assert shortened.title == "WIEGO" and "Informal Employment" in shortened.texts[0]


def test_an_item_is_found_by_the_cause_that_it_answers_and_a_case_by_its_continent(
    shelf_records: list[Record], shelf_book: Book
) -> None:
    assert "Africa." in _some(shelf_records, "cases/durban-soup-tent/").hints
    assert ("country", "ZA") in _some(shelf_records, "cases/durban-soup-tent/").marks
    (case, lesson, cause) = next(
        (case, one, cause) for case in shelf_book.cases for one in case.lessons for cause in one.answers
    )
    label = shelf_book.term("causes", cause).label
    found = _some(shelf_records, f"cases/{case.id}/#{lesson.id}")
    assert any(hint.startswith(label) for hint in found.hints) and ("causes", cause) in found.marks


def test_every_example_has_something_to_find(shelf_records: list[Record], shelf_book: Book) -> None:
    examples = list_examples(shelf_book)
    assert len(examples) == 5 and [one.language for one in examples].count("es") == 1
    said = [
        fold(" ".join((one.title, *one.texts, *one.hints, *(f.title for f in one.foreign)))) for one in shelf_records
    ]
    for example in examples:
        words = fold(example.words).split()
        assert any(all(word in text for word in words) for text in said), example


def test_letters_of_a_script_without_spaces_stand_alone(tmp_path: Path) -> None:
    assert space_out("市と住民 said") == " 市  と  住  民  said" and space_out("plain ñ") == "plain ñ"
    made = indexing._write_record(
        Record("lesson", "cases/a/#b", "避難所", "x", ("市と住民。", "Two words"), marks=(("causes", "red-tape"),))
    )
    # the title, and what it says: so many words until the hints
    assert ">7<" not in made and 'content="10"' in made
    assert "zqxlesson zqxcausesredtapeq" in made
    # no sentence becomes a word of the spelling
    assert list_words([Record("case", "a", "市と住民が避難所の運営を", "", ())]) == []


def test_words_are_folded_and_go_from_frequent_to_rare() -> None:
    def record(text: str) -> Record:
        return Record("case", "cases/a/", "Ollas", "Here", (text,))

    groups = list_words([record("Medellín kitchen kitchen kitchen"), record("kitchen a1b2 the Ollas 2020")])
    assert groups == ["kitchen", "ollas", "medellin"]
    assert fold("Medellín’s São ÀÉ") == "medellin’s sao ae"


def test_the_words_stay_small_however_many_there_are(shelf_records: list[Record]) -> None:
    letters = "bcdfghklmnprst"
    many = [f"{a}a{b}e{c}o{d}" for a in letters for b in letters for c in letters for d in letters]
    crowded = [*shelf_records, Record("case", "cases/x/", "Many", "Here", (" ".join(many),))]
    groups = list_words(crowded, limit=12_000)
    assert len(gzip.compress("\n".join(groups).encode(), 6)) <= 12_000
    kept = set(" ".join(groups).split())
    # the frequent ones stay, and what went are the rarest
    assert {"kitchens", "evening", "department"} <= kept and len(kept) < len(many)


def test_the_search_file_is_the_same_each_time(
    records: list[Record], project_book: Book, project_schemas: Schemas
) -> None:
    made = [write_search(Renderer(project_book, project_schemas)) + write_spelling(records) for _ in range(2)]
    assert made[0] == made[1]
    assert [kind for kind in RECORD_KINDS if f'"kind":"{kind}"' in made[0]] == list(RECORD_KINDS)


def test_without_pagefind_the_message_says_what_to_do(records: list[Record], tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(pagefind.sys, "executable", str(tmp_path / "no-python"))
    with pytest.raises(IndexingError, match=r"could not be written|not found|No such file"):
        write_index(records[:2], tmp_path / "site")
    fake = tmp_path / "python"
    for said, told in (("No module named pagefind", "not installed"), ("out of luck", "ended with 3: out of luck")):
        fake.write_text(f"#!/bin/sh\necho '{said}' >&2\nexit 3\n", encoding="utf-8")
        fake.chmod(0o700)
        monkeypatch.setattr(pagefind.sys, "executable", str(fake))
        with pytest.raises(IndexingError, match=told):
            write_index(records[:2], tmp_path / "site")
    assert not (tmp_path / "site" / "pagefind").exists()


def test_the_index_is_the_same_on_every_disk(shelf_records: list[Record], tmp_path: Path, monkeypatch) -> None:
    """Each disk lists a folder's files in an order of its own, and nothing may depend on it."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        pytest.skip("no disk of another kind")
    made = []
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        for place in (tmp_path, Path(folder)):
            monkeypatch.setattr(tempfile, "tempdir", str(place))
            write_index(shelf_records, place / "site")
            files = sorted(file for file in (place / "site").rglob("*") if file.is_file())
            made.append({file.relative_to(place): file.read_bytes() for file in files})
    assert made[0] == made[1]
    assert len(made[0]) > len(shelf_records)


def test_what_pagefind_refuses_is_said(tmp_path: Path, monkeypatch) -> None:
    answer = base64.b64encode(b'{"message_id": 1, "payload": {"type": "Error", "message": "out of luck"}}').decode()
    for said, told in ((f"{answer},", "failed: out of luck"), ("bm9uc2Vuc2U=,", "cannot be read")):
        fake = tmp_path / "python"
        fake.write_text(f"#!/bin/sh\nprintf %s '{said}'\nexec cat >/dev/null\n", encoding="utf-8")
        fake.chmod(0o700)
        monkeypatch.setattr(pagefind.sys, "executable", str(fake))
        with pytest.raises(IndexingError, match=told):
            write_index([Record("case", "a/", "A", "b", ())], tmp_path / "site")


def test_what_a_record_says_cannot_become_markup(tmp_path: Path) -> None:
    script = "<script>alert(1)</script>"
    foreign = Foreign("es", script, '"><b>', "<i>", "</p><b>")
    hostile = Record("case", f'cases/">{script}/', script, '"><b>', (f"a </p>{script}",), (foreign,), ("<i>",))
    made = indexing._write_record(hostile)
    assert "<script" not in made and "<b>" not in made and "<i>" not in made
    write_index([hostile], tmp_path)
    assert (tmp_path / "pagefind" / "pagefind.js").is_file()
