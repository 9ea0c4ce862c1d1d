"""Watches the files of a project, and judges each as soon as it is saved.

To make the site anew takes longer than anybody wants to wait to hear of a missing quotation mark. So what has
changed is judged at once, against all other files as they were read before. What a change does to the others (a
case that is gone, and is named elsewhere) is known when the site is checked as a whole, before it is made anew.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from casebook.check import OpenedProject, open_project
from casebook.diagnostics import Diagnostic, Position
from casebook.files import name_path, walk_folder
from casebook.judging import cap_problems

__all__ = ["Stamp", "Stamps", "Watch", "read_stamps"]

_PAUSE = 0.2
"""How many seconds lie between two looks at the folders."""

_MOST_LOOKS = 5
"""So many looks a file is given to be saved in whole; one that grows for longer is judged as it stands."""

_FOLDERS = ("cases", "schema")


class Stamp(NamedTuple):
    """By which one sees that a file is another than before."""

    number: int
    """Its number on the disk: an editor may save a new file in place of the old one."""
    changed: int
    """When it was changed, in nanoseconds."""
    size: int
    """How many bytes it has."""


Stamps = Mapping[str, Stamp]
"""The files of a project at one moment, by their paths relative to it."""


def read_stamps(root: Path) -> Stamps:
    """The files that are watched, as they stand now."""
    found = {}
    for folder in _FOLDERS:
        for file in walk_folder(root / folder, hidden=True):
            try:
                stat = file.lstat()
            except OSError:
                continue  # it went away between two looks
            found[name_path(file, root)] = Stamp(stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return MappingProxyType(found)


def _list_changed(old: Stamps, new: Stamps) -> set[str]:
    return {path for path in {*old, *new} if old.get(path) != new.get(path)}


class Watch:
    """What is wrong with a project now. The generator tells it of each site that it makes; any thread may ask it."""

    def __init__(self, root: Path, look: Callable[[Path], Stamps] = read_stamps) -> None:
        """Watch the project in this folder. `look` tells how its files stand."""
        self._root = root
        self._look = look
        self._seen = look(root)
        """The files as they were when they were last judged."""
        self._site: Stamps | None = None
        """The files of which the site was made that is shown; None before the first."""
        self._opened: OpenedProject | None = None
        self._unread: set[str] = set()
        """What has changed since the project was opened."""
        self._problems: dict[str, list[Diagnostic]] = {}
        self._making = False
        self.number = 0
        """How many sites were made: by it a page knows that there is a newer one."""
        self._lock = threading.Lock()
        self._over = threading.Event()

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Every problem that is known, in the order of files and lines."""
        with self._lock:
            return tuple(cap_problems([one for found in self._problems.values() for one in found]))

    @property
    def is_stale(self) -> bool:
        """Whether the pages that are shown were made of other files than there are now."""
        return self._site is not None and self._site != self._seen

    @property
    def is_making(self) -> bool:
        """Whether the site is being made anew."""
        return self._making

    def stamp(self) -> Stamps:
        """The files as they stand now: to be taken before a project is checked, and given back with what was found."""
        return self._look(self._root)

    def begin_site(self) -> None:
        """The site is being made anew."""
        self._making = True

    def hear_of_check(self, stamps: Stamps, problems: Iterable[Diagnostic]) -> None:
        """The whole project was checked, as it stood at that moment: what has changed since is judged again."""
        with self._lock:
            self._problems = _sort_out(problems)
            if changed := _list_changed(stamps, self._seen):
                self._judge(changed)

    def end_site(self, stamps: Stamps | None) -> None:
        """The site was made of these files; of None, if it could not be made and is as it was."""
        self._making = False
        if stamps is not None:
            self._site = stamps
            self.number += 1

    def look(self) -> bool:
        """Look once, and judge what has changed; gives whether something had."""
        now = self._look(self._root)
        changed = _list_changed(self._seen, now)
        if not changed:
            return False
        for _ in range(_MOST_LOOKS):
            # a file may be seen while it is being saved
            if self._over.wait(_PAUSE / 2):
                return False
            before, now = now, self._look(self._root)
            if before == now:
                break
        with self._lock:
            changed = _list_changed(self._seen, now)
            self._seen = now
            self._unread |= changed
            self._judge(changed)
        return True

    def _judge(self, changed: set[str]) -> None:
        """Put what is wrong with these files now in the place of what was known of them."""
        try:
            opened, problems = open_project(self._root, before=self._opened, changed=self._unread)
            self._opened, self._unread = opened, set()
            if opened is not None:
                problems = [*opened.judge_layout(), *opened.judge_files(changed)]
        except Exception as error:  # noqa: BLE001  # whatever happens, the next save is judged again
            self._opened = None
            message = f"The checker itself failed ({type(error).__name__}); the fault may be its own."
            help = "Undo the last change. If nothing in it is unusual, send it to the editors."
            path = min(changed, default="cases")
            problems = [Diagnostic.of("not-judged", path, Position(1, 1), message, help)]
        found = _sort_out(problems)
        kept = {path: known for path, known in self._problems.items() if path not in changed}
        self._problems = kept | found

    def run(self) -> None:
        """Watch until it is over; meant for a thread of its own."""
        with self._lock:
            self._judge(set())  # reads all files, so that the first change finds them read
        while not self._over.wait(_PAUSE):
            try:
                self.look()
            except OSError:
                continue  # a folder that is being moved

    def start(self) -> None:
        """Watch from now on, beside whatever else goes on."""
        threading.Thread(target=self.run, name="watch", daemon=True).start()

    def stop(self) -> None:
        """It is over."""
        self._over.set()


def _sort_out(problems: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {}
    for one in problems:
        found.setdefault(one.path, []).append(one)
    return found
