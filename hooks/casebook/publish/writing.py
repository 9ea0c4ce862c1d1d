"""Writes the files of a site, one after the other, so that none waits for the next; and moves them to their place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path

from casebook.collector import pause_collector
from casebook.outputs import Output, make_text, write_outputs
from casebook.publish.keeping import write_anew
from casebook.publish.outputs import Publication
from casebook.render import write_robots, write_sitemap

__all__ = ["clear_away", "move_in", "write_pages"]


def write_pages(
    publication: Publication, others: Iterable[Output] = (), elsewhere: Iterable[str] = ()
) -> tuple[str, ...]:
    """Write every file that the casebook makes into the folder of a publication.

    Args:
        publication: The book, its site and the folder.
        others: What is no part of the book; where both make a file, that of the book stays.
        elsewhere: The addresses of pages that somebody else writes: search engines are told of these too.

    Returns:
        The addresses of the files.

    Raises:
        OSError: The machine would not let it be written.
    """
    found = [(page, "") for page in elsewhere]
    groups = chain([("by hand", others)], publication.list_groups())
    addresses: list[str] = []
    kept, folder = publication.last_site, publication.folder
    book, models = publication.book, publication.models
    if kept:
        models.recall_links(book, kept.outlines)
    if kept is None or not kept.is_quiet:
        # else few pages are made, and find out for themselves what they ask
        with pause_collector():
            book.link_all()
    with pause_collector() if kept and kept.is_quiet else nullcontext():
        for name, outputs in groups:
            for written in kept.write_group(name, outputs) if kept else (write_anew(one, folder) for one in outputs):
                addresses += written.addresses
                if written.page is not None:
                    found.append((written.page, written.changed))
    if kept:
        kept.save()
        models.keep_links(book, kept.outlines)
        models.save()
    return (*addresses, *write_outputs(_tell_engines(publication.site.url, found), folder.joinpath))


def _tell_engines(url: str, pages: Iterable[tuple[str, str]]) -> Iterator[Output]:
    """The files in which a search engine looks for the pages: they hold whole addresses, or are not there."""
    if url:
        yield make_text("sitemap.xml", lambda: write_sitemap((url + page, changed) for page, changed in pages))
        if robots := write_robots(url):
            yield make_text("robots.txt", lambda: robots)


def clear_away(site: Path, names: Collection[str]) -> None:
    """Take from a folder what is no file of a site with these names, and every link and empty folder.

    Raises:
        OSError: The machine would not let it be taken away.
    """
    if site.is_dir():
        _clear_folder(str(site), "", names)


def _clear_folder(folder: str, way: str, names: Collection[str]) -> bool:
    """The same for a folder in it, which is reached on some way from its root; whether the folder is empty then."""
    is_empty = True
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        name = way + entry.name
        if entry.is_dir(follow_symlinks=False):
            if _clear_folder(entry.path, f"{name}/", names):
                Path(entry.path).rmdir()
                continue
        elif entry.is_symlink() or name not in names:
            Path(entry.path).unlink()
            continue
        is_empty = False
    return is_empty


def move_in(publication: Publication, site: Path) -> None:
    """Bring all that was made of a publication into a site: what was written is moved, what is kept gets its names.

    Raises:
        OSError: The machine would not let it be moved.
    """
    site.mkdir(parents=True, exist_ok=True)
    _move_in(str(publication.folder), str(site))
    if publication.last_site:
        publication.last_site.place(site)


def _move_in(made: str, site: str) -> None:
    with os.scandir(made) as found:
        for one in found:
            place = f"{site}/{one.name}"
            if one.is_dir() and Path(place).is_dir():
                _move_in(one.path, place)
                continue
            try:
                Path(one.path).replace(place)
            except OSError:
                # on another disk it is copied
                shutil.move(one.path, place)
