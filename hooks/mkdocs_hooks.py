"""The casebook inside MkDocs: a thin adapter, and the only module that knows the generator.

MkDocs gives the addresses, the navigation and the chrome. Everything between is made by the
core (`casebook`), so each article is rendered once, and by our own templates. Each hook below
says why it runs when it does.
"""

from __future__ import annotations

import html
import logging
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from casebook.book import link_book
from casebook.check import Reading, check_project

# MkDocs puts this folder on sys.path only while this file is executed: whatever the core needs
# is imported here at the top.
from casebook.diagnostics import render_text
from casebook.export import Edition, list_downloads, list_outputs, make_edition, say_left_out
from casebook.fields import Schemas
from casebook.files import refuse_odd_file, walk_folder
from casebook.find import list_find_files
from casebook.memory import open_memory
from casebook.pictures import SITE_PICTURE, can_draw, list_pictures, make_pictures
from casebook.releases import KEPT_FILES, SITE_ZIP, write_folder_copy, write_kept_copy, write_list
from casebook.render import (
    MANIFEST_ADDRESS,
    Article,
    Renderer,
    Site,
    TextPage,
    leave_out_broken,
    pack_script,
    read_maintainers,
    render_articles,
    render_fragments,
    render_redirects,
    render_start_here,
    write_manifest,
    write_robots,
    write_sitemap,
)
from casebook.search import (
    CASE_WORDS_ADDRESS,
    SEARCH_ADDRESS,
    SPELLING_ADDRESS,
    IndexingError,
    Record,
    list_records,
    write_case_words,
    write_index,
    write_search,
    write_spelling,
)
from casebook.usage import find_version
from casebook.watching import PANEL_ADDRESS, Stamps, Watch, answer

# Only loggers below `mkdocs.` count when --strict asks whether there were warnings.
log = logging.getLogger("mkdocs.hooks.casebook")

_command = "build"
"""`build` or `serve`: constant for the whole process, so it may outlive a rebuild."""

_watch: Watch | None = None
"""While serving: what is wrong with the files now. It goes on while the site is made anew."""


@dataclass
class _Build:
    """What one build knows, from its first hook to its last."""

    reading: Reading
    """What the check has found."""
    schemas: Schemas
    """The schemas by which it was found; without them nothing is built."""
    site: Site
    """What the articles must know of the site around them."""
    policy: bool
    """Whether the pages carry the content security policy; the chrome asks."""
    panel: str
    """The script that shows problems while serving, as the chrome loads it; empty in a site that is kept."""
    stamps: Stamps
    """The files of which it is made; empty but while serving."""
    not_found: Article | None = None
    """The page for addresses that lead nowhere, once it is rendered."""
    records: tuple[Record, ...] = ()
    """What the search can find, once the articles are rendered."""
    texts: tuple[TextPage, ...] = ()
    """The cases as plain text, packed: they are no pages of MkDocs, and wait until its own are written."""
    exported: list[str] = field(default_factory=list)
    """The data files, as they are written."""
    start_here: str = ""
    """The first page of the site as one file."""
    expected: tuple[str, ...] = ()
    """Every file that the site must have, relative to its folder, before any of it is written."""


def on_startup(*, command: str, dirty: bool) -> None:
    """First of all, once: only here MkDocs says whether it builds or serves."""
    global _command  # noqa: PLW0603  # said once, before anything else, and never changed
    _command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Before MkDocs empties the old site: a broken case must leave the last good one untouched."""
    root = Path(config.config_file_path).parent
    # the generator follows links, and would publish whatever they lead to
    if odd := [one for file in walk_folder(Path(config.docs_dir)) if (one := refuse_odd_file(file, root))]:
        log.error(
            "In docs/ only files can stand that are the project's own:\n%s", render_text(odd, [one.path for one in odd])
        )
        raise Abort("Nothing was built; the last site is as it was.")
    stamps = _begin_site(root)
    reading = check_project(root, memory=open_memory(root))
    if _watch:
        _watch.hear_of_check(stamps, reading.diagnostics)
    report = render_text(reading.diagnostics, reading.checked)
    broken = any(one.severity == "error" for one in reading.diagnostics)
    if reading.schemas is None or (broken and _command == "build" and config.strict):
        log.error("The cases have problems:\n%s", report)
        raise Abort("Nothing was built; the last site is as it was.")
    if reading.diagnostics:
        # Without --strict, and while serving, the site goes on without the broken cases. What is
        # only doubtful never stops a build: `casebook check` says 0 to it too.
        log.log(logging.WARNING if broken else logging.INFO, "The cases have problems:\n%s", report)
    maintainers, wrong = read_maintainers(os.environ, config.extra.get("answer_within_days", 0))
    for problem in wrong:
        log.warning("%s", problem)
    config.extra["casebook"] = _Build(
        reading,
        reading.schemas,
        Site(
            name=config.site_name,
            base=urlsplit(config.site_url or "/").path or "/",
            url=config.site_url or "",
            version=find_version(),
            maintainers=maintainers,
            picture=_choose_picture(config),
            zip=SITE_ZIP if _command == "build" else "",
        ),
        # The live preview injects a script into the page, which the policy would forbid.
        policy=_command == "build",
        panel=f"{PANEL_ADDRESS}panel.js" if _watch else "",
        stamps=stamps,
    )
    return config


def _choose_picture(config: MkDocsConfig) -> str:
    """The picture that messages show of the site; none where it would be of no use, or cannot be drawn."""
    if _command != "build":
        return ""
    if not config.site_url:
        log.info("Nobody says where the site will stand (CASEBOOK_SITE_URL): no pictures for messages, no sitemap.")
        return ""
    if not can_draw():
        log.info("What draws pictures is not installed (pip install 'casebook[pictures]'): none for messages.")
        return ""
    return SITE_PICTURE


def _begin_site(root: Path) -> Stamps:
    """While serving: watch from the first site on, and give the files as they stand before they are checked."""
    global _watch  # noqa: PLW0603  # one for the whole process, as the server is
    if _command != "serve":
        return {}
    if _watch is None:
        _watch = Watch(root)
    _watch.begin_site()
    return _watch.stamp()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Once the first site is made: answer what is wrong with the files, at once and also while a site is being made."""
    watch, serve_site = _watch, server.get_app()
    if watch is None or serve_site is None:
        return server
    root = f"{server.mount_path}{PANEL_ADDRESS}"

    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        found = answer(watch, path.removeprefix(root)) if path.startswith(root) else None
        if found is None:
            return serve_site(environ, start_response)
        media_type, content = found
        start_response("200 OK", [("Content-Type", media_type), ("Cache-Control", "no-store")])
        return [content]

    def build() -> None:
        try:
            server_builds()
        finally:
            # a site that could not be made is as it was
            watch.end_site(None)

    server_builds, server.builder = server.builder, build
    server.set_app(serve)
    watch.start()
    return server


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Once the files of docs/ are known: add the articles and the data files, drop what nobody loads."""
    build: _Build = config.extra["casebook"]
    for one in _make_what_can_be_made(build, config):
        files.append(one)
    for file in list(files):
        # The theme's own scripts and styles: the chrome has its own, and a copy of the site
        # on an expensive line should not carry them.
        of_theme = file.src_dir != config.docs_dir
        if of_theme and file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/")):
            files.remove(file)
        elif file.src_uri.endswith(".js"):
            # comments are for whoever reads the source, and a fifth of what a script weighs
            files.remove(file)
            files.append(
                File.generated(config, file.src_uri, content=pack_script(file.content_string), inclusion=file.inclusion)
            )
    return files


def _make_what_can_be_made(build: _Build, config: MkDocsConfig) -> list[File]:
    """What the casebook adds to the site: all of it, or all but the cases that cannot be rendered."""
    try:
        return list(_make_files(build, config))
    except Exception as problem:  # noqa: BLE001  # raised again below, unless a case is to blame
        failure = problem
    build.reading, broken = leave_out_broken(build.reading, build.schemas)
    if not broken:
        raise failure
    for case, reason in broken:
        # Not below `mkdocs.`: a case that the checker let pass must not keep the site from being built.
        logging.getLogger("casebook").error(
            "Left out: %s. The checker finds nothing wrong with it, yet it cannot be rendered (%s: %s).",
            case.path, type(reason).__name__, reason,
        )  # fmt: skip
    return list(_make_files(build, config))


def _make_files(build: _Build, config: MkDocsConfig) -> Iterator[File]:
    """The articles, the addresses that lead on, and the files that a browser loads later."""
    book = link_book(build.reading)
    edition = make_edition(build.reading, book, build.site.name, build.site.url)
    if left_out := say_left_out(edition):
        log.info("%s", left_out)
    site = Path(config.site_dir)
    _write_data(build, edition, site)
    for address in build.exported:
        if not address.startswith("data/cases/"):
            # Pages written by hand lead to some. MkDocs sees that the file is there and leaves it alone.
            yield File.generated(config, address, abs_src_path=str(site / address), inclusion=InclusionLevel.NOT_IN_NAV)
    downloads = list_downloads(edition, site.joinpath)
    renderer = Renderer(book, build.schemas, replace(build.site, downloads=downloads))
    for article in render_articles(renderer):
        if article.address == "404.html":
            build.not_found = article
            continue
        file = File.generated(config, f"{article.address}index.md", content="")
        # The article travels with its file: module state would survive into the next rebuild. All files
        # wait until the last is made, so its text is packed: thousands of them are a gigabyte.
        file.article = replace(article, html="")  # type: ignore[attr-defined]  # the generator's class has no such field
        file.packed = zlib.compress(article.html.encode(), 1)  # type: ignore[attr-defined]  # as above
        yield file
    for old, new in render_redirects(book).items():
        yield File.generated(
            config, f"{old}index.html", content=_redirect(old, new), inclusion=InclusionLevel.NOT_IN_NAV
        )
    build.records = tuple(list_records(book))
    made: dict[str, str | bytes] = {**list_find_files(book)}
    made |= {SEARCH_ADDRESS: write_search(renderer), SPELLING_ADDRESS: write_spelling(build.records)}
    made[CASE_WORDS_ADDRESS] = write_case_words(book, build.records)
    made |= dict(render_fragments(renderer))
    if build.site.picture:
        wanted = list_pictures(book, config.site_name, config.site_description or "")
        made |= dict(make_pictures(wanted, Path(config.config_file_path).parent / ".cache" / "pictures"))
    made[MANIFEST_ADDRESS] = write_manifest(build.site, config.theme["favicon"])
    build.texts = tuple(renderer.text_editions)
    build.start_here = render_start_here(renderer)
    for name, content in made.items():
        yield File.generated(config, name, content=content, inclusion=InclusionLevel.NOT_IN_NAV)


def _write_data(build: _Build, edition: Edition, site: Path) -> None:
    """Write the data files where they belong. MkDocs has emptied the folder by now.

    MkDocs would hold them until its pages are made; and they are written before these, since one page says what each
    of them weighs.
    """
    for address in build.exported:
        # what a first try has left, in which a case could not be rendered
        (site / address).unlink(missing_ok=True)
    build.exported.clear()
    for output in list_outputs(edition):
        build.exported += output.addresses
        output.write(site.joinpath)


def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    """Once it is settled which files belong to the site: tell who looks for them, and what must be there in the end."""
    # the generator's own would say of every page that it was changed today
    config.theme.static_templates.discard("sitemap.xml")
    for name, content in _tell_machines(config, files):
        if content and files.get_file_from_path(name) is None:
            files.append(File.generated(config, name, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    build: _Build = config.extra["casebook"]
    build.expected = (
        *(
            file.dest_uri
            for file in files
            if file.inclusion.is_included()  # type: ignore[no-untyped-call]  # the generator's own
        ),
        *build.exported,
        *(f"{text.address}index.html" for text in build.texts),
        SITE_ZIP,
        *KEPT_FILES,
    )


def _tell_machines(config: MkDocsConfig, files: Files) -> Iterator[tuple[str, str]]:
    """The files in which a search engine looks for the pages: they hold whole addresses, or are not there."""
    if config.site_url:
        pages = [file.page for file in files.documentation_pages() if file.page]
        yield "sitemap.xml", write_sitemap((str(one.canonical_url), _last_change(one)) for one in pages)
        yield "robots.txt", write_robots(config.site_url)


def _last_change(page: Page) -> str:
    article = _article(page)
    return article.changed if article else ""


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Before Markdown runs: an article is complete, so there is nothing for it to do."""
    article = _article(page)
    if article is None:
        return markdown
    page.meta = {"title": html.escape(article.title), "description": html.escape(article.description)}
    return ""


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """After Markdown: hand over the article's sections as the page's contents. Its text waits, packed."""
    article = _article(page)
    if article is None:
        return content
    page.toc = TableOfContents([AnchorLink(html.escape(one.title), one.id, 2) for one in article.sections])
    return ""


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """Before the chrome is rendered: it takes the text of the article, and dresses it by its kind."""
    article = _article(page)
    context["article"] = article and replace(article, html=_unpack(page))
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Before the theme's own pages: 404 is served at any depth, so it is no page of MkDocs."""
    context["article"] = config.extra["casebook"].not_found if template_name == "404.html" else None
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Last of all: MkDocs empties the site's folder before it writes, and would take the index away with it."""
    build: _Build = config.extra["casebook"]
    site = Path(config.site_dir)
    try:
        write_index(build.records, site)
    except IndexingError as problem:
        log.warning("The site has no search. %s", problem)
    for text in build.texts:
        page = site / text.address / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text.html, encoding="utf-8", newline="\n")
    if _watch:
        _watch.end_site(build.stamps)
    # The live preview's site is kept by nobody.
    if _command != "build":
        return
    write_folder_copy(site, SITE_ZIP, build.start_here, build.site.url)
    write_kept_copy(site)
    if missing := write_list(site, build.expected):
        log.warning("The site is not whole: %s is missing.", ", ".join(missing[:5]))


def _unpack(page: Page) -> str:
    packed: bytes = getattr(page.file, "packed", b"")
    return zlib.decompress(packed).decode()


def _article(page: Page) -> Article | None:
    return getattr(page.file, "article", None)


def _redirect(old: str, new: str) -> str:
    """A page at an old address. It needs no script, and says where to go should the refresh be off."""
    target = html.escape("../" * old.count("/") + new)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>This page has moved</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{target}">'
        '<meta name="robots" content="noindex"></head>'
        f'<body><main><h1>This page has moved</h1><p><a href="{target}">Go to its new address</a>.</p></main></body>'
        "</html>\n"
    )
