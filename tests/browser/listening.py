"""What a host hears of its readers, and whether it is more than which file they want."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["find_told"]

_TELLING = frozenset({"referer", "cookie", "content-length"})
"""Heads of a request that say more: where somebody was, who it is, that something is sent along."""

_SCRIPT = re.compile(r"/(?:assets/[\w/-]+|service-worker)\.js")


def find_told(heard: Iterable[str], site: Path, base: str = "/", secret: str = "") -> list[str]:
    """The requests that told the host anything but the name of a file of the site.

    Args:
        heard: The requests, each with its heads.
        site: The folder of the site.
        base: The path at which it is served.
        secret: A word that a reader has typed or chosen.
    """
    faults = []
    for told in heard:
        line, _, rest = told.partition("\n")
        method, address, _ = line.split(" ")
        heads = {name.lower(): value for name, _, value in (one.partition(": ") for one in rest.splitlines())}
        # what a script asks for comes from its own file, which is the same for every reader; so does
        # the question whether there is a newer worker, which browsers ask whenever it suits them
        whence = urlsplit(heads.get("referer", ""))
        if _SCRIPT.fullmatch(f"/{whence.path.removeprefix(base)}") and not whence.query and not whence.fragment:
            del heads["referer"]
        file = site / unquote(address).removeprefix(base)
        is_there = (file / "index.html" if file.is_dir() else file).is_file()
        is_named = bool(secret) and secret in told.lower()
        if method != "GET" or "?" in address or _TELLING & heads.keys() or is_named or not is_there:
            faults.append(told)
    return faults
