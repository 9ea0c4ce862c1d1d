"""Files that are no tables, and say something of each case, one after the other.

The piece of a case is made anew only if something has changed of which it is made (`surroundings.py`). The others are
copied from the file of last time; and where nothing is new, that file stands in the new site.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from casebook.export.edition import Edition
from casebook.export.kept_files import LastFile, give_file, keep_file, open_last, write_pieces
from casebook.files import FileStamp
from casebook.outputs import open_place

__all__ = ["CasePieces", "write_case_pieces"]


@dataclass(frozen=True)
class CasePieces:
    """A file as pieces of bytes. Whoever goes through them gets its content, all of it made anew."""

    name: str
    """Its name."""
    cases: Sequence[str]
    """The ids of its cases, in the order in which they stand there."""
    say: Callable[[str], bytes]
    """Gives the piece of a case, by its id."""
    beside: bytes
    """What stands for that of which each piece is made beside its case and what is said around it."""
    head: bytes
    """What stands before the first of them."""
    tail: bytes
    """What stands after the last."""
    between: bytes = b""
    """What stands between two."""

    def __iter__(self) -> Iterator[bytes]:
        """The content, piece by piece."""
        yield self.head
        before = b""
        for id in self.cases:
            yield before + self.say(id)
            before = self.between
        yield self.tail


_Listed = tuple[FileStamp | None, int, dict[str, bytes], dict[str, int]]
"""What tells the file from others; the length of its head; what stands for each case in it; the size of its piece."""


def write_case_pieces(pieces: CasePieces, edition: Edition, path: Path) -> None:
    """Write a file, with what is kept of the last one.

    Raises:
        OSError: The machine would not let it be written.
    """
    kept = edition.kept
    if kept is None:
        with open_place(path) as file:
            file.writelines(pieces)
        return
    place, name = kept.path / pieces.name, f"{pieces.name}.list"
    key = blake2b(edition.surroundings.of_all + pieces.beside).digest()
    stands_for = {case.id: edition.surroundings.stand_for((case, raw)) for case, raw in edition.cases}
    made_of = {id: stands_for[id] for id in pieces.cases}
    body = kept.recall(name, key)
    # nobody but us has written it
    listed: _Listed = marshal.loads(body) if body else (None, 0, {}, {})  # noqa: S302
    stamp, start, known, had = listed
    with open_last(place, stamp, had, start, len(pieces.between)) as last:
        new = {id: pieces.say(id) for id, one in made_of.items() if not last or known.get(id) != one}
        sizes = {id: len(new[id]) if id in new else had[id] for id in made_of}
        if last and _is_same(pieces, new, last) and give_file(place, path):
            if made_of == known:
                return
        else:
            stamp = None
            with open_place(path) as file:
                file.write(pieces.head)
                write_pieces(file, ((id, new.get(id)) for id in made_of), last, pieces.between)
                file.write(pieces.tail)
    with suppress(OSError):
        stamp = stamp or keep_file(path, place)
        kept.keep(name, key, marshal.dumps((stamp, len(pieces.head), made_of, sizes), 2))


def _is_same(pieces: CasePieces, new: Mapping[str, bytes], last: LastFile) -> bool:
    """Whether the file of last time has the same content, given the pieces that may be new in it."""
    end = last.size - len(pieces.tail)
    whole = len(pieces.head) + sum(last.sizes.values()) + max(len(last.sizes) - 1, 0) * len(pieces.between)
    return (
        list(last.sizes) == list(pieces.cases)
        and (last.start, end) == (len(pieces.head), whole)
        and (last.read_at(0, last.start), last.read_at(end, len(pieces.tail))) == (pieces.head, pieces.tail)
        and all(last.read(id) == one for id, one in new.items())
    )
