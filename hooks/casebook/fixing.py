"""Apply the cures that problems carry: where the right text is certain, nobody has to type it.

All is tried on a copy of the project first. A file is touched once, at the end, and only if what has become
of it is better than it was.
"""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casebook.check import check_project
from casebook.diagnostics import Diagnostic, Fix
from casebook.files import CASE_LIMIT, SHARED_LIMIT, read_bytes, read_front_matter, read_yaml, walk_folder

__all__ = ["FixedFile", "Fixing", "apply_fixes", "fix_project"]

_ROUNDS = 5
"""So often what has been mended may show what else can be."""


@dataclass(frozen=True)
class FixedFile:
    """A file that was mended."""

    path: str
    """Relative to the project, with forward slashes."""
    before: bytes
    """What it said."""
    after: bytes
    """What it says now, or would say."""
    applied: tuple[Diagnostic, ...]
    """The problems whose cures were applied."""

    def show_difference(self) -> str:
        """The change as a unified diff."""
        old, new = (
            raw.decode("utf-8").replace("\r\n", "\n").splitlines(keepends=True) for raw in (self.before, self.after)
        )
        lines = difflib.unified_diff(old, new, f"a/{self.path}", f"b/{self.path}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


@dataclass(frozen=True)
class Fixing:
    """What has become of a project."""

    files: tuple[FixedFile, ...]
    """The files that were mended, by path."""
    refused: tuple[Diagnostic, ...]
    """The problems whose cures would have made it worse, and were taken back."""
    left: tuple[Diagnostic, ...]
    """Every problem that is still there, in the files that were asked for."""
    checked: tuple[str, ...]
    """The files that were asked for."""


def fix_project(
    root: Path, is_wanted: Callable[[str], bool], *, write: bool = True, today: date | None = None
) -> Fixing:
    """Apply every cure to the files that are wanted, and again, as long as there are new ones.

    Args:
        root: The folder that holds cases/.
        is_wanted: Whether a file, named relative to the project, may be touched.
        write: Whether the files are written; if not, only what would become of them is told.
        today: The day after which a date is still to come; by default the clock's.

    Raises:
        OSError: A file could not be written, or there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="casebook-") as folder:
        trial = _Trial(root, Path(folder).resolve(), is_wanted, today)
        trial.run()
        files = tuple(trial.list_changes())
        if write:
            for file in files:
                _write_whole(root / file.path, file.after)
        reading = check_project(root, today) if write else trial.reading
    left = tuple(one for one in reading.diagnostics if is_wanted(one.path))
    refused = tuple(sorted(trial.refused))
    return Fixing(files, refused, left, tuple(path for path in reading.checked if is_wanted(path)))


class _Trial:
    """A copy of a project on which cures are tried."""

    def __init__(self, root: Path, copy: Path, is_wanted: Callable[[str], bool], today: date | None) -> None:
        self._root = root
        self._copy = copy
        self._is_wanted = is_wanted
        self._today = today
        self._applied: dict[str, list[Diagnostic]] = defaultdict(list)
        self._before: dict[str, bytes] = {}
        self.refused: set[Diagnostic] = set()
        self._copy_project()
        self.reading = check_project(copy, today)

    def _copy_project(self) -> None:
        """Copy cases/ and schema/, of each link only the link."""
        (self._copy / "cases").mkdir()
        for top in ("cases", "schema"):
            for file in walk_folder(self._root / top):
                place = self._copy / file.relative_to(self._root)
                place.parent.mkdir(parents=True, exist_ok=True)
                if file.is_symlink():
                    if place.is_dir():
                        place.rmdir()
                    place.symlink_to(file.readlink())
                elif file.is_file():
                    shutil.copyfile(file, place)

    def run(self) -> None:
        """Apply what can be applied, round by round."""
        for _ in range(_ROUNDS):
            by_path: dict[str, list[Diagnostic]] = defaultdict(list)
            for one in self.reading.diagnostics:
                if one.fix and self._is_wanted(one.path) and one not in self.refused:
                    by_path[one.path].append(one)
            if not sum([self._mend(path, problems) for path, problems in by_path.items()]):
                return

    def _mend(self, path: str, problems: list[Diagnostic]) -> bool:
        """Apply the cures of a file, all at once or, where that makes it worse, each alone; whether one was applied."""
        if self._try(path, problems):
            return True
        if len(problems) == 1:
            self.refused.update(problems)
            return False
        done = False
        # from the end, so that the places of those above stay right
        for one in reversed(problems):
            if self._try(path, [one]):
                done = True
            else:
                self.refused.add(one)
        return done

    def _try(self, path: str, problems: list[Diagnostic]) -> bool:
        """Apply some cures to the copy; whether it is better now. If not, all is as it was."""
        file = self._copy / path
        raw, _ = read_bytes(file, self._copy)
        if raw is None:
            return False
        mended, applied = apply_fixes(raw, problems)
        if not applied or mended == raw:
            return False
        file.write_bytes(mended)
        reading = check_project(self._copy, self._today)
        if self._is_worse(path, raw, mended, reading.diagnostics, applied):
            file.write_bytes(raw)
            return False
        self.reading = reading
        self._before.setdefault(path, raw)
        self._applied[path] += applied
        return True

    def _is_worse(
        self, path: str, old: bytes, new: bytes, found: Sequence[Diagnostic], applied: Sequence[Diagnostic]
    ) -> bool:
        """Whether there is more wrong than before, or the same."""
        was_read, is_read = _can_be_read(path, old), _can_be_read(path, new)
        if was_read and not is_read:
            return True
        # of a file that could not be read nobody knew what else is wrong with it
        if not was_read and is_read:
            return False
        before, after = _count_errors(self.reading.diagnostics), _count_errors(found)
        # one cure may show one problem that stood behind it; of several at once nobody could say whose it is
        if after.total() > before.total() or (len(applied) > 1 and after - before):
            return True
        there, still = (Counter(map(_name_problem, all)) for all in (self.reading.diagnostics, found))
        return any(still[name] >= there[name] for name in map(_name_problem, applied))

    def list_changes(self) -> Iterator[FixedFile]:
        """The files that are otherwise than they were, but for those that somebody has changed meanwhile."""
        for path, applied in sorted(self._applied.items()):
            before, after = self._before[path], (self._copy / path).read_bytes()
            if read_bytes(self._root / path, self._root)[0] == before != after:
                yield FixedFile(path, before, after, tuple(sorted(applied)))


def _count_errors(diagnostics: Sequence[Diagnostic]) -> Counter[tuple[str, str, str]]:
    return Counter((one.path, one.code, one.message) for one in diagnostics if one.severity == "error")


def _name_problem(one: Diagnostic) -> tuple[str, int, str, str]:
    return one.path, one.line, one.code, one.message


def _can_be_read(path: str, raw: bytes) -> bool:
    if path.endswith(".md"):
        return isinstance(read_front_matter(raw, path, CASE_LIMIT).value, dict)
    return isinstance(read_yaml(raw, path, SHARED_LIMIT).value, dict)


def _write_whole(file: Path, content: bytes) -> None:
    """Write a file beside itself and put it into its place, so that it is never half of one."""
    handle, name = tempfile.mkstemp(prefix=".casebook-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        shutil.copymode(file, name)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def apply_fixes(raw: bytes, problems: Sequence[Diagnostic]) -> tuple[bytes, list[Diagnostic]]:
    """A file with the cures of these problems, and the problems whose cures were applied.

    They go in from the end backwards, and of two that would change the same letters one waits. Line ends and a byte
    order mark stay as they are.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw, []
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain, starts = _join_lines(text[len(mark) :])
    ending = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    lines = _find_lines(plain)
    found = [
        (place, one.fix, one)
        for one in problems
        if one.fix and (place := _find_place(plain, lines, one, one.fix)) is not None
    ]
    pieces: list[str] = []
    applied: list[Diagnostic] = []
    body, end = text[len(mark) :], len(plain)
    for place, fix, one in sorted(found, key=lambda found: (-found[0], -len(found[1].old))):
        stop = place + len(fix.old)
        if stop > end:
            continue
        pieces += [body[starts[stop] : starts[end]], fix.new.replace("\n", ending)]
        end = place
        applied.append(one)
    pieces.append(body[: starts[end]])
    return (mark + "".join(reversed(pieces))).encode("utf-8"), applied


def _join_lines(text: str) -> tuple[str, list[int]]:
    """A text with plain line ends, and for each of its characters, and its end, the place in the text as it was."""
    plain: list[str] = []
    starts: list[int] = []
    place = 0
    while place < len(text):
        starts.append(place)
        if text[place] == "\r":
            plain.append("\n")
            place += 2 if text.startswith("\r\n", place) else 1
        else:
            plain.append(text[place])
            place += 1
    return "".join(plain), [*starts, len(text)]


def _find_lines(plain: str) -> list[int]:
    """Where each line begins."""
    starts = [0]
    for line in plain.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts[:-1]


def _find_place(plain: str, lines: list[int], problem: Diagnostic, fix: Fix) -> int | None:
    """Where the text begins that is to be replaced: at or after the place of the problem, in the same line."""
    if not fix.old or not 1 <= problem.line <= len(lines):
        return None
    begin = lines[problem.line - 1] + problem.column - 1
    end = lines[problem.line] - 1 if problem.line < len(lines) else len(plain)
    place = plain.find(fix.old, begin, end + len(fix.old))
    return place if 0 <= place < max(end, begin + 1) else None
