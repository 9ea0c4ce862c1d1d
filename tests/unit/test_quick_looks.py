"""A quick look saves the long one and never changes what is found: each is held against what it stands before."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from contact_examples import make_contacts, make_harmless
from examples import TODAY, bad_examples, good_examples, make_project

from broken import MISTAKES
from casebook.check import check_project, open_project
from casebook.fields import Field, Schemas, schemas
from casebook.files import CASE_LIMIT, ParsedFile, bounds, hidden, mojibake, read_front_matter, read_yaml
from casebook.files.yaml_values import UnclearError, read_values
from casebook.kinds import KINDS
from casebook.markup import is_plain
from casebook.rules import CheckedFile, contacts, cut_texts, placeholders, project
from casebook.rules.prose import check_prose
from casebook.text import urls
from casebook.text.folded import FoldedText
from landing import PROJECT

# ---- the compiled schemas ----

_ODD_VALUES: tuple[Any, ...] = (
    "", " ", "x" * 5000, "2020-13", "2020-02-30", "2020-01\n", "\n2020", "２０２０", "٢٠٢٠", "İd", "a-b\n", "a_b", "-a", "é" * 90, "\U0001f600" * 40, "a\u0301" * 60,
    "\x85", "\u2028", "https://e.org/", "https://e.org/\n", "http://localhost/", "harvest#n041", "harvest#n041\n", "NO", "no", "ongoing", "Ongoing", "CC-BY-4.0",
    0, -1, 1, 181, 2020, 2020.0, 1.5, -0.0, 1e300, 10**30, -(10**400), True, False, None, [], {}, [[]], [1, True, 1.0], ["a", "a"], [{"id": "a"}, {"id": "a"}], {"id": "a"}, "\ud800",
)  # fmt: skip


def _list_places(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    steps = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in list(steps):
        found.append((value, step))
        _list_places(value[step], found)
    return found


def _mutate(facts: Any, chance: random.Random) -> Any:
    facts = copy.deepcopy(facts)
    for _ in range(chance.choice([1, 1, 1, 2])):
        places = _list_places(facts, [])
        holder, step = chance.choice(places)
        way = chance.randrange(6)
        if way == 0:
            del holder[step]
        elif way == 1 and isinstance(holder, list):
            holder.insert(step, copy.deepcopy(holder[step]))
        elif way == 2 and isinstance(holder[step], str):
            holder[step] += chance.choice(["\n", " ", "\u00a0", "٣", "x", "\ud800", "#", "é"])
        elif way == 3 and isinstance(holder, dict):
            holder[chance.choice(["name", "Id", "url", "to", "evidence", ""])] = holder[step]
        elif way == 4:
            other, there = chance.choice(places)
            holder[step] = copy.deepcopy(other[there])
        else:
            holder[step] = chance.choice(_ODD_VALUES)
    return facts


def _hold_against(schemas: Schemas, kind: str, facts: Any) -> bool:
    accepted = schemas.accepts(kind, facts)
    is_right = not any(schemas.validators[kind].iter_errors(facts))
    # a whole number with a point, half a pair of surrogates: these alone the compiled ones may leave to the others
    leaves = [holder[step] for holder, step in _list_places(facts, [])]
    left = any(
        (isinstance(one, float) and one.is_integer()) or re.search("[\ud800-\udfff]", str(one)) for one in leaves
    )
    assert is_right if accepted else left or not is_right, (kind, facts)
    return accepted


def test_the_compiled_schemas_say_the_same_of_every_example(project_schemas: Schemas) -> None:
    verdicts = []
    texts = [one.read_bytes() for one in good_examples()] + [
        one.path.read_bytes() for one in bad_examples() if one.path.is_file()
    ]
    for raw in texts:
        facts = read_front_matter(raw, "case").value
        verdicts += [_hold_against(project_schemas, "case", facts)] if isinstance(facts, dict) else []
    assert set(verdicts) == {True, False}
    for kind in KINDS:
        for file in list(kind.find(PROJECT))[:3]:
            parsed = kind.read(file.read_bytes(), "file", kind.limit, None)
            if isinstance(parsed.value, dict):
                _hold_against(project_schemas, kind.id, parsed.value)


@pytest.mark.parametrize("kind", [kind.id for kind in KINDS])
def test_the_compiled_schemas_say_the_same_of_whatever_stands_there(
    project_schemas: Schemas, shelf_project: Path, kind: str
) -> None:
    chance = random.Random(kind)
    (found,) = (one for one in KINDS if one.id == kind)
    files = list(found.find(shelf_project))
    facts = [found.read(one.read_bytes(), "file", found.limit, None).value for one in files]
    verdicts = [_hold_against(project_schemas, kind, _mutate(chance.choice(facts), chance)) for _ in range(60)]
    assert set(verdicts) == {True, False}


def test_a_decimal_is_left_to_the_others_only_where_a_whole_number_must_stand(
    project_schemas: Schemas, shelf_project: Path
) -> None:
    (cases,) = (one for one in KINDS if one.id == "case")
    (facts, *_) = (
        facts
        for file in cases.find(shelf_project)
        if "results" in (facts := cases.read(file.read_bytes(), "file", cases.limit, None).value)
    )
    assert project_schemas.accepts("case", facts)
    facts["results"][0]["value"] = 15.0
    assert project_schemas.accepts("case", facts)
    facts["period"]["from"] = 2020.0
    assert not project_schemas.accepts("case", facts)


def test_every_schema_of_the_project_can_be_compiled(project_schemas: Schemas) -> None:
    assert project_schemas.compiled.keys() == project_schemas.validators.keys()


def test_a_schema_that_cannot_be_compiled_is_asked_all_the_same(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    (root / "schema").mkdir()
    for file in (PROJECT / "schema").glob("*.json"):
        text = file.read_text("utf-8")
        if file.name == "source.schema.json":
            text = text.replace('"pattern": "', '"pattern": "(?P<x>)(?(x)|z)', 1)
        (root / "schema" / file.name).write_text(text, "utf-8")
    opened, problems = open_project(root, TODAY)
    assert opened and not problems
    assert "source" not in opened.schemas.compiled
    (source,) = opened.files["source"]
    assert not opened.schemas.accepts("source", source.facts)


def test_what_is_called_a_schema_at_a_quick_look_is_one() -> None:
    chance = random.Random(15)
    sound = [json.loads(file.read_bytes()) for file in sorted((PROJECT / "schema").glob("*.json"))]
    assert all(map(schemas._is_certainly_sound, sound))
    patterns = [
        {"$schema": schemas._DIALECT, "pattern": one} for one in ("a(", "(?P<x>a)(?(x)b)", "[a", r"\p{L}", "a++", 7)
    ]
    patterns += [{"$schema": schemas._DIALECT, "patternProperties": one} for one in ({"(": {}}, {"a": 3}, [], None)]
    verdicts = []
    for one in [
        *(_mutate(chance.choice(sound), chance) for _ in range(150)),
        *patterns,
        [],
        None,
        {},
        {"$schema": "x"},
    ]:
        quick = schemas._is_certainly_sound(one)
        try:
            schemas._Validator.check_schema(one)
        except (jsonschema.SchemaError, re.error):
            assert not quick, one
        verdicts.append(quick)
    assert set(verdicts) == {True, False}


# ---- addresses ----


def _vary(chance: random.Random, seeds: Sequence[str], signs: str) -> Iterator[str]:
    """Addresses in which a few signs are others."""
    for _ in range(6000):
        address = chance.choice(seeds)
        for _ in range(chance.randint(0, 3)):
            place = chance.randrange(len(address) + 1)
            address = address[:place] + chance.choice(signs) + address[place + chance.randint(0, 1) :]
        yield address


def test_an_address_of_the_usual_form_is_judged_as_any_other() -> None:
    chance = random.Random(7)
    seeds = (
        "https://example.org/a/b?x=1&utm_source=2#f", "http://a.b.home.arpa/x", "https://sub.example.co.uk/path_(x)", "https://x.local/",
        "https://-a.org/", "https://a-.b.org/", "https://a..b/", "https://example.org:80/", "https://u@x.org/", "https://x.org/a,",
        "https://x.org/(a)", "https://127.0.0.1/", "https://x.org/?fbclid=1", "https://x.org/#?utm_a=1", "https://X.org/", "ftp://x.org/",
        "https://x.0x1/", f"https://{'a' * 63}.org/", f"https://e.org/{'a' * 2000}", "https://doi.org/10.5555/12345678",
    )  # fmt: skip
    signs = "abz019-._~/%+=&@:!'*$,;()#?-[]{}<>\"` \t\nàA…"
    usual = 0
    for address in _vary(chance, seeds, signs):
        assert urls.find_fault(address) == urls._look_closely(address), address
        usual += urls._USUAL.fullmatch(address) is not None
    assert 500 < usual < 5500


def test_addresses_of_one_page_are_joined_in_the_usual_form_as_in_any_other() -> None:
    chance = random.Random(8)
    seeds = (
        "https://www.example.org/a/b/?x=1&y=2#f", "http://a.example.org", "https://www.www.org//", "https://x.org/a?b?c#d#e", "https://x.org/#!/a/",
        "https://x.org/a;b=1/?", "https://x.org/#/a?b", "https://x.org//a@b:80/", "https://www.x.org?", "https://x.org/..",
    )  # fmt: skip
    signs = "abwX019-._~/%+=&@:!'*$,;()#?-[] \t\nà"
    usual = 0
    for address in _vary(chance, seeds, signs):
        assert urls.join_same(address) == urls._join_closely(address), address
        usual += urls._USUAL.fullmatch(address) is not None
    assert 500 < usual < 5500


# ---- ways to reach a person ----


def _plain_texts() -> list[str]:
    root = PROJECT / "tests" / "shelf"
    texts = []
    for kind in KINDS:
        for file in kind.find(root):
            if file.is_relative_to(root / "cases"):
                facts = kind.read(file.read_bytes(), "file", kind.limit, None).value
                texts += [holder[step] for holder, step in _list_places(facts, []) if isinstance(holder[step], str)]
    return [one for one in dict.fromkeys(texts) if is_plain(one)]


def test_a_text_in_which_somebody_can_be_reached_is_suspected() -> None:
    chance = random.Random(11)
    plain = _plain_texts()
    assert len(plain) > 300
    told = [
        one
        for one in (*make_contacts(), *(one.text for one in MISTAKES if isinstance(getattr(one, "text", None), str)))
        if is_plain(one)
    ]
    for _ in range(20):
        # each stands among others, or inside one of them
        given = [f"{chance.choice(plain)} {one}" if chance.random() < 0.3 else one for one in chance.sample(told, 30)]
        texts = [*given, *chance.sample(plain, 100)]
        chance.shuffle(texts)
        suspects = contacts.suspect(texts)
        for text in texts:
            if any(check_prose(text)):
                assert text in suspects, text
    # else nothing would be saved
    assert len(contacts.suspect(plain)) < len(plain) / 4


def test_what_a_quick_look_for_each_way_passes_over_is_none() -> None:
    """But for mail, whose look is a part of its rule: it says what must stand in an address at the least."""
    chance = random.Random(5)
    named = [
        "NINO 12345",
        "Her NINO is 123 456",
        "kitambulisho 1234567",
        "PASSAPORTO 12345",
        "RG 12.345",
        "CC no 12345",
        "dni 12345",
    ]
    seeds = [*make_contacts(), *make_harmless(), *named * 20]
    signs = [
        *"0123456789OОо ..-–—/()_·•*~,|:;+@#=ABxyz",
        "  ",
        " - ",
        "\u00a0",
        "ext ",
        "０",
        "٣",
        "²",
        ") ",
        "one ",
        "zwei ",
        "tres ",
    ]
    found = 0
    for _ in range(2500):
        text = chance.choice(seeds) if chance.random() < 0.7 else "".join(chance.choices(signs, k=20))
        for _ in range(chance.randint(0, 4)):
            place = chance.randrange(len(text) + 1)
            text = text[:place] + chance.choice(signs) + text[place + chance.randint(0, 1) :]
        folded = FoldedText(text).text
        for way in contacts._WAYS:
            if way.spot is not contacts.spot_mail and any(True for _ in way.find(folded)):
                found += 1
                assert any(True for _ in way.spot(folded)), (way, folded)
        for mark, pattern in contacts._ADDRESSES:
            assert mark.search(folded) or not pattern.search(folded), folded
    assert found > 200


def test_a_letter_that_becomes_two_when_it_is_small_moves_no_suspicion() -> None:
    texts = ["İ" * 40 + " is a city", "Ask jane@paper.test", "Nobody was there"]
    assert contacts.suspect(texts) == {texts[1]}


def test_a_text_is_folded_letter_by_letter() -> None:
    chance = random.Random(4)
    signs = [*"ab 9\t\n-", "é", "０", "ﬁ", "\u200b", "\u00a0", "–", "а", "\U0001d7d8", "ﷺ"]
    for _ in range(500):
        text = "".join(chance.choices(signs, k=12))
        assert FoldedText(text).text == "".join(FoldedText(one).text for one in text)


# ---- what stands in place of words ----


def _placeholder_texts() -> Iterator[str]:
    chance = random.Random(3)
    words = (
        "no response", "TODO", "to do", "tba", "tbd", "fixme", "xxx", "xxxx", "...", "…", "placeholder", "lorem ipsum", "n/a", "asdf", "qwertyu", "blah blah",
        "to be completed", "coming soon", "work in progress", "wip", "fill this in", "insert your text here", "enter the name", "write title", "add summary", "your story",
        "por definir", "a preencher", "da scrivere", "sin respuesta", "sem resposta", "nessuna risposta", "texto de ejemplo", "testo di esempio",
        "_No response_", "TODO:", "(TODO)", "https://example.org", "https://www.example.com/x", "The cooks", "met on Tuesdays", "Todo", "norte", "x", "", "\u0130", "ſin respuesta", "ﬁll in",
    )  # fmt: skip
    frames = ("", " ", "\n", "_", "**", "[", "]", "(", ")", "“", "-", "–", "#", ".", "!")
    for word in words:
        for _ in range(12):
            parts = [chance.choice(frames) + chance.choice((word, word.upper(), word.title())) + chance.choice(frames)]
            if chance.random() < 0.4:
                parts.insert(chance.randrange(2), chance.choice(words))
            yield chance.choice((" ", "  ", "\n")).join(parts)


def test_a_placeholder_begins_as_the_quick_look_says(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(_placeholder_texts())
    quick = [placeholders._find_placeholder(one, within=placeholders._may_stand_in(one)) for one in texts]
    monkeypatch.setattr(placeholders, "_BEGINS_ALONE", placeholders.re.compile(""))
    assert quick == [placeholders._find_placeholder(one) for one in texts]
    assert 100 < sum(map(bool, quick)) < len(texts)


def test_a_text_of_the_template_begins_with_one_of_its_first_words(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        f"{before}{way(one)}{after}"
        for one in placeholders._read_template()[0]
        for way in (str, str.upper, str.title)
        for before, after in (("", ""), (" \n", "."), ("A ", ""), ("", " x"))
    ]
    quick = [placeholders._is_of_template(one) for one in texts]
    monkeypatch.setattr(placeholders, "_list_first_words", lambda: {one.split()[0].casefold() for one in texts})
    assert quick == [placeholders._is_of_template(one) for one in texts]
    assert any(quick) and not all(quick)


@pytest.mark.parametrize(
    "host", ["example.org", "www.EXAMPLE.com", "exam\nple.org", "example.org.test", "a.test", "[example"]
)
def test_an_address_of_nobody_has_the_word_in_it(host: str) -> None:
    address = f"https://{host}/a"
    try:
        expected = placeholders._NOBODYS_HOST.fullmatch(placeholders.urlsplit(address).hostname or "") is not None
    except ValueError:
        expected = False
    assert placeholders._is_nobodys(address) == expected


# ---- figures, and entries that are part of the text above ----


def test_numbers_of_programs_are_seen_at_a_quick_look() -> None:
    chance = random.Random(9)
    signs = [*"0123456789.-+ eExXoOaf,[]{}:", "\n", " 1e5", "0x1", " .5E-3"]
    found = 0
    for _ in range(4000):
        text = "".join(chance.choices(signs, k=8))
        file = CheckedFile("a", "cases/a/a.md", "case", ParsedFile({}, lines=tuple(text.split("\n"))), None)  # type: ignore[arg-type]  # no tree is asked
        expected = project._ODD_WHOLE.search(text) is not None, project._ODD.search(text) is not None
        assert file.has_odd_numbers == expected, text
        found += any(expected)
    assert 100 < found < 3900


def test_what_is_no_part_of_the_text_above_is_seen_at_a_quick_look(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(6)
    pieces = ["- one two", "  - one", "    - two - three", "   - ", "    word", "  -   - x", "", "  - 'a - b'", "    - # no", "  -\u00a0one"]  # fmt: skip
    texts = ["topics:\n  - above\n" + "\n".join(chance.choices(pieces, k=4)) for _ in range(1500)]
    field = Field("topics", ("topics",), "", "", "text", False, (), {}, (), (), "", (), None, (), None)
    entry = Field("topics", ("topics",), "", "", "list", False, (), {}, (), (), "", (), None, (), field)
    tree = Field("", (), "", "", "group", True, (), {}, (), (), "", (), None, (entry,), None)

    def check() -> list[Any]:
        files = [
            CheckedFile("a", "a.yml", "source", read_yaml(one.encode(), "a.yml", CASE_LIMIT), tree) for one in texts
        ]
        return [list(cut_texts.check_joined_texts(one, None)) for one in files]  # type: ignore[arg-type]  # no other file is asked

    quick = check()
    monkeypatch.setattr(cut_texts, "_may_be_joined", lambda file, text: True)
    assert quick == check()
    assert any(quick) and not all(quick)


# ---- reading ----


def test_what_is_read_quickly_is_what_the_exact_reader_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(2)
    raws = [one.read_bytes() for one in good_examples()[:40]]
    scraps = [b'"', b"'", b"\\", b"\\u202e", b"\\x41", b"&a ", b"*a", b"!t ", b"- ", b": ", b"  ", b"\n", b"#", b"{", b"}", b"[", b"]", b",", b"1e3", b"0x10", b"no", b"~", b"? "]  # fmt: skip
    quick, texts = 0, []
    for _ in range(150):
        raw = chance.choice(raws)
        for _ in range(chance.randint(0, 2)):
            place = chance.randrange(len(raw) // 2)
            raw = raw[:place] + chance.choice(scraps) + raw[place:]
        texts.append(raw)
    texts.append(b"a:\n" + b"- x\n" * 4500)

    def read() -> list[Any]:
        return [
            (
                repr(read_front_matter(one, "f").value),
                read_front_matter(one, "f").diagnostics,
                repr(read_yaml(one, "f", CASE_LIMIT).value),
            )
            for one in texts
        ]

    for raw in texts:
        try:
            read_values(raw.decode(errors="replace").split("---\n")[1 if b"---\n" in raw else 0])
            quick += 1
        except UnclearError:
            pass
    found = read()

    def refuse(text: str) -> Any:
        raise UnclearError

    monkeypatch.setattr("casebook.files.yaml_reader.read_values", refuse)
    assert found == read()
    assert 30 < quick < len(texts)


def test_a_file_that_holds_too_much_is_never_called_moderate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = [one.path for one in bad_examples() if one.code == "too-much"]
    assert limits

    def check() -> list[Any]:
        roots = [make_project(tmp_path / f"{number}", one) for number, one in enumerate(limits)]
        return [check_project(root, TODAY).diagnostics for root in roots]

    found = check()
    monkeypatch.setattr(bounds, "_is_moderate", lambda parsed, factor: False)
    assert found == check()


def test_what_hides_nothing_has_nothing_hidden_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    signs = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x10000, 7), *range(0x10000, 0x11000, 5), 0xE0001)]
    texts = [text for sign in signs for text in (sign, f"a{sign * 6}b", f"é—{sign}")]
    found = [list(hidden.find_hidden(text)) for text in texts]
    monkeypatch.setattr(hidden, "_LESS_COMMON", re.compile(""))
    assert found == [list(hidden.find_hidden(text)) for text in texts]
    assert any(found) and not all(found)


def test_what_is_not_garbled_is_seen_at_a_quick_look() -> None:
    chance = random.Random(12)
    texts = ["São", "it’s", "«AMANHÃ»", "Ελλάδα", "Привет", "سلام", "你好", "😀", "naïve", "plain"]
    found = 0
    for _ in range(2000):
        text = "\n".join(chance.choices(texts, k=3))
        for _ in range(chance.randint(0, 2)):
            text = text.encode().decode(chance.choice(["cp1252", "latin-1"]), "ignore")
        told = mojibake.report_mojibake(text, "a.md")
        found += bool(told)
        assert mojibake.may_be_garbled(text, hidden.list_unusual(text)) or not told, text
        assert not hidden.hides_nothing(hidden.list_unusual(text)) or not hidden.report_hidden(text, "a.md"), text
    assert 100 < found < 1900


@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("see ", " there"), ("“", "”"), ("\u0e01", " \u4e00"), ("https://e.org/ ", "."), ("a,", ";b")],
)
def test_no_line_of_short_pieces_has_a_long_word(before: str, after: str) -> None:
    for number in (200, 201, 400):
        line = f"{'a word ' * 40}{before}{'w' * number}{after}"
        found = [one.code for one in bounds.find_overlong(line, "a.md", CASE_LIMIT)]
        letters = max(
            len(one) for one in re.findall(r"[\w.@%+'’-]+", line.replace("\u0e01", " ").replace("\u4e00", " "))
        )
        assert found == (["too-much"] if letters > 200 else [])
