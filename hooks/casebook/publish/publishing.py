"""Publishes a project without any generator: the same site as with one, byte for byte (but for what a test names)."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from casebook.check import check_project
from casebook.diagnostics import Diagnostic
from casebook.files import refuse_odd_file, walk_folder
from casebook.memory import open_memory, open_signed_folder
from casebook.outputs import Output
from casebook.pictures import SITE_PICTURE, can_draw
from casebook.publish.handwritten import list_handwritten
from casebook.publish.outputs import Publication
from casebook.publish.settings import Settings, read_settings
from casebook.publish.writing import clear_away, move_in, write_pages
from casebook.releases import (
    KEPT_FILES,
    LIST_OF_FILES,
    SITE_ZIP,
    SiteFiles,
    write_folder_copy,
    write_kept_copy,
    write_list,
)
from casebook.render import Site, leave_out_broken, read_maintainers, render_start_here
from casebook.search import IndexingError, write_index
from casebook.usage import find_version

__all__ = [
    "PublishingError",
    "describe_site",
    "find_odd_files",
    "finish_site",
    "index_site",
    "make_room",
    "publish_site",
    "write_what_can_be_written",
]

log = logging.getLogger("casebook")

_ROOM = "site-"
_LEFT_BEHIND = 24 * 3600
"""After so many seconds nobody is still at work in such a folder."""


class PublishingError(Exception):
    """Nothing was published; the message says why in a sentence."""


def find_odd_files(docs: Path, root: Path) -> list[Diagnostic]:
    """What lies in `docs/` and is no file of the project: a link would publish whatever it leads to."""
    return [one for file in walk_folder(docs) if (one := refuse_odd_file(file, root))]


def describe_site(
    settings: Settings, environment: Mapping[str, str], tell: Callable[[str], None], *, kept: bool = True
) -> Site:
    """What the pages must know of the site.

    Args:
        settings: Its settings.
        environment: Says who maintains it.
        tell: Is told, in sentences, what is left out, and why.
        kept: Whether it will be kept, or only shown while somebody writes.
    """
    maintainers, wrong = read_maintainers(environment, settings.answer_within_days)
    for problem in wrong:
        tell(problem)
    return Site(
        name=settings.name,
        description=settings.description,
        base=urlsplit(settings.url or "/").path or "/",
        url=settings.url,
        version=find_version(),
        maintainers=maintainers,
        zip=SITE_ZIP if kept else "",
        signposts=settings.signposts,
        icon=settings.icon,
        styles=settings.styles,
        kept=kept,
    )


def choose_picture(site: Site, say: Callable[[str], None]) -> Site:
    """The site with a picture that messages show of it, unless it would be of no use or cannot be drawn."""
    if not site.url:
        say("Nobody says where the site will stand (CASEBOOK_SITE_URL): no pictures for messages, no sitemap.")
    elif not can_draw():
        say("What draws pictures is not installed (pip install 'casebook[pictures]'): none for messages.")
    else:
        return replace(site, picture=SITE_PICTURE)
    return site


def make_room(root: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder for a site that is not yet in its place: beside the project, where moving it costs nothing."""
    cache = root / ".cache"
    try:
        cache.mkdir(exist_ok=True)
        for left in cache.glob(f"{_ROOM}*"):
            # of somebody who was stopped before the end
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(left, ignore_errors=True)
        return tempfile.TemporaryDirectory(prefix=_ROOM, dir=cache)
    except OSError:
        return tempfile.TemporaryDirectory(prefix="casebook-")


def write_what_can_be_written(
    publication: Publication, others: Iterable[Output] = (), elsewhere: Collection[str] = ()
) -> tuple[Publication, tuple[str, ...]]:
    """Write what the casebook makes (`write_pages`): all of it, or all but the cases that cannot be rendered.

    Returns:
        What was published, and the addresses of the files.
    """
    before = tuple(others)
    try:
        return publication, write_pages(publication, before, elsewhere)
    except Exception as problem:  # noqa: BLE001  # raised again below, unless a case is to blame
        failure = problem
    reading, broken = leave_out_broken(publication.reading, publication.schemas)
    if not broken:
        raise failure
    for case, reason in broken:
        # a case that the checker let pass must not keep the site from being built
        log.error(
            "Left out: %s. The checker finds nothing wrong with it, yet it cannot be rendered (%s: %s).",
            case.path, type(reason).__name__, reason,
        )  # fmt: skip
    for left in publication.folder.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    rest = replace(publication, reading=reading)
    return rest, write_pages(rest, before, elsewhere)


def index_site(
    publication: Publication,
    folder: Path,
    warn: Callable[[str], None],
    give: Callable[[Path, str], None] | None = None,
) -> None:
    """Make the index of the search in a folder; `warn` is told if it cannot be made, `give` as `write_index` has it."""
    try:
        write_index(publication.segments, folder, publication.search_folder, give)
    except IndexingError as problem:
        warn(f"The site has no search. {problem}")


def finish_site(
    publication: Publication, site: Path, expected: Iterable[str], warn: Callable[[str], None]
) -> SiteFiles:
    """What speaks of all files of a site and so comes last: the search, the copies of it, the list of its files.

    A file of the site may be the same one as another elsewhere: none is written into. The pages on which sizes stand,
    and the worker, must be as they were made: others take their place here.

    Args:
        publication: What was published.
        site: Its folder.
        expected: The files that it must have.
        warn: Is told, in sentences, what is missing.

    Returns:
        All its files.
    """
    last = publication.last_site
    # what a site has that is not in its place yet need not stand in two folders before
    index_site(publication, site, warn, last.take_file if last and site == publication.folder else None)
    elsewhere = last.taken if last else None
    files = SiteFiles(site, open_signed_folder(publication.cache / "copies"), elsewhere)
    packed = write_folder_copy(files, SITE_ZIP, render_start_here(publication.renderer), publication.site.url)
    write_kept_copy(files, packed)
    if missing := write_list(files, (*expected, SITE_ZIP, *KEPT_FILES)):
        warn(f"The site is not whole: {', '.join(missing[:5])} is missing.")
    files.save()
    return files


def publish_site(
    root: Path, to: Path, environment: Mapping[str, str], tell: Callable[[str], None]
) -> tuple[Diagnostic, ...]:
    """Publish a project into a folder; a site that is there is replaced once the new one is whole.

    Args:
        root: The project's folder.
        to: The folder: one that is not there, an empty one, or a site.
        environment: Says who maintains the site.
        tell: Is told, in sentences, what is left out, and why.

    Returns:
        What keeps it from being published: then nothing was.

    Raises:
        PublishingError: The folder holds something else.
        SettingsError: The settings cannot be used.
        OSError: The machine would not let it be written.
    """
    if to.is_dir() and any(to.iterdir()) and not (to / LIST_OF_FILES).is_file():
        raise PublishingError(f"The folder {to} holds something that is no site. Name another one, or empty it.")
    reading = check_project(root, memory=open_memory(root))
    problems = (*find_odd_files(root / "docs", root), *reading.diagnostics)
    if reading.schemas is None or any(one.severity == "error" for one in problems):
        return problems
    settings = read_settings(root)
    site = choose_picture(describe_site(settings, environment, tell), tell)
    with make_room(root) as room:
        made = Path(room)
        publication = Publication(reading, reading.schemas, site, made, root / ".cache")
        handwritten = list_handwritten(root, settings, publication.renderer)
        publication, addresses = write_what_can_be_written(publication, handwritten)
        files = finish_site(publication, made, addresses, tell)
        clear_away(to, files.names)
        move_in(publication, to)
    return ()
