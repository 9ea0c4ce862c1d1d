"""The casebook inside MkDocs: a thin adapter, and the only module that knows the generator.

MkDocs reads the settings, the navigation and the pages of docs/, and shows the site while somebody
writes. The pages are made by the core (`casebook`). Each hook below says why it runs when it does.
"""

from __future__ import annotations

import logging
import mimetypes
import os
import re
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from casebook.check import check_project
from casebook.collector import let_go

# MkDocs puts this folder on sys.path only while this file is executed: whatever the core needs
# is imported here at the top.
from casebook.diagnostics import render_text
from casebook.export import say_left_out
from casebook.memory import open_memory
from casebook.outputs import Output
from casebook.publish import (
    AskedFiles,
    Publication,
    SettingsError,
    choose_picture,
    describe_site,
    find_odd_files,
    finish_site,
    index_site,
    make_room,
    move_in,
    name_page,
    read_settings,
    wrap_handwritten,
    write_what_can_be_written,
)
from casebook.render import list_hubs, pack_script
from casebook.search import INDEX_FOLDER
from casebook.watching import PANEL_ADDRESS, Stamps, Watch, answer

# Only loggers below `mkdocs.` count when --strict asks whether there were warnings.
log = logging.getLogger("mkdocs.hooks.casebook")

_REST = 5.0
"""So many seconds after a site is shown nobody waits for it any more."""

_OF_SERVER = "livereload/"
"""How the addresses begin that the generator's server answers itself."""

_command = "build"
"""`build` or `serve`: constant for the whole process, so it may outlive a rebuild."""

_watch: Watch | None = None
"""While serving: what is wrong with the files now. It goes on while the site is made anew."""


@dataclass
class _Build:
    """What one build knows, from its first hook to its last."""

    publication: Publication
    """The book, and the site that is made of it."""
    stamps: Stamps
    """The files of which it is made; empty but while serving."""
    room: tempfile.TemporaryDirectory[str]
    """Where the casebook's own files are made; from there they are moved once the generator has emptied the site."""
    asked: AskedFiles | None = None
    """While serving: the casebook's own files. None is made, nor even looked for, before it is asked for."""
    announced: frozenset[str] = frozenset()
    """The casebook's own files of which the generator knows, relative to the site's folder."""
    expected: tuple[str, ...] = ()
    """Every file that the site must have, relative to its folder, before any of it is there."""


@dataclass
class _Shown:
    """What is shown while somebody writes: each file is made when a reader asks for it."""

    build: _Build | None = None
    """The build of which it is; None before the first is done."""
    indexed: bool = False
    """Whether the search can be used already."""
    making: threading.RLock = field(default_factory=threading.RLock)
    """Held while a site is made anew, or a file of it."""

    def has(self, address: str) -> bool:
        """Whether the casebook makes such a file."""
        with self.making:
            return self._find(address) is not None

    def is_announced(self, address: str) -> bool:
        """Whether the generator has a file only because it must know of it."""
        return self.build is not None and address in self.build.announced

    def give(self, address: str) -> bytes | None:
        """The content of a file, or None if the casebook does not make it."""
        with self.making:
            if self.build is None:
                return None
            place = self.build.publication.folder.joinpath
            if not self.indexed and address.startswith(f"{INDEX_FOLDER}/"):
                self.indexed = True
                index_site(self.build.publication, self.build.publication.folder, log.warning)
            elif not place(address).is_file() and (output := self._find(address)):
                output.write(place)
            found = place(address)
            return found.read_bytes() if found.is_file() else None

    def _find(self, address: str) -> Output | None:
        """What writes a file: the further pages of a text are written with the first."""
        if self.build is None or self.build.asked is None:
            return None
        asked = self.build.asked
        return asked.find(address) or asked.find(re.sub(r"\d+/index\.html$", "index.html", address))


_shown = _Shown()
"""While serving: one for the whole process, as the server is."""


def on_startup(*, command: str, dirty: bool) -> None:
    """First of all, once: only here MkDocs says whether it builds or serves."""
    global _command  # noqa: PLW0603  # said once, before anything else, and never changed
    _command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Before MkDocs empties the old site: a broken case must leave the last good one untouched."""
    root = Path(config.config_file_path).parent
    # the generator follows links, and would publish whatever they lead to
    if odd := find_odd_files(Path(config.docs_dir), root):
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
    # while serving the generator says itself where the site stands
    try:
        settings = replace(read_settings(root), url=config.site_url or "")
    except SettingsError as problem:
        raise Abort(f"{problem} Nothing was built; the last site is as it was.") from problem
    site = describe_site(settings, os.environ, log.warning, kept=_command == "build")
    if _watch:
        site = replace(site, panel=f"{PANEL_ADDRESS}panel.js?site={_watch.number + 1}")
    else:
        site = choose_picture(site, log.info)
    room = make_room(root)
    publication = Publication(reading, reading.schemas, site, Path(room.name), root / ".cache")
    config.extra["casebook"] = _Build(publication, stamps, room)
    return config


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
    root, site = server.mount_path, Path(config.site_dir)

    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith(root):
            return serve_site(environ, start_response)
        name = path.removeprefix(root)
        if name.startswith(PANEL_ADDRESS) and (found := answer(watch, name.removeprefix(PANEL_ADDRESS))):
            media_type, content = found
            start_response("200 OK", [("Content-Type", media_type), ("Cache-Control", "no-store")])
            return [content]
        # what the generator has is not looked for among the casebook's own files, nor is what it answers itself
        if name.startswith(_OF_SERVER) or ".." in name.split("/"):
            return serve_site(environ, start_response)
        address = f"{name}index.html" if name.endswith("/") or not name else name
        if (site / address).is_file() and not _shown.is_announced(address):
            return serve_site(environ, start_response)
        made = _shown.give(address)
        if made is None and not name.endswith("/") and _shown.has(f"{name}/index.html"):
            start_response("302 Found", [("Location", f"{quote(path)}/")])
            return []
        if made is None:
            return serve_site(environ, start_response)
        media_type = mimetypes.guess_type(address)[0] or "application/octet-stream"
        start_response("200 OK", [("Content-Type", media_type), ("Cache-Control", "no-store")])
        return [made]

    def build() -> None:
        try:
            with _shown.making:
                server_builds()
        finally:
            # a site that could not be made is as it was
            watch.end_site(None)

    server_builds, server.builder = server.builder, build
    server.set_app(serve)
    watch.start()
    return server


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Once the files of docs/ are known: make what the casebook makes, and drop what nobody loads.

    A broken case shows here, before the old site is touched. While serving nothing is made before it is asked for.
    """
    build: _Build = config.extra["casebook"]
    if _command == "build":
        pages = [name_page(file.src_uri) for file in files.documentation_pages()]
        build.publication, build.expected = write_what_can_be_written(build.publication, elsewhere=pages)
        if left_out := say_left_out(build.publication.edition):
            log.info("%s", left_out)
    else:
        before = _shown.build.asked if _shown.build else None
        build.asked = AskedFiles(build.publication, before.known if before else {})
    for address in list_hubs(build.publication.renderer):
        files.append(_announce(config, f"{address}index.md"))
    for address in build.asked.list_group("data") if build.asked else build.expected:
        if address.startswith("data/") and not address.startswith("data/cases/") and not address.endswith(".html"):
            files.append(_announce(config, address))
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


def _announce(config: MkDocsConfig, name: str) -> File:
    """What the navigation and the pages of docs/ lead to: the generator must know of it, and makes nothing of it."""
    file = File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.is_announced = True  # type: ignore[attr-defined]  # the generator's class has no such field
    return file


def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    """Once it is settled which files belong to the site: keep what the casebook makes itself, know the rest."""
    # before now the theme would take them for files of its own
    config.theme.static_templates -= {"sitemap.xml", "404.html"}
    build: _Build = config.extra["casebook"]
    build.expected += tuple(
        file.dest_uri
        for file in files
        if file.inclusion.is_included()  # type: ignore[no-untyped-call]  # the generator's own
    )
    build.announced = frozenset(file.dest_uri for file in files if _is_announced(file))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Before Markdown runs: what is only announced has none."""
    return "" if _is_announced(page.file) else markdown


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """Before the theme is asked: a page that is written by hand gets the frame of all pages, an article is there."""
    build: _Build = config.extra["casebook"]
    if not _is_announced(page.file):
        article = wrap_handwritten(page.url, str(page.title or ""), page.content or "")
        context["whole"] = build.publication.renderer.frame.put_around(article)
    elif build.asked:
        context["whole"] = "Made when it is asked for."
    else:
        context["whole"] = build.publication.find_file(page.file.dest_uri).read_text(encoding="utf-8")
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Last of all: MkDocs empties the site's folder before it writes, and would take away what was there before."""
    build: _Build = config.extra["casebook"]
    site = Path(config.site_dir)
    if build.asked:
        _show(build, site)
        return
    move_in(build.publication, site)
    build.room.cleanup()
    finish_site(build.publication, site, build.expected, log.warning)


def _show(build: _Build, site: Path) -> None:
    """Show the site that was made last, page by page as they are asked for."""
    before, _shown.build, _shown.indexed = _shown.build, build, False
    if before:
        before.room.cleanup()
    # the server has its own way to what it shows where there is nothing
    if not_found := _shown.give("404.html"):
        (site / "404.html").write_bytes(not_found)
    if _watch:
        _watch.end_site(build.stamps)
    later = threading.Timer(_REST, _rest, (build,))
    later.daemon = True
    later.start()


def _rest(build: _Build) -> None:
    """Once nobody waits: keep the cases, that need not be made of their fields again, and let go of the last book."""
    with _shown.making:
        if build is _shown.build:
            build.publication.models.save()
            let_go()


def _is_announced(file: File) -> bool:
    return getattr(file, "is_announced", False)
