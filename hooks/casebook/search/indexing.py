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
import shutil
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from casebook.memory import SignedFolder
from casebook.search.records import RECORD_KINDS, Record
from casebook.search.tokens import list_names, name_mark, weigh_words

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


class IndexingError(Exception):
    """The index could not be made; the message says why, in words for whoever builds the site."""


def _number(records: Iterable[Record]) -> list[Record]:
    """The records in the order of their numbers."""
    return sorted(records, key=lambda one: RECORD_KINDS.index(one.kind))


def _write_text(record: Record) -> str:
    """What a browser shows of a record, and by what it sees where the words stand."""
    foreign = [[one.language, one.title, one.context, one.text, one.hint] for one in record.foreign]
    terms = [
        [name_mark(*mark), name.partition(", also ")[0].removesuffix(".")]
        for mark, name in zip(record.marks, record.terms, strict=False)
    ]
    said = [record.address, record.title, record.context, " ".join(record.texts), list(record.hints), terms, foreign]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


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


def _write_number(number: int, target: bytearray) -> None:
    while number > 127:
        target.append(number & 127 | 128)
        number >>= 7
    target.append(number)


def _write_words(words: Sequence[str], found: Mapping[str, array[int]], names: Mapping[str, Sequence[str]]) -> bytes:
    """A pack of words, before it is packed."""
    spelt = " ".join("".join((word, *names.get(word, ()))) for word in words).encode()
    content = bytearray()
    _write_number(len(spelt), content)
    content += spelt
    for word in words:
        _write_number(len(found[word]), content)
        last = 0
        for one in found[word]:
            number = one >> 4
            step = (number - last) << 4 | one & 15
            last = number
            # as _write_number does, without a call for each of millions
            while step > 127:
                content.append(step & 127 | 128)
                step >>= 7
            content.append(step)
    return bytes(content)


def _find_words(records: Iterable[Record]) -> dict[str, array[int]]:
    """By word the numbers of the records that have it, each times sixteen, plus the word's strength in it."""
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
    for number, record in enumerate(records):
        base = number << 4
        for word, strength in weigh_words(record).items():
            found[word].append(base | strength)
    return found


@dataclass(frozen=True)
class _Pack:
    """A file of the index."""

    first: str | int
    """The word or the number with which it begins."""
    content: bytes
    """What it holds, before it is packed."""
    ending: str
    """_WORDS or _TEXTS."""

    @property
    def name(self) -> str:
        """Stands for the content: a browser that kept an older pack never takes it for this one."""
        return f"{hashlib.sha256(self.content).hexdigest()[:_NAME]}{self.ending}"


def _make_packs(records: Sequence[Record]) -> Iterator[_Pack]:
    found, names = _find_words(records), list_names(records)
    words = sorted(found.keys() | names.keys())
    for cut in _cut_packs(((word, len(word) + 2 * len(found[word])) for word in words), _WORDS_SIZE):
        yield _Pack(words[cut.start], _write_words(words[cut], found, names), _WORDS)
    texts = [_write_text(one) for one in records]
    for cut in _cut_packs(((one.address, len(text)) for one, text in zip(records, texts, strict=True)), _TEXTS_SIZE):
        yield _Pack(cut.start, f"[{','.join(texts[cut])}]".encode(), _TEXTS)


def _write_head(records: Sequence[Record], named: Sequence[tuple[str, str | int]]) -> bytes:
    numbers = Counter(one.kind for one in records)
    head: dict[str, object] = {"version": 1, "kinds": [[kind, numbers[kind]] for kind in RECORD_KINDS]}
    for ending in (_WORDS, _TEXTS):
        packs = [(name.removesuffix(ending), first) for name, first in named if name.endswith(ending)]
        head[ending[1:]] = {"first": [first for _, first in packs], "files": "".join(name for name, _ in packs)}
    return f"{json.dumps(head, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _make_index(records: Iterable[Record]) -> dict[str, bytes]:
    """The files of the index by their names."""
    numbered = _number(records)
    named = []
    files: dict[str, bytes] = {}
    for pack in _make_packs(numbered):
        named.append((pack.name, pack.first))
        files[pack.name] = zlib.compress(pack.content, _LEVEL)
    files[Path(INDEX_HEAD).name] = _write_head(numbered, named)
    return files


def _digest_records(records: Iterable[Record]) -> bytes:
    """Stands for all that records say."""
    told = hashlib.sha256()
    for one in records:
        foreign = [(each.language, each.title, each.context, each.text, each.hint) for each in one.foreign]
        said = (one.kind, one.address, one.title, one.context, one.texts, foreign, one.hints, one.marks, one.terms)
        told.update(json.dumps(said).encode())
    return told.digest()


def _bind(files: Mapping[str, bytes]) -> bytes:
    """The files of the index as one: how long each is by its name, a line, and their contents."""
    lengths = json.dumps({name: len(content) for name, content in files.items()})
    return b"".join((lengths.encode(), b"\n", *files.values()))


def _unbind(bound: bytes) -> dict[str, bytes]:
    line, _, contents = bound.partition(b"\n")
    lengths = json.loads(line)
    ends = pairwise(accumulate(lengths.values(), initial=0))
    return {name: contents[start:end] for name, (start, end) in zip(lengths, ends, strict=True)}


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


def write_index(records: Sequence[Record], site: Path, folder: SignedFolder | None) -> None:
    """Make the index of these records in its folder of a site.

    Args:
        records: What can be found.
        site: The site's folder.
        folder: Where the last index is kept: it is taken as long as nothing has changed. None to make it in any case.

    Raises:
        IndexingError: A file could not be written.
    """
    key = _digest_records(records)
    bound = folder.recall(_KEPT, key) if folder else None
    files = _make_index(records) if bound is None else _unbind(bound)
    if folder and bound is None:
        # where it cannot be kept it is made anew each time
        with suppress(OSError):
            folder.keep(_KEPT, key, _bind(files))
    target = site / INDEX_FOLDER
    try:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for name, content in files.items():
            (target / name).write_bytes(content)
    except OSError as problem:
        raise IndexingError(f"A file of the index could not be written: {problem}") from problem
