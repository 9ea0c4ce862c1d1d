"""Building: a broken case stops it before the old site is touched, and the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casebook.releases import LIST_OF_FILES, find_faults
from casebook.render import Article
from landing import copy_generator


def _digest(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _build(project: Path, *more: str, umask: int = -1, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *more],
        cwd=project,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1600000000"} | env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        umask=umask,
    )


def _make_project(root: Path, shelf_project: Path) -> Path:
    """The invented book, ready to be built."""
    shutil.copytree(shelf_project, root)
    copy_generator(root)
    return root


@pytest.mark.parametrize("kind", ["a file elsewhere", "a folder elsewhere", "a page of its own", "a pipe"])
def test_nothing_in_docs_leads_elsewhere(kind: str, tmp_path: Path, shelf_project: Path) -> None:
    root = _make_project(tmp_path / "project", shelf_project)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("canary", encoding="utf-8")
    place = root / "docs" / "assets" / "leak.txt"
    if kind == "a pipe":
        os.mkfifo(place)
    else:
        targets = {
            "a file elsewhere": tmp_path / "elsewhere" / "secret.txt",
            "a folder elsewhere": tmp_path / "elsewhere",
        }
        place.symlink_to(targets.get(kind, root / "docs" / "assets" / "favicon.svg"))

    failed = _build(root)

    assert failed.returncode != 0 and "Traceback" not in failed.stderr
    assert "docs/assets/leak.txt" in failed.stderr and "canary" not in failed.stderr
    assert not (root / "site").exists()


def test_a_broken_case_leaves_the_last_site_untouched(tmp_path: Path, shelf_project: Path) -> None:
    root = _make_project(tmp_path / "project", shelf_project)
    for name in ("index.html", "cases/old/index.html", "assets/site.css"):
        (root / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / name).write_text("the last good one", encoding="utf-8")
    before = _digest(root / "site")
    case = next((root / "cases" / "durban").glob("*.md"))
    case.write_text(case.read_text(encoding="utf-8").replace("summary:", "sumary:", 1), encoding="utf-8")

    failed = _build(root, "--strict")

    assert failed.returncode != 0
    assert f"cases/durban/{case.name}" in failed.stderr
    assert "sumary" in failed.stderr and "Traceback" not in failed.stderr
    assert _digest(root / "site") == before


def test_a_case_that_cannot_be_rendered_is_named_and_left_out(tmp_path: Path, shelf_project: Path) -> None:
    root = _make_project(tmp_path / "project", shelf_project)
    # nothing that the checker lets pass is known to fail, so here the renderer is made to
    rendering = root / "hooks/casebook/markup/rendering.py"
    text = rendering.read_text(encoding="utf-8")
    fails = '    if "which nobody can render" in text:\n        raise RecursionError\n'
    start = "    made, counted = [], 0\n"
    assert start in text
    rendering.write_text(text.replace(start, start + fails), encoding="utf-8")
    case = next((root / "cases" / "durban").glob("*.md"))
    case.write_text(
        case.read_text(encoding="utf-8") + "\nA story which nobody can render [@paper-2020].\n", encoding="utf-8"
    )

    made = _build(root, "--strict")

    assert made.returncode == 0, made.stderr
    assert f"Left out: cases/durban/{case.name}" in made.stderr and "RecursionError" in made.stderr
    pages = {file.parent.name for file in (root / "site/cases").glob("*/index.html")}
    assert case.stem not in pages and len(pages) > 5
    assert not list((root / "site/data/cases").glob(f"{case.stem}.*"))
    assert not [file for file in (root / "site").rglob("*.html") if f"cases/{case.stem}/" in file.read_text("utf-8")]


_ANOTHER_MACHINE = """
import datetime, os, time

# the folders of this machine list their files the other way round
listdir, scandir = os.listdir, os.scandir

class Reversed:
    def __init__(self, path):
        with scandir(path) as found:
            self.left = list(found)
    def __iter__(self):
        return self
    def __next__(self):
        if not self.left:
            raise StopIteration
        return self.left.pop()
    def __enter__(self):
        return self
    def __exit__(self, *problem):
        self.left = []
    def close(self):
        self.left = []

os.listdir = lambda path=".": listdir(path)[::-1]
os.scandir = lambda path=".": Reversed(path)

# and its clock is nine years ahead
ahead = 9 * 366 * 24 * 3600
now = time.time

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(now() + ahead, tz)

class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(now() + ahead)

datetime.datetime, datetime.date = Later, Day
time.time = lambda: now() + ahead
gmtime, localtime = time.gmtime, time.localtime
time.gmtime = lambda at=None: gmtime(time.time() if at is None else at)
time.localtime = lambda at=None: localtime(time.time() if at is None else at)
strftime = time.strftime
time.strftime = lambda form, at=None: strftime(form, time.localtime() if at is None else at)
with open(os.environ["PROOF"], "a") as proof:
    proof.write(f"{Later.now().year} {time.strftime('%Y')}\\n")
"""


def _find_locale() -> str:
    """A locale of this machine that writes numbers and sorts words unlike English, if it has one."""
    done = subprocess.run(["locale", "-a"], capture_output=True, text=True)
    others = [one for one in done.stdout.split() if not re.match(r"(C|POSIX|en_)", one)]
    return min(others, default="POSIX")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, shelf_project: Path, shelf_site: Path) -> None:
    memory = Path("/dev/shm")
    root = _make_project(tmp_path / "another place é ü" / "project", shelf_project)
    for file in root.rglob("*"):
        os.utime(file, (0, 10**9), follow_symlinks=False)
    (tmp_path / "sitecustomize.py").write_text(_ANOTHER_MACHINE, encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        site = Path(folder) / "again"
        env = {
            "PYTHONHASHSEED": "1",
            "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]),
            "PROOF": str(tmp_path / "proof"),
            "TMPDIR": folder,
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": _find_locale(),
            "HOME": folder,
            "USER": "somebody-else",
        }
        done = _build(root, "--strict", "--site-dir", str(site), umask=0o077, **env)
        assert done.returncode == 0, done.stderr
        made = _digest(site)
    later = [int(year) for year in (tmp_path / "proof").read_text(encoding="utf-8").split()]
    assert min(later) > datetime.now(UTC).year + 7
    assert len(made) > 300
    assert made == _digest(shelf_site)


@dataclass(frozen=True)
class _Odd:
    """A site below a path, of a project in which one case is broken and another means harm."""

    site: Path
    broken: Path
    whole: list[Path]
    hostile: Path


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, shelf_project: Path) -> _Odd:
    root = _make_project(tmp_path_factory.mktemp("odd") / "project", shelf_project)
    broken, *whole = sorted(file for file in (root / "cases").glob("[!_]*/*.md") if "." not in file.stem)
    broken.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    # What the checker lets through must still be harmless: quotes and angle brackets in plain fields.
    hostile = root / "cases" / "durban" / "durban-empty-school.md"
    assert hostile in whole
    text = hostile.read_text(encoding="utf-8")
    start = text.index("title:")
    end = text.index("\n", start)
    while text[end + 1] == " ":
        end = text.index("\n", end + 1)
    title = 'title: "5 > 3 & \\"{{ config }}\\" \' onload=x {% raw %}"'
    hostile.write_text(text[:start] + title + text[end:], encoding="utf-8")
    address = {
        "CASEBOOK_SITE_URL": "https://site.test/book/", "CASEBOOK_REPO_URL": "https://code.test/us/book",
        "CASEBOOK_FORGE": "forgejo", "CASEBOOK_MAIL": '"><script>tell@casebook.test',
    }  # fmt: skip
    done = _build(root, **address)
    assert done.returncode == 0, done.stderr
    assert "CASEBOOK_MAIL is left out" in done.stderr
    return _Odd(root / "site", broken, whole, hostile)


def test_without_strict_the_site_goes_on_without_the_broken_case(odd: _Odd) -> None:
    assert not (odd.site / "cases" / odd.broken.stem).exists()
    assert all((odd.site / "cases" / file.stem / "index.html").is_file() for file in odd.whole)


def test_a_hostile_case_runs_nothing(odd: _Odd) -> None:
    page = (odd.site / "cases" / odd.hostile.stem / "index.html").read_text(encoding="utf-8")
    assert "{{ config }}" in page and "5 &gt; 3 &amp;" in page
    assert "<title>5 &gt; 3" in page


def test_below_a_path_the_404_page_still_leads_home(odd: _Odd) -> None:
    # It is served at every address, so its links cannot be relative; but one leads to the repository.
    page = (odd.site / "404.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="?([^\s">]+)', page)
    assert links and all(
        link.startswith(("/book/", "#", "https://code.test/us/book")) or link == "/book" for link in links
    ), links


def test_a_page_names_its_address_and_its_file(odd: _Odd) -> None:
    case = odd.whole[0]
    page = (odd.site / "cases" / case.stem / "index.html").read_text(encoding="utf-8")
    assert f'rel="canonical" href="https://site.test/book/cases/{case.stem}/"' in page
    assert f"https://code.test/us/book/src/branch/main/cases/{case.parent.name}/{case.name}" in page
    # the one setting that is sound leads to them, the other is nowhere
    assert f"https://code.test/us/book/issues/new?title=Is%20this%20wrong%3F%20{case.stem}&amp;body=" in page
    assert f"Address: https://site.test/book/cases/{case.stem}/" in page
    panel = (odd.site / "find" / "wrong.json").read_text(encoding="utf-8")
    assert "code.test" in panel and not re.search("mailto:|casebook.test|<script>", page + panel)


_MEANS_ANOTHER = re.compile(r'rel="?canonical"? href="?\.\./')
"""A page whose real address is that of another: one that has moved, and a case as plain text."""


def _list_pages(site: Path) -> dict[str, str]:
    """The pages of a site by their addresses below it, without those that only lead on or say that another is meant."""
    found = {file.relative_to(site).as_posix(): file.read_text("utf-8") for file in site.rglob("*.html")}
    return {name.removesuffix("index.html"): page for name, page in found.items() if not _MEANS_ANOTHER.search(page)}


def test_a_sitemap_names_every_page_and_no_other(odd: _Odd) -> None:
    listed = dict(
        re.findall(
            "<url><loc>https://site.test/book/([^<]*)</loc>(?:<lastmod>([^<]*)</lastmod>)?</url>",
            (odd.site / "sitemap.xml").read_text("utf-8"),
        )
    )
    pages = _list_pages(odd.site)
    assert listed.keys() == pages.keys() - {"404.html"} and len(listed) > 100
    assert not (odd.site / "sitemap.xml.gz").exists()
    # a date where a case says so, and nowhere the day of the build
    assert {address.split("/")[0] for address, changed in listed.items() if changed} == {"cases"}
    for address, changed in listed.items():
        assert ('property="article:modified_time"' in pages[address]) is bool(changed)
        assert f'property="article:modified_time" content="{changed}"' in pages[address] or not changed
    # nobody looks for it below a path
    assert not (odd.site / "robots.txt").exists()


def test_every_page_shows_a_picture_that_is_there(odd: _Odd) -> None:
    shown = {}
    for address, page in _list_pages(odd.site).items():
        if address != "404.html":
            (shown[address],) = re.findall('property="og:image" content="https://site.test/book/([^"]*)"', page)
    assert shown[""] == shown["contribute/style/"] == "picture.png"
    for file in odd.whole:
        assert shown[f"cases/{file.stem}/"] == f"pictures/{file.stem}.png"
    listed = (odd.site / LIST_OF_FILES).read_text("utf-8")
    for name in {*shown.values()}:
        content = (odd.site / name).read_bytes()
        assert content.startswith(b"\x89PNG") and len(content) <= 30_000
        assert f"  {name}\n" in listed
    assert len({*shown.values()}) == len(odd.whole) + 1


def test_without_an_address_nothing_is_told_that_needs_one(shelf_site: Path) -> None:
    assert not [
        one
        for one in ("sitemap.xml", "sitemap.xml.gz", "robots.txt", "pictures", "picture.png")
        if (shelf_site / one).exists()
    ]
    for address, page in _list_pages(shelf_site).items():
        assert not re.search("og:image|og:url|rel=.canonical", page), address


def test_a_site_carries_the_list_of_what_ought_to_be_in_it(
    built_site: Path, built_articles: dict[str, Article]
) -> None:
    assert not find_faults(built_site)
    listed = (built_site / LIST_OF_FILES).read_text(encoding="utf-8")
    for address in built_articles:
        page = address if address.endswith(".html") else f"{address}index.html"
        assert f"  {page}\n" in listed
