"""A case file in what somebody sent: an issue, a mail, a file that came with it. It is found, placed and answered.

The text is a stranger's. It is read and never obeyed: what of it goes into the answer can name nobody, lead
nowhere and run nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.diagnostics import Diagnostic
from casebook.fields import load_schemas
from casebook.files import CASE_LIMIT, read_bytes, read_front_matter
from casebook.taking.placing import is_place, make_place, name_place, write_at
from casebook.taking.trial import judge_among_others
from casebook.text.wording import number_of, shorten, show_plainly
from casebook.writing import keep_lines

__all__ = ["FoundFile", "MessageAnswer", "answer_message", "defuse", "find_case_file"]

_MOST_TEXT = 512 * 1024
_MOST_PROBLEMS = 15
_LONGEST_PROBLEM = 900
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`\n]*\Z")
_START = re.compile(r"---[ \t]*\Z")
_FIRST_FIELD = re.compile(r"#|[a-z_]{2,40}[ \t]*:")
_QUOTED = re.compile(r"(?:[ \t]{0,3}>)+ ?")
_HEADING = re.compile(r"### \S")
# GitHub and its kin read these as something to do; a space that nobody sees makes letters of them
_LIVE = re.compile(r"@(?=[\w-])|#(?=\d)|:(?=//|:)|(?<=www)\.", re.IGNORECASE)
_SIGNS = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "`": "'", **{sign: f"\\{sign}" for sign in "\\*_[]!|~"}}
)


@dataclass(frozen=True)
class FoundFile:
    """A case file as it stands in a message."""

    text: str
    """The file, with plain line ends."""
    others: int
    """How many more files the message holds."""


@dataclass(frozen=True)
class MessageAnswer:
    """What became of a message."""

    place: str
    """Where the file was put; empty where there was none, or none could be put."""
    report: str
    """The answer to whoever sent it, as Markdown."""
    is_clean: bool
    """Whether a file was found, put in its place, and has no errors."""


def find_case_file(message: str) -> FoundFile | None:
    """The case file in a message: in a fence or bare, quoted in a reply, with the line ends of any system."""
    text = message[:_MOST_TEXT].lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    unquoted = [_QUOTED.sub("", line, count=1) if _QUOTED.match(line) else line for line in lines]
    for tried in (lines, unquoted) if unquoted != lines else (lines,):
        found = [*_find_fenced(tried)] or [*_find_bare(tried)]
        if found:
            # one that says where it belongs was written by our own form
            first = next((one for one in found if name_place(one)), found[0])
            return FoundFile(first, len(found) - 1)
    return None


def _find_fenced(lines: list[str]) -> Iterator[str]:
    number = 0
    while number < len(lines):
        opened = _FENCE.match(lines[number])
        number += 1
        if not opened:
            continue
        end = re.compile(rf" {{0,3}}{opened[1][0]}{{{len(opened[1])},}}[ \t]*\Z")
        stop = next((n for n in range(number, len(lines)) if end.match(lines[n])), len(lines))
        yield from _find_bare(lines[number:stop], is_alone=True)
        number = stop + 1


def _find_bare(lines: list[str], *, is_alone: bool = False) -> Iterator[str]:
    """Files that begin with three hyphens and a field; one that is not alone ends where a form goes on."""
    starts = [n for n, line in enumerate(lines[:-1]) if _START.match(line) and _FIRST_FIELD.match(lines[n + 1])]
    for start in starts[:1]:
        close = next((n for n in range(start + 1, len(lines)) if _START.match(lines[n])), None)
        if close is None:
            continue
        stop = len(lines)
        if not is_alone:
            # the signature of a mail, and the next question of an issue form
            stop = next((n for n in range(close, len(lines)) if lines[n] == "-- " or _HEADING.match(lines[n])), stop)
        yield "\n".join(lines[start:stop]).strip("\n") + "\n"


def defuse(text: str, most: int = _LONGEST_PROBLEM) -> str:
    """A stranger's words on one line of Markdown, such that they are letters and nothing else."""
    plain = shorten(show_plainly(text[: most * 4]), most).translate(_SIGNS)
    return _LIVE.sub(lambda found: f"{found[0]}&#8203;", plain)


def answer_message(message: str, root: Path, to: Path, *, replace: bool = True) -> MessageAnswer:
    """Find the case file in a message, put it in its place, and answer.

    Args:
        message: What somebody sent.
        root: The project among whose files it is judged.
        to: The folder in which cases/ shall hold it; the project itself, or another.
        replace: Whether it may take the place of a file that is there: whoever changes a case sends it whole.

    Raises:
        TakingError: The file cannot be written.
    """
    found = find_case_file(message)
    if found is None:
        return MessageAnswer("", _say_nothing_found(message), is_clean=False)
    if len(found.text.encode("utf-8", "replace")) > CASE_LIMIT:
        said = (
            f"The case file is larger than {CASE_LIMIT // 1024} KiB, and was not taken. Shorten it, or make two of it."
        )
        return MessageAnswer("", f"{said}\n", is_clean=False)
    text = found.text.encode("utf-8", "replace").decode()
    named = name_place(text)
    facts = read_front_matter(text.encode(), "case.md", CASE_LIMIT).value
    place = named if is_place(named) else make_place(facts if isinstance(facts, dict) else {})
    if not place:
        said = (
            "A case file was found, but neither its second line nor its title says what to call it. Write a title in "
            "the line `title:`, with the city below it, and send the whole text once more."
        )
        return MessageAnswer("", f"{said}\n", is_clean=False)
    is_there = (root / place).is_file()
    if is_there:
        text = _keep_lines(root, place, text)
    problems = judge_among_others(root, {place: text})[place]
    write_at(to, place, text, replace=replace)
    report = "\n".join(_report(found, place, named, problems, is_there=is_there)) + "\n"
    return MessageAnswer(place, report, not any(one.severity == "error" for one in problems))


def _keep_lines(root: Path, place: str, text: str) -> str:
    """A change of a file that is there, such that the difference shows what was changed and nothing else."""
    raw, _ = read_bytes(root / place, root)
    schemas, _ = load_schemas(root)
    return keep_lines(raw.decode("utf-8", "replace"), text, schemas.trees["case"]) if raw and schemas else text


def _say_nothing_found(message: str) -> str:
    if any(_HEADING.match(line) for line in message[:_MOST_TEXT].splitlines()):
        return (
            "Thank you. This message holds no case file, so nothing was made of it. If it is a correction, a wish to "
            "take something down, or what somebody saw who was there, that is as it should be: the maintainers read "
            "it, and there is nothing more to do.\n"
        )
    return (
        "Thank you. No case file was found in this message, so nothing was made of it. A case file begins with a line "
        "of three hyphens, then the facts, then three hyphens again and the story. Copy it whole out of the form and "
        "paste it once more.\n"
    )


def _report(
    found: FoundFile, place: str, named: str, problems: tuple[Diagnostic, ...], *, is_there: bool
) -> Iterator[str]:
    errors = [one for one in problems if one.severity == "error"]
    hints = [one for one in problems if one.severity != "error"]
    yield f"Thank you. A case file was found, and its place is `{place}`."
    if named and named != place:
        yield "\nThe place that its second line names cannot be one, so it was made from the city and the title."
    if is_there:
        yield "\nA case lies there already: this is taken as a change of it, and the difference shows what is new."
    if found.others:
        yield f"\nThe message holds {number_of(found.others, 'more file')}; only one was taken. Send each by itself."
    if not errors:
        yield "\nThe checker has found nothing that is wrong."
    else:
        yield f"\n### To mend: {number_of(len(errors), 'problem')}\n"
        yield from _list_problems(errors)
    if hints:
        yield f"\n### Worth a look: {number_of(len(hints), 'hint')}\n"
        yield from _list_problems(hints)
    yield "\n### What comes next\n"
    if errors:
        yield "Mend what stands above, in the form or in the text, and edit this message. Nothing you wrote is lost."
    else:
        yield "Somebody of the maintainers reads it, asks if something is unclear, and puts it on the site."


def _list_problems(problems: list[Diagnostic]) -> Iterator[str]:
    for one in problems[:_MOST_PROBLEMS]:
        yield f"- Line {one.line}: {defuse(one.message)} {defuse(one.help)}"
    if (left := len(problems) - _MOST_PROBLEMS) and left > 0:
        yield f"- And {left:,} more. Mend these first: many may have one cause."
