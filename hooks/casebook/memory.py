"""What the last check of a project has found, for as long as nothing that it rests on has changed.

Three things are kept in `.cache/check/`, each under a digest of everything that it depends on: what a file says, if
nothing is wrong with its form; which questions to it are settled, while what they ask of other files is as it was; and
the verdict on all. Files are kept in packs, since a thousand of them take longer to open than to read. The package's
own code, its schemas, the libraries and Python are part of every digest, so nothing has to be thrown away
by hand. What is kept is signed with a secret of the user's own that stands outside of the project, since a project
that comes from somebody else may bring a `.cache/` along. Whatever is not as it was written counts as not there, and
where nothing can be written nothing is kept: all is then read anew, as it is with `CASEBOOK_NO_CACHE` set.

What is made of cases is kept in the same way, by whoever opens a `SignedFolder`.
"""

from __future__ import annotations

import hmac
import json
import marshal
import os
import stat
import sys
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from casebook.diagnostics import Diagnostic, Fix

__all__ = ["KnownFile", "Memory", "SignedFolder", "Verdict", "open_memory", "open_signed_folder"]

_PACKAGE = Path(__file__).parent
_FOLDERS = ("cases", "schema")
_SIZE = 32
_PACKS = 32
_MOST = 32 * 1024 * 1024
"""A file of more bytes is none that we have written, and none that a check reads."""
_LEFT_BEHIND = 3600
"""After so many seconds a file that is not yet in its place never will be."""

_CITIES = "cities"
"""What was found of the project's cities is called so where it is kept."""

FoundCities = dict[tuple[str, str], tuple[Any, ...] | None]
"""A city as plain values by the name and the country that were asked for; None where there is none."""
Inputs = Mapping[str, bytes]
"""Every file of a project by its path, with a digest of what it says; folders with none."""


@dataclass(frozen=True)
class KnownFile:
    """A file in whose form nothing is wrong, and what is known of it beside."""

    facts: dict[str, Any]
    """Its fields."""
    story: str
    """What stands below them."""
    shows: Mapping[str, str]
    """Digests of what other files are asked of it, by the name of that."""
    pages: tuple[str, ...]
    """The names that the documents have on the site that it lists with an address."""
    rests_on: tuple[tuple[str, ...], tuple[str, ...]] | None
    """The shared sources and the vocabularies that it names; None where it was read by other schemas."""
    settled: Mapping[str, tuple[str, ...]]
    """The questions whose answer is that all is well, and the tables of the project that each of them has asked."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """Digests of these tables, as they were then."""


@dataclass(frozen=True)
class Verdict:
    """What a check has found in a project."""

    diagnostics: tuple[Diagnostic, ...]
    """Every problem, in the order of files and lines."""
    checked: tuple[str, ...]
    """Every file that was read."""
    good: tuple[str, ...]
    """Those that are handed over."""


@dataclass(frozen=True)
class SignedFolder:
    """A folder in which something is kept from one time to the next; only what we have written is believed."""

    path: Path
    """The folder. It is there."""
    secret: bytes
    """What signs the things in it."""

    def recall(self, name: str, key: bytes) -> bytes | None:
        """What was kept under a name, if it was made of what this key stands for, by this program."""
        raw = _read_own_file(self.path / name)
        if raw is None or not hmac.compare_digest(raw[:_SIZE], self._sign(key, raw[_SIZE:])):
            return None
        return raw[_SIZE:]

    def keep(self, name: str, key: bytes, body: bytes) -> None:
        """Keep something in place of what was there, in one step: whoever reads meanwhile finds the one or the other.

        Raises:
            OSError: It cannot be written.
        """
        _replace(self.path / name, self._sign(key, body) + body)

    def _sign(self, key: bytes, body: bytes) -> bytes:
        return _digest(_digest_program(), key, body, secret=self.secret)


def open_signed_folder(folder: Path, settings: Mapping[str, str] = os.environ) -> SignedFolder | None:
    """A folder in a folder for such things, made if it is not there; None where nothing may be, or can be, kept.

    Args:
        folder: The folder.
        settings: The environment.
    """
    if settings.get("CASEBOOK_NO_CACHE"):
        return None
    try:
        secret = _read_secret(settings)
        for part in (folder.parent, folder):
            # a link would have us write wherever it leads to
            with suppress(FileExistsError):
                part.mkdir()
            if not stat.S_ISDIR(part.lstat().st_mode):
                return None
    except (OSError, RuntimeError):
        # without a home there is a RuntimeError
        return None
    return SignedFolder(folder, secret)


def open_memory(root: Path, settings: Mapping[str, str] = os.environ) -> Memory | None:
    """What is remembered of a project; None where nothing may be, or can be, kept.

    Args:
        root: The folder that holds cases/.
        settings: The environment.
    """
    folder = open_signed_folder(root / ".cache" / "check", settings)
    memory = Memory(root, folder) if folder else None
    return memory if memory and memory.inputs is not None else None


@dataclass(frozen=True)
class _Pack:
    """Some of the files of a project, as they are kept."""

    judged_by: str = ""
    """A digest of the schemas and vocabularies by which they were judged."""
    tables: dict[str, str] = field(default_factory=dict)
    """Digests of the tables of the project by which they were judged."""
    files: dict[str, Any] = field(default_factory=dict)
    """By its path the kind of each file, the digest of its bytes, and what is known of it."""


class Memory:
    """What is remembered of a project while it is checked once."""

    def __init__(self, root: Path, folder: SignedFolder) -> None:
        """Look at the project's files as they are now. `folder` is where things are kept."""
        self._root = root
        self._folder = folder
        self.inputs = _read_inputs(root)
        """The files as they were when it was opened; None where there is what no project should have, as a link."""
        rules = ((path.encode(), one) for path, one in (self.inputs or {}).items() if _is_rule(path))
        self._judged_by = _digest(*(part for rule in rules for part in rule)).hex()
        self._read: dict[str, bytes] = {}
        self._packs: dict[str, _Pack] = {}
        self._found: dict[str, tuple[str, KnownFile]] = {}

    def recall_file(self, path: str, kind: str) -> KnownFile | None:
        """What is known of a file as it was when this was opened; None if it must be read.

        Args:
            path: The file, relative to the project.
            kind: The kind of file, which says who reads it.
        """
        pack = self._open_pack(_name_pack(path))
        digest = (self.inputs or {}).get(path)
        kept = pack.files.get(path)
        if kept is None or digest is None or kept[:2] != (kind, digest):
            return None
        facts, story, shows, pages, rests_on, settled = kept[2:]
        known = KnownFile(facts, story, shows, pages, rests_on, settled, pack.tables)
        # by other schemas other fields name something, and each question is asked anew
        return known if pack.judged_by == self._judged_by else replace(known, rests_on=None, settled={})

    def note_file(self, path: str, raw: bytes) -> None:
        """Note that a file was read, and what it said; if it said something else before, nothing is remembered."""
        self._read[path] = _digest(raw)

    def keep_file(self, path: str, kind: str, file: KnownFile) -> None:
        """Remember a file in whose form nothing is wrong, until `save` writes it.

        Args:
            path: The file, relative to the project.
            kind: The kind of file.
            file: What is known of it.
        """
        if path in (self.inputs or {}):
            self._found[path] = (kind, file)

    def recall_cities(self) -> FoundCities:
        """What was found by the names of the project's cities."""
        body = self._folder.recall(_CITIES, b"")
        # nobody but us has written it
        return {} if body is None else marshal.loads(body)  # noqa: S302

    def keep_cities(self, found: FoundCities) -> None:
        """Remember what is found by the names of the project's cities; what cannot be written is left out."""
        with suppress(OSError, ValueError):
            self._folder.keep(_CITIES, b"", marshal.dumps(found, 2))

    def recall_verdict(self, day: date) -> Verdict | None:
        """The verdict on the project as it is now, on a day."""
        kept = self._recall("verdict", self._key_verdict(day))
        if kept is None:
            return None
        found = (Diagnostic(*one[:-1], *(Fix(*fix) for fix in one[-1:] if fix)) for one in kept["diagnostics"])
        return Verdict(tuple(found), tuple(kept["checked"]), tuple(kept["good"]))

    def is_unchanged(self) -> bool:
        """Whether the project is still as it was when this was opened, and whatever was read of it was the same."""
        known = self.inputs or {}
        return all(known.get(path) == digest for path, digest in self._read.items()) and (
            _read_inputs(self._root) == known
        )

    def save(self, day: date, verdict: Verdict, tables: Mapping[str, str]) -> None:
        """Write what was found; what cannot be written is left out.

        Args:
            day: The day of the check.
            verdict: What it has found.
            tables: Digests of the tables of the project that its files were judged by.
        """
        packs: dict[str, dict[str, Any]] = {}
        for path, (kind, file) in self._found.items():
            said = (file.facts, file.story, file.shows, file.pages, file.rests_on, file.settled)
            packs.setdefault(_name_pack(path), {})[path] = (kind, (self.inputs or {})[path], *said)
        # half a pair of surrogates is no text that can be written
        with suppress(OSError, ValueError):
            if not (self._folder.path / ".gitignore").exists():
                _replace(self._folder.path / ".gitignore", b"*\n")
            for name, files in packs.items():
                pack = _Pack(self._judged_by, dict(tables), files)
                if self._open_pack(name) != pack:
                    self._folder.keep(name, b"files", marshal.dumps((pack.judged_by, pack.tables, pack.files)))
            self._keep(
                "verdict",
                self._key_verdict(day),
                diagnostics=[astuple(one) for one in verdict.diagnostics],
                checked=verdict.checked,
                good=verdict.good,
            )
            self._clear(packs)

    def _open_pack(self, name: str) -> _Pack:
        if name not in self._packs:
            body = self._folder.recall(name, b"files")
            # nobody but us has written it
            self._packs[name] = _Pack() if body is None else _Pack(*marshal.loads(body))  # noqa: S302  # signed
        return self._packs[name]

    def _key_verdict(self, day: date) -> bytes:
        files = (part for path, one in (self.inputs or {}).items() for part in (os.fsencode(path), one))
        return _digest(b"verdict", os.fsencode(self._root), day.isoformat().encode(), *files)

    def _recall(self, name: str, key: bytes) -> Any:
        body = self._folder.recall(name, key)
        # nobody but us has written it
        return None if body is None else json.loads(body)

    def _keep(self, name: str, key: bytes, **found: Any) -> None:
        body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
        self._folder.keep(name, key, body)

    def _clear(self, packs: Iterable[str]) -> None:
        """Take away packs whose files are all gone."""
        names = {"verdict", ".gitignore", _CITIES, *packs}
        for file in self._folder.path.iterdir():
            # another check may be writing it just now
            is_begun = file.name.startswith("~") and time.time() - file.lstat().st_mtime < _LEFT_BEHIND
            if file.name not in names and not is_begun:
                file.unlink()


def _digest(*parts: bytes, secret: bytes = b"") -> bytes:
    made = blake2b(key=secret, digest_size=_SIZE)
    for part in parts:
        # with its length, so that no two rows of parts look the same
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def _name_pack(path: str) -> str:
    """What the pack of a file is called: one in so many that an edit writes little."""
    return f"files-{_digest(path.encode())[0] % _PACKS:02}"


def _is_rule(path: str) -> bool:
    """Whether each file is judged by what stands in this one."""
    return path.startswith("schema/") and not path.startswith("schema/essays/")


def _read_inputs(root: Path) -> Inputs | None:
    """Every file and folder that a check may look at; None if one of them is neither, or cannot be read."""
    found: dict[str, bytes] = {}
    try:
        for folder in _FOLDERS:
            if os.path.lexists(root / folder):
                found |= _read_folder(root / folder, folder)
    except (OSError, UnicodeError, RecursionError):
        return None
    return dict(sorted(found.items()))


def _read_folder(folder: Path, path: str) -> Iterator[tuple[str, bytes]]:
    if not stat.S_ISDIR(folder.lstat().st_mode):
        raise NotADirectoryError
    yield path, b""
    with os.scandir(folder) as entries:
        listed = list(entries)
    for entry in listed:
        inner = f"{path}/{entry.name}"
        # a name that is no UTF-8
        inner.encode()
        if entry.is_dir(follow_symlinks=False):
            yield from _read_folder(Path(entry.path), inner)
        else:
            raw = _read_own_file(Path(entry.path))
            if raw is None:
                raise OSError(inner)
            yield inner, _digest(raw)


def _read_own_file(file: Path) -> bytes | None:
    """The bytes of a plain file; None if it is a link or anything else, or cannot be read."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        opened = os.open(file, flags)
        try:
            about = os.fstat(opened)
            if not stat.S_ISREG(about.st_mode) or about.st_size > _MOST:
                return None
            raw = os.read(opened, about.st_size + 1)
            return raw if len(raw) == about.st_size else None
        finally:
            os.close(opened)
    except OSError:
        return None


def _replace(file: Path, raw: bytes) -> None:
    number, name = tempfile.mkstemp(prefix="~", dir=file.parent)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(raw)
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _read_secret(settings: Mapping[str, str]) -> bytes:
    """The secret of this user on this machine, made when it is first asked for.

    Raises:
        OSError: There is none, and none can be written.
        RuntimeError: The user has no home.
    """
    home = Path(settings.get("XDG_CACHE_HOME") or settings.get("LOCALAPPDATA") or "")
    file = (home if home.is_absolute() else Path.home() / ".cache") / "casebook" / "secret"
    secret = _read_own_file(file)
    if secret is None or len(secret) != _SIZE:
        secret = os.urandom(_SIZE)
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, secret)
    return secret


@cache
def _digest_program() -> bytes:
    """What the verdict depends on beside the project: this package with its schemas, the libraries, Python."""
    schema = _PACKAGE / "schema" if (_PACKAGE / "schema").is_dir() else _PACKAGE.parents[1] / "schema"
    # files of a site are kept with the rights that they have
    rights = os.umask(0o077)
    os.umask(rights)
    # what is packed is packed otherwise by another library
    parts = [one.encode() for one in (sys.version, sys.platform, zlib.ZLIB_RUNTIME_VERSION, str(rights))]
    for folder in (_PACKAGE, schema):
        for here, folders, names in os.walk(folder):
            folders[:] = sorted(one for one in folders if one != "__pycache__")
            for name in sorted(names):
                parts += [os.fsencode(name), _digest(Path(here, name).read_bytes())]
    # each installed library has a folder of this form, with its version in the name
    installed = set()
    for place in map(Path, sys.path):
        with suppress(OSError):
            installed |= {one.name for one in place.iterdir() if one.suffix in {".dist-info", ".egg-info"}}
    return _digest(*parts, *map(os.fsencode, sorted(installed)))
