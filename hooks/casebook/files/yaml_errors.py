"""Why a parser could not read the facts, in the words of somebody who has never heard of a parser."""

from __future__ import annotations

import json
import re
from itertools import islice

import yaml

from casebook.diagnostics import Fix, Position
from casebook.files.syntax_fault import SyntaxFault
from casebook.files.yaml_layout import find_layout_fault
from casebook.text.wording import join_words, quote, show_plainly

__all__ = ["explain_yaml_error"]

_FIELD = re.compile(r"^(\s*(?:- +)*)([A-Za-z_][\w-]*): +(.*)$")
_ITEM = re.compile(r"^(\s*(?:- +)+)(.*)$")
# each letter can be read in one way only: with two the time would double with each backslash
_OPEN = re.compile(r"""^\s*(?:- +)*(?:[A-Za-z_][\w-]*: +)?(["'])(?:(?!\1)[^\\]|\\.)*\\?$""")


def _quoted(line: str) -> str | None:
    """The line as it would be with its value in double quotes."""
    found = _FIELD.match(line)
    start, value = (f"{found[2]}: ", found[3]) if found else ("", "")
    if not found and (item := _ITEM.match(line)):
        start, value = "- ", item[2]
    # what follows a space and # is a comment and no part of the text
    value = re.sub(r"\s#.*$", "", value).strip().strip("\"'")
    if not value or len(value) > 300:
        return None
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{start}"{escaped}"'


def _fix_quotes(lines: list[str], number: int, value: str) -> Fix | None:
    """Quotation marks around a text, if it ends with its line and holds no remark."""
    below = next((line for line in lines[number : number + 3] if line.strip()), "")
    column = len(lines[number - 1]) - len(lines[number - 1].lstrip(" -"))
    goes_on = below and len(below) - len(below.lstrip(" -")) > column
    if goes_on or " #" in value or value[:1] in "\"'[{|>&*!" or not value.isprintable():
        return None
    return Fix(value.rstrip(), json.dumps(value.rstrip(), ensure_ascii=False))


def _advise_quotes(line: str) -> str:
    better = _quoted(line)
    return f"Put the text in double quotes: {better}" if better else "Put the whole text in double quotes."


_Said = tuple[Position, str, str] | tuple[Position, str, str, Fix | None]


def explain_yaml_error(error: Exception, text: str) -> SyntaxFault:
    """The place of a syntax error, what is wrong there, and what to do."""
    mark = error.problem_mark or error.context_mark if isinstance(error, yaml.MarkedYAMLError) else None
    fault = find_layout_fault(text.split("\n"), mark.line) if mark else None
    fault = fault or SyntaxFault(*_explain(error, text))
    # a help that repeats what was written must not hold what a terminal would obey, or nobody could see
    return fault if fault.help.isprintable() else fault._replace(help=show_plainly(fault.help))


def _explain(error: Exception, text: str) -> _Said:
    if not isinstance(error, yaml.MarkedYAMLError):
        return Position(1, 1), "The facts cannot be read.", "Compare them with those of another case."
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    problem, context = error.problem or "", error.context or ""

    def line_of(mark: yaml.Mark | None) -> str:
        return lines[mark.line] if mark and mark.line < len(lines) else ""

    def at(mark: yaml.Mark | None) -> Position:
        return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)

    here = line_of(mark)
    written = quote(here.strip())

    # an unclosed quotation mark makes trouble only where the next one stands
    unclosed = _find_unclosed(lines, mark.line if mark else 0)
    if unclosed is not None and "escape" not in context + problem:
        return _say_unclosed(unclosed, lines[unclosed.line - 1])
    if "quoted scalar" in context:
        if "escape" in problem or "escape" in context or "hexadecimal" in problem:
            return (
                at(mark),
                f"A backslash in double quotes has a meaning of its own, and here none fits: {written}.",
                "Write the backslash twice, or put the text in single quotes.",
            )
        return _say_unclosed(at(start), line_of(start))
    if "mapping values are not allowed" in problem:
        return _explain_colon(lines, mark, at(mark), here, written)
    if "cannot start any token" in problem or "%" in problem or "but found ','" in problem:
        character = here[mark.column : mark.column + 1] if mark else ""
        value = here[mark.column :] if mark and _value_start(here) == mark.column else ""
        fix = _fix_quotes(lines, mark.line + 1, value) if mark and value and character != "\t" else None
        said = f"An unquoted text cannot begin with {quote(character)}: {written}."
        return at(mark), said, _advise_quotes(here), fix
    if "flow" in context:
        return _explain_brackets(lines, start, at(mark), at(start), line_of(start), here)
    if "mapping keys are not allowed" in problem:
        return at(mark), f"A question mark cannot stand alone, nor before a space: {written}.", _advise_quotes(here)
    if ("anchor" in context or "alias" in context) and (bullet := re.match(r"\s*\* +(\S.{0,80})", here)):
        return (
            at(start), f"The entries of a list begin with a hyphen, and this one with an asterisk: {written}.",
            f"Write - {bullet[1]}", Fix("* ", "- "),
        )  # fmt: skip
    if "anchor" in context or "alias" in context:
        return at(start), f"An unquoted text cannot begin with * or &: {written}.", _advise_quotes(here)
    if "tag" in context or "tag" in problem:
        return at(start), f"An unquoted text cannot begin with an exclamation mark: {written}.", _advise_quotes(here)
    if "block scalar" in context:
        return (
            at(mark), f"After > or | the line must end: {written}.",
            "Begin the text in the next line, two spaces further in; or put it in double quotes.",
        )  # fmt: skip
    if "simple key" in context or "could not find expected ':'" in problem:
        return _explain_missing_colon(at(start), line_of(start))
    if "expected <block end>" in problem:
        return _explain_block(lines, mark, start, at(mark), here, written)
    if "sequence entries are not allowed" in problem:
        return (
            at(mark), f"A list cannot begin in the middle of a line: {written}.",
            "Put each entry of the list on a line of its own, after a hyphen and a space; or put a text that "
            "begins with a hyphen in double quotes.",
        )  # fmt: skip
    return (
        at(mark), f"The facts cannot be read on from here: {written}.",
        "Look for a missing quotation mark or bracket, a colon in an unquoted text, or wrong indentation in this "
        "line and the one before.",
    )  # fmt: skip


def _value_start(line: str) -> int:
    """The column, from 0, in which the value of a line begins; -1 if it has none."""
    if field := _FIELD.match(line):
        return field.start(3)
    item = _ITEM.match(line)
    return item.start(2) if item else -1


def _quote_whole(line: str) -> str:
    """A colon and the text as it should be, if its quotation marks close too early; else a full stop."""
    value = line[_value_start(line) :].rstrip() if _value_start(line) >= 0 else ""
    if len(value) > 300 or value[:1] not in {'"', "'"} or "\\" in value or " #" in value:
        return "."
    mark, closing = value[0], value.find(value[0], 1)
    # a mark behind a word and before a space closes a quotation: the text only begins with one
    whole = value if not value.endswith(mark) or value[closing + 1 : closing + 2] == " " else value[1:-1]
    return f": {line[: _value_start(line)].strip()} {json.dumps(whole, ensure_ascii=False)}"


def _say_unclosed(place: Position, line: str) -> tuple[Position, str, str]:
    return (
        place,
        f"The quotation mark here is never closed: {quote(line.strip())}.",
        "Put the same quotation mark at the end of the text. A double quotation mark inside the text is written "
        '\\", an apostrophe inside single quotes is written twice.',
    )


def _find_unclosed(lines: list[str], last: int) -> Position | None:
    """The first quotation mark that is still open where the next field begins."""
    for number, line in enumerate(lines[: last + 1]):
        found = _OPEN.match(line)
        if not found:
            continue
        # where the next one of its kind stands the search ends, so that no line is looked at more than twice
        for below in islice(lines, number + 1, last + 1):
            if re.match(r"^\s*(?:- +)*[A-Za-z_][\w-]*:(\s|$)", below) or re.match(r"^\s*- ", below):
                return Position(number + 1, found.start(1) + 1)
            if found[1] in below:
                break
    return None


def _explain_colon(lines: list[str], mark: yaml.Mark | None, place: Position, here: str, written: str) -> _Said:
    """A colon where none can be: inside an unquoted text, or in a line that is indented wrongly."""
    found = _FIELD.match(here)
    value = found[3] if found else ""
    if found and (fields := _find_fields_in_line(here, found)):
        return Position(place.line, fields[0]), f"Several fields stand in one line: {written}.", fields[1]
    if found and value[:1] not in {'"', "'"} and re.search(r":(\s|$)", value):
        return (
            Position(place.line, found.start(3) + 1), f"A text without quotation marks has a colon in it: {written}.",
            _advise_quotes(here), _fix_quotes(lines, place.line, value),
        )  # fmt: skip
    # the text of the line above runs on into this one, so the colon came too late
    number = next((n for n in range(place.line - 1, 0, -1) if lines[n - 1].strip()), 0)
    above = lines[number - 1] if number else ""
    if re.match(r"^\s*(?:- +)*[A-Za-z_][\w-]*:[^\s/]", above):
        return _explain_missing_colon(Position(number, 1), above)
    if re.match(r"^\s+[^\s:]+.*:\s", here) and found is None:
        return place, f"A text without quotation marks has a colon in it: {written}.", (
            "Put the whole text, with all its lines, in double quotes."
        )  # fmt: skip
    if above and len(here) - len(here.lstrip()) > len(above) - len(above.lstrip()):
        return (
            Position(place.line, len(here) - len(here.lstrip()) + 1),
            f"This line stands further in than the one above, which has a value already: {written}.",
            "Begin it in the same column as the field that it goes with. If it belongs to the text above, put that "
            "whole text in double quotes.",
        )
    return place, f"There is a colon here that has no place: {written}.", _advise_quotes(here)


_ONE_FIELD = re.compile(r"[a-z_]+: +(?:[^\s\[{\"'](?:[^,]|,(?! ))*|\[[^\[\]{}\"']*\])")
"""A field with its value, in which nothing could be cut: a text without a comma, or a list of words."""


def _find_fields_in_line(line: str, found: re.Match[str]) -> tuple[int, str] | None:
    """The column of several fields of one group in one line, with a comma between two, and what to do."""
    start = found.start(2) if found[1].strip() else found.start(3)
    fields = line[start:].rstrip()
    pieces = re.split(r", (?=[a-z_]+: )", fields)
    if len(pieces) < 2 or not all(_ONE_FIELD.fullmatch(piece) for piece in pieces):
        return None
    return start + 1, f"Put braces around them: {line[:start].strip()} {{{fields}}}"


def _find_remark(lines: list[str], first: int, last: int) -> tuple[int, int] | None:
    """The line, and the column from 0, of a # that cuts off what closes or goes on with brackets."""
    for number in range(first, min(last, len(lines)) + 1):
        found = re.search(r"\s(#)", lines[number - 1])
        if found and re.search(r"[\]},]", lines[number - 1][found.start() :]):
            return number, found.start(1)
    return None


def _explain_brackets(
    lines: list[str], start: yaml.Mark | None, place: Position, opening_place: Position, opening: str, here: str
) -> _Said:
    bracket = opening[start.column : start.column + 1] if start else "["
    closing = "}" if bracket == "{" else "]"
    remark = _find_remark(lines, opening_place.line, place.line)
    if remark:
        number, column = remark
        line = lines[number - 1]
        source = re.search(r"([a-z0-9]+(?:-[a-z0-9]+)*)\s+(#[^\s#,\]}]+)", line)
        cure = "Put the text that has # in it in double quotes."
        if source and bracket == "[":
            cure = f"Write the source and its locator without a space between them: {source[1]}{source[2]}"
        said = f"A space before # makes a comment of the rest of the line: {quote(line.strip())}."
        return Position(number, column + 1), said, cure
    if closing not in opening[(start.column if start else 0) :]:
        return (
            opening_place, f"The bracket {bracket} here is never closed: {quote(opening.strip())}.",
            f"Put {closing} at the end of the list.",
        )  # fmt: skip
    return (
        place, f"The list in brackets cannot be read: {quote(here.strip())}.",
        f"Put a comma between its entries and {closing} at its end, and put a text with a comma, a colon or brackets "
        "in double quotes.",
    )  # fmt: skip


def _explain_missing_colon(place: Position, line: str) -> _Said:
    written = quote(line.strip())
    if found := re.match(r"^\s*(?:- +)*([A-Za-z_][\w-]*):(\S.*)$", line):
        value = re.sub(r"\s#.*$", "", found[2])[:300].strip()
        return (
            Position(place.line, line.index(":") + 1),
            f"After the colon a space is missing: {written}.",
            f"Write {found[1]}: {value}",
            Fix(f":{found[2]}", f": {found[2]}"),
        )
    return (
        place, f"This line is neither a field nor part of a text: {written}.",
        "A field has the form name: value, with a colon and a space. If the line belongs to the text above, begin it "
        "two spaces further in.",
    )  # fmt: skip


def _explain_block(
    lines: list[str], mark: yaml.Mark | None, start: yaml.Mark | None, place: Position, here: str, written: str
) -> tuple[Position, str, str]:
    """Something stands where a line should end, or a line stands in the wrong column."""
    column = place.column - 1
    before = here[:column].rstrip()
    if before.endswith(('"', "'")) and before.strip("\"' -"):
        return (
            place, f"The text goes on after its closing quotation mark: {written}.",
            f'Put the whole text in double quotes; a double quotation mark inside it is written \\"'
            f"{_quote_whole(here)}",
        )  # fmt: skip
    if before.endswith(("]", "}")):
        return (
            place, f"The line goes on after the closing bracket: {written}.",
            "Put the whole text in double quotes, or move what follows into the brackets.",
        )  # fmt: skip
    wanted = start.column if start else 0
    if here[:column].strip() == "" and column != wanted:
        above = next((line for line in reversed(lines[: place.line - 1]) if line.strip()), "")
        columns = sorted({wanted + 1, len(above) - len(above.lstrip()) + 1})
        return (
            place,
            f"This line begins in column {column + 1}; the lines that it can go with begin in column "
            f"{join_words(map(str, columns), 'or')}: {written}.",
            "Fields of one group, and the hyphens of one list, begin in the same column.",
        )  # fmt: skip
    if here.strip().startswith("- "):
        return (
            place, f"A list begins here, but fields stand above it in the same column: {written}.",
            "Put the name of the list and a colon above it.",
        )  # fmt: skip
    help = "Fields of one group begin in the same column; each entry of a list begins with a hyphen and a space."
    if any(re.match(rf" {{{column + 2}}}[A-Za-z_]", line) for line in lines[max(0, place.line - 4) : place.line - 1]):
        help = f"If it is a field of the entry above, begin it in column {column + 3}, as its other fields do. {help}"
    return place, f"This line does not go with those above: {written}.", help
