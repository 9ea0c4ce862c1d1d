"""The safe reader of YAML: plain values with the place of each, and nothing that runs or surprises.

It reads the events of PyYAML's parser and builds values by the rules of YAML 1.2's core: only true
and false are truth values, so `NO` stays Norway and `12:30` stays a time of day. What makes YAML
dangerous or confusing is refused with its place: anchors, tags, a field twice, deep nesting. Nothing
that stands in a file makes the reader raise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import yaml

from casebook.diagnostics import Diagnostic, Fix, Position
from casebook.files.bounds import find_overlong
from casebook.files.conflicts import find_conflicts
from casebook.files.cut_numbers import find_cut_number
from casebook.files.disk import CASE_LIMIT
from casebook.files.front_matter import (
    SAY_CODE,
    find_code_mark,
    find_more_fields,
    guess_end,
    say_beginning,
)
from casebook.files.hidden import (
    blank_hidden,
    find_hidden,
    hides_nothing,
    list_unusual,
    name_hidden,
    report_hidden,
)
from casebook.files.mojibake import blank_mojibake, may_be_garbled, report_mojibake
from casebook.files.odd_spaces import even_spaces
from casebook.files.parsed_file import FieldPath, ParsedFile, Positions
from casebook.files.scalars import read_scalar
from casebook.files.yaml_repair import find_syntax_faults
from casebook.files.yaml_values import (
    DEEPEST,
    FAST_LOADER,
    MOST_VALUES,
    UnclearError,
    read_values,
)
from casebook.text.wording import number_of, quote

__all__ = ["read_front_matter", "read_yaml"]


class _StopError(Exception):
    """The facts are such that reading on makes no sense."""


class _Builder:
    """Builds values from events, and notes the place of each."""

    def __init__(self, path: str, first_line: int, text: str) -> None:
        self._path = path
        self._lines = text.split("\n")
        # parsers count lines from 0
        self._shift = first_line
        self.positions = Positions()
        # where each number with commas begins, and the last column of it
        self._cut_numbers: dict[Position, int] = {}
        self._count = 0
        self.found: list[Diagnostic] = []

    def _place(self, mark: Any) -> Position:
        return Position(mark.line + self._shift, mark.column + 1)

    def _report(self, code: str, place: Position, message: str, help: str) -> None:
        self.found.append(Diagnostic.of(code, self._path, place, message, help))

    def read(self, events: Iterator[yaml.Event]) -> Any:
        """The value of the only document."""
        value, documents = None, 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report(
                        "several-documents", self._place(event.start_mark),
                        "A second set of facts begins here.",
                        "Put all facts into one set, and remove this line. Each case has a file of its own.",
                    )  # fmt: skip
                    raise _StopError
            elif isinstance(event, yaml.NodeEvent):
                value = self._node(event, events, ())
        return value

    # what an event holds is known by its class and is not in the types of PyYAML's stubs
    def _node(self, event: Any, events: Iterator[yaml.Event], path: FieldPath, depth: int = 0) -> Any:
        place, end = self._place(event.start_mark), event.end_mark
        self._count += 1
        if self._count > MOST_VALUES:
            self._report(
                "too-much", place,
                f"The file has more than {MOST_VALUES:,} values in its lists and groups; no more are read.",
                "Leave out what others can look up at the source.",
            )  # fmt: skip
            raise _StopError
        self.positions.values[path] = place
        if isinstance(event, yaml.AliasEvent):
            self._report(
                "yaml-anchor", place,
                f"{quote(f'*{event.anchor}')} refers to an anchor elsewhere in the file.",
                "Write the value itself. If a text is to begin with an asterisk, put it in double quotes.",
            )  # fmt: skip
            return None
        self._refuse_extras(event, place)
        if isinstance(event, yaml.ScalarEvent):
            self.positions.ends[path] = max(place.line, end.line + self._shift - (end.column == 0))
            value = self._plain_or_quoted(event)
            if not event.style:
                self.positions.unquoted[path] = self._place(end)
            return self._refuse_escapes(value, place) if isinstance(value, str) else value
        if depth == DEEPEST:
            self._report(
                "too-deep", place,
                f"Here lists or groups of fields stand inside each other more than {DEEPEST} deep.",
                "A case needs five levels at most. Look for brackets [ or { that are never closed, and put a "
                "text with many brackets in double quotes.",
            )  # fmt: skip
            raise _StopError
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, (*path, len(items)), depth + 1))
            return items
        return self._fields(events, path, depth, in_braces=bool(event.flow_style))

    @staticmethod
    def _plain_or_quoted(event: yaml.ScalarEvent) -> Any:
        # an unquoted text has no style: None from one parser, empty from the other
        return event.value if event.style else read_scalar(event.value)

    def _refuse_escapes(self, value: str, place: Position) -> str:
        """An escape for U+202E must not bring in what may not stand in the file itself."""
        # half of a surrogate pair can be written as an escape too, but is no character and cannot be saved
        if hidden := next(find_hidden(value), None):
            self._report(
                "hidden-character", place,
                "An escape in this text stands for a character that nobody can see "
                f"({name_hidden(hidden.written[0])}).",
                "Remove the backslash and the code after it.",
            )  # fmt: skip
            return blank_hidden(value)
        return value

    def _refuse_extras(self, event: Any, place: Position) -> None:
        if event.anchor is not None:
            self._report(
                "yaml-anchor", place,
                f"{quote(f'&{event.anchor}')} sets an anchor.",
                "Remove it and write the value where it is needed. If a text is to begin with &, put it in "
                "double quotes.",
            )  # fmt: skip
        # an empty tag "!" arrives as "!" from one parser and as None from the other
        if event.tag is not None:
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._report(
                "yaml-tag", place,
                f"A word that begins with an exclamation mark stands before this value ({quote(written)}).",
                "Remove it. If the text is to begin with an exclamation mark, put it in double quotes.",
            )  # fmt: skip

    def _fields(
        self, events: Iterator[yaml.Event], path: FieldPath, depth: int, *, in_braces: bool = False
    ) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        last: FieldPath = ()
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            place = self._place(event.start_mark)
            if not isinstance(event, yaml.ScalarEvent):
                # a stand-in path keeps the places of what is inside apart from those of real fields
                self._node(event, events, (*path, f"\0{place.line}:{place.column}"), depth + 1)
                name: Any = None
            else:
                self._refuse_extras(event, place)
                name = self._plain_or_quoted(event)
                if isinstance(name, str):
                    name = self._refuse_escapes(name, place)
            value_path = (*path, name) if isinstance(name, str) else (*path, f"\0{place.line}:{place.column}")
            known = isinstance(name, str) and name in fields
            if in_braces and last and isinstance(name, int) and self._is_cut_number(last, place):
                pass
            elif not isinstance(name, str):
                written = event.value if isinstance(event, yaml.ScalarEvent) else ""
                self._report(
                    "key-not-text", place,
                    f"{quote(written)} stands where the name of a field belongs." if written
                    else "The name of a field is missing before the colon.",
                    "The name of a field is a word, such as title. Put a text that has a colon in double quotes.",
                )  # fmt: skip
            elif known:
                self._report(
                    "duplicate-key", place,
                    f"The field {quote(name)} stands here a second time; the first is in line "
                    f"{self.positions.names[value_path].line}.",
                    "Keep one of the two. Several entries of a list go below one name, each after a hyphen.",
                )  # fmt: skip
                value_path = (*path, f"\0{place.line}:{place.column}")
            value = self._node(next(events), events, value_path, depth + 1)
            if isinstance(name, str) and not known:
                self.positions.names[value_path] = place
                fields[name] = value
                last = value_path
        return fields

    def _is_cut_number(self, last: FieldPath, place: Position) -> bool:
        """Whether a comma in braces has cut a number in two, the value before this place; then it is told, once."""
        start = self.positions.values[last]
        if start not in self._cut_numbers:
            line = self._lines[start.line - self._shift]
            end, problem = find_cut_number(self._path, str(last[-1]), line, start)
            self._cut_numbers[start] = end
            self.found += problem
        return start.line == place.line and place.column <= self._cut_numbers[start]


def _decode(raw: bytes, path: str, limit: int) -> tuple[str, list[Diagnostic], bool]:
    """The text of a file, its problems, and whether the text can be read on."""
    if len(raw) > limit:
        help = "A case is read in minutes: shorten the story, or make two cases of it."
        if limit > CASE_LIMIT:
            help = "Split it into two files."
        message = f"The file has more than {limit // 1024} KiB; that is the most that is read."
        return "", [Diagnostic.of("file-too-large", path, Position(1, 1), message, help)], False
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        utf16 = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
        problem = Diagnostic.of(
            "not-utf8", path, Position(line, column),
            "The file is saved as UTF-16 and not as UTF-8." if utf16
            else f"The character here (byte {raw[error.start]:02X}) is not UTF-8.",
            "Open the file in a text editor and save it with the encoding UTF-8; then look at this character, "
            "often an accent or a curly quotation mark.",
        )  # fmt: skip
        return "", [problem], False
    text = _even_lines(text)
    if overlong := list(find_overlong(text, path, limit)):
        return "", overlong, False
    unusual = list_unusual(text)
    garbled = report_mojibake(text, path) if may_be_garbled(text, unusual) else []
    if not garbled and hides_nothing(unusual):
        return text, [], True
    # a part of what is garbled may be hidden, and is no problem of its own
    hidden = report_hidden(blank_mojibake(text) if garbled else text, path)
    return blank_hidden(text), [*garbled, *hidden], True


def _even_lines(text: str) -> str:
    # a byte order mark is no fault of the writer's
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _find_tabs(text: str, path: str, first_line: int) -> list[Diagnostic]:
    return [
        Diagnostic.of(
            "tab-indentation",
            path,
            Position(number, line.index("\t") + 1),
            "A tab stands after the hyphen." if line.lstrip(" ").startswith("-") else "This line begins with a tab.",
            "Use spaces: two for each level. Most editors have a command that turns tabs into spaces.",
            Fix("\t", " ") if re.match(r" *-\t\S", line) else None,
        )
        for number, line in enumerate(text.split("\n"), first_line)
        if re.match(r" *\t\s*\S| *-\t\s*\S| *- +\t\s*[A-Za-z_][\w-]*:(?:\s|$)", line)
    ]


def _parse(text: str, path: str, first_line: int) -> tuple[Any, _Builder]:
    """The value of a YAML text, and the builder with the places and problems."""
    builder = _Builder(path, first_line, text)
    for loader in dict.fromkeys((FAST_LOADER, yaml.SafeLoader)):
        builder = _Builder(path, first_line, text)
        try:
            return builder.read(yaml.parse(text, Loader=loader)), builder
        except _StopError:
            return None, builder
        except (yaml.YAMLError, ValueError) as error:
            # the fast parser is less exact about where it failed, so the pure one has the last word
            if loader is yaml.SafeLoader:
                last = text.count("\n") + 1
                # what stands behind a refused mark is none of its own
                refused = {one.line for one in builder.found}
                for place, message, help, fix in find_syntax_faults(error, text):
                    there = Position(min(place.line, last) + first_line - 1, place.column)
                    if there.line in refused:
                        continue
                    builder.found.append(Diagnostic.of("yaml-syntax", path, there, message, help, fix))
    return None, builder


def _read(text: str, path: str, first_line: int, found: list[Diagnostic]) -> tuple[Any, Callable[[], Positions]]:
    """The value of a YAML text, and what finds the position of each part of it."""
    if "\t" in text and (tabs := _find_tabs(text, path, first_line)):
        found += tabs
        return None, Positions
    text, odd = even_spaces(text, path, first_line)
    found += odd
    try:
        return read_values(text), lambda: _parse(text, path, first_line)[1].positions
    except UnclearError:
        value, builder = _parse(text, path, first_line)
        found += builder.found
        return value, lambda: builder.positions


def _read_known(text: str, path: str, first_line: int, known: dict[str, Any]) -> ParsedFile:
    """The file whose facts were read from this text before, when nothing was wrong with it."""
    return ParsedFile(known, lambda: _parse(even_spaces(text, path, first_line)[0], path, first_line)[1].positions)


def read_yaml(raw: bytes, path: str, limit: int, known: dict[str, Any] | None = None) -> ParsedFile:
    """Read a file that is YAML from beginning to end.

    Args:
        raw: Its bytes.
        path: What messages call it.
        limit: How many bytes it may have.
        known: Its facts, if it has been read before and no problem was found.
    """
    if known is not None:
        text = _even_lines(raw.decode())
        lines = tuple(text.split("\n"))
        return replace(_read_known(text, path, 1, known), lines=lines, body_line=len(lines))
    text, found, readable = _decode(raw, path, limit)
    lines = tuple(text.split("\n"))
    conflicts = find_conflicts(text, path)
    if not readable or conflicts:
        return ParsedFile(None, lines=lines, diagnostics=(*found, *conflicts))
    value, locate = _read(text, path, 1, found)
    return _finish(ParsedFile(value, locate, lines, "", len(lines)), found, path)


def _finish(parsed: ParsedFile, found: list[Diagnostic], path: str) -> ParsedFile:
    """The file with its problems; its facts must be fields with names."""
    value = parsed.value
    if not isinstance(value, dict):
        # an unreadable file has its problem already
        if not any(one.severity == "error" and one.code not in {"hidden-character", "mojibake"} for one in found):
            stands = "a list" if isinstance(value, list) else "nothing" if value is None else quote(value)
            found.append(
                Diagnostic.of(
                    "no-front-matter",
                    path,
                    parsed.position(()),
                    f"Here should stand facts of the form name: value, but here stands {stands}.",
                    "Write one field on each line, for instance title: A kitchen in every street.",
                )
            )
        value = None
    return replace(parsed, value=value, diagnostics=tuple(found))


_HOW_IT_BEGINS = (
    "A case begins with a line of three hyphens (---), then the facts, then another line of three hyphens, then the "
    "story."
)


def read_front_matter(
    raw: bytes, path: str, limit: int = CASE_LIMIT, known: dict[str, Any] | None = None
) -> ParsedFile:
    """Read a file with facts between two lines of three hyphens and a text below them.

    Args:
        raw: Its bytes.
        path: What messages call it.
        limit: How many bytes it may have.
        known: Its facts, if it has been read before and no problem was found.
    """
    if known is not None:
        lines = tuple(_even_lines(raw.decode()).split("\n"))
        _, end, *_ = _find_fences(lines)
        parsed = _read_known(_join_facts(lines, end), path, 2, known)
        return replace(parsed, lines=lines, body=_join_story(lines, end), body_line=end + 2)
    text, found, readable = _decode(raw, path, limit)
    lines = tuple(text.split("\n"))
    conflicts = find_conflicts(text, path)
    if not readable or conflicts:
        return ParsedFile(None, lines=lines, diagnostics=(*found, *conflicts))

    def refuse(code: str, line: int, message: str, help: str) -> ParsedFile:
        problem = Diagnostic.of(code, path, Position(line, 1), message, help)
        return ParsedFile(None, lines=lines, diagnostics=(*found, problem))

    fences = _find_fences(lines)
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return refuse("no-front-matter", 1, "The file is empty.", _HOW_IT_BEGINS)
    if lines[first].rstrip() != "---":
        help = _HOW_IT_BEGINS
        if find_code_mark(("", lines[first])):
            help = f"Remove this line, and the line with the same mark that ends the code. {help}"
        return refuse("no-front-matter", first + 1, say_beginning(lines[first]), help)
    if first > 0:
        return refuse(
            "no-front-matter", 1,
            f"The facts must begin in the first line; here {number_of(first, 'empty line')} "
            f"{'stands' if first == 1 else 'stand'} before the three hyphens.",
            "Remove what stands above the three hyphens.",
        )  # fmt: skip
    if code := find_code_mark(lines):
        return refuse("yaml-syntax", code, *SAY_CODE)
    if len(fences) < 2:
        line, message = guess_end(lines)
        return refuse(
            "unclosed-front-matter", line, message,
            "Put a line with exactly three hyphens (---), and nothing before them, between the facts and the story.",
        )  # fmt: skip
    end = fences[1]
    if more := find_more_fields(lines, end):
        refused = refuse(
            "several-documents", end + 1,
            f"The facts end in line {end + 1}, but below stand more fields: {quote(lines[more].strip())}.",
            "Remove this line of three hyphens: the facts end where the story begins." if len(fences) > 2
            else "Put this line of three hyphens below the last of the fields, where the story begins.",
        )  # fmt: skip
        # where another such line follows, this one is too many
        (*others, last) = refused.diagnostics
        return replace(refused, diagnostics=(*others, replace(last, fix=Fix("---", "") if len(fences) > 2 else None)))
    value, locate = _read(_join_facts(lines, end), path, 2, found)
    return _finish(ParsedFile(value, locate, lines, _join_story(lines, end), end + 2), found, path)


def _find_fences(lines: tuple[str, ...]) -> list[int]:
    return [number for number, line in enumerate(lines) if line.startswith("---") and line.rstrip() == "---"]


def _join_facts(lines: tuple[str, ...], end: int) -> str:
    return "\n".join(lines[1:end]) + "\n"


def _join_story(lines: tuple[str, ...], end: int) -> str:
    return "\n".join(lines[end + 1 :])
