"""QR codes of addresses, as short texts that a script draws: a picture each would be a file each."""

from __future__ import annotations

import base64

import segno

__all__ = ["encode_address"]

_MASK = 2
"""One mask for all codes: so what is alike in two addresses is alike in their codes, and packs."""


def encode_address(address: str) -> str:
    """The modules of the code of an address, a bit each, dark is 1, as base64 without its end.

    They come column by column, each from the foot up, the right one first: a code begins there, and the addresses of
    a case begin alike, so that they take a third less room in a packed file. The code is a square; what is left over
    at the end is 0.
    """
    rows = segno.make(address, error="l", mode="byte", mask=_MASK, micro=False).matrix
    size = len(rows)
    bits = "".join(str(rows[y][x]) for x in reversed(range(size)) for y in reversed(range(size)))
    bits += "0" * (-len(bits) % 8)
    return base64.b64encode(int(bits, 2).to_bytes(len(bits) // 8, "big")).decode("ascii").rstrip("=")
