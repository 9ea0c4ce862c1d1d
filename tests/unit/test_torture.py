"""Hundreds of broken files of every kind: each gets a clear word, and none brings down the checker or what comes after.

The files are judged in memory, one at a time, beside a small project that is in order. Then whole projects
are broken on the disk, every file of them at once.
"""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from examples import TESTS, TODAY, make_project

from casebook.book import link_book
from casebook.check import RawFile, Reading, check_project
from casebook.diagnostics import CODES, Diagnostic
from casebook.fields import Schemas
from casebook.judging import judge_file
from casebook.kinds import CASE, ESSAY, KINDS, SOURCE, TRANSLATION, VOCABULARY, FileKind
from casebook.model import Vocabulary, structure
from casebook.render import Renderer, render_articles
from casebook.rules import CheckedFile, Project

FILES = 300
SCHEMA = TESTS.parent / "schema"
PLACES = {
    CASE: "cases/teresina/the-case.md",
    TRANSLATION: "cases/durban/durban-shelter.es.md",
    SOURCE: "cases/_sources/harvest.yml",
    VOCABULARY: "schema/vocabulary/crises.yml",
    ESSAY: "schema/essays/questions.yml",
}
ESSAYS = b"""id: questions
essays:
  - about: who-keeps-the-list
    title: Who keeps the list when the crisis is over?
    asks: [harvest#n001]
    paragraphs:
      - text: The list went to and fro each evening, and **trust** came with it.
        evidence:
          - harvest#n001
          - durban-shelter#have-the-plan-ready
  - about: what-did-it-cost
    title: What did the kitchen cost the city?
    paragraphs: []
    nothing_yet: No case here says what a meal cost.
"""
BRIEF = """---
title: Un refugio se abre cuando se dejan de lado los procedimientos
summary: Cuando la cuarentena les quitó el trabajo, cuatro vecinas empezaron a cocinar, y una funcionaria se quedó.
entry_points:
  - id: the-official-stayed-to-eat
    title: La funcionaria que vino a cerrarla se quedó a comer
lessons:
  - id: have-the-plan-ready
    title: Compartir la lista antes que el dinero
failures:
  - id: the-money-ended
    title: El dinero se acabó con la emergencia
of: clopofjmofhc
read_by_native: false
---
""".encode()
CRISES = b"""id: crises
title: Crises
description: "What a partnership lived through: terms for the case as a whole."
noun: crisis
hub: explore
terms:
  - id: pandemic
    label: Pandemic
    labels: {es: Pandemia, pt: Pandemia}
    also:
      en: [covid, corona, virus]
      es: [cuarentena]
      pt: [quarentena]
    definition: An illness that goes round the world and stops ordinary life.
    scope_note: For a shortage of food take hunger.
    example: A city closes its markets for ten weeks.
    status: active
  - id: hunger
    label: Hunger
    definition: People do not have enough to eat.
    scope_note: For the illness itself take pandemic.
    example: A kitchen cooks for a whole street.
    kept_because: The workshop asked about it.
    status: active
  - id: famine
    label: Famine
    definition: An older word for people who do not have enough to eat.
    scope_note: No longer used; take hunger.
    example: A kitchen cooks for a whole district.
    status: deprecated
    replaced_by: hunger
"""
_WORDS = ["null", "true", "3", "[", "]", "{", "}", "[a, b]", "{a: b}", "*x", "&x y", "!t z", '"', "'", "|", ">", "- a",
          "2020-13-40", "\t", "é" * 50, "a: b: c", "#", "%", "@", "`", "<b>", "\\", "? ", "...", "[[[]]]", "[null]",
          "{a: {b: [c]}}", "-1", "1e999", ".nan", "2020-01-01", "a#b", "#", "harvest#", "unknown"]  # fmt: skip

TOLD = {
    CASE: (
        9,
        "dangling-source duplicate-key empty-value heading-level hidden-character key-not-text missing-field "
        "no-evidence no-front-matter no-highlight no-status not-seen not-utf8 personal-contact status-differs "
        "story-length tab-indentation too-deep too-short unclosed-front-matter uncited unknown-key unused-source "
        "wrong-address wrong-choice wrong-form wrong-term wrong-type yaml-anchor yaml-syntax",
    ),
    SOURCE: (
        32,
        "dangling-note dangling-part duplicate-key empty-value hidden-character key-not-text missing-field not-utf8 "
        "tab-indentation too-deep too-short unknown-key wrong-file-name wrong-form wrong-term wrong-type "
        "yaml-anchor yaml-syntax yaml-tag",
    ),
    VOCABULARY: (
        15,
        "duplicate-key empty-value key-not-text missing-field not-utf8 tab-indentation too-deep too-long "
        "too-short unknown-key wrong-choice wrong-form wrong-term wrong-type yaml-anchor yaml-syntax yaml-tag",
    ),
    TRANSLATION: (
        17,
        "dangling-item duplicate-key empty-value key-not-text missing-field no-front-matter not-utf8 raw-html "
        "several-documents tab-indentation too-deep too-short translated-story unclosed-front-matter unknown-key "
        "untranslated wrong-form wrong-type yaml-anchor yaml-syntax",
    ),
    ESSAY: (
        36,
        "dangling-item dangling-source duplicate-key empty-value hidden-character key-not-text missing-field "
        "no-evidence not-utf8 nothing-shown tab-indentation too-deep too-short unknown-key wrong-choice wrong-file-name "
        "wrong-form wrong-type yaml-anchor yaml-syntax yaml-tag",
    ),
}
"""How many of the broken files of each kind can be used all the same, and what is said of the others."""


def read_good(kind: FileKind) -> bytes:
    """A file of each kind in which nothing is wrong."""
    written = {VOCABULARY: CRISES, ESSAY: ESSAYS, TRANSLATION: BRIEF}
    kept = {CASE: TESTS / "cases_good/complete.md", SOURCE: make_place(TESTS / "small", kind)}
    return written[kind] if kind in written else kept[kind].read_bytes()


def make_place(root: Path, kind: FileKind) -> Path:
    return root / PLACES[kind]


# How a file is broken


def cut(chance: random.Random, good: bytes) -> bytes:
    return good[: chance.randrange(len(good))]


def insert_bytes(chance: random.Random, good: bytes) -> bytes:
    place = chance.randrange(len(good))
    return good[:place] + chance.randbytes(chance.randrange(1, 9)) + good[place:]


def _find_values(lines: list[str]) -> list[int]:
    return [number for number, line in enumerate(lines) if re.match(r"^[\s-]*[a-z_]+: \S", line)]


def replace_value(chance: random.Random, good: bytes) -> bytes:
    lines = good.decode().split("\n")
    number = chance.choice(_find_values(lines))
    lines[number] = lines[number].split(": ")[0] + ": " + chance.choice(_WORDS)
    return "\n".join(lines).encode()


def replace_block(chance: random.Random, good: bytes) -> bytes:
    """A field with all that belongs to it becomes something else."""
    lines = good.decode().split("\n")
    number = chance.choice([n for n, line in enumerate(lines) if re.match(r"^[\s-]*[a-z_]+:", line)])
    key = lines[number].split(":")[0]
    depth = len(key) - len(key.lstrip(" -"))
    end = next(
        (n for n in range(number + 1, len(lines)) if len(lines[n]) - len(lines[n].lstrip(" -")) <= depth), len(lines)
    )
    return "\n".join([*lines[:number], f"{key}: {chance.choice(_WORDS)}", *lines[end:]]).encode()


def rename_key(chance: random.Random, good: bytes) -> bytes:
    found = chance.choice(list(re.finditer(rb"(?m)^[\s-]*([a-z_]+)(?=:)", good)))
    key = found[1]
    other = chance.choice([b"", b"x", key[1:], key + key[-1:], key + b"s", b"3", b"[a]", b"null"])
    return good[: found.start(1)] + other + good[found.end(1) :]


def swap_lines(chance: random.Random, good: bytes) -> bytes:
    lines = good.split(b"\n")
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def indent_line(chance: random.Random, good: bytes) -> bytes:
    lines = good.split(b"\n")
    number = chance.randrange(min(60, len(lines)))
    lines[number] = chance.choice([b" ", b"\t", b"    ", b"- "]) + lines[number].lstrip()
    return b"\n".join(lines)


def delete_lines(chance: random.Random, good: bytes) -> bytes:
    lines = good.split(b"\n")
    start = chance.randrange(min(60, len(lines)))
    return b"\n".join(lines[:start] + lines[start + chance.randrange(1, 12) :])


def nest_deeply(chance: random.Random, good: bytes) -> bytes:
    lines = good.split(b"\n")
    bomb = chance.choice([b"[", b"{", b"{a: ", b"- ", b"? ", b"[{"]) * chance.randrange(21, 200)
    number = chance.choice(_find_values(good.decode().split("\n")))
    lines[number] = lines[number].split(b": ")[0] + b": " + bomb
    return b"\n".join(lines)


def only_bytes(chance: random.Random, good: bytes) -> bytes:
    return b"---\n" + chance.randbytes(chance.randrange(2000)) + b"\n---\n"


BREAKERS = (
    cut, insert_bytes, replace_value, replace_block, rename_key, swap_lines, indent_line, delete_lines, nest_deeply,
    only_bytes,
)  # fmt: skip


def break_often(good: bytes) -> list[bytes]:
    """So many broken files, the same ones each time."""
    chance = random.Random(2020)
    return [BREAKERS[number % len(BREAKERS)](chance, good) for number in range(FILES)]


# What is asked of the checker


def assert_clear(one: Diagnostic, content: bytes) -> None:
    """A problem says where it is, what is wrong and what to do, and nothing that a terminal would obey."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert one.code in CODES
    assert 1 <= one.line <= lines and one.column >= 1, one
    assert one.message and one.help and len(one.message) < 400 and len(one.help) < 1000, one
    assert (one.message + one.help).isprintable(), one


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    found = check_project(make_project(tmp_path_factory.mktemp("small")), TODAY)
    assert not found.diagnostics
    return found


def open_file(reading: Reading, kind: FileKind, path: str, content: bytes) -> CheckedFile:
    assert reading.schemas
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return CheckedFile(name, path, kind.id, kind.read(content, path, kind.limit), reading.schemas.trees[kind.id])


@pytest.fixture(scope="module")
def project(reading: Reading) -> Project:
    """The small project as the rules see it."""
    files: dict[str, tuple[CheckedFile, ...]] = {one.id: () for one in KINDS}
    for kind, kept in ((CASE, reading.cases), (SOURCE, reading.sources)):
        files[kind.id] = tuple(
            open_file(reading, kind, one.path, (reading.root / one.path).read_bytes()) for one in kept
        )
    assert reading.schemas
    return Project(files, reading.schemas, reading.vocabularies, TODAY)


@dataclass(frozen=True)
class Desk:
    """Where a file is judged beside the others of the small project."""

    reading: Reading
    project: Project

    def judge(self, kind: FileKind, content: bytes) -> tuple[CheckedFile, list[Diagnostic]]:
        file = open_file(self.reading, kind, PLACES[kind], content)
        others = tuple(one for one in self.project.files[kind.id] if one.path != file.path)
        project = replace(self.project, files={**self.project.files, kind.id: (*others, file)})
        problems = judge_file(file, kind, project)
        assert not [one for one in problems if one.code == "not-judged"], problems
        return file, problems


@pytest.fixture(scope="module")
def desk(reading: Reading, project: Project) -> Desk:
    return Desk(reading, project)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.id for kind in KINDS])
def test_the_file_that_is_broken_is_in_order(desk: Desk, kind: FileKind) -> None:
    assert desk.judge(kind, read_good(kind))[1] == []


@pytest.mark.parametrize("kind", KINDS, ids=[kind.id for kind in KINDS])
def test_a_broken_file_gets_a_clear_word_or_can_be_used(desk: Desk, project_schemas: Schemas, kind: FileKind) -> None:
    reading = desk.reading
    sound = {one.id: list(getattr(reading, f"{one.id}s")) for one in KINDS if one is not VOCABULARY}
    vocabularies: list[Vocabulary] = []
    wrong: dict[str, set[str]] = {}
    usable = 0
    contents = break_often(read_good(kind))
    assert len(set(contents)) > FILES * 0.8
    for number, content in enumerate(contents):
        file, problems = desk.judge(kind, content)
        for one in problems:
            assert_clear(one, content)
            wrong.setdefault(BREAKERS[number % len(BREAKERS)].__name__, set()).add(one.code)
        if any(one.severity == "error" for one in problems):
            continue
        usable += 1
        if kind is VOCABULARY:
            vocabularies.append(structure(Vocabulary, file.facts))
        elif kind is CASE:
            path = f"cases/teresina/broken-{number}.md"
            sound["case"].append(RawFile(f"broken-{number}", path, file.facts, file.parsed.body))
        elif len(sound[kind.id]) < 2:
            sound[kind.id] = [RawFile(file.id, file.path, file.facts, "")]
    # each way of breaking a file is told, and no rule has fallen asleep
    assert set(wrong) == {breaker.__name__ for breaker in BREAKERS}
    let_through, codes = TOLD[kind]
    assert set().union(*wrong.values()) == set(codes.split())
    assert usable == let_through
    # and of what was let through a book can be made and read
    for one in vocabularies:
        assert one.terms and all(term.id and term.label and term.definition for term in one.terms)
    made = replace(reading, **{f"{one}s": tuple(files) for one, files in sound.items()})
    if kind is not SOURCE:
        pages = {one.address for one in render_articles(Renderer(link_book(made), project_schemas))}
        assert pages >= {f"cases/{one.id}/" for one in made.cases}


@pytest.mark.parametrize("seed", range(6))
def test_a_project_in_which_every_file_is_broken_is_judged_to_its_end(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    root = make_project(tmp_path)
    shutil.copytree(SCHEMA, root / "schema", ignore=shutil.ignore_patterns("essays"))
    for kind in KINDS:
        place = make_place(root, kind)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(read_good(kind))
    assert check_project(root, TODAY).diagnostics == ()
    files = [file for kind in KINDS for file in kind.find(root)]
    assert len(files) > 10
    for file in files:
        file.write_bytes(chance.choice(BREAKERS)(chance, file.read_bytes()))
    reading = check_project(root, TODAY)
    broken = {one.path for one in reading.diagnostics if one.severity == "error"}
    for one in reading.diagnostics:
        assert_clear(one, (root / one.path).read_bytes() if (root / one.path).is_file() else b"")
    assert broken and not broken & {
        one.path for one in (*reading.cases, *reading.translations, *reading.sources, *reading.essays)
    }
    link_book(reading)


def test_a_hundred_wrong_files_have_a_hundred_clear_messages(tmp_path: Path) -> None:
    make_project(tmp_path)
    folder = tmp_path / "cases/teresina"
    folder.mkdir()
    good = read_good(CASE)
    for number in range(100):
        text = good.replace(b"crisis: [pandemic, hunger]", f"crisis: [wrong-{number}]".encode())
        (folder / f"wrong-{number}.md").write_bytes(text)
    errors = [one for one in check_project(tmp_path, TODAY).diagnostics if one.severity == "error"]
    assert len({one.path for one in errors}) == len(errors) == 100
    for one in errors:
        assert one.line == 6
        assert f'"{Path(one.path).stem}" is not a term of the vocabulary crises.' in one.message
