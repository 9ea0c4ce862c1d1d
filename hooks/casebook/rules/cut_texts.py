"""Texts that a sign cuts off or splits without anybody being told: a space and #, and a comma in brackets."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from casebook.diagnostics import Diagnostic, Fix, Position
from casebook.fields import TEXTS
from casebook.files import FieldPath
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import quote

__all__ = ["check_cut_texts", "check_joined_texts", "check_split_texts"]

_LONGEST = 300
# after a comma they go on with a sentence, in whatever case it began
_GOES_ON = frozenset({
    "and", "or", "but", "nor", "yet", "which", "who", "whom", "whose", "that", "where", "when", "while", "because",
    "although", "though", "since", "unless", "until", "so", "if", "as", "with", "then", "however",
})  # fmt: skip


def check_cut_texts(file: CheckedFile, project: Project) -> Problems:
    """Whether a space and # make a comment of the end of a text, or of the place in a source."""
    facts = file.parsed.lines[: file.parsed.body_line - 1] if file.parsed.body else file.parsed.lines
    # where each text ends is found only in a file that has such a thing at all
    if not any(" #" in line or "\t#" in line for line in facts):
        return
    for field, path, text in file.words(*TEXTS, "evidence"):
        end = file.parsed.unquoted_end(path)
        rest = file.parsed.lines[end.line - 1][end.column - 1 :] if end else ""
        if not end or not (found := re.match(r"[ \t]+#(.*)", rest)) or not found[1].strip():
            continue
        comment = found[1].strip()
        if field.holds == "evidence":
            # a remark has a space after its mark
            if found[1][:1].strip() and "#" not in text:
                yield _report_locator(file, path, text, found[0], comment)
            continue
        yield _report_comment(file, path, end, rest)


def _report_locator(file: CheckedFile, path: FieldPath, source: str, cut: str, comment: str) -> Diagnostic:
    locator = comment.split(maxsplit=1)[0].rstrip(",]}")
    better = f"{source}#{locator}"
    return file.report(
        "cut-text", path, f"The space before # cuts off {quote('#' + comment)}, so that only {quote(source)} is left.",
        f"Write the source and the place in it without a space between them: {better}",
        fix=Fix(source + cut.rstrip(), better) if comment == locator else None,
    )  # fmt: skip


def _report_comment(file: CheckedFile, path: FieldPath, end: Position, rest: str) -> Diagnostic:
    start = file.parsed.position(path)
    line = file.parsed.lines[end.line - 1]
    whole = line[start.column - 1 :].rstrip() if start.line == end.line else ""
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    head = f"{name}: " if path and isinstance(path[-1], str) else "- "
    better = f": {head}{_quote_text(whole)}" if whole and len(whole) <= _LONGEST else ""
    # a number after the mark is no remark
    sure = bool(whole) and re.match(r"[ \t]+#\s?[0-9]", rest) is not None and _stands_alone(line, start)
    return file.report(
        "cut-text", start if whole else end, f"The space before # cuts the text off: {quote(rest.strip())} is lost.",
        f"A remark to other editors needs a line of its own; put a text with # in it in double quotes{better or '.'}",
        fix=Fix(whole, _quote_text(whole)) if sure else None,
    )  # fmt: skip


def _stands_alone(line: str, start: Position) -> bool:
    """Whether nothing but the name of the field, or a hyphen, stands before a text in its line."""
    return re.fullmatch(r"\s*(?:- +)*(?:[A-Za-z_][\w-]*: +)?", line[: start.column - 1]) is not None


def _quote_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def check_joined_texts(file: CheckedFile, project: Project) -> Problems:
    """Whether an entry of a list stands so far in that it is a part of the text above it."""
    for _, path, text in file.words(*TEXTS):
        # where each text ends is found only in a file that may have such a thing
        if " - " not in text or not _may_be_joined(file, text) or not (end := file.parsed.unquoted_end(path)):
            continue
        start, lines = file.parsed.position(path), file.parsed.lines
        before = lines[start.line - 1][: start.column - 1]
        if not re.fullmatch(r" *(?:- +)+", before):
            continue
        for number in range(start.line + 1, end.line + 1):
            line = lines[number - 1]
            if line.lstrip().startswith("- "):
                column = len(line) - len(line.lstrip()) + 1
                yield file.report(
                    "cut-text", Position(number, column),
                    f"This hyphen stands further in than the one above, so the line is a part of that text: "
                    f"{quote(line.strip())}.",
                    f"Begin it in column {before.rindex('-') + 1}, as the hyphen above.",
                )  # fmt: skip
                break


def _may_be_joined(file: CheckedFile, text: str) -> bool:
    """A quick look, after which hardly any text is left: whether some line begins with a hyphen as the text goes on."""
    begun = {words[1] if words[1:] else "" for line in file.parsed.lines if (words := line.split(None, 2))[:1] == ["-"]}
    # of a hyphen with nothing behind it nobody can tell
    return "" in begun or any(one == "-" and other in begun for one, other in pairwise(text.split()))


def check_split_texts(file: CheckedFile, project: Project) -> Problems:
    """Whether commas in square brackets make several texts of one."""
    for field, path, entries in file.walk("list"):
        if not field.entry or field.entry.holds not in ("line", "prose") or not isinstance(entries, list):
            continue
        for index, (before, entry) in enumerate(pairwise(entries), 1):
            if isinstance(before, str) and isinstance(entry, str) and _goes_on(entries, entry):
                if not _follows_comma(file, (*path, index)):
                    continue
                yield _report_split(file, field.name, path, index, entries)
                break


def _goes_on(entries: list[object], entry: str) -> bool:
    """Whether a text begins in the middle of a sentence."""
    if entry.partition(" ")[0] in _GOES_ON:
        return True
    began = isinstance(entries[0], str) and not entries[0][:1].islower()
    # iPhone and eThekwini begin so anywhere, and a few words that nobody has made a sentence of are a list
    inside = entry[:1].islower() and not entry[1:2].isupper()
    return began and inside and any(isinstance(one, str) and len(one.split()) > 2 for one in entries)


def _follows_comma(file: CheckedFile, path: FieldPath) -> bool:
    """Whether an entry without quotation marks stands after a comma in brackets."""
    place = file.parsed.position(path)
    if file.parsed.unquoted_end(path) is None:
        return False
    before = file.parsed.lines[place.line - 1][: place.column - 1].rstrip()
    above = file.parsed.lines[place.line - 2] if not before and place.line > 1 else ""
    return (before or above.rstrip()).endswith(",")


def _report_split(file: CheckedFile, name: str, path: FieldPath, index: int, entries: list[object]) -> Diagnostic:
    whole = ", ".join(str(one) for one in entries)
    example = f": {name}: [{_quote_text(whole)}]" if len(whole) <= _LONGEST else ""
    return file.report(
        "cut-text", (*path, index - 1),
        f"The comma in square brackets splits the text: {quote(entries[index - 1])} and {quote(entries[index])} are "
        "two entries now.",
        f"If it is one text, put it in double quotes{example}. If these are several, write each on a line of its own, "
        "after a hyphen and a space.",
    )  # fmt: skip
