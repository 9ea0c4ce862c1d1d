"""How much a file may hold, asked before anything else: what reading and judging it costs stays in proportion.

Each bound is well above what the largest file of the book has, so that nobody who writes a case meets one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from casebook.diagnostics import Diagnostic, Position
from casebook.files.disk import CASE_LIMIT
from casebook.files.parsed_file import FieldPath, ParsedFile
from casebook.markup.parsing import MARKS, MOST_MARKS
from casebook.text.wording import quote

__all__ = ["find_overlong", "find_too_much"]

_MOST_LINES = 3000
_LONGEST_LINE = 4000
_LONGEST_WORD = 200
_LONGEST_STORY = 24 * 1024
_MOST_ENTRIES = 200
_MOST_FIELDS = 100

_SHARED_FACTOR = 4
"""A shared source or a vocabulary may be this much larger than a case, and so may its lists."""

# Scripts without spaces between words: a whole sentence there is no word.
_WORD = re.compile(
    r"(?:(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
    r"\U00020000-\U0003ffff])[\w.@%+'’-])+"
)
_ADDRESS = re.compile(r"https?://\S+")


def _say(path: str, place: Position, message: str, help: str) -> Diagnostic:
    return Diagnostic.of("too-much", path, place, message, help)


def find_overlong(text: str, path: str, limit: int) -> Iterator[Diagnostic]:
    """Why the text of a file is not read: too many lines, or one of them or one word too long.

    Args:
        text: The whole file.
        path: What messages call it.
        limit: How many bytes a file of this kind may have.
    """
    most = _MOST_LINES * (_SHARED_FACTOR if limit > CASE_LIMIT else 1)
    if (there := text.count("\n")) > most:
        help = "Leave out empty lines and what does not belong here, or split the file."
        yield _say(path, Position(most + 1, 1), f"The file has {there:,} lines; at most {most:,} are read.", help)
        return
    lines = text.split("\n")
    for number in [number for number, line in enumerate(lines, 1) if len(line) > _LONGEST_WORD]:
        line = lines[number - 1]
        if len(line) > _LONGEST_LINE:
            message = f"This line has {len(line):,} characters; at most {_LONGEST_LINE:,} are read."
            help = "Break it into paragraphs, with an empty line between them."
            yield _say(path, Position(number, _LONGEST_LINE + 1), message, help)
            return
        # a quick look, after which hardly any line is left: a word has no space in it
        if max(map(len, line.split()), default=0) <= _LONGEST_WORD:
            continue
        # addresses have a measure of their own, in the schema
        plain = _ADDRESS.sub(lambda found: " " * len(found[0]), line)
        # each word is gone over once: whoever looks for a long one from each of its letters reads it as often
        if word := next((one for one in _WORD.finditer(plain) if len(one[0]) > _LONGEST_WORD), None):
            said = f"A word of {len(word[0]):,} letters stands here: {quote(word[0], 40)}"
            message = f"{said}; at most {_LONGEST_WORD} are read."
            help = "Put spaces between its words, or leave it out: it is too long to be read on a phone."
            yield _say(path, Position(number, word.start() + 1), message, help)
            return


def find_too_much(parsed: ParsedFile, path: str, limit: int) -> Iterator[Diagnostic]:
    """Why the values of a file are not judged: lists, groups, story or signs without measure."""
    factor = _SHARED_FACTOR if limit > CASE_LIMIT else 1
    if (size := len(parsed.body.encode())) > _LONGEST_STORY * factor:
        message = f"The story has {size // 1024:,} KiB; at most {_LONGEST_STORY * factor // 1024} are read."
        help = "A good length is 150 to 1,200 words. Shorten it, or make two cases of it."
        yield _say(path, Position(parsed.body_line, 1), message, help)
        return
    if _is_moderate(parsed, factor):
        return
    marks, most_marks = 0, 0
    where: FieldPath = ()
    for value_path, value in _walk(parsed.value, ()):
        if isinstance(value, str):
            here = _count_marks(value)
            marks += here
            where, most_marks = (value_path, here) if here > most_marks else (where, most_marks)
        elif isinstance(value, list) and len(value) > _MOST_ENTRIES * factor:
            message = f"This list has {len(value):,} entries; at most {_MOST_ENTRIES * factor:,} are read."
            yield _say(path, parsed.position(value_path), message, "Leave out what others can look up at the source.")
            return
        elif isinstance(value, dict) and len(value) > _MOST_FIELDS:
            message = f"{len(value):,} fields stand here; at most {_MOST_FIELDS} are read."
            yield _say(path, parsed.position(value_path), message, "Compare the file with that of another case.")
            return
    in_body = _count_marks(parsed.body)
    if marks + in_body > MOST_MARKS * factor:
        place = _find_densest_line(parsed) if in_body > most_marks else parsed.position(where)
        message = (
            f"The texts of this file have {marks + in_body:,} signs such as * [ ] : or |; "
            f"at most {MOST_MARKS * factor:,} are read."
        )
        yield _say(path, place, message, "Say it in plain sentences: a drawing or a long table of signs is no text.")


def _is_moderate(parsed: ParsedFile, factor: int) -> bool:
    """A quick look, after which hardly any file is left: whether it certainly holds no more than it may."""
    texts = [parsed.body]
    left = [parsed.value]
    while left:
        value = left.pop()
        if type(value) is str:
            texts.append(value)
        elif type(value) is dict:
            if len(value) > _MOST_FIELDS:
                return False
            left += value.values()
        elif type(value) is list:
            if len(value) > _MOST_ENTRIES * factor:
                return False
            left += value
    return _count_marks("\n".join(texts)) <= MOST_MARKS * factor


def _count_marks(text: str) -> int:
    # each by itself: that takes a tenth of the time of a pattern
    return sum(map(text.count, MARKS))


def _walk(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, Any]]:
    """Every value, the outer before the inner; the reader has seen to it that they are not deep."""
    yield path, value
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _walk(one, (*path, name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _walk(one, (*path, number))


def _find_densest_line(parsed: ParsedFile) -> Position:
    lines = enumerate(parsed.body.split("\n"), parsed.body_line)
    return Position(-max((_count_marks(text), -number) for number, text in lines)[1], 1)
