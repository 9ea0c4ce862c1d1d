"""Asks the address of every source whether it still answers, and where an archive has what does not.

Usage: ask_addresses.py REPORT. Only addresses that stand in the book are asked, each once and at most one a second of
one host; the archive is asked through its own service, for those that fail. Nothing is changed: the report says what a
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
from pathlib import Path
from urllib.parse import quote, urlsplit

from casebook.book import link_book
from casebook.check import check_project
from casebook.taking.message import defuse

_AGENT = "casebook-links (asks once a week whether its sources still answer)"
_ARCHIVE = "https://archive.org/wayback/available?url="
_PATIENCE = 20
_OPENER = urllib.request.build_opener()
_PAUSE = 1.0
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


def _ask(address: str) -> str:
    """Why an address leads nowhere; empty if it answers, or refuses machines."""
    asked = urllib.request.Request(address, headers={"User-Agent": _AGENT})
    try:
        with _OPENER.open(asked, timeout=_PATIENCE):
            return ""
    except urllib.error.HTTPError as error:
        return f"answers {error.code}" if error.code in _GONE else ""
    except (OSError, ValueError) as error:
        return str(getattr(error, "reason", error))[:120]


def _ask_archive(address: str) -> str:
    asked = urllib.request.Request(_ARCHIVE + quote(address, safe=""), headers={"User-Agent": _AGENT})
    try:
        with _OPENER.open(asked, timeout=_PATIENCE) as answer:
            closest = json.load(answer).get("archived_snapshots", {}).get("closest", {})
    except (OSError, ValueError):
        return ""
    found = closest.get("url", "") if closest.get("available") else ""
    return found.replace("http://", "https://", 1) if isinstance(found, str) else ""


def find_lost(
    addresses: Iterable[str],
    ask: Callable[[str], str] = _ask,
    ask_archive: Callable[[str], str] = _ask_archive,
    wait: Callable[[float], None] = time.sleep,
) -> list[Lost]:
    """Those that do not answer; a host is left in peace for a second after each question."""
    lost = []
    last = ""
    for address in sorted(set(addresses), key=lambda one: (urlsplit(one).path, one)):
        host = urlsplit(address).netloc
        if host == last:
            wait(_PAUSE)
        last = host
        if reason := ask(address):
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
    head = "These addresses of sources did not answer. Look at each: a page may be down for a day.\n"
    return "\n".join([head, *rows[:300], *([f"\nAnd {len(rows) - 300} more."] if len(rows) > 300 else []), ""])


def main() -> int:
    """Ask all addresses of the book, and write the report."""
    book = link_book(check_project(Path.cwd()))
    addresses = {source.url for case in book.cases for source in book.sources_of(case).values() if source.url}
    Path(sys.argv[1]).write_text(report(find_lost(addresses)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
