"""The index of the search: which records have a word, and what each record says, in packs that are fetched singly.

Records are numbered kind by kind. A pack of words holds neighbours in the alphabet, each with the records that have
it and how strongly; a pack of texts holds records with neighbouring numbers. `head.json` says where each begins. So
whoever looks for a word fetches the head, the pack of the word and those of the records that are shown, however many
others there are.

The numbers in a pack of words are of seven bits each, the last of them with the eighth bit not set. First stands how
many bytes the words take, which follow with spaces between; then for each word how many records have it, and for each
of these how far its number is from the one before, times sixteen, plus the strength (`tokens.TITLED`).
"""

from __future__ import annotations

import hashlib
import json
import marshal
import pickle
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from casebook.files import FileStamp, discard, link_file, take_stamp
from casebook.memory import SignedFolder
from casebook.search.postings import NOT_FOUND, Found, merge_postings, write_number
from casebook.search.records import RECORD_KINDS
from casebook.search.segments import Numbered, Segment
from casebook.search.tokens import list_names

__all__ = ["INDEX_FOLDER", "INDEX_HEAD", "IndexingError", "list_index", "write_index"]

INDEX_FOLDER = "find/index"
"""Where the index lies, relative to the site's root."""

INDEX_HEAD = f"{INDEX_FOLDER}/head.json"
"""The file that names all others of it."""

_WORDS, _TEXTS = ".words", ".texts"
_WORDS_SIZE = 24_000
"""Bytes of a pack of words before it is packed; a word that alone has more is a pack of its own."""
_TEXTS_SIZE = 32_000
"""The same of texts."""
_LEVEL = 6
_NAME = 10
"""Letters of the name of a pack."""
_KEPT = "index"
"""What the last index is called where it is kept."""
_PACKS, _PACKS_KEPT = "packs", "packs.list"
"""The folder of its packs, and the list of what tells each from others."""


class IndexingError(Exception):
    """The index could not be made; the message says why, in words for whoever builds the site."""


def _cut_packs(entries: Iterable[tuple[str, int]], usual: int) -> Iterator[slice]:
    """Where packs begin and end among entries of which each has a name and a size.

    A pack begins, if it can, with an entry whose name has a certain digest: so a change makes a pack or two another,
    and all that follow are as they were.
    """
    first = size = number = 0
    for number, (name, more) in enumerate(entries):
        is_place = size >= usual // 2 and zlib.crc32(name.encode()) % 8 == 0
        if size and (is_place or size + more > usual * 3 // 2):
            yield slice(first, number)
            first, size = number, 0
        size += more
    if size:
        yield slice(first, number + 1)


def _write_words(words: Sequence[str], found: Mapping[str, Found], names: Mapping[str, Sequence[str]]) -> bytes:
    """A pack of words, before it is packed."""
    spelt = " ".join("".join((word, *names.get(word, ()))) for word in words).encode()
    parts: list[bytes | bytearray] = [write_number(len(spelt)), spelt]
    for word in words:
        one = found.get(word, NOT_FOUND)
        parts += write_number(one.number), one.steps
    return b"".join(parts)


@dataclass(frozen=True)
class _Pack:
    """A file of the index."""

    first: str | int
    """The word or the number with which it begins."""
    content: bytes
    """What it holds, before it is packed."""
    ending: str
    """_WORDS or _TEXTS."""

    @cached_property
    def digest(self) -> bytes:
        """Stands for the content."""
        return hashlib.sha256(self.content).digest()

    @property
    def name(self) -> str:
        """Stands for the content too: a browser that kept an older pack never takes it for this one."""
        return f"{self.digest.hex()[:_NAME]}{self.ending}"


def _number(segments: Iterable[Segment]) -> Iterator[tuple[int, Numbered]]:
    """The records kind by kind, each with the number of the first of them."""
    number = 0
    for kind in RECORD_KINDS:
        for those in (one.records[kind] for one in segments if kind in one.records):
            yield number, those
            number += len(those.addresses)


def _make_packs(segments: Sequence[Segment]) -> Iterator[_Pack]:
    numbered = list(_number(segments))
    found = merge_postings((number, those.postings) for number, those in numbered)
    names = list_names({mark: name for one in segments for mark, name in one.names.items()})
    words = sorted(found.keys() | names.keys())
    sizes = ((word, len(word) + 2 * found.get(word, NOT_FOUND).number) for word in words)
    for cut in _cut_packs(sizes, _WORDS_SIZE):
        yield _Pack(words[cut.start], _write_words(words[cut], found, names), _WORDS)
    addresses = [address for _, those in numbered for address in those.addresses]
    texts = [text for _, those in numbered for text in those.texts]
    for cut in _cut_packs(zip(addresses, map(len, texts), strict=True), _TEXTS_SIZE):
        yield _Pack(cut.start, f"[{','.join(texts[cut])}]".encode(), _TEXTS)


def _write_head(segments: Sequence[Segment], named: Sequence[tuple[str, str | int]]) -> bytes:
    numbers = {
        kind: sum(len(one.records[kind].addresses) for one in segments if kind in one.records) for kind in RECORD_KINDS
    }
    head: dict[str, object] = {"version": 1, "kinds": list(numbers.items())}
    for ending in (_WORDS, _TEXTS):
        packs = [(name.removesuffix(ending), first) for name, first in named if name.endswith(ending)]
        head[ending[1:]] = {"first": [first for _, first in packs], "files": "".join(name for name, _ in packs)}
    return f"{json.dumps(head, ensure_ascii=False, separators=(',', ':'))}\n".encode()


@dataclass(frozen=True)
class _Index:
    """An index, as it is kept."""

    key: bytes
    """Stands for all that its records say."""
    files: Mapping[str, bytes]
    """Its files by their names."""
    packed: Mapping[bytes, bytes]
    """What each pack holds, by a digest of the same before it was packed."""


def _make_index(key: bytes, segments: Sequence[Segment], before: _Index | None) -> _Index:
    """The index of these records; what the index before has packed already is not packed again."""
    known = before.packed if before else {}
    named = []
    files: dict[str, bytes] = {}
    packed: dict[bytes, bytes] = {}
    for pack in _make_packs(segments):
        named.append((pack.name, pack.first))
        packed[pack.digest] = files[pack.name] = known.get(pack.digest) or zlib.compress(pack.content, _LEVEL)
    files[Path(INDEX_HEAD).name] = _write_head(segments, named)
    return _Index(key, files, packed)


def list_index(site: Path) -> set[str]:
    """The files of a site's index, relative to the site, as its head names them.

    Raises:
        IndexingError: The head cannot be read.
    """
    try:
        head = json.loads((site / INDEX_HEAD).read_bytes())
        listed = [(head[ending[1:]]["files"], ending) for ending in (_WORDS, _TEXTS)]
        names = {
            f"{INDEX_FOLDER}/{files[at : at + _NAME]}{ending}"
            for files, ending in listed
            for at in range(0, len(files), _NAME)
        }
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise IndexingError(f"The index of the search cannot be read: {problem!r}") from problem
    return {INDEX_HEAD, *names}


def write_index(
    segments: Sequence[Segment],
    site: Path,
    folder: SignedFolder | None,
    give: Callable[[Path, str], None] | None = None,
) -> None:
    """Make the index of the records of all segments in its folder of a site.

    Args:
        segments: What can be found.
        site: The site's folder.
        folder: Where the last index is kept: of it is taken what has not changed. None to make it in any case.
        give: Gives the site a file that stands elsewhere, under an address; by default as a further name of it.

    Raises:
        IndexingError: A file could not be written.
    """
    index = _recall_or_make(segments, folder)
    target = site / INDEX_FOLDER
    try:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        given = _give_packs(index, folder, give or partial(_link, site)) if folder else {}
        for name in index.files.keys() - given.keys():
            (target / name).write_bytes(index.files[name])
    except OSError as problem:
        raise IndexingError(f"A file of the index could not be written: {problem}") from problem


def _link(site: Path, file: Path, address: str) -> None:
    link_file(file, site / address)


def _give_packs(index: _Index, folder: SignedFolder, give: Callable[[Path, str], None]) -> dict[str, FileStamp]:
    """Give the site the packs, each the same file as last time: nobody reads or packs it again. Says which it has."""
    kept = folder.path / _PACKS
    raw = folder.recall(_PACKS_KEPT, b"")
    # nobody but us has written it
    known: dict[str, FileStamp] = marshal.loads(raw) if raw else {}  # noqa: S302
    if not known or kept.is_symlink():
        # a folder that came with somebody's project may lead out of it
        discard(kept)
    now: dict[str, FileStamp] = {}
    # what cannot be kept is written into the index later on
    with suppress(OSError):
        kept.mkdir(exist_ok=True)
        for name in index.files.keys() - {Path(INDEX_HEAD).name}:
            # its name stands for its content
            file = kept / name
            stamp = known.get(name)
            if stamp is None or _read_stamp(file) != stamp:
                file.unlink(missing_ok=True)
                file.write_bytes(index.files[name])
                stamp = take_stamp(file.lstat())
            give(file, f"{INDEX_FOLDER}/{name}")
            now[name] = stamp
        if now != known:
            for name in known.keys() - now.keys():
                (kept / name).unlink(missing_ok=True)
            folder.keep(_PACKS_KEPT, b"", marshal.dumps(now))
    return now


def _read_stamp(file: Path) -> FileStamp | None:
    try:
        return take_stamp(file.lstat())
    except FileNotFoundError:
        return None


def _recall_or_make(segments: Sequence[Segment], folder: SignedFolder | None) -> _Index:
    key = hashlib.sha256(b"".join(one.digest for one in segments)).digest()
    kept = folder.recall(_KEPT, _KEPT.encode()) if folder else None
    # signed, so nobody but us has written it
    before: _Index | None = pickle.loads(kept) if kept else None  # noqa: S301
    if before and before.key == key:
        return before
    index = _make_index(key, segments, before)
    if folder:
        # where it cannot be kept it is made anew each time
        with suppress(OSError):
            folder.keep(_KEPT, _KEPT.encode(), pickle.dumps(index))
    return index
