"""Any file gets its verdict: whatever stands in it, no question that is asked of it grows faster than the file."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from examples import TODAY, make_project
from hostile import SHAPES, make_within_bounds

from casebook.check import Reading, check_project
from casebook.fields import Schemas, check_facts
from casebook.judging import MOST_PROBLEMS, cap_problems, judge_file, open_file
from casebook.kinds import CASE
from casebook.rules import CheckedFile, Project, Rule

WORTH_MEASURING = 0.02
"""Seconds of the processor: what takes less is no danger, and too short to be compared."""


def put(root: Path, text: str, most: int = 65536) -> Path:
    file = root / "cases/teresina/hostile.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogatepass")[:most])
    return file


@dataclass(frozen=True)
class Desk:
    """Where one file is judged, without reading the vocabularies for each."""

    root: Path
    reading: Reading

    @property
    def schemas(self) -> Schemas:
        assert self.reading.schemas
        return self.reading.schemas

    def open(self, text: str) -> CheckedFile:
        return open_file(put(self.root, text), self.root, CASE, self.schemas)

    def gather(self, file: CheckedFile) -> Project:
        files = {"case": (file,), "source": (), "essay": (), "vocabulary": ()}
        return Project(files, self.schemas, self.reading.vocabularies, TODAY)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = make_project(tmp_path_factory.mktemp("hostile"))
    return Desk(root, check_project(root, TODAY))


@pytest.mark.parametrize("bounded", [False, True], ids=["without-measure", "within-bounds"])
@pytest.mark.parametrize("name", SHAPES)
def test_any_file_gets_its_verdict(desk: Desk, name: str, bounded: bool) -> None:
    shape = SHAPES[name]
    file = desk.open(make_within_bounds(shape, 23000) if bounded else shape(64000))
    found = cap_problems(judge_file(file, CASE, desk.gather(file)))
    assert len(found) <= MOST_PROBLEMS + 1
    # the net is for what nobody has thought of; these are known
    assert "not-judged" not in {one.code for one in found}, found


def spend(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def assert_in_proportion(question: str, once: Callable[[], object], twice: Callable[[], object]) -> None:
    """What is asked of twice the text may take 2.5 times as long; a busy machine gets more chances."""
    long = min(spend(twice) for _ in range(2))
    if long < WORTH_MEASURING:
        return
    for _ in range(4):
        short = min(spend(once) for _ in range(3))
        long = min(long, *(spend(twice) for _ in range(2)))
        if long <= 2.5 * max(short, WORTH_MEASURING / 2):
            return
    pytest.fail(f"{question}: {short:.3f} s, and {long:.3f} s for twice as much")


@dataclass(frozen=True)
class Asked:
    """The questions to one text."""

    desk: Desk
    text: str

    @cached_property
    def file(self) -> CheckedFile:
        return self.desk.open(self.text)

    def read(self) -> object:
        return CASE.read(self.text.encode("utf-8", "surrogatepass"), self.file.path, CASE.limit)

    def ask_schema(self) -> object:
        return check_facts(self.file.parsed, "case", self.file.path, self.desk.schemas) if self.file.readable else []

    def ask(self, rule: Rule) -> Callable[[], object]:
        project = self.desk.gather(self.file)
        return lambda: list(rule(self.file, project))

    def ask_all(self) -> object:
        return judge_file(self.file, CASE, self.desk.gather(self.file))


@pytest.mark.parametrize("name", [name for name in SHAPES if not name.startswith("field-")])
def test_no_question_grows_faster_than_the_file(desk: Desk, name: str) -> None:
    once, twice = (Asked(desk, make_within_bounds(SHAPES[name], size)) for size in (11000, 22000))
    assert_in_proportion("reading", once.read, twice.read)
    # mostly all questions together take no time, and none need be looked at alone
    if spend(twice.ask_all) < WORTH_MEASURING:
        return
    assert_in_proportion("the schema", once.ask_schema, twice.ask_schema)
    for rule in CASE.rules:
        assert_in_proportion(getattr(rule, "__name__", ""), once.ask(rule), twice.ask(rule))
