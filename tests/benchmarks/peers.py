"""The same generated texts as three projects: ours, a stock Material site, and a Hugo site with the list of our pages.

Hugo learns from our built site which pages there are and what each list lists; what stands on them it renders itself,
from the facts of the cases and by its own templates (`hugo/`).
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from casebook.text import gazetteer

__all__ = ["INDEX_FOLDERS", "Gist", "list_pages", "make_hugo", "make_material", "make_ours", "read_gist"]

PROJECT = Path(__file__).parents[2]
_THEME = Path(__file__).parent / "hugo"

INDEX_FOLDERS = ("find/index", "search/index")
"""Where the index of a search stands in a site: no pages, though some indexes are kept as HTML."""


def make_ours(target: Path, cases: Path, *, indexed: bool = True) -> None:
    """Our project with generated cases.

    Args:
        target: The folder of the project; it is made.
        cases: The folder of the cases.
        indexed: Whether its build makes the index of the search.
    """
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info", "essays", "screenshots")
    for name in ("hooks", "schema", "docs"):
        shutil.copytree(PROJECT / name, target / name, ignore=ignore)
    settings = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    if not indexed:
        settings = settings.replace("hooks:\n", "hooks:\n  - no_index.py\n", 1)
        shutil.copy(Path(__file__).with_name("no_index.py"), target)
    (target / "mkdocs.yml").write_text(settings, encoding="utf-8")
    shutil.copytree(cases, target / "cases")


def make_material(target: Path, cases: Path) -> None:
    """The same texts as plain pages of a stock Material site: facts as a list, then the story; cases out of its navigation."""
    docs = target / "docs"
    (docs / "cases").mkdir(parents=True)
    for file in _list_cases(cases):
        _, facts, story = file.read_text(encoding="utf-8").split("---\n", 2)
        title = re.search(r'^"?title"?: *(.*)$', facts, flags=re.MULTILINE)
        lines = "\n".join(f"- {line.strip(' -')}" for line in facts.splitlines() if line.strip(" -"))
        text = f"# {title[1] if title else file.stem}\n\n{lines}\n\n{story}"
        (docs / "cases" / file.name).write_text(text, encoding="utf-8")
    (docs / "index.md").write_text("# Cases\n", encoding="utf-8")
    settings = (
        "site_name: Peer\ntheme:\n  name: material\n  font: false\nplugins: [search]\n"
        "nav:\n  - index.md\nnot_in_nav: /cases/\n"
    )
    (target / "mkdocs.yml").write_text(settings, encoding="utf-8")


def _list_cases(folder: Path) -> list[Path]:
    """The files of the cases, without those in other languages."""
    return [file for file in sorted(folder.glob("[!_]*/*.md")) if "." not in file.stem]


def list_pages(site: Path) -> list[str]:
    """The addresses of the pages of a built site, relative to its root, without what belongs to the index of a search."""
    names = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    pages = (name for name in names if not name.startswith(tuple(f"{folder}/" for folder in INDEX_FOLDERS)))
    return [re.sub(r"(^|/)index\.html$", r"\1", name) for name in pages]


@dataclass
class Gist:
    """What a page of ours says, apart from its form."""

    words: list[str] = field(default_factory=list)
    """Its own words, as Markdown."""
    listed: list[list[str]] = field(default_factory=list)
    """Its lists, each entry as FORM|CASE#ITEM: what stands there the facts of the case say. A row has its text, a line
    has its heading alone, a mention is a link."""


_TOKEN = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>|([^<]+)")
_TO_CASE = re.compile(r'href="(?:\.\./)*cases/([a-z0-9-]+)/(?:#([^"]+))?"')
_BLOCKS = frozenset(
    [
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "dt",
        "dd",
        "summary",
        "td",
        "th",
        "tr",
        "div",
        "section",
        "ul",
        "ol",
        "dl",
        "details",
        "nav",
        "header",
        "table",
        "figure",
        "figcaption",
        "button",
        "label",
        "option",
        "legend",
        "blockquote",
        "tspan",
        "text",
        "title",
        "pre",
    ]
)
_LEVEL = {"h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "dt": "**", "th": "**"}
_NOT_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~$])")


def read_gist(page: str) -> Gist:
    """Take a page apart: rows of cases become what they name, all else words."""
    gist = Gist()
    start = page.find("<main")
    block, words, case, form = "p", [], "", "mention"
    row = 0  # how deep inside a row
    for closing, tag, attributes, text in _TOKEN.findall(page[start : page.find("</main>", start)]):
        if text:
            words.append(text)
            continue
        if tag == "a" and not closing and not case and (found := _TO_CASE.search(attributes)):
            case = f"{found[1]}#{unescape(found[2] or '')}"
        if "row__body" in attributes:
            form = "row"
        if row and tag == "li":
            row += -1 if closing else 1
        elif not row and not closing and ("data-kind" in attributes if tag == "li" else 'class="row ' in attributes):
            # of a list that is narrowed down in the page its entries say so, of any other what stands in them
            row, words, case, form = 1, [], "", "line"
        if row or tag not in _BLOCKS:
            continue
        said = " ".join(unescape("".join(words)).split())
        if case:
            if not gist.listed:
                gist.listed.append([])
            gist.listed[-1].append(f"{form}|{case}")
        elif said:
            mark = _LEVEL.get(block, "")
            said = _NOT_MARKDOWN.sub(r"\\\1", said)
            gist.words.append(f"{mark}{said}{mark if mark == '**' else ''}")
        block, words, case, form = ("p" if closing else tag), [], "", "mention"
    return gist


def make_hugo(target: Path, project: Path, site: Path) -> None:
    """A Hugo project with the pages of a built site of ours.

    Args:
        target: The folder of the Hugo project; it is made.
        project: Our project: the cases and the vocabularies.
        site: Our site, built of it.
    """
    shutil.copytree(_THEME, target)
    data = target / "data"
    shutil.copytree(project / "schema" / "vocabulary", data / "vocabulary")
    (data / "shared").mkdir()
    for file in (project / "cases" / "_sources").glob("*.yml"):
        shutil.copy(file, data / "shared")
    shutil.copytree(site / "assets", target / "static" / "assets")
    files = {file.stem: file for file in _list_cases(project / "cases")}
    (data / "countries.json").write_text(json.dumps(_name_countries(files)), encoding="utf-8")
    (target / "content" / "cases").mkdir(parents=True)
    (target / "content" / "pages").mkdir()
    for number, address in enumerate(list_pages(site)):
        if address == "404.html":
            # the generator's own kind of page
            continue
        page = (site / address / "index.html" if address.endswith("/") or not address else site / address).read_text(
            encoding="utf-8"
        )
        if (own := re.fullmatch(r"cases/([a-z0-9-]+)/", address)) and own[1] in files:
            close = [one for one in dict.fromkeys(id for id, _ in _TO_CASE.findall(page)) if one != own[1]]
            _, facts, story = files[own[1]].read_text(encoding="utf-8").split("---\n", 2)
            added = f"layout: case\nurl: /{address}\nclose_to: {json.dumps(close)}\n"
            (target / "content" / "cases" / f"{own[1]}.md").write_text(
                f"---\n{facts}{added}---\n{story}", encoding="utf-8"
            )
            continue
        facts, words = _describe_page(address, page, files)
        name = "_index" if not address else f"pages/{number}"
        front = json.dumps({"url": f"/{address}", **facts}, ensure_ascii=False)
        (target / "content" / f"{name}.md").write_text(f"{front}\n\n{words}", encoding="utf-8")


def _name_countries(files: dict[str, Path]) -> dict[str, str]:
    found = {
        code
        for file in files.values()
        for code in re.findall(r'^  "?country"?: "?([A-Z]{2})', file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    return {code: gazetteer.country_name(code) for code in sorted(found)}


def _describe_page(address: str, page: str, files: dict[str, Path]) -> tuple[dict[str, object], str]:
    """What Hugo is told of a page: its layout, what it lists, and the words that no case holds."""
    title = re.search(r"<title>([^<]*)</title>", page)
    facts: dict[str, object] = {"title": unescape(title[1]).split(" · ")[0] if title else address}
    if moved := re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page):
        return {**facts, "layout": "moved", "to": unescape(moved[1])}, ""
    if (text := re.fullmatch(r"cases/([a-z0-9-]+)/text/(\d+/)?", address)) and text[1] in files:
        sections = re.findall(r"<h2 id=\"?([a-z-]+)", page)
        return {**facts, "layout": "text", "case": text[1], "first": not text[2], "sections": sections}, ""
    if (beside := re.fullmatch(r"compare/([a-z0-9-]+)/", address)) and beside[1] in files:
        heads = re.findall(r"<th scope=\"?col\"?>.*?</th>", page)
        cases = dict.fromkeys([beside[1], *(id for id, _ in _TO_CASE.findall("".join(heads)))])
        return {**facts, "layout": "comparison", "cases": list(cases)}, ""
    gist = read_gist(page)
    return {**facts, "lists": gist.listed}, "\n\n".join(gist.words)
