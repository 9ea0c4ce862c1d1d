"""What is taken from the site that was made last: after any edit each byte is as if nothing had been there."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from casebook.book import Book
from casebook.fields import Schemas
from casebook.outputs import Output, Placing
from casebook.publish import Publication, publish_site
from casebook.render import Renderer
from landing import copy_generator

Edit = Callable[[Path], object]


@dataclass(frozen=True)
class First:
    """A book that was published once."""

    folder: Path
    """Where it stands."""
    made: dict[str, bytes]
    """Its site as it was made."""


@pytest.fixture(scope="module")
def first(shelf_project: Path, tmp_path_factory: pytest.TempPathFactory) -> First:
    """The invented book with what was kept when it was first published. The home of the user stands beside it."""
    folder = tmp_path_factory.mktemp("kept")
    shutil.copytree(shelf_project, folder / "project")
    copy_generator(folder / "project")
    with pytest.MonkeyPatch.context() as patch:
        _keep(patch, folder / "home")
        return First(folder, _publish(folder / "project", folder / "site"))


@pytest.fixture
def root(first: First, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in which files have the names, and not the copies, that they have there."""
    _keep(monkeypatch, first.folder / "home")
    copied = tmp_path / "project"
    shutil.copytree(first.folder / "project", copied, copy_function=shutil.copy2)
    shutil.rmtree(copied / ".cache/site/made")
    shutil.copytree(first.folder / "project/.cache/site/made", copied / ".cache/site/made", copy_function=os.link)
    return copied


def _keep(patch: pytest.MonkeyPatch, home: Path) -> None:
    patch.delenv("CASEBOOK_NO_CACHE")
    patch.setenv("XDG_CACHE_HOME", str(home))
    patch.setenv("SOURCE_DATE_EPOCH", "1600000000")


def _publish(root: Path, site: Path) -> dict[str, bytes]:
    said = publish_site(root, site, os.environ, lambda _: None)
    assert not [one for one in said if one.severity == "error"], said
    return _read(site)


def _read(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def _publish_anew(root: Path, site: Path) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASEBOOK_NO_CACHE", "1")
        return _publish(root, site)


def _replace(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / path
        text = file.read_text(encoding="utf-8")
        assert re.search(old, text), (path, old)
        file.write_text(re.sub(old, new, text, count=1), encoding="utf-8")

    return edit


def _add_case(root: Path) -> None:
    text = (root / "cases/durban/durban-soup-tent.md").read_text(encoding="utf-8")
    (root / "cases/durban/durban-second-tent.md").write_text(
        re.sub(r"(?m)^title: .*", "title: A second tent beside the first", text, count=1), encoding="utf-8"
    )


def _add_stub(root: Path) -> None:
    """It has no items, and its country stands before those of the others."""
    text = (root / "cases/recife/recife-stub.md").read_text(encoding="utf-8")
    (root / "cases/vienna").mkdir()
    (root / "cases/vienna/vienna-stub.md").write_text(
        re.sub(r"(?m)^title: .*", "title: Another stub", text, count=1)
        .replace("name: Recife", "name: Vienna").replace("country: BR", "country: AT"),
        encoding="utf-8",
    )  # fmt: skip


_LIMA = "cases/lima/lima-hill-kitchens.md"
EDITS: dict[str, Edit] = {
    "what a lesson says": _replace(_LIMA, "The kitchens joined", "Most kitchens joined"),
    "what a door opened": _replace(_LIMA, "(?m)^  how: ", r"\g<0>One day "),
    "a summary": _replace(_LIMA, "Nineteen kitchens", "Some twenty kitchens"),
    "a title": _replace(_LIMA, "Hill kitchens with one", "Kitchens on a hill with one"),
    "the title of a lesson to which others lead": _replace(
        "cases/durban/durban-soup-tent.md", "(?m)^- id: buy-together-only-with-open\n  title: ", r"\g<0>Here and there "
    ),
    "the story": _replace(_LIMA, r"\Z", "\nOne more thing happened on the hill [@paper-2020].\n"),
    "what a case is about": _replace(_LIMA, r"themes: \[trust, action\]", "themes: [trust, bridges]"),
    "where": _replace(_LIMA, "(?m)^crisis:", "also:\n- name: Callao\n  country: PE\n\\g<0>"),
    "when it began": _replace(_LIMA, "from: 2020-06", "from: 2011-06"),
    "a source": _replace(
        "cases/medellin/medellin-round-table.md", r"url: https://\S+", "url: https://www.papers.test/other"
    ),
    "a source that others have": _replace("cases/_sources/report.yml", "(?m)^title: .*", "title: Another report"),
    "a translation": _replace("cases/lima/lima-hill-kitchens.es.md", "Ollas del cerro", "Las ollas del cerro"),
    "a term": _replace("schema/vocabulary/themes.yml", "Trust and relationships", "Trust"),
    "an essay": _replace("schema/essays/questions.yml", "Who decides when", "Who is to decide when"),
    "a new case": _add_case,
    "a new stub": _add_stub,
    "a case that is gone": lambda root: (root / "cases/teresina/teresina-bread-van.md").unlink(),
    "a page by hand": _replace("docs/architecture.md", "(?m)^# .*", r"\g<0>\n\nOne more sentence."),
    "a script": _replace("docs/assets/find/address.js", r"\Z", "\nexport const more = 1;\n"),
    "what the site is called": _replace("mkdocs.yml", "(?m)^site_name: .*", "site_name: Another Casebook"),
    "nothing": lambda root: None,
}
"""What somebody may change."""


def _share_out(number: int) -> Iterator[list[str]]:
    """The edits in an order that means nothing, so many at a time."""
    names = random.Random(5).sample(sorted(EDITS), len(EDITS))
    yield ["what a lesson says"]
    yield ["a new stub"]
    yield from (names[at : at + number] for at in range(0, len(names), number))


@pytest.mark.parametrize("names", list(_share_out(3)), ids=", ".join)
def test_after_an_edit_each_byte_is_as_if_made_anew(names: list[str], root: Path, tmp_path: Path) -> None:
    for name in names:
        EDITS[name](root)
    made = _publish(root, tmp_path / "site")
    wanted = _publish_anew(root, tmp_path / "clean")
    assert made.keys() == wanted.keys()
    assert [name for name in made if made[name] != wanted[name]] == []


def test_after_an_edit_only_what_rests_on_it_is_made(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, listed = _publish_after("what a lesson says", root, tmp_path / "site", monkeypatch)
    pages = {address for address in made if re.fullmatch(r"cases/[^/]+/index.html", address)}
    # beside it what leads on from an old address, which takes no time
    assert pages == {"cases/lima-hill-kitchens/index.html", "cases/the-school-that-opened/index.html"}
    assert not any(address.startswith("sources/publishers/") for address in listed)
    assert len(listed) > len(made)


def test_after_an_edit_of_what_lists_rest_on_all_are_listed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, listed = _publish_after("a title", root, tmp_path / "site", monkeypatch)
    assert "cases/lima-hill-kitchens/index.html" in made
    assert "cases/unnamed-city-letters/index.html" not in made
    assert any(address.startswith("sources/publishers/") for address in listed)


def _publish_after(edit: str, root: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """The addresses of what is made after an edit, and of what is listed."""
    made: list[str] = []
    listed: list[str] = []
    list_groups = Publication.list_groups

    def note(output: Output, place: Placing) -> None:
        made.append(output.addresses[0])
        output.write(place)

    def note_all(outputs: Iterable[Output]) -> Iterator[Output]:
        for one in outputs:
            listed.append(one.addresses[0])
            yield replace(one, write=partial(note, one))

    monkeypatch.setattr(
        Publication, "list_groups", lambda self: ((name, note_all(outputs)) for name, outputs in list_groups(self))
    )
    EDITS[edit](root)
    _publish(root, site)
    return made, listed


def test_the_generator_takes_them_too(root: Path, tmp_path: Path) -> None:
    EDITS["what a lesson says"](root)
    wanted = _publish_anew(root, tmp_path / "clean")
    site = tmp_path / "site"
    command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site))
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert _read(site) == wanted
    page = "cases/unnamed-city-letters/index.html"
    assert (site / page).samefile(root / ".cache/site/made" / page)


def test_what_somebody_has_written_into_is_made_anew(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    made = _publish(root, site)
    page = site / "cases/lima-hill-kitchens/index.html"
    with page.open("r+b") as file:
        file.write(b"<!-- mine -->")
    assert _publish(root, site) == made


@pytest.mark.parametrize("folder", ["book", "check", "copies", "search", "site", "tables", "templates"])
def test_what_is_not_as_we_have_written_it_counts_as_not_there(
    folder: str, first: First, root: Path, tmp_path: Path
) -> None:
    kept = [file for file in (root / ".cache" / folder).iterdir() if file.is_file() and file.name != ".gitignore"]
    assert kept
    for file in kept:
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.unlink()
        file.write_bytes(content)
    assert _publish(root, tmp_path / "site") == first.made


def test_a_piece_of_a_case_asks_for_no_other(shelf_book: Book, project_schemas: Schemas) -> None:
    r = Renderer(shelf_book, project_schemas)
    for case in shelf_book.cases:
        marked = [item for kind, item in case.items() if kind.mark]
        for name in ("case_line", "place_and_time", "case_card", "case_row", "case_short"):
            getattr(r.pieces, name)(case)
        for name in ("item_row", "item_short", "item_entry"):
            for item in marked:
                getattr(r.pieces, name)(case, item)
    # it is made once for all pages, and the second would not know what the first has asked for
    assert not r.asked.asked_for_all


def test_a_folder_that_came_with_somebodys_project_leads_nowhere(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("mine", encoding="utf-8")
    kept = root / ".cache/site"
    (kept / "files").write_bytes(b"signed by somebody else")
    shutil.rmtree(kept / "made")
    (kept / "made").symlink_to(elsewhere)
    _publish(root, tmp_path / "site")
    assert (elsewhere / "index.html").read_text(encoding="utf-8") == "mine"
    assert not (kept / "made").is_symlink()


def test_in_a_site_that_is_there_only_what_changes_is_put_in_its_place(root: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    _publish(root, site)
    before = {name: (site / name).lstat().st_ino for name in _read(site)}
    EDITS["what a lesson says"](root)
    wanted = _publish_anew(root, tmp_path / "clean")
    # what somebody has put there since
    for name in ("stray/deep/file.txt", "about/stray.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("stray", encoding="utf-8")
    (site / "cities/stray").symlink_to(tmp_path / "clean")
    shutil.rmtree(site / "glossary")
    (site / "glossary").write_text("a file in place of a folder", encoding="utf-8")
    (site / "llms.txt").unlink()
    (site / "llms.txt").mkdir()
    (site / "sources/index.html").unlink()
    (site / "sources/index.html").symlink_to(tmp_path / "clean/sources/index.html")
    (tmp_path / "elsewhere").mkdir()
    shutil.rmtree(site / "crises")
    (site / "crises").symlink_to(tmp_path / "elsewhere")
    assert _publish(root, site) == wanted
    assert not (site / "stray").exists()
    assert not (site / "cities/stray").is_symlink() and not (site / "sources/index.html").is_symlink()
    assert not any((tmp_path / "elsewhere").iterdir())
    stayed = {name for name, inode in before.items() if name in wanted and (site / name).lstat().st_ino == inode}
    assert "cases/unnamed-city-letters/index.html" in stayed
    assert "cases/lima-hill-kitchens/index.html" not in stayed
