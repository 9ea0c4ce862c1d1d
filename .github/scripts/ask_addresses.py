"""Asks the address of every source whether it still answers, and where an archive has what does not.

Usage: ask_addresses.py REPORT. Only addresses that stand in the book are asked, each once and a host at most once a
second; the archive is asked through its own service, for those that fail. Nothing is changed: the report says what a
person could write.
"""

from __future__ import annotations

import json
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from casebook.book import link_book
from casebook.check import check_project
from casebook.taking.message import defuse

_AGENT = "casebook-links (asks once a week whether its sources still answer)"
_ARCHIVE = "https://archive.org/wayback/available?url="
_ARCHIVED = "https://web.archive.org/web/"
_PATIENCE = 20
_MOST_READ = 64 * 1024
_PAUSE = 1.0
_LONGEST = 60_000
"""So many characters at most: an issue holds 65,536."""
_GONE = frozenset({404, 410, 451})
"""Answers that mean that it is no longer there; any other refusal may be meant for machines alone."""


@dataclass(frozen=True)
class Lost:
    """An address that does not answer."""

    address: str
    """The address."""
    reason: str
    """What came in place of an answer."""
    archived: str
    """Where an archive has it; empty where it has not."""


def spell(address: str) -> str:
    """An address in the letters that a server reads, whatever letters it is written in.

    Raises:
        ValueError: Its host is none.
    """
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    path, query = (quote(part, safe="%/:=&?~+!$,;'@()*[]|") for part in (parts.path, parts.query))
    # what stands behind # is never sent
    return urlunsplit((parts.scheme, host, path, query, ""))


def _open(address: str, most: int = 0) -> bytes:
    """So much of what an address answers with; that it answers is mostly enough."""
    asked = urllib.request.Request(spell(address), headers={"User-Agent": _AGENT})
    with urllib.request.urlopen(asked, timeout=_PATIENCE) as answer:
        beginning: bytes = answer.read(most)
    return beginning


def _ask(address: str) -> str:
    """Why an address leads nowhere; empty if it answers, or refuses machines."""
    try:
        _open(address)
    except urllib.error.HTTPError as error:
        return f"answers {error.code}" if error.code in _GONE else ""
    except (OSError, ValueError, HTTPException) as error:
        return str(getattr(error, "reason", error))[:120] or type(error).__name__
    return ""


def _ask_archive(address: str) -> str:
    try:
        answer = json.loads(_open(_ARCHIVE + quote(address, safe=""), _MOST_READ))
    except (OSError, ValueError, HTTPException):
        return ""
    return read_archived(answer)


def read_archived(answer: object) -> str:
    """The address in the archive's answer; empty where it has none, or says something else."""
    for name in ("archived_snapshots", "closest"):
        answer = answer.get(name) if isinstance(answer, dict) else None
    found = answer.get("url") if isinstance(answer, dict) and answer.get("available") else None
    address = found.replace("http://", "https://", 1) if isinstance(found, str) else ""
    return address if address.startswith(_ARCHIVED) and address.isprintable() and "`" not in address else ""


def find_lost(
    addresses: Iterable[str],
    ask: Callable[[str], str] = _ask,
    ask_archive: Callable[[str], str] = _ask_archive,
    wait: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = time.monotonic,
) -> list[Lost]:
    """Those that do not answer; a host is left in peace for a second after each question."""
    lost = []
    free: dict[str, float] = {}
    # by what comes after the host, so that hosts take turns and there is little to wait for
    for address in sorted(set(addresses), key=lambda one: (urlsplit(one).path, one)):
        host = urlsplit(address).netloc
        if (left := free.get(host, 0) - now()) > 0:
            wait(left)
        reason = ask(address)
        free[host] = now() + _PAUSE
        if reason:
            lost.append(Lost(address, reason, ask_archive(address)))
    return lost


def report(lost: Iterable[Lost]) -> str:
    """What is to be said of them, as Markdown; empty where all answer."""
    rows = [
        f"- `{one.address}`: {defuse(one.reason)}. "
        + (f"An archive has it: `{one.archived}`" if one.archived else "No archive was found to have it.")
        for one in sorted(lost, key=lambda one: one.address)
    ]
    if not rows:
        return ""
    said = ["These addresses of sources did not answer. Look at each: a page may be down for a day.\n"]
    size = len(said[0])
    for number, row in enumerate(rows):
        size += len(row) + 1
        if size > _LONGEST:
            said.append(f"\nAnd {len(rows) - number} more.")
            break
        said.append(row)
    return "\n".join([*said, ""])


def main() -> int:
    """Ask all addresses of the book, and write the report."""
    book = link_book(check_project(Path.cwd()))
    addresses = {source.url for case in book.cases for source in book.sources_of(case).values() if source.url}
    Path(sys.argv[1]).write_text(report(find_lost(addresses)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
