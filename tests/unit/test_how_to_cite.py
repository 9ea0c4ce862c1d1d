"""How a case and an item are cited: three forms, made in one place, and the file that says how the whole is cited."""

from __future__ import annotations

import html
import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from casebook.book import Book
from casebook.fields import Schemas
from casebook.model import Case, Change
from casebook.render import Renderer, Site, render_fragments
from casebook.render.citations import CITATION_FORMS, cite_case, escape_bibtex
from casebook.render.pages.about import render_downloads
from casebook.render.pages.cases import render_cases
from casebook.text.dates import say_when

PROJECT = Path(__file__).parents[2]
SOUP = "durban-soup-tent"
URL = "https://casebook.test/"
NASTY = r"R&D at 50 %: {a} _b_ #1 \c $5 ~x ^y “São Paulo” <b>"

_FIELD = re.compile(r"^  (\w+) = (?:\{(.*)\}|(\w+)),?$", re.MULTILINE)


@pytest.fixture
def case(shelf_book: Book) -> Case:
    return shelf_book.by_id[SOUP]


def _write(book: Book, schemas: Schemas, case: Case, form: str, url: str = URL) -> str:
    renderer = Renderer(book, schemas, Site(url=url, version="1.0.0"))
    made = str(renderer.macro("cite.html", form)(renderer.cite_as(form, case)))
    return html.unescape(re.sub(r"</?(?:span|var)\b[^>]*>", "", made)).strip()


def _read_bibtex(text: str) -> tuple[str, dict[str, str]]:
    """The key and the fields of an entry; every brace has its other half."""
    assert text.count("{") == text.count("}"), text
    found = re.fullmatch(r"@misc\{([^,\s{}\"#%]+),\n(.*)\n\}", text, re.DOTALL)
    assert found, text
    return found[1], {name: value or word for name, value, word in _FIELD.findall(found[2])}


CSL_FIELDS = {
    "id",
    "type",
    "title",
    "genre",
    "event-place",
    "container-title",
    "author",
    "issued",
    "version",
    "URL",
    "language",
    "note",
}
"""What we use of the fields that CSL's schema of data allows."""


def check_csl(text: str) -> dict[str, Any]:
    """The one thing that is cited, held against CSL's schema of data."""
    (cited,) = json.loads(text)
    assert set(cited) <= CSL_FIELDS and cited["type"] == "entry"
    assert all(isinstance(cited[name], str) for name in set(cited) - {"author", "issued"})
    assert cited["author"] and all(set(one) == {"literal"} for one in cited["author"])
    for date in cited.get("issued", {"date-parts": []})["date-parts"]:
        assert 1 <= len(date) <= 3 and all(isinstance(part, int) for part in date)
    return cited  # type: ignore[no-any-return]  # as JSON has it


def test_a_case_is_cited_with_version_and_the_day_of_its_last_change(
    shelf_book: Book, project_schemas: Schemas, case: Case
) -> None:
    own = replace(case, contributors=())
    assert _write(shelf_book, project_schemas, own, "plain") == (
        "“The soup tent that stayed after the rain” (case study, Durban, South Africa). Solidarity Casebook, version 1.0.0, "
        "last changed 10 May 2022. https://casebook.test/cases/durban-soup-tent/ (CC-BY-4.0)"
    )
    key, fields = _read_bibtex(_write(shelf_book, project_schemas, own, "bibtex"))
    assert key == SOUP and fields == {
        "author": "{Solidarity Casebook}",
        "title": "{The soup tent that stayed after the rain}",
        "howpublished": "Solidarity Casebook, version 1.0.0: case study, Durban, South Africa",
        "year": "2022",
        "month": "may",
        "url": f"{URL}cases/{SOUP}/",
        "note": "Last changed 10 May 2022. CC-BY-4.0",
    }
    cited = check_csl(_write(shelf_book, project_schemas, own, "csl"))
    assert cited["author"] == [{"literal": "Solidarity Casebook"}]
    assert cited["event-place"] == "Durban, South Africa"
    assert cited["issued"] == {"date-parts": [[2022, 5, 10]]} and cited["URL"] == f"{URL}cases/{SOUP}/"


def test_where_no_change_is_written_down_there_is_no_date(
    shelf_book: Book, project_schemas: Schemas, case: Case
) -> None:
    never = replace(case, history=())
    assert "changed" not in _write(shelf_book, project_schemas, never, "plain")
    _, fields = _read_bibtex(_write(shelf_book, project_schemas, never, "bibtex"))
    assert not {"year", "month"} & set(fields) and fields["note"] == "CC-BY-4.0"
    assert "issued" not in check_csl(_write(shelf_book, project_schemas, never, "csl"))


def test_without_an_address_of_the_site_none_is_made_up(shelf_book: Book, project_schemas: Schemas, case: Case) -> None:
    assert f". cases/{SOUP}/ (" in _write(shelf_book, project_schemas, case, "plain", url="")
    assert "url" not in _read_bibtex(_write(shelf_book, project_schemas, case, "bibtex", url=""))[1]
    assert "URL" not in check_csl(_write(shelf_book, project_schemas, case, "csl", url=""))


def test_those_who_wrote_it_are_its_authors(shelf_book: Book, project_schemas: Schemas, case: Case) -> None:
    signed = replace(case, contributors=("City of A & B", "María Núñez", 'The "Pots"'))
    assert _write(shelf_book, project_schemas, signed, "plain").startswith("City of A & B, María Núñez and The")
    _, fields = _read_bibtex(_write(shelf_book, project_schemas, signed, "bibtex"))
    assert fields["author"] == r'{City of A \& B} and {María Núñez} and {The "Pots"}'
    cited = check_csl(_write(shelf_book, project_schemas, signed, "csl"))
    assert [one["literal"] for one in cited["author"]] == list(signed.contributors)


def test_a_title_breaks_no_form(shelf_book: Book, project_schemas: Schemas, case: Case) -> None:
    nasty = replace(case, title=NASTY.replace("_b_", "b"), history=(Change("2024-02-29", "changed", "All of it."),))
    plain = _write(shelf_book, project_schemas, nasty, "plain")
    title = re.match(r".*?“(.*)” \(case", plain)
    assert title and "R&D" in title[1] and "{a}" in title[1] and "29 February 2024" in plain
    cited = check_csl(_write(shelf_book, project_schemas, nasty, "csl"))
    assert cited["title"] == title[1]
    _, fields = _read_bibtex(_write(shelf_book, project_schemas, nasty, "bibtex"))
    assert fields["title"] == f"{{{escape_bibtex(title[1])}}}" and r"R\&D at 50 \%" in fields["title"]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a & b", r"a \& b"),
        ("100 % of $5, #1_2", r"100 \% of \$5, \#1\_2"),
        ("{", r"\textbraceleft{}"),
        ("}\\", r"\textbraceright{}\textbackslash{}"),
        ("São ~ ^", r"São \textasciitilde{} \textasciicircum{}"),
    ],
)
def test_what_bibtex_would_obey_is_written_out(text: str, escaped: str) -> None:
    assert escape_bibtex(text) == escaped


def test_the_page_has_the_citation_without_a_script(shelf_book: Book, project_schemas: Schemas, case: Case) -> None:
    renderer = Renderer(shelf_book, project_schemas, Site(url=URL, version="1.0.0"))
    page = next(one.html for one in render_cases(renderer) if one.address == f"cases/{SOUP}/")
    place = page.split('id="cite"')[1].split("</div></details>")[0]
    said = html.unescape(re.sub(r"<[^>]*>", "", place))
    for form in CITATION_FORMS:
        assert _write(shelf_book, project_schemas, case, form) in said, form
    # an item, by the same words
    lesson = case.highlight(next(kind for kind, _ in case.items() if kind.id == "lesson"))
    assert lesson and f"“{lesson.title}” (lesson in “{case.title}”, Durban, South Africa). Solidarity Casebook" in said
    assert f"{URL}cases/{SOUP}/#{lesson.id} (" in said


def test_a_script_gets_the_same_forms_with_slots(shelf_book: Book, project_schemas: Schemas, case: Case) -> None:
    renderer = Renderer(shelf_book, project_schemas, Site(url=URL, version="1.0.0"))
    pieces = {
        address: json.loads(made) for address, made in render_fragments(renderer) if "/c" in address or SOUP in address
    }
    forms = pieces["find/cite.json"]["forms"]
    assert tuple(forms) == CITATION_FORMS
    for form, text in forms.items():
        values = cite_case(shelf_book, case, form, "Solidarity Casebook", "1.0.0", URL).values
        slots = set(re.findall(r'data-slot="(\w+)"', text))
        assert slots >= set(values) - {"book", "version"} - ({"key", "language"} if form != "csl" else set()) | {
            "kind",
            "case",
            *(["read"] if form == "plain" else []),
        }
    assert pieces[f"find/brief/{SOUP}.json"]["cited"]["date"] == "2022-05-10"


def test_the_whole_is_cited_with_version_address_and_last_change(shelf_book: Book, project_schemas: Schemas) -> None:
    last = max(case.last_change.on for case in shelf_book.cases if case.last_change)
    for url in (URL, ""):
        renderer = Renderer(shelf_book, project_schemas, Site(url=url, version="1.0.0"))
        page = next(one.html for one in render_downloads(renderer) if one.address == "data/")
        said = html.unescape(re.sub(r"<[^>]*>", "", page.split('id="cite"')[1].split("</section>")[0]))
        address = f". {URL}" if url else ""
        assert (
            f"Solidarity Casebook (data set of case studies), version 1.0.0, last changed {say_when(last)}{address} (CC-BY-4.0)"
            in said
        )
        _, fields = _read_bibtex("@misc" + said.split("@misc")[1].split("\n}")[0] + "\n}")
        assert fields["year"] == last[:4] and fields.get("url", "") == url


# the file that says how the whole is cited


def _read_cff() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((PROJECT / "CITATION.cff").read_text(encoding="utf-8"))
    return read


def test_the_citation_file_is_what_its_format_asks_for() -> None:
    cited = _read_cff()
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert set(cited) <= {
        "cff-version", "message", "type", "title", "abstract", "authors", "version", "license", "keywords",
        "url", "repository-code", "date-released",
    }  # fmt: skip
    assert cited["cff-version"] == "1.2.0" and cited["type"] == "dataset"
    assert all(isinstance(cited[name], str) and cited[name] for name in ("message", "title", "abstract", "version"))
    # an organisation, in the words of the format an entity: it has a name, and nothing that only a person has
    assert cited["authors"] and all(set(one) == {"name"} for one in cited["authors"])
    assert cited["keywords"] and all(isinstance(one, str) for one in cited["keywords"])


def test_the_citation_file_says_what_the_project_says() -> None:
    cited = _read_cff()
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cited["version"] == project["version"]
    assert cited["title"] == yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8").split("\n", 1)[0])["site_name"]
    words = (PROJECT / "LICENSE-CONTENT.md").read_text(encoding="utf-8")
    # by the name that SPDX has for it
    assert "(CC BY 4.0)" in words and cited["license"] == "CC-BY-4.0"
    (holder,) = {one["name"] for one in cited["authors"]}
    assert holder in (PROJECT / "LICENSE").read_text(encoding="utf-8")
