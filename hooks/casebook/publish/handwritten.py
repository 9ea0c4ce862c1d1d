"""The pages of `docs/` that are written by hand, in Markdown, and the files that stand beside them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from casebook.files import name_path, walk_folder
from casebook.outputs import Output, make_output, make_text
from casebook.publish.outputs import frame_article
from casebook.publish.settings import Settings, name_page
from casebook.render import Article, Renderer, pack_script

__all__ = ["list_handwritten", "wrap_handwritten"]

_LINKS = (("a", "href"), ("img", "src"))
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


class _Links(Treeprocessor):  # type: ignore[misc]  # has no types
    """Leads the links of a page, which go from file to file, to where the files stand on the site."""

    def __init__(self, engine: markdown.Markdown, file: str) -> None:
        super().__init__(engine)
        self.file = file

    def run(self, root: Element) -> None:
        for tag, attribute in _LINKS:
            for element in root.iter(tag):
                if leads := element.get(attribute):
                    element.set(attribute, self._lead(leads))

    def _lead(self, written: str) -> str:
        scheme, host, path, _, anchor = urlsplit(written)
        if scheme or host or not path or path.startswith("/"):
            return written
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.file), unquote(path)))
        address = name_page(target) if target.endswith(".md") else target
        way = posixpath.relpath(f"/{address}", f"/{name_page(self.file)}")
        way += "/" if target.endswith(".md") else ""
        return quote(way) + (f"#{anchor}" if anchor else "")


def wrap_handwritten(address: str, title: str, content: str) -> Article:
    """What was written by hand, as an article."""
    return Article(address, "text", title, "", lambda: f'<div class="hub prose handwritten">{content}</div>')


def _render(text: str, file: str, settings: Settings) -> str:
    engine = markdown.Markdown(
        extensions=list(dict.fromkeys(("toc", "tables", "fenced_code", *settings.extensions))),
        extension_configs={name: dict(options) for name, options in settings.options.items()},
    )
    # behind what makes the elements, before what writes them
    engine.treeprocessors.register(_Links(engine, file), "links", 0)
    return str(engine.convert(text))


def _find_title(file: str, content: str, settings: Settings) -> str:
    """What the signposts call a page; of one to which none leads, its own heading."""
    signs = (one for sign in settings.signposts for one in (sign, *sign.signs))
    named = next((one.title for one in signs if one.address == name_page(file) and not one.signs), "")
    heading = _TITLE.search(content)
    return named or (re.sub(r"<[^>]*>", "", heading[1]) if heading else file)


def list_handwritten(root: Path, settings: Settings, r: Renderer) -> Iterator[Output]:
    """Every file of `docs/` as it stands on the site.

    Args:
        root: The project's folder.
        settings: The site's settings.
        r: What puts the frame around a page.
    """
    for place in walk_folder(root / "docs"):
        file = name_path(place, root / "docs")
        if file in settings.left_out or any(one.endswith("/") and file.startswith(one) for one in settings.left_out):
            continue
        if file.endswith(".md"):
            content = _render(place.read_text(encoding="utf-8"), file, settings)
            yield frame_article(r, wrap_handwritten(name_page(file), _find_title(file, content, settings), content))
        elif file.endswith(".js"):
            # comments are for whoever reads the source, and a fifth of what a script weighs
            yield make_text(file, partial(pack_script, place.read_text(encoding="utf-8")))
        else:
            yield make_output(file, partial(_read, place))


def _read(file: Path) -> tuple[bytes]:
    return (file.read_bytes(),)
