"""A thousand broken files: each gets a clear word, and none brings the checker down."""

from __future__ import annotations

import random
import re
from pathlib import Path

from examples import TESTS, TODAY, make_project

from casebook.check import check_project
from casebook.diagnostics import CODES, Diagnostic

GOOD = (TESTS / "cases_good" / "complete.md").read_bytes()
FILES = 1000
_WORDS = ["null", "true", "3", "[", "]", "{", "}", "[a, b]", "{a: b}", "*x", "&x y", "!t z", '"', "'", "|", ">", "- a",
          "2020-13-40", "\t", "é" * 50, "a: b: c", "#", "%", "@", "`", "<b>", "\\", "? ", "..."]  # fmt: skip


def cut(random: random.Random) -> bytes:
    return GOOD[: random.randrange(len(GOOD))]


def insert_bytes(random: random.Random) -> bytes:
    place = random.randrange(len(GOOD))
    return GOOD[:place] + random.randbytes(random.randrange(1, 9)) + GOOD[place:]


def replace_value(random: random.Random) -> bytes:
    lines = GOOD.decode().split("\n")
    with_values = [number for number, line in enumerate(lines) if re.match(r"^[\s-]*[a-z_]+: \S", line)]
    number = random.choice(with_values)
    lines[number] = lines[number].split(": ")[0] + ": " + random.choice(_WORDS)
    return "\n".join(lines).encode()


def rename_key(random: random.Random) -> bytes:
    keys = re.findall(rb"[a-z_]+(?=:)", GOOD)
    key = random.choice(keys)
    return GOOD.replace(key + b":", random.choice([b"", b"x", key[1:], key + b"s", b"3", b"[a]"]) + b":", 1)


def swap_lines(random: random.Random) -> bytes:
    lines = GOOD.split(b"\n")
    one, other = random.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def indent_line(random: random.Random) -> bytes:
    lines = GOOD.split(b"\n")
    number = random.randrange(60)
    lines[number] = random.choice([b" ", b"\t", b"    ", b"- "]) + lines[number].lstrip()
    return b"\n".join(lines)


def delete_lines(random: random.Random) -> bytes:
    lines = GOOD.split(b"\n")
    start = random.randrange(60)
    return b"\n".join(lines[:start] + lines[start + random.randrange(1, 12) :])


def nest_deeply(random: random.Random) -> bytes:
    bomb = random.choice([b"[", b"{", b"{a: ", b"- ", b"? ", b"[{"]) * random.randrange(30, 9000)
    return GOOD.replace(b"topics: [food]", b"topics: " + bomb, 1)


def only_bytes(random: random.Random) -> bytes:
    return b"---\n" + random.randbytes(random.randrange(2000)) + b"\n---\n"


BREAKERS = [
    cut, insert_bytes, replace_value, rename_key, swap_lines, indent_line, delete_lines, nest_deeply, only_bytes,
]  # fmt: skip


def test_a_thousand_broken_files(tmp_path: Path) -> None:
    make_project(tmp_path)
    folder = tmp_path / "cases/teresina"
    folder.mkdir()
    chance = random.Random(2020)
    written: dict[str, bytes] = {}
    while len(written) < FILES:
        content = BREAKERS[len(written) % len(BREAKERS)](chance)
        written[f"cases/teresina/broken-{len(written)}.md"] = content
    for path, content in written.items():
        (tmp_path / path).write_bytes(content)
    reading = check_project(tmp_path, TODAY)
    by_path: dict[str, list[Diagnostic]] = {}
    for one in reading.diagnostics:
        by_path.setdefault(one.path, []).append(one)
    good = {case.path for case in reading.cases}
    for path, content in written.items():
        found = by_path.get(path, [])
        lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        errors = [one for one in found if one.severity == "error"]
        assert bool(errors) != (path in good), path
        for one in found:
            assert one.code in CODES
            assert 1 <= one.line <= lines and one.column >= 1, one
            assert one.message and one.help and len(one.message) < 400 and len(one.help) < 1000, one
            assert (one.message + one.help).isprintable(), one
    assert len(good) < FILES / 3
    assert "cases/durban/durban-shelter.md" in good


def test_a_thousand_wrong_files_have_a_thousand_clear_messages(tmp_path: Path) -> None:
    make_project(tmp_path)
    folder = tmp_path / "cases/teresina"
    folder.mkdir()
    for number in range(FILES):
        text = GOOD.replace(b"crisis: [pandemic, hunger]", f"crisis: [wrong-{number}]".encode())
        (folder / f"wrong-{number}.md").write_bytes(text)
    errors = [one for one in check_project(tmp_path, TODAY).diagnostics if one.severity == "error"]
    assert len({one.path for one in errors}) == len(errors) == FILES
    for one in errors:
        assert one.line == 6
        assert f'"{Path(one.path).stem}" is not a term of the vocabulary crises.' in one.message
