"""What is kept of the last copies of a site changes the time that the next ones take, and not one byte of them."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest

from casebook.memory import SignedFolder, open_signed_folder
from casebook.releases import (
    SITE_ZIP,
    SiteFiles,
    folder_copy,
    last_zip,
    site_files,
    write_folder_copy,
    write_kept_copy,
    write_list,
)

URL = "https://site.test/book/"
FIRST = '<p><a href="./">All</a> <a href="cases/b/">B</a></p>'
SIZES = "".join(
    f'<span hidden data-sized><b data-size="{name}"></b></span>'
    for name in ("zip", *(f"{part}-{what}" for part in ("cases", "search", "files") for what in ("bytes", "packed")))
)
FILES = {
    "index.html": '<script src="assets/a.js"></script>\n<a href="cases/a/#top">A</a><a href="cases/b/">B</a><img src="a.svg">',
    "404.html": '<a href="/">Home</a>',
    "about/index.html": '<a href="../">Home</a> <a href="?q=1">Ask</a> <a href="mailto:a@site.test">Mail</a>',
    "cases/a/index.html": '<a href="../../">Home</a> <a href="../b/">B</a> <a href="../c/">C</a> <a href="../c/#x">C</a>',
    "cases/a/text/index.html": "<p>A, as plain text: " + "so and so, " * 300,
    "cases/b/index.html": '<a href="../../index.html">Home</a> <meta content="0; url=../a/">',
    "assets/a.css": "p { color: red }",
    "assets/a.js": "export const a = 1",
    "a.svg": "<svg></svg>",
    "data/index.html": f"<p>{SIZES}</p>",
    "offline/index.html": f"<b>{SIZES}</b>",
    "data/cases.csv": "".join(f"{n},a case of the year {n % 97},{n * n}\n" for n in range(40_000)),
    "find/index/0000000001.words": "words",
    "robots.txt": "Sitemap: none",
    "service-worker.js": 'const RELEASE = "RELEASE"',
}
_days = count(1_500_000_000)


def put(folder: Path, name: str, content: str | bytes) -> None:
    """Make a file as whoever makes a site does: a new one, of a day of its own."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(file, ns=(0, next(_days) * 10**9))


def read(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """The files of a site as they were made, before anything speaks of all of them."""
    for name, content in FILES.items():
        put(tmp_path / "pages", name, content)
    return tmp_path / "pages"


@pytest.fixture
def memory(tmp_path: Path) -> SignedFolder:
    found = open_signed_folder(tmp_path / "cache" / "copies", {"XDG_CACHE_HOME": str(tmp_path / "home")})
    assert found
    return found


@pytest.fixture
def finish(pages: Path, tmp_path: Path) -> Callable[..., Path]:
    """A function that makes a site of the pages, which are files of it too, and its copies."""
    numbers = count()

    def make(memory: SignedFolder | None = None, url: str = URL) -> Path:
        site = tmp_path / f"site-{next(numbers)}"
        shutil.copytree(pages, site, copy_function=os.link)
        files = SiteFiles(site, memory)
        write_kept_copy(files, write_folder_copy(files, SITE_ZIP, FIRST, url))
        assert not write_list(files, ())
        files.save()
        return site

    return make


class Work:
    """What was done for the copies of a site."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.packed: list[str] = []
        self.read: list[str] = []
        self.weighed: list[str] = []
        pack, digest, weigh = folder_copy.pack_member, site_files.digest_file, site_files._weigh
        read = SiteFiles.read
        patch.setattr(
            folder_copy,
            "pack_member",
            lambda made, entry, *more: self.packed.append(entry.filename) or pack(made, entry, *more),
        )
        patch.setattr(site_files, "digest_file", lambda file: self.read.append(file.name) or digest(file))
        patch.setattr(SiteFiles, "read", lambda files, name: self.read.append(Path(name).name) or read(files, name))
        patch.setattr(site_files, "_weigh", lambda file, size: self.weighed.append(file.name) or weigh(file, size))

    def clear(self) -> None:
        for one in (self.packed, self.read, self.weighed):
            one.clear()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    return Work(monkeypatch)


EDITS: Mapping[str, Mapping[str, str | None]] = {
    "nothing": {},
    "the words of a page": {"cases/b/index.html": "<p>Other words</p>"},
    "the words of a page, as many as before": {"about/index.html": FILES["about/index.html"].replace("Home", "Hime")},
    "a text edition": {"cases/a/text/index.html": "<p>A"},
    "a style": {"assets/a.css": "p { color: blue }"},
    "a script": {"assets/a.js": "export const b = 2"},
    "a large file": {"data/cases.csv": FILES["data/cases.csv"].replace("case", "tale")},
    "a page on which sizes stand": {"data/index.html": f"<h1>Data</h1>{SIZES}"},
    "the worker": {"service-worker.js": 'const RELEASE = "RELEASE" // newer'},
    "a page to which others lead": {"cases/c/index.html": '<a href="../a/">A</a>'},
    "a page less to which others lead": {"cases/b/index.html": None},
    "a page less, and one more": {"cases/b/index.html": None, "cases/c/index.html": "C"},
    "a picture to which a page leads": {"a.svg": None},
    "the home page": {"index.html": None},
    "a file that is not in the zip": {"data/more.json": "[]"},
    "a page of another folder": {"cases/a/index.html": None, "cases/d/index.html": FILES["cases/a/index.html"]},
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_every_edit_it_is_what_it_is_when_it_is_made_anew(
    edit: str, finish: Callable[..., Path], pages: Path, memory: SignedFolder
) -> None:
    def change(contents: Mapping[str, str | None]) -> None:
        for name, content in contents.items():
            (pages / name).unlink(missing_ok=True)
            if content is not None:
                put(pages, name, content)

    first = read(finish(memory))
    assert first == read(finish())
    change(EDITS[edit])
    second = read(finish(memory))
    assert second == read(finish())
    assert (second == first) == (not EDITS[edit])
    change({name: FILES.get(name) for name in EDITS[edit]})
    assert read(finish(memory)) == first


def test_the_address_and_the_day_are_what_they_are(
    finish: Callable[..., Path], memory: SignedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for url, when in ((URL, ""), ("https://other.test/", ""), ("", ""), ("", "1600000000"), ("", "1600000000")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", when)
        made.append(read(finish(memory, url)))
        assert made[-1] == read(finish(url=url))
    assert made[0] != made[1] != made[2] != made[3] == made[4]


def test_only_what_has_changed_is_read_and_packed_again(
    finish: Callable[..., Path], pages: Path, memory: SignedFolder, work: Work
) -> None:
    # these are always made anew, and speak of all files
    always = ["START-HERE.html"], ["index.html", "index.html", "casebook-site.zip", "files.json", "release.json"]
    finish(memory)
    assert len(work.packed) == 9 and len(work.weighed) == 4
    work.clear()
    finish(memory)
    assert ([name.removeprefix("casebook/") for name in work.packed], work.weighed) == (always[0], [])
    # those on which sizes stand: for the one list and for the other
    assert sorted(work.read) == sorted([*always[1], "index.html", "index.html", "service-worker.js"])
    seen = len(work.read)
    for name, packed, looked, weighed in (
        ("assets/a.css", 1, 1, 0),
        ("cases/b/index.html", 1, 1, 0),
        ("cases/a/text/index.html", 0, 1, 1),
        ("data/cases.csv", 0, 1, 1),
        # a page leads to it, which is packed again with it
        ("cases/c/index.html", 2, 2, 0),
    ):
        put(pages, name, f"<p>{name}")
        work.clear()
        finish(memory)
        done = len(work.packed) - 1, len(work.read) - seen, len(work.weighed)
        assert done == (packed, looked, weighed), name


def test_what_is_made_anew_with_the_same_bytes_is_not_packed_again(
    finish: Callable[..., Path], pages: Path, memory: SignedFolder, work: Work
) -> None:
    finish(memory)
    put(pages, "index.html", FILES["index.html"])
    work.clear()
    finish(memory)
    assert work.packed == ["casebook/START-HERE.html"]


def test_nothing_is_written_into_a_file_that_is_another_one_too(
    finish: Callable[..., Path], pages: Path, memory: SignedFolder
) -> None:
    before = read(pages)
    made = finish(memory)
    sizes = (made / "data" / "index.html").read_text("utf-8")
    assert " kB<" in sizes and "hidden" not in sizes
    first = read(made)
    finish(memory)
    assert read(pages) == before == {name: content.encode() for name, content in FILES.items()}
    # the zip that is kept is the site's own
    assert read(made) == first
    # whoever makes the copies of a site once more changes that site alone
    with ZipFile(made / SITE_ZIP) as packed:
        assert packed.testzip() is None
    write_folder_copy(SiteFiles(made), SITE_ZIP, "other")
    assert (memory.path / "site.zip").read_bytes() != (made / SITE_ZIP).read_bytes()


@pytest.mark.parametrize("kept", ["files", "members", "site.zip"])
@pytest.mark.parametrize("broken", ["cut", "changed", "empty", "gone", "a folder", "a link", "a pipe", "of another"])
def test_what_is_damaged_is_made_anew(
    kept: str, broken: str, finish: Callable[..., Path], pages: Path, memory: SignedFolder, tmp_path: Path
) -> None:
    finish(memory)
    file = memory.path / kept
    content = file.read_bytes()
    file.unlink()
    middle = len(content) // 2
    contents = {
        "cut": content[:middle],
        "changed": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        "empty": b"",
        "of another": random.Random(1).randbytes(len(content)),
    }
    if broken in contents:
        file.write_bytes(contents[broken])
    elif broken == "a folder":
        file.mkdir()
    elif broken == "a link":
        (tmp_path / "elsewhere").write_bytes(contents["changed"])
        file.symlink_to(tmp_path / "elsewhere")
    elif broken == "a pipe":
        os.mkfifo(file)
    put(pages, "about/index.html", "other")
    assert read(finish(memory)) == read(finish()) == read(finish(memory))
    assert not (tmp_path / "elsewhere").exists() or (tmp_path / "elsewhere").read_bytes() == contents["changed"]


def test_what_somebody_else_has_signed_is_not_believed(
    finish: Callable[..., Path], pages: Path, memory: SignedFolder, tmp_path: Path
) -> None:
    clean = read(finish())
    kept = SiteFiles(pages, SignedFolder(memory.path, b"x" * 32))
    kept._digests = dict.fromkeys(kept.names, "0" * 64)
    kept._weights = dict.fromkeys(kept.names, 7)
    kept.save()
    assert read(finish(memory)) == clean
    assert SiteFiles(pages, SignedFolder(memory.path, b"x" * 32)).digest("index.html") != "0" * 64
    # had we signed it ourselves, it would have been
    ours = SiteFiles(pages, memory)
    ours._digests = dict.fromkeys(ours.names, "0" * 64)
    ours.save()
    assert SiteFiles(pages, memory).digest("index.html") == "0" * 64


@pytest.mark.parametrize("later", [0, 1, 3600 * 10**9])
def test_a_file_that_is_not_older_than_the_look_at_it_is_looked_at_again(
    later: int, pages: Path, memory: SignedFolder
) -> None:
    """Who changes it in the same tick of the clock leaves it with the same time."""

    def change(name: str) -> None:
        about = (pages / name).stat()
        with (pages / name).open("r+b") as opened:
            opened.write(b"<b")
        os.utime(pages / name, ns=(0, about.st_mtime_ns))
        now = (pages / name).stat()
        assert (now.st_ino, now.st_size, now.st_mtime_ns) == (about.st_ino, about.st_size, about.st_mtime_ns)

    files = SiteFiles(pages, memory)
    os.utime(pages / "about/index.html", ns=(0, files._began + later))
    files = SiteFiles(pages, memory)
    files._began = (pages / "about/index.html").stat().st_mtime_ns - later
    digests = {name: files.digest(name) for name in files.names}
    files.save()
    change("about/index.html")
    change("index.html")
    again = SiteFiles(pages, memory)
    assert again.digest("about/index.html") != digests["about/index.html"]
    # of one that is older it is sure that its time would have changed
    assert again.digest("index.html") == digests["index.html"]


def test_the_clock_is_that_of_the_disk(tmp_path: Path) -> None:
    put(tmp_path, "before.html", "x")
    os.utime(tmp_path / "before.html")
    files = SiteFiles(tmp_path)
    (tmp_path / "after.html").write_text("x", encoding="utf-8")
    before, after = ((tmp_path / name).stat().st_mtime_ns for name in ("before.html", "after.html"))
    assert before <= files._began <= after
    assert files.names == {"before.html"}


def test_where_nothing_can_be_kept_nothing_is(
    finish: Callable[..., Path], memory: SignedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(last_zip, "link_file", refuse)
    made = read(finish(memory))
    assert not (memory.path / "site.zip").exists() and not (memory.path / "members").exists()
    assert made == read(finish(memory)) == read(finish())
    monkeypatch.setattr(SignedFolder, "keep", refuse)
    assert made == read(finish(memory))


def test_what_a_site_weighs_on_the_line_is_about_so(finish: Callable[..., Path], pages: Path) -> None:
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghij", k=chance.randrange(3, 12))) for _ in range(3000)]
    texts = {
        "data/prose.txt": " ".join(chance.choices(words, k=20_000)),
        "data/long-prose.txt": " ".join(chance.choices(words, k=300_000)),
        "data/table.csv": FILES["data/cases.csv"] * 3,
        "data/noise.bin": chance.randbytes(100_000),
        "data/long-noise.bin": chance.randbytes(2_000_000),
        "data/half.bin": b"".join(chance.randbytes(20_000) + b"\0" * 20_000 for _ in range(50)),
        "cases/e/index.html": "<p>" + " ".join(chance.choices(words, k=20_000)),
    }
    for name, content in texts.items():
        raw = content.encode() if isinstance(content, str) else content
        put(pages, name, raw)
        site = finish()
        part = "files" if name.startswith("data/") else "cases"
        told = json.loads((site / "offline/release.json").read_bytes())["parts"][part]
        (pages / name).unlink()
        rest = json.loads((finish() / "offline/release.json").read_bytes())["parts"][part]
        assert told["bytes"] - rest["bytes"] == len(raw) and told["files"] - rest["files"] == 1
        weight = told["packed"] - rest["packed"]
        assert weight <= len(raw)
        assert weight == pytest.approx(len(gzip.compress(raw, 6)), rel=0.15), name
