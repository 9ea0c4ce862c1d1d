"""How long a build takes and what a reader loads, against a stock Material site of the same texts.

    python tests/benchmarks/bench_build.py [NUMBER …]

For each number of cases (200 unless told) two sites are built in the same run: ours, and one that
Material makes of the same texts as plain Markdown pages, with its own search. The cases are
generated from the project's own. What counts is the ratio; seconds depend on the machine.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from generate import generate_cases

PROJECT = Path(__file__).parents[2]


def make_ours(target: Path, number: int, shared_sources: bool = False) -> None:
    """Our project with generated cases, which may share their sources."""
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info", "essays")
    for name in ("hooks", "schema", "docs"):
        shutil.copytree(PROJECT / name, target / name, ignore=ignore)
    shutil.copy(PROJECT / "mkdocs.yml", target)
    generate_cases(target, number, shared_sources=shared_sources)


def make_peer(target: Path, number: int, shared_sources: bool = False) -> None:
    """The same texts as plain pages of a stock Material site: facts as a list, then the story."""
    generate_cases(target, number, shared_sources=shared_sources)
    docs = target / "docs"
    docs.mkdir()
    for file in sorted(target.glob("cases/*/*.md")):
        _, facts, story = file.read_text(encoding="utf-8").split("---\n", 2)
        title = re.search(r"^title: *(.*)$", facts, flags=re.MULTILINE)
        lines = "\n".join(f"- {line.strip(' -')}" for line in facts.splitlines() if line.strip(" -"))
        (docs / file.name).write_text(f"# {title[1] if title else file.stem}\n\n{lines}\n\n{story}", encoding="utf-8")
    (docs / "index.md").write_text("# Cases\n", encoding="utf-8")
    settings = "site_name: Peer\ntheme:\n  name: material\n  font: false\nplugins: [search]\n"
    (target / "mkdocs.yml").write_text(settings, encoding="utf-8")


def build(project: Path) -> tuple[float, float]:
    """Build a site; seconds, and MiB at the peak."""
    start = time.perf_counter()
    arguments = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    pid = os.posix_spawn(
        sys.executable, arguments, os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 2, "build.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)],
    )  # fmt: skip
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(f"the build in {project} failed:\n{(project / 'build.log').read_text()[-2000:]}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def weigh(site: Path, page: Path) -> tuple[int, int]:
    """What a first visit to a page loads: bytes gzipped, and requests."""
    text = page.read_text(encoding="utf-8")
    loads = re.findall(r"<(?:script[^>]*? src|link rel=\"?(?:stylesheet|icon)\"?[^>]*? href)=\"?([^\s\">]+)", text)
    files = {page} | {file for one in loads if (file := (page.parent / one.split("?")[0]).resolve()).is_file()}
    index = site / "search" / "search_index.json"
    if index.is_file():
        files |= {index, *site.glob("assets/javascripts/workers/search.*.min.js")}
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files), len(files)


def measure(number: int) -> None:
    """Build both sites and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for name, make in (("ours", make_ours), ("peer", make_peer)):
            project = Path(folder) / name
            project.mkdir()
            make(project, number)
            os.chdir(project)
            seconds, memory = build(project)
            site = project / "site"
            case = next(iter(sorted(site.glob("cases/*/index.html" if name == "ours" else "*/index.html"))))
            weight, requests = weigh(site, case)
            pages = len(list(site.rglob("*.html")))
            found[name] = (seconds, memory, weight, requests, pages)
            os.chdir(PROJECT)
        print(f"\n{number} cases{'':14}{'ours':>12}{'peer':>12}{'ours/peer':>12}")
        for label, n, form in (
            ("seconds to build", 0, ".1f"), ("MiB at the peak", 1, ".0f"), ("bytes of a first visit", 2, ",.0f"),
            ("requests of a first visit", 3, "d"), ("pages", 4, "d"),
        ):  # fmt: skip
            ours, peer = found["ours"][n], found["peer"][n]
            print(f"{label:26}{ours:>12{form}}{peer:>12{form}}{ours / peer:>12.2f}")
        ours, peer = (one[0] / one[4] * 1000 for one in (found["ours"], found["peer"]))
        print(f"{'ms a page':26}{ours:>12.1f}{peer:>12.1f}{ours / peer:>12.2f}")


if __name__ == "__main__":
    for number in [int(one) for one in sys.argv[1:]] or [200]:
        measure(number)
