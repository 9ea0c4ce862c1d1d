"""Each number in a rule is where it is said to be: what lies just inside it passes, and what lies just outside does not.

A table for each rule, on small examples of its own: no case that somebody adds changes an answer here.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from examples import SMALL, TESTS, TODAY, make_project
from whole_files import PLACE, STORY, Desk, find_value, name_field, put

from casebook.check import check_project
from casebook.fields import ENTRY, Field
from casebook.files import FieldPath, read_front_matter, read_yaml
from casebook.kinds import ESSAY, KINDS, TRANSLATION, FileKind
from casebook.rules.prose import check_prose

GOOD = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")
HARVEST = (SMALL / "cases/_sources/harvest.yml").read_text(encoding="utf-8")
FACTS = GOOD[: GOOD.index("---\n", 4) + 4]


CITED = "[@daily-paper-2020]"


def words(number: int) -> str:
    return "so " * number


def check_files(root: Path, files: Mapping[str, str | bytes], today: date = TODAY) -> dict[str, list[str]]:
    """The codes of each of these files, in a small project with vocabularies of its own."""
    make_project(root)
    shutil.copytree(TESTS.parent / "schema", root / "schema", ignore=shutil.ignore_patterns("essays"))
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    problems = check_project(root, today).diagnostics
    assert {one.path for one in problems} <= set(files), problems
    return {path: [one.code for one in problems if one.path == path] for path in files}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk.lay_out(tmp_path_factory.mktemp("desk"))


@pytest.mark.parametrize(
    ("day", "fine", "to_come"),
    [
        (
            date(2026, 1, 31),
            ("2026-01-31", "2026-02-01", "2026-02", "2026", "2025/2026-02-01", "unknown"),
            ("2026-02-02", "2026-03", "2027", "2025/2026-02-02", "2025/2027"),
        ),
        (date(2026, 1, 30), ("2026-01-31", "2026"), ("2026-02-01", "2026-02")),
        (date(2025, 12, 31), ("2026-01-01", "2026-01", "2026"), ("2026-01-02",)),
        (date(2025, 12, 30), ("2025-12-31",), ("2026",)),
    ],
)
def test_a_date_may_be_tomorrow_and_no_later(
    tmp_path: Path, day: date, fine: tuple[str, ...], to_come: tuple[str, ...]
) -> None:
    # news that changed nothing, so that the case is of no date itself
    news = re.sub(r"^(?:status:|    status:) .*\n", "", GOOD, flags=re.MULTILINE)
    expected = {**{when: [] for when in fine}, **{when: ["future-date"] for when in to_come}}
    files = {
        f"cases/teresina/c{n}.md": news.replace("when: 2021-06", f"when: {when}") for n, when in enumerate(expected)
    }
    assert list(check_files(tmp_path, files, day).values()) == list(expected.values())


def test_stories_essays_and_notes_have_so_many_words(tmp_path: Path) -> None:
    essay = 'id: {}\nessays:\n  - about: {}\n    claim: It was so in every city of which we know.\n    paragraphs:\n      - {{text: "{}", evidence: [harvest#n001]}}\n'
    long, short = ["story-length"], ["essay-length"]
    table: dict[str, tuple[str, list[str]]] = {
        **{f"cases/teresina/story-{n}.md": (FACTS + words(n) + CITED * bool(n), codes) for n, codes in (
            (0, ["no-story"]), (1, long), (149, long), (150, []), (151, []), (599, []), (600, []), (601, long),
        )},
        # what stands beside the words is not counted
        "cases/teresina/marks.md": (FACTS + "## – *** " + words(150) + "— …\n\n– [@daily-paper-2020]", []),
        "schema/essays/doors.yml": (essay.format("doors", "crisis", words(149)), short),
        "schema/essays/causes.yml": (essay.format("causes", "red-tape", words(150)), []),
        "schema/essays/themes.yml": (essay.format("themes", "trust", words(300)), []),
        "schema/essays/topics.yml": (essay.format("topics", "food", words(301)), short),
        # an answer is as long as it is
        "schema/essays/questions.yml": (essay.format("questions", "anything", words(9)), []),
        **{f"cases/_sources/note-{n}.yml": (
            HARVEST.replace("id: harvest", f"id: note-{n}").replace("Trust and relationships", words(n)), codes,
        ) for n, codes in ((1, []), (24, []), (25, []), (26, ["note-too-long"]))},
    }  # fmt: skip
    found = check_files(tmp_path, {path: text for path, (text, _) in table.items()})
    assert found == {path: codes for path, (_, codes) in table.items()}


def pad(text: str, size: int) -> bytes:
    """The text with comments among its facts, so that it has so many bytes."""
    start, rest = ("---\n", text[4:]) if text.startswith("---\n") else ("", text)
    lines = ("# " + "a " * 48 + "\n") * (size // 98 + 1)
    return f"{start}{lines[: size - len(text.encode()) - 1]}\n{rest}".encode()


def test_a_case_has_96_kib_and_every_other_file_256(tmp_path: Path) -> None:
    vocabulary = (TESTS.parent / "schema/vocabulary/certainties.yml").read_text(encoding="utf-8")
    claim = "It was so in every city of which we know."
    essay = f'id: ID\nessays:\n  - about: trust\n    claim: {claim}\n    paragraphs: [{{text: "{words(150)}", evidence: [harvest#n001]}}]\n'
    kinds = (
        ("cases/teresina/ID.md", GOOD, 98304),
        ("cases/_sources/ID.yml", HARVEST.replace("id: harvest", "id: ID"), 262144),
        ("schema/vocabulary/ID.yml", vocabulary.replace("id: certainties", "id: ID"), 262144),
    )
    files, expected = {}, {}
    for path, text, limit in kinds:
        for name, size in (("inside", limit), ("outside", limit + 1), ("far", 300_000)):
            place = path.replace("ID", name)
            files[place] = pad(text.replace("ID", name), size)
            expected[place] = ["file-too-large"] * (size > limit)
    for name, size in (("themes", 262144), ("questions", 262145)):
        files[f"schema/essays/{name}.yml"] = pad(essay.replace("ID", name), size)
        expected[f"schema/essays/{name}.yml"] = ["file-too-large"] * (size > 262144)
    assert {path: len(content) for path, content in files.items() if not expected[path]}, "there is something inside"
    assert check_files(tmp_path, files) == expected


def test_the_message_on_a_large_file_names_the_limit() -> None:
    (case,) = read_front_matter(b" " * 98305, "a.md").diagnostics
    (other,) = read_yaml(b" " * 262145, "a.yml", 262144).diagnostics
    assert "96 KiB" in case.message and "256 KiB" in other.message
    assert "shorten the story" in case.help and "two files" in other.help


@pytest.mark.parametrize(
    ("opens", "inside", "closes", "most"),
    [("[", "x", "]", 19), ("[", "", "]", 19), ("{a: ", "x", "}", 19), ("{a: [", "", "]}", 9)],
)
@pytest.mark.parametrize(("more", "also"), [("", []), ("\nb: &c d", ["yaml-anchor"])], ids=["fast", "exact"])
def test_lists_and_groups_stand_twenty_deep(
    opens: str, inside: str, closes: str, most: int, more: str, also: list[str]
) -> None:
    # an anchor sends the file to the exact reader, which must have the same limit as the fast one
    for deep in (1, most, most + 1, most + 2, 300):
        text = f"a: {opens * deep}{inside}{closes * deep}{more}"
        codes = [one.code for one in read_yaml(text.encode(), "a.yml", 9999).diagnostics]
        assert codes == (["too-deep"] if deep > most else also), deep


@pytest.mark.parametrize(("there", "reported"), [(0, 0), (1, 1), (9, 9), (10, 10), (11, 10), (40, 10)])
def test_ten_hidden_characters_are_reported(there: int, reported: int) -> None:
    # two in one line are one problem
    text = "a: b\n" + "# \u200b x \u200b\n" * there
    assert [one.code for one in read_yaml(text.encode(), "a.yml", 9999).diagnostics] == ["hidden-character"] * reported


def test_coordinates_may_be_100_km_off(tmp_path: Path) -> None:
    # GeoNames has Teresina at 5.08917 S, 42.80194 W; a degree of a meridian is 111.195 km
    table = {
        (-5.08917, -42.80194): [],
        (-5.98817, -42.80194): [],  # 99.96 km to the south
        (-5.98917, -42.80194): ["doubtful-coordinates"],  # 100.08 km
        (-4.19017, -42.80194): [],
        (-4.18917, -42.80194): ["doubtful-coordinates"],
        (-5.08917, -41.90000): [],  # 99.90 km to the east
        (-5.08917, -41.89500): ["doubtful-coordinates"],  # 100.45 km
        (-5.08917, 42.80194): ["doubtful-coordinates"],
    }
    given = "country: BR, latitude: {}, longitude: {}}}"
    files = {
        f"cases/teresina/c{n}.md": GOOD.replace("country: BR}", given.format(*point)) for n, point in enumerate(table)
    }
    assert list(check_files(tmp_path, files).values()) == list(table.values())


def test_a_case_has_a_name_of_80_characters(tmp_path: Path) -> None:
    expected = {
        f"cases/teresina/{'a' * n}.md": codes for n, codes in ((1, []), (79, []), (80, []), (81, ["wrong-file-name"]))
    }
    assert check_files(tmp_path, dict.fromkeys(expected, GOOD)) == expected
    (problem,) = check_project(tmp_path, TODAY).diagnostics
    assert problem.help.endswith(f" {'a' * 80}.md")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+1234567", False), ("+12345678", True), ("+1 (234) 56-789", True), ("+123456789012345", True),
        ("+1234567890123456", False), ("+12 345 678 901 234 5", True),
        # ten digits in groups of three are a figure, eleven are not
        ("+1 234 567 890", False), ("+12 345 678 901", True), ("+1 234 567 8901", True),
        ("001 234567", False), ("001 2345678", True), ("03 111 111", False), ("03 111 1111", True),
        ("08212345", False), ("082123456", True), ("0821234567", True), ("08212345678", True), ("082123456789", False),
        ("(11) 123-456", False), ("(11) 123-4567", True), ("555-123-456", False), ("555-123-4567", True),
    ],
)  # fmt: skip
def test_a_phone_number_has_nine_ten_or_up_to_fifteen_digits(text: str, found: bool) -> None:
    assert [one.words for one in check_prose(f"it was {text} then")] == ([text] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("612 345", False), ("612 3456", True), ("555-123-456", True), ("82123456", True), ("1 200 000", False),
        ("612 345 678", True), ("2019-2020", False), ("012345678901234", False),
    ],
)  # fmt: skip
def test_where_a_word_says_that_it_is_a_phone_seven_digits_are_one(text: str, found: bool) -> None:
    assert [one.words for one in check_prose(f"call {text} now")] == ([text] if found else [])


def test_a_title_ends_in_a_full_stop_after_three_letters(tmp_path: Path) -> None:
    table = {
        "A kitchen in every street": [], "A kitchen in No.": [], "A kitchen at 5 p.m.": [], "A kitchen in every st.": [],
        "A kitchen in a lot.": ["title-full-stop"], "A kitchen in every street.": ["title-full-stop"],
        "A kitchen, a yard, etc.": [], "A kitchen in every street?": [],
    }  # fmt: skip
    head = GOOD.split("\n")[1]
    files = {f"cases/teresina/c{n}.md": GOOD.replace(head, f"title: {title}") for n, title in enumerate(table)}
    assert list(check_files(tmp_path, files).values()) == list(table.values())


# Every limit of every field

CODES = {
    "minLength": "too-short", "maxLength": "too-long", "minItems": "too-few-entries", "maxItems": "wrong-form",
    "minimum": "out-of-range", "maximum": "out-of-range",
}  # fmt: skip


def make_value(field: Field, size: int, there: Any) -> Any:
    """A value of this length, or with so many entries, that is right in every other way."""
    if field.entry:
        more = [f"{there[0]} {n}" if isinstance(there[0], str) else there[0] for n in range(size - len(there))]
        return there[max(0, len(there) - size) :] + more
    start = {"url": "https://www.papers.test/", "evidence": f"{there}".partition("#")[0] + "#"}.get(field.holds, "")
    return start + ("1" if field.holds == "figure" else "a") * (size - len(start))


def rename(facts: Any, old: Any, new: Any) -> Any:
    """The facts with another name for a thing wherever it is named."""
    if isinstance(facts, dict):
        return {key: rename(value, old, new) for key, value in facts.items()}
    if isinstance(facts, list):
        return [rename(value, old, new) for value in facts]
    name, mark, rest = facts.partition("#") if isinstance(facts, str) else (facts, "", "")
    return f"{new}{mark}{rest}" if isinstance(old, str) and name == old else facts


def list_limits(desk: Desk, kind: FileKind) -> Iterator[tuple[Field, FieldPath, str, dict[str, Any], list[str]]]:
    """For each limit of each field a file with a value at it, and one with a value beyond, and the codes of each."""
    for one in desk.schemas.trees[kind.id].all():
        path = tuple(0 if step == ENTRY else step for step in one.path)
        there = find_value(desk.whole[kind.id], path)
        for word in CODES.keys() & one.limits:
            limit, step = one.limits[word], 0.001 if one.types == ("number",) else 1
            beyond = limit + (step if word.startswith("max") else -step)
            for size, broken in ((limit, []), (beyond, [name_code(one, word)])):
                value = size if word in ("minimum", "maximum") else make_value(one, size, there)
                # where one item loses its evidence, another must rest on the source
                facts = desk.whole[kind.id] if word == "minItems" else desk.begin(kind, path[0])
                # who is called otherwise is called so everywhere, and a case is what its last event made it since then
                same = one.holds == "id" or name_field(one) in ("follow_ups.[].when", "status.since")
                facts = put(rename(facts, there, value) if same else facts, path, value)
                # no note has so long a name, and no item to which one replies
                also = ["dangling-note"] * (kind is ESSAY and one.holds == "evidence")
                also += ["dangling-item"] * (name_field(one) == "replies.[].about")
                also += ["dangling-item"] * (kind is TRANSLATION and one.holds == "id")
                yield one, path, f"{word} {size}", facts, broken + also


def name_code(field: Field, word: str) -> str:
    """The code of what breaks a limit."""
    if field.holds in ("date", "span"):
        return "wrong-form"
    if field.entry and field.entry.holds == "evidence":
        return "figure-without-evidence" if field.path[0] == "results" else "no-evidence"
    return CODES[word]


def test_whole_files_on_the_disk_are_in_order_too(desk: Desk, tmp_path: Path) -> None:
    texts = {kind.id: yaml.safe_dump(desk.whole[kind.id]) for kind in KINDS}
    case = f"---\n{texts['case']}---\n{STORY}"
    # the essays speak of real cases, which are not here
    shutil.copytree(TESTS.parent / "schema", tmp_path / "schema", ignore=shutil.ignore_patterns("essays"))
    files = {
        "cases/own-village/the-case.md": case,
        "cases/own-village/another-case.md": case.replace("another-case", "the-case").replace(
            "an-old-name", "its-old-name"
        ),
        "cases/own-village/another-case.es.md": f"---\n{texts['translation']}---\n",
        "cases/_sources/harvest.yml": texts["source"],
        "schema/vocabulary/extra.yml": texts["vocabulary"].replace("id: doors", "id: extra"),
        "schema/essays/questions.yml": texts["essay"],
    }
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    reading = check_project(tmp_path, date(2999, 12, 31))
    assert reading.diagnostics == ()
    assert [len(one) for one in (reading.cases, reading.translations, reading.sources, reading.essays)] == [2, 1, 1, 1]
    assert "extra" in reading.vocabularies


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_what_the_values_are_put_into_is_in_order(desk: Desk, kind: FileKind) -> None:
    whole = desk.whole[kind.id]
    assert desk.judge(kind, whole) == []
    for name in whole:
        assert desk.judge(kind, desk.begin(kind, name)) == [], name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_field_takes_what_its_schema_allows_and_no_more(desk: Desk, kind: FileKind) -> None:
    limits, wrong = list(list_limits(desk, kind)), []
    assert len(limits) >= 20
    for one, path, said, facts, codes in limits:
        found = desk.judge(kind, facts, path)
        here = [problem.code for problem in found if (problem.line, problem.column) == (PLACE.line, PLACE.column)]
        # an id that is too long is so wherever it is named
        if here != codes or {problem.code for problem in found} != set(codes):
            wrong.append((name_field(one), said, codes, found))
    assert wrong == []
