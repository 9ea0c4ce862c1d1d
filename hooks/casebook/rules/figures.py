"""Figures that can be read in one way only, whatever the habits of the reader's country."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from casebook.diagnostics import say
from casebook.files import FieldPath
from casebook.rules.project import CheckedFile, Problems, Project
from casebook.text.wording import join_words, quote

__all__ = ["check_figures"]

_LONGEST = 200
_SPACES = " \u00a0\u2009\u202f"
_RUN = re.compile(
    rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?"
    rf"|[0-9]+(?:(?:[.,'’:]|_+)[0-9]+)+(?:[{_SPACES}][0-9]{{3}}(?![0-9]))*|[0-9]+"
)
"""A number with all that stands between its digits. Each letter can be read in one way only."""
_MACHINE = re.compile(r"\b(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]+)\b")
"""Numbers as programs write them."""
_GROUPED = re.compile(r"[0-9]{1,3}([.,'’ ])[0-9]{3}(?:\1[0-9]{3})*|[0-9]{1,2}(,)(?:[0-9]{2},)+[0-9]{3}")
_SCALE = re.compile(rf"[{_SPACES}]*(million|billion|thousand|mn|bn)\b", re.IGNORECASE)
_ZEROS = {"thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9}


class _Reading(NamedTuple):
    """How a number may be meant that is not written as it should be."""

    plain: str
    """What to write; empty if nobody knows."""
    other: str = ""
    """What to write if it is meant otherwise; empty if the first is certain."""


def check_figures(case: CheckedFile, project: Project) -> Problems:
    """Whether results have figures that can be read in one way only."""
    for _, path, value in case.walk("figure"):
        written = _read_form(case, path, value)
        if not written or len(written) > _LONGEST:
            # one that is too long is told so already
            continue
        if not any(character.isdigit() for character in written):
            yield case.report(
                "wrong-form", path, *say("no-figure", written=quote(value)),
            )  # fmt: skip
        elif strange := next((one for one in written if one.isdecimal() and not one.isascii()), ""):
            plain = "".join(str(int(one)) if one.isdecimal() else one for one in written)
            # what stands between such digits may be a mark of thousands or of decimals
            certain = re.fullmatch(r"[A-Za-z ~<>+€$£%-]*[0-9]+[A-Za-z ~<>+€$£%-]*", plain)
            yield case.report(
                "wrong-form", path, f"{quote(written)} has digits of another script, such as {quote(strange)}.",
                f"Write them with the digits 0 to 9{f': {plain}' if certain else '.'}", better=plain if certain else "",
            )  # fmt: skip
        elif found := _MACHINE.search(written):
            plain = str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 10**15 else ""
            yield case.report(
                "wrong-form", path, f"{quote(found[0])} is not a figure as people write it.",
                f"Write it in digits: {plain}" if plain else "Write it in the digits 0 to 9, such as 120 or 0.5.",
                better=plain,
            )  # fmt: skip
        else:
            yield from _check_runs(case, path, written)


def _read_form(case: CheckedFile, path: FieldPath, value: Any) -> str:
    """The figure as the writer wrote it: 24.450 and 0x10 are no longer so once they are numbers."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    # where each number stands is found only in a file that has such a thing, which is rare
    odd_whole, odd = case.has_odd_numbers
    odd = odd or f"{abs(value):.3f}" in case.source_text if isinstance(value, float) else odd_whole
    return (odd and case.parsed.written(path)) or str(value)


def _check_runs(case: CheckedFile, path: FieldPath, written: str) -> Problems:
    """The numbers inside a figure, all told in one problem and cured in one go."""
    runs = [(found, reading) for found in _RUN.finditer(written) if (reading := _read(found[0]))]
    if not runs:
        return
    said = join_words((quote(found[0]) for found, _ in runs), "and")
    noun = "figure" if len(runs) == 1 else "figures"
    if any(not reading.plain for _, reading in runs):
        help = "Write it in digits, with a point before decimals, such as 120 or 12.5."
        if any(":" in found[0] for found, _ in runs):
            help += " A time of day belongs in the text, and a ratio is written 1 in 20."
        yield case.report("wrong-form", path, f"{said} is not a figure as people write it.", help)
    elif any(reading.other for _, reading in runs):
        message = f"The {noun} {said} could be read in two ways."
        between = _put(written, runs)
        before = _put(written, [(found, _Reading(reading.other or reading.plain)) for found, reading in runs])
        mark = "comma" if any("," in found[0] for found, _ in runs) else "point"
        help = f"Write {between} if the {mark} stands between thousands, or {_avoid_scale(before, runs)}"
        yield case.report("wrong-form", path, message, f"{help}. The page puts in the commas.")
    else:
        better = _put(written, runs)
        fault = "is not a figure as people write it"
        if not any("_" in found[0] for found, _ in runs):
            fault = f"{'has' if len(runs) == 1 else 'have'} signs between digits that people read in different ways"
        yield case.report(
            "wrong-form", path, f"The {noun} {said} {fault}.",
            f"Write nothing between thousands and a point before decimals: {better}. The page puts in the commas.",
            better=better,
        )  # fmt: skip


def _put(written: str, runs: list[tuple[re.Match[str], _Reading]]) -> str:
    """The figure with each number as it should be."""
    parts, end = [], 0
    for found, reading in runs:
        parts += [written[end : found.start()], reading.plain]
        end = found.end()
    return "".join([*parts, written[end:]])


def _avoid_scale(before: str, runs: list[tuple[re.Match[str], _Reading]]) -> str:
    """What to write where the mark stands before decimals; three of them and a million are written out."""
    found = runs[0][0]
    scale = _SCALE.match(found.string, found.end())
    if len(runs) > 1 or not scale:
        return f"{before} if it stands before decimals"
    whole, decimals = re.split("[.,]", found[0])
    full = f"{int(whole + decimals)}{'0' * (_ZEROS[scale[1].lower()] - 3)}"
    return (
        f"{found.string[: found.start()]}{full}{found.string[scale.end() :]} if you mean {whole}.{decimals} {scale[1]}"
    )


def _read(run: str) -> _Reading | None:
    """How a number is meant; None if it is written as it should be."""
    marks = [character for character in run if not character.isdigit()]
    if not marks:
        return None
    evened = re.sub(f"[{_SPACES}]", " ", run)
    digits = "".join(character for character in run if character.isdigit())
    if set(marks) == {"_"}:
        return _Reading(digits)
    first, last = evened[: len(run) - len(re.split("[.,]", run)[-1]) - 1], re.split("[.,]", run)[-1]
    if len(marks) == 1 and marks[0] in ".,":
        if len(last) == 3 and len(first) <= 3 and first != "0":
            decimals = last.rstrip("0")
            # a fourth digit makes decimals of them without doubt
            point = first if not decimals else f"{first}.{decimals if len(decimals) < 3 else decimals + '0'}"
            return _Reading(digits, point)
        return None if marks[0] == "." else _Reading(f"{first}.{last}")
    if _GROUPED.fullmatch(evened):
        return _Reading(digits)
    # thousands, and then the other mark before decimals
    if marks[-1] in ".," and marks[-1] not in marks[:-1] and _GROUPED.fullmatch(first):
        return _Reading(f"{re.sub('[^0-9]', '', first)}.{last}")
    return _Reading("")
