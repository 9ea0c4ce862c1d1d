"""QR codes of addresses: short texts that a script draws, as a picture each would be a file each; or a path."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from itertools import groupby

import segno

__all__ = ["encode_address", "outline_address"]

_MASK = 2
"""One mask for all codes: so what is alike in two addresses is alike in their codes, and packs."""


def _make_code(address: str) -> Sequence[Sequence[int]]:
    rows: Sequence[Sequence[int]] = segno.make(address, error="l", mode="byte", mask=_MASK, micro=False).matrix
    return rows


def outline_address(address: str) -> tuple[int, str]:
    """The code of an address where no script draws it: how many modules a side has, and the path of the dark ones."""
    rows = _make_code(address)
    path = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                path.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return len(rows), "".join(path)


def encode_address(address: str) -> str:
    """The modules of the code of an address, a bit each, dark is 1, as base64 without its end.

    They come column by column, each from the foot up, the right one first: a code begins there, and the addresses of
    a case begin alike, so that they take a third less room in a packed file. The code is a square; what is left over
    at the end is 0.
    """
    rows = _make_code(address)
    size = len(rows)
    bits = "".join(str(rows[y][x]) for x in reversed(range(size)) for y in reversed(range(size)))
    bits += "0" * (-len(bits) % 8)
    return base64.b64encode(int(bits, 2).to_bytes(len(bits) // 8, "big")).decode("ascii").rstrip("=")
