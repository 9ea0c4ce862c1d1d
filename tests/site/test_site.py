"""The built site as a reader's browser gets it: every link leads somewhere, nothing comes from elsewhere."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from casebook.render import Article

ORIGIN = "https://site.test/"


@dataclass
class Page(HTMLParser):
    """What a page holds and asks for."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    linked: list[str] = field(default_factory=list)
    in_linked: bool = False
    lang: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.tags.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "html":
            self.lang = found.get("lang", "")
        if tag == "meta":
            self.metas[found.get("name") or found.get("http-equiv", "")] = found.get("content", "")
        # a block of data is no script
        is_script = tag == "script" and found.get("type") not in {"application/json", "application/ld+json"}
        self.in_linked = tag == "script" and found.get("type") == "application/ld+json"
        if (is_script and "src" not in found) or tag == "style" or "style" in found:
            self.inline.append(self.get_starttag_text() or "")
        self.inline += [f"{tag} {key}" for key in found if key.startswith("on")]
        for key in ("href", "src"):
            if key in found:
                loads = key == "src" or (tag == "link" and found.get("rel") in {"stylesheet", "icon"})
                (self.loads if loads else self.links).append(found[key])

    def handle_data(self, data: str) -> None:
        if self.in_linked:
            self.linked.append(data)
            self.in_linked = False


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, Page]:
    """Every HTML page by its path below the site."""
    found = {}
    for file in sorted(built_site.rglob("*.html")):
        page = Page()
        page.feed(file.read_text(encoding="utf-8"))
        found[file.relative_to(built_site).as_posix()] = page
    return found


def test_every_article_is_a_page(built_site: Path, built_articles: dict[str, Article]) -> None:
    for address in built_articles:
        file = address if address.endswith(".html") else f"{address}index.html"
        assert (built_site / file).is_file(), file
    # the page that is written by hand
    assert (built_site / "contribute/index.html").is_file()


def _target(path: str, link: str) -> tuple[str, str] | None:
    """The file and anchor that a link on a page leads to; None if it leads to another site."""
    base = ORIGIN if path == "404.html" else ORIGIN + path
    url = urlsplit(urljoin(base, link))
    if f"{url.scheme}://{url.netloc}/" != ORIGIN:
        return None
    target = unquote(url.path).lstrip("/")
    return (target + "index.html" if target.endswith("/") or not target else target), unquote(url.fragment)


def test_every_link_and_anchor_leads_somewhere(built_site: Path, pages: dict[str, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for link in page.links + page.loads:
            found = _target(path, link)
            if found is None:
                continue
            file, anchor = found
            if not (built_site / file).is_file():
                broken.append(f"{path}: {link} leads to no file")
            elif anchor and "=" not in anchor and file in pages and anchor not in pages[file].ids:
                broken.append(f"{path}: {link} has no such anchor")
    assert not broken, "\n".join(broken[:40])


def test_every_page_can_be_reached_from_the_home_page(pages: dict[str, Page]) -> None:
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached or path not in pages:
            continue
        reached.add(path)
        waiting += [found[0] for link in pages[path].links if (found := _target(path, link))]
    redirects = {path for path, page in pages.items() if "refresh" in page.metas}
    assert set(pages) - reached - redirects == {"404.html"}


def test_whoever_shortens_an_address_finds_a_page(pages: dict[str, Page]) -> None:
    folders = {path.split("/")[0] for path in pages if path.endswith("/index.html")}
    assert folders >= {"causes", "doors", "topics", "crises", "actor-kinds", "themes", "cities"}
    assert not {folder for folder in (*folders, "data") if f"{folder}/index.html" not in pages}


def test_nothing_comes_from_elsewhere(pages: dict[str, Page], built_site: Path) -> None:
    loads = ((path, link) for path, page in pages.items() for link in page.loads if link != "data:,")
    foreign = [f"{path}: {link}" for path, link in loads if _target(path, link) is None]
    assert not foreign
    for style in built_site.rglob("*.css"):
        # but for drawings that stand in the style sheet itself
        assert not re.search(r'@import|url\((?!"data:image/svg\+xml,)', style.read_text(encoding="utf-8")), style


def test_no_page_has_inline_scripts_or_styles_and_all_have_the_policy(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        if "refresh" in page.metas:
            continue
        assert not page.inline, path
        policy = page.metas["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
        assert "form-action 'none'" in policy and page.metas["referrer"] == "no-referrer", path


def test_what_a_page_tells_machines_is_one_block_of_data(pages: dict[str, Page]) -> None:
    kinds = {"index.html": "WebSite", "data/index.html": "Dataset"}
    for path, page in pages.items():
        kind = "Article" if re.fullmatch(r"cases/[^/]+/index\.html", path) else kinds.get(path)
        if "refresh" not in page.metas:
            assert [json.loads(one)["@type"] for one in page.linked] == ([kind] if kind else []), path


def test_each_page_is_sound(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        double = {one for one in page.ids if page.ids.count(one) > 1}
        assert not double, f"{path}: {double}"
        assert page.tags.count("h1") == 1, path
        assert page.tags.count("main") == 1, path
        assert page.lang, path
        if "refresh" not in page.metas:
            assert page.metas["description"], path


def test_a_case_page_is_light(built_site: Path, pages: dict[str, Page]) -> None:
    # The promise: at most 90 kB gzipped in at most 6 requests, the page itself counted.
    for path, page in pages.items():
        if not re.fullmatch(r"cases/[^/]+/index\.html", path):
            continue
        files = {path} | {found[0] for link in page.loads if (found := _target(path, link))}
        weight = sum(len(gzip.compress((built_site / file).read_bytes(), 6)) for file in files)
        assert len(files) <= 6, path
        assert weight <= 90_000, f"{path}: {weight}"


def test_the_site_carries_no_files_that_nobody_loads(built_site: Path) -> None:
    leftover = [file.as_posix() for file in built_site.rglob("*") if file.suffix in {".map", ".ts", ".scss"}]
    assert not leftover
    assert not list(built_site.glob("assets/javascripts/*"))


def test_a_renamed_case_keeps_its_address(pages: dict[str, Page]) -> None:
    assert pages["cases/index.html"].metas["refresh"] == "0; url=../explore/"


def test_the_twin_of_a_case_is_a_file_and_its_page_names_it(
    built_site: Path, pages: dict[str, Page], built_articles: dict[str, Article]
) -> None:
    for address in (one for one, article in built_articles.items() if article.kind == "case"):
        twin = f"data/{address.rstrip('/')}.md"
        assert (built_site / twin).read_text(encoding="utf-8").startswith("# "), twin
        assert (twin, "") in {_target(f"{address}index.html", link) for link in pages[f"{address}index.html"].links}
