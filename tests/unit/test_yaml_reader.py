"""The reader of YAML: what each unquoted text means, what is refused, and that nothing makes it raise."""

from __future__ import annotations

from typing import Any

import pytest
from examples import TESTS, good_examples
from growth import APART, assert_grows_evenly

from casebook.diagnostics import Position
from casebook.files import (
    CASE_LIMIT,
    ParsedFile,
    read_front_matter,
    read_yaml,
    yaml_reader,
)
from casebook.files.parsed_file import Positions
from casebook.files.scalars import read_scalar
from casebook.files.yaml_values import DEEPEST, UnclearError, read_values

PROJECT = TESTS.parent


def read(text: str | bytes) -> Any:
    return read_yaml(text.encode() if isinstance(text, str) else text, "a.yml", CASE_LIMIT)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True), ("True", True), ("FALSE", False), ("null", None), ("~", None), ("", None),
        ("NO", "NO"), ("no", "no"), ("yes", "yes"), ("on", "on"), ("Off", "Off"), ("y", "y"), ("tRue", "tRue"),
        ("2020", 2020), ("-7", -7), ("+7", 7), ("007", 7), ("0o17", 15), ("0x1F", 31), ("0b11", "0b11"),
        ("1.5", 1.5), ("-.5", -0.5), ("1e3", 1000.0), (".inf", ".inf"), (".nan", ".nan"), ("1e999", "1e999"),
        ("2020-03", "2020-03"), ("2020-03-27", "2020-03-27"), ("12:30:00", "12:30:00"), ("1_000", "1_000"),
        ("1,000", "1,000"), ("=", "="), ("<<", "<<"), ("'2020'", "2020"), ('"NO"', "NO"),
        ('"caf\\u00e9"', "café"), ("[a, 1]", ["a", 1]), ("{b: NO}", {"b": "NO"}),
    ],
)  # fmt: skip
def test_values_follow_the_core_of_yaml_1_2(written: str, value: Any) -> None:
    parsed = read(f"a: {written}\n")
    assert parsed.diagnostics == ()
    assert parsed.value == {"a": value}
    assert type(parsed.value["a"]) is type(value)


def test_digits_without_end_are_a_text() -> None:
    assert read_scalar("9" * 5000) == "9" * 5000


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: &x 2\n", "yaml-anchor", 2, 4),
        ("a: *x\n", "yaml-anchor", 1, 4),
        ("a: !!int 3\n", "yaml-tag", 1, 4),
        ("a: !own 3\n", "yaml-tag", 1, 4),
        ("a: 1\na: 2\n", "duplicate-key", 2, 1),
        ('a: 1\n"a": 2\n', "duplicate-key", 2, 1),
        ("a:\n  - b: 1\n    b: 2\n", "duplicate-key", 3, 5),
        ("1: a\n", "key-not-text", 1, 1),
        ("null: a\n", "key-not-text", 1, 1),
        ("[a]: b\n", "key-not-text", 1, 1),
        ("a: 1\n---\nb: 2\n", "several-documents", 2, 1),
        ("a:\n\tb: 1\n", "tab-indentation", 2, 1),
        ("a: b\u202ec\n", "hidden-character", 1, 5),
        ("a: b\x00c\n", "hidden-character", 1, 5),
        ('a: "\\u202e"\n', "hidden-character", 1, 4),
        ('a: "\\ud800"\n', "hidden-character", 1, 4),
        ("a: b: c\n", "yaml-syntax", 1, 4),
        ("- a\n", "no-front-matter", 1, 1),
        ("just words\n", "no-front-matter", 1, 1),
        ("", "no-front-matter", 1, 1),
        ("a: " + "[" * 3_900, "too-deep", 1, 3 + DEEPEST),
        ("a: " + "{a: " * 900, "too-deep", 1, None),
        ("- " * 1_900, "too-deep", 1, None),
        ("? " * 1_900, "too-deep", 1, None),
    ],
)  # fmt: skip
def test_refusals_have_their_place(text: str, code: str, line: int, column: int | None) -> None:
    found = read(text).diagnostics
    assert [(one.code, one.line) for one in found] == [(code, line)]
    assert column is None or found[0].column == column


def test_limits_of_size() -> None:
    exact = b"a: |\n" + (b" " + b"x " * 49 + b"\n") * (CASE_LIMIT // 99 + 1)
    exact = exact[: CASE_LIMIT - 1] + b"\n"
    assert len(exact) == CASE_LIMIT
    assert read(exact).diagnostics == ()
    assert [one.code for one in read(exact + b"\n").diagnostics] == ["file-too-large"]


def test_depth_up_to_the_limit_is_read() -> None:
    assert read("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)).diagnostics == ()


def test_several_problems_are_reported_at_once() -> None:
    found = read("a: &x 1\nb: *x\na: 2\n3: !t c\n").diagnostics
    assert [(one.code, one.line) for one in found] == [
        ("yaml-anchor", 1), ("yaml-anchor", 2), ("duplicate-key", 3), ("key-not-text", 4), ("yaml-tag", 4),
    ]  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark(ends: str, start: bytes) -> None:
    text = "---\na: 1\nb:\n  - c: é\n    d: 2\n---\n\nThe story.\n".replace("\n", ends)
    parsed = read_front_matter(start + text.encode(), "a.md")
    assert parsed.diagnostics == ()
    assert parsed.value == {"a": 1, "b": [{"c": "é", "d": 2}]}
    assert parsed.position(("b", 0, "d")) == Position(5, 8)
    assert parsed.name_position(("b", 0, "d")) == Position(5, 5)
    assert parsed.position(("b", 0, "missing")) == Position(4, 5)
    assert parsed.body == "\nThe story.\n"
    assert parsed.body_line == 7


def test_words_are_found_inside_a_long_text() -> None:
    parsed = read("a: >-\n  one two\n  three four\nb: four\n")
    assert parsed.find(("a",), "three") == Position(3, 3)
    assert parsed.find(("a",), "two three") == Position(1, 4)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title: Food: a network\n", 1, 'title: "Food: a network"'),
        ('title: "Food\nsummary: x\n', 1, "never closed"),
        ('title: "Food\nsummary: "x"\n', 1, "never closed"),
        ("title: 'it's'\n", 1, "closing quotation mark"),
        ("title: @home\n", 1, '"@home"'),
        ("title: 50% more\nx: %y\n", 2, '"%y"'),
        ("city:\n  name: A\n   country: ZA\n", 3, "further in"),
        ("city:\n    name: A\n  country: ZA\n", 3, "column"),
        ("topics: [a, b\ncrisis: c\n", 1, "never closed"),
        ("title:Food\nsummary: x\n", 1, "title: Food"),
        ("title: a\nonly words\nb: c\n", 2, "neither a field"),
        ("evidence: [harvest #n1]\n", 1, "harvest#n1"),
        ('a: "\\d"\n', 1, "backslash"),
    ],
)  # fmt: skip
def test_syntax_errors_say_the_cure(text: str, line: int, words: str) -> None:
    (problem,) = read(text).diagnostics
    assert (problem.code, problem.line) == ("yaml-syntax", line)
    assert words in f"{problem.message} {problem.help}"


def test_front_matter_that_does_not_begin_or_end() -> None:
    codes = {
        "": "no-front-matter",
        "\n---\na: 1\n---\n": "no-front-matter",
        "# A title\n": "no-front-matter",
        "---\na: 1\n": "unclosed-front-matter",
        "---\na: 1\n----\ntext": "unclosed-front-matter",
        "---\n---\ntext": "no-front-matter",
        "---\na: 1\n<<<<<<< HEAD\n---\n": "merge-conflict",
    }
    for text, code in codes.items():
        assert [one.code for one in read_front_matter(text.encode(), "a.md").diagnostics] == [code], text
    assert [one.code for one in read_front_matter(b"\xff\xfe-\x00", "a.md").diagnostics] == ["not-utf8"]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: [x, 'y', \"z\"]\nc: {d: NO, e: ~, f: true, g: 1.5, h: 0x10, i: 1e400}\n", "a: |\n  b\n  c\nd: >-\n  e\n\n  f\n",
        "", "- a\n- b\n", "a\n", "a: &x b\nc: *x\n", "a: !!str b\n", "a: 1\na: 2\n", "1: a\n", "~: a\n", "? [a]\n: b\n",
        'a: "\\u202E"\n', "a: [\n", "a: b: c\n", "--- a\n--- b\n", "a: " + "[" * 19 + "]" * 19, "a: " + "[" * 20 + "]" * 20,
        "a: " + "[" * 18 + "x" + "]" * 18, "true: a\n", 'a: "\\ud800"\n', '"a": b\n', "a: !\n", "&a b: c\n", "%YAML 1.2\n---\na: b\n",
    ],
)  # fmt: skip
def test_the_quick_reader_says_what_the_exact_one_says_or_nothing(text: str) -> None:
    value, exact = yaml_reader._parse(text, "a.md", 1)
    try:
        quick = read_values(text)
    except UnclearError:
        return
    assert not exact.found
    assert quick == value and repr(quick) == repr(value)


def test_the_quick_reader_reads_what_people_write() -> None:
    for file in [*good_examples(), *(PROJECT / "schema").rglob("*.yml"), *(PROJECT / "cases").rglob("*.*")]:
        text = file.read_text(encoding="utf-8-sig")
        facts = text.split("---\n")[1] if file.suffix == ".md" else text
        assert read_values(facts) == yaml_reader._parse(facts, file.name, 1)[0], file


def test_positions_are_looked_for_only_when_asked() -> None:
    asked = []
    parsed = ParsedFile({"a": 1}, lambda: asked.append(1) or Positions({("a",): Position(2, 4)}))
    assert parsed.value == {"a": 1} and not asked
    assert parsed.position(("a",)) == parsed.position(("a",)) == Position(2, 4)
    assert len(asked) == 1


# as numbers, so that one sees what stands there
_UNSEEN = [
    "kit\u00adchens", "a\u034fb", "\u3164", "\u2800", "\u115f", "\u1160", "\uffa0", "\u180e", "a\ufe0f", "1\ufe0f", "a\u200db", "ab\u200ccd",
    "\u200d", "\u200dx", "\u2066x", "x\ufeff", "\U000e0041", "\u200e", "\u00e9" + "\u0301" * 5, "a" + "\u0301" * 300, "\u65e5\u200b\u672c",
    "\u65e5\u672c\u8a9e\u306e\u6587\u200b\u7ae0", "\U0001bca0", "\ufffd", "\u200c\u062e", "\u17b4",
]  # fmt: skip
_OF_USE = [
    "S\u00e3o", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d x", "\U0001f469\u200d\U0001f467",
    "\u2764\ufe0f", "\u2764\ufe0f\u200d\U0001f525", "1\ufe0f\u20e3", "\u1ea5", "a\u0302\u0301", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd",
    "\u260e\ufe0e", "\U0001f468\U0001f3fd\u200d\U0001f33e", "\u0e17\u0e35\u0e48", "\u182e\u1820\u180b", "\u201cx\u201d \u2014 \u2026\u00a0y",
]  # fmt: skip


@pytest.mark.parametrize("text", _UNSEEN, ids=ascii)
def test_what_nobody_can_see_is_told_once(text: str) -> None:
    assert [one.code for one in read_yaml(f"a: x{text}\n".encode(), "a.yml", 9999).diagnostics] == ["hidden-character"]
    escaped = "".join(f"\\U{ord(one):08x}" for one in text)
    assert [one.code for one in read_yaml(f'a: "x{escaped}"\n'.encode(), "a.yml", 9999).diagnostics] == [
        "hidden-character"
    ]


@pytest.mark.parametrize("text", _OF_USE, ids=ascii)
def test_what_has_a_use_where_it_stands_may_stand(text: str) -> None:
    parsed = read_yaml(f"a: x {text}\n".encode(), "a.yml", 9999)
    assert parsed.diagnostics == ()
    assert parsed.value == {"a": f"x {text}"}


@pytest.mark.parametrize(
    ("line", "cured"),
    [
        ("a: the kit\u00adchens and the ov\u00adens", "a: the kitchens and the ovens"),
        ("a: to\u200bgether", "a: together"),
        ("a: x\ufe0f\u200d y", "a: x y"),
        # what is as wide as a letter may stand for a space, and what turns the direction may be meant
        ("a: x\u3164y", ""),
        ("a: x\u202ey", ""),
    ],
)
def test_a_line_is_cured_where_it_looks_the_same(line: str, cured: str) -> None:
    (problem,) = read_yaml(f"{line}\n".encode(), "a.yml", 9999).diagnostics
    if not cured:
        assert problem.fix is None
        return
    assert problem.fix
    start = line.index(problem.fix.old, problem.column - 1)
    assert line[:start] + problem.fix.new + line[start + len(problem.fix.old) :] == cured


@pytest.mark.parametrize("piece", ["\u200d", "\u0301", "a\u00ad", "\u65e5", "\u0915\u094d\u200d"])
def test_hidden_characters_are_found_in_time_that_grows_with_the_length(piece: str) -> None:
    short, long = (("a: " + (piece * length)[:length]).encode() for length in (5_000, 5_000 * APART))
    assert_grows_evenly("reading", lambda: read_yaml(short, "a.yml", 10**6), lambda: read_yaml(long, "a.yml", 10**6))


_GARBLED = [
    "São Paulo", "Medellín", "coração", "città", "Łódź", "it’s", "“quoted”", "a – b", "10 €", "25 °C", "1º", "¿Qué?", "Ñuñoa", "Привет", "Αθήνα",
    "नमस्ते", "😀", "à la carte", "polít\u00edca", "İstanbul", "…",
]  # fmt: skip


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("text", _GARBLED)
def test_garbled_text_is_told_with_what_it_was(text: str, times: int) -> None:
    garbled = text
    for _ in range(times):
        # as programs on Windows do it: what the code page lacks goes through
        garbled = "".join(bytes([one]).decode("cp1252", "ignore") or chr(one) for one in garbled.encode())
    line = f"a: we say {garbled} here"
    (problem,) = read_yaml(f"{line}\n".encode(), "a.yml", 9999).diagnostics
    assert problem.code == "mojibake"
    assert problem.fix
    assert line.replace(problem.fix.old, problem.fix.new, 1) == f"a: we say {text} here"


@pytest.mark.parametrize(
    "text",
    [
        "ALIMENTAÇÃO", "«AMANHÃ»", "ROMÂNIA", "São", "Ângela", "MANHÃ…", "“PÅ”", "Ã", "Â", "« CAFÉ »", "à « b", "naïve", "là »",
        "ÄÖÜ", "Ấn", "1º e 2ª", "É “bom”", "Привет", "ÑANDÚ", "CAFÉ»", "¡ÓRALE!", "à la «mode»", "ÇÃO — sim",
    ],
)  # fmt: skip
def test_words_with_the_same_letters_are_left_alone(text: str) -> None:
    assert read_yaml(f'a: "x {text} y"\n'.encode(), "a.yml", 9999).diagnostics == ()


def test_what_is_lost_is_told_without_a_cure() -> None:
    (problem,) = read_yaml("a: itâ€ s and SÃ£o\n".encode(), "a.yml", 9999).diagnostics
    assert problem.code == "mojibake"
    assert problem.fix is None
