"""Where the facts of a case begin and end, and where somebody meant them to if they do not."""

from __future__ import annotations

import re

from casebook.text.wording import quote

__all__ = ["SAY_CODE", "find_code_mark", "find_more_fields", "guess_end", "say_beginning"]

SAY_CODE = (
    "A mark of program code stands among the facts.",
    "Remove this line, and the line with the same mark that ends the code.",
)
"""What to say of program code among the facts, and what to do."""

_DASHES = r"\s*(?:[-–—]{2,}|[–—])\s*"
"""What word processors make of three hyphens, and what is nearly that."""
_FIELD_LINE = re.compile(r"[a-z][a-z_]*:(?: |$)")


def find_code_mark(lines: tuple[str, ...]) -> int:
    """The line below the first three hyphens if it begins program code; else 0."""
    return 2 if len(lines) > 1 and re.fullmatch(r"\s*(```|~~~)\s*\w*\s*", lines[1]) else 0


def find_more_fields(lines: tuple[str, ...], end: int) -> int:
    """Where fields go on below the three hyphens that end the facts; 0 if the story begins there."""
    below = [number for number in range(end + 1, min(end + 40, len(lines))) if lines[number].strip()]
    if not below or not _FIELD_LINE.match(lines[below[0]]):
        return 0
    fields = sum(_FIELD_LINE.match(lines[number].lstrip(" -")) is not None for number in below[:10])
    # one such line may be the beginning of a story
    return below[0] if fields > 1 and _goes_on(lines[below[1]]) else 0


def _goes_on(line: str) -> bool:
    """Whether a line below a field belongs to the facts too."""
    return _FIELD_LINE.match(line) is not None or line.startswith((" ", "- "))


def say_beginning(line: str) -> str:
    """What is wrong with a first line that is not three hyphens."""
    if re.fullmatch(_DASHES, line):
        return f"The facts begin with exactly three hyphens in a line of their own, but here stands {quote(line)}."
    return f"The file begins with {quote(line)} and not with facts."


def guess_end(lines: tuple[str, ...]) -> tuple[int, str]:
    """The line before which the closing hyphens seem to be missing, and the words for it."""
    for number, line in enumerate(lines[1:], 2):
        if re.fullmatch(rf"{_DASHES}|\s*\.\.\.\s*", line):
            return number, f"The facts never end: {quote(line.strip())}: it should be exactly ---."
    heading = next((number for number, line in enumerate(lines, 1) if line.startswith("## ")), 0)
    begins = min(filter(None, (heading, _find_story(lines))), default=0)
    if begins:
        said = f"The facts never end: {quote(lines[begins - 1].strip())}: the story seems to begin here."
        return begins, said
    return 1, "The facts begin here and never end."


def _find_story(lines: tuple[str, ...]) -> int:
    """The line, below an empty one, in which words begin that are no field; 0 if there is none."""
    for number in range(2, len(lines)):
        line = lines[number]
        if not lines[number - 1].strip() and re.match(r"[^\s#\-\]}][^:]*(?: [^:]*){3}", line[:200]):
            return number + 1
    return 0
