"""Any file gets its verdict: whatever stands in it, no question that is asked of it grows faster than the file."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest
from examples import TODAY, make_project
from growth import APART, WORTH_MEASURING, assert_grows_evenly, spend
from hostile import GOOD, SHAPES, make_within_bounds

from casebook import judging
from casebook.book import link_book
from casebook.check import RawFile, Reading, check_project
from casebook.diagnostics import Diagnostic, Position
from casebook.fields import Schemas, check_facts
from casebook.files import CASE_LIMIT, ParsedFile
from casebook.judging import MOST_PROBLEMS, cap_problems, judge_file, open_file
from casebook.kinds import CASE, SOURCE
from casebook.render import Renderer, render_articles, render_fragments
from casebook.rules import CheckedFile, Problems, Project, Rule
from casebook.rules import project as rules_project
from casebook.rules.places import CityPlace, find_homes
from casebook.search import list_records


def put(root: Path, text: str, most: int = CASE_LIMIT) -> Path:
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

    @cached_property
    def sources(self) -> tuple[CheckedFile, ...]:
        return tuple(open_file(file, self.root, SOURCE, self.schemas) for file in SOURCE.find(self.root))

    def open(self, text: str) -> CheckedFile:
        return open_file(put(self.root, text), self.root, CASE, self.schemas)

    def gather(self, file: CheckedFile) -> Project:
        files = {"case": (file,), "source": self.sources, "essay": (), "vocabulary": ()}
        return Project(files, self.schemas, self.reading.vocabularies, TODAY)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = make_project(tmp_path_factory.mktemp("hostile"))
    return Desk(root, check_project(root, TODAY))


@pytest.mark.parametrize("bounded", [False, True], ids=["without-measure", "within-bounds"])
@pytest.mark.parametrize("name", SHAPES)
def test_any_file_gets_its_verdict(desk: Desk, name: str, bounded: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    # other work on the machine makes it slower by chance; how the time grows is asked below
    monkeypatch.setattr(judging, "_CPU_SECONDS", 5 * judging._CPU_SECONDS)
    shape = SHAPES[name]
    file = desk.open(make_within_bounds(shape, 23000) if bounded else shape(64000))
    found = cap_problems(judge_file(file, CASE, desk.gather(file)))
    assert len(found) <= MOST_PROBLEMS + 1
    # the net is for what nobody has thought of; these are known
    assert "not-judged" not in {one.code for one in found}, found


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
    short, long = (Asked(desk, make_within_bounds(SHAPES[name], size)) for size in (22_000 // APART, 22_000))
    assert_grows_evenly("reading", short.read, long.read)
    # mostly all questions together take no time, and none need be looked at alone
    if spend(long.ask_all) < WORTH_MEASURING:
        return
    assert_grows_evenly("the schema", short.ask_schema, long.ask_schema)
    for rule in CASE.rules:
        assert_grows_evenly(getattr(rule, "__name__", ""), short.ask(rule), long.ask(rule))


def test_what_is_called_clean_can_be_built(desk: Desk) -> None:
    cases = []
    for number, name in enumerate(SHAPES):
        # what stands in the story cites, as it must
        file = desk.open(f"{make_within_bounds(SHAPES[name], 5000).rstrip()} [@daily-paper-2020]\n")
        if not any(one.severity == "error" for one in judge_file(file, CASE, desk.gather(file))):
            cases.append(
                RawFile(f"hostile-{number}", f"cases/teresina/hostile-{number}.md", file.facts, file.parsed.body)
            )
    assert len(cases) > 20
    reading = replace(desk.reading, cases=(*desk.reading.cases, *cases))
    renderer = Renderer(link_book(reading), desk.schemas)
    pages = {one.address for one in render_articles(renderer)}
    assert pages >= {f"cases/{one.id}/" for one in cases}
    assert len(dict(render_fragments(renderer))) >= 3 * len(cases)
    assert len({one.address for one in list_records(renderer.book)}) > len(cases)


def fail(file: CheckedFile, project: Project) -> Problems:
    raise RecursionError
    yield


def never_end(file: CheckedFile, project: Project) -> Problems:
    while True:
        pass
    yield


def backtrack(file: CheckedFile, project: Project) -> Problems:
    # what a pattern does in the machine's own code is stopped as well
    re.match(r"(a|aa)+$", "a" * 200 + "!")
    yield from ()


@pytest.mark.parametrize("rule", [fail, never_end, backtrack])
def test_a_question_that_fails_or_never_ends_is_a_problem_of_its_file_alone(desk: Desk, rule: Rule) -> None:
    file = desk.open(GOOD)
    kind = replace(CASE, rules=(*CASE.rules, rule))
    found = judge_file(file, kind, desk.gather(file))
    assert [(one.code, one.path) for one in found if one.code == "not-judged"] == [("not-judged", file.path)]
    # and the next is judged as ever
    assert "not-judged" not in {one.code for one in judge_file(file, CASE, desk.gather(file))}


def test_clearing_up_after_others_is_not_on_the_account_of_a_file(desk: Desk) -> None:
    """Seen where many books were in memory: a sound case was said to take more than a second."""
    swept: list[str] = []

    def leave_much(file: CheckedFile, project: Project) -> Problems:
        gc.callbacks.append(note)
        for _ in range(10_000):
            ring: list[object] = []
            ring.append(ring)
        gc.callbacks.remove(note)
        yield from ()

    def note(phase: str, told: dict[str, int]) -> None:
        swept.append(phase)

    file = desk.open(GOOD)
    judge_file(file, replace(CASE, rules=(leave_much,)), desk.gather(file))
    assert not swept
    assert gc.isenabled()


def test_a_file_that_cannot_be_judged_is_left_out_and_the_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(tmp_path)
    put(root, GOOD)
    before = {case.id for case in check_project(root, TODAY).cases}
    assert "hostile" in before

    def fail_on_one(parsed: ParsedFile, kind: str, path: str, schemas: Schemas) -> list[Diagnostic]:
        if path.endswith("hostile.md"):
            raise MemoryError
        return check_facts(parsed, kind, path, schemas)

    monkeypatch.setattr(judging, "check_facts", fail_on_one)
    reading = check_project(root, TODAY)
    assert [(one.code, one.path) for one in reading.diagnostics] == [("not-judged", "cases/teresina/hostile.md")]
    assert {case.id for case in reading.cases} == before - {"hostile"}


@pytest.mark.parametrize("fails", [False, True])
def test_what_the_whole_project_needs_is_not_on_the_account_of_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    made: list[bool] = []

    def find_homes_with_effort(places: Iterable[CityPlace]) -> dict[CityPlace, str]:
        if not made:
            made.append(True)
            if fails:
                raise ValueError
            # longer than any file may take
            begun = time.process_time()
            while time.process_time() - begun < 1.5 * judging._CPU_SECONDS:
                pass
        return find_homes(places)

    monkeypatch.setattr(rules_project, "find_homes", find_homes_with_effort)
    assert check_project(make_project(tmp_path), TODAY).diagnostics == ()
    assert made


def test_whoever_asks_first_of_geonames_does_not_pay_for_reading_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "_CPU_SECONDS", 0.05)
    read: list[str] = []
    monkeypatch.setattr(judging, "is_loaded", lambda: bool(read))
    monkeypatch.setattr(judging, "load_cities", lambda: read.append("now"))

    def work() -> str:
        begun = time.process_time()
        while not read and time.process_time() - begun < 1:
            pass
        return "done"

    assert judging._guard("cases/x.md", work, lambda problem: problem.code) == "done"
    assert read == ["now"]
    # what takes long all the same is told
    read.append("before")
    monkeypatch.setattr(judging, "is_loaded", lambda: True)
    read.clear()
    assert judging._guard("cases/x.md", work, lambda problem: problem.code) == "not-judged"


def test_fifty_problems_are_told_and_the_others_counted(desk: Desk) -> None:
    actors = "".join("  - {}\n" for _ in range(150))
    file = desk.open(re.sub(r"actors:\n(  .*\n)+", f"actors:\n{actors}", GOOD))
    problems = judge_file(file, CASE, desk.gather(file))
    every = sorted(set(problems))
    found = cap_problems(problems)
    assert len(every) > 500
    assert found[:-1] == [one for one in every if one.severity == "error"][:MOST_PROBLEMS]
    assert found[-1].code == "more-problems" and f"{len(every) - MOST_PROBLEMS:,} more" in found[-1].message
    assert cap_problems(every[:MOST_PROBLEMS]) == every[:MOST_PROBLEMS]


def test_errors_are_told_before_warnings(desk: Desk) -> None:
    file = desk.open(GOOD)
    problems = [file.report("title-full-stop", Position(n, 1), "a", "b") for n in range(1, 80)]
    problems.append(file.report("wrong-term", Position(90, 1), "a", "b"))
    found = cap_problems(problems)
    assert [one.code for one in found if one.severity == "error"] == ["wrong-term"]
    assert len(found) == MOST_PROBLEMS + 1
