"""A site is there at all times: whatever stops a build, wherever it stops, and however many are at it at once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from casebook.cli import main
from casebook.releases import LIST_OF_FILES, ReleaseError, SiteFiles, find_faults, go_back, release, write_list
from casebook.search import INDEX_FOLDER, INDEX_HEAD
from landing import PROJECT
from unit.stopping import copy, look

HOOKS = str(PROJECT / "hooks")


def make_site(folder: Path, word: str) -> Path:
    """The smallest whole site, which says one word."""
    files = {
        "index.html": word,
        "404.html": "lost",
        "cases/here/index.html": f"{word} here",
        "data/cases.json": "[]",
        INDEX_HEAD: '{"words": {"files": "0000000001"}, "texts": {"files": "00000000020000000003"}}',
        f"{INDEX_FOLDER}/0000000001.words": "",
        f"{INDEX_FOLDER}/0000000002.texts": "",
        f"{INDEX_FOLDER}/0000000003.texts": "",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert not write_list(SiteFiles(folder), files)
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Four whole sites, by their words."""
    root = tmp_path_factory.mktemp("made")
    return {word: str(make_site(root / word, word)) for word in ("first", "second", "third", "fourth")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project without a site."""
    (tmp_path / "project" / "cases").mkdir(parents=True)
    return tmp_path / "project"


def put(root: Path, *sources: str) -> None:
    for source in sources:
        release(root, copy(source), lambda _: None)


def fail(root: Path, *generator: str) -> str:
    with pytest.raises(ReleaseError) as caught:
        release(root, generator, lambda _: None)
    return str(caught.value)


def words(root: Path) -> tuple[str | None, str | None]:
    found = look(root)
    assert not found["left"]
    return found["site"], found[".releases/before"]


def test_the_new_site_stands_and_the_one_before_is_kept(root: Path, made: dict[str, str]) -> None:
    for now, before in (("first", None), ("second", "first"), ("third", "second"), ("fourth", "third")):
        put(root, made[now])
        assert words(root) == (now, before)


def test_back_leads_to_the_site_before_and_forward_again(root: Path, made: dict[str, str]) -> None:
    with pytest.raises(ReleaseError, match="no site before"):
        go_back(root, print)
    assert not (root / ".releases").exists()
    put(root, made["first"])
    with pytest.raises(ReleaseError, match="no site before"):
        go_back(root, print)
    put(root, made["second"])
    go_back(root, print)
    assert words(root) == ("first", "second")
    go_back(root, print)
    assert words(root) == ("second", "first")


def test_nobody_goes_back_to_a_site_that_is_not_whole(root: Path, made: dict[str, str]) -> None:
    put(root, made["first"], made["second"])
    (root / ".releases/before/cases/here/index.html").unlink()
    with pytest.raises(ReleaseError, match=r"not whole: cases/here/index\.html is missing"):
        go_back(root, print)
    assert look(root)["site"] == "second"


def test_a_site_of_an_older_checkout_is_taken_over(root: Path, made: dict[str, str]) -> None:
    # it has no list of files
    (root / "site").mkdir()
    (root / "site/index.html").write_text("older", encoding="utf-8")
    put(root, made["first"])
    assert (root / ".releases/before/index.html").read_text(encoding="utf-8") == "older"
    go_back(root, print)
    assert (root / "site/index.html").read_text(encoding="utf-8") == "older"


def test_everybody_may_read_the_site_whom_the_system_lets(root: Path, made: dict[str, str]) -> None:
    put(root, made["first"])
    (root / "made").mkdir()
    assert (root / "site").stat().st_mode == (root / "made").stat().st_mode


@pytest.mark.parametrize("way", ["exchange", "rename"])
@pytest.mark.parametrize("there", [(), ("first",), ("first", "second")], ids=["none", "site", "two"])
def test_wherever_a_build_is_killed_there_is_a_site(
    tmp_path: Path, made: dict[str, str], way: str, there: tuple[str, ...]
) -> None:
    lines = stop_everywhere("kill", way, tmp_path, made, there)
    kept = {"first", "second", "third"} if len(there) == 2 else {*there, "third"}
    for line in lines:
        assert line["code"] == -signal.SIGKILL
        site = line["stopped"]["site"]
        # where the system cannot exchange two folders a kill can fall between two renames, and the next build heals it
        assert site in {*there[-1:], "third"} or (site is None and (not there or way == "rename")), line
        # a build that fails then leaves a site too, and no fewer than there were
        failed = line["failed"]
        assert line["failing"] == 1 and not failed["left"], line
        standing = [failed[name] for name in ("site", ".releases/before") if failed[name]]
        assert len(standing) >= len(there) and set(standing) <= kept, line
        assert failed["site"] or not there, line
        built = line["built"]
        assert (line["building"], built["site"], built["left"]) == (0, "fourth", ""), line
        assert built[".releases/before"] == failed["site"], line
    reached = {line["stopped"]["site"] for line in lines}
    assert "third" in reached and (there[-1] if there else None) in reached


@pytest.mark.parametrize(
    ("code", "way"), [("ENOSPC", "exchange"), ("EACCES", "exchange"), ("EROFS", "rename"), ("EIO", "rename")]
)
def test_whatever_the_machine_refuses_there_is_a_site_and_a_sentence(
    tmp_path: Path, made: dict[str, str], code: str, way: str
) -> None:
    lines = stop_everywhere(code, way, tmp_path, made, ("first", "second"))
    said = {"ENOSPC": "disk is full", "EROFS": "Read-only", "EACCES": "Permission denied", "EIO": "Input/output error"}
    for line in lines:
        assert line["code"] in (0, 1), line
        assert line["stopped"]["site"] == ("second" if line["code"] else "third"), line
        if line["code"]:
            assert said[code] in line["said"], line
            assert line["said"].endswith(("site/ is as it was.", "Nothing was touched.")), line
        assert line["failed"]["site"] and line["failed"][".releases/before"], line
        assert line["built"]["site"] == "fourth", line
    assert sum(line["code"] for line in lines) >= 5


def stop_everywhere(how: str, way: str, tmp_path: Path, made: dict[str, str], there: tuple[str, ...]) -> list[Any]:
    sites = [made[word] for word in (*there, "third", "fourth")]
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("stopping.py")), how, way, str(tmp_path / "project"), *sites],
        env=os.environ | {"PYTHONPATH": HOOKS},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) > 10
    return lines


def test_while_sites_change_places_there_is_never_none(root: Path, made: dict[str, str]) -> None:
    put(root, made["first"])
    seen, missed, over = set[str](), list[str](), threading.Event()

    def watch() -> None:
        while not over.is_set():
            try:
                seen.add((root / "site/index.html").read_text(encoding="utf-8"))
            except OSError as problem:
                missed.append(str(problem))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for word in ("second", "third", "fourth", "first") * 3:
            put(root, made[word])
            for _ in range(20):
                go_back(root, print)
    finally:
        over.set()
        watcher.join()
    assert seen == set(made) and not missed


def run(root: Path, *generator: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "casebook", "release", "--root", str(root), "--", *generator],
        env=os.environ | {"PYTHONPATH": HOOKS},
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("part", [0, 0.3, 0.9, 1.3])
def test_two_builds_at_once_leave_the_site_of_one(root: Path, made: dict[str, str], part: float) -> None:
    put(root, made["first"])
    whole = 0.4
    slow = ["sh", "-c", f'mkdir "$1/cases"; sleep {whole}; cp -R "$0/." "$1"']
    began = root / "began"
    one = run(root, "sh", "-c", f'touch {began}; mkdir "$1/cases"; sleep {whole}; cp -R "$0/." "$1"', made["second"])
    while part and not began.exists():
        time.sleep(0.01)
    time.sleep(whole * part)
    other = run(root, *slow, made["third"])
    codes, sites = [], set()
    while None in (one.poll(), other.poll()):
        sites.add((root / "site/index.html").read_text(encoding="utf-8"))
    for process in (one, other):
        _, said = process.communicate()
        codes.append(process.returncode)
        assert "Traceback" not in said
        assert process.returncode == 0 or "being built at this moment by somebody else: nothing was touched" in said
    # the second comes before the first is done and is refused, or after it; which of two at once is second is chance
    assert 0 in codes and set(codes) <= {0, 1}
    assert sites <= {"first", "second", "third"}
    site, before = words(root)
    assert (site, before) == {(0, 1): ("second", "first"), (1, 0): ("third", "first")}.get(
        (codes[0], codes[1]), (site, before)
    )
    assert site != "first"


def test_who_is_second_touches_nothing(root: Path, made: dict[str, str]) -> None:
    put(root, made["first"])
    inner = f"{sys.executable} -m casebook release --root {root} -- touch {root}/touched"
    back = f"{sys.executable} -m casebook back --root {root}"
    script = (
        f'! {inner} 2>"{root}/said" && ! {back} 2>>"{root}/said" && ls "$1/.." >"{root}/there" && cp -R "$0/." "$1"'
    )
    put_env = os.environ | {"PYTHONPATH": HOOKS}
    release(root, ["env", f"PYTHONPATH={put_env['PYTHONPATH']}", "sh", "-c", script, made["second"]], print)
    assert words(root) == ("second", "first")
    assert not (root / "touched").exists()
    said = (root / "said").read_text(encoding="utf-8").splitlines()
    assert len(said) == 2 and said[0] == said[1] and said[0].startswith("casebook: This site is being built")
    assert len((root / "there").read_text(encoding="utf-8").split()) == 2


def test_a_build_that_is_asked_to_end_clears_away_what_it_began(root: Path, made: dict[str, str]) -> None:
    put(root, made["first"], made["second"])
    began = root / "began"
    building = run(root, "sh", "-c", f"touch {began}; exec sleep 60")
    while not began.exists():
        time.sleep(0.01)
    building.terminate()
    _, said = building.communicate()
    assert (building.returncode, said) == (1, "casebook: Stopped.\n")
    assert words(root) == ("second", "first")


FAULTS = {
    "home page": ("index.html", None, "index.html is missing"),
    "page": ("cases/here/index.html", None, "cases/here/index.html is missing"),
    "data": ("data/cases.json", None, "data/ is missing"),
    "search": (INDEX_HEAD, None, f"{INDEX_HEAD} is missing"),
    "list": (LIST_OF_FILES, None, "the list of its files"),
    "cut short": ("cases/here/index.html", "first", "cases/here/index.html is not as it was written"),
    "unknown": (".env", "TOKEN=1", ".env is not in"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_site_that_is_not_whole_is_not_published(root: Path, made: dict[str, str], tmp_path: Path, name: str) -> None:
    put(root, made["first"])
    file, text, told = FAULTS[name]
    bad = Path(shutil.copytree(made["second"], tmp_path / "bad"))
    if text is None:
        (bad / file).unlink()
    else:
        (bad / file).write_text(text, encoding="utf-8")
    said = fail(root, *copy(str(bad)))
    assert said.startswith("The new site is not whole: ") and told in said and said.endswith("site/ is as it was.")
    assert words(root) == ("first", None)


def test_a_search_that_lacks_files_is_not_whole(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", "word")
    (site / INDEX_FOLDER / "0000000001.words").unlink()
    (site / INDEX_FOLDER / "0000000003.texts").unlink()
    write_list(SiteFiles(site), ())
    assert find_faults(site) == ["the search index names 4 files and has 2 of them"]
    (site / INDEX_HEAD).write_text("{", encoding="utf-8")
    write_list(SiteFiles(site), ())
    assert find_faults(site) == ["the search index cannot be read"]


def test_no_list_is_written_where_something_is_missing(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("", encoding="utf-8")
    assert write_list(SiteFiles(tmp_path), ["index.html", "cases/index.html"]) == ["cases/index.html"]
    assert not (tmp_path / LIST_OF_FILES).exists()


_TRACEBACK = 'Traceback (most recent call last):\n  File "x.py", line 1, in <module>\n{}\n'


@pytest.mark.parametrize(
    ("words_of_it", "told"),
    [
        (_TRACEBACK.format("OSError: [Errno 28] No space left on device: 'x'"), "The disk is full"),
        ("WARNING - could not be written: [Errno 28] No space left on device\n", "The disk is full"),
        ("Failed to write: No space left on device (os error 28)\n", "The disk is full"),
        (_TRACEBACK.format("OSError: [Errno 122] Disk quota exceeded"), "The disk is full"),
        (_TRACEBACK.format("OSError: [Errno 30] Read-only file system: 'x'"), "cannot be written to (Read-only"),
        (_TRACEBACK.format("PermissionError: [Errno 13] Permission denied: 'x'"), "cannot be written to (Permission"),
    ],
)
def test_what_the_machine_refuses_the_generator_is_one_sentence(
    root: Path, made: dict[str, str], words_of_it: str, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    put(root, made["first"])
    said = fail(root, "sh", "-c", 'printf "INFO - at work\n%s" "$0" >&2; touch "$1/half"; exit 1', words_of_it)
    assert told in said and said.endswith("site/ is as it was.")
    heard = capfd.readouterr().err
    assert "INFO - at work" in heard and "Traceback" not in heard
    assert words(root) == ("first", None)


def test_a_fault_of_the_generator_itself_is_shown(
    root: Path, made: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    said = fail(root, "sh", "-c", 'printf "%s" "$0" >&2; exit 7', _TRACEBACK.format("KeyError: 'x'"))
    assert said == "The site was not built: sh ended with 7. There is no site yet."
    assert "KeyError" in capfd.readouterr().err
    said = fail(root, "no-such-generator")
    assert "no-such-generator" in said and "No such file" in said


def test_who_deletes_a_folder_loses_no_more_than_that(root: Path, made: dict[str, str]) -> None:
    put(root, made["first"], made["second"])
    shutil.rmtree(root / ".releases")
    assert fail(root, "false").endswith("site/ is as it was.")
    put(root, made["third"])
    assert words(root) == ("third", "second")
    # without the site the one before it is there again, though the build fails
    shutil.rmtree(root / "site")
    told: list[str] = []
    with pytest.raises(ReleaseError):
        release(root, ["false"], told.append)
    assert told == ["site/ was gone: the site before it is there again."]
    assert words(root) == ("second", None)
    # what is no site is nothing to go back to
    put(root, made["third"])
    shutil.rmtree(root / "site")
    (root / "site").mkdir()
    put(root, made["fourth"])
    assert words(root) == ("fourth", "second")
    # with both gone it begins anew
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".releases")
    put(root, made["first"])
    assert words(root) == ("first", None)


def test_who_deletes_the_releases_during_a_build_keeps_the_site(root: Path, made: dict[str, str]) -> None:
    put(root, made["first"])
    said = fail(root, "sh", "-c", f'rm -r {root}/.releases; mkdir -p "$1"; cp -R "$0/." "$1"', made["second"])
    assert ".releases/ was deleted during the build" in said
    assert look(root)["site"] == "first"
    put(root, made["third"])
    assert words(root) == ("third", "first")


def _mount(root: Path, options: str, script: str) -> subprocess.CompletedProcess[str]:
    """Do something in a project that lies on a small disk of its own; skip where nobody may make one."""
    try:
        tried = subprocess.run(["unshare", "--map-root-user", "--mount", "true"], capture_output=True)
    except OSError:
        pytest.skip("no way to make a small disk")
    if tried.returncode:
        pytest.skip("no right to make a small disk")
    script = f'mount -t tmpfs -o {options} none "{root}" && mkdir "{root}/cases" && cd "{root}" || exit 99\n{script}'
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script],
        env=os.environ | {"PYTHONPATH": HOOKS, "TRY": f"{sys.executable} -m casebook"},
        capture_output=True,
        text=True,
    )
    if done.returncode == 99:
        pytest.skip("no right to mount one")
    return done


_COPY = "import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2], dirs_exist_ok=True)"


def test_a_disk_that_is_really_full(root: Path, made: dict[str, str], tmp_path: Path) -> None:
    big = make_site(tmp_path / "big", "big")
    (big / "data/cases.json").write_bytes(b"x" * 300_000)
    write_list(SiteFiles(big), ())
    build = f"$TRY release -- {sys.executable} -c '{_COPY}'"
    done = _mount(root, "size=200k", f"{build} {made['first']} || exit 1; {build} {big}; echo $?; cat site/index.html")
    assert done.stdout == "1\nfirst", done.stderr
    last = "casebook: The disk is full: make room and try again. site/ is as it was."
    assert done.stderr.splitlines()[-1] == last and "Traceback" not in done.stderr


def test_a_disk_that_cannot_be_written_to(root: Path, made: dict[str, str]) -> None:
    build = f"$TRY release -- {sys.executable} -c '{_COPY}'"
    script = f"{build} {made['first']} && mount -o remount,ro . && {{ {build} {made['second']}; $TRY back; cat site/index.html; }}"
    done = _mount(root, "size=1m", script)
    assert done.stdout == "first", done.stderr
    _, *refused = done.stderr.splitlines()
    sentence = "casebook: The project's folder cannot be written to (Read-only file system). Nothing was touched."
    assert refused == [sentence, sentence]


def test_the_commands_end_with_a_code_of_their_own(
    root: Path, made: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    here = ("--root", str(root))
    assert main(["release", *here, "--", *copy(made["first"])]) == 0
    assert capsys.readouterr().err == "casebook: site/ is the new site.\n"
    assert main(["back", *here]) == 1
    assert main(["release", *here, "--", "false"]) == 1
    assert main(["release", *here, "--", *copy(made["second"])]) == 0
    assert "`make back` leads to the one before" in capsys.readouterr().err
    assert main(["back", *here]) == 0
    assert words(root) == ("first", "second")
    assert main(["release", *here]) == 2


def test_make_checks_before_anything_is_touched() -> None:
    done = subprocess.run(["make", "--dry-run", "site"], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    lines = [line.partition("casebook ")[2] for line in done.stdout.splitlines() if "casebook " in line]
    assert lines[-2] == "check" and lines[-1].startswith("release -- ") and "--strict" in lines[-1]
