"""What a host hears of its readers, and whether it is more than which file they want."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["find_told"]

_TELLING = frozenset({"referer", "cookie", "content-length"})
"""Heads of a request that say more: where somebody was, who it is, that something is sent along."""

_SCRIPT = re.compile(r"assets/[\w/-]+\.js")
_WORKER = "service-worker.js"


def find_told(
    heard: Iterable[str], site: Path, base: str = "/", secret: str = "", *, by_scripts: bool = True
) -> list[str]:
    """The requests that told the host anything but the name of a file of the site.

    Args:
        heard: The requests, each with its heads.
        site: The folder of the site.
        base: The path at which it is served.
        secret: A word that a reader has typed or chosen.
        by_scripts: Whether a request may say which script it comes from: its file is the same for every reader.
    """
    faults = []
    for told in heard:
        line, _, rest = told.partition("\n")
        method, address, _ = line.split(" ")
        heads = {name.lower(): value for name, _, value in (one.partition(": ") for one in rest.splitlines())}
        name, whence = address.removeprefix(base), urlsplit(heads.get("referer", ""))
        asks = "" if whence.query or whence.fragment else whence.path.removeprefix(base)
        # browsers ask whenever it suits them whether there is a newer worker, and name the old one
        if name == asks == _WORKER or (by_scripts and _SCRIPT.fullmatch(asks)):
            del heads["referer"]
        file = site / unquote(name)
        is_there = (file / "index.html" if file.is_dir() else file).is_file()
        is_named = bool(secret) and secret in told.lower()
        if method != "GET" or "?" in address or _TELLING & heads.keys() or is_named or not is_there:
            faults.append(told)
    return faults
