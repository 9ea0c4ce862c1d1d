"""A new site takes the place of the old one in one step, and the old one is kept beside it.

    site/                       the site that is there
    .releases/before/           the one before it
    .releases/building-…/       what a build writes; also what has been replaced and is about to be deleted
    .releases/aside/            only where the system cannot exchange two folders at once: what waits for its place
    .releases/lock              held while something here is changed

Whatever happens and wherever it stops, `site/` is a whole site, and so is `before` once there has been one.
Nothing here knows the generator: it is a command that is told into which folder to write.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from casebook.files import discard
from casebook.releases.exchange import exchange
from casebook.releases.generator import explain_refusal, run_generator
from casebook.releases.lock import LockedError, ReleaseLock
from casebook.releases.whole import LIST_OF_FILES, find_faults

__all__ = ["ReleaseError", "go_back", "release"]


class ReleaseError(Exception):
    """There is no new site; the message says why in a sentence, and what has become of the old one."""


class _Folders:
    """Where the releases of a project lie, and how they change places."""

    def __init__(self, root: Path) -> None:
        self.site = root / "site"
        self.all = root / ".releases"
        self.before = self.all / "before"
        self.aside = self.all / "aside"
        self.lock = self.all / "lock"

    def swap(self, one: Path, other: Path) -> None:
        """Let two folders change places: at once, or where the system cannot, in three steps that `heal` undoes."""
        if exchange(one, other):
            return
        other.rename(self.aside)
        try:
            one.rename(other)
            try:
                self.aside.rename(one)
            except OSError:
                other.rename(one)
                raise
        except OSError:
            self.aside.rename(other)
            raise

    def heal(self) -> str:
        """Put right what a stop in the middle of a swap, or somebody's hand, has left; what was done, as a sentence."""
        if os.path.lexists(self.aside):
            for place in (self.site, self.before):
                if not os.path.lexists(place):
                    self.aside.rename(place)
                    break
        if not os.path.lexists(self.site) and _is_site(self.before):
            self.before.rename(self.site)
            return "site/ was gone: the site before it is there again."
        return ""

    def tidy(self) -> None:
        """Delete what builds have left that were killed: whoever holds the lock is alone here."""
        for left in (self.aside, *self.all.glob("building-*")):
            discard(left)

    def publish(self, new: Path) -> None:
        """Put a new site in its place, the one that was there behind it, and what was behind that where the new was."""
        if not os.path.lexists(self.site):
            new.rename(self.site)
            return
        if not _is_site(self.site):
            # no site that anybody would go back to
            self.swap(new, self.site)
            return
        if not os.path.lexists(self.before):
            new.rename(self.before)
            self._bring_forward(lambda: self.before.rename(new))
            return
        self.swap(new, self.before)
        self._bring_forward(lambda: self.swap(new, self.before))

    def say_what_is_there(self) -> str:
        """What has become of the site where nothing new has come."""
        return "site/ is as it was." if os.path.lexists(self.site) else "There is no site yet."

    def _bring_forward(self, undo: Callable[[], object]) -> None:
        try:
            self.swap(self.before, self.site)
        except OSError:
            undo()
            raise


def _is_site(folder: Path) -> bool:
    """Whether a folder looks like a site: of one that was made before this program came, no more is known."""
    return (folder / "index.html").is_file()


@contextmanager
def _hold(root: Path, say: Callable[[str], None]) -> Iterator[tuple[_Folders, ReleaseLock]]:
    """The folders, put right where they were not, for as long as nobody else may change them.

    Raises:
        ReleaseError: Somebody else is at it, or the machine refused something.
    """
    folders = _Folders(root)
    try:
        folders.all.mkdir(exist_ok=True)
        lock = ReleaseLock(folders.lock)
    except LockedError:
        raise ReleaseError(
            "This site is being built at this moment by somebody else: nothing was touched. Wait until it is done."
        ) from None
    except OSError as problem:
        raise ReleaseError(f"{_explain(problem)} Nothing was touched.") from problem
    try:
        if healed := folders.heal():
            say(healed)
        folders.tidy()
        yield folders, lock
    except OSError as problem:
        raise ReleaseError(f"{_explain(problem)} {folders.say_what_is_there()}") from problem
    finally:
        lock.close()


def _explain(problem: OSError) -> str:
    return explain_refusal(problem.errno) or f"{problem.filename or 'The machine'}: {problem.strerror or problem}."


def release(root: Path, generator: Sequence[str], say: Callable[[str], None]) -> bool:
    """Build the site beside the one that is there, see that it is whole, and let the two change places.

    Args:
        root: The project's folder.
        generator: A command that writes a site into a folder; the folder comes as its last word.
        say: Is told, in sentences, what else was done.

    Returns:
        Whether there is a site before the new one, to go back to.

    Raises:
        ReleaseError: There is no new site; the one that was there still is.
    """
    with _hold(root, say) as (folders, lock):
        new = folders.all / f"building-{secrets.token_hex(4)}"
        try:
            # not a folder that only its maker may read, as those of tempfile are
            new.mkdir()
            if reason := run_generator(generator, new, root):
                raise ReleaseError(f"{reason} {folders.say_what_is_there()}")
            if faults := find_faults(new):
                more = f", and {len(faults) - 1} faults more" if faults[1:] else ""
                raise ReleaseError(f"The new site is not whole: {faults[0]}{more}. {folders.say_what_is_there()}")
            if not lock.holds():
                raise ReleaseError(f".releases/ was deleted during the build. {folders.say_what_is_there()}")
            folders.publish(new)
        finally:
            discard(new)
        return _is_site(folders.before)


def go_back(root: Path, say: Callable[[str], None]) -> None:
    """Let the site and the one before it change places: once leads back, twice leads forward again.

    Raises:
        ReleaseError: There is none before it, or it is not whole.
    """
    if not (root / ".releases").is_dir():
        raise ReleaseError("There is no site before this one.")
    with _hold(root, say) as (folders, _):
        if not _is_site(folders.before):
            raise ReleaseError("There is no site before this one.")
        # one that was made before this program came has no list
        faults = find_faults(folders.before) if (folders.before / LIST_OF_FILES).is_file() else []
        if faults:
            raise ReleaseError(f"The site before this one is not whole: {faults[0]}. {folders.say_what_is_there()}")
        folders.swap(folders.before, folders.site)
