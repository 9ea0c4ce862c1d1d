"""Files that somebody could send to keep the checker busy: one shape for each pattern, rule and reader.

Each shape grows with `size`, in bytes, and has two forms: without measure, as an attacker writes it, and
within every bound that a file has, as far as such a thing can go.
"""

from __future__ import annotations

from collections.abc import Callable

from examples import TESTS

from casebook.markup.parsing import MARKS, MOST_MARKS

__all__ = ["GOOD", "SHAPES", "make_within_bounds"]

GOOD = (TESTS / "cases_good" / "complete.md").read_text(encoding="utf-8")
FACTS, _STORY = GOOD.split("\n---\n", 1)

Shape = Callable[[int], str]


def _repeat(token: str, size: int) -> str:
    return (token * (size // len(token.encode()) + 1))[:size]


def _in_story(token: str, end: str = "") -> Shape:
    return lambda size: f"{FACTS}\n---\n\n## How it began\n\n{_repeat(token, size)}{end}\n"


def _in_field(token: str, quotes: str = '"', end: str = "") -> Shape:
    return lambda size: GOOD.replace(
        "\nchallenge:", f"\ncity_note: {quotes}{_repeat(token, size)}{end}{quotes}\nchallenge:", 1
    )


def _in_place_of(written: str, token: str, quotes: str = '"') -> Shape:
    assert written in GOOD, written
    name = written.split(":", maxsplit=1)[0]
    return lambda size: GOOD.replace(written, f"{name}: {quotes}{_repeat(token, size)}{quotes}", 1)


def _as_facts(token: str, before: str = "", after: str = "") -> Shape:
    return lambda size: f"---\n{before}{_repeat(token, size)}{after}\n---\n\nIt began.\n"


def _counted(entry: str, before: str, after: str = "", most: int = 200) -> Shape:
    def make(size: int) -> str:
        number = min(size // (len(entry) + 3), most)
        entries = "".join(entry.replace("%", str(n)) for n in range(number))
        return GOOD.replace("\nchallenge:", f"\n{before}{entries}{after}\nchallenge:", 1)

    return make


_STORY_TOKENS = {
    "letters": "a", "digits": "1", "dotted": "a.a", "underscores": "_a", "at": "a@", "at-in-words": "a at ",
    "dots-in-words": "jane at a dot ", "mails": "a@b.cd ", "numbers": "1 ", "phones": "031 311 11", "brackets-11": "(11)",
    "plus": "+1 ", "hyphens": "1-", "opening": "[", "opening-lines": "[a\n", "links": "[a](", "links-in-links": "[[]]()",
    "images": "![a][b]", "lists": "- ", "numbered": "1. ", "quotes": "> ", "fences": "~~~~ a\n", "ticks": "`",
    "ticks-two": "`a ``b ", "angles": "<", "tags": "<a ", "comments": "<!--", "attributes": "<a b=", "addresses": "http://",
    "addresses-apart": "https://a.bc ", "schemes": "a://", "www": "www.", "colons": "http:", "lines": "a\n", "empty": "\n",
    "rules": "---\n", "bars": "| a ", "rows": "|a|b|\n", "entities": "&amp;", "backslashes": "\\", "stars": "**a ",
    "stars-mixed": "*_", "bullets": "• a\n", "japanese": "新", "accents": "a\u0301", "joined": "😀\u200d", "hard-spaces": "\u00a0",
    "garbled": "Ã©", "unseen": "\u200b", "definitions": "[a]: https://b.cd\n", "footnotes": "[^1]", "half-links": "[a] (https://a ",
    "spaced-links": "[a](https://a b c d ", "headings": "# a\n", "heading-spaces": "# a  ", "number-signs": "#", "spaces": " ",
    "tabs": "\t", "apostrophes": "'", "guillemets": "«a ", "arabic-digits": "٠٣١ ", "wide": "＠ａ", "handles": "@a ", "todo": "TODO ",
    "xxx": "xxx ", "dots": "… ", "isbn": "ISBN 0-", "cpf": "111.444.777-", "dates": "2020-03-", "slashes": "a/", "percent": "%20",
    "citations": "[@daily-paper-2020] ", "citations-open": "[@a ", "citations-parted": "[@a; ", "citations-of-nothing": "[@a] ",
    "citations-of-many": "[@daily-paper-2020; @daily-paper-2020#p.1] ", "citations-bare": "@daily-paper-2020 ",
    "citations-without-sign": "[daily-paper-2020] ", "citations-alone": "[@daily-paper-2020]\n\n", "parts": "a\n\n",
}  # fmt: skip

_FACT_TOKENS = {
    "facts-colons": "a: ", "facts-colon-lines": "a: b: c\n", "facts-hash": " # a", "facts-hash-lines": "a: b # c\n",
    "facts-tabs": "\ta: b\n", "facts-hyphens": "- ", "facts-hyphen-lines": "-a\n", "facts-questions": "? ",
    "facts-anchors": "&a ", "facts-references": "a: *b\n", "facts-tags": "! ", "facts-percent": "%", "facts-twice": "a: b\n",
    "facts-nul": "\0", "facts-fences": "---\n", "facts-conflicts": "<<<<<<< a\n", "facts-returns": "a: b\r",
    "facts-open": "[", "facts-braces": "{a: ", "facts-block": " b\n", "facts-indent": " a:\n", "facts-quotes": '"a" ',
    "facts-escapes": "\\x", "facts-unclosed": 'a: "b\n', "facts-commas": "a, ", "facts-hard-spaces": "\u00a0",
}  # fmt: skip

SHAPES: dict[str, Shape] = {
    **{name: _in_story(token) for name, token in _STORY_TOKENS.items()},
    **{f"field-{name}": _in_field(token.replace("\\", "\\\\").replace("\n", " ").replace("\t", " ")) for name, token in _STORY_TOKENS.items() if "\0" not in token},
    **{name: _as_facts(token) for name, token in _FACT_TOKENS.items()},
    "escapes-then-error": _as_facts("\\u00e9 ", 'title: "', '"\nsummary: a: b'),
    "backslashes-then-error": _as_facts("\\\\", 'title: "', '"\nsummary: a: b'),
    "bad-escapes": _as_facts("\\x", 'title: "', '"\nsummary: a: b'),
    "never-closed": _as_facts("a ", 'title: "'),
    "apostrophes-never-closed": _as_facts("''", "title: '"),
    "folded": _as_facts(" b\n", "a: >\n"),
    "from-digits": _in_place_of("from: 2020-03", "1"),
    "from-number": _in_place_of("from: 2020-03", "1", ""),
    "from-dates": _in_place_of("from: 2020-03", "2020-"),
    "from-words": _in_place_of("from: 2020-03", "march "),
    "figure-commas": _in_place_of("value: 120", "1,"),
    "figure-points": _in_place_of("value: 120", "1.234 "),
    "figure-digits": _in_place_of("value: 120", "9", ""),
    "country": _in_place_of("country: BR", "a "),
    "language": _in_place_of("language: en", "a-"),
    "city": _in_place_of("name: Teresina", "a "),
    "id": _in_place_of("id: the-official-stayed-to-eat", "a "),
    "door": _in_place_of("door: champion", "a "),
    "evidence": _in_place_of("evidence: [daily-paper-2021]", "a b "),
    "url": _in_place_of('url: "https://www.papers.test/four-pots"', "https://a.") if "https://www.papers.test/four-pots" in GOOD else _in_field("https://a."),
    "title": _in_place_of("title: Four pots and a list", "a "),
    "unknown-keys": _counted("k%: 1\n", "", most=80),
    "questions": _counted("  - a%\n", "open_questions:\n"),
    "flow": _counted("a%, ", "open_questions: [", "]"),
    "also": _counted("{a: %}, ", "also: [", "]"),
    "wrong-topics": _counted("wrong-%, ", "x: {topics: [", "]}"),
    "wrong-themes": _counted("wrong-term-%, ", "crises: [", "]"),
    "related": _counted("  - {case: no-such-%, why: a}\n", "related:\n"),
    "thin-related": _counted("  - {}\n", "related:\n"),
}  # fmt: skip
"""The shapes, by name."""


def make_within_bounds(shape: Shape, size: int) -> str:
    """A shape with a space before a word, a line or the number of signs becomes too long for a file."""
    made, word, line, marks = [], 0, 0, 0
    for character in shape(size):
        marks += character in MARKS
        if marks > MOST_MARKS - 300 and character in MARKS and character != ":":
            continue
        word = 0 if character.isspace() else word + 1
        line = 0 if character == "\n" else line + 1
        if word > 190:
            made.append(" ")
            word = 1
        if line > 3900:
            made.append("\n" if made[-1:] != [":"] else " ")
            line = 0
        made.append(character)
    return "".join(made)
