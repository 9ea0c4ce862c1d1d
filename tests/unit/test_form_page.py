"""The form is made of the tree: every field is asked once, every term offered once, and nothing is chosen before."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from casebook.book import Book
from casebook.diagnostics import CODES, SENTENCES
from casebook.fields import Field, Schemas
from casebook.fields.tree import ENTRY
from casebook.render import Article, Renderer, Site, pack_script, read_maintainers, render_articles
from casebook.render.form_sentences import LATER, NEVER

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
MOST = 25_000
"""So many bytes, packed, the scripts of the form may have with all that they import."""


class _Reader(HTMLParser):
    """Reads which fields are asked where: the path of names from the step or the entry to each field."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self.asked: list[tuple[str, ...]] = []
        self.chosen: list[str] = []
        self.terms: Counter[tuple[str, str]] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if {"checked", "selected"} & said.keys():
            self.chosen.append(self.get_starttag_text() or "")
        if tag == "input" and said.get("value") and (list_of := self._inside("terms")):
            self.terms[list_of, said["value"]] += 1
        if "data-field" in said:
            names = [name for kind, name in self._open if kind in ("field", "entry")]
            self.asked.append((*names, said["data-field"]))
        if tag in ("div", "template", "li", "fieldset"):
            kind = next((one for one in ("field", "entry", "terms") if f"data-{one}" in said), tag)
            self._open.append((kind, said.get(f"data-{kind}", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("div", "template", "li", "fieldset"):
            self._open.pop()

    def _inside(self, kind: str) -> str:
        return next((name for one, name in self._open if one == kind), "")


@pytest.fixture(scope="module")
def form(shelf_articles: dict[str, Article]) -> _Reader:
    """The form's page, read."""
    reader = _Reader()
    reader.feed(shelf_articles["contribute/form/"].html)
    return reader


def _names(field: Field) -> tuple[str, ...]:
    return tuple(step for step in field.path if step != ENTRY)


def test_every_field_is_asked_once_and_no_other(form: _Reader, project_schemas: Schemas) -> None:
    tree = project_schemas.trees["case"]
    # an id is made of the title; an entry is asked with its list
    wanted = {_names(one) for one in tree.all() if one.path and one.path[-1] not in (ENTRY, "id")}
    assert Counter(form.asked) == Counter(wanted)


def test_terms_are_offered_with_their_meaning_and_none_is_chosen(form: _Reader, shelf_book: Book) -> None:
    lists = {list_of for list_of, _ in form.terms}
    assert form.terms == Counter(
        (id, term.id) for id in lists for term in shelf_book.vocabularies[id].terms if term.status == "active"
    )
    assert form.chosen == []


def test_every_code_is_said_here_later_or_never() -> None:
    said = {one.code for one in SENTENCES.values()}
    assert sorted([*said, *LATER, *NEVER]) == sorted(CODES)


def test_what_is_not_configured_is_absent(shelf_book: Book, project_schemas: Schemas) -> None:
    def ways(**settings: str) -> list[str]:
        site = Site(maintainers=read_maintainers(settings, 14)[0])
        articles = render_articles(Renderer(shelf_book, project_schemas, site))
        made = next(one.html for one in articles if one.address == "contribute/form/")
        return re.findall(r'data-way="([a-z-]+)"', made)

    assert ways() == ["share", "file", "copy"]
    assert ways(CASEBOOK_MAIL="tell@casebook.test") == ["mail", "share", "file", "copy"]
    github = "https://github.com/us/book"
    assert ways(CASEBOOK_REPO_URL=github) == ["issue", "new-file", "share", "file", "copy"]
    assert ways(CASEBOOK_REPO_URL="https://codeberg.org/us/book") == ["issue", "share", "file", "copy"]
    # what everybody can do comes first
    assert ways(CASEBOOK_REPO_URL=github, CASEBOOK_MAIL="tell@casebook.test")[:2] == ["mail", "issue"]


def _list_imports(file: Path, found: set[Path]) -> set[Path]:
    if file not in found:
        found.add(file)
        for name in re.findall(r'(?:from|import) "(\.[^"]+)"', file.read_text(encoding="utf-8")):
            _list_imports((file.parent / name).resolve(), found)
    return found


def test_the_scripts_of_the_form_are_light(shelf_articles: dict[str, Article]) -> None:
    scripts = [ASSETS / one for one in shelf_articles["contribute/form/"].scripts]
    files = set[Path]().union(*(_list_imports(one, set()) for one in scripts))
    weights = {one.name: len(gzip.compress(pack_script(one.read_text(encoding="utf-8")).encode(), 9)) for one in files}
    assert sum(weights.values()) <= MOST, weights


def test_only_comments_and_margins_are_taken_out_of_a_script() -> None:
    script = (
        "// about\n\n  // it's more\nconst a = `x // y` // behind it\n/** for\n * whom */\nif (a) {\n"
        '  b("https://c.test/") /* here */\n}\n  /* one */\n'
    )
    assert pack_script(script) == 'const a = `x // y`\nif (a) {\nb("https://c.test/") /* here */\n}\n'


@pytest.mark.parametrize("script", sorted(ASSETS.rglob("*.js")), ids=lambda path: path.name)
def test_no_text_of_a_script_looks_like_a_comment_or_a_margin(script: Path) -> None:
    code = re.sub(r"^[ \t]*//[^\n]*$", "", script.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for text in re.findall(r"`(?:[^`\\]|\\.)*`|\"(?:[^\"\\\n]|\\.)*\"", code):
        # what a template computes may go over several lines
        plain = re.sub(r"\$\{[^}]*\}", "", text)
        assert pack_script(plain) == plain, plain
