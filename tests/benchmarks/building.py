"""Clean builds: against Hugo without the index, against Material with it; what they hold in memory and on the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.goals import Figure
from benchmarks.peers import list_pages
from benchmarks.projects import Bench

__all__ = ["compare_words", "measure"]

_FIRST = 1_000
"""The size by which growth is told."""
_NOT_COUNTED = ("data/", "pictures/")
"""What the budget of a site leaves out."""


def measure(bench: Bench) -> Iterator[Figure]:
    """The figures of the builds, each size after the other."""
    taken: dict[int, list[float]] = {}
    for number in bench.sizes:
        # our bare site tells Hugo which pages there are, so it is built once before
        bench.project("hugo", number)
        kinds = ("bare", "hugo", "ours", "material")
        spent = {kind: [] for kind in kinds}
        for _ in range(bench.runs):
            # in turns, so that other work on the machine falls on all alike
            for kind in kinds:
                spent[kind].append(bench.build(kind, number))
        cpu = {kind: [one.cpu for one in spent[kind]] for kind in kinds}
        taken[number] = cpu["bare"]
        yield Figure("hugo", number, cpu["bare"], cpu["hugo"])
        yield Figure("material", number, cpu["ours"], cpu["material"])
        yield Figure("memory", number, *([one.peak / 1024 for one in spent[kind]] for kind in ("ours", "hugo")))
        ours, hugo = (bench.site(kind, number) for kind in ("bare", "hugo"))
        pages, others = list_pages(ours), list_pages(hugo)
        if pages != others:
            different = sorted(set(pages) ^ set(others))
            raise SystemExit(f"Hugo has other pages, {len(different)} of them: {different[:5]}")
        yield Figure("pages", number, [len(pages)], [len(others)], "pages of both", "pages")
        yield Figure(
            "words", number, *([one] for one in compare_words(ours, hugo, pages)), "words on these pages", "words"
        )
        site = bench.site("ours", number)
        sizes = [file.stat().st_size for file in _list_counted(site)]
        yield Figure("megabytes", number, [sum(sizes) / 1e6])
        yield Figure("files", number, [len(sizes)])
        if number > _FIRST and _FIRST in taken:
            yield Figure("growth", number, [one / median(taken[_FIRST]) for one in taken[number]])


def _list_counted(site: Path) -> Iterator[Path]:
    for file in site.rglob("*"):
        if file.is_file() and not file.relative_to(site).as_posix().startswith(_NOT_COUNTED):
            yield file


def compare_words(ours: Path, other: Path, pages: list[str]) -> tuple[int, int]:
    """How many words both sites have on some of their pages: whether they do about the same work."""
    some = pages[:: max(1, len(pages) // 300)]
    return _count_words(ours, some), _count_words(other, some)


def _count_words(site: Path, pages: list[str]) -> int:
    number = 0
    for address in pages:
        file = site / address / "index.html" if address.endswith("/") or not address else site / address
        text = re.sub(r"(?s)^.*?<main[^>]*>|</main>.*$|<svg.*?</svg>", " ", file.read_text(encoding="utf-8"))
        number += len(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text)))
    return number
