"""The Hugo site that our build is measured against: the same pages, with the texts of the cases on them."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.peers import list_pages, make_hugo, read_gist
from casebook.check import check_project

TEXTS = frozenset(
    {"summary", "challenge", "how", "insight", "what_happened", "said_by", "what", "role", "measure", "say"}
)
"""Fields of a case whose words stand on its page and in its text edition."""


def read_words(text: str) -> str:
    """The words of a text or of a page, without its form."""
    page = re.sub(r"(?s)<head>.*?</head>", " ", text)
    return " ".join(re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", " ", page))))


def list_texts(value: Any, name: str = "") -> Iterator[str]:
    """The texts of some facts, wherever they stand."""
    if isinstance(value, dict):
        for inner, one in value.items():
            yield from list_texts(one, inner)
    elif isinstance(value, list):
        for one in value:
            yield from list_texts(one, name)
    elif name in TEXTS:
        yield value


# ---- what is told to Hugo ----


def test_a_row_becomes_what_it_names_and_all_else_words() -> None:
    page = """<body><header><a href="../cases/not-me/">Menu</a></header><main id="main"><h1>Lessons</h1>
<p>All of them, with a <em>word</em> &amp; a *star*.</p><ul class="rows"><li data-kind="lesson"><details><summary><h3>Begin small</h3>
</summary><div class="row__body"><p>It holds.</p><p>In its case: <a href="../cases/a-kitchen/#begin-small">A kitchen</a></p>
<ul><li>inner</li></ul></div></details></li><li data-kind="lesson"><a href="../cases/a-square/#one-sunday">One Sunday</a></li></ul>
<ul class="rows"><li><details class="row row--case"><summary><h3>A square</h3></summary><div class="row__body"><ul><li>inner</li></ul>
<a href="../cases/a-square/">Read the case</a></div></details></li></ul><ul class="short"><li><a href="../cases/a-yard/">A yard</a></li></ul>
<p>See <a href="../cases/a-square/">A square</a>.</p><h2>More</h2></main><footer>Foot</footer></body>"""
    gist = read_gist(page)
    assert gist.listed == [
        [
            "row|a-kitchen#begin-small",
            "line|a-square#one-sunday",
            "row|a-square#",
            "mention|a-yard#",
            "mention|a-square#",
        ]
    ]
    assert gist.words == ["Lessons", r"All of them, with a word & a \*star\*.", "## More"]


def test_the_index_of_the_search_has_no_pages(tmp_path: Path) -> None:
    for name in ("index.html", "404.html", "cases/a/index.html", "find/index/x.html", "find/index-is-told/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert list_pages(tmp_path) == ["404.html", "cases/a/", "find/index-is-told/", ""]


# ---- what Hugo makes of it ----


@pytest.fixture(scope="module")
def hugo_site(shelf_project: Path, shelf_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that Hugo makes of the invented book."""
    project = tmp_path_factory.mktemp("hugo") / "project"
    make_hugo(project, shelf_project, shelf_site)
    command = [Path(sys.executable).with_name("hugo"), "--quiet", "--panicOnWarning", "--destination", "site"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr + done.stdout
    return project / "site"


@pytest.mark.readers
def test_hugo_has_the_same_list_of_pages(shelf_site: Path, hugo_site: Path) -> None:
    pages = list_pages(shelf_site)
    assert len(pages) > 200
    assert list_pages(hugo_site) == pages


@pytest.mark.readers
def test_a_case_says_in_hugo_what_its_file_says(shelf_project: Path, hugo_site: Path) -> None:
    seen = 0
    for case in check_project(shelf_project).cases:
        folder = hugo_site / "cases" / case.id
        full = read_words((folder / "index.html").read_text(encoding="utf-8"))
        plain = " ".join(read_words(file.read_text(encoding="utf-8")) for file in folder.glob("text/**/*.html"))
        for text in list_texts({name: value for name, value in case.facts.items() if name != "history"}):
            # what Markdown marks, it leaves out of the words
            words = read_words(re.sub(r"[*_`\\]|\]\([^)]*\)", " ", text))
            assert words in full, (case.id, text)
            assert words in plain, (case.id, text)
            seen += 1
    assert seen > 50


@pytest.mark.readers
def test_a_list_in_hugo_has_the_rows_of_ours(shelf_site: Path, hugo_site: Path) -> None:
    seen = 0
    for address in ("lessons/", "failures/", "entry-points/", "themes/trust/", "explore/", "sources/kinds/news/"):
        ours, theirs = ((site / address / "index.html").read_text(encoding="utf-8") for site in (shelf_site, hugo_site))
        named = [entry.partition("|")[2] for one in read_gist(ours).listed for entry in one]
        main = theirs[theirs.index("<main") : theirs.index("</main>")]
        links = [f"{case}#{item}" for case, item in re.findall(r'<a href="/cases/([a-z0-9-]+)/(?:#([^"]+))?"', main)]
        assert links == named, address
        seen += len(named)
    assert seen > 50
