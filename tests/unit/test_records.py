"""What can be found: a record for each thing, where it stands, and the words that it is found by."""

from __future__ import annotations

import gzip
import hashlib
import json
import pickle
import shutil
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casebook.book import Book
from casebook.fields import Schemas
from casebook.find import list_examples
from casebook.memory import SignedFolder
from casebook.render import Article, Renderer
from casebook.render.addresses import list_publisher_places, note_address, term_address
from casebook.search import INDEX_FOLDER, IndexingError, indexing, write_index
from casebook.search.records import RECORD_KINDS, Foreign, Record, list_records
from casebook.search.scripts import space_out
from casebook.search.search_file import write_search, write_spelling
from casebook.search.segments import Segment, make_segment
from casebook.search.tokens import TITLED, cut_piece, list_names, weigh_words
from casebook.search.word_list import count_spelt, fold, list_words


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
    said = " ".join((*found.texts, *found.hints, *found.terms))
    for words in ("Neighbours put up a tent", "The department of parks", "South Africa", "Pandemic", "What broke"):
        assert words in said, words
    for one in (*case.follow_ups, *case.results):
        assert (one.what if hasattr(one, "what") else one.measure) in said


def test_other_names_of_a_term_lead_to_what_carries_it(shelf_records: list[Record], shelf_book: Book) -> None:
    term = shelf_book.term("causes", "red-tape")
    assert "bureaucracy" in term.also.en
    for case, failure in shelf_book.items_with("causes", "red-tape"):
        assert any("bureaucracy" in name for name in _some(shelf_records, f"cases/{case.id}/#{failure.id}").terms)
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
    assert any(name.startswith(label) for name in found.terms) and ("causes", cause) in found.marks


def test_every_example_has_something_to_find(shelf_records: list[Record], shelf_book: Book) -> None:
    examples = list_examples(shelf_book)
    assert len(examples) == 5 and [one.language for one in examples].count("es") == 1
    said = [
        fold(" ".join((one.title, *one.texts, *one.hints, *one.terms, *(f.title for f in one.foreign))))
        for one in shelf_records
    ]
    for example in examples:
        words = fold(example.words).split()
        assert any(all(word in text for word in words) for text in said), example


def test_letters_of_a_script_without_spaces_stand_alone() -> None:
    assert space_out("市と住民 said") == " 市  と  住  民  said" and space_out("plain ñ") == "plain ñ"
    # each letter, and each two that stand together: in another order they are another word
    assert set(cut_piece("(市と住民。")) == {"市", "と", "住", "民", "市と", "と住", "住民"}
    assert cut_piece("避難所is") == ("is", "避", "難", "所", "避難", "難所")
    # no sentence becomes a word of the spelling
    assert list_words(count_spelt([Record("case", "a", "市と住民が避難所の運営を", "", ())])) == []


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("Medellín’s", ("medellin",)),
        ("red-tape,", ("red", "tape")),
        ("R&D", ("r", "d", "r&d")),
        ("food&shelter", ("food", "shelter")),
        ("(2020/21)", ("2020", "21")),
        ("neighbours'", ("neighbours",)),
        ("don't", ("dont",)),
        ("—", ()),
    ],
)
def test_what_stands_between_two_spaces_is_cut_into_words(piece: str, words: tuple[str, ...]) -> None:
    assert cut_piece(piece) == words


def test_a_word_is_the_stronger_the_more_is_said_of_it() -> None:
    text = "A tent, a tent, a tent, a tent and a field. " + "It rained. " * 20
    foreign = Foreign("es", "La carpa", "Durban", "Una carpa.")
    strengths = weigh_words(
        Record("lesson", "cases/a/#b", "The soup", "x", (text,), (foreign,), ("Durban.",), (("causes", "red-tape"),))
    )
    assert strengths["soup"] == strengths["carpa"] == 15 and strengths["tent"] < TITLED
    assert strengths["tent"] > strengths["field"] > strengths["durban"] and strengths["~causes/red-tape"] == 0
    # what says nothing alone is found in titles and nowhere else
    assert strengths["the"] == 15 and "una" not in strengths and "it" not in strengths
    longer = weigh_words(Record("lesson", "cases/a/#b", "The soup that stayed", "x", (text + "It rained. " * 200,)))
    assert TITLED < longer["soup"] < 15 and longer["field"] < strengths["field"]


def test_other_names_of_a_term_lead_to_its_mark() -> None:
    marks, terms = (("causes", "red-tape"), ("country", "ZA")), ("Red tape, also bureaucracy, papeleo.",)
    record = Record("lesson", "cases/0/", "A", "b", ("c",), marks=marks, terms=terms)
    names = list_names(make_segment([record, replace(record, address="cases/1/")]).names)
    assert set(names) == {"red", "tape", "also", "bureaucracy", "papeleo"}
    assert all(marks == ["~causes/red-tape"] for marks in names.values())


def test_words_are_folded_and_go_from_frequent_to_rare() -> None:
    def record(text: str) -> Record:
        return Record("case", "cases/a/", "Ollas", "Here", (text,))

    groups = list_words(
        count_spelt([record("Medellín kitchen kitchen kitchen"), record("kitchen a1b2 the Ollas 2020")])
    )
    assert groups == ["kitchen", "ollas", "medellin"]
    assert fold("Medellín’s São ÀÉ") == "medellin’s sao ae"


def test_the_words_stay_small_however_many_there_are(shelf_records: list[Record]) -> None:
    letters = "bcdfghklmnprst"
    many = [f"{a}a{b}e{c}o{d}" for a in letters for b in letters for c in letters for d in letters]
    crowded = [*shelf_records, Record("case", "cases/x/", "Many", "Here", (" ".join(many),))]
    groups = list_words(count_spelt(crowded), limit=12_000)
    assert len(gzip.compress("\n".join(groups).encode(), 6)) <= 12_000
    kept = set(" ".join(groups).split())
    # the frequent ones stay, and what went are the rarest
    assert {"kitchens", "evening", "department"} <= kept and len(kept) < len(many)


def test_the_search_file_is_the_same_each_time(
    records: list[Record], project_book: Book, project_schemas: Schemas
) -> None:
    made = [
        write_search(Renderer(project_book, project_schemas)) + write_spelling([make_segment(records)])
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert [kind for kind in RECORD_KINDS if f'"kind":"{kind}"' in made[0]] == list(RECORD_KINDS)


def _open(path: Path) -> SignedFolder:
    path.mkdir()
    return SignedFolder(path, b"s" * 32)


def _read(site: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (site / INDEX_FOLDER).iterdir()}


def test_a_folder_that_cannot_be_written_is_said(records: list[Record], tmp_path: Path) -> None:
    (tmp_path / "site").write_text("in the way", encoding="utf-8")
    with pytest.raises(IndexingError, match="could not be written"):
        write_index([make_segment(records[:2])], tmp_path / "site", None)


def test_the_index_is_made_only_when_its_records_changed(
    shelf_records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    make = indexing._make_index

    def count(key: bytes, segments: Sequence[Segment], before: Any) -> Any:
        made.append(1)
        return make(key, segments, before)

    monkeypatch.setattr(indexing, "_make_index", count)
    folder = _open(tmp_path / "cache")
    rest = make_segment(shelf_records[1:])
    segments = [make_segment(shelf_records[:1]), rest]
    write_index(segments, tmp_path / "one", folder)
    write_index(segments, tmp_path / "two", folder)
    assert len(made) == 1 and _read(tmp_path / "one") == _read(tmp_path / "two")
    # any change makes it anew, as if there had been none before; and only the last is kept
    for field, value in (
        ("title", "Another"), ("kind", "term"), ("address", "cases/x/"), ("context", "x"), ("texts", ("x",)),
        ("foreign", (Foreign("es", "a", "b"),)), ("hints", ("x.",)), ("marks", (("x", "y"),)), ("terms", ("x.",)),
    ):  # fmt: skip
        changed = [make_segment([replace(shelf_records[0], **{field: value})]), rest]
        before = len(made)
        write_index(changed, tmp_path / "two", folder)
        write_index(changed, tmp_path / "clean", _open(tmp_path / field))
        assert len(made) == before + 2, field
        assert _read(tmp_path / "two") == _read(tmp_path / "clean")
        assert {one.name for one in folder.path.iterdir()} == {"index", "packs", "packs.list"}
        assert {one.name for one in (folder.path / "packs").iterdir()} == _read(tmp_path / "two").keys() - {"head.json"}
    write_index(segments, tmp_path / "two", folder)
    assert _read(tmp_path / "one") == _read(tmp_path / "two")


def test_a_pack_that_somebody_has_changed_is_written_anew(shelf_records: list[Record], tmp_path: Path) -> None:
    folder, segments = _open(tmp_path / "cache"), [make_segment(shelf_records)]
    write_index(segments, tmp_path / "one", folder)
    wanted = {name: bytes(content) for name, content in _read(tmp_path / "one").items()}
    first, second, *_ = sorted((folder.path / "packs").iterdir())
    with first.open("r+b") as file:
        file.write(b"mine")
    second.unlink()
    second.symlink_to(tmp_path / "one" / INDEX_FOLDER / "head.json")
    write_index(segments, tmp_path / "two", folder)
    assert _read(tmp_path / "two") == wanted
    # and a folder that leads elsewhere is not followed
    (tmp_path / "elsewhere").mkdir()
    shutil.rmtree(folder.path / "packs")
    (folder.path / "packs").symlink_to(tmp_path / "elsewhere")
    write_index(segments, tmp_path / "three", folder)
    assert _read(tmp_path / "three") == wanted
    assert not any((tmp_path / "elsewhere").iterdir())


def test_packs_are_given_to_whoever_takes_them(shelf_records: list[Record], tmp_path: Path) -> None:
    folder, segments = _open(tmp_path / "cache"), [make_segment(shelf_records)]
    write_index(segments, tmp_path / "one", folder)
    taken: dict[str, bytes] = {}
    write_index(segments, tmp_path / "two", folder, lambda file, at: taken.update({at: file.read_bytes()}))
    assert _read(tmp_path / "two").keys() == {"head.json"}
    assert {Path(at).name: found for at, found in taken.items()} | _read(tmp_path / "two") == _read(tmp_path / "one")


def test_only_packs_that_changed_are_packed(
    shelf_records: list[Record], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[bytes] = []
    pack = zlib.compress
    monkeypatch.setattr(zlib, "compress", lambda content, level: packed.append(content) or pack(content, level))
    folder = _open(tmp_path / "cache")
    write_index([make_segment(shelf_records)], tmp_path / "one", folder)
    first = len(packed)
    assert first == len(_read(tmp_path / "one")) - 1
    changed = [replace(shelf_records[0], texts=("A zebra.",)), *shelf_records[1:]]
    write_index([make_segment(changed)], tmp_path / "two", folder)
    assert 0 < len(packed) - first == len(_read(tmp_path / "two").keys() - _read(tmp_path / "one").keys())


def test_an_index_is_the_same_however_its_records_are_cut_into_segments(
    shelf_records: list[Record], tmp_path: Path
) -> None:
    write_index([make_segment(shelf_records)], tmp_path / "one", None)
    for number in (1, 7, 50):
        cut = [shelf_records[at : at + number] for at in range(0, len(shelf_records), number)]
        write_index([make_segment(some) for some in cut], tmp_path / "cut", None)
        assert _read(tmp_path / "one") == _read(tmp_path / "cut")


@pytest.mark.parametrize("name", ["index", "packs.list"])
@pytest.mark.parametrize("broken", ["cut short", "empty", "a folder", "closed"])
def test_a_broken_cache_is_no_index(shelf_records: list[Record], tmp_path: Path, broken: str, name: str) -> None:
    cache = tmp_path / "cache"
    folder = _open(cache)
    segments = [make_segment(shelf_records)]
    write_index(segments, tmp_path / "one", folder)
    kept = cache / name
    if broken == "cut short":
        kept.write_bytes(kept.read_bytes()[:-20])
    elif broken == "empty":
        kept.write_bytes(b"")
    elif broken == "a folder":
        kept.unlink()
        kept.mkdir()
    else:
        shutil.rmtree(cache)
        cache.write_bytes(b"no folder")
    write_index(segments, tmp_path / "two", folder)
    assert _read(tmp_path / "one") == _read(tmp_path / "two")


def test_an_index_that_somebody_else_has_kept_is_not_believed(shelf_records: list[Record], tmp_path: Path) -> None:
    """A project that comes from somebody else may bring one along, which would write wherever it likes."""
    ours, theirs = _open(tmp_path / "cache"), SignedFolder(tmp_path / "cache", b"t" * 32)
    segments = [make_segment(shelf_records)]
    key = hashlib.sha256(segments[0].digest).digest()
    (tmp_path / "site").mkdir()
    bad = pickle.dumps(indexing._Index(key, {"../../outside.html": b"theirs", "head.json": b"{}"}, {}))
    for folder in (theirs, ours):
        folder.keep(indexing._KEPT, indexing._KEPT.encode(), bad)
        assert (indexing._recall_or_make(segments, ours).files.keys() == {"../../outside.html", "head.json"}) == (
            folder is ours
        )
    theirs.keep(indexing._KEPT, indexing._KEPT.encode(), bad)
    write_index(segments, tmp_path / "site", ours)
    write_index(segments, tmp_path / "clean", None)
    assert _read(tmp_path / "site") == _read(tmp_path / "clean")
    assert not (tmp_path / "site" / "outside.html").exists()


def test_a_change_leaves_nearly_all_packs_of_texts_as_they_were() -> None:
    records = [Record("lesson", f"cases/{n}/", f"Title {n}", "x", (f"{n} says " + "much " * 300,)) for n in range(400)]
    with_one = [*records[:100], replace(records[0], address="cases/new/"), *records[100:]]

    def list_texts(made: list[Record]) -> set[str]:
        index = indexing._recall_or_make([make_segment(made)], None)
        return {name for name in index.files if name.endswith(".texts")}

    before, after = list_texts(records), list_texts(with_one)
    assert len(before) > 15 and len(after - before) <= len(after) // 2


def test_what_a_record_says_stays_text(tmp_path: Path) -> None:
    script = '<script>alert("1")</script>'
    foreign = Foreign("es", script, '"><b>', "<i>", "</p><b>")
    hostile = Record("case", f'cases/">{script}/', script, '"><b>', (f"a </p>{script}",), (foreign,), ("<i>",))
    write_index([make_segment([hostile])], tmp_path, None)
    (pack,) = (tmp_path / INDEX_FOLDER).glob("*.texts")
    ((address, title, context, text, hints, terms, (told,)),) = json.loads(zlib.decompress(pack.read_bytes()))
    assert (address, title, context, text) == (hostile.address, script, '"><b>', f"a </p>{script}")
    assert (hints, terms, told) == (["<i>"], [], ["es", script, '"><b>', "<i>", "</p><b>"])
