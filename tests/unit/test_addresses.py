"""Addresses on the web: which can be used, what was meant, when two are one, and that none stands in a link unasked."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from examples import TESTS, read_text

from casebook.book import Book
from casebook.fields import Schemas
from casebook.render import Renderer, render_articles
from casebook.text.urls import find_fault, join_same, mend_address, name_address

PROJECT = TESTS.parent
GOOD = (TESTS / "cases_good/complete.md").read_text(encoding="utf-8")

FINE = [
    "https://www.papers.test/four-pots", "http://papers.test", "https://a.papers.test:8080/x?y=1&z=2#part-3",
    "https://en.wikipedia.org/wiki/Recife_(city)", "https://e.org/a_(b)_(c)", "https://en.wikipedia.org/wiki/Apple_Inc.",
    "https://doi.org/10.5555/12345678", "https://doi.org/10.1016/S0140-6736(20)30183-5", "https://münchen.de/x",
    "https://xn--mnchen-3ya.de/", "https://हिन्दी.भारत/", "http://8.8.8.8/report", "http://[2606:4700::1111]/x",
    "https://e.org/?source=rss&click=1", "https://e.org/local/home/10.5555/x", "https://www.homelan.org/",
    "https://e.org/[a]", "https://e.org/a-long-title-cut...", "https://10tv.com/x", "https://e.org/utm_source=x",
]  # fmt: skip


@pytest.mark.parametrize("address", FINE)
def test_an_address_that_is_fine(address: str) -> None:
    assert find_fault(address) is None and mend_address(address) == ""


NOBODY_ELSES = [
    "http://127.1", "http://127.0.0.1/", "http://0x7f.1/", "http://0.0.0.0", "http://0.0", "http://017700000001/",
    "http://2130706433/", "http://10.5555/x.html", "http://10.0.0.7/", "http://192.168.1.1/", "http://169.254.169.254/latest",
    "http://172.16.0.1/", "http://100.64.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/",
    "http://[fc00::1]/", "http://[2002:7f00:1::]/", "http://256.1.1.1", "http://1.2.3.4.5/", "http://0xff/", "http://09.1/",
    "http://localhost/", "http://localhost:8000/x", "http://a.localhost/", "http://router.local/", "http://a.b.internal",
    "http://nas.lan/", "http://x.home.arpa/", "http://intranet/", "http://１２７.０.０.１/", "http://127。0。0。1/",
    "http://LOCALHOST./", "http://127.0.0.1./", "http://224.0.0.1/", "http://printer.home/",
]  # fmt: skip


@pytest.mark.parametrize("address", NOBODY_ELSES)
def test_a_private_or_impossible_host_is_refused(address: str) -> None:
    assert find_fault(address) and not mend_address(address).startswith("http://")


MEANT = {
    "10.5555/12345678": "https://doi.org/10.5555/12345678",
    "doi:10.5555/x": "https://doi.org/10.5555/x",
    "DOI 10.5555/x": "https://doi.org/10.5555/x",
    "DOI: 10.1016/j.cities.2020.01": "https://doi.org/10.1016/j.cities.2020.01",
    "doi.org/10.5555/x": "https://doi.org/10.5555/x",
    "https://10.5555/x": "https://doi.org/10.5555/x",
    "urn:doi:10.5555/x": "https://doi.org/10.5555/x",
    "www.e.org/x": "https://www.e.org/x",
    "e.org": "https://e.org",
    "<https://e.org/x>": "https://e.org/x",
    " https://e.org/x ": "https://e.org/x",
    "https://e.org/x,": "https://e.org/x",
    "https://e.org/x;": "https://e.org/x",
    "https://e.org/x)": "https://e.org/x",
    "https://e.org/x),": "https://e.org/x",
    "https://e.org/a_(b))": "https://e.org/a_(b)",
    "https://e.org/x]": "https://e.org/x",
    "https://e.org/x?fbclid=IwAR0": "https://e.org/x",
    "https://e.org/x?id=7&utm_source=a&utm_medium=b#part": "https://e.org/x?id=7#part",
    "www.e.org/x?gclid=1": "https://www.e.org/x",
}


@pytest.mark.parametrize(("written", "meant"), MEANT.items())
def test_the_address_that_was_meant(written: str, meant: str) -> None:
    assert find_fault(written)
    assert mend_address(written) == meant and find_fault(meant) is None


@pytest.mark.parametrize(
    "written",
    ["the city's archive", "https://e.org/a b.pdf", "https://e.org/long…", "file:///C:/x", "doi:", "10.5555/", "a@e.org",
     "https://a.org https://b.org", "mailto:a@e.org", "javascript:alert(1)", "https://me:pw@e.org/", "", "https://"],
)  # fmt: skip
def test_nothing_is_proposed_where_it_is_not_certain(written: str) -> None:
    assert find_fault(written) and mend_address(written) == ""


def test_the_cure_of_a_doi_works(tmp_path: Path) -> None:
    text = GOOD.replace('"https://www.papers.test/four-pots"', "10.5555/12345678")
    (found,) = read_text(tmp_path, text).diagnostics
    assert found.code == "wrong-address" and "https://doi.org/10.5555/12345678" in found.help
    assert found.fix
    assert not read_text(tmp_path / "mended", text.replace(found.fix.old, found.fix.new)).diagnostics


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.e.org/x/", "http://E.org/x", True),
        ("https://e.org:443/x", "http://e.org:80/x#part", True),
        ("https://e.org/x", "https://e.org/X", False),
        ("https://e.org/x?a=1", "https://e.org/x?a=2", False),
        ("https://e.org:8080/x", "https://e.org/x", False),
        ("https://www2.e.org/x", "https://e.org/x", False),
    ],
)
def test_when_two_addresses_are_one(one: str, other: str, same: bool) -> None:
    assert (join_same(one) == join_same(other)) == same == (name_address(one) == name_address(other))


@pytest.mark.parametrize(
    "url", ["https://e.org/x", f"https://{'a.' * 120}org/x", "https://例え.jp/x", "https://[::1]/x"]
)
def test_the_name_of_a_document_can_be_a_folder(url: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{12}", name_address(url)) and len(name_address(url)) < 100


# what the templates write


TEMPLATES = sorted((PROJECT / "hooks/casebook/templates").rglob("*.html"))

_ATTRIBUTE = re.compile(
    r"(?<![\w-])(?:xlink:)?(?:href|src|srcset|action|formaction|poster|data|cite|ping|background|manifest)\s*=\s*"
    r"(?:\"((?:\{\{.*?\}\}|\{%.*?%\}|[^\"{])*)\"|'((?:\{\{.*?\}\}|\{%.*?%\}|[^'{])*)'|(\{\{.*?\}\}))",
    re.DOTALL,
)
# what gives an address of our own, or only one that was asked: url(…), …|address, and a way
# to the maintainers, whose settings were asked when they were read
_SAFE = re.compile(r"\s*(?:url\((?:.|\n)*\)|.*\|\s*address|way\.lead\(.*\))\s*")
# the address of the page itself, which begins with what the settings say
_KNOWN = {"canonical"}


def _find_raw_addresses(template: str) -> list[str]:
    """Every expression that begins an address, and neither leads to the site nor has been asked."""
    found = []
    for match in _ATTRIBUTE.finditer(template):
        value = next(group for group in match.groups() if group is not None)
        before, first = re.fullmatch(r"(.*?)(?:\{\{(.*?)\}\}.*)?", value, re.DOTALL).groups()
        begins = first is not None and (not before.strip() or "{%" in before)
        if begins and not _SAFE.fullmatch(first) and first.strip() not in _KNOWN:
            found.append(match[0])
    return found


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_template_writes_an_address_unasked(file: Path) -> None:
    assert not _find_raw_addresses(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "template",
    [
        '<a href="{{ source.url }}">', "<a href='{{ source.url }}'>", "<a href={{ source.url }}>", '<img src="{{ x|plain }}">',
        '<form action="{{ site.repository }}/x">', '<a href="{% if a %}x{% endif %}{{ source.url|e }}">',
        '<a href="{{ source.url|address|replace(1, 2) }}">', '<use xlink:href="{{ x }}"/>',
    ],
)  # fmt: skip
def test_a_template_that_writes_one_is_found(template: str) -> None:
    assert _find_raw_addresses(template)


@pytest.mark.parametrize(
    "template",
    ['<a href="{{ source.url|address }}">', '<a href="{{ url(place) }}#x">', '<a href="#{{ id }}">',
     '<div data-place="{{ anything }}">', '<a href="https://creativecommons.org/">'],
)  # fmt: skip
def test_what_only_looks_like_one_is_not(template: str) -> None:
    assert not _find_raw_addresses(template)


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example/x"])
def test_a_book_that_was_never_checked_has_no_active_link(bad: str, shelf_book: Book, project_schemas: Schemas) -> None:
    cases = tuple(
        replace(case, sources=tuple(replace(one, url=bad, title="A title of its own") for one in case.sources))
        for case in shelf_book.cases
    )
    shared = {id: replace(source, url=bad) for id, source in shelf_book.shared.items()}
    book = replace(shelf_book, cases=cases, shared=shared)
    shown = 0
    for article in render_articles(Renderer(book, project_schemas)):
        assert not re.search(rf"(?:href|src|action)\s*=\s*[\"']?\s*{re.escape(bad)}", article.html), article.address
        shown += "A title of its own" in article.html
    assert shown, "the title stands there without a link"
