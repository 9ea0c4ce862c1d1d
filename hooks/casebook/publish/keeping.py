"""The files of the site that was made last: what rests on the same as then is taken from there, and not made again.

They lie in `.cache/site/`, each as it was written, and a signed list says on what each rests and how it can be told
from a file that somebody has changed since. In a new site they stand as further names of the same files: nothing is
copied, so nobody may write into a file of a site; whoever changes one puts another in its place. They get these names
last of all: a site that is there already has most of them.

Where the outline of every case is as it was, only words have changed. Then a file that shows none of the changed cases
is taken without asking on what it rests, and of a group in which none shows them not even a list is made.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from casebook.files import discard, link_file, put_file, take_stamp
from casebook.memory import SignedFolder
from casebook.outputs import Output
from casebook.render import AskedBook

__all__ = ["Footing", "KeptSite", "Written", "write_anew"]

_LIST = "files"
_FILES = "made"
_FEW = 8
"""Of so many cases each is named; of more it is said for every case of the book whether it is one of them."""


@dataclass(frozen=True)
class Footing:
    """What the files of a site rest on."""

    same_for_all: bytes
    """Stands for what every page rests on beside the cases."""
    digests: Mapping[str, bytes]
    """Stands for all that the files of a case say, by its id, in their order."""
    outline: Callable[[str], bytes]
    """Gives what stands for the outline of a case."""


class Written(NamedTuple):
    """What was written of an output."""

    files: list[tuple[str, list[int]]]
    """The address of each file, with what tells it from others; of one that is not kept nothing does."""
    page: str | None
    """The address under which one looks for it, if it is a page."""
    changed: str
    """The day of the page's last known change."""
    basis: str = ""
    """Stands for all of which it is made; empty where nobody has asked."""
    whole: str = ""
    """Stands for the outlines of all cases, where it has asked for more than is said of single ones."""
    cases: str | None = None
    """The numbers of the cases that it shows, or the one number whose bits stand for them; None where nobody knows."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the files."""
        return tuple(address for address, _ in self.files)


class KeptSite:
    """The files of the site that was made last, while the next one is made."""

    def __init__(self, folder: SignedFolder, site: Path, asked: AskedBook, footing: Footing) -> None:
        """Look at what is kept.

        Args:
            folder: Where.
            site: The folder of the new site.
            asked: Says of each file whether it asked for more than is said of single cases.
            footing: What the new site rests on.
        """
        self._folder, self._asked, self._site, self._kept = folder, asked, site, str(folder.path / _FILES)
        raw = folder.recall(_LIST, b"")
        if raw is None:
            # a folder that came with somebody's project may hold links that lead out of it
            discard(folder.path / _FILES)
        # nobody but us has written it
        same, before, known = ("", {}, {}) if raw is None else marshal.loads(raw)  # noqa: S302
        self._known = {name: {one: Written(*told) for one, told in files.items()} for name, files in known.items()}
        self._new: dict[str, dict[str, Written]] = {}
        self.taken: dict[str, tuple[str, list[int]]] = {}
        """What was taken, by its address: where it lies, and what tells it from others."""
        self._same = footing.same_for_all.hex()
        self._cases = {id: _outline(id, digest.hex(), before, footing) for id, digest in footing.digests.items()}
        self._numbers = {id: number for number, id in enumerate(self._cases)}
        changed = [id for id, told in self._cases.items() if before.get(id) != told]
        self.is_quiet = (
            self._same == same
            and [*before] == [*self._cases]
            and all(before[id][1] == self._cases[id][1] for id in changed)
        )
        """Whether only words of cases have changed."""
        told = (part for id, (_, outline) in self._cases.items() for part in (id, outline))
        self.outlines = blake2b(" ".join((self._same, *told)).encode()).digest()
        """Stands for the outlines of all cases, and for what every page rests on beside them."""
        self._changed = frozenset(str(self._numbers[id]) for id in changed)
        self._bits = sum(1 << int(number) for number in self._changed)

    def write_group(self, name: str, outputs: Iterable[Output]) -> Iterator[Written]:
        """Write a group of files, or take those of last time that rest on the same.

        Args:
            name: Its name.
            outputs: The files; they are not listed where all can be taken.

        Raises:
            OSError: The machine would not let one be written.
        """
        known, new = self._known.get(name, {}), self._new.setdefault(name, {})
        if known and all(map(self._still_holds, known.values())) and all(map(self._take, known.values())):
            new |= known
            yield from known.values()
            return
        for output in outputs:
            one = output.addresses[0]
            new[one] = written = self._write(output, known.get(one))
            yield written

    def _still_holds(self, known: Written) -> bool:
        """Whether a file can be taken as it is, without asking on what it rests."""
        if not self.is_quiet or known.cases is None or known.whole not in {"", self.outlines.hex()}:
            return False
        if known.cases.startswith("x"):
            return not int(known.cases[1:], 16) & self._bits
        return self._changed.isdisjoint(known.cases.split(","))

    def _write(self, output: Output, known: Written | None) -> Written:
        basis, cases = "", None
        if known and self.is_quiet:
            if self._still_holds(known) and self._take(known):
                return known
            # it shows the same cases, of which one says something else
            cases = known.cases
        elif found := output.find_basis():
            basis, cases = found.digest.hex(), self._name_cases(found.cases)
            if known and known.basis == basis and known.whole in {"", self.outlines.hex()} and self._take(known):
                return known._replace(cases=cases)
        self._asked.asked_for_all = False
        written = write_anew(output, self._site)
        for address in written.addresses:
            # what is written later counts
            self.taken.pop(address, None)
        if cases is not None:
            # a disk may know no further names
            with suppress(OSError):
                files = [(address, self._keep(address)) for address in written.addresses]
                whole = self.outlines.hex() if self._asked.asked_for_all else ""
                return written._replace(files=files, basis=basis, whole=whole, cases=cases)
        return written

    def _name_cases(self, ids: Iterable[str]) -> str:
        numbers = [self._numbers[id] for id in ids]
        return ",".join(map(str, numbers)) if len(numbers) <= _FEW else f"x{sum(1 << one for one in numbers):x}"

    def _take(self, known: Written) -> bool:
        """Have the files of last time in the new site; whether they are as they were."""
        try:
            for address, marks in known.files:
                place = f"{self._kept}/{address}"
                if _read_marks(place) != marks:
                    # somebody has written into it
                    return False
                self.taken[address] = place, marks
        except OSError:
            return False
        return True

    def take_file(self, file: Path, address: str) -> None:
        """Have a file that somebody else keeps in the new site. Nobody may write into it any more.

        Raises:
            OSError: The machine would not let it be looked at.
        """
        self.taken[address] = str(file), _read_marks(str(file))

    def place(self, site: Path) -> None:
        """Give what was taken names in a site, where it has none yet; where a disk knows no further names it is copied.

        Raises:
            OSError: The machine would not let it be written.
        """
        for address, (file, marks) in self.taken.items():
            place = f"{site}/{address}"
            with suppress(OSError):
                if _read_marks(place) == marks:
                    continue
            put_file(file, place)

    def _keep(self, address: str) -> list[int]:
        kept = f"{self._kept}/{address}"
        link_file(f"{self._site}/{address}", kept)
        return _read_marks(kept)

    def save(self) -> None:
        """Note what was made this time, and let go of what was not."""
        now = set(_list_kept(self._new))
        with suppress(OSError):
            for address in _list_kept(self._known):
                if address not in now:
                    Path(self._kept, address).unlink(missing_ok=True)
            new = {name: {one: tuple(told) for one, told in files.items()} for name, files in self._new.items()}
            self._folder.keep(_LIST, b"", marshal.dumps((self._same, self._cases, new)))


def write_anew(output: Output, site: Path) -> Written:
    """Write an output into the folder of a site.

    Raises:
        OSError: The machine would not let it be written.
    """
    output.write(site.joinpath)
    return Written([(one, []) for one in (*output.addresses, *output.list_further())], output.page, output.changed)


def _outline(id: str, digest: str, before: Mapping[str, list[str]], footing: Footing) -> list[str]:
    """What stands for a case, and for its outline: that is known while the case is the same."""
    known = before.get(id)
    return known if known and known[0] == digest else [digest, footing.outline(id).hex()]


def _list_kept(groups: Mapping[str, Mapping[str, Written]]) -> Iterator[str]:
    return (address for group in groups.values() for one in group.values() for address, marks in one.files if marks)


def _read_marks(file: str) -> list[int]:
    """What is another as soon as somebody writes into a file, puts another in its place, or gives it other rights."""
    about = os.lstat(file)
    return [*take_stamp(about), about.st_mode]
