"""What a browser finds with is the same, whatever of it is kept from the last time; and only what we keep is believed."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casebook.book import case_blocks
from casebook.book.case_blocks import CaseBlocks
from casebook.check import RawFile, Reading, check_project
from casebook.find import PLACES_ADDRESS, list_find_files
from casebook.memory import SignedFolder
from casebook.publish import Publication, index_site
from casebook.render import Site
from casebook.search import INDEX_FOLDER, list_records, make_segment, segments, write_case_words, write_spelling
from casebook.search.records import list_records_of


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_blocks, "_BLOCK", 2)


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As for somebody whose secret stands in a folder of its own."""
    monkeypatch.delenv("CASEBOOK_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def shelf_reading(shelf_project: Path) -> Reading:
    return check_project(shelf_project)


def publish(reading: Reading, folder: Path) -> Publication:
    assert reading.schemas
    (folder / "cache").mkdir(parents=True, exist_ok=True)
    return Publication(reading, reading.schemas, Site(), folder / "site", folder / "cache")


def write_all(publication: Publication) -> dict[str, object]:
    """Every file that a browser finds with, but for the places, of which nothing is kept."""
    files = list_find_files(publication.book, publication.blocks)
    made: dict[str, object] = {address: make() for address, make in files.items() if address != PLACES_ADDRESS}
    made["spelling"] = write_spelling(publication.segments)
    made["case words"] = write_case_words(publication.book, (one.told for one in publication.segments))
    warned: list[str] = []
    index_site(publication, publication.folder, warned.append)
    assert not warned
    return made | {file.name: file.read_bytes() for file in (publication.folder / INDEX_FOLDER).iterdir()}


def in_one_go(publication: Publication) -> dict[str, object]:
    """The same of all records at once, by nothing that is kept, and not in blocks."""
    anew = replace(publication, cache=publication.cache / "none", folder=publication.folder / "anew")
    anew.__dict__["blocks"] = CaseBlocks(anew.blocks.keys, None)
    anew.__dict__["kept"] = None
    anew.__dict__["segments"] = (make_segment(list_records(anew.book)),)
    return write_all(anew)


WORDS = ("zebras", "Ünter", "mayor’s", "red-tape", "the", "市と住民", "R&D", "market", "volunteers")


class Editor:
    """Somebody who changes a book, by chance with a seed."""

    def __init__(self, reading: Reading, seed: int) -> None:
        self.chance = random.Random(seed)
        self.reading = reading

    def edit(self) -> Reading:
        way: Callable[[], None] = self.chance.choice(
            [self.change, self.change, self.change, self.grow, self.take, self.copy, self.translate, self.rename]
        )
        way()
        return self.reading

    def _replace(self, kind: str, old: RawFile, **changed: Any) -> None:
        files = (replace(one, **changed) if one is old else one for one in getattr(self.reading, kind))
        self.reading = replace(self.reading, **{kind: tuple(files)})

    def _say(self, text: str) -> str:
        words = text.split(" ")
        words[self.chance.randrange(len(words))] = self.chance.choice(WORDS)
        return " ".join(words)

    def change(self) -> None:
        """A text, the story or a term of a case."""
        case = self.chance.choice(self.reading.cases)
        facts = copy.deepcopy(case.facts)
        field = self.chance.choice(["title", "summary", "story", "insight", "topics", "country"])
        if field == "story":
            self._replace("cases", case, story=case.story + f"\n\nMore {self.chance.choice(WORDS)}.")
            return
        if field == "insight":
            for lesson in facts.get("lessons", ())[:1]:
                lesson["insight"] = self._say(lesson["insight"])
        elif field == "topics":
            facts["topics"] = facts["topics"][1:] or ["food"]
        elif field == "country" and facts.get("city"):
            facts["city"]["country"] = self.chance.choice(["PE", "DE", "KE"])
        elif field in facts:
            facts[field] = self._say(facts[field])
        self._replace("cases", case, facts=facts)

    def grow(self) -> None:
        """A case with one lesson more: so all records that follow have other numbers."""
        case = self.chance.choice([one for one in self.reading.cases if one.facts.get("lessons")])
        facts = copy.deepcopy(case.facts)
        facts["lessons"].append({**facts["lessons"][0], "id": f"one-more-{len(facts['lessons'])}"})
        self._replace("cases", case, facts=facts)

    def take(self) -> None:
        case = self.chance.choice(self.reading.cases)
        rest = tuple(one for one in self.reading.cases if one is not case)
        self.reading = replace(self.reading, cases=rest)

    def copy(self) -> None:
        case = self.chance.choice(self.reading.cases)
        id = self.chance.choice("amz") + f"-copy-{self.chance.randrange(10_000)}"
        new = replace(case, id=id, path=case.path.replace(case.id, id))
        self.reading = replace(self.reading, cases=tuple(sorted((*self.reading.cases, new), key=lambda one: one.id)))

    def translate(self) -> None:
        """A translation says it in other words."""
        one = self.chance.choice(self.reading.translations)
        self._replace("translations", one, facts={**one.facts, "title": self._say(one.facts["title"])})

    def rename(self) -> None:
        """A term is called something else."""
        id = self.chance.choice(["topics", "causes", "crises"])
        vocabulary = self.reading.vocabularies[id]
        at = self.chance.randrange(len(vocabulary.terms))
        terms = list(vocabulary.terms)
        terms[at] = replace(terms[at], label=f"{self.chance.choice(WORDS)} {terms[at].label}")
        new = {**self.reading.vocabularies, id: replace(vocabulary, terms=tuple(terms))}
        self.reading = replace(self.reading, vocabularies=new)


@pytest.mark.usefixtures("keeping")
def test_what_is_kept_never_changes_what_is_found(shelf_reading: Reading, tmp_path: Path) -> None:
    editor = Editor(shelf_reading, 5)
    first = write_all(publish(shelf_reading, tmp_path))
    seen = []
    for _ in range(20):
        publication = publish(editor.edit(), tmp_path)
        made = write_all(publication)
        assert made == in_one_go(publication)
        seen.append(made)
    # the edits were seen in every kind of file
    changed = {name for one in seen for name in one.keys() | first.keys() if one.get(name) != first.get(name)}
    assert changed >= {"find/items.json", "find/words.json", "spelling", "case words", "head.json"}
    assert len(changed) > 20


@pytest.mark.usefixtures("keeping")
def test_after_an_edit_only_the_block_of_its_case_is_made_anew(
    shelf_reading: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(segments, "list_records_of", lambda book, case: read.append(case.id) or list_records_of(book, case))  # type: ignore[func-returns-value]  # fmt: skip

    def list_read(reading: Reading) -> list[str]:
        read.clear()
        publish(reading, tmp_path).segments  # noqa: B018
        return read.copy()

    everything = [one.id for one in shelf_reading.cases]
    assert list_read(shelf_reading) == everything and list_read(shelf_reading) == []
    block = publish(shelf_reading, tmp_path).blocks.ids[1]
    case = next(one for one in shelf_reading.cases if one.id in block)
    others = [one for one in shelf_reading.cases if one is not case]

    def put_back(changed: RawFile) -> Reading:
        return replace(shelf_reading, cases=tuple(sorted((*others, changed), key=lambda one: one.id)))

    for changed in (
        put_back(replace(case, facts={**case.facts, "title": "Another"})),
        put_back(replace(case, story=case.story + "\n\nMore.")),
        put_back(replace(case, path=case.path + "x")),
        shelf_reading,
    ):
        assert list_read(changed) == list(block)
    (translated,) = {one.id.split(".")[0] for one in shelf_reading.translations}
    said = tuple(replace(one, facts={**one.facts, "title": "Otro"}) for one in shelf_reading.translations)
    block = next(ids for ids in publish(shelf_reading, tmp_path).blocks.ids if translated in ids)
    assert list_read(replace(shelf_reading, translations=said)) == list(block)
    terms = shelf_reading.vocabularies["topics"]
    named = replace(terms, terms=(replace(terms.terms[0], label="Another"), *terms.terms[1:]))
    assert list_read(replace(shelf_reading, vocabularies={**shelf_reading.vocabularies, "topics": named})) == everything


def test_the_digest_of_a_case_is_that_of_its_values(shelf_reading: Reading, shelf_project: Path) -> None:
    """Not of how they happen to lie in memory: what was read and what was kept of a reading say the same."""
    again = check_project(shelf_project)
    assert again.case_digests == shelf_reading.case_digests


def _fill(blocks: CaseBlocks, said: object) -> list[Any]:
    return blocks.make("x", lambda ids: (ids, said))


def test_only_what_we_have_kept_is_believed(tmp_path: Path) -> None:
    ours, theirs = SignedFolder(tmp_path, b"s" * 32), SignedFolder(tmp_path, b"t" * 32)
    keys = {f"case-{n}": b"k" for n in range(40)}
    blocks = CaseBlocks(keys, ours)
    assert len(blocks.ids) > 5 and [id for ids in blocks.ids for id in ids] == list(keys)
    anew = _fill(blocks, 1)
    assert _fill(blocks, 2) == anew == [(ids, 1) for ids in blocks.ids]
    assert len(list(tmp_path.iterdir())) == len(blocks.ids)
    # somebody else has written the same
    _fill(CaseBlocks(keys, theirs), 3)
    assert _fill(blocks, 4) == [(ids, 4) for ids in blocks.ids]
    # what was kept under another name, or of another block, is not what is asked for
    first, second = sorted(tmp_path.iterdir())[:2]
    first.write_bytes(second.read_bytes())
    second.write_bytes(second.read_bytes()[:-1])
    assert [said for _, said in _fill(blocks, 5)].count(5) == 2
    (tmp_path / first.name.replace("x-", "y-")).write_bytes(first.read_bytes())
    assert blocks.make("y", lambda _: 6) == [6] * len(blocks.ids)


def test_blocks_that_are_no_more_are_taken_away(tmp_path: Path) -> None:
    folder = SignedFolder(tmp_path, b"s" * 32)
    keys = {f"case-{n}": b"k" for n in range(40)}
    _fill(CaseBlocks(keys, folder), 1)
    folder.keep("other", b"", b"stays")
    fewer = CaseBlocks(dict(list(keys.items())[10:]), folder)
    _fill(fewer, 1)
    assert len(list(tmp_path.iterdir())) == len(fewer.ids) + 1
    assert _fill(CaseBlocks({}, folder), 1) == [] and [one.name for one in tmp_path.iterdir()] == ["other"]


def test_where_nothing_can_be_kept_all_is_made(tmp_path: Path) -> None:
    (tmp_path / "gone").write_bytes(b"no folder")
    for folder in (None, SignedFolder(tmp_path / "gone", b"s" * 32)):
        blocks = CaseBlocks({"a": b"1", "b": b"2", "c": b"3"}, folder)
        assert [_fill(blocks, n) for n in (1, 2)] == [[(ids, n) for ids in blocks.ids] for n in (1, 2)]


def test_a_new_case_leaves_nearly_all_blocks_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    ids = [f"case-{n:04}" for n in range(1000)]
    before = CaseBlocks(dict.fromkeys(ids, b""), None).ids
    assert 25 < len(before) < 60
    for new in ("case-0000-x", "case-0500-x", "case-0777-x"):
        after = CaseBlocks(dict.fromkeys(sorted([*ids, new]), b""), None).ids
        assert len(set(after) - set(before)) <= 4


def test_each_of_many_blocks_is_kept(tmp_path: Path) -> None:
    folder = SignedFolder(tmp_path, b"secret")
    blocks = CaseBlocks({f"case-{n}": b"" for n in range(3000)}, folder)
    assert len(blocks.ids) > 60
    made = blocks.make("things", lambda ids: ids)

    def never(ids: tuple[str, ...]) -> tuple[str, ...]:
        raise AssertionError(ids)

    assert blocks.make("things", never) == made
