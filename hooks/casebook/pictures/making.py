"""Makes the pictures of a site. What was drawn once is kept, so that an unchanged case costs no drawing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from casebook.pictures.facts import PictureFacts

__all__ = ["can_draw", "make_pictures"]

_NEEDED = {"PIL": "pillow", "font_source_serif_pro": "font-source-serif-pro"}
"""What is needed to draw: modules, and the packages that bring them."""


def can_draw() -> bool:
    """Whether what is needed to draw is installed: the extra `pictures`."""
    return all(find_spec(module) for module in _NEEDED)


def make_pictures(wanted: Iterable[tuple[str, PictureFacts]], cache: Path) -> Iterator[tuple[str, bytes]]:
    """Every picture as PNG, by its address.

    Args:
        wanted: What stands in each, by its address.
        cache: The folder in which drawn pictures are kept. It may be missing, closed or broken: then they are drawn.
    """
    drawing = _name_drawing()
    used = set()
    for address, facts in wanted:
        file = cache / f"{hashlib.sha256(f'{drawing} {facts!r}'.encode()).hexdigest()}.png"
        used.add(file.name)
        kept = _take(file)
        if kept is None:
            from casebook.pictures.drawing import draw_picture  # noqa: PLC0415  # a site without pictures needs no Pillow

            kept = draw_picture(facts)
            _keep(file, kept)
        yield address, kept
    _forget(cache, used)


def _name_drawing() -> str:
    """The way in which pictures are drawn: it changes with the code of this room, with Pillow and with the typeface."""
    code = hashlib.sha256()
    for module in sorted(Path(__file__).parent.glob("*.py")):
        code.update(module.read_bytes())
    return " ".join([code.hexdigest(), *map(version, _NEEDED.values())])


_SUM = hashlib.sha256().digest_size
"""Behind the bytes of a kept picture stands their sum, which no program that shows pictures minds."""


def _take(file: Path) -> bytes | None:
    try:
        content = file.read_bytes()
    except OSError:
        return None
    picture, found = content[:-_SUM], content[-_SUM:]
    return picture if picture and hashlib.sha256(picture).digest() == found else None


def _keep(file: Path, picture: bytes) -> None:
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture + hashlib.sha256(picture).digest())


def _forget(cache: Path, used: set[str]) -> None:
    """What no picture of this site needs any more goes."""
    with suppress(OSError):
        for file in cache.glob("*.png"):
            if file.name not in used:
                file.unlink()
