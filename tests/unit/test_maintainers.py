"""Who keeps a copy: what is set leads to them, what is not set is absent, what is set wrong is told and absent."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Renderer, Site, read_maintainers, render_articles, render_fragments
from casebook.render.maintainers import Maintainers

REPOSITORY = "https://github.com/us/book"
ALL = {"CASEBOOK_REPO_URL": REPOSITORY, "CASEBOOK_MAIL": "tell@casebook.test"}


def _read(**settings: str) -> Maintainers:
    kept, problems = read_maintainers(settings)
    assert not problems
    return kept


def test_what_is_not_set_is_absent() -> None:
    kept = _read()
    assert kept.ways == () and kept.find_file("cases/a/b.md") == ""
    assert [way.id for way in _read(**ALL).ways] == ["issue", "mail"]
    assert [way.id for way in _read(CASEBOOK_MAIL="tell@casebook.test").ways] == ["mail"]
    # nobody knows where issues are on a host that nobody knows, nor where files are
    assert _read(CASEBOOK_REPO_URL="https://code.test/us/book") == Maintainers(repository="https://code.test/us/book")


@pytest.mark.parametrize(
    ("host", "forge", "known"),
    [
        ("github.com", "", "github"), ("GitHub.com", "", "github"), ("github.acme.test", "", "github"),
        ("gitlab.com", "", "gitlab"), ("codeberg.org", "", "forgejo"), ("my-gitea.acme.test", "", "forgejo"),
        ("code.test", "", ""), ("notgithub.com", "", ""), ("code.test", "gitlab", "gitlab"),
        ("code.test", " Forgejo ", "forgejo"), ("github.com", "none", ""), ("gitlab.com", "github", "github"),
    ],
)  # fmt: skip
def test_the_host_tells_the_forge_where_no_setting_does(host: str, forge: str, known: str) -> None:
    assert _read(CASEBOOK_REPO_URL=f"https://{host}/us/book/", CASEBOOK_FORGE=forge).forge == known


@pytest.mark.parametrize(
    ("forge", "names", "path"),
    [
        ("github", ("title", "body"), "/us/book/issues/new"),
        ("gitlab", ("issue[title]", "issue[description]"), "/us/book/-/issues/new"),
        ("forgejo", ("title", "body"), "/us/book/issues/new"),
    ],
)
def test_an_issue_opens_with_its_words(forge: str, names: tuple[str, str], path: str) -> None:
    (way,) = _read(CASEBOOK_REPO_URL="https://code.test/us/book", CASEBOOK_FORGE=forge).ways
    made = urlsplit(way.lead("50 % & more? {body}", "ä\n\"><script>#'+"))
    assert made.path == path and not made.fragment
    assert parse_qs(made.query) == {names[0]: ["50 % & more? {body}"], names[1]: ["ä\r\n\"><script>#'+"]}


def test_a_mail_opens_with_its_words() -> None:
    (way,) = _read(CASEBOOK_MAIL="a.b+c@casebook.test").ways
    made = way.lead("One & two", "a\nb + c")
    assert made == "mailto:a.b+c@casebook.test?subject=One%20%26%20two&body=a%0D%0Ab%20%2B%20c"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("CASEBOOK_MAIL", mail) for mail in ("tell", "@casebook.test", "a@b", "a@b.test?cc=c@d.test", "a b@c.test", '"><script>@a.test', "a@b.test,c@d.test", "mailto:a@b.test")),
        *(("CASEBOOK_FORGE", forge) for forge in ("bitbucket", '"><script>')),
        *(("CASEBOOK_REPO_URL", url) for url in ("javascript:alert(1)", 'https://a.test/"><script>', "github.com/us/book", "https://user:word@github.com/us")),
    ],
)  # fmt: skip
def test_what_is_set_wrong_is_told_in_one_sentence_and_absent(name: str, value: str) -> None:
    kept, (problem,) = read_maintainers({name: value})
    assert problem.startswith(f"{name} is left out") and problem.endswith(".") and "\n" not in problem
    assert kept == Maintainers()


@pytest.mark.parametrize("days", [-1, 1.5, "soon", True, None, 400])
def test_a_promise_that_is_none_is_told(days: object) -> None:
    kept, (problem,) = read_maintainers(ALL, days)
    assert "answer_within_days" in problem and kept.answer_within_days == 0


def _render(book: Book, schemas: Schemas, kept: Maintainers) -> tuple[str, str, str]:
    """A case, the page about the casebook, and the panel."""
    renderer = Renderer(book, schemas, Site(url="https://site.test/", maintainers=kept))
    articles = {one.address: one.html for one in render_articles(renderer)}
    panel = json.loads(dict(render_fragments(renderer))["find/wrong.json"])["html"]
    return articles["cases/durban-soup-tent/"], articles["about/"], panel


def test_each_page_says_who_answers_and_leads_to_them(shelf_book: Book, project_schemas: Schemas) -> None:
    case, about, panel = _render(shelf_book, project_schemas, read_maintainers(ALL, 9)[0])
    for one in (case, about, panel):
        assert "aim to answer within 9 days" in one and "names nobody" not in one
        assert f'href="{REPOSITORY}/issues/new?' in one and 'href="mailto:tell@casebook.test?' in one
        assert (
            one.count('rel="noopener noreferrer">Open an issue') + one.count('rel="noopener noreferrer" data-pattern')
            >= 1
        )
    # the mail carries the text that stands there to copy
    body = re.search(r'href="mailto:[^"]*;body=([^"]*)"', case)
    text = re.search(r'id="is-this-wrong".*?<pre>(.*?)</pre>', case, re.DOTALL)
    assert body and text and unquote(body[1]).replace("\r\n", "\n") == text[1].replace("&amp;", "&")
    assert "Address: https://site.test/cases/durban-soup-tent/" in text[1]
    assert f"{REPOSITORY}/blob/main/cases/durban/durban-soup-tent.md" in case


def test_a_copy_that_names_nobody_says_so(shelf_book: Book, project_schemas: Schemas) -> None:
    for one in _render(shelf_book, project_schemas, Maintainers()):
        assert "This copy names nobody who answers" in one and "days" not in one.partition("names nobody")[2][:200]
        assert not re.search(r"mailto:|issues/new|Open an issue|Write a mail|blob/main", one)
    assert "The maintainers read it." in _render(shelf_book, project_schemas, read_maintainers(ALL, 0)[0])[0]


def test_every_item_asks_whether_it_is_wrong(shelf_book: Book, project_schemas: Schemas) -> None:
    case, _, _ = _render(shelf_book, project_schemas, Maintainers())
    items = [item for _, item in shelf_book.by_id["durban-soup-tent"].items()]
    for item in items:
        # status and the passages of the story are asked after with the whole
        if item.id.startswith(("status", "story", "reply")):
            continue
        after = case.split(f'id="{item.id}"', 1)[1]
        assert 'href="#is-this-wrong"' in re.split(r"</tr>|</li>\n|<summary><h3", after)[0], item.id
    assert case.count('id="is-this-wrong"') == 1
