"""What is kept of the data files changes how long the next ones take, and not one byte of them."""

from __future__ import annotations

import copy
import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casebook.book import link_book
from casebook.check import RawFile, Reading, check_project
from casebook.export import Edition, json_file, list_outputs, make_edition
from casebook.export.tables import Table
from casebook.fields import TEXTS, walk
from casebook.memory import SignedFolder
from casebook.outputs import write_outputs

Files = dict[str, bytes]
Write = Callable[[Reading], Files]

WITH_PIECES = r"data/(?:[a-z-]+\.csv|casebook(?:-\d)?\.json|followups\.ics)"
"""The tables, the parts of casebook.json, the calendar."""


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of casebook.json of which a book of few cases has several."""
    monkeypatch.setattr(json_file, "CASES_IN_A_PART", 4)


@pytest.fixture(scope="module")
def reading(shelf_project: Path) -> Reading:
    """The files of the invented book."""
    return check_project(shelf_project)


@pytest.fixture
def kept(tmp_path: Path) -> SignedFolder:
    """A folder in which something can be kept."""
    (tmp_path / "kept").mkdir()
    return SignedFolder(tmp_path / "kept", b"secret")


@pytest.fixture
def write(tmp_path: Path, kept: SignedFolder) -> Write:
    """Write the data files with what is kept. The site before goes, as when one publishes."""
    return lambda reading: write_files(edit_book(reading, kept), tmp_path / "site")


def edit_book(reading: Reading, kept: SignedFolder | None = None) -> Edition:
    return make_edition(reading, link_book(reading), url="https://casebook.test/", kept=kept)


def write_files(edition: Edition, folder: Path) -> Files:
    """The files of an edition that have a piece for each case, by their names."""
    shutil.rmtree(folder, ignore_errors=True)
    outputs = (one for one in list_outputs(edition) if re.match(WITH_PIECES, one.addresses[0]))
    write_outputs(outputs, folder.joinpath)
    return {file.name: file.read_bytes() for file in (folder / "data").iterdir()}


def find_different(one: Files, other: Files) -> list[str]:
    """The files that are not the same: two databases in a message would help nobody."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def change_case(reading: Reading, id: str, **facts: Any) -> Reading:
    """The same with other facts in one case."""
    cases = (replace(one, facts=one.facts | facts) if one.id == id else one for one in reading.cases)
    return replace(reading, cases=tuple(cases))


# ---- the same bytes, whatever is edited ----


class BookEditor:
    """Somebody who changes the files of a book, by chance with a seed."""

    def __init__(self, reading: Reading, seed: int) -> None:
        self.chance = random.Random(seed)
        self.first = self.reading = reading

    def edit(self) -> str:
        ways = (
            self.change_text, self.change_text, self.drop_entry, self.repeat_entry, self.drop_evidence, self.move_city,
            self.leave_out, self.add, self.rename_term, self.change_source, self.change_essays, self.drop_translation,
            self.restore,
        )  # fmt: skip
        way = self.chance.choice(ways)
        way()
        return way.__name__

    def put(self, kind: str, file: RawFile, facts: dict[str, Any]) -> None:
        files = [replace(one, facts=facts) if one.id == file.id else one for one in getattr(self.reading, kind)]
        self.reading = replace(self.reading, **{kind: tuple(files)})

    def pick(self, kind: str = "cases") -> tuple[RawFile, dict[str, Any]]:
        file = self.chance.choice(getattr(self.reading, kind))
        return file, copy.deepcopy(file.facts)

    def pick_list(self, facts: dict[str, Any]) -> list[Any]:
        names = ("follow_ups", "results", "actors", "disagreements", "replies", "history", "open_questions", "crisis")
        lists = [facts[name] for name in names if len(facts.get(name, ())) > 1]
        return self.chance.choice(lists) if lists else []

    def change_text(self) -> None:
        file, facts = self.pick()
        assert self.reading.schemas
        path = self.chance.choice([path for _, path, _ in walk(self.reading.schemas.trees["case"], facts, *TEXTS)])
        here: Any = facts
        for step in path[:-1]:
            here = here[step]
        here[path[-1]] = f'{here[path[-1]]} "Also", {self.chance.randint(0, 99)} *more*'
        self.put("cases", file, facts)

    def drop_entry(self) -> None:
        file, facts = self.pick()
        if found := self.pick_list(facts):
            del found[self.chance.randrange(len(found))]
        self.put("cases", file, facts)

    def repeat_entry(self) -> None:
        file, facts = self.pick()
        if found := self.pick_list(facts):
            found.append(found[0])
        self.put("cases", file, facts)

    def drop_evidence(self) -> None:
        file, facts = self.pick()
        for lesson in facts.get("lessons", ()):
            del lesson["evidence"][1:]
            lesson.pop("answers", None)
        self.put("cases", file, facts)

    def move_city(self) -> None:
        file, facts = self.pick()
        if facts.get("city"):
            facts["city"] |= {"latitude": self.chance.randint(-80, 80), "longitude": 1.5}
        self.put("cases", file, facts)

    def leave_out(self) -> None:
        gone = self.chance.choice(self.reading.cases)
        self.reading = replace(self.reading, cases=tuple(one for one in self.reading.cases if one is not gone))

    def add(self) -> None:
        file, facts = self.pick()
        id = f"{self.chance.choice('amz')}{self.chance.randint(0, 999)}-{file.id}"
        new = RawFile(id, f"{file.path.rpartition('/')[0]}/{id}.md", facts, file.story)
        cases = sorted((*self.reading.cases, new), key=lambda one: one.id)
        self.reading = replace(self.reading, cases=tuple(cases))

    def rename_term(self) -> None:
        words = dict(self.reading.vocabularies)
        id = self.chance.choice(sorted(words))
        number = self.chance.randrange(len(words[id].terms))
        terms = [
            replace(one, label=f"{one.label}, {self.chance.randint(0, 99)}") if place == number else one
            for place, one in enumerate(words[id].terms)
        ]
        words[id] = replace(words[id], terms=tuple(terms))
        self.reading = replace(self.reading, vocabularies=words)

    def change_source(self) -> None:
        file, facts = self.pick("sources")
        facts[self.chance.choice(["title", "publisher"])] = f"Another {self.chance.randint(0, 99)}"
        if self.chance.random() < 0.5:
            facts.pop("url", None)
        facts["notes"] = facts.get("notes", [])[self.chance.randint(0, 1) :]
        self.put("sources", file, facts)

    def change_essays(self) -> None:
        found = list(self.reading.essays) or list(self.first.essays)
        del found[self.chance.randrange(len(found))]
        self.reading = replace(self.reading, essays=tuple(found))

    def drop_translation(self) -> None:
        self.reading = replace(self.reading, translations=self.reading.translations[1:] or self.first.translations)

    def restore(self) -> None:
        kind = self.chance.choice(["cases", "sources", "essays", "translations", "vocabularies"])
        self.reading = replace(self.reading, **{kind: getattr(self.first, kind)})


@pytest.mark.parametrize("seed", range(4))
def test_files_are_the_same_with_and_without_what_is_kept(
    reading: Reading, write: Write, tmp_path: Path, seed: int
) -> None:
    editor = BookEditor(reading, seed)
    write(reading)
    done: list[str] = []
    for _ in range(12):
        done.append("/")
        done += [editor.edit() for _ in range(editor.chance.choice([1, 1, 1, 2, 3]))]
        anew = write_files(edit_book(editor.reading), tmp_path / "anew")
        assert not find_different(write(editor.reading), anew), done
    assert len(set(done)) > 5


def test_what_a_case_leads_to_counts(reading: Reading, write: Write, tmp_path: Path) -> None:
    """A case that another names, and a lesson of it, may be left out of the book; the file of the other is the same."""
    assert reading.schemas
    tree = reading.schemas.trees["case"]
    named = {(one.id, name) for one in reading.cases for _, _, name in walk(tree, one.facts, "case", "lesson")}
    gone = sorted({name.partition("#")[0] for id, name in named if not name.startswith(f"{id}#")})
    assert len(gone) > 1
    for id in gone:
        without = replace(reading, cases=tuple(one for one in reading.cases if one.id != id))
        write(reading)
        assert not find_different(write(without), write_files(edit_book(without), tmp_path / "anew")), id


def test_terms_of_shared_sources_count(reading: Reading, write: Write, tmp_path: Path) -> None:
    """A case that has such a source need not name its terms itself."""
    assert reading.schemas
    tree = reading.schemas.trees["source"]
    found = {(field.vocabulary, id) for one in reading.sources for field, _, id in walk(tree, one.facts, "term")}
    assert found
    for vocabulary, id in sorted(found):
        words = reading.vocabularies[vocabulary]
        terms = tuple(replace(one, label="Another word") if one.id == id else one for one in words.terms)
        renamed = dict(reading.vocabularies) | {vocabulary: replace(words, terms=terms)}
        other = replace(reading, vocabularies=renamed)
        write(reading)
        assert not find_different(write(other), write_files(edit_book(other), tmp_path / "anew")), (vocabulary, id)


def test_translations_count(reading: Reading, write: Write, tmp_path: Path) -> None:
    assert reading.translations
    for translations in (reading.translations, (), reading.translations):
        one = replace(reading, translations=translations)
        assert not find_different(write(one), write_files(edit_book(one), tmp_path / "anew"))


def test_the_newest_of_all_follow_ups_counts(reading: Reading, write: Write, tmp_path: Path) -> None:
    """By it is told how old the last news of each other case is, and so how far one can rely on it."""
    write(reading)
    last = max(reading.cases, key=lambda one: len(one.facts.get("follow_ups", ())))
    later = change_case(reading, last.id, follow_ups=[last.facts["follow_ups"][0] | {"when": "2090"}])
    assert not find_different(write(later), write_files(edit_book(later), tmp_path / "anew"))


def test_the_site_s_address_and_name_count(reading: Reading, kept: SignedFolder, tmp_path: Path) -> None:
    book = link_book(reading)
    for name, url in (("One", ""), ("One", "https://one.test/"), ("Two", "https://one.test/"), ("One", "")):
        anew = write_files(make_edition(reading, book, name, url), tmp_path / "anew")
        again = write_files(make_edition(reading, book, name, url, kept), tmp_path / "site")
        assert not find_different(again, anew), (name, url)


def test_a_book_without_cases_is_kept_too(reading: Reading, write: Write, tmp_path: Path) -> None:
    for cases in ((), reading.cases, (), reading.cases[:1]):
        one = replace(reading, cases=cases)
        assert not find_different(write(one), write_files(edit_book(one), tmp_path / "anew"))


# ---- what is made again ----


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The cases whose rows are made."""
    found: set[str] = set()
    real = Table.flat_rows

    def note(self: Table, *among: Sequence[Any]) -> Iterator[Any]:
        found.update(case.id for pairs in among for case, _ in pairs)
        return real(self, *among)

    monkeypatch.setattr(Table, "flat_rows", note)
    return found


def test_only_rows_of_what_has_changed_are_made_again(
    reading: Reading, write: Write, tmp_path: Path, asked: set[str]
) -> None:
    write(reading)
    assert asked == {one.id for one in reading.cases}
    asked.clear()
    write(reading)
    assert not asked
    one = reading.cases[1]
    write(change_case(reading, one.id, summary="Another one."))
    assert asked == {one.id}


def test_a_file_that_is_as_it_was_is_kept_as_it_is(reading: Reading, write: Write, kept: SignedFolder) -> None:
    write(reading)
    numbers = {file.name: file.stat().st_ino for file in kept.path.iterdir()}
    write(change_case(reading, reading.cases[1].id, summary="Another one."))
    after = {file.name: file.stat().st_ino for file in kept.path.iterdir()}
    assert {name for name in numbers if name.endswith((".csv", ".json", ".ics")) and after[name] != numbers[name]} == {
        "cases.csv",
        "casebook.json",
    }


# ---- what is not believed ----


def test_what_is_damaged_is_not_believed(reading: Reading, write: Write, kept: SignedFolder) -> None:
    anew = write(reading)
    names = ("list", "casebook.sqlite", "cases.csv", "evidence.csv")
    for name in (
        *names,
        "casebook.json",
        "casebook.json.list",
        "casebook-2.json",
        "followups.ics",
        "followups.ics.list",
    ):
        file = kept.path / name
        for damage in (b"x" + file.read_bytes()[1:], file.read_bytes()[:-9]):
            file.unlink()
            file.write_bytes(damage)
            assert not find_different(write(reading), anew), name
        file.unlink()
        assert not find_different(write(reading), anew), name


def test_what_somebody_else_has_signed_is_not_believed(
    reading: Reading, write: Write, kept: SignedFolder, tmp_path: Path
) -> None:
    other = change_case(reading, reading.cases[0].id, title="Not what it says")
    write_files(edit_book(other, replace(kept, secret=b"another")), tmp_path / "other")
    assert b"Not what it says" in (kept.path / "cases.csv").read_bytes()
    assert not find_different(write(reading), write_files(edit_book(reading), tmp_path / "anew"))


@pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="there are no links")
def test_no_link_is_followed(reading: Reading, write: Write, kept: SignedFolder, tmp_path: Path) -> None:
    anew = write(reading)
    for name in ("cases.csv", "casebook.sqlite", "casebook.json", "followups.ics.list"):
        elsewhere = tmp_path / name
        (kept.path / name).rename(elsewhere)
        (kept.path / name).symlink_to(elsewhere)
        before = elsewhere.read_bytes()
        assert not find_different(write(reading), anew)
        assert elsewhere.read_bytes() == before


def test_whoever_writes_into_the_site_changes_nothing_of_the_next(
    reading: Reading, write: Write, tmp_path: Path
) -> None:
    """A file of the site may be a second name of what is kept."""
    anew = write(reading)
    for name in ("lessons.csv", "casebook.sqlite", "casebook-2.json", "followups.ics"):
        with (tmp_path / "site" / "data" / name).open("r+b") as file:
            file.write(b"spoilt")
        assert not find_different(write(reading), anew)


def test_where_nothing_can_be_kept_all_is_written(
    reading: Reading, kept: SignedFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = write_files(edit_book(reading), tmp_path / "anew")
    gone = replace(kept, path=tmp_path / "nowhere")
    assert not find_different(write_files(edit_book(reading, gone), tmp_path / "site"), anew)
    # a disk on which a file has one name
    monkeypatch.setattr("os.link", refuse_to_link)
    for _ in range(2):
        assert not find_different(write_files(edit_book(reading, kept), tmp_path / "site"), anew)


def refuse_to_link(*given: object, **named: object) -> None:
    raise OSError("no second name")


def test_the_database_of_an_edited_book_is_whole(reading: Reading, write: Write) -> None:
    write(reading)
    edited = BookEditor(reading, 7)
    edited.repeat_entry()
    edited.change_text()
    database = sqlite3.connect(":memory:")
    database.deserialize(write(edited.reading)["casebook.sqlite"])
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.execute("INSERT INTO items_fts (items_fts) VALUES ('integrity-check')")
    database.close()
