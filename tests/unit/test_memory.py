"""What is remembered of an earlier check changes the time of the next one and nothing else."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from examples import TODAY, bad_examples, good_examples, make_project

from casebook import judging, memory
from casebook.check import Reading, check_project, open_project
from casebook.cli import main
from casebook.diagnostics import REPORTERS
from casebook.files import read_bytes
from casebook.kinds import KINDS
from casebook.memory import open_memory
from casebook.rules import NotedProject
from casebook.text import gazetteer
from landing import PROJECT

Check = Callable[..., Reading]


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """The environment of a user whose secret stands in a folder of its own."""
    return {"XDG_CACHE_HOME": str(tmp_path / "home")}


@pytest.fixture
def check(settings: dict[str, str]) -> Check:
    """Check a project by what is remembered of it."""

    def run(root: Path, today: date = TODAY) -> Reading:
        known = open_memory(root, settings)
        assert known is not None
        return check_project(root, today, known)

    return run


@pytest.fixture
def shelf(shelf_project: Path, tmp_path: Path) -> Path:
    """A copy of the invented book, with its vocabularies, schemas and essays."""
    return shutil.copytree(shelf_project, tmp_path / "project")


def report(reading: Reading) -> dict[str, Any]:
    """All that a check gives, as whoever asked it gets it."""
    said = {name: write(reading.diagnostics, reading.checked) for name, write in REPORTERS.items()}
    held = {
        kind: [(one.id, one.path, repr(one.facts), one.story) for one in getattr(reading, kind)]
        for kind in ("cases", "translations", "sources", "essays")
    }
    return said | held | {"fixes": [one.fix for one in reading.diagnostics], "words": dict(reading.vocabularies)}


# ---- the same verdict, whatever is edited ----

_WORD = re.compile(r"[^\W\d_]{3,}")
_BY_KIND = ("cases/*/*.md", "cases/*/*.es.md", "cases/_sources/*.yml", "schema/vocabulary/*.yml", "schema/essays/*.yml", "schema/*.json")  # fmt: skip


class Editor:
    """Somebody who changes files of a project, by chance with a seed."""

    def __init__(self, root: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.root = root
        self.first = {file: file.read_bytes() for glob in _BY_KIND for file in sorted(root.glob(glob))}

    def pick(self) -> Path:
        glob = self.chance.choice([one for one in _BY_KIND if any(self.root.glob(one))])
        return self.chance.choice(sorted(self.root.glob(glob)))

    def edit(self) -> None:
        way = self.chance.choice([self.change, self.change, self.change, self.change, self.take, self.copy, self.restore, self.restore])  # fmt: skip
        way(self.pick())

    def change(self, file: Path) -> None:
        text = file.read_text("utf-8")
        if file.suffix == ".json":
            # one that cannot be read ends the check before anything is remembered
            numbers = list(re.finditer(r'(?<="m(?:in|ax)Length": )\d+', text))
            place = self.chance.choice(numbers) if numbers else None
            text = f"{text[: place.start()]}{self.chance.randint(1, 400)}{text[place.end() :]}" if place else text
        else:
            text = self.chance.choice([self.swap_words, self.drop_line, self.repeat_line, self.change_digit])(text)
        file.write_text(text, "utf-8")

    def swap_words(self, text: str) -> str:
        others = [one[0] for file in (self.pick(), self.pick()) for one in _WORD.finditer(file.read_text("utf-8"))]
        ids = re.findall(r"(?m)^ *-? *id: (\S+)", text) or others
        place = self.chance.choice(list(_WORD.finditer(text)))
        return text[: place.start()] + self.chance.choice([self.chance.choice(others), self.chance.choice(ids)]) + text[place.end() :]  # fmt: skip

    def drop_line(self, text: str) -> str:
        lines = text.split("\n")
        del lines[self.chance.randrange(len(lines))]
        return "\n".join(lines)

    def repeat_line(self, text: str) -> str:
        lines = text.split("\n")
        number = self.chance.randrange(len(lines))
        return "\n".join([*lines[: number + 1], *lines[number:]])

    def change_digit(self, text: str) -> str:
        places = list(re.finditer(r"\d", text))
        place = self.chance.choice(places).start() if places else 0
        return f"{text[:place]}{self.chance.randint(0, 9)}{text[place + 1 :]}"

    def take(self, file: Path) -> None:
        if file.suffix != ".json":
            file.unlink()

    def copy(self, file: Path) -> None:
        name = self.chance.choice(
            [f"x-{file.name}", f"{file.stem}.pt{file.suffix}", f".{file.name}", f"{file.name}.bak"]
        )
        folder = self.chance.choice([file.parent, self.root / "cases" / "elsewhere", file.parent / "deeper"])
        folder.mkdir(exist_ok=True)
        shutil.copyfile(file, folder / name)

    def restore(self, file: Path) -> None:
        """Put something back as it was, or take away what was not there."""
        gone = [one for one, raw in self.first.items() if not one.exists() or one.read_bytes() != raw]
        if gone:
            back = self.chance.choice(gone)
            back.parent.mkdir(exist_ok=True)
            back.write_bytes(self.first[back])
        elif file not in self.first:
            file.unlink()


def test_what_is_remembered_never_changes_the_verdict(shelf: Path, check: Check) -> None:
    editor = Editor(shelf, 1)
    check(shelf)
    verdicts = set()
    for _ in range(16):
        for _ in range(editor.chance.choice([1, 1, 1, 2, 3])):
            editor.edit()
        # once by the files that stay, and once by the verdict as a whole
        anew = report(check_project(shelf, TODAY))
        assert report(check(shelf)) == anew
        assert report(check(shelf)) == anew
        verdicts.add(anew["json"])
    assert len(verdicts) > 5


def _find_cases(shelf: Path) -> list[Path]:
    return [one for one in sorted(shelf.glob("cases/*/*.md")) if one.stem.count(".") == 0]


def _list_address_of_another(shelf: Path) -> None:
    """Two cases list one address, under titles that have nothing in common."""
    first, *_, last = _find_cases(shelf)
    for number, file in enumerate((first, last)):
        entry = f"sources:\n  - {{id: clash-{number}, title: {['Pots', 'Lids'][number] * 3}, publisher: A, published: 2020, url: https://clash.test/a, kind: news, language: en}}\n"
        file.write_text(file.read_text("utf-8").replace("sources:\n", entry, 1), "utf-8")


def _call_city_otherwise(shelf: Path) -> None:
    file = _find_cases(shelf)[0]
    file.write_text(
        re.sub(r"(?m)^(city:\n(?: .*\n)*?  name: ).*$", r"\1Elsewhere", file.read_text("utf-8"), count=1), "utf-8"
    )


def _take_a_shared_source(shelf: Path) -> None:
    min(shelf.glob("cases/_sources/*.yml")).unlink()


def _claim_the_name_of_another(shelf: Path) -> None:
    first, *_, last = _find_cases(shelf)
    first.write_text(first.read_text("utf-8").replace("\ncity:", f"\nformerly: [{last.stem}]\ncity:", 1), "utf-8")


def _take_a_case(shelf: Path) -> None:
    _find_cases(shelf)[0].unlink()


@pytest.mark.parametrize(
    "edit",
    [_list_address_of_another, _call_city_otherwise, _take_a_shared_source, _claim_the_name_of_another, _take_a_case],
)
def test_what_a_file_does_to_others_is_told_of_them(shelf: Path, check: Check, edit: Callable[[Path], None]) -> None:
    before = report(check(shelf))
    kept = shutil.copytree(shelf / "cases", shelf.parent / "kept")
    for _ in range(2):
        edit(shelf)
        anew = report(check_project(shelf, TODAY))
        assert anew["json"] != before["json"] and report(check(shelf)) == anew
        shutil.rmtree(shelf / "cases")
        shutil.copytree(kept, shelf / "cases")
        assert report(check(shelf)) == before


def test_an_example_of_each_problem_is_told_as_if_nothing_were_remembered(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    remembered = 0
    # each of them is judged alone elsewhere
    for example in [one.path for one in bad_examples()][::20]:
        root = make_project(tmp_path / example.name, example)
        anew = report(check_project(root, TODAY))
        for _ in range(2):
            known = open_memory(root, settings)
            assert report(check_project(root, TODAY, known)) == anew, example.name
        known = open_memory(root, settings)
        remembered += known is not None and known.recall_verdict(TODAY) is not None
        shutil.rmtree(root)
    assert remembered > 10


def test_a_verdict_holds_for_its_day(shelf: Path, check: Check) -> None:
    days = (TODAY, date(2020, 1, 1), TODAY)
    anew = [report(check_project(shelf, day)) for day in days]
    assert anew[0] != anew[1]
    assert [report(check(shelf, day)) for day in days] == anew


# ---- what is remembered, and of what it is forgotten ----


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The files that are asked whether they are as their schemas say."""
    paths: set[str] = set()
    real = judging.check_facts

    def note(parsed: Any, kind: str, path: str, schemas: Any) -> Any:
        paths.add(path)
        return real(parsed, kind, path, schemas)

    monkeypatch.setattr(judging, "check_facts", note)
    return paths


CASE_FILE = "cases/nairobi/nairobi-night-water.md"


def test_only_what_has_changed_is_asked_again(shelf: Path, check: Check, asked: set[str]) -> None:
    check(shelf)
    assert len(asked) > 10 and CASE_FILE in asked
    asked.clear()
    check(shelf)
    assert not asked
    with (shelf / CASE_FILE).open("a", encoding="utf-8") as file:
        file.write("\nAnd so it went on.\n")
    check(shelf)
    assert asked == {CASE_FILE}
    asked.clear()
    vocabulary = next((shelf / "schema" / "vocabulary").glob("*.yml"))
    vocabulary.write_bytes(vocabulary.read_bytes() + b"\n")
    check(shelf)
    assert {CASE_FILE, "cases/_sources/report.yml"} <= asked


def test_cities_that_were_found_are_found_again_without_geonames(
    shelf: Path, check: Check, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = report(check(shelf))
    case = next(one for one in _find_cases(shelf) if "\ncity:" in one.read_text(encoding="utf-8"))
    case.write_text(f"{case.read_text(encoding='utf-8')}\nOne more word.\n", encoding="utf-8")
    edited = report(check_project(shelf, TODAY))

    def refuse() -> None:
        raise AssertionError("GeoNames is read")

    monkeypatch.setattr(gazetteer, "_found", {})
    monkeypatch.setattr(gazetteer, "_cities", refuse)
    assert report(check(shelf)) == edited != before
    monkeypatch.undo()
    # those are kept that the book has, and no others
    kept = _list_known_cities(shelf, settings)
    assert len(kept) > 3
    shutil.rmtree(case.parent)
    check(shelf)
    assert _list_known_cities(shelf, settings) < kept


def _list_known_cities(shelf: Path, settings: dict[str, str]) -> set[str]:
    known = open_memory(shelf, settings)
    assert known is not None
    return {name for name, _ in known.recall_cities()}


def test_another_version_of_the_code_or_of_a_library_remembers_nothing(
    shelf: Path, check: Check, asked: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(shelf)
    asked.clear()
    monkeypatch.setattr(memory, "_digest_program", lambda: b"another")
    check(shelf)
    assert CASE_FILE in asked


def test_the_code_the_libraries_and_the_schemas_are_part_of_the_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, site = tmp_path / "casebook", tmp_path / "site"
    for folder in (package / "rules", package / "schema", site / "yaml-1.0.dist-info"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(memory, "_PACKAGE", package)
    monkeypatch.setattr("sys.path", [str(site)])

    def digest() -> bytes:
        return memory._digest_program.__wrapped__()

    seen = [digest()]
    for file in (package / "check.py", package / "rules" / "terms.py", package / "schema" / "case.schema.json"):
        file.write_text("one")
        seen.append(digest())
        file.write_text("two")
        seen.append(digest())
    (site / "yaml-1.0.dist-info").rename(site / "yaml-1.1.dist-info")
    seen.append(digest())
    assert len(set(seen)) == len(seen)
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "check.pyc").write_text("made of it")
    assert digest() == seen[-1]


def test_what_was_kept_of_a_file_goes_with_it(shelf: Path, check: Check) -> None:
    check(shelf)
    before = set((shelf / ".cache" / "check").iterdir())
    (shelf / CASE_FILE).unlink()
    check(shelf)
    after = set((shelf / ".cache" / "check").iterdir())
    assert len(before - after) == 1 and not after - before


def test_a_file_saved_meanwhile_is_judged_as_it_is(shelf: Path, settings: dict[str, str], check: Check) -> None:
    check(shelf)
    known = open_memory(shelf, settings)
    case = shelf / CASE_FILE
    whole = case.read_bytes()
    case.write_bytes(whole.replace(b"title:", b"titel:", 1))
    anew = report(check_project(shelf, TODAY))
    assert report(check_project(shelf, TODAY, known)) == anew
    # and of neither state it is said that it was the other
    assert report(check(shelf)) == anew
    case.write_bytes(whole)
    assert report(check(shelf)) == report(check_project(shelf, TODAY)) != anew


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_file_is_remembered_as_it_was_read(kind: Any, tmp_path: Path, settings: dict[str, str], shelf: Path) -> None:
    roots = [PROJECT, shelf, *(make_project(tmp_path / one.name, one) for one in good_examples()[::25])]
    seen = 0
    for root in roots:
        for file in kind.find(root):
            raw, _ = read_bytes(file, root)
            if not file.is_relative_to(root) or raw is None:
                continue
            parsed = kind.read(raw, "file", kind.limit, None)
            if parsed.diagnostics:
                continue
            again = kind.read(raw, "file", kind.limit, parsed.value)
            assert (again.value, again.lines, again.body, again.body_line, again.diagnostics) == (parsed.value, parsed.lines, parsed.body, parsed.body_line, ())  # fmt: skip
            assert again._positions == parsed._positions
            seen += 1
    assert seen


def test_what_a_rule_asks_beside_the_file_is_noted(shelf: Path) -> None:
    opened, _ = open_project(shelf, TODAY)
    assert opened
    for name in ("files", "today", "cases_by_id", "sources_by_id", "homes", "spellings", "documents"):
        noted = NotedProject(opened.project)
        assert noted.vocabularies is opened.project.vocabularies and noted.schemas is opened.project.schemas
        assert not noted.asked
        assert getattr(noted, name) is getattr(opened.project, name)
        assert noted.asked == {name}


# ---- what is no memory of ours ----


def _spoil(entry: Path, way: str, chance: random.Random) -> None:
    raw = entry.read_bytes()
    if way == "cut":
        entry.write_bytes(raw[: chance.randrange(len(raw))])
    elif way == "flipped":
        place = chance.randrange(len(raw))
        entry.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
    elif way == "longer":
        entry.write_bytes(raw + b" ")
    elif way == "empty":
        entry.write_bytes(b"")
    elif way == "another":
        shutil.copyfile(
            chance.choice(sorted(one for one in entry.parent.iterdir() if one.is_file() and one != entry)), entry
        )
    else:
        entry.unlink()
        if way == "folder":
            entry.mkdir()
        elif way == "pipe":
            os.mkfifo(entry)
        elif way == "link":
            entry.symlink_to(chance.choice(sorted(one for one in entry.parent.iterdir() if one != entry)))


@pytest.mark.parametrize("way", ["cut", "flipped", "longer", "empty", "another", "gone", "folder", "pipe", "link"])
def test_what_is_not_as_it_was_written_is_not_there(tmp_path: Path, check: Check, way: str) -> None:
    chance = random.Random(way)
    root = make_project(tmp_path / "project", next(one.path for one in bad_examples() if one.code == "missing-field"))
    anew = report(check_project(root, TODAY))
    assert anew["json"] != "[]\n" and anew["cases"]
    check(root)
    for entry in sorted((root / ".cache" / "check").iterdir()):
        if entry.name != ".gitignore":
            _spoil(entry, way, chance)
    assert report(check(root)) == anew
    assert report(check(root)) == anew


def test_what_somebody_else_has_signed_is_not_believed(
    shelf: Path, check: Check, asked: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = (shelf / CASE_FILE).read_text("utf-8").replace("title:", "titel:", 1)
    (shelf / CASE_FILE).write_text(broken, "utf-8")
    anew = report(check_project(shelf, TODAY))
    # a checker by which nothing is ever wrong
    with monkeypatch.context() as changed:
        changed.setattr("casebook.check.judge_file", lambda *rest: [])
        theirs = open_memory(shelf, {"XDG_CACHE_HOME": str(tmp_path / "theirs")})
        assert not check_project(shelf, TODAY, theirs).diagnostics
    asked.clear()
    assert report(check(shelf)) == anew
    assert CASE_FILE in asked


@pytest.mark.parametrize("place", [".cache", ".cache/check"])
@pytest.mark.parametrize("form", ["link", "file"])
def test_nothing_is_written_through_a_link_or_over_a_file(shelf: Path, settings: dict[str, str], tmp_path: Path, place: str, form: str) -> None:  # fmt: skip
    other = tmp_path / "other"
    (other / "check").mkdir(parents=True)
    (shelf / place).parent.mkdir(exist_ok=True)
    if form == "link":
        (shelf / place).symlink_to(other if place == ".cache" else other / "check")
    else:
        (shelf / place).write_text("mine")
    assert open_memory(shelf, settings) is None
    assert not list((other / "check").iterdir())


def test_without_a_place_for_it_nothing_is_remembered_and_all_goes_on(
    shelf: Path, settings: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = report(check_project(shelf, TODAY))
    (tmp_path / "taken").write_text("no folder")
    assert open_memory(shelf, {"XDG_CACHE_HOME": str(tmp_path / "taken")}) is None

    def refuse(*rest: object, **more: object) -> None:
        raise PermissionError

    known = open_memory(shelf, settings)
    with monkeypatch.context() as changed:
        changed.setattr("tempfile.mkstemp", refuse)
        assert report(check_project(shelf, TODAY, known)) == anew
    assert not list((shelf / ".cache" / "check").iterdir())
    with monkeypatch.context() as changed:
        changed.setattr(Path, "mkdir", refuse)
        shutil.rmtree(shelf / ".cache")
        assert open_memory(shelf, settings) is None


def test_what_is_too_large_to_be_read_is_told_each_time(tmp_path: Path, check: Check, settings: dict[str, str]) -> None:
    root = make_project(tmp_path / "project")
    case = next((root / "cases" / "durban").glob("*.md"))
    case.write_bytes(case.read_bytes() + b"\nAgain and again." * 20_000)
    anew = report(check_project(root, TODAY))
    assert "file-too-large" in anew["json"]
    assert report(check(root)) == anew
    # the verdict holds until it becomes another file, however little of it was read
    known = open_memory(root, settings)
    assert known and known.recall_verdict(TODAY)
    case.write_bytes(case.read_bytes() + b".")
    known = open_memory(root, settings)
    assert known and not known.recall_verdict(TODAY)


def test_a_link_in_the_project_is_told_each_time(shelf: Path, settings: dict[str, str]) -> None:
    (shelf / "cases" / "lima" / "more.md").symlink_to(shelf / CASE_FILE)
    assert open_memory(shelf, settings) is None


# ---- the command ----


def test_the_command_says_the_same_a_second_time(
    shelf: Path, settings: dict[str, str], asked: set[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.delenv("CASEBOOK_NO_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", settings["XDG_CACHE_HOME"])
    (shelf / CASE_FILE).write_text((shelf / CASE_FILE).read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    ways = (["check"], ["check", "--format", "json"], ["check", str(shelf / "cases" / "lima")])
    with monkeypatch.context() as changed:
        changed.setenv("CASEBOOK_NO_CACHE", "1")
        anew = [(main([*way, "--root", str(shelf)]), capsys.readouterr().out) for way in ways]
        assert not (shelf / ".cache").exists()
    for _ in range(2):
        assert [(main([*way, "--root", str(shelf)]), capsys.readouterr().out) for way in ways] == anew
    assert anew[0][0] == 1 and anew[2][0] == 0
    asked.clear()
    main(["check", "--root", str(shelf)])
    assert not asked
